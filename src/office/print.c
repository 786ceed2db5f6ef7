#include "office/print.h"

#include <sys/mman.h>
#include <unistd.h>

#include "base/embed.h"
#include "base/utf8.h"
#include "office/print_wire.h"
#include "office/worker_part.h"

struct embed_set embed_print_program(void);

static const struct worker_task task = {.name = PRINT_TASK, .writes = true, .box = PRINT_BOX};

static void close_program(void *program)
{
	int fd = *(int *)program;
	if (fd >= 0)
		close(fd);
}

/* The program as a memory file that can be started; −1: no memory. */
static int open_program(struct arena *a)
{
	const struct embed_set set = embed_print_program();
	int *fd = NEW(a, int);
	*fd = -1;
	arena_defer(a, close_program, fd); /* before there is anything to close: it may unwind */
	*fd = memfd_create("thidua-print", MFD_CLOEXEC);
	if (*fd < 0)
		return -1;
	return worker_write(*fd, set.at[0].bytes) ? *fd : -1;
}

/* ---- its answer ---- */

static bool take_notes(struct arena *a, str lines, struct print_pdf *out)
{
	str line;
	size_t bad;
	if (utf8_clean(a, lines, &lines, &bad) != TD_OK)
		return false;
	while (str_split(&lines, '\n', &line)) {
		size_t tab = str_find_byte(line, '\t');
		if (line.n)
			VEC_PUSH(a, &out->notes) =
			    (struct print_note){str_upto(line, tab), str_from(line, tab + 1)};
	}
	return true;
}

static bool take_pdf(struct arena *a, str *rest, struct print_pdf *out)
{
	struct print_answer head;
	*out = (struct print_pdf){0};
	if (rest->n < sizeof head)
		return false;
	memcpy(&head, rest->p, sizeof head);
	*rest = str_from(*rest, sizeof head);
	if (head.n_notes > rest->n || head.n_pdf > rest->n - head.n_notes || head.pages == 0)
		return false;
	const str notes = str_upto(*rest, head.n_notes);
	out->bytes = str_upto(str_from(*rest, head.n_notes), head.n_pdf);
	out->pages = head.pages;
	*rest = str_from(*rest, head.n_notes + head.n_pdf);
	return str_has_prefix(out->bytes, S("%PDF-")) && take_notes(a, notes, out);
}

static str pack(struct arena *a, const str *docx, size_t n)
{
	size_t total = 0;
	for (size_t i = 0; i < n; i++)
		total += docx[i].n + sizeof(u64);
	struct sb b = sb_new(a, total + 1);
	for (size_t i = 0; i < n; i++) {
		const u64 len = docx[i].n;
		sb_put(&b, (str){(const char *)&len, sizeof len});
		sb_put(&b, docx[i]);
	}
	return sb_str(&b);
}

td_rc print_docx_all(struct arena *a, const str *docx, size_t n, struct err *e, struct print_pdf *out)
{
	int program = n > PRINT_MAX_BATCH ? -1 : open_program(a);
	str answer;
	if (program < 0)
		return err_add(e, TD_IO, S(""),
			       "Máy chủ đang thiếu bộ nhớ nên chưa tạo được PDF. Chưa có gì thay đổi; hãy "
			       "thử lại sau ít phút.");
	td_rc rc = worker_start(a, &task, program, pack(a, docx, n), e, &answer);
	bool good = true;
	for (size_t i = 0; rc == TD_OK && good && i < n; i++)
		good = take_pdf(a, &answer, &out[i]);
	if (good)
		return rc;
	return err_add(
	    e, TD_IO, S(""),
	    "Không tạo được PDF: tệp đang tạo bị hỏng giữa chừng. Chưa có gì thay đổi; hãy thử lại.");
}

td_rc print_docx(struct arena *a, str docx, struct err *e, struct print_pdf *out)
{
	return print_docx_all(a, &docx, 1, e, out);
}
