#include "web/page_answer.h"

#include "jobs/act_explain.h"
#include "store/store_year.h"
#include "web/views.h"

struct answer_form {
	str code, text, act;
	struct form_num rev, document;
};
static const struct field answer_fields[] = {
    FIELD(CODE, struct answer_form, code, N_("Tiêu chí"), .required = true, .max = 60),
    FIELD(CODE, struct answer_form, act, N_("Việc cần làm"), .required = true, .max = 10),
    FIELD(INT, struct answer_form, rev, N_("Phiên bản"), .required = true),
    FIELD(AREA, struct answer_form, text, N_("Nội dung giải trình"), .max = 4000),
    FIELD(INT, struct answer_form, document, N_("Minh chứng")),
};
const struct form_def page_answer_form = FORM(struct answer_form, answer_fields);

struct settle_form {
	str code, reason, act;
	struct form_num rev;
	struct form_texts score, second;
};
static const struct field settle_fields[] = {
    FIELD(CODE, struct settle_form, code, N_("Tiêu chí"), .required = true, .max = 60),
    FIELD(CODE, struct settle_form, act, N_("Việc cần làm"), .required = true, .max = 10),
    FIELD(INT, struct settle_form, rev, N_("Phiên bản"), .required = true),
    FIELD(AREA, struct settle_form, reason, N_("Lý do kết luận"), .max = 4000),
    FIELD(KEYED_TEXT, struct settle_form, score, N_("Kết quả"), .max = 32),
    FIELD(KEYED_TEXT, struct settle_form, second, N_("Chỉ tiêu"), .max = 32),
};
const struct form_def page_settle_form = FORM(struct settle_form, settle_fields);

/* Where the year is and until when units may answer. */
static td_rc look(struct req *r, bool *begun, str *due_on)
{
	page_step_list steps = {0};
	enum season_state now;
	td_rc rc = page_steps(r, &steps, &now);
	for (size_t i = 0; i < steps.n; i++)
		if (str_eq(steps.at[i].code, str_c(season_code(SEASON_EXPLAINING))))
			*due_on = steps.at[i].due_on;
	*begun = rc == TD_OK && now >= SEASON_EXPLAINING;
	return rc;
}

/* ---- the desk ---- */

static void count(const explain_item_list *items, unit_id unit, struct answers_row *row)
{
	for (size_t i = 0; i < items->n; i++) {
		const struct explanation_row *x = items->at[i].answer;
		if (items->at[i].unit.v != unit.v)
			continue;
		row->n_items++;
		if (x && x->verdict.n)
			row->n_settled++;
		else if (x)
			row->n_answered++;
		else
			row->n_waiting++;
	}
}

static void put_units(struct req *r, struct answers_vm *vm, const membership_list *members,
		      const explain_item_list *items)
{
	for (size_t i = 0; i < members->n; i++) {
		const struct membership *m = &members->at[i];
		struct answers_row row = {
		    .name = m->unit_name,
		    .href = req_path(r, "%.*s/giai-trinh/%.*s", STRF(vm->base), STRF(m->unit_code))};
		count(items, m->unit, &row);
		if (row.n_items == 0)
			continue;
		row.tag = row.n_answered  ? page_tag(r, "info", "edit", N_("Chờ kết luận"))
			  : row.n_waiting ? page_tag(r, "warn", "clock", N_("Chờ đơn vị"))
					  : page_tag(r, "ok", "check", N_("Xong"));
		vm->n_items += row.n_items;
		vm->n_open += row.n_items - row.n_settled;
		VEC_PUSH(r->a, &vm->rows) = row;
	}
}

td_rc page_answers(struct req *r)
{
	struct answers_vm *vm = NEW(r->a, struct answers_vm);
	membership_list members = {0};
	explain_item_list items = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Giải trình")), "giai-trinh");
	if (rc == TD_OK)
		rc = look(r, &vm->begun, &vm->due_on);
	if (rc == TD_OK)
		rc = store_membership_list(r->tx, r->year.id, &members);
	if (rc == TD_OK && vm->begun)
		rc = act_explain_items(r->tx, r->year.id, (unit_id){0}, &items);
	if (rc != TD_OK)
		return rc;
	vm->base = page_base(r);
	vm->year = r->year.year;
	vm->due = page_due_tag(r, vm->due_on);
	put_units(r, vm, &members, &items);
	vm->page = r->page;
	view_answers(&r->html, vm);
	return TD_OK;
}

/* ---- one unit ---- */

struct sheet {
	struct req *r;
	struct answer_vm *vm;
	struct scored_year *self, *verified;
	explain_item_list items;
	evidence_list docs;
	evidence_link_list links;
	u32 unit;
	bool may_answer, may_settle;
	struct page_proof proof;
};

static td_rc load(struct sheet *s)
{
	struct req *r = s->r;
	cluster_year_id y = r->year.id;
	td_rc rc = act_explain_items(r->tx, y, r->member.unit, &s->items);
	if (rc == TD_OK)
		rc = store_year_figures(r->tx, y, STAGE_VERIFIED, s->verified);
	if (rc == TD_OK)
		rc = store_year_earlier(r->tx, s->verified, STAGE_SELF, s->self);
	if (rc == TD_OK)
		rc = store_evidence_list(r->tx, y, r->member.unit, &s->docs);
	if (rc == TD_OK)
		rc = store_evidence_link_list(r->tx, y, r->member.unit, &s->links);
	if (rc == TD_OK)
		rc = page_proof_due(r, &s->proof.due_on);
	while (rc == TD_OK && s->unit < s->self->members.n &&
	       s->self->members.at[s->unit].unit.v != r->member.unit.v)
		s->unit++;
	return rc == TD_OK && s->unit == s->self->members.n ? TD_NOT_FOUND : rc;
}

static struct page_value value_of(const struct score_entry *e)
{
	return e ? (struct page_value){e->state, e->a_c, e->b_c} : (struct page_value){0};
}

static void put_documents(struct sheet *s, struct answer_item *it, str chosen)
{
	struct arena *a = s->r->a;
	for (size_t i = 0; i < s->docs.n; i++) {
		const struct evidence *v = &s->docs.at[i];
		str id = arena_fmt(a, "%lld", (long long)v->id.v);
		VEC_PUSH(a, &it->documents) = (struct page_option){
		    id,
		    v->doc_number.n ? arena_fmt(a, "%.*s – %.*s", STRF(v->doc_number), STRF(v->title))
				    : v->title,
		    str_eq(id, chosen)};
	}
}

static void put_file(struct sheet *s, struct answer_item *it, i64 id)
{
	for (size_t i = 0; i < s->docs.n; i++) {
		const struct evidence *v = &s->docs.at[i];
		if (v->id.v == id)
			VEC_PUSH(s->r->a, &it->files) =
			    page_item_file(s->r, &s->proof, v, v->doc_number.n ? v->doc_number : v->title);
	}
}

static void put_answer(struct sheet *s, const struct explanation_row *x, struct answer_item *it)
{
	it->tag = !x             ? page_tag(s->r, "warn", "clock", N_("Chờ đơn vị"))
		  : x->verdict.n ? page_tag(s->r, "ok", "check", N_("Đã kết luận"))
				 : page_tag(s->r, "info", "edit", N_("Chờ kết luận"));
	if (!x)
		return;
	it->rev = x->rev;
	it->explained = str_eq(x->answer, S("explain"));
	if (x->answer.n) {
		it->answer =
		    it->explained ? x->answer_text : page_tr(s->r, N_("Đơn vị đồng ý với điểm thẩm tra."));
		it->answered_by = x->answered_by_name;
		it->answered_at = x->answered_at_ms.v;
	}
	if (x->evidence.set)
		put_file(s, it, x->evidence.v);
	if (x->verdict.n) {
		it->verdict = page_tr(s->r, str_eq(x->verdict, S("adjust")) ? N_("Điều chỉnh điểm")
									    : N_("Giữ điểm thẩm tra"));
		it->verdict_reason = x->verdict_reason;
		it->settled_by = x->settled_by_name;
		it->settled_at = x->settled_at_ms.v;
	}
}

static void put_item(struct sheet *s, const struct explain_item *x)
{
	struct req *r = s->r;
	u32 node = 0;
	while (node < s->self->criteria.n && s->self->criteria.at[node].id.v != x->criterion.v)
		node++;
	if (node >= s->self->scheme->n_nodes)
		return;
	const struct criterion *c = &s->self->scheme->nodes[node];
	const struct form *f = r->form && str_eq(form_typed(r->form, S("code")), c->code) ? r->form : NULL;
	struct answer_item *it = &VEC_PUSH(r->a, &s->vm->items);
	*it = (struct answer_item){.code = c->code,
				   .name = c->name,
				   .self = page_item_text(r, c, value_of(x->self)),
				   .verified = page_item_text(r, c, value_of(x->verified)),
				   .adjusted =
				       x->adjusted ? page_item_text(r, c, value_of(x->adjusted)) : S(""),
				   .verified_reason = x->verified->reason};
	put_answer(s, x->answer, it);
	page_item_files(r, &s->proof, x->criterion, &it->files);
	bool open = it->verdict.n == 0;
	s->vm->n_settled += !open;
	it->may_answer = s->may_answer && open;
	it->may_settle = s->may_settle && open;
	it->has_points = s->self->computed && s->verified->computed && criterion_gives_points(c);
	if (it->has_points)
		it->diff_c = s->verified->result.nodes[node].points_c[s->unit] -
			     s->self->result.nodes[node].points_c[s->unit];
	it->text = form_show(f, S("text"), x->answer && it->explained ? x->answer->answer_text : S(""));
	it->reason = form_show(f, S("reason"), S(""));
	put_documents(s, it,
		      form_show(f, S("document"),
				x->answer && x->answer->evidence.set
				    ? arena_fmt(r->a, "%lld", (long long)x->answer->evidence.v)
				    : S("")));
	page_item_put(r, c, c->code, value_of(x->adjusted ? x->adjusted : x->verified), &it->in);
	if (f && r->page.errors.n)
		it->error = r->page.errors.at[0].text;
}

/* The summary leads to the item that was refused. */
static void link_errors(struct req *r)
{
	for (size_t i = 0; i < r->page.errors.n; i++) {
		str *where = &r->page.errors.at[i].where;
		if (r->form && str_eq(*where, form_typed(r->form, S("code"))))
			*where = arena_fmt(r->a, "item-%.*s", STRF(*where));
	}
}

static td_rc put_head(struct sheet *s)
{
	struct req *r = s->r;
	struct answer_vm *vm = s->vm;
	struct act_year y;
	td_rc rc = act_year_get(r->tx, r->year.id, &y);
	if (rc == TD_OK)
		rc = look(r, &vm->begun, &vm->due_on);
	if (rc != TD_OK)
		return rc;
	bool open = y.season == SEASON_EXPLAINING && !y.frozen;
	bool over = vm->due_on.n && str_cmp(r->today, vm->due_on) > 0;
	vm->base = page_base(r);
	vm->unit_code = r->member.unit_code;
	vm->unit_name = r->member.unit_name;
	vm->year = r->year.year;
	vm->due = page_due_tag(r, vm->due_on);
	str store = req_path(r, "%.*s/minh-chung/%.*s", STRF(vm->base), STRF(vm->unit_code));
	s->proof = (struct page_proof){.docs = &s->docs,
				       .links = &s->links,
				       .files = req_path(r, "%.*s/tep", STRF(store)),
				       .papers = req_path(r, "%.*s/van-ban", STRF(store))};
	s->may_answer = open && !over && req_may(r, PERM_SCORE_SELF);
	s->may_settle = open && req_may(r, PERM_SCORE_VERIFY) && !page_belongs_to(r, r->member.unit);
	vm->may_keep_files = s->may_answer;
	if (!open)
		vm->locked_text = page_tr(r, N_("Bước giải trình đã khép lại; trang này chỉ còn để xem."));
	else if (over && !s->may_settle)
		vm->locked_text =
		    page_tr(r, N_("Đã hết hạn giải trình nên đơn vị không gửi thêm được nội dung "
				  "hay minh chứng; người thẩm tra kết luận các mục còn lại."));
	return rc;
}

td_rc page_answer(struct req *r)
{
	struct sheet *s = NEW(r->a, struct sheet);
	*s = (struct sheet){.r = r,
			    .vm = NEW(r->a, struct answer_vm),
			    .self = NEW(r->a, struct scored_year),
			    .verified = NEW(r->a, struct scored_year)};
	td_rc rc = page_begin(r, page_tr(r, N_("Giải trình")), "giai-trinh");
	if (rc == TD_OK)
		rc = put_head(s);
	if (rc == TD_OK && s->vm->begun && r->year.scheme.set)
		rc = load(s);
	if (rc != TD_OK)
		return rc;
	if (page_may(r, PERM_SCORE_VERIFY))
		page_crumb(r, req_path(r, "%.*s/giai-trinh", STRF(s->vm->base)),
			   page_tr(r, N_("Giải trình")));
	for (size_t i = 0; i < s->items.n; i++)
		put_item(s, &s->items.at[i]);
	link_errors(r);
	s->vm->page = r->page;
	view_answer(&r->html, s->vm);
	return TD_OK;
}

/* ---- what is sent ---- */

static str back(struct req *r, str code)
{
	return req_path(r, "%.*s/giai-trinh/%.*s?luu=1#item-%.*s", STRF(page_base(r)),
			STRF(r->member.unit_code), STRF(code));
}

td_rc page_answer_post(struct req *r)
{
	const struct answer_form *f = form_value(r->form);
	str location = back(r, f->code);
	td_rc rc = act_explain_answer(r->tx, r->year.id, r->member.unit, f->code, str_eq(f->act, S("agree")),
				      f->text, f->document.set ? OPT(f->document.v) : OPT_NONE, f->rev.v);
	if (rc == TD_OK)
		r->location = location;
	return rc;
}

static td_rc read_adjusted(struct req *r, const struct settle_form *f, struct act_cell *cell)
{
	const struct scheme *sc;
	if (!r->year.scheme.set)
		return TD_NOT_FOUND;
	td_rc rc = store_scheme_load(r->tx, (scheme_id){r->year.scheme.v}, &sc);
	i64 node = rc == TD_OK ? scheme_find(sc, f->code) : -1;
	if (rc == TD_OK && (node < 0 || !criterion_is_leaf(&sc->nodes[node])))
		rc = TD_NOT_FOUND;
	return rc == TD_OK ? page_item_read(r->e, &sc->nodes[node], page_item_sent(&f->score, f->code),
					    page_item_sent(&f->second, f->code), cell)
			   : rc;
}

td_rc page_answer_settle(struct req *r)
{
	const struct settle_form *f = form_value(r->form);
	struct act_cell cell = {0};
	str location = back(r, f->code);
	bool adjust = str_eq(f->act, S("adjust"));
	td_rc rc = adjust ? read_adjusted(r, f, &cell) : TD_OK;
	if (rc == TD_OK)
		rc = act_explain_settle(r->tx, r->year.id, r->member.unit, f->code, adjust ? &cell : NULL,
					f->reason, f->rev.v);
	if (rc == TD_OK)
		r->location = location;
	return rc;
}
