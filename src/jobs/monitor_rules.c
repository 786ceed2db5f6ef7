#include "jobs/monitor_rules.h"

#include "base/embed.h"
#include "format/value.h"

struct embed_set embed_monitor(void);

/* The shipped file; a fault in it is a fault of the build, which the tests see. */
static const struct value *shipped(struct arena *a, str key)
{
	struct err e = err_new(a, LANG_VI);
	const struct value *v, *part = NULL;
	const struct embed_file *file = embed_find(embed_monitor(), S("monitor.json"));
	if (file && value_from_json(a, file->bytes, &e, &v) == TD_OK)
		part = value_get(v, key);
	if (part == NULL)
		arena_fail(a);
	return part;
}

static str text_of(const struct value *map, str key)
{
	const struct value *v = value_get(map, key);
	return v && v->kind == VALUE_TEXT ? v->text : S("");
}

static struct activity_kind *find(activity_kind_list *list, str code)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->at[i].code, code))
			return &list->at[i];
	return NULL;
}

td_rc monitor_kinds(struct tx *t, cluster_id cluster, activity_kind_list *out)
{
	const struct value *kinds = shipped(t->a, S("activity_kinds"));
	activity_kind_list own = {0};
	*out = (activity_kind_list){0};
	for (size_t i = 0; i < kinds->items.n; i++) {
		const struct value *k = kinds->items.at[i].value;
		VEC_PUSH(t->a, out) =
		    (struct activity_kind){text_of(k, S("code")), text_of(k, S("name")), false};
	}
	td_rc rc = store_activity_kind_list(t, cluster, &own);
	for (size_t i = 0; rc == TD_OK && i < own.n; i++) {
		struct activity_kind *was = find(out, own.at[i].code);
		if (was)
			*was = own.at[i];
		else
			VEC_PUSH(t->a, out) = own.at[i];
	}
	return rc;
}

str monitor_kind_name(const activity_kind_list *kinds, str code)
{
	for (size_t i = 0; i < kinds->n; i++)
		if (str_eq(kinds->at[i].code, code))
			return kinds->at[i].name;
	return code;
}

static i64 pct_c(const struct value *map, const char *key, i64 otherwise)
{
	const struct value *v = value_get(map, str_c(key));
	return v && v->kind == VALUE_INT ? v->i * 100 : otherwise;
}

struct light_limits monitor_light_limits(struct arena *a)
{
	const struct value *light = shipped(a, S("light"));
	return (struct light_limits){pct_c(light, "green", 0), pct_c(light, "yellow", 0)};
}

i64 monitor_expected_pct(struct arena *a, enum period_kind kind)
{
	return pct_c(shipped(a, S("expected")), period_kind_code(kind), 0);
}
