/* The score table of a cluster as a workbook: criteria down, units across, and the ranking on a second sheet. */
#include "base/num.h"
#include "base/vi.h"
#include "format/data_json.h"
#include "office/book.h"

enum { COL_CODE, COL_NAME, COL_FULL, COL_FIRST_UNIT };

struct maker {
	struct book *b;
	struct book_sheet *s;
	const struct book_scores *t;
	u32 *row_of; /* row of each node */
};

static u32 n_units(const struct maker *m)
{
	return m->t->in->n_units;
}

static i64 points_of(const struct maker *m, u32 node, u32 unit)
{
	return m->t->result->nodes[node].points_c[unit];
}

/* Do the children's points add up to the group's, without a cap or rescaling in between? */
static bool adds_up(const struct maker *m, u32 node, u32 unit, i64 shown_c)
{
	const struct scheme *s = m->t->scheme;
	i64 sum = 0;
	for (u32 c = node + 1; c < s->nodes[node].subtree_end; c = s->nodes[c].subtree_end)
		if (num_add(sum, points_of(m, c, unit), &sum) != TD_OK)
			return false;
	return sum == shown_c;
}

/* "D7+D9", or "SUM(D7:D12)" when the children's rows stand together. */
static str sum_formula(const struct maker *m, u32 node, u32 col)
{
	const struct scheme *s = m->t->scheme;
	const struct criterion *g = &s->nodes[node];
	u32 last = node + g->n_children;
	if (g->subtree_end == last + 1)
		return arena_fmt(m->b->a, "SUM(%.*s:%.*s)",
				 STRF(book_ref(m->b, m->s, m->row_of[node + 1], col)),
				 STRF(book_ref(m->b, m->s, m->row_of[last], col)));
	struct sb f = sb_new(m->b->a, 64 * 1024);
	for (u32 c = node + 1; c < g->subtree_end; c = s->nodes[c].subtree_end) {
		if (f.n)
			sb_byte(&f, '+');
		sb_put(&f, book_ref(m->b, m->s, m->row_of[c], col));
	}
	return sb_str(&f);
}

static struct book_cell sum_cell(const struct maker *m, u32 node, u32 unit, i64 shown_c)
{
	if (!adds_up(m, node, unit, shown_c))
		return book_points(shown_c);
	return book_formula(sum_formula(m, node, COL_FIRST_UNIT + unit), shown_c);
}

/* Before every row exists the rows' places are known: node k stands in row k − 1. */
static void place_rows(struct maker *m)
{
	m->row_of = NEW_N(m->b->a, u32, m->t->scheme->n_nodes);
	for (u32 k = 1; k < m->t->scheme->n_nodes; k++)
		m->row_of[k] = k - 1;
}

static struct book_cell leaf_cell(const struct maker *m, u32 node, u32 unit)
{
	const struct criterion *c = &m->t->scheme->nodes[node];
	enum score_note note =
	    m->t->result->nodes[node].note ? m->t->result->nodes[node].note[unit] : NOTE_NONE;
	if (!criterion_gives_points(c))
		return book_text(note == NOTE_KNOCKED ? S("Có") : S(""));
	if (note == NOTE_EMPTY)
		return (struct book_cell){0};
	if (note == NOTE_NA)
		return book_text(S("KAD"));
	return book_points(points_of(m, node, unit));
}

/* Conditions and groups of nothing but conditions have no points to show. */
static bool has_points(const struct criterion *c)
{
	return c->kind == CRIT_GROUP ? c->max_c > 0 : criterion_gives_points(c);
}

static struct book_cell unit_cell(const struct maker *m, u32 node, u32 unit)
{
	const struct criterion *c = &m->t->scheme->nodes[node];
	if (c->kind != CRIT_GROUP)
		return leaf_cell(m, node, unit);
	return has_points(c) ? sum_cell(m, node, unit, points_of(m, node, unit)) : (struct book_cell){0};
}

static void put_node(struct maker *m, u32 node)
{
	const struct criterion *c = &m->t->scheme->nodes[node];
	bool group = c->kind == CRIT_GROUP;
	struct book_row *r = book_row(m->b, m->s, group ? BOOK_GROUP : BOOK_PLAIN);
	r->indent = c->depth > 1 ? c->depth - 1u : 0;
	r->cells[COL_CODE] = book_text(c->code);
	r->cells[COL_NAME] = book_text(c->name);
	if (has_points(c))
		r->cells[COL_FULL] = book_number(c->max_c);
	for (u32 u = 0; u < n_units(m); u++)
		r->cells[COL_FIRST_UNIT + u] = unit_cell(m, node, u);
}

static void put_totals(struct maker *m)
{
	const struct score_result *res = m->t->result;
	struct book_row *total = book_row(m->b, m->s, BOOK_TOTAL);
	total->cells[COL_NAME] = book_text(S("Tổng cộng"));
	total->cells[COL_FULL] = book_number(m->t->scheme->max_c);
	for (u32 u = 0; u < n_units(m); u++)
		total->cells[COL_FIRST_UNIT + u] = sum_cell(m, 0, u, res->total_c[u]);
	struct book_row *rank = book_row(m->b, m->s, BOOK_TOTAL);
	rank->cells[COL_NAME] = book_text(S("Xếp hạng"));
	for (u32 u = 0; u < n_units(m); u++)
		rank->cells[COL_FIRST_UNIT + u] = book_int(res->rank[u]);
}

static str class_of(const struct maker *m, u32 unit)
{
	u8 ix = m->t->result->class_ix[unit];
	return ix == NO_CLASS ? S("") : m->t->scheme->classes[ix].label;
}

static void put_classes(struct maker *m)
{
	if (m->t->scheme->n_classes == 0)
		return;
	struct book_row *r = book_row(m->b, m->s, BOOK_TOTAL);
	r->cells[COL_NAME] = book_text(S("Xếp loại"));
	for (u32 u = 0; u < n_units(m); u++)
		r->cells[COL_FIRST_UNIT + u] = book_text(class_of(m, u));
}

static void put_notes(struct maker *m)
{
	struct arena *a = m->b->a;
	const struct scheme *s = m->t->scheme;
	const struct score_result *res = m->t->result;
	for (u32 i = 0; i < n_units(m); i++) {
		u32 u = res->order[i];
		str name = m->t->in->units[u].name;
		if (res->n_empty[u])
			book_note(
			    m->b, m->s,
			    arena_fmt(a, "%.*s còn %u tiêu chí chưa có điểm.", STRF(name), res->n_empty[u]));
		if (res->excluded[u])
			book_note(m->b, m->s, arena_fmt(a, "%.*s không được xét suy tôn.", STRF(name)));
		if (res->tie_rule[u])
			book_note(m->b, m->s,
				  arena_fmt(a, "%.*s xếp sau đơn vị bằng điểm theo quy tắc: %.*s", STRF(name),
					    STRF(s->ties[res->tie_rule[u] - 1].text)));
	}
}

static void put_titles(struct maker *m, str first)
{
	book_title(m->b, m->s, first);
	book_title(m->b, m->s, m->t->cluster);
	book_title(m->b, m->s, m->t->place);
}

static void make_table(struct maker *m)
{
	m->s = book_sheet(m->b, S("Bảng điểm"));
	m->s->landscape = true;
	m->s->freeze_cols = COL_FULL;
	put_titles(m, vi_upper(m->b->a, m->t->title.n ? m->t->title : S("Bảng tổng hợp điểm thi đua")));
	book_col(m->b, m->s, (struct book_col){.title = S("TT"), .width = 8, .align = BOOK_CENTRE});
	book_col(m->b, m->s, (struct book_col){.title = S("Nội dung, tiêu chí"), .width = 40});
	book_col(m->b, m->s, (struct book_col){.title = S("Điểm chuẩn"), .width = 8, .align = BOOK_CENTRE});
	for (u32 u = 0; u < n_units(m); u++)
		book_col(m->b, m->s,
			 (struct book_col){.title = m->t->in->units[u].name,
					   .group = n_units(m) > 1 ? S("Điểm của các đơn vị") : S(""),
					   .width = 11,
					   .align = BOOK_CENTRE});
	place_rows(m);
	for (u32 k = 1; k < m->t->scheme->n_nodes; k++)
		put_node(m, k);
	put_totals(m);
	put_classes(m);
	put_notes(m);
}

/* Units from the first to the last, with the points of the top groups. */
static void make_ranking(struct maker *m)
{
	enum { RANK, UNIT, FIRST_GROUP };
	const struct scheme *s = m->t->scheme;
	const struct score_result *res = m->t->result;
	m->s = book_sheet(m->b, S("Xếp hạng"));
	m->s->landscape = true;
	put_titles(m, S("KẾT QUẢ XẾP HẠNG"));
	book_col(m->b, m->s, (struct book_col){.title = S("Hạng"), .width = 7, .align = BOOK_CENTRE});
	book_col(m->b, m->s, (struct book_col){.title = S("Đơn vị"), .width = 30});
	for (u32 c = 1; c < s->n_nodes; c = s->nodes[c].subtree_end)
		if (has_points(&s->nodes[c]))
			book_col(m->b, m->s,
				 (struct book_col){.title = arena_fmt(m->b->a, "%.*s. %.*s",
								      STRF(s->nodes[c].code),
								      STRF(s->nodes[c].name)),
						   .width = 14,
						   .align = BOOK_CENTRE});
	book_col(m->b, m->s, (struct book_col){.title = S("Tổng điểm"), .width = 11, .align = BOOK_CENTRE});
	book_col(m->b, m->s, (struct book_col){.title = S("Xếp loại"), .width = 20, .align = BOOK_CENTRE});
	for (u32 i = 0; i < n_units(m); i++) {
		u32 u = res->order[i], at = FIRST_GROUP;
		struct book_row *r = book_row(m->b, m->s, BOOK_PLAIN);
		r->cells[RANK] = book_int(res->rank[u]);
		r->cells[UNIT] = book_text(m->t->in->units[u].name);
		for (u32 c = 1; c < s->n_nodes; c = s->nodes[c].subtree_end)
			if (has_points(&s->nodes[c]))
				r->cells[at++] = book_points(points_of(m, c, u));
		r->cells[at++] = book_points(res->total_c[u]);
		r->cells[at] = book_text(class_of(m, u));
	}
	put_notes(m);
}

struct book *book_scores(struct arena *a, const struct book_scores *t)
{
	struct maker m = {.b = book_new(a, t->title.n ? t->title : S("Bảng điểm")), .t = t};
	make_table(&m);
	make_ranking(&m);
	return m.b;
}
