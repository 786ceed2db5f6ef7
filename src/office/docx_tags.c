#include "base/utf8.h"
#include "base/vi.h"
#include "office/docx_part.h"

static bool is_named(const struct xmltree_node *n, str local)
{
	return n->name.p && str_eq(xmltree_local(n), local);
}

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

/* {{@qr}} as the alternative text of a drawing: the picture in it is put in place of the one drawn. */
static void picture(struct docx_part *p, struct xmltree_node *doc_pr)
{
	static const char *const names[] = {"descr", "title"};
	struct xmltree_node *drawing = doc_pr;
	while (drawing && drawing->kind != DX_OBJECT)
		drawing = drawing->parent;
	for (size_t i = 0; drawing && i < 2; i++) {
		str text = xmltree_get(doc_pr, str_c(names[i]));
		size_t from = str_find(text, S("{{")), to = str_find(text, S("}}"));
		if (to == text.n || from >= to || to - from > DOCX_MAX_TAG)
			continue;
		const struct xmltree_node *holder = drawing;
		while (holder && holder->kind != DX_P)
			holder = holder->parent;
		struct docx_tag *t = docx_tag_parse(
		    p, (str){text.p + from + 2, to - from - 2},
		    arena_fmt(p->a, "%.*s, chữ thay thế của ảnh «%.*s»", STRF(p->title), STRF(text)));
		t->paragraph = holder ? docx_number_of(holder) : 0;
		if (t->sign != '@')
			docx_fault(t, p->e, "Ảnh được thay bằng thẻ {{@…}}: viết {{@%.*s}}.", STRF(t->raw));
		drawing->kind = DX_PICTURE;
		drawing->user = t;
		return;
	}
}

static bool is_ours(const struct docx_part *p, const struct xmltree_node *n)
{
	return n->name.p && str_has_prefix(n->name, p->prefix) &&
	       str_find_byte(str_from(n->name, p->prefix.n), ':') == n->name.n - p->prefix.n;
}

/* Sets the kinds and gives the paragraphs in document order. */
static void classify(struct docx_part *p, docx_node_list *paragraphs)
{
	for (struct xmltree_node *n = p->root; n; n = xmltree_next(n, p->root)) {
		if (is_ours(p, n))
			n->kind = kind_of(str_from(n->name, p->prefix.n));
		else if (is_named(n, S("docPr")))
			n->kind = DX_DOCPR;
		else if (is_named(n, S("blip")))
			n->kind = DX_BLIP;
		if (n->kind == DX_P)
			VEC_PUSH(p->a, paragraphs) = n;
		if (n->kind == DX_DOCPR)
			picture(p, n);
	}
}

/* ---- one tag's text ---- */

#define FORMATS                                                                                                                      \
	"số, số:0, số:1, số:2, chữ, tiền, tiền chữ, la mã, ngày, ngày dài, ngày chữ, tháng, tháng la mã, " \
	"quý, "                                                                                                                     \
	"năm, nối, hoa, hoa đầu"

static void parse_formats(struct docx_part *p, struct docx_tag *t, str list)
{
	str f;
	while (str_split(&list, '|', &f)) {
		if (t->n_formats == DOCX_MAX_FORMATS) {
			docx_fault(t, p->e, "Thẻ {{%.*s}} có quá nhiều định dạng (tối đa %d).", STRF(t->raw),
				   DOCX_MAX_FORMATS);
			return;
		}
		struct docx_format *out = &t->formats[t->n_formats];
		bool ok = docx_format_parse(out, vi_fold(p->a, f));
		t->n_formats += ok;
		if (ok && (t->sign != '@' || out->kind == FMT_SIZE))
			continue;
		if (t->sign == '@')
			docx_fault(t, p->e,
				   "Cỡ ảnh «%.*s» không hợp lệ: ghi chiều rộng theo mm (30) hoặc rộng x cao "
				   "(30x40).",
				   STRF(str_trim(f)));
		else
			docx_fault(t, p->e, "Không có định dạng «%.*s». Hãy dùng một trong: " FORMATS ".",
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

/* Blanks that Word and web pages put in place of a space, and marks that take no room. */
static str plain(struct arena *a, str text)
{
	struct sb b = sb_new(a, text.n + 1);
	for (str rest = text; rest.n;) {
		str from = rest;
		i32 c = utf8_next(&rest);
		if (c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x3000 || c == '\t')
			sb_byte(&b, ' ');
		else if (c != 0xad && c != 0xfeff && (c < 0x200b || c > 0x200f) && c != 0x2060)
			sb_put(&b, str_upto(from, from.n - rest.n));
	}
	return str_trim(sb_str(&b));
}

/* {{?hạng = 1}}: the test is taken off, what is before it stays. */
static str parse_test(struct docx_part *p, struct docx_tag *t, str path)
{
	static const struct {
		str sign;
		enum docx_test test;
	} tests[] = {{{"!=", 2}, TEST_OTHER},
		     {{"≠", sizeof "≠" - 1}, TEST_OTHER},
		     {{"<>", 2}, TEST_OTHER},
		     {{">=", 2}, TEST_AT_LEAST},
		     {{"<=", 2}, TEST_AT_MOST},
		     {{"≥", sizeof "≥" - 1}, TEST_AT_LEAST},
		     {{"≤", sizeof "≤" - 1}, TEST_AT_MOST},
		     {{">", 1}, TEST_MORE},
		     {{"<", 1}, TEST_LESS},
		     {{"=", 1}, TEST_EQUAL}};
	if (t->sign != '?' && t->sign != '^' && t->sign != '/')
		return path;
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		size_t at = str_find(path, tests[i].sign);
		if (at == path.n)
			continue;
		t->test = tests[i].test;
		t->operand = str_trim(str_from(path, at + tests[i].sign.n));
		for (int k = 0; k < 2; k++) { /* quotation marks, plain and as Word corrects them */
			static const char *const marks[][2] = {{"\"", "\""}, {"“", "”"}};
			str open = str_c(marks[k][0]), close = str_c(marks[k][1]);
			if (str_has_prefix(t->operand, open) && str_has_suffix(t->operand, close) &&
			    t->operand.n >= open.n + close.n)
				t->operand = (str){t->operand.p + open.n, t->operand.n - open.n - close.n};
		}
		if (t->operand.n == 0)
			docx_fault(t, p->e, "Thẻ {{%c%.*s}} chưa ghi giá trị để so sánh.", t->sign,
				   STRF(t->raw));
		return str_trim(str_upto(path, at));
	}
	return path;
}

struct docx_tag *docx_tag_parse(struct docx_part *p, str text, str where)
{
	struct docx_tag *t = NEW(p->a, struct docx_tag);
	VEC_PUSH(p->a, &p->tags) = t;
	t->where = where;
	text = plain(p->a, text);
	if (text.n && strchr("#+?^/@", text.p[0])) {
		t->sign = text.p[0];
		text = str_trim(str_from(text, 1));
	}
	t->raw = text;
	size_t bar = str_find_byte(text, '|');
	str path = parse_test(p, t, str_trim(str_upto(text, bar)));
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
	size_t number;
	docx_node_list texts; /* its w:t nodes */
	docx_end_list ends;   /* texts.at[i] holds the text up to ends.at[i] */
	str text;
	str where;
	VEC(struct found) tags;
};

str docx_gather(struct arena *a, struct xmltree_node *p, docx_node_list *texts, docx_end_list *ends)
{
	struct sb b = sb_new(a, DOCX_MAX_PART);
	struct xmltree_node *n = xmltree_next(p, p);
	size_t prefix = p->name.n - 1; /* equations have a t of their own */
	while (n) {
		bool text = is_named(n, S("t")) && n->name.n == prefix + 1 &&
			    str_eq(str_upto(n->name, prefix), str_upto(p->name, prefix));
		if (text) {
			for (const struct xmltree_node *k = n->first; k; k = k->next)
				sb_put(&b, k->name.p ? S("") : k->text);
			VEC_PUSH(a, texts) = n;
			VEC_PUSH(a, ends) = b.n;
		}
		/* the paragraphs of a text box come on their own; what was moved away is deleted */
		bool skip =
		    text || is_named(n, S("p")) || is_named(n, S("del")) || is_named(n, S("moveFrom"));
		n = skip ? xmltree_skip(n, p) : xmltree_next(n, p);
	}
	return sb_str(&b);
}

str docx_place(const struct docx_part *p, str text)
{
	enum { SHOWN = 72 };
	size_t n = text.n < SHOWN ? text.n : SHOWN;
	while (n < text.n && n && ((unsigned char)text.p[n] & 0xc0) == 0x80)
		n--;
	return arena_fmt(p->a, "%.*s, đoạn «%.*s%s»", STRF(p->title), (int)n, text.p, n < text.n ? "…" : "");
}

static void unclosed(struct paragraph *g, size_t from)
{
	size_t n = g->text.n - from < 40 ? g->text.n - from : 40;
	while (from + n < g->text.n && n && ((unsigned char)g->text.p[from + n] & 0xc0) == 0x80)
		n--;
	struct docx_tag *t = NEW(g->part->a, struct docx_tag);
	VEC_PUSH(g->part->a, &g->part->tags) = t;
	*t = (struct docx_tag){
	    .where = g->where, .paragraph = g->number, .from = from, .to = from + n, .sign = '/'};
	docx_fault(t, g->part->e, "Thẻ «%.*s» chưa có dấu }} đóng lại trong cùng một đoạn.", (int)n,
		   g->text.p + from);
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
		struct docx_tag *t = docx_tag_parse(g->part, str_upto(rest, n), g->where);
		t->paragraph = g->number;
		t->from = from;
		t->to = at;
		VEC_PUSH(g->part->a, &g->tags) = (struct found){from, at, t};
	}
}

static struct xmltree_node *tag_node(struct docx_part *p, struct docx_tag *tag)
{
	struct xmltree_node *n = xmltree_element(p->a, S("{{}}"));
	n->kind = tag->sign == 0 || tag->sign == '@' ? DX_FIELD : tag->sign == '/' ? DX_CLOSE : DX_OPEN;
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
	docx_node_list paragraphs = {0};
	classify(p, &paragraphs);
	for (size_t i = 0; i < paragraphs.n; i++) {
		struct paragraph g = {.part = p, .number = docx_number_of(paragraphs.at[i])};
		g.text = docx_gather(p->a, paragraphs.at[i], &g.texts, &g.ends);
		if (p->check)
			docx_hints(p, paragraphs.at[i], g.text);
		if (str_find(g.text, S("{{")) == g.text.n)
			continue;
		g.where = docx_place(p, g.text);
		scan(&g);
		distribute(&g);
		isolate(&g);
	}
}
