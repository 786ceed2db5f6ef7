/* Every allocation of every command failed in turn, once and from then on (decisions 8): ours, SQLite's, jansson's and
 * expat's. Each run begins alike: a database of its own, nothing prepared or parsed. The command ends with an exit code
 * of the manual, never by a signal; when it failed the database and the folder are as before, when it did not all of it
 * is done and it printed what it prints otherwise. No memory and no file stays open. `./dev test` takes a sample of each
 * command's allocations, `./dev test long` takes all. */
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <openssl/crypto.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "store/store_scheme.h"
#include "store/store_token.h"
#include "store/store_user.h"
#include "tests/fault/command_lines.h"
#include "tests/fault/dbfile.h"
#include "tests/fault/jobs.h"
#include "tests/fault/seal_file.h"
#include "tests/fault/vote_file.h"
#include "tests/lib/fixture.h"

/* A sample takes about so many allocations of a command, each of them once and from then on. */
enum {
	SAMPLE = 100,
	SAMPLE_LARGE = 50,
	DRAWS = 50, /* past the end of a line that draws at random */
};

/* Thousands of times files are made and taken away: in memory, if there is such a place. */
__attribute__((constructor)) static void work_in_memory(void)
{
	if (access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);
}

/* A thread's cache of freed blocks counts as memory that is held: without it held_bytes() is exact. The sanitizers' own
 * malloc() answers 0 here; there LeakSanitizer looks. */
__attribute__((constructor)) static void count_exactly(int argc, char **argv)
{
	(void)argc;
	if (getenv("GLIBC_TUNABLES") == NULL &&
	    setenv("GLIBC_TUNABLES", "glibc.malloc.tcache_count=0", 1) == 0)
		execv("/proc/self/exe", argv);
}

static size_t held_bytes(void)
{
	struct mallinfo2 m = mallinfo2();
	return m.uordblks + m.hblkhd;
}

/* ---- a command line ---- */

enum { OUTPUT_MAX = 1 << 20, ROOM = 256 };
#define PROGRAM_TOKEN "td_dGhpcy1pcy1hLXRva2VuLW9mLWEtdGVzdA"
#define FAR_FUTURE_MS 4102444800000 /* 2100 */

struct text {
	char *p;
	size_t n;
};

struct bench {
	const struct command_line *line;
	bool persistent;
	char dir[96], db[128], out[128];
	int in, printed, null;     /* files that stand for the standard ones */
	const struct dbfile *base; /* NULL: the command begins without a database */
	bool large;
	struct dbstate before, done, left;
	struct text output; /* of the run in which nothing fails */
	bool writes_out;    /* it makes OUT */
	int free_fd;        /* the lowest that is not open */
	size_t held, kept;  /* bytes of memory before the last run and after it */
};

static struct {
	struct fixture f;
	struct dbfile bases[BASE__N];
} prepared;

static str source_dir(void)
{
	const char *dir = getenv("THIDUA_SOURCE");
	return str_c(dir ? dir : ".");
}

static void word_of(const struct bench *b, const char *word, char *room, size_t n)
{
	if (strcmp(word, "DB") == 0)
		snprintf(room, n, "sqlite:%s", b->db);
	else if (strcmp(word, "OUT") == 0)
		snprintf(room, n, "%s", b->out);
	else if (str_has_prefix(str_c(word), S("SRC/")))
		snprintf(room, n, "%.*s/%s", STRF(source_dir()), word + 4);
	else if (str_has_prefix(str_c(word), S("MADE/")))
		snprintf(room, n, "%s/%s", prepared.f.dir, word + 5);
	else
		snprintf(room, n, "%s", word);
}

/* The words of a line as main() gets them; rooms hold what stands for something. */
static int fill_words(const struct bench *b, const char *const words[], char rooms[][ROOM], char *argv[])
{
	static char name[] = "thidua";
	int argc = 1;
	argv[0] = name;
	for (; words[argc - 1]; argc++) {
		word_of(b, words[argc - 1], rooms[argc - 1], ROOM);
		argv[argc] = rooms[argc - 1];
	}
	argv[argc] = NULL;
	return argc;
}

/* ---- what is there before the first one ---- */

static td_rc fill(struct tx *t, void *ctx)
{
	struct fixture_year *y = ctx;
	td_rc rc = TD_OK;
	for (int u = 0; rc == TD_OK && u < 3; u++) {
		rc = fixture_score(t, y, u, FIXTURE_I1, 3000 + 100 * u);
		if (rc == TD_OK)
			rc = fixture_score(t, y, u, FIXTURE_II, 9000);
	}
	return rc;
}

/* A program of the cluster's desk. Its token was used in the far future: noting that is no part of a command. */
static td_rc let_in(struct tx *t, void *ctx)
{
	const struct fixture_year *y = ctx;
	struct grant desk = {
	    .user = y->user.id,
	    .right = {.role = AUTHZ_SECRETARY, .scope = SCOPE_CLUSTER, .scope_id = y->cluster.id.v}};
	struct token program = {.user = y->user.id,
				.name = S("thử"),
				.scopes = S("read manage"),
				.expires_at_ms = t->now_ms + 3600000};
	struct sha256 hash;
	td_rc rc = sha256_of(S(PROGRAM_TOKEN), &hash);
	if (rc == TD_OK)
		rc = store_grant_add(t, &desk);
	if (rc == TD_OK)
		rc = store_token_add(t, &program, &hash);
	return rc == TD_OK ? store_token_used(t, program.id) : rc;
}

static struct fixture_year year;

static td_rc found_year(void *ctx)
{
	return fixture_year(ctx, &year);
}

static td_rc found_points(void *ctx)
{
	struct fixture *f = ctx;
	td_rc rc = fixture_write(f, fill, &year);
	f->clock.now = FAR_FUTURE_MS;
	return rc == TD_OK ? fixture_write(f, let_in, &year) : rc;
}

/* What other lines read, made on a file of the folder. */
static void make_on(const char *file, const char *const words[])
{
	struct bench b = {0};
	char rooms[LINE_WORDS][ROOM], *argv[LINE_WORDS + 2];
	snprintf(b.db, sizeof b.db, "%s/%s", prepared.f.dir, file);
	CHECK_INT(cli_main(fill_words(&b, words, rooms, argv), argv), 0);
}

static void make(const char *const words[])
{
	make_on("test.db", words);
}

static void keep(enum base base)
{
	db_close(prepared.f.db);
	prepared.f.db = NULL;
	dbfile_load(&prepared.bases[base], prepared.f.url.p + strlen("sqlite:"));
}

static void add_to(td_rc (*fn)(void *ctx), enum base base)
{
	CHECK_INT(fixture_reopen(&prepared.f, DB_CREATE), TD_OK);
	CHECK_INT(arena_run(prepared.f.a, fn, &prepared.f), TD_OK);
	keep(base);
}

static bool prepare(void)
{
	char vote[ROOM], seal[ROOM];
	setenv("THIDUA_TOKEN", PROGRAM_TOKEN, 1);
	if (!fixture_open(&prepared.f, FIXTURE_SQLITE))
		return false;
	keep(BASE_EMPTY);
	add_to(found_year, BASE_YEAR);
	add_to(found_points, BASE_SITE);
	make((const char *const[]){"db", "backup", "MADE/site.bak", "--db", "DB", NULL});
	make((const char *const[]){"form", "10", "2019", "a", "-o", "MADE/form.xlsx", "--db", "DB", NULL});
	make((const char *const[]){"bundle", "10", "2019", "-o", "MADE/year.zip", "--db", "DB", NULL});
	make((const char *const[]){"score", "T2", "SRC/rules/examples/t2.json", "--xlsx", "MADE/table.xlsx",
				   NULL});
	make((const char *const[]){"away", "take", "10", "2019", "MADE/away.db", "--machine", "Máy họp",
				   "--db", "DB", NULL});
	make_on("away.db",
		(const char *const[]){"do", "10", "2019", "SRC/tests/fault/events.json", "--db", "DB", NULL});
	keep(BASE_AWAY);
	word_of(&(struct bench){0}, "MADE/vote.bel", vote, sizeof vote);
	vote_file_make(vote);
	word_of(&(struct bench){0}, "MADE/seal.pem", seal, sizeof seal);
	seal_file_make(seal);
	return true;
}

static void clear_up(void)
{
	for (int i = 0; i < BASE__N; i++)
		dbfile_free(&prepared.bases[i]);
	fixture_close(&prepared.f);
}

/* ---- one run ---- */

static int memory_file(const char *text)
{
	int fd = memfd_create("standard", MFD_CLOEXEC);
	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		abort();
	return fd;
}

/* The standard files become b's; kept gets the real ones. */
static void stand_in(struct bench *b, int kept[3])
{
	const int files[3] = {b->in, b->printed, b->null};
	fflush(NULL);
	if (ftruncate(b->printed, 0) != 0)
		abort();
	for (int i = 0; i < 3; i++) {
		if (i < 2)
			lseek(files[i], 0, SEEK_SET);
		kept[i] = fcntl(i, F_DUPFD_CLOEXEC, 10);
		dup2(files[i], i);
	}
	rewind(stdin);
}

static void stand_back(const int kept[3])
{
	fflush(NULL);
	for (int i = 0; i < 3; i++) {
		dup2(kept[i], i);
		close(kept[i]);
	}
}

static int call(struct bench *b, long fail_at, long *seen)
{
	char rooms[LINE_WORDS][ROOM], *argv[LINE_WORDS + 2];
	int kept[3], argc = fill_words(b, b->line->words, rooms, argv);
	if (b->line->stops)
		raise(SIGTERM); /* blocked: it waits for the one who waits for it */
	stand_in(b, kept);
	b->held = held_bytes();
	arena_fault_at(fail_at, b->persistent);
	int code = cli_main(argc, argv);
	*seen = arena_fault_count();
	arena_fault_at(0, false);
	stand_back(kept);
	store_scheme_forget(); /* kept on purpose */
	OPENSSL_thread_stop(); /* the texts of a thread's last errors */
	b->kept = held_bytes();
	return code;
}

/* ---- where a run begins, and what it left ---- */

/* Calls fn with the name of each file of the folder. */
static void each_file(struct bench *b, void (*fn)(struct bench *b, const char *name))
{
	DIR *d = opendir(b->dir);
	for (struct dirent *e; (e = readdir(d)) != NULL;)
		if (e->d_name[0] != '.')
			fn(b, e->d_name);
	closedir(d);
}

static void remove_file(struct bench *b, const char *name)
{
	char path[512];
	snprintf(path, sizeof path, "%s/%s", b->dir, name);
	unlink(path);
}

static void begin(struct bench *b)
{
	store_scheme_forget();
	unlink(b->out);
	if (b->base && dbfile_is(b->base, b->db))
		return;
	each_file(b, remove_file);
	if (b->base)
		dbfile_put(b->base, b->db);
}

static struct text printed(const struct bench *b)
{
	struct stat st;
	struct text t = {0};
	if (fstat(b->printed, &st) != 0 || st.st_size > OUTPUT_MAX)
		abort();
	t.n = (size_t)st.st_size;
	t.p = malloc(t.n + 1);
	if (t.p == NULL || pread(b->printed, t.p, t.n, 0) != (ssize_t)t.n)
		abort();
	return t;
}

static int lowest_fd(void)
{
	int fd = dup(0);
	close(fd);
	return fd;
}

static void state_now(const struct bench *b, struct dbstate *out)
{
	*out = b->before;
	if (b->base ? !dbfile_is(b->base, b->db) : b->line->steps && access(b->db, F_OK) == 0)
		dbstate_read(b->db, out);
}

/* ---- what must hold after a run ---- */

static void wrong(const struct bench *b, long n, const char *what)
{
	char line[512] = "";
	for (int i = 0; b->line->words[i]; i++)
		snprintf(line + strlen(line), sizeof line - strlen(line), " %s", b->line->words[i]);
	check_fail(__FILE__, __LINE__, "thidua%s, allocation %ld%s: %s", line, n,
		   b->persistent ? " and all after it" : "", what);
}

static bool out_is_there(const struct bench *b)
{
	return access(b->out, F_OK) == 0;
}

static void check_left(struct bench *b, const char *name)
{
	if (!str_has_prefix(str_c(name), S("test.db")) && strcmp(name, "out") != 0)
		wrong(b, 0, arena_fmt(check_arena(), "%s was left in the folder", name).p);
}

/* A database that was to be made is not there, or migrating makes it whole: tried on each kind that is left. */
static void check_again(struct bench *b, long n)
{
	struct dbstate left;
	dbstate_read(b->db, &left);
	if (strcmp(left.shape, b->left.shape) == 0)
		return;
	b->left = left;
	static const struct command_line again[] = {{.words = {"db", "migrate", "--db", "DB"}},
						    {.words = {"db", "check", "--db", "DB"}}};
	const struct command_line *line = b->line;
	long seen;
	for (int i = 0; i < 2; i++) {
		b->line = &again[i];
		if (call(b, LONG_MAX, &seen) != 0)
			wrong(b, n, "cannot be run on what a failed command left");
	}
	b->line = line;
}

static void check_failed_run(struct bench *b, long n, int code)
{
	struct dbstate now;
	if (rc_exit(TD_LIMIT) != code && code < 3)
		wrong(b, n, arena_fmt(check_arena(), "exit code %d", code).p);
	if (out_is_there(b))
		wrong(b, n, "failed and wrote its file");
	if (b->base == NULL || b->line->steps) {
		if (access(b->db, F_OK) == 0)
			check_again(b, n);
		return;
	}
	state_now(b, &now);
	if (!dbstate_same(&now, &b->before) && !b->line->resumes)
		wrong(b, n, "failed and changed the database");
}

static void check_done(struct bench *b, long n)
{
	struct dbstate now;
	struct text t = printed(b);
	if (!b->line->varies && (t.n != b->output.n || memcmp(t.p, b->output.p, t.n) != 0))
		wrong(b, n,
		      arena_fmt(check_arena(), "printed something else: %.*s", (int)(t.n < 200 ? t.n : 200),
				t.p)
			  .p);
	free(t.p);
	if (out_is_there(b) != b->writes_out)
		wrong(b, n, "its file is not there");
	state_now(b, &now);
	if (strcmp(now.shape, b->done.shape) != 0)
		wrong(b, n, "did not do all of it");
}

static void check_run(struct bench *b, long n, int code)
{
	if (code == b->line->code)
		check_done(b, n);
	else
		check_failed_run(b, n, code);
	each_file(b, check_left);
	if (b->kept > b->held)
		wrong(b, n, arena_fmt(check_arena(), "keeps %zu bytes of memory", b->kept - b->held).p);
	if (lowest_fd() != b->free_fd) {
		wrong(b, n, "left a file open");
		b->free_fd = lowest_fd();
	}
}

/* ---- the sweep of one line ---- */

static void bench_open(struct bench *b, int job)
{
	sigset_t stop;
	sigemptyset(&stop);
	sigaddset(&stop, SIGTERM);
	b->line = b->large ? &demo_line : &command_lines[(int)n_command_lines - 1 - job / 2];
	b->persistent = job % 2;
	snprintf(b->dir, sizeof b->dir, "%s/job-%d", prepared.f.dir, job);
	snprintf(b->db, sizeof b->db, "%s/test.db", b->dir);
	snprintf(b->out, sizeof b->out, "%s/out", b->dir);
	if (mkdir(b->dir, 0700) != 0)
		abort();
	b->base = b->line->base == BASE_NONE ? NULL : &prepared.bases[b->line->base];
	b->in = memory_file(b->line->input ? b->line->input : "");
	b->printed = memory_file("");
	b->null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (b->line->stops)
		pthread_sigmask(SIG_BLOCK, &stop, NULL);
	begin(b);
	if (b->base)
		dbstate_read(b->db, &b->before);
	b->free_fd = lowest_fd();
}

/* The run in which nothing fails. Returns how many allocations it makes. */
static long measure(struct bench *b)
{
	long n;
	begin(b);
	int code = call(b, LONG_MAX, &n);
	if (code != b->line->code)
		wrong(b, n, arena_fmt(check_arena(), "exit code %d when nothing fails", code).p);
	b->output = printed(b);
	b->writes_out = out_is_there(b);
	if (b->base || b->line->steps)
		state_now(b, &b->done);
	return n;
}

/* What a run left is the next beginning, when it holds more than the last one. */
static bool goes_further(const struct bench *b, struct dbfile *next)
{
	struct dbstate now;
	state_now(b, &now);
	if (strcmp(now.shape, b->before.shape) == 0)
		return false;
	dbfile_load(next, b->db);
	return true;
}

/* The runs of a line that goes on by steps: allocation 1 on from nothing; each time a failed run leaves more than was
 * there, 1 on from that. So each allocation fails behind all the steps that come before it, which are not done again. */
static long sweep_steps(struct bench *b, long step)
{
	struct dbfile from = {0}, next;
	long n_runs = 0, seen;
	for (long n = 1;; n += step) {
		struct arena_mark m = arena_mark(check_arena());
		begin(b);
		int code = call(b, n, &seen);
		bool further = code != b->line->code && goes_further(b, &next);
		check_run(b, n, code);
		arena_release(check_arena(), m);
		if (code == b->line->code && seen < n)
			break;
		n_runs++;
		if (!further)
			continue;
		dbfile_free(&from);
		from = next;
		b->base = &from;
		begin(b);
		dbstate_read(b->db, &b->before);
		n = 1 - step;
	}
	dbfile_free(&from);
	return n_runs;
}

static long step_of(const struct bench *b, long n)
{
	if (b->large)
		return n > SAMPLE_LARGE ? n / SAMPLE_LARGE : 1;
	return jobs_step(n, SAMPLE);
}

/* The runs of any other line. The last one is one past the end: it must do all, and meet as many allocations as the
 * first one. */
static long sweep_runs(struct bench *b, long all, long step, long first)
{
	long n_runs = 0, seen;
	for (long n = first; n < all + 1 + step; n += step) {
		struct arena_mark m = arena_mark(check_arena());
		long at = n > all ? all + (b->line->draws ? DRAWS : 1) : n;
		begin(b);
		int code = call(b, at, &seen);
		check_run(b, at, code);
		arena_release(check_arena(), m);
		n_runs += at <= all;
		if (at > all &&
		    ((seen != all && !b->line->stops && !b->line->draws) || code != b->line->code))
			wrong(b, at, arena_fmt(check_arena(), "%ld allocations, %ld at first", seen, all).p);
	}
	return n_runs;
}

static void sweep_line(int job, void *ctx)
{
	struct bench b = {.large = ctx == &demo_line};
	char name[2 * ROOM];
	bench_open(&b, job);
	snprintf(name, sizeof name, "%s %s", b.line->words[0], b.line->words[1] ? b.line->words[1] : "");
	if (!jobs_wanted(name))
		return;
	long all = measure(&b), step = step_of(&b, all);
	long n_runs =
	    b.line->steps ? sweep_steps(&b, step) : sweep_runs(&b, all, step, jobs_from(1 + job % step));
	printf("# %s, %s: %ld of %ld allocations failed\n", name, b.persistent ? "from then on" : "once",
	       n_runs, all);
	jobs_count(n_runs);
	free(b.output.p);
}

static void sweep_all(void)
{
	if (!prepare())
		return;
	jobs_run(2 * (int)n_command_lines, sweep_line, NULL);
	printf("# %ld allocations of commands failed\n", jobs_total());
	clear_up();
}

/* The name tells which of the two it was. */
__attribute__((constructor)) static void register_sweep(void)
{
	static struct check_case c = {"sampled_allocations_of_every_command", sweep_all, NULL};
	if (jobs_long())
		c.name = "every_allocation_of_every_command";
	check_register(&c);
}

/* Step by step it makes five years of work: what was done when it fails stays, and is sound. */
CASE(sampled_allocations_of_the_demo)
{
	if (!prepare())
		return;
	jobs_run(2, sweep_line, (void *)(uintptr_t)&demo_line);
	clear_up();
}

CASE(every_command_is_swept)
{
	size_t n;
	const struct command *all = cli_commands(&n);
	for (size_t i = 0; i < n; i++) {
		bool found = command_exempt(all[i].name) != NULL;
		for (size_t k = 0; k < n_command_lines; k++)
			found |= strcmp(command_lines[k].words[0], all[i].name) == 0;
		if (!found)
			check_fail(__FILE__, __LINE__, "no line reaches thidua %s", all[i].name);
	}
}
