/* Data files for the shipped schemes: any bytes either are refused with at least one fault, or are a table whose JSON is
 * read again to the same JSON, and which the engine then checks or scores. The first byte picks the scheme. */
#include <stdlib.h>

#include "format/data_json.h"
#include "format/rules.h"
#include "tests/lib/fuzz.h"

struct input {
	struct arena *a;
	u8 scheme;
	str text;
};

static str json_of(struct arena *a, const struct scheme *s, const struct score_table *t)
{
	return value_to_json(a, data_to_value(a, s, t), VALUE_CANONICAL);
}

static td_rc one(void *ctx)
{
	const struct input *in = ctx;
	struct err e = err_new(in->a, LANG_VI);
	struct embed_set set = rules_schemes();
	struct scheme s;
	struct score_table t, again;
	td_rc rc = scheme_from_json(in->a, set.at[in->scheme % set.n].bytes, &e, &s);
	if (rc != TD_OK)
		return rc;
	rc = data_from_json(in->a, in->text, &s, &e, &t);
	if (rc != TD_OK && e.n_total == 0)
		abort();
	if (rc != TD_OK)
		return TD_OK;
	str bytes = json_of(in->a, &s, &t);
	if (data_from_json(in->a, bytes, &s, &e, &again) != TD_OK ||
	    !str_eq(bytes, json_of(in->a, &s, &again)))
		abort();
	struct score_input columns;
	struct score_result result;
	score_table_input(in->a, &s, &t, score_table_stage(&t), &columns);
	if (score_check(&s, &columns, &e) != TD_OK)
		return TD_OK;
	rc = score_run(in->a, &s, &columns, &result);
	return rc == TD_LIMIT ? TD_OK : rc;
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	if (size == 0)
		return 0;
	struct input in = {arena_new("fuzz", (size_t)64 << 20), data[0], {(const char *)data + 1, size - 1}};
	if (in.a) {
		td_rc rc = arena_run(in.a, one, &in);
		if (rc != TD_OK && rc != TD_LIMIT)
			abort();
	}
	arena_free(in.a);
	return 0;
}
