#include "office/docx_part.h"

enum { MAX_NESTED = 16 };

struct looper {
	struct docx_part *part;
	struct xmltree_node *open[MAX_NESTED];
	u32 n_open;
	docx_node_list
	    gone; /* paragraphs, rows and runs that only held tags: taken out when all is matched */
};

static struct docx_tag *tag_of(const struct xmltree_node *n)
{
	return n->user;
}

static bool same_path(const struct docx_tag *x, const struct docx_tag *y)
{
	if (x->n_names != y->n_names)
		return false;
	for (u32 i = 0; i < x->n_names; i++)
		if (!str_eq(x->names[i], y->names[i]))
			return false;
	return true;
}

/* Nothing in it but tags of repetitions and white space? */
static bool is_blank(const struct xmltree_node *top)
{
	for (const struct xmltree_node *n = top; n; n = xmltree_next(n, top)) {
		if (n->kind == DX_FIELD || n->kind == DX_OBJECT || n->kind == DX_PICTURE)
			return false;
		if (n->name.p == NULL && n->parent->kind == DX_T && str_trim(n->text).n)
			return false;
	}
	return true;
}

static u32 depth_of(const struct xmltree_node *n)
{
	u32 d = 0;
	while ((n = n->parent))
		d++;
	return d;
}

/* The children of the lowest common ancestor that hold x and y. */
static void meet(struct xmltree_node **x, struct xmltree_node **y)
{
	u32 dx = depth_of(*x), dy = depth_of(*y);
	for (; dx > dy; dx--)
		*x = (*x)->parent;
	for (; dy > dx; dy--)
		*y = (*y)->parent;
	while ((*x)->parent != (*y)->parent) {
		*x = (*x)->parent;
		*y = (*y)->parent;
	}
}

/* What is repeated: the row when both tags are in cells of one row; a repetition that was made before and holds both
 * tags lies inside. */
static void widen(struct xmltree_node **x, struct xmltree_node **y)
{
	if ((*x)->parent->kind == DX_TR)
		*x = *y = (*x)->parent;
	while ((*x)->parent->kind == DX_LOOP && !tag_of((*x)->parent)->control)
		*x = *y = (*x)->parent;
}

/* The nearest ancestor of a kind, or NULL. */
static struct xmltree_node *above(const struct xmltree_node *n, enum docx_kind kind)
{
	struct xmltree_node *p = n->parent;
	while (p && p->kind != kind)
		p = p->parent;
	return p;
}

/* How many columns of the grid a cell takes. */
static i64 cell_span(const struct xmltree_node *cell)
{
	i64 span;
	for (const struct xmltree_node *n = cell->first; n; n = n->next)
		for (const struct xmltree_node *k = n->first; k; k = k->next)
			if (k->name.p && str_eq(xmltree_local(k), S("gridSpan")) && k->attrs.n &&
			    str_i64(k->attrs.at[0].value, &span) == TD_OK)
				return span;
	return 1;
}

/* Moves [first, stop) under a new DX_LOOP node in their place. */
static void enclose(struct docx_part *p, struct docx_tag *tag, struct xmltree_node *parent,
		    struct xmltree_node *first, struct xmltree_node *stop)
{
	struct xmltree_node *loop = xmltree_element(p->a, S("{{#}}"));
	loop->kind = DX_LOOP;
	loop->user = tag;
	xmltree_insert(parent, first, loop);
	while (first != stop) {
		struct xmltree_node *next = first->next;
		xmltree_unlink(first);
		xmltree_insert(loop, NULL, first);
		first = next;
	}
}

/* The grid column of a cell that is not repeated yet, or NULL. */
static struct xmltree_node *grid_column(const struct xmltree_node *cell)
{
	const struct xmltree_node *table = above(cell, DX_TBL);
	i64 at = 0;
	for (const struct xmltree_node *c = cell->prev; c; c = c->prev)
		at += c->kind == DX_TC ? cell_span(c) : c->kind == DX_LOOP;
	for (const struct xmltree_node *n = table ? table->first : NULL; n; n = n->next)
		for (struct xmltree_node *g = n->first; g && n->kind == DX_OTHER; g = g->next)
			if ((g->kind == DX_GRIDCOL || g->kind == DX_LOOP) && at-- == 0)
				return g->kind == DX_GRIDCOL ? g : NULL;
	return NULL;
}

/* {{+…}}: the cell is repeated, and the first time in a table its column of the grid. */
static void wrap_column(struct looper *l, struct xmltree_node *open, const struct xmltree_node *close)
{
	struct docx_tag *tag = tag_of(open);
	struct xmltree_node *cell = above(open, DX_TC);
	if (cell == NULL || cell != above(close, DX_TC) || cell->parent->kind == DX_LOOP) {
		docx_fault(tag, l->part->e,
			   "Thẻ {{+%.*s}} và thẻ đóng của nó phải ở trong cùng một ô của bảng.",
			   STRF(tag->raw));
		return;
	}
	struct xmltree_node *column = grid_column(cell);
	enclose(l->part, tag, cell->parent, cell, cell->next);
	if (column)
		enclose(l->part, tag, column->parent, column, column->next);
}

static void wrap(struct looper *l, struct xmltree_node *open, struct xmltree_node *close)
{
	struct xmltree_node *x = open, *y = close;
	struct docx_tag *tag = tag_of(open);
	meet(&x, &y);
	if ((x->kind == DX_TBL) != (y->kind == DX_TBL) || (x->kind == DX_TBL && x != y)) {
		docx_fault(
		    tag, l->part->e,
		    "Thẻ {{%c%.*s}} và thẻ đóng của nó phải cùng ở ngoài bảng, trong cùng một ô, một hàng "
		    "hoặc một bảng.",
		    tag->sign, STRF(tag->raw));
		return;
	}
	widen(&x, &y);
	struct xmltree_node *parent = x->parent, *first = x, *stop = y->next;
	if (x != y && is_blank(x)) {
		VEC_PUSH(l->part->a, &l->gone) = x;
		first = x->next;
	}
	if (x != y && is_blank(y)) {
		VEC_PUSH(l->part->a, &l->gone) = y;
		stop = y;
	}
	enclose(l->part, tag, parent, first, stop);
}

static void on_open(struct looper *l, struct xmltree_node *n)
{
	if (l->n_open == MAX_NESTED) {
		docx_fault(tag_of(n), l->part->e, "Thẻ {{%c%.*s}} lồng quá sâu (tối đa %d tầng).",
			   tag_of(n)->sign, STRF(tag_of(n)->raw), MAX_NESTED);
		return;
	}
	l->open[l->n_open++] = n;
}

static void on_close(struct looper *l, struct xmltree_node *n)
{
	struct docx_tag *tag = tag_of(n);
	if (l->n_open == 0) {
		docx_fault(tag, l->part->e, "Thẻ đóng {{/%.*s}} thừa: không có thẻ mở nào trước nó.",
			   STRF(tag->raw));
		return;
	}
	const struct docx_tag *open = tag_of(l->open[l->n_open - 1]);
	if (tag->raw.n && !same_path(open, tag)) {
		docx_fault(tag, l->part->e, "Thẻ đóng {{/%.*s}} không khớp với thẻ mở {{%c%.*s}} gần nhất.",
			   STRF(tag->raw), open->sign, STRF(open->raw));
		return;
	}
	--l->n_open;
	if (open->sign == '+')
		wrap_column(l, l->open[l->n_open], n);
	else
		wrap(l, l->open[l->n_open], n);
}

static void unclosed(struct looper *l)
{
	while (l->n_open) {
		struct docx_tag *tag = tag_of(l->open[--l->n_open]);
		docx_fault(tag, l->part->e, "Thẻ mở {{%c%.*s}} chưa có thẻ đóng {{/%.*s}}.", tag->sign,
			   STRF(tag->raw), STRF(tag->raw));
	}
}

void docx_loops(struct docx_part *p)
{
	struct looper l = {.part = p};
	docx_node_list marks = {0};
	for (struct xmltree_node *n = p->root; n; n = xmltree_next(n, p->root))
		if (n->kind == DX_OPEN || n->kind == DX_CLOSE)
			VEC_PUSH(p->a, &marks) = n;
	for (size_t i = 0; i < marks.n; i++) {
		if (marks.at[i]->kind == DX_OPEN)
			on_open(&l, marks.at[i]);
		else
			on_close(&l, marks.at[i]);
	}
	unclosed(&l);
	for (size_t i = 0; i < marks.n; i++)
		xmltree_unlink(marks.at[i]);
	for (size_t i = 0; i < l.gone.n; i++)
		if (l.gone.at[i]->parent)
			xmltree_unlink(l.gone.at[i]);
}
