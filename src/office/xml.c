#include "office/xml.h"

#include <expat.h>
#include <stdlib.h>

/* ---- expat's memory: a list of blocks, so that a parse that unwinds leaves nothing behind ---- */

struct heap {
	struct block *blocks;
	size_t held;
	bool over; /* XML_MAX_HEAP was asked for: the document's doing, not the machine's */
};

struct block {
	struct block *prev, *next;
	size_t n;
	alignas(max_align_t) char bytes[];
};

/* expat hands its allocator no context; set for the time of a parse, which never nests. */
static _Thread_local struct heap *heap_now;

static struct block *block_of(void *p)
{
	return (struct block *)(void *)((char *)p - offsetof(struct block, bytes));
}

static bool heap_refuses(struct heap *h, size_t n)
{
	if (n > XML_MAX_HEAP || h->held + n > XML_MAX_HEAP) {
		h->over = true;
		return true;
	}
	return arena_fault_now();
}

static void link_block(struct heap *h, struct block *b, size_t n)
{
	b->n = n;
	b->prev = NULL;
	b->next = h->blocks;
	if (b->next)
		b->next->prev = b;
	h->blocks = b;
	h->held += n;
}

static void unlink_block(struct heap *h, struct block *b)
{
	*(b->prev ? &b->prev->next : &h->blocks) = b->next;
	if (b->next)
		b->next->prev = b->prev;
	h->held -= b->n;
}

static void *heap_malloc(size_t n)
{
	struct heap *h = heap_now;
	struct block *b = heap_refuses(h, n) ? NULL : malloc(sizeof *b + n);
	if (b == NULL)
		return NULL;
	link_block(h, b, n);
	return b->bytes;
}

static void heap_free(void *p)
{
	if (p == NULL)
		return;
	unlink_block(heap_now, block_of(p));
	free(block_of(p));
}

static void *heap_realloc(void *p, size_t n)
{
	void *q = heap_malloc(n);
	if (q && p) {
		size_t old = block_of(p)->n;
		memcpy(q, p, old < n ? old : n);
		heap_free(p);
	}
	return q;
}

static void heap_drop(void *heap)
{
	struct heap *h = heap;
	while (h->blocks) {
		struct block *b = h->blocks;
		h->blocks = b->next;
		free(b);
	}
	h->held = 0;
}

/* ---- the parse ---- */

struct xml {
	struct arena *a;
	XML_Parser parser;
	const struct xml_events *ev;
	void *ctx;
	u32 depth;
	td_rc rc;
	str part;
	struct err *e;
};

void xml_stop(struct xml *x, td_rc rc)
{
	if (x->rc == TD_OK)
		x->rc = rc;
	XML_StopParser(x->parser, XML_FALSE);
}

static void XMLCALL on_start(void *p, const char *name, const char **attrs)
{
	struct xml *x = p;
	if (x->rc != TD_OK)
		return;
	if (++x->depth > XML_MAX_DEPTH)
		xml_stop(x, err_add(x->e, TD_INVALID, S(""),
				    "Tệp có cấu trúc bất thường (lồng quá sâu ở phần %.*s): không nhận.",
				    STRF(x->part)));
	else if (x->ev->start)
		x->ev->start(x->ctx, x, name, attrs);
}

static void XMLCALL on_end(void *p, const char *name)
{
	struct xml *x = p;
	if (x->rc != TD_OK)
		return;
	x->depth--;
	if (x->ev->end)
		x->ev->end(x->ctx, x, name);
}

static void XMLCALL on_text(void *p, const char *s, int n)
{
	struct xml *x = p;
	if (x->rc == TD_OK)
		x->ev->text(x->ctx, x, (str){s, (size_t)n});
}

static void XMLCALL on_doctype(void *p, const char *name, const char *sysid, const char *pubid, int internal)
{
	struct xml *x = p;
	(void)name;
	(void)sysid;
	(void)pubid;
	(void)internal;
	xml_stop(x, err_add(x->e, TD_INVALID, S(""),
			    "Tệp có khai báo DOCTYPE không được phép (ở phần %.*s): không nhận.",
			    STRF(x->part)));
}

static td_rc refuse(struct xml *x, const struct heap *h)
{
	if (x->rc != TD_OK)
		return x->rc;
	if (XML_GetErrorCode(x->parser) == XML_ERROR_NO_MEMORY && !h->over)
		arena_fail(x->a);
	return err_add(x->e, TD_INVALID, S(""),
		       "Tệp bị hỏng ở phần %.*s: hãy mở lại bằng phần mềm đã soạn, lưu lại và thử lần nữa.",
		       STRF(x->part));
}

static td_rc run(struct xml *x, const struct heap *h, xml_source read, void *from)
{
	enum { PIECE = 64 * 1024 };
	size_t n;
	do {
		void *p = XML_GetBuffer(x->parser, PIECE);
		if (p == NULL)
			return refuse(x, h);
		td_rc rc = read(from, p, PIECE, &n);
		if (rc != TD_OK)
			return rc;
		if (XML_ParseBuffer(x->parser, (int)n, n == 0) != XML_STATUS_OK)
			return refuse(x, h);
	} while (n);
	return TD_OK;
}

td_rc xml_parse(struct arena *a, xml_source read, void *from, const struct xml_events *ev, void *ctx,
		str part, struct err *e)
{
	static const XML_Memory_Handling_Suite memory = {heap_malloc, heap_realloc, heap_free};
	struct heap *h = NEW(a, struct heap);
	struct xml *x = NEW(a, struct xml);
	arena_defer(a, heap_drop, h);
	heap_now = h;
	x->parser = XML_ParserCreate_MM(NULL, &memory, NULL);
	if (x->parser == NULL)
		arena_fail(a);
	x->a = a;
	x->ev = ev;
	x->ctx = ctx;
	x->part = part;
	x->e = e;
	XML_SetUserData(x->parser, x);
	XML_SetElementHandler(x->parser, on_start, on_end);
	if (ev->text)
		XML_SetCharacterDataHandler(x->parser, on_text);
	XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
	td_rc rc = run(x, h, read, from);
	heap_drop(h); /* XML_ParserFree() would do no more */
	return rc;
}

static td_rc read_str(void *from, void *p, size_t cap, size_t *n)
{
	str *rest = from;
	*n = rest->n < cap ? rest->n : cap;
	if (*n)
		memcpy(p, rest->p, *n);
	*rest = str_from(*rest, *n);
	return TD_OK;
}

td_rc xml_parse_str(struct arena *a, str bytes, const struct xml_events *ev, void *ctx, str part,
		    struct err *e)
{
	return xml_parse(a, read_str, &bytes, ev, ctx, part, e);
}

const char *xml_local(const char *name)
{
	const char *colon = strchr(name, ':');
	return colon ? colon + 1 : name;
}

const char *xml_attr(const char **attrs, const char *local)
{
	for (; *attrs; attrs += 2)
		if (strcmp(xml_local(attrs[0]), local) == 0)
			return attrs[1];
	return NULL;
}

bool xml_true(const char *value, bool absent)
{
	return value ? value[0] == '1' || value[0] == 't' || strcmp(value, "on") == 0 : absent;
}
