#include "jobs/act_profile.h"

#include "jobs/act_journal.h"
#include "jobs/act_score.h"
#include "store/store_scheme.h"

static const struct membership *find_member(const membership_list *list, unit_id unit)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].unit.v == unit.v)
			return &list->at[i];
	return NULL;
}

static str name_of(const struct scheme *s, str code)
{
	const struct scheme_profile *p = scheme_profile_find(s, code);
	return p ? p->name : S("mọi mục áp dụng");
}

static td_rc log_profile(struct tx *t, const struct scheme *s, const struct membership *m, str was)
{
	struct value *before = value_map(t->a), *after = value_map(t->a);
	value_put_text(t->a, before, "profile", name_of(s, was));
	value_put_text(t->a, after, "unit", m->unit_name);
	value_put_text(t->a, after, "profile", name_of(s, m->profile));
	return act_log(t, m->year.v, "member.profile", "membership", m->id.v, before, after, STR_NULL);
}

static td_rc check_year(struct tx *t, cluster_year_id year, struct act_year *y, const struct scheme **s)
{
	td_rc rc = act_year_get(t, year, y);
	if (rc == TD_OK && !y->y.scheme.set)
		rc = err_add(t->e, TD_CONFLICT, S("scheme"), N_("Năm thi đua chưa có bảng tiêu chí."));
	if (rc == TD_OK && (y->frozen || y->season > SEASON_MEETING))
		rc = err_add(t->e, TD_CONFLICT, S("season"),
			     N_("Bảng xếp hạng đã niêm phong nên không đổi nhóm của đơn vị được nữa."));
	return rc == TD_OK ? store_scheme_load(t, (scheme_id){y->y.scheme.v}, s) : rc;
}

static td_rc save_one(struct tx *t, const struct act_year *y, const struct scheme *s,
		      const struct membership *was, const struct act_profile *row)
{
	struct membership m = *was;
	str where = arena_fmt(t->a, "profile[%.*s]", STRF(was->unit_code));
	m.profile = row->code.n ? row->code : STR_NULL;
	td_rc rc = row->rev == was->rev ? store_membership_profile(t, &m) : TD_STALE;
	if (rc == TD_STALE)
		return err_add(t->e, TD_STALE, where,
			       N_("%.*s: người khác vừa lưu, nhóm hiện nay là «%.*s»; hãy xem rồi lưu lại."),
			       STRF(was->unit_name), STRF(name_of(s, was->profile)));
	/* a year that was taken back keeps entries: what the former profile made goes in any season */
	if (rc == TD_OK)
		rc = act_cells_profile(t, y->y.id, was->unit, was->profile,
				       y->season >= SEASON_RUNNING ? m.profile : STR_NULL);
	return rc == TD_OK ? log_profile(t, s, &m, was->profile) : rc;
}

td_rc act_profiles_save(struct tx *t, cluster_year_id year, const struct act_profile *rows, size_t n,
			size_t *n_changed)
{
	struct act_year y;
	const struct scheme *s = NULL;
	membership_list members = {0};
	size_t faults = t->e->n_total;
	td_rc stale = TD_OK, rc = check_year(t, year, &y, &s);
	*n_changed = 0;
	if (rc == TD_OK)
		rc = store_membership_list(t, year, &members);
	for (size_t i = 0; rc == TD_OK && i < n; i++) {
		const struct membership *m = find_member(&members, rows[i].unit);
		if (m == NULL)
			return TD_NOT_FOUND;
		if (rows[i].code.n && !scheme_profile_find(s, rows[i].code))
			err_add(t->e, TD_INVALID, arena_fmt(t->a, "profile[%.*s]", STRF(m->unit_code)),
				N_("%.*s: bảng tiêu chí của năm không có nhóm «%.*s»."), STRF(m->unit_name),
				STRF(rows[i].code));
	}
	if (rc == TD_OK && t->e->n_total != faults)
		return TD_INVALID;
	for (size_t i = 0; rc == TD_OK && i < n; i++) {
		const struct membership *m = find_member(&members, rows[i].unit);
		if (m == NULL || (m->profile.n == rows[i].code.n &&
				  (m->profile.n == 0 || str_eq(m->profile, rows[i].code))))
			continue;
		rc = save_one(t, &y, s, m, &rows[i]);
		*n_changed += rc == TD_OK;
		if (rc == TD_STALE)
			stale = rc, rc = TD_OK;
	}
	return rc == TD_OK ? stale : rc;
}

td_rc act_profiles_apply(struct tx *t, cluster_year_id year)
{
	membership_list members = {0};
	td_rc rc = store_membership_list(t, year, &members);
	for (size_t i = 0; rc == TD_OK && i < members.n; i++)
		if (members.at[i].profile.n)
			rc = act_cells_profile(t, year, members.at[i].unit, STR_NULL, members.at[i].profile);
	return rc;
}

td_rc act_profiles_fit(struct tx *t, cluster_year_id year, const struct scheme *s)
{
	membership_list members = {0};
	size_t faults = t->e->n_total;
	td_rc rc = store_membership_list(t, year, &members);
	for (size_t i = 0; rc == TD_OK && i < members.n; i++)
		if (members.at[i].profile.n && !scheme_profile_find(s, members.at[i].profile))
			err_add(
			    t->e, TD_CONFLICT, S("scheme"),
			    N_("%.*s đang thuộc nhóm «%.*s» mà bảng mới không có; bỏ nhóm của đơn vị này ở "
			       "phần «Nhóm đơn vị» rồi đổi bảng."),
			    STRF(members.at[i].unit_name), STRF(members.at[i].profile));
	return rc == TD_OK && t->e->n_total != faults ? TD_CONFLICT : rc;
}
