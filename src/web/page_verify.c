#include "web/page_verify.h"

#include "domain/crosscheck.h"
#include "jobs/act_verify.h"
#include "store/store_check.h"
#include "store/store_scheme.h"
#include "web/views.h"

struct verify_form {
	str step, unit, code;
};
static const struct field verify_fields[] = {
    FIELD(CODE, struct verify_form, step, N_("Việc cần làm"), .required = true, .max = 10),
    FIELD(TEXT, struct verify_form, unit, N_("Đơn vị"), .max = 60),
    FIELD(TEXT, struct verify_form, code, N_("Tiêu chí"), .max = 60),
};
const struct form_def page_verify_form = FORM(struct verify_form, verify_fields);

struct item_form {
	str act;
	struct form_texts score, second, reason, was;
};
static const struct field item_fields[] = {
    FIELD(CODE, struct item_form, act, N_("Việc cần làm"), .required = true, .max = 10),
    FIELD(KEYED_TEXT, struct item_form, score, N_("Kết quả"), .max = 32),
    FIELD(KEYED_TEXT, struct item_form, second, N_("Chỉ tiêu"), .max = 32),
    FIELD(KEYED_TEXT, struct item_form, reason, N_("Lý do"), .max = 1000),
    FIELD(KEYED_TEXT, struct item_form, was, N_("Phiên bản"), .max = 20),
};
const struct form_def page_verify_item_form = FORM(struct item_form, item_fields);

/* What both pages read. */
struct look {
	struct req *r;
	struct act_year y;
	const struct scheme *scheme;
	criterion_list criteria;
	membership_list members;
	scorecard_list cards;
	score_entry_list entries;
};

static td_rc load(struct look *k)
{
	struct req *r = k->r;
	cluster_year_id y = r->year.id;
	td_rc rc = act_year_get(r->tx, y, &k->y);
	if (rc == TD_OK && !k->y.y.scheme.set)
		return TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_scheme_load(r->tx, (scheme_id){k->y.y.scheme.v}, &k->scheme);
	if (rc == TD_OK)
		rc = store_criterion_list(r->tx, (scheme_id){k->y.y.scheme.v}, &k->criteria);
	if (rc == TD_OK)
		rc = store_membership_list(r->tx, y, &k->members);
	if (rc == TD_OK)
		rc = store_scorecard_list(r->tx, y, &k->cards);
	return rc == TD_OK ? store_score_list(r->tx, y, STAGE_VERIFIED, &k->entries) : rc;
}

static const struct score_entry *entry_at(const struct look *k, unit_id unit, criterion_id c,
					  enum score_stage stage)
{
	for (size_t i = 0; i < k->entries.n; i++) {
		const struct score_entry *e = &k->entries.at[i];
		if (e->unit.v == unit.v && e->criterion.v == c.v && e->stage == stage && !e->judge.v)
			return e;
	}
	return NULL;
}

static struct scorecard card_of(const struct look *k, unit_id unit)
{
	for (size_t i = 0; i < k->cards.n; i++)
		if (k->cards.at[i].unit.v == unit.v && k->cards.at[i].stage == STAGE_SELF)
			return k->cards.at[i];
	return (struct scorecard){.state = CARD_DRAFT};
}

static struct page_value value_of(const struct score_entry *e)
{
	return e ? (struct page_value){e->state, e->a_c, e->b_c} : (struct page_value){0};
}

static bool same_value(const struct score_entry *a, const struct score_entry *b)
{
	return a->state == b->state && a->a_c.set == b->a_c.set && (!a->a_c.set || a->a_c.v == b->a_c.v);
}

/* ---- all cards, all criteria ---- */

/* n_unchecked of each member, by index. */
static td_rc count_checks(struct look *k, u32 *n_unchecked)
{
	struct crosscheck c = {0};
	crosscheck_pair_list pairs = {0};
	td_rc rc = store_crosscheck_get(k->r->tx, k->r->year.id, &c);
	if (rc == TD_OK && c.published_at_ms.set)
		rc = store_crosscheck_pairs(k->r->tx, k->r->year.id, &pairs);
	for (size_t i = 0; i < k->members.n; i++)
		for (size_t p = 0; p < pairs.n; p++)
			n_unchecked[i] += pairs.at[p].checked.v == k->members.at[i].unit.v &&
					  !pairs.at[p].finished_at_ms.set;
	return rc;
}

static void put_levels(struct look *k, struct verify_card *card, enum scorecard_state state, u32 n_unchecked)
{
	struct scorecard_facts f = {.season = k->y.season, .off = k->y.off, .n_unchecked = n_unchecked};
	enum card_level chain[LEVEL__N], now = card_level_of(&f, state);
	size_t n = card_chain(k->y.off, chain);
	for (size_t i = 0; i < n; i++)
		VEC_PUSH(k->r->a, &card->levels) =
		    (struct verify_level){chain[i] < now    ? S("done")
					  : chain[i] == now ? S("now")
							    : S(""),
					  page_tr(k->r, card_level_name(chain[i])), chain[i] == now};
}

static void put_card(struct look *k, struct verify_vm *vm, const struct membership *m, u32 n_unchecked)
{
	struct req *r = k->r;
	struct scorecard card = card_of(k, m->unit);
	struct verify_card *row = &VEC_PUSH(r->a, &vm->cards);
	*row = (struct verify_card){
	    .code = m->unit_code,
	    .name = m->unit_name,
	    .own = page_belongs_to(r, m->unit),
	    .href = req_path(r, "%.*s/cham-diem/%.*s", STRF(vm->base), STRF(m->unit_code)),
	    .tag = page_card_tag(r, card.state)};
	for (size_t i = 0; i < k->entries.n; i++)
		row->n_done += k->entries.at[i].unit.v == m->unit.v &&
			       k->entries.at[i].stage == STAGE_VERIFIED && !k->entries.at[i].judge.v;
	put_levels(k, row, card.state, n_unchecked);
	bool may = vm->open && !row->own;
	row->may_receive = may && card.state == CARD_SUBMITTED && n_unchecked == 0;
	row->may_accept = may && card.state == CARD_VERIFYING && row->n_done < vm->n_leaves;
	row->may_finish = may && card.state == CARD_VERIFYING && row->n_done >= vm->n_leaves;
	vm->n_to_receive += row->may_receive;
	vm->n_verifying += may && card.state == CARD_VERIFYING;
}

/* Does a checker say something else than the unit? */
static bool differs(const struct look *k, unit_id unit, criterion_id c)
{
	const struct score_entry *self = entry_at(k, unit, c, STAGE_SELF);
	for (size_t i = 0; self && i < k->entries.n; i++) {
		const struct score_entry *e = &k->entries.at[i];
		if (e->unit.v == unit.v && e->criterion.v == c.v && e->stage == STAGE_CROSS && e->judge.v &&
		    !same_value(self, e))
			return true;
	}
	return false;
}

static void put_rows(struct look *k, struct verify_vm *vm)
{
	for (u32 n = 1; n < k->scheme->n_nodes; n++) {
		const struct criterion *c = &k->scheme->nodes[n];
		struct verify_row *row = &VEC_PUSH(k->r->a, &vm->rows);
		*row = (struct verify_row){
		    .group = !criterion_is_leaf(c),
		    .code = c->code,
		    .name = c->name,
		    .href = req_path(k->r, "%.*s/tham-tra/%.*s", STRF(vm->base), STRF(c->code))};
		for (size_t i = 0; !row->group && i < k->members.n; i++) {
			unit_id u = k->members.at[i].unit;
			row->n_done += entry_at(k, u, k->criteria.at[n].id, STAGE_VERIFIED) != NULL;
			row->n_differ += differs(k, u, k->criteria.at[n].id);
		}
	}
}

static td_rc due_of(struct req *r, str *out)
{
	page_step_list steps = {0};
	enum season_state now;
	td_rc rc = page_steps(r, &steps, &now);
	for (size_t i = 0; i < steps.n; i++)
		if (str_eq(steps.at[i].code, str_c(season_code(SEASON_VERIFYING))))
			*out = steps.at[i].due_on;
	return rc;
}

td_rc page_verify(struct req *r)
{
	struct verify_vm *vm = NEW(r->a, struct verify_vm);
	struct look k = {.r = r};
	td_rc rc = page_begin(r, page_tr(r, N_("Thẩm tra theo tiêu chí")), "tham-tra");
	if (rc == TD_OK)
		rc = load(&k);
	if (rc == TD_OK)
		rc = due_of(r, &vm->due_on);
	if (rc != TD_OK)
		return rc;
	u32 *n_unchecked = NEW_N(r->a, u32, k.members.n);
	rc = count_checks(&k, n_unchecked);
	if (rc != TD_OK)
		return rc;
	vm->base = page_base(r);
	vm->year = r->year.year;
	vm->due = page_due_tag(r, vm->due_on);
	vm->open = k.y.season == SEASON_VERIFYING && !k.y.frozen;
	vm->n_units = (u32)k.members.n;
	for (u32 n = 1; n < k.scheme->n_nodes; n++)
		vm->n_leaves += criterion_is_leaf(&k.scheme->nodes[n]);
	for (size_t i = 0; i < k.members.n; i++)
		put_card(&k, vm, &k.members.at[i], n_unchecked[i]);
	put_rows(&k, vm);
	vm->page = r->page;
	view_verify(&r->html, vm);
	return TD_OK;
}

td_rc page_verify_post(struct req *r)
{
	static const char *const steps[VERIFY__N] = {"receive", "accept", "finish"};
	const struct verify_form *f = form_value(r->form);
	struct membership m = {0};
	struct verify_result done;
	str location = req_path(r, "%.*s/tham-tra?luu=1", STRF(page_base(r)));
	int step = 0;
	while (step < VERIFY__N && !str_eq(f->step, str_c(steps[step])))
		step++;
	td_rc rc = step == VERIFY__N ? TD_NOT_FOUND : TD_OK;
	if (rc == TD_OK && f->unit.n)
		rc = store_membership_find(r->tx, r->year.id, f->unit, &m);
	if (rc == TD_OK)
		rc = act_verify(r->tx, r->year.id, (enum verify_step)step, m.unit, f->code, &done);
	if (rc == TD_OK)
		r->location = location;
	return rc;
}

/* ---- one criterion, all units ---- */

struct item {
	struct look k;
	struct verify_item_vm *vm;
	u32 node;
	evidence_list docs;
	evidence_link_list links;
	str proof_due;
};

static td_rc find_item(struct item *s)
{
	struct req *r = s->k.r;
	td_rc rc = load(&s->k);
	i64 node = rc == TD_OK ? scheme_find(s->k.scheme, req_param(r, "criterion")) : -1;
	if (rc == TD_OK && (node < 0 || !criterion_is_leaf(&s->k.scheme->nodes[node])))
		rc = TD_NOT_FOUND;
	s->node = node < 0 ? 0 : (u32)node;
	return rc;
}

/* What the checkers say, each once: "96; 97". */
static str cross_text(struct item *s, unit_id unit, str *reason)
{
	struct req *r = s->k.r;
	struct sb b = sb_new(r->a, 4096);
	const struct criterion *c = &s->k.scheme->nodes[s->node];
	for (size_t i = 0; i < s->k.entries.n; i++) {
		const struct score_entry *e = &s->k.entries.at[i];
		if (e->unit.v != unit.v || e->criterion.v != s->k.criteria.at[s->node].id.v ||
		    e->stage != STAGE_CROSS || !e->judge.v)
			continue;
		str text = page_item_text(r, c, value_of(e));
		sb_fmt(&b, "%s%.*s", b.n ? "; " : "", STRF(text));
		*reason = reason->n ? *reason : e->reason;
	}
	return sb_str(&b);
}

static void put_unit(struct item *s, const struct membership *m)
{
	struct req *r = s->k.r;
	const struct criterion *c = &s->k.scheme->nodes[s->node];
	criterion_id id = s->k.criteria.at[s->node].id;
	const struct score_entry *self = entry_at(&s->k, m->unit, id, STAGE_SELF);
	const struct score_entry *ours = entry_at(&s->k, m->unit, id, STAGE_VERIFIED);
	struct scorecard card = card_of(&s->k, m->unit);
	struct verify_unit *u = &VEC_PUSH(r->a, &s->vm->units);
	*u = (struct verify_unit){.code = m->unit_code,
				  .name = m->unit_name,
				  .own = page_belongs_to(r, m->unit),
				  .tag = page_card_tag(r, card.state)};
	if (u->own)
		return;
	u->self = page_item_text(r, c, value_of(self));
	u->self_reason = self ? self->reason : S("");
	str why = S("");
	u->cross = cross_text(s, m->unit, &why);
	u->self_reason = u->self_reason.n ? u->self_reason : why;
	u->ours = page_item_text(r, c, value_of(ours));
	u->editable = act_stage_open(s->k.y.season, STAGE_VERIFIED) && !s->k.y.frozen &&
		      act_card_open(card.state, STAGE_VERIFIED);
	s->vm->editable |= u->editable;
	u->was = ours ? ours->rev : 0;
	u->reason = form_show_key(r->a, r->form, "reason", m->unit_code, ours ? ours->reason : S(""));
	page_item_put(r, c, m->unit_code, value_of(ours), &u->in);
	const struct err_item *fault =
	    r->form ? err_at(r->e, arena_fmt(r->a, "score[%.*s]", STRF(m->unit_code))) : NULL;
	u->error = fault ? fault->text : S("");
	u->in.invalid = fault != NULL;
	u->open = fault || u->reason.n > 0;
	evidence_list own = {0};
	for (size_t i = 0; i < s->docs.n; i++)
		if (s->docs.at[i].unit.v == m->unit.v)
			VEC_PUSH(r->a, &own) = s->docs.at[i];
	str store = req_path(r, "%.*s/minh-chung/%.*s", STRF(s->vm->base), STRF(m->unit_code));
	const struct page_proof proof = {&own, &s->links, req_path(r, "%.*s/tep", STRF(store)),
					 req_path(r, "%.*s/van-ban", STRF(store)), s->proof_due};
	page_item_files(r, &proof, id, &u->files);
}

static void put_neighbours(struct item *s)
{
	struct req *r = s->k.r;
	for (u32 n = 1; n < s->k.scheme->n_nodes; n++) {
		const struct criterion *c = &s->k.scheme->nodes[n];
		str href = req_path(r, "%.*s/tham-tra/%.*s", STRF(s->vm->base), STRF(c->code));
		if (!criterion_is_leaf(c) || n == s->node)
			continue;
		if (n < s->node)
			s->vm->previous = href;
		else if (!s->vm->next.n)
			s->vm->next = href;
	}
}

td_rc page_verify_item(struct req *r)
{
	struct item *s = NEW(r->a, struct item);
	*s = (struct item){.k.r = r, .vm = NEW(r->a, struct verify_item_vm)};
	td_rc rc = page_begin(r, page_tr(r, N_("Thẩm tra một tiêu chí")), "tham-tra");
	if (rc == TD_OK)
		rc = find_item(s);
	if (rc == TD_OK)
		rc = store_evidence_list(r->tx, r->year.id, (unit_id){0}, &s->docs);
	if (rc == TD_OK)
		rc = store_evidence_link_list(r->tx, r->year.id, (unit_id){0}, &s->links);
	if (rc == TD_OK)
		rc = page_proof_due(r, &s->proof_due);
	if (rc != TD_OK)
		return rc;
	const struct criterion *c = &s->k.scheme->nodes[s->node];
	s->vm->base = page_base(r);
	s->vm->year = r->year.year;
	s->vm->code = c->code;
	s->vm->name = c->name;
	s->vm->note = c->note;
	s->vm->max_c = c->max_c;
	s->vm->shows_max = c->max_c > 0;
	page_crumb(r, req_path(r, "%.*s/tham-tra", STRF(s->vm->base)),
		   page_tr(r, N_("Thẩm tra theo tiêu chí")));
	put_neighbours(s);
	for (size_t i = 0; i < s->k.members.n; i++)
		put_unit(s, &s->k.members.at[i]);
	s->vm->page = r->page;
	view_verify_item(&r->html, s->vm);
	return TD_OK;
}

/* One unit's value; what is refused is told beside its field. An empty field is left as it is. */
static td_rc save_unit(struct item *s, const struct item_form *f, const struct membership *m)
{
	struct req *r = s->k.r;
	const struct criterion *c = &s->k.scheme->nodes[s->node];
	struct act_cell cell = {.code = c->code, .reason = page_item_sent(&f->reason, m->unit_code)};
	struct err *said = r->tx->e, here = err_new(r->a, said->lang);
	size_t n_changed;
	i64 was = 0;
	if (str_i64(page_item_sent(&f->was, m->unit_code), &was) == TD_OK)
		cell.rev = was;
	td_rc rc = page_item_read(&here, c, page_item_sent(&f->score, m->unit_code),
				  page_item_sent(&f->second, m->unit_code), &cell);
	if (rc == TD_OK && cell.state == CELL_EMPTY)
		return TD_OK;
	r->tx->e = &here;
	if (rc == TD_OK)
		rc = act_cells_save(r->tx, r->year.id, m->unit, STAGE_VERIFIED, &cell, 1, ACT_CELLS_OWN,
				    &n_changed);
	r->tx->e = said;
	for (size_t i = 0; i < here.items.n; i++)
		err_add(said, rc, arena_fmt(r->a, "score[%.*s]", STRF(m->unit_code)), "%.*s – %.*s",
			STRF(m->unit_name), STRF(here.items.at[i].text));
	return rc;
}

td_rc page_verify_item_post(struct req *r)
{
	const struct item_form *f = form_value(r->form);
	struct item s = {.k.r = r};
	struct verify_result done;
	td_rc rc = find_item(&s), worst = TD_OK;
	str location =
	    req_path(r, "%.*s/tham-tra/%.*s?luu=1", STRF(page_base(r)), STRF(req_param(r, "criterion")));
	for (size_t i = 0; rc == TD_OK && i < s.k.members.n; i++) {
		const struct membership *m = &s.k.members.at[i];
		if (!page_item_sent(&f->score, m->unit_code).n)
			continue;
		td_rc one = save_unit(&s, f, m);
		worst = one != TD_OK ? one : worst;
	}
	if (rc == TD_OK)
		rc = worst;
	if (rc == TD_OK && str_eq(f->act, S("accept")))
		rc = act_verify(r->tx, r->year.id, VERIFY_ACCEPT, (unit_id){0},
				s.k.scheme->nodes[s.node].code, &done);
	if (rc == TD_OK)
		r->location = location;
	return rc;
}
