#include "web/page_check.h"

#include "jobs/act_check.h"
#include "store/store_file.h"
#include "store/store_scheme.h"
#include "web/views.h"

struct check_form {
	str act, return_reason;
	struct form_texts score, second, reason, was;
};
static const struct field fields[] = {
    FIELD(CODE, struct check_form, act, N_("Việc cần làm"), .required = true, .max = 16),
    FIELD(TEXT, struct check_form, return_reason, N_("Lý do đề nghị trả lại"), .max = 1000),
    FIELD(KEYED_TEXT, struct check_form, score, N_("Kết quả"), .max = 32),
    FIELD(KEYED_TEXT, struct check_form, second, N_("Chỉ tiêu"), .max = 32),
    FIELD(KEYED_TEXT, struct check_form, reason, N_("Lý do"), .max = 1000),
    FIELD(KEYED_TEXT, struct check_form, was, N_("Phiên bản"), .max = 20),
};
const struct form_def page_check_form = FORM(struct check_form, fields);

static td_rc due_of(struct req *r, enum season_state step, str *out)
{
	page_step_list steps = {0};
	enum season_state now;
	td_rc rc = page_steps(r, &steps, &now);
	for (size_t i = 0; i < steps.n; i++)
		if (str_eq(steps.at[i].code, str_c(season_code(step))))
			*out = steps.at[i].due_on;
	return rc;
}

/* ---- the own unit's list ---- */

static str name_of(const membership_list *members, unit_id unit, str *code)
{
	for (size_t i = 0; i < members->n; i++)
		if (members->at[i].unit.v == unit.v) {
			*code = members->at[i].unit_code;
			return members->at[i].unit_name;
		}
	return S("");
}

static void put_check(struct req *r, struct checks_vm *vm, const struct act_crosscheck *x,
		      const struct crosscheck_pair *p)
{
	bool done = p->finished_at_ms.set;
	struct checks_row *row = &VEC_PUSH(r->a, &vm->rows);
	row->name = name_of(&x->members, p->checked, &row->code);
	row->href = req_path(r, "%.*s/cham-cheo/%.*s/%.*s", STRF(vm->base), STRF(r->member.unit_code),
			     STRF(row->code));
	row->tag =
	    done ? page_tag(r, "ok", "check", N_("Đã gửi")) : page_tag(r, "warn", "clock", N_("Chưa gửi"));
	row->action = page_tr(r, done ? N_("Xem lại") : N_("Chấm phiếu"));
}

td_rc page_checks(struct req *r)
{
	struct checks_vm *vm = NEW(r->a, struct checks_vm);
	struct act_crosscheck x = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Chấm chéo được giao")), "cham-cheo");
	if (rc == TD_OK)
		rc = act_crosscheck_load(r->tx, r->year.id, &x);
	if (rc == TD_OK)
		rc = due_of(r, SEASON_CROSS_CHECKING, &vm->due_on);
	if (rc != TD_OK)
		return rc;
	vm->base = page_base(r);
	vm->unit_name = r->member.unit_name;
	vm->year = r->year.year;
	vm->published = x.c.published_at_ms.set;
	vm->blind = x.c.blind;
	for (size_t i = 0; vm->published && i < x.pairs.n; i++) {
		const struct crosscheck_pair *p = &x.pairs.at[i];
		str code;
		if (p->checker.v == r->member.unit.v)
			put_check(r, vm, &x, p);
		if (p->checked.v == r->member.unit.v && !x.c.blind)
			VEC_PUSH(r->a, &vm->checkers) =
			    (struct page_link){S(""), name_of(&x.members, p->checker, &code)};
	}
	vm->page = r->page;
	view_checks(&r->html, vm);
	return TD_OK;
}

/* ---- one checked unit ---- */

struct sheet {
	struct req *r;
	struct check_vm *vm;
	struct membership checked;
	struct crosscheck_pair pair;
	struct act_year y;
	struct scorecard card;
	struct scored_year self;
	score_entry_list entries;
	evidence_list docs;
	evidence_link_list links;
	u32 unit;
	struct page_proof proof;
};

static td_rc find_pair(struct req *r, struct membership *checked, struct crosscheck_pair *pair)
{
	td_rc rc = store_membership_find(r->tx, r->year.id, req_param(r, "checked"), checked);
	return rc == TD_OK ? act_check_pair(r->tx, r->year.id, r->member.unit, checked->unit, pair) : rc;
}

static td_rc load(struct sheet *s)
{
	struct req *r = s->r;
	cluster_year_id y = r->year.id;
	td_rc rc = find_pair(r, &s->checked, &s->pair);
	if (rc == TD_OK)
		rc = act_year_get(r->tx, y, &s->y);
	if (rc == TD_OK)
		rc = store_scorecard_get(r->tx, y, s->checked.unit, STAGE_SELF, &s->card);
	if (rc == TD_OK)
		rc = store_year_figures(r->tx, y, STAGE_SELF, &s->self);
	if (rc == TD_OK)
		rc = store_score_of_unit(r->tx, y, s->checked.unit, &s->entries);
	if (rc == TD_OK)
		rc = store_evidence_list(r->tx, y, s->checked.unit, &s->docs);
	if (rc == TD_OK)
		rc = store_evidence_link_list(r->tx, y, s->checked.unit, &s->links);
	if (rc == TD_OK)
		rc = page_proof_due(r, &s->proof.due_on);
	for (u32 i = 0; i < s->self.members.n; i++)
		if (s->self.members.at[i].unit.v == s->checked.unit.v)
			s->unit = i;
	return rc;
}

static const struct score_entry *entry_at(const struct sheet *s, u32 node, enum score_stage stage,
					  unit_id judge)
{
	for (size_t i = 0; i < s->entries.n; i++) {
		const struct score_entry *e = &s->entries.at[i];
		if (e->stage == stage && e->judge.v == judge.v &&
		    e->criterion.v == s->self.criteria.at[node].id.v)
			return e;
	}
	return NULL;
}

static struct page_value value_of(const struct score_entry *e)
{
	return e ? (struct page_value){e->state, e->a_c, e->b_c} : (struct page_value){0};
}

static void put_item(struct sheet *s, u32 node, struct check_item *it)
{
	struct req *r = s->r;
	const struct criterion *c = &s->self.scheme->nodes[node];
	const struct score_entry *self = entry_at(s, node, STAGE_SELF, (unit_id){0});
	const struct score_entry *own = entry_at(s, node, STAGE_CROSS, r->member.unit);
	const struct err_item *fault = r->form ? err_at(r->e, c->code) : NULL;
	it->note = c->note;
	it->owner = c->owner;
	it->peers = c->peers;
	it->max_c = c->max_c;
	it->shows_max = c->max_c > 0;
	it->self = page_item_text(r, c, value_of(self));
	it->self_reason = self ? self->reason : S("");
	it->has_self = self && s->self.computed && criterion_gives_points(c) && c->kind != CRIT_MANUAL;
	if (it->has_self)
		it->self_points_c = s->self.result.nodes[node].points_c[s->unit];
	page_item_put(r, c, c->code, value_of(own), &it->in);
	it->locked = scheme_profile_leaves_out(s->self.scheme,
					       scheme_profile_find(s->self.scheme, s->checked.profile), node);
	it->in.invalid = fault != NULL;
	it->theirs = own ? page_item_text(r, c, value_of(own)) : S("–");
	it->reason = form_show_key(r->a, r->form, "reason", c->code, own ? own->reason : S(""));
	it->open = it->reason.n > 0 || fault;
	it->was = own ? own->rev : 0;
	it->error = fault ? fault->text : S("");
	page_item_files(r, &s->proof, s->self.criteria.at[node].id, &it->files);
	if (it->locked)
		return;
	s->vm->n_items++;
	s->vm->n_filled += own != NULL;
}

static void put_groups(struct sheet *s)
{
	struct req *r = s->r;
	struct check_group *g = NULL;
	const struct scheme *sc = s->self.scheme;
	for (u32 n = 1; n < sc->n_nodes; n++) {
		const struct criterion *c = &sc->nodes[n];
		bool top = c->kind == CRIT_GROUP && c->depth == 1;
		if (top || !g || (c->depth == 1 && g->code.n)) {
			g = &VEC_PUSH(r->a, &s->vm->groups);
			*g = (struct check_group){.ix = (u32)s->vm->groups.n,
						  .code = top ? c->code : S(""),
						  .name = top ? c->name : page_tr(r, N_("Tiêu chí"))};
		}
		if (top)
			continue;
		struct check_item *it = &VEC_PUSH(r->a, &g->items);
		*it = (struct check_item){.heading = c->kind == CRIT_GROUP, .code = c->code, .name = c->name};
		if (!it->heading)
			put_item(s, n, it);
	}
}

/* Errors name the criterion; the summary leads to its field. */
static void link_errors(struct sheet *s)
{
	struct page *p = &s->r->page;
	for (size_t i = 0; i < p->errors.n; i++) {
		struct err_item *x = &p->errors.at[i];
		if (!x->where.n || scheme_find(s->self.scheme, x->where) < 0)
			continue;
		x->text = arena_fmt(s->r->a, "%.*s – %.*s", STRF(x->where), STRF(x->text));
		x->where = arena_fmt(s->r->a, "score[%.*s]", STRF(x->where));
	}
}

static void put_head(struct sheet *s)
{
	struct req *r = s->r;
	struct check_vm *vm = s->vm;
	vm->base = page_base(r);
	vm->own_code = r->member.unit_code;
	vm->checked_code = s->checked.unit_code;
	vm->checked_name = s->checked.unit_name;
	vm->year = r->year.year;
	vm->finished = s->pair.finished_at_ms.set;
	vm->editable = !vm->finished && act_stage_open(s->y.season, STAGE_CROSS) &&
		       act_card_open(s->card.state, STAGE_CROSS) && !s->y.frozen;
	vm->return_reason = form_show(r->form, S("return_reason"), S(""));
	vm->state = vm->finished ? page_tag(r, "ok", "check", N_("Đã gửi"))
				 : page_tag(r, "warn", "clock", N_("Chưa gửi"));
	str here = req_path(r, "%.*s/cham-cheo/%.*s/%.*s", STRF(vm->base), STRF(vm->own_code),
			    STRF(vm->checked_code));
	s->proof.docs = &s->docs;
	s->proof.links = &s->links;
	s->proof.files = req_path(r, "%.*s/tep", STRF(here));
	s->proof.papers = req_path(r, "%.*s/chu-ky", STRF(here));
	if (vm->finished)
		vm->locked_text =
		    page_tr(r, N_("Đơn vị bạn đã gửi kết quả chấm chéo; phiếu chỉ còn để xem."));
	else if (s->card.state == CARD_RETURNED || s->card.state == CARD_DRAFT)
		vm->locked_text = page_tr(r, N_("Phiếu đang ở đơn vị để sửa; chấm tiếp khi đơn vị gửi lại."));
	else
		vm->locked_text =
		    page_tr(r, N_("Chưa đến hoặc đã qua bước chấm chéo nên chỉ xem được phiếu."));
}

td_rc page_check(struct req *r)
{
	struct sheet *s = NEW(r->a, struct sheet);
	*s = (struct sheet){.r = r, .vm = NEW(r->a, struct check_vm)};
	td_rc rc = page_begin(r, page_tr(r, N_("Chấm chéo")), "cham-cheo");
	if (rc == TD_OK)
		rc = load(s);
	if (rc == TD_OK)
		rc = due_of(r, SEASON_CROSS_CHECKING, &s->vm->due_on);
	if (rc != TD_OK)
		return rc;
	put_head(s);
	page_crumb(r, req_path(r, "%.*s/cham-cheo/%.*s", STRF(s->vm->base), STRF(s->vm->own_code)),
		   page_tr(r, N_("Chấm chéo được giao")));
	put_groups(s);
	link_errors(s);
	s->vm->page = r->page;
	view_check(&r->html, s->vm);
	return TD_OK;
}

/* ---- what is sent ---- */

static td_rc read_cells(struct req *r, const struct check_form *f, const struct scheme *sc,
			struct act_cell *cells, size_t *n)
{
	td_rc bad = TD_OK;
	*n = 0;
	for (u32 k = 1; k < sc->n_nodes; k++) {
		const struct criterion *c = &sc->nodes[k];
		str a = page_item_sent(&f->score, c->code);
		if (!criterion_is_leaf(c) || !a.p)
			continue;
		struct act_cell *cell = &cells[(*n)++];
		i64 was = 0;
		*cell = (struct act_cell){.code = c->code, .reason = page_item_sent(&f->reason, c->code)};
		if (page_item_read(r->e, c, a, page_item_sent(&f->second, c->code), cell) != TD_OK)
			bad = TD_INVALID;
		if (str_i64(page_item_sent(&f->was, c->code), &was) == TD_OK)
			cell->rev = was;
		if (cell->state == CELL_EMPTY && cell->rev == 0)
			--*n;
	}
	return bad;
}

static td_rc save(struct req *r, const struct check_form *f, unit_id checked, bool send)
{
	const struct scheme *sc;
	size_t n = 0, n_changed;
	td_rc rc = store_scheme_load(r->tx, (scheme_id){r->year.scheme.v}, &sc);
	if (rc != TD_OK)
		return rc;
	struct act_cell *cells = NEW_N(r->a, struct act_cell, sc->n_nodes);
	rc = read_cells(r, f, sc, cells, &n);
	return rc == TD_OK
		   ? act_check_save(r->tx, r->year.id, r->member.unit, checked, cells, n, send, &n_changed)
		   : rc;
}

td_rc page_check_post(struct req *r)
{
	const struct check_form *f = form_value(r->form);
	struct membership checked;
	struct crosscheck_pair pair;
	str list = req_path(r, "%.*s/cham-cheo/%.*s", STRF(page_base(r)), STRF(r->member.unit_code));
	td_rc rc = find_pair(r, &checked, &pair);
	if (rc != TD_OK)
		return rc;
	if (str_eq(f->act, S("return")))
		rc = act_check_return(r->tx, r->year.id, r->member.unit, checked.unit, f->return_reason);
	else
		rc = save(r, f, checked.unit, str_eq(f->act, S("send")));
	if (rc == TD_STALE && r->e->items.n == 0)
		rc = err_add(
		    r->e, TD_STALE, S(""),
		    N_("Có người vừa lưu phiếu này trước bạn. Nội dung bạn gõ vẫn còn ở dưới; hãy đối "
		       "chiếu rồi lưu lại."));
	if (rc == TD_OK && str_eq(f->act, S("save")))
		r->location = req_path(r, "%.*s/%.*s?luu=1", STRF(list), STRF(checked.unit_code));
	else if (rc == TD_OK)
		r->location = req_path(r, "%.*s?luu=1", STRF(list));
	return rc;
}

td_rc page_check_document(struct req *r, struct membership *checked, struct evidence *v)
{
	struct crosscheck_pair pair;
	i64 id;
	td_rc rc = find_pair(r, checked, &pair);
	if (rc == TD_OK && str_i64(req_param(r, "id"), &id) != TD_OK)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_evidence_get(r->tx, (evidence_id){id}, v);
	if (rc == TD_OK && (v->year.v != r->year.id.v || v->unit.v != checked->unit.v))
		rc = TD_NOT_FOUND;
	return rc;
}

td_rc page_check_signature(struct req *r)
{
	struct check_sign_vm *vm = NEW(r->a, struct check_sign_vm);
	struct membership checked = {0};
	struct evidence v = {0};
	verdict_list rows = {0};
	signature_list all = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Chữ ký số của minh chứng")), "cham-cheo");
	if (rc == TD_OK)
		rc = page_check_document(r, &checked, &v);
	if (rc == TD_OK)
		rc = store_verdict_of_evidence(r->tx, v.id.v, &rows);
	if (rc == TD_OK)
		rc = signature_read(r->tx, &rows, &all);
	if (rc != TD_OK)
		return rc;
	vm->here = req_path(r, "%.*s/cham-cheo/%.*s/%.*s", STRF(page_base(r)), STRF(r->member.unit_code),
			    STRF(checked.unit_code));
	vm->id = v.id.v;
	vm->title = v.title;
	vm->number = v.doc_number;
	vm->unit_name = checked.unit_name;
	vm->file_name = v.file.set ? v.file_name : S("");
	for (size_t i = 0; i < all.n; i++)
		page_sign_put(r, &all.at[i], &VEC_PUSH(r->a, &vm->verdicts));
	page_crumb(r, vm->here, arena_fmt(r->a, req_tr(r, N_("Chấm chéo: %.*s")), STRF(checked.unit_name)));
	vm->page = r->page;
	view_check_signature(&r->html, vm);
	return TD_OK;
}

td_rc page_check_file(struct req *r)
{
	struct membership checked;
	struct evidence v;
	struct file_row file;
	td_rc rc = page_check_document(r, &checked, &v);
	if (rc == TD_OK && !v.file.set)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_file_get(r->tx, (file_id){v.file.v}, &file);
	if (rc == TD_OK)
		rc = store_file_read(r->tx, file.id, &r->body);
	if (rc != TD_OK)
		return rc;
	r->type = file.media_type;
	r->download = v.file_name;
	return TD_OK;
}
