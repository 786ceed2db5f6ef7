/* What was done to a file after it was signed. The version that was signed is the file's beginning; it is opened on its
 * own, and both versions are walked side by side from their roots. What may differ: new signature fields with their
 * places on the pages, the first value of a field for a signature, data that helps to verify (/DSS), the file's
 * description; filled fields and remarks where the signer allowed them (/DocMDP). Anything else is a change. */
#include "sign/sign_part.h"

struct pair {
	struct arena *a;
	struct pdf *was, *is;
	u8 *seen;    /* by number: looked at */
	i64 allowed; /* 1 nothing, 2 filling in, 3 remarks too; 0: the signer says nothing */
	bool filled; /* a field was filled in, as allowed */
	bool signed_more;
	const char *fault;
};

enum { SEEN = 1, WALKED = 2 }; /* compared, or kept for a rule of its own; a page that was walked */

static bool same(struct pair *k, const struct pdf_object *a, const struct pdf_object *b, u32 depth);

static bool mark(struct pair *k, const struct pdf_object *ref)
{
	if (ref == NULL || ref->kind != PDF_REF || ref->i < 0 || ref->i >= pdf_size(k->is))
		return false;
	bool was = k->seen[ref->i];
	k->seen[ref->i] |= SEEN;
	return was;
}

static bool any_of(str key, const char *const *keys)
{
	for (; keys && *keys; keys++)
		if (str_eq(key, str_c(*keys)))
			return true;
	return false;
}

static const char *const no_keys[] = {NULL};

/* Equal but for these keys of the dictionaries. */
static bool same_but(struct pair *k, const struct pdf_object *a, const struct pdf_object *b,
		     const char *const *keys, u32 depth)
{
	if (a->kind != b->kind || !pdf_is_dict(a) || (a->kind == PDF_STREAM && !str_eq(a->text, b->text)))
		return false;
	size_t n = 0;
	for (size_t i = 0; i < b->items.n; i++)
		n += !any_of(b->items.at[i].key, keys);
	for (size_t i = 0; i < a->items.n; i++) {
		const struct pdf_item *x = &a->items.at[i];
		const struct pdf_object *y = NULL;
		if (any_of(x->key, keys))
			continue;
		for (size_t j = 0; j < b->items.n && y == NULL; j++)
			if (str_eq(b->items.at[j].key, x->key))
				y = b->items.at[j].value;
		if (y == NULL || !same(k, x->value, y, depth + 1))
			return false;
		n--;
	}
	return n == 0;
}

static bool same_list(struct pair *k, const struct pdf_object *a, const struct pdf_object *b, u32 depth)
{
	if (a->items.n != b->items.n)
		return false;
	for (size_t i = 0; i < a->items.n; i++)
		if (!same(k, a->items.at[i].value, b->items.at[i].value, depth + 1))
			return false;
	return true;
}

static bool same(struct pair *k, const struct pdf_object *a, const struct pdf_object *b, u32 depth)
{
	if (depth > 3 * PDF_MAX_DEPTH) /* no document is that deep: what cannot be compared is not the same */
		return false;
	if (a->kind == PDF_REF && b->kind == PDF_REF) {
		if (a->i != b->i || a->gen != b->gen)
			return false;
		return mark(k, b) || same(k, pdf_get(k->was, a->i), pdf_get(k->is, b->i), depth + 1);
	}
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case PDF_DICT:
	case PDF_STREAM:
		return same_but(k, a, b, no_keys, depth);
	case PDF_ARRAY:
		return same_list(k, a, b, depth);
	case PDF_INT:
	case PDF_BOOL:
		return a->i == b->i;
	default:
		return str_eq(a->text, b->text);
	}
}

/* ---- fields ---- */

static bool is_signature(struct pair *k, const struct pdf_object *f)
{
	return pdf_is_name(pdf_key(k->is, f, "FT"), "Sig");
}

/* A field for a signature that had none may have one now; another field may be filled in where that is allowed. */
static bool field_ok(struct pair *k, const struct pdf_object *a, const struct pdf_object *b)
{
	static const char *const value[] = {"V", "AP", "AS", "M", "F", "Rect", "DA", "MK", NULL};
	static const char *const filling[] = {"V", "AP", "AS", "M", NULL};
	if (is_signature(k, b) && pdf_raw(a, "V") == NULL && pdf_raw(b, "V")) {
		k->signed_more = true;
		return k->allowed != 1 && same_but(k, a, b, value, 0);
	}
	if (is_signature(k, b) || k->allowed < 2)
		return same_but(k, a, b, no_keys, 0);
	if (same_but(k, a, b, no_keys, 0))
		return true;
	k->filled = true;
	return same_but(k, a, b, filling, 0);
}

static const struct pdf_object *item(const struct pdf_object *list, size_t i)
{
	return list->items.at[i].value;
}

static bool has_ref(const struct pdf_object *list, const struct pdf_object *ref)
{
	for (size_t i = 0; i < list->items.n; i++)
		if (item(list, i)->kind == PDF_REF && item(list, i)->i == ref->i)
			return true;
	return false;
}

/* A field or remark that came later must be an object of its own: one that was there would be passed over as seen. */
static bool is_new(struct pair *k, const struct pdf_object *ref)
{
	return pdf_get(k->was, ref->i)->kind == PDF_NULL;
}

/* All that were there stand, in their order; new ones are signatures. */
static bool fields_ok(struct pair *k, const struct pdf_object *a, const struct pdf_object *b)
{
	const struct pdf_object *was = pdf_follow(k->was, a), *is = pdf_follow(k->is, b);
	size_t n = was->kind == PDF_ARRAY ? was->items.n : 0;
	if (is->kind != PDF_ARRAY || is->items.n < n)
		return false;
	for (size_t i = 0; i < is->items.n; i++) {
		const struct pdf_object *ref = item(is, i), *f = pdf_follow(k->is, ref);
		if (ref->kind != PDF_REF || f->kind != PDF_DICT)
			return false;
		mark(k, ref);
		if (i < n) {
			if (item(was, i)->kind != PDF_REF || item(was, i)->i != ref->i ||
			    !field_ok(k, pdf_get(k->was, ref->i), f))
				return false;
			continue;
		}
		if (!is_new(k, ref) || !is_signature(k, f) || pdf_raw(f, "V") == NULL || k->allowed == 1 ||
		    pdf_raw(f, "Kids"))
			return false;
		k->signed_more = true;
	}
	return true;
}

static bool form_ok(struct pair *k, const struct pdf_object *a, const struct pdf_object *b)
{
	static const char *const keys[] = {"Fields", "SigFlags", "DR", "DA", NULL};
	const struct pdf_object *was = pdf_follow(k->was, a), *is = pdf_follow(k->is, b);
	if (b == NULL)
		return a == NULL;
	mark(k, b);
	if (is->kind != PDF_DICT || (a && was->kind != PDF_DICT))
		return false;
	if (a && !same_but(k, was, is, keys, 0))
		return false;
	for (size_t i = 0; a == NULL && i < is->items.n; i++)
		if (!any_of(is->items.at[i].key, keys))
			return false;
	return fields_ok(k, a ? pdf_raw(was, "Fields") : NULL, pdf_raw(is, "Fields"));
}

/* ---- pages ---- */

/* What lies on a page: what was there stands; new are the places of signature fields, and remarks where allowed. */
static bool annots_ok(struct pair *k, const struct pdf_object *a, const struct pdf_object *b)
{
	const struct pdf_object *was = pdf_follow(k->was, a), *is = pdf_follow(k->is, b);
	size_t n = was->kind == PDF_ARRAY ? was->items.n : 0;
	if (a == NULL && b == NULL)
		return true;
	if (is->kind != PDF_ARRAY)
		return false;
	mark(k, b);
	for (size_t i = 0; i < n; i++) {
		const struct pdf_object *x = item(was, i);
		if (x->kind != PDF_REF || !has_ref(is, x))
			return false;
	}
	for (size_t i = 0; i < is->items.n; i++) {
		const struct pdf_object *ref = item(is, i), *f = pdf_follow(k->is, ref);
		if (ref->kind != PDF_REF)
			return false;
		bool known = n && has_ref(was, ref), seen = mark(k, ref);
		if (known && !seen && !same(k, pdf_get(k->was, ref->i), f, 0))
			return false;
		if (known || (is_new(k, ref) && is_signature(k, f) && pdf_raw(f, "V")))
			continue;
		if (k->allowed < 3 || !is_new(k, ref))
			return false;
		k->filled = true;
	}
	return true;
}

static bool pages_ok(struct pair *k, const struct pdf_object *a, const struct pdf_object *b, u32 depth)
{
	static const char *const node[] = {"Kids", "Parent", NULL}, *const page[] = {"Annots", "Parent",
										     NULL};
	if (a == NULL || b == NULL || a->kind != PDF_REF || b->kind != PDF_REF || a->i != b->i || b->i < 0 ||
	    b->i >= pdf_size(k->is) || depth > PDF_MAX_DEPTH || (k->seen[b->i] & WALKED))
		return false;
	k->seen[b->i] |= SEEN | WALKED;
	const struct pdf_object *was = pdf_get(k->was, a->i), *is = pdf_get(k->is, b->i);
	const struct pdf_object *kids = pdf_key(k->was, was, "Kids"), *now = pdf_key(k->is, is, "Kids");
	if (kids->kind != PDF_ARRAY)
		return annots_ok(k, pdf_raw(was, "Annots"), pdf_raw(is, "Annots")) &&
		       same_but(k, was, is, page, 0);
	if (now->kind != PDF_ARRAY || now->items.n != kids->items.n || !same_but(k, was, is, node, 0))
		return false;
	for (size_t i = 0; i < kids->items.n; i++)
		if (!pages_ok(k, item(kids, i), item(now, i), depth + 1))
			return false;
	return true;
}

/* Pages have a rule of their own: a field that names its page must not compare it. */
static void keep_pages(struct pair *k, const struct pdf_object *ref, u32 depth)
{
	if (depth > PDF_MAX_DEPTH || ref == NULL || ref->kind != PDF_REF || mark(k, ref))
		return;
	const struct pdf_object *kids = pdf_key(k->is, pdf_get(k->is, ref->i), "Kids");
	for (size_t i = 0; kids->kind == PDF_ARRAY && i < kids->items.n; i++)
		keep_pages(k, item(kids, i), depth + 1);
}

/* ---- the whole ---- */

static void compare(struct pair *k)
{
	static const char *const keys[] = {"AcroForm", "Pages", "DSS",     "Extensions",
					   "Metadata", "Perms", "Version", NULL};
	const struct pdf_object *a = pdf_raw(pdf_trailer(k->was), "Root"),
				*b = pdf_raw(pdf_trailer(k->is), "Root");
	const struct pdf_object *was = pdf_follow(k->was, a), *is = pdf_follow(k->is, b);
	mark(k, b);
	keep_pages(k, pdf_raw(is, "Pages"), 0);
	if (pdf_raw(was, "Perms") && !pdf_raw(is, "Perms"))
		k->fault = N_("quyền của người ký bị gỡ");
	else if (!form_ok(k, pdf_raw(was, "AcroForm"), pdf_raw(is, "AcroForm")))
		k->fault = N_("biểu mẫu hoặc chữ ký trước bị đổi");
	else if (!pages_ok(k, pdf_raw(was, "Pages"), pdf_raw(is, "Pages"), 0))
		k->fault = N_("nội dung trang bị đổi, thêm hoặc bớt");
	else if (!same_but(k, was, is, keys, 0))
		k->fault = N_("phần chung của văn bản bị đổi");
	else if (pdf_damaged(k->was) || pdf_damaged(k->is))
		k->fault = N_("có phần không đọc được");
}

/* What the signer of a certified document allows afterwards. */
static i64 allowance(struct pdf *p, const struct pdf_object *dict)
{
	const struct pdf_object *list = pdf_key(p, dict, "Reference");
	for (size_t i = 0; list->kind == PDF_ARRAY && i < list->items.n; i++) {
		const struct pdf_object *r = pdf_follow(p, item(list, i));
		if (!pdf_is_dict(r) || !pdf_is_name(pdf_key(p, r, "TransformMethod"), "DocMDP"))
			continue;
		const struct pdf_object *level = pdf_key(p, pdf_key(p, r, "TransformParams"), "P");
		return level->kind == PDF_INT && level->i >= 1 && level->i <= 3 ? level->i : 2;
	}
	return 0;
}

void changes_check(struct arena *a, struct pdf *p, str file, const struct signature *s)
{
	sign_checks *to = &s->one->checks;
	struct pair k = {.a = a, .is = p};
	if (str_trim(str_from(file, s->end)).n == 0) {
		sign_say(a, to, SIGN_CHANGES, SIGN_GOOD, 0, STR_NULL);
		return;
	}
	if (pdf_open(a, str_upto(file, s->end), &k.was) != PDF_FINE) {
		sign_say(a, to, SIGN_CHANGES, SIGN_BAD, 4, STR_NULL);
		return;
	}
	k.allowed = allowance(p, s->dict);
	k.seen = NEW_N(a, u8, (size_t)pdf_size(p) + 1);
	compare(&k);
	if (k.fault)
		sign_say(a, to, SIGN_CHANGES, SIGN_BAD, 2, str_c(k.fault));
	else if (k.filled)
		sign_say(a, to, SIGN_CHANGES, SIGN_NOTE, 3, STR_NULL);
	else
		sign_say(a, to, SIGN_CHANGES, SIGN_GOOD, 1, STR_NULL);
}
