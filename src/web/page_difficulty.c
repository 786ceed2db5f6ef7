#include "web/page_difficulty.h"

#include "base/caltime.h"
#include "base/vi.h"
#include "jobs/act_difficulty.h"
#include "web/views.h"

struct raise_form {
	str title, body, wish;
};
static const struct field raise_fields[] = {
    FIELD(TEXT, struct raise_form, title, N_("Tóm tắt khó khăn"), .required = true, .max = 300),
    FIELD(AREA, struct raise_form, body, N_("Nội dung cụ thể"), .required = true, .max = 8000),
    FIELD(AREA, struct raise_form, wish, N_("Đề xuất, kiến nghị"), .max = 4000),
};
const struct form_def page_difficulty_raise_form = FORM(struct raise_form, raise_fields);

struct move_form {
	struct form_num rev, assignee;
	str to, text;
	struct form_day due_on;
};
static const struct field move_fields[] = {
    FIELD(INT, struct move_form, rev, N_("Phiên bản"), .required = true),
    FIELD(CODE, struct move_form, to, N_("Bước tiếp theo"), .required = true, .max = 20),
    FIELD(AREA, struct move_form, text, N_("Nội dung"), .max = 8000),
    FIELD(INT, struct move_form, assignee, N_("Người trả lời")),
    FIELD(DAY, struct move_form, due_on, N_("Hạn trả lời")),
};
const struct form_def page_difficulty_move_form = FORM(struct move_form, move_fields);

struct page_tag page_difficulty_tag(const struct req *r, enum difficulty_state s)
{
	static const struct {
		const char *css, *icon;
	} look[DIFFICULTY__N] = {
	    [DIFFICULTY_RAISED] = {"warn", "warn"},   [DIFFICULTY_ASSIGNED] = {"info", "clock"},
	    [DIFFICULTY_ANSWERED] = {"ok", "check"},  [DIFFICULTY_CLOSED] = {"", "lock"},
	    [DIFFICULTY_REOPENED] = {"warn", "warn"},
	};
	return page_tag(r, look[s].css, look[s].icon, difficulty_name(s));
}

/* ---- the list ---- */

static bool wanted(struct arena *a, const struct difficulty *d, str state, str key)
{
	if (state.n && !str_eq(state, str_c(difficulty_code(d->state))))
		return false;
	str where = vi_fold(a, arena_fmt(a, "%.*s %.*s", STRF(d->title), STRF(d->unit_name)));
	return !key.n || str_find(where, key) < where.n;
}

static void put_states(struct req *r, struct difficulties_vm *vm, str chosen)
{
	VEC_PUSH(r->a, &vm->states) =
	    (struct page_option){S(""), page_tr(r, N_("Mọi trạng thái")), !chosen.n};
	for (int i = 0; i < DIFFICULTY__N; i++) {
		str code = str_c(difficulty_code((enum difficulty_state)i));
		VEC_PUSH(r->a, &vm->states) = (struct page_option){
		    code, page_tr(r, difficulty_name((enum difficulty_state)i)), str_eq(code, chosen)};
	}
}

static td_rc put_rows(struct req *r, struct difficulties_vm *vm, unit_id unit)
{
	difficulty_list list = {0};
	str state = req_query(r, S("tt")), key = vi_fold(r->a, vm->q);
	put_states(r, vm, state);
	vm->filtered = state.n || key.n;
	td_rc rc = store_difficulty_list(r->tx, r->year.id, unit, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		const struct difficulty *d = &list.at[i];
		if (!wanted(r->a, d, state, key))
			continue;
		VEC_PUSH(r->a, &vm->rows) = (struct difficulty_row){
		    .href = req_path(r, "%.*s/kho-khan/%.*s/%lld", STRF(vm->base), STRF(d->unit_code),
				     (long long)d->id),
		    .unit = d->unit_name,
		    .title = d->title,
		    .assigned = d->assigned_name,
		    .due_on = d->state == DIFFICULTY_ASSIGNED ? d->due_on : STR_NULL,
		    .at = d->raised_at_ms,
		    .open = difficulty_open(d->state),
		    .tag = page_difficulty_tag(r, d->state),
		    .due = page_due_tag(r, d->due_on),
		};
	}
	return rc;
}

/* Where the reader's own unit raises one; empty when he has none or may not. */
static td_rc own_href(struct req *r, str base, str *out)
{
	membership_list members = {0};
	unit_id own = page_own_unit(r);
	*out = S("");
	if (!own.v)
		return TD_OK;
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	for (size_t i = 0; rc == TD_OK && i < members.n; i++)
		if (members.at[i].unit.v == own.v)
			*out = req_path(r, "%.*s/kho-khan/%.*s", STRF(base), STRF(members.at[i].unit_code));
	return rc;
}

td_rc page_difficulties(struct req *r)
{
	struct difficulties_vm *vm = NEW(r->a, struct difficulties_vm);
	td_rc rc = page_begin(r, page_tr(r, N_("Khó khăn, vướng mắc")), "kho-khan");
	unit_id unit = r->member.unit;
	*vm = (struct difficulties_vm){
	    .base = page_base(r),
	    .unit_name = r->member.unit_name,
	    .year = r->year.year,
	    .of_unit = unit.v != 0,
	    .all = unit.v == 0 && page_may(r, PERM_BOARD_SEE),
	    .may_raise = unit.v != 0 && req_may(r, PERM_UNIT_FILL),
	    .q = req_query(r, S("q")),
	    .title = form_show(r->form, S("title"), S("")),
	    .body = form_show(r->form, S("body"), S("")),
	    .wish = form_show(r->form, S("wish"), S("")),
	};
	if (rc == TD_OK && !vm->of_unit)
		rc = own_href(r, vm->base, &vm->raise_href);
	if (rc == TD_OK && page_rows_of(r, &unit))
		rc = put_rows(r, vm, unit);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_difficulties(&r->html, vm);
	return TD_OK;
}

td_rc page_difficulty_raise(struct req *r)
{
	const struct raise_form *f = form_value(r->form);
	struct difficulty d = {
	    .year = r->year.id, .unit = r->member.unit, .title = f->title, .body = f->body, .wish = f->wish};
	td_rc rc = act_difficulty_raise(r->tx, &d);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/kho-khan/%.*s/%lld?luu=1", STRF(page_base(r)),
				       STRF(r->member.unit_code), (long long)d.id);
	return rc;
}

/* ---- the thread ---- */

static td_rc load(struct req *r, struct difficulty *d)
{
	i64 id;
	if (str_i64(req_param(r, "id"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_difficulty_get(r->tx, id, d);
	if (rc == TD_OK && (d->year.v != r->year.id.v || d->unit.v != r->member.unit.v))
		rc = TD_NOT_FOUND;
	return rc;
}

static unsigned sides_of(const struct req *r)
{
	return (req_may(r, PERM_UNIT_FILL) ? (unsigned)DIFFICULTY_UNIT : 0) |
	       (page_may(r, PERM_DIFFICULTY_ANSWER) ? (unsigned)DIFFICULTY_DESK : 0);
}

static td_rc put_lines(struct req *r, struct difficulty_vm *vm, i64 id)
{
	difficulty_answer_list list = {0};
	td_rc rc = store_difficulty_answers(r->tx, id, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		const struct difficulty_answer *x = &list.at[i];
		VEC_PUSH(r->a, &vm->lines) =
		    (struct difficulty_line){.who = x->said_by_name,
					     .text = x->text,
					     .iso = ms_iso(r->a, x->said_at_ms),
					     .at = x->said_at_ms,
					     .tag = page_difficulty_tag(r, x->state)};
	}
	return rc;
}

static td_rc put_people(struct req *r, struct difficulty_vm *vm, const struct difficulty *d)
{
	difficulty_role_list people = {0};
	str kept = d->assigned_to.set ? req_path(r, "%lld", (long long)d->assigned_to.v) : S("");
	str chosen = form_show(r->form, S("assignee"), kept);
	td_rc rc = act_difficulty_people(r->tx, r->year.cluster, &people);
	for (size_t i = 0; rc == TD_OK && i < people.n; i++) {
		str id = req_path(r, "%lld", (long long)people.at[i].user.v);
		VEC_PUSH(r->a, &vm->people) =
		    (struct page_option){id,
					 req_path(r, "%.*s – %s", STRF(people.at[i].name),
						  req_tr(r, authz_role_name(people.at[i].grant.role))),
					 str_eq(id, chosen)};
	}
	return rc;
}

/* Buttons of the reader; assigning has a form of its own. */
static td_rc put_moves(struct req *r, struct difficulty_vm *vm, const struct difficulty *d)
{
	struct difficulty_move moves[DIFFICULTY_MOVES_MAX];
	size_t n = difficulty_moves(d->state, sides_of(r), moves);
	for (size_t i = 0; i < n; i++) {
		str code = str_c(difficulty_code(moves[i].to));
		if (moves[i].needs_someone) {
			vm->may_assign = true;
			vm->assign_code = code;
			vm->assign_label = page_tr(r, moves[i].label);
			continue;
		}
		vm->may_move = true;
		VEC_PUSH(r->a, &vm->moves) =
		    (struct difficulty_button){code, page_tr(r, moves[i].label), false};
	}
	if (vm->moves.n)
		vm->moves.at[vm->moves.n - 1].main = true;
	return vm->may_assign ? put_people(r, vm, d) : TD_OK;
}

td_rc page_difficulty(struct req *r)
{
	struct difficulty_vm *vm = NEW(r->a, struct difficulty_vm);
	struct difficulty d = {0};
	td_rc rc = load(r, &d);
	if (rc == TD_OK)
		rc = page_begin(r, d.title, "kho-khan");
	if (rc != TD_OK)
		return rc;
	str due = page_day(r->a, d.due_on);
	*vm = (struct difficulty_vm){
	    .base = page_base(r),
	    .unit_code = d.unit_code,
	    .unit_name = d.unit_name,
	    .title = d.title,
	    .body = d.body,
	    .wish = d.wish,
	    .raised_by = d.raised_by_name,
	    .raised_at = d.raised_at_ms,
	    .assigned = d.assigned_name,
	    .due_on = d.state == DIFFICULTY_ASSIGNED ? d.due_on : STR_NULL,
	    .rev = d.rev,
	    .open = difficulty_open(d.state),
	    .tag = page_difficulty_tag(r, d.state),
	    .due = page_due_tag(r, d.due_on),
	    .text = form_show(r->form, S("text"), S("")),
	    .typed_due = form_show(r->form, S("due_on"), due),
	};
	page_crumb(r, req_path(r, "%.*s/kho-khan", STRF(vm->base)), page_tr(r, N_("Khó khăn, vướng mắc")));
	rc = put_lines(r, vm, d.id);
	if (rc == TD_OK)
		rc = put_moves(r, vm, &d);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_difficulty(&r->html, vm);
	return TD_OK;
}

td_rc page_difficulty_move(struct req *r)
{
	const struct move_form *f = form_value(r->form);
	struct difficulty d = {0};
	struct difficulty_wish w = {.sides = sides_of(r),
				    .text = f->text,
				    .assignee = {f->assignee.set ? f->assignee.v : 0},
				    .due_on = f->due_on.set ? day_iso(r->a, f->due_on.v) : STR_NULL,
				    .rev = f->rev.v};
	td_rc rc = load(r, &d);
	if (rc != TD_OK)
		return rc;
	if (!w.sides)
		return err_add(r->e, TD_DENIED, S("text"),
			       N_("Tài khoản của bạn không có quyền trả lời khó khăn của đơn vị này."));
	if (difficulty_parse(f->to, &w.to) != TD_OK)
		return TD_NOT_FOUND;
	rc = act_difficulty_move(r->tx, r->year.id, d.id, &w);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/kho-khan/%.*s/%lld?luu=1", STRF(page_base(r)),
				       STRF(r->member.unit_code), (long long)d.id);
	return rc;
}
