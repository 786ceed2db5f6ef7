/* thidua paper pdf FILE.docx … [-o FILE.pdf]: Word documents as PDF, all in one run of the program that draws. */
#include "cli/commands.h"
#include "office/print.h"
#include "office/zip_read.h"

enum { MOST = 100 };

struct pdf_args {
	const char *files[MOST + 1], *to;
	size_t n;
};

/* "a/b.docx" → "a/b.pdf". */
static const char *pdf_name(struct cli *c, const char *file)
{
	str name = str_c(file);
	if (str_has_suffix(name, S(".docx")))
		name = str_upto(name, name.n - 5);
	return arena_fmt(c->a, "%.*s.pdf", STRF(name)).p;
}

static td_rc write_one(struct cli *c, const char *to, const struct print_pdf *pdf)
{
	if (strcmp(to, "-") == 0)
		return cli_put(c, pdf->bytes);
	sb_fmt(&c->out, "%s: %u trang\n", to, pdf->pages);
	for (size_t i = 0; i < pdf->notes.n; i++)
		sb_fmt(&c->out, "  %.*s: %.*s\n", STRF(pdf->notes.at[i].where), STRF(pdf->notes.at[i].text));
	return cli_write(c, to, pdf->bytes);
}

static td_rc run(struct cli *c, void *args)
{
	struct pdf_args *p = args;
	str *docx = NEW_N(c->a, str, p->n);
	struct print_pdf *pdf = NEW_N(c->a, struct print_pdf, p->n);
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < p->n; i++)
		rc = cli_read(c, p->files[i], ZIP_MAX_FILE, &docx[i]);
	if (p->n > 1)
		c->file = NULL; /* which of them it is, the fault says by its number at most */
	if (rc == TD_OK)
		rc = print_docx_all(c->a, docx, p->n, &c->e, pdf);
	for (size_t i = 0; rc == TD_OK && i < p->n; i++)
		rc = write_one(c, p->to ? p->to : pdf_name(c, p->files[i]), &pdf[i]);
	return rc;
}

int cmd_paper_pdf(int argc, char **argv)
{
	struct pdf_args p = {.n = 0};
	const struct cli_option options[] = {{"-o", NULL, &p.to}, {0}};
	if (!cli_parse(argc, argv, options, 1, MOST, p.files))
		return CLI_USAGE;
	while (p.files[p.n])
		p.n++;
	if (p.n > 1 && p.to)
		return cli_misuse("paper",
				  N_("-o chỉ dùng khi có một tệp; nhiều tệp thì PDF nằm cạnh tệp Word"));
	return cli_run("paper", (size_t)1 << 30, run, &p);
}
