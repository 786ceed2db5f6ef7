#include "vote/tree.h"

const struct value *tree_read(struct arena *a, str json)
{
	const struct value *v;
	struct err e = err_new(a, LANG_VI);
	if (json.n > VALUE_MAX_BYTES)
		return NULL;
	td_rc rc = value_from_json(a, json, &e, &v);
	if (rc == TD_LIMIT)
		arena_fail(a);
	return rc == TD_OK ? v : NULL;
}

bool tree_text(const struct value *map, str key, str *out)
{
	const struct value *v = value_get(map, key);
	if (v == NULL || v->kind != VALUE_TEXT)
		return false;
	*out = v->text;
	return true;
}

bool tree_int(const struct value *map, str key, i64 *out)
{
	const struct value *v = value_get(map, key);
	if (v == NULL || v->kind != VALUE_INT)
		return false;
	*out = v->i;
	return true;
}

const struct value *tree_list(const struct value *map, str key, size_t n)
{
	const struct value *v = value_get(map, key);
	return v != NULL && v->kind == VALUE_LIST && v->items.n == n ? v : NULL;
}
