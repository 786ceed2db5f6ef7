/* LibreOffice as the second way to a PDF: started only when asked, leaves nothing behind. Skipped where it is not installed. */
#include <glob.h>

#include "jobs/papers.h"
#include "office/docx.h"
#include "office/soffice.h"
#include "office/zip_write.h"
#include "tests/lib/check.h"

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

/* A document with a formula, which thidua-print names and does not draw. */
static str document(struct arena *a)
{
	struct zip_part parts[] = {
	    {S("[Content_Types].xml"),
	     S("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
	       "Extension=\"rels\" "
	       "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override "
	       "PartName=\"/word/document.xml\" ContentType=\"application/"
	       "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>")},
	    {S("_rels/.rels"),
	     S("<Relationships "
	       "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
	       "Id=\"r\" "
	       "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
	       "Target=\"word/document.xml\"/></Relationships>")},
	    {S("word/document.xml"),
	     S("<w:document " W
	       " xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><w:body>"
	       "<w:p><w:r><w:t>một</w:t></w:r><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p><w:p><w:pPr>"
	       "<w:pageBreakBefore/></w:pPr><w:r><w:t>hai</w:t></w:r></w:p></w:body></w:document>")},
	};
	str out = STR_NULL;
	CHECK_INT(zip_write(a, parts, sizeof parts / sizeof *parts, &out), TD_OK);
	return out;
}

static size_t directories(void)
{
	glob_t g;
	size_t n = glob("/tmp/thidua-office-*", 0, NULL, &g) == 0 ? g.gl_pathc : 0;
	globfree(&g);
	return n;
}

CASE(office_draws_what_we_do_not)
{
	struct arena *a = check_arena();
	const size_t before = directories();
	if (!soffice_installed()) {
		check_skip("LibreOffice is not installed");
		return;
	}
	struct paper_file file = {.bytes = document(a), .template_used = OPT(1)};
	papers_pdf(a, &file, true);
	CHECK_STR(file.pdf.maker, "libreoffice");
	CHECK_INT(file.pdf.pages, 2);
	CHECK(file.pdf.notes.n == 0);
	CHECK(str_has_prefix(file.pdf.bytes, S("%PDF-")));
	CHECK_INT(directories(), before);
}

CASE(office_is_not_started_unasked)
{
	struct arena *a = check_arena();
	struct paper_file file = {.bytes = document(a), .template_used = OPT(1)};
	papers_pdf(a, &file, false); /* switched off */
	CHECK_STR(file.pdf.maker, "thidua");
	CHECK_STR(file.pdf.notes, "Thân văn bản, trang 1\tCông thức toán không được vẽ.\n");
	file.template_used = OPT_NONE;
	papers_pdf(a, &file, true); /* a shipped template */
	CHECK_STR(file.pdf.maker, "thidua");
}

CASE(no_pdf_is_a_note_and_no_fault)
{
	struct arena *a = check_arena();
	struct paper_file file = {.bytes = S("PK\3\4 cut")};
	papers_pdf(a, &file, false);
	CHECK(file.pdf.bytes.n == 0 && file.pdf.maker.n == 0);
	CHECK(str_has_prefix(file.pdf.notes, S("\t")) && file.pdf.notes.n > 10);
}
