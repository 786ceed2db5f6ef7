/* thidua-print: documents in, PDF out, between two memory files (office/print_wire.h). Started by thidua, not by people. */
#include "office/print_wire.h"
#include "office/worker_part.h"
#include "print/certificate.h"
#include "print/doc.h"

static void put_answer(struct sb *out, const struct printed *p)
{
	const struct print_answer head = {p->notes.n, p->pdf.n, p->pages, 0};
	sb_put(out, (str){(const char *)&head, sizeof head});
	sb_put(out, p->notes);
	sb_put(out, p->pdf);
}

static td_rc print_all(struct worker_job *j)
{
	struct fonts *fonts = NEW(j->a, struct fonts);
	struct sb *out = NEW(j->a, struct sb);
	*out = sb_new(j->a, (size_t)PRINT_MAX_PDF_MB << 20);
	td_rc rc = fonts_load(j->a, fonts);
	for (str rest = j->input; rc == TD_OK && rest.n;) {
		u64 n;
		struct printed made;
		if (rest.n < sizeof n)
			return TD_INVALID;
		memcpy(&n, rest.p, sizeof n);
		rest = str_from(rest, sizeof n);
		rc = document_print(j->a, fonts, str_upto(rest, n), j->e, &made);
		rest = str_from(rest, n);
		if (rc == TD_OK)
			put_answer(out, &made);
	}
	j->out = sb_str(out);
	return rc;
}

/* Each sheet is written as soon as it is drawn, and forgotten. */
static td_rc print_sheets(struct worker_job *j)
{
	struct fonts *fonts = NEW(j->a, struct fonts);
	struct certificates *c = NEW(j->a, struct certificates);
	td_rc rc = fonts_load(j->a, fonts);
	if (rc == TD_OK)
		rc = certificate_open(j->a, fonts, j->input, j->e, c);
	for (u32 i = 0; rc == TD_OK && i < c->head.n_sheets; i++) {
		struct arena_mark m = arena_mark(j->a);
		str made;
		rc = certificate_next(c, &made);
		if (rc == TD_OK && !worker_write(1, made))
			rc = TD_IO;
		if (rc == TD_OK) /* a fault's words must stay */
			arena_release(j->a, m);
	}
	return rc;
}

int main(int argc, char **argv)
{
	static const struct worker_task tasks[] = {{PRINT_TASK, print_all, true, PRINT_BOX},
						   {PRINT_CERTIFICATE, print_sheets, true, PRINT_BOX}};
	if (argc != 3 || strcmp(argv[1], "worker") != 0)
		return 2;
	worker_serve(tasks, 2, argv[2]);
}
