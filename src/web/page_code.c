#include "web/page_code.h"

#include "domain/check_code.h"
#include "web/views.h"

/* A code that an award had before its words were mended. */
static td_rc find_former(struct req *r, str code, struct code_vm *vm, struct award_former *old,
			 struct award *w)
{
	td_rc rc = store_award_former_of_code(r->tx, code, old);
	if (rc == TD_OK)
		rc = store_award_get(r->tx, old->award, w);
	if (rc != TD_OK)
		return rc;
	vm->mended = vm->replaced = true;
	vm->former_name = old->name;
	vm->former_code = check_code_print(r->a, old->code);
	return TD_OK;
}

/* A code that no paper has may be that of an award. */
static td_rc find_award(struct req *r, str typed, struct code_vm *vm)
{
	struct award w;
	str code;
	struct award_former old;
	td_rc rc = check_code_read(r->a, typed, &code);
	if (rc == TD_OK)
		rc = store_award_of_code(r->tx, code, &w);
	if (rc == TD_NOT_FOUND)
		rc = find_former(r, code, vm, &old, &w);
	if (rc != TD_OK)
		return rc == TD_NOT_FOUND ? TD_OK : rc;
	vm->known = vm->of_award = true;
	vm->unknown = false;
	vm->award = page_award_row(r, &w);
	vm->code = vm->award.code;
	vm->title = w.award_name;
	vm->cluster_name = w.cluster_name;
	vm->year = w.of_year;
	vm->number = w.decision;
	vm->signed_on = w.decided_on;
	return TD_OK;
}

td_rc page_code_load(struct req *r, str typed, struct code_vm *vm)
{
	struct paper_checked *c = NEW(r->a, struct paper_checked);
	td_rc rc = paper_code_find(r->tx, typed, c);
	vm->typed = typed;
	vm->unknown = rc == TD_NOT_FOUND;
	if (vm->unknown)
		return find_award(r, typed, vm);
	if (rc != TD_OK)
		return rc;
	vm->known = true;
	vm->replaced = c->replaced;
	vm->code = check_code_print(r->a, c->paper.check_code);
	vm->title = c->paper.title;
	vm->cluster_name = c->year.cluster_name;
	vm->council_name = c->year.council_name;
	vm->year = c->year.year;
	vm->number = c->paper.number;
	vm->signed_on = c->paper.signed_on;
	vm->made_at = c->paper.made_at_ms;
	vm->file_hash = hex_of(r->a, c->file_hash.b, sizeof c->file_hash.b);
	if (c->replaced) {
		vm->newer_title = c->newer.title;
		vm->newer_number = c->newer.number;
		vm->newer_signed_on = c->newer.signed_on;
		vm->newer_made_at = c->newer.made_at_ms;
	}
	return TD_OK;
}

static td_rc show(struct req *r, str typed)
{
	struct code_vm *vm = NEW(r->a, struct code_vm);
	td_rc rc = page_begin(r, page_tr(r, N_("Kiểm tra văn bản, khen thưởng")), "kt");
	if (rc == TD_OK && typed.n)
		rc = page_code_load(r, typed, vm);
	if (rc == TD_INVALID) {
		vm->fault = err_first(r->e);
		r->status = 422;
	}
	if (rc != TD_OK && rc != TD_INVALID)
		return rc;
	if (vm->unknown)
		r->status = 404;
	vm->page = r->page;
	view_code(&r->html, vm);
	return TD_OK;
}

td_rc page_code_ask(struct req *r)
{
	return show(r, req_query(r, S("ma")));
}

td_rc page_code(struct req *r)
{
	return show(r, req_param(r, "code"));
}
