#include "web/page_explain.h"

#include "format/explain_json.h"
#include "store/store_year.h"
#include "web/views.h"

/* What the model is made from. */
struct derivation {
	struct req *r;
	struct derivation_vm *vm;
	struct scored_year sy;
	u32 unit, node;
	struct explanation x;
};

static td_rc find(struct derivation *d)
{
	str code = req_param(d->r, "criterion");
	i64 node = str_eq(code, S("tong")) ? 0 : scheme_find(d->sy.scheme, code);
	if (node < 0)
		return TD_NOT_FOUND;
	d->node = (u32)node;
	for (u32 i = 0; i < d->sy.members.n; i++)
		if (d->sy.members.at[i].unit.v == d->r->member.unit.v) {
			d->unit = i;
			return TD_OK;
		}
	return TD_NOT_FOUND;
}

static td_rc load(struct derivation *d)
{
	struct req *r = d->r;
	struct act_year y;
	if (!r->year.scheme.set)
		return TD_NOT_FOUND;
	td_rc rc = act_year_get(r->tx, r->year.id, &y);
	if (rc != TD_OK)
		return rc;
	enum score_stage stage = page_stage(r, page_standing_stage(y.season));
	d->vm->stage_code = str_c(score_stage_code(stage));
	d->vm->stage_name = page_tr(r, score_stage_name(stage));
	rc = store_year_load(r->tx, r->year.id, stage, &d->sy);
	if (rc == TD_OK)
		rc = find(d);
	if (rc == TD_OK && !d->sy.computed)
		return err_add(
		    r->e, TD_CONFLICT, S(""),
		    N_("Số liệu đã nhập còn lỗi nên chưa có cách tính; hãy xem các lỗi ở bảng điểm."));
	if (rc == TD_OK)
		rc = explain_node(r->a, d->sy.scheme, &d->sy.input, &d->sy.result, d->unit, d->node, &d->x);
	return rc;
}

td_rc page_explain_load(struct req *r, struct explanation *out)
{
	struct derivation *d = NEW(r->a, struct derivation);
	*d = (struct derivation){.r = r, .vm = NEW(r->a, struct derivation_vm)};
	td_rc rc = load(d);
	*out = d->x;
	return rc;
}

static td_rc put_stage(struct derivation *d, enum score_stage stage, const struct score_entry *e)
{
	struct req *r = d->r;
	struct scored_year *then = NEW(r->a, struct scored_year);
	td_rc rc = store_year_load(r->tx, r->year.id, stage, then);
	if (rc != TD_OK || !then->computed)
		return rc;
	VEC_PUSH(r->a, &d->vm->stages) = (struct derivation_stage){
	    .code = str_c(score_stage_code(stage)),
	    .name = page_tr(r, score_stage_name(stage)),
	    .reason = e ? e->reason : S(""),
	    .who = e ? e->entered_by_name : S(""),
	    .at = e ? e->entered_at_ms : 0,
	    .points_c =
		d->node ? then->result.nodes[d->node].points_c[d->unit] : then->result.total_c[d->unit],
	};
	return TD_OK;
}

/* What each stage said: of a criterion with who entered it and why, of a group the sum. */
static td_rc put_stages(struct derivation *d)
{
	score_entry_list entries = {0};
	bool leaf = criterion_is_leaf(&d->sy.scheme->nodes[d->node]), seen[STAGE__N] = {0};
	td_rc rc = store_score_of_unit(d->r->tx, d->r->year.id, d->r->member.unit, &entries);
	for (size_t i = 0; rc == TD_OK && i < entries.n; i++) {
		const struct score_entry *e = &entries.at[i];
		seen[e->stage] = true;
		if (leaf && e->criterion.v == d->sy.criteria.at[d->node].id.v)
			rc = put_stage(d, e->stage, e);
	}
	for (int s = 0; rc == TD_OK && !leaf && s < STAGE__N; s++)
		if (seen[s])
			rc = put_stage(d, (enum score_stage)s, NULL);
	d->vm->leaf = leaf;
	return rc;
}

static td_rc put_evidence(struct derivation *d)
{
	struct req *r = d->r;
	evidence_list docs = {0};
	evidence_link_list links = {0};
	td_rc rc = store_evidence_list(r->tx, r->year.id, r->member.unit, &docs);
	if (rc == TD_OK)
		rc = store_evidence_link_list(r->tx, r->year.id, r->member.unit, &links);
	for (size_t i = 0; rc == TD_OK && i < links.n; i++) {
		if (links.at[i].criterion.v != d->sy.criteria.at[d->node].id.v)
			continue;
		for (size_t k = 0; k < docs.n; k++) {
			const struct evidence *v = &docs.at[k];
			if (v->id.v != links.at[i].evidence.v)
				continue;
			str href = v->file.set
				       ? req_path(r, "%.*s/minh-chung/%.*s/tep/%lld", STRF(d->vm->base),
						  STRF(d->vm->unit_code), (long long)v->id.v)
				       : S("");
			str text = v->doc_number.n
				       ? arena_fmt(r->a, "%.*s – %.*s", STRF(v->doc_number), STRF(v->title))
				       : v->title;
			VEC_PUSH(r->a, &d->vm->evidence) =
			    (struct derivation_proof){href, text, links.at[i].page};
		}
	}
	return rc;
}

static void put_model(struct derivation *d)
{
	struct derivation_vm *vm = d->vm;
	struct req *r = d->r;
	const struct criterion *c = &d->sy.scheme->nodes[d->node];
	vm->unit_code = r->member.unit_code;
	vm->unit_name = r->member.unit_name;
	vm->code = d->node ? c->code : S("tong");
	vm->what = d->node ? arena_fmt(r->a, "%.*s %.*s", STRF(c->code), STRF(c->name))
			   : page_tr(r, N_("tổng điểm và thứ hạng"));
	if (d->node)
		vm->parent_code = c->parent ? d->sy.scheme->nodes[c->parent].code : S("tong");
	vm->points_c = d->node ? d->x.points_c : d->sy.result.total_c[d->unit];
	vm->max_c = c->role == ROLE_BASE ? c->max_c : 0;
	vm->sentence = d->x.sentence;
	vm->formula = d->x.formula;
	vm->source = d->x.source;
	for (size_t i = 0; i < d->x.steps.n; i++) {
		struct explain_step step = d->x.steps.at[i];
		if (step.has_value && (str_eq(step.text, num_c(r->a, step.value_c)) ||
				       str_eq(step.text, num_short(r->a, step.value_c))))
			step.text = S(""); /* the figure already stands beside it */
		VEC_PUSH(r->a, &vm->steps) = step;
	}
}

/* The trail: total, then every group above. */
static void put_trail(struct derivation *d)
{
	struct req *r = d->r;
	u32 above[SCHEME_MAX_DEPTH + 1] = {0}, n = 0;
	if (page_may(r, PERM_BOARD_SEE))
		page_crumb(r, req_path(r, "%.*s/bang-diem", STRF(d->vm->base)), page_tr(r, N_("Bảng điểm")));
	for (u32 k = d->node; k; k = d->sy.scheme->nodes[k].parent)
		if (k != d->node && n < SCHEME_MAX_DEPTH)
			above[n++] = k;
	if (d->node)
		page_crumb(r,
			   req_path(r, "%.*s/dien-giai/%.*s/tong", STRF(d->vm->base), STRF(d->vm->unit_code)),
			   d->vm->unit_name);
	while (n--) {
		str code = d->sy.scheme->nodes[above[n]].code;
		page_crumb(r,
			   req_path(r, "%.*s/dien-giai/%.*s/%.*s", STRF(d->vm->base), STRF(d->vm->unit_code),
				    STRF(code)),
			   arena_fmt(r->a, req_tr(r, N_("Mục %.*s")), STRF(code)));
	}
}

td_rc page_explain(struct req *r)
{
	struct derivation *d = NEW(r->a, struct derivation);
	*d = (struct derivation){.r = r, .vm = NEW(r->a, struct derivation_vm)};
	d->vm->base = page_base(r);
	td_rc rc = load(d);
	if (rc == TD_OK && str_eq(req_query(r, S("dang")), S("json"))) {
		r->body = value_to_json(r->a, explain_to_value(r->a, &d->x), VALUE_PRETTY);
		r->type = S("application/json; charset=utf-8");
		return TD_OK;
	}
	if (rc == TD_OK)
		rc = page_begin(r, page_tr(r, N_("Diễn giải")), "dien-giai");
	if (rc == TD_OK)
		rc = put_stages(d);
	if (rc == TD_OK)
		rc = put_evidence(d);
	if (rc != TD_OK)
		return rc;
	put_model(d);
	put_trail(d);
	d->vm->page = r->page;
	view_derivation(&r->html, d->vm);
	return TD_OK;
}
