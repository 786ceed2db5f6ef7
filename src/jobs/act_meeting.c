#include "jobs/act_meeting.h"

#include "format/legal.h"
#include "format/poll_json.h"
#include "jobs/act_journal.h"
#include "jobs/act_meeting_live.h"
#include "store/store_poll_desk.h"

enum { TOLD_MAX = 1 << 17 };

/* Knocked out in the standing ranking? Nobody is while none was frozen. */
static td_rc excluded_in_ranking(struct tx *t, cluster_year_id year, unit_id unit, bool *out)
{
	struct ranking r;
	ranking_row_list rows = {0};
	*out = false;
	td_rc rc = store_ranking_latest(t, year, &r);
	if (rc == TD_NOT_FOUND)
		return TD_OK;
	if (rc == TD_OK)
		rc = store_ranking_rows(t, r.id, &rows);
	for (size_t i = 0; rc == TD_OK && i < rows.n; i++)
		*out |= rows.at[i].unit.v == unit.v && rows.at[i].excluded;
	return rc;
}

/* STR_NULL: the catalogue has no such title. */
static str known_title(struct arena *a, str code)
{
	legal_ballot_list titles = {0};
	legal_titles(a, &titles);
	for (size_t i = 0; i < titles.n; i++)
		if (str_eq(titles.at[i].title_code, code))
			return titles.at[i].title_name;
	return STR_NULL;
}

static str title_name(struct arena *a, str code)
{
	str name = known_title(a, code);
	return name.n ? name : code;
}

static td_rc log_nomination(struct tx *t, const char *action, cluster_year_id year, i64 id, unit_id unit,
			    str title_code, str reason)
{
	struct unit u;
	td_rc rc = store_unit_get(t, unit, &u);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "unit", u.name);
	value_put_text(t->a, after, "title", title_name(t->a, title_code));
	return act_log(t, year.v, action, "nomination", id, NULL, after, reason);
}

td_rc act_nominate(struct tx *t, cluster_year_id year, unit_id unit, str title_code, str reason)
{
	nomination_list list = {0};
	membership_list members = {0};
	bool member = false, excluded = false;
	td_rc rc = store_membership_list(t, year, &members);
	for (size_t i = 0; i < members.n; i++)
		member |= members.at[i].unit.v == unit.v;
	if (rc == TD_OK && !member)
		return TD_NOT_FOUND;
	if (rc == TD_OK && !known_title(t->a, title_code).n)
		return err_add(t->e, TD_INVALID, S("title"),
			       N_("Hãy chọn danh hiệu, hình thức trong danh mục."));
	if (rc == TD_OK)
		rc = excluded_in_ranking(t, year, unit, &excluded);
	if (rc == TD_OK && excluded)
		return err_add(
		    t->e, TD_CONFLICT, S("unit"),
		    N_("Đơn vị thuộc trường hợp không xét suy tôn theo bảng xếp hạng đã niêm phong."));
	if (rc == TD_OK)
		rc = store_nomination_list(t, year, &list);
	i64 ordinal = 1;
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		const struct nomination *n = &list.at[i];
		ordinal = n->ordinal >= ordinal ? n->ordinal + 1 : ordinal;
		if (n->unit.v == unit.v && str_eq(n->title_code, title_code) && !n->withdrawn_at_ms.set)
			return err_add(t->e, TD_CONFLICT, S("unit"),
				       N_("Đơn vị đã được đề nghị hình thức này."));
	}
	if (rc != TD_OK)
		return rc;
	struct nomination n = {
	    .year = year, .unit = unit, .title_code = title_code, .ordinal = ordinal, .reason = reason};
	rc = store_nomination_add(t, &n);
	return rc == TD_OK ? log_nomination(t, "nomination.add", year, n.id, unit, title_code, reason) : rc;
}

td_rc act_nomination_withdraw(struct tx *t, cluster_year_id year, i64 nomination, str reason)
{
	nomination_list list = {0};
	if (str_trim(reason).n == 0)
		return err_add(t->e, TD_INVALID, S("reason"), N_("Ghi lý do rút đề nghị."));
	td_rc rc = store_nomination_list(t, year, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		struct nomination *n = &list.at[i];
		if (n->id != nomination || n->withdrawn_at_ms.set)
			continue;
		n->withdrawn_at_ms = OPT(t->now_ms);
		rc = store_nomination_save(t, n);
		return rc == TD_OK ? log_nomination(t, "nomination.withdraw", year, n->id, n->unit,
						    n->title_code, reason)
				   : rc;
	}
	return rc == TD_OK ? TD_NOT_FOUND : rc;
}

td_rc act_meeting_save(struct tx *t, struct meeting *m, attendance_list *who)
{
	size_t before = t->e->n_total;
	if (m->start_at_ms.set && m->end_at_ms.set && m->end_at_ms.v < m->start_at_ms.v)
		err_add(t->e, TD_INVALID, S("end"), N_("Giờ kết thúc không thể trước giờ khai mạc."));
	for (size_t i = 0; i < who->n; i++)
		if (str_trim(who->at[i].person_name).n == 0 && who->at[i].presence != PRESENCE_ABSENT)
			err_add(t->e, TD_INVALID, S("attendance"), N_("%.*s: ghi họ tên người dự."),
				STRF(who->at[i].unit_name));
	if (t->e->n_total != before)
		return TD_INVALID;
	td_rc rc = m->id.v ? store_meeting_save(t, m) : store_meeting_add(t, m);
	if (rc == TD_OK)
		rc = store_attendance_set(t, m->id, who);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "meeting", str_c(meeting_kind_name(m->kind)));
	return act_log(t, m->year.v, "meeting.save", "meeting", m->id.v, NULL, after, STR_NULL);
}

/* The term of an office that an election gave, from the first day of the next year. */
static td_rc give_office(struct tx *t, const struct ballot *b, unit_id unit)
{
	struct cluster_year y;
	td_rc rc = store_cluster_year_get(t, b->year, &y);
	if (rc != TD_OK)
		return rc;
	struct office_term o = {.year = b->year,
				.unit = unit,
				.office = b->kind == POLL_HEAD ? OFFICE_HEAD : OFFICE_DEPUTY,
				.from_on = arena_fmt(t->a, "%04lld-01-01", (long long)y.year + 1)};
	return store_office_add(t, &o);
}

/* The meeting took him with a recorded reason (act_desk_decide()). */
static bool is_decided(const poll_change_list *changes, str label)
{
	for (size_t i = 0; i < changes->n; i++)
		if (changes->at[i].kind == POLL_CHANGE_DECIDED && str_eq(changes->at[i].name, label))
			return true;
	return false;
}

static td_rc apply_results(struct tx *t, const struct ballot *b, ballot_candidate_list *list,
			   const struct poll_result *r, bool announce)
{
	poll_change_list changes = {0};
	td_rc read = b->id.v ? store_poll_changes(t, b->id, &changes) : TD_OK;
	if (read != TD_OK)
		return read;
	for (u32 i = 0; i < list->n; i++) {
		const struct poll_row *row = &r->rows[i];
		struct ballot_candidate *c = &list->at[row->candidate];
		bool elected = row->verdict == POLL_ELECTED || is_decided(&changes, c->label);
		c->result = elected ? S("elected") : S("not_elected");
		if (!elected || !announce || !c->unit.set || (b->kind != POLL_HEAD && b->kind != POLL_DEPUTY))
			continue;
		td_rc rc = give_office(t, b, (unit_id){c->unit.v});
		if (rc != TD_OK)
			return rc;
	}
	return TD_OK;
}

str act_ballot_told(struct arena *a, const ballot_candidate_list *list, const struct poll_result *r)
{
	struct sb s = sb_new(a, TOLD_MAX);
	const char *before = " Đồng ý: ";
	sb_put(&s, r->sentence);
	for (size_t i = 0; i < list->n; i++) {
		const struct poll_row *row = &r->rows[i];
		if (row->verdict == POLL_WITHDRAWN)
			continue;
		sb_fmt(&s, "%s%.*s %lld/%lld", before, STRF(list->at[row->candidate].label),
		       (long long)row->yes, (long long)row->base);
		before = "; ";
	}
	sb_put(&s, S("."));
	return sb_str(&s);
}

td_rc act_ballot_record(struct tx *t, struct ballot *b, ballot_candidate_list *list, bool announce,
			struct poll_result *out)
{
	struct poll poll;
	if (b->state == POLL_ANNOUNCED)
		return err_add(t->e, TD_CONFLICT, S("ballot"),
			       N_("Kết quả đã công bố nên không sửa được nữa."));
	if (list->n == 0)
		return err_add(t->e, TD_INVALID, S("candidate"),
			       N_("Ghi ít nhất một đơn vị trong danh sách bỏ phiếu."));
	if (b->kind == POLL_NOMINATION && !known_title(t->a, b->title_code).n)
		return err_add(
		    t->e, TD_INVALID, S("purpose"),
		    N_("Hãy chọn nội dung cuộc bỏ phiếu: danh hiệu, hình thức suy tôn hoặc chức vụ bầu."));
	store_ballot_poll(t->a, b, list, &poll);
	td_rc rc = poll_check(&poll, t->e);
	if (rc != TD_OK)
		return rc;
	poll_judge(t->a, &poll, out);
	if (announce && !out->quorum_met)
		return err_add(t->e, TD_CONFLICT, S("present"), "%.*s", STRF(out->quorum_sentence));
	rc = apply_results(t, b, list, out, announce);
	b->state = announce ? POLL_ANNOUNCED : POLL_COUNTED;
	if (rc == TD_OK)
		rc = b->id.v ? store_ballot_save(t, b) : store_ballot_add(t, b);
	if (rc == TD_OK)
		rc = store_ballot_candidates_set(t, b->id, list);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	struct sha256 hash;
	store_ballot_poll(t->a, b, list, &poll);
	rc = poll_hash(t->a, &poll, store_ballot_elected(t->a, list), &hash);
	if (rc != TD_OK)
		return rc;
	if (announce)
		rc = act_meeting_poll(t, b->meeting, MEETING_EVENT_POLL_OPENED, b->id, b->question);
	if (rc == TD_OK && announce)
		rc = act_meeting_poll(t, b->meeting, MEETING_EVENT_POLL_RESULT, b->id,
				      act_ballot_told(t->a, list, out));
	if (rc != TD_OK)
		return rc;
	value_put_text(t->a, after, "question", b->question);
	value_put_text(t->a, after, "sentence", out->sentence);
	value_put_text(t->a, after, "sha256", hex_of(t->a, hash.b, SHA256_LEN));
	return act_log(t, b->year.v, "ballot.record", "poll", b->id.v, NULL, after, STR_NULL);
}
