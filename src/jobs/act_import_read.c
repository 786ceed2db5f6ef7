#include "base/num.h"
#include "format/data_json.h"
#include "format/scheme_json.h"
#include "jobs/act_form.h"
#include "store/store_scheme.h"
#include "store/store_score.h"

/* What the file is read against. */
struct reader {
	struct tx *t;
	struct import_job *job;
	struct err faults;
	struct cluster_year year;
	const struct scheme *scheme; /* NULL: none chosen yet */
	criterion_list criteria;
	membership_list members;
	score_entry_list entries;
	struct score_unit *units;
	struct value *values; /* of the plan */
};

static td_rc load(struct reader *r, cluster_year_id year)
{
	struct tx *t = r->t;
	td_rc rc = store_cluster_year_get(t, year, &r->year);
	if (rc == TD_OK)
		rc = store_membership_list(t, year, &r->members);
	if (rc == TD_OK)
		rc = store_score_list(t, year, STAGE_COUNCIL, &r->entries);
	if (rc == TD_OK && r->year.scheme.set)
		rc = store_scheme_load(t, (scheme_id){r->year.scheme.v}, &r->scheme);
	if (rc == TD_OK && r->year.scheme.set)
		rc = store_criterion_list(t, (scheme_id){r->year.scheme.v}, &r->criteria);
	if (rc != TD_OK)
		return rc;
	r->units = NEW_N(t->a, struct score_unit, r->members.n);
	for (size_t i = 0; i < r->members.n; i++) {
		const struct membership *m = &r->members.at[i];
		r->units[i] =
		    (struct score_unit){m->unit_code, m->unit_name,
					m->women_pct_c.set ? m->women_pct_c.v : -1, (u32)m->chair_order};
	}
	return TD_OK;
}

static const struct membership *member(const struct reader *r, str code)
{
	for (size_t i = 0; i < r->members.n; i++)
		if (str_eq(r->members.at[i].unit_code, code))
			return &r->members.at[i];
	return NULL;
}

static const struct score_entry *standing(const struct reader *r, unit_id unit, u32 node,
					  enum score_stage stage, i64 judge)
{
	for (size_t i = 0; i < r->entries.n; i++) {
		const struct score_entry *e = &r->entries.at[i];
		if (e->unit.v == unit.v && e->criterion.v == r->criteria.at[node].id.v && e->stage == stage &&
		    e->judge.v == judge)
			return e;
	}
	return NULL;
}

static bool same(const struct score_entry *e, const struct import_value *v)
{
	return e->state == v->state && e->a_c.set == v->a_c.set && (!v->a_c.set || e->a_c.v == v->a_c.v) &&
	       e->b_c.set == v->b_c.set && (!v->b_c.set || e->b_c.v == v->b_c.v);
}

static str shown(struct arena *a, enum cell_state state, struct opt_i64 av, struct opt_i64 bv)
{
	if (state != CELL_SET)
		return state == CELL_NA ? S("không áp dụng") : S("");
	struct sb b = sb_new(a, 96);
	num_put_short(&b, av.v);
	if (bv.set) {
		SB_LIT(&b, " / ");
		num_put_short(&b, bv.v);
	}
	return sb_str(&b);
}

static void put_opt(struct arena *a, struct value *map, const char *key, struct opt_i64 v)
{
	if (v.set)
		value_put_int(a, map, key, v.v);
}

static void put_text(struct arena *a, struct value *map, const char *key, str text)
{
	if (text.n)
		value_put_text(a, map, key, text);
}

/* One value into the plan and the list of differences. */
static void take_value(struct reader *r, const struct import_value *v, str judge_code, i64 judge)
{
	struct arena *a = r->t->a;
	const struct membership *m = member(r, v->unit);
	i64 node = scheme_find(r->scheme, v->code);
	if (m == NULL || node < 0) {
		err_add(&r->faults, TD_INVALID, v->where,
			N_("Không biết đơn vị «%.*s» hoặc tiêu chí «%.*s»."), STRF(v->unit), STRF(v->code));
		return;
	}
	const struct score_entry *e = standing(r, m->unit, (u32)node, v->stage, judge);
	if (e && same(e, v)) {
		r->job->n_same++;
		return;
	}
	struct value *item = value_add(a, r->values, value_map(a));
	value_put_text(a, item, "unit", v->unit);
	value_put_text(a, item, "criterion", v->code);
	value_put_text(a, item, "stage", str_c(score_stage_code(v->stage)));
	value_put_bool(a, item, "na", v->state == CELL_NA);
	put_opt(a, item, "a_c", v->a_c);
	put_opt(a, item, "b_c", v->b_c);
	put_text(a, item, "reason", v->reason);
	put_text(a, item, "note", v->note.n ? v->note : v->evidence);
	put_text(a, item, "judge", judge_code);
	VEC_PUSH(a, &r->job->changes) = (struct import_change){
	    v->where, m->unit_name,
	    arena_fmt(a, "%.*s · %s", STRF(v->code), i18n_tr(r->t->e->lang, score_stage_name(v->stage))),
	    e ? shown(a, e->state, e->a_c, e->b_c) : S(""), shown(a, v->state, v->a_c, v->b_c)};
}

static void plan_scheme(struct reader *r, const struct scheme *s)
{
	struct arena *a = r->t->a;
	if (r->entries.n) {
		err_add(&r->faults, TD_INVALID, S(""),
			N_("Đã có điểm chấm theo bảng tiêu chí hiện tại nên không thể nạp bảng khác."));
		return;
	}
	struct scheme named = *s;
	named.version = s->version.n ? s->version : S("1"); /* a file need not say */
	value_put_text(a, r->job->plan, "kind", S("scheme"));
	value_put(a, r->job->plan, S("scheme"), scheme_to_value(a, &named));
	for (u32 k = 1; k < s->n_nodes; k++) {
		const struct criterion *c = &s->nodes[k];
		VEC_PUSH(a, &r->job->changes) =
		    (struct import_change){c->code, c->name, S(""), S(""), num_short(a, c->max_c)};
	}
}

static void plan_units(struct reader *r, const struct import_plan *p)
{
	struct arena *a = r->t->a;
	value_put_text(a, r->job->plan, "kind", S("units"));
	struct value *list = value_put(a, r->job->plan, S("units"), value_list(a));
	for (size_t i = 0; i < p->units.n; i++) {
		const struct import_unit *u = &p->units.at[i];
		if (member(r, u->code)) {
			r->job->n_same++;
			continue;
		}
		struct value *item = value_add(a, list, value_map(a));
		value_put_text(a, item, "code", u->code);
		value_put_text(a, item, "name", u->name);
		put_text(a, item, "leader", u->leader);
		put_opt(a, item, "women_pct_c", u->women_pct_c);
		VEC_PUSH(a, &r->job->changes) =
		    (struct import_change){u->where, u->name, S(""), S(""), u->code};
	}
}

static bool need_scheme(struct reader *r)
{
	if (r->scheme == NULL)
		err_add(&r->faults, TD_INVALID, S(""),
			N_("Năm thi đua chưa có bảng tiêu chí: hãy nạp bảng tiêu chí trước."));
	else if (r->members.n == 0)
		err_add(&r->faults, TD_INVALID, S(""),
			N_("Cụm chưa có đơn vị thành viên: hãy nạp danh sách đơn vị trước."));
	return r->scheme && r->members.n;
}

static td_rc read_sheet(struct reader *r, const struct sheets *in)
{
	const struct import_wish *w = &r->job->wish;
	struct arena *a = r->t->a;
	struct import_plan p = {0};
	td_rc rc = TD_OK;
	if (w->shape == IMPORT_SCHEME) {
		rc = import_scheme(a, in, &r->faults, &p);
		if (rc == TD_OK)
			plan_scheme(r, &p.scheme);
	} else if (w->shape == IMPORT_UNITS) {
		rc = import_units(a, in, &r->faults, &p);
		if (rc == TD_OK)
			plan_units(r, &p);
	} else if (need_scheme(r)) {
		struct import_known known = {r->scheme, r->units, (u32)r->members.n, w->unit_code, w->stage};
		rc = import_scores(a, in, &known, &r->faults, &p);
		for (size_t i = 0; rc == TD_OK && i < p.values.n; i++)
			take_value(r, &p.values.at[i], STR_NULL, 0);
	}
	for (size_t i = 0; i < p.notes.n; i++)
		VEC_PUSH(a, &r->job->notes) = p.notes.at[i];
	return rc;
}

static void read_table(struct reader *r, const struct score_table *table)
{
	for (size_t i = 0; i < table->cells.n; i++) {
		const struct score_cell *c = &table->cells.at[i];
		const struct criterion *k = &r->scheme->nodes[c->node];
		str judge_code = STR_NULL;
		i64 judge = 0;
		if (criterion_has_judges(k)) {
			judge_code =
			    k->peers ? table->units.at[c->judge].code : table->judges.at[c->judge].code;
			const struct membership *m = member(r, judge_code);
			judge = m ? m->unit.v : -1;
		}
		struct import_value v = {.where = c->where,
					 .unit = table->units.at[c->unit].code,
					 .code = k->code,
					 .stage = c->stage,
					 .state = c->state,
					 .a_c = c->state == CELL_SET ? OPT(c->a) : OPT_NONE,
					 .b_c = c->has_b ? OPT(c->b) : OPT_NONE,
					 .reason = c->reason,
					 .note = c->note};
		take_value(r, &v, judge_code, judge);
	}
}

static td_rc read_json(struct reader *r)
{
	const struct import_wish *w = &r->job->wish;
	struct arena *a = r->t->a;
	const struct value *v = NULL;
	td_rc rc = value_from_json(a, w->bytes, &r->faults, &v);
	if (rc != TD_OK)
		return rc;
	struct scheme s;
	struct score_table table = {0};
	const struct value *format = value_get(v, S("format"));
	if (format && format->kind == VALUE_TEXT && str_eq(format->text, S(SCHEME_FORMAT))) {
		rc = scheme_from_value(a, v, &r->faults, &s);
		if (rc == TD_OK)
			plan_scheme(r, &s);
	} else if (need_scheme(r)) {
		rc = data_from_value(a, v, r->scheme, &r->faults, &table);
		if (rc == TD_OK)
			read_table(r, &table);
	}
	return rc;
}

/* A form of ours says itself what it is, whatever the user chose. */
static td_rc read_form_or_sheet(struct reader *r, const struct sheets *in)
{
	td_rc rc = act_form_plan(r->t, r->year.id, in, r->job, &r->faults, r->values);
	if (rc != TD_NOT_FOUND)
		return rc;
	if (r->job->wish.own)
		err_add(&r->faults, TD_INVALID, S(""),
			N_("Đây không phải phiếu Excel tải từ trang này: hãy bấm «Tải phiếu Excel», nhập vào "
			   "phiếu đó rồi nạp."));
	else
		return read_sheet(r, in);
	return TD_OK;
}

static td_rc read_file(struct reader *r)
{
	const struct import_wish *w = &r->job->wish;
	str body = str_trim(w->bytes);
	struct sheets sheets = {0};
	if (body.n && body.p[0] == '{' && !w->own)
		return read_json(r);
	td_rc rc = sheets_from_upload(r->t->a, w->bytes, w->file_name, &r->faults, &sheets);
	return rc == TD_OK ? read_form_or_sheet(r, &sheets) : rc;
}

td_rc act_import_read(struct tx *t, cluster_year_id year, const struct import_wish *wish,
		      struct import_job *out)
{
	struct arena *a = t->a;
	*out = (struct import_job){.wish = *wish, .plan = value_map(a)};
	struct reader r = {.t = t, .job = out, .faults = err_new(a, t->e->lang), .values = value_list(a)};
	td_rc rc = load(&r, year);
	if (rc != TD_OK)
		return rc;
	rc = read_file(&r);
	if (r.faults.n_unsaid > 0)
		return TD_LIMIT; /* what is wrong with the file could not be put into words */
	if (rc != TD_OK && r.faults.n_total == 0)
		return rc; /* nothing is wrong with the file */
	if (value_get(out->plan, S("kind")) == NULL) {
		value_put_text(a, out->plan, "kind", S("scores"));
		value_put(a, out->plan, S("values"), r.values);
	}
	for (size_t i = 0; i < r.faults.items.n; i++)
		VEC_PUSH(a, &out->faults) = r.faults.items.at[i];
	if (r.faults.n_total)
		out->plan = NULL;
	return TD_OK;
}
