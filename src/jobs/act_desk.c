/* Setting up a poll: rules, candidates, the board, written opinions. */
#include "jobs/act_desk.h"

#include "base/caltime.h"
#include "jobs/act_journal.h"
#include "store/store_vote.h"

static i64 count_persons(const written_opinion_list *list)
{
	i64 n = 0;
	for (size_t i = 0; i < list->n; i++)
		n += i == 0 || !str_eq(list->at[i].person_name, list->at[i - 1].person_name);
	return n;
}

td_rc act_desk_load(struct tx *t, cluster_year_id year, poll_id poll, struct act_desk *out)
{
	*out = (struct act_desk){0};
	td_rc rc = store_ballot_get(t, poll, &out->b);
	if (rc == TD_OK && out->b.year.v != year.v)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_poll_desk_get(t, poll, &out->d);
	if (rc == TD_OK)
		rc = store_ballot_candidates(t, poll, &out->candidates);
	if (rc == TD_OK && out->b.meeting.set)
		rc = store_poll_board(t, (meeting_id){out->b.meeting.v}, &out->board);
	if (rc == TD_OK)
		rc = store_count_sheets(t, poll, t->actor.user_id, &out->sheets);
	if (rc == TD_OK)
		rc = store_count_senders(t, poll, out->d.attempt, &out->senders);
	if (rc == TD_OK)
		rc = store_written_opinions(t, poll, &out->opinions);
	if (rc == TD_OK)
		rc = store_poll_changes(t, poll, &out->changes);
	out->n_written = count_persons(&out->opinions);
	return rc;
}

td_rc act_desk_room(struct tx *t, meeting_id meeting, struct desk_room *out)
{
	*out = (struct desk_room){0};
	td_rc rc = store_attendance_list(t, meeting, &out->who);
	for (size_t i = 0; rc == TD_OK && i < out->who.n; i++) {
		out->members += out->who.at[i].votes;
		out->present += out->who.at[i].votes && out->who.at[i].presence != PRESENCE_ABSENT;
	}
	return rc;
}

td_rc act_desk_log(struct tx *t, const struct ballot *b, const char *action, struct value *after, str reason)
{
	after = after ? after : value_map(t->a);
	value_put_text(t->a, after, "question", b->question);
	return act_log(t, b->year.v, action, "poll", b->id.v, NULL, after, reason);
}

td_rc act_desk_begin(struct tx *t, cluster_year_id year, poll_id poll, i64 rev, enum desk_move move,
		     struct act_desk *x)
{
	td_rc rc = act_desk_load(t, year, poll, x);
	if (rc == TD_OK)
		rc = act_year_open(t, year);
	if (rc == TD_OK)
		rc = desk_next(x->d.phase, move, &x->d.phase, t->e);
	if (rc == TD_OK && rev && rev != x->d.rev)
		rc = err_add(
		    t->e, TD_STALE, S(""),
		    N_("Cuộc bỏ phiếu vừa được người khác cập nhật; hãy xem lại số liệu mới rồi làm tiếp."));
	return rc;
}

/* ---- the board ---- */

static void check_board(struct tx *t, const poll_board_list *board)
{
	int n_heads = 0, n_tellers = 0;
	for (size_t i = 0; i < board->n; i++) {
		const struct poll_board *b = &board->at[i];
		n_heads += b->role == BOARD_HEAD;
		n_tellers += b->role == BOARD_TELLER;
		if (!str_trim(b->person_name).n)
			(void)err_add(t->e, TD_INVALID, S("board"),
				      N_("Dòng %zu: ghi họ tên người trong ban kiểm phiếu."), i + 1);
		for (size_t k = 0; k < i; k++) {
			const struct poll_board *o = &board->at[k];
			if (b->user.set && o->user.set && b->user.v == o->user.v)
				(void)err_add(t->e, TD_INVALID, S("board"),
					      N_("%.*s và %.*s dùng chung một tài khoản."),
					      STRF(o->person_name), STRF(b->person_name));
			if (b->role == BOARD_TELLER && o->role == BOARD_TELLER && b->unit.v == o->unit.v)
				(void)err_add(
				    t->e, TD_INVALID, S("board"),
				    N_("Hai người kiểm phiếu %.*s và %.*s phải thuộc hai đơn vị khác nhau."),
				    STRF(o->person_name), STRF(b->person_name));
		}
	}
	if (n_heads != 1)
		(void)err_add(t->e, TD_INVALID, S("board"), N_("Ban kiểm phiếu có đúng một trưởng ban."));
	if (n_tellers < 2)
		(void)err_add(
		    t->e, TD_INVALID, S("board"),
		    N_("Cần ít nhất hai người kiểm phiếu: mỗi người tự đếm và nhập riêng để đối chiếu."));
}

static td_rc board_is_free(struct tx *t, cluster_year_id year)
{
	poll_desk_list desks = {0};
	td_rc rc = store_poll_desk_list(t, year, &desks);
	for (size_t i = 0; rc == TD_OK && i < desks.n; i++)
		if (desks.at[i].phase == DESK_COUNTING || desks.at[i].phase == DESK_COMPARED)
			return err_add(t->e, TD_CONFLICT, S("board"),
				       N_("Đang kiểm phiếu nên không thay ban kiểm phiếu."));
	return rc;
}

td_rc act_board_elect(struct tx *t, cluster_year_id year, meeting_id meeting, const poll_board_list *board)
{
	struct meeting m;
	size_t before = t->e->n_total;
	td_rc rc = store_meeting_get(t, meeting, &m);
	if (rc == TD_OK && m.year.v != year.v)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = act_year_open(t, year);
	if (rc != TD_OK)
		return rc;
	check_board(t, board);
	if (t->e->n_total != before)
		return TD_INVALID;
	rc = board_is_free(t, year);
	if (rc == TD_OK)
		rc = store_poll_board_set(t, year, meeting, board);
	struct sb names = sb_new(t->a, 4096);
	for (size_t i = 0; i < board->n; i++)
		sb_fmt(&names, "%s%.*s", i ? ", " : "", STRF(board->at[i].person_name));
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "names", sb_str(&names));
	return rc == TD_OK ? act_log(t, year.v, "board.elect", "meeting", meeting.v, NULL, after, STR_NULL)
			   : rc;
}

/* ---- rules and candidates ---- */

static bool same_place(const struct ballot *b, const struct elected *e)
{
	if (b->kind == POLL_DEPUTY && str_eq(e->kind, str_c(poll_kind_code(POLL_HEAD))))
		return true; /* one office each */
	return b->kind != POLL_RESOLUTION && str_eq(e->kind, str_c(poll_kind_code(b->kind))) &&
	       (b->kind != POLL_NOMINATION || str_eq(e->title_code, b->title_code));
}

td_rc act_desk_check_candidates(struct tx *t, const struct ballot *b, const ballot_candidate_list *list)
{
	elected_list before = {0};
	td_rc rc = store_elected_list(t, b->year, &before), bad = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < list->n; i++) {
		const struct ballot_candidate *c = &list->at[i];
		if (!str_trim(c->label).n)
			bad = err_add(t->e, TD_INVALID, S("candidate"),
				      N_("Dòng %zu của danh sách: ghi tên."), i + 1);
		for (size_t k = 0; k < i; k++)
			if ((c->unit.set && list->at[k].unit.set && c->unit.v == list->at[k].unit.v) ||
			    str_eq(c->label, list->at[k].label))
				bad = err_add(t->e, TD_INVALID, S("candidate"),
					      N_("%.*s có hai lần trong danh sách."), STRF(c->label));
		for (size_t k = 0; k < before.n; k++)
			if (before.at[k].poll.v != b->id.v && same_place(b, &before.at[k]) && c->unit.set &&
			    before.at[k].unit.set && c->unit.v == before.at[k].unit.v && !c->withdrawn)
				bad = err_add(t->e, TD_INVALID, S("candidate"),
					      N_("%.*s đã được bầu, được suy tôn ở cuộc bỏ phiếu trước nên "
						 "không đưa vào "
						 "danh sách nữa."),
					      STRF(c->label));
	}
	return rc == TD_OK ? bad : rc;
}

static size_t standing(const ballot_candidate_list *list)
{
	size_t n = 0;
	for (size_t i = 0; i < list->n; i++)
		n += !list->at[i].withdrawn;
	return n;
}

static void check_rules(struct tx *t, const struct ballot *b, const struct poll_desk *d, size_t n)
{
	struct day day;
	if (!str_trim(b->question).n)
		(void)err_add(t->e, TD_INVALID, S("question"), N_("Ghi nội dung bỏ phiếu."));
	if (n == 0)
		(void)err_add(t->e, TD_INVALID, S("candidate"),
			      N_("Ghi ít nhất một đơn vị trong danh sách bỏ phiếu."));
	if (b->kind == POLL_NOMINATION && !b->title_code.n)
		(void)err_add(t->e, TD_INVALID, S("purpose"), N_("Chọn danh hiệu, hình thức suy tôn."));
	if (b->threshold_den < 0 || b->threshold_num < 0 || b->threshold_num > b->threshold_den ||
	    (b->threshold_den > 0 && b->threshold_num == 0))
		(void)err_add(t->e, TD_INVALID, S("rule"),
			      N_("Tỷ lệ cần đạt phải lớn hơn 0 và không quá 100 %%."));
	if (b->n_seats < 0 || (size_t)b->n_seats > n)
		(void)err_add(t->e, TD_INVALID, S("seats"),
			      N_("Số chỗ cần chọn là %lld nhưng danh sách chỉ có %zu."),
			      (long long)b->n_seats, n);
	if (b->max_yes < 0 || (size_t)b->max_yes > n)
		(void)err_add(t->e, TD_INVALID, S("max_yes"),
			      N_("Mỗi phiếu chọn nhiều nhất %lld nhưng danh sách chỉ có %zu."),
			      (long long)b->max_yes, n);
	if (!str_trim(d->invalid_rule).n)
		(void)err_add(t->e, TD_INVALID, S("invalid_rule"),
			      N_("Ghi thế nào là phiếu không hợp lệ; quy định này in trên phiếu."));
	if (d->destroy_on.n && (day_parse_iso(d->destroy_on, &day) != TD_OK ||
				day_number(day) < day_number(day_of_ms(t->now_ms))))
		(void)err_add(t->e, TD_INVALID, S("destroy_on"),
			      N_("Ngày hủy phiếu là một ngày từ hôm nay trở đi."));
}

static td_rc put_prepared(struct tx *t, struct ballot *b, struct poll_desk *d, ballot_candidate_list *list,
			  bool is_new)
{
	td_rc rc = is_new ? store_ballot_add(t, b) : store_ballot_save(t, b);
	d->poll = b->id;
	if (rc == TD_OK)
		rc = is_new ? store_poll_desk_add(t, b->year, d) : store_poll_desk_save(t, b->year, d);
	return rc == TD_OK ? store_ballot_candidates_set(t, b->id, list) : rc;
}

td_rc act_desk_prepare(struct tx *t, struct ballot *b, struct poll_desk *d, ballot_candidate_list *list)
{
	struct act_desk x;
	struct meeting m;
	size_t before = t->e->n_total;
	bool is_new = b->id.v == 0;
	td_rc rc = act_year_open(t, b->year);
	if (rc != TD_OK)
		return rc;
	if (!b->meeting.set)
		return err_add(t->e, TD_CONFLICT, S("meeting"),
			       N_("Chưa có hội nghị nào để bỏ phiếu; hãy lập hội nghị trước."));
	if (!is_new)
		rc = act_desk_begin(t, b->year, b->id, d->rev, DESK_DO_EDIT, &x);
	if (rc == TD_OK)
		rc = store_meeting_get(t, (meeting_id){b->meeting.v}, &m);
	if (rc == TD_OK && m.year.v != b->year.v)
		rc = TD_NOT_FOUND;
	if (rc != TD_OK)
		return rc;
	rc = act_desk_check_candidates(t, b, list);
	if (rc != TD_OK && rc != TD_INVALID)
		return rc;
	check_rules(t, b, d, standing(list));
	if (t->e->n_total != before)
		return TD_INVALID;
	b->state = POLL_DRAFT;
	b->rev = is_new ? 0 : x.b.rev;
	b->method = d->method == DESK_SHOW_OF_HANDS ? POLL_SHOW_OF_HANDS : POLL_PAPER;
	d->phase = DESK_PREPARED;
	d->attempt = 1;
	d->round = d->round ? d->round : 1;
	d->rev = is_new ? 0 : x.d.rev;
	rc = put_prepared(t, b, d, list, is_new);
	return rc == TD_OK ? act_desk_log(t, b, is_new ? "poll.prepare" : "poll.edit", NULL, STR_NULL) : rc;
}

/* Opinions and questions go by the numbers of the list. */
static bool same_order(const ballot_candidate_list *a, const ballot_candidate_list *b)
{
	bool same = a->n == b->n;
	for (size_t i = 0; same && i < a->n; i++)
		same = a->at[i].id == b->at[i].id;
	return same;
}

static td_rc check_edit(struct tx *t, const struct act_desk *x, const struct ballot *b,
			const struct poll_desk *d, const ballot_candidate_list *list)
{
	struct vote v;
	bool same = same_order(&x->candidates, list);
	if (!same && x->opinions.n)
		return err_add(t->e, TD_CONFLICT, S("order"),
			       N_("Đã ghi ý kiến bằng văn bản theo danh sách này nên không đổi thứ tự."));
	td_rc rc = store_vote_get(t, b->id, &v);
	if (rc == TD_NOT_FOUND || (rc == TD_OK && v.phase == VOTE_CANCELLED))
		return TD_OK;
	if (rc == TD_OK && (!same || b->max_yes != x->b.max_yes || d->method != x->d.method ||
			    !str_eq(b->question, x->b.question)))
		rc = err_add(
		    t->e, TD_CONFLICT, S("method"),
		    N_("Hòm phiếu điện tử đã lập theo nội dung này: chỉ còn sửa được tỷ lệ cần đạt, số "
		       "chỗ, quy định về phiếu và ngày hủy phiếu."));
	return rc;
}

td_rc act_desk_edit(struct tx *t, struct ballot *b, struct poll_desk *d, ballot_candidate_list *list)
{
	struct act_desk x;
	td_rc rc = act_desk_begin(t, b->year, b->id, d->rev, DESK_DO_EDIT, &x);
	if (rc == TD_OK)
		rc = check_edit(t, &x, b, d, list);
	return rc == TD_OK ? act_desk_prepare(t, b, d, list) : rc;
}

td_rc act_desk_floor(struct tx *t, cluster_year_id year, poll_id poll, struct opt_i64 unit, str label,
		     str reason, i64 rev)
{
	struct act_desk x;
	td_rc rc = act_desk_begin(t, year, poll, rev, DESK_DO_EDIT, &x);
	if (rc != TD_OK)
		return rc;
	VEC_PUSH(t->a, &x.candidates) =
	    (struct ballot_candidate){.ordinal = (i64)x.candidates.n + 1, .unit = unit, .label = label};
	rc = act_desk_check_candidates(t, &x.b, &x.candidates);
	if (rc == TD_OK)
		rc = put_prepared(t, &x.b, &x.d, &x.candidates, false);
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "name", label);
	return rc == TD_OK ? act_desk_log(t, &x.b, "poll.floor", after, reason) : rc;
}

td_rc act_desk_withdraw(struct tx *t, cluster_year_id year, poll_id poll, i64 candidate, str reason, i64 rev)
{
	struct act_desk x;
	td_rc rc = act_desk_begin(t, year, poll, rev, DESK_DO_EDIT, &x);
	if (rc != TD_OK)
		return rc;
	if (candidate < 1 || (size_t)candidate > x.candidates.n)
		return TD_NOT_FOUND;
	struct ballot_candidate *c = &x.candidates.at[candidate - 1];
	if (c->withdrawn)
		return err_add(t->e, TD_CONFLICT, S("candidate"), N_("%.*s đã rút khỏi danh sách."),
			       STRF(c->label));
	if (!str_trim(reason).n)
		return err_add(t->e, TD_INVALID, S("reason"), N_("Ghi lý do rút khỏi danh sách."));
	c->withdrawn = true;
	rc = put_prepared(t, &x.b, &x.d, &x.candidates, false);
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "name", c->label);
	return rc == TD_OK ? act_desk_log(t, &x.b, "poll.withdraw", after, reason) : rc;
}

/* ---- written opinions ---- */

/* A member who is in the room votes there. */
static td_rc check_absent(struct tx *t, const struct act_desk *x, str person, struct opt_i64 unit)
{
	struct desk_room room;
	td_rc rc = act_desk_room(t, (meeting_id){x->b.meeting.v}, &room);
	for (size_t i = 0; rc == TD_OK && i < room.who.n; i++) {
		const struct attendance *a = &room.who.at[i];
		bool same = unit.set ? a->unit.set && a->unit.v == unit.v : str_eq(a->person_name, person);
		if (same && a->votes && a->presence != PRESENCE_ABSENT)
			return err_add(t->e, TD_CONFLICT, S("person"),
				       N_("%.*s có mặt tại hội nghị nên bỏ phiếu tại chỗ."), STRF(person));
	}
	for (size_t i = 0; rc == TD_OK && unit.set && i < x->opinions.n; i++) {
		const struct written_opinion *o = &x->opinions.at[i];
		if (o->unit.set && o->unit.v == unit.v && !str_eq(o->person_name, person))
			return err_add(t->e, TD_CONFLICT, S("person"), N_("%.*s đã gửi ý kiến của %.*s."),
				       STRF(o->person_name), STRF(o->unit_name));
	}
	return rc;
}

td_rc act_desk_opinion(struct tx *t, cluster_year_id year, poll_id poll, str person, struct opt_i64 unit,
		       const written_opinion_list *rows)
{
	struct act_desk x;
	person = str_trim(person);
	td_rc rc = act_desk_begin(t, year, poll, 0, DESK_DO_OPINION, &x);
	if (rc == TD_OK && !person.n)
		rc = err_add(t->e, TD_INVALID, S("person"), N_("Ghi họ tên người gửi ý kiến."));
	if (rc == TD_OK && rows->n)
		rc = check_absent(t, &x, person, unit);
	i64 n_yes = 0;
	for (size_t i = 0; rc == TD_OK && i < rows->n; i++) {
		i64 at = rows->at[i].candidate;
		if (at < 1 || (size_t)at > x.candidates.n || x.candidates.at[at - 1].withdrawn)
			return TD_NOT_FOUND;
		n_yes += rows->at[i].choice == OPINION_YES;
	}
	if (rc == TD_OK && x.b.max_yes && n_yes > x.b.max_yes)
		rc = err_add(t->e, TD_INVALID, S("choice"),
			     N_("Ý kiến này đồng ý %lld trường hợp, nhiều hơn %lld lựa chọn của mỗi phiếu."),
			     (long long)n_yes, (long long)x.b.max_yes);
	if (rc == TD_OK)
		rc = store_written_opinion_set(t, year, poll, person, rows);
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "name", person);
	return rc == TD_OK
		   ? act_desk_log(t, &x.b, rows->n ? "poll.opinion" : "poll.opinion_drop", after, STR_NULL)
		   : rc;
}
