/* thidua score: a scheme and a data file in, a ranking out. No database, no set-up. */
#include "cli/commands.h"
#include "cli/score_sheet.h"
#include "cli/score_text.h"
#include "format/explain_json.h"
#include "format/fields.h"
#include "format/rules.h"
#include "office/book.h"

struct embed_set embed_docs(void);

enum { SCORE_MEMORY = 1 << 30 };

struct score_args {
	const char *scheme, *data;
	const char *stage, *xlsx, *explain, *schema;
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
	if (rc != TD_OK)
		return rc;
	return score_sheet_is(path, bytes) ? score_sheet_scheme(c, path, bytes, out)
					   : scheme_from_json(c->a, bytes, &c->e, out);
}

static td_rc load_table(struct cli *c, const char *path, const struct scheme *s, enum score_stage stage,
			struct score_table *out)
{
	str bytes;
	td_rc rc = cli_read(c, path, VALUE_MAX_BYTES, &bytes);
	if (rc != TD_OK)
		return rc;
	return score_sheet_is(path, bytes) ? score_sheet_table(c, path, bytes, s, stage, out)
					   : data_from_json(c->a, bytes, s, &c->e, out);
}

static td_rc parse_stage(struct cli *c, const char *code, enum score_stage *out)
{
	if (code == NULL || score_stage_parse(str_c(code), out) == TD_OK)
		return TD_OK;
	c->file = NULL;
	return err_add(&c->e, TD_INVALID, S("--stage"),
		       N_("phải là self, cross, verified, explained, final hoặc council"));
}

static td_rc load(struct cli *c, const struct score_args *p, struct scored *y)
{
	td_rc rc = parse_stage(c, p->stage, &y->stage);
	if (rc == TD_OK)
		rc = load_scheme(c, p->scheme, &y->scheme);
	if (rc == TD_OK)
		rc = load_table(c, p->data, &y->scheme, y->stage, &y->table);
	if (rc != TD_OK)
		return rc;
	if (p->stage == NULL)
		y->stage = score_table_stage(&y->table);
	score_table_input(c->a, &y->scheme, &y->table, y->stage, &y->in);
	rc = score_check(&y->scheme, &y->in, &c->e);
	return rc == TD_OK ? score_run(c->a, &y->scheme, &y->in, &y->res) : rc;
}

static bool find_unit(const struct score_input *in, str code, u32 *out)
{
	for (u32 i = 0; i < in->n_units; i++)
		if (str_eq(in->units[i].code, code)) {
			*out = i;
			return true;
		}
	return false;
}

/* "UNIT" or "UNIT/CRITERION"; both codes may hold strokes themselves. */
static bool find_figure(const struct scored *y, str what, u32 *unit, u32 *node)
{
	*node = 0;
	if (find_unit(&y->in, what, unit))
		return true;
	for (size_t i = 0; i < what.n; i++) {
		i64 found = what.p[i] == '/' ? scheme_find(&y->scheme, str_from(what, i + 1)) : -1;
		if (found >= 0 && find_unit(&y->in, str_upto(what, i), unit)) {
			*node = (u32)found;
			return true;
		}
	}
	return false;
}

static td_rc no_figure(struct cli *c, const struct scored *y, str what)
{
	u32 unit;
	str unit_code = str_upto(what, str_find_byte(what, '/'));
	bool known = find_unit(&y->in, unit_code, &unit);
	u32 n = known ? y->scheme.n_nodes : y->in.n_units;
	str *codes = NEW_N(c->a, str, n);
	for (u32 i = 0; i < n; i++)
		codes[i] = known ? y->scheme.nodes[i].code : y->in.units[i].code;
	str wrong = known ? str_from(what, unit_code.n + 1) : unit_code;
	str near = nearest_word(wrong, codes, n);
	c->file = NULL;
	if (near.p)
		return err_add(&c->e, TD_NOT_FOUND, S("--explain"),
			       N_("không có mã “%.*s”; có phải là “%.*s”?"), STRF(wrong), STRF(near));
	return err_add(&c->e, TD_NOT_FOUND, S("--explain"), N_("không có mã “%.*s”"), STRF(wrong));
}

static td_rc explain(struct cli *c, const struct score_args *p, const struct scored *y)
{
	u32 unit, node;
	struct explanation x;
	str what = str_c(p->explain);
	if (!find_figure(y, what, &unit, &node))
		return no_figure(c, y, what);
	td_rc rc = explain_node(c->a, &y->scheme, &y->in, &y->res, unit, node, &x);
	if (rc != TD_OK)
		return rc;
	if (p->json)
		sb_put(&c->out, value_to_json(c->a, explain_to_value(c->a, &x), VALUE_PRETTY));
	else
		score_text_explanation(&c->out, &x, c->e.lang);
	return TD_OK;
}

/* The score table as a workbook: CSV to standard output, or an Excel file. */
static td_rc put_book(struct cli *c, const struct score_args *p, const struct scored *y)
{
	str bytes;
	const struct book_scores scores = {.cluster = y->table.cluster,
					   .title = y->table.title,
					   .scheme = &y->scheme,
					   .in = &y->in,
					   .result = &y->res};
	struct book *book = book_scores(c->a, &scores);
	if (p->csv) {
		sb_put(&c->out, book_csv(book, book->sheets.at[0]));
		return TD_OK;
	}
	c->file = p->xlsx;
	td_rc rc = book_xlsx(book, &c->e, &bytes);
	return rc == TD_OK ? cli_write(c, p->xlsx, bytes) : rc;
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
	if (p->explain)
		return explain(c, p, y);
	if (p->csv || p->xlsx)
		return put_book(c, p, y);
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
	    {"--stage", NULL, &p.stage},
	    {"--json", &p.json, NULL},
	    {"--csv", &p.csv, NULL},
	    {"--xlsx", NULL, &p.xlsx},
	    {"--explain", NULL, &p.explain},
	    {"--schema", NULL, &p.schema},
	    {0},
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
