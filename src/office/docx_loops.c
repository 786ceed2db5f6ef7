#include "office/docx_part.h"

enum { MAX_NESTED = 16 };

typedef VEC(struct xmltree_node *) node_list;

struct looper {
	struct docx_part *part;
	struct xmltree_node *open[MAX_NESTED];
	u32 n_open;
	node_list gone; /* paragraphs, rows and runs that only held tags: taken out when all is matched */
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
		if (n->kind == DX_FIELD || n->kind == DX_OBJECT)
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
	while ((*x)->parent->kind == DX_LOOP)
		*x = *y = (*x)->parent;
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
	wrap(l, l->open[--l->n_open], n);
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
	node_list marks = {0};
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
