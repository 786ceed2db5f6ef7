#include "jobs/analysis.h"

#include <stdlib.h>

#include "base/num.h"
#include "jobs/act_check.h"

/* ---- how firm the places are ---- */

td_rc analysis_gaps(struct tx *t, const struct scored_year *sy, u32 max, rank_gap_list *out)
{
	u32 n = sy->input.n_units < max ? sy->input.n_units : max;
	*out = (rank_gap_list){0};
	if (!sy->computed || n == 0)
		return TD_OK;
	*out = (rank_gap_list){.at = NEW_N(t->a, struct rank_gap, n), .cap = n};
	td_rc rc = rank_gaps(t->a, sy->scheme, &sy->input, &sy->result, out->at, &n);
	out->n = n;
	return rc;
}

/* Kinds whose value is something measured, not the points themselves. */
static bool is_measured(const struct criterion *c)
{
	return c->kind != CRIT_MANUAL && c->kind != CRIT_BOOL && !(c->kind == CRIT_LEVEL && !c->by_value);
}

static void put_change(struct tx *t, struct sb *b, const struct scored_year *sy, const struct rank_gap *g)
{
	enum lang lang = t->e->lang;
	const struct criterion *c = &sy->scheme->nodes[g->node];
	i64 diff = g->points_to_c - g->points_from_c;
	sb_fmt(b, i18n_tr(lang, N_("đổi nếu mục %.*s của %.*s được %.*s điểm thay vì %.*s (khác %.*s)")),
	       STRF(c->code), STRF(sy->members.at[g->unit].unit_name), STRF(num_short(t->a, g->points_to_c)),
	       STRF(num_short(t->a, g->points_from_c)), STRF(num_short(t->a, diff < 0 ? -diff : diff)));
	if (is_measured(c))
		sb_fmt(b, i18n_tr(lang, N_(", tức là kết quả %.*s thay vì %.*s")),
		       STRF(num_short(t->a, g->to_c)), STRF(num_short(t->a, g->from_c)));
	if (g->n_as_small)
		sb_fmt(b, i18n_tr(lang, N_("; %u mục khác cũng chỉ cần thay đổi ngần ấy")), g->n_as_small);
}

str analysis_gap_text(struct tx *t, const struct scored_year *sy, const struct rank_gap *g)
{
	enum lang lang = t->e->lang;
	struct sb b = sb_new(t->a, 1024);
	const struct membership *x = &sy->members.at[g->above], *y = &sy->members.at[g->below];
	u32 rank = sy->result.rank[g->above];
	if (g->same) {
		sb_fmt(&b, i18n_tr(lang, N_("Hạng %u: %.*s và %.*s bằng điểm, đồng hạng.")), rank,
		       STRF(x->unit_name), STRF(y->unit_name));
		return sb_str(&b);
	}
	if (g->gap_c)
		sb_fmt(&b, i18n_tr(lang, N_("Hạng %u–%u: %.*s hơn %.*s %.*s điểm; ")), rank,
		       sy->result.rank[g->below], STRF(x->unit_name), STRF(y->unit_name),
		       STRF(num_short(t->a, g->gap_c)));
	else
		sb_fmt(&b, i18n_tr(lang, N_("Hạng %u–%u: %.*s và %.*s bằng điểm, phân hạng theo quy tắc; ")),
		       rank, sy->result.rank[g->below], STRF(x->unit_name), STRF(y->unit_name));
	if (g->found)
		put_change(t, &b, sy, g);
	else
		sb_put(&b, str_c(i18n_tr(lang, N_("không mục nào một mình làm đổi được"))));
	SB_LIT(&b, ".");
	return sb_str(&b);
}

/* ---- what to talk about ---- */

struct talk {
	struct tx *t;
	const struct scored_year *sy;
	discussion_list *out;
};

static i64 node_of(const struct scored_year *sy, criterion_id id)
{
	for (size_t k = 0; k < sy->criteria.n; k++)
		if (sy->criteria.at[k].id.v == id.v)
			return (i64)k;
	return -1;
}

static i64 member_of(const struct scored_year *sy, unit_id id)
{
	for (size_t i = 0; i < sy->members.n; i++)
		if (sy->members.at[i].unit.v == id.v)
			return (i64)i;
	return -1;
}

/* Does the entry say what counts today? */
static bool stands(const struct scored_year *sy, const struct discussion_item *d, const struct score_entry *e)
{
	const struct score_col *col = &sy->input.cols[d->node];
	if (col->state[d->unit] != e->state)
		return false;
	if (e->state != CELL_SET)
		return true;
	return col->a[d->unit] == e->a_c.v && (!e->b_c.set || col->b == NULL || col->b[d->unit] == e->b_c.v);
}

static void widen(struct discussion_item *d, i64 points, u32 rank)
{
	d->least_c = points < d->least_c ? points : d->least_c;
	d->most_c = points > d->most_c ? points : d->most_c;
	d->best_rank = rank < d->best_rank ? rank : d->best_rank;
	d->worst_rank = rank > d->worst_rank ? rank : d->worst_rank;
}

/* The whole cluster is scored with this value: caps, ties and what depends on the best unit have their say. */
static td_rc add_view(struct talk *k, struct discussion_item *d, const struct score_entry *e, i64 *low,
		      i64 *high)
{
	const struct scored_year *sy = k->sy;
	struct item_view *v = &VEC_PUSH(k->t->a, &d->views);
	*v = (struct item_view){e, sy->result.nodes[d->node].points_c[d->unit], stands(sy, d, e)};
	if (v->standing)
		return TD_OK;
	struct arena_mark m = arena_mark(k->t->a);
	struct score_input in = act_input_if(k->t, sy, d->unit, d->node, e);
	struct score_result r;
	td_rc rc = score_run(k->t->a, sy->scheme, &in, &r);
	if (rc == TD_OK) {
		i64 total = r.total_c[d->unit];
		v->points_c = r.nodes[d->node].points_c[d->unit];
		widen(d, v->points_c, r.rank[d->unit]);
		*low = total < *low ? total : *low;
		*high = total > *high ? total : *high;
		d->class_moves |= r.class_ix[d->unit] != sy->result.class_ix[d->unit] ||
				  r.excluded[d->unit] != sy->result.excluded[d->unit];
	}
	arena_release(k->t->a, m);
	return rc;
}

/* The entries [from, end) of one unit and criterion. Kept when they do not all say the same. */
static td_rc add_item(struct talk *k, size_t from, size_t end)
{
	const struct scored_year *sy = k->sy;
	const struct score_entry *e = &sy->entries.at[from];
	i64 node = node_of(sy, e->criterion), unit = member_of(sy, e->unit);
	if (node < 0 || unit < 0 || sy->scheme->nodes[node].judging != JUDGE_ONE || end - from < 2)
		return TD_OK;
	struct discussion_item d = {.unit = (u32)unit, .node = (u32)node};
	bool differ = false;
	for (size_t i = from; i < end; i++) {
		differ |= !stands(sy, &d, &sy->entries.at[i]);
		d.decided |= sy->entries.at[i].stage == STAGE_FINAL;
	}
	if (!differ)
		return TD_OK;
	i64 low = sy->result.total_c[unit], high = low;
	d.least_c = d.most_c = sy->result.nodes[node].points_c[unit];
	d.best_rank = d.worst_rank = sy->result.rank[unit];
	/* room beforehand: what scoring takes is given back after each view */
	d.views.at = NEW_N(k->t->a, struct item_view, end - from);
	d.views.cap = end - from;
	td_rc rc = TD_OK;
	for (size_t i = from; rc == TD_OK && i < end; i++)
		rc = add_view(k, &d, &sy->entries.at[i], &low, &high);
	d.effect_c = high - low;
	VEC_PUSH(k->t->a, k->out) = d;
	return rc;
}

static int by_effect(const void *px, const void *py)
{
	const struct discussion_item *x = px, *y = py;
	u32 mx = x->worst_rank - x->best_rank, my = y->worst_rank - y->best_rank;
	if (x->class_moves != y->class_moves && mx == my)
		return (int)y->class_moves - (int)x->class_moves;
	if (mx != my)
		return mx < my ? 1 : -1;
	if (x->effect_c != y->effect_c)
		return x->effect_c < y->effect_c ? 1 : -1;
	if (x->unit != y->unit)
		return x->unit < y->unit ? -1 : 1;
	return (x->node > y->node) - (x->node < y->node);
}

td_rc analysis_discussion(struct tx *t, const struct scored_year *sy, discussion_list *out)
{
	struct talk k = {t, sy, out};
	*out = (discussion_list){0};
	td_rc rc = TD_OK;
	for (size_t i = 0, end; sy->computed && rc == TD_OK && i < sy->entries.n; i = end) {
		const struct score_entry *e = &sy->entries.at[i];
		for (end = i + 1; end < sy->entries.n && sy->entries.at[end].unit.v == e->unit.v &&
				  sy->entries.at[end].criterion.v == e->criterion.v;)
			end++;
		rc = add_item(&k, i, end);
	}
	if (out->n)
		qsort(out->at, out->n, sizeof *out->at, by_effect);
	return rc;
}
