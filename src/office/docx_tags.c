#include "base/vi.h"
#include "office/docx_part.h"

typedef VEC(struct xmltree_node *) node_list;

/* ---- kinds ---- */

static u32 kind_of(str local)
{
	static const struct {
		str name;
		enum docx_kind kind;
	} kinds[] = {
	    {{"p", 1}, DX_P},
	    {{"r", 1}, DX_R},
	    {{"rPr", 3}, DX_RPR},
	    {{"t", 1}, DX_T},
	    {{"tbl", 3}, DX_TBL},
	    {{"tr", 2}, DX_TR},
	    {{"tc", 2}, DX_TC},
	    {{"gridCol", 7}, DX_GRIDCOL},
	    {{"tcW", 3}, DX_WIDTH},
	    {{"proofErr", 8}, DX_PROOF},
	    {{"drawing", 7}, DX_OBJECT},
	    {{"pict", 4}, DX_OBJECT},
	    {{"object", 6}, DX_OBJECT},
	    {{"fldChar", 7}, DX_OBJECT},
	    {{"sym", 3}, DX_OBJECT},
	    {{"sectPr", 6}, DX_OBJECT},
	    {{"body", 4}, DX_STORY},
	    {{"hdr", 3}, DX_STORY},
	    {{"ftr", 3}, DX_STORY},
	    {{"footnote", 8}, DX_STORY},
	    {{"endnote", 7}, DX_STORY},
	    {{"txbxContent", 11}, DX_STORY},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (str_eq(kinds[i].name, local))
			return kinds[i].kind;
	return DX_OTHER;
}

/* Sets the kinds, drops proofErr and gives the paragraphs in document order. */
static void classify(struct docx_part *p, node_list *paragraphs)
{
	struct xmltree_node *next;
	for (struct xmltree_node *n = p->root; n; n = next) {
		if (n->name.p && str_has_prefix(n->name, p->prefix) &&
		    str_find_byte(str_from(n->name, p->prefix.n), ':') == n->name.n - p->prefix.n)
			n->kind = kind_of(str_from(n->name, p->prefix.n));
		if (n->kind == DX_PROOF && n != p->root) {
			next = xmltree_skip(n, p->root);
			xmltree_unlink(n);
			continue;
		}
		if (n->kind == DX_P)
			VEC_PUSH(p->a, paragraphs) = n;
		next = xmltree_next(n, p->root);
	}
}

/* ---- one tag's text ---- */

static bool parse_format(struct docx_tag *t, str folded)
{
	static const struct {
		str name;
		struct docx_format format;
	} formats[] = {
	    {{"so", 2}, {FMT_NUM, -1}},   {{"so 0", 4}, {FMT_NUM, 0}},  {{"so 1", 4}, {FMT_NUM, 1}},
	    {{"so 2", 4}, {FMT_NUM, 2}},  {{"ngay", 4}, {FMT_DAY, 0}},  {{"ngay dai", 8}, {FMT_DAY_LONG, 0}},
	    {{"chu", 3}, {FMT_WORDS, 0}}, {{"hoa", 3}, {FMT_UPPER, 0}}, {{"hoa dau", 7}, {FMT_CAPITAL, 0}},
	};
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
		if (str_eq(formats[i].name, folded)) {
			t->formats[t->n_formats++] = formats[i].format;
			return true;
		}
	return false;
}

static void parse_formats(struct docx_part *p, struct docx_tag *t, str list)
{
	str f;
	while (str_split(&list, '|', &f)) {
		if (t->n_formats == DOCX_MAX_FORMATS)
			docx_fault(t, p->e, "Thẻ {{%.*s}} có quá nhiều định dạng (tối đa %d).", STRF(t->raw),
				   DOCX_MAX_FORMATS);
		else if (!parse_format(t, vi_fold(p->a, f)))
			docx_fault(
			    t, p->e,
			    "Không có định dạng «%.*s». Hãy dùng một trong: số, số:0, số:1, số:2, ngày, "
			    "ngày dài, chữ, hoa, hoa đầu.",
			    STRF(str_trim(f)));
	}
}

static void parse_path(struct docx_part *p, struct docx_tag *t, str path)
{
	if (str_eq(path, S(".")))
		return;
	str name;
	while (str_split(&path, '.', &name)) {
		str folded = vi_fold(p->a, name);
		if (t->n_names == DOCX_MAX_PATH || folded.n == 0) {
			docx_fault(t, p->e, "Tên trường trong thẻ {{%.*s}} không hợp lệ.", STRF(t->raw));
			return;
		}
		t->names[t->n_names++] = folded;
	}
}

struct docx_tag *docx_tag_parse(struct docx_part *p, str text, str where)
{
	struct docx_tag *t = NEW(p->a, struct docx_tag);
	t->where = where;
	text = str_trim(text);
	if (text.n && strchr("#+?^/", text.p[0])) {
		t->sign = text.p[0];
		text = str_trim(str_from(text, 1));
	}
	t->raw = text;
	size_t bar = str_find_byte(text, '|');
	str path = str_trim(str_upto(text, bar));
	if (path.n == 0) {
		if (t->sign != '/')
			docx_fault(t, p->e, "Có thẻ {{%.*s}} không ghi tên trường.", STRF(text));
		return t;
	}
	parse_path(p, t, path);
	if (bar < text.n)
		parse_formats(p, t, str_from(text, bar + 1));
	return t;
}

/* ---- tags of one paragraph ---- */

struct found {
	size_t from, to; /* in the paragraph's text, braces included */
	struct docx_tag *tag;
};

struct paragraph {
	struct docx_part *part;
	node_list texts;  /* its w:t nodes */
	VEC(size_t) ends; /* texts.at[i] holds the text up to ends.at[i] */
	str text;
	str where;
	VEC(struct found) tags;
};

static void gather(struct paragraph *g, struct xmltree_node *p)
{
	struct arena *a = g->part->a;
	struct sb b = sb_new(a, DOCX_MAX_PART);
	struct xmltree_node *n = xmltree_next(p, p);
	while (n) {
		if (n->kind == DX_T) {
			for (const struct xmltree_node *k = n->first; k; k = k->next)
				sb_put(&b, k->name.p ? S("") : k->text);
			VEC_PUSH(a, &g->texts) = n;
			VEC_PUSH(a, &g->ends) = b.n;
		}
		/* the paragraphs of a text box come on their own */
		n = n->kind == DX_T || n->kind == DX_P ? xmltree_skip(n, p) : xmltree_next(n, p);
	}
	g->text = sb_str(&b);
}

/* "Thân văn bản, đoạn «Căn cứ {{trich ieu}}…»" */
static str place(const struct paragraph *g)
{
	enum { SHOWN = 72 };
	size_t n = g->text.n < SHOWN ? g->text.n : SHOWN;
	while (n < g->text.n && n && ((unsigned char)g->text.p[n] & 0xc0) == 0x80)
		n--;
	return arena_fmt(g->part->a, "%.*s, đoạn «%.*s%s»", STRF(g->part->title), (int)n, g->text.p,
			 n < g->text.n ? "…" : "");
}

static void unclosed(struct paragraph *g, size_t from)
{
	size_t n = g->text.n - from < 40 ? g->text.n - from : 40;
	while (from + n < g->text.n && n && ((unsigned char)g->text.p[from + n] & 0xc0) == 0x80)
		n--;
	(void)err_add(g->part->e, TD_INVALID, g->where,
		      "Thẻ «%.*s» chưa có dấu }} đóng lại trong cùng một đoạn.", (int)n, g->text.p + from);
}

static void scan(struct paragraph *g)
{
	size_t at = 0;
	for (;;) {
		size_t from = at + str_find(str_from(g->text, at), S("{{"));
		if (from >= g->text.n)
			return;
		str rest = str_from(g->text, from + 2);
		size_t n = str_find(rest, S("}}"));
		at = from + 2;
		if (n == rest.n || n > DOCX_MAX_TAG || str_find(str_upto(rest, n), S("{{")) < n) {
			unclosed(g, from);
			continue;
		}
		at = from + n + 4;
		VEC_PUSH(g->part->a, &g->tags) =
		    (struct found){from, at, docx_tag_parse(g->part, str_upto(rest, n), g->where)};
	}
}

static struct xmltree_node *tag_node(struct docx_part *p, struct docx_tag *tag)
{
	struct xmltree_node *n = xmltree_element(p->a, S("{{}}"));
	n->kind = tag->sign == 0 ? DX_FIELD : tag->sign == '/' ? DX_CLOSE : DX_OPEN;
	n->user = tag;
	return n;
}

static void append_text(struct docx_part *p, struct xmltree_node *t, str s)
{
	if (s.n)
		xmltree_insert(t, NULL, xmltree_text(p->a, s));
}

/* Gives every w:t its own text again, with tags as nodes; a tag goes whole to the w:t where it begins. */
static void distribute(struct paragraph *g)
{
	size_t at = 0, k = 0;
	for (size_t i = 0; i < g->texts.n; i++) {
		struct xmltree_node *t = g->texts.at[i];
		size_t end = g->ends.at[i];
		t->first = t->last = NULL;
		xmltree_set(g->part->a, t, S("xml:space"), S("preserve"));
		for (; k < g->tags.n && g->tags.at[k].from < end; k++) {
			append_text(g->part, t, (str){g->text.p + at, g->tags.at[k].from - at});
			xmltree_insert(t, NULL, tag_node(g->part, g->tags.at[k].tag));
			at = g->tags.at[k].to;
		}
		if (at < end) {
			append_text(g->part, t, (str){g->text.p + at, end - at});
			at = end;
		}
	}
}

/* ---- tags of repetitions in runs of their own ---- */

static bool is_mark(const struct xmltree_node *n)
{
	return n->kind == DX_OPEN || n->kind == DX_CLOSE;
}

static bool has_mark(const struct xmltree_node *t)
{
	for (const struct xmltree_node *k = t->first; k; k = k->next)
		if (is_mark(k))
			return true;
	return false;
}

/* A new run before `run` that looks like it. */
static struct xmltree_node *like(struct docx_part *p, struct xmltree_node *run)
{
	struct xmltree_node *r = xmltree_shell(p->a, run);
	if (run->first && run->first->kind == DX_RPR)
		xmltree_insert(r, NULL, xmltree_clone(p->a, run->first));
	xmltree_insert(run->parent, run, r);
	return r;
}

struct splitter {
	struct docx_part *part;
	struct xmltree_node *run,
	    *piece; /* piece: the run being filled, NULL when the next content begins one */
};

static struct xmltree_node *piece(struct splitter *s)
{
	if (s->piece == NULL)
		s->piece = like(s->part, s->run);
	return s->piece;
}

static void split_text(struct splitter *s, struct xmltree_node *t)
{
	struct xmltree_node *half = NULL, *next;
	for (struct xmltree_node *k = t->first; k; k = next) {
		next = k->next;
		if (is_mark(k))
			s->piece = half = NULL;
		if (half == NULL) {
			half = xmltree_shell(s->part->a, t);
			xmltree_insert(piece(s), NULL, half);
		}
		xmltree_unlink(k);
		xmltree_insert(half, NULL, k);
		if (is_mark(k))
			s->piece = half = NULL;
	}
}

static void split_run(struct docx_part *p, struct xmltree_node *run)
{
	struct splitter s = {p, run, NULL};
	struct xmltree_node *next;
	for (struct xmltree_node *c = run->first; c; c = next) {
		next = c->next;
		if (c->kind == DX_RPR)
			continue;
		if (c->kind == DX_T && has_mark(c)) {
			split_text(&s, c);
			continue;
		}
		struct xmltree_node *into = piece(&s);
		xmltree_unlink(c);
		xmltree_insert(into, NULL, c);
	}
	xmltree_unlink(run);
}

static void isolate(struct paragraph *g)
{
	for (size_t i = 0; i < g->texts.n; i++) {
		struct xmltree_node *run = g->texts.at[i]->parent;
		if (run->kind == DX_R && run->parent && has_mark(g->texts.at[i]))
			split_run(g->part, run);
	}
}

void docx_tags(struct docx_part *p)
{
	node_list paragraphs = {0};
	classify(p, &paragraphs);
	for (size_t i = 0; i < paragraphs.n; i++) {
		struct paragraph g = {.part = p};
		gather(&g, paragraphs.at[i]);
		if (str_find(g.text, S("{{")) == g.text.n)
			continue;
		g.where = place(&g);
		scan(&g);
		distribute(&g);
		isolate(&g);
	}
}
