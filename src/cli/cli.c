#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>

#include "format/fields.h"

enum lang cli_lang(void)
{
	const char *lang = getenv("THIDUA_LANG");
	return lang && strcmp(lang, "en") == 0 ? LANG_EN : LANG_VI;
}

const struct command *cli_find(const char *name)
{
	size_t n;
	const struct command *all = cli_commands(&n);
	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].name, name) == 0)
			return &all[i];
	return NULL;
}

int cli_misuse(const char *command, const char *text)
{
	fprintf(stderr, "thidua %s: %s\n", command, text);
	fprintf(stderr, i18n_tr(cli_lang(), N_("Cách dùng: thidua help %s\n")), command);
	return CLI_USAGE;
}

static int misuse_word(const char *command, const char *text, const char *word)
{
	char line[512];
	snprintf(line, sizeof line, "%s “%s”", i18n_tr(cli_lang(), text), word);
	return cli_misuse(command, line);
}

/* One option at argv[*i]; moves *i over its value. */
static bool take_option(char **argv, int argc, int *i, const struct cli_option *options)
{
	char *word = argv[*i], *equals = strchr(word, '=');
	size_t n = equals ? (size_t)(equals - word) : strlen(word);
	for (const struct cli_option *o = options; o->name; o++) {
		if (strlen(o->name) != n || strncmp(o->name, word, n) != 0)
			continue;
		if (o->flag && equals)
			return misuse_word(argv[0], N_("tùy chọn này không nhận giá trị:"), o->name), false;
		if (o->flag)
			return *o->flag = true;
		if (equals == NULL && *i + 1 >= argc)
			return misuse_word(argv[0], N_("thiếu giá trị sau tùy chọn"), o->name), false;
		*o->value = equals ? equals + 1 : argv[++*i];
		return true;
	}
	misuse_word(argv[0], N_("không có tùy chọn"), word);
	return false;
}

bool cli_parse(int argc, char **argv, const struct cli_option *options, size_t n_min, size_t n_max,
	       const char **pos)
{
	size_t n = 0;
	bool words_only = false;
	for (size_t i = 0; i < n_max; i++)
		pos[i] = NULL;
	for (int i = 1; i < argc; i++) {
		if (!words_only && strcmp(argv[i], "--") == 0) {
			words_only = true;
		} else if (!words_only && argv[i][0] == '-' && argv[i][1] != '\0') {
			if (!take_option(argv, argc, &i, options))
				return false;
		} else if (n == n_max) {
			misuse_word(argv[0], N_("thừa"), argv[i]);
			return false;
		} else {
			pos[n++] = argv[i];
		}
	}
	if (n < n_min)
		cli_misuse(argv[0], i18n_tr(cli_lang(), N_("thiếu tham số")));
	return n >= n_min;
}

struct run {
	struct cli c;
	td_rc (*body)(struct cli *c, void *args);
	void *args;
};

static void print_faults(const struct cli *c)
{
	for (size_t i = 0; i < c->e.items.n; i++) {
		const struct err_item *it = &c->e.items.at[i];
		if (c->file)
			fprintf(stderr, "%s: ", c->file);
		if (it->where.n)
			fprintf(stderr, "%.*s: ", STRF(it->where));
		fprintf(stderr, "%.*s\n", STRF(it->text));
	}
	if (c->e.n_total > c->e.items.n)
		fprintf(stderr, i18n_tr(c->e.lang, N_("… và %zu lỗi nữa\n")), c->e.n_total - c->e.items.n);
}

static td_rc run_body(void *ctx)
{
	struct run *r = ctx;
	r->c.e = err_new(r->c.a, cli_lang());
	r->c.out = sb_new(r->c.a, (size_t)1 << 30);
	td_rc rc = r->body(&r->c, r->args);
	if (rc == TD_OK) {
		r->c.file = NULL;
		rc = cli_put(&r->c, sb_str(&r->c.out));
	}
	return rc;
}

int cli_run(const char *command, size_t limit, td_rc (*body)(struct cli *c, void *args), void *args)
{
	struct run r = {.body = body, .args = args};
	r.c.a = arena_new(command, limit);
	td_rc rc = r.c.a ? arena_run(r.c.a, run_body, &r) : TD_LIMIT;
	if (rc != TD_OK && r.c.e.n_unsaid > 0)
		rc = TD_LIMIT;
	if (rc != TD_OK && r.c.e.n_total)
		print_faults(&r.c);
	else if (rc == TD_LIMIT)
		fprintf(stderr, "thidua: %s\n", i18n_tr(cli_lang(), N_("không đủ bộ nhớ cho việc này")));
	else if (rc != TD_OK)
		fprintf(stderr, "thidua: %s\n", rc_name(rc));
	arena_free(r.c.a);
	return rc_exit(rc);
}

int cli_unknown(const char *name)
{
	enum { MAX_COMMANDS = 64 };
	size_t n;
	str names[MAX_COMMANDS];
	const struct command *all = cli_commands(&n);
	size_t known = 0;
	for (size_t i = 0; i < n && known < MAX_COMMANDS; i++)
		names[known++] = str_c(all[i].name);
	str near = nearest_word(str_c(name), names, known);
	fprintf(stderr, "thidua: %s “%s”", i18n_tr(cli_lang(), N_("không có lệnh")), name);
	if (near.p)
		fprintf(stderr, i18n_tr(cli_lang(), N_("; có phải là “%.*s”?")), STRF(near));
	fprintf(stderr, "\n%s\n", i18n_tr(cli_lang(), N_("Danh sách lệnh: thidua help")));
	return CLI_USAGE;
}

int cli_main(int argc, char **argv)
{
	char help[] = "help";
	char *no_words[] = {help, NULL};
	if (argc < 2) {
		(void)cli_find("help")->run(1, no_words);
		return CLI_USAGE;
	}
	const char *name = argv[1];
	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
		name = "help";
	if (strcmp(name, "--version") == 0)
		name = "version";
	const struct command *c = cli_find(name);
	if (c == NULL)
		return cli_unknown(name);
	for (int i = 2; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--help") == 0)
			return cli_find("help")->run(2, (char *[]){help, argv[1], NULL});
	return c->run(argc - 1, argv + 1);
}
