/* The builder: a draft from its first line to the sealed version, and two tables in one year; on both engines. */
#include "format/scheme_json.h"
#include "jobs/act_scheme.h"
#include "jobs/laboratory.h"
#include "store/store_year.h"
#include "tests/lib/fixture.h"

#define TX(name) static td_rc name(struct tx *t, void *ctx)

/* A second cluster-year with nothing scored and no table yet. */
struct site {
	struct fixture_year y;
	struct cluster_year other;
	i64 rev;
};

TX(found)
{
	struct site *s = ctx;
	struct cluster c = {.council = s->y.council.id,
			    .code = S("11"),
			    .name = S("Cụm thi đua số 11"),
			    .kind = CLUSTER_CUM,
			    .head_title = S("Cụm trưởng"),
			    .deputy_title = S("Cụm phó")};
	td_rc rc = store_cluster_add(t, &c);
	s->other = (struct cluster_year){.cluster = c.id, .year = 2019, .step = S("preparing")};
	return rc == TD_OK ? store_cluster_year_add(t, &s->other) : rc;
}

static void begin(struct fixture *f, struct site *s)
{
	*s = (struct site){0};
	CHECK_INT(fixture_year(f, &s->y), TD_OK);
	CHECK_INT(fixture_write(f, found, s), TD_OK);
}

static td_rc change(struct tx *t, struct site *s, i64 max_c, i64 rev)
{
	struct act_draft d;
	struct scheme e;
	td_rc rc = act_draft_load(t, s->other.id, &d);
	if (rc != TD_OK)
		return rc;
	scheme_edit_copy(t->a, &d.scheme, &e);
	e.nodes[scheme_find(&e, S("I.1"))].max_c = max_c;
	return act_draft_save(t, s->other.id, &e, S("sửa I.1"), rev);
}

TX(start)
{
	struct site *s = ctx;
	return act_draft_begin(t, s->other.id, S("MAC-DINH-100"), 0);
}

TX(spoil)
{
	return change(t, ctx, 3100, 1);
}

TX(mend)
{
	return change(t, ctx, 3000, 2);
}

TX(publish_first)
{
	return act_draft_publish(t, ((struct site *)ctx)->other.id, false, STR_NULL, 2);
}

TX(publish)
{
	return act_draft_publish(t, ((struct site *)ctx)->other.id, true, STR_NULL, 3);
}

TX(look_sealed)
{
	struct site *s = ctx;
	struct cluster_year y;
	struct scheme_row row;
	struct act_draft d;
	CHECK_INT(store_cluster_year_get(t, s->other.id, &y), TD_OK);
	CHECK(y.scheme.set);
	CHECK_INT(store_scheme_get(t, (scheme_id){y.scheme.v}, &row), TD_OK);
	CHECK(row.sealed_at_ms.set);
	CHECK_STR(row.version, "2019");
	CHECK_INT(act_draft_load(t, s->other.id, &d), TD_OK);
	CHECK_INT(d.row.rev, 0);
	return TD_OK;
}

TX(start_again)
{
	return act_draft_begin(t, ((struct site *)ctx)->other.id, S("current"), 0);
}

TX(publish_again)
{
	return act_draft_publish(t, ((struct site *)ctx)->other.id, true, STR_NULL, 1);
}

TX(publish_agreed)
{
	struct site *s = ctx;
	struct act_draft d;
	CHECK_INT(act_draft_load(t, s->other.id, &d), TD_OK);
	CHECK_STR(d.scheme.version, "2019.2");
	return act_draft_publish(t, s->other.id, true, S("Biên bản số 2/BB-CTĐ"), 1);
}

CASE_DB(a_draft_becomes_a_sealed_version)
{
	struct site s;
	begin(f, &s);
	CHECK_INT(fixture_write(f, start, &s), TD_OK);
	CHECK_INT(fixture_write(f, start, &s), TD_STALE);
	CHECK_INT(fixture_write(f, spoil, &s), TD_OK);
	CHECK_INT(fixture_write(f, spoil, &s), TD_STALE);
	size_t before = f->e.n_total;
	CHECK_INT(fixture_write(f, publish_first, &s), TD_INVALID); /* 61 in a group of 60 */
	CHECK(f->e.n_total > before);
	CHECK_INT(fixture_write(f, mend, &s), TD_OK);
	CHECK_INT(fixture_write(f, publish, &s), TD_OK);
	CHECK_INT(fixture_read(f, look_sealed, &s), TD_OK);
	CHECK_INT(fixture_write(f, start_again, &s), TD_OK);
	CHECK_INT(fixture_write(f, publish_again, &s),
		  TD_INVALID); /* a sealed table changes by minutes alone */
	CHECK_INT(fixture_write(f, publish_agreed, &s), TD_OK);
}

/* ---- names that do not fit -------------------------------------------------------------------------------------- */

TX(no_version)
{
	struct scheme s;
	scheme_id id;
	(void)ctx;
	scheme_edit_blank(t->a, S("khong-phien-ban"), S("Bảng"), &s);
	s.version = S("");
	CHECK_INT(store_scheme_add(t, &s, &id), TD_INVALID);
	CHECK_STR(t->e->items.at[t->e->items.n - 1].where, "version");
	return TD_OK;
}

CASE_DB(a_table_without_version_is_refused_in_words)
{
	struct site s;
	begin(f, &s);
	CHECK_INT(fixture_write(f, no_version, &s), TD_OK);
}

/* ---- T2 ----------------------------------------------------------------------------------------------------------- */

TX(score_both)
{
	struct site *s = ctx;
	criterion_list criteria = {0};
	struct act_year y;
	td_rc rc = act_year_get(t, s->other.id, &y);
	if (rc == TD_OK)
		rc = store_criterion_list(t, (scheme_id){y.y.scheme.v}, &criteria);
	for (int u = 1; rc == TD_OK && u < 3; u++) {
		struct membership m = {.year = s->other.id, .unit = s->y.units[u].id, .ordinal = u};
		struct score_entry e = {.year = s->other.id,
					.unit = s->y.units[u].id,
					.stage = STAGE_SELF,
					.state = CELL_SET,
					.a_c = OPT(u == 1 ? 500 : 400)};
		rc = store_membership_add(t, &m);
		for (size_t k = 0; k < criteria.n; k++)
			if (str_eq(criteria.at[k].code, S("I.3.2")))
				e.criterion = criteria.at[k].id;
		if (rc == TD_OK)
			rc = store_score_put(t, &e);
		if (rc == TD_OK)
			rc = fixture_score(t, &s->y, u, FIXTURE_I1, u == 1 ? 1000 : 3000);
	}
	return rc;
}

TX(look_at_both)
{
	struct site *s = ctx;
	struct scored_year *x = NEW(t->a, struct scored_year), *y = NEW(t->a, struct scored_year);
	CHECK_INT(store_year_load(t, s->y.year.id, STAGE_SELF, x), TD_OK);
	CHECK_INT(store_year_load(t, s->other.id, STAGE_SELF, y), TD_OK);
	CHECK(x->computed && y->computed && x->scheme != y->scheme);
	CHECK_INT(x->members.n, 3);
	CHECK_INT(y->members.n, 2);
	CHECK_INT(x->result.rank[2], 1); /* the same unit leads by one table and not by the other */
	CHECK_INT(y->result.rank[0], 1);
	CHECK(y->members.at[0].unit.v == s->y.units[1].id.v);
	CHECK_INT(scheme_find(x->scheme, S("I.3.2")), -1);
	return TD_OK;
}

CASE_DB(t2_two_tables_in_a_year_each_unit_its_own_and_a_ranking_per_table)
{
	struct site s;
	begin(f, &s);
	CHECK_INT(fixture_write(f, start, &s), TD_OK);
	CHECK_INT(fixture_write(f, spoil, &s), TD_OK);
	CHECK_INT(fixture_write(f, mend, &s), TD_OK);
	CHECK_INT(fixture_write(f, publish, &s), TD_OK);
	CHECK_INT(fixture_write(f, score_both, &s), TD_OK);
	CHECK_INT(fixture_read(f, look_at_both, &s), TD_OK);
}

/* ---- T13 ---------------------------------------------------------------------------------------------------------- */

TX(reweigh)
{
	struct site *s = ctx;
	struct act_draft d;
	struct scheme e;
	CHECK_INT(act_draft_begin(t, s->other.id, S("MAC-DINH-100"), 0), TD_OK);
	CHECK_INT(act_draft_load(t, s->other.id, &d), TD_OK);
	scheme_edit_copy(t->a, &d.scheme, &e);
	e.nodes[scheme_find(&e, S("I.1"))].max_c = 3500;
	e.nodes[scheme_find(&e, S("I.2"))].max_c = 1000;
	e.nodes[scheme_find(&e, S("I.2"))].kind = CRIT_MANUAL;
	CHECK_INT(act_draft_save(t, s->other.id, &e, S("sửa I"), 1), TD_OK);
	return act_draft_publish(t, s->other.id, false, STR_NULL, 2);
}

TX(look_at_weights)
{
	struct site *s = ctx;
	const struct scheme *x, *y;
	struct act_year a, b;
	scheme_change_list list;
	CHECK_INT(act_year_get(t, s->y.year.id, &a), TD_OK);
	CHECK_INT(act_year_get(t, s->other.id, &b), TD_OK);
	CHECK_INT(store_scheme_load(t, (scheme_id){a.y.scheme.v}, &x), TD_OK);
	CHECK_INT(store_scheme_load(t, (scheme_id){b.y.scheme.v}, &y), TD_OK);
	CHECK_INT(x->nodes[scheme_find(x, S("I.1"))].max_c, 4000);
	CHECK_INT(y->nodes[scheme_find(y, S("I.1"))].max_c, 3500);
	CHECK_INT(y->nodes[scheme_find(y, S("I.2"))].kind, CRIT_MANUAL);
	scheme_compare(t->a, x, y, &list);
	CHECK(list.n > 2);
	return TD_OK;
}

CASE_DB(t13_weights_and_formulas_are_the_years_own)
{
	struct site s;
	begin(f, &s);
	CHECK_INT(fixture_write(f, reweigh, &s), TD_OK);
	CHECK_INT(fixture_read(f, look_at_weights, &s), TD_OK);
}

/* ---- last year on another table ----------------------------------------------------------------------------------- */

TX(next_year)
{
	struct site *s = ctx;
	struct laboratory l;
	td_rc rc = TD_OK;
	s->other = (struct cluster_year){.cluster = s->y.cluster.id, .year = 2020, .step = S("preparing")};
	rc = store_cluster_year_add(t, &s->other);
	CHECK_INT(laboratory_load(t, s->other.id, &l), TD_OK);
	CHECK(l.missing != NULL); /* no table yet */
	for (int u = 0; rc == TD_OK && u < 3; u++) {
		rc = fixture_score(t, &s->y, u, FIXTURE_I1, 3000 + 100 * u);
		if (rc == TD_OK)
			rc = fixture_score(t, &s->y, u, FIXTURE_I2, 2000 - 150 * u);
		if (rc == TD_OK)
			rc = fixture_score(t, &s->y, u, FIXTURE_II, 9000);
	}
	struct evidence v = {.year = s->y.year.id, .unit = s->y.units[0].id, .title = S("Báo cáo")};
	if (rc == TD_OK)
		rc = store_evidence_add(t, &v);
	struct evidence_link proof = {v.id, s->y.year.id, s->y.criteria.at[FIXTURE_I1].id, STR_NULL,
				      .withdrawn = false};
	if (rc == TD_OK)
		rc = store_evidence_link_put(t, &proof);
	return rc == TD_OK ? act_draft_begin(t, s->other.id, S("last"), 0) : rc;
}

TX(other_weights)
{
	struct site *s = ctx;
	struct act_draft d;
	struct scheme e;
	CHECK_INT(act_draft_load(t, s->other.id, &d), TD_OK);
	scheme_edit_copy(t->a, &d.scheme, &e);
	e.nodes[scheme_find(&e, S("I.1"))].max_c = 5500;
	e.nodes[scheme_find(&e, S("I.2"))].max_c = 500;
	return act_draft_save(t, s->other.id, &e, S("sửa I"), 1);
}

TX(look_same)
{
	struct site *s = ctx;
	struct laboratory l;
	CHECK_INT(laboratory_load(t, s->other.id, &l), TD_OK);
	CHECK(l.missing == NULL && l.draft);
	CHECK_INT(l.n_moved, 0);
	CHECK_INT(l.last.result.rank[0], 1);
	CHECK_INT(l.replay.items.n, 3);
	CHECK(l.replay.items.at[2].flat);
	CHECK(!l.unproven[0] && l.unproven[1]);
	return TD_OK;
}

TX(look_moved)
{
	struct site *s = ctx;
	struct laboratory l;
	CHECK_INT(laboratory_load(t, s->other.id, &l), TD_OK);
	CHECK_INT(l.n_moved, 2);
	CHECK_INT(l.replay.result.rank[2], 1);
	CHECK(l.replay.items.at[0].how == REPLAY_SCALED);
	return TD_OK;
}

CASE_DB(last_year_on_the_draft_shows_who_would_move)
{
	struct site s = {0};
	CHECK_INT(fixture_year(f, &s.y), TD_OK);
	CHECK_INT(fixture_write(f, next_year, &s), TD_OK);
	CHECK_INT(fixture_read(f, look_same, &s), TD_OK);
	CHECK_INT(fixture_write(f, other_weights, &s), TD_OK);
	CHECK_INT(fixture_read(f, look_moved, &s), TD_OK);
}
