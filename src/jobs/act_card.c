#include "jobs/act_score.h"

#include "jobs/act_journal.h"
#include "jobs/notice.h"
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

td_rc act_card_facts(struct tx *t, const struct act_year *y, unit_id unit, struct scorecard_facts *out)
{
	*out = (struct scorecard_facts){.season = y->season,
					.ranking_frozen = y->frozen,
					.decided = y->y.published_at_ms.set || y->season >= SEASON_DECIDED};
	return count_cells(t, y->y.id, unit, out);
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

td_rc act_card_move(struct tx *t, cluster_year_id year, unit_id unit, enum scorecard_state to, str reason,
		    i64 rev)
{
	struct act_year y;
	struct scorecard card;
	struct scorecard_facts facts;
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
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "unit", u.name);
	value_put_text(t->a, after, "from", str_c(scorecard_name(card.state)));
	value_put_text(t->a, after, "to", str_c(scorecard_name(to)));
	card.state = to;
	card.note = reason;
	rc = store_scorecard_put(t, &card);
	if (rc == TD_OK && to == CARD_RETURNED)
		rc = tell_return(t, &y, &u, &card, reason);
	return rc == TD_OK ? act_log(t, year.v, "card.move", "scorecard", card.id, NULL, after, reason) : rc;
}
