#include "base/utf8.h"
#include "office/xlsx_part.h"

/* ---- one text ---- */

bool xlsx_text_put(struct xlsx *x, str s)
{
	if (s.n > XLSX_MAX_TEXT || x->text.n + s.n > XLSX_MAX_TEXT)
		return false;
	if (s.n)
		memcpy(x->text.p + x->text.n, s.p, s.n);
	x->text.n += s.n;
	return true;
}

/* Puts what a conversion made on the arena back into the buffer; past its end is past every limit. */
static void replace_from(struct xlsx *x, size_t from, str made)
{
	if (made.n > TEXT_CAP - from)
		arena_fail(x->a);
	if (made.n)
		memmove(x->text.p + from, made.p, made.n);
	x->text.n = from + made.n;
}

void xlsx_text_convert(struct xlsx *x, size_t from, enum vn_font font)
{
	if (font == VN_UNICODE || from >= x->text.n)
		return;
	struct arena_mark m = arena_mark(x->a);
	replace_from(x, from, vn_to_unicode(x->a, font, (str){x->text.p + from, x->text.n - from}));
	arena_release(x->a, m);
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Excel writes what XML cannot hold as _x000D_. Control characters go, "_x005F_" is the underscore itself. */
static void unescape(struct xlsx_text *t)
{
	size_t to = 0;
	for (size_t i = 0; i < t->n; i++) {
		int v = -1;
		if (t->p[i] == '_' && i + 6 < t->n && t->p[i + 1] == 'x' && t->p[i + 6] == '_') {
			v = 0;
			for (size_t k = 2; k < 6 && v >= 0; k++) {
				int d = hex_digit(t->p[i + k]);
				v = d < 0 ? -1 : v * 16 + d;
			}
		}
		if (v >= 0 && (v < 0x20 || v == '_')) {
			if (v == '_' || v == '\n')
				t->p[to++] = (char)v;
			i += 6;
		} else {
			t->p[to++] = t->p[i];
		}
	}
	t->n = to;
}

td_rc xlsx_text_finish(struct xlsx *x, str *out)
{
	struct xlsx_text *t = &x->text;
	size_t bad_at;
	str clean;
	if (str_find((str){t->p, t->n}, S("_x")) < t->n)
		unescape(t);
	struct arena_mark m = arena_mark(x->a);
	td_rc rc = utf8_clean(x->a, (str){t->p, t->n}, &clean, &bad_at);
	if (rc == TD_OK && clean.p != t->p)
		replace_from(x, 0, clean);
	arena_release(x->a, m);
	t->p[t->n] = '\0';
	*out = (str){t->p, t->n};
	return rc;
}

/* ---- the pool ---- */

static void pool_add(struct xlsx *x, str s, bool fonted)
{
	struct xlsx_pool *p = &x->pool;
	u32 need = (u32)s.n + 2;
	if (p->chunks.n == 0 || need > (1u << POOL_BITS) - p->used) {
		if (p->chunks.n == 1u << (32 - POOL_BITS))
			arena_fail(x->a);
		VEC_PUSH(x->a, &p->chunks) = arena_alloc(x->a, 1u << POOL_BITS);
		p->used = 0;
	}
	if (p->n % POOL_BLOCK == 0)
		VEC_PUSH(x->a, &p->blocks) = NEW_N(x->a, u32, POOL_BLOCK);
	char *to = p->chunks.at[p->chunks.n - 1] + p->used;
	to[0] = fonted ? 'f' : ' ';
	if (s.n)
		memcpy(to + 1, s.p, s.n);
	p->blocks.at[p->n / POOL_BLOCK][p->n % POOL_BLOCK] = (u32)(p->chunks.n - 1) << POOL_BITS | p->used;
	p->used += need;
	p->n++;
}

bool xlsx_string(const struct xlsx *x, u64 ix, str *out, bool *fonted)
{
	const struct xlsx_pool *p = &x->pool;
	if (ix >= p->n)
		return false;
	u32 at = p->blocks.at[ix / POOL_BLOCK][ix % POOL_BLOCK];
	const char *from = p->chunks.at[at >> POOL_BITS] + (at & ((1u << POOL_BITS) - 1));
	*fonted = from[0] == 'f';
	*out = str_c(from + 1);
	return true;
}

/* ---- the part ---- */

struct strings {
	struct xlsx *x;
	struct err *e;
	bool in_si, in_t, in_phonetic, fonted;
	size_t run_at; /* where the run's text starts */
	enum vn_font run_font;
};

static void on_start(void *ctx, struct xml *xml, const char *name, const char **attrs)
{
	struct strings *s = ctx;
	name = xml_local(name);
	if (strcmp(name, "si") == 0) {
		if (s->x->pool.n >= XLSX_MAX_STRINGS)
			xml_stop(xml, err_add(s->e, TD_INVALID, S(""),
					      "Sổ làm việc có quá nhiều chuỗi: không nhận."));
		s->in_si = true;
		s->fonted = false;
		s->x->text.n = 0;
	} else if (strcmp(name, "r") == 0) {
		s->run_font = VN_UNICODE;
	} else if (strcmp(name, "rFont") == 0) {
		s->fonted = true;
		s->run_font = vn_font_of(str_c(xml_attr(attrs, "val")));
	} else if (strcmp(name, "t") == 0) {
		s->in_t = true;
		s->run_at = s->x->text.n;
	} else if (strcmp(name, "rPh") == 0) {
		s->in_phonetic = true;
	}
}

static void on_text(void *ctx, struct xml *xml, str text)
{
	struct strings *s = ctx;
	if (s->in_si && s->in_t && !s->in_phonetic && !xlsx_text_put(s->x, text))
		xml_stop(xml, err_add(s->e, TD_INVALID, S(""), "Có ô chứa quá %d ký tự: không nhận.",
				      XLSX_MAX_TEXT / 4));
}

static void end_string(struct strings *s, struct xml *xml)
{
	str clean;
	if (xlsx_text_finish(s->x, &clean) == TD_OK)
		pool_add(s->x, clean, s->fonted);
	else
		xml_stop(xml, err_add(s->e, TD_INVALID, S(""),
				      "Có ô chứa ký tự điều khiển (chuỗi thứ %u): hãy xóa ký tự lạ trong ô.",
				      s->x->pool.n + 1));
	s->in_si = false;
}

static void on_end(void *ctx, struct xml *xml, const char *name)
{
	struct strings *s = ctx;
	name = xml_local(name);
	if (strcmp(name, "t") == 0) {
		s->in_t = false;
		if (!s->in_phonetic && s->in_si)
			xlsx_text_convert(s->x, s->run_at, s->run_font);
	} else if (strcmp(name, "r") == 0) {
		s->run_font = VN_UNICODE;
	} else if (strcmp(name, "rPh") == 0) {
		s->in_phonetic = false;
	} else if (strcmp(name, "si") == 0) {
		end_string(s, xml);
	}
}

td_rc xlsx_strings_read(struct xlsx *x, str part, struct err *e)
{
	static const struct xml_events ev = {.start = on_start, .end = on_end, .text = on_text};
	struct strings s = {.x = x, .e = e};
	td_rc rc = xlsx_part(x, part, &ev, &s, e);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}
