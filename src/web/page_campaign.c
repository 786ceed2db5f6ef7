#include "web/page_campaign.h"

#include "base/num.h"
#include "web/page_plan.h"
#include "web/views.h"

str page_campaign_href(const struct req *r, i64 id)
{
	return req_path(r, "%.*s/phong-trao/%lld", STRF(page_base(r)), (long long)id);
}

struct page_tag page_campaign_tag(const struct req *r, const struct campaign *c)
{
	return c->withdrawn_at_ms.set ? page_tag(r, "bad", "stop", N_("Đã hủy"))
				      : page_edition_tag(r, c->edition);
}

td_rc page_campaign_find(struct req *r, struct campaign_whole *out)
{
	i64 id;
	if (str_i64(req_param(r, "campaign"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = act_campaign_load(r->tx, r->year.id, id, out);
	if (rc == TD_OK && out->campaign.edition == 0 && !page_may(r, PERM_YEAR_MANAGE))
		rc = TD_NOT_FOUND;
	return rc;
}

struct target_row page_target_row(const struct req *r, const struct phase_target *g)
{
	return (struct target_row){.indicator = g->indicator,
				   .measure = g->measure_unit,
				   .plan = g->plan_c.set ? num_short(r->a, g->plan_c.v) : S(""),
				   .actual = g->actual_c.set ? num_short(r->a, g->actual_c.v) : S("")};
}

/* ---- the list ---- */

static i64 count_phases(const campaign_phase_list *phases, i64 campaign)
{
	i64 n = 0;
	for (size_t i = 0; i < phases->n; i++)
		n += phases->at[i].campaign_id == campaign;
	return n;
}

static td_rc put_rows(struct req *r, struct campaigns_vm *vm)
{
	campaign_list list = {0};
	campaign_phase_list phases = {0};
	read_receipt_list read = {0};
	td_rc rc = store_campaign_list(r->tx, r->year.id, &list);
	if (rc == TD_OK)
		rc = store_campaign_phase_list(r->tx, r->year.id, 0, &phases);
	if (rc == TD_OK && vm->may_edit)
		rc = store_read_receipt_list(r->tx, r->year.id, &read);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		const struct campaign *c = &list.at[i];
		if (c->edition == 0 && !vm->may_edit)
			continue;
		VEC_PUSH(r->a, &vm->rows) = (struct campaign_row){
		    .href = page_campaign_href(r, c->id),
		    .name = c->name,
		    .kind = page_tr(r, campaign_kind_name(c->kind)),
		    .slogan = c->slogan,
		    .starts_on = c->starts_on,
		    .ends_on = c->ends_on,
		    .launched = c->edition > 0,
		    .n_phases = count_phases(&phases, c->id),
		    .n_opened = (i64)read_receipt_units(&read, READ_CAMPAIGN, c->id, c->edition),
		    .n_members = (i64)r->place.n_members,
		    .tag = page_campaign_tag(r, c),
		};
	}
	return rc;
}

td_rc page_campaigns(struct req *r)
{
	struct campaigns_vm *vm = NEW(r->a, struct campaigns_vm);
	td_rc rc = page_begin(r, page_tr(r, N_("Phong trào thi đua")), "phong-trao");
	*vm = (struct campaigns_vm){
	    .base = page_base(r), .year = r->year.year, .may_edit = page_may(r, PERM_YEAR_MANAGE)};
	if (rc == TD_OK)
		rc = put_rows(r, vm);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_campaigns(&r->html, vm);
	return TD_OK;
}

/* ---- one campaign ---- */

static struct page_tag phase_tag(const struct req *r, const struct campaign_phase *p)
{
	if (p->review.n)
		return page_tag(r, "ok", "check", N_("Đã sơ kết"));
	if (str_cmp(r->today, p->starts_on) < 0)
		return page_tag(r, "", "clock", N_("Chưa bắt đầu"));
	return str_cmp(r->today, p->ends_on) <= 0 ? page_tag(r, "info", "clock", N_("Đang diễn ra"))
						  : page_tag(r, "warn", "warn", N_("Chờ sơ kết"));
}

static void put_phases(struct req *r, struct campaign_vm *vm, const struct campaign_whole *w)
{
	for (size_t i = 0; i < w->phases.n; i++) {
		const struct campaign_phase *p = &w->phases.at[i];
		struct phase_block *b = &VEC_PUSH(r->a, &vm->phases);
		*b = (struct phase_block){
		    .href = req_path(r, "%.*s/dot/%lld", STRF(vm->href), (long long)p->id),
		    .name = p->name,
		    .starts_on = p->starts_on,
		    .ends_on = p->ends_on,
		    .final_push = p->final_push,
		    .review = p->review,
		    .reviewed = p->review.n > 0,
		    .reviewed_at = p->reviewed_at_ms.v,
		    .reviewed_by = p->reviewed_by_name,
		    .tag = phase_tag(r, p),
		};
		for (size_t k = 0; k < w->targets.n; k++)
			if (w->targets.at[k].phase_id == p->id)
				VEC_PUSH(r->a, &b->targets) = page_target_row(r, &w->targets.at[k]);
	}
}

td_rc page_campaign(struct req *r)
{
	struct campaign_vm *vm = NEW(r->a, struct campaign_vm);
	struct campaign_whole w;
	const struct campaign *c = &w.campaign;
	td_rc rc = page_campaign_find(r, &w);
	if (rc == TD_OK)
		rc = page_begin(r, c->name, "phong-trao");
	if (rc != TD_OK)
		return rc;
	*vm = (struct campaign_vm){
	    .base = page_base(r),
	    .href = page_campaign_href(r, c->id),
	    .year = r->year.year,
	    .name = c->name,
	    .kind = page_tr(r, campaign_kind_name(c->kind)),
	    .slogan = c->slogan,
	    .scope = c->scope,
	    .contents = c->contents,
	    .number = c->decision_number,
	    .decided_on = c->decision_on,
	    .starts_on = c->starts_on,
	    .ends_on = c->ends_on,
	    .by = c->launched_by_name,
	    .withdrawn = c->withdraw_reason,
	    .withdraw = form_show(r->form, S("withdraw"), S("")),
	    .rev = c->rev,
	    .launched_at = c->launched_at_ms,
	    .launched = c->edition > 0,
	    .may_edit = page_may(r, PERM_YEAR_MANAGE) && !c->withdrawn_at_ms.set,
	    .word_error = r->form != NULL,
	    .tag = page_campaign_tag(r, c),
	};
	vm->may_launch = vm->may_edit && !vm->launched;
	page_crumb(r, req_path(r, "%.*s/phong-trao", STRF(vm->base)), page_tr(r, N_("Phong trào thi đua")));
	put_phases(r, vm, &w);
	rc = page_receipts(r, READ_CAMPAIGN, c->id, c->edition, &vm->receipts);
	if (rc == TD_OK)
		rc = page_opened(r, READ_CAMPAIGN, c->id, c->edition);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_campaign(&r->html, vm);
	return TD_OK;
}
