#include "office/xmltree.h"

#include "office/xml.h"

struct xmltree_node *xmltree_element(struct arena *a, str name)
{
	struct xmltree_node *n = NEW(a, struct xmltree_node);
	n->name = name;
	return n;
}

struct xmltree_node *xmltree_text(struct arena *a, str text)
{
	struct xmltree_node *n = NEW(a, struct xmltree_node);
	n->text = text;
	return n;
}

void xmltree_insert(struct xmltree_node *parent, struct xmltree_node *before, struct xmltree_node *n)
{
	n->parent = parent;
	n->next = before;
	n->prev = before ? before->prev : parent->last;
	*(n->prev ? &n->prev->next : &parent->first) = n;
	*(before ? &before->prev : &parent->last) = n;
}

void xmltree_unlink(struct xmltree_node *n)
{
	*(n->prev ? &n->prev->next : &n->parent->first) = n->next;
	*(n->next ? &n->next->prev : &n->parent->last) = n->prev;
	n->parent = n->prev = n->next = NULL;
}

struct xmltree_node *xmltree_shell(struct arena *a, const struct xmltree_node *n)
{
	struct xmltree_node *c = NEW(a, struct xmltree_node);
	c->name = n->name;
	c->text = n->text;
	c->kind = n->kind;
	c->user = n->user;
	for (size_t i = 0; i < n->attrs.n; i++)
		VEC_PUSH(a, &c->attrs) = n->attrs.at[i];
	return c;
}

/* Depth is bounded by the reader. */
struct xmltree_node *xmltree_clone(struct arena *a, const struct xmltree_node *n)
{
	struct xmltree_node *c = xmltree_shell(a, n);
	for (const struct xmltree_node *k = n->first; k; k = k->next)
		xmltree_insert(c, NULL, xmltree_clone(a, k));
	return c;
}

struct xmltree_node *xmltree_skip(const struct xmltree_node *n, const struct xmltree_node *top)
{
	while (n != top && n->next == NULL)
		n = n->parent;
	return n == top ? NULL : n->next;
}

struct xmltree_node *xmltree_next(const struct xmltree_node *n, const struct xmltree_node *top)
{
	return n->first ? n->first : xmltree_skip(n, top);
}

str xmltree_get(const struct xmltree_node *n, str name)
{
	for (size_t i = 0; i < n->attrs.n; i++)
		if (str_eq(n->attrs.at[i].name, name))
			return n->attrs.at[i].value;
	return STR_NULL;
}

void xmltree_set(struct arena *a, struct xmltree_node *n, str name, str value)
{
	for (size_t i = 0; i < n->attrs.n; i++)
		if (str_eq(n->attrs.at[i].name, name)) {
			n->attrs.at[i].value = value;
			return;
		}
	VEC_PUSH(a, &n->attrs) = (struct xmltree_attr){name, value};
}

str xmltree_local(const struct xmltree_node *n)
{
	size_t colon = str_find_byte(n->name, ':');
	return colon < n->name.n ? str_from(n->name, colon + 1) : n->name;
}

/* ---- reading ---- */

struct reader {
	struct arena *a;
	struct err *e;
	str part;
	struct xmltree_node *root, *at;
	size_t n_nodes;
	struct sb text; /* what has come since the last tag */
};

static void attach(struct reader *r, struct xml *x, struct xmltree_node *n)
{
	if (++r->n_nodes > XMLTREE_MAX_NODES) {
		xml_stop(x, err_add(r->e, TD_INVALID, S(""), "Tệp quá lớn (ở phần %.*s): hãy chia nhỏ.",
				    STRF(r->part)));
		return;
	}
	xmltree_insert(r->at, NULL, n);
}

static void flush_text(struct reader *r, struct xml *x)
{
	if (r->text.n == 0)
		return;
	if (r->at)
		attach(r, x, xmltree_text(r->a, arena_str(r->a, sb_str(&r->text))));
	r->text.n = 0;
}

static void on_start(void *ctx, struct xml *x, const char *name, const char **attrs)
{
	struct reader *r = ctx;
	struct xmltree_node *n = xmltree_element(r->a, arena_str(r->a, str_c(name)));
	for (; attrs[0]; attrs += 2)
		VEC_PUSH(r->a, &n->attrs) =
		    (struct xmltree_attr){arena_str(r->a, str_c(attrs[0])), arena_str(r->a, str_c(attrs[1]))};
	flush_text(r, x);
	if (r->at)
		attach(r, x, n);
	else
		r->root = n;
	r->at = n;
}

static void on_end(void *ctx, struct xml *x, const char *name)
{
	struct reader *r = ctx;
	(void)name;
	flush_text(r, x);
	r->at = r->at->parent;
}

static void on_text(void *ctx, struct xml *x, str s)
{
	struct reader *r = ctx;
	(void)x;
	sb_put(&r->text, s);
}

td_rc xmltree_parse(struct arena *a, str bytes, str part, struct err *e, struct xmltree_node **root)
{
	static const struct xml_events events = {on_start, on_end, on_text};
	struct reader r = {.a = a, .e = e, .part = part, .text = sb_new(a, bytes.n * 3 + 1)};
	td_rc rc = xml_parse_str(a, bytes, &events, &r, part, e);
	*root = r.root;
	return rc;
}

/* ---- writing ---- */

/* The escape of a byte, p == NULL for one that stands for itself; empty for one that XML cannot hold. */
static str escape_of(char c, bool attr)
{
	switch (c) {
	case '&':
		return S("&amp;");
	case '<':
		return S("&lt;");
	case '>':
		return S("&gt;");
	case '"':
		return attr ? S("&quot;") : STR_NULL;
	case '\t':
		return attr ? S("&#9;") : STR_NULL;
	case '\n':
		return attr ? S("&#10;") : STR_NULL;
	case '\r':
		return S("&#13;");
	default:
		return (unsigned char)c < 0x20 ? S("") : STR_NULL;
	}
}

static void put_escaped(struct sb *b, str text, bool attr)
{
	size_t from = 0;
	for (size_t i = 0; i < text.n; i++) {
		str esc = escape_of(text.p[i], attr);
		if (esc.p == NULL)
			continue;
		sb_put(b, (str){text.p + from, i - from});
		sb_put(b, esc);
		from = i + 1;
	}
	sb_put(b, str_from(text, from));
}

void xmltree_put_text(struct sb *b, str text)
{
	put_escaped(b, text, false);
}

void xmltree_put_value(struct sb *b, str text)
{
	put_escaped(b, text, true);
}

static void put_open(struct sb *b, const struct xmltree_node *n)
{
	sb_byte(b, '<');
	sb_put(b, n->name);
	for (size_t i = 0; i < n->attrs.n; i++) {
		sb_byte(b, ' ');
		sb_put(b, n->attrs.at[i].name);
		SB_LIT(b, "=\"");
		put_escaped(b, n->attrs.at[i].value, true);
		sb_byte(b, '"');
	}
}

void xmltree_put_start(struct sb *b, const struct xmltree_node *n)
{
	put_open(b, n);
	sb_byte(b, '>');
}

void xmltree_put_end(struct sb *b, const struct xmltree_node *n)
{
	SB_LIT(b, "</");
	sb_put(b, n->name);
	sb_byte(b, '>');
}

void xmltree_put(struct sb *b, const struct xmltree_node *n)
{
	if (n->name.p == NULL) {
		xmltree_put_text(b, n->text);
		return;
	}
	put_open(b, n);
	if (n->first == NULL) {
		SB_LIT(b, "/>");
		return;
	}
	sb_byte(b, '>');
	for (const struct xmltree_node *k = n->first; k; k = k->next)
		xmltree_put(b, k);
	xmltree_put_end(b, n);
}
