#include "office/book.h"

enum { COL_CODE, COL_NAME, COL_POINTS, COL_KIND, COL_UNIT, COL_OWNER, COL_HOW };

/* Levels stand below their criterion with a dash for a code: the reader of sheets knows them by that. */
static void put_levels(struct book *b, struct book_sheet *s, const struct criterion *c)
{
	for (u32 i = 0; i < c->n_levels; i++) {
		struct book_row *row = book_row(b, s, BOOK_PLAIN);
		row->indent = c->depth;
		row->cells[COL_CODE] = book_text(S("–"));
		row->cells[COL_NAME] = book_text(c->levels[i].label);
		row->cells[COL_POINTS] = book_points(c->levels[i].points_c);
	}
}

static void put_node(struct book *b, struct book_sheet *s, const struct criterion *c)
{
	bool group = c->kind == CRIT_GROUP;
	struct book_row *row = book_row(b, s, group ? BOOK_GROUP : BOOK_PLAIN);
	row->indent = c->depth ? c->depth - 1u : 0;
	row->cells[COL_CODE] = book_text(c->code);
	row->cells[COL_NAME] = book_text(c->name);
	row->cells[COL_POINTS] = book_points(c->max_c);
	row->cells[COL_KIND] = book_text(group ? S("") : str_c(criterion_kind_name(c->kind)));
	row->cells[COL_UNIT] = book_text(c->unit);
	row->cells[COL_OWNER] = book_text(c->owner);
	row->cells[COL_HOW] = book_text(c->note);
	put_levels(b, s, c);
}

struct book *book_scheme(struct arena *a, str cluster, const struct scheme *scheme)
{
	static const struct book_col cols[] = {
	    {.title = {"TT", 2}, .width = 8, .align = BOOK_CENTRE},
	    {.title = {"Nội dung", sizeof "Nội dung" - 1}, .width = 60},
	    {.title = {"Điểm chuẩn", sizeof "Điểm chuẩn" - 1}, .width = 10, .align = BOOK_RIGHT},
	    {.title = {"Kiểu tính", sizeof "Kiểu tính" - 1}, .width = 22},
	    {.title = {"Đơn vị tính", sizeof "Đơn vị tính" - 1}, .width = 12},
	    {.title = {"Đơn vị phụ trách", sizeof "Đơn vị phụ trách" - 1}, .width = 20},
	    {.title = {"Hướng dẫn chấm điểm", sizeof "Hướng dẫn chấm điểm" - 1}, .width = 40},
	};
	struct book *b = book_new(a, scheme->title);
	struct book_sheet *s = book_sheet(b, S("Bảng tiêu chí"));
	s->landscape = true;
	if (cluster.n)
		book_title(b, s, cluster);
	book_title(b, s, scheme->title);
	for (size_t i = 0; i < sizeof cols / sizeof *cols; i++)
		book_col(b, s, cols[i]);
	for (u32 k = 1; k < scheme->n_nodes; k++)
		put_node(b, s, &scheme->nodes[k]);
	struct book_row *total = book_row(b, s, BOOK_TOTAL);
	total->cells[COL_NAME] = book_text(S("Tổng cộng"));
	total->cells[COL_POINTS] = book_points(scheme->max_c);
	for (u32 i = 0; i < scheme->n_ties; i++)
		book_note(b, s, arena_fmt(a, "Khi bằng điểm, %u: %.*s", i + 1, STRF(scheme->ties[i].text)));
	return b;
}
