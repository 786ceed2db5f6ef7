/* thidua schemes [CODE] [--example] */
#include "base/num.h"
#include "cli/commands.h"
#include "cli/text_table.h"
#include "format/rules.h"

struct schemes_args {
	const char *code;
	bool example;
};

static td_rc list(struct cli *c)
{
	struct text_table t = text_table_new(c->a);
	text_table_col(&t, str_c(i18n_tr(c->e.lang, N_("Mã"))), false);
	text_table_col(&t, str_c(i18n_tr(c->e.lang, N_("Thang điểm"))), true);
	text_table_col(&t, str_c(i18n_tr(c->e.lang, N_("Niêm phong"))), false);
	text_table_col(&t, str_c(i18n_tr(c->e.lang, N_("Tên"))), false);
	struct embed_set set = rules_schemes();
	for (size_t i = 0; i < set.n; i++) {
		struct scheme s;
		td_rc rc = scheme_from_json(c->a, set.at[i].bytes, &c->e, &s);
		if (rc != TD_OK)
			return rc;
		str *row = text_table_row(&t);
		row[0] = s.code;
		row[1] = num_short(c->a, s.max_c);
		row[2] = str_c(i18n_tr(c->e.lang, s.sealable ? N_("được") : N_("tham khảo")));
		row[3] = s.title;
	}
	text_table_put(&c->out, &t);
	return TD_OK;
}

static td_rc schemes(struct cli *c, void *args)
{
	const struct schemes_args *p = args;
	if (p->code == NULL)
		return list(c);
	struct scheme s;
	const struct embed_file *file;
	td_rc rc = rules_scheme(c->a, str_c(p->code), &c->e, &s, &file);
	if (rc == TD_OK && p->example)
		file = rules_example(c->a, s.code);
	if (rc == TD_NOT_FOUND || (rc == TD_OK && file == NULL))
		return err_add(&c->e, TD_NOT_FOUND, str_c(p->code),
			       N_("không có bảng tiêu chí này; danh sách: thidua schemes"));
	if (rc == TD_OK)
		sb_put(&c->out, file->bytes);
	return rc;
}

int cmd_schemes(int argc, char **argv)
{
	struct schemes_args p = {0};
	const struct cli_option options[] = {{"--example", &p.example, NULL}, {0}};
	if (!cli_parse(argc, argv, options, 0, 1, &p.code))
		return CLI_USAGE;
	if (p.example && p.code == NULL)
		return cli_misuse(argv[0], i18n_tr(cli_lang(), N_("--example cần mã của bảng")));
	return cli_run("schemes", 64 << 20, schemes, &p);
}
