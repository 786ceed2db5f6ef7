/* What ships with the papers: example fields (templates/fields.json) and legal bases (rules/legal/bases.json). */
#include "base/embed.h"
#include "base/num.h"
#include "jobs/papers_part.h"

struct embed_set embed_papers(void);

/* A shipped JSON file; a fault in it is a fault of the build, which the tests see. */
static const struct value *shipped(struct arena *a, str name)
{
	struct err e = err_new(a, LANG_VI);
	const struct value *v;
	const struct embed_file *file = embed_find(embed_papers(), name);
	if (file == NULL || value_from_json(a, file->bytes, &e, &v) != TD_OK)
		arena_fail(a);
	return v;
}

/* What a plan or a review of the mid-year shares with the papers of the year's end. */
static bool in_every_paper(str key)
{
	static const char *const keys[] = {"cơ quan chủ quản", "tên cụm", "loại cụm",    "năm",
					   "năm sau",          "chủ đề",  "trích yếu",   "nơi trình",
					   "địa danh",         "ngày ký", "căn cứ",      "nơi nhận",
					   "cụm trưởng",       "cụm phó", "mã kiểm tra", "địa chỉ kiểm tra"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (str_eq(key, str_c(keys[i])))
			return true;
	return false;
}

/* The fields of a paper that is made without scores stand in a group of their own. */
static str group_of(enum paper_kind k)
{
	const char *group = papers_info(k)->group;
	return group ? str_c(group) : STR_NULL;
}

static bool own_group(str key)
{
	for (int k = 0; k < PAPER__N; k++)
		if (str_eq(group_of((enum paper_kind)k), key))
			return true;
	return false;
}

struct value *papers_sample(struct arena *a, enum paper_kind k)
{
	const struct value *fields = shipped(a, S("fields.json"));
	struct value *v = value_map(a);
	str group = group_of(k);
	for (size_t i = 0; i < fields->items.n; i++) {
		const struct value_item *it = &fields->items.at[i];
		if (own_group(it->key) || (group.n && !in_every_paper(it->key)))
			continue;
		if (str_eq(it->key, S("trích yếu")))
			value_put(a, v, it->key,
				  value_text(a, papers_subject(a, k, value_get(fields, S("năm"))->i,
							       value_get(fields, S("tên cụm"))->text,
							       S("Cục Thuế"))));
		else
			value_put(a, v, it->key, it->value);
	}
	const struct value *own = group.n ? value_get(fields, group) : NULL;
	for (size_t i = 0; own && i < own->items.n; i++)
		value_put(a, v, own->items.at[i].key, own->items.at[i].value);
	return v;
}

/* ---- the list of fields ---- */

static str example(struct arena *a, const struct value *v)
{
	switch (v->kind) {
	case VALUE_BOOL:
		return v->b ? S("có") : S("không");
	case VALUE_INT:
		return arena_fmt(a, "%lld", (long long)v->i);
	case VALUE_NUM:
		return num_short(a, v->num_c);
	case VALUE_TEXT:
		return v->text;
	case VALUE_DAY:
		return day_vi(a, v->day);
	case VALUE_NULL:
	case VALUE_LIST:
	case VALUE_MAP:
	case VALUE__N:
		break;
	}
	return S("");
}

static void list_fields(struct arena *a, const struct value *map, str path, u32 depth, str around,
			paper_field_list *out)
{
	for (size_t i = 0; i < map->items.n; i++) {
		const struct value *v = map->items.at[i].value;
		str key = arena_fmt(a, "%.*s%.*s", STRF(path), STRF(map->items.at[i].key));
		bool list = v->kind == VALUE_LIST;
		if (v->kind == VALUE_MAP) {
			list_fields(a, v, arena_fmt(a, "%.*s.", STRF(key)), depth, around, out);
			continue;
		}
		VEC_PUSH(a, out) = (struct paper_field){
		    arena_fmt(a, list ? "{{#%.*s}}…{{/%.*s}}" : "{{%.*s}}", STRF(key), STRF(key)),
		    example(a, v), depth, around};
		const struct value *item = list && v->items.n ? v->items.at[0].value : NULL;
		if (item && item->kind == VALUE_MAP)
			list_fields(a, item, S(""), depth + 1, key, out);
		else if (item)
			VEC_PUSH(a, out) = (struct paper_field){S("{{.}}"), example(a, item), depth + 1, key};
	}
}

void papers_fields(struct arena *a, enum paper_kind k, paper_field_list *out)
{
	list_fields(a, papers_sample(a, k), S(""), 0, S(""), out);
}

/* ---- legal bases ---- */

static bool in_force(const struct value *base, i64 on)
{
	struct day from, to;
	const struct value *until = value_get(base, S("valid_to"));
	if (day_parse_iso(value_get(base, S("valid_from"))->text, &from) != TD_OK || day_number(from) > on)
		return false;
	return until->kind == VALUE_NULL ||
	       (day_parse_iso(until->text, &to) == TD_OK && on <= day_number(to));
}

static str with_cluster(struct arena *a, str text, str cluster)
{
	size_t at = str_find(text, S("{cụm}"));
	if (at == text.n)
		return text;
	return arena_fmt(a, "%.*s%.*s%.*s", (int)at, text.p, STRF(cluster),
			 STRF(str_from(text, at + sizeof "{cụm}" - 1)));
}

struct value *papers_bases(struct arena *a, struct day on, str cluster_name)
{
	const struct value *bases = value_get(shipped(a, S("bases.json")), S("bases"));
	struct value *list = value_list(a);
	i64 day = day_number(on);
	for (size_t i = 0; i < bases->items.n; i++) {
		const struct value *b = bases->items.at[i].value;
		bool own =
		    str_find(value_get(b, S("text"))->text, S("{cụm}")) < value_get(b, S("text"))->text.n;
		if (in_force(b, day) && (cluster_name.n || !own))
			value_add(
			    a, list,
			    value_text(a, with_cluster(a, value_get(b, S("text"))->text, cluster_name)));
	}
	return list;
}
