#include "format/legal.h"

#include "base/embed.h"
#include "format/value.h"

struct embed_set embed_legal(void);

static str text_of(const struct value *map, const char *key)
{
	const struct value *v = value_get(map, str_c(key));
	return v && v->kind == VALUE_TEXT ? v->text : S("");
}

static i64 whole_of(const struct value *map, const char *key)
{
	const struct value *v = value_get(map, str_c(key));
	return v && v->kind == VALUE_INT ? v->i : 0;
}

/* Is the row in force? Both ends are inclusive; a null end is open. */
static bool in_force(const struct value *row, struct day on)
{
	struct day from, to;
	if (day_parse_iso(text_of(row, "valid_from"), &from) != TD_OK || day_number(on) < day_number(from))
		return false;
	str end = text_of(row, "valid_to");
	return end.n == 0 || (day_parse_iso(end, &to) == TD_OK && day_number(on) <= day_number(to));
}

static td_rc read_row(const struct value *row, struct legal_ballot *out)
{
	const struct value *strict = value_get(row, S("strict"));
	out->pass = (struct threshold){.num = whole_of(row, "num"), .den = whole_of(row, "den")};
	out->pass.strict = strict && strict->kind == VALUE_BOOL && strict->b;
	out->source = text_of(row, "source");
	out->unverified = text_of(row, "unverified");
	if (out->pass.num <= 0 || out->pass.num > out->pass.den)
		return TD_CORRUPT;
	return poll_base_parse(text_of(row, "base"), &out->pass.base);
}

/* The list "titles" of the shipped file: TD_CORRUPT when it has none. */
static td_rc titles_of_file(struct arena *a, const struct value **out)
{
	const struct value *v;
	struct err e = err_new(a, LANG_VI);
	const struct embed_file *file = embed_find(embed_legal(), S("ballot.json"));
	td_rc rc = file ? value_from_json(a, file->bytes, &e, &v) : TD_CORRUPT;
	if (rc != TD_OK)
		return rc == TD_INVALID ? TD_CORRUPT : rc;
	*out = value_get(v, S("titles"));
	return *out && (*out)->kind == VALUE_LIST ? TD_OK : TD_CORRUPT;
}

static struct legal_ballot title_of(const struct value *v)
{
	return (struct legal_ballot){.title_code = text_of(v, "code"),
				     .title_name = text_of(v, "name"),
				     .required = str_eq(text_of(v, "ballot"), S("required"))};
}

static td_rc row_on(const struct value *title, struct day on, struct legal_ballot *out)
{
	const struct value *rows = value_get(title, S("thresholds"));
	for (size_t j = 0; rows && j < rows->items.n; j++)
		if (in_force(rows->items.at[j].value, on))
			return read_row(rows->items.at[j].value, out);
	return TD_NOT_FOUND;
}

td_rc legal_ballot_on(struct arena *a, str title_code, struct day on, struct legal_ballot *out)
{
	const struct value *titles;
	td_rc rc = titles_of_file(a, &titles);
	for (size_t i = 0; rc == TD_OK && i < titles->items.n; i++) {
		const struct value *title = titles->items.at[i].value;
		if (!str_eq(text_of(title, "code"), title_code))
			continue;
		*out = title_of(title);
		return out->required ? row_on(title, on, out) : TD_OK;
	}
	return rc == TD_OK ? TD_NOT_FOUND : rc;
}

void legal_titles(struct arena *a, legal_ballot_list *out)
{
	const struct value *titles;
	td_rc rc = titles_of_file(a, &titles);
	if (rc == TD_LIMIT)
		arena_fail(a);
	for (size_t i = 0; rc == TD_OK && i < titles->items.n; i++)
		VEC_PUSH(a, out) = title_of(titles->items.at[i].value);
}
