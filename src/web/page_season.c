#include "base/caltime.h"
#include "jobs/act.h"
#include "web/page_home.h"

struct move_form {
	str to, reason;
	struct form_num rev;
};
static const struct field move_fields[] = {
    FIELD(CODE, struct move_form, to, N_("Bước"), .required = true, .max = 32),
    FIELD(TEXT, struct move_form, reason, N_("Lý do"), .max = 1000),
    FIELD(INT, struct move_form, rev, N_("Phiên bản"), .required = true),
};
const struct form_def page_move_form = FORM(struct move_form, move_fields);

struct due_form {
	struct form_texts due;
};
static const struct field due_fields[] = {
    FIELD(KEYED_TEXT, struct due_form, due, N_("Hạn"), .max = 20),
};
const struct form_def page_due_form = FORM(struct due_form, due_fields);

td_rc page_move(struct req *r)
{
	const struct move_form *f = form_value(r->form);
	struct act_year y;
	enum season_state to;
	struct season_move move;
	enum permission may;
	td_rc rc = act_year_get(r->tx, r->year.id, &y);
	if (rc == TD_OK)
		rc = season_parse(f->to, &to);
	if (rc != TD_OK)
		return rc;
	if (!season_find(y.off, y.season, to, &move))
		return err_add(r->e, TD_CONFLICT, S("season"),
			       N_("Không chuyển được từ bước này sang bước đã chọn."));
	if (authz_permission_parse(str_c(move.may), &may) != TD_OK || !page_may(r, may))
		return err_add(r->e, TD_DENIED, S("season"),
			       N_("Tài khoản của bạn không có quyền chuyển bước này."));
	rc = act_season_move(r->tx, r->year.id, to, f->reason, f->rev.v);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s?luu=1", STRF(page_base(r)));
	return rc;
}

static td_rc plan_one(struct req *r, const season_step_list *plan, str code, str typed)
{
	enum season_state step;
	struct day d;
	struct season_step old = {.enabled = true};
	str due = STR_NULL;
	if (season_parse(code, &step) != TD_OK)
		return TD_OK;
	if (typed.n && day_parse_vi(typed, &d) != TD_OK && day_parse_iso(typed, &d) != TD_OK)
		return err_add(r->e, TD_INVALID, arena_fmt(r->a, "due[%.*s]", STRF(code)),
			       N_("%s: hãy ghi ngày dạng 21/11/2026."), req_tr(r, season_name(step)));
	if (typed.n)
		due = day_iso(r->a, d);
	for (size_t i = 0; i < plan->n; i++)
		if (str_eq(plan->at[i].step, code))
			old = plan->at[i];
	if (str_eq(old.due_on, due))
		return TD_OK;
	return act_season_plan(r->tx, r->year.id, step, old.enabled, old.starts_on, due);
}

td_rc page_due(struct req *r)
{
	const struct due_form *f = form_value(r->form);
	season_step_list plan = {0};
	td_rc rc = store_season_step_list(r->tx, r->year.id, &plan), bad = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < f->due.list.n; i++) {
		td_rc one = plan_one(r, &plan, f->due.list.at[i].key, f->due.list.at[i].v);
		if (one == TD_INVALID)
			bad = one;
		else
			rc = one;
	}
	if (rc == TD_OK && bad != TD_OK)
		rc = bad;
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s?luu=1", STRF(page_base(r)));
	return rc;
}
