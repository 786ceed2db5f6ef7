#include "base/vi.h"
#include "jobs/act_correct.h"
#include "web/page_rank.h"

struct freeze_form {
	str word;
};
static const struct field freeze_fields[] = {
    FIELD(TEXT, struct freeze_form, word, N_("Chữ xác nhận"), .max = 40),
};
const struct form_def page_ranking_form = FORM(struct freeze_form, freeze_fields);

struct adopt_form {
	struct form_num rev;
};
static const struct field adopt_fields[] = {
    FIELD(INT, struct adopt_form, rev, N_("Bản xếp hạng"), .required = true),
};
const struct form_def page_adopt_form = FORM(struct adopt_form, adopt_fields);

struct reveal_form {
	str word, to;
};
static const struct field reveal_fields[] = {
    FIELD(TEXT, struct reveal_form, word, N_("Chữ xác nhận"), .max = 40),
    FIELD(CODE, struct reveal_form, to, N_("Công bố cho"), .required = true, .max = 8),
};
const struct form_def page_reveal_form = FORM(struct reveal_form, reveal_fields);

struct order_form {
	str unit, reason;
	struct form_num order;
};
static const struct field order_fields[] = {
    FIELD(TEXT, struct order_form, unit, N_("Đơn vị"), .required = true, .max = 64),
    FIELD(INT, struct order_form, order, N_("Thứ tự"), .required = true, .low = 0, .high = 999),
    FIELD(TEXT, struct order_form, reason, N_("Lý do"), .max = 1000),
};
const struct form_def page_order_form = FORM(struct order_form, order_fields);

struct correct_form {
	str unit, criterion, reason;
	struct form_num points, rev;
};
static const struct field correct_fields[] = {
    FIELD(TEXT, struct correct_form, unit, N_("Đơn vị"), .required = true, .max = 64),
    FIELD(TEXT, struct correct_form, criterion, N_("Tiêu chí"), .required = true, .max = 64),
    FIELD(POINTS, struct correct_form, points, N_("Giá trị đúng"), .required = true),
    FIELD(TEXT, struct correct_form, reason, N_("Lý do, căn cứ"), .max = 1000),
    FIELD(INT, struct correct_form, rev, N_("Bản xếp hạng"), .required = true),
};
const struct form_def page_correct_form = FORM(struct correct_form, correct_fields);

static td_rc back(struct req *r, td_rc rc)
{
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/xep-hang?luu=1", STRF(page_base(r)));
	return rc;
}

td_rc page_ranking_freeze(struct req *r)
{
	const struct freeze_form *f = form_value(r->form);
	struct act_year y;
	struct ranking frozen;
	if (!str_eq(vi_fold(r->a, f->word), S("niem phong")))
		return err_add(r->e, TD_INVALID, S("word"),
			       N_("Chưa niêm phong: hãy gõ đúng hai chữ NIÊM PHONG để xác nhận."));
	td_rc rc = act_year_get(r->tx, r->year.id, &y);
	if (rc == TD_OK && y.frozen)
		rc = err_add(r->e, TD_CONFLICT, S(""),
			     N_("Kết quả đã niêm phong; muốn sửa thì lập bản đính chính."));
	if (rc == TD_OK)
		rc = act_ranking_freeze(r->tx, r->year.id, page_standing_stage(y.season), STR_NULL, &frozen);
	return back(r, rc);
}

td_rc page_ranking_adopt(struct req *r)
{
	const struct adopt_form *f = form_value(r->form);
	return back(r, act_ranking_adopt(r->tx, r->year.id, f->rev.v));
}

td_rc page_ranking_reveal(struct req *r)
{
	const struct reveal_form *f = form_value(r->form);
	bool to_public = str_eq(f->to, S("public"));
	struct opt_i64 done = to_public ? r->year.published_at_ms : r->year.revealed_at_ms;
	if (!str_eq(vi_fold(r->a, f->word), S("cong bo")))
		return err_add(r->e, TD_INVALID, S("word"),
			       N_("Chưa công bố: hãy gõ đúng hai chữ CÔNG BỐ để xác nhận."));
	if (done.set)
		return err_add(r->e, TD_CONFLICT, S(""), N_("Kết quả đã được công bố trước đó."));
	return back(r, act_reveal(r->tx, r->year.id, to_public));
}

td_rc page_ranking_order(struct req *r)
{
	const struct order_form *f = form_value(r->form);
	struct membership m;
	td_rc rc = store_membership_find(r->tx, r->year.id, f->unit, &m);
	if (rc == TD_OK)
		rc = act_chair_order(r->tx, r->year.id, m.unit, f->order.v, f->reason);
	return back(r, rc);
}

td_rc page_ranking_correct(struct req *r)
{
	const struct correct_form *f = form_value(r->form);
	struct membership m;
	struct ranking made;
	td_rc rc = store_membership_find(r->tx, r->year.id, f->unit, &m);
	if (rc == TD_OK)
		rc = act_ranking_correct(r->tx, r->year.id, f->rev.v, m.unit, f->criterion, f->points.v,
					 f->reason, &made);
	return back(r, rc);
}
