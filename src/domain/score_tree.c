#include "domain/score_tree.h"

/* ---- columns ----------------------------------------------------------------------------------------------------- */

static bool counts_as_base(const struct criterion *c)
{
	return c->role == ROLE_BASE && criterion_gives_points(c);
}

static i64 *column(struct tree *t, bool wanted)
{
	return wanted ? NEW_N(t->a, i64, t->n_units) : NULL;
}

static void leaf_columns(struct tree *t, u32 k)
{
	const struct score_leaf *l = t->leaves[k];
	struct node_cols *own = &t->own[k];
	struct score_out *out = &t->nodes[k];
	bool unset = l->has_empty || l->has_na;
	bool minus = l->c->role == ROLE_PENALTY;
	own->points = column(t, criterion_gives_points(l->c));
	own->penalty = column(t, minus && own->points);
	own->app = column(t, l->has_na && counts_as_base(l->c));
	if (unset || score_leaf_notes(l) || l->c->judging != JUDGE_ONE)
		own->note = NEW_N(t->a, u8, t->n_units);
	out->points_c = own->points ? own->points : t->zeros;
	out->base_c = l->c->role == ROLE_BASE ? out->points_c : t->zeros;
	out->bonus_c = l->c->role == ROLE_BONUS ? out->points_c : t->zeros;
	out->penalty_c = own->penalty ? own->penalty : t->zeros;
	out->note = own->note ? own->note : t->no_notes;
}

/* The caps of a group; the root's include the scale. */
struct caps {
	bool any, has_cap;
	i64 cap, floor, bonus, penalty;
};

static struct caps caps_of(const struct scheme *s, u32 g)
{
	const struct criterion *c = &s->nodes[g];
	struct caps k = {.has_cap = c->has_cap, .cap = c->has_cap ? c->cap_c : INT64_MAX};
	if (g == 0 && !s->total_may_exceed && !s->thresholds_only) {
		k.has_cap = true;
		k.cap = s->max_c < k.cap ? s->max_c : k.cap;
	}
	k.floor = c->has_floor ? c->floor_c : INT64_MIN;
	k.bonus = c->has_bonus_cap ? c->bonus_cap_c : INT64_MAX;
	k.penalty = c->has_penalty_cap ? c->penalty_cap_c : INT64_MAX;
	k.any = k.has_cap || c->has_floor || c->has_bonus_cap || c->has_penalty_cap;
	return k;
}

/* for each child c of group g */
#define CHILDREN(s, g, c) \
	for (u32 c = (s)->nodes[g].first_child; c < (s)->nodes[g].subtree_end; c = (s)->nodes[c].subtree_end)

static struct node_cols group_own(struct tree *t, u32 g)
{
	bool base = false, bonus = false, penalty = false, app = false;
	struct caps k = caps_of(t->s, g);
	CHILDREN(t->s, g, c)
	{
		base |= t->nodes[c].base_c != t->zeros;
		bonus |= t->nodes[c].bonus_c != t->zeros;
		penalty |= t->nodes[c].penalty_c != t->zeros;
		app |= t->own[c].app != NULL && counts_as_base(&t->s->nodes[c]);
	}
	base |= k.has_cap || t->s->nodes[g].has_floor;
	struct node_cols own = {.base = column(t, base),
				.bonus = column(t, bonus),
				.penalty = column(t, penalty),
				.points = column(t, bonus || penalty),
				.app = column(t, app)};
	own.note = k.any || app ? NEW_N(t->a, u8, t->n_units) : NULL;
	return own;
}

static void group_share(const struct tree *t, const struct node_cols *own, struct score_out *out)
{
	out->base_c = own->base ? own->base : t->zeros;
	out->bonus_c = own->bonus ? own->bonus : t->zeros;
	out->penalty_c = own->penalty ? own->penalty : t->zeros;
	out->points_c = own->points ? own->points : out->base_c;
	out->note = own->note ? own->note : t->no_notes;
}

void tree_new(struct tree *t, struct arena *a, const struct scheme *s, const struct score_input *in)
{
	*t = (struct tree){.a = a, .s = s, .n_units = in->n_units};
	t->leaves = NEW_N(a, struct score_leaf *, s->n_nodes);
	t->own = NEW_N(a, struct node_cols, s->n_nodes);
	t->nodes = NEW_N(a, struct score_out, s->n_nodes);
	t->zeros = NEW_N(a, i64, t->n_units);
	t->no_notes = NEW_N(a, u8, t->n_units);
	for (u32 k = s->n_nodes; k-- > 0;) {
		if (s->nodes[k].kind == CRIT_GROUP) {
			t->own[k] = group_own(t, k);
			group_share(t, &t->own[k], &t->nodes[k]);
		} else {
			t->leaves[k] = NEW(a, struct score_leaf);
			score_leaf_plan(t->leaves[k], s, in, k);
			leaf_columns(t, k);
		}
	}
}

/* ---- leaves ------------------------------------------------------------------------------------------------------ */

static td_rc leaf_block(struct tree *t, u32 k, u32 first, u32 n)
{
	const struct score_leaf *l = t->leaves[k];
	const struct node_cols *own = &t->own[k];
	i64 scratch[SCORE_BLOCK];
	i64 *points = own->penalty ? own->penalty + first : own->points ? own->points + first : scratch;
	td_rc rc = score_leaf_block(l, t->a, first, n, points, own->note ? own->note + first : NULL);
	if (own->penalty)
		for (u32 u = first; u < first + n; u++)
			own->points[u] = -own->penalty[u];
	if (own->app && own->note)
		for (u32 u = first; u < first + n; u++)
			own->app[u] = own->note[u] == NOTE_NA ? 0 : l->c->max_c;
	return rc;
}

/* ---- groups ------------------------------------------------------------------------------------------------------ */

static void add_column(i64 *restrict sum, const i64 *restrict more, u32 n)
{
	for (u32 i = 0; i < n; i++)
		sum[i] += more[i];
}

/* Sums one of base, bonus, penalty over the children; pick tells which. */
static void add_children(const struct tree *t, u32 g, u32 first, u32 n, i64 *sum,
			 const i64 *(*pick)(const struct score_out *))
{
	bool begun = false;
	if (sum == NULL)
		return;
	CHILDREN(t->s, g, c)
	{
		const i64 *col = pick(&t->nodes[c]);
		if (col == t->zeros)
			continue;
		if (begun)
			add_column(sum + first, col + first, n);
		else
			memcpy(sum + first, col + first, n * sizeof *sum);
		begun = true;
	}
	if (!begun)
		memset(sum + first, 0, n * sizeof *sum);
}

static const i64 *pick_base(const struct score_out *o)
{
	return o->base_c;
}

static const i64 *pick_bonus(const struct score_out *o)
{
	return o->bonus_c;
}

static const i64 *pick_penalty(const struct score_out *o)
{
	return o->penalty_c;
}

/* What applies of child c for unit u. A group that was rescaled stands for all of its max as soon as anything applies. */
static i64 applies(const struct tree *t, u32 c, u32 u, bool rescaled)
{
	const struct criterion *n = &t->s->nodes[c];
	if (!counts_as_base(n))
		return 0;
	i64 app = t->own[c].app ? t->own[c].app[u] : n->max_c;
	return rescaled && n->kind == CRIT_GROUP && app > 0 ? n->max_c : app;
}

static i64 applies_of_group(const struct tree *t, u32 g, u32 u, bool rescaled)
{
	i64 sum = 0;
	CHILDREN(t->s, g, c)
	sum += applies(t, c, u, rescaled);
	return sum < t->s->nodes[g].max_c ? sum : t->s->nodes[g].max_c;
}

/* base · max ÷ (what applies) for one unit. */
static td_rc rescale_unit(const struct tree *t, u32 g, u32 u, bool groups, i64 *base)
{
	i64 max = t->s->nodes[g].max_c, app = applies_of_group(t, g, u, groups);
	if (app == max || app <= 0)
		return TD_OK;
	i128 v = score_round((i128)*base * max, app, t->s->total_step_c, t->s->total_round);
	if (v > SCORE_MAX_C || v < -SCORE_MAX_C)
		return TD_LIMIT;
	*base = (i64)v;
	return TD_OK;
}

static i64 positive(i64 v)
{
	return v > 0 ? v : 0;
}

/* Caps one unit of a group; true when something changed. */
static bool cap_unit(const struct caps *k, i64 *base, i64 *bonus, i64 *penalty)
{
	i64 was_bonus = *bonus, was_penalty = *penalty;
	if (*bonus > k->bonus)
		*bonus = k->bonus;
	if (*penalty > k->penalty)
		*penalty = k->penalty;
	i64 points = *base + *bonus - *penalty;
	if (points > k->cap) {
		i64 over = points - k->cap, from_bonus = positive(*bonus);
		if (from_bonus > over)
			from_bonus = over;
		*bonus -= from_bonus;
		*base -= over - from_bonus;
		return true;
	}
	if (points < k->floor) {
		i64 under = k->floor - points, back = positive(*penalty);
		if (back > under)
			back = under;
		*penalty -= back;
		*base += under - back;
		return true;
	}
	return was_bonus != *bonus || was_penalty != *penalty;
}

static void cap_block(const struct caps *k, const struct node_cols *own, u32 first, u32 n)
{
	for (u32 u = first; u < first + n; u++) {
		i64 base = own->base ? own->base[u] : 0, bonus = own->bonus ? own->bonus[u] : 0,
		    penalty = own->penalty ? own->penalty[u] : 0;
		own->note[u] = NOTE_NONE;
		if (!cap_unit(k, &base, &bonus, &penalty))
			continue;
		own->note[u] = NOTE_CAPPED;
		if (own->base)
			own->base[u] = base;
		if (own->bonus)
			own->bonus[u] = bonus;
		if (own->penalty)
			own->penalty[u] = penalty;
	}
}

enum scaling { SCALE_NONE, SCALE_HERE, SCALE_GROUPS };

static td_rc group_block(const struct tree *t, u32 g, const struct node_cols *own, u32 first, u32 n,
			 enum scaling scaling)
{
	struct caps k = caps_of(t->s, g);
	add_children(t, g, first, n, own->base, pick_base);
	add_children(t, g, first, n, own->bonus, pick_bonus);
	add_children(t, g, first, n, own->penalty, pick_penalty);
	for (u32 u = first; u < first + n && scaling != SCALE_NONE && own->base; u++) {
		td_rc rc = rescale_unit(t, g, u, scaling == SCALE_GROUPS, &own->base[u]);
		if (rc != TD_OK)
			return rc;
	}
	if (k.any)
		cap_block(&k, own, first, n);
	for (u32 u = first; own->points && u < first + n; u++)
		own->points[u] = (own->base ? own->base[u] : 0) + (own->bonus ? own->bonus[u] : 0) -
				 (own->penalty ? own->penalty[u] : 0);
	for (u32 u = first; own->app && u < first + n; u++) {
		own->app[u] = applies_of_group(t, g, u, false);
		if (own->app[u] == 0 && t->s->nodes[g].max_c > 0)
			own->note[u] = NOTE_NA;
	}
	return TD_OK;
}

td_rc tree_block(struct tree *t, u32 first, u32 n)
{
	for (u32 k = t->s->n_nodes; k-- > 0;) {
		td_rc rc = t->leaves[k] ? leaf_block(t, k, first, n)
					: group_block(t, k, &t->own[k], first, n, SCALE_NONE);
		if (rc != TD_OK)
			return rc;
	}
	return TD_OK;
}

/* ---- what does not apply ----------------------------------------------------------------------------------------- */

/* Group g once more, rescaled, into columns of its own. */
static td_rc rescaled_group(struct tree *t, u32 g, enum scaling scaling, struct score_out *out)
{
	struct node_cols again = group_own(t, g);
	td_rc rc = group_block(t, g, &again, 0, t->n_units, scaling);
	group_share(t, &again, out);
	return rc;
}

td_rc tree_rescale(struct tree *t, const i64 **total_c)
{
	td_rc rc = TD_OK;
	*total_c = t->nodes[0].points_c;
	if (t->own[0].app == NULL || t->s->na == NA_RESCALE_NONE)
		return TD_OK;
	if (t->s->na == NA_RESCALE_TOTAL) {
		struct score_out total;
		rc = rescaled_group(t, 0, SCALE_HERE, &total);
		*total_c = total.points_c;
		return rc;
	}
	for (u32 g = t->s->n_nodes; g-- > 0 && rc == TD_OK;)
		if (t->leaves[g] == NULL && t->own[g].app)
			rc = rescaled_group(t, g, SCALE_GROUPS, &t->nodes[g]);
	*total_c = t->nodes[0].points_c;
	return rc;
}
