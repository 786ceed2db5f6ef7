#include "base/caltime.h"
#include "jobs/act_calendar.h"
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

/* The typed day of a step; an empty one takes the day away. */
static td_rc read_due(struct req *r, str code, str typed, struct act_due *out)
{
	struct day d;
	out->due_on = STR_NULL;
	if (season_parse(code, &out->step) != TD_OK)
		return TD_NOT_FOUND;
	if (!typed.n)
		return TD_OK;
	if (day_parse_vi(typed, &d) != TD_OK && day_parse_iso(typed, &d) != TD_OK)
		return err_add(r->e, TD_INVALID, arena_fmt(r->a, "due[%.*s]", STRF(code)),
			       N_("%s: hãy ghi ngày dạng 21/11/2026."), req_tr(r, season_name(out->step)));
	out->due_on = day_iso(r->a, d);
	return TD_OK;
}

td_rc page_due(struct req *r)
{
	const struct due_form *f = form_value(r->form);
	struct act_due dues[SEASON__N];
	size_t n = 0;
	td_rc rc = TD_OK;
	for (size_t i = 0; i < f->due.list.n && n < SEASON__N; i++) {
		td_rc one = read_due(r, f->due.list.at[i].key, f->due.list.at[i].v, &dues[n]);
		n += one == TD_OK;
		if (one == TD_INVALID)
			rc = one;
	}
	if (rc == TD_OK)
		rc = act_due_set(r->tx, r->year.id, dues, n, STR_NULL);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s?luu=1", STRF(page_base(r)));
	return rc;
}
