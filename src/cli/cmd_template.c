/* thidua template check FILE --kind KIND [--comments FILE]; thidua template fill FILE --kind KIND -o FILE */
#include "cli/commands.h"
#include "jobs/papers.h"
#include "office/docx.h"

enum { MAX_TEMPLATE = 10 << 20 };

struct template_args {
	const char *what, *path, *kind, *comments, *out;
};

static td_rc kind_of(struct cli *c, const struct template_args *t, enum paper_kind *out)
{
	if (paper_kind_parse(str_c(t->kind), out) == TD_OK)
		return TD_OK;
	struct sb known = sb_new(c->a, 4096);
	for (int k = 0; k < PAPER__N; k++)
		sb_fmt(&known, "%s%s (%s)", k ? ", " : "", paper_kind_code((enum paper_kind)k),
		       paper_kind_name((enum paper_kind)k));
	return err_add(&c->e, TD_INVALID, str_c(t->kind), N_("Loại văn bản là một trong: %.*s."),
		       STRF(sb_str(&known)));
}

static td_rc check(struct cli *c, const struct template_args *t, enum paper_kind k, str docx)
{
	str annotated;
	struct err said = err_new(c->a, LANG_VI);
	td_rc rc = papers_check_template(c->a, k, docx, &c->e);
	if (rc == TD_OK) {
		sb_fmt(&c->out, "%s: dùng được làm mẫu của %s.\n", t->path, paper_kind_name(k));
		return TD_OK;
	}
	if (rc != TD_INVALID || t->comments == NULL)
		return rc;
	td_rc kept = docx_annotate_upload(c->a, docx, papers_sample(c->a, k), &said, &annotated);
	if (kept == TD_OK)
		kept = cli_write(c, t->comments, annotated);
	c->file = t->path; /* the faults are of this one */
	return kept == TD_OK || kept == TD_INVALID ? rc : kept;
}

static td_rc fill(struct cli *c, const struct template_args *t, enum paper_kind k, str docx)
{
	str out;
	td_rc rc = docx_fill_upload(c->a, docx, papers_sample(c->a, k), &c->e, &out);
	if (rc != TD_OK)
		return rc;
	if (strcmp(t->out, "-") == 0)
		return cli_put(c, out);
	sb_fmt(&c->out, "%s\n", t->out);
	return cli_write(c, t->out, out);
}

static td_rc run(struct cli *c, void *args)
{
	const struct template_args *t = args;
	enum paper_kind k;
	str docx;
	td_rc rc = kind_of(c, t, &k);
	if (rc == TD_OK)
		rc = cli_read(c, t->path, MAX_TEMPLATE, &docx);
	if (rc != TD_OK)
		return rc;
	return strcmp(t->what, "fill") == 0 ? fill(c, t, k, docx) : check(c, t, k, docx);
}

int cmd_template(int argc, char **argv)
{
	struct template_args t = {0};
	const struct cli_option options[] = {
	    {"--kind", NULL, &t.kind}, {"--comments", NULL, &t.comments}, {"-o", NULL, &t.out}, {0}};
	const char *pos[2];
	if (!cli_parse(argc, argv, options, 2, 2, pos))
		return CLI_USAGE;
	t.what = pos[0];
	t.path = pos[1];
	bool fills = strcmp(t.what, "fill") == 0;
	if (!fills && strcmp(t.what, "check") != 0)
		return cli_misuse(argv[0], N_("VIỆC là check hoặc fill"));
	if (t.kind == NULL)
		return cli_misuse(argv[0], N_("cần --kind: loại văn bản của mẫu"));
	if (fills && t.out == NULL)
		return cli_misuse(argv[0], N_("cần -o: tệp được ghi ra"));
	return cli_run(argv[0], (size_t)256 << 20, run, &t);
}
