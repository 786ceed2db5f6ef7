/* Template filling: any file, and any text as the body of a template. Filled or refused, never a crash; what was filled or
 * given back with comments can be read again. The first byte chooses: 'Z' a whole file, else the rest is the body's XML. */
#include <stdlib.h>

#include "office/docx.h"
#include "office/zip_write.h"
#include "tests/lib/fuzz.h"

static void must(bool truth)
{
	if (!truth)
		abort();
}

struct input {
	struct arena *a;
	str bytes;
};

static const char fields[] =
    "{\"tên\":\"Cụm\",\"số\":12.5,\"ngày\":\"2026-01-07\",\"rỗng\":null,\"đúng\":true,"
    "\"nhóm\":{\"tên\":\"x\\ny\"},\"danh sách\":[{\"tên\":\"a\",\"con\":[1,2]},{\"tên\":\"b\","
    "\"con\":[]}],\"chữ\":[\"m\",\"n\"],\"qr\":\"https://x\",\"ảnh\":\"data:image/png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==\"}";

static td_rc pack(struct arena *a, str body, str *out)
{
	struct zip_part parts[] = {
	    {S("[Content_Types].xml"), S("<Types/>")},
	    {S("word/comments.xml"), S("<c:comments xmlns:c=\"w\"><c:comment c:id=\"7\"/></c:comments>")},
	    {S("word/document.xml"),
	     arena_fmt(a,
		       "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
		       "<w:body>%.*s<w:sectPr/></w:body></w:document>",
		       STRF(body))},
	};
	return zip_write(a, parts, 3, out);
}

static td_rc fill(void *p)
{
	struct input *in = p;
	struct err e = err_new(in->a, LANG_VI);
	const struct value *data;
	str docx = str_from(in->bytes, 1), out, text, said;
	must(value_from_json(in->a, str_c(fields), &e, &data) == TD_OK);
	if (in->bytes.p[0] != 'Z')
		must(pack(in->a, docx, &docx) == TD_OK);
	td_rc rc = docx_check(in->a, docx, data, &e);
	must(rc == TD_OK || rc == TD_INVALID);
	/* given back with comments, it opens again and says the same */
	struct err back = err_new(in->a, LANG_VI);
	if (docx_annotate(in->a, docx, data, &back, &out) == TD_OK) {
		must(docx_text(in->a, docx, &back, &said) == TD_OK);
		must(docx_text(in->a, out, &back, &text) == TD_OK);
		must(str_eq(said, text));
	}
	rc = docx_fill(in->a, docx, data, &e, &out);
	must(rc == TD_OK || (rc == TD_INVALID && e.n_total));
	if (rc == TD_OK)
		must(docx_text(in->a, out, &e, &text) == TD_OK);
	return TD_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = {arena_new("fuzz", 64 << 20), {(const char *)data, size}};
	if (in.a && size > 0) {
		td_rc rc = arena_run(in.a, fill, &in);
		must(rc == TD_OK || rc == TD_LIMIT);
	}
	arena_free(in.a);
	return 0;
}
