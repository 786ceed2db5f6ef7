/* docx_fill KIND OUT.docx [TEMPLATE.docx]: fills a template (the shipped one) with the example fields; prints the text
 * to standard output, faults to standard error. For docx.py. */
#include <stdio.h>

#include "jobs/papers.h"
#include "office/docx.h"

enum { LARGEST = 8 << 20 };

struct job {
	struct arena *a;
	char **argv;
	const char *template_path;
};

static str read_file(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	char *p = arena_alloc(a, LARGEST);
	size_t n = f ? fread(p, 1, LARGEST, f) : 0;
	if (f)
		fclose(f);
	return (str){p, n};
}

static bool write_file(const char *path, str bytes)
{
	FILE *f = fopen(path, "wb");
	bool whole = f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
	return f && fclose(f) == 0 && whole;
}

static td_rc run(void *ctx)
{
	const struct job *j = ctx;
	struct err e = err_new(j->a, LANG_VI);
	enum paper_kind k;
	str out = STR_NULL, text = STR_NULL;
	td_rc rc = paper_kind_parse(str_c(j->argv[1]), &k);
	if (rc != TD_OK)
		return rc;
	str docx = j->template_path ? read_file(j->a, j->template_path) : papers_default_template(k);
	rc = docx_fill(j->a, docx, papers_sample(j->a, k), &e, &out);
	if (rc == TD_OK)
		rc = docx_text(j->a, out, &e, &text);
	for (size_t i = 0; i < e.items.n; i++)
		fprintf(stderr, "%.*s: %.*s\n", STRF(e.items.at[i].where), STRF(e.items.at[i].text));
	if (rc == TD_OK && !write_file(j->argv[2], out))
		rc = TD_IO;
	printf("%.*s", STRF(text));
	return rc;
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	struct job j = {arena_new("interop", 256 << 20), argv, argc > 3 ? argv[3] : NULL};
	if (j.a == NULL)
		return 1;
	td_rc rc = arena_run(j.a, run, &j);
	arena_free(j.a);
	return rc_exit(rc);
}
