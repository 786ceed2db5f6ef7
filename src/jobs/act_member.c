/* Members and offices of a year: the rest of act_org.h. */
#include "base/caltime.h"
#include "jobs/act_journal.h"
#include "jobs/act_org.h"

static str today(struct tx *t)
{
	return day_iso(t->a, day_of_ms(t->now_ms));
}

static str day_text(struct tx *t, str iso)
{
	struct day d;
	return day_parse_iso(iso, &d) == TD_OK ? day_vi(t->a, d) : iso;
}

static void check_day(struct tx *t, const char *where, str iso)
{
	struct day d;
	if (day_parse_iso(iso, &d) != TD_OK)
		err_add(t->e, TD_INVALID, str_c(where), N_("Hãy ghi ngày dạng 21/11/2026."));
}

static void check_decision(struct tx *t, str decision)
{
	enum { DECISION_MAX = 200 };
	if (decision.n == 0)
		err_add(t->e, TD_INVALID, S("decision"),
			N_("Hãy ghi số, ngày của quyết định hoặc biên bản."));
	else if (decision.n > DECISION_MAX)
		err_add(t->e, TD_INVALID, S("decision"), N_("Số quyết định quá dài; hãy ghi ngắn hơn."));
}

/* ---- the list ---- */

static bool same_text(str a, str b)
{
	return a.n == b.n && (a.n == 0 || str_eq(a, b));
}

static bool same_member(const struct membership *a, const struct membership *b)
{
	return a->ordinal == b->ordinal && same_text(a->leader_name, b->leader_name) &&
	       same_text(a->leader_title, b->leader_title) && a->women_pct_c.set == b->women_pct_c.set &&
	       (!a->women_pct_c.set || a->women_pct_c.v == b->women_pct_c.v);
}

static const struct membership *find_member(const membership_list *list, unit_id unit)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].unit.v == unit.v)
			return &list->at[i];
	return NULL;
}

static void check_member(struct tx *t, const struct membership *m, size_t n)
{
	if (m->ordinal < 1 || m->ordinal > (i64)n)
		err_add(t->e, TD_INVALID, arena_fmt(t->a, "order[%.*s]", STRF(m->unit_code)),
			N_("%.*s: thứ tự phải từ 1 đến %zu."), STRF(m->unit_name), n);
	if (m->women_pct_c.set && (m->women_pct_c.v < 0 || m->women_pct_c.v > 10000))
		err_add(t->e, TD_INVALID, arena_fmt(t->a, "women[%.*s]", STRF(m->unit_code)),
			N_("%.*s: tỷ lệ nữ phải từ 0 đến 100 %%."), STRF(m->unit_name));
}

static td_rc save_member(struct tx *t, const struct membership *was, struct membership *m, size_t *n_changed)
{
	if (same_member(was, m))
		return TD_OK;
	m->id = was->id;
	m->chair_order = was->chair_order;
	td_rc rc = m->rev == was->rev ? store_membership_save(t, m) : TD_STALE;
	if (rc == TD_STALE)
		return err_add(t->e, TD_STALE, arena_fmt(t->a, "leader[%.*s]", STRF(m->unit_code)),
			       N_("%.*s: người khác vừa lưu «%.*s, %.*s», thứ tự %lld; hãy xem rồi lưu lại."),
			       STRF(was->unit_name), STRF(was->leader_name), STRF(was->leader_title),
			       (long long)was->ordinal);
	if (rc != TD_OK)
		return rc;
	++*n_changed;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "unit", was->unit_name);
	if (m->leader_name.n)
		value_put_text(t->a, after, "leader", m->leader_name);
	value_put_int(t->a, after, "order", m->ordinal);
	return act_log(t, m->year.v, "member.save", "membership", m->id.v, NULL, after, STR_NULL);
}

td_rc act_members_save(struct tx *t, cluster_year_id id, const struct membership *rows, size_t n,
		       size_t *n_changed)
{
	membership_list members = {0};
	size_t faults = t->e->n_total;
	td_rc stale = TD_OK, rc = store_membership_list(t, id, &members);
	*n_changed = 0;
	for (size_t i = 0; i < n; i++)
		check_member(t, &rows[i], members.n);
	if (rc == TD_OK && t->e->n_total != faults)
		return TD_INVALID;
	for (size_t i = 0; rc == TD_OK && i < n; i++) {
		const struct membership *was = find_member(&members, rows[i].unit);
		struct membership m = rows[i];
		if (was == NULL)
			return TD_NOT_FOUND;
		m.year = id;
		td_rc one = save_member(t, was, &m, n_changed);
		if (one == TD_STALE)
			stale = one;
		else
			rc = one;
	}
	return rc == TD_OK ? stale : rc;
}

static td_rc log_member(struct tx *t, const char *action, const struct membership *m, str unit, str on,
			str decision)
{
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "unit", unit);
	value_put_text(t->a, after, "on", day_text(t, on));
	value_put_text(t->a, after, "decision", decision);
	return act_log(t, m->year.v, action, "membership", m->id.v, NULL, after, STR_NULL);
}

static td_rc check_not_frozen(struct tx *t, cluster_year_id id)
{
	struct act_year y;
	td_rc rc = act_year_get(t, id, &y);
	if (rc == TD_OK && y.frozen)
		return err_add(
		    t->e, TD_CONFLICT, S("unit"),
		    N_("Bảng xếp hạng đã niêm phong nên không thay đổi thành viên của năm được nữa."));
	return rc;
}

td_rc act_member_join(struct tx *t, cluster_year_id id, unit_id unit, str on, str decision)
{
	membership_list members = {0}, left = {0};
	struct unit u;
	size_t faults = t->e->n_total;
	check_day(t, "on", on);
	check_decision(t, decision);
	if (t->e->n_total != faults)
		return TD_INVALID;
	td_rc rc = check_not_frozen(t, id);
	if (rc == TD_OK)
		rc = store_unit_get(t, unit, &u);
	if (rc == TD_OK)
		rc = store_membership_list(t, id, &members);
	if (rc == TD_OK)
		rc = store_membership_left(t, id, &left);
	if (rc == TD_OK && u.retired)
		rc = err_add(t->e, TD_CONFLICT, S("unit"), N_("«%.*s» đã ngừng hoạt động."), STRF(u.name));
	if (rc != TD_OK)
		return rc;
	const struct membership *was = find_member(&left, unit);
	struct membership m = {.year = id, .unit = unit, .joined_on = on, .decision = decision};
	if (was) {
		m = *was;
		m.ordinal = (i64)members.n + 1;
		m.left_on = m.left_decision = STR_NULL;
		rc = store_membership_leave(t, &m);
	} else {
		rc = store_membership_add(t, &m);
	}
	return rc == TD_OK ? log_member(t, "member.join", &m, u.name, on, decision) : rc;
}

/* The places below close up. */
static td_rc close_up(struct tx *t, cluster_year_id id)
{
	membership_list members = {0};
	td_rc rc = store_membership_list(t, id, &members);
	for (size_t i = 0; rc == TD_OK && i < members.n; i++) {
		struct membership m = members.at[i];
		if (m.ordinal == (i64)i + 1)
			continue;
		m.ordinal = (i64)i + 1;
		rc = store_membership_save(t, &m);
	}
	return rc;
}

td_rc act_member_leave(struct tx *t, cluster_year_id id, unit_id unit, str on, str decision)
{
	membership_list members = {0};
	office_term_list offices = {0};
	size_t faults = t->e->n_total;
	check_day(t, "on", on);
	check_decision(t, decision);
	if (str_cmp(on, today(t)) > 0)
		err_add(t->e, TD_INVALID, S("on"),
			N_("Ngày rời chưa tới; hãy ghi khi quyết định có hiệu lực."));
	if (t->e->n_total != faults)
		return TD_INVALID;
	td_rc rc = check_not_frozen(t, id);
	if (rc == TD_OK)
		rc = store_membership_list(t, id, &members);
	if (rc == TD_OK)
		rc = store_office_list(t, id, &offices);
	const struct membership *was = find_member(&members, unit);
	if (rc == TD_OK && was == NULL)
		rc = TD_NOT_FOUND;
	for (size_t i = 0; rc == TD_OK && i < offices.n; i++)
		if (offices.at[i].unit.v == unit.v && office_term_state(&offices.at[i], on) != TERM_OVER)
			rc = err_add(t->e, TD_CONFLICT, S("unit"),
				     N_("%.*s còn giữ chức vụ của cụm, khối; hãy kết thúc nhiệm kỳ trước."),
				     STRF(was->unit_name));
	if (rc != TD_OK)
		return rc;
	struct membership m = *was;
	m.left_on = on;
	m.left_decision = decision;
	rc = store_membership_leave(t, &m);
	if (rc == TD_OK)
		rc = close_up(t, id);
	return rc == TD_OK ? log_member(t, "member.leave", &m, was->unit_name, on, decision) : rc;
}

/* ---- offices ---- */

static td_rc log_office(struct tx *t, const char *action, const struct office_term *o, str title,
			str decision)
{
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "unit", o->unit_name);
	value_put_text(t->a, after, "office", title);
	value_put_text(t->a, after, "from", day_text(t, o->from_on));
	if (o->to_on.n)
		value_put_text(t->a, after, "to", day_text(t, o->to_on));
	if (decision.n)
		value_put_text(t->a, after, "decision", decision);
	return act_log(t, o->year.v, action, "office_term", o->id, NULL, after, STR_NULL);
}

static str title_of(const struct cluster_year *y, enum office office)
{
	if (office == OFFICE_HEAD)
		return y->head_title;
	return office == OFFICE_DEPUTY ? y->deputy_title : str_c(office_name(office));
}

/* The head that holds on into the new term ends the day before it. */
static td_rc relieve_head(struct tx *t, const struct cluster_year *y, office_term_list *offices,
			  const struct office_term *o)
{
	struct day from;
	td_rc rc = day_parse_iso(o->from_on, &from);
	str last = rc == TD_OK ? day_iso(t->a, day_from_number(day_number(from) - 1)) : STR_NULL;
	for (size_t i = 0; rc == TD_OK && i < offices->n; i++) {
		struct office_term *x = &offices->at[i];
		bool into = x->to_on.p == NULL || str_cmp(x->to_on, o->from_on) >= 0;
		if (x->office != OFFICE_HEAD || !into || str_cmp(x->from_on, o->from_on) >= 0)
			continue;
		x->to_on = last;
		x->end_decision = o->decision;
		rc = store_office_end(t, x);
		if (rc == TD_OK)
			rc = log_office(t, "office.end", x, title_of(y, x->office), o->decision);
	}
	return rc;
}

static void check_term(struct tx *t, const struct office_term *o)
{
	check_day(t, "from_on", o->from_on);
	if (o->to_on.p)
		check_day(t, "to_on", o->to_on);
	if (o->to_on.p && str_cmp(o->to_on, o->from_on) < 0)
		err_add(t->e, TD_INVALID, S("to_on"), N_("Ngày kết thúc không thể trước ngày bắt đầu."));
	check_decision(t, o->decision);
}

td_rc act_office_give(struct tx *t, struct office_term *o, bool relieve)
{
	struct cluster_year y;
	membership_list members = {0};
	office_term_list offices = {0};
	size_t faults = t->e->n_total;
	check_term(t, o);
	if (t->e->n_total != faults)
		return TD_INVALID;
	td_rc rc = store_cluster_year_get(t, o->year, &y);
	if (rc == TD_OK)
		rc = store_membership_list(t, o->year, &members);
	if (rc == TD_OK)
		rc = store_office_list(t, o->year, &offices);
	if (rc != TD_OK)
		return rc;
	const struct membership *m = find_member(&members, o->unit);
	if (m == NULL)
		return err_add(t->e, TD_INVALID, S("unit"), N_("Đơn vị: hãy chọn một thành viên của năm."));
	o->unit_name = m->unit_name;
	if (relieve && o->office == OFFICE_HEAD)
		rc = relieve_head(t, &y, &offices, o);
	if (rc == TD_OK && !office_term_free(offices.at, offices.n, o))
		rc = err_add(t->e, TD_CONFLICT, S("from_on"),
			     N_("«%.*s» đã có đơn vị giữ trong thời gian này; hãy ghi ngày kết thúc của "
				"nhiệm kỳ đó trước."),
			     STRF(title_of(&y, o->office)));
	if (rc == TD_OK)
		rc = store_office_add(t, o);
	return rc == TD_OK ? log_office(t, "office.give", o, title_of(&y, o->office), o->decision) : rc;
}

static td_rc find_term(struct tx *t, cluster_year_id id, i64 term, struct office_term *out)
{
	office_term_list offices = {0};
	td_rc rc = store_office_list(t, id, &offices);
	for (size_t i = 0; rc == TD_OK && i < offices.n; i++)
		if (offices.at[i].id == term) {
			*out = offices.at[i];
			return TD_OK;
		}
	return rc == TD_OK ? TD_NOT_FOUND : rc;
}

td_rc act_office_end(struct tx *t, cluster_year_id id, i64 term, str to_on, str decision, i64 rev)
{
	struct office_term o;
	struct cluster_year y;
	size_t faults = t->e->n_total;
	td_rc rc = find_term(t, id, term, &o);
	if (rc == TD_OK)
		rc = store_cluster_year_get(t, id, &y);
	if (rc != TD_OK)
		return rc;
	str title = title_of(&y, o.office), was = o.to_on;
	if (o.rev != rev)
		return err_add(t->e, TD_STALE, S("to_on"),
			       N_("Người khác vừa sửa nhiệm kỳ này (đến %.*s); hãy xem rồi lưu lại."),
			       STRF(was.n ? day_text(t, was) : S("khi bàn giao")));
	check_day(t, "to_on", to_on);
	check_decision(t, decision);
	if (t->e->n_total != faults)
		return TD_INVALID;
	if (str_cmp(to_on, o.from_on) < 0 && office_term_state(&o, today(t)) == TERM_LATER) {
		rc = store_office_drop(t, &o);
		return rc == TD_OK ? log_office(t, "office.drop", &o, title, decision) : rc;
	}
	if (str_cmp(to_on, o.from_on) < 0)
		return err_add(t->e, TD_INVALID, S("to_on"),
			       N_("Ngày kết thúc không thể trước ngày bắt đầu."));
	o.to_on = to_on;
	o.end_decision = decision;
	rc = store_office_end(t, &o);
	return rc == TD_OK ? log_office(t, "office.end", &o, title, decision) : rc;
}
