/* UTF-8 at the edge and Vietnamese text behind it: cleaning twice changes nothing more, keys are printable ASCII. */
#include <stdlib.h>

#include "base/utf8.h"
#include "base/vi.h"
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

static void must_be_ascii(str s)
{
	for (size_t i = 0; i < s.n; i++)
		must(s.p[i] >= ' ' && s.p[i] <= '~');
}

static td_rc read_all(void *p)
{
	struct input *in = p;
	str once, twice;
	size_t bad = 0;
	must_be_ascii(vi_fold(in->a, in->text));
	must_be_ascii(vi_sortkey(in->a, in->text));
	vi_upper(in->a, in->text);
	vi_capital(in->a, in->text);
	if (utf8_clean(in->a, in->text, &once, &bad) != TD_OK) {
		must(bad < in->text.n);
		return TD_OK;
	}
	must(utf8_clean(in->a, once, &twice, &bad) == TD_OK && str_eq(once, twice));
	must(str_eq(vi_sortkey(in->a, in->text), vi_sortkey(in->a, once)));
	must(str_eq(vi_fold(in->a, in->text), vi_fold(in->a, once)));
	return TD_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = {arena_new("fuzz", 64 << 20), {(const char *)data, size}};
	if (in.a)
		must(arena_run(in.a, read_all, &in) == TD_OK);
	arena_free(in.a);
	return 0;
}
