#include "base/num.h"
#include "base/vi.h"
#include "office/docx_part.h"

enum { NAMES_MAX = 400 }; /* looked at for a suggestion */

void docx_faulted(struct docx_tag *tag, struct err *e)
{
	if (e->n_total > e->items.n || e->items.n == 0)
		return; /* not kept */
	const struct err_item *said = &e->items.at[e->items.n - 1];
	tag->fault = said->text;
	for (size_t i = 0; i + 1 < e->items.n; i++)
		if (str_eq(e->items.at[i].text, said->text) && str_eq(e->items.at[i].where, said->where)) {
			e->items.n--;
			e->n_total--;
			return;
		}
}

/* ---- names ---- */

struct docx_names docx_names_new(struct arena *a)
{
	return (struct docx_names){.a = a, .folded = map_new(a)};
}

static str folded(struct docx_names *names, str key)
{
	str *f = map_get(&names->folded, key);
	if (f == NULL) {
		f = NEW(names->a, str);
		*f = vi_fold(names->a, key);
		(void)map_set(&names->folded, key, f);
	}
	return *f;
}

static const struct value *member(struct docx_names *names, const struct value *v, str name)
{
	if (v->kind != VALUE_MAP)
		return NULL;
	for (size_t i = 0; i < v->items.n; i++)
		if (str_eq(folded(names, v->items.at[i].key), name))
			return v->items.at[i].value;
	return NULL;
}

static const struct value *path_in(struct docx_names *names, const struct value *v,
				   const struct docx_tag *tag)
{
	for (u32 i = 0; v && i < tag->n_names; i++)
		v = member(names, v, tag->names[i]);
	return v;
}

/* tt, đầu and cuối of a repetition. */
static const struct value *builtin(struct docx_names *names, const struct docx_scope *s,
				   const struct docx_tag *tag)
{
	if (!s->item || tag->n_names != 1)
		return NULL;
	str name = tag->names[0];
	if (str_eq(name, S("tt")))
		names->builtin = (struct value){VALUE_INT, {.i = (i64)s->ix + 1}};
	else if (str_eq(name, S("dau")))
		names->builtin = (struct value){VALUE_BOOL, {.b = s->ix == 0}};
	else if (str_eq(name, S("cuoi")))
		names->builtin = (struct value){VALUE_BOOL, {.b = s->ix + 1 == s->n}};
	else
		return NULL;
	return &names->builtin;
}

/* ---- a name that is not there ---- */

/* Levenshtein distance, or limit when it is at least that. */
static size_t distance(str x, str y, size_t limit)
{
	enum { LONGEST = 80 };
	size_t d[LONGEST + 1];
	if (x.n > LONGEST || y.n > LONGEST)
		return limit;
	for (size_t j = 0; j <= y.n; j++)
		d[j] = j;
	for (size_t i = 1; i <= x.n; i++) {
		size_t diagonal = d[0];
		d[0] = i;
		for (size_t j = 1; j <= y.n; j++) {
			size_t best = diagonal + (x.p[i - 1] != y.p[j - 1]);
			diagonal = d[j];
			if (d[j] + 1 < best)
				best = d[j] + 1;
			if (d[j - 1] + 1 < best)
				best = d[j - 1] + 1;
			d[j] = best;
		}
	}
	return d[y.n] < limit ? d[y.n] : limit;
}

struct nearest {
	struct docx_names *names;
	str wanted; /* folded */
	size_t distance;
	str key;   /* as in the data */
	str group; /* the groups it stands in, with their points: "cụm trưởng." */
	str list;  /* the list it must stand in, p == NULL when it can stand here */
	u32 n_seen;
};

static void consider(struct nearest *n, str key, str list, str group)
{
	str name = folded(n->names, key);
	size_t d = distance(name, n->wanted, n->distance);
	if (d > 2 && n->wanted.n > 2 && str_has_prefix(name, n->wanted))
		d = 2; /* cut short: as near as two slips */
	if (d < n->distance) {
		n->distance = d;
		n->key = key;
		n->list = list;
		n->group = group;
	}
}

/* Looks through v and what it holds; list is the name of the list around, if any, group that of the groups since. */
static void search(struct nearest *n, const struct value *v, str list, str group)
{
	if (v->kind != VALUE_MAP || n->n_seen > NAMES_MAX)
		return;
	for (size_t i = 0; i < v->items.n; i++) {
		str key = v->items.at[i].key;
		const struct value *k = v->items.at[i].value;
		n->n_seen++;
		consider(n, key, list, group);
		if (k->kind == VALUE_MAP)
			search(n, k, list, arena_fmt(n->names->a, "%.*s%.*s.", STRF(group), STRF(key)));
		else if (k->kind == VALUE_LIST && k->items.n)
			search(n, k->items.at[0].value, key, S(""));
	}
}

static void unknown(struct docx_names *names, const struct docx_scope *s, struct docx_tag *tag, struct err *e)
{
	str wanted = tag->names[tag->n_names - 1];
	struct nearest n = {.names = names, .wanted = wanted, .distance = 2 + wanted.n / 4};
	str raw = str_trim(str_upto(tag->raw, str_find_byte(tag->raw, '|')));
	for (; s; s = s->up)
		search(&n, s->v, STR_NULL, S(""));
	if (n.key.p == NULL)
		docx_fault(tag, e, "Không có trường «%.*s». Xem danh sách trường của loại văn bản này.",
			   STRF(raw));
	else if (n.list.p && n.distance == 0)
		docx_fault(tag, e,
			   "Trường «%.*s» chỉ có trong danh sách «%.*s»: đặt giữa {{#%.*s}} và {{/%.*s}}.",
			   STRF(raw), STRF(n.list), STRF(n.list), STRF(n.list));
	else
		docx_fault(tag, e, "Không có trường «%.*s». Có phải «%.*s%.*s»?", STRF(raw), STRF(n.group),
			   STRF(n.key));
}

const struct value *docx_lookup(struct docx_names *names, const struct docx_scope *s, struct docx_tag *tag,
				struct err *e)
{
	if (tag->faulty)
		return NULL;
	if (tag->n_names == 0)
		return s->v;
	for (const struct docx_scope *t = s; t; t = t->up) {
		const struct value *v = path_in(names, t->v, tag);
		if (v == NULL)
			v = builtin(names, t, tag);
		if (v)
			return v;
	}
	unknown(names, s, tag, e);
	return NULL;
}

bool docx_truthy(const struct value *v)
{
	switch (v->kind) {
	case VALUE_BOOL:
		return v->b;
	case VALUE_INT:
		return v->i != 0;
	case VALUE_NUM:
		return v->num_c != 0;
	case VALUE_TEXT:
		return v->text.n != 0;
	case VALUE_LIST:
	case VALUE_MAP:
		return v->items.n != 0;
	case VALUE_DAY:
		return true;
	case VALUE_NULL:
	case VALUE__N:
		break;
	}
	return false;
}

/* ---- texts ---- */

td_rc docx_value_text(struct arena *a, struct docx_tag *tag, const struct value *v, struct err *e, str *out)
{
	if (tag->n_formats == 0)
		return docx_plain(a, tag, v, e, out);
	struct value text = {.kind = VALUE_TEXT};
	td_rc rc = TD_OK;
	for (u32 i = 0; i < tag->n_formats && rc == TD_OK; i++) {
		rc = docx_format(a, tag, &tag->formats[i], v, e, &text.text);
		v = &text;
	}
	*out = text.text;
	return rc;
}

/* ---- conditions ---- */

/* Less than 0, 0 or more than 0 as *order; false: they cannot be compared so. */
static bool compare(struct arena *a, const struct value *v, str operand, bool *ordered, int *order)
{
	i64 x, y;
	struct day day;
	*ordered = true;
	if (value_as_c(v, &x) == TD_OK && num_parse_c(operand, &y) == TD_OK) {
		*order = (x > y) - (x < y);
		return true;
	}
	if (v->kind == VALUE_DAY && day_parse_vi(operand, &day) == TD_OK) {
		x = day_number(v->day);
		y = day_number(day);
		*order = (x > y) - (x < y);
		return true;
	}
	*ordered = false;
	str text = v->kind == VALUE_TEXT   ? v->text
		   : v->kind == VALUE_BOOL ? (v->b ? S("có") : S("không"))
					   : S("");
	*order = !str_eq(vi_fold(a, text), vi_fold(a, operand));
	return v->kind == VALUE_TEXT || v->kind == VALUE_BOOL || v->kind == VALUE_NULL;
}

bool docx_holds(struct arena *a, struct docx_tag *tag, const struct value *v, struct err *e)
{
	bool ordered;
	int order;
	if (tag->test == TEST_NONE)
		return docx_truthy(v);
	bool ok = compare(a, v, tag->operand, &ordered, &order);
	if (v->kind == VALUE_NULL)
		return tag->test == TEST_OTHER;
	if (!ok || (!ordered && tag->test > TEST_OTHER)) {
		docx_fault(tag, e, "Trường trong thẻ {{%c%.*s}} không so sánh được với «%.*s».", tag->sign,
			   STRF(tag->raw), STRF(tag->operand));
		return false;
	}
	switch (tag->test) {
	case TEST_EQUAL:
		return order == 0;
	case TEST_OTHER:
		return order != 0;
	case TEST_LESS:
		return order < 0;
	case TEST_MORE:
		return order > 0;
	case TEST_AT_MOST:
		return order <= 0;
	case TEST_AT_LEAST:
		return order >= 0;
	case TEST_NONE:
		break;
	}
	return false;
}
