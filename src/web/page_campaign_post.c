/* The desk's form of a campaign, launching and withdrawing it. */
#include "web/page_campaign.h"
#include "web/views.h"

struct campaign_form {
	struct form_num rev;
	str kind, name, slogan, scope, contents, decision_number, reason;
	struct form_day decision_on, starts_on, ends_on;
};
static const struct field fields[] = {
    FIELD(INT, struct campaign_form, rev, N_("Phiên bản"), .required = true),
    FIELD(CODE, struct campaign_form, kind, N_("Hình thức"), .required = true, .max = 20),
    FIELD(TEXT, struct campaign_form, name, N_("Tên phong trào"), .required = true, .max = 300),
    FIELD(TEXT, struct campaign_form, slogan, N_("Khẩu hiệu"), .max = 500),
    FIELD(AREA, struct campaign_form, scope, N_("Phạm vi, đối tượng"), .max = 2000),
    FIELD(AREA, struct campaign_form, contents, N_("Nội dung, tiêu chuẩn"), .max = 8000),
    FIELD(TEXT, struct campaign_form, decision_number, N_("Số quyết định"), .max = 60),
    FIELD(DAY, struct campaign_form, decision_on, N_("Ngày quyết định")),
    FIELD(DAY, struct campaign_form, starts_on, N_("Từ ngày")),
    FIELD(DAY, struct campaign_form, ends_on, N_("Đến ngày")),
    FIELD(TEXT, struct campaign_form, reason, N_("Lý do sửa"), .max = 1000),
};
const struct form_def page_campaign_form = FORM(struct campaign_form, fields);

struct withdraw_form {
	struct form_num rev;
	str withdraw;
};
static const struct field withdraw_fields[] = {
    FIELD(INT, struct withdraw_form, rev, N_("Phiên bản"), .required = true),
    FIELD(TEXT, struct withdraw_form, withdraw, N_("Lý do hủy"), .max = 1000),
};
const struct form_def page_campaign_withdraw_form = FORM(struct withdraw_form, withdraw_fields);

/* The address names one, or ends in "moi". */
static td_rc find(struct req *r, struct campaign_whole *out)
{
	*out = (struct campaign_whole){0};
	return req_param(r, "campaign").n ? page_campaign_find(r, out) : TD_OK;
}

td_rc page_campaign_edit(struct req *r)
{
	struct campaign_vm *vm = NEW(r->a, struct campaign_vm);
	struct campaign_whole w;
	const struct campaign *c = &w.campaign;
	td_rc rc = find(r, &w);
	bool is_new = rc == TD_OK && c->id == 0;
	if (rc == TD_OK)
		rc = page_begin(r, is_new ? page_tr(r, N_("Phong trào mới")) : c->name, "phong-trao");
	if (rc != TD_OK)
		return rc;
	*vm = (struct campaign_vm){
	    .base = page_base(r),
	    .year = r->year.year,
	    .is_new = is_new,
	    .href =
		is_new ? req_path(r, "%.*s/phong-trao", STRF(page_base(r))) : page_campaign_href(r, c->id),
	    .name = form_show(r->form, S("name"), c->name),
	    .slogan = form_show(r->form, S("slogan"), c->slogan),
	    .scope = form_show(r->form, S("scope"), c->scope),
	    .contents = form_show(r->form, S("contents"), c->contents),
	    .number = form_show(r->form, S("decision_number"), c->decision_number),
	    .decided_on = form_show(r->form, S("decision_on"), page_day(r->a, c->decision_on)),
	    .starts_on = form_show(r->form, S("starts_on"), page_day(r->a, c->starts_on)),
	    .ends_on = form_show(r->form, S("ends_on"), page_day(r->a, c->ends_on)),
	    .reason = form_show(r->form, S("reason"), S("")),
	    .rev = c->rev,
	    .launched = c->edition > 0,
	    .stale = err_at(r->e, S("rev")) != NULL,
	    .saved = *c,
	    .tag = page_campaign_tag(r, c),
	};
	str chosen = form_show(r->form, S("kind"), str_c(campaign_kind_code(c->kind)));
	for (int i = 0; i < CAMPAIGN_KIND__N; i++) {
		str code = str_c(campaign_kind_code((enum campaign_kind)i));
		VEC_PUSH(r->a, &vm->kinds) = (struct page_option){
		    code, page_tr(r, campaign_kind_name((enum campaign_kind)i)), str_eq(code, chosen)};
	}
	page_crumb(r, req_path(r, "%.*s/phong-trao", STRF(vm->base)), page_tr(r, N_("Phong trào thi đua")));
	vm->page = r->page;
	view_campaign_edit(&r->html, vm);
	return TD_OK;
}

static td_rc back(struct req *r, td_rc rc, i64 id)
{
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s?luu=1", STRF(page_campaign_href(r, id)));
	return rc;
}

static str iso(struct req *r, struct form_day d)
{
	return d.set ? day_iso(r->a, d.v) : STR_NULL;
}

td_rc page_campaign_save(struct req *r)
{
	const struct campaign_form *f = form_value(r->form);
	struct campaign_whole w;
	td_rc rc = find(r, &w);
	struct campaign c = {.id = w.campaign.id,
			     .year = r->year.id,
			     .name = f->name,
			     .slogan = f->slogan,
			     .scope = f->scope,
			     .contents = f->contents,
			     .decision_number = f->decision_number,
			     .decision_on = iso(r, f->decision_on),
			     .starts_on = iso(r, f->starts_on),
			     .ends_on = iso(r, f->ends_on),
			     .rev = f->rev.v};
	if (rc == TD_OK && campaign_kind_parse(f->kind, &c.kind) != TD_OK)
		rc = err_add(r->e, TD_INVALID, S("kind"), N_("Chọn hình thức thi đua trong danh sách."));
	if (rc == TD_OK)
		rc = act_campaign_save(r->tx, &c, f->reason);
	return back(r, rc, c.id);
}

td_rc page_campaign_launch(struct req *r)
{
	struct campaign_whole w = {0};
	i64 rev = 0;
	td_rc rc = page_campaign_find(r, &w);
	if (rc == TD_OK)
		rc = page_launch_word(r, &rev);
	if (rc == TD_OK)
		rc = act_campaign_launch(r->tx, r->year.id, w.campaign.id, rev);
	return back(r, rc, w.campaign.id);
}

td_rc page_campaign_withdraw(struct req *r)
{
	const struct withdraw_form *f = form_value(r->form);
	struct campaign_whole w = {0};
	td_rc rc = page_campaign_find(r, &w);
	if (rc == TD_OK)
		rc = act_campaign_withdraw(r->tx, r->year.id, w.campaign.id, f->withdraw, f->rev.v);
	return back(r, rc, w.campaign.id);
}
