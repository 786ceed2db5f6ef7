/* What is done at the desk of a poll. */
#include "base/caltime.h"
#include "web/page_poll.h"
#include "web/page_polling.h"

struct move_form {
	str act, name, reason, kind, unit, floor_name, person, word;
	str poll_title, method, rule, base, invalid_rule; /* of edit */
	struct form_num seats, max_yes;
	struct form_day destroy_on;
	bool may_vote_self;
	struct form_texts order;
	struct form_num rev, members, present, printed, issued, electronic, unused, candidate, returned,
	    valid, invalid;
	struct form_texts yes, no, blank, choice;
};
enum { MANY = 100000 };
static const struct field fields[] = {
    FIELD(CODE, struct move_form, act, N_("Việc cần làm"), .required = true, .max = 16),
    FIELD(INT, struct move_form, rev, N_("Phiên bản"), .required = true),
    FIELD(TEXT, struct move_form, name, N_("Họ tên"), .max = 200),
    FIELD(TEXT, struct move_form, reason, N_("Lý do"), .max = 1000),
    FIELD(CODE, struct move_form, kind, N_("Việc xảy ra"), .max = 20),
    FIELD(TEXT, struct move_form, unit, N_("Đơn vị"), .max = 60),
    FIELD(TEXT, struct move_form, floor_name, N_("Người được đề cử"), .max = 300),
    FIELD(TEXT, struct move_form, person, N_("Người gửi ý kiến"), .max = 200),
    FIELD(TEXT, struct move_form, word, N_("Chữ xác nhận"), .max = 40),
    FIELD(INT, struct move_form, members, N_("Thành viên có quyền bỏ phiếu"), .low = 0, .high = MANY),
    FIELD(INT, struct move_form, present, N_("Có mặt"), .low = 0, .high = MANY),
    FIELD(INT, struct move_form, printed, N_("Phiếu đã in"), .low = 0, .high = MANY),
    FIELD(INT, struct move_form, issued, N_("Phiếu phát ra"), .low = 0, .high = MANY),
    FIELD(INT, struct move_form, electronic, N_("Người bỏ phiếu điện tử"), .low = 0, .high = MANY),
    FIELD(INT, struct move_form, unused, N_("Phiếu chưa dùng"), .low = 0, .high = MANY),
    FIELD(INT, struct move_form, returned, N_("Thu về"), .low = 0, .high = MANY),
    FIELD(INT, struct move_form, valid, N_("Hợp lệ"), .low = 0, .high = MANY),
    FIELD(INT, struct move_form, invalid, N_("Không hợp lệ"), .low = 0, .high = MANY),
    FIELD(INT, struct move_form, candidate, N_("Người trong danh sách"), .low = 0, .high = MANY),
    FIELD(KEYED_TEXT, struct move_form, yes, N_("Đồng ý"), .max = 8),
    FIELD(KEYED_TEXT, struct move_form, no, N_("Không đồng ý"), .max = 8),
    FIELD(KEYED_TEXT, struct move_form, blank, N_("Phiếu trắng"), .max = 8),
    FIELD(KEYED_TEXT, struct move_form, choice, N_("Ý kiến"), .max = 8),
    FIELD(TEXT, struct move_form, poll_title, N_("Tên cuộc bỏ phiếu"), .max = 200),
    FIELD(CODE, struct move_form, method, N_("Cách bỏ phiếu"), .max = 20),
    FIELD(TEXT, struct move_form, rule, N_("Tỷ lệ cần đạt"), .max = 20),
    FIELD(TEXT, struct move_form, base, N_("Tính trên"), .max = 16),
    FIELD(AREA, struct move_form, invalid_rule, N_("Phiếu không hợp lệ"), .max = 2000),
    FIELD(INT, struct move_form, seats, N_("Số chỗ cần chọn"), .low = 0, .high = 1000),
    FIELD(INT, struct move_form, max_yes, N_("Mỗi phiếu chọn nhiều nhất"), .low = 0, .high = 1000),
    FIELD(DAY, struct move_form, destroy_on, N_("Ngày hủy phiếu")),
    FIELD(CHECK, struct move_form, may_vote_self, N_("Được bỏ phiếu cho đơn vị mình")),
    FIELD(KEYED_TEXT, struct move_form, order, N_("Thứ tự trong danh sách"), .max = 4),
};
const struct form_def page_polling_form = FORM(struct move_form, fields);

static str sent(const struct form_texts *t, str key)
{
	for (size_t i = 0; i < t->list.n; i++)
		if (str_eq(t->list.at[i].key, key))
			return str_trim(t->list.at[i].v);
	return S("");
}

static i64 votes(struct req *r, const struct form_texts *t, const struct ballot_candidate *c, td_rc *bad)
{
	i64 v = 0;
	str key = arena_fmt(r->a, "%lld", (long long)c->ordinal), text = sent(t, key);
	str where = arena_fmt(r->a, "row.%.*s", STRF(key));
	if (text.n && (str_i64(text, &v) != TD_OK || v < 0 || v > MANY))
		*bad = err_add(r->e, TD_INVALID, where, N_("%.*s: số phiếu phải là số nguyên không âm."),
			       STRF(c->label));
	return v;
}

td_rc page_polling_rows(struct req *r, const struct act_desk *x, const struct form_texts *yes,
			const struct form_texts *no, const struct form_texts *blank, struct count *out)
{
	struct count_row *rows = NEW_N(r->a, struct count_row, x->candidates.n);
	td_rc bad = TD_OK;
	out->n_rows = 0;
	for (size_t i = 0; i < x->candidates.n; i++) {
		const struct ballot_candidate *c = &x->candidates.at[i];
		if (!c->withdrawn)
			rows[out->n_rows++] =
			    (struct count_row){c->ordinal, votes(r, yes, c, &bad), votes(r, no, c, &bad),
					       votes(r, blank, c, &bad)};
	}
	out->rows = rows;
	return bad;
}

static td_rc opinion(struct req *r, const struct move_form *f, const struct act_desk *x)
{
	written_opinion_list rows = {0};
	struct membership m = {0};
	td_rc rc = f->unit.n ? store_membership_find(r->tx, r->year.id, f->unit, &m) : TD_OK;
	struct opt_i64 unit = f->unit.n ? OPT(m.unit.v) : OPT_NONE;
	for (size_t i = 0; rc == TD_OK && i < x->candidates.n; i++) {
		struct written_opinion o = {.unit = unit, .candidate = x->candidates.at[i].ordinal};
		str text = sent(&f->choice, arena_fmt(r->a, "%lld", (long long)o.candidate));
		if (!text.n || x->candidates.at[i].withdrawn)
			continue;
		if (opinion_parse(text, &o.choice) != TD_OK)
			return TD_INVALID;
		VEC_PUSH(r->a, &rows) = o;
	}
	return rc == TD_OK ? act_desk_opinion(r->tx, r->year.id, x->b.id, f->person, unit, &rows) : rc;
}

/* By the numbers that were typed; equal ones and lines without a number keep their order. */
static td_rc put_in_order(struct req *r, const struct move_form *f, ballot_candidate_list *list)
{
	i64 *at = NEW_N(r->a, i64, list->n);
	td_rc bad = TD_OK;
	for (size_t i = 0; i < list->n; i++) {
		const struct ballot_candidate *c = &list->at[i];
		str text = sent(&f->order, arena_fmt(r->a, "%lld", (long long)c->ordinal));
		at[i] = c->ordinal;
		if (text.n && (str_i64(text, &at[i]) != TD_OK || at[i] < 1))
			bad = err_add(r->e, TD_INVALID, arena_fmt(r->a, "order[%lld]", (long long)c->ordinal),
				      N_("%.*s: thứ tự là số 1, 2, 3 …"), STRF(c->label));
	}
	for (size_t i = 1; i < list->n; i++)
		for (size_t k = i; k > 0 && at[k] < at[k - 1]; k--) {
			struct ballot_candidate c = list->at[k];
			i64 n = at[k];
			list->at[k] = list->at[k - 1];
			at[k] = at[k - 1];
			list->at[k - 1] = c;
			at[k - 1] = n;
		}
	return bad;
}

static td_rc edit(struct req *r, const struct move_form *f, struct act_desk *x)
{
	struct ballot *b = &x->b;
	struct poll_desk *d = &x->d;
	td_rc bad = TD_OK;
	if (f->method.n && desk_method_parse(f->method, &d->method) != TD_OK)
		bad = err_add(r->e, TD_INVALID, S("method"), N_("Chọn cách bỏ phiếu."));
	td_rc ruled = page_poll_threshold(r, f->rule, f->base, b),
	      sorted = put_in_order(r, f, &x->candidates);
	if (bad != TD_OK || ruled != TD_OK || sorted != TD_OK)
		return bad != TD_OK ? bad : ruled != TD_OK ? ruled : sorted;
	b->question = f->poll_title;
	b->n_seats = f->seats.v;
	b->max_yes = f->max_yes.v;
	d->may_vote_self = f->may_vote_self;
	d->invalid_rule = f->invalid_rule;
	d->destroy_on = f->destroy_on.set ? day_iso(r->a, f->destroy_on.v) : STR_NULL;
	d->rev = f->rev.v;
	return act_desk_edit(r->tx, b, d, &x->candidates);
}

static td_rc from_floor(struct req *r, const struct move_form *f, const struct act_desk *x)
{
	struct membership m = {0};
	td_rc rc = f->unit.n ? store_membership_find(r->tx, r->year.id, f->unit, &m) : TD_OK;
	str label = f->unit.n ? m.unit_name : f->floor_name;
	return rc == TD_OK ? act_desk_floor(r->tx, r->year.id, x->b.id, f->unit.n ? OPT(m.unit.v) : OPT_NONE,
					    label, f->reason, f->rev.v)
			   : rc;
}

static td_rc hands(struct req *r, const struct move_form *f, const struct act_desk *x)
{
	struct count c = {.issued = x->d.n_issued, .returned = x->d.n_issued, .valid = x->d.n_issued};
	td_rc rc = page_polling_rows(r, x, &f->yes, &f->no, &f->blank, &c);
	return rc == TD_OK ? act_desk_hands(r->tx, r->year.id, x->b.id, &c) : rc;
}

static td_rc change(struct req *r, const struct move_form *f, const struct act_desk *x)
{
	enum poll_change_kind kind;
	if (poll_change_parse(f->kind, &kind) != TD_OK || kind == POLL_CHANGE_DECIDED)
		return err_add(r->e, TD_INVALID, S("kind"), N_("Chọn việc xảy ra."));
	return act_desk_change(r->tx, r->year.id, x->b.id, kind, f->name, f->rev.v);
}

/* Irreversible: typed. */
static td_rc word(struct req *r, const struct move_form *f, const char *wanted)
{
	return str_eq(f->word, str_c(wanted))
		   ? TD_OK
		   : err_add(r->e, TD_INVALID, S("word"), N_("Gõ đúng chữ %s để xác nhận."), wanted);
}

static td_rc finish(struct req *r, const struct move_form *f, const struct act_desk *x)
{
	struct poll_result res;
	cluster_year_id y = r->year.id;
	if (str_eq(f->act, S("announce"))) {
		td_rc rc = word(r, f, "CÔNG BỐ");
		return rc == TD_OK ? act_desk_announce(r->tx, y, x->b.id, f->rev.v, &res) : rc;
	}
	if (str_eq(f->act, S("cancel"))) {
		td_rc rc = word(r, f, "HỦY");
		return rc == TD_OK ? act_desk_cancel(r->tx, y, x->b.id, f->reason, f->rev.v) : rc;
	}
	if (str_eq(f->act, S("decide")))
		return act_desk_decide(r->tx, y, x->b.id, f->candidate.v, f->reason, f->rev.v);
	poll_id again;
	return act_desk_second(r->tx, y, x->b.id, &again);
}

/* Of the desk: who records polls. */
static td_rc at_desk(struct req *r, const struct move_form *f, struct act_desk *x)
{
	cluster_year_id y = r->year.id;
	str a = f->act;
	if (!page_may(r, PERM_POLL_RECORD))
		return TD_DENIED;
	if (str_eq(a, S("edit")))
		return edit(r, f, x);
	if (str_eq(a, S("open")))
		return act_desk_open(r->tx, y, x->b.id,
				     &(struct desk_opening){f->members.v, f->present.v, f->printed.v,
							    f->issued.v, f->electronic.v},
				     f->rev.v);
	if (str_eq(a, S("close")))
		return act_desk_close(r->tx, y, x->b.id, f->unused.v, f->rev.v);
	if (str_eq(a, S("change")))
		return change(r, f, x);
	if (str_eq(a, S("floor")))
		return from_floor(r, f, x);
	if (str_eq(a, S("withdraw")))
		return act_desk_withdraw(r->tx, y, x->b.id, f->candidate.v, f->reason, f->rev.v);
	if (str_eq(a, S("opinion")))
		return opinion(r, f, x);
	if (str_eq(a, S("hands")))
		return hands(r, f, x);
	if (str_eq(a, S("announce")) || str_eq(a, S("cancel")) || str_eq(a, S("decide")) ||
	    str_eq(a, S("second")))
		return finish(r, f, x);
	return err_add(r->e, TD_INVALID, S("act"), N_("Không có việc này ở bàn phiếu."));
}

td_rc page_polling_move(struct req *r)
{
	const struct move_form *f = form_value(r->form);
	struct act_desk x;
	struct poll_result res;
	td_rc rc = page_polling_find(r, &x);
	if (rc != TD_OK)
		return rc;
	bool second = str_eq(f->act, S("second"));
	r->location = second
			  ? req_path(r, "%.*s/bo-phieu?luu=1", STRF(page_base(r)))
			  : req_path(r, "%.*s/bo-phieu/%lld?luu=1", STRF(page_base(r)), (long long)x.b.id.v);
	if (str_eq(f->act, S("confirm")))
		return act_desk_confirm(r->tx, r->year.id, x.b.id, f->rev.v, &res);
	if (str_eq(f->act, S("recount")) &&
	    (page_may(r, PERM_POLL_RECORD) || page_polling_sits(r, &x, BOARD_HEAD)))
		return act_desk_recount(r->tx, r->year.id, x.b.id, f->reason, f->rev.v);
	return at_desk(r, f, &x);
}
