#include "jobs/act.h"

#include "jobs/act_explain.h"
#include "jobs/act_journal.h"
#include "jobs/act_profile.h"
#include "jobs/act_score.h"
#include "jobs/notice.h"
#include "store/store_check.h"
#include "store/store_file.h"
#include "store/store_ranking.h"
#include "store/store_registration.h"
#include "store/store_scheme.h"

td_rc act_year_get(struct tx *t, cluster_year_id id, struct act_year *out)
{
	*out = (struct act_year){0};
	td_rc rc = store_cluster_year_get(t, id, &out->y);
	if (rc != TD_OK)
		return rc;
	if (season_parse(out->y.step, &out->season) != TD_OK)
		return TD_CORRUPT;
	season_step_list steps = {0};
	rc = store_season_step_list(t, id, &steps);
	if (rc != TD_OK)
		return rc;
	for (size_t i = 0; i < steps.n; i++) {
		enum season_state s;
		if (!steps.at[i].enabled && season_parse(steps.at[i].step, &s) == TD_OK)
			out->off |= SEASON_BIT(s) & SEASON_OPTIONAL;
	}
	struct ranking r;
	rc = store_ranking_latest(t, id, &r);
	if (rc == TD_NOT_FOUND)
		return TD_OK;
	out->frozen = rc == TD_OK;
	out->adopted = rc == TD_OK && r.state == RANKING_ADOPTED;
	return rc;
}

td_rc act_year_open(struct tx *t, cluster_year_id id)
{
	struct act_year y;
	td_rc rc = act_year_get(t, id, &y);
	if (rc == TD_OK && y.season == SEASON_CLOSED)
		rc = err_add(t->e, TD_CONFLICT, S(""), N_("Năm thi đua đã đóng nên không ghi thêm được."));
	return rc;
}

/* Cards of members that are in none of these states. */
static u32 count_cards(const membership_list *members, const scorecard_list *cards, unsigned wanted)
{
	u32 n = 0;
	for (size_t i = 0; i < members->n; i++) {
		enum scorecard_state state = CARD_DRAFT;
		for (size_t k = 0; k < cards->n; k++)
			if (cards->at[k].unit.v == members->at[i].unit.v && cards->at[k].stage == STAGE_SELF)
				state = cards->at[k].state;
		n += !(wanted >> state & 1u);
	}
	return n;
}

enum {
	SENT = 1u << CARD_SUBMITTED | 1u << CARD_VERIFYING | 1u << CARD_VERIFIED | 1u << CARD_SEALED |
	       1u << CARD_PUBLISHED,
	CHECKED = 1u << CARD_VERIFIED | 1u << CARD_SEALED | 1u << CARD_PUBLISHED
};

static td_rc paper_facts(struct tx *t, cluster_year_id id, struct season_facts *out)
{
	paper_list papers = {0};
	td_rc rc = store_paper_list(t, id, &papers);
	for (size_t i = 0; rc == TD_OK && i < papers.n; i++) {
		out->proposal_made |= str_eq(papers.at[i].kind, S("proposal"));
		out->decision_recorded |= str_eq(papers.at[i].kind, S("decision")) && papers.at[i].number.n;
	}
	return rc;
}

/* Members without a registration that was sent and stands. */
static u32 count_unregistered(const membership_list *members, const registration_list *all)
{
	u32 n = (u32)members->n;
	for (size_t i = 0; i < members->n; i++)
		for (size_t k = 0; k < all->n; k++)
			n -= all->at[k].unit.v == members->at[i].unit.v &&
			     (all->at[k].state == REGISTRATION_PENDING ||
			      all->at[k].state == REGISTRATION_APPROVED);
	return n;
}

/* Cross-checks that are not finished. Where the step runs and nothing was assigned, no unit is checked. */
static td_rc check_facts(struct tx *t, const struct act_year *y, struct season_facts *out)
{
	struct crosscheck c = {0};
	crosscheck_pair_list pairs = {0};
	if (!season_uses(y->off, SEASON_CROSS_CHECKING))
		return TD_OK;
	td_rc rc = store_crosscheck_get(t, y->y.id, &c);
	if (rc == TD_OK && c.published_at_ms.set)
		rc = store_crosscheck_pairs(t, y->y.id, &pairs);
	else if (rc == TD_OK)
		out->n_unchecked = y->season == SEASON_CROSS_CHECKING ? out->n_members : 0;
	for (size_t i = 0; i < pairs.n; i++)
		out->n_unchecked += !pairs.at[i].finished_at_ms.set;
	return rc;
}

td_rc act_season_facts(struct tx *t, const struct act_year *y, struct season_facts *out)
{
	membership_list members = {0};
	scorecard_list cards = {0};
	office_term_list offices = {0};
	registration_list registrations = {0};
	*out = (struct season_facts){.off = y->off, .ranking_frozen = y->frozen};
	td_rc rc = store_membership_list(t, y->y.id, &members);
	if (rc == TD_OK)
		rc = store_scorecard_list(t, y->y.id, &cards);
	if (rc == TD_OK)
		rc = store_office_list(t, y->y.id, &offices);
	if (rc == TD_OK)
		rc = store_registration_list(t, y->y.id, &registrations);
	if (rc == TD_OK)
		rc = paper_facts(t, y->y.id, out);
	if (rc == TD_OK && y->y.scheme.set) {
		struct scheme_row s;
		rc = store_scheme_get(t, (scheme_id){y->y.scheme.v}, &s);
		out->scheme_sealed = rc == TD_OK && s.sealed_at_ms.set;
	}
	out->n_members = (u32)members.n;
	for (size_t i = 0; i < offices.n; i++)
		out->has_head |= offices.at[i].office == OFFICE_HEAD;
	out->n_unregistered = count_unregistered(&members, &registrations);
	if (rc == TD_OK)
		rc = check_facts(t, y, out);
	explain_item_list items = {0};
	if (rc == TD_OK && y->season == SEASON_EXPLAINING)
		rc = act_explain_items(t, y->y.id, (unit_id){0}, &items);
	out->n_unanswered = act_explain_open(&items);
	out->n_unsubmitted = count_cards(&members, &cards, SENT);
	out->n_unverified = count_cards(&members, &cards, CHECKED);
	return rc;
}

static td_rc tell_step(struct tx *t, const struct cluster_year *y, enum season_state to, str reason)
{
	struct notice_desk k;
	td_rc rc = notice_open(t, y, NOTICE_STEP, &k);
	if (rc == TD_OK)
		rc = notice_tell_step(&k, to, reason);
	return rc == TD_OK ? notice_close(&k) : rc;
}

td_rc act_season_move(struct tx *t, cluster_year_id id, enum season_state to, str reason, i64 rev)
{
	struct act_year y;
	struct season_facts facts;
	td_rc rc = act_year_get(t, id, &y);
	if (rc != TD_OK)
		return rc;
	if (y.y.rev != rev)
		return err_add(t->e, TD_STALE, S("season"),
			       N_("Năm thi đua vừa được người khác chuyển bước; hãy xem lại rồi chọn."));
	rc = act_season_facts(t, &y, &facts);
	if (rc == TD_OK)
		rc = season_can(&facts, y.season, to, reason, t->e);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "from", str_c(season_name(y.season)));
	value_put_text(t->a, after, "to", str_c(season_name(to)));
	y.y.step = str_c(season_code(to));
	rc = store_cluster_year_save(t, &y.y);
	if (rc == TD_OK)
		rc = store_season_step_enter(t, id, y.y.step);
	if (rc == TD_OK && y.season < SEASON_RUNNING && to >= SEASON_RUNNING)
		rc = act_profiles_apply(t, id);
	if (rc == TD_OK)
		rc = tell_step(t, &y.y, to, reason);
	if (rc != TD_OK)
		return rc;
	return act_log(t, id.v, "season.move", "cluster_year", id.v, NULL, after, reason);
}

static td_rc check_day(struct tx *t, str day, const char *where)
{
	struct day d;
	if (day.p == NULL || day_parse_iso(day, &d) == TD_OK)
		return TD_OK;
	return err_add(t->e, TD_INVALID, str_c(where),
		       N_("«%.*s» không phải là ngày; hãy ghi theo dạng 30/11/2026."), STRF(day));
}

td_rc act_season_plan(struct tx *t, cluster_year_id id, enum season_state step, bool enabled, str starts_on,
		      str due_on)
{
	td_rc rc = check_day(t, starts_on, "starts_on");
	td_rc rc2 = check_day(t, due_on, "due_on");
	if (rc != TD_OK || rc2 != TD_OK)
		return TD_INVALID;
	if (starts_on.p && due_on.p && str_cmp(starts_on, due_on) > 0)
		return err_add(t->e, TD_INVALID, S("due_on"), N_("Hạn không thể trước ngày bắt đầu."));
	if (!enabled && !(SEASON_OPTIONAL & SEASON_BIT(step)))
		return err_add(t->e, TD_CONFLICT, S("enabled"), N_("Bước «%s» không thể bỏ."),
			       season_name(step));
	struct season_step s = {.year = id,
				.step = str_c(season_code(step)),
				.enabled = enabled,
				.starts_on = starts_on,
				.due_on = due_on};
	rc = store_season_step_put(t, &s);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	struct day due;
	value_put_text(t->a, after, "step", str_c(season_name(step)));
	if (due_on.p && day_parse_iso(due_on, &due) == TD_OK)
		value_put_text(t->a, after, "due", day_vi(t->a, due));
	return act_log(t, id.v, "season.plan", "season_step", id.v, NULL, after, STR_NULL);
}

td_rc act_scheme_choose(struct tx *t, cluster_year_id id, scheme_id scheme, bool seal)
{
	struct act_year y;
	struct scheme_row row;
	score_entry_list entries = {0};
	td_rc rc = act_year_get(t, id, &y);
	if (rc == TD_OK)
		rc = store_scheme_get(t, scheme, &row);
	if (rc == TD_OK)
		rc = store_score_list(t, id, STAGE_COUNCIL, &entries);
	if (rc != TD_OK)
		return rc;
	if (entries.n && !(y.y.scheme.set && y.y.scheme.v == scheme.v))
		return err_add(t->e, TD_CONFLICT, S("scheme"),
			       N_("Đã có điểm chấm theo bảng tiêu chí hiện tại nên không thể đổi bảng."));
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "title", row.title);
	if (!y.y.scheme.set || y.y.scheme.v != scheme.v) {
		const struct scheme *s = NULL;
		rc = store_scheme_load(t, scheme, &s);
		if (rc == TD_OK)
			rc = act_profiles_fit(t, id, s);
		if (rc != TD_OK)
			return rc;
		y.y.scheme = OPT(scheme.v);
		rc = store_cluster_year_save(t, &y.y);
		if (rc == TD_OK)
			rc = act_log(t, id.v, "scheme.choose", "scheme", scheme.v, NULL, after, STR_NULL);
	}
	if (rc != TD_OK || !seal || row.sealed_at_ms.set)
		return rc;
	rc = store_scheme_seal(t, scheme);
	return rc == TD_OK ? act_log(t, id.v, "scheme.seal", "scheme", scheme.v, NULL, after, STR_NULL) : rc;
}

td_rc act_reveal(struct tx *t, cluster_year_id id, bool to_public)
{
	struct act_year y;
	td_rc rc = act_year_get(t, id, &y);
	if (rc != TD_OK)
		return rc;
	if (!y.frozen)
		return err_add(t->e, TD_CONFLICT, S("season"),
			       N_("Hãy niêm phong bảng xếp hạng trước khi công bố kết quả."));
	if (!y.y.revealed_at_ms.set)
		y.y.revealed_at_ms = OPT(t->now_ms);
	if (to_public && !y.y.published_at_ms.set)
		y.y.published_at_ms = OPT(t->now_ms);
	rc = store_cluster_year_save(t, &y.y);
	if (rc != TD_OK)
		return rc;
	return act_log(t, id.v, to_public ? "year.publish" : "year.reveal", "cluster_year", id.v, NULL, NULL,
		       STR_NULL);
}
