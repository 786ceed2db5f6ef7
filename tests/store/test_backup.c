/* Copies of the site for the browser, on both engines: whole, told in the journal, nothing of them left behind. */
#include <dirent.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "jobs/act_backup.h"
#include "jobs/act_journal.h"
#include "store/maintain.h"
#include "tests/lib/fixture.h"

#define TX(name) static td_rc name(struct tx *t, void *ctx)

struct copying {
	struct fixture *f;
	struct backup b;
	backup_taken_list taken;
	str sentence, dir;
	td_rc rc;
};

TX(take)
{
	struct copying *c = ctx;
	return act_backup_take(t, &c->b);
}

TX(look)
{
	struct copying *c = ctx;
	journal_list lines;
	CHECK_INT(backup_list(t, 5, &c->taken), TD_OK);
	CHECK_INT(journal_of_action(t, JOURNAL_SYSTEM, S("backup.take"), 5, &lines), TD_OK);
	if (lines.n > 0)
		c->sentence = act_sentence(t->a, LANG_VI, &lines.at[0]);
	return TD_OK;
}

static td_rc make(void *ctx)
{
	struct copying *c = ctx;
	c->rc = backup_make(c->f->db, c->f->a, &c->f->e, c->dir.p, c->f->clock.now, 0, &c->b);
	return TD_OK;
}

static int left_behind(str dir)
{
	int n = 0;
	DIR *d = opendir(dir.p);
	for (const struct dirent *x; d && (x = readdir(d)) != NULL;)
		n += str_has_prefix(str_c(x->d_name), S("thidua-sao-luu-"));
	if (d)
		closedir(d);
	return n;
}

static void begin(struct fixture *f, struct copying *c)
{
	struct fixture_year y;
	CHECK_INT(fixture_year(f, &y), TD_OK);
	*c = (struct copying){.f = f, .dir = arena_str(f->a, str_c(f->dir))};
}

/* The bytes that are sent, in a file of their own. */
static str written(struct copying *c)
{
	char block[7000];
	str path = arena_fmt(c->f->a, "%.*s/taken.db", STRF(c->dir));
	FILE *out = fopen(path.p, "wb");
	i64 n, at = 0;
	for (; out && (n = backup_read(&c->b, at, block, sizeof block)) > 0; at += n)
		CHECK(fwrite(block, 1, (size_t)n, out) == (size_t)n);
	CHECK(out && fclose(out) == 0);
	CHECK_INT(at, c->b.size);
	return path;
}

CASE_DB(a_copy_is_whole_before_it_is_sent)
{
	struct copying c;
	struct maintain_report r;
	begin(f, &c);
	CHECK_INT(arena_run(f->a, make, &c), TD_OK);
	CHECK_INT(c.rc, TD_OK);
	CHECK_STR(err_first(&f->e), "");
	CHECK_STR(c.b.name, "thidua-20261121-0800.db");
	CHECK(c.b.n_rows > 10 && c.b.size > 4096);
	CHECK_INT(left_behind(c.dir), 0);
	struct db_config cfg = {.url = arena_fmt(f->a, "sqlite:%.*s", STRF(written(&c))), .mode = DB_INSPECT};
	struct db *copy;
	CHECK_INT(db_open(&cfg, &f->clock.env, &f->e, &copy), TD_OK);
	CHECK_INT(maintain_check(copy, f->a, &f->e, &r), TD_OK);
	CHECK_INT(r.n_schemes, 1);
	db_close(copy);
}

CASE_DB(the_journal_tells_who_took_a_copy)
{
	struct copying c;
	begin(f, &c);
	CHECK_INT(fixture_read(f, look, &c), TD_OK);
	CHECK_INT(c.taken.n, 0);
	CHECK_INT(arena_run(f->a, make, &c), TD_OK);
	f->actor = (struct actor){1, S("Nguyễn Văn A")};
	CHECK_INT(fixture_write(f, take, &c), TD_OK);
	CHECK_INT(fixture_read(f, look, &c), TD_OK);
	CHECK_INT(c.taken.n, 1);
	CHECK_STR(c.taken.at[0].who, "Nguyễn Văn A");
	CHECK_STR(c.taken.at[0].name, "thidua-20261121-0800.db");
	CHECK_INT(c.taken.at[0].size, c.b.size);
	CHECK_INT(c.taken.at[0].n_rows, c.b.n_rows);
	CHECK_INT(c.taken.at[0].at_ms, f->clock.now);
	CHECK(str_eq(c.taken.at[0].hash, hex_of(f->a, c.b.hash.b, SHA256_LEN)));
	CHECK(str_has_prefix(c.sentence, S("Nguyễn Văn A lập và tải bản sao lưu thidua-20261121-0800.db: ")));
}

CASE_DB(without_room_nothing_is_left_and_the_sentence_names_the_folder)
{
	struct copying c;
	struct rlimit was, small = {.rlim_cur = 20000};
	begin(f, &c);
	CHECK_INT(getrlimit(RLIMIT_FSIZE, &was), 0);
	small.rlim_max = was.rlim_max;
	signal(SIGXFSZ, SIG_IGN);
	CHECK_INT(setrlimit(RLIMIT_FSIZE, &small), 0);
	CHECK_INT(arena_run(f->a, make, &c), TD_OK);
	CHECK_INT(setrlimit(RLIMIT_FSIZE, &was), 0);
	CHECK_INT(c.rc, TD_CONFLICT);
	CHECK(str_find(err_first(&f->e), c.dir) < err_first(&f->e).n);
	CHECK_INT(left_behind(c.dir), 0);
}

CASE_DB(a_folder_that_is_not_there_is_named)
{
	struct copying c;
	begin(f, &c);
	c.dir = arena_fmt(f->a, "%s/khong-co", f->dir);
	CHECK_INT(arena_run(f->a, make, &c), TD_OK);
	CHECK_INT(c.rc, TD_CONFLICT);
	CHECK(str_find(err_first(&f->e), c.dir) < err_first(&f->e).n);
}
