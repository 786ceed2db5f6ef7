/* Every task of this program's workers, and what it may use. A new one is a line here. */
#include "office/book.h"
#include "office/worker_part.h"
#include "office/worker_tasks.h"

static td_rc worker_book(struct worker_job *j)
{
	const struct value *v;
	struct book *b;
	td_rc rc = value_from_json(j->a, j->input, j->e, &v);
	if (rc == TD_OK)
		rc = book_from_value(j->a, v, &b);
	return rc == TD_OK ? book_write(b, "/proc/self/fd/1") : rc;
}

const struct worker_task worker_tasks[] = {
    {"book", worker_book, true, {512, 30, WORKER_MAX_OUTPUT_MB, SANDBOX_SCRATCH}},
    {"sheets", worker_sheets, false, {768, 10, WORKER_MAX_OUTPUT_MB, SANDBOX_CLOSED}},
    {"docx check", worker_docx_check, false, {512, 10, WORKER_MAX_OUTPUT_MB, SANDBOX_CLOSED}},
    {"docx fill", worker_docx_fill, false, {768, 20, WORKER_MAX_OUTPUT_MB, SANDBOX_CLOSED}},
    {"docx annotate", worker_docx_annotate, false, {768, 20, WORKER_MAX_OUTPUT_MB, SANDBOX_CLOSED}},
    {"docx text", worker_docx_text, false, {768, 20, WORKER_MAX_OUTPUT_MB, SANDBOX_CLOSED}},
    {"signatures", worker_signatures, false, {512, 10, 4, SANDBOX_CLOSED}},
    {"certificates", worker_pieces, false, {512, 5, WORKER_MAX_OUTPUT_MB, SANDBOX_CLOSED}},
};
const size_t worker_n_tasks = sizeof worker_tasks / sizeof *worker_tasks;

static str program;

void worker_program(str bytes)
{
	program = bytes;
}

td_rc worker_run(struct arena *a, const char *task, str input, struct err *e, str *out)
{
	static const struct worker_task unknown = {.name = "?", .writes = true};
	const struct worker_task *t = &unknown;
	for (size_t i = 0; i < worker_n_tasks; i++)
		if (strcmp(worker_tasks[i].name, task) == 0)
			t = &worker_tasks[i];
	const int fd = program.n ? worker_open(a, program) : -1;
	if (program.n && fd < 0)
		return worker_no_memory(e);
	return worker_start(a, t, fd, input, e, out);
}

_Noreturn void worker_main(const char *name)
{
	worker_serve(worker_tasks, worker_n_tasks, name);
}
