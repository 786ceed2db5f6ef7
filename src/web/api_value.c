/* Plain structs as value trees, by their tables. */
#include "base/caltime.h"
#include "web/api.h"

static struct value *text(struct arena *a, str s)
{
	return s.p ? value_text(a, s) : value_null(a);
}

static struct value *time_of(struct arena *a, i64 at_ms)
{
	return at_ms ? value_text(a, ms_iso(a, at_ms)) : value_null(a);
}

/* Every VEC begins like this. */
struct rows {
	const char *at;
	size_t n, cap;
};

static struct value *many(struct arena *a, const struct api_def *of, const struct rows *rows)
{
	struct value *list = value_list(a);
	for (size_t i = 0; i < rows->n; i++)
		value_add(a, list, api_value(a, of, rows->at + i * of->size));
	return list;
}

static struct value *whole(struct arena *a, enum api_kind kind, i64 v)
{
	switch (kind) {
	case API_POINTS:
	case API_OPT_POINTS:
		return value_num(a, v);
	case API_TIME:
	case API_OPT_TIME:
		return time_of(a, v);
	default:
		return value_int(a, v);
	}
}

static struct value *member_value(struct arena *a, const struct api_member *m, const void *at)
{
	switch (m->kind) {
	case API_TEXT:
	case API_DAY:
		return text(a, *(const str *)at);
	case API_INT:
	case API_POINTS:
	case API_TIME:
		return whole(a, m->kind, *(const i64 *)at);
	case API_OPT_INT:
	case API_OPT_POINTS:
	case API_OPT_TIME: {
		const struct opt_i64 *o = at;
		return o->set ? whole(a, m->kind, o->v) : value_null(a);
	}
	case API_BOOL:
		return value_bool(a, *(const bool *)at);
	case API_WORD:
		return text(a, str_c(m->word(*(const int *)at)));
	case API_ONE:
		return api_value(a, m->of, at);
	case API_MANY:
		return many(a, m->of, at);
	case API_VALUE: {
		struct value *v = *(struct value *const *)at;
		return v ? v : value_null(a);
	}
	default:
		return value_null(a);
	}
}

struct value *api_value(struct arena *a, const struct api_def *def, const void *at)
{
	struct value *map = value_map(a);
	for (size_t i = 0; i < def->n_members; i++) {
		const struct api_member *m = &def->members[i];
		value_put(a, map, str_c(m->name), member_value(a, m, (const char *)at + m->offset));
	}
	return map;
}
