/* Papers as PDF: papers.h. */
#include "jobs/papers.h"
#include "office/print.h"

static str notes_of(struct arena *a, const struct print_pdf *pdf)
{
	struct sb b = sb_new(a, 65536);
	for (size_t i = 0; i < pdf->notes.n; i++)
		sb_fmt(&b, "%.*s\t%.*s\n", STRF(pdf->notes.at[i].where), STRF(pdf->notes.at[i].text));
	return sb_str(&b);
}

void papers_pdf(struct arena *a, struct paper_file *file)
{
	struct err why = err_new(a, LANG_VI);
	struct print_pdf pdf;
	file->pdf = (struct paper_pdf){0};
	if (print_docx(a, file->bytes, &why, &pdf) == TD_OK)
		file->pdf = (struct paper_pdf){pdf.bytes, pdf.pages, S("thidua"), notes_of(a, &pdf)};
	else
		file->pdf.notes = arena_fmt(a, "\t%.*s\n", STRF(err_first(&why)));
}

td_rc papers_pdf_of(struct arena *a, str docx, struct err *e, str *out)
{
	struct print_pdf pdf;
	td_rc rc = print_docx(a, docx, e, &pdf);
	*out = pdf.bytes;
	return rc == TD_OK ? TD_OK : TD_CONFLICT;
}

str papers_pdf_name(struct arena *a, str file_name)
{
	str stem = str_has_suffix(file_name, S(".docx")) ? str_upto(file_name, file_name.n - 5) : file_name;
	return arena_fmt(a, "%.*s.pdf", STRF(stem));
}
