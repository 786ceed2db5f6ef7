/* Papers as PDF: papers.h. */
#include "jobs/papers.h"
#include "office/print.h"
#include "office/soffice.h"

static str notes_of(struct arena *a, const struct print_pdf *pdf)
{
	struct sb b = sb_new(a, 65536);
	for (size_t i = 0; i < pdf->notes.n; i++)
		sb_fmt(&b, "%.*s\t%.*s\n", STRF(pdf->notes.at[i].where), STRF(pdf->notes.at[i].text));
	return sb_str(&b);
}

/* In place of what this program drew, when that does not show all there is. */
static void ask_office(struct arena *a, struct paper_file *file)
{
	struct err why = err_new(a, LANG_VI);
	str pdf;
	i64 pages;
	if (soffice_pdf(a, file->bytes, &why, &pdf, &pages) == TD_OK)
		file->pdf = (struct paper_pdf){pdf, pages, S("libreoffice"), STR_NULL};
	else
		file->pdf.notes = arena_fmt(a, "%.*s\t%.*s\n", STRF(file->pdf.notes), STRF(err_first(&why)));
}

void papers_pdf(struct arena *a, struct paper_file *file, bool office)
{
	struct err why = err_new(a, LANG_VI);
	struct print_pdf pdf;
	file->pdf = (struct paper_pdf){0};
	if (print_docx(a, file->bytes, &why, &pdf) == TD_OK)
		file->pdf = (struct paper_pdf){pdf.bytes, pdf.pages, S("thidua"), notes_of(a, &pdf)};
	else
		file->pdf.notes = arena_fmt(a, "\t%.*s\n", STRF(err_first(&why)));
	if (office && file->template_used.set && file->pdf.notes.n && soffice_installed())
		ask_office(a, file);
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
