#include "jobs/remind.h"

#include "jobs/act_journal.h"
#include "store/store_holiday.h"
#include "store/store_user.h"

/* ---- the daily pass ---- */

struct counting {
	struct day today;
	bool working;
	struct workday_calendar calendar;
};

static td_rc open_counting(struct tx *t, struct counting *c)
{
	str how;
	*c = (struct counting){.today = day_of_ms(t->now_ms)};
	td_rc rc = store_setting_get(t, S("remind.days"), &how);
	if (rc == TD_NOT_FOUND)
		return TD_OK;
	c->working = rc == TD_OK && str_eq(how, S("working"));
	if (rc == TD_OK && c->working)
		rc = store_calendar_load(t, c->today.year - 1, c->today.year + 1, &c->calendar);
	return rc;
}

static i64 days_left(const struct counting *c, struct day due)
{
	i64 left = day_number(due) - day_number(c->today);
	return c->working && left > 0 ? workday_between(&c->calendar, c->today, due) : left;
}

/* Which reminder this calls for today; false: none. */
static bool stage_of(const struct counting *c, const struct due *d, int *stage, i64 *left)
{
	struct day due;
	if (d->state != DUE_OPEN || day_parse_iso(d->due_on, &due) != TD_OK)
		return false;
	*left = days_left(c, due);
	if (!due_stage(*left, stage))
		return false;
	bool event = d->kind == DUE_EVENT || d->kind == DUE_MEETING;
	return !event || *stage == 3 || *stage == 0;
}

td_rc remind_year(struct tx *t, cluster_year_id year, i64 *n_told)
{
	struct due_year y;
	struct counting c;
	struct notice_desk soon, late;
	*n_told = 0;
	td_rc rc = due_load(t, year, &y);
	if (rc == TD_OK)
		rc = open_counting(t, &c);
	if (rc == TD_OK)
		rc = notice_open(t, &y.y.y, NOTICE_DUE, &soon);
	if (rc == TD_OK)
		rc = notice_open(t, &y.y.y, NOTICE_LATE, &late);
	for (size_t i = 0; rc == TD_OK && i < y.list.n; i++) {
		const struct due *d = &y.list.at[i];
		int stage;
		struct notice_fact f = {0};
		if (!stage_of(&c, d, &stage, &f.left))
			continue;
		f.key = arena_fmt(t->a, "%.*s:%d", STRF(d->due_on), stage);
		rc = notice_tell(stage < 0 ? &late : &soon, d, &f);
	}
	if (rc == TD_OK)
		rc = notice_close(&soon);
	if (rc == TD_OK)
		rc = notice_close(&late);
	if (rc == TD_OK)
		*n_told = (i64)(soon.n_told + late.n_told);
	return rc;
}

static td_rc list_years(struct tx *t, void *ctx)
{
	return store_cluster_year_list(t, ctx);
}

struct one {
	cluster_year_id year;
	i64 n;
};

static td_rc one_year(struct tx *t, void *ctx)
{
	struct one *o = ctx;
	return remind_year(t, o->year, &o->n);
}

td_rc remind_pass(struct db *db, struct arena *a, struct err *e, struct remind_report *out)
{
	struct actor who = {0, S("nhắc việc")};
	cluster_year_list years = {0};
	*out = (struct remind_report){0};
	td_rc rc = db_read(db, a, e, &who, list_years, &years);
	for (size_t i = 0; rc == TD_OK && i < years.n; i++) {
		const struct cluster_year *y = &years.at[i];
		struct one o = {.year = y->id};
		if (str_eq(y->step, str_c(season_code(SEASON_CLOSED))))
			continue;
		rc = db_write(db, a, e, &who, one_year, &o);
		out->n_years++;
		out->n_notices += o.n;
	}
	return rc;
}

/* ---- the desk's button ---- */

struct reminding {
	struct tx *t;
	struct due_year y;
	struct notice_desk desk;
	struct sb names; /* of the units that were told */
	size_t n_asked;  /* units that have not acted */
	str what;
};

static td_rc remind_unit(struct reminding *k, const struct due *d, const struct notice_fact *f)
{
	size_t before = k->desk.n_told;
	k->n_asked++;
	k->what = due_title(k->t->a, LANG_VI, d);
	td_rc rc = notice_tell(&k->desk, d, f);
	if (rc == TD_OK && k->desk.n_told > before) {
		if (k->names.n)
			SB_LIT(&k->names, ", ");
		sb_put(&k->names, d->unit_name);
	}
	return rc;
}

td_rc act_due_remind(struct tx *t, cluster_year_id year, enum due_kind kind, i64 ref, str unit_code,
		     size_t *n_told)
{
	struct reminding k = {.t = t, .names = sb_new(t->a, 64 * 1024)};
	struct notice_fact f = {.key = day_iso(t->a, day_of_ms(t->now_ms)), .who = t->actor.name};
	*n_told = 0;
	td_rc rc = due_load(t, year, &k.y);
	if (rc == TD_OK)
		rc = notice_open(t, &k.y.y.y, NOTICE_REMIND, &k.desk);
	for (size_t i = 0; rc == TD_OK && i < k.y.list.n; i++) {
		const struct due *d = &k.y.list.at[i];
		if (d->kind == kind && d->ref == ref && d->state == DUE_OPEN && due_of_units(kind) &&
		    (!unit_code.n || str_eq(d->unit_code, unit_code)))
			rc = remind_unit(&k, d, &f);
	}
	if (rc != TD_OK)
		return rc;
	if (!k.n_asked)
		return err_add(t->e, TD_CONFLICT, S("unit"),
			       N_("Không còn đơn vị nào chưa thực hiện việc này."));
	if (!k.desk.n_told)
		return err_add(
		    t->e, TD_CONFLICT, S("unit"),
		    N_("Hôm nay đã nhắc rồi, hoặc đơn vị chưa có tài khoản nào được giao việc; mỗi ngày chỉ "
		       "nhắc một lần."));
	rc = notice_close(&k.desk);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "unit", sb_str(&k.names));
	value_put_text(t->a, after, "what", k.what);
	*n_told = k.desk.n_told;
	return act_log(t, year.v, "due.remind", "cluster_year", year.v, NULL, after, STR_NULL);
}
