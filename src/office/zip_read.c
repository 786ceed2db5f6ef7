#include "office/zip_read.h"

#include <stdlib.h>
#include <strings.h>
#include <zlib.h>

enum {
	SIG_LOCAL = 0x04034b50,
	SIG_ENTRY = 0x02014b50,
	SIG_END = 0x06054b50,
	SIG_END64 = 0x06064b50,
	SIG_LOCATOR64 = 0x07064b50,
	LEN_LOCAL = 30,
	LEN_ENTRY = 46,
	LEN_END = 22,
	LEN_END64 = 56,
	LEN_LOCATOR64 = 20,
	FLAG_ENCRYPTED = 1,
	METHOD_STORED = 0,
	METHOD_DEFLATE = 8,
	EXTRA_ZIP64 = 1,
};

/* The wording that depends on what the user meant to give. */
static const struct {
	const char *ext, *app, *old;
} formats[] = {
    [ZIP_XLSX] = {".xlsx", "Excel", ".xls"},
    [ZIP_DOCX] = {".docx", "Word", ".doc"},
    [ZIP_BUNDLE] = {".zip", "thidua", ".zip"},
};

static u16 le16(const char *p)
{
	const u8 *b = (const u8 *)p;
	return (u16)(b[0] | b[1] << 8);
}

static u32 le32(const char *p)
{
	return (u32)le16(p) | (u32)le16(p + 2) << 16;
}

static u64 le64(const char *p)
{
	return (u64)le32(p) | (u64)le32(p + 4) << 32;
}

static td_rc damaged(struct err *e)
{
	return err_add(
	    e, TD_INVALID, S(""),
	    "Tệp bị hỏng hoặc chưa tải lên hết: hãy mở lại bằng phần mềm đã soạn, lưu lại và thử lần nữa.");
}

static td_rc suspicious(struct err *e)
{
	return err_add(
	    e, TD_INVALID, S(""),
	    "Tệp có cấu trúc bất thường (dung lượng khi mở ra quá lớn): không nhận. Hãy chép nội dung sang "
	    "một tệp mới rồi lưu lại.");
}

/* ---- what the file is, when it is no zip ---- */

static bool starts_like_html(str b)
{
	static const char *const marks[] = {"<!doctype", "<html", "<table", "<?xml", "<head", "<body"};
	if (str_has_prefix(b, S("\xEF\xBB\xBF")))
		b = str_from(b, 3);
	b = str_trim(str_upto(b, 256));
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t n = strlen(marks[i]);
		if (b.n >= n && strncasecmp(b.p, marks[i], n) == 0)
			return true;
	}
	return false;
}

static td_rc refuse_other_kind(str b, enum zip_format f, struct err *e)
{
	const char *ext = formats[f].ext, *app = formats[f].app, *old = formats[f].old;
	if (b.n == 0)
		return err_add(e, TD_INVALID, S(""), "Tệp rỗng: hãy chọn lại tệp %s.", ext);
	if (str_has_prefix(b, S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")))
		return err_add(e, TD_INVALID, S(""),
			       "Tệp được đặt mật khẩu hoặc là tệp %s cũ: hãy mở bằng %s, bỏ mật khẩu và lưu "
			       "lại dạng %s.",
			       old, app, ext);
	if (str_has_prefix(b, S("%PDF-")))
		return err_add(e, TD_INVALID, S(""), "Đây là tệp PDF, không phải %s: hãy gửi tệp %s gốc.",
			       ext, ext);
	if (starts_like_html(b))
		return err_add(e, TD_INVALID, S(""),
			       "Tệp mang đuôi %s nhưng thực chất là trang HTML hoặc XML: hãy mở bằng %s và "
			       "lưu lại dạng %s.",
			       ext, app, ext);
	return TD_OK;
}

/* ---- the directory ---- */

struct directory {
	u64 n, at, len;
};

/* The end record is searched backwards, past a comment of at most 64 KiB. */
static bool find_end(str b, size_t *at)
{
	if (b.n < LEN_END)
		return false;
	size_t i = b.n - LEN_END, lowest = i > UINT16_MAX ? i - UINT16_MAX : 0;
	for (;; i--) {
		if (le32(b.p + i) == SIG_END && le16(b.p + i + 20) <= b.n - LEN_END - i) {
			*at = i;
			return true;
		}
		if (i == lowest)
			return false;
	}
}

static bool read_end(str b, struct directory *d)
{
	size_t i;
	if (!find_end(b, &i))
		return false;
	*d = (struct directory){le16(b.p + i + 10), le32(b.p + i + 16), le32(b.p + i + 12)};
	bool wide = d->n == UINT16_MAX || d->at == UINT32_MAX || d->len == UINT32_MAX;
	if (wide && i >= LEN_LOCATOR64 && le32(b.p + i - LEN_LOCATOR64) == SIG_LOCATOR64) {
		u64 o = le64(b.p + i - LEN_LOCATOR64 + 8);
		if (o > i || i - o < LEN_END64 || le32(b.p + o) != SIG_END64)
			return false;
		*d = (struct directory){le64(b.p + o + 32), le64(b.p + o + 48), le64(b.p + o + 40)};
	}
	return d->at <= b.n && d->len <= b.n - d->at;
}

struct raw_entry {
	str name, extra;
	u64 packed, size, local;
	u32 crc;
	u16 flags, method;
};

/* Sizes that did not fit 32 bits stand in the extra field, in this order, only those that did not fit. */
static bool widen(struct raw_entry *r)
{
	u64 *const fields[] = {&r->size, &r->packed, &r->local};
	str x = r->extra;
	while (x.n >= 4) {
		u16 id = le16(x.p), len = le16(x.p + 2);
		if (len > x.n - 4)
			return false;
		str body = str_upto(str_from(x, 4), len);
		x = str_from(x, 4u + len);
		if (id != EXTRA_ZIP64)
			continue;
		for (size_t i = 0; i < 3; i++) {
			if (*fields[i] != UINT32_MAX)
				continue;
			if (body.n < 8)
				return false;
			*fields[i] = le64(body.p);
			body = str_from(body, 8);
		}
	}
	return true;
}

/* Cuts one directory record off *rest. */
static bool read_entry(str *rest, struct raw_entry *r)
{
	if (rest->n < LEN_ENTRY || le32(rest->p) != SIG_ENTRY)
		return false;
	const char *q = rest->p;
	size_t n_name = le16(q + 28), n_extra = le16(q + 30), n_note = le16(q + 32);
	if (rest->n - LEN_ENTRY < n_name + n_extra + n_note)
		return false;
	*r = (struct raw_entry){
	    .name = {q + LEN_ENTRY, n_name},
	    .extra = {q + LEN_ENTRY + n_name, n_extra},
	    .packed = le32(q + 20),
	    .size = le32(q + 24),
	    .local = le32(q + 42),
	    .crc = le32(q + 16),
	    .flags = le16(q + 8),
	    .method = le16(q + 10),
	};
	*rest = str_from(*rest, LEN_ENTRY + n_name + n_extra + n_note);
	return widen(r);
}

static str unix_name(struct arena *a, str name)
{
	char *p = arena_alloc(a, name.n + 1);
	for (size_t i = 0; i < name.n; i++)
		p[i] = name.p[i] == '\\' ? '/' : name.p[i];
	return (str){p, name.n};
}

static td_rc accept_entry(struct zip *z, const struct raw_entry *r, size_t end, struct err *e)
{
	if (r->flags & FLAG_ENCRYPTED)
		return err_add(e, TD_INVALID, S(""), "Tệp được đặt mật khẩu: hãy bỏ mật khẩu rồi gửi lại.");
	if (r->method != METHOD_STORED && r->method != METHOD_DEFLATE)
		return damaged(e);
	if (r->local > end || end - r->local < LEN_LOCAL || le32(z->bytes.p + r->local) != SIG_LOCAL)
		return damaged(e);
	size_t at = (size_t)r->local + LEN_LOCAL;
	at += (size_t)le16(z->bytes.p + r->local + 26) + le16(z->bytes.p + r->local + 28);
	if (at > end || r->packed > end - at)
		return damaged(e);
	if (r->method == METHOD_STORED && r->packed != r->size)
		return damaged(e);
	if (r->size > ZIP_MAX_PART || (r->size > ZIP_RATIO_FROM && r->size / ZIP_MAX_RATIO > r->packed))
		return suspicious(e);
	z->entries[z->n++] = (struct zip_entry){
	    .name = unix_name(z->a, r->name),
	    .at = at,
	    .packed = (size_t)r->packed,
	    .size = (size_t)r->size,
	    .crc = r->crc,
	    .deflated = r->method == METHOD_DEFLATE,
	};
	return TD_OK;
}

static int by_place(const void *p, const void *q)
{
	const struct zip_entry *a = *(const struct zip_entry *const *)p,
			       *b = *(const struct zip_entry *const *)q;
	return (a->at > b->at) - (a->at < b->at);
}

/* Entries that share bytes multiply a bomb past every ratio. */
static td_rc check_overlap(const struct zip *z, struct err *e)
{
	const struct zip_entry **order = NEW_N(z->a, const struct zip_entry *, z->n);
	for (u32 i = 0; i < z->n; i++)
		order[i] = &z->entries[i];
	qsort(order, z->n, sizeof *order, by_place);
	for (u32 i = 1; i < z->n; i++)
		if (order[i]->at < order[i - 1]->at + order[i - 1]->packed ||
		    order[i]->at == order[i - 1]->at)
			return suspicious(e);
	return TD_OK;
}

td_rc zip_open(struct arena *a, str bytes, enum zip_format format, struct err *e, struct zip *out)
{
	*out = (struct zip){.a = a, .bytes = bytes};
	if (bytes.n > ZIP_MAX_FILE)
		return err_add(e, TD_INVALID, S(""), "Tệp lớn hơn %d MB: không nhận.", ZIP_MAX_FILE >> 20);
	td_rc rc = refuse_other_kind(bytes, format, e);
	if (rc != TD_OK)
		return rc;
	if (!str_has_prefix(bytes, S("PK")))
		return err_add(e, TD_INVALID, S(""),
			       "Đây không phải tệp %s: hãy mở bằng %s và lưu lại dạng %s.",
			       formats[format].ext, formats[format].app, formats[format].ext);
	struct directory d;
	if (!read_end(bytes, &d))
		return damaged(e);
	if (d.n > ZIP_MAX_ENTRIES)
		return suspicious(e);
	out->entries = NEW_N(a, struct zip_entry, d.n);
	str rest = {bytes.p + d.at, (size_t)d.len};
	u64 total = 0;
	for (u64 i = 0; i < d.n; i++) {
		struct raw_entry r;
		if (!read_entry(&rest, &r))
			return damaged(e);
		rc = accept_entry(out, &r, (size_t)d.at, e);
		if (rc != TD_OK)
			return rc;
		total += r.size;
		if (total > ZIP_MAX_TOTAL)
			return suspicious(e);
	}
	return check_overlap(out, e);
}

const struct zip_entry *zip_find(const struct zip *z, str name)
{
	if (str_has_prefix(name, S("/")))
		name = str_from(name, 1);
	for (u32 i = 0; i < z->n; i++)
		if (z->entries[i].name.n == name.n && strncasecmp(z->entries[i].name.p, name.p, name.n) == 0)
			return &z->entries[i];
	return NULL;
}

/* ---- inflating ---- */

/* zlib allocates twice per stream, never again: its memory is the arena's, and a failure unwinds through it. */
static void *arena_zalloc(void *arena, unsigned n, unsigned size)
{
	return arena_array(arena, n, size);
}

static void arena_zfree(void *arena, void *p)
{
	(void)arena;
	(void)p;
}

struct zip_stream zip_stream_open(struct zip *z, const struct zip_entry *entry, struct err *e)
{
	if (z->inflate == NULL) {
		z_stream *s = NEW(z->a, z_stream);
		*s = (z_stream){.zalloc = arena_zalloc, .zfree = arena_zfree, .opaque = z->a};
		if (inflateInit2(s, -MAX_WBITS) != Z_OK)
			arena_fail(z->a);
		z->inflate = s;
	}
	inflateReset(z->inflate);
	z->inflate->next_in = (Bytef *)(uintptr_t)(z->bytes.p + entry->at);
	z->inflate->avail_in = (uInt)entry->packed;
	return (struct zip_stream){.z = z, .entry = entry, .e = e, .crc = (u32)crc32(0, NULL, 0)};
}

static td_rc inflate_some(struct zip_stream *s, void *p, size_t cap, size_t *n)
{
	z_stream *f = s->z->inflate;
	f->next_out = p;
	f->avail_out = (uInt)cap;
	while (f->avail_out == cap && !s->ended) {
		int r = inflate(f, Z_NO_FLUSH);
		if (r == Z_STREAM_END)
			s->ended = true;
		else if (r != Z_OK)
			return damaged(s->e);
	}
	*n = cap - f->avail_out;
	return TD_OK;
}

td_rc zip_stream_read(void *stream, void *p, size_t cap, size_t *n)
{
	struct zip_stream *s = stream;
	const struct zip_entry *en = s->entry;
	td_rc rc = TD_OK;
	*n = 0;
	if (cap > UINT32_MAX)
		cap = UINT32_MAX;
	if (en->deflated) {
		rc = inflate_some(s, p, cap, n);
	} else {
		size_t left = en->size - s->given;
		*n = left < cap ? left : cap;
		if (*n)
			memcpy(p, s->z->bytes.p + en->at + s->given, *n);
	}
	if (rc != TD_OK)
		return rc;
	s->given += *n;
	s->crc = (u32)crc32(s->crc, p, (uInt)*n);
	if (s->given > en->size || (*n == 0 && (s->given != en->size || s->crc != en->crc)))
		return damaged(s->e);
	return TD_OK;
}

td_rc zip_read(struct zip *z, const struct zip_entry *entry, size_t max, struct err *e, str *out)
{
	if (entry->size > max)
		return suspicious(e);
	char *p = arena_alloc(z->a, entry->size + 1);
	struct zip_stream s = zip_stream_open(z, entry, e);
	size_t n, at = 0;
	do {
		/* one byte more than declared, so that a longer entry shows */
		td_rc rc = zip_stream_read(&s, p + at, entry->size + 1 - at, &n);
		if (rc != TD_OK)
			return rc;
		at += n;
	} while (n);
	*out = (str){p, at};
	return TD_OK;
}
