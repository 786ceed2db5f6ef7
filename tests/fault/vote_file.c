#include "tests/fault/vote_file.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/vote/lib.h"

struct job {
	struct arena *a;
	const char *path;
};

static td_rc make(void *ctx)
{
	const struct job *j = ctx;
	static const u8 marks[6] = {1, 1, 0, 0, 1, 0};
	struct env_fixed clock;
	struct made m;
	i64 counts[6];
	env_fixed_init(&clock, 0, 0, check_seed());
	vote_make(&m, j->a, &clock.env, 1, 1);
	str ballot = vote_cast(&m, 0, marks);
	for (int k = 0; k < 6; k++)
		counts[k] = marks[k];
	vote_finish(&m, &ballot, 1, counts);
	FILE *out = fopen(j->path, "wb");
	bool whole = out && fwrite(m.w.out.p, 1, m.w.out.n, out) == m.w.out.n;
	return out && fclose(out) == 0 && whole ? TD_OK : TD_IO;
}

void vote_file_make(const char *path)
{
	struct job j = {arena_new("vote", (size_t)64 << 20), path};
	if (j.a == NULL || arena_run(j.a, make, &j) != TD_OK)
		abort();
	arena_free(j.a);
}
