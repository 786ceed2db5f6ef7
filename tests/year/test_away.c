/* A year goes to its meeting on a laptop and comes back to the office, which is on SQLite or on PostgreSQL: the same bundle
 * from both, everything or nothing, and what is in the way is refused by name. */
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/embed.h"
#include "bundle/bundle.h"
#include "jobs/act_away.h"
#include "jobs/job.h"
#include "jobs/year_bundle.h"
#include "jobs/yearfile.h"
#include "store/journal.h"
#include "store/maintain.h"
#include "tests/lib/fixture.h"

struct embed_set embed_demo(void);

#define TX(name) static td_rc name(struct tx *t, void *ctx)

enum { BEFORE = 152 }; /* events of the year before anybody comes to the meeting */

struct trip {
	struct fixture *f;
	struct db *laptop;
	str path;
	const struct value *script;
	struct yearfile_played played;
	struct away away;
	struct away_merged merged;
	const struct value *event;
	str zip, bent;
	i64 head;
};

/* ---- the year ---- */

static const struct value *script_of(struct trip *p, const char *name)
{
	const struct value *out = NULL;
	const struct embed_file *file = embed_find(embed_demo(), str_c(name));
	CHECK_INT(value_from_json(p->f->a, file->bytes, &p->f->e, &out), TD_OK);
	return out;
}

/* The script as far as the evening before the meeting. */
static struct value *until_meeting(struct arena *a, const struct value *script)
{
	struct value *out = value_map(a), *events = value_list(a);
	for (size_t i = 0; i < script->items.n; i++) {
		const struct value_item *x = &script->items.at[i];
		if (!str_eq(x->key, S("events")))
			value_put(a, out, x->key, x->value);
	}
	const struct value *all = value_get(script, S("events"));
	for (size_t i = 0; i < BEFORE && i < all->items.n; i++)
		value_add(a, events, all->items.at[i].value);
	value_put(a, out, S("events"), events);
	return out;
}

TX(take)
{
	struct trip *p = ctx;
	return act_away_take(t, p->played.year, S("Máy họp"), &p->away);
}

static td_rc open_laptop(struct trip *p)
{
	struct db_config cfg = {.url = arena_fmt(p->f->a, "sqlite:%.*s", STRF(p->path)), .mode = DB_USE};
	return db_open(&cfg, &p->f->clock.env, &p->f->e, &p->laptop);
}

static td_rc set_out(void *ctx)
{
	struct trip *p = ctx;
	struct fixture *f = p->f;
	p->path = arena_fmt(f->a, "%s/laptop.db", f->dir);
	p->script = script_of(p, "s3-thanh-hoa-2019.json");
	td_rc rc = yearfile_play(f->db, f->a, &f->clock, until_meeting(f->a, p->script), STR_NULL, &f->e,
				 &p->played);
	if (rc == TD_OK)
		rc = fixture_write(f, take, p);
	if (rc == TD_OK)
		rc = maintain_take_away(f->db, f->a, &f->e, p->path, p->away.id, NULL, NULL);
	return rc == TD_OK ? open_laptop(p) : rc;
}

static void begin(struct trip *p, struct fixture *f)
{
	*p = (struct trip){.f = f};
	CHECK_INT(arena_run(f->a, set_out, p), TD_OK);
	CHECK_STR(err_first(&f->e), "");
}

/* ---- what is done on either machine ---- */

TX(apply)
{
	struct trip *p = ctx;
	size_t n = 0;
	struct user u;
	struct value *events = value_list(t->a);
	const struct value *by = value_get(p->event, S("by"));
	if (by && store_user_by_login(t, by->text, &u) == TD_OK)
		t->actor = (struct actor){u.id.v, u.name};
	value_add(t->a, events, (struct value *)(uintptr_t)p->event);
	return yearfile_apply(t, p->played.year, events, &n);
}

static td_rc do_event(struct trip *p, struct db *db, const struct value *event)
{
	p->event = event;
	p->f->clock.now += 60000;
	return db_write(db, p->f->a, &p->f->e, &p->f->actor, apply, p);
}

static td_rc do_text(struct trip *p, struct db *db, const char *json)
{
	const struct value *event = NULL;
	CHECK_INT(value_from_json(p->f->a, str_c(json), &p->f->e, &event), TD_OK);
	return do_event(p, db, event);
}

static td_rc hold_meeting(void *ctx)
{
	struct trip *p = ctx;
	struct job_report n = {0};
	const struct value *all = value_get(p->script, S("events"));
	td_rc rc = TD_OK;
	for (size_t i = BEFORE; rc == TD_OK && i < all->items.n; i++)
		rc = do_event(p, p->laptop, all->items.at[i].value);
	return rc == TD_OK ? job_pass(p->laptop, p->f->a, &p->f->e, JOB_MOST_SITE, NULL, &n) : rc;
}

static void meet(struct trip *p)
{
	CHECK_INT(arena_run(p->f->a, hold_meeting, p), TD_OK);
	CHECK_STR(err_first(&p->f->e), "");
	db_close(p->laptop);
	p->laptop = NULL;
}

static td_rc play_other(void *ctx)
{
	struct trip *p = ctx;
	struct yearfile_played other;
	return yearfile_play(p->f->db, p->f->a, &p->f->clock, script_of(p, "s4-quang-binh-2016.json"),
			     STR_NULL, &p->f->e, &other);
}

/* ---- merging ---- */

struct merging {
	struct trip *p;
	str path;
	bool dry;
};

static td_rc merge_in(void *ctx)
{
	const struct merging *m = ctx;
	struct fixture *f = m->p->f;
	struct actor who = {0, S("Nguyễn Văn A")};
	return act_away_merge(f->db, f->a, &f->e, &who, m->path, m->dry, &m->p->merged);
}

static td_rc merge(struct trip *p, str path, bool dry)
{
	struct merging m = {p, path, dry};
	p->f->e = err_new(p->f->a, LANG_VI);
	return arena_run(p->f->a, merge_in, &m);
}

static bool said(const struct trip *p, const char *text)
{
	for (size_t i = 0; i < p->f->e.items.n; i++) {
		const struct err_item *x = &p->f->e.items.at[i];
		str all = arena_fmt(p->f->a, "%.*s: %.*s", STRF(x->where), STRF(x->text));
		if (str_find(all, str_c(text)) < all.n)
			return true;
	}
	for (size_t i = 0; i < p->f->e.items.n; i++)
		fprintf(stderr, "said %.*s: %.*s\n", STRF(p->f->e.items.at[i].where),
			STRF(p->f->e.items.at[i].text));
	return false;
}

TX(read_head)
{
	struct trip *p = ctx;
	struct sha256 hash;
	return journal_head(t, p->played.year.v, &p->head, &hash);
}

static i64 office_head(struct trip *p)
{
	CHECK_INT(fixture_read(p->f, read_head, p), TD_OK);
	return p->head;
}

TX(take_bundle)
{
	struct trip *p = ctx;
	return year_bundle(t, p->played.year, &p->zip);
}

/* The office's bundle without its last lines is the laptop's, byte for byte. */
static void same_bundles(struct trip *p)
{
	struct fixture *f = p->f;
	struct bundle b;
	str ours, theirs;
	CHECK_INT(open_laptop(p), TD_OK);
	CHECK_INT(db_read(p->laptop, f->a, &f->e, &f->actor, take_bundle, p), TD_OK);
	theirs = p->zip;
	db_close(p->laptop);
	CHECK_INT(fixture_read(f, take_bundle, p), TD_OK);
	CHECK_INT(bundle_read(f->a, p->zip, &f->e, &b), TD_OK);
	CHECK_STR(b.journal.at[b.journal.n - 1].action, "year.merged");
	b.journal.n--;
	CHECK_INT(bundle_write(f->a, &b, &ours), TD_OK);
	CHECK(str_eq(ours, theirs));
	CHECK(b.polls.n == 4 && b.papers.n >= 10 && b.rankings.n == 1);
}

static const char late[] =
    "{\"do\": \"difficulty\", \"by\": \"s3.thuky\", \"unit\": \"cuc-thue\", \"title\": \"Thiếu "
    "máy\", \"body\": \"Xin thêm.\"}";

CASE_DB(a_meeting_held_on_a_laptop_comes_back_whole)
{
	struct trip p;
	struct maintain_report checked;
	begin(&p, f);
	i64 head = office_head(&p);
	CHECK_INT(do_text(&p, f->db, late), TD_CONFLICT);
	CHECK(said(&p, "đang ở máy «Máy họp»"));
	f->e = err_new(f->a, LANG_VI);
	meet(&p);
	CHECK_INT(arena_run(f->a, play_other, &p), TD_OK); /* the office goes on in another cluster */
	CHECK_INT(office_head(&p), head);
	CHECK_INT(merge(&p, p.path, true), TD_OK);
	CHECK_INT(office_head(&p), head);
	CHECK_INT(p.merged.polls.n, 4);
	CHECK_INT(merge(&p, p.path, false), TD_OK);
	CHECK_STR(err_first(&f->e), "");
	CHECK(!p.merged.already && p.merged.n_lines > 50 && p.merged.n_files >= 4);
	CHECK_INT(office_head(&p), head + p.merged.n_lines + 1);
	same_bundles(&p);
	CHECK_INT(maintain_check(f->db, f->a, &f->e, &checked), TD_OK);
	CHECK_STR(err_first(&f->e), "");
	head = office_head(&p);
	CHECK_INT(merge(&p, p.path, false), TD_OK); /* the same file again */
	CHECK(p.merged.already);
	CHECK_INT(office_head(&p), head);
	CHECK_INT(do_text(&p, f->db, late), TD_OK);
	CHECK_INT(merge(&p, p.path, false), TD_OK); /* and when the year has gone on */
	CHECK(p.merged.already);
}

/* ---- given up ---- */

TX(cancel)
{
	struct trip *p = ctx;
	return act_away_cancel(t, p->played.year, S("Máy họp hỏng"), &p->away);
}

TX(cancel_without_reason)
{
	struct trip *p = ctx;
	return act_away_cancel(t, p->played.year, S(" "), &p->away);
}

CASE_DB(what_the_office_wrote_after_it_took_the_year_back_is_named)
{
	struct trip p;
	begin(&p, f);
	CHECK_INT(do_text(&p, p.laptop, late), TD_OK);
	db_close(p.laptop);
	CHECK_INT(fixture_write(f, take, &p), TD_CONFLICT); /* it is away once */
	CHECK_INT(fixture_write(f, cancel_without_reason, &p), TD_INVALID);
	f->e = err_new(f->a, LANG_VI);
	CHECK_INT(fixture_write(f, cancel, &p), TD_OK);
	CHECK_INT(do_text(&p, f->db, late), TD_OK);
	i64 head = office_head(&p);
	CHECK_INT(merge(&p, p.path, false), TD_CONFLICT);
	CHECK(said(&p, "lấy lại lúc"));
	CHECK(said(&p, arena_fmt(f->a, "Dòng nhật ký %lld «", (long long)head).p));
	CHECK(said(&p, "Thiếu máy"));
	CHECK_INT(office_head(&p), head);
}

/* ---- on the laptop ---- */

CASE(the_laptop_writes_only_the_year_it_took)
{
	struct fixture f;
	struct trip p;
	if (!fixture_open(&f, FIXTURE_SQLITE))
		return;
	begin(&p, &f);
	f.e = err_new(f.a, LANG_VI);
	CHECK_INT(db_write(p.laptop, f.a, &f.e, &f.actor, take, &p), TD_CONFLICT);
	CHECK(said(&p, "bản mang đi họp"));
	db_close(p.laptop);
	p.laptop = NULL;
	fixture_close(&f);
}

/* ---- bent files ---- */

static void run_sql(const char *path, const char *sql)
{
	sqlite3 *h;
	CHECK_INT(sqlite3_open(path, &h), SQLITE_OK);
	CHECK_INT(sqlite3_exec(h, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(h);
}

static str copy_of(struct trip *p)
{
	char block[65536];
	str to = arena_fmt(p->f->a, "%s/bent.db", p->f->dir);
	FILE *in = fopen(p->path.p, "rb"), *out = fopen(to.p, "wb");
	size_t n;
	while (in && out && (n = fread(block, 1, sizeof block, in)) > 0)
		CHECK(fwrite(block, 1, n, out) == n);
	CHECK(in && out && fclose(in) == 0 && fclose(out) == 0);
	return to;
}

static const struct {
	const char *sql, *said;
} bends[] = {
    {"UPDATE score_entry SET a_c = a_c + 100 WHERE id = (SELECT min(id) FROM score_entry)", "Điểm số"},
    {"UPDATE poll_candidate SET n_yes = n_yes - 1, n_no = n_no + 1 WHERE id > 1000000000", "polls/"},
    {"UPDATE ranking_row SET total_c = total_c + 1 WHERE ordinal = 1", "rankings/1"},
    {"UPDATE paper SET file_id = (SELECT min(id) FROM file) WHERE id = (SELECT max(id) FROM paper WHERE kind "
     "= "
     "'minutes')",
     "papers"},
    {"DROP TRIGGER journal_no_update; UPDATE journal SET actor_name = 'Ai đó' WHERE id > 1000000000",
     "journal/1/"},
    {"DROP TRIGGER journal_no_delete; DELETE FROM journal WHERE id = (SELECT max(id) FROM journal WHERE "
     "chain = 1) - 3",
     "journal/1/"},
    {"CREATE VIEW v AS SELECT 1", "không do thidua tạo ra"},
    {"DELETE FROM year_away", "không phải bản mang đi họp"},
    {"UPDATE year_away SET token = '0123456789abcdef0123456789abcdef'", "không phải mang đi từ máy chủ này"},
    {"UPDATE user_account SET id = 1000000999 WHERE login = 'khong-co'; INSERT INTO user_account (id, login, "
     "name, "
     "sort_key, name_key, created_at) VALUES (1000000999, 'la', 'Người Lạ', 'a', 'a', 1); UPDATE poll_board "
     "SET "
     "user_id = 1000000999",
     "Người Lạ"},
    {"INSERT INTO scorecard (id, cluster_year_id, unit_id, stage, state) SELECT max(id) + 1, 1, (SELECT "
     "min(id) FROM "
     "unit), 5, 'draft' FROM scorecard WHERE id < 1000000000",
     "đã thuộc về dữ liệu khác"},
};

CASE(a_laptop_s_file_that_was_bent_is_refused_by_name)
{
	struct fixture f;
	struct trip p;
	if (!fixture_open(&f, FIXTURE_SQLITE))
		return;
	begin(&p, &f);
	meet(&p);
	CHECK_INT(arena_run(f.a, play_other, &p), TD_OK);
	run_sql(p.path.p, "PRAGMA journal_mode = DELETE");
	i64 head = office_head(&p);
	for (size_t i = 0; i < sizeof bends / sizeof *bends; i++) {
		str bent = copy_of(&p);
		run_sql(bent.p, bends[i].sql);
		CHECK(merge(&p, bent, false) != TD_OK);
		CHECK(said(&p, bends[i].said));
		CHECK_INT(office_head(&p), head);
	}
	CHECK_INT(merge(&p, p.path, false), TD_OK);
	CHECK_STR(err_first(&f.e), "");
	fixture_close(&f);
}

/* ---- rows of the office that were changed behind its journal, numbers that are taken ---- */

CASE_DB(rows_that_changed_at_the_office_are_named)
{
	struct trip p;
	begin(&p, f);
	CHECK_INT(do_text(&p, p.laptop, late), TD_OK);
	db_close(p.laptop);
	CHECK(fixture_behind(f, "UPDATE membership SET leader_name = 'Trần Thị B' WHERE id = 1"));
	CHECK_INT(merge(&p, p.path, false), TD_CONFLICT);
	CHECK(said(&p, "«Thành viên» của năm này trên máy chủ đã khác"));
}

/* ---- killed ---- */

CASE(killed_in_the_middle_it_is_there_or_it_is_not)
{
	struct fixture f;
	struct trip p;
	if (!fixture_open(&f, FIXTURE_SQLITE))
		return;
	begin(&p, &f);
	meet(&p);
	i64 head = office_head(&p);
	for (int i = 0; i < 12; i++) {
		db_close(f.db);
		f.db = NULL;
		fflush(NULL);
		pid_t child = fork();
		if (child == 0) {
			if (fixture_reopen(&f, DB_USE) != TD_OK || merge(&p, p.path, false) != TD_OK)
				_exit(1);
			pause();
		}
		usleep((useconds_t)(i * 23000 + 5000));
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		CHECK_INT(fixture_reopen(&f, DB_USE), TD_OK);
		i64 now = office_head(&p);
		CHECK(now == head || now == head + p.merged.n_lines + 1 || now > head + 50);
	}
	CHECK_INT(merge(&p, p.path, false), TD_OK);
	same_bundles(&p);
	fixture_close(&f);
}
