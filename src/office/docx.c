#include "office/docx.h"

#include "office/docx_part.h"
#include "office/zip_read.h"
#include "office/zip_write.h"

/* ---- filling: one walk over a compiled part ---- */

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

/* Inside a w:t: line breaks of the text become w:br. */
static void put_field(struct filler *f, const struct xmltree_node *n, const struct docx_scope *s)
{
	str text, line;
	const struct value *v = docx_lookup(&f->names, s, n->user, f->e);
	if (v == NULL || docx_value_text(f->a, n->user, v, f->e, &text) != TD_OK)
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
		if (f->check_only || docx_truthy(v) == (tag->sign == '?'))
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
	case DX_OTHER:
	case DX_R:
	case DX_RPR:
	case DX_T:
	case DX_PROOF:
	case DX_OBJECT:
		if (n->first)
			put_element(f, n, s);
		else
			xmltree_put(&f->out, n);
		break;
	}
}

/* ---- the parts of a template ---- */

static const struct {
	str prefix, title;
} stories[] = {
    {{"word/document", 13}, {"Thân văn bản", sizeof "Thân văn bản" - 1}},
    {{"word/header", 11}, {"Đầu trang", sizeof "Đầu trang" - 1}},
    {{"word/footer", 11}, {"Chân trang", sizeof "Chân trang" - 1}},
    {{"word/footnotes", 14}, {"Chú thích cuối trang", sizeof "Chú thích cuối trang" - 1}},
    {{"word/endnotes", 13}, {"Chú thích cuối văn bản", sizeof "Chú thích cuối văn bản" - 1}},
};

/* The title of a part that may hold tags, or STR_NULL. */
static str story_title(str name)
{
	if (str_has_suffix(name, S(".xml")) && str_find_byte(str_from(name, 5), '/') == name.n - 5)
		for (size_t i = 0; i < sizeof stories / sizeof stories[0]; i++)
			if (str_has_prefix(name, stories[i].prefix))
				return stories[i].title;
	return STR_NULL;
}

static td_rc compile(struct docx_part *p, str bytes, str name)
{
	td_rc rc = xmltree_parse(p->a, bytes, name, p->e, &p->root);
	if (rc != TD_OK)
		return rc;
	p->prefix = str_upto(p->root->name, p->root->name.n - xmltree_local(p->root).n);
	docx_tags(p);
	docx_loops(p);
	return TD_OK;
}

struct job {
	struct arena *a;
	struct err *e;
	const struct value *data;
	bool check_only;
};

static td_rc fill_part(const struct job *j, str title, str name, str bytes, str *out)
{
	static const str declaration = {"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
					56};
	struct docx_part p = {.a = j->a, .e = j->e, .title = title};
	td_rc rc = compile(&p, bytes, name);
	if (rc != TD_OK)
		return rc;
	struct filler f = {.a = j->a,
			   .e = j->e,
			   .names = docx_names_new(j->a),
			   .out = sb_new(j->a, DOCX_MAX_OUT),
			   .prefix = p.prefix,
			   .check_only = j->check_only};
	struct docx_scope top = {.v = j->data};
	sb_put(&f.out, declaration);
	put_node(&f, p.root, &top);
	*out = sb_str(&f.out);
	return TD_OK;
}

static td_rc check_package(const struct zip *z, struct err *e)
{
	for (u32 i = 0; i < z->n; i++)
		if (str_has_suffix(z->entries[i].name, S("vbaProject.bin")))
			return err_add(
			    e, TD_INVALID, S(""),
			    "Tệp có chứa macro: hãy lưu lại thành «Tài liệu Word (*.docx)» không có macro.");
	if (zip_find(z, S("[Content_Types].xml")) == NULL || zip_find(z, S("word/document.xml")) == NULL)
		return err_add(
		    e, TD_INVALID, S(""),
		    "Tệp không phải là văn bản Word: hãy lưu thành «Tài liệu Word (*.docx)» rồi thử lại.");
	return TD_OK;
}

/* Word wants the list of types first. */
static void put_types_first(struct zip_part *parts, u32 n)
{
	for (u32 i = 1; i < n; i++)
		if (str_eq(parts[i].name, S("[Content_Types].xml"))) {
			struct zip_part types = parts[i];
			memmove(parts + 1, parts, i * sizeof *parts);
			parts[0] = types;
			return;
		}
}

static td_rc fill_parts(const struct job *j, str bytes, struct zip_part **parts, u32 *n)
{
	struct zip z;
	td_rc rc = zip_open(j->a, bytes, ZIP_DOCX, j->e, &z);
	if (rc == TD_OK)
		rc = check_package(&z, j->e);
	if (rc != TD_OK)
		return rc;
	size_t faults = j->e->n_total;
	*n = 0;
	*parts = NEW_N(j->a, struct zip_part, z.n);
	for (u32 i = 0; i < z.n && rc == TD_OK; i++) {
		struct zip_part *p = &(*parts)[*n];
		p->name = z.entries[i].name;
		if (str_has_suffix(p->name, S("/")))
			continue;
		rc = zip_read(&z, &z.entries[i], DOCX_MAX_PART, j->e, &p->bytes);
		str title = story_title(p->name);
		if (rc == TD_OK && title.p)
			rc = fill_part(j, title, p->name, p->bytes, &p->bytes);
		++*n;
	}
	if (rc == TD_OK && j->e->n_total > faults)
		rc = TD_INVALID;
	put_types_first(*parts, *n);
	return rc;
}

td_rc docx_fill(struct arena *a, str template_bytes, const struct value *data, struct err *e, str *out)
{
	struct job j = {a, e, data, false};
	struct zip_part *parts;
	u32 n;
	td_rc rc = fill_parts(&j, template_bytes, &parts, &n);
	return rc == TD_OK ? zip_write(a, parts, n, out) : rc;
}

td_rc docx_check(struct arena *a, str template_bytes, const struct value *sample, struct err *e)
{
	struct job j = {a, e, sample, true};
	struct zip_part *parts;
	u32 n;
	return fill_parts(&j, template_bytes, &parts, &n);
}

/* ---- plain text ---- */

static void text_of(struct sb *b, const struct xmltree_node *top)
{
	for (const struct xmltree_node *n = top; n; n = xmltree_next(n, top)) {
		str local = n->name.p ? xmltree_local(n) : STR_NULL;
		if (n->name.p == NULL && n->parent && str_eq(xmltree_local(n->parent), S("t")))
			sb_put(b, n->text);
		else if (str_eq(local, S("br")))
			sb_byte(b, '\n');
	}
}

static bool is_element(const struct xmltree_node *n, str local)
{
	return n->name.p && str_eq(xmltree_local(n), local);
}

static void row_text(struct sb *b, const struct xmltree_node *row)
{
	bool first = true;
	for (const struct xmltree_node *c = row->first; c; c = c->next) {
		if (!is_element(c, S("tc")))
			continue;
		if (!first)
			sb_byte(b, '\t');
		first = false;
		bool line = false;
		for (const struct xmltree_node *p = c->first; p; p = p->next) {
			if (!is_element(p, S("p")))
				continue;
			if (line)
				SB_LIT(b, " / ");
			line = true;
			text_of(b, p);
		}
	}
	sb_byte(b, '\n');
}

td_rc docx_text(struct arena *a, str bytes, struct err *e, str *out)
{
	struct zip z;
	str xml;
	struct xmltree_node *root;
	td_rc rc = zip_open(a, bytes, ZIP_DOCX, e, &z);
	if (rc == TD_OK)
		rc = check_package(&z, e);
	if (rc == TD_OK)
		rc = zip_read(&z, zip_find(&z, S("word/document.xml")), DOCX_MAX_PART, e, &xml);
	if (rc == TD_OK)
		rc = xmltree_parse(a, xml, S("word/document.xml"), e, &root);
	if (rc != TD_OK)
		return rc;
	struct sb b = sb_new(a, DOCX_MAX_OUT);
	for (const struct xmltree_node *n = root; n;) {
		if (is_element(n, S("tr"))) {
			row_text(&b, n);
			n = xmltree_skip(n, root);
		} else if (is_element(n, S("p"))) {
			text_of(&b, n);
			sb_byte(&b, '\n');
			n = xmltree_skip(n, root);
		} else {
			n = xmltree_next(n, root);
		}
	}
	*out = sb_str(&b);
	return TD_OK;
}
