/* Documents and certificates as PDF, in process: any file, any text as the body of one, any form with its sheets. Drawn or
 * refused, never a crash. The first byte chooses: 'Z' a whole file, 'C' certificates as office/print_wire.h has them, else
 * the rest is the body's XML, and behind a byte 0x1e each the styles' and the numbering's. */
#include <stdlib.h>

#include "office/zip_write.h"
#include "print/certificate.h"
#include "print/doc.h"
#include "tests/lib/fuzz.h"

#define W   " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static void must(bool truth)
{
	if (!truth)
		abort();
}

struct input {
	struct arena *a;
	str bytes;
	struct fonts *fonts;
};

static str wrap(struct arena *a, const char *name, str *rest)
{
	str part = STR_NULL;
	str_split(rest, 0x1e, &part);
	return arena_fmt(a, "<w:%s" W ">%.*s</w:%s>", name, STRF(part), name);
}

static td_rc pack(struct arena *a, str text, str *out)
{
	const str body = wrap(a, "body", &text), styles = wrap(a, "styles", &text),
		  numbers = wrap(a, "numbering", &text);
	struct zip_part parts[] = {
	    {S("word/document.xml"), arena_fmt(a, "<w:document" W ">%.*s</w:document>", STRF(body))},
	    {S("word/_rels/document.xml.rels"),
	     S("<Relationships><Relationship Id=\"s\" Type=\"" REL
	       "styles\" Target=\"styles.xml\"/><Relationship Id=\"n\" Type=\"" REL
	       "numbering\" Target=\"numbering.xml\"/><Relationship Id=\"h\" Type=\"" REL
	       "header\" Target=\"styles.xml\"/></Relationships>")},
	    {S("word/styles.xml"), styles},
	    {S("word/numbering.xml"), numbers},
	};
	return zip_write(a, parts, sizeof parts / sizeof *parts, out);
}

static td_rc draw(void *p)
{
	struct input *in = p;
	struct err e = err_new(in->a, LANG_VI);
	struct printed out;
	str docx = str_from(in->bytes, 1);
	if (in->bytes.p[0] != 'Z')
		must(pack(in->a, in->bytes, &docx) == TD_OK);
	td_rc rc = document_print(in->a, in->fonts, docx, &e, &out);
	must(rc == TD_OK || rc == TD_LIMIT || (rc == TD_INVALID && e.n_total));
	if (rc == TD_OK)
		must(out.pages > 0 && str_has_prefix(out.pdf, S("%PDF-")));
	return TD_OK;
}

static td_rc draw_certificates(void *p)
{
	struct input *in = p;
	struct err e = err_new(in->a, LANG_VI);
	struct certificates c;
	td_rc rc = certificate_open(in->a, in->fonts, str_from(in->bytes, 1), &e, &c);
	for (u32 i = 0; rc == TD_OK && i < c.head.n_sheets && i < 4; i++) {
		struct arena_mark m = arena_mark(in->a);
		str made;
		rc = certificate_next(&c, &made);
		if (rc == TD_OK) {
			must(made.n > sizeof(struct print_sheet_answer));
			arena_release(in->a, m);
		}
	}
	must(rc == TD_OK || rc == TD_LIMIT || rc == TD_INVALID);
	return TD_OK;
}

static td_rc load(void *p)
{
	struct input *in = p;
	in->fonts = NEW(in->a, struct fonts);
	return fonts_load(in->a, in->fonts);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct input kept; /* fonts are read once */
	if (kept.a == NULL) {
		kept.a = arena_new("fonts", 64 << 20);
		must(kept.a && arena_run(kept.a, load, &kept) == TD_OK);
	}
	struct input in = {arena_new("fuzz", 64 << 20), {(const char *)data, size}, kept.fonts};
	if (in.a && size > 0) {
		td_rc rc = arena_run(in.a, in.bytes.p[0] == 'C' ? draw_certificates : draw, &in);
		must(rc == TD_OK || rc == TD_LIMIT);
	}
	arena_free(in.a);
	return 0;
}
