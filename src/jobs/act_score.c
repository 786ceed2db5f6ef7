#include "jobs/act_score.h"

#include "base/caltime.h"
#include "base/num.h"
#include "jobs/act_journal.h"
#include "store/store_ranking.h"
#include "store/store_scheme.h"
#include "store/store_user.h"

/* Which seasons fill a stage, and which cards take it. */
static const struct {
	season_set seasons;
	unsigned cards;
} stages[STAGE__N] = {
    [STAGE_SELF] = {SEASON_BIT(SEASON_SELF_SCORING), 1u << CARD_DRAFT | 1u << CARD_RETURNED},
    /* during the verification: of a card that was returned and came back */
    [STAGE_CROSS] = {SEASON_BIT(SEASON_CROSS_CHECKING) | SEASON_BIT(SEASON_VERIFYING),
		     1u << CARD_SUBMITTED | 1u << CARD_VERIFYING},
    [STAGE_VERIFIED] = {SEASON_BIT(SEASON_VERIFYING), 1u << CARD_VERIFYING},
    [STAGE_EXPLAINED] = {SEASON_BIT(SEASON_EXPLAINING), 1u << CARD_VERIFYING | 1u << CARD_VERIFIED},
    [STAGE_FINAL] = {SEASON_BIT(SEASON_MEETING), 1u << CARD_VERIFYING | 1u << CARD_VERIFIED},
    [STAGE_COUNCIL] = {SEASON_BIT(SEASON_PROPOSED), 1u << CARD_SEALED},
};

bool act_stage_open(enum season_state season, enum score_stage stage)
{
	return (stages[stage].seasons & SEASON_BIT(season)) != 0;
}

bool act_card_open(enum scorecard_state card, enum score_stage stage)
{
	return (stages[stage].cards >> card & 1u) != 0;
}

/* What saving cells works on. */
struct sheet_of_unit {
	struct tx *t;
	struct act_year y;
	struct membership member;
	const struct scheme *scheme;
	criterion_list criteria;
	score_entry_list entries; /* all stages of the unit */
	target_list targets;
	enum score_stage stage;
};

static td_rc sheet_load(struct tx *t, cluster_year_id year, unit_id unit, enum score_stage stage,
			struct sheet_of_unit *s)
{
	membership_list members = {0};
	*s = (struct sheet_of_unit){.t = t, .stage = stage};
	td_rc rc = act_year_get(t, year, &s->y);
	if (rc == TD_OK && !s->y.y.scheme.set)
		rc = err_add(t->e, TD_CONFLICT, S("scheme"), N_("Năm thi đua chưa có bảng tiêu chí."));
	if (rc == TD_OK)
		rc = store_scheme_load(t, (scheme_id){s->y.y.scheme.v}, &s->scheme);
	if (rc == TD_OK)
		rc = store_criterion_list(t, (scheme_id){s->y.y.scheme.v}, &s->criteria);
	if (rc == TD_OK)
		rc = store_membership_list(t, year, &members);
	if (rc == TD_OK)
		rc = store_score_of_unit(t, year, unit, &s->entries);
	if (rc == TD_OK)
		rc = store_target_list(t, year, &s->targets);
	for (size_t i = 0; i < members.n; i++)
		if (members.at[i].unit.v == unit.v)
			s->member = members.at[i];
	return rc == TD_OK && s->member.id.v == 0 ? TD_NOT_FOUND : rc;
}

td_rc act_is_own_unit(struct tx *t, unit_id unit, bool *own)
{
	grant_list grants = {0};
	str today = day_iso(t->a, day_of_ms(t->now_ms));
	*own = false;
	if (t->actor.user_id == 0)
		return TD_OK;
	td_rc rc = store_grants_of(t, (user_id){t->actor.user_id}, &grants);
	for (size_t i = 0; i < grants.n; i++) {
		const struct authz_grant *g = &grants.at[i].right;
		*own |= g->scope == SCOPE_UNIT && g->scope_id == unit.v && authz_in_force(g, today);
	}
	return rc;
}

/* Whose dossier is appraised is decided by others. */
static td_rc check_interest(const struct sheet_of_unit *s)
{
	bool own = false;
	td_rc rc = s->stage >= STAGE_VERIFIED ? act_is_own_unit(s->t, s->member.unit, &own) : TD_OK;
	if (rc == TD_OK && own)
		rc = err_add(s->t->e, TD_DENIED, S("card"),
			     N_("Bạn thuộc %.*s nên không thẩm tra hồ sơ của đơn vị này; người khác của cụm "
				"làm thay."),
			     STRF(s->member.unit_name));
	return rc;
}

static td_rc check_open(const struct sheet_of_unit *s, enum act_cells_flags flags)
{
	struct tx *t = s->t;
	if (flags & ACT_CELLS_CORRECTION)
		return TD_OK;
	td_rc interest = check_interest(s);
	if (interest != TD_OK)
		return interest;
	if (s->y.frozen)
		return err_add(t->e, TD_CONFLICT, S("season"),
			       N_("Bảng xếp hạng đã niêm phong nên không sửa điểm được nữa; cần sửa thì lập "
				  "bản đính chính có lý do."));
	if (flags & ACT_CELLS_ON_BEHALF) {
		if (s->y.season >= SEASON_RUNNING && s->y.season <= SEASON_MEETING)
			return TD_OK;
		return err_add(t->e, TD_CONFLICT, S("season"), N_("Bước «%s» không nhập điểm."),
			       season_name(s->y.season));
	}
	if (!act_stage_open(s->y.season, s->stage))
		return err_add(t->e, TD_CONFLICT, S("season"),
			       N_("Năm thi đua đang ở bước «%s», không nhập được điểm «%s»."),
			       i18n_tr(t->e->lang, season_name(s->y.season)),
			       i18n_tr(t->e->lang, score_stage_name(s->stage)));
	struct scorecard card;
	td_rc rc = store_scorecard_get(t, s->y.y.id, s->member.unit, STAGE_SELF, &card);
	if (rc == TD_OK && !act_card_open(card.state, s->stage))
		rc = err_add(t->e, TD_CONFLICT, S("card"),
			     N_("Phiếu đang ở trạng thái «%s» nên không sửa được điểm «%s»."),
			     i18n_tr(t->e->lang, scorecard_name(card.state)),
			     i18n_tr(t->e->lang, score_stage_name(s->stage)));
	return rc;
}

static bool opt_same(struct opt_i64 a, struct opt_i64 b)
{
	return a.set == b.set && (!a.set || a.v == b.v);
}

static bool same_text(str a, str b)
{
	return a.n == b.n && (a.n == 0 || str_eq(a, b));
}

/* The unit's entry of a criterion at exactly this stage, or NULL. */
static const struct score_entry *entry_at(const struct sheet_of_unit *s, criterion_id c,
					  enum score_stage stage, unit_id judge)
{
	for (size_t i = 0; i < s->entries.n; i++) {
		const struct score_entry *e = &s->entries.at[i];
		if (e->criterion.v == c.v && e->stage == stage && e->judge.v == judge.v)
			return e;
	}
	return NULL;
}

/* The value that stands before the stage: of the latest earlier stage that has one. */
static const struct score_entry *entry_before(const struct sheet_of_unit *s, criterion_id c,
					      enum score_stage stage)
{
	for (int k = (int)stage - 1; k >= 0; k--) {
		const struct score_entry *e = entry_at(s, c, (enum score_stage)k, (unit_id){0});
		if (e)
			return e;
	}
	return NULL;
}

static struct opt_i64 target_of(const struct sheet_of_unit *s, criterion_id c)
{
	for (size_t i = 0; i < s->targets.n; i++)
		if (s->targets.at[i].unit.v == s->member.unit.v && s->targets.at[i].criterion.v == c.v)
			return OPT(s->targets.at[i].value_c);
	return OPT_NONE;
}

/* score_check() of this one cell; its faults get where = the criterion's code. */
static void check_value(const struct sheet_of_unit *s, u32 node, const struct act_cell *c)
{
	struct arena *a = s->t->a;
	struct err faults = err_new(a, s->t->e->lang);
	struct opt_i64 b = c->b_c.set ? c->b_c : target_of(s, s->criteria.at[node].id);
	i64 av = c->a_c.v, bv = b.v;
	u8 state = (u8)c->state, empty = CELL_EMPTY, has_b = b.set;
	struct score_unit unit = {s->member.unit_code, s->member.unit_name, -1, 0};
	struct score_col *cols = NEW_N(a, struct score_col, s->scheme->n_nodes);
	for (u32 k = 0; k < s->scheme->n_nodes; k++)
		cols[k] = (struct score_col){&av, &bv, k == node ? &state : &empty, &has_b, 1};
	struct score_input in = {1, &unit, cols};
	if (score_check(s->scheme, &in, &faults) != TD_OK)
		for (size_t i = 0; i < faults.items.n; i++)
			err_add(s->t->e, TD_INVALID, c->code, "%.*s", STRF(faults.items.at[i].text));
	if (faults.n_unsaid > 0)
		arena_fail(a); /* a fault that could not be put into words is one all the same */
}

/* What an empty second value stands for: the unit's target, else the scheme's. */
static struct opt_i64 standing_target(const struct sheet_of_unit *s, criterion_id id)
{
	struct opt_i64 own = target_of(s, id);
	for (size_t k = 0; !own.set && k < s->criteria.n && k < s->scheme->n_nodes; k++)
		if (s->criteria.at[k].id.v == id.v && s->scheme->nodes[k].has_target)
			own = OPT(s->scheme->nodes[k].target_c);
	return own;
}

static void check_reason(const struct sheet_of_unit *s, criterion_id id, const struct act_cell *c)
{
	struct err *e = s->t->e;
	if (c->reason.n || c->state == CELL_EMPTY)
		return;
	if (c->state == CELL_NA) {
		err_add(e, TD_INVALID, c->code, N_("Ghi lý do vì sao tiêu chí không áp dụng cho đơn vị."));
		return;
	}
	const struct score_entry *was = entry_before(s, id, s->stage);
	struct opt_i64 target = standing_target(s, id);
	if (was && (c->judge.v == 0 || s->stage == STAGE_CROSS) &&
	    (was->state != c->state || !opt_same(was->a_c, c->a_c) ||
	     (c->b_c.set && !opt_same(was->b_c.set ? was->b_c : target, c->b_c))))
		err_add(e, TD_INVALID, c->code, N_("Giá trị khác với bước «%s»: ghi lý do."),
			i18n_tr(e->lang, score_stage_name(was->stage)));
}

/* The value as a person reads it: "8,50", "80 / 100", a level's label, "không áp dụng". */
str act_cell_text(struct arena *a, const struct criterion *c, enum cell_state state, struct opt_i64 av,
		  struct opt_i64 bv)
{
	if (state == CELL_EMPTY)
		return S("(xóa)");
	if (state == CELL_NA)
		return S("không áp dụng");
	if (c->kind == CRIT_LEVEL && !c->by_value && av.v >= 1 && av.v <= c->n_levels)
		return c->levels[av.v - 1].label;
	if (c->kind == CRIT_BOOL || c->kind == CRIT_KNOCKOUT)
		return av.v ? S("có") : S("không");
	struct sb b = sb_new(a, 128);
	num_put_short(&b, av.v);
	if (bv.set) {
		SB_LIT(&b, " / ");
		num_put_short(&b, bv.v);
	}
	return sb_str(&b);
}

static td_rc log_cell(const struct sheet_of_unit *s, u32 node, const struct score_entry *was,
		      const struct score_entry *is)
{
	struct arena *a = s->t->a;
	const struct criterion *c = &s->scheme->nodes[node];
	struct value *after = value_map(a), *before = NULL;
	value_put_text(a, after, "criterion", c->code);
	value_put_text(a, after, "unit", s->member.unit_name);
	value_put_text(a, after, "unit_code", s->member.unit_code);
	value_put_text(a, after, "stage", str_c(score_stage_name(s->stage)));
	value_put_text(a, after, "value", act_cell_text(a, c, is->state, is->a_c, is->b_c));
	if (is->judge.v)
		value_put_int(a, after, "judge", is->judge.v);
	if (was) {
		before = value_map(a);
		value_put_text(a, before, "value", act_cell_text(a, c, was->state, was->a_c, was->b_c));
	}
	return act_log(s->t, s->y.y.id.v, "score.save", "score_entry", is->id, before, after, is->reason);
}

static td_rc save_cell(struct sheet_of_unit *s, const struct act_cell *c, size_t *n_changed)
{
	u32 node = (u32)scheme_find(s->scheme, c->code);
	criterion_id id = s->criteria.at[node].id;
	const struct score_entry *was = entry_at(s, id, s->stage, c->judge);
	if (was == NULL && c->state == CELL_EMPTY)
		return TD_OK;
	if (was && was->state == c->state && opt_same(was->a_c, c->a_c) && opt_same(was->b_c, c->b_c) &&
	    same_text(was->reason, c->reason) && same_text(was->note, c->note))
		return TD_OK;
	struct score_entry e = {.year = s->y.y.id,
				.unit = s->member.unit,
				.criterion = id,
				.stage = s->stage,
				.judge = c->judge,
				.state = c->state,
				.a_c = c->a_c,
				.b_c = c->b_c,
				.reason = c->reason,
				.note = c->note,
				.rev = c->rev};
	if (was)
		e.id = was->id;
	td_rc rc = store_score_put(s->t, &e);
	if (rc == TD_STALE)
		return err_add(
		    s->t->e, TD_STALE, c->code, N_("Người khác vừa ghi giá trị %.*s; hãy xem rồi ghi lại."),
		    STRF(was ? act_cell_text(s->t->a, &s->scheme->nodes[node], was->state, was->a_c, was->b_c)
			     : S("mới")));
	if (rc != TD_OK)
		return rc;
	++*n_changed;
	return log_cell(s, node, was, &e);
}

/* What the profile leaves out was agreed before the year's scoring: nobody changes it cell by cell. */
static bool check_profile(const struct sheet_of_unit *s, u32 node, const struct act_cell *c)
{
	const struct scheme_profile *p = scheme_profile_find(s->scheme, s->member.profile);
	if (!scheme_profile_leaves_out(s->scheme, p, node) ||
	    (c->state == CELL_NA && same_text(c->reason, p->reason)))
		return true;
	err_add(
	    s->t->e, TD_INVALID, c->code,
	    N_("%.*s thuộc nhóm «%.*s» nên mục này không áp dụng (%.*s); muốn chấm mục này thì cụm, khối đổi "
	       "nhóm của đơn vị."),
	    STRF(s->member.unit_name), STRF(p->name), STRF(p->reason));
	return false;
}

static bool check_cell(const struct sheet_of_unit *s, const struct act_cell *c, enum act_cells_flags flags)
{
	i64 node = scheme_find(s->scheme, c->code);
	if (node < 0 || !criterion_is_leaf(&s->scheme->nodes[node])) {
		err_add(s->t->e, TD_INVALID, c->code, N_("Không có tiêu chí «%.*s» trong bảng điểm."),
			STRF(c->code));
		return false;
	}
	if (!(flags & ACT_CELLS_CORRECTION) && !check_profile(s, (u32)node, c))
		return false;
	if (c->state == CELL_SET)
		check_value(s, (u32)node, c);
	check_reason(s, s->criteria.at[node].id, c);
	return true;
}

td_rc act_cells_save(struct tx *t, cluster_year_id year, unit_id unit, enum score_stage stage,
		     const struct act_cell *cells, size_t n, enum act_cells_flags flags, size_t *n_changed)
{
	struct sheet_of_unit s;
	*n_changed = 0;
	td_rc rc = sheet_load(t, year, unit, stage, &s);
	if (rc == TD_OK)
		rc = check_open(&s, flags);
	if (rc != TD_OK)
		return rc;
	size_t before = t->e->n_total;
	for (size_t i = 0; i < n; i++)
		check_cell(&s, &cells[i], flags);
	if (t->e->n_total != before)
		return TD_INVALID;
	td_rc stale = TD_OK;
	for (size_t i = 0; i < n; i++) {
		rc = save_cell(&s, &cells[i], n_changed);
		if (rc == TD_STALE)
			stale = rc;
		else if (rc != TD_OK)
			return rc;
	}
	return stale;
}

/* Entries of a criterion the profile leaves out become "not applicable" at every stage that has one and at the self-score;
 * those the former profile had made so go. */
static td_rc put_profile_cell(struct sheet_of_unit *s, u32 node, const struct scheme_profile *was,
			      const struct scheme_profile *is)
{
	criterion_id id = s->criteria.at[node].id;
	bool out = scheme_profile_leaves_out(s->scheme, is, node);
	size_t changed = 0;
	struct act_cell c = {.code = s->scheme->nodes[node].code, .state = CELL_NA};
	td_rc rc = TD_OK;
	if (out)
		c.reason = is->reason;
	else if (scheme_profile_leaves_out(s->scheme, was, node))
		c.state = CELL_EMPTY;
	else
		return TD_OK;
	s->stage = STAGE_SELF;
	if (out && !entry_at(s, id, STAGE_SELF, (unit_id){0}))
		rc = save_cell(s, &c, &changed);
	for (size_t i = 0; rc == TD_OK && i < s->entries.n; i++) {
		const struct score_entry *e = &s->entries.at[i];
		if (e->criterion.v != id.v ||
		    (!out && (e->state != CELL_NA || !same_text(e->reason, was->reason))))
			continue;
		s->stage = e->stage;
		c.judge = e->judge;
		c.rev = e->rev;
		rc = save_cell(s, &c, &changed);
	}
	return rc;
}

td_rc act_cells_profile(struct tx *t, cluster_year_id year, unit_id unit, str was, str is)
{
	struct sheet_of_unit s;
	td_rc rc = sheet_load(t, year, unit, STAGE_SELF, &s);
	if (rc != TD_OK)
		return rc;
	const struct scheme_profile *p = scheme_profile_find(s.scheme, was),
				    *q = scheme_profile_find(s.scheme, is);
	for (u32 k = 1; rc == TD_OK && k < s.scheme->n_nodes; k++)
		if (criterion_is_leaf(&s.scheme->nodes[k]))
			rc = put_profile_cell(&s, k, p, q);
	return rc;
}

td_rc act_cells_accept(struct tx *t, cluster_year_id year, unit_id unit, enum score_stage stage,
		       size_t *n_changed)
{
	struct sheet_of_unit s;
	*n_changed = 0;
	td_rc rc = sheet_load(t, year, unit, stage, &s);
	if (rc == TD_OK)
		rc = check_open(&s, ACT_CELLS_OWN);
	for (u32 k = 0; rc == TD_OK && k < s.scheme->n_nodes; k++) {
		criterion_id id = s.criteria.at[k].id;
		const struct score_entry *was = entry_before(&s, id, stage);
		if (was == NULL || entry_at(&s, id, stage, (unit_id){0}))
			continue;
		struct act_cell c = {.code = s.scheme->nodes[k].code,
				     .state = was->state,
				     .a_c = was->a_c,
				     .b_c = was->b_c,
				     .reason = was->state == CELL_NA ? was->reason : STR_NULL};
		rc = save_cell(&s, &c, n_changed);
	}
	return rc;
}

td_rc act_cells_agree(struct tx *t, cluster_year_id year, unit_id unit, unit_id checker, size_t *n_changed)
{
	struct sheet_of_unit s;
	*n_changed = 0;
	td_rc rc = sheet_load(t, year, unit, STAGE_CROSS, &s);
	if (rc == TD_OK)
		rc = check_open(&s, ACT_CELLS_OWN);
	size_t before = t->e->n_total;
	for (u32 k = 0; rc == TD_OK && k < s.scheme->n_nodes; k++) {
		criterion_id id = s.criteria.at[k].id;
		const struct score_entry *was = entry_before(&s, id, STAGE_CROSS);
		if (entry_at(&s, id, STAGE_CROSS, checker))
			continue;
		if (was == NULL && s.scheme->nodes[k].peers)
			err_add(t->e, TD_INVALID, s.scheme->nodes[k].code,
				N_("Tiêu chí này do các đơn vị khác chấm: ghi điểm, không có thì ghi 0."));
		if (was == NULL)
			continue;
		struct act_cell c = {.code = s.scheme->nodes[k].code,
				     .state = was->state,
				     .a_c = was->a_c,
				     .b_c = was->b_c,
				     .judge = checker,
				     .reason = was->state == CELL_NA ? was->reason : STR_NULL};
		rc = save_cell(&s, &c, n_changed);
	}
	return rc == TD_OK && t->e->n_total != before ? TD_INVALID : rc;
}

td_rc act_target_save(struct tx *t, cluster_year_id year, unit_id unit, str code, struct opt_i64 value_c,
		      str source)
{
	struct sheet_of_unit s;
	td_rc rc = sheet_load(t, year, unit, STAGE_SELF, &s);
	if (rc != TD_OK)
		return rc;
	i64 node = scheme_find(s.scheme, code);
	if (node < 0 || !criterion_uses_b(&s.scheme->nodes[node]))
		return err_add(t->e, TD_INVALID, code, N_("Tiêu chí «%.*s» không có chỉ tiêu."), STRF(code));
	if (!value_c.set || value_c.v < 0)
		return err_add(t->e, TD_INVALID, code, N_("Ghi chỉ tiêu là một số không âm."));
	if (s.y.frozen)
		return err_add(t->e, TD_CONFLICT, S("season"),
			       N_("Bảng xếp hạng đã niêm phong nên không sửa chỉ tiêu được nữa."));
	struct target g = {.year = year,
			   .unit = unit,
			   .criterion = s.criteria.at[node].id,
			   .value_c = value_c.v,
			   .source = source};
	struct opt_i64 was = OPT_NONE;
	for (size_t i = 0; i < s.targets.n; i++)
		if (s.targets.at[i].unit.v == unit.v && s.targets.at[i].criterion.v == g.criterion.v) {
			g.rev = s.targets.at[i].rev;
			was = OPT(s.targets.at[i].value_c);
		}
	if (was.set && was.v == value_c.v)
		return TD_OK;
	rc = store_target_put(t, &g);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a), *before = was.set ? value_map(t->a) : NULL;
	value_put_text(t->a, after, "criterion", code);
	value_put_text(t->a, after, "unit", s.member.unit_name);
	value_put_text(t->a, after, "value", num_short(t->a, value_c.v));
	if (before)
		value_put_text(t->a, before, "value", num_short(t->a, was.v));
	return act_log(t, year.v, "target.save", "target", g.criterion.v, before, after, STR_NULL);
}
