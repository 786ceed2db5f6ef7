/* Scores as programs read them: criteria, cards, cross-checks, verification, explanations, ranking, derivations. */
#include "format/explain_json.h"
#include "format/scheme_json.h"
#include "jobs/act_check.h"
#include "jobs/act_explain.h"
#include "jobs/act_scheme.h"
#include "store/store_ranking.h"
#include "store/store_scheme.h"
#include "web/api_read.h"
#include "web/page_card.h"
#include "web/page_explain.h"

API_WORDS(stage_word, score_stage_code, enum score_stage)
API_WORDS(card_word, scorecard_code, enum scorecard_state)
API_WORDS(ranking_word, ranking_state_code, enum ranking_state)

static const char *cell_word(int v)
{
	static const char *const words[] = {"empty", "set", "na"};
	return words[v];
}

static str code_of(const membership_list *members, unit_id unit)
{
	for (size_t i = 0; i < members->n; i++)
		if (members->at[i].unit.v == unit.v)
			return members->at[i].unit_code;
	return STR_NULL;
}

/* ---- the scheme ---- */

struct scheme_out {
	const struct value *scheme;
};
static const struct api_member scheme_out[] = {
    API(VALUE, struct scheme_out, scheme, "scheme", .label = N_("Bảng tiêu chí, dạng thidua-scheme/1"))};
const struct api_def api_scheme_def = API_DEF("Scheme", struct scheme_out, scheme_out);

td_rc api_read_scheme(struct req *r, void *out)
{
	struct scheme_out *o = out;
	const struct scheme *s;
	if (!r->year.scheme.set)
		return TD_OK;
	td_rc rc = store_scheme_load(r->tx, (scheme_id){r->year.scheme.v}, &s);
	if (rc == TD_OK)
		o->scheme = scheme_to_value(r->a, s);
	return rc;
}

struct draft_out {
	struct act_draft d;
	const struct value *scheme;
	str root;
};
static const struct api_member draft_out[] = {
    API(VALUE, struct draft_out, scheme, "scheme", .label = N_("Bảng tiêu chí, dạng thidua-scheme/1")),
    API(TEXT, struct draft_out, root, "root", .label = N_("Mã của cấp trên cùng: gửi ở parent khi thêm mục")),
    API(TIME, struct draft_out, d.row.saved_at_ms, "saved_at"),
    API(TEXT, struct draft_out, d.row.saved_by_name, "saved_by"),
    API(INT, struct draft_out, d.row.rev, "rev"),
};
const struct api_def api_draft_def = API_DEF("SchemeDraft", struct draft_out, draft_out);

td_rc api_read_draft(struct req *r, void *out)
{
	struct draft_out *o = out;
	struct value *v = NULL;
	td_rc rc = act_draft_load(r->tx, r->year.id, &o->d);
	if (rc == TD_OK && o->d.row.rev > 0)
		v = scheme_to_value(r->a, &o->d.scheme);
	o->scheme = v;
	o->root = v ? o->d.scheme.nodes[0].code : STR_NULL;
	return rc;
}

/* ---- cells ---- */

struct cell {
	str unit, criterion, judge, name;
	struct score_entry e;
};
#define CELL_VALUES                                                                                          \
	API_ENUM(struct cell, e.stage, "stage", stage_word, STAGE__N),                                       \
	    API(TEXT, struct cell, judge, "judge", .label = N_("Mã đơn vị chấm chéo")),                      \
	    API_ENUM(struct cell, e.state, "state", cell_word, CELL_NA + 1),                                 \
	    API(OPT_POINTS, struct cell, e.a_c, "value"), API(OPT_POINTS, struct cell, e.b_c, "second"),     \
	    API(OPT_POINTS, struct cell, e.points_c, "points"), API(TEXT, struct cell, e.reason, "reason"),  \
	    API(TEXT, struct cell, e.note, "note"), API(TEXT, struct cell, e.entered_by_name, "entered_by"), \
	    API(TIME, struct cell, e.entered_at_ms, "entered_at"),                                           \
	    API(INT, struct cell, e.rev, "rev", .label = N_("Gửi lại ở was khi ghi ô này"))

static const struct api_member cell[] = {
    API(TEXT, struct cell, unit, "unit"),
    API(TEXT, struct cell, criterion, "criterion"),
    API(TEXT, struct cell, name, "name"),
    CELL_VALUES,
};
static const struct api_def cell_def = API_DEF("Cell", struct cell, cell);
typedef VEC(struct cell) cell_list;

/* Cells of leaves by criterion; an empty one stands for what was not entered at this stage. */
static u32 node_of(const struct scheme *s, const criterion_list *criteria, criterion_id id)
{
	for (u32 k = 0; k < s->n_nodes && k < criteria->n; k++)
		if (criteria->at[k].id.v == id.v)
			return k;
	return 0;
}

static void put_cell(struct req *r, const struct scored_year *y, str unit, const struct score_entry *e,
		     cell_list *out)
{
	const struct criterion *c = &y->scheme->nodes[node_of(y->scheme, &y->criteria, e->criterion)];
	VEC_PUSH(r->a, out) =
	    (struct cell){unit, c->code, e->judge.v ? code_of(&y->members, e->judge) : STR_NULL, c->name, *e};
}

/* ---- a card ---- */

struct empty_cell {
	str code, name;
	i64 max_c;
};
static const struct api_member empty_cell[] = {
    API(TEXT, struct empty_cell, code, "criterion"),
    API(TEXT, struct empty_cell, name, "name"),
    API(POINTS, struct empty_cell, max_c, "max"),
};
static const struct api_def empty_def = API_DEF("EmptyCell", struct empty_cell, empty_cell);

struct card_out {
	str unit, name;
	enum score_stage stage;
	enum scorecard_state state;
	bool editable;
	struct opt_i64 submitted_at_ms, total_c;
	str returned_reason;
	i64 max_c;
	cell_list cells;
	VEC(struct empty_cell) empty;
	i64 rev;
};
static const struct api_member card_out[] = {
    API(TEXT, struct card_out, unit, "unit"),
    API(TEXT, struct card_out, name, "name"),
    API_ENUM(struct card_out, stage, "stage", stage_word, STAGE__N),
    API_ENUM(struct card_out, state, "state", card_word, CARD__N),
    API(BOOL, struct card_out, editable, "editable"),
    API(OPT_TIME, struct card_out, submitted_at_ms, "submitted_at"),
    API(TEXT, struct card_out, returned_reason, "returned_reason"),
    API(OPT_POINTS, struct card_out, total_c, "total"),
    API(POINTS, struct card_out, max_c, "max"),
    API_LIST(struct card_out, cells, "cells", &cell_def),
    API_LIST(struct card_out, empty, "empty", &empty_def),
    API(INT, struct card_out, rev, "rev"),
};
const struct api_def api_card_def = API_DEF("Card", struct card_out, card_out);

/* Cells of the stage that the reader fills in or sees on the page, and, for who verifies, the unit's own. */
static td_rc put_cells(struct req *r, const struct card_place *at, const struct scored_year *y,
		       struct card_out *o)
{
	score_entry_list entries = {0};
	td_rc rc = store_score_of_unit(r->tx, r->year.id, r->member.unit, &entries);
	u8 *filled = NEW_N(r->a, u8, y->scheme->n_nodes);
	for (size_t i = 0; rc == TD_OK && i < entries.n; i++) {
		const struct score_entry *e = &entries.at[i];
		bool shown = e->stage == at->stage || (at->verifying && e->stage == STAGE_SELF);
		if (!shown || e->judge.v)
			continue;
		put_cell(r, y, r->member.unit_code, e, &o->cells);
		if (e->stage == at->stage)
			filled[node_of(y->scheme, &y->criteria, e->criterion)] = 1;
	}
	for (u32 k = 1; k < y->scheme->n_nodes; k++)
		if (criterion_is_leaf(&y->scheme->nodes[k]) && !filled[k])
			VEC_PUSH(r->a, &o->empty) = (struct empty_cell){
			    y->scheme->nodes[k].code, y->scheme->nodes[k].name, y->scheme->nodes[k].max_c};
	return rc;
}

td_rc api_read_card(struct req *r, void *out)
{
	struct card_out *o = out;
	struct card_place at;
	struct scored_year *y = NEW(r->a, struct scored_year);
	td_rc rc = page_card_place(r, &at);
	if (rc != TD_OK)
		return rc;
	*o = (struct card_out){.unit = r->member.unit_code,
			       .name = r->member.unit_name,
			       .stage = at.stage,
			       .state = at.card.state,
			       .editable = at.editable,
			       .submitted_at_ms = at.card.submitted_at_ms,
			       .returned_reason = at.card.state == CARD_RETURNED ? at.card.note : STR_NULL,
			       .rev = at.card.rev};
	if (!r->year.scheme.set)
		return TD_OK;
	rc = store_year_figures(r->tx, r->year.id, at.stage, y);
	if (rc != TD_OK)
		return rc;
	o->max_c = y->scheme->max_c;
	for (u32 i = 0; y->computed && i < y->members.n; i++)
		if (y->members.at[i].unit.v == r->member.unit.v)
			o->total_c = OPT(y->result.total_c[i]);
	return put_cells(r, &at, y, o);
}

/* ---- cross-checking ---- */

struct pair_out {
	str checker, checked;
	bool by_hand;
	struct opt_i64 finished_at_ms;
};
static const struct api_member pair_out[] = {
    API(TEXT, struct pair_out, checker, "checker"),
    API(TEXT, struct pair_out, checked, "checked"),
    API(BOOL, struct pair_out, by_hand, "by_hand"),
    API(OPT_TIME, struct pair_out, finished_at_ms, "finished_at"),
};
static const struct api_def pair_def = API_DEF("CheckPair", struct pair_out, pair_out);

struct avoid {
	str unit, other, reason;
};
static const struct api_member avoid[] = {
    API(TEXT, struct avoid, unit, "unit"),
    API(TEXT, struct avoid, other, "other"),
    API(TEXT, struct avoid, reason, "reason"),
};
static const struct api_def avoid_def = API_DEF("CheckConflict", struct avoid, avoid);

struct crosscheck_out {
	struct crosscheck c;
	VEC(struct pair_out) pairs;
	VEC(struct avoid) avoid;
};
static const struct api_member crosscheck_out[] = {
    API(INT, struct crosscheck_out, c.n_each, "each", .label = N_("0: mọi đơn vị chấm mọi đơn vị")),
    API(INT, struct crosscheck_out, c.seed, "seed"),
    API(BOOL, struct crosscheck_out, c.blind, "blind"),
    API(TIME, struct crosscheck_out, c.drawn_at_ms, "drawn_at"),
    API(TEXT, struct crosscheck_out, c.drawn_by_name, "drawn_by"),
    API(OPT_TIME, struct crosscheck_out, c.published_at_ms, "published_at"),
    API_LIST(struct crosscheck_out, pairs, "pairs", &pair_def),
    API_LIST(struct crosscheck_out, avoid, "avoid", &avoid_def),
    API(INT, struct crosscheck_out, c.rev, "rev"),
};
const struct api_def api_crosscheck_def = API_DEF("Crosscheck", struct crosscheck_out, crosscheck_out);

static struct pair_out pair_of(const struct act_crosscheck *x, const struct crosscheck_pair *p)
{
	return (struct pair_out){code_of(&x->members, p->checker), code_of(&x->members, p->checked),
				 p->by_hand, p->finished_at_ms};
}

td_rc api_read_crosscheck(struct req *r, void *out)
{
	struct crosscheck_out *o = out;
	struct act_crosscheck x = {0};
	td_rc rc = act_crosscheck_load(r->tx, r->year.id, &x);
	o->c = x.c;
	for (size_t i = 0; rc == TD_OK && i < x.pairs.n; i++)
		VEC_PUSH(r->a, &o->pairs) = pair_of(&x, &x.pairs.at[i]);
	for (size_t i = 0; rc == TD_OK && i < x.conflicts.n; i++)
		VEC_PUSH(r->a, &o->avoid) =
		    (struct avoid){code_of(&x.members, x.conflicts.at[i].unit),
				   code_of(&x.members, x.conflicts.at[i].other), x.conflicts.at[i].reason};
	return rc;
}

struct checks_out {
	VEC(struct pair_out) tasks, checked_by;
};
static const struct api_member checks_out[] = {
    API_LIST(struct checks_out, tasks, "tasks", &pair_def),
    API_LIST(struct checks_out, checked_by, "checked_by", &pair_def),
};
const struct api_def api_checks_def = API_DEF("Checks", struct checks_out, checks_out);

/* Nothing before it was published; who checks the own unit is told only where checking is not blind. */
td_rc api_read_checks(struct req *r, void *out)
{
	struct checks_out *o = out;
	struct act_crosscheck x = {0};
	td_rc rc = act_crosscheck_load(r->tx, r->year.id, &x);
	for (size_t i = 0; rc == TD_OK && x.c.published_at_ms.set && i < x.pairs.n; i++) {
		const struct crosscheck_pair *p = &x.pairs.at[i];
		if (p->checker.v == r->member.unit.v)
			VEC_PUSH(r->a, &o->tasks) = pair_of(&x, p);
		if (p->checked.v == r->member.unit.v && !x.c.blind) {
			struct pair_out seen = pair_of(&x, p);
			seen.finished_at_ms = OPT_NONE;
			VEC_PUSH(r->a, &o->checked_by) = seen;
		}
	}
	return rc;
}

struct check_out {
	str checked;
	struct opt_i64 finished_at_ms;
	cell_list cells;
};
static const struct api_member check_out[] = {
    API(TEXT, struct check_out, checked, "checked"),
    API(OPT_TIME, struct check_out, finished_at_ms, "finished_at"),
    API_LIST(struct check_out, cells, "cells", &cell_def),
};
const struct api_def api_check_def = API_DEF("Check", struct check_out, check_out);

/* The checked unit's own values and those of this checker; nobody else's. */
td_rc api_read_check(struct req *r, void *out)
{
	struct check_out *o = out;
	struct membership m;
	struct crosscheck_pair p;
	score_entry_list entries = {0};
	struct scored_year *y = NEW(r->a, struct scored_year);
	td_rc rc = store_membership_find(r->tx, r->year.id, req_param(r, "checked"), &m);
	if (rc == TD_OK)
		rc = act_check_pair(r->tx, r->year.id, r->member.unit, m.unit, &p);
	if (rc == TD_OK)
		rc = store_year_figures(r->tx, r->year.id, STAGE_SELF, y);
	if (rc == TD_OK)
		rc = store_score_of_unit(r->tx, r->year.id, m.unit, &entries);
	if (rc != TD_OK)
		return rc;
	o->checked = m.unit_code;
	o->finished_at_ms = p.finished_at_ms;
	for (size_t i = 0; i < entries.n; i++) {
		const struct score_entry *e = &entries.at[i];
		if ((e->stage == STAGE_SELF && !e->judge.v) ||
		    (e->stage == STAGE_CROSS && e->judge.v == r->member.unit.v))
			put_cell(r, y, m.unit_code, e, &o->cells);
	}
	return TD_OK;
}

/* ---- verification ---- */

struct card_row {
	str unit, name;
	bool own;
	enum scorecard_state state;
	i64 n_verified, rev;
};
static const struct api_member card_row[] = {
    API(TEXT, struct card_row, unit, "unit"),
    API(TEXT, struct card_row, name, "name"),
    API(BOOL, struct card_row, own, "own", .label = N_("Đơn vị của người thẩm tra: không được thẩm tra")),
    API_ENUM(struct card_row, state, "state", card_word, CARD__N),
    API(INT, struct card_row, n_verified, "verified"),
    API(INT, struct card_row, rev, "rev"),
};
static const struct api_def card_row_def = API_DEF("CardRow", struct card_row, card_row);

struct verification {
	VEC(struct card_row) cards;
};
static const struct api_member verification[] = {
    API_LIST(struct verification, cards, "cards", &card_row_def)};
const struct api_def api_verification_def = API_DEF("Verification", struct verification, verification);

static void put_card(struct req *r, const struct membership *m, const scorecard_list *cards,
		     const score_entry_list *entries, struct verification *o)
{
	struct card_row *row = &VEC_PUSH(r->a, &o->cards);
	*row =
	    (struct card_row){.unit = m->unit_code, .name = m->unit_name, .own = page_belongs_to(r, m->unit)};
	for (size_t i = 0; i < cards->n; i++)
		if (cards->at[i].unit.v == m->unit.v && cards->at[i].stage == STAGE_SELF) {
			row->state = cards->at[i].state;
			row->rev = cards->at[i].rev;
		}
	for (size_t i = 0; i < entries->n; i++)
		row->n_verified += entries->at[i].unit.v == m->unit.v &&
				   entries->at[i].stage == STAGE_VERIFIED && !entries->at[i].judge.v;
}

td_rc api_read_verification(struct req *r, void *out)
{
	struct verification *o = out;
	membership_list members = {0};
	scorecard_list cards = {0};
	score_entry_list entries = {0};
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	if (rc == TD_OK)
		rc = store_scorecard_list(r->tx, r->year.id, &cards);
	if (rc == TD_OK)
		rc = store_score_figures(r->tx, r->year.id, STAGE_VERIFIED, &entries);
	for (size_t i = 0; rc == TD_OK && i < members.n; i++)
		put_card(r, &members.at[i], &cards, &entries, o);
	return rc;
}

struct item_out {
	str code, name;
	i64 max_c;
	cell_list cells;
};
static const struct api_member item_out[] = {
    API(TEXT, struct item_out, code, "criterion"),
    API(TEXT, struct item_out, name, "name"),
    API(POINTS, struct item_out, max_c, "max"),
    API_LIST(struct item_out, cells, "cells", &cell_def),
};
const struct api_def api_verification_item_def = API_DEF("VerificationItem", struct item_out, item_out);

/* Every unit's values of one criterion; the own unit's are hidden (T34). */
td_rc api_read_verification_item(struct req *r, void *out)
{
	struct item_out *o = out;
	struct scored_year *y = NEW(r->a, struct scored_year);
	score_entry_list entries = {0};
	td_rc rc = store_year_figures(r->tx, r->year.id, STAGE_VERIFIED, y);
	i64 node = rc == TD_OK ? scheme_find(y->scheme, req_param(r, "criterion")) : -1;
	if (rc == TD_OK && (node < 0 || !criterion_is_leaf(&y->scheme->nodes[node])))
		return TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_score_list(r->tx, r->year.id, STAGE_VERIFIED, &entries);
	if (rc != TD_OK)
		return rc;
	const struct criterion *c = &y->scheme->nodes[node];
	*o = (struct item_out){.code = c->code, .name = c->name, .max_c = c->max_c};
	for (size_t i = 0; i < entries.n; i++) {
		const struct score_entry *e = &entries.at[i];
		if (e->criterion.v == y->criteria.at[node].id.v && !page_belongs_to(r, e->unit))
			put_cell(r, y, code_of(&y->members, e->unit), e, &o->cells);
	}
	return TD_OK;
}

/* ---- explanations ---- */

struct explanation_out {
	str unit, criterion, reason;
	struct opt_i64 self_c, verified_c, adjusted_c;
	struct explanation_row x;
};
static const struct api_member explanation_out[] = {
    API(TEXT, struct explanation_out, unit, "unit"),
    API(TEXT, struct explanation_out, criterion, "criterion"),
    API(OPT_POINTS, struct explanation_out, self_c, "self"),
    API(OPT_POINTS, struct explanation_out, verified_c, "verified"),
    API(TEXT, struct explanation_out, reason, "verified_reason"),
    API(OPT_POINTS, struct explanation_out, adjusted_c, "adjusted"),
    API(TEXT, struct explanation_out, x.answer, "answer"),
    API(TEXT, struct explanation_out, x.answer_text, "answer_text"),
    API(OPT_INT, struct explanation_out, x.evidence, "evidence"),
    API(OPT_TIME, struct explanation_out, x.answered_at_ms, "answered_at"),
    API(TEXT, struct explanation_out, x.answered_by_name, "answered_by"),
    API(TEXT, struct explanation_out, x.verdict, "verdict"),
    API(TEXT, struct explanation_out, x.verdict_reason, "verdict_reason"),
    API(OPT_TIME, struct explanation_out, x.settled_at_ms, "settled_at"),
    API(INT, struct explanation_out, x.rev, "rev"),
};
static const struct api_def explanation_def =
    API_DEF("ScoreExplanation", struct explanation_out, explanation_out);

struct explanations {
	VEC(struct explanation_out) items;
};
static const struct api_member explanations[] = {
    API_LIST(struct explanations, items, "items", &explanation_def)};
const struct api_def api_explanations_def = API_DEF("Explanations", struct explanations, explanations);
const struct api_def api_unit_explanations_def = API_DEF("Explanations", struct explanations, explanations);

static struct explanation_out explanation_of(const struct explain_item *x, str unit, str criterion)
{
	struct explanation_out out = {.unit = unit,
				      .criterion = criterion,
				      .reason = x->verified->reason,
				      .self_c = x->self ? x->self->a_c : OPT_NONE,
				      .verified_c = x->verified->a_c,
				      .adjusted_c = x->adjusted ? x->adjusted->a_c : OPT_NONE};
	if (x->answer)
		out.x = *x->answer;
	return out;
}

/* Nothing before the step of explanations begins, as on the page. */
static td_rc put_explanations(struct req *r, unit_id unit, struct explanations *o)
{
	struct act_year y;
	membership_list members = {0};
	explain_item_list items = {0};
	criterion_list criteria = {0};
	const struct scheme *s = NULL;
	td_rc rc = act_year_get(r->tx, r->year.id, &y);
	if (rc != TD_OK || y.season < SEASON_EXPLAINING || !r->year.scheme.set)
		return rc;
	rc = store_membership_list(r->tx, r->year.id, &members);
	if (rc == TD_OK)
		rc = store_scheme_load(r->tx, (scheme_id){r->year.scheme.v}, &s);
	if (rc == TD_OK)
		rc = store_criteria_of(r->tx, (scheme_id){r->year.scheme.v}, s, &criteria);
	if (rc == TD_OK)
		rc = act_explain_items(r->tx, r->year.id, unit, &items);
	for (size_t i = 0; rc == TD_OK && i < items.n; i++) {
		const struct explain_item *x = &items.at[i];
		str code = s->nodes[node_of(s, &criteria, x->criterion)].code;
		VEC_PUSH(r->a, &o->items) = explanation_of(x, code_of(&members, x->unit), code);
	}
	return rc;
}

td_rc api_read_explanations(struct req *r, void *out)
{
	return put_explanations(r, (unit_id){0}, out);
}

td_rc api_read_unit_explanations(struct req *r, void *out)
{
	return put_explanations(r, r->member.unit, out);
}

/* ---- ranking ---- */

static const struct api_member rank_row[] = {
    API(INT, struct ranking_row, rank, "rank"),
    API(TEXT, struct ranking_row, unit_code, "unit"),
    API(TEXT, struct ranking_row, unit_name, "name"),
    API(POINTS, struct ranking_row, total_c, "total"),
    API(POINTS, struct ranking_row, raw_c, "raw"),
    API(POINTS, struct ranking_row, applicable_c, "applicable_max"),
    API(POINTS, struct ranking_row, base_c, "base"),
    API(POINTS, struct ranking_row, bonus_c, "bonus"),
    API(POINTS, struct ranking_row, penalty_c, "penalty"),
    API(TEXT, struct ranking_row, class_code, "class"),
    API(BOOL, struct ranking_row, excluded, "excluded"),
    API(TEXT, struct ranking_row, tie_text, "tie"),
};
static const struct api_def rank_row_def = API_DEF("RankingRow", struct ranking_row, rank_row);

static const struct api_member version[] = {
    API(INT, struct ranking, id.v, "id"),
    API(INT, struct ranking, version, "version"),
    API_ENUM(struct ranking, state, "state", ranking_word, RANKING__N),
    API_ENUM(struct ranking, stage, "stage", stage_word, STAGE__N),
    API(TEXT, struct ranking, reason, "reason"),
    API(TIME, struct ranking, frozen_at_ms, "frozen_at"),
    API(TEXT, struct ranking, frozen_by_name, "frozen_by"),
    API(OPT_TIME, struct ranking, adopted_at_ms, "adopted_at"),
    API(INT, struct ranking, rev, "rev"),
};
static const struct api_def version_def = API_DEF("RankingVersion", struct ranking, version);

struct ranking_out {
	ranking_list versions;
	ranking_row_list rows;
	struct opt_i64 revealed_at_ms, published_at_ms;
	struct opt_i64 rev;
};
static const struct api_member ranking_out[] = {
    API(OPT_TIME, struct ranking_out, revealed_at_ms, "revealed_at"),
    API(OPT_TIME, struct ranking_out, published_at_ms, "published_at"),
    API_LIST(struct ranking_out, versions, "versions", &version_def),
    API_LIST(struct ranking_out, rows, "rows", &rank_row_def),
    API(OPT_INT, struct ranking_out, rev, "rev", .label = N_("Của bản mới nhất; null: chưa chốt")),
};
const struct api_def api_ranking_def = API_DEF("Ranking", struct ranking_out, ranking_out);

td_rc api_read_ranking(struct req *r, void *out)
{
	struct ranking_out *o = out;
	o->revealed_at_ms = r->year.revealed_at_ms;
	o->published_at_ms = r->year.published_at_ms;
	td_rc rc = store_ranking_list(r->tx, r->year.id, &o->versions);
	if (rc != TD_OK || o->versions.n == 0)
		return rc;
	o->rev = OPT(o->versions.at[0].rev);
	return store_ranking_rows(r->tx, o->versions.at[0].id, &o->rows);
}

struct derivation_out {
	const struct value *derivation;
};
static const struct api_member derivation_out[] = {
    API(VALUE, struct derivation_out, derivation, "derivation",
	.label = N_("Cách tính, dạng thidua-explanation/1; tiêu chí tong là tổng điểm"))};
const struct api_def api_derivation_def = API_DEF("Derivation", struct derivation_out, derivation_out);

td_rc api_read_derivation(struct req *r, void *out)
{
	struct derivation_out *o = out;
	struct explanation x;
	td_rc rc = page_explain_load(r, &x);
	if (rc == TD_OK)
		o->derivation = explain_to_value(r->a, &x);
	return rc;
}
