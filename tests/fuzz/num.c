/* Decimals and days as people type them: what is read prints to something that reads the same. */
#include <stdlib.h>

#include "base/caltime.h"
#include "base/num.h"
#include "tests/lib/fuzz.h"

static void must(bool truth)
{
	if (!truth)
		abort();
}

struct input {
	struct arena *a;
	str text;
};

static td_rc read_all(void *p)
{
	struct input *in = p;
	i64 c, again;
	struct day d, back;
	if (num_parse_c(in->text, &c) == TD_OK) {
		must(num_parse_c(num_c(in->a, c), &again) == TD_OK || c / 100 > 9999999999999 ||
		     c / 100 < -9999999999999);
		must(num_parse_why(in->text)[0] == 0);
	} else {
		must(num_parse_why(in->text)[0] != 0);
	}
	if (day_parse_vi(in->text, &d) == TD_OK)
		must(day_parse_vi(day_vi(in->a, d), &back) == TD_OK && day_number(d) == day_number(back));
	if (day_parse_iso(in->text, &d) == TD_OK)
		must(str_eq(day_iso(in->a, d), in->text));
	return TD_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = {arena_new("fuzz", 1 << 20), {(const char *)data, size}};
	if (in.a)
		must(arena_run(in.a, read_all, &in) == TD_OK);
	arena_free(in.a);
	return 0;
}
