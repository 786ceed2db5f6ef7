#include "jobs/act_verify.h"

#include "domain/crosscheck.h"
#include "store/store_scheme.h"

struct bulk {
	struct tx *t;
	cluster_year_id year;
	const struct scheme *scheme;
	criterion_list criteria;
	u32 first, end; /* nodes that are accepted */
};

/* What the checkers say about one criterion of a unit, with the first of their reasons. */
static bool proposal(struct bulk *b, const score_entry_list *entries, u32 node, struct act_cell *out)
{
	struct crosscheck_value v[CROSSCHECK_MAX_UNITS], joined;
	size_t n = 0;
	str reason = STR_NULL;
	for (size_t i = 0; i < entries->n && n < CROSSCHECK_MAX_UNITS; i++) {
		const struct score_entry *e = &entries->at[i];
		if (e->stage != STAGE_CROSS || !e->judge.v || e->criterion.v != b->criteria.at[node].id.v)
			continue;
		v[n++] = (struct crosscheck_value){e->state, e->a_c.v, e->b_c.set, e->b_c.v};
		reason = reason.n ? reason : e->reason;
	}
	if (!crosscheck_join(b->scheme, &b->scheme->nodes[node], v, n, &joined))
		return false;
	*out = (struct act_cell){.code = b->scheme->nodes[node].code,
				 .state = joined.state,
				 .a_c = joined.state == CELL_SET ? OPT(joined.a_c) : OPT_NONE,
				 .b_c = joined.has_b ? OPT(joined.b_c) : OPT_NONE,
				 .reason = reason.n ? arena_fmt(b->t->a, "Theo chấm chéo: %.*s", STRF(reason))
						    : STR_NULL};
	return true;
}

static bool is_verified(const struct bulk *b, const score_entry_list *entries, u32 node)
{
	for (size_t i = 0; i < entries->n; i++)
		if (entries->at[i].stage == STAGE_VERIFIED && !entries->at[i].judge.v &&
		    entries->at[i].criterion.v == b->criteria.at[node].id.v)
			return true;
	return false;
}

/* The unit's own value, for what the checkers leave open or are not asked. */
static bool own_value(const struct bulk *b, const score_entry_list *entries, u32 node, struct act_cell *out)
{
	for (size_t i = 0; i < entries->n; i++) {
		const struct score_entry *e = &entries->at[i];
		if (e->stage != STAGE_SELF || e->judge.v || e->criterion.v != b->criteria.at[node].id.v)
			continue;
		*out = (struct act_cell){.code = b->scheme->nodes[node].code,
					 .state = e->state,
					 .a_c = e->a_c,
					 .b_c = e->b_c,
					 .reason = e->state == CELL_NA ? e->reason : STR_NULL};
		return true;
	}
	return false;
}

/* Where the checkers differ among themselves a person decides: nothing is accepted. */
static td_rc accept(struct bulk *b, unit_id unit, size_t *n_cells)
{
	score_entry_list entries = {0};
	struct act_cell *cells = NEW_N(b->t->a, struct act_cell, b->scheme->n_nodes);
	size_t n = 0;
	td_rc rc = store_score_of_unit(b->t, b->year, unit, &entries);
	for (u32 k = b->first; rc == TD_OK && k < b->end; k++) {
		const struct criterion *c = &b->scheme->nodes[k];
		bool asked = c->judging == JUDGE_ONE, any = false;
		if (!criterion_is_leaf(c) || is_verified(b, &entries, k))
			continue;
		for (size_t i = 0; asked && i < entries.n; i++)
			any |= entries.at[i].stage == STAGE_CROSS && entries.at[i].judge.v &&
			       entries.at[i].criterion.v == b->criteria.at[k].id.v;
		n += any ? proposal(b, &entries, k, &cells[n]) : own_value(b, &entries, k, &cells[n]);
	}
	return rc == TD_OK
		   ? act_cells_save(b->t, b->year, unit, STAGE_VERIFIED, cells, n, ACT_CELLS_OWN, n_cells)
		   : rc;
}

static td_rc one_card(struct bulk *b, enum verify_step step, const struct scorecard *card, size_t *n_cells)
{
	static const enum scorecard_state from[VERIFY__N] = {CARD_SUBMITTED, CARD_VERIFYING, CARD_VERIFYING};
	bool own = false;
	*n_cells = 0;
	if (card->state != from[step])
		return TD_CONFLICT;
	td_rc rc = act_is_own_unit(b->t, card->unit, &own);
	if (rc == TD_OK && own)
		return TD_CONFLICT;
	if (rc == TD_OK && step == VERIFY_ACCEPT)
		return accept(b, card->unit, n_cells);
	return rc == TD_OK ? act_card_move(b->t, b->year, card->unit,
					   step == VERIFY_RECEIVE ? CARD_VERIFYING : CARD_VERIFIED, STR_NULL,
					   card->rev)
			   : rc;
}

static td_rc begin(struct bulk *b, str code)
{
	struct cluster_year y;
	td_rc rc = store_cluster_year_get(b->t, b->year, &y);
	if (rc == TD_OK && !y.scheme.set)
		rc = err_add(b->t->e, TD_CONFLICT, S("scheme"), N_("Năm thi đua chưa có bảng tiêu chí."));
	if (rc == TD_OK)
		rc = store_scheme_load(b->t, (scheme_id){y.scheme.v}, &b->scheme);
	if (rc == TD_OK)
		rc = store_criterion_list(b->t, (scheme_id){y.scheme.v}, &b->criteria);
	if (rc != TD_OK)
		return rc;
	i64 node = code.n ? scheme_find(b->scheme, code) : 0;
	if (node < 0)
		return err_add(b->t->e, TD_INVALID, S("code"),
			       N_("Không có tiêu chí «%.*s» trong bảng điểm."), STRF(code));
	b->first = (u32)node;
	b->end = b->scheme->nodes[node].subtree_end;
	return TD_OK;
}

td_rc act_verify(struct tx *t, cluster_year_id year, enum verify_step step, unit_id unit, str code,
		 struct verify_result *out)
{
	struct bulk b = {.t = t, .year = year};
	scorecard_list cards = {0};
	*out = (struct verify_result){0};
	td_rc rc = begin(&b, code);
	if (rc == TD_OK)
		rc = store_scorecard_list(t, year, &cards);
	struct err *said = t->e, unsaid = err_new(t->a, t->e->lang);
	for (size_t i = 0; rc == TD_OK && i < cards.n; i++) {
		size_t n_cells = 0;
		if (cards.at[i].stage != STAGE_SELF || (unit.v && cards.at[i].unit.v != unit.v))
			continue;
		/* a card that cannot go is left; what it lacks is told where one unit was named */
		t->e = unit.v ? said : &unsaid;
		td_rc one = one_card(&b, step, &cards.at[i], &n_cells);
		t->e = said;
		if (one == TD_CONFLICT || one == TD_DENIED) {
			out->n_left++;
		} else if (one != TD_OK) {
			for (size_t k = 0; !unit.v && k < unsaid.items.n; k++)
				err_add(said, one, unsaid.items.at[k].where, "%.*s",
					STRF(unsaid.items.at[k].text));
			return one;
		} else {
			out->n_cards++;
			out->n_cells += n_cells;
		}
	}
	if (rc == TD_OK && out->n_cards == 0 && said->n_total == 0)
		rc = err_add(said, TD_CONFLICT, S(""),
			     N_("Không có phiếu nào làm được bước này: phiếu chưa gửi, chưa nhận, chưa đủ, "
				"hoặc là của đơn vị bạn."));
	return rc == TD_OK && out->n_cards == 0 ? TD_CONFLICT : rc;
}
