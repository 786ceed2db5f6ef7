/* Tables: the grid, cells with their borders and contents, and the heights of rows. */
#include "print/doc.h"

struct table_look { /* of the table and its style */
	struct border borders[SIDE__N];
	double margins[SIDE__N]; /* top, left, bottom, right */
	bool indented;
	double indent;
	u8 align;
};

/* ---- properties ---- */

static void read_margins(const struct xmltree_node *n, double out[SIDE__N])
{
	static const struct {
		const char *name;
		enum side side;
	} sides[] = {{"top", SIDE_TOP},       {"left", SIDE_LEFT},   {"start", SIDE_LEFT},
		     {"bottom", SIDE_BOTTOM}, {"right", SIDE_RIGHT}, {"end", SIDE_RIGHT}};
	for (size_t i = 0; n && i < sizeof sides / sizeof *sides; i++) {
		const struct xmltree_node *k = xmlq_kid(n, sides[i].name);
		if (k)
			out[sides[i].side] = TWIPS(xmlq_int(k, "w", 0));
	}
}

static void read_table_look(const struct xmltree_node *tblpr, struct table_look *out)
{
	const struct xmltree_node *indent = xmlq_kid(tblpr, "tblInd"), *jc = xmlq_kid(tblpr, "jc");
	str align = xmlq_attr(jc, "val");
	props_read_borders(xmlq_kid(tblpr, "tblBorders"), out->borders);
	read_margins(xmlq_kid(tblpr, "tblCellMar"), out->margins);
	if (indent) {
		out->indented = true;
		out->indent = TWIPS(xmlq_int(indent, "w", 0));
	}
	if (jc)
		out->align = str_eq(align, S("center"))                             ? ALIGN_CENTER
			     : str_eq(align, S("right")) || str_eq(align, S("end")) ? ALIGN_RIGHT
										    : ALIGN_LEFT;
}

static void see_style(void *ctx, const struct xmltree_node *style)
{
	read_table_look(xmlq_kid(style, "tblPr"), ctx);
}

/* ---- grid ---- */

static double grid_sum(const struct table *t)
{
	return t->grid[t->n_grid];
}

static void read_grid(const struct xmltree_node *n, struct table *t)
{
	const struct xmltree_node *grid = xmlq_kid(n, "tblGrid");
	for (const struct xmltree_node *k = grid ? grid->first : NULL; k && t->n_grid < PRINT_MAX_GRID;
	     k = k->next)
		if (xmlq_is(k, "gridCol")) {
			double wide = TWIPS(xmlq_int(k, "w", 0));
			t->grid[t->n_grid + 1] = t->grid[t->n_grid] + (wide > 0 ? wide : 0);
			t->n_grid++;
		}
}

/* A file without a grid: as many columns as the first row has, as wide as it says. */
static void guess_grid(const struct xmltree_node *n, struct table *t, double room)
{
	const struct xmltree_node *row = xmlq_kid(n, "tr");
	t->n_grid = 0;
	for (const struct xmltree_node *k = row ? row->first : NULL; k && t->n_grid < PRINT_MAX_GRID;
	     k = k->next)
		if (xmlq_is(k, "tc")) {
			double wide = TWIPS(xmlq_int(xmlq_kid(xmlq_kid(k, "tcPr"), "tcW"), "w", 0));
			t->grid[t->n_grid + 1] = t->grid[t->n_grid] + (wide > 0 ? wide : 0);
			t->n_grid++;
		}
	if (grid_sum(t) < 1)
		for (u32 i = 0; i <= t->n_grid; i++)
			t->grid[i] = room * i / (t->n_grid ? t->n_grid : 1);
}

/* A width in per cent scales the grid. */
static void fit_grid(const struct xmltree_node *tblpr, struct table *t, double room)
{
	const struct xmltree_node *w = xmlq_kid(tblpr, "tblW");
	str value = xmlq_attr(w, "w");
	const bool fiftieths = str_eq(xmlq_attr(w, "type"), S("pct"));
	double part = 0;
	if (value.n && value.p[value.n - 1] == '%')
		part = (double)xmlq_int(w, "w", 0) / 100;
	else if (fiftieths)
		part = (double)xmlq_int(w, "w", 0) / 5000;
	if (part <= 0 || part > 3 || grid_sum(t) < 1)
		return;
	const double scale = room * part / grid_sum(t);
	for (u32 i = 0; i <= t->n_grid; i++)
		t->grid[i] *= scale;
}

/* ---- cells ---- */

static void inherit(struct cell *c, const struct table *t, const struct table_look *look, u32 row,
		    bool last_row)
{
	const struct border *b = look->borders;
	struct border own[SIDE__N];
	memcpy(own, c->borders, sizeof own);
	c->borders[SIDE_TOP] = own[SIDE_TOP].set ? own[SIDE_TOP] : b[row == 0 ? SIDE_TOP : SIDE_INNER_H];
	c->borders[SIDE_BOTTOM] =
	    own[SIDE_BOTTOM].set ? own[SIDE_BOTTOM] : b[last_row ? SIDE_BOTTOM : SIDE_INNER_H];
	c->borders[SIDE_LEFT] =
	    own[SIDE_LEFT].set ? own[SIDE_LEFT] : b[c->col == 0 ? SIDE_LEFT : SIDE_INNER_V];
	c->borders[SIDE_RIGHT] = own[SIDE_RIGHT].set
				     ? own[SIDE_RIGHT]
				     : b[c->col + c->span >= t->n_grid ? SIDE_RIGHT : SIDE_INNER_V];
}

static void read_cell_look(struct doc *d, const struct xmltree_node *tcpr, struct cell *c)
{
	double margins[SIDE__N] = {c->top, c->left, c->bottom, c->right};
	const struct xmltree_node *merge = xmlq_kid(tcpr, "vMerge"), *shade = xmlq_kid(tcpr, "shd");
	str align = xmlq_attr(xmlq_kid(tcpr, "vAlign"), "val"),
	    turned = xmlq_attr(xmlq_kid(tcpr, "textDirection"), "val");
	c->merged = merge && !str_eq(xmlq_attr(merge, "val"), S("restart"));
	c->back = shade ? props_fill(shade) : COLOUR_NONE;
	c->valign = str_eq(align, S("center"))   ? ALIGN_CENTER
		    : str_eq(align, S("bottom")) ? ALIGN_RIGHT
						 : ALIGN_LEFT;
	props_read_borders(xmlq_kid(tcpr, "tcBorders"), c->borders);
	read_margins(xmlq_kid(tcpr, "tcMar"), margins);
	c->top = margins[SIDE_TOP];
	c->left = margins[SIDE_LEFT];
	c->bottom = margins[SIDE_BOTTOM];
	c->right = margins[SIDE_RIGHT];
	if (turned.n && !str_eq(turned, S("lrTb")))
		notes_add(&d->notes, NOTE_DIRECTION, d->part, 0);
}

static void read_cell(struct doc *d, const struct xmltree_node *n, struct row *r,
		      const struct table_look *look, u32 *col)
{
	struct table *t = r->table;
	const struct xmltree_node *tcpr = xmlq_kid(n, "tcPr");
	i64 span = xmlq_int(xmlq_kid(tcpr, "gridSpan"), "val", 1);
	if (*col >= t->n_grid || ++d->n_cells > PRINT_MAX_CELLS)
		return;
	if (span < 1 || span > t->n_grid - *col)
		span = span < 1 ? 1 : t->n_grid - *col;
	struct cell *c = &VEC_PUSH(d->a, &r->cells);
	*c = (struct cell){.col = *col,
			   .span = (u32)span,
			   .top = look->margins[SIDE_TOP],
			   .left = look->margins[SIDE_LEFT],
			   .bottom = look->margins[SIDE_BOTTOM],
			   .right = look->margins[SIDE_RIGHT]};
	read_cell_look(d, tcpr, c);
	*col += (u32)span;
	c->x = t->grid[c->col];
	c->wide = t->grid[*col] - c->x;
	const double room = c->wide - c->left - c->right;
	struct column content = {0};
	if (!c->merged)
		blocks_read(d, n, room > 1 ? room : 1, &content);
	r->cells.at[r->cells.n - 1].content = content; /* the list may have moved */
}

static bool has_tables(const struct row *r)
{
	for (size_t i = 0; i < r->cells.n; i++)
		for (size_t k = 0; k < r->cells.at[i].content.at.n; k++)
			if (r->cells.at[i].content.at.at[k].row)
				return true;
	return false;
}

static void read_row(struct doc *d, const struct xmltree_node *n, struct table *t,
		     const struct table_look *look)
{
	struct row *r = NEW(d->a, struct row);
	const struct xmltree_node *trpr = xmlq_kid(n, "trPr"), *h = xmlq_kid(trpr, "trHeight");
	u32 col = (u32)xmlq_int(xmlq_kid(trpr, "gridBefore"), "val", 0);
	if (xmlq_kid(trpr, "del"))
		return;
	*r = (struct row){.table = t, .ix = (u32)t->rows.n, .least = TWIPS(xmlq_int(h, "val", 0))};
	r->exact = str_eq(xmlq_attr(h, "hRule"), S("exact"));
	r->whole = xmlq_on(xmlq_kid(trpr, "cantSplit")) || r->exact;
	r->header = xmlq_on(xmlq_kid(trpr, "tblHeader")) && t->n_head == t->rows.n;
	t->n_head += r->header;
	for (const struct xmltree_node *k = n->first; k; k = k->next) {
		if (xmlq_is(k, "tc"))
			read_cell(d, k, r, look, &col);
		else if (xmlq_is(k, "sdt") && xmlq_kid(xmlq_kid(k, "sdtContent"), "tc"))
			read_cell(d, xmlq_kid(xmlq_kid(k, "sdtContent"), "tc"), r, look, &col);
	}
	const struct column *first = r->cells.n ? &r->cells.at[0].content : NULL;
	r->keep_next = first && first->at.n && first->at.at[0].para && first->at.at[0].para->shape.keep_next;
	r->whole = r->whole || has_tables(r);
	VEC_PUSH(d->a, &t->rows) = r;
}

static void read_rows(struct doc *d, const struct xmltree_node *n, struct table *t,
		      const struct table_look *look)
{
	for (const struct xmltree_node *k = n->first; k; k = k->next) {
		if (xmlq_is(k, "tr"))
			read_row(d, k, t, look);
		else if (xmlq_is(k, "sdt") || xmlq_is(k, "sdtContent") || xmlq_is(k, "customXml") ||
			 xmlq_is(k, "ins"))
			read_rows(d, k, t, look);
	}
}

/* ---- heights ---- */

static struct cell *at_column(struct row *r, u32 col)
{
	for (size_t i = 0; i < r->cells.n; i++)
		if (r->cells.at[i].col == col)
			return &r->cells.at[i];
	return NULL;
}

/* Ties merged cells to the one they go on from. What has nothing above is a cell of its own. */
static void tie(struct table *t)
{
	for (size_t i = 0; i < t->rows.n; i++)
		for (size_t k = 0; k < t->rows.at[i]->cells.n; k++) {
			struct cell *c = &t->rows.at[i]->cells.at[k];
			struct cell *up = c->merged && i ? at_column(t->rows.at[i - 1], c->col) : NULL;
			c->merged = up != NULL;
			c->owner = up ? (up->owner ? up->owner : up) : NULL;
			if (up) {
				up->merges_down = true;
				t->rows.at[i]->whole = t->rows.at[i - 1]->whole = true;
			}
		}
}

static double need(const struct cell *c)
{
	return blocks_height(&c->content, 0, (u32)c->content.at.n) + c->top + c->bottom;
}

static void measure_row(struct row *r, bool last)
{
	double below = 0;
	for (size_t i = 0; i < r->cells.n; i++) {
		const struct cell *c = &r->cells.at[i];
		if (!c->merged && c->borders[SIDE_TOP].width > r->edge)
			r->edge = c->borders[SIDE_TOP].width;
		if (c->borders[SIDE_BOTTOM].width > below)
			below = c->borders[SIDE_BOTTOM].width;
		if (!c->merged && !c->merges_down && need(c) > r->height)
			r->height = need(c);
	}
	r->height += r->edge + (last ? below : 0);
	if (r->exact ? r->least > 0 : r->least > r->height)
		r->height = r->least;
}

/* The last row of merged cells grows until what they hold has room. */
static void stretch_merged(struct table *t)
{
	for (size_t i = 0; i < t->rows.n; i++)
		for (size_t k = 0; k < t->rows.at[i]->cells.n; k++) {
			const struct cell *c = &t->rows.at[i]->cells.at[k];
			double room = t->rows.at[i]->height;
			size_t last = i;
			if (c->merged || !c->merges_down)
				continue;
			for (const struct cell *at = c; at && at->merges_down && last + 1 < t->rows.n;) {
				room += t->rows.at[++last]->height;
				at = at_column(t->rows.at[last], c->col);
			}
			const double missing = need(c) + t->rows.at[i]->edge - room;
			if (missing > 0 && !t->rows.at[last]->exact)
				t->rows.at[last]->height += missing;
		}
}

static void measure(struct table *t, const struct table_look *look)
{
	for (size_t i = 0; i < t->rows.n; i++)
		for (size_t k = 0; k < t->rows.at[i]->cells.n; k++)
			inherit(&t->rows.at[i]->cells.at[k], t, look, (u32)i, i + 1 == t->rows.n);
	for (size_t i = 0; i < t->rows.n; i++)
		measure_row(t->rows.at[i], i + 1 == t->rows.n);
	stretch_merged(t);
	if (t->n_head == t->rows.n)
		t->n_head = 0;
	for (u32 i = 0; i < t->n_head; i++)
		t->head += t->rows.at[i]->height;
}

static void position(struct doc *d, struct table *t, const struct table_look *look, double room)
{
	t->wide = grid_sum(t);
	if (look->align == ALIGN_CENTER)
		t->x = (room - t->wide) / 2;
	else if (look->align == ALIGN_RIGHT)
		t->x = room - t->wide;
	else
		t->x = look->indent - (d->new_tables ? 0 : look->margins[SIDE_LEFT]);
}

void table_read(struct doc *d, const struct xmltree_node *n, double width, struct column *out)
{
	struct table *t = NEW(d->a, struct table);
	const struct xmltree_node *tblpr = xmlq_kid(n, "tblPr");
	struct table_look look = {.margins = {[SIDE_LEFT] = 5.4, [SIDE_RIGHT] = 5.4}};
	str style = xmlq_attr(xmlq_kid(tblpr, "tblStyle"), "val"), outer = d->table_style;
	if (++d->nested > PRINT_MAX_NESTED) {
		notes_add(&d->notes, NOTE_NESTED, d->part, 0);
		d->nested--;
		return;
	}
	if (xmlq_kid(tblpr, "tblpPr"))
		notes_add(&d->notes, NOTE_TABLE_FLOATING, d->part, 0);
	styles_table(&d->styles, style, see_style, &look);
	read_table_look(tblpr, &look);
	d->table_style = style.p && !str_eq(style, d->styles.table) ? style : STR_NULL;
	read_grid(n, t);
	if (grid_sum(t) < 1)
		guess_grid(n, t, width);
	fit_grid(tblpr, t, width);
	read_rows(d, n, t, &look);
	tie(t);
	measure(t, &look);
	position(d, t, &look, width);
	for (size_t i = 0; i < t->rows.n; i++) {
		struct row *r = t->rows.at[i];
		VEC_PUSH(d->a, &out->at) = (struct strip){.row = r,
							  .gap = i ? 0 : out->after,
							  .height = r->height,
							  .glued = r->keep_next || i < t->n_head,
							  .section = d->section};
	}
	if (t->rows.n) {
		out->after = 0;
		out->last = NULL;
	}
	d->table_style = outer;
	d->nested--;
}
