#include "web/html.h"

#include "base/caltime.h"
#include "base/hash.h"
#include "web/req.h"

struct html html_new(struct arena *a, enum lang lang, const struct page *page, size_t max)
{
	return (struct html){.out = sb_new(a, max), .lang = lang, .page = page};
}

void html_raw(struct html *h, const char *p, size_t n)
{
	sb_put(&h->out, (str){p, n});
}

/* The escape of a byte in element content and quoted attributes, or empty. */
static str escape_of(char c)
{
	switch (c) {
	case '<':
		return S("&lt;");
	case '>':
		return S("&gt;");
	case '&':
		return S("&amp;");
	case '"':
		return S("&quot;");
	case '\'':
		return S("&#39;");
	default:
		return STR_NULL;
	}
}

void html_text(struct html *h, str s)
{
	size_t from = 0;
	for (size_t i = 0; i < s.n; i++) {
		str e = escape_of(s.p[i]);
		if (e.p == NULL)
			continue;
		sb_put(&h->out, (str){s.p + from, i - from});
		sb_put(&h->out, e);
		from = i + 1;
	}
	sb_put(&h->out, str_from(s, from));
}

void html_int(struct html *h, i64 v)
{
	sb_int(&h->out, v);
}

void html_uint(struct html *h, u64 v)
{
	char digits[20];
	size_t i = sizeof digits;
	do {
		digits[--i] = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	sb_put(&h->out, (str){digits + i, sizeof digits - i});
}

static bool is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
	       c == '.' || c == '_' || c == '~';
}

void html_url(struct html *h, str s)
{
	static const char hex[] = "0123456789ABCDEF";
	for (size_t i = 0; i < s.n; i++) {
		u8 c = (u8)s.p[i];
		if (is_unreserved(s.p[i])) {
			sb_byte(&h->out, s.p[i]);
		} else {
			char *p = sb_reserve(&h->out, 3);
			p[0] = '%';
			p[1] = hex[c >> 4];
			p[2] = hex[c & 15];
			sb_grew(&h->out, 3);
		}
	}
}

void html_href(struct html *h, str s)
{
	bool here = s.n > 0 && (s.p[0] == '#' || s.p[0] == '?');
	bool path = s.n > 0 && s.p[0] == '/' && (s.n == 1 || (s.p[1] != '/' && s.p[1] != '\\'));
	html_text(h, here || path ? s : S("#"));
}

/* ---- messages ---- */

void html_msg_n(struct html *h, const char *msgid, const char *escaped, size_t n)
{
	if (h->lang == LANG_VI)
		html_raw(h, escaped, n);
	else
		html_text(h, str_c(i18n_tr(h->lang, msgid)));
}

struct html_msg html_msg_open(struct html *h, const char *msgid, const char *const *names, int n_names)
{
	return (struct html_msg){str_c(i18n_tr(h->lang, msgid)), names, n_names};
}

int html_msg_next(struct html *h, struct html_msg *m)
{
	size_t at = str_find_byte(m->rest, '{'), end = str_find_byte(m->rest, '}');
	html_text(h, str_upto(m->rest, at));
	if (end >= m->rest.n || at >= end)
		return m->rest = (str){"", 0}, -1;
	str name = {m->rest.p + at + 1, end - at - 1};
	m->rest = str_from(m->rest, end + 1);
	for (int i = 0; i < m->n_names; i++)
		if (str_eq(name, str_c(m->names[i])))
			return i;
	return -1; /* po2c refuses translations with other names */
}

/* ---- filters ---- */

void html_put_points(struct html *h, i64 c)
{
	num_put_c(&h->out, c);
}

void html_put_short(struct html *h, i64 c)
{
	num_put_short(&h->out, c);
}

void html_put_signed(struct html *h, i64 c)
{
	num_put_signed(&h->out, c);
}

void html_put_grouped(struct html *h, i64 v)
{
	num_put_grouped(&h->out, v);
}

void html_put_json(struct html *h, i64 c)
{
	num_put_json(&h->out, c);
}

void html_put_datetime(struct html *h, i64 at_ms)
{
	sb_put(&h->out, ms_vi(h->out.a, at_ms));
}

void html_put_day(struct html *h, i64 at_ms)
{
	sb_put(&h->out, day_vi(h->out.a, day_of_ms(at_ms)));
}

void html_put_isodatetime(struct html *h, i64 at_ms)
{
	sb_put(&h->out, ms_iso(h->out.a, at_ms));
}

void html_put_isoday(struct html *h, str iso)
{
	struct day d;
	if (day_parse_iso(iso, &d) == TD_OK)
		sb_put(&h->out, day_vi(h->out.a, d));
	else
		html_text(h, iso);
}

void html_put_tr(struct html *h, const char *vi)
{
	html_text(h, str_c(i18n_tr(h->lang, vi)));
}

/* ---- personal parts ---- */

void html_personal(struct html *h, html_personal_fn fn)
{
	if (h->keep_holes)
		VEC_PUSH(h->out.a, &h->holes) = (struct html_hole){h->out.n, fn};
	else if (h->page != NULL)
		fn(h, h->page);
}

/* The page's random bytes and the number of the form. */
static str form_key(struct html *h, const struct page *page)
{
	u8 key[PAGE_SEED_BYTES];
	memcpy(key, page->seed, sizeof key);
	key[0] = (u8)(key[0] ^ (h->n_forms >> 8));
	key[1] = (u8)(key[1] ^ h->n_forms);
	h->n_forms++;
	return base64url_of(h->out.a, key, sizeof key);
}

static void csrf_fields(struct html *h, const struct page *page)
{
	HTML_RAW(h, "<input type=\"hidden\" name=\"csrf\" value=\"");
	html_text(h, page->csrf);
	HTML_RAW(h, "\"><input type=\"hidden\" name=\"key\" value=\"");
	html_text(h, form_key(h, page));
	HTML_RAW(h, "\">");
}

void html_csrf(struct html *h)
{
	html_personal(h, csrf_fields);
}

void html_put_excel(struct html *h, str path)
{
	str made = sb_str(&h->out);
	if (str_find(made, S("<table")) == made.n)
		return;
	HTML_RAW(h, "<p class=\"excel no-print\"><a class=\"btn slim\" href=\"");
	html_href(h, path);
	if (str_find_byte(path, '?') < path.n)
		HTML_RAW(h, "&amp;xlsx=1");
	else
		HTML_RAW(h, "?xlsx=1");
	HTML_RAW(h, "\" download>");
	html_put_tr(h, N_("Tải bảng của trang này (Excel)"));
	HTML_RAW(h, "</a></p>");
}
