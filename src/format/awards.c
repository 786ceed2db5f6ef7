#include "format/awards.h"

#include "base/embed.h"
#include "format/value.h"

struct embed_set embed_legal(void);

static str text_of(const struct value *map, const char *key)
{
	const struct value *v = value_get(map, str_c(key));
	return v && v->kind == VALUE_TEXT ? v->text : S("");
}

static const struct {
	const char *code, *name;
} levels[AWARD_LEVEL__N] = {
    [AWARD_BASE] = {"base", N_("Cấp cơ sở")},
    [AWARD_PROVINCE] = {"province", N_("Cấp bộ, ban, ngành, tỉnh")},
    [AWARD_STATE] = {"state", N_("Cấp nhà nước")},
};

const char *award_level_name(enum award_level l)
{
	return levels[l].name;
}

/* The basis in force on the day; NULL: none. */
static const struct value *basis_on(const struct value *entry, struct day on)
{
	const struct value *list = value_get(entry, S("bases"));
	for (size_t i = 0; list && i < list->items.n; i++) {
		const struct value *b = list->items.at[i].value;
		struct day from, to;
		str end = text_of(b, "valid_to");
		if (day_parse_iso(text_of(b, "valid_from"), &from) != TD_OK ||
		    day_number(on) < day_number(from))
			continue;
		if (!end.n || (day_parse_iso(end, &to) == TD_OK && day_number(on) <= day_number(to)))
			return b;
	}
	return NULL;
}

static td_rc read_entry(const struct value *v, struct award_kind *out)
{
	const struct value *who = value_get(v, S("holders"));
	out->code = text_of(v, "code");
	out->name = text_of(v, "name");
	out->level = AWARD_LEVEL__N;
	for (int i = 0; i < AWARD_LEVEL__N; i++)
		if (str_eq(text_of(v, "level"), str_c(levels[i].code)))
			out->level = (enum award_level)i;
	if (!out->code.n || !out->name.n || out->level == AWARD_LEVEL__N || !who || !who->items.n)
		return TD_CORRUPT;
	for (size_t i = 0; i < who->items.n; i++) {
		enum award_holder h;
		const struct value *word = who->items.at[i].value;
		if (word->kind != VALUE_TEXT || award_holder_parse(word->text, &h) != TD_OK)
			return TD_CORRUPT;
		out->holders[h] = true;
	}
	return TD_OK;
}

static td_rc read_list(struct arena *a, const struct value *file, const char *key, enum award_list list,
		       struct day on, award_kind_list *out)
{
	const struct value *all = value_get(file, str_c(key));
	if (!all || all->kind != VALUE_LIST)
		return TD_CORRUPT;
	for (size_t i = 0; i < all->items.n; i++) {
		const struct value *v = all->items.at[i].value, *basis = basis_on(v, on);
		struct award_kind k = {.list = list};
		td_rc rc = read_entry(v, &k);
		if (rc != TD_OK)
			return rc;
		if (basis == NULL)
			continue;
		k.source = text_of(basis, "source");
		k.unverified = text_of(basis, "unverified");
		VEC_PUSH(a, out) = k;
	}
	return TD_OK;
}

td_rc awards_on(struct arena *a, struct day on, award_kind_list *out)
{
	const struct value *v;
	struct err e = err_new(a, LANG_VI);
	const struct embed_file *file = embed_find(embed_legal(), S("awards.json"));
	*out = (award_kind_list){0};
	td_rc rc = file ? value_from_json(a, file->bytes, &e, &v) : TD_CORRUPT;
	if (rc == TD_OK)
		rc = read_list(a, v, "titles", AWARD_TITLE, on, out);
	if (rc == TD_OK)
		rc = read_list(a, v, "award_forms", AWARD_FORM, on, out);
	return rc == TD_INVALID ? TD_CORRUPT : rc;
}

const struct award_kind *awards_find(const award_kind_list *all, enum award_list list, str code)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].list == list && str_eq(all->at[i].code, code))
			return &all->at[i];
	return NULL;
}
