#include "jobs/act_score.h"

#include "jobs/act_journal.h"
#include "jobs/notice.h"
#include "store/store_check.h"
#include "store/store_user.h"
#include "store/store_year.h"

static bool has_link(const evidence_link_list *links, str code)
{
	for (size_t i = 0; i < links->n; i++)
		if (!links->at[i].withdrawn && str_eq(links->at[i].criterion_code, code))
			return true;
	return false;
}

/* Counts over the unit's standing cells. */
static td_rc count_cells(struct tx *t, cluster_year_id year, unit_id unit, struct scorecard_facts *out)
{
	struct scored_year *sy = NEW(t->a, struct scored_year);
	evidence_link_list links = {0};
	td_rc rc = store_year_load(t, year, STAGE_SELF, sy);
	if (rc == TD_OK)
		rc = store_evidence_link_list(t, year, unit, &links);
	if (rc != TD_OK)
		return rc;
	size_t u = 0;
	while (u < sy->members.n && sy->members.at[u].unit.v != unit.v)
		u++;
	if (u == sy->members.n)
		return TD_NOT_FOUND;
	for (u32 k = 0; k < sy->scheme->n_nodes; k++) {
		const struct criterion *c = &sy->scheme->nodes[k];
		if (!criterion_is_leaf(c))
			continue;
		u8 state = sy->input.cols[k].state[u];
		/* knock-outs, and what a named department or the peers fill in, are not the unit's to complete */
		bool own = c->kind != CRIT_KNOCKOUT && c->owner.n == 0 && !c->peers;
		out->n_empty += own && state == CELL_EMPTY;
		i32 e = sy->cell_entry[(size_t)k * sy->members.n + u];
		bool explained = e >= 0 && sy->entries.at[e].reason.n > 0;
		/* a proof, or an explanation why there is none */
		out->n_without_evidence += own && state == CELL_SET && c->evidence_required && !explained &&
					   !has_link(&links, c->code);
		out->n_without_reason += state == CELL_NA && e >= 0 && !explained;
	}
	return TD_OK;
}

static bool differs(const struct score_entry *a, const struct score_entry *b)
{
	return a->state != b->state || a->a_c.set != b->a_c.set || (a->a_c.set && a->a_c.v != b->a_c.v) ||
	       (a->b_c.set && b->b_c.set && a->b_c.v != b->b_c.v);
}

/* Verified values that differ from the unit's own and do not say why: after a return the unit may have changed its own
 * to something else than what was verified before. */
static td_rc count_verified(struct tx *t, cluster_year_id year, unit_id unit, struct scorecard_facts *out)
{
	score_entry_list list = {0};
	td_rc rc = store_score_of_unit(t, year, unit, &list);
	const struct score_entry *self = NULL;
	for (size_t i = 0; i < list.n; i++) {
		const struct score_entry *e = &list.at[i];
		if (e->judge.v)
			continue;
		if (e->stage == STAGE_SELF)
			self = e;
		else if (e->stage == STAGE_VERIFIED && self && self->criterion.v == e->criterion.v)
			out->n_without_reason += e->reason.n == 0 && differs(self, e);
	}
	return rc;
}

/* Checks of this card that are still open; the card's own level of the chain is asked by its moves. */
static td_rc count_checks(struct tx *t, const struct act_year *y, unit_id unit, struct scorecard_facts *out)
{
	struct crosscheck c = {0};
	crosscheck_pair_list pairs = {0};
	if (!season_uses(y->off, SEASON_CROSS_CHECKING))
		return TD_OK;
	td_rc rc = store_crosscheck_get(t, y->y.id, &c);
	if (rc == TD_OK && c.published_at_ms.set)
		rc = store_crosscheck_pairs(t, y->y.id, &pairs);
	for (size_t i = 0; i < pairs.n; i++)
		out->n_unchecked += pairs.at[i].checked.v == unit.v && !pairs.at[i].finished_at_ms.set;
	return rc;
}

td_rc act_card_facts(struct tx *t, const struct act_year *y, unit_id unit, struct scorecard_facts *out)
{
	*out = (struct scorecard_facts){.season = y->season,
					.off = y->off,
					.ranking_frozen = y->frozen,
					.decided = y->y.published_at_ms.set || y->season >= SEASON_DECIDED};
	td_rc rc = count_cells(t, y->y.id, unit, out);
	if (rc == TD_OK)
		rc = count_verified(t, y->y.id, unit, out);
	return rc == TD_OK ? count_checks(t, y, unit, out) : rc;
}

/* The unit learns that its card came back. */
static td_rc tell_return(struct tx *t, const struct act_year *y, const struct unit *u,
			 const struct scorecard *card, str reason)
{
	struct notice_desk k;
	struct due d = {.kind = DUE_CARD,
			.ref = SEASON_SELF_SCORING,
			.unit = u->id,
			.unit_code = u->code,
			.unit_name = u->name};
	struct notice_fact f = {.key = arena_fmt(t->a, "%lld", (long long)card->rev), .reason = reason};
	td_rc rc = notice_open(t, &y->y, NOTICE_RETURN, &k);
	if (rc == TD_OK)
		rc = notice_tell(&k, &d, &f);
	return rc == TD_OK ? notice_close(&k) : rc;
}

/* Who sends a card back, as the record names it. */
static td_rc level_of_actor(struct tx *t, enum card_level *out)
{
	grant_list grants = {0};
	*out = LEVEL_CLUSTER;
	td_rc rc = t->actor.user_id ? store_grants_of(t, (user_id){t->actor.user_id}, &grants) : TD_OK;
	for (size_t i = 0; i < grants.n; i++)
		if (grants.at[i].right.role == AUTHZ_APPRAISER)
			*out = LEVEL_COUNCIL;
	return rc;
}

/* The chain begins again: what was checked is open, origin and reason are kept. */
static td_rc restart(struct tx *t, const struct scorecard *card, enum card_level origin, str reason)
{
	struct scorecard_return r = {.year = card->year,
				     .unit = card->unit,
				     .origin = str_c(card_level_code(origin)),
				     .reason = reason};
	td_rc rc = store_scorecard_return_add(t, &r);
	return rc == TD_OK ? store_crosscheck_reopen(t, card->year, card->unit) : rc;
}

/* Moves of who verifies are not for the unit's own people. */
static td_rc check_interest(struct tx *t, const struct unit *u, const struct scorecard_move *m)
{
	bool own = false;
	if (!str_eq(str_c(m->may), S("score.verify")))
		return TD_OK;
	td_rc rc = act_is_own_unit(t, u->id, &own);
	if (rc == TD_OK && own)
		rc = err_add(t->e, TD_DENIED, S("card"),
			     N_("Bạn thuộc %.*s nên không thẩm tra hồ sơ của đơn vị này; người khác của cụm "
				"làm thay."),
			     STRF(u->name));
	return rc;
}

static td_rc move(struct tx *t, cluster_year_id year, unit_id unit, enum scorecard_state to,
		  enum card_level origin, str reason, i64 rev)
{
	struct act_year y;
	struct scorecard card = {0};
	struct scorecard_facts facts;
	struct scorecard_move m;
	struct unit u;
	td_rc rc = act_year_get(t, year, &y);
	if (rc == TD_OK)
		rc = store_unit_get(t, unit, &u);
	if (rc == TD_OK)
		rc = store_scorecard_get(t, year, unit, STAGE_SELF, &card);
	if (rc == TD_OK && card.rev != rev)
		rc = err_add(t->e, TD_STALE, S("card"), N_("Phiếu vừa được chuyển sang «%s»; hãy xem lại."),
			     i18n_tr(t->e->lang, scorecard_name(card.state)));
	if (rc == TD_OK)
		rc = act_card_facts(t, &y, unit, &facts);
	if (rc == TD_OK)
		rc = scorecard_can(&facts, card.state, to, reason, t->e);
	if (rc == TD_OK && scorecard_find(card.state, to, &m))
		rc = check_interest(t, &u, &m);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "unit", u.name);
	value_put_text(t->a, after, "from", str_c(scorecard_name(card.state)));
	value_put_text(t->a, after, "to", str_c(scorecard_name(to)));
	if (to == CARD_RETURNED)
		value_put_text(t->a, after, "origin", str_c(card_level_name(origin)));
	card.state = to;
	card.note = reason;
	rc = store_scorecard_put(t, &card);
	if (rc == TD_OK && to == CARD_RETURNED)
		rc = restart(t, &card, origin, reason);
	if (rc == TD_OK && to == CARD_RETURNED)
		rc = tell_return(t, &y, &u, &card, reason);
	return rc == TD_OK ? act_log(t, year.v, "card.move", "scorecard", card.id, NULL, after, reason) : rc;
}

td_rc act_card_move(struct tx *t, cluster_year_id year, unit_id unit, enum scorecard_state to, str reason,
		    i64 rev)
{
	enum card_level origin = LEVEL_CLUSTER;
	td_rc rc = to == CARD_RETURNED ? level_of_actor(t, &origin) : TD_OK;
	return rc == TD_OK ? move(t, year, unit, to, origin, reason, rev) : rc;
}

td_rc act_card_return(struct tx *t, cluster_year_id year, unit_id unit, enum card_level origin, str reason,
		      i64 rev)
{
	return move(t, year, unit, CARD_RETURNED, origin, reason, rev);
}
