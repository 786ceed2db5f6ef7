#include "web/page_polling.h"

#include "base/caltime.h"
#include "format/legal.h"
#include "store/store_user.h"
#include "web/page_poll.h"
#include "web/views.h"

enum { BOARD_ROWS = 4 };

static void option(struct req *r, page_option_list *to, str value, str text, str chosen)
{
	VEC_PUSH(r->a, to) = (struct page_option){value, text, str_eq(value, chosen)};
}

struct page_tag page_polling_phase(const struct req *r, enum desk_phase p)
{
	static const struct {
		const char *css, *icon;
	} look[DESK_PHASE__N] = {
	    [DESK_PREPARED] = {"", "edit"},      [DESK_OPEN] = {"info", "vote"},
	    [DESK_COUNTING] = {"warn", "clock"}, [DESK_COMPARED] = {"warn", "clock"},
	    [DESK_CONFIRMED] = {"ok", "check"},  [DESK_CANCELLED] = {"bad", "stop"},
	};
	return page_tag(r, look[p].css, look[p].icon, desk_phase_name(p));
}

static td_rc newest_meeting(struct req *r, struct opt_i64 *out)
{
	meeting_list all = {0};
	td_rc rc = store_meeting_list(r->tx, r->year.id, &all);
	*out = OPT_NONE;
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (all.at[i].kind == MEETING_YEAR_END && !out->set)
			*out = OPT(all.at[i].id.v);
	if (rc == TD_OK && !out->set && all.n)
		*out = OPT(all.at[0].id.v);
	return rc;
}

/* ---- the board ---- */

static td_rc put_board(struct req *r, struct polls_vm *vm, meeting_id meeting, const membership_list *members)
{
	poll_board_list board = {0};
	td_rc rc = vm->has_meeting ? store_poll_board(r->tx, meeting, &board) : TD_OK;
	vm->has_board = board.n > 0;
	for (size_t i = 0; rc == TD_OK && i < BOARD_ROWS; i++) {
		struct polls_member *m = &VEC_PUSH(r->a, &vm->board);
		const struct poll_board *b = i < board.n ? &board.at[i] : NULL;
		struct user u = {0};
		str key = arena_fmt(r->a, "%zu", i + 1), unit = S("");
		if (b && b->user.set)
			rc = store_user_get(r->tx, (user_id){b->user.v}, &u);
		for (size_t k = 0; b && k < members->n; k++)
			if (members->at[k].unit.v == b->unit.v)
				unit = members->at[k].unit_code;
		unit = form_show_key(r->a, r->form, "unit", key, unit);
		*m = (struct polls_member){
		    .key = key,
		    .role = page_tr(r, board_role_name(i == 0 ? BOARD_HEAD : BOARD_TELLER)),
		    .name = form_show_key(r->a, r->form, "name", key, b ? b->person_name : S("")),
		    .login = form_show_key(r->a, r->form, "login", key, u.login)};
		for (size_t k = 0; k < members->n; k++)
			option(r, &m->units, members->at[k].unit_code, members->at[k].unit_name, unit);
	}
	return rc;
}

struct board_form {
	struct form_texts name, unit, login;
};
static const struct field board_fields[] = {
    FIELD(KEYED_TEXT, struct board_form, name, N_("Họ tên"), .max = 200),
    FIELD(KEYED_TEXT, struct board_form, unit, N_("Đơn vị"), .max = 60),
    FIELD(KEYED_TEXT, struct board_form, login, N_("Tên đăng nhập"), .max = 64),
};
const struct form_def page_board_form = FORM(struct board_form, board_fields);

static str sent(const struct form_texts *t, str key)
{
	for (size_t i = 0; i < t->list.n; i++)
		if (str_eq(t->list.at[i].key, key))
			return str_trim(t->list.at[i].v);
	return S("");
}

static td_rc read_member(struct req *r, const struct board_form *f, size_t i, poll_board_list *out)
{
	struct membership m;
	struct user u;
	str key = arena_fmt(r->a, "%zu", i + 1);
	str name = sent(&f->name, key), login = sent(&f->login, key);
	if (!name.n && !login.n)
		return TD_OK;
	struct poll_board b = {.person_name = name, .role = i == 0 ? BOARD_HEAD : BOARD_TELLER};
	td_rc rc = store_membership_find(r->tx, r->year.id, sent(&f->unit, key), &m);
	if (rc == TD_OK)
		b.unit = m.unit;
	else if (rc == TD_NOT_FOUND)
		return err_add(r->e, TD_INVALID, arena_fmt(r->a, "unit[%zu]", i + 1),
			       N_("Chọn đơn vị của %.*s."), STRF(name));
	if (rc == TD_OK && login.n) {
		rc = store_user_by_login(r->tx, login, &u);
		b.user = OPT(u.id.v);
	}
	if (rc == TD_NOT_FOUND) {
		str where = arena_fmt(r->a, "login[%zu]", i + 1);
		return err_add(r->e, TD_INVALID, where, N_("Không có tài khoản “%.*s”."), STRF(login));
	}
	if (rc == TD_OK)
		VEC_PUSH(r->a, out) = b;
	return rc;
}

td_rc page_board_save(struct req *r)
{
	const struct board_form *f = form_value(r->form);
	poll_board_list board = {0};
	struct opt_i64 meeting;
	td_rc rc = newest_meeting(r, &meeting), bad = TD_OK;
	if (rc == TD_OK && !meeting.set)
		return err_add(r->e, TD_CONFLICT, S(""),
			       N_("Chưa có hội nghị nào để bỏ phiếu; hãy lập hội nghị trước."));
	for (size_t i = 0; rc == TD_OK && i < BOARD_ROWS; i++) {
		td_rc one = read_member(r, f, i, &board);
		bad = one == TD_INVALID ? one : bad;
		rc = one == TD_INVALID ? TD_OK : one;
	}
	if (rc != TD_OK || bad != TD_OK)
		return rc != TD_OK ? rc : bad;
	r->location = req_path(r, "%.*s/bo-phieu?luu=1", STRF(page_base(r)));
	return act_board_elect(r->tx, r->year.id, (meeting_id){meeting.v}, &board);
}

/* ---- a new poll ---- */

struct new_form {
	str purpose, method, poll_title, rule, base, invalid_rule;
	struct form_num seats, max_yes;
	struct form_day destroy_on;
	bool may_vote_self;
	struct form_texts candidate;
};
static const struct field new_fields[] = {
    FIELD(TEXT, struct new_form, purpose, N_("Nội dung"), .required = true, .max = 64),
    FIELD(CODE, struct new_form, method, N_("Cách bỏ phiếu"), .required = true, .max = 20),
    FIELD(TEXT, struct new_form, poll_title, N_("Tên cuộc bỏ phiếu"), .max = 200),
    FIELD(TEXT, struct new_form, rule, N_("Tỷ lệ cần đạt"), .max = 20),
    FIELD(TEXT, struct new_form, base, N_("Tính trên"), .max = 16),
    FIELD(AREA, struct new_form, invalid_rule, N_("Phiếu không hợp lệ"), .max = 2000),
    FIELD(INT, struct new_form, seats, N_("Số chỗ cần chọn"), .low = 0, .high = 1000),
    FIELD(INT, struct new_form, max_yes, N_("Mỗi phiếu chọn nhiều nhất"), .low = 0, .high = 1000),
    FIELD(DAY, struct new_form, destroy_on, N_("Ngày hủy phiếu")),
    FIELD(CHECK, struct new_form, may_vote_self, N_("Được bỏ phiếu cho đơn vị mình")),
    FIELD(KEYED_CHECK, struct new_form, candidate, N_("Danh sách bỏ phiếu")),
};
const struct form_def page_poll_new_form = FORM(struct new_form, new_fields);

static str title_name(struct req *r, str code)
{
	legal_ballot_list all = {0};
	legal_titles(r->a, &all);
	for (size_t i = 0; i < all.n; i++)
		if (str_eq(all.at[i].title_code, code))
			return all.at[i].title_name;
	return STR_NULL;
}

static str question(struct req *r, const struct new_form *f, const struct ballot *b)
{
	if (f->poll_title.n)
		return f->poll_title;
	if (b->kind == POLL_HEAD || b->kind == POLL_DEPUTY)
		return arena_fmt(r->a, "Bầu %.*s năm %lld",
				 STRF(b->kind == POLL_HEAD ? r->year.head_title : r->year.deputy_title),
				 (long long)r->year.year + 1);
	if (b->kind == POLL_RESOLUTION)
		return arena_fmt(r->a, "Thông qua kết quả chấm điểm năm %lld", (long long)r->year.year);
	return arena_fmt(r->a, "Suy tôn đơn vị đề nghị tặng %.*s năm %lld",
			 STRF(title_name(r, b->title_code)), (long long)r->year.year);
}

static td_rc read_purpose(struct req *r, const struct new_form *f, struct ballot *b)
{
	static const enum poll_kind kinds[] = {POLL_HEAD, POLL_DEPUTY, POLL_RESOLUTION};
	b->kind = POLL_NOMINATION;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_eq(f->purpose, str_c(poll_kind_code(kinds[i]))))
			b->kind = kinds[i];
	b->title_code = b->kind == POLL_NOMINATION ? f->purpose : STR_NULL;
	if (b->kind == POLL_NOMINATION && !title_name(r, f->purpose).n)
		return err_add(r->e, TD_INVALID, S("purpose"), N_("Chọn danh hiệu, hình thức suy tôn."));
	return TD_OK;
}

static td_rc read_candidates(struct req *r, const struct new_form *f, const struct ballot *b,
			     ballot_candidate_list *out)
{
	membership_list members = {0};
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	if (rc == TD_OK && b->kind == POLL_RESOLUTION)
		VEC_PUSH(r->a, out) = (struct ballot_candidate){.label = S("Tán thành")};
	for (size_t i = 0; rc == TD_OK && b->kind != POLL_RESOLUTION && i < members.n; i++)
		for (size_t k = 0; k < f->candidate.list.n; k++)
			if (str_eq(f->candidate.list.at[k].key, members.at[i].unit_code))
				VEC_PUSH(r->a, out) = (struct ballot_candidate){
				    .unit = OPT(members.at[i].unit.v), .label = members.at[i].unit_name};
	return rc;
}

td_rc page_poll_new(struct req *r)
{
	const struct new_form *f = form_value(r->form);
	struct ballot b = {.year = r->year.id,
			   .n_seats = f->seats.v,
			   .max_yes = f->max_yes.v,
			   .has_quorum = true,
			   .quorum_num = 2,
			   .quorum_den = 3};
	struct poll_desk d = {.may_vote_self = f->may_vote_self, .invalid_rule = f->invalid_rule};
	ballot_candidate_list list = {0};
	td_rc rc = newest_meeting(r, &b.meeting);
	if (rc == TD_OK && desk_method_parse(f->method, &d.method) != TD_OK)
		rc = err_add(r->e, TD_INVALID, S("method"), N_("Chọn cách bỏ phiếu."));
	if (rc == TD_OK)
		rc = read_purpose(r, f, &b);
	if (rc == TD_OK)
		rc = page_poll_threshold(r, f->rule, f->base, &b);
	if (f->destroy_on.set)
		d.destroy_on = day_iso(r->a, f->destroy_on.v);
	if (rc == TD_OK)
		rc = read_candidates(r, f, &b, &list);
	if (rc != TD_OK)
		return rc;
	b.question = question(r, f, &b);
	r->location = req_path(r, "%.*s/bo-phieu?luu=1", STRF(page_base(r)));
	return act_desk_prepare(r->tx, &b, &d, &list);
}

/* ---- the page ---- */

#define INVALID_RULE                                                                                                                \
	"Phiếu không do Ban kiểm phiếu phát; phiếu chọn quá số lượng quy định; phiếu ghi thêm tên ngoài " \
	"danh "                                                                                                                     \
	"sách; phiếu viết, ký hiệu làm lộ người bỏ phiếu."

static void put_choices(struct req *r, struct polls_vm *vm, const membership_list *members)
{
	legal_ballot_list titles = {0};
	str purpose = form_show(r->form, S("purpose"), S("")),
	    base = form_show(r->form, S("base"), S("members")),
	    method = form_show(r->form, S("method"), S("paper"));
	legal_titles(r->a, &titles);
	for (size_t i = 0; i < titles.n; i++)
		option(r, &vm->purposes, titles.at[i].title_code,
		       arena_fmt(r->a, req_tr(r, N_("Suy tôn: %.*s")), STRF(titles.at[i].title_name)),
		       purpose);
	option(r, &vm->purposes, S("head"),
	       arena_fmt(r->a, req_tr(r, N_("Bầu %.*s năm sau")), STRF(r->year.head_title)), purpose);
	option(r, &vm->purposes, S("deputy"),
	       arena_fmt(r->a, req_tr(r, N_("Bầu %.*s năm sau")), STRF(r->year.deputy_title)), purpose);
	option(r, &vm->purposes, S("resolution"), page_tr(r, poll_kind_name(POLL_RESOLUTION)), purpose);
	for (int i = 0; i < POLL_BASE__N; i++)
		option(r, &vm->bases, str_c(poll_base_code((enum poll_base)i)),
		       page_tr(r, poll_base_name((enum poll_base)i)), base);
	for (int i = 0; i < DESK_METHOD__N; i++)
		option(r, &vm->methods, str_c(desk_method_code((enum desk_method)i)),
		       page_tr(r, desk_method_name((enum desk_method)i)), method);
	for (size_t i = 0; i < members->n; i++)
		VEC_PUSH(r->a, &vm->candidates) = (struct polls_candidate){
		    members->at[i].unit_code, members->at[i].unit_name,
		    form_show_key(r->a, r->form, "candidate", members->at[i].unit_code, S("")).n > 0};
}

static td_rc put_polls(struct req *r, struct polls_vm *vm, struct opt_i64 meeting)
{
	ballot_list polls = {0};
	poll_desk_list desks = {0};
	struct act_desk x = {0};
	td_rc rc = store_ballot_run_list(r->tx, r->year.id, &polls);
	if (rc == TD_OK)
		rc = store_poll_desk_list(r->tx, r->year.id, &desks);
	if (rc == TD_OK && meeting.set)
		rc = store_poll_board(r->tx, (meeting_id){meeting.v}, &x.board);
	bool head = page_polling_sits(r, &x, BOARD_HEAD), teller = page_polling_sits(r, &x, BOARD_TELLER);
	for (size_t i = 0; rc == TD_OK && i < polls.n && i < desks.n; i++)
		VEC_PUSH(r->a, &vm->polls) = (struct polls_line){
		    .id = polls.at[i].id.v,
		    .question = polls.at[i].question,
		    .method = page_tr(r, desk_method_name(desks.at[i].method)),
		    .phase = page_polling_phase(r, desks.at[i].phase),
		    .opens = vm->desk || head || teller,
		    .counts =
			teller && desk_on_paper(desks.at[i].method) && desks.at[i].phase == DESK_COUNTING,
		};
	return rc;
}

td_rc page_polls(struct req *r)
{
	struct polls_vm *vm = NEW(r->a, struct polls_vm);
	struct opt_i64 meeting;
	membership_list members = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Bỏ phiếu tại hội nghị")), "bo-phieu");
	if (rc == TD_OK)
		rc = newest_meeting(r, &meeting);
	if (rc == TD_OK)
		rc = store_membership_list(r->tx, r->year.id, &members);
	if (rc != TD_OK)
		return rc;
	*vm = (struct polls_vm){
	    .base = page_base(r),
	    .has_meeting = meeting.set,
	    .desk = page_may(r, PERM_POLL_RECORD),
	    .poll_title = form_show(r->form, S("poll_title"), S("")),
	    .rule = form_show(r->form, S("rule"), S("")),
	    .seats = form_show(r->form, S("seats"), S("1")),
	    .max_yes = form_show(r->form, S("max_yes"), S("1")),
	    .invalid_rule = form_show(r->form, S("invalid_rule"), S(INVALID_RULE)),
	    .destroy_on = form_show(r->form, S("destroy_on"), S("")),
	    .may_vote_self = r->form ? form_typed(r->form, S("may_vote_self")).n > 0 : true,
	};
	rc = put_polls(r, vm, meeting);
	if (rc == TD_OK && vm->desk)
		rc = put_board(r, vm, (meeting_id){meeting.v}, &members);
	put_choices(r, vm, &members);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_polls(&r->html, vm);
	return TD_OK;
}
