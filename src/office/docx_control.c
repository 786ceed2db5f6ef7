/* Content controls (w:sdt) as a second way to name fields: one whose tag or title is a field's name shows the field; a
 * repeating section named after a list repeats. What other controls hold stays as it is. A control that is filled is
 * taken away around its content: nothing on the paper asks to be clicked. */
#include "base/vi.h"
#include "office/docx_part.h"

static bool is_named(const struct xmltree_node *n, const char *local)
{
	return n && n->name.p && str_eq(xmltree_local(n), str_c(local));
}

static struct xmltree_node *child(const struct xmltree_node *n, const char *local)
{
	for (struct xmltree_node *k = n ? n->first : NULL; k; k = k->next)
		if (is_named(k, local))
			return k;
	return NULL;
}

static struct xmltree_node *inside(struct xmltree_node *top, const char *local)
{
	for (struct xmltree_node *n = top; n; n = xmltree_next(n, top))
		if (is_named(n, local))
			return n;
	return NULL;
}

static str val(const struct xmltree_node *n)
{
	for (size_t i = 0; n && i < n->attrs.n; i++) {
		str name = n->attrs.at[i].name;
		if (str_eq(str_from(name, name.n < 3 ? 0 : name.n - 3), S("val")))
			return n->attrs.at[i].value;
	}
	return S("");
}

/* As a tag's text, without the braces one may have typed. */
static str bare(str s)
{
	s = str_trim(s);
	if (str_has_prefix(s, S("{{")) && str_has_suffix(s, S("}}")) && s.n >= 4)
		s = str_trim((str){s.p + 2, s.n - 4});
	return s;
}

static str without_sign(str s)
{
	return s.n && strchr("#?^@", s.p[0]) ? str_trim(str_from(s, 1)) : s;
}

/* The tag, else the title, when it names a field. */
static str name_of(const struct docx_part *p, const struct xmltree_node *pr)
{
	static const char *const where[] = {"tag", "alias"};
	for (size_t i = 0; i < 2; i++) {
		str s = bare(val(child(pr, where[i])));
		bool one_tag = s.n > 0 && s.n <= DOCX_MAX_TAG && str_find(s, S("{{")) == s.n &&
			       str_find(s, S("}}")) == s.n;
		if (one_tag && docx_known_key(p->known, without_sign(s)).p)
			return s;
	}
	return STR_NULL;
}

static void unwrap(struct xmltree_node *n, struct xmltree_node *content)
{
	for (struct xmltree_node *k = content->first, *next; k; k = next) {
		next = k->next;
		xmltree_unlink(k);
		xmltree_insert(n->parent, n, k);
	}
	xmltree_unlink(n);
}

static struct xmltree_node *element(struct docx_part *p, const char *local)
{
	return xmltree_element(p->a, arena_fmt(p->a, "%.*s%s", STRF(p->prefix), local));
}

/* The look of the control's text: its own, not the grey of a prompt. */
static struct xmltree_node *look_of(struct docx_part *p, const struct xmltree_node *pr,
				    struct xmltree_node *run)
{
	struct xmltree_node *look = child(pr, "showingPlcHdr") ? child(pr, "rPr") : child(run, "rPr");
	return look ? xmltree_clone(p->a, look) : NULL;
}

static struct xmltree_node *run_of(struct docx_part *p, str name, struct xmltree_node *look)
{
	struct xmltree_node *run = element(p, "r"), *t = element(p, "t");
	if (look)
		xmltree_insert(run, NULL, look);
	xmltree_insert(t, NULL, xmltree_text(p->a, arena_fmt(p->a, "{{%.*s}}", STRF(name))));
	xmltree_insert(run, NULL, t);
	return run;
}

/* Leaves of `holder` only the first node of this name; NULL: there is none. */
static struct xmltree_node *only_first(struct xmltree_node *holder, const char *local)
{
	struct xmltree_node *kept = child(holder, local);
	for (struct xmltree_node *k = holder->first, *next; kept && k; k = next) {
		next = k->next;
		if (k != kept && !is_named(k, "pPr") && !is_named(k, "tcPr"))
			xmltree_unlink(k);
	}
	return kept;
}

/* The content becomes one run with the tag: in its first paragraph, or in the line. */
static void show(struct docx_part *p, struct xmltree_node *content, const struct xmltree_node *pr, str name)
{
	struct xmltree_node *run = run_of(p, name, look_of(p, pr, inside(content, "r"))), *holder = content;
	if (inside(content, "tc"))
		holder = only_first(content, "tc") ? child(content, "tc") : content;
	if (inside(holder, "p"))
		holder = only_first(holder, "p") ? child(holder, "p") : holder;
	for (struct xmltree_node *k = holder->first, *next; k; k = next) {
		next = k->next;
		if (!is_named(k, "pPr") && !is_named(k, "tcPr"))
			xmltree_unlink(k);
	}
	xmltree_insert(holder, NULL, run);
}

/* A paragraph or row of a repetition stands where the control stood. */
static void repeat(struct docx_part *p, struct xmltree_node *sdt, struct xmltree_node *content, str name)
{
	struct docx_tag *t = docx_tag_parse(
	    p, name, arena_fmt(p->a, "%.*s, điều khiển nội dung «%.*s»", STRF(p->title), STRF(name)));
	struct xmltree_node *loop = xmltree_element(p->a, S("{{#}}"));
	if (t->sign == 0)
		t->sign = '#';
	t->control = true;
	loop->kind = DX_LOOP;
	loop->user = t;
	struct xmltree_node *item = child(content, "sdt");
	if (item && inside(item, "repeatingSectionItem")) {
		struct xmltree_node *one = child(item, "sdtContent");
		if (one)
			content = one;
	}
	for (struct xmltree_node *k = content->first, *next; k; k = next) {
		next = k->next;
		xmltree_unlink(k);
		xmltree_insert(loop, NULL, k);
	}
	xmltree_insert(sdt->parent, sdt, loop);
	xmltree_unlink(sdt);
}

void docx_controls(struct docx_part *p)
{
	struct xmltree_node *next;
	for (struct xmltree_node *n = p->root; n; n = next) {
		next = xmltree_next(n, p->root);
		struct xmltree_node *pr = is_named(n, "sdt") ? child(n, "sdtPr") : NULL,
				    *content = is_named(n, "sdt") ? child(n, "sdtContent") : NULL;
		str name = pr && content && n != p->root ? name_of(p, pr) : STR_NULL;
		if (name.p == NULL)
			continue;
		struct xmltree_node *before = n->prev, *parent = n->parent;
		if (child(pr, "repeatingSection") || strchr("#?^", name.p[0])) {
			repeat(p, n, content, name);
		} else {
			show(p, content, pr, name);
			unwrap(n, content);
		}
		next =
		    xmltree_next(before ? before : parent, p->root); /* what took its place may hold others */
		if (before)
			next = before->next ? before->next : xmltree_skip(before, p->root);
	}
}
