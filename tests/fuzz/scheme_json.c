/* Scheme files: any bytes either are refused with at least one fault, or are a scheme whose canonical bytes are read
 * again to the same bytes. Then a data file for it is read from the same bytes, which must be refused. */
#include <stdlib.h>

#include "format/data_json.h"
#include "format/scheme_json.h"
#include "tests/lib/fuzz.h"

struct input {
	struct arena *a;
	str text;
};

static td_rc one(void *ctx)
{
	const struct input *in = ctx;
	struct err e = err_new(in->a, LANG_VI);
	struct scheme s, again;
	td_rc rc = scheme_from_json(in->a, in->text, &e, &s);
	if (rc != TD_OK && e.n_total == 0)
		abort();
	if (rc != TD_OK)
		return TD_OK;
	str bytes = scheme_canonical_json(in->a, &s);
	if (scheme_from_json(in->a, bytes, &e, &again) != TD_OK)
		abort();
	if (!str_eq(bytes, scheme_canonical_json(in->a, &again)))
		abort();
	struct score_table t;
	if (data_from_json(in->a, in->text, &s, &e, &t) == TD_OK)
		abort();
	return TD_OK;
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	struct input in = {arena_new("fuzz", (size_t)64 << 20), {(const char *)data, size}};
	if (in.a) {
		td_rc rc = arena_run(in.a, one, &in);
		if (rc != TD_OK && rc != TD_LIMIT)
			abort();
	}
	arena_free(in.a);
	return 0;
}
