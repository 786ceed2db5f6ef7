/* Filling Word templates: the shipped papers with the example fields, and a table of N rows, twice as long each time. Prints CPU
 * milliseconds of a filling, the packing included. usage: bench_docx [ROWS] */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "jobs/papers.h"
#include "office/docx.h"
#include "office/zip_write.h"

enum { ROUNDS = 20 };

struct job {
	const struct value *data;
	str docx;
	enum paper_kind kind;
	size_t rows;
	double ms;
	size_t bytes;
	struct arena *a;
};

static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

#define TC(text) "<w:tc><w:p><w:r><w:t>" text "</w:t></w:r></w:p></w:tc>"

static void long_table(struct job *j)
{
	static const char body[] =
	    "<w:document "
	    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:tbl>"
	    "<w:tr>" TC("{{#đơn vị}}{{tt}}") TC("{{tên}}") TC("{{điểm|số:2}}") TC("{{điểm|chữ}}")
		TC("{{xếp loại|hoa}}{{/đơn vị}}") "</w:tr></w:tbl><w:p/><w:sectPr/></w:body></w:document>";
	struct zip_part parts[] = {{S("[Content_Types].xml"), S("<Types/>")},
				   {S("word/document.xml"), {body, sizeof body - 1}}};
	struct value *data = value_map(j->a), *units = value_put(j->a, data, S("đơn vị"), value_list(j->a));
	for (size_t i = 0; i < j->rows; i++) {
		struct value *u = value_add(j->a, units, value_map(j->a));
		value_put_text(j->a, u, "tên", arena_fmt(j->a, "Đơn vị thứ %zu của tỉnh", i));
		value_put_num(j->a, u, "điểm", (i64)(i * 37 % 10000));
		value_put_text(j->a, u, "xếp loại", S("Hoàn thành tốt nhiệm vụ"));
	}
	j->data = data;
	if (zip_write(j->a, parts, 2, &j->docx) != TD_OK)
		abort();
}

static td_rc fill(void *ctx)
{
	struct job *j = ctx;
	struct err e = err_new(j->a, LANG_VI);
	str out;
	if (j->rows) {
		long_table(j);
	} else {
		j->data = papers_sample(j->a, j->kind);
		j->docx = papers_default_template(j->kind);
	}
	double from = now_ms();
	td_rc rc = docx_fill(j->a, j->docx, j->data, &e, &out);
	j->ms = now_ms() - from;
	j->bytes = rc == TD_OK ? out.n : 0;
	return rc;
}

/* The least of many. */
static double measure(struct job *j)
{
	double best = 1e9;
	for (int i = 0; i < ROUNDS; i++) {
		j->a = arena_new("bench", (size_t)1 << 30);
		if (j->a == NULL || arena_run(j->a, fill, j) != TD_OK)
			abort();
		arena_free(j->a);
		best = j->ms < best ? j->ms : best;
	}
	return best;
}

int main(int argc, char **argv)
{
	u64 rows = 3000;
	if (argc > 1 && str_u64(str_c(argv[1]), &rows) != TD_OK)
		return 2;
	for (int k = 0; k < PAPER__N; k++) {
		struct job j = {.kind = (enum paper_kind)k};
		double ms = measure(&j);
		printf("%-16s %8.2f ms  %7zu bytes\n", paper_kind_code(j.kind), ms, j.bytes);
	}
	double before = 0;
	for (u64 n = rows; n <= rows * 4; n *= 2) {
		struct job j = {.rows = n};
		double ms = measure(&j);
		printf("%6llu rows      %8.2f ms  %7zu bytes", (unsigned long long)n, ms, j.bytes);
		if (before > 0)
			printf("  %.2f x the half", ms / before);
		printf("\n");
		before = ms;
	}
	return 0;
}
