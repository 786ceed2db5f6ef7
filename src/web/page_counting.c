/* A teller's own page: what he counted, entered on his phone, seen by nobody else until the other one sent his. */
#include "web/page_polling.h"
#include "web/views.h"

struct count_form {
	struct form_num attempt, issued, returned, not_returned, valid, invalid;
	struct form_texts yes, no, blank;
};
enum { MANY = 100000 };
static const struct field fields[] = {
    FIELD(INT, struct count_form, attempt, N_("Lần đếm"), .required = true),
    FIELD(INT, struct count_form, issued, N_("Phát ra"), .required = true, .low = 0, .high = MANY),
    FIELD(INT, struct count_form, returned, N_("Thu về"), .required = true, .low = 0, .high = MANY),
    FIELD(INT, struct count_form, not_returned, N_("Không thu về"), .required = true, .low = 0, .high = MANY),
    FIELD(INT, struct count_form, valid, N_("Hợp lệ"), .required = true, .low = 0, .high = MANY),
    FIELD(INT, struct count_form, invalid, N_("Không hợp lệ"), .required = true, .low = 0, .high = MANY),
    FIELD(KEYED_TEXT, struct count_form, yes, N_("Đồng ý"), .max = 8),
    FIELD(KEYED_TEXT, struct count_form, no, N_("Không đồng ý"), .max = 8),
    FIELD(KEYED_TEXT, struct count_form, blank, N_("Phiếu trắng"), .max = 8),
};
const struct form_def page_counting_form = FORM(struct count_form, fields);

static const struct count_sheet *own_sheet(const struct req *r, const struct act_desk *x, i64 attempt)
{
	for (size_t i = 0; i < x->sheets.n; i++)
		if (x->sheets.at[i].origin == COUNT_TELLER && x->sheets.at[i].attempt == attempt &&
		    x->sheets.at[i].user == r->user.id.v)
			return &x->sheets.at[i];
	return NULL;
}

static void fact(struct req *r, struct counting_vm *vm, const char *name, i64 v)
{
	VEC_PUSH(r->a, &vm->mine) =
	    (struct polling_fact){page_tr(r, name), arena_fmt(r->a, "%lld", (long long)v)};
}

static void put_mine(struct req *r, struct counting_vm *vm, const struct act_desk *x,
		     const struct count_sheet *s)
{
	fact(r, vm, N_("Phát ra"), s->count.issued);
	fact(r, vm, N_("Thu về"), s->count.returned);
	fact(r, vm, N_("Hợp lệ"), s->count.valid);
	fact(r, vm, N_("Không hợp lệ"), s->count.invalid);
	for (size_t i = 0; i < s->count.n_rows; i++) {
		const struct count_row *c = &s->count.rows[i];
		VEC_PUSH(r->a, &vm->mine) = (struct polling_fact){
		    x->candidates.at[c->candidate - 1].label,
		    arena_fmt(r->a, req_tr(r, N_("%lld đồng ý, %lld không đồng ý, %lld để trống")),
			      (long long)c->yes, (long long)c->no, (long long)c->blank)};
	}
}

td_rc page_counting(struct req *r)
{
	struct counting_vm *vm = NEW(r->a, struct counting_vm);
	struct act_desk x;
	td_rc rc = page_polling_find(r, &x);
	if (rc == TD_OK && !page_polling_sits(r, &x, BOARD_TELLER))
		rc = TD_DENIED;
	if (rc == TD_OK)
		rc = page_begin(r, page_tr(r, N_("Đếm phiếu")), "bo-phieu");
	if (rc != TD_OK)
		return rc;
	const struct count_sheet *mine = own_sheet(r, &x, x.d.attempt);
	*vm = (struct counting_vm){
	    .base = page_base(r),
	    .id = x.b.id.v,
	    .question = x.b.question,
	    .invalid_rule = x.d.invalid_rule,
	    .phase = page_tr(r, desk_phase_name(x.d.phase)),
	    .attempt = x.d.attempt,
	    .sent = mine != NULL,
	    .may_send = x.d.phase == DESK_COUNTING && !mine,
	    .differs = x.d.phase == DESK_COUNTING && x.d.attempt > 1 && !mine,
	    .agreed = x.d.phase == DESK_COMPARED || x.d.phase == DESK_CONFIRMED,
	    .issued = form_show(r->form, S("issued"), S("")),
	    .returned = form_show(r->form, S("returned"), S("")),
	    .not_returned = form_show(r->form, S("not_returned"), S("")),
	    .valid = form_show(r->form, S("valid"), S("")),
	    .invalid = form_show(r->form, S("invalid"), S("")),
	};
	for (size_t i = 0; i < x.candidates.n; i++) {
		const struct ballot_candidate *c = &x.candidates.at[i];
		str key = arena_fmt(r->a, "%lld", (long long)c->ordinal);
		if (!c->withdrawn)
			VEC_PUSH(r->a, &vm->rows) = (struct polling_row){
			    .ordinal = c->ordinal,
			    .name = c->label,
			    .typed_yes = form_show_key(r->a, r->form, "yes", key, S("")),
			    .typed_no = form_show_key(r->a, r->form, "no", key, S("")),
			    .typed_blank = form_show_key(r->a, r->form, "blank", key, S(""))};
	}
	if (mine)
		put_mine(r, vm, &x, mine);
	vm->page = r->page;
	view_counting(&r->html, vm);
	return TD_OK;
}

td_rc page_counting_send(struct req *r)
{
	const struct count_form *f = form_value(r->form);
	struct act_desk x;
	count_differences differences;
	struct count c = {.issued = f->issued.v,
			  .returned = f->returned.v,
			  .not_returned = f->not_returned.v,
			  .valid = f->valid.v,
			  .invalid = f->invalid.v};
	td_rc rc = page_polling_find(r, &x);
	if (rc == TD_OK)
		rc = page_polling_rows(r, &x, &f->yes, &f->no, &f->blank, &c);
	if (rc != TD_OK)
		return rc;
	r->location = req_path(r, "%.*s/dem-phieu/%lld?luu=1", STRF(page_base(r)), (long long)x.b.id.v);
	return act_desk_sheet(r->tx, r->year.id, x.b.id, f->attempt.v, &c, &differences);
}
