/* thidua score: a scheme and a data file in, a ranking out. No database, no set-up. */
#include "cli/commands.h"
#include "cli/score_text.h"
#include "format/explain_json.h"
#include "format/rules.h"

struct embed_set embed_docs(void);

enum { SCORE_MEMORY = 1 << 30 };

struct score_args {
	const char *scheme, *data;
	const char *stage, *xlsx, *schema;
	bool json, csv;
};

static td_rc print_schema(struct cli *c, const char *which)
{
	str name = arena_fmt(c->a, "%s.schema.json", which);
	const struct embed_file *file = embed_find(embed_docs(), name);
	if (file == NULL)
		return err_add(&c->e, TD_NOT_FOUND, str_c(which), N_("chỉ có mô tả của “scheme” và “data”"));
	sb_put(&c->out, file->bytes);
	return TD_OK;
}

/* A word without point or slash is the code of a shipped scheme. */
static td_rc load_scheme(struct cli *c, const char *path, struct scheme *out)
{
	str bytes;
	if (strpbrk(path, "./") == NULL && strcmp(path, "-") != 0) {
		td_rc rc = rules_scheme(c->a, str_c(path), &c->e, out, NULL);
		return rc != TD_NOT_FOUND
			   ? rc
			   : err_add(&c->e, rc, str_c(path),
				     N_("không có bảng tiêu chí này; danh sách: thidua schemes"));
	}
	td_rc rc = cli_read(c, path, VALUE_MAX_BYTES, &bytes);
	return rc == TD_OK ? scheme_from_json(c->a, bytes, &c->e, out) : rc;
}

static td_rc load_table(struct cli *c, const char *path, const struct scheme *s, struct score_table *out)
{
	str bytes;
	td_rc rc = cli_read(c, path, VALUE_MAX_BYTES, &bytes);
	return rc == TD_OK ? data_from_json(c->a, bytes, s, &c->e, out) : rc;
}

static td_rc choose_stage(struct cli *c, const char *code, struct scored *y)
{
	y->stage = score_table_stage(&y->table);
	if (code == NULL || score_stage_parse(str_c(code), &y->stage) == TD_OK)
		return TD_OK;
	c->file = NULL;
	return err_add(&c->e, TD_INVALID, S("--stage"),
		       N_("phải là self, cross, verified, explained, final hoặc council"));
}

static td_rc load(struct cli *c, const struct score_args *p, struct scored *y)
{
	td_rc rc = load_scheme(c, p->scheme, &y->scheme);
	if (rc == TD_OK)
		rc = load_table(c, p->data, &y->scheme, &y->table);
	if (rc == TD_OK)
		rc = choose_stage(c, p->stage, y);
	if (rc != TD_OK)
		return rc;
	score_table_input(c->a, &y->scheme, &y->table, y->stage, &y->in);
	rc = score_check(&y->scheme, &y->in, &c->e);
	return rc == TD_OK ? score_run(c->a, &y->scheme, &y->in, &y->res) : rc;
}

static td_rc score(struct cli *c, void *args)
{
	const struct score_args *p = args;
	if (p->schema)
		return print_schema(c, p->schema);
	struct scored *y = NEW(c->a, struct scored);
	td_rc rc = load(c, p, y);
	if (rc != TD_OK)
		return rc;
	if (p->json)
		sb_put(&c->out,
		       value_to_json(c->a, result_to_value(c->a, &y->scheme, &y->in, &y->res, y->stage),
				     VALUE_PRETTY));
	else
		score_text_ranking(&c->out, y, c->e.lang);
	return TD_OK;
}

int cmd_score(int argc, char **argv)
{
	struct score_args p = {0};
	const struct cli_option options[] = {
	    {"--stage", NULL, &p.stage}, {"--json", &p.json, NULL},     {"--csv", &p.csv, NULL},
	    {"--xlsx", NULL, &p.xlsx},   {"--schema", NULL, &p.schema}, {0},
	};
	const char *pos[2];
	if (!cli_parse(argc, argv, options, 0, 2, pos))
		return CLI_USAGE;
	if (p.schema == NULL && pos[1] == NULL)
		return cli_misuse(argv[0], i18n_tr(cli_lang(), N_("cần bảng tiêu chí và số liệu")));
	if (p.json + p.csv + (p.xlsx != NULL) > 1)
		return cli_misuse(argv[0],
				  i18n_tr(cli_lang(), N_("chỉ chọn một trong --json, --csv, --xlsx")));
	p.scheme = pos[0];
	p.data = pos[1];
	return cli_run("score", SCORE_MEMORY, score, &p);
}
