/* What was meant as a tag and is none. Looked for when a template is checked, not when it is filled. */
#include "base/vi.h"
#include "office/docx_part.h"

/* A fault at some bytes of a paragraph. */
static struct docx_tag *at(struct docx_part *p, const struct xmltree_node *paragraph, str text, size_t from,
			   size_t to)
{
	struct docx_tag *t = NEW(p->a, struct docx_tag);
	VEC_PUSH(p->a, &p->tags) = t;
	*t = (struct docx_tag){.where = docx_place(p, text),
			       .paragraph = docx_number_of(paragraph),
			       .from = from,
			       .to = to,
			       .sign = '/'};
	return t;
}

/* ---- fields of Word's mail merge ---- */

static void merge_field(struct docx_part *p, const struct xmltree_node *paragraph, str text, str code)
{
	static const char *const ends[] = {"\\*", "\\b", "\\f", "\\m", "\\v"};
	str name = str_trim(str_from(code, str_find(code, S("MERGEFIELD")) + 10));
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		name = str_upto(name, str_find(name, str_c(ends[i])));
	name = str_trim(name);
	if (name.n >= 2 && name.p[0] == '"')
		name = str_upto(str_from(name, 1), str_find_byte(str_from(name, 1), '"'));
	name = str_upto(name, name.n < DOCX_MAX_TAG ? name.n : 0);
	str key = docx_known_key(p->known, name);
	struct docx_tag *t = at(p, paragraph, text, 0, text.n);
	docx_fault(t, p->e,
		   "Trường trộn thư «%.*s» (MERGEFIELD) của Word không được điền: xóa nó và gõ {{%.*s}}.",
		   STRF(name), STRF(key.p ? key : S("tên trường")));
}

static void merge_fields(struct docx_part *p, const struct xmltree_node *paragraph, str text)
{
	struct sb code = sb_new(p->a, DOCX_MAX_PART);
	for (const struct xmltree_node *n = xmltree_next(paragraph, paragraph); n;) {
		str local = n->name.p ? xmltree_local(n) : S("");
		if (str_eq(local, S("instrText")) && n->first)
			sb_put(&code, n->first->name.p ? S("") : n->first->text);
		for (size_t i = 0; str_eq(local, S("fldSimple")) && i < n->attrs.n; i++)
			if (str_find(n->attrs.at[i].value, S("MERGEFIELD")) < n->attrs.at[i].value.n)
				merge_field(p, paragraph, text, n->attrs.at[i].value);
		bool ended = str_eq(local, S("fldChar")) || str_eq(local, S("t"));
		if (ended && str_find(sb_str(&code), S("MERGEFIELD")) < code.n)
			merge_field(p, paragraph, text, arena_str(p->a, sb_str(&code)));
		if (ended)
			code.n = 0;
		n = str_eq(local, S("p")) ? xmltree_skip(n, paragraph) : xmltree_next(n, paragraph);
	}
}

/* ---- other brackets ---- */

static const struct {
	str open, close;
} brackets[] = {
    {{"｛｛", sizeof "｛｛" - 1}, {"｝｝", sizeof "｝｝" - 1}},
    {{"｛", sizeof "｛" - 1}, {"｝", sizeof "｝" - 1}},
    {{"[[", 2}, {"]]", 2}},
    {{"<<", 2}, {">>", 2}},
    {{"«", sizeof "«" - 1}, {"»", sizeof "»" - 1}},
    {{"{ {", 3}, {"}", 1}},
    {{"{", 1}, {"}", 1}},
    {{"${", 2}, {"}", 1}},
};

static str name_inside(str s)
{
	while (s.n && strchr("#+?^/@{ ", s.p[0]))
		s = str_from(s, 1);
	return s;
}

/* A field's name in other brackets; true: said. */
static bool bracket(struct docx_part *p, const struct xmltree_node *paragraph, str text, size_t from,
		    size_t i, size_t *to)
{
	str rest = str_from(text, from + brackets[i].open.n);
	size_t n = str_find(rest, brackets[i].close);
	if (n == rest.n || n == 0 || n > DOCX_MAX_TAG)
		return false;
	str name = name_inside(str_upto(rest, n)), key = docx_known_key(p->known, name);
	if (key.p == NULL)
		return false;
	*to = from + brackets[i].open.n + n + brackets[i].close.n;
	docx_fault(at(p, paragraph, text, from, *to), p->e,
		   "«%.*s» không phải là thẻ: viết bằng hai dấu ngoặc nhọn liền nhau, {{%.*s}}.",
		   (int)(*to - from), text.p + from, STRF(str_trim(name)));
	return true;
}

static bool starts_bracket(str rest, size_t i)
{
	return str_has_prefix(rest, brackets[i].open);
}

static void other_brackets(struct docx_part *p, const struct xmltree_node *paragraph, str text)
{
	for (size_t from = 0; from < text.n;) {
		str rest = str_from(text, from);
		size_t to = from + 1;
		if (str_has_prefix(rest, S("{{"))) { /* a tag */
			size_t n = str_find(rest, S("}}"));
			from += n < rest.n ? n + 2 : 2;
			continue;
		}
		for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++)
			if (starts_bracket(rest, i) && bracket(p, paragraph, text, from, i, &to))
				break;
		from = to;
	}
}

void docx_hints(struct docx_part *p, const struct xmltree_node *paragraph, str text)
{
	merge_fields(p, paragraph, text);
	other_brackets(p, paragraph, text);
}
