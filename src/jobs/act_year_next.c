/* The next year of a cluster: the last part of act_org.h. */
#include "base/caltime.h"
#include "jobs/act_journal.h"
#include "jobs/act_org.h"
#include "jobs/act_profile.h"

/* The same day a year later; 29 February becomes the 28th. */
static str next_year_day(struct tx *t, str iso)
{
	struct day d;
	if (iso.n == 0 || day_parse_iso(iso, &d) != TD_OK)
		return STR_NULL;
	d.year++;
	if (d.month == 2 && d.day == 29)
		d.day = 28;
	return day_iso(t->a, d);
}

static td_rc move_calendar(struct tx *t, cluster_year_id from, cluster_year_id to)
{
	season_step_list plan = {0};
	td_rc rc = store_season_step_list(t, from, &plan);
	for (size_t i = 0; rc == TD_OK && i < plan.n; i++) {
		struct season_step s = {.year = to,
					.step = plan.at[i].step,
					.enabled = plan.at[i].enabled,
					.starts_on = next_year_day(t, plan.at[i].starts_on),
					.due_on = next_year_day(t, plan.at[i].due_on)};
		rc = store_season_step_put(t, &s);
	}
	return rc;
}

static td_rc read_members(struct tx *t, cluster_year_id from, unit_list *out)
{
	membership_list members = {0};
	td_rc rc = store_membership_list(t, from, &members);
	for (size_t i = 0; rc == TD_OK && i < members.n; i++) {
		struct unit u;
		rc = store_unit_get(t, members.at[i].unit, &u);
		if (rc == TD_OK && !u.retired)
			VEC_PUSH(t->a, out) = u;
	}
	return rc;
}

/* Who was elected for the new year takes office in it; the old year's own terms stay there. */
static td_rc take_elected(struct tx *t, const struct cluster_year *from, const struct cluster_year *to)
{
	office_term_list offices = {0};
	str first = arena_fmt(t->a, "%lld-01-01", (long long)to->year);
	td_rc rc = store_office_list(t, from->id, &offices);
	for (size_t i = offices.n; rc == TD_OK && i-- > 0;) {
		struct office_term o = offices.at[i];
		if (str_cmp(o.from_on, first) < 0)
			continue;
		o.year = to->id;
		o.person_name = o.person_title = STR_NULL;
		rc = store_office_add(t, &o);
	}
	return rc;
}

/* The same table, so the same kinds of unit. */
static td_rc carry_profiles(struct tx *t, cluster_year_id from, cluster_year_id to)
{
	membership_list old = {0}, now = {0};
	size_t n = 0, n_changed;
	td_rc rc = store_membership_list(t, from, &old);
	if (rc == TD_OK)
		rc = store_membership_list(t, to, &now);
	struct act_profile *rows = NEW_N(t->a, struct act_profile, now.n + 1);
	for (size_t i = 0; i < now.n; i++)
		for (size_t k = 0; k < old.n; k++)
			if (old.at[k].unit.v == now.at[i].unit.v && old.at[k].profile.n)
				rows[n++] =
				    (struct act_profile){now.at[i].unit, old.at[k].profile, now.at[i].rev};
	return rc == TD_OK && n ? act_profiles_save(t, to, rows, n, &n_changed) : rc;
}

td_rc act_year_next(struct tx *t, cluster_year_id from, str theme, struct cluster_year *out)
{
	struct cluster_year old;
	struct act_year y;
	td_rc rc = store_cluster_year_get(t, from, &old);
	if (rc == TD_OK)
		rc = act_year_get(t, from, &y);
	if (rc != TD_OK)
		return rc;
	struct act_founding f = {.cluster = old.cluster, .year = old.year + 1, .theme = theme, .off = y.off};
	rc = read_members(t, from, &f.members);
	if (rc == TD_OK)
		rc = act_year_found(t, &f, out);
	if (rc == TD_OK)
		rc = move_calendar(t, from, out->id);
	if (rc == TD_OK)
		rc = take_elected(t, &old, out);
	if (rc == TD_OK && old.scheme.set)
		rc = act_scheme_choose(t, out->id, (scheme_id){old.scheme.v}, false);
	if (rc == TD_OK && old.scheme.set)
		rc = carry_profiles(t, from, out->id);
	return rc == TD_OK ? store_cluster_year_get(t, out->id, out) : rc;
}
