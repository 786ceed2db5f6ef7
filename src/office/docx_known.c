#include "base/vi.h"
#include "office/docx_part.h"

static void learn(struct docx_known *k, const struct value *v)
{
	for (size_t i = 0; i < v->items.n; i++) {
		const struct value_item *it = &v->items.at[i];
		str folded = vi_fold(k->a, it->key);
		if (map_get(&k->names, folded) == NULL) {
			str *key = NEW(k->a, str);
			*key = it->key;
			(void)map_set(&k->names, folded, key);
		}
		const struct value *below = it->value;
		if (below->kind == VALUE_LIST) /* the items of a list are alike */
			below = below->items.n ? below->items.at[0].value : below;
		if (below->kind == VALUE_MAP)
			learn(k, below);
	}
}

struct docx_known docx_known_new(struct arena *a, const struct value *data)
{
	struct docx_known k = {a, map_new(a)};
	if (data->kind == VALUE_MAP)
		learn(&k, data);
	return k;
}

str docx_known_key(const struct docx_known *k, str path)
{
	path = str_upto(path, str_find_byte(path, '|'));
	for (size_t dot; (dot = str_find_byte(path, '.')) < path.n;)
		path = str_from(path, dot + 1);
	const str *key = map_get(&k->names, vi_fold(k->a, path));
	return key ? *key : STR_NULL;
}
