/* A faulty template with each fault as a Word comment where it stands. */
#include "office/docx_part.h"
#include "office/zip_write.h"

#define NS_W   "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define TYPE   "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
#define REL    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
#define AUTHOR "thidua"

struct commenter {
	struct arena *a;
	struct xmltree_node *body_root, *list; /* the document; the root of comments.xml */
	str w, list_w;                         /* their prefixes */
	i64 next_id;
	docx_node_list paragraphs; /* by number − 1 */
};

static bool is_named(const struct xmltree_node *n, const char *local)
{
	return n && n->name.p && str_eq(xmltree_local(n), str_c(local));
}

static str prefix_of(const struct xmltree_node *root)
{
	return str_upto(root->name, root->name.n - xmltree_local(root).n);
}

static struct xmltree_node *element(struct commenter *c, str prefix, const char *local)
{
	return xmltree_element(c->a, arena_fmt(c->a, "%.*s%s", STRF(prefix), local));
}

static struct xmltree_node *with_id(struct commenter *c, str prefix, const char *local, i64 id)
{
	struct xmltree_node *n = element(c, prefix, local);
	xmltree_set(c->a, n, arena_fmt(c->a, "%.*sid", STRF(prefix)), arena_fmt(c->a, "%lld", (long long)id));
	return n;
}

/* ---- where ---- */

/* The run that holds a byte of the paragraph's text, and where in its w:t the byte is; NULL past the end. */
static struct xmltree_node *run_at(struct commenter *c, struct xmltree_node *paragraph, size_t byte,
				   struct xmltree_node **text, size_t *inside)
{
	docx_node_list texts = {0};
	docx_end_list ends = {0};
	(void)docx_gather(c->a, paragraph, &texts, &ends);
	for (size_t i = 0, from = 0; i < texts.n; from = ends.at[i], i++) {
		if (byte >= ends.at[i])
			continue;
		*text = texts.at[i];
		*inside = byte - from;
		return is_named(texts.at[i]->parent, "r") ? texts.at[i]->parent : NULL;
	}
	return NULL;
}

static str text_of(const struct xmltree_node *t)
{
	return t->first && t->first->name.p == NULL ? t->first->text : S("");
}

/* Makes a run begin at the byte. */
static void cut(struct commenter *c, struct xmltree_node *paragraph, size_t byte)
{
	struct xmltree_node *text, *run;
	size_t at;
	run = run_at(c, paragraph, byte, &text, &at);
	if (run == NULL || (at == 0 && (text->prev == NULL || is_named(text->prev, "rPr"))))
		return;
	if (text->first == NULL || text->first != text->last || text->first->name.p)
		return; /* holds more than text: no file of Word's */
	struct xmltree_node *before = xmltree_shell(c->a, run);
	xmltree_insert(run->parent, run, before);
	for (struct xmltree_node *k = run->first, *next; k != text; k = next) {
		next = k->next;
		if (is_named(k, "rPr")) {
			xmltree_insert(before, NULL, xmltree_clone(c->a, k));
			continue;
		}
		xmltree_unlink(k);
		xmltree_insert(before, NULL, k);
	}
	if (at == 0)
		return;
	str whole = text_of(text);
	struct xmltree_node *half = xmltree_shell(c->a, text);
	xmltree_set(c->a, half, S("xml:space"), S("preserve"));
	xmltree_set(c->a, text, S("xml:space"), S("preserve"));
	xmltree_insert(half, NULL, xmltree_text(c->a, str_upto(whole, at)));
	xmltree_insert(before, NULL, half);
	text->first = text->last = NULL;
	xmltree_insert(text, NULL, xmltree_text(c->a, str_from(whole, at)));
}

static struct xmltree_node *reference(struct commenter *c, i64 id)
{
	struct xmltree_node *run = element(c, c->w, "r");
	xmltree_insert(run, NULL, with_id(c, c->w, "commentReference", id));
	return run;
}

/* Around bytes [from, to) of a paragraph's text, else around all of it. */
static void mark(struct commenter *c, struct xmltree_node *paragraph, size_t from, size_t to, i64 id)
{
	struct xmltree_node *text, *first, *last;
	size_t at;
	cut(c, paragraph, from);
	cut(c, paragraph, to);
	first = to > from ? run_at(c, paragraph, from, &text, &at) : NULL;
	last = first ? run_at(c, paragraph, to - 1, &text, &at) : NULL;
	struct xmltree_node *start = with_id(c, c->w, "commentRangeStart", id),
			    *end = with_id(c, c->w, "commentRangeEnd", id);
	if (last) {
		xmltree_insert(first->parent, first, start);
		xmltree_insert(last->parent, last->next, end);
	} else {
		struct xmltree_node *begin = paragraph->first;
		xmltree_insert(paragraph, is_named(begin, "pPr") ? begin->next : begin, start);
		xmltree_insert(paragraph, NULL, end);
	}
	xmltree_insert(end->parent, end->next, reference(c, id));
}

/* The paragraph a comment may be put on: Word takes none in text boxes. NULL: there is none. */
static struct xmltree_node *holder(const struct commenter *c, size_t number, bool *own)
{
	*own = number > 0 && number <= c->paragraphs.n;
	struct xmltree_node *p = *own ? c->paragraphs.at[number - 1] : NULL, *outer = p;
	for (struct xmltree_node *n = p; n; n = n->parent)
		if (is_named(n, "txbxContent"))
			outer = n->parent;
	for (*own = outer == p && p != NULL; outer && outer != p; outer = outer->parent)
		if (is_named(outer, "p") && str_has_prefix(outer->name, c->w))
			return outer;
	return p ? p : c->paragraphs.n ? c->paragraphs.at[0] : NULL;
}

/* ---- what ---- */

static void add_comment(struct commenter *c, str text, i64 id)
{
	struct xmltree_node *comment = with_id(c, c->list_w, "comment", id), *p = element(c, c->list_w, "p"),
			    *r = element(c, c->list_w, "r"), *t = element(c, c->list_w, "t");
	xmltree_set(c->a, comment, arena_fmt(c->a, "%.*sauthor", STRF(c->list_w)), S(AUTHOR));
	xmltree_set(c->a, comment, arena_fmt(c->a, "%.*sinitials", STRF(c->list_w)), S("td"));
	xmltree_set(c->a, t, S("xml:space"), S("preserve"));
	xmltree_insert(t, NULL, xmltree_text(c->a, text));
	xmltree_insert(r, NULL, t);
	xmltree_insert(p, NULL, r);
	xmltree_insert(comment, NULL, p);
	xmltree_insert(c->list, NULL, comment);
}

static void comment_on(struct commenter *c, const struct docx_fault *f)
{
	bool body = str_eq(f->part, S("word/document.xml")), own = false;
	struct xmltree_node *p = holder(c, body ? f->paragraph : 0, &own);
	if (p == NULL)
		return;
	i64 id = c->next_id++;
	add_comment(c, own ? f->text : arena_fmt(c->a, "%.*s: %.*s", STRF(f->where), STRF(f->text)), id);
	mark(c, p, own ? f->from : 0, own ? f->to : 0, id);
}

/* The comments that are there, or a new list. */
static td_rc open_list(struct commenter *c, const struct zip_part *there, struct err *e)
{
	str bytes = there ? there->bytes : S("<w:comments xmlns:w=\"" NS_W "\"/>");
	td_rc rc = xmltree_parse(c->a, bytes, S("word/comments.xml"), e, &c->list);
	if (rc != TD_OK)
		return rc;
	c->list_w = prefix_of(c->list);
	str name = arena_fmt(c->a, "%.*sid", STRF(c->list_w));
	for (const struct xmltree_node *k = c->list->first; k; k = k->next) {
		i64 id;
		if (k->name.p && str_i64(xmltree_get(k, name), &id) == TD_OK && id >= c->next_id &&
		    id < INT32_MAX)
			c->next_id = id + 1;
	}
	return TD_OK;
}

static td_rc open_body(struct commenter *c, const struct zip_part *body, struct err *e)
{
	td_rc rc = xmltree_parse(c->a, body->bytes, body->name, e, &c->body_root);
	if (rc != TD_OK)
		return rc;
	c->w = prefix_of(c->body_root);
	docx_number(c->body_root);
	for (struct xmltree_node *n = c->body_root; n; n = xmltree_next(n, c->body_root))
		if (is_named(n, "p"))
			VEC_PUSH(c->a, &c->paragraphs) = n;
	return TD_OK;
}

static str written(struct arena *a, const struct xmltree_node *root)
{
	struct sb b = sb_new(a, DOCX_MAX_OUT);
	SB_LIT(&b, DOCX_DECLARATION);
	xmltree_put(&b, root);
	return sb_str(&b);
}

static td_rc put_back(struct commenter *c, struct zip_part *parts, u32 *n, struct err *e)
{
	struct zip_part *list = docx_part_find(parts, *n, S("word/comments.xml"));
	td_rc rc = TD_OK;
	if (list == NULL) {
		struct docx_relation rel = {S("rIdTdComments"), S(REL), S("comments.xml")};
		rc = docx_type_add(c->a, parts, *n, S(""), S("/word/comments.xml"), S(TYPE), e);
		if (rc == TD_OK)
			rc = docx_relations_add(c->a, parts, n, S("word/document.xml"), &rel, 1, e);
		list = &parts[(*n)++];
		list->name = S("word/comments.xml");
	}
	list->bytes = written(c->a, c->list);
	docx_part_find(parts, *n, S("word/document.xml"))->bytes = written(c->a, c->body_root);
	return rc;
}

td_rc docx_annotate(struct arena *a, str template_bytes, const struct value *sample, struct err *e, str *out)
{
	struct err faults_e = err_new(a, LANG_VI); /* what stands in a paper is Vietnamese */
	struct commenter c = {.a = a};
	docx_fault_list faults = {0};
	struct zip_part *parts;
	u32 n;
	td_rc rc = docx_faults(a, template_bytes, sample, &faults_e, &faults);
	if (rc != TD_OK && rc != TD_INVALID)
		return rc;
	if (faults_e.n_unsaid > 0)
		return TD_LIMIT;
	rc = docx_parts(a, template_bytes, e, 2, &parts, &n);
	const struct zip_part *body = rc == TD_OK ? docx_part_find(parts, n, S("word/document.xml")) : NULL;
	if (rc == TD_OK && body == NULL)
		rc = TD_INVALID;
	if (rc == TD_OK)
		rc = open_body(&c, body, e);
	if (rc == TD_OK)
		rc = open_list(&c, docx_part_find(parts, n, S("word/comments.xml")), e);
	for (size_t i = 0; i < faults.n && rc == TD_OK; i++)
		comment_on(&c, &faults.at[i]);
	if (rc == TD_OK)
		rc = put_back(&c, parts, &n, e);
	return rc == TD_OK ? zip_write(a, parts, n, out) : rc;
}
