/* vote_make FILE.bel [N_VOTERS]: a whole vote made by us with real randomness, one ballot per voter. For belenios-tool
 * and the measurement. */
#include <stdio.h>

#include "tests/vote/lib.h"

/* Instead of the runner's: here a failed check ends the program. */
void check_fail(const char *file, int line, const char *fmt, ...)
{
	fprintf(stderr, "%s:%d: %s\n", file, line, fmt);
	exit(1);
}

struct args {
	struct arena *a;
	const char *path;
	u64 voters;
};

static td_rc run(void *ctx)
{
	static const u8 kinds[3][6] = {{1, 1, 0, 0, 1, 0}, {0, 0, 1, 1, 0, 0}, {0, 0, 0, 0, 0, 1}};
	const struct args *p = ctx;
	struct made m;
	i64 counts[6] = {0};
	vote_make(&m, p->a, env_system(), 3, p->voters);
	str *ballots = NEW_N(p->a, str, p->voters);
	for (size_t i = 0; i < p->voters; i++) {
		ballots[i] = vote_cast(&m, i, kinds[i % 3]);
		for (size_t k = 0; k < 6; k++)
			counts[k] += kinds[i % 3][k];
	}
	vote_finish(&m, ballots, p->voters, counts);
	FILE *f = fopen(p->path, "wb");
	if (f == NULL)
		return TD_IO;
	bool ok = fwrite(m.w.out.p, 1, m.w.out.n, f) == m.w.out.n;
	return fclose(f) == 0 && ok ? TD_OK : TD_IO;
}

int main(int argc, char **argv)
{
	struct args p = {.path = argv[1], .voters = 3};
	if (argc < 2 || (argc > 2 && str_u64(str_c(argv[2]), &p.voters) != TD_OK) || p.voters == 0)
		return 2;
	p.a = arena_new("vote_make", (size_t)1 << 30);
	td_rc rc = p.a ? arena_run(p.a, run, &p) : TD_LIMIT;
	arena_free(p.a);
	return rc_exit(rc);
}
