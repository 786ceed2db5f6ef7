/* Running a poll: ballots handed out, exchanged, taken in; cancelled; voted on again. */
#include "jobs/act_desk.h"
#include "jobs/act_journal.h"
#include "jobs/act_meeting_live.h"

static td_rc save(struct tx *t, struct act_desk *x)
{
	td_rc rc = store_ballot_save(t, &x->b);
	return rc == TD_OK ? store_poll_desk_save(t, x->b.year, &x->d) : rc;
}

static td_rc put_numbers(struct tx *t, struct act_desk *x, const struct desk_opening *o)
{
	size_t before = t->e->n_total;
	struct ballot *b = &x->b;
	if (o->present > o->members || o->present < 0)
		(void)err_add(t->e, TD_INVALID, S("present"),
			      N_("Có mặt %lld người, nhiều hơn tổng số %lld thành viên được bỏ phiếu."),
			      (long long)o->present, (long long)o->members);
	else if (x->n_written > o->members - o->present)
		(void)err_add(t->e, TD_INVALID, S("present"),
			      N_("Có %lld ý kiến bằng văn bản, nhiều hơn số thành viên vắng mặt %lld."),
			      (long long)x->n_written, (long long)(o->members - o->present));
	if (desk_on_paper(x->d.method) && o->printed < o->issued)
		(void)err_add(t->e, TD_INVALID, S("printed"), N_("Phát %lld phiếu nhưng chỉ in %lld."),
			      (long long)o->issued, (long long)o->printed);
	td_rc rc = desk_check_voters(x->d.method, o->present, o->issued, o->electronic, t->e);
	b->n_members = o->members;
	b->n_present = o->present;
	b->n_issued = o->issued + o->electronic;
	x->d.n_printed = desk_on_paper(x->d.method) ? o->printed : 0;
	x->d.n_issued = o->issued;
	x->d.n_electronic = o->electronic;
	return rc == TD_OK && t->e->n_total != before ? TD_INVALID : rc;
}

static td_rc check_ready(struct tx *t, const struct act_desk *x)
{
	struct poll poll;
	struct poll_result r;
	int n_tellers = 0;
	struct ballot b = x->b;
	b.n_written = x->n_written;
	store_ballot_poll(t->a, &b, &x->candidates, &poll);
	poll_judge(t->a, &poll, &r);
	if (!r.quorum_met)
		return err_add(t->e, TD_CONFLICT, S("present"), "%.*s", STRF(r.quorum_sentence));
	for (size_t i = 0; i < x->board.n; i++)
		n_tellers += x->board.at[i].role == BOARD_TELLER && x->board.at[i].user.set;
	if (desk_on_paper(x->d.method) && n_tellers < 2)
		return err_add(
		    t->e, TD_CONFLICT, S("board"),
		    N_("Hãy bầu ban kiểm phiếu trước: ít nhất hai người kiểm phiếu có tài khoản để "
		       "nhập riêng số đếm được."));
	return TD_OK;
}

/* Head, then deputy: nobody stands for an office before it is known whether he has the other one. */
static td_rc head_first(struct tx *t, const struct act_desk *x)
{
	ballot_list polls = {0};
	poll_desk_list desks = {0};
	if (x->b.kind != POLL_DEPUTY)
		return TD_OK;
	td_rc rc = store_ballot_run_list(t, x->b.year, &polls);
	if (rc == TD_OK)
		rc = store_poll_desk_list(t, x->b.year, &desks);
	for (size_t i = 0; rc == TD_OK && i < polls.n && i < desks.n; i++)
		if (polls.at[i].kind == POLL_HEAD && desks.at[i].phase != DESK_CONFIRMED &&
		    desks.at[i].phase != DESK_CANCELLED)
			rc = err_add(t->e, TD_CONFLICT, S("phase"),
				     N_("«%.*s» chưa có kết quả: hãy kiểm phiếu hoặc hủy cuộc đó trước khi "
					"phát phiếu này."),
				     STRF(polls.at[i].question));
	return rc;
}

td_rc act_desk_open(struct tx *t, cluster_year_id year, poll_id poll, const struct desk_opening *o, i64 rev)
{
	struct act_desk x;
	td_rc rc = act_desk_begin(t, year, poll, rev, DESK_DO_OPEN, &x);
	if (rc == TD_OK)
		rc = put_numbers(t, &x, o);
	if (rc == TD_OK)
		rc = act_desk_check_candidates(t, &x.b, &x.candidates);
	if (rc == TD_OK)
		rc = head_first(t, &x);
	if (rc == TD_OK)
		rc = check_ready(t, &x);
	if (rc != TD_OK)
		return rc;
	x.d.opened_at_ms = OPT(t->now_ms);
	rc = save(t, &x);
	struct value *after = value_map(t->a);
	value_put_int(t->a, after, "issued", x.b.n_issued);
	value_put_int(t->a, after, "present", x.b.n_present);
	if (rc == TD_OK)
		rc = act_desk_log(t, &x.b, "poll.open", after, STR_NULL);
	return rc == TD_OK ? act_meeting_poll(t, x.b.meeting, MEETING_EVENT_POLL_OPENED, poll, x.b.question)
			   : rc;
}

/* One more or one less ballot, voter; spoiled and unused follow from what is printed. */
static td_rc change_numbers(struct tx *t, struct act_desk *x, enum poll_change_kind kind)
{
	i64 more = kind == POLL_CHANGE_LATE ? 1 : kind == POLL_CHANGE_LEFT ? -1 : 0;
	x->b.n_present += more;
	x->d.n_issued += more;
	x->b.n_issued += more;
	x->d.n_spoiled += kind == POLL_CHANGE_SPOILED;
	if (x->b.n_present > x->b.n_members)
		return err_add(t->e, TD_CONFLICT, S("kind"),
			       N_("Cả %lld thành viên được bỏ phiếu đã có mặt."), (long long)x->b.n_members);
	if (x->n_written > x->b.n_members - x->b.n_present)
		return err_add(
		    t->e, TD_CONFLICT, S("kind"),
		    N_("Người này đã gửi ý kiến bằng văn bản; bỏ ý kiến đó trước khi phát phiếu."));
	if (x->d.n_issued < 0 || x->b.n_present < 0)
		return err_add(t->e, TD_CONFLICT, S("kind"), N_("Không còn phiếu nào đang phát."));
	if (desk_on_paper(x->d.method) && x->d.n_issued + x->d.n_spoiled > x->d.n_printed)
		return err_add(t->e, TD_CONFLICT, S("kind"), N_("Đã hết phiếu in: %lld phiếu."),
			       (long long)x->d.n_printed);
	return TD_OK;
}

td_rc act_desk_change(struct tx *t, cluster_year_id year, poll_id poll, enum poll_change_kind kind, str name,
		      i64 rev)
{
	struct act_desk x;
	struct poll_change c = {.kind = kind, .name = str_trim(name)};
	td_rc rc = act_desk_begin(t, year, poll, rev, DESK_DO_CHANGE, &x);
	if (rc == TD_OK && kind == POLL_CHANGE_DECIDED)
		rc = TD_INVALID;
	/* who spoiled a ballot is nobody's business */
	if (rc == TD_OK && kind != POLL_CHANGE_SPOILED && !c.name.n)
		rc = err_add(t->e, TD_INVALID, S("name"), N_("Ghi họ tên người đến muộn, về sớm."));
	if (kind == POLL_CHANGE_SPOILED)
		c.name = S("");
	if (rc == TD_OK && kind == POLL_CHANGE_SPOILED && !desk_on_paper(x.d.method))
		rc = err_add(t->e, TD_CONFLICT, S("kind"), N_("Cuộc bỏ phiếu này không có phiếu giấy."));
	if (rc == TD_OK)
		rc = change_numbers(t, &x, kind);
	if (rc == TD_OK)
		rc = store_poll_change_add(t, year, poll, &c);
	if (rc == TD_OK)
		rc = save(t, &x);
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "what", str_c(poll_change_name(kind)));
	if (c.name.n)
		value_put_text(t->a, after, "name", c.name);
	return rc == TD_OK ? act_desk_log(t, &x.b, "poll.change", after, STR_NULL) : rc;
}

td_rc act_desk_close(struct tx *t, cluster_year_id year, poll_id poll, i64 unused, i64 rev)
{
	struct act_desk x;
	td_rc rc = act_desk_begin(t, year, poll, rev, DESK_DO_CLOSE, &x);
	if (rc != TD_OK)
		return rc;
	if (x.d.n_printed != x.d.n_issued + x.d.n_spoiled + unused && desk_on_paper(x.d.method))
		return err_add(
		    t->e, TD_INVALID, S("unused"),
		    N_("In %lld phiếu; phát ra %lld, hỏng %lld và chưa dùng %lld cộng lại phải bằng số "
		       "đã in. Hãy đếm lại phiếu chưa dùng."),
		    (long long)x.d.n_printed, (long long)x.d.n_issued, (long long)x.d.n_spoiled,
		    (long long)unused);
	x.d.n_unused = desk_on_paper(x.d.method) ? unused : 0;
	x.d.closed_at_ms = OPT(t->now_ms);
	rc = store_poll_desk_save(t, year, &x.d);
	if (rc == TD_OK)
		rc = act_desk_log(t, &x.b, "poll.close", NULL, STR_NULL);
	return rc == TD_OK ? act_meeting_poll(t, x.b.meeting, MEETING_EVENT_POLL_CLOSED, poll, x.b.question)
			   : rc;
}

static td_rc why(struct tx *t, str reason)
{
	return str_trim(reason).n ? TD_OK : err_add(t->e, TD_INVALID, S("reason"), N_("Ghi lý do."));
}

td_rc act_desk_cancel(struct tx *t, cluster_year_id year, poll_id poll, str reason, i64 rev)
{
	struct act_desk x;
	td_rc rc = act_desk_begin(t, year, poll, rev, DESK_DO_CANCEL, &x);
	if (rc == TD_OK)
		rc = why(t, reason);
	if (rc != TD_OK)
		return rc;
	x.d.why = str_trim(reason);
	rc = store_poll_desk_save(t, year, &x.d);
	if (rc == TD_OK)
		rc = act_desk_log(t, &x.b, "poll.cancel", NULL, reason);
	if (rc != TD_OK || !x.d.opened_at_ms.set)
		return rc;
	return act_meeting_poll(
	    t, x.b.meeting, MEETING_EVENT_POLL_RESULT, poll,
	    arena_fmt(t->a, "%.*s: đã hủy. Lý do: %.*s", STRF(x.b.question), STRF(x.d.why)));
}

td_rc act_desk_recount(struct tx *t, cluster_year_id year, poll_id poll, str reason, i64 rev)
{
	struct act_desk x;
	td_rc rc = act_desk_begin(t, year, poll, rev, DESK_DO_RECOUNT, &x);
	if (rc == TD_OK)
		rc = why(t, reason);
	if (rc == TD_OK && x.d.method == DESK_ELECTRONIC)
		rc = err_add(t->e, TD_CONFLICT, S("phase"),
			     N_("Phiếu điện tử không đếm lại được; ai cũng kiểm chứng được hòm phiếu."));
	if (rc != TD_OK)
		return rc;
	x.d.why = str_trim(reason);
	x.d.attempt++;
	rc = store_poll_desk_save(t, year, &x.d);
	return rc == TD_OK ? act_desk_log(t, &x.b, "poll.recount", NULL, reason) : rc;
}

/* ---- the second ballot ---- */

static void put_second(struct arena *a, const struct act_desk *x, const struct poll_result *r,
		       ballot_candidate_list *out)
{
	for (u32 i = 0; i < x->candidates.n; i++) {
		const struct poll_row *row = &r->rows[i];
		const struct ballot_candidate *c = &x->candidates.at[row->candidate];
		bool again = r->n_tied ? row->verdict == POLL_TIED
				       : row->verdict == POLL_FAILED || row->verdict == POLL_UNDECIDED;
		if (again && !str_eq(c->result, S("elected")))
			VEC_PUSH(a, out) = (struct ballot_candidate){
			    .ordinal = (i64)out->n + 1, .unit = c->unit, .label = c->label};
	}
}

static i64 open_seats(const struct act_desk *x)
{
	i64 n = x->b.n_seats;
	for (size_t i = 0; i < x->candidates.n; i++)
		n -= str_eq(x->candidates.at[i].result, S("elected"));
	return n;
}

/* Without the «(lần 2)» that a second ballot carries. */
static str first_question(const struct act_desk *x)
{
	size_t end = x->b.question.n;
	while (x->d.round > 1 && end > 0 && x->b.question.p[end - 1] != '(')
		end--;
	return x->d.round > 1 && end > 0 ? str_trim(str_upto(x->b.question, end - 1)) : x->b.question;
}

td_rc act_desk_second(struct tx *t, cluster_year_id year, poll_id poll, poll_id *out)
{
	struct act_desk x;
	struct poll p;
	struct poll_result r;
	ballot_candidate_list list = {0};
	td_rc rc = act_desk_begin(t, year, poll, 0, DESK_DO_DECIDE, &x);
	if (rc != TD_OK)
		return rc;
	store_ballot_poll(t->a, &x.b, &x.candidates, &p);
	poll_judge(t->a, &p, &r);
	put_second(t->a, &x, &r, &list);
	i64 seats = open_seats(&x);
	if (seats <= 0 || list.n == 0)
		return err_add(t->e, TD_CONFLICT, S("phase"),
			       N_("Không còn chỗ trống hoặc không còn ai để bỏ phiếu lại."));
	struct ballot b = x.b;
	struct poll_desk d = {.method = x.d.method,
			      .round = x.d.round + 1,
			      .of_poll = OPT(poll.v),
			      .may_vote_self = x.d.may_vote_self,
			      .invalid_rule = x.d.invalid_rule,
			      .destroy_on = x.d.destroy_on};
	b.id.v = b.rev = 0;
	b.n_seats = seats < (i64)list.n ? seats : (i64)list.n;
	b.max_yes = x.b.max_yes ? b.n_seats : 0;
	b.n_issued = b.n_returned = b.n_not_returned = b.n_valid = b.n_invalid = b.n_written = 0;
	b.question = arena_fmt(t->a, "%.*s (lần %lld)", STRF(first_question(&x)), (long long)d.round);
	rc = act_desk_prepare(t, &b, &d, &list);
	*out = b.id;
	return rc;
}
