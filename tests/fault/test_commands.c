/* Every allocation of every command failed in turn, once and from then on (decisions 8): it ends with an exit code of the
 * manual, never by a signal, and leaves the database as it was or wholly changed. Commands with many allocations are
 * sampled ever more widely the further they have come; ./dev test long takes each. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/cli.h"
#include "jobs/demo.h"
#include "office/worker.h"
#include "store/journal.h"
#include "tests/lib/fixture.h"

__attribute__((constructor)) static void be_worker(int argc, char **argv)
{
	if (argc == 3 && str_eq(str_c(argv[1]), S("worker")))
		worker_main(argv[2]);
}

enum { MAX_WORDS = 12, ALL_UP_TO = 300 };

/* DB stands for the database of the case, OUT for a file to write, SRC for the folder of the source. */
static const struct command_line {
	const char *words[MAX_WORDS];
	int code;
	bool writes;
} lines[] = {
    {{"version"}, 0, false},
    {{"help"}, 0, false},
    {{"help", "score"}, 0, false},
    {{"khong-co"}, 2, false},
    {{"routes", "--roles"}, 0, false},
    {{"schemes"}, 0, false},
    {{"schemes", "T2"}, 0, false},
    {{"schemes", "T5", "--example"}, 0, false},
    {{"score", "--schema", "scheme"}, 0, false},
    {{"score", "T5", "SRC/rules/examples/t5.json"}, 0, false},
    {{"score", "T5", "SRC/rules/examples/t5.json", "--json"}, 0, false},
    {{"score", "T5", "SRC/rules/examples/t5.json", "--csv"}, 0, false},
    {{"score", "T5", "SRC/rules/examples/t5.json", "--xlsx", "OUT"}, 0, false},
    {{"score", "MAC-DINH-100", "SRC/rules/examples/t5.json"}, 1, false},
    {{"db", "status", "--db", "DB"}, 0, false},
    {{"db", "check", "--db", "DB"}, 0, false},
    {{"db", "backup", "OUT", "--db", "DB"}, 0, false},
    {{"user", "list", "--db", "DB"}, 0, false},
    {{"export", "10", "2019", "--db", "DB"}, 0, false},
    {{"export", "10", "1999", "--db", "DB"}, 1, false},
    {{"journal", "10", "2019", "--db", "DB"}, 0, false},
    {{"import", "10", "2019", "SRC/tests/fault/data.json", "--db", "DB"}, 0, false},
    {{"import", "10", "2019", "SRC/tests/fault/data.json", "--db", "DB", "--accept"}, 0, true},
    {{"form", "10", "2019", "a", "-o", "OUT", "--db", "DB"}, 0, false},
    {{"form", "10", "2019", "khong-co", "-o", "OUT", "--db", "DB"}, 1, false},
    {{"paper", "score_table", "10", "2019", "-o", "OUT", "--db", "DB"}, 0, true},
};

static str source_dir(void)
{
	const char *dir = getenv("THIDUA_SOURCE");
	return str_c(dir ? dir : ".");
}

/* ---- a site ---- */

static td_rc fill(struct tx *t, void *ctx)
{
	struct fixture_year *y = ctx;
	td_rc rc = TD_OK;
	for (int u = 0; rc == TD_OK && u < 3; u++) {
		rc = fixture_score(t, y, u, FIXTURE_I1, 3000 + 100 * u);
		if (rc == TD_OK)
			rc = fixture_score(t, y, u, FIXTURE_II, 9000);
	}
	struct cluster_year year;
	if (rc == TD_OK)
		rc = store_cluster_year_get(t, y->year.id, &year);
	year.step = S("self_scoring");
	return rc == TD_OK ? store_cluster_year_save(t, &year) : rc;
}

static td_rc found(void *ctx)
{
	struct fixture *f = ctx;
	struct fixture_year y;
	td_rc rc = fixture_year(f, &y);
	return rc == TD_OK ? fixture_write(f, fill, &y) : rc;
}

struct state {
	i64 gen, seq;
};

static td_rc read_state(struct tx *t, void *ctx)
{
	struct state *out = ctx;
	struct sha256 h;
	*out = (struct state){0};
	td_rc rc = db_generation(t, 1, &out->gen);
	td_rc head = journal_head(t, 1, &out->seq, &h);
	return head == TD_NOT_FOUND ? rc : head;
}

static struct state state_of(struct fixture *f)
{
	struct state out = {0};
	CHECK_INT(fixture_reopen(f, DB_USE), TD_OK);
	CHECK_INT(fixture_read(f, read_state, &out), TD_OK);
	db_close(f->db);
	f->db = NULL;
	return out;
}

/* ---- one run ---- */

static char *word_of(struct fixture *f, const char *word, char *room, size_t n)
{
	if (str_eq(str_c(word), S("DB")))
		snprintf(room, n, "%.*s", STRF(f->url));
	else if (str_eq(str_c(word), S("OUT")))
		snprintf(room, n, "%s/out", f->dir);
	else if (str_has_prefix(str_c(word), S("SRC/")))
		snprintf(room, n, "%.*s/%s", STRF(source_dir()), word + 4);
	else
		snprintf(room, n, "%s", word);
	return room;
}

/* What the commands print is not looked at here: the transcripts do that. */
static int quiet(int *out, int *err)
{
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	fflush(NULL);
	*out = dup(1);
	*err = dup(2);
	dup2(null, 1);
	dup2(null, 2);
	return close(null);
}

static void loud(int out, int err)
{
	fflush(NULL);
	dup2(out, 1);
	dup2(err, 2);
	close(out);
	close(err);
}

static int run_line(struct fixture *f, const struct command_line *line, long fail_at, bool persistent,
		    long *seen)
{
	char rooms[MAX_WORDS][256], path[128], name[] = "thidua";
	char *argv[MAX_WORDS + 2] = {name};
	int argc = 1;
	for (; line->words[argc - 1]; argc++)
		argv[argc] = word_of(f, line->words[argc - 1], rooms[argc - 1], sizeof rooms[0]);
	snprintf(path, sizeof path, "%s/out", f->dir);
	unlink(path);
	int out, err;
	quiet(&out, &err);
	arena_fault_at(fail_at, persistent);
	int code = cli_main(argc, argv);
	*seen = arena_fault_count();
	arena_fault_at(0, false);
	loud(out, err);
	unlink(path);
	return code;
}

static long next_step(long n)
{
	return n < ALL_UP_TO || getenv("THIDUA_LONG") ? n + 1 : n + n / 30;
}

static void sweep(struct fixture *f, const struct command_line *line, bool persistent)
{
	for (long n = 1;; n = next_step(n)) {
		long seen;
		struct state before = line->writes ? state_of(f) : (struct state){0};
		int code = run_line(f, line, n, persistent, &seen);
		struct state after = line->writes ? state_of(f) : (struct state){0};
		if (code < 0 || code > 7)
			check_fail(__FILE__, __LINE__, "%s, allocation %ld: exit code %d", line->words[0], n,
				   code);
		if (code != 0 && (before.gen != after.gen || before.seq != after.seq))
			check_fail(__FILE__, __LINE__, "%s, allocation %ld: failed and changed",
				   line->words[0], n);
		if (seen < n) {
			if (code != line->code)
				check_fail(__FILE__, __LINE__, "%s: exit code %d, not %d", line->words[0],
					   code, line->code);
			return;
		}
		if (code == 0 && before.seq != after.seq)
			return; /* done although something on the side failed */
	}
}

CASE(every_allocation_of_every_command)
{
	for (size_t i = 0; i < 2 * (sizeof lines / sizeof *lines); i++) {
		struct fixture f;
		if (!fixture_open(&f, FIXTURE_SQLITE))
			return;
		CHECK_INT(arena_run(f.a, found, &f), TD_OK);
		sweep(&f, &lines[i / 2], i % 2);
		CHECK_INT(fixture_reopen(&f, DB_USE), TD_OK);
		fixture_close(&f);
	}
}
