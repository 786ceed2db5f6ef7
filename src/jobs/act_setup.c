#include "jobs/act_journal.h"
#include "jobs/setup_file.h"
#include "store/journal.h"
#include "store/store_scheme.h"

static td_rc take_units(struct tx *t, struct setup_plan *p)
{
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < p->units.n; i++)
		if (p->units.at[i].unit.id.v == 0)
			rc = act_unit_save(t, &p->units.at[i].unit);
	return rc;
}

/* Leaders and shares of women, as the founded members now stand. */
static td_rc take_members(struct tx *t, const struct setup_plan *p, cluster_year_id year)
{
	membership_list members = {0};
	size_t n;
	td_rc rc = store_membership_list(t, year, &members);
	for (size_t i = 0; rc == TD_OK && i < members.n; i++)
		for (size_t k = 0; k < p->units.n; k++)
			if (p->units.at[k].unit.id.v == members.at[i].unit.v) {
				members.at[i].leader_name =
				    p->units.at[k].leader.n ? p->units.at[k].leader : STR_NULL;
				members.at[i].women_pct_c = p->units.at[k].women_pct_c;
			}
	return rc == TD_OK ? act_members_save(t, year, members.at, members.n, &n) : rc;
}

static td_rc take_offices(struct tx *t, const struct setup_plan *p, cluster_year_id year)
{
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < p->units.n; i++) {
		const struct setup_unit *u = &p->units.at[i];
		struct office_term o = {.year = year,
					.unit = u->unit.id,
					.office = (enum office)u->office,
					.person_name = u->leader.n ? u->leader : STR_NULL,
					.from_on = arena_fmt(t->a, "%lld-01-01", (long long)p->year),
					.decision = arena_fmt(t->a, "Tệp %.*s", STRF(p->file_name))};
		if (u->office != SETUP_NONE)
			rc = act_office_give(t, &o, false);
	}
	return rc;
}

static td_rc take_scheme(struct tx *t, const struct setup_plan *p, cluster_year_id year)
{
	scheme_id id;
	td_rc rc = store_scheme_add(t, &p->scheme, &id);
	return rc == TD_OK ? act_scheme_choose(t, year, id, false) : rc;
}

static td_rc take_year(struct tx *t, struct setup_plan *p)
{
	struct cluster_year y = {0};
	struct act_founding f = {.year = p->year, .theme = p->theme, .off = p->off};
	td_rc rc = p->council.id.v ? TD_OK : act_council_save(t, &p->council);
	p->cluster.council = p->council.id;
	if (rc == TD_OK && p->cluster.id.v == 0)
		rc = act_cluster_save(t, &p->cluster);
	f.cluster = p->cluster.id;
	for (size_t i = 0; i < p->units.n; i++)
		VEC_PUSH(t->a, &f.members) = p->units.at[i].unit;
	if (rc == TD_OK)
		rc = act_year_found(t, &f, &y);
	if (rc == TD_OK)
		rc = take_members(t, p, y.id);
	if (rc == TD_OK)
		rc = take_offices(t, p, y.id);
	if (rc == TD_OK && p->has_scheme)
		rc = take_scheme(t, p, y.id);
	return rc == TD_OK && p->dues.n ? act_due_set(t, y.id, p->dues.at, p->dues.n, STR_NULL) : rc;
}

static td_rc take_people(struct tx *t, struct setup_plan *p)
{
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < p->people.n; i++) {
		struct setup_person *w = &p->people.at[i];
		struct user u;
		if (w->id.v)
			continue;
		rc = act_user_add(t, &w->person, w->password_hash, true, &u);
		if (rc == TD_OK)
			w->id = u.id;
	}
	for (size_t i = 0; rc == TD_OK && i < p->roles.n; i++) {
		struct setup_role *r = &p->roles.at[i];
		if (r->unit)
			r->right.scope_id = p->units.at[r->unit - 1].unit.id.v;
		else if (r->right.scope_id == 0 && r->right.scope == SCOPE_CLUSTER)
			r->right.scope_id = p->cluster.id.v;
		else if (r->right.scope_id == 0 && r->right.scope == SCOPE_COUNCIL)
			r->right.scope_id = p->council.id.v;
		rc = act_grant_add(t, p->people.at[r->person].id, &r->right);
	}
	return rc;
}

td_rc act_setup(struct tx *t, struct setup_plan *p)
{
	if (p->faults.n)
		return err_add(t->e, TD_CONFLICT, p->file_name,
			       N_("Tệp còn lỗi nên chưa nhận được; hãy sửa rồi tải lên lại."));
	td_rc rc = take_units(t, p);
	if (rc == TD_OK && p->kind == SETUP_CLUSTER)
		rc = take_year(t, p);
	if (rc == TD_OK)
		rc = take_people(t, p);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "file", p->file_name);
	value_put_text(t->a, after, "kind", str_c(setup_kind_name(p->kind)));
	value_put_int(t->a, after, "count", (i64)p->lines.n);
	return act_log(t, JOURNAL_SYSTEM, "setup.take", "site_upload", 0, NULL, after, STR_NULL);
}
