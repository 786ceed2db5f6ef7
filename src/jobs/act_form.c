#include "jobs/act_form.h"

#include "base/caltime.h"
#include "base/hash.h"
#include "format/data_json.h"
#include "store/store_year.h"

/* The form as it would be made now, and the entries behind it. */
struct standing {
	struct card_form form;
	const struct score_entry **entries; /* one per node, NULL where there is none */
};

static void put_entries(struct tx *t, const struct scored_year *sy, const score_entry_list *list,
			enum score_stage stage, struct standing *out)
{
	for (u32 k = 0; k < sy->scheme->n_nodes; k++)
		for (size_t i = 0; i < list->n; i++) {
			const struct score_entry *e = &list->at[i];
			if (e->criterion.v == sy->criteria.at[k].id.v && e->stage == stage && !e->judge.v)
				out->entries[k] = e;
		}
	for (u32 k = 0; k < sy->scheme->n_nodes; k++) {
		const struct score_entry *e = out->entries[k];
		if (e)
			out->form.cells[k] = (struct card_form_cell){.state = e->state,
								     .a_c = e->a_c,
								     .b_c = e->b_c,
								     .reason = arena_str(t->a, e->reason),
								     .rev = e->rev};
	}
}

/* Targets stand in the form before anything is entered. */
static void put_targets(const struct scored_year *sy, const target_list *targets, unit_id unit,
			struct standing *out)
{
	for (u32 k = 0; k < sy->scheme->n_nodes; k++) {
		const struct criterion *c = &sy->scheme->nodes[k];
		struct opt_i64 *b = &out->form.cells[k].b_c;
		if (b->set || !criterion_uses_b(c) || c->kind == CRIT_BONUS_PENALTY)
			continue;
		if (c->has_target)
			*b = OPT(c->target_c);
		for (size_t i = 0; i < targets->n; i++)
			if (targets->at[i].unit.v == unit.v &&
			    targets->at[i].criterion.v == sy->criteria.at[k].id.v)
				*b = OPT(targets->at[i].value_c);
	}
}

static void put_points(const struct scored_year *sy, unit_id unit, struct standing *out)
{
	for (u32 u = 0; sy->computed && u < sy->members.n; u++)
		for (u32 k = 0; k < sy->scheme->n_nodes && sy->members.at[u].unit.v == unit.v; k++)
			out->form.cells[k].points_c =
			    k ? sy->result.nodes[k].points_c[u] : sy->result.total_c[u];
}

/* Names the state of the card: whoever saves a value, a reason or a target changes it. */
static td_rc name_state(struct tx *t, struct standing *s)
{
	enum { REV_BYTES = 8 };
	struct sb b = sb_new(t->a, (size_t)1 << 20);
	struct sha256 hash;
	for (u32 k = 0; k < s->form.scheme->n_nodes; k++) {
		const struct card_form_cell *c = &s->form.cells[k];
		const struct score_entry *e = s->entries[k];
		sb_fmt(&b, "%.*s=%lld@%lld,%d:%lld;", STRF(s->form.scheme->nodes[k].code), (long long)c->rev,
		       (long long)(e ? e->entered_at_ms : 0), c->b_c.set, (long long)c->b_c.v);
	}
	td_rc rc = sha256_of(sb_str(&b), &hash);
	if (rc == TD_OK)
		s->form.id.rev = hex_of(t->a, hash.b, REV_BYTES);
	return rc;
}

static td_rc load(struct tx *t, cluster_year_id year, str unit_code, enum score_stage stage,
		  struct standing *out)
{
	struct scored_year *sy = NEW(t->a, struct scored_year);
	struct membership m;
	score_entry_list *entries = NEW(t->a, score_entry_list);
	target_list targets = {0};
	*out = (struct standing){0};
	td_rc rc = store_membership_find(t, year, unit_code, &m);
	if (rc == TD_OK)
		rc = store_year_load(t, year, stage, sy);
	if (rc == TD_OK)
		rc = store_score_of_unit(t, year, m.unit, entries);
	if (rc == TD_OK)
		rc = store_target_list(t, year, &targets);
	if (rc == TD_CONFLICT && t->e->items.n == 0)
		rc = err_add(t->e, TD_CONFLICT, S("scheme"), N_("Năm thi đua chưa có bảng tiêu chí."));
	if (rc != TD_OK)
		return rc;
	out->form =
	    (struct card_form){.id = {sy->year.cluster_code, m.unit_code, sy->year.year, stage, STR_NULL},
			       .cluster_name = sy->year.cluster_name,
			       .unit_name = m.unit_name,
			       .scheme = sy->scheme,
			       .cells = NEW_N(t->a, struct card_form_cell, sy->scheme->n_nodes)};
	out->entries = NEW_N(t->a, const struct score_entry *, sy->scheme->n_nodes);
	put_entries(t, sy, entries, stage, out);
	put_targets(sy, &targets, m.unit, out);
	put_points(sy, m.unit, out);
	const struct scheme_profile *p = scheme_profile_find(sy->scheme, m.profile);
	for (u32 k = 0; k < sy->scheme->n_nodes; k++)
		out->form.cells[k].locked = scheme_profile_leaves_out(sy->scheme, p, k);
	return name_state(t, out);
}

td_rc act_form_xlsx(struct tx *t, cluster_year_id year, str unit_code, enum score_stage stage, str *bytes)
{
	struct standing s;
	td_rc rc = load(t, year, unit_code, stage, &s);
	return rc == TD_OK ? book_xlsx(card_form_book(t->a, &s.form), t->e, bytes) : rc;
}

/* ---- and back ---- */

struct reader {
	struct tx *t;
	struct err *faults;
	struct import_job *job;
	struct value *values;
	struct standing now;
	struct card_form_id id; /* of the file */
};

static bool opt_same(struct opt_i64 a, struct opt_i64 b)
{
	return a.set == b.set && (!a.set || a.v == b.v);
}

/* An empty leaf has no value, whatever target stands beside it. */
static bool same_value(const struct card_form_cell *a, const struct card_form_cell *b)
{
	if (a->state != b->state)
		return false;
	return a->state != CELL_SET || (opt_same(a->a_c, b->a_c) && opt_same(a->b_c, b->b_c));
}

static bool same_reason(const struct card_form_cell *a, const struct card_form_cell *b)
{
	str x = str_trim(a->reason), y = str_trim(b->reason);
	return a->state == CELL_EMPTY || (x.n == y.n && (x.n == 0 || str_eq(x, y)));
}

static str or_empty(str text)
{
	return text.n ? text : S("trống");
}

/* Both versions of a cell that somebody saved since the form was made. */
static void tell_stale(struct reader *r, const struct card_form_row *row)
{
	struct arena *a = r->t->a;
	const struct criterion *c = &r->now.form.scheme->nodes[row->node];
	const struct score_entry *e = r->now.entries[row->node];
	str mine = or_empty(card_form_text(a, c, &row->cell)),
	    theirs = or_empty(card_form_text(a, c, &r->now.form.cells[row->node]));
	if (e)
		err_add(r->faults, TD_INVALID, row->where,
			N_("phiếu %.*s; trên máy chủ nay là %.*s do %.*s sửa lúc %.*s."), STRF(mine),
			STRF(theirs), STRF(e->entered_by_name), STRF(ms_vi(a, e->entered_at_ms)));
	else
		err_add(r->faults, TD_INVALID, row->where,
			N_("phiếu %.*s; trên máy chủ giá trị này đã bị xóa."), STRF(mine));
}

static void refuse_stale(struct reader *r, const card_form_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].cell.rev != r->now.form.cells[rows->at[i].node].rev &&
		    !same_value(&rows->at[i].cell, &r->now.form.cells[rows->at[i].node]))
			tell_stale(r, &rows->at[i]);
	err_add(r->faults, TD_INVALID, S(""),
		N_("Phiếu được tải trước khi số liệu của đơn vị thay đổi nên không nhận: hãy tải phiếu mới, "
		   "nhập lại "
		   "các ô của mình rồi nạp."));
}

static void put_opt(struct arena *a, struct value *map, const char *key, struct opt_i64 v)
{
	if (v.set)
		value_put_int(a, map, key, v.v);
}

static void plan_value(struct reader *r, const struct criterion *c, const struct card_form_cell *v)
{
	struct arena *a = r->t->a;
	struct value *item = value_add(a, r->values, value_map(a));
	value_put_text(a, item, "unit", r->id.unit);
	value_put_text(a, item, "criterion", c->code);
	value_put_text(a, item, "stage", str_c(score_stage_code(r->id.stage)));
	value_put_bool(a, item, "na", v->state == CELL_NA);
	value_put_bool(a, item, "empty", v->state == CELL_EMPTY);
	put_opt(a, item, "a_c", v->state == CELL_SET ? v->a_c : OPT_NONE);
	put_opt(a, item, "b_c", v->state == CELL_SET ? v->b_c : OPT_NONE);
	if (v->reason.n)
		value_put_text(a, item, "reason", v->reason);
}

static void take_row(struct reader *r, const struct card_form_row *row)
{
	struct arena *a = r->t->a;
	const struct criterion *c = &r->now.form.scheme->nodes[row->node];
	const struct card_form_cell *was = &r->now.form.cells[row->node], *is = &row->cell;
	bool value = !same_value(was, is), reason = !same_reason(is, was);
	str name = arena_fmt(a, "%.*s %.*s", STRF(c->code), STRF(c->name));
	if (!value && !reason) {
		r->job->n_same += is->state != CELL_EMPTY;
		return;
	}
	plan_value(r, c, is);
	if (value)
		VEC_PUSH(a, &r->job->changes) =
		    (struct import_change){row->where, r->now.form.unit_name, name, card_form_text(a, c, was),
					   or_empty(card_form_text(a, c, is))};
	if (reason)
		VEC_PUSH(a, &r->job->changes) = (struct import_change){
		    row->where_reason, r->now.form.unit_name, name, was->reason, or_empty(is->reason)};
}

/* Is it the form of the place it was brought to? */
static bool belongs_here(struct reader *r, const struct cluster_year *y)
{
	const struct import_wish *w = &r->job->wish;
	size_t before = r->faults->n_total;
	if (!str_eq(r->id.cluster, y->cluster_code) || r->id.year != y->year)
		err_add(r->faults, TD_INVALID, S(""),
			N_("Đây là phiếu của cụm «%.*s», năm %lld, không phải của năm thi đua này."),
			STRF(r->id.cluster), (long long)r->id.year);
	else if (w->unit_code.n && !str_eq(r->id.unit, w->unit_code))
		err_add(r->faults, TD_INVALID, S(""),
			N_("Đây là phiếu của đơn vị «%.*s», không phải của đơn vị «%.*s»."), STRF(r->id.unit),
			STRF(w->unit_code));
	else if (w->own && r->id.stage != w->stage)
		err_add(r->faults, TD_INVALID, S(""),
			N_("Đây là phiếu của bước «%s», nay đang nhập bước «%s»: hãy tải phiếu mới."),
			i18n_tr(r->faults->lang, score_stage_name(r->id.stage)),
			i18n_tr(r->faults->lang, score_stage_name(w->stage)));
	return r->faults->n_total == before;
}

static void compare(struct reader *r, const struct sheets *in)
{
	card_form_rows rows = {0};
	size_t before = r->faults->n_total;
	td_rc rc = card_form_read(r->t->a, in, r->now.form.scheme, r->faults, &rows);
	if (!str_eq(r->id.rev, r->now.form.id.rev))
		refuse_stale(r, &rows);
	if (rc != TD_OK || r->faults->n_total != before)
		return;
	for (size_t i = 0; i < rows.n; i++)
		take_row(r, &rows.at[i]);
}

td_rc act_form_plan(struct tx *t, cluster_year_id year, const struct sheets *in, struct import_job *job,
		    struct err *faults, struct value *values)
{
	struct reader r = {.t = t, .faults = faults, .job = job, .values = values};
	struct cluster_year y;
	td_rc rc = card_form_identify(t->a, in, faults, &r.id);
	if (rc != TD_OK)
		return rc == TD_INVALID ? TD_OK : rc;
	rc = store_cluster_year_get(t, year, &y);
	if (rc != TD_OK || !belongs_here(&r, &y))
		return rc;
	rc = load(t, year, r.id.unit, r.id.stage, &r.now);
	if (rc == TD_NOT_FOUND || rc == TD_CONFLICT) {
		err_add(faults, TD_INVALID, S(""),
			N_("Cụm không có đơn vị «%.*s» hoặc chưa có bảng tiêu chí."), STRF(r.id.unit));
		return TD_OK;
	}
	if (rc == TD_OK)
		compare(&r, in);
	if (job->wish.own)
		value_put_text(t->a, job->plan, "own", r.id.unit);
	return rc;
}

bool act_form_is_own(const struct value *plan, str unit_code)
{
	const struct value *own = value_get(plan, S("own"));
	return own && own->kind == VALUE_TEXT && str_eq(own->text, unit_code);
}
