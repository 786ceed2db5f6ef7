/* What the unit's page of registration sends. */
#include "base/num.h"
#include "web/page_register.h"

struct register_form {
	struct form_num rev;
	str act, return_reason;
	struct form_texts indicator, measure, baseline, plan, source, criterion, drop, award, holder, name,
	    note;
};

static const struct field fields[] = {
    FIELD(INT, struct register_form, rev, N_("Phiên bản")),
    FIELD(CODE, struct register_form, act, N_("Việc cần làm"), .required = true, .max = 16),
    FIELD(AREA, struct register_form, return_reason, N_("Lý do trả lại"), .max = 2000),
    FIELD(KEYED_TEXT, struct register_form, indicator, N_("Chỉ tiêu"), .max = 500),
    FIELD(KEYED_TEXT, struct register_form, measure, N_("Đơn vị tính"), .max = 60),
    FIELD(KEYED_TEXT, struct register_form, baseline, N_("Thực hiện năm trước"), .max = 32),
    FIELD(KEYED_TEXT, struct register_form, plan, N_("Kế hoạch"), .max = 32),
    FIELD(KEYED_TEXT, struct register_form, source, N_("Nguồn giao"), .max = 500),
    FIELD(KEYED_TEXT, struct register_form, criterion, N_("Tiêu chí"), .max = 32),
    FIELD(KEYED_TEXT, struct register_form, drop, N_("Bỏ dòng"), .max = 4),
    FIELD(KEYED_TEXT, struct register_form, award, N_("Danh hiệu, hình thức"), .max = 40),
    FIELD(KEYED_TEXT, struct register_form, holder, N_("Đối tượng"), .max = 16),
    FIELD(KEYED_TEXT, struct register_form, name, N_("Tên"), .max = 300),
    FIELD(KEYED_TEXT, struct register_form, note, N_("Ghi chú"), .max = 500),
};
const struct form_def page_register_form = FORM(struct register_form, fields);

static str sent(const struct form_texts *t, str key)
{
	for (size_t i = 0; i < t->list.n; i++)
		if (str_eq(t->list.at[i].key, key))
			return t->list.at[i].v;
	return S("");
}

static str or_null(str s)
{
	return s.n ? s : STR_NULL;
}

/* The row that a key names: "12" of the database; "n0" is a new one. */
static i64 id_of(str key)
{
	i64 id = 0;
	return str_i64(key, &id) == TD_OK && id > 0 ? id : 0;
}

/* False: not a number, as r->e says. Nothing typed is none. */
static bool read_number(struct req *r, const char *field, str key, size_t no, str text, struct opt_i64 *out)
{
	i64 v = 0;
	str where = arena_fmt(r->a, "%s[%.*s]", field, STRF(key));
	*out = OPT_NONE;
	if (!text.n)
		return true;
	if (num_parse_c(text, &v) != TD_OK) {
		err_add(r->e, TD_INVALID, where, N_("Chỉ tiêu dòng %zu, «%.*s»: %s"), no, STRF(text),
			req_tr(r, num_parse_why(text)));
		return false;
	}
	*out = OPT(v);
	return true;
}

static void read_target(struct req *r, const struct register_form *f, str key, size_t no,
			struct registration_rows *out)
{
	struct registered_target g = {.id = id_of(key),
				      .indicator = sent(&f->indicator, key),
				      .measure_unit = sent(&f->measure, key),
				      .source = or_null(sent(&f->source, key)),
				      .criterion_code = or_null(sent(&f->criterion, key))};
	str baseline = sent(&f->baseline, key), plan = sent(&f->plan, key);
	bool blank = !g.indicator.n && !g.measure_unit.n && !g.source.n && !g.criterion_code.n &&
		     !baseline.n && !plan.n;
	if (sent(&f->drop, key).n || (blank && !g.id))
		return;
	struct opt_i64 plan_c = OPT_NONE;
	str where = arena_fmt(r->a, "plan[%.*s]", STRF(key));
	read_number(r, "baseline", key, no, baseline, &g.baseline_c);
	if (read_number(r, "plan", key, no, plan, &plan_c) && !plan_c.set)
		err_add(r->e, TD_INVALID, where, N_("Chỉ tiêu dòng %zu: ghi số kế hoạch của năm."), no);
	g.plan_c = plan_c.v;
	VEC_PUSH(r->a, &out->targets) = g;
	VEC_PUSH(r->a, &out->target_keys) = key;
}

static void read_award(struct req *r, const struct register_form *f, str key, struct registration_rows *out)
{
	static const char marks[AWARD_LIST__N] = {'t', 'f', 'i'};
	struct registered_award g = {.id = id_of(str_from(key, 1)), /* behind the mark of its list */
				     .list = AWARD_LIST__N,
				     .award_code = or_null(sent(&f->award, key)),
				     .name = sent(&f->name, key),
				     .note = or_null(sent(&f->note, key))};
	for (int l = 0; l < AWARD_LIST__N; l++)
		if (key.n && key.p[0] == marks[l])
			g.list = (enum award_list)l;
	bool blank = !g.award_code.n && !g.name.n && !g.note.n;
	if (g.list == AWARD_LIST__N || sent(&f->drop, key).n || (blank && !g.id))
		return;
	if (award_holder_parse(sent(&f->holder, key), &g.holder) != TD_OK)
		g.holder = HOLDER_COLLECTIVE;
	VEC_PUSH(r->a, &out->awards) = g;
	VEC_PUSH(r->a, &out->award_keys) = key;
}

static td_rc save(struct req *r, const struct register_form *f)
{
	struct registration_rows rows = {0};
	if (!req_may(r, PERM_UNIT_FILL))
		return TD_DENIED;
	for (size_t i = 0; i < f->indicator.list.n; i++)
		read_target(r, f, f->indicator.list.at[i].key, i + 1, &rows);
	for (size_t i = 0; i < f->name.list.n; i++)
		read_award(r, f, f->name.list.at[i].key, &rows);
	if (r->e->n_total) { /* who cannot save any more is told so, not only what to mend */
		td_rc rc = act_registration_editable(r->tx, r->year.id, r->member.unit);
		return rc == TD_OK ? TD_INVALID : rc;
	}
	return act_registration_save(r->tx, r->year.id, r->member.unit, &rows, f->rev.v);
}

/* Sending saves first, so that nothing typed is left behind; the rev is then newer than what was seen. */
static td_rc save_and_send(struct req *r, const struct register_form *f)
{
	struct registration now;
	if (!req_may(r, PERM_UNIT_SEND))
		return TD_DENIED;
	td_rc rc = save(r, f);
	if (rc == TD_OK)
		rc = store_registration_get(r->tx, r->year.id, r->member.unit, &now);
	return rc == TD_OK ? act_registration_do(r->tx, r->year.id, r->member.unit, REGISTRATION_SEND,
						 STR_NULL, now.rev)
			   : rc;
}

static td_rc move(struct req *r, const struct register_form *f)
{
	enum registration_act act;
	if (registration_act_parse(f->act, &act) != TD_OK)
		return TD_INVALID;
	bool may = act == REGISTRATION_RECALL ? req_may(r, PERM_UNIT_SEND) : page_may(r, PERM_REGISTER_VET);
	if (!may)
		return TD_DENIED;
	return act_registration_do(r->tx, r->year.id, r->member.unit, act, f->return_reason, f->rev.v);
}

td_rc page_register_post(struct req *r)
{
	const struct register_form *f = form_value(r->form);
	td_rc rc;
	if (str_eq(f->act, S("save")))
		rc = save(r, f);
	else if (str_eq(f->act, S("send")))
		rc = save_and_send(r, f);
	else if (str_eq(f->act, S("copy")))
		rc = req_may(r, PERM_UNIT_FILL)
			 ? act_registration_copy(r->tx, r->year.id, r->member.unit, f->rev.v)
			 : TD_DENIED;
	else
		rc = move(r, f);
	if (rc == TD_OK)
		r->location =
		    req_path(r, "%.*s/dang-ky/%.*s?luu=1", STRF(page_base(r)), STRF(r->member.unit_code));
	return rc;
}
