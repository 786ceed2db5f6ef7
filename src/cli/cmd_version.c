/* thidua version, thidua help */
#include "cli/commands.h"

static td_rc version(struct cli *c, void *args)
{
	(void)args;
	sb_fmt(&c->out, "thidua %s\n", THIDUA_VERSION);
	return TD_OK;
}

int cmd_version(int argc, char **argv)
{
	static const struct cli_option none[] = {{0}};
	if (!cli_parse(argc, argv, none, 0, 0, NULL))
		return CLI_USAGE;
	return cli_run("version", 1 << 20, version, NULL);
}

static void help_all(struct cli *c)
{
	size_t n;
	const struct command *all = cli_commands(&n);
	SB_LIT(&c->out, "thidua – ");
	sb_put(&c->out, str_c(i18n_tr(c->e.lang,
				      N_("thi đua theo cụm, khối: chấm điểm, xếp hạng, suy tôn, giấy tờ"))));
	sb_fmt(&c->out, "\n\n%s\n", i18n_tr(c->e.lang, N_("Cách dùng: thidua LỆNH [tham số]")));
	for (size_t i = 0; i < n; i++)
		sb_fmt(&c->out, "  %-10s %s\n", all[i].name, i18n_tr(c->e.lang, all[i].summary));
	sb_fmt(&c->out, "\n%s\n", i18n_tr(c->e.lang, N_("Hướng dẫn một lệnh: thidua help LỆNH")));
}

static td_rc help(struct cli *c, void *args)
{
	const struct command *command = *(const struct command **)args;
	if (command == NULL) {
		help_all(c);
		return TD_OK;
	}
	sb_fmt(&c->out, "thidua %s – %s\n\n%s thidua %s %s", command->name,
	       i18n_tr(c->e.lang, command->summary), i18n_tr(c->e.lang, N_("Cách dùng:")), command->name,
	       i18n_tr(c->e.lang, command->usage));
	return TD_OK;
}

int cmd_help(int argc, char **argv)
{
	static const struct cli_option none[] = {{0}};
	const char *name;
	if (!cli_parse(argc, argv, none, 0, 1, &name))
		return CLI_USAGE;
	const struct command *command = name ? cli_find(name) : NULL;
	if (name && command == NULL)
		return cli_unknown(name);
	return cli_run("help", 1 << 20, help, &command);
}
