/* The HTML sink. Everything that a page says goes through one of these functions, and each knows how to escape its
 * type; a raw char * has no way in, so text cannot reach a page unescaped. Views are compiled to calls of this header
 * by tools/tmplc.py, which also knows the place (text, quoted attribute, address) and picks the function for it.
 *
 * Parts of a page that belong to one person (name, tokens of forms) are written by a function of struct page alone.
 * Where the page is to be cached they leave a hole, which is filled for each reader when the page is sent. */
#ifndef WEB_HTML_H
#define WEB_HTML_H

#include "base/i18n.h"
#include "base/num.h"
#include "base/sb.h"
#include "base/vec.h"

struct page;
struct html;

typedef void (*html_personal_fn)(struct html *h, const struct page *page);

struct html_hole {
	size_t at; /* offset into the page */
	html_personal_fn fn;
};

struct html {
	struct sb out;
	enum lang lang;
	const struct page *page; /* whose page it is; may be NULL in tests of a view without forms */
	u32 n_forms;             /* so far, on this page: each has a one-time key of its own */
	bool keep_holes;
	VEC(struct html_hole) holes;
};

/* A sink of at most max bytes on a. */
struct html html_new(struct arena *a, enum lang lang, const struct page *page, size_t max);

/* What was written, without what the holes will hold. */
static inline str html_str(const struct html *h)
{
	return sb_str(&h->out);
}

/* Bytes of the template itself. Only compiled views call this. */
void html_raw(struct html *h, const char *p, size_t n);
#define HTML_RAW(h, lit) html_raw((h), ("" lit), sizeof(lit) - 1)

/* Text of the template in the language of the page: escaped is msgid with HTML escapes, for Vietnamese. */
void html_msg_n(struct html *h, const char *msgid, const char *escaped, size_t n);
#define HTML_MSG(h, msgid, escaped) html_msg_n((h), ("" msgid), ("" escaped), sizeof(escaped) - 1)

/* A message with values in it: "Có {n} mục cần sửa". Writes the text up to the next {name} and returns the name's
 * index in names, or −1 at the end; a translation may put the values in another order. */
struct html_msg {
	str rest;
	const char *const *names;
	int n_names;
};
struct html_msg html_msg_open(struct html *h, const char *msgid, const char *const *names, int n_names);
int html_msg_next(struct html *h, struct html_msg *m);

/* Values. Text is escaped for element content and quoted attributes alike. */
void html_text(struct html *h, str s);
void html_int(struct html *h, i64 v);
void html_uint(struct html *h, u64 v);

/* A part of an address behind its beginning: everything but unreserved characters is percent-encoded. */
void html_url(struct html *h, str s);

/* The beginning of an address: a path of this site, a query or a fragment; anything else becomes "#". */
void html_href(struct html *h, str s);

/* Filters of views, by name. points 98,75 · short 98,5 · signed +0,50 · grouped 1.234.567 (from integers);
 * datetime and day from ms UTC; isoday "2026-11-21" → 21/11/2026 (a day that cannot be read is written as it is);
 * tr: a source text of the program (N_()) in the page's language. */
void html_put_points(struct html *h, i64 c);
void html_put_short(struct html *h, i64 c);
void html_put_signed(struct html *h, i64 c);
void html_put_grouped(struct html *h, i64 v);
void html_put_json(struct html *h, i64 c);
void html_put_datetime(struct html *h, i64 at_ms);
void html_put_day(struct html *h, i64 at_ms);
void html_put_isodatetime(struct html *h, i64 at_ms);
void html_put_isoday(struct html *h, str iso);
void html_put_tr(struct html *h, const char *vi);
/* Below a page's content: the link that gives its tables as a workbook (web/table_book.h); nothing when the page has none
 * so far. path: of the page, with its query. */
void html_put_excel(struct html *h, str path);

/* {{ x }} in text and quoted attributes. */
#define HTML_PUT(h, x)                           \
	_Generic((x), str                        \
		 : html_text, bool               \
		 : html_int, int                 \
		 : html_int, i64                 \
		 : html_int, long long           \
		 : html_int, u8                  \
		 : html_uint, u16                \
		 : html_uint, u32                \
		 : html_uint, u64                \
		 : html_uint, unsigned long long \
		 : html_uint)((h), (x))

/* {{ x }} inside an address. */
#define HTML_PUT_URL(h, x)        \
	_Generic((x), str         \
		 : html_url, int  \
		 : html_int, i64  \
		 : html_int, u32  \
		 : html_uint, u64 \
		 : html_uint)((h), (x))

/* {% if x %}: text is true when it is not empty, numbers when they are not 0. */
static inline bool html_true_str(str s)
{
	return s.n > 0;
}
static inline bool html_true_int(i64 v)
{
	return v != 0;
}
static inline bool html_true_uint(u64 v)
{
	return v != 0;
}
static inline bool html_true_ptr(const void *p)
{
	return p != NULL;
}
#define HTML_TRUE(x) \
	_Generic((x),                     \
	    str: html_true_str,           \
	    bool: html_true_int,          \
	    int: html_true_int,           \
	    i64: html_true_int,           \
	    u8: html_true_uint,           \
	    u16: html_true_uint,          \
	    u32: html_true_uint,          \
	    u64: html_true_uint,          \
	    const char *: html_true_ptr)(x)

/* {% if a == b %} */
static inline bool html_same_int(i64 a, i64 b)
{
	return a == b;
}
static inline bool html_same_uint(u64 a, u64 b)
{
	return a == b;
}
#define HTML_SAME(a, b)                \
	_Generic((a), str              \
		 : str_eq, bool        \
		 : html_same_int, int  \
		 : html_same_int, i64  \
		 : html_same_int, u8   \
		 : html_same_uint, u16 \
		 : html_same_uint, u32 \
		 : html_same_uint, u64 \
		 : html_same_uint)((a), (b))

/* A personal part: written now, or left as a hole. */
void html_personal(struct html *h, html_personal_fn fn);

/* {{ csrf }}: the hidden fields of a POST form: the session's token and a one-time key. Personal. */
void html_csrf(struct html *h);

#endif
