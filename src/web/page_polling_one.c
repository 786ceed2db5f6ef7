/* The desk of one poll, and the ballots printed for it. */
#include "store/store_vote.h"
#include "web/page_polling.h"
#include "web/views.h"

bool page_polling_sits(const struct req *r, const struct act_desk *x, enum board_role role)
{
	for (size_t i = 0; i < x->board.n; i++)
		if (x->board.at[i].role == role && x->board.at[i].user.set &&
		    x->board.at[i].user.v == r->user.id.v)
			return true;
	return false;
}

td_rc page_polling_find(struct req *r, struct act_desk *out)
{
	i64 id;
	if (str_i64(req_param(r, "poll"), &id) != TD_OK)
		return TD_NOT_FOUND;
	r->tx->actor =
	    (struct actor){r->user.id.v, r->user.name}; /* a read has none: whose sheet may be seen */
	td_rc rc = act_desk_load(r->tx, r->year.id, (poll_id){id}, out);
	if (rc == TD_OK && !page_may(r, PERM_POLL_RECORD) && !page_polling_sits(r, out, BOARD_HEAD) &&
	    !page_polling_sits(r, out, BOARD_TELLER))
		return TD_DENIED;
	return rc;
}

static struct page_tag verdict_tag(const struct req *r, enum poll_verdict v)
{
	static const struct {
		const char *css, *icon;
	} look[POLL__N] = {
	    [POLL_ELECTED] = {"ok", "check"}, [POLL_TIED] = {"warn", "warn"},
	    [POLL_NO_PLACE] = {"", "stop"},   [POLL_FAILED] = {"bad", "stop"},
	    [POLL_UNDECIDED] = {"", "info"},  [POLL_WITHDRAWN] = {"", "stop"},
	};
	return page_tag(r, look[v].css, look[v].icon, poll_verdict_name(v));
}

static str number(struct req *r, const char *field, i64 otherwise)
{
	return form_show(r->form, str_c(field), arena_fmt(r->a, "%lld", (long long)otherwise));
}

static void put_rows(struct req *r, struct polling_vm *vm, const struct act_desk *x)
{
	i64 n_elected = 0;
	for (size_t i = 0; i < x->candidates.n; i++)
		n_elected += str_eq(x->candidates.at[i].result, S("elected"));
	for (size_t i = 0; i < x->candidates.n; i++) {
		const struct ballot_candidate *c = &x->candidates.at[i];
		str key = arena_fmt(r->a, "%lld", (long long)c->ordinal);
		VEC_PUSH(r->a, &vm->rows) = (struct polling_row){
		    .ordinal = c->ordinal,
		    .name = c->label,
		    .yes = c->n_yes,
		    .no = c->n_no,
		    .blank = c->n_blank,
		    .written = c->written_yes,
		    .withdrawn = c->withdrawn,
		    .may_withdraw = vm->desk && vm->prepared && !c->withdrawn,
		    .may_decide = vm->desk && vm->confirmed && !vm->announced && !c->withdrawn &&
				  !str_eq(c->result, S("elected")) &&
				  (x->b.n_seats == 0 || n_elected < x->b.n_seats),
		    .tag = c->withdrawn ? verdict_tag(r, POLL_WITHDRAWN) : verdict_tag(r, POLL_UNDECIDED),
		    .typed_yes = form_show_key(r->a, r->form, "yes", key, S("")),
		    .typed_no = form_show_key(r->a, r->form, "no", key, S("")),
		    .typed_blank = form_show_key(r->a, r->form, "blank", key, S("")),
		};
		str choice = form_show_key(r->a, r->form, "choice", key, S("yes"));
		for (int o = 0; o < OPINION__N; o++) {
			str code = str_c(opinion_code((enum opinion_choice)o));
			VEC_PUSH(r->a, &vm->rows.at[i].choices) = (struct page_option){
			    code, page_tr(r, opinion_name((enum opinion_choice)o)), str_eq(code, choice)};
		}
	}
}

/* Verdicts with their numbers, once the head confirmed. */
static void put_result(struct req *r, struct polling_vm *vm, const struct act_desk *x)
{
	struct poll poll;
	struct poll_result res;
	store_ballot_poll(r->a, &x->b, &x->candidates, &poll);
	poll_judge(r->a, &poll, &res);
	vm->sentence = res.sentence;
	vm->quorum = res.quorum_sentence;
	for (u32 i = 0; i < poll.n_candidates; i++) {
		struct polling_row *row = &vm->rows.at[res.rows[i].candidate];
		row->sentence = res.rows[i].sentence;
		row->tag = verdict_tag(r, res.rows[i].verdict);
		for (size_t k = 0; k < x->changes.n; k++)
			if (x->changes.at[k].kind == POLL_CHANGE_DECIDED &&
			    str_eq(x->changes.at[k].name, row->name)) {
				row->reason = x->changes.at[k].reason;
				row->tag = page_tag(r, "ok", "check", N_("Hội nghị quyết định"));
			}
	}
	vm->may_second = vm->desk && res.open_seats > 0;
}

static void put_sheets(struct req *r, struct polling_vm *vm, const struct act_desk *x)
{
	for (size_t i = 0; i < x->sheets.n; i++) {
		const struct count_sheet *s = &x->sheets.at[i];
		struct polling_sheet *p = &VEC_PUSH(r->a, &vm->sheets);
		*p = (struct polling_sheet){.attempt = s->attempt,
					    .name = s->origin == COUNT_ELECTRONIC
							? page_tr(r, N_("Hòm phiếu điện tử"))
							: s->user_name,
					    .issued = s->count.issued,
					    .returned = s->count.returned,
					    .not_returned = s->count.not_returned,
					    .valid = s->count.valid,
					    .invalid = s->count.invalid};
		for (size_t k = 0; k < s->count.n_rows; k++)
			VEC_PUSH(r->a, &p->rows) = s->count.rows[k];
	}
}

static void put_opinions(struct req *r, struct polling_vm *vm, const struct act_desk *x)
{
	for (size_t i = 0; i < x->opinions.n; i++) {
		const struct written_opinion *o = &x->opinions.at[i];
		str text = arena_fmt(r->a, "%.*s: %s", STRF(x->candidates.at[o->candidate - 1].label),
				     req_tr(r, opinion_name(o->choice)));
		if (vm->opinions.n && str_eq(vm->opinions.at[vm->opinions.n - 1].name, o->person_name)) {
			struct polling_opinion *last = &vm->opinions.at[vm->opinions.n - 1];
			last->text = arena_fmt(r->a, "%.*s; %.*s", STRF(last->text), STRF(text));
			continue;
		}
		VEC_PUSH(r->a, &vm->opinions) = (struct polling_opinion){o->person_name, text};
	}
	for (size_t i = 0; i < x->changes.n; i++)
		VEC_PUSH(r->a, &vm->changes) = (struct polling_fact){
		    page_tr(r, poll_change_name(x->changes.at[i].kind)),
		    x->changes.at[i].reason.n ? arena_fmt(r->a, "%.*s: %.*s", STRF(x->changes.at[i].name),
							  STRF(x->changes.at[i].reason))
					      : x->changes.at[i].name};
}

static td_rc put_choices(struct req *r, struct polling_vm *vm, const struct act_desk *x)
{
	membership_list members = {0};
	str unit = form_show(r->form, S("unit"), S("")), kind = form_show(r->form, S("kind"), S("late"));
	for (int k = 0; k < POLL_CHANGE_DECIDED; k++)
		if (k != POLL_CHANGE_SPOILED || desk_on_paper(x->d.method))
			VEC_PUSH(r->a, &vm->kinds) = (struct page_option){
			    str_c(poll_change_code((enum poll_change_kind)k)),
			    page_tr(r, poll_change_name((enum poll_change_kind)k)),
			    str_eq(kind, str_c(poll_change_code((enum poll_change_kind)k)))};
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	for (size_t i = 0; rc == TD_OK && i < members.n; i++)
		VEC_PUSH(r->a, &vm->units) = (struct page_option){
		    members.at[i].unit_code, members.at[i].unit_name, str_eq(unit, members.at[i].unit_code)};
	return rc;
}

/* What a resolution let pass of an electronic vote stands on every page of it. */
static td_rc put_banner(struct req *r, struct polling_vm *vm, const struct act_desk *x)
{
	struct vote v;
	td_rc rc = vm->electronic ? store_vote_get(r->tx, x->b.id, &v) : TD_NOT_FOUND;
	if (rc != TD_OK)
		return rc == TD_NOT_FOUND ? TD_OK : rc;
	const char *banner = vote_banner((u32)v.faults);
	vm->banner = banner && v.phase != VOTE_CANCELLED ? page_tr(r, banner) : S("");
	return TD_OK;
}

static str rule_text(struct req *r, const struct ballot *b)
{
	struct threshold t = {b->threshold_num, b->threshold_den, b->threshold_strict, b->base};
	if (b->threshold_den == 0)
		return page_tr(r, N_("Không quy định tỷ lệ, chọn theo số phiếu"));
	return arena_fmt(r->a, "%.*s %s", STRF(threshold_text(r->a, t)), req_tr(r, poll_base_name(b->base)));
}

/* The rules as they stand, or as they were typed. */
static void put_edit(struct req *r, struct polling_vm *vm, const struct act_desk *x)
{
	struct threshold t = {x->b.threshold_num, x->b.threshold_den, x->b.threshold_strict, x->b.base};
	const struct form *f = r->form && str_eq(form_typed(r->form, S("act")), S("edit")) ? r->form : NULL;
	vm->edits = f != NULL;
	vm->may_edit = vm->desk && vm->prepared;
	vm->poll_title = form_show(f, S("poll_title"), x->b.question);
	vm->typed_rule = form_show(f, S("rule"), t.den ? threshold_text(r->a, t) : S(""));
	vm->typed_seats = form_show(f, S("seats"), arena_fmt(r->a, "%lld", (long long)x->b.n_seats));
	vm->typed_most = form_show(f, S("max_yes"), arena_fmt(r->a, "%lld", (long long)x->b.max_yes));
	vm->typed_invalid = form_show(f, S("invalid_rule"), x->d.invalid_rule);
	vm->typed_destroy = form_show(f, S("destroy_on"), page_day(r->a, x->d.destroy_on));
	vm->may_vote_self = vm->edits ? form_typed(f, S("may_vote_self")).n > 0 : x->d.may_vote_self;
	str method = form_show(f, S("method"), str_c(desk_method_code(x->d.method))),
	    base = form_show(f, S("base"), str_c(poll_base_code(x->b.base)));
	for (int i = 0; i < DESK_METHOD__N; i++) {
		str code = str_c(desk_method_code((enum desk_method)i));
		VEC_PUSH(r->a, &vm->methods) = (struct page_option){
		    code, page_tr(r, desk_method_name((enum desk_method)i)), str_eq(code, method)};
	}
	for (int i = 0; i < POLL_BASE__N; i++) {
		str code = str_c(poll_base_code((enum poll_base)i));
		VEC_PUSH(r->a, &vm->bases) = (struct page_option){
		    code, page_tr(r, poll_base_name((enum poll_base)i)), str_eq(code, base)};
	}
	for (size_t i = 0; i < vm->rows.n; i++) {
		str key = arena_fmt(r->a, "%lld", (long long)vm->rows.at[i].ordinal);
		vm->rows.at[i].order = form_show_key(r->a, f, "order", key, key);
	}
}

static void put_phase(struct polling_vm *vm, const struct act_desk *x)
{
	vm->prepared = x->d.phase == DESK_PREPARED;
	vm->open = x->d.phase == DESK_OPEN;
	vm->counting = x->d.phase == DESK_COUNTING;
	vm->compared = x->d.phase == DESK_COMPARED;
	vm->confirmed = x->d.phase == DESK_CONFIRMED;
	vm->cancelled = x->d.phase == DESK_CANCELLED;
	vm->announced = x->b.state == POLL_ANNOUNCED;
	vm->on_paper = desk_on_paper(x->d.method);
	vm->electronic = desk_electronic(x->d.method);
	vm->hands = x->d.method == DESK_SHOW_OF_HANDS;
	vm->tells_self = vm->electronic && !x->d.may_vote_self;
}

static bool may_confirm(const struct req *r, const struct act_desk *x, bool desk)
{
	bool has_head = false;
	for (size_t i = 0; i < x->board.n; i++)
		has_head |= x->board.at[i].role == BOARD_HEAD && x->board.at[i].user.set;
	return has_head ? page_polling_sits(r, x, BOARD_HEAD) : desk;
}

static td_rc put_desk(struct req *r, struct polling_vm *vm, const struct act_desk *x)
{
	struct desk_room room;
	td_rc rc = act_desk_room(r->tx, (meeting_id){x->b.meeting.v}, &room);
	bool out = x->d.phase != DESK_PREPARED;
	i64 present = out ? x->b.n_present : room.present;
	i64 voters = vm->electronic ? present : 0;
	*vm = (struct polling_vm){
	    .base = page_base(r),
	    .id = x->b.id.v,
	    .rev = x->d.rev,
	    .attempt = x->d.attempt,
	    .question = x->b.question,
	    .method = page_tr(r, desk_method_name(x->d.method)),
	    .phase = page_polling_phase(r, x->d.phase),
	    .rule = rule_text(r, &x->b),
	    .seats = x->b.n_seats ? arena_fmt(r->a, "%lld", (long long)x->b.n_seats)
				  : page_tr(r, N_("không giới hạn")),
	    .invalid_rule = x->d.invalid_rule,
	    .destroy_on = page_day(r->a, x->d.destroy_on),
	    .desk = page_may(r, PERM_POLL_RECORD),
	    .n_written = x->n_written,
	    .n_out = x->d.n_issued,
	    .n_sent = (i64)x->senders.n,
	    .members = number(r, "members", out ? x->b.n_members : room.members),
	    .present = number(r, "present", present),
	    .printed = number(r, "printed", out ? x->d.n_printed : present + 2),
	    .issued = number(r, "issued", out ? x->d.n_issued : present - voters),
	    .voters = number(r, "electronic", out ? x->d.n_electronic : voters),
	    .unused = number(r, "unused", x->d.n_printed - x->d.n_issued - x->d.n_spoiled),
	    .returned = number(r, "returned", x->d.n_issued),
	    .valid = number(r, "valid", x->d.n_issued),
	    .invalid = number(r, "invalid", 0),
	    .floor_name = form_show(r->form, S("floor_name"), S("")),
	    .reason = form_show(r->form, S("reason"), S("")),
	    .name = form_show(r->form, S("name"), S("")),
	    .person = form_show(r->form, S("person"), S("")),
	};
	put_phase(vm, x);
	vm->teller = page_polling_sits(r, x, BOARD_TELLER) && vm->on_paper;
	vm->may_confirm = vm->compared && may_confirm(r, x, vm->desk);
	vm->takes_opinions = vm->desk && (vm->prepared || vm->open);
	vm->may_cancel = vm->desk && !vm->confirmed && !vm->cancelled;
	if (!out && vm->electronic && !r->form)
		vm->issued = x->d.method == DESK_MIXED ? vm->present : S("0");
	if (!out && x->d.method == DESK_MIXED && !r->form)
		vm->voters = S("0");
	return rc;
}

td_rc page_polling(struct req *r)
{
	struct polling_vm *vm = NEW(r->a, struct polling_vm);
	struct act_desk x;
	td_rc rc = page_polling_find(r, &x);
	if (rc == TD_OK)
		rc = page_begin(r, x.b.question, "bo-phieu");
	if (rc == TD_OK)
		rc = put_desk(r, vm, &x);
	if (rc == TD_OK)
		rc = put_choices(r, vm, &x);
	if (rc == TD_OK)
		rc = put_banner(r, vm, &x);
	if (rc != TD_OK)
		return rc;
	put_rows(r, vm, &x);
	put_edit(r, vm, &x);
	if (vm->confirmed)
		put_result(r, vm, &x);
	put_sheets(r, vm, &x);
	put_opinions(r, vm, &x);
	page_crumb(r, req_path(r, "%.*s/bo-phieu", STRF(page_base(r))),
		   page_tr(r, N_("Bỏ phiếu tại hội nghị")));
	vm->page = r->page;
	view_polling(&r->html, vm);
	return TD_OK;
}

/* ---- ballots on paper ---- */

enum { PRINT_MAX = 300 };

/* Who has a vote gets a ballot, whether or not his name is known (T24). */
static void put_voters(struct req *r, struct polling_print_vm *vm, const struct desk_room *room)
{
	for (size_t i = 0; i < room->who.n; i++) {
		const struct attendance *a = &room->who.at[i];
		if (!a->votes || a->presence == PRESENCE_ABSENT)
			continue;
		VEC_PUSH(r->a, &vm->voters) = (struct polling_fact){
		    str_trim(a->person_name).n ? a->person_name : S("Đại biểu (ghi họ tên khi nhận phiếu)"),
		    a->unit_name};
	}
}

td_rc page_polling_print(struct req *r)
{
	struct polling_print_vm *vm = NEW(r->a, struct polling_print_vm);
	struct act_desk x;
	struct desk_room room;
	td_rc rc = page_polling_find(r, &x);
	if (rc == TD_OK)
		rc = act_desk_room(r->tx, (meeting_id){x.b.meeting.v}, &room);
	if (rc == TD_OK)
		rc = page_begin(r, page_tr(r, N_("In phiếu")), "bo-phieu");
	if (rc != TD_OK)
		return rc;
	i64 n = x.d.n_printed ? x.d.n_printed : room.present + 2;
	*vm = (struct polling_print_vm){.question = x.b.question,
					.cluster_name = r->year.cluster_name,
					.invalid_rule = x.d.invalid_rule,
					.n = n < PRINT_MAX ? n : PRINT_MAX,
					.most = x.b.max_yes,
					.no_self = !x.d.may_vote_self};
	put_voters(r, vm, &room);
	for (i64 i = 0; i < vm->n; i++)
		VEC_PUSH(r->a, &vm->ballots) = (struct polling_fact){
		    x.b.kind == POLL_NOMINATION ? S("PHIẾU SUY TÔN") : S("PHIẾU BẦU"), x.b.question};
	for (size_t i = 0; i < x.candidates.n; i++)
		if (!x.candidates.at[i].withdrawn)
			VEC_PUSH(r->a, &vm->names) =
			    (struct polling_fact){x.candidates.at[i].label, STR_NULL};
	vm->page = r->page;
	view_polling_print(&r->html, vm);
	return TD_OK;
}
