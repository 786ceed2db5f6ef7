#include "jobs/act_check.h"

#include "domain/crosscheck.h"
#include "jobs/act_journal.h"

td_rc act_crosscheck_load(struct tx *t, cluster_year_id year, struct act_crosscheck *out)
{
	*out = (struct act_crosscheck){0};
	td_rc rc = store_crosscheck_get(t, year, &out->c);
	if (rc == TD_OK)
		rc = store_membership_list(t, year, &out->members);
	if (rc == TD_OK)
		rc = store_crosscheck_pairs(t, year, &out->pairs);
	if (rc == TD_OK)
		rc = store_crosscheck_conflicts(t, year, &out->conflicts);
	return rc;
}

static i64 member_at(const struct act_crosscheck *x, unit_id unit)
{
	for (size_t i = 0; i < x->members.n && i < CROSSCHECK_MAX_UNITS; i++)
		if (x->members.at[i].unit.v == unit.v)
			return (i64)i;
	return -1;
}

static void put_pair(const struct act_crosscheck *x, struct crosscheck_pairs *out, unit_id a, unit_id b)
{
	i64 i = member_at(x, a), j = member_at(x, b);
	if (i >= 0 && j >= 0)
		crosscheck_set(out, (u32)i, (u32)j);
}

static td_rc plan_of(struct tx *t, cluster_year_id year, const struct act_crosscheck *x, i64 n_each,
		     struct crosscheck_plan *out)
{
	crosscheck_pair_list last = {0};
	str *names = NEW_N(t->a, str, x->members.n);
	*out = (struct crosscheck_plan){.n_units = (u32)x->members.n, .n_each = (u32)n_each, .names = names};
	for (size_t i = 0; i < x->members.n; i++)
		names[i] = x->members.at[i].unit_name;
	for (size_t i = 0; i < x->conflicts.n; i++)
		put_pair(x, &out->conflict, x->conflicts.at[i].unit, x->conflicts.at[i].other);
	td_rc rc = store_crosscheck_last(t, year, &last);
	for (size_t i = 0; i < last.n; i++)
		put_pair(x, &out->last, last.at[i].checker, last.at[i].checked);
	return rc;
}

static td_rc load_open(struct tx *t, cluster_year_id year, i64 rev, struct act_crosscheck *x)
{
	struct act_year y;
	td_rc rc = act_year_get(t, year, &y);
	if (rc == TD_OK && (y.off & SEASON_BIT(SEASON_CROSS_CHECKING)))
		rc = err_add(t->e, TD_CONFLICT, S(""), N_("Năm thi đua này không có bước chấm chéo."));
	if (rc == TD_OK && y.season > SEASON_VERIFYING)
		rc = err_add(t->e, TD_CONFLICT, S(""),
			     N_("Năm thi đua đã qua bước chấm chéo nên không đổi phân công nữa."));
	if (rc == TD_OK)
		rc = act_crosscheck_load(t, year, x);
	if (rc == TD_OK && x->c.rev != rev)
		rc = err_add(t->e, TD_STALE, S(""),
			     N_("Phân công vừa được người khác thay đổi; hãy xem bản mới rồi làm lại."));
	return rc;
}

static str unit_name(const struct act_crosscheck *x, unit_id unit)
{
	for (size_t i = 0; i < x->members.n; i++)
		if (x->members.at[i].unit.v == unit.v)
			return x->members.at[i].unit_name;
	return S("");
}

static td_rc log_pair(struct tx *t, const struct act_crosscheck *x, const char *action,
		      const struct crosscheck_pair *p, str reason)
{
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "checker", unit_name(x, p->checker));
	value_put_text(t->a, after, "unit", unit_name(x, p->checked));
	return act_log(t, p->year.v, action, "crosscheck_pair", p->id, NULL, after, reason);
}

/* ---- the draw ---- */

static td_rc put_drawn(struct tx *t, cluster_year_id year, const struct act_crosscheck *x,
		       const struct crosscheck_pairs *drawn)
{
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < x->pairs.n; i++)
		rc = store_crosscheck_pair_remove(t, &x->pairs.at[i]);
	for (u32 j = 0; j < x->members.n; j++)
		for (u32 i = 0; rc == TD_OK && i < x->members.n; i++) {
			struct crosscheck_pair p = {
			    .year = year, .checker = x->members.at[i].unit, .checked = x->members.at[j].unit};
			if (crosscheck_has(drawn, i, j))
				rc = store_crosscheck_pair_add(t, &p);
		}
	return rc;
}

td_rc act_crosscheck_draw(struct tx *t, cluster_year_id year, i64 n_each, struct opt_i64 seed, bool blind,
			  i64 rev)
{
	struct act_crosscheck x;
	struct crosscheck_plan plan;
	struct crosscheck_pairs drawn;
	u32 n_repeated = 0;
	td_rc rc = load_open(t, year, rev, &x);
	if (rc == TD_OK && x.c.published_at_ms.set)
		rc = err_add(
		    t->e, TD_CONFLICT, S(""),
		    N_("Phân công đã công bố nên không bốc lại; cần đổi thì sửa từng cặp, ghi lý do."));
	if (rc == TD_OK && (n_each < 0 || n_each > CROSSCHECK_MAX_EACH))
		rc = err_add(t->e, TD_INVALID, S("each"), N_("Số đơn vị chấm mỗi phiếu là từ 1 đến %d."),
			     CROSSCHECK_MAX_EACH);
	if (rc == TD_OK)
		rc = plan_of(t, year, &x, n_each, &plan);
	u32 chance = 0;
	t->env->random(t->env, &chance, sizeof chance);
	i64 s = seed.set ? seed.v : chance % 1000000;
	if (rc == TD_OK)
		rc = crosscheck_draw(&plan, (u64)s, &drawn, &n_repeated, t->e);
	if (rc != TD_OK)
		return rc;
	x.c.n_each = n_each;
	x.c.seed = s;
	x.c.blind = blind;
	x.c.n_repeated = n_repeated;
	x.c.drawn_by = t->actor.user_id;
	x.c.drawn_at_ms = t->now_ms;
	rc = store_crosscheck_put(t, &x.c);
	if (rc == TD_OK)
		rc = put_drawn(t, year, &x, &drawn);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_int(t->a, after, "seed", s);
	if (n_each)
		value_put_int(t->a, after, "each", n_each);
	return act_log(t, year.v, n_each ? "crosscheck.draw" : "crosscheck.everyone", "crosscheck", x.c.id,
		       NULL, after, STR_NULL);
}

/* ---- by hand ---- */

static bool wanted(const struct act_pair *pairs, size_t n, const struct crosscheck_pair *p)
{
	for (size_t i = 0; i < n; i++)
		if (pairs[i].checker.v == p->checker.v && pairs[i].checked.v == p->checked.v)
			return true;
	return false;
}

static bool stands(const struct act_crosscheck *x, const struct act_pair *p)
{
	for (size_t i = 0; i < x->pairs.n; i++)
		if (x->pairs.at[i].checker.v == p->checker.v && x->pairs.at[i].checked.v == p->checked.v)
			return true;
	return false;
}

static td_rc take_off(struct tx *t, const struct act_crosscheck *x, const struct crosscheck_pair *p,
		      str reason)
{
	if (p->finished_at_ms.set)
		return err_add(t->e, TD_CONFLICT, S("pairs"),
			       N_("%.*s đã chấm xong %.*s nên không bỏ khỏi phân công được."),
			       STRF(unit_name(x, p->checker)), STRF(unit_name(x, p->checked)));
	td_rc rc = store_crosscheck_pair_remove(t, p);
	return rc == TD_OK ? log_pair(t, x, "crosscheck.remove", p, reason) : rc;
}

static td_rc put_mended(struct tx *t, const struct act_crosscheck *x, const struct act_pair *pairs, size_t n,
			str reason)
{
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < x->pairs.n; i++)
		if (!wanted(pairs, n, &x->pairs.at[i]))
			rc = take_off(t, x, &x->pairs.at[i], reason);
	for (size_t i = 0; rc == TD_OK && i < n; i++) {
		struct crosscheck_pair p = {.year = x->c.year,
					    .checker = pairs[i].checker,
					    .checked = pairs[i].checked,
					    .by_hand = true};
		if (stands(x, &pairs[i]))
			continue;
		rc = store_crosscheck_pair_add(t, &p);
		if (rc == TD_OK)
			rc = log_pair(t, x, "crosscheck.add", &p, reason);
	}
	return rc;
}

td_rc act_crosscheck_mend(struct tx *t, cluster_year_id year, const struct act_pair *pairs, size_t n,
			  str reason, i64 rev)
{
	struct act_crosscheck x;
	struct crosscheck_plan plan;
	struct crosscheck_pairs set = {0};
	td_rc rc = load_open(t, year, rev, &x);
	if (rc == TD_OK && x.c.id == 0)
		rc = err_add(t->e, TD_CONFLICT, S(""), N_("Chưa bốc phân công nào để sửa."));
	if (rc == TD_OK && x.c.published_at_ms.set && str_trim(reason).n == 0)
		rc = err_add(t->e, TD_INVALID, S("reason"),
			     N_("Phân công đã công bố: ghi lý do đổi đơn vị chấm."));
	if (rc == TD_OK)
		rc = plan_of(t, year, &x, x.c.n_each, &plan);
	for (size_t i = 0; rc == TD_OK && i < n; i++) {
		i64 a = member_at(&x, pairs[i].checker), b = member_at(&x, pairs[i].checked);
		if (a < 0 || b < 0)
			return TD_NOT_FOUND;
		if (crosscheck_has(&set, (u32)a, (u32)b))
			rc = err_add(t->e, TD_CONFLICT, S("pairs"), N_("%.*s được ghi hai lần cho %.*s."),
				     STRF(plan.names[a]), STRF(plan.names[b]));
		crosscheck_set(&set, (u32)a, (u32)b);
	}
	if (rc == TD_OK)
		rc = crosscheck_check(&plan, &set, t->e);
	if (rc == TD_OK)
		rc = store_crosscheck_put(t, &x.c);
	return rc == TD_OK ? put_mended(t, &x, pairs, n, reason) : rc;
}

td_rc act_crosscheck_publish(struct tx *t, cluster_year_id year, i64 rev)
{
	struct act_crosscheck x;
	td_rc rc = load_open(t, year, rev, &x);
	if (rc == TD_OK && x.c.id == 0)
		rc = err_add(t->e, TD_CONFLICT, S(""), N_("Chưa bốc phân công nào để công bố."));
	if (rc == TD_OK && x.c.published_at_ms.set)
		rc = err_add(t->e, TD_CONFLICT, S(""), N_("Phân công đã được công bố trước đó."));
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_int(t->a, after, "count", (i64)x.pairs.n);
	x.c.published_at_ms = OPT(t->now_ms);
	rc = store_crosscheck_put(t, &x.c);
	return rc == TD_OK
		   ? act_log(t, year.v, "crosscheck.publish", "crosscheck", x.c.id, NULL, after, STR_NULL)
		   : rc;
}

td_rc act_crosscheck_conflict(struct tx *t, cluster_year_id year, unit_id unit, unit_id other, str reason,
			      bool remove)
{
	struct act_crosscheck x;
	struct crosscheck_conflict c = {year, unit, other, reason};
	td_rc rc = act_crosscheck_load(t, year, &x);
	if (rc != TD_OK)
		return rc;
	if (member_at(&x, unit) < 0 || member_at(&x, other) < 0)
		return TD_NOT_FOUND;
	if (unit.v == other.v)
		return err_add(t->e, TD_INVALID, S("other"), N_("Chọn hai đơn vị khác nhau."));
	if (!remove && str_trim(reason).n == 0)
		return err_add(t->e, TD_INVALID, S("why"), N_("Ghi lý do hai đơn vị phải tránh nhau."));
	for (size_t i = 0; !remove && x.c.published_at_ms.set && i < x.pairs.n; i++) {
		const struct crosscheck_pair *p = &x.pairs.at[i];
		if ((p->checker.v == unit.v && p->checked.v == other.v) ||
		    (p->checker.v == other.v && p->checked.v == unit.v))
			return err_add(t->e, TD_CONFLICT, S("other"),
				       N_("%.*s đang được phân công chấm %.*s; đổi phân công trước."),
				       STRF(unit_name(&x, p->checker)), STRF(unit_name(&x, p->checked)));
	}
	rc = remove ? store_crosscheck_conflict_remove(t, &c) : store_crosscheck_conflict_put(t, &c);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "unit", unit_name(&x, unit));
	value_put_text(t->a, after, "other", unit_name(&x, other));
	return act_log(t, year.v, remove ? "crosscheck.allow" : "crosscheck.avoid", "crosscheck_conflict",
		       unit.v, NULL, after, reason);
}

/* ---- the checker's scores ---- */

td_rc act_check_pair(struct tx *t, cluster_year_id year, unit_id checker, unit_id checked,
		     struct crosscheck_pair *out)
{
	struct crosscheck c;
	td_rc rc = store_crosscheck_get(t, year, &c);
	if (rc == TD_OK && c.published_at_ms.set)
		rc = store_crosscheck_pair_get(t, year, checker, checked, out);
	else if (rc == TD_OK)
		rc = TD_NOT_FOUND;
	if (rc == TD_NOT_FOUND)
		return err_add(t->e, TD_DENIED, S(""),
			       N_("Đơn vị của bạn không được phân công chấm phiếu này."));
	return rc;
}

static td_rc log_check(struct tx *t, const char *action, const struct crosscheck_pair *p, str reason)
{
	struct unit checker, checked;
	td_rc rc = store_unit_get(t, p->checker, &checker);
	if (rc == TD_OK)
		rc = store_unit_get(t, p->checked, &checked);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "checker", checker.name);
	value_put_text(t->a, after, "unit", checked.name);
	return act_log(t, p->year.v, action, "crosscheck_pair", p->id, NULL, after, reason);
}

td_rc act_check_save(struct tx *t, cluster_year_id year, unit_id checker, unit_id checked,
		     struct act_cell *cells, size_t n, bool send, size_t *n_changed)
{
	struct crosscheck_pair p = {0};
	size_t n_agreed = 0;
	*n_changed = 0;
	td_rc rc = act_check_pair(t, year, checker, checked, &p);
	if (rc == TD_OK && p.finished_at_ms.set)
		rc = err_add(t->e, TD_CONFLICT, S(""),
			     N_("Đơn vị của bạn đã gửi kết quả chấm chéo phiếu này nên không sửa được nữa."));
	if (rc != TD_OK)
		return rc;
	for (size_t i = 0; i < n; i++)
		cells[i].judge = checker;
	rc = act_cells_save(t, year, checked, STAGE_CROSS, cells, n, ACT_CELLS_OWN, n_changed);
	if (rc != TD_OK || !send)
		return rc;
	rc = act_cells_agree(t, year, checked, checker, &n_agreed);
	*n_changed += n_agreed;
	if (rc == TD_OK)
		rc = store_crosscheck_pair_finish(t, &p, true);
	return rc == TD_OK ? log_check(t, "crosscheck.finish", &p, STR_NULL) : rc;
}

td_rc act_check_return(struct tx *t, cluster_year_id year, unit_id checker, unit_id checked, str reason)
{
	struct crosscheck_pair p;
	struct scorecard card;
	td_rc rc = act_check_pair(t, year, checker, checked, &p);
	if (rc == TD_OK)
		rc = store_scorecard_get(t, year, checked, STAGE_SELF, &card);
	return rc == TD_OK ? act_card_return(t, year, checked, LEVEL_CROSS, reason, card.rev) : rc;
}

/* ---- how checkers differ ---- */

struct score_input act_input_if(struct tx *t, const struct scored_year *sy, u32 unit, u32 node,
				const struct score_entry *e)
{
	u32 n = sy->input.n_units;
	const struct score_col *was = &sy->input.cols[node];
	struct score_col *cols = NEW_N(t->a, struct score_col, sy->scheme->n_nodes);
	i64 *a = NEW_N(t->a, i64, n), *b = NEW_N(t->a, i64, n);
	u8 *state = NEW_N(t->a, u8, n), *has_b = NEW_N(t->a, u8, n);
	memcpy(cols, sy->input.cols, sizeof *cols * sy->scheme->n_nodes);
	memcpy(a, was->a, sizeof *a * n);
	memcpy(b, was->b, sizeof *b * n);
	memcpy(state, was->state, n);
	memcpy(has_b, was->has_b, n);
	a[unit] = e->a_c.v;
	state[unit] = (u8)e->state;
	if (e->b_c.set)
		b[unit] = e->b_c.v, has_b[unit] = 1;
	cols[node] = (struct score_col){a, b, state, has_b, 1};
	return (struct score_input){n, sy->input.units, cols};
}

td_rc act_points_if(struct tx *t, const struct scored_year *sy, u32 unit, u32 node,
		    const struct score_entry *e, i64 *points_c)
{
	enum score_note note;
	struct score_input in = act_input_if(t, sy, unit, node, e);
	return score_cell(t->a, sy->scheme, &in, unit, node, points_c, &note);
}

static td_rc add_difference(struct tx *t, const struct scored_year *sy, const struct score_entry *e,
			    check_difference_list *out)
{
	u32 unit = 0, node = 0;
	i64 points_c = 0;
	while (unit < sy->members.n && sy->members.at[unit].unit.v != e->unit.v)
		unit++;
	while (node < sy->criteria.n && sy->criteria.at[node].id.v != e->criterion.v)
		node++;
	if (unit == sy->members.n || node == sy->criteria.n)
		return TD_OK;
	const struct criterion *c = &sy->scheme->nodes[node];
	if (c->judging != JUDGE_ONE || !criterion_gives_points(c) ||
	    sy->input.cols[node].state[unit] == CELL_EMPTY)
		return TD_OK;
	td_rc rc = act_points_if(t, sy, unit, node, e, &points_c);
	i64 diff = points_c - sy->result.nodes[node].points_c[unit];
	for (size_t i = 0; rc == TD_OK && i < out->n; i++)
		if (out->at[i].checker.v == e->judge.v && out->at[i].checked.v == e->unit.v) {
			out->at[i].diff_c += diff;
			out->at[i].n_differ += diff != 0;
		}
	return rc;
}

td_rc act_check_differences(struct tx *t, cluster_year_id year, const struct act_crosscheck *x,
			    check_difference_list *out)
{
	struct scored_year *now = NEW(t->a, struct scored_year), *self = NEW(t->a, struct scored_year);
	*out = (check_difference_list){0};
	for (size_t i = 0; i < x->pairs.n; i++)
		if (x->pairs.at[i].finished_at_ms.set)
			VEC_PUSH(t->a, out) = (struct check_difference){.checker = x->pairs.at[i].checker,
									.checked = x->pairs.at[i].checked};
	td_rc rc = store_year_figures(t, year, STAGE_CROSS, now);
	if (rc == TD_OK)
		rc = store_year_earlier(t, now, STAGE_SELF, self);
	for (size_t i = 0; rc == TD_OK && self->computed && i < now->entries.n; i++)
		if (now->entries.at[i].stage == STAGE_CROSS && now->entries.at[i].judge.v)
			rc = add_difference(t, self, &now->entries.at[i], out);
	return rc;
}
