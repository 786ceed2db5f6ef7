#include "format/legal.h"

#include "base/embed.h"
#include "format/value.h"

struct embed_set embed_legal(void);

/* What a shipped file says, for files that the tests have read: a fault is a fault of the build. */
static const struct value *shipped(struct arena *a, str bytes)
{
	const struct value *v;
	struct err e = err_new(a, LANG_VI);
	return value_from_json(a, bytes, &e, &v) == TD_OK ? v : NULL;
}

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

static const struct value *titles_of_file(struct arena *a)
{
	const struct embed_file *file = embed_find(embed_legal(), S("ballot.json"));
	return file ? value_get(shipped(a, file->bytes), S("titles")) : NULL;
}

static struct legal_ballot title_of(const struct value *v)
{
	return (struct legal_ballot){.title_code = text_of(v, "code"),
				     .title_name = text_of(v, "name"),
				     .required = str_eq(text_of(v, "ballot"), S("required"))};
}

td_rc legal_ballot_on(struct arena *a, str title_code, struct day on, struct legal_ballot *out)
{
	const struct value *titles = titles_of_file(a);
	for (size_t i = 0; titles && i < titles->items.n; i++) {
		const struct value *title = titles->items.at[i].value;
		if (!str_eq(text_of(title, "code"), title_code))
			continue;
		*out = title_of(title);
		if (!out->required)
			return TD_OK;
		const struct value *rows = value_get(title, S("thresholds"));
		for (size_t j = 0; rows && j < rows->items.n; j++)
			if (in_force(rows->items.at[j].value, on))
				return read_row(rows->items.at[j].value, out);
	}
	return TD_NOT_FOUND;
}

void legal_titles(struct arena *a, legal_ballot_list *out)
{
	const struct value *titles = titles_of_file(a);
	for (size_t i = 0; titles && i < titles->items.n; i++)
		VEC_PUSH(a, out) = title_of(titles->items.at[i].value);
}
