/* Counting a poll: sheets, their comparison, the confirmed result. */
#include "jobs/act_desk.h"
#include "jobs/act_journal.h"
#include "jobs/act_meeting_live.h"

static const struct poll_board *teller(const struct act_desk *x, i64 user)
{
	for (size_t i = 0; i < x->board.n; i++)
		if (x->board.at[i].role == BOARD_TELLER && x->board.at[i].user.set &&
		    x->board.at[i].user.v == user && user)
			return &x->board.at[i];
	return NULL;
}

static bool in_room(const struct desk_room *room, struct opt_i64 unit)
{
	for (size_t i = 0; i < room->who.n; i++)
		if (unit.set && room->who.at[i].unit.set && room->who.at[i].unit.v == unit.v &&
		    room->who.at[i].votes && room->who.at[i].presence != PRESENCE_ABSENT)
			return true;
	return false;
}

/* The rows of a sheet are the candidates that stand, in order; nobody voted for his own unit where that is the rule. */
static td_rc check_rows(struct tx *t, const struct act_desk *x, const struct count *c)
{
	str *names = NEW_N(t->a, str, c->n_rows);
	struct desk_room room;
	size_t n = 0, before;
	for (size_t i = 0; i < x->candidates.n; i++) {
		const struct ballot_candidate *k = &x->candidates.at[i];
		if (k->withdrawn)
			continue;
		if (n >= c->n_rows || c->rows[n].candidate != k->ordinal)
			return err_add(t->e, TD_INVALID, S("rows"), N_("Thiếu số đếm của %.*s."),
				       STRF(k->label));
		names[n++] = k->label;
	}
	if (n != c->n_rows)
		return err_add(t->e, TD_INVALID, S("rows"), N_("Thừa dòng so với danh sách bỏ phiếu."));
	td_rc rc = count_check(c, x->b.max_yes, names, t->e);
	if (rc != TD_OK || x->d.may_vote_self || desk_electronic(x->d.method))
		return rc;
	before = t->e->n_total;
	rc = act_desk_room(t, (meeting_id){x->b.meeting.v}, &room);
	for (size_t i = 0; rc == TD_OK && i < c->n_rows; i++) {
		str where = arena_fmt(t->a, "row.%lld", (long long)c->rows[i].candidate);
		if (in_room(&room, x->candidates.at[c->rows[i].candidate - 1].unit) &&
		    count_self_vote(&c->rows[i], c->issued))
			(void)err_add(
			    t->e, TD_INVALID, where,
			    N_("“%.*s”: có phiếu của chính đơn vị này bỏ cho mình; theo quy định phiếu ấy để "
			       "trống dòng của đơn vị mình."),
			    STRF(names[i]));
	}
	return rc == TD_OK && t->e->n_total != before ? TD_INVALID : rc;
}

/* The two agreeing sheets of this attempt, and the electronic box: NULL where it is missing. */
static const struct count_sheet *sheet_of(const struct act_desk *x, enum count_origin origin, i64 not_user)
{
	for (size_t i = 0; i < x->sheets.n; i++) {
		const struct count_sheet *s = &x->sheets.at[i];
		if (s->origin == origin && s->user != not_user &&
		    (origin == COUNT_ELECTRONIC || s->attempt == x->d.attempt))
			return s;
	}
	return NULL;
}

static bool papers_agree(struct arena *a, const struct act_desk *x)
{
	count_differences d = {0};
	const struct count_sheet *one = sheet_of(x, COUNT_TELLER, 0);
	const struct count_sheet *two = one ? sheet_of(x, COUNT_TELLER, one->user) : NULL;
	if (two)
		count_compare(a, &one->count, &two->count, &d);
	return two && d.n == 0;
}

static td_rc add_sheet(struct tx *t, struct act_desk *x, enum count_origin origin, const struct count *c)
{
	struct count_sheet s = {.poll = x->b.id,
				.attempt = x->d.attempt,
				.origin = origin,
				.user = t->actor.user_id,
				.user_name = t->actor.name,
				.count = *c};
	td_rc rc = store_count_sheet_add(t, x->b.year, &s);
	return rc == TD_OK ? store_count_sheets(t, x->b.id, t->actor.user_id, &x->sheets) : rc;
}

static td_rc log_attempt(struct tx *t, const struct act_desk *x, const char *action, i64 attempt)
{
	struct value *after = value_map(t->a);
	value_put_int(t->a, after, "attempt", attempt);
	return act_desk_log(t, &x->b, action, after, STR_NULL);
}

/* All counts that are asked for are there and agree. */
static td_rc agree(struct tx *t, struct act_desk *x)
{
	td_rc rc = desk_next(x->d.phase, DESK_DO_AGREE, &x->d.phase, t->e);
	if (rc == TD_OK)
		rc = store_poll_desk_save(t, x->b.year, &x->d);
	return rc == TD_OK ? log_attempt(t, x, "poll.agree", x->d.attempt) : rc;
}

static td_rc compare(struct tx *t, struct act_desk *x, count_differences *differences)
{
	const struct count_sheet *one = sheet_of(x, COUNT_TELLER, 0);
	const struct count_sheet *two = one ? sheet_of(x, COUNT_TELLER, one->user) : NULL;
	if (!two)
		return TD_OK;
	count_compare(t->a, &one->count, &two->count, differences);
	if (differences->n == 0)
		return x->d.method == DESK_MIXED && !sheet_of(x, COUNT_ELECTRONIC, -1) ? TD_OK : agree(t, x);
	td_rc rc = desk_next(x->d.phase, DESK_DO_DIFFER, &x->d.phase, t->e);
	i64 attempt = x->d.attempt++;
	if (rc == TD_OK)
		rc = store_poll_desk_save(t, x->b.year, &x->d);
	return rc == TD_OK ? log_attempt(t, x, "poll.differ", attempt) : rc;
}

static td_rc check_issued(struct tx *t, const struct act_desk *x, const struct count *c, i64 issued)
{
	return c->issued == issued ? check_rows(t, x, c)
				   : err_add(t->e, TD_INVALID, S("issued"),
					     N_("Bàn phiếu đã phát %lld phiếu, không phải %lld."),
					     (long long)issued, (long long)c->issued);
}

td_rc act_desk_sheet(struct tx *t, cluster_year_id year, poll_id poll, i64 attempt, const struct count *c,
		     count_differences *differences)
{
	struct act_desk x;
	*differences = (count_differences){0};
	td_rc rc = act_desk_begin(t, year, poll, 0, DESK_DO_COUNT, &x);
	if (rc == TD_OK && !teller(&x, t->actor.user_id))
		rc = err_add(t->e, TD_DENIED, S(""),
			     N_("Chỉ người kiểm phiếu do hội nghị bầu mới nhập số đếm được."));
	if (rc == TD_OK && !desk_on_paper(x.d.method))
		rc = err_add(t->e, TD_CONFLICT, S("phase"), N_("Cuộc bỏ phiếu này không có phiếu giấy."));
	if (rc == TD_OK && attempt != x.d.attempt)
		rc = err_add(t->e, TD_STALE, S(""),
			     N_("Đang đếm lần %lld, số vừa nhập là của lần %lld; hãy đếm lại rồi nhập."),
			     (long long)x.d.attempt, (long long)attempt);
	if (rc == TD_OK && papers_agree(t->a, &x))
		rc = err_add(t->e, TD_CONFLICT, S("phase"), N_("Phiếu giấy đã đếm xong và khớp nhau."));
	if (rc == TD_OK)
		rc = check_issued(t, &x, c, x.d.n_issued);
	if (rc == TD_OK)
		rc = add_sheet(t, &x, COUNT_TELLER, c);
	if (rc == TD_OK)
		rc = log_attempt(t, &x, "poll.sheet",
				 attempt); /* its numbers stay secret until both are there */
	return rc == TD_OK ? compare(t, &x, differences) : rc;
}

td_rc act_desk_hands(struct tx *t, cluster_year_id year, poll_id poll, const struct count *c)
{
	struct act_desk x;
	td_rc rc = act_desk_begin(t, year, poll, 0, DESK_DO_COUNT, &x);
	if (rc == TD_OK && x.d.method != DESK_SHOW_OF_HANDS)
		rc = err_add(t->e, TD_CONFLICT, S("phase"),
			     N_("Cuộc bỏ phiếu này dùng phiếu: hai người kiểm phiếu nhập số đếm được."));
	if (rc == TD_OK)
		rc = check_issued(t, &x, c, x.d.n_issued);
	if (rc == TD_OK)
		rc = add_sheet(t, &x, COUNT_HANDS, c);
	return rc == TD_OK ? agree(t, &x) : rc;
}

td_rc act_desk_counted(struct tx *t, cluster_year_id year, poll_id poll, const struct count *c)
{
	struct act_desk x;
	td_rc rc = act_desk_load(t, year, poll, &x);
	if (rc == TD_OK && x.d.method == DESK_ELECTRONIC && x.d.phase == DESK_OPEN)
		rc = act_desk_close(t, year, poll, 0, x.d.rev);
	if (rc == TD_OK)
		rc = act_desk_begin(t, year, poll, 0, DESK_DO_COUNT, &x);
	if (rc == TD_OK && !desk_electronic(x.d.method))
		rc = err_add(t->e, TD_CONFLICT, S("phase"),
			     N_("Cuộc bỏ phiếu này không có phần bỏ phiếu điện tử."));
	if (rc == TD_OK && sheet_of(&x, COUNT_ELECTRONIC, -1))
		rc = err_add(t->e, TD_CONFLICT, S("phase"), N_("Đã có kết quả của phần bỏ phiếu điện tử."));
	if (rc == TD_OK)
		rc = check_issued(t, &x, c, x.d.n_electronic);
	if (rc == TD_OK)
		rc = add_sheet(t, &x, COUNT_ELECTRONIC, c);
	if (rc == TD_OK)
		rc = log_attempt(t, &x, "poll.counted", x.d.attempt);
	if (rc != TD_OK || (x.d.method == DESK_MIXED && !papers_agree(t->a, &x)))
		return rc;
	return agree(t, &x);
}

/* ---- the result ---- */

static void add_count(struct act_desk *x, const struct count *c)
{
	x->b.n_issued += c->issued;
	x->b.n_returned += c->returned;
	x->b.n_not_returned += c->not_returned;
	x->b.n_valid += c->valid;
	x->b.n_invalid += c->invalid;
	for (size_t i = 0; i < c->n_rows; i++) {
		struct ballot_candidate *k = &x->candidates.at[c->rows[i].candidate - 1];
		k->n_yes += c->rows[i].yes;
		k->n_no += c->rows[i].no;
		k->n_blank += c->rows[i].blank;
	}
}

/* What a person did not say anything about is no opinion. */
static void add_opinions(struct act_desk *x)
{
	x->b.n_written = x->n_written;
	for (size_t i = 0; i < x->candidates.n; i++) {
		struct ballot_candidate *k = &x->candidates.at[i];
		for (size_t o = 0; o < x->opinions.n; o++) {
			k->written_yes += !k->withdrawn && x->opinions.at[o].candidate == k->ordinal &&
					  x->opinions.at[o].choice == OPINION_YES;
			k->written_no += !k->withdrawn && x->opinions.at[o].candidate == k->ordinal &&
					 x->opinions.at[o].choice == OPINION_NO;
		}
		k->written_blank = k->withdrawn ? 0 : x->n_written - k->written_yes - k->written_no;
	}
}

static td_rc check_head(struct tx *t, const struct act_desk *x)
{
	for (size_t i = 0; i < x->board.n; i++) {
		const struct poll_board *b = &x->board.at[i];
		if (b->role == BOARD_HEAD && b->user.set && b->user.v != t->actor.user_id)
			return err_add(t->e, TD_DENIED, S(""),
				       N_("Trưởng ban kiểm phiếu %.*s xác nhận kết quả."),
				       STRF(b->person_name));
	}
	return TD_OK;
}

static void put_counts(struct act_desk *x)
{
	const struct count_sheet *papers =
	    sheet_of(x, x->d.method == DESK_SHOW_OF_HANDS ? COUNT_HANDS : COUNT_TELLER, -1);
	const struct count_sheet *box = sheet_of(x, COUNT_ELECTRONIC, -1);
	x->b.n_issued = 0;
	if (papers && x->d.method != DESK_ELECTRONIC)
		add_count(x, &papers->count);
	if (box)
		add_count(x, &box->count);
	add_opinions(x);
}

td_rc act_desk_confirm(struct tx *t, cluster_year_id year, poll_id poll, i64 rev, struct poll_result *out)
{
	struct act_desk x;
	td_rc rc = act_desk_begin(t, year, poll, rev, DESK_DO_CONFIRM, &x);
	if (rc == TD_OK)
		rc = check_head(t, &x);
	if (rc != TD_OK)
		return rc;
	put_counts(&x);
	x.d.confirmed_at_ms = OPT(t->now_ms);
	x.d.confirmed_by = OPT(t->actor.user_id);
	rc = store_poll_desk_save(t, year, &x.d);
	if (rc == TD_OK)
		rc = act_ballot_record(t, &x.b, &x.candidates, false, out);
	return rc == TD_OK ? act_meeting_poll(t, x.b.meeting, MEETING_EVENT_POLL_RESULT, poll,
					      act_ballot_told(t->a, &x.candidates, out))
			   : rc;
}

td_rc act_desk_decide(struct tx *t, cluster_year_id year, poll_id poll, i64 candidate, str reason, i64 rev)
{
	struct act_desk x;
	struct poll_result r;
	i64 n_elected = 0;
	td_rc rc = act_desk_begin(t, year, poll, rev, DESK_DO_DECIDE, &x);
	if (rc != TD_OK)
		return rc;
	if (candidate < 1 || (size_t)candidate > x.candidates.n)
		return TD_NOT_FOUND;
	struct ballot_candidate *c = &x.candidates.at[candidate - 1];
	for (size_t i = 0; i < x.candidates.n; i++)
		n_elected += str_eq(x.candidates.at[i].result, S("elected"));
	if (!str_trim(reason).n)
		return err_add(t->e, TD_INVALID, S("reason"),
			       N_("Ghi căn cứ: biểu quyết tán thành, ý kiến chủ tọa hay quy chế."));
	if (c->withdrawn || str_eq(c->result, S("elected")) || (x.b.n_seats && n_elected >= x.b.n_seats))
		return err_add(t->e, TD_CONFLICT, S("candidate"),
			       N_("Không còn chỗ trống, hoặc %.*s đã rút, đã được chọn."), STRF(c->label));
	struct poll_change change = {
	    .kind = POLL_CHANGE_DECIDED, .name = c->label, .reason = str_trim(reason)};
	rc = store_poll_change_add(t, year, poll, &change);
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "name", c->label);
	if (rc == TD_OK)
		rc = act_desk_log(t, &x.b, "poll.decide", after, reason);
	if (rc == TD_OK)
		rc = store_poll_desk_save(t, year, &x.d);
	return rc == TD_OK ? act_ballot_record(t, &x.b, &x.candidates, false, &r) : rc;
}

td_rc act_desk_announce(struct tx *t, cluster_year_id year, poll_id poll, i64 rev, struct poll_result *out)
{
	struct act_desk x;
	td_rc rc = act_desk_begin(t, year, poll, rev, DESK_DO_DECIDE, &x);
	if (rc == TD_OK)
		rc = store_poll_desk_save(t, year, &x.d);
	return rc == TD_OK ? act_ballot_record(t, &x.b, &x.candidates, true, out) : rc;
}
