#include "web/page_card.h"

#include "jobs/act_score.h"
#include "web/views.h"

/* What the model is made from. */
struct card {
	struct req *r;
	struct card_vm *vm;
	struct card_place at;
	struct scored_year now, self;
	bool has_self;
	score_entry_list entries;
	evidence_list docs;
	evidence_link_list links;
	str proof_due;
	target_list targets;
	u32 unit; /* index in the scored year */
};

td_rc page_card_place(struct req *r, struct card_place *out)
{
	td_rc rc = act_year_get(r->tx, r->year.id, &out->y);
	if (rc == TD_OK)
		rc = store_scorecard_get(r->tx, r->year.id, r->member.unit, STAGE_SELF, &out->card);
	if (rc != TD_OK)
		return rc;
	enum scorecard_state s = out->card.state;
	out->verifying = !scorecard_editable(s) && req_may(r, PERM_SCORE_VERIFY);
	out->stage = out->verifying ? STAGE_VERIFIED : STAGE_SELF;
	bool may = out->verifying ? s == CARD_VERIFYING : req_may(r, PERM_SCORE_SELF);
	out->editable = may && !out->y.frozen && act_stage_open(out->y.season, out->stage) &&
			(out->verifying || scorecard_editable(s));
	return TD_OK;
}

td_rc page_card_open(struct req *r, const struct card_place *at)
{
	size_t changed;
	if (at->editable)
		return TD_OK;
	if (!req_may(r, at->stage == STAGE_SELF ? PERM_SCORE_SELF : PERM_SCORE_VERIFY))
		return TD_DENIED;
	td_rc rc =
	    act_cells_save(r->tx, r->year.id, r->member.unit, at->stage, NULL, 0, ACT_CELLS_OWN, &changed);
	return rc != TD_OK ? rc
			   : err_add(r->e, TD_CONFLICT, S(""),
				     N_("Phiếu này hiện không sửa được: trạng thái đã đổi."));
}

static td_rc load(struct card *c)
{
	struct req *r = c->r;
	cluster_year_id y = r->year.id;
	td_rc rc = page_card_place(r, &c->at);
	if (rc != TD_OK || !r->year.scheme.set)
		return rc;
	rc = store_year_load(r->tx, y, c->at.stage, &c->now);
	if (rc == TD_OK && c->at.verifying) {
		rc = store_year_load(r->tx, y, STAGE_SELF, &c->self);
		c->has_self = c->self.computed;
	}
	if (rc == TD_OK)
		rc = store_score_of_unit(r->tx, y, r->member.unit, &c->entries);
	if (rc == TD_OK)
		rc = store_evidence_list(r->tx, y, r->member.unit, &c->docs);
	if (rc == TD_OK)
		rc = store_evidence_link_list(r->tx, y, r->member.unit, &c->links);
	if (rc == TD_OK)
		rc = page_proof_due(r, &c->proof_due);
	if (rc == TD_OK)
		rc = store_target_list(r->tx, y, &c->targets);
	for (u32 i = 0; i < c->now.members.n; i++)
		if (c->now.members.at[i].unit.v == r->member.unit.v)
			c->unit = i;
	return rc;
}

/* Groups inside the top ones are headings; leaves right under the root gather in a group of their own. */
static void put_groups(struct card *c)
{
	struct arena *a = c->r->a;
	const struct scheme *s = c->now.scheme;
	struct grid *grid = &c->vm->grid;
	const struct grid_source from = {c->r,
					 &c->now,
					 c->has_self ? &c->self : NULL,
					 &c->entries,
					 &c->docs,
					 &c->links,
					 &c->targets,
					 c->at.stage,
					 c->at.editable,
					 c->at.verifying,
					 false,
					 c->proof_due};
	struct grid_group *g = NULL;
	for (u32 n = 1; n < s->n_nodes; n++) {
		const struct criterion *k = &s->nodes[n];
		if (k->kind == CRIT_GROUP && k->depth == 1) {
			g = grid_group_add(a, grid, k->code, k->name, k->max_c);
			g->shows_points = c->now.computed;
			g->points_c = c->now.computed ? c->now.result.nodes[n].points_c[c->unit] : 0;
			continue;
		}
		if (!g || (k->depth == 1 && g->code.n))
			g = grid_group_add(a, grid, S(""), page_tr(c->r, N_("Tiêu chí")), 0);
		struct grid_row *row = &VEC_PUSH(a, &g->rows);
		*row = (struct grid_row){.heading = true, .key = k->code, .code = k->code, .name = k->name};
		if (k->kind != CRIT_GROUP)
			grid_fill(&from, c->unit, n, row);
		grid_count(grid, g, row);
	}
}

static str locked_text(const struct card *c)
{
	struct req *r = c->r;
	if (c->at.y.frozen)
		return page_tr(r, N_("Kết quả đã niêm phong. Phiếu chỉ còn để xem."));
	if (c->at.verifying)
		return c->at.card.state == CARD_SUBMITTED
			   ? page_tr(r, N_("Đơn vị đã gửi phiếu. Bấm «Bắt đầu thẩm tra» để nhận phiếu; từ đó "
					   "đơn vị không rút lại được."))
			   : page_tr(r, N_("Phiếu đã thẩm tra xong hoặc chưa đến bước thẩm tra nên chỉ còn "
					   "để xem."));
	if (!scorecard_editable(c->at.card.state))
		return page_tr(
		    r,
		    N_("Phiếu đã gửi nên không sửa được. Cần sửa thì rút lại phiếu khi cụm chưa thẩm tra."));
	return page_tr(r, N_("Chưa đến bước tự chấm điểm, hoặc tài khoản của bạn chỉ được xem phiếu này."));
}

static void put_buttons(struct card *c)
{
	struct card_vm *vm = c->vm;
	struct req *r = c->r;
	enum scorecard_state s = c->at.card.state;
	vm->grid.editable = c->at.editable;
	vm->grid.verifying = c->at.verifying;
	vm->grid.first_head = page_tr(r, N_("Tiêu chí"));
	vm->locked_text = locked_text(c);
	vm->may_accept_all = c->at.verifying && c->at.editable;
	vm->may_return = c->at.verifying && s == CARD_VERIFYING && !c->at.y.frozen;
	vm->may_receive =
	    c->at.verifying && s == CARD_SUBMITTED && act_stage_open(c->at.y.season, STAGE_VERIFIED);
	vm->may_recall = s == CARD_SUBMITTED && !c->at.verifying && req_may(r, PERM_SCORE_SUBMIT);
	vm->acts = c->at.editable || vm->may_return || vm->may_receive || vm->may_recall;
	if (!c->at.editable)
		return;
	if (c->at.verifying) {
		vm->submit_label = page_tr(r, N_("Hoàn thành thẩm tra"));
		vm->submit_question = page_tr(r, N_("Hoàn thành thẩm tra phiếu này? Điểm thẩm tra sẽ thành "
						    "điểm chính thức để cụm thông qua."));
	} else if (req_may(r, PERM_SCORE_SUBMIT)) {
		vm->submit_label = page_tr(r, N_("Nộp phiếu"));
		vm->submit_question = page_tr(
		    r, N_("Nộp phiếu tự chấm điểm? Sau khi nộp, chỉ rút lại được khi cụm chưa thẩm tra."));
	} else {
		vm->leader_submits = true;
	}
}

static void put_head(struct card *c)
{
	struct card_vm *vm = c->vm;
	struct req *r = c->r;
	vm->base = page_base(r);
	vm->unit_code = r->member.unit_code;
	vm->unit_name = r->member.unit_name;
	vm->year = r->year.year;
	vm->rev = c->at.card.rev;
	vm->state = page_card_tag(r, c->at.card.state);
	vm->grid.stage_code = str_c(score_stage_code(c->at.stage));
	vm->grid.may_evidence = req_may(r, PERM_SCORE_SELF);
	vm->return_reason = form_show(r->form, S("return_reason"), S(""));
	if (c->at.card.state == CARD_RETURNED)
		vm->returned_reason = c->at.card.note;
	for (size_t i = 0; i < c->entries.n; i++)
		if (c->entries.at[i].stage == c->at.stage && c->entries.at[i].entered_at_ms > vm->saved_at)
			vm->saved_at = c->entries.at[i].entered_at_ms;
}

static td_rc put_due(struct card *c)
{
	page_step_list steps = {0};
	enum season_state now;
	td_rc rc = page_steps(c->r, &steps, &now);
	const char *code = season_code(c->at.verifying ? SEASON_VERIFYING : SEASON_SELF_SCORING);
	for (size_t i = 0; i < steps.n; i++)
		if (str_eq(steps.at[i].code, str_c(code)))
			c->vm->due_on = steps.at[i].due_on;
	return rc;
}

td_rc page_card_model(struct req *r, struct card_vm *vm)
{
	struct card *c = NEW(r->a, struct card);
	*c = (struct card){.r = r, .vm = vm};
	*vm = (struct card_vm){.page = r->page};
	td_rc rc = load(c);
	if (rc != TD_OK)
		return rc;
	put_head(c);
	put_buttons(c);
	if (r->year.scheme.set) {
		vm->max_c = c->now.scheme->max_c;
		vm->total_c = c->now.computed ? c->now.result.total_c[c->unit] : 0;
		put_groups(c);
	}
	return put_due(c);
}

td_rc page_card(struct req *r)
{
	struct card_vm *vm = NEW(r->a, struct card_vm);
	td_rc rc = page_begin(r, page_tr(r, N_("Phiếu chấm điểm")), "cham-diem");
	if (rc == TD_OK)
		rc = page_card_model(r, vm);
	if (rc != TD_OK)
		return rc;
	grid_link_errors(r, &vm->grid);
	vm->page = r->page;
	view_card(&r->html, vm);
	return TD_OK;
}
