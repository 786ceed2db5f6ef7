#include "base/num.h"
#include "base/vi.h"
#include "office/docx_part.h"

enum { NAMES_MAX = 400 }; /* looked at for a suggestion */

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
	str key;  /* as in the data */
	str list; /* the list it must stand in, p == NULL when it can stand here */
	u32 n_seen;
};

static void consider(struct nearest *n, str key, str list)
{
	str name = folded(n->names, key);
	size_t d = distance(name, n->wanted, n->distance);
	if (d > 2 && n->wanted.n > 2 && str_has_prefix(name, n->wanted))
		d = 2; /* cut short: as near as two slips */
	if (d < n->distance) {
		n->distance = d;
		n->key = key;
		n->list = list;
	}
}

/* Looks through v and what it holds; list is the name of the list around, if any. */
static void search(struct nearest *n, const struct value *v, str list)
{
	if (v->kind != VALUE_MAP || n->n_seen > NAMES_MAX)
		return;
	for (size_t i = 0; i < v->items.n; i++) {
		str key = v->items.at[i].key;
		const struct value *k = v->items.at[i].value;
		n->n_seen++;
		consider(n, key, list);
		if (k->kind == VALUE_MAP)
			search(n, k, list);
		else if (k->kind == VALUE_LIST && k->items.n)
			search(n, k->items.at[0].value, key);
	}
}

static void unknown(struct docx_names *names, const struct docx_scope *s, struct docx_tag *tag, struct err *e)
{
	str wanted = tag->names[tag->n_names - 1];
	struct nearest n = {.names = names, .wanted = wanted, .distance = 2 + wanted.n / 4};
	str raw = str_trim(str_upto(tag->raw, str_find_byte(tag->raw, '|')));
	for (; s; s = s->up)
		search(&n, s->v, STR_NULL);
	if (n.key.p == NULL)
		docx_fault(tag, e, "Không có trường «%.*s». Xem danh sách trường của loại văn bản này.",
			   STRF(raw));
	else if (n.list.p && n.distance == 0)
		docx_fault(tag, e,
			   "Trường «%.*s» chỉ có trong danh sách «%.*s»: đặt giữa {{#%.*s}} và {{/%.*s}}.",
			   STRF(raw), STRF(n.list), STRF(n.list), STRF(n.list));
	else
		docx_fault(tag, e, "Không có trường «%.*s». Có phải «%.*s»?", STRF(raw), STRF(n.key));
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

/* ---- formats ---- */

static td_rc plain_text(struct arena *a, struct docx_tag *tag, const struct value *v, struct err *e, str *out)
{
	switch (v->kind) {
	case VALUE_NULL:
		*out = S("……");
		return TD_OK;
	case VALUE_BOOL:
		*out = v->b ? S("có") : S("không");
		return TD_OK;
	case VALUE_INT:
		*out = arena_fmt(a, "%s%llu", v->i < 0 ? "−" : "",
				 (unsigned long long)(v->i < 0 ? 0 - (u64)v->i : (u64)v->i));
		return TD_OK;
	case VALUE_NUM:
		*out = num_short(a, v->num_c);
		return TD_OK;
	case VALUE_TEXT:
		*out = v->text;
		return TD_OK;
	case VALUE_DAY:
		*out = day_vi(a, v->day);
		return TD_OK;
	case VALUE_LIST:
	case VALUE_MAP:
	case VALUE__N:
		break;
	}
	if (v->kind == VALUE_LIST)
		docx_fault(tag, e, "Trường «%.*s» là danh sách: dùng {{#%.*s}}…{{/}}.", STRF(tag->raw),
			   STRF(tag->raw));
	else
		docx_fault(tag, e, "Trường «%.*s» là nhóm: ghi tên trường bên trong, ví dụ {{%.*s.…}}.",
			   STRF(tag->raw), STRF(tag->raw));
	return TD_INVALID;
}

/* Hundredths, rounded half away from zero to so many decimals, with exactly that many. */
static str decimals_text(struct arena *a, i64 c, int decimals)
{
	i64 step = decimals == 0 ? 100 : decimals == 1 ? 10 : 1;
	i64 part = c % step;
	i64 half = part * 2;
	c += half >= step ? step - part : -half >= step ? -step - part : -part;
	str s = num_c(a, c);
	if (decimals == 2)
		return s;
	return str_upto(s, s.n - (decimals == 1 ? 1 : 3));
}

static td_rc number_text(struct arena *a, struct docx_tag *tag, const struct value *v, int decimals,
			 struct err *e, str *out)
{
	i64 c;
	if (v->kind == VALUE_NULL)
		return plain_text(a, tag, v, e, out);
	if (value_as_c(v, &c) != TD_OK) {
		docx_fault(tag, e, "Trường «%.*s» không phải là số.", STRF(tag->raw));
		return TD_INVALID;
	}
	if (decimals >= 0) {
		*out = decimals_text(a, c, decimals);
		return TD_OK;
	}
	struct sb b = sb_new(a, 64);
	if (v->kind == VALUE_INT)
		num_put_grouped(&b, v->i);
	else
		num_put_short(&b, c);
	*out = sb_str(&b);
	return TD_OK;
}

static td_rc day_text(struct arena *a, struct docx_tag *tag, const struct value *v, bool in_words,
		      struct err *e, str *out)
{
	struct day d;
	if (v->kind == VALUE_DAY) {
		d = v->day;
	} else if (!docx_truthy(v)) {
		*out = in_words ? S("ngày … tháng … năm …") : S("…/…/…");
		return TD_OK;
	} else if (v->kind != VALUE_TEXT || day_parse_iso(v->text, &d) != TD_OK) {
		docx_fault(tag, e, "Trường «%.*s» không phải là ngày.", STRF(tag->raw));
		return TD_INVALID;
	}
	*out = in_words ? day_long(a, d) : day_vi(a, d);
	return TD_OK;
}

static td_rc words_text(struct arena *a, struct docx_tag *tag, const struct value *v, struct err *e, str *out)
{
	if (v->kind == VALUE_NULL)
		return plain_text(a, tag, v, e, out);
	if (v->kind != VALUE_INT && v->kind != VALUE_NUM) {
		docx_fault(tag, e, "Trường «%.*s» không phải là số.", STRF(tag->raw));
		return TD_INVALID;
	}
	*out = v->kind == VALUE_INT ? vi_words(a, v->i) : vi_words_c(a, v->num_c);
	return TD_OK;
}

static td_rc format_value(struct arena *a, struct docx_tag *tag, struct docx_format f, const struct value *v,
			  struct err *e, str *out)
{
	switch (f.kind) {
	case FMT_NUM:
		return number_text(a, tag, v, f.decimals, e, out);
	case FMT_DAY:
	case FMT_DAY_LONG:
		return day_text(a, tag, v, f.kind == FMT_DAY_LONG, e, out);
	case FMT_WORDS:
		return words_text(a, tag, v, e, out);
	case FMT_UPPER:
	case FMT_CAPITAL:
	case FMT__N:
		break;
	}
	return plain_text(a, tag, v, e, out);
}

td_rc docx_value_text(struct arena *a, struct docx_tag *tag, const struct value *v, struct err *e, str *out)
{
	if (tag->n_formats == 0)
		return plain_text(a, tag, v, e, out);
	struct value text = {.kind = VALUE_TEXT};
	td_rc rc = TD_OK;
	for (u32 i = 0; i < tag->n_formats && rc == TD_OK; i++) {
		rc = format_value(a, tag, tag->formats[i], v, e, &text.text);
		if (tag->formats[i].kind == FMT_UPPER)
			text.text = vi_upper(a, text.text);
		else if (tag->formats[i].kind == FMT_CAPITAL)
			text.text = vi_capital(a, text.text);
		v = &text;
	}
	*out = text.text;
	return rc;
}
