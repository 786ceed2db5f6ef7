/* Events of a year script about polls that the program runs. A poll is known by its question. */
#include "jobs/act_desk.h"
#include "jobs/yearfile_impl.h"
#include "store/store_user.h"

static td_rc newest_meeting(struct player *p, struct tx *t, struct opt_i64 *out)
{
	meeting_list meetings = {0};
	td_rc rc = store_meeting_list(t, p->out->year, &meetings);
	*out = rc == TD_OK && meetings.n ? OPT(meetings.at[0].id.v) : OPT_NONE;
	return rc;
}

/* {"do": "board", "members": [{"name", "unit", "login"}…]}: the first is the head. */
td_rc yf_board(struct player *p, struct tx *t, const struct value *v)
{
	const struct value_item *at;
	struct opt_i64 meeting;
	poll_board_list board = {0};
	size_t n = yf_list(v, "members", &at);
	td_rc rc = newest_meeting(p, t, &meeting);
	for (size_t i = 0; rc == TD_OK && i < n; i++) {
		struct membership m;
		struct user u = {0};
		str login = yf_text(at[i].value, "login");
		rc = yf_unit(p, t, at[i].value, "unit", &m);
		if (rc == TD_OK && login.n)
			rc = store_user_by_login(t, login, &u);
		if (rc == TD_NOT_FOUND)
			return yf_fault(p, t, "login", login);
		VEC_PUSH(t->a, &board) = (struct poll_board){.user = login.n ? OPT(u.id.v) : OPT_NONE,
							     .person_name = yf_text(at[i].value, "name"),
							     .unit = m.unit,
							     .role = i ? BOARD_TELLER : BOARD_HEAD};
	}
	return rc == TD_OK ? act_board_elect(t, p->out->year, (meeting_id){meeting.v}, &board) : rc;
}

static td_rc read_list(struct player *p, struct tx *t, const struct value *v, ballot_candidate_list *out)
{
	const struct value_item *at;
	size_t n = yf_list(v, "candidates", &at);
	for (size_t i = 0; i < n; i++) {
		struct membership m = {0};
		str name = yf_text(at[i].value, "name");
		td_rc rc = name.n ? TD_OK : yf_unit(p, t, at[i].value, "unit", &m);
		if (rc != TD_OK)
			return rc;
		VEC_PUSH(t->a, out) = (struct ballot_candidate){.unit = name.n ? OPT_NONE : OPT(m.unit.v),
								.label = name.n ? name : m.unit_name};
	}
	return TD_OK;
}

/* {"do": "poll", "kind", "method", "question", "title"?, "seats", "max_yes", "num", "den", "strict", "base", "invalid_rule",
 * "destroy_on"?, "no_self_vote"?, "candidates": [{"unit"} or {"name"}]} */
td_rc yf_poll(struct player *p, struct tx *t, const struct value *v)
{
	ballot_candidate_list list = {0};
	struct ballot b = {.year = p->out->year,
			   .question = yf_text(v, "question"),
			   .title_code = yf_text(v, "title"),
			   .n_seats = yf_int(v, "seats", 0),
			   .max_yes = yf_int(v, "max_yes", 0),
			   .threshold_num = yf_int(v, "num", 0),
			   .threshold_den = yf_int(v, "den", 0),
			   .threshold_strict = yf_bool(v, "strict"),
			   .has_quorum = true,
			   .quorum_num = 2,
			   .quorum_den = 3};
	struct poll_desk d = {.may_vote_self = !yf_bool(v, "no_self_vote"),
			      .invalid_rule = yf_text(v, "invalid_rule"),
			      .destroy_on = yf_text(v, "destroy_on")};
	int kind = 0;
	while (kind < POLL_KIND__N &&
	       !str_eq(yf_text(v, "kind"), str_c(poll_kind_code((enum poll_kind)kind))))
		kind++;
	if (kind == POLL_KIND__N)
		return yf_fault(p, t, "kind", yf_text(v, "kind"));
	b.kind = (enum poll_kind)kind;
	if (poll_base_parse(yf_text(v, "base"), &b.base) != TD_OK)
		return yf_fault(p, t, "base", yf_text(v, "base"));
	if (desk_method_parse(yf_text(v, "method"), &d.method) != TD_OK)
		return yf_fault(p, t, "method", yf_text(v, "method"));
	d.destroy_on = d.destroy_on.n ? d.destroy_on : STR_NULL;
	b.title_code = b.title_code.n ? b.title_code : STR_NULL;
	td_rc rc = newest_meeting(p, t, &b.meeting);
	if (rc == TD_OK)
		rc = read_list(p, t, v, &list);
	return rc == TD_OK ? act_desk_prepare(t, &b, &d, &list) : rc;
}

/* ---- what is done at the desk ---- */

static td_rc read_count(struct player *p, struct tx *t, const struct act_desk *x, const struct value *v,
			struct count *out)
{
	const struct value_item *at;
	size_t n = yf_list(v, "rows", &at), k = 0;
	struct count_row *rows = NEW_N(t->a, struct count_row, n);
	i64 issued = yf_int(v, "issued", x->d.n_issued), returned = yf_int(v, "returned", issued),
	    valid = yf_int(v, "valid", returned);
	for (size_t i = 0; i < x->candidates.n && k < n; i++)
		if (!x->candidates.at[i].withdrawn) {
			const struct value *row = at[k].value;
			rows[k++] = (struct count_row){x->candidates.at[i].ordinal, yf_int(row, "yes", 0),
						       yf_int(row, "no", 0), yf_int(row, "blank", 0)};
		}
	*out = (struct count){issued, returned, issued - returned, valid, returned - valid, rows, k};
	return k == n ? TD_OK : yf_fault(p, t, "rows", S(""));
}

static td_rc count_at(struct player *p, struct tx *t, const struct act_desk *x, const struct value *v,
		      str act)
{
	struct count c;
	count_differences differences;
	cluster_year_id y = x->b.year;
	td_rc rc = read_count(p, t, x, v, &c);
	if (rc != TD_OK)
		return rc;
	if (str_eq(act, S("hands")))
		return act_desk_hands(t, y, x->b.id, &c);
	return act_desk_sheet(t, y, x->b.id, yf_int(v, "attempt", x->d.attempt), &c, &differences);
}

static td_rc opinion_at(struct player *p, struct tx *t, const struct act_desk *x, const struct value *v)
{
	const struct value_item *at;
	size_t n = yf_list(v, "choices", &at);
	written_opinion_list rows = {0};
	struct membership m = {0};
	bool has_unit = yf_text(v, "unit").n > 0;
	td_rc rc = has_unit ? yf_unit(p, t, v, "unit", &m) : TD_OK;
	struct opt_i64 unit = has_unit ? OPT(m.unit.v) : OPT_NONE;
	for (size_t i = 0; rc == TD_OK && i < n; i++) {
		struct written_opinion o = {.unit = unit, .candidate = yf_int(at[i].value, "candidate", 0)};
		if (opinion_parse(yf_text(at[i].value, "choice"), &o.choice) != TD_OK)
			return yf_fault(p, t, "choice", yf_text(at[i].value, "choice"));
		VEC_PUSH(t->a, &rows) = o;
	}
	return rc == TD_OK ? act_desk_opinion(t, x->b.year, x->b.id, yf_text(v, "name"), unit, &rows) : rc;
}

static td_rc floor_at(struct player *p, struct tx *t, const struct act_desk *x, const struct value *v)
{
	struct membership m = {0};
	bool has_unit = yf_text(v, "unit").n > 0;
	td_rc rc = has_unit ? yf_unit(p, t, v, "unit", &m) : TD_OK;
	return rc == TD_OK
		   ? act_desk_floor(t, x->b.year, x->b.id, has_unit ? OPT(m.unit.v) : OPT_NONE,
				    has_unit ? m.unit_name : yf_text(v, "name"), yf_text(v, "reason"), 0)
		   : rc;
}

static td_rc change_at(struct player *p, struct tx *t, const struct act_desk *x, const struct value *v)
{
	enum poll_change_kind kind;
	if (poll_change_parse(yf_text(v, "kind"), &kind) != TD_OK)
		return yf_fault(p, t, "kind", yf_text(v, "kind"));
	return act_desk_change(t, x->b.year, x->b.id, kind, yf_text(v, "name"), 0);
}

static td_rc open_at(struct tx *t, const struct act_desk *x, const struct value *v)
{
	struct desk_room room;
	td_rc rc = act_desk_room(t, (meeting_id){x->b.meeting.v}, &room);
	i64 present = yf_int(v, "present", room.present);
	i64 issued = yf_int(v, "issued", desk_electronic(x->d.method) ? 0 : present);
	struct desk_opening o = {yf_int(v, "members", room.members), present, yf_int(v, "printed", issued),
				 issued, yf_int(v, "electronic", 0)};
	return rc == TD_OK ? act_desk_open(t, x->b.year, x->b.id, &o, 0) : rc;
}

static td_rc end_at(struct player *p, struct tx *t, const struct act_desk *x, const struct value *v, str act)
{
	struct poll_result result;
	poll_id again;
	cluster_year_id y = x->b.year;
	str reason = yf_text(v, "reason");
	if (str_eq(act, S("confirm")))
		return act_desk_confirm(t, y, x->b.id, 0, &result);
	if (str_eq(act, S("announce")))
		return act_desk_announce(t, y, x->b.id, 0, &result);
	if (str_eq(act, S("second")))
		return act_desk_second(t, y, x->b.id, &again);
	if (str_eq(act, S("cancel")))
		return act_desk_cancel(t, y, x->b.id, reason, 0);
	if (str_eq(act, S("recount")))
		return act_desk_recount(t, y, x->b.id, reason, 0);
	if (str_eq(act, S("decide")))
		return act_desk_decide(t, y, x->b.id, yf_int(v, "candidate", 0), reason, 0);
	if (str_eq(act, S("withdraw")))
		return act_desk_withdraw(t, y, x->b.id, yf_int(v, "candidate", 0), reason, 0);
	return yf_fault(p, t, "act", act);
}

/* The newest poll of the question, or that of the number in "poll". */
static td_rc find(struct player *p, struct tx *t, const struct value *v, struct act_desk *out)
{
	ballot_list polls = {0};
	i64 id = yf_int(v, "poll", 0);
	str question = yf_text(v, "question");
	td_rc rc = id ? TD_OK : store_ballot_run_list(t, p->out->year, &polls);
	for (size_t i = 0; i < polls.n; i++)
		if (str_eq(polls.at[i].question, question))
			id = polls.at[i].id.v;
	if (rc == TD_OK)
		rc = act_desk_load(t, p->out->year, (poll_id){id}, out);
	return rc == TD_NOT_FOUND ? yf_fault(p, t, "question", question) : rc;
}

/* {"do": "poll_move", "question" or "poll", "act": "floor" {"unit" or "name"} | "withdraw" {"candidate", "reason"} |
 * "opinion" {"name", "unit"?, "choices": [{"candidate", "choice"}]} | "open" {"members"?, "present"?, "printed"?, "issued"?,
 * "electronic"?} | "change" {"kind", "name"} | "close" {"unused"} | "sheet" or "hands" {"attempt"?, "returned"?, "valid"?,
 * "rows": [{"yes", "no", "blank"}]} | "recount", "cancel" {"reason"} | "confirm" | "decide" {"candidate", "reason"} |
 * "announce" | "second"} */
td_rc yf_poll_move(struct player *p, struct tx *t, const struct value *v)
{
	struct act_desk x;
	str act = yf_text(v, "act");
	td_rc rc = find(p, t, v, &x);
	if (rc != TD_OK)
		return rc;
	if (str_eq(act, S("floor")))
		return floor_at(p, t, &x, v);
	if (str_eq(act, S("opinion")))
		return opinion_at(p, t, &x, v);
	if (str_eq(act, S("open")))
		return open_at(t, &x, v);
	if (str_eq(act, S("change")))
		return change_at(p, t, &x, v);
	if (str_eq(act, S("close")))
		return act_desk_close(t, x.b.year, x.b.id,
				      yf_int(v, "unused", x.d.n_printed - x.d.n_issued - x.d.n_spoiled), 0);
	if (str_eq(act, S("sheet")) || str_eq(act, S("hands")))
		return count_at(p, t, &x, v, act);
	return end_at(p, t, &x, v, act);
}
