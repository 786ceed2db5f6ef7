/* Kinds of unit: what a profile leaves out follows the unit through the year; on both engines. */
#include "jobs/act_check.h"
#include "jobs/act_org.h"
#include "jobs/act_profile.h"
#include "jobs/act_scheme.h"
#include "jobs/act_score.h"
#include "store/store_year.h"
#include "tests/lib/fixture.h"

#define TX(name) static td_rc name(struct tx *t, void *ctx)

struct site {
	struct fixture_year y;
	struct score_input input;
	const char *code; /* of the profile to be set */
	int unit;
	size_t n_changed;
};

static td_rc set_step(struct tx *t, cluster_year_id id, const char *step)
{
	struct cluster_year y;
	td_rc rc = store_cluster_year_get(t, id, &y);
	y.step = str_c(step);
	return rc == TD_OK ? store_cluster_year_save(t, &y) : rc;
}

/* The year prepares, with a table of two profiles: "dn" is without I.2, "cc" without group I. */
TX(begin)
{
	struct site *s = ctx;
	struct act_draft d;
	struct scheme e;
	static u32 i2 = FIXTURE_I2, i = 1;
	struct scheme_profile p[] = {
	    {S("dn"), S("Doanh nghiệp"), S("không có tổ chức này"), &i2, 1},
	    {S("cc"), S("Cơ quan"), S("không thuộc phạm vi"), &i, 1},
	};
	td_rc rc = set_step(t, s->y.year.id, "preparing");
	if (rc == TD_OK)
		rc = act_draft_begin(t, s->y.year.id, S("current"), 0);
	if (rc == TD_OK)
		rc = act_draft_load(t, s->y.year.id, &d);
	if (rc != TD_OK)
		return rc;
	scheme_edit_copy(t->a, &d.scheme, &e);
	e.profiles = p;
	e.n_profiles = 2;
	rc = act_draft_save(t, s->y.year.id, &e, S("nhóm đơn vị"), 1);
	if (rc == TD_OK)
		rc = act_draft_publish(t, s->y.year.id, true, S("Biên bản số 1"), 2);
	if (rc == TD_OK)
		rc = act_season_plan(t, s->y.year.id, SEASON_REGISTERING, false, STR_NULL, STR_NULL);
	struct office_term head = {.year = s->y.year.id,
				   .unit = s->y.units[0].id,
				   .office = OFFICE_HEAD,
				   .from_on = S("2019-01-01"),
				   .decision = S("Biên bản")};
	return rc == TD_OK ? store_office_add(t, &head) : rc;
}

TX(set)
{
	struct site *s = ctx;
	struct membership m;
	td_rc rc = store_membership_find(t, s->y.year.id, s->y.units[s->unit].code, &m);
	const struct act_profile row = {m.unit, str_c(s->code), m.rev};
	return rc == TD_OK ? act_profiles_save(t, s->y.year.id, &row, 1, &s->n_changed) : rc;
}

TX(set_stale)
{
	struct site *s = ctx;
	const struct act_profile row = {s->y.units[s->unit].id, S(""), 9};
	return act_profiles_save(t, s->y.year.id, &row, 1, &s->n_changed);
}

static void put(struct fixture *f, struct site *s, int unit, const char *code, td_rc want)
{
	s->unit = unit;
	s->code = code;
	CHECK_INT(fixture_write(f, set, s), want);
}

TX(run)
{
	struct site *s = ctx;
	struct cluster_year y;
	td_rc rc = store_cluster_year_get(t, s->y.year.id, &y);
	return rc == TD_OK ? act_season_move(t, y.id, SEASON_RUNNING, S("đủ"), y.rev) : rc;
}

TX(score)
{
	struct site *s = ctx;
	size_t n;
	struct act_cell cells[] = {
	    {.code = S("I.1"), .state = CELL_SET, .a_c = OPT(4000)},
	    {.code = S("I.2"), .state = CELL_SET, .a_c = OPT(1000)},
	};
	return act_cells_save(t, s->y.year.id, s->y.units[s->unit].id, STAGE_SELF, cells, 2,
			      ACT_CELLS_ON_BEHALF, &n);
}

/* The state of the unit's entries: one letter per leaf, I.1 I.2 II; then verified. */
TX(look)
{
	struct site *s = ctx;
	score_entry_list all = {0};
	criterion_list criteria = {0};
	struct cluster_year y;
	char seen[7] = "------";
	td_rc rc = store_cluster_year_get(t, s->y.year.id, &y);
	if (rc == TD_OK)
		rc = store_criterion_list(t, (scheme_id){y.scheme.v}, &criteria);
	if (rc == TD_OK)
		rc = store_score_of_unit(t, s->y.year.id, s->y.units[s->unit].id, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		for (size_t k = FIXTURE_I1; k < criteria.n; k++)
			if (all.at[i].criterion.v == criteria.at[k].id.v)
				seen[(all.at[i].stage == STAGE_SELF ? 0 : 3) + k - FIXTURE_I1] =
				    all.at[i].state == CELL_NA ? 'n' : 's';
	CHECK_STR(str_c(seen), s->code);
	return rc;
}

static void shows(struct fixture *f, struct site *s, int unit, const char *want)
{
	s->unit = unit;
	s->code = want;
	CHECK_INT(fixture_read(f, look, s), TD_OK);
}

TX(accept)
{
	struct site *s = ctx;
	struct scorecard card = {
	    .year = s->y.year.id, .unit = s->y.units[0].id, .stage = STAGE_SELF, .state = CARD_VERIFYING};
	size_t n;
	td_rc rc = set_step(t, s->y.year.id, "verifying");
	if (rc == TD_OK)
		rc = store_scorecard_put(t, &card);
	return rc == TD_OK ? act_cells_accept(t, s->y.year.id, s->y.units[0].id, STAGE_VERIFIED, &n) : rc;
}

TX(old_table)
{
	struct site *s = ctx;
	return act_scheme_choose(t, s->y.year.id, s->y.scheme, false);
}

static bool says(const struct fixture *f, const char *part)
{
	for (size_t i = 0; i < f->e.items.n; i++)
		if (str_find(f->e.items.at[i].text, str_c(part)) < f->e.items.at[i].text.n)
			return true;
	return false;
}

CASE_DB(a_profile_leaves_items_out)
{
	struct site s = {0};
	CHECK_INT(fixture_year(f, &s.y), TD_OK);
	CHECK_INT(fixture_write(f, begin, &s), TD_OK);
	put(f, &s, 0, "la", TD_INVALID);
	CHECK(says(f, "không có nhóm «la»"));
	put(f, &s, 0, "dn", TD_OK);
	CHECK_INT(s.n_changed, 1);
	put(f, &s, 0, "dn", TD_OK);
	CHECK_INT(s.n_changed, 0);
	shows(f, &s, 0, "------"); /* before the seasons of figures it is only kept */
	CHECK_INT(fixture_write(f, set_stale, &s), TD_STALE);
	CHECK_INT(fixture_write(f, run, &s), TD_OK);
	shows(f, &s, 0, "-n----");
	shows(f, &s, 1, "------");
	s.unit = 0;
	CHECK_INT(fixture_write(f, score, &s), TD_INVALID);
	CHECK(says(f, "thuộc nhóm «Doanh nghiệp» nên mục này không áp dụng"));
	s.unit = 1;
	CHECK_INT(fixture_write(f, score, &s), TD_OK);
}

CASE_DB(a_profile_set_late_or_changed_is_followed_at_every_stage)
{
	struct site s = {0};
	CHECK_INT(fixture_year(f, &s.y), TD_OK);
	CHECK_INT(fixture_write(f, begin, &s), TD_OK);
	put(f, &s, 0, "dn", TD_OK);
	CHECK_INT(fixture_write(f, run, &s), TD_OK);
	s.unit = 1;
	CHECK_INT(fixture_write(f, score, &s), TD_OK);
	put(f, &s, 1, "dn", TD_OK); /* what was entered gives way */
	shows(f, &s, 1, "sn----");
	CHECK_INT(fixture_write(f, accept, &s), TD_OK);
	shows(f, &s, 0, "-n--n-");
	put(f, &s, 0, "cc", TD_OK);
	shows(f, &s, 0, "nn--n-");
	put(f, &s, 0, "", TD_OK);
	shows(f, &s, 0, "------");
	put(f, &s, 1, "", TD_OK);
	shows(f, &s, 1, "s-----");
}

TX(next_year)
{
	struct site *s = ctx;
	struct cluster_year made;
	membership_list members = {0};
	td_rc rc = act_year_next(t, s->y.year.id, STR_NULL, &made);
	if (rc == TD_OK)
		rc = store_membership_list(t, made.id, &members);
	CHECK_INT(members.n, 3);
	for (size_t i = 0; i < members.n; i++)
		CHECK_STR(members.at[i].profile, i == 1 ? "dn" : "");
	return rc;
}

CASE_DB(a_new_year_keeps_kinds_with_the_table)
{
	struct site s = {0};
	CHECK_INT(fixture_year(f, &s.y), TD_OK);
	CHECK_INT(fixture_write(f, begin, &s), TD_OK);
	put(f, &s, 1, "dn", TD_OK);
	CHECK_INT(fixture_write(f, next_year, &s), TD_OK);
}

CASE_DB(another_table_without_the_profile_is_refused)
{
	struct site s = {0};
	CHECK_INT(fixture_year(f, &s.y), TD_OK);
	CHECK_INT(fixture_write(f, begin, &s), TD_OK);
	put(f, &s, 2, "dn", TD_OK);
	CHECK_INT(fixture_write(f, old_table, &s), TD_CONFLICT);
	CHECK(says(f, "thuộc nhóm «dn» mà bảng mới không có"));
	put(f, &s, 2, "", TD_OK);
	CHECK_INT(fixture_write(f, old_table, &s), TD_OK);
}
