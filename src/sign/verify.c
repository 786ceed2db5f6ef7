#include "sign/verify.h"

#include "base/utf8.h"
#include "sign/sign_part.h"

enum { MAX_FIELDS = 20000, MAX_TREE = 32, HOLE_MAX = 1 << 20 };

struct look {
	struct arena *a;
	struct pdf *p;
	str file;
	VEC(struct signature) found;
	u32 fields; /* looked at */
	bool junk;  /* bytes stand behind the end of the file */
};

void sign_say(struct arena *a, sign_checks *to, enum sign_code code, enum sign_state state, u32 why,
	      str detail)
{
	VEC_PUSH(a, to) = (struct sign_check){code, state, (u8)why, detail};
}

/* ---- which signatures there are ---- */

static void take_field(struct look *k, const struct pdf_object *field, const struct pdf_object *type)
{
	const struct pdf_object *v = pdf_raw(field, "V"), *dict = pdf_follow(k->p, v);
	if (!pdf_is_name(type, "Sig") || v == NULL || dict->kind != PDF_DICT ||
	    k->found.n == SIGN_MAX_SIGNATURES)
		return;
	for (size_t i = 0; i < k->found.n; i++)
		if (k->found.at[i].dict == dict)
			return;
	VEC_PUSH(k->a, &k->found) =
	    (struct signature){.number = v->kind == PDF_REF ? v->i : 0, .dict = dict, .field = field};
}

/* Terminal fields below; the type is inherited. */
static void walk(struct look *k, const struct pdf_object *list, const struct pdf_object *type, u32 depth)
{
	const struct pdf_object *fields = pdf_follow(k->p, list);
	if (fields->kind != PDF_ARRAY || depth > MAX_TREE)
		return;
	for (size_t i = 0; i < fields->items.n && k->fields < MAX_FIELDS; i++) {
		const struct pdf_object *f = pdf_follow(k->p, fields->items.at[i].value);
		if (f->kind != PDF_DICT)
			continue;
		k->fields++;
		const struct pdf_object *own = pdf_key(k->p, f, "FT");
		const struct pdf_object *is = own->kind == PDF_NAME ? own : type;
		take_field(k, f, is);
		walk(k, pdf_raw(f, "Kids"), is, depth + 1);
	}
}

/* ---- what they cover ---- */

static bool numbers(const struct pdf_object *range, u64 out[4])
{
	if (range == NULL || range->kind != PDF_ARRAY || range->items.n != 4)
		return false;
	for (int i = 0; i < 4; i++) {
		const struct pdf_object *o = range->items.at[i].value;
		if (o->kind != PDF_INT || o->i < 0)
			return false;
		out[i] = (u64)o->i;
	}
	return true;
}

/* Is the hole exactly the hexadecimal string of /Contents? Its places are those of the very bytes that were parsed. */
static u32 range_fault(struct look *k, struct signature *s)
{
	u64 r[4];
	const struct pdf_object *contents = pdf_raw(s->dict, "Contents"),
				*range = pdf_raw(s->dict, "ByteRange");
	if (s->number ? !pdf_is_direct(k->p, s->number) : s->dict->at == 0)
		return 3;
	if (!numbers(range, r) || r[0] != 0 || r[1] == 0 || r[2] <= r[1] || r[2] > k->file.n ||
	    r[3] > k->file.n - r[2])
		return 1;
	if (contents == NULL || contents->kind != PDF_STRING || !contents->hex || contents->at != r[1] ||
	    contents->end != r[2] || r[2] - r[1] > 2 * HOLE_MAX)
		return 2;
	for (size_t i = r[1] + 1; i < r[2] - 1; i++)
		if (str_find_byte(S("0123456789abcdefABCDEF"), k->file.p[i]) == 22)
			return 2;
	s->hole = r[1];
	s->hole_end = r[2];
	s->end = r[2] + r[3];
	s->cms = contents->text;
	struct pdf *then;
	return pdf_open(k->a, str_upto(k->file, s->end), &then) == PDF_FINE ? 0 : 4;
}

static str field_name(struct arena *a, const struct pdf_object *field)
{
	const struct pdf_object *t = pdf_raw(field, "T");
	str out = S("");
	size_t bad;
	if (t && t->kind == PDF_STRING && utf8_clean(a, str_upto(t->text, 200), &out, &bad) != TD_OK)
		out = S("");
	return out;
}

/* In the order in which they were made: by what they cover. */
static void sort(struct look *k)
{
	for (size_t i = 1; i < k->found.n; i++)
		for (size_t j = i; j > 0 && k->found.at[j].end < k->found.at[j - 1].end; j--) {
			struct signature s = k->found.at[j];
			k->found.at[j] = k->found.at[j - 1];
			k->found.at[j - 1] = s;
		}
}

static enum sign_state worst(const sign_checks *c, enum sign_state s)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->at[i].state > s)
			s = c->at[i].state;
	return s;
}

static void check_one(struct look *k, struct trust *t, struct signature *s)
{
	struct sign_one *one = s->one;
	u32 fault = range_fault(k, s);
	sign_say(k->a, &one->checks, SIGN_RANGE, fault ? SIGN_BAD : SIGN_GOOD, fault, STR_NULL);
	if (fault)
		return;
	const struct pdf_object *filter = pdf_raw(s->dict, "SubFilter");
	one->time_stamp = filter && pdf_is_name(filter, "ETSI.RFC3161");
	if (one->time_stamp)
		stamp_document(t, k->file, s);
	else
		cms_check(t, k->file, s);
	if (k->junk)
		sign_say(k->a, &one->checks, SIGN_CHANGES, SIGN_BAD, 4, STR_NULL);
	else
		changes_check(k->a, k->p, k->file, s);
}

/* Signature dictionaries that the bytes hold and the form does not name. */
static bool lost(const struct look *k)
{
	str rest = k->file;
	u32 n = 0;
	for (;;) {
		size_t at = str_find(rest, S("/ByteRange"));
		if (at == rest.n)
			return n > k->found.n;
		n++;
		rest = str_from(rest, at + 10);
	}
}

/* A stamp over the whole document proves the time of what it covers. */
static void prove_by_stamps(const struct look *k)
{
	for (size_t i = 0; i < k->found.n; i++) {
		const struct sign_one *stamp = k->found.at[i].one;
		for (size_t j = 0; stamp->time_stamp && stamp->proved && stamp->state < SIGN_UNKNOWN && j < i;
		     j++) {
			struct sign_one *one = k->found.at[j].one;
			if (one->proved || one->time_stamp)
				continue;
			one->proved = true;
			one->proved_ms = stamp->proved_ms;
		}
	}
}

static void file_fault(struct arena *a, struct sign_verdict *out, enum pdf_fault f)
{
	static const u8 why[] = {
	    [PDF_FINE] = 0, [PDF_NO_PDF] = 1, [PDF_BROKEN] = 2, [PDF_TOO_LARGE] = 3, [PDF_ENCRYPTED] = 4};
	sign_say(a, &out->checks, SIGN_READ, f ? SIGN_UNKNOWN : SIGN_GOOD, why[f], STR_NULL);
}

/* Bytes behind the end of the file: what a reader shows may be in them. The file up to its last end is looked at, so
 * that the verdict can say whose signature it was. */
static bool before_junk(struct look *k)
{
	const str mark = S("%%EOF");
	size_t end = 0, at;
	while ((at = str_find(str_from(k->file, end), mark)) < k->file.n - end)
		end += at + mark.n;
	if (end == 0)
		return false;
	while (end < k->file.n && (k->file.p[end] == '\r' || k->file.p[end] == '\n'))
		end++;
	k->file = str_upto(k->file, end);
	return pdf_open(k->a, k->file, &k->p) == PDF_FINE;
}

static void find(struct look *k)
{
	const struct pdf_object *form = pdf_key(k->p, pdf_key(k->p, pdf_trailer(k->p), "Root"), "AcroForm");
	walk(k, pdf_raw(form, "Fields"), pdf_follow(k->p, NULL), 0);
	for (size_t i = 0; i < k->found.n; i++) {
		struct signature *s = &k->found.at[i];
		u64 r[4] = {0};
		s->one = NEW(k->a, struct sign_one);
		s->one->field = field_name(k->a, s->field);
		if (numbers(pdf_raw(s->dict, "ByteRange"), r))
			s->end = r[2] + r[3];
	}
	sort(k);
}

static void sum_up(struct look *k, struct sign_verdict *out)
{
	out->state = worst(&out->checks, SIGN_GOOD);
	for (size_t i = 0; i < k->found.n; i++) {
		struct sign_one *one = k->found.at[i].one;
		VEC_PUSH(k->a, &out->signatures) = *one;
		out->state = one->state > out->state ? one->state : out->state;
	}
}

td_rc sign_verify(struct arena *a, str file, const struct sign_trust *trust, struct sign_verdict *out)
{
	struct look k = {.a = a, .file = file};
	struct trust t;
	*out = (struct sign_verdict){0};
	enum pdf_fault fault = pdf_open(a, file, &k.p);
	k.junk = fault == PDF_BROKEN && before_junk(&k);
	if (!fault || k.junk)
		find(&k);
	if (fault && k.found.n == 0) {
		file_fault(a, out, fault);
		out->state = SIGN_UNKNOWN;
		out->none = str_find(file, S("/ByteRange")) == file.n; /* nobody says that it is signed */
		return TD_OK;
	}
	if (!trust_open(a, trust, &t))
		return TD_LIMIT;
	file_fault(a, out, PDF_FINE);
	bool gone = lost(&k);
	out->none = k.found.n == 0 && !gone;
	if (k.found.n == 0)
		sign_say(a, &out->checks, SIGN_NONE, SIGN_UNKNOWN, 1, STR_NULL);
	if (gone)
		sign_say(a, &out->checks, SIGN_LOST, SIGN_BAD, 1, STR_NULL);
	for (size_t i = 0; i < k.found.n; i++) {
		struct sign_one *one = k.found.at[i].one;
		check_one(&k, &t, &k.found.at[i]);
		one->state = worst(&one->checks, SIGN_GOOD);
	}
	prove_by_stamps(&k);
	sum_up(&k, out);
	return TD_OK;
}
