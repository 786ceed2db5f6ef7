#include "sign/pdf_read.h"

#include "sign/pdf_part.h"

enum where { AT_NONE, AT_FREE, AT_FILE, AT_STREAM };

struct entry {
	enum where where;
	bool reading;
	size_t at; /* FILE: the place; STREAM: the number of the stream */
	u32 ix;    /* STREAM */
	struct pdf_object *object;
	str unpacked; /* of an object stream, once it was needed */
};

struct pdf {
	struct arena *a;
	str bytes;
	struct entry *entries;
	u32 n, cap; /* one more than the highest number; room */
	struct pdf_object *trailer;
	size_t unpack; /* bytes that may still be unpacked */
	u32 objects;   /* that may still be made */
	bool damaged, too_large;
	i64 seen[PDF_MAX_SECTIONS];
	u32 n_seen;
};

static const struct pdf_object nothing = {.kind = PDF_NULL};

/* ---- small things ---- */

const struct pdf_object *pdf_raw(const struct pdf_object *dict, const char *key)
{
	for (size_t i = 0; pdf_is_dict(dict) && i < dict->items.n; i++)
		if (str_eq(dict->items.at[i].key, str_c(key)))
			return dict->items.at[i].value;
	return NULL;
}

bool pdf_is_name(const struct pdf_object *o, const char *name)
{
	return o->kind == PDF_NAME && str_eq(o->text, str_c(name));
}

const struct pdf_object *pdf_trailer(const struct pdf *p)
{
	return p->trailer;
}

u32 pdf_size(const struct pdf *p)
{
	return p->n;
}

bool pdf_damaged(const struct pdf *p)
{
	return p->damaged;
}

bool pdf_is_direct(const struct pdf *p, i64 number)
{
	return number > 0 && number < p->n && p->entries[number].where == AT_FILE;
}

static struct pdf_lexer lexer(struct pdf *p, size_t at)
{
	return (struct pdf_lexer){.a = p->a, .bytes = p->bytes, .at = at, .budget = p->objects};
}

/* ---- cross references ---- */

/* The newest section that names a number decides; older ones are passed over. */
static bool put(struct pdf *p, i64 number, struct entry e)
{
	if (number < 0 || number >= PDF_MAX_OBJECTS) {
		p->too_large = true;
		return false;
	}
	if (number >= p->cap) {
		u32 cap = p->cap ? p->cap : 256;
		while (cap <= number)
			cap *= 2;
		struct entry *more = NEW_N(p->a, struct entry, cap);
		if (p->n)
			memcpy(more, p->entries, p->n * sizeof *more);
		p->entries = more;
		p->cap = cap;
	}
	if (number >= p->n)
		p->n = (u32)number + 1;
	if (p->entries[number].where == AT_NONE)
		p->entries[number] = e;
	return true;
}

static i64 unknown_length(void *ctx, i64 number)
{
	(void)ctx;
	(void)number;
	return -1;
}

static bool table_line(struct pdf *p, struct pdf_lexer *l, i64 number)
{
	i64 at, gen;
	pdf_skip(l);
	if (!pdf_whole(l, &at))
		return false;
	pdf_skip(l);
	if (!pdf_whole(l, &gen))
		return false;
	pdf_skip(l);
	if (pdf_word(l, "f"))
		return put(p, number, (struct entry){.where = AT_FREE});
	if (!pdf_word(l, "n") || (u64)at >= p->bytes.n)
		return false;
	return put(p, number, (struct entry){.where = AT_FILE, .at = (size_t)at});
}

/* "xref" … "trailer" << … >> */
static struct pdf_object *table(struct pdf *p, struct pdf_lexer *l)
{
	for (pdf_skip(l); !pdf_word(l, "trailer"); pdf_skip(l)) {
		i64 first, n;
		if (!pdf_whole(l, &first))
			return NULL;
		pdf_skip(l);
		if (!pdf_whole(l, &n) || n > PDF_MAX_OBJECTS)
			return NULL;
		for (i64 i = 0; i < n; i++)
			if (!table_line(p, l, first + i))
				return NULL;
	}
	struct pdf_object *t = pdf_parse(l);
	return l->bad || t->kind != PDF_DICT ? NULL : t;
}

static u64 field(const u8 *p, i64 width)
{
	u64 v = 0;
	for (i64 i = 0; i < width; i++)
		v = v << 8 | p[i];
	return v;
}

static bool stream_line(struct pdf *p, const u8 *at, const i64 w[3], i64 number)
{
	u64 type = w[0] ? field(at, w[0]) : 1, a = field(at + w[0], w[1]), b = field(at + w[0] + w[1], w[2]);
	struct entry e = {.where = AT_FREE};
	if (type == 1 && a < p->bytes.n)
		e = (struct entry){.where = AT_FILE, .at = a};
	else if (type == 2 && a < PDF_MAX_OBJECTS && b < PDF_MAX_OBJECTS)
		e = (struct entry){.where = AT_STREAM, .at = a, .ix = (u32)b};
	else if (type != 0)
		return false;
	return put(p, number, e);
}

static bool stream_widths(const struct pdf_object *s, i64 w[3])
{
	const struct pdf_object *o = pdf_raw(s, "W");
	if (o == NULL || o->kind != PDF_ARRAY || o->items.n != 3)
		return false;
	for (int i = 0; i < 3; i++) {
		w[i] = o->items.at[i].value->i;
		if (o->items.at[i].value->kind != PDF_INT || w[i] < 0 || w[i] > 8)
			return false;
	}
	return w[0] + w[1] + w[2] > 0;
}

static bool stream_part(struct pdf *p, str *data, const i64 w[3], i64 first, i64 n)
{
	size_t width = (size_t)(w[0] + w[1] + w[2]);
	if (first < 0 || n < 0 || n > PDF_MAX_OBJECTS || (u64)n * width > data->n)
		return false;
	for (i64 i = 0; i < n; i++)
		if (!stream_line(p, (const u8 *)data->p + (size_t)i * width, w, first + i))
			return false;
	*data = str_from(*data, (size_t)n * width);
	return true;
}

static struct pdf_object *xref_stream(struct pdf *p, struct pdf_lexer *l)
{
	i64 number, w[3];
	str data;
	struct pdf_object *s = pdf_parse_indirect(l, &number, unknown_length, NULL);
	if (s == NULL || s->kind != PDF_STREAM || pdf_raw(s, "Type") == NULL ||
	    !pdf_is_name(pdf_raw(s, "Type"), "XRef") || !stream_widths(s, w) ||
	    !pdf_unpack(p->a, s, &p->unpack, &data))
		return NULL;
	const struct pdf_object *index = pdf_raw(s, "Index"), *size = pdf_raw(s, "Size");
	if (index == NULL)
		return size && size->kind == PDF_INT && stream_part(p, &data, w, 0, size->i) ? s : NULL;
	if (index->kind != PDF_ARRAY || index->items.n % 2)
		return NULL;
	for (size_t i = 0; i < index->items.n; i += 2) {
		const struct pdf_object *first = index->items.at[i].value, *n = index->items.at[i + 1].value;
		if (first->kind != PDF_INT || n->kind != PDF_INT || !stream_part(p, &data, w, first->i, n->i))
			return NULL;
	}
	return s;
}

static bool section(struct pdf *p, i64 at, struct pdf_object **out)
{
	for (u32 i = 0; i < p->n_seen; i++)
		if (p->seen[i] == at)
			return false;
	if (at < 0 || (u64)at >= p->bytes.n || p->n_seen == PDF_MAX_SECTIONS)
		return false;
	p->seen[p->n_seen++] = at;
	struct pdf_lexer l = lexer(p, (size_t)at);
	pdf_skip(&l);
	*out = pdf_word(&l, "xref") ? table(p, &l) : xref_stream(p, &l);
	return *out != NULL;
}

static bool whole_key(const struct pdf_object *dict, const char *key, i64 *out)
{
	const struct pdf_object *o = pdf_raw(dict, key);
	if (o && o->kind == PDF_INT)
		*out = o->i;
	return o && o->kind == PDF_INT;
}

static bool sections(struct pdf *p, i64 at)
{
	for (bool more = true; more;) {
		struct pdf_object *t, *hidden;
		i64 also;
		if (!section(p, at, &t))
			return false;
		if (p->trailer == NULL)
			p->trailer = t;
		if (whole_key(t, "XRefStm", &also) && !section(p, also, &hidden))
			return false;
		more = whole_key(t, "Prev", &at);
		if (!more && pdf_raw(t, "Prev"))
			return false;
	}
	return true;
}

/* The last startxref: behind it a number, %%EOF and nothing. */
bool pdf_last_section(str bytes, i64 *at)
{
	size_t n = bytes.n;
	while (n && strchr(" \r\n\t", bytes.p[n - 1]) && bytes.p[n - 1])
		n--;
	str all = str_upto(bytes, n);
	if (!str_has_suffix(all, S("%%EOF")))
		return false;
	size_t from = n > 128 ? n - 128 : 0, found = n;
	for (size_t i = from; i + 9 <= n; i++)
		if (memcmp(bytes.p + i, "startxref", 9) == 0)
			found = i;
	if (found == n)
		return false;
	struct pdf_lexer l = {.bytes = all, .at = found + 9};
	while (l.at < n && strchr(" \r\n\t", all.p[l.at]) && all.p[l.at])
		l.at++;
	if (!pdf_whole(&l, at))
		return false;
	return str_eq(str_trim(str_from(all, l.at)), S("%%EOF"));
}

enum pdf_fault pdf_open(struct arena *a, str bytes, struct pdf **out)
{
	i64 at;
	struct pdf *p = *out = NEW(a, struct pdf);
	*p =
	    (struct pdf){.a = a, .bytes = bytes, .unpack = PDF_MAX_UNPACKED, .objects = 10 * PDF_MAX_OBJECTS};
	if (!str_has_prefix(bytes, S("%PDF-")))
		return PDF_NO_PDF;
	if (bytes.n > PDF_MAX_BYTES)
		return PDF_TOO_LARGE;
	if (!pdf_last_section(bytes, &at) || !sections(p, at))
		return p->too_large ? PDF_TOO_LARGE : PDF_BROKEN;
	if (pdf_raw(p->trailer, "Encrypt"))
		return PDF_ENCRYPTED;
	return pdf_is_dict(pdf_key(p, p->trailer, "Root")) ? PDF_FINE : PDF_BROKEN;
}

/* ---- objects ---- */

static i64 length_of(void *ctx, i64 number)
{
	const struct pdf_object *o = pdf_get(ctx, number);
	return o->kind == PDF_INT ? o->i : -1;
}

static struct pdf_object *from_file(struct pdf *p, i64 number, size_t at)
{
	struct pdf_lexer l = lexer(p, at);
	i64 is;
	struct pdf_object *o = pdf_parse_indirect(&l, &is, length_of, p);
	p->objects = l.budget;
	return o && is == number ? o : NULL;
}

/* Object ix of the stream: its head is N pairs of number and place. */
static struct pdf_object *from_stream(struct pdf *p, i64 number, i64 stream, u32 ix)
{
	const struct pdf_object *s = stream > 0 && pdf_is_direct(p, stream) ? pdf_get(p, stream) : &nothing;
	i64 n, first, is = -1, at = 0;
	str data;
	if (s->kind != PDF_STREAM || !whole_key(s, "N", &n) || !whole_key(s, "First", &first) || ix >= n)
		return NULL;
	struct entry *holder = &p->entries[stream];
	if (holder->unpacked.p == NULL && !pdf_unpack(p->a, s, &p->unpack, &holder->unpacked))
		return NULL;
	data = holder->unpacked;
	struct pdf_lexer l = {.a = p->a, .bytes = data, .outside = true, .budget = p->objects};
	for (u32 i = 0; i <= ix; i++) {
		pdf_skip(&l);
		if (!pdf_whole(&l, &is))
			return NULL;
		pdf_skip(&l);
		if (!pdf_whole(&l, &at))
			return NULL;
	}
	if (is != number || first < 0 || (u64)first + (u64)at > data.n)
		return NULL;
	l.at = (size_t)(first + at);
	struct pdf_object *o = pdf_parse(&l);
	p->objects = l.budget;
	return l.bad ? NULL : o;
}

const struct pdf_object *pdf_get(struct pdf *p, i64 number)
{
	if (number <= 0 || number >= p->n)
		return &nothing;
	struct entry *e = &p->entries[number];
	if (e->object)
		return e->object;
	if (e->where != AT_FILE && e->where != AT_STREAM)
		return &nothing;
	struct pdf_object *o = NULL;
	if (!e->reading) {
		e->reading = true;
		o = e->where == AT_FILE ? from_file(p, number, e->at)
					: from_stream(p, number, (i64)e->at, e->ix);
		e->reading = false;
	}
	if (o == NULL) {
		p->damaged = true;
		return &nothing;
	}
	e->object = o;
	return o;
}

const struct pdf_object *pdf_follow(struct pdf *p, const struct pdf_object *o)
{
	for (int i = 0; o && o->kind == PDF_REF && i < 8; i++)
		o = pdf_get(p, o->i);
	return o && o->kind != PDF_REF ? o : &nothing;
}

const struct pdf_object *pdf_key(struct pdf *p, const struct pdf_object *dict, const char *key)
{
	return pdf_follow(p, pdf_raw(dict, key));
}
