/* Reads an .xlsx from beginning to end and prints what openpyxl must find too: cells, sum of the numbers, bytes of
 * text. bench/xlsx.py runs both and compares. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "office/xlsx_read.h"

struct tally {
	struct arena *a;
	str file;
	u64 cells, bytes;
	double sum;
};

static td_rc on_cell(void *ctx, const struct xlsx_cell *c)
{
	struct tally *t = ctx;
	t->cells++;
	if (c->kind == XLSX_NUMBER)
		t->sum += c->number;
	else if (c->kind == XLSX_TEXT)
		t->bytes += c->text.n;
	return TD_OK;
}

static td_rc read_all(void *ctx)
{
	static const struct xlsx_events ev = {.cell = on_cell};
	struct tally *t = ctx;
	struct err e = err_new(t->a, LANG_VI);
	struct xlsx *x;
	td_rc rc = xlsx_open(t->a, t->file, &e, &x);
	for (u32 i = 0; rc == TD_OK && i < xlsx_n_sheets(x); i++)
		rc = xlsx_cells(x, i, &ev, t, &e);
	if (rc != TD_OK)
		fprintf(stderr, "%.*s\n", STRF(err_first(&e)));
	return rc;
}

int main(int argc, char **argv)
{
	struct stat st;
	int fd = argc == 2 ? open(argv[1], O_RDONLY | O_CLOEXEC) : -1;
	if (fd < 0 || fstat(fd, &st) != 0)
		return 2;
	void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	struct arena *a = arena_new("bench", 512 << 20);
	if (p == MAP_FAILED || a == NULL)
		return 2;
	struct tally t = {.a = a, .file = {p, (size_t)st.st_size}};
	td_rc rc = arena_run(a, read_all, &t);
	printf("%llu %.2f %llu\n", (unsigned long long)t.cells, t.sum, (unsigned long long)t.bytes);
	arena_free(a);
	return rc_exit(rc);
}
