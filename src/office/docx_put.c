/* Filling: one walk over a compiled part. */
#include "office/docx_part.h"

struct filler {
	struct arena *a;
	struct err *e;
	struct docx_names names;
	struct sb out;
	str prefix;
	bool check_only;  /* go through every repetition once, whatever the data */
	bool after_p;     /* the last block written was a paragraph */
	size_t n_columns; /* the columns that share one width; 0: not in a repeated column */
	u32 n_rows;       /* rows written into the table at hand */
	struct docx_media *media;
	const struct docx_image *picture; /* to be shown by the drawing at hand */
};

static void put_node(struct filler *f, const struct xmltree_node *n, const struct docx_scope *s);

static void put_children(struct filler *f, const struct xmltree_node *n, const struct docx_scope *s)
{
	for (const struct xmltree_node *k = n->first; k; k = k->next)
		put_node(f, k, s);
}

static void put_element(struct filler *f, const struct xmltree_node *n, const struct docx_scope *s)
{
	xmltree_put_start(&f->out, n);
	put_children(f, n, s);
	xmltree_put_end(&f->out, n);
}

/* The image a field gives, or NULL when it is empty or faulty. */
static const struct docx_image *image_of(struct filler *f, struct docx_tag *tag, const struct docx_scope *s)
{
	str text;
	const struct value *v = docx_lookup(&f->names, s, tag, f->e);
	if (v == NULL || v->kind == VALUE_NULL || docx_plain(f->a, tag, v, f->e, &text) != TD_OK)
		return NULL;
	return text.n ? docx_image_of(f->media, tag, text, f->e) : NULL;
}

/* Inside a w:t. */
static void put_image(struct filler *f, struct docx_tag *tag, const struct docx_scope *s)
{
	const struct docx_image *image = image_of(f, tag, s);
	if (image == NULL)
		return;
	sb_fmt(&f->out, "</%.*st>", STRF(f->prefix));
	docx_put_image(&f->out, f->prefix, f->media, image, tag);
	sb_fmt(&f->out, "<%.*st xml:space=\"preserve\">", STRF(f->prefix));
}

/* A drawing whose picture is another one now; without one it is left out. */
static void put_picture(struct filler *f, const struct xmltree_node *n, const struct docx_scope *s)
{
	const struct docx_image *outer = f->picture;
	f->picture = image_of(f, n->user, s);
	if (f->picture)
		put_element(f, n, s);
	f->picture = outer;
}

/* Drawings are numbered as they come: a repetition would give a number twice. */
static void put_doc_pr(struct filler *f, const struct xmltree_node *n, const struct docx_scope *s)
{
	struct xmltree_node *d = xmltree_shell(f->a, n);
	xmltree_set(f->a, d, S("id"), arena_fmt(f->a, "%u", ++f->media->n_drawings));
	if (f->picture)
		xmltree_set(f->a, d, S("descr"), f->picture->alt);
	xmltree_put_start(&f->out, d);
	put_children(f, n, s);
	xmltree_put_end(&f->out, d);
}

static void put_blip(struct filler *f, const struct xmltree_node *n, const struct docx_scope *s)
{
	struct xmltree_node *d = xmltree_shell(f->a, n);
	for (size_t i = 0; f->picture && i < d->attrs.n; i++)
		if (str_has_suffix(d->attrs.at[i].name, S(":embed")))
			d->attrs.at[i].value = f->picture->relation;
	xmltree_put_start(&f->out, d);
	if (f->picture == NULL) /* what stands inside may name another file for the picture of before */
		put_children(f, n, s);
	xmltree_put_end(&f->out, d);
}

/* Inside a w:t: line breaks of the text become w:br. */
static void put_field(struct filler *f, const struct xmltree_node *n, const struct docx_scope *s)
{
	str text, line;
	struct docx_tag *tag = n->user;
	if (tag->sign == '@') {
		put_image(f, tag, s);
		return;
	}
	const struct value *v = docx_lookup(&f->names, s, tag, f->e);
	if (v == NULL || docx_value_text(f->a, tag, v, f->e, &text) != TD_OK)
		return;
	for (bool first = true; str_split(&text, '\n', &line); first = false) {
		if (!first)
			sb_fmt(&f->out, "</%.*st><%.*sbr/><%.*st xml:space=\"preserve\">", STRF(f->prefix),
			       STRF(f->prefix), STRF(f->prefix));
		xmltree_put_text(&f->out, line);
	}
}

static void put_items(struct filler *f, const struct xmltree_node *n, const struct value *list,
		      const struct docx_scope *s)
{
	struct docx_tag *tag = n->user;
	size_t count = f->check_only && list->items.n ? 1 : list->items.n, outer = f->n_columns;
	if (tag->sign == '+')
		f->n_columns = count;
	for (size_t i = 0; i < count; i++) {
		struct docx_scope item = {list->items.at[i].value, i, list->items.n, true, s};
		put_children(f, n, &item);
	}
	f->n_columns = outer;
}

/* The width of a column or cell, a part of it when the column is repeated. */
static void put_width(struct filler *f, const struct xmltree_node *n)
{
	if (f->n_columns == 0) {
		xmltree_put(&f->out, n);
		return;
	}
	struct xmltree_node *w = xmltree_shell(f->a, n);
	str name = arena_fmt(f->a, "%.*sw", STRF(f->prefix));
	i64 width;
	if (str_i64(xmltree_get(n, name), &width) == TD_OK)
		xmltree_set(f->a, w, name, arena_fmt(f->a, "%lld", (long long)(width / (i64)f->n_columns)));
	xmltree_put(&f->out, w);
}

static void put_loop(struct filler *f, const struct xmltree_node *n, const struct docx_scope *s)
{
	struct docx_tag *tag = n->user;
	const struct value *v = docx_lookup(&f->names, s, tag, f->e);
	if (v == NULL)
		return;
	if (tag->sign == '^' || tag->sign == '?') {
		bool holds = docx_holds(f->a, tag, v, f->e) == (tag->sign == '?');
		if (f->check_only || holds)
			put_children(f, n, s);
	} else if (v->kind == VALUE_LIST) {
		put_items(f, n, v, s);
	} else if (f->check_only || docx_truthy(v)) {
		struct docx_scope group = {v, 0, 0, false, s};
		put_children(f, n, v->kind == VALUE_MAP ? &group : s);
	}
}

/* A cell or story ends with a paragraph, also when everything in it was left out. */
static void put_story(struct filler *f, const struct xmltree_node *n, const struct docx_scope *s)
{
	bool outer = f->after_p;
	f->after_p = false;
	xmltree_put_start(&f->out, n);
	const struct xmltree_node *last = n->last; /* sectPr, if any */
	while (last && last->name.p == NULL)
		last = last->prev;
	if (last && last->kind != DX_OBJECT)
		last = NULL;
	for (const struct xmltree_node *k = n->first; k != last; k = k->next)
		put_node(f, k, s);
	if (!f->after_p)
		sb_fmt(&f->out, "<%.*sp/>", STRF(f->prefix));
	if (last)
		put_node(f, last, s);
	xmltree_put_end(&f->out, n);
	f->after_p = outer;
}

/* Word refuses a table without rows: such a table is left out. */
static void put_table(struct filler *f, const struct xmltree_node *n, const struct docx_scope *s)
{
	size_t start = f->out.n;
	u32 outer = f->n_rows;
	f->n_rows = 0;
	put_element(f, n, s);
	if (f->n_rows == 0)
		f->out.n = start;
	else
		f->after_p = false;
	f->n_rows = outer;
}

static void put_node(struct filler *f, const struct xmltree_node *n, const struct docx_scope *s)
{
	if (n->name.p == NULL) {
		xmltree_put_text(&f->out, n->text);
		return;
	}
	switch ((enum docx_kind)n->kind) {
	case DX_FIELD:
		put_field(f, n, s);
		break;
	case DX_LOOP:
		put_loop(f, n, s);
		break;
	case DX_TC:
	case DX_STORY:
		put_story(f, n, s);
		break;
	case DX_TBL:
		put_table(f, n, s);
		break;
	case DX_TR:
		f->n_rows++;
		put_element(f, n, s);
		break;
	case DX_P:
		put_element(f, n, s);
		f->after_p = true;
		break;
	case DX_GRIDCOL:
	case DX_WIDTH:
		put_width(f, n);
		break;
	case DX_OPEN:
	case DX_CLOSE:
		break;
	case DX_PICTURE:
		put_picture(f, n, s);
		break;
	case DX_DOCPR:
		put_doc_pr(f, n, s);
		break;
	case DX_BLIP:
		put_blip(f, n, s);
		break;
	case DX_OTHER:
	case DX_R:
	case DX_RPR:
	case DX_T:
	case DX_OBJECT:
		if (n->first)
			put_element(f, n, s);
		else
			xmltree_put(&f->out, n);
		break;
	}
}

str docx_put(struct docx_part *p, const struct value *data, struct docx_media *media, bool check_only)
{
	struct filler f = {.a = p->a,
			   .e = p->e,
			   .names = docx_names_new(p->a),
			   .out = sb_new(p->a, DOCX_MAX_OUT),
			   .prefix = p->prefix,
			   .check_only = check_only,
			   .media = media};
	struct docx_scope top = {.v = data};
	SB_LIT(&f.out, DOCX_DECLARATION);
	put_node(&f, p->root, &top);
	return sb_str(&f.out);
}
