/* A template as a package: which parts are filled, what is not taken, what comes in. */
#include "office/docx.h"

#include "office/docx_part.h"
#include "office/zip_read.h"
#include "office/zip_write.h"

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
	for (size_t i = 0; i < p->root->attrs.n; i++)
		if (str_find(p->root->attrs.at[i].value, S("purl.oclc.org/ooxml/wordprocessingml")) <
		    p->root->attrs.at[i].value.n)
			return err_add(
			    p->e, TD_INVALID, S(""),
			    "Tệp lưu ở dạng Strict Open XML: hãy lưu lại thành «Tài liệu Word (*.docx)».");
	p->prefix = str_upto(p->root->name, p->root->name.n - xmltree_local(p->root).n);
	docx_number(p->root);
	docx_clean(p);
	docx_controls(p);
	docx_tags(p);
	docx_loops(p);
	return TD_OK;
}

struct job {
	struct arena *a;
	struct err *e;
	const struct value *data;
	bool check_only;
	struct docx_known known;
	struct docx_media media;
	docx_fault_list *faults; /* NULL: not wanted */
};

static void keep_faults(const struct job *j, const struct docx_part *p, str name)
{
	for (size_t i = 0; j->faults && i < p->tags.n; i++) {
		const struct docx_tag *t = p->tags.at[i];
		if (t->fault.n)
			VEC_PUSH(j->a, j->faults) =
			    (struct docx_fault){name, t->where, t->fault, t->paragraph, t->from, t->to};
	}
}

static td_rc fill_part(struct job *j, str title, str name, str bytes, str *out)
{
	struct docx_part p = {
	    .a = j->a, .e = j->e, .title = title, .known = &j->known, .check = j->check_only};
	td_rc rc = compile(&p, bytes, name);
	if (rc != TD_OK)
		return rc;
	VEC_PUSH(j->a, &j->media.stories) = name;
	*out = docx_put(&p, j->data, &j->media, j->check_only);
	keep_faults(j, &p, name);
	return TD_OK;
}

td_rc docx_check_package(const struct zip *z, struct err *e)
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

/* A paper is a document, also when it comes from a .dotx or from a .docm that holds no macro. */
static td_rc be_document(struct job *j, struct zip_part *types)
{
	struct xmltree_node *root;
	bool changed = false;
	td_rc rc = xmltree_parse(j->a, types->bytes, types->name, j->e, &root);
	for (struct xmltree_node *k = rc == TD_OK ? root->first : NULL; k; k = k->next) {
		str type = k->name.p ? xmltree_get(k, S("ContentType")) : STR_NULL;
		if (!str_has_suffix(type, S("template.main+xml")) &&
		    !str_has_suffix(type, S("macroEnabled.main+xml")) &&
		    !str_has_suffix(type, S("macroEnabledTemplate.main+xml")))
			continue;
		xmltree_set(j->a, k, S("ContentType"), S(DOCX_MAIN_TYPE));
		changed = true;
	}
	if (!changed)
		return rc;
	struct sb b = sb_new(j->a, DOCX_MAX_OUT);
	SB_LIT(&b, DOCX_DECLARATION);
	xmltree_put(&b, root);
	types->bytes = sb_str(&b);
	return TD_OK;
}

/* Notes of those who edited the template are not part of the paper: comments.xml keeps its root. */
static td_rc empty_comments(struct job *j, str name, str *bytes)
{
	struct xmltree_node *root;
	td_rc rc = xmltree_parse(j->a, *bytes, name, j->e, &root);
	if (rc != TD_OK)
		return rc;
	struct sb b = sb_new(j->a, DOCX_MAX_OUT);
	SB_LIT(&b, DOCX_DECLARATION);
	xmltree_put_start(&b, root);
	xmltree_put_end(&b, root);
	*bytes = sb_str(&b);
	return TD_OK;
}

static td_rc take_part(struct job *j, struct zip_part *p)
{
	str title = story_title(p->name);
	if (title.p)
		return fill_part(j, title, p->name, p->bytes, &p->bytes);
	if (str_eq(p->name, S("[Content_Types].xml")))
		return be_document(j, p);
	if (str_has_prefix(p->name, S("word/comments")) && str_has_suffix(p->name, S(".xml")))
		return empty_comments(j, p->name, &p->bytes);
	return TD_OK;
}

td_rc docx_parts(struct arena *a, str bytes, struct err *e, u32 more, struct zip_part **parts, u32 *n)
{
	struct zip z;
	td_rc rc = zip_open(a, bytes, ZIP_DOCX, e, &z);
	if (rc == TD_OK)
		rc = docx_check_package(&z, e);
	*n = 0;
	*parts = rc == TD_OK ? NEW_N(a, struct zip_part, z.n + more) : NULL;
	for (u32 i = 0; rc == TD_OK && i < z.n; i++) {
		struct zip_part *p = &(*parts)[*n];
		p->name = z.entries[i].name;
		if (str_has_suffix(p->name, S("/")))
			continue;
		rc = zip_read(&z, &z.entries[i], DOCX_MAX_PART, e, &p->bytes);
		++*n;
	}
	put_types_first(*parts, *n);
	return rc;
}

/* Room for the images: known only when all is filled. */
static td_rc add_media(struct job *j, struct zip_part **parts, u32 *n)
{
	size_t images = j->media.all.n;
	if (images == 0)
		return TD_OK;
	struct zip_part *wider = NEW_N(j->a, struct zip_part, *n + images + j->media.stories.n);
	memcpy(wider, *parts, *n * sizeof *wider);
	*parts = wider;
	return docx_media_add(&j->media, *parts, n, j->e);
}

static td_rc fill_parts(struct job *j, str bytes, struct zip_part **parts, u32 *n)
{
	size_t faults = j->e->n_total;
	td_rc rc = docx_parts(j->a, bytes, j->e, 0, parts, n);
	j->known = docx_known_new(j->a, j->data);
	j->media = (struct docx_media){.a = j->a, .by_source = map_new(j->a)};
	for (u32 i = 0; i < *n && rc == TD_OK; i++)
		rc = take_part(j, &(*parts)[i]);
	if (rc == TD_OK && j->e->n_total > faults)
		rc = TD_INVALID;
	return rc == TD_OK && !j->check_only ? add_media(j, parts, n) : rc;
}

td_rc docx_fill(struct arena *a, str template_bytes, const struct value *data, struct err *e, str *out)
{
	struct job j = {.a = a, .e = e, .data = data};
	struct zip_part *parts;
	u32 n;
	td_rc rc = fill_parts(&j, template_bytes, &parts, &n);
	return rc == TD_OK ? zip_write(a, parts, n, out) : rc;
}

td_rc docx_faults(struct arena *a, str template_bytes, const struct value *sample, struct err *e,
		  docx_fault_list *faults)
{
	struct job j = {.a = a, .e = e, .data = sample, .check_only = true, .faults = faults};
	struct zip_part *parts;
	u32 n;
	return fill_parts(&j, template_bytes, &parts, &n);
}

td_rc docx_check(struct arena *a, str template_bytes, const struct value *sample, struct err *e)
{
	return docx_faults(a, template_bytes, sample, e, NULL);
}
