#include "format/rules.h"

#include "base/vi.h"

struct embed_set embed_schemes(void);
struct embed_set embed_examples(void);

struct embed_set rules_schemes(void)
{
	return embed_schemes();
}

struct embed_set rules_examples(void)
{
	return embed_examples();
}

static str text_of(const struct value *map, const char *key)
{
	const struct value *v = value_get(map, str_c(key));
	return v && v->kind == VALUE_TEXT ? v->text : S("");
}

td_rc rules_scheme(struct arena *a, str code, struct err *e, struct scheme *out,
		   const struct embed_file **file)
{
	struct embed_set set = rules_schemes();
	str wanted = vi_upper(a, code);
	for (size_t i = 0; i < set.n; i++) {
		const struct value *v;
		td_rc rc = value_from_json(a, set.at[i].bytes, e, &v);
		if (rc != TD_OK)
			return rc;
		if (!str_eq(text_of(v, "code"), wanted))
			continue;
		if (file)
			*file = &set.at[i];
		return scheme_from_value(a, v, e, out);
	}
	return TD_NOT_FOUND;
}

const struct embed_file *rules_example(struct arena *a, str scheme_code)
{
	struct sb name = sb_new(a, 256);
	for (size_t i = 0; i < scheme_code.n && i < 200; i++) {
		char c = scheme_code.p[i];
		sb_byte(&name, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
	}
	SB_LIT(&name, ".json");
	return embed_find(rules_examples(), sb_str(&name));
}
