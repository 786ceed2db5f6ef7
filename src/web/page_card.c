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
		rc = store_target_list(r->tx, y, &c->targets);
	for (u32 i = 0; i < c->now.members.n; i++)
		if (c->now.members.at[i].unit.v == r->member.unit.v)
			c->unit = i;
	return rc;
}

static const struct score_entry *entry_at(const struct card *c, u32 node, enum score_stage stage)
{
	for (size_t i = 0; i < c->entries.n; i++) {
		const struct score_entry *e = &c->entries.at[i];
		if (e->stage == stage && !e->judge.v && e->criterion.v == c->now.criteria.at[node].id.v)
			return e;
	}
	return NULL;
}

/* Names of the two inputs of a kind; the second may be empty. */
static void put_labels(const struct card *c, const struct criterion *k, struct card_item *it)
{
	static const char *const names[CRIT__N][2] = {
	    [CRIT_MANUAL] = {N_("Điểm")},
	    [CRIT_LEVEL] = {N_("Kết quả")},
	    [CRIT_RATIO] = {N_("Kết quả"), N_("Chỉ tiêu")},
	    [CRIT_LEADER] = {N_("Kết quả"), N_("Chỉ tiêu")},
	    [CRIT_RELATIVE] = {N_("Kết quả")},
	    [CRIT_COUNT] = {N_("Số lượng")},
	    [CRIT_BONUS_PENALTY] = {N_("Số lần được cộng"), N_("Số lần bị trừ")},
	    [CRIT_DEDUCT] = {N_("Số lần vi phạm")},
	    [CRIT_THRESHOLD] = {N_("Kết quả")},
	};
	const char *a = names[k->kind][0], *b = names[k->kind][1];
	if (k->kind == CRIT_DEDUCT && k->per == DEDUCT_PERCENT)
		a = N_("Kết quả"), b = N_("Chỉ tiêu");
	it->label_a = a ? page_tr(c->r, a) : S("");
	if (k->unit.n && k->kind != CRIT_MANUAL && a)
		it->label_a = arena_fmt(c->r->a, "%.*s (%.*s)", STRF(it->label_a), STRF(k->unit));
	it->label_b = b && criterion_uses_b(k) ? page_tr(c->r, b) : S("");
	it->label_a_shown = k->kind != CRIT_MANUAL && (k->kind != CRIT_LEVEL || k->by_value);
	it->shows_points = k->kind != CRIT_MANUAL && k->kind != CRIT_THRESHOLD && k->kind != CRIT_KNOCKOUT;
	it->shows_max = k->max_c > 0;
}

static void put_choice(struct card *c, struct card_item *it, i64 value, str text, i64 points_c, str chosen)
{
	str v = arena_fmt(c->r->a, "%lld", (long long)value);
	VEC_PUSH(c->r->a, &it->options) = (struct card_choice){v, text, points_c, str_eq(v, chosen)};
}

static void put_choices(struct card *c, const struct criterion *k, struct card_item *it)
{
	struct req *r = c->r;
	if (k->kind == CRIT_BOOL) {
		put_choice(c, it, 1, page_tr(r, N_("Đạt")), k->max_c, it->a);
		put_choice(c, it, 0, page_tr(r, N_("Không đạt")), 0, it->a);
	} else if (k->kind == CRIT_KNOCKOUT) {
		put_choice(c, it, 0, page_tr(r, N_("Không vi phạm")), 0, it->a);
		put_choice(c, it, 1, page_tr(r, N_("Có vi phạm")), 0, it->a);
	} else if (k->kind == CRIT_LEVEL && !k->by_value) {
		for (u32 i = 0; i < k->n_levels; i++)
			put_choice(c, it, i + 1,
				   arena_fmt(r->a, "%.*s – %.*s", STRF(k->levels[i].label),
					     STRF(num_short(r->a, k->levels[i].points_c))),
				   k->levels[i].points_c, it->a);
	}
}

/* How a stored value is typed: choices are whole numbers, all else hundredths. */
static str typed(struct arena *a, const struct criterion *k, struct opt_i64 v)
{
	bool whole =
	    k->kind == CRIT_BOOL || k->kind == CRIT_KNOCKOUT || (k->kind == CRIT_LEVEL && !k->by_value);
	if (!v.set)
		return S("");
	return whole ? arena_fmt(a, "%lld", (long long)v.v) : num_short(a, v.v);
}

static i64 target_of(const struct card *c, u32 node)
{
	for (size_t i = 0; i < c->targets.n; i++)
		if (c->targets.at[i].unit.v == c->r->member.unit.v &&
		    c->targets.at[i].criterion.v == c->now.criteria.at[node].id.v)
			return c->targets.at[i].value_c;
	const struct criterion *k = &c->now.scheme->nodes[node];
	return k->has_target ? k->target_c : 0;
}

static void put_values(struct card *c, u32 node, struct card_item *it)
{
	struct arena *a = c->r->a;
	const struct form *f = c->r->form;
	const struct criterion *k = &c->now.scheme->nodes[node];
	const struct score_entry *e = entry_at(c, node, c->at.stage);
	str saved_a = e ? typed(a, k, e->a_c) : S(""),
	    saved_b = e && e->b_c.set ? num_short(a, e->b_c.v) : S("");
	it->target_c = target_of(c, node);
	if (!saved_b.n && it->target_c && it->label_b.n && k->kind != CRIT_BONUS_PENALTY)
		saved_b = num_short(a, it->target_c);
	it->a = form_show_key(a, f, "score", it->code, saved_a);
	it->b = form_show_key(a, f, "second", it->code, saved_b);
	it->reason = form_show_key(a, f, "reason", it->code, e ? e->reason : S(""));
	it->na = f ? form_show_key(a, f, "na", it->code, S("")).n > 0 : e && e->state == CELL_NA;
	it->was = e ? e->rev : 0;
	const struct score_entry *self = c->at.verifying ? entry_at(c, node, STAGE_SELF) : NULL;
	it->hint = self ? typed(a, k, self->a_c) : S("");
	it->open = it->na || it->reason.n > 0;
	if (f && !str_eq(it->a, saved_a))
		it->saved = saved_a;
}

static str shown_value(struct card *c, const struct criterion *k, const struct card_item *it)
{
	for (size_t i = 0; i < it->options.n; i++)
		if (it->options.at[i].selected)
			return k->kind == CRIT_LEVEL ? k->levels[i].label : it->options.at[i].text;
	if (it->na)
		return page_tr(c->r, N_("không áp dụng"));
	if (!it->a.n)
		return S("–");
	if (it->b.n && k->kind != CRIT_MANUAL)
		return arena_fmt(c->r->a, "%.*s / %.*s", STRF(it->a), STRF(it->b));
	return it->a;
}

static void put_files(struct card *c, u32 node, struct card_item *it)
{
	struct req *r = c->r;
	for (size_t i = 0; i < c->links.n; i++) {
		if (c->links.at[i].criterion.v != c->now.criteria.at[node].id.v)
			continue;
		for (size_t d = 0; d < c->docs.n; d++) {
			const struct evidence *v = &c->docs.at[d];
			if (v->id.v != c->links.at[i].evidence.v)
				continue;
			str name = v->doc_number.n ? v->doc_number : v->title, page = c->links.at[i].page;
			VEC_PUSH(r->a, &it->files) = (struct page_link){
			    req_path(r, "%.*s/minh-chung/%.*s#v%lld", STRF(c->vm->base),
				     STRF(c->vm->unit_code), (long long)v->id.v),
			    page.n ? arena_fmt(r->a, "%.*s (%.*s)", STRF(name), STRF(page)) : name};
		}
	}
	it->needs_evidence = c->now.scheme->nodes[node].evidence_required && it->files.n == 0;
}

static void put_points(struct card *c, u32 node, struct card_item *it)
{
	if (c->now.computed)
		it->points_c = c->now.result.nodes[node].points_c[c->unit];
	if (c->has_self) {
		it->has_self = true;
		it->self_c = c->self.result.nodes[node].points_c[c->unit];
	}
}

static void put_tag(struct card *c, struct card_item *it)
{
	struct req *r = c->r;
	const struct err_item *fault = r->form ? err_at(r->e, it->code) : NULL;
	bool filled = it->a.n > 0 || it->na;
	if (fault)
		it->error = fault->text;
	if (fault)
		it->tag = page_tag(r, "bad", "warn", N_("Sai"));
	else if (it->na)
		it->tag = page_tag(r, "", "stop", N_("Không áp dụng"));
	else if (filled)
		it->tag = (struct page_tag){S("ok"), S("check"), num_short(r->a, it->points_c)};
	else
		it->tag = page_tag(r, "warn", "warn", N_("Trống"));
	c->vm->n_filled += filled && !fault;
	c->vm->n_leaves++;
}

static void put_leaf(struct card *c, u32 node, struct card_item *it)
{
	static const char *const kinds[CRIT__N] = {
	    [CRIT_MANUAL] = "manual",     [CRIT_LEVEL] = "level",
	    [CRIT_RATIO] = "ratio",       [CRIT_LEADER] = "leader",
	    [CRIT_RELATIVE] = "relative", [CRIT_BOOL] = "bool",
	    [CRIT_COUNT] = "count",       [CRIT_BONUS_PENALTY] = "bonus_penalty",
	    [CRIT_DEDUCT] = "deduct",     [CRIT_THRESHOLD] = "threshold",
	    [CRIT_KNOCKOUT] = "knockout"};
	const struct criterion *k = &c->now.scheme->nodes[node];
	it->kind = k->kind == CRIT_LEVEL && k->by_value ? S("banded") : str_c(kinds[k->kind]);
	it->role = k->role == ROLE_PENALTY ? S("penalty") : S("");
	it->note = k->note;
	it->owner = k->owner;
	it->max_c = k->max_c;
	it->each_c = k->each_c;
	it->against_c = k->against_c;
	it->min_c = k->min_c;
	it->cap_pct_c = k->cap_pct_c;
	put_labels(c, k, it);
	put_values(c, node, it);
	put_choices(c, k, it);
	put_points(c, node, it);
	put_files(c, node, it);
	put_tag(c, it);
	it->shown = shown_value(c, k, it);
}

static struct card_group *new_group(struct card *c, str code, str name, i64 max_c)
{
	struct card_group *g = &VEC_PUSH(c->r->a, &c->vm->groups);
	*g = (struct card_group){.ix = (u32)c->vm->groups.n, .code = code, .name = name, .max_c = max_c};
	return g;
}

/* Top groups become cards; leaves right under the root gather in a card of their own. */
static void put_groups(struct card *c)
{
	const struct scheme *s = c->now.scheme;
	struct card_group *g = NULL;
	for (u32 n = 1; n < s->n_nodes; n++) {
		const struct criterion *k = &s->nodes[n];
		if (k->kind == CRIT_GROUP && k->depth == 1) {
			g = new_group(c, k->code, k->name, k->max_c);
			continue;
		}
		if (!g || (k->depth == 1 && g->code.n))
			g = new_group(c, S(""), page_tr(c->r, N_("Tiêu chí")), 0);
		struct card_item *it = &VEC_PUSH(c->r->a, &g->items);
		*it = (struct card_item){.heading = k->kind == CRIT_GROUP, .code = k->code, .name = k->name};
		if (!it->heading)
			put_leaf(c, n, it);
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
	vm->editable = c->at.editable;
	vm->verifying = c->at.verifying;
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
	vm->stage_code = str_c(score_stage_code(c->at.stage));
	vm->may_evidence = req_may(r, PERM_SCORE_SELF);
	vm->return_reason = form_show(r->form, S("return_reason"), S(""));
	if (c->at.card.state == CARD_RETURNED)
		vm->returned_reason = c->at.card.note;
	for (size_t i = 0; i < c->entries.n; i++)
		if (c->entries.at[i].stage == c->at.stage && c->entries.at[i].entered_at_ms > vm->saved_at)
			vm->saved_at = c->entries.at[i].entered_at_ms;
}

/* Errors of acts name the criterion; the summary links to its input. */
static void link_errors(struct card *c)
{
	struct page *p = &c->r->page;
	for (size_t i = 0; i < p->errors.n; i++) {
		struct err_item *x = &p->errors.at[i];
		if (!c->r->year.scheme.set || !x->where.n || scheme_find(c->now.scheme, x->where) < 0)
			continue;
		x->text = arena_fmt(c->r->a, "%.*s – %.*s", STRF(x->where), STRF(x->text));
		x->where = arena_fmt(c->r->a, "score[%.*s]", STRF(x->where));
	}
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

td_rc page_card(struct req *r)
{
	struct card *c = NEW(r->a, struct card);
	*c = (struct card){.r = r, .vm = NEW(r->a, struct card_vm)};
	td_rc rc = page_begin(r, page_tr(r, N_("Phiếu chấm điểm")), "cham-diem");
	if (rc == TD_OK)
		rc = load(c);
	if (rc == TD_OK)
		rc = put_due(c);
	if (rc != TD_OK)
		return rc;
	put_head(c);
	put_buttons(c);
	if (r->year.scheme.set) {
		c->vm->max_c = c->now.scheme->max_c;
		c->vm->total_c = c->now.computed ? c->now.result.total_c[c->unit] : 0;
		put_groups(c);
	}
	link_errors(c);
	c->vm->page = r->page;
	view_card(&r->html, c->vm);
	return TD_OK;
}
