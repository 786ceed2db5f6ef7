/* thidua away list | take | copy | cancel | merge: a year goes to its meeting on another machine and comes back. */
#include <stdio.h>
#include <stdlib.h>

#include "base/caltime.h"
#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/act_away.h"
#include "store/maintain.h"

enum { MEMORY = 1 << 30, LISTED = 100, ROOM = 4096 };

struct away_args {
	struct site_args site;
	const char *verb, *machine, *reason, *by, *file;
	bool dry;
	struct cli *c;
	struct away away;
	away_list list;
};

static const char *tr(const struct cli *c, const char *vi)
{
	return i18n_tr(c->e.lang, vi);
}

/* ---- list ---- */

static td_rc load(struct tx *t, void *ctx)
{
	struct away_args *p = ctx;
	return store_away_list(t, LISTED, &p->list);
}

static void put_line(struct cli *c, const struct away *w)
{
	sb_fmt(&c->out, "%.*s %lld  %.*s  %.*s  %.*s", STRF(w->cluster_code), (long long)w->year_number,
	       STRF(w->machine), STRF(ms_vi(c->a, w->taken_at_ms)), STRF(w->taken_by_name));
	if (w->here)
		sb_fmt(&c->out, "  %s", tr(c, N_("máy này là bản mang đi")));
	else if (!w->ended_at_ms.set)
		sb_fmt(&c->out, "  %s", tr(c, N_("đang mang đi")));
	else
		sb_fmt(&c->out, "  %s %.*s, %.*s", tr(c, w->merged ? N_("đã nhập về") : N_("đã lấy lại")),
		       STRF(ms_vi(c->a, w->ended_at_ms.v)), STRF(w->ended_by_name));
	sb_byte(&c->out, '\n');
}

static td_rc list(struct cli *c, struct away_args *p)
{
	td_rc rc = site_run(c, &p->site, false, load, p);
	for (size_t i = 0; rc == TD_OK && i < p->list.n; i++)
		put_line(c, &p->list.at[i]);
	if (rc == TD_OK && p->list.n == 0)
		sb_fmt(&c->out, "%s\n", tr(c, N_("Không có năm nào được mang đi.")));
	return rc;
}

/* ---- take, copy ---- */

static td_rc write_take(struct tx *t, void *ctx)
{
	struct away_args *p = ctx;
	cluster_year_id year;
	td_rc rc = site_actor(t, p->by);
	if (rc == TD_OK)
		rc = site_year(t, &p->site, &year);
	return rc == TD_OK ? act_away_take(t, year, str_c(p->machine ? p->machine : ""), &p->away) : rc;
}

static td_rc find(struct tx *t, void *ctx)
{
	struct away_args *p = ctx;
	cluster_year_id year;
	td_rc rc = site_year(t, &p->site, &year);
	if (rc == TD_OK)
		rc = store_away_of_year(t, year, &p->away);
	if (rc == TD_NOT_FOUND && t->e->n_total == 0)
		return err_add(t->e, TD_CONFLICT, STR_NULL,
			       N_("Năm này không ở máy nào khác: xin dùng «thidua away take» trước."));
	return rc;
}

static td_rc write_copy(struct db *db, void *ctx)
{
	struct away_args *p = ctx;
	return maintain_take_away(db, p->c->a, &p->c->e, str_c(p->file), p->away.id, NULL, NULL);
}

/* The year is away before its copy is there: between the two nobody writes it. */
static td_rc copy(struct cli *c, struct away_args *p)
{
	struct db_config cfg = {.url = str_c(p->site.db), .mode = DB_INSPECT};
	const char *text = tr(c, N_("Bản mang đi: %s\n"));
	sb_reserve(&c->out, strlen(text) + strlen(p->file));
	td_rc rc = db_with(c->a, &cfg, env_system(), &c->e, write_copy, p);
	if (rc == TD_OK)
		sb_fmt(&c->out, i18n_tr(c->e.lang, N_("Bản mang đi: %s\n")), p->file);
	return rc;
}

static td_rc take(struct cli *c, struct away_args *p)
{
	td_rc rc = site_run(c, &p->site, true, write_take, p);
	if (rc != TD_OK)
		return rc;
	rc = copy(c, p);
	if (rc != TD_OK)
		err_add(&c->e, rc, STR_NULL,
			N_("Năm đã ghi là mang đi nhưng chưa lập được tệp: chạy «thidua away copy» để lập "
			   "lại, hoặc "
			   "«thidua away cancel» để lấy lại."));
	return rc;
}

/* ---- cancel ---- */

static td_rc write_cancel(struct tx *t, void *ctx)
{
	struct away_args *p = ctx;
	cluster_year_id year;
	td_rc rc = site_actor(t, p->by);
	if (rc == TD_OK)
		rc = site_year(t, &p->site, &year);
	return rc == TD_OK ? act_away_cancel(t, year, str_c(p->reason ? p->reason : ""), &p->away) : rc;
}

static td_rc cancel(struct cli *c, struct away_args *p)
{
	td_rc rc = site_run(c, &p->site, true, write_cancel, p);
	if (rc == TD_OK)
		sb_fmt(&c->out, i18n_tr(c->e.lang, N_("Đã lấy lại năm từ máy «%.*s».\n")),
		       STRF(p->away.machine));
	return rc;
}

/* ---- merge ---- */

static td_rc who_fn(struct tx *t, void *ctx)
{
	struct actor *who = ctx;
	td_rc rc = TD_OK;
	if (who->name.p)
		rc = site_actor(t, who->name.p);
	*who = t->actor;
	return rc;
}

static void put_merged(struct cli *c, const struct away_merged *m, bool dry)
{
	const struct away *w = &m->away;
	sb_fmt(&c->out, "%.*s (%.*s) %lld, «%.*s»\n", STRF(w->cluster_name), STRF(w->cluster_code),
	       (long long)w->year_number, STRF(w->machine));
	if (m->already) {
		sb_fmt(&c->out, "%s\n", tr(c, N_("Đã nhập từ trước: không có gì thay đổi.")));
		return;
	}
	sb_fmt(&c->out, "%s: %lld\n", tr(c, N_("Dòng nhật ký mới")), (long long)m->n_lines);
	for (size_t i = 0; i < m->counts.n; i++)
		sb_fmt(&c->out, "%s: +%lld ~%lld -%lld\n", tr(c, m->counts.at[i].label),
		       (long long)m->counts.at[i].n_added, (long long)m->counts.at[i].n_changed,
		       (long long)m->counts.at[i].n_dropped);
	sb_fmt(&c->out, "%s: %lld\n", tr(c, N_("Tệp mới")), (long long)m->n_files);
	for (size_t i = 0; i < m->polls.n; i++)
		sb_fmt(&c->out, "«%.*s»: %.*s\n", STRF(m->polls.at[i].question),
		       STRF(m->polls.at[i].sentence));
	if (m->n_site_lines)
		sb_fmt(&c->out, "%s: %lld\n",
		       tr(c, N_("Dòng nhật ký hệ thống ở lại máy họp (tài khoản, đăng nhập, thiết đặt)")),
		       (long long)m->n_site_lines);
	sb_fmt(&c->out, "%s\n",
	       tr(c, dry ? N_("Xem trước: chưa ghi gì.")
			 : N_("Đã nhập; gói dữ liệu của năm đã kiểm lại, khớp.")));
}

static td_rc merge_in(struct db *db, void *ctx)
{
	struct away_args *p = ctx;
	struct cli *c = p->c;
	struct actor who = {0, str_c(p->by)}, program = {0, S("dòng lệnh")};
	struct away_merged *m = NEW(c->a, struct away_merged);
	td_rc rc = db_read(db, c->a, &c->e, &program, who_fn, &who);
	if (rc == TD_OK) /* the preview first: it takes the memory that telling takes */
		rc = act_away_merge(db, c->a, &c->e, &who, str_c(p->site.cluster), true, m);
	if (rc != TD_OK)
		return rc;
	put_merged(c, m, p->dry);
	if (p->dry || m->already)
		return TD_OK;
	return act_away_merge(db, c->a, &c->e, &who, str_c(p->site.cluster), false, m);
}

static td_rc merge(struct cli *c, struct away_args *p)
{
	struct db_config cfg = {.url = str_c(p->site.db), .mode = DB_USE};
	sb_reserve(&c->out, ROOM);
	td_rc rc = db_with(c->a, &cfg, env_system(), &c->e, merge_in, p);
	if (rc != TD_OK)
		c->out.n = 0; /* what was told did not come */
	return rc;
}

/* ---- the command ---- */

static const struct {
	const char *name;
	int n;
	td_rc (*run)(struct cli *c, struct away_args *p);
} verbs[] = {
    {"list", 1, list}, {"take", 4, take}, {"copy", 4, copy}, {"cancel", 3, cancel}, {"merge", 2, merge}};

static td_rc run(struct cli *c, void *ctx)
{
	struct away_args *p = ctx;
	int n = 1 + (p->site.cluster != NULL) + (p->site.year != NULL) + (p->file != NULL);
	p->c = c;
	if (p->site.db == NULL)
		return err_add(&c->e, TD_INVALID, S("--db"),
			       N_("Cho biết cơ sở dữ liệu: --db sqlite:TỆP hoặc biến THIDUA_DB."));
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		if (strcmp(verbs[i].name, p->verb) != 0 || verbs[i].n != n)
			continue;
		td_rc rc = verbs[i].run == copy ? site_run(c, &p->site, false, find, p) : TD_OK;
		return rc == TD_OK ? verbs[i].run(c, p) : rc;
	}
	return err_add(
	    &c->e, TD_INVALID, str_c(p->verb),
	    N_("chỉ có: list, take CỤM NĂM TỆP --machine TÊN, copy CỤM NĂM TỆP, cancel CỤM NĂM --reason "
	       "LÝ-DO, merge TỆP"));
}

int cmd_away(int argc, char **argv)
{
	struct away_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {{"--db", NULL, &p.site.db},    {"--machine", NULL, &p.machine},
					     {"--reason", NULL, &p.reason}, {"--by", NULL, &p.by},
					     {"--dry-run", &p.dry, NULL},   {0}};
	const char *pos[4];
	if (!cli_parse(argc, argv, options, 1, 4, pos))
		return CLI_USAGE;
	p.verb = pos[0];
	p.site.cluster = pos[1];
	p.site.year = pos[2];
	p.file = pos[3];
	return cli_run("away", MEMORY, run, &p);
}
