/* Frame of the commands. A command is one row of the table in commands.c and one function in cmd_NAME.c. Results go to
 * standard output, faults to standard error as `tệp: nơi: câu`, one a line; the exit code is rc_exit(), 2 for a
 * command line that was not understood. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/err.h"

enum { CLI_USAGE = 2 };

struct command {
	const char *name;
	const char *summary; /* one line, Vietnamese source text */
	const char *usage;   /* what stands behind the name, and the options; Vietnamese source text */
	int (*run)(int argc, char **argv); /* argv[0] is the command's name; returns the exit code */
};

/* The whole program: argv as main() got it. */
int cli_main(int argc, char **argv);

/* All commands, and the one of a name (NULL: none). commands.c */
const struct command *cli_commands(size_t *n);
const struct command *cli_find(const char *name);

/* The language of messages: THIDUA_LANG=en, else Vietnamese. */
enum lang cli_lang(void);

/* An option of a command: "--json" sets *flag; "--stage S" and "--stage=S" set *value. */
struct cli_option {
	const char *name; /* with its dashes; NULL ends a table */
	bool *flag;
	const char **value;
};

/* Sorts argv into options and n_min…n_max other words (pos, unused ones NULL). "--" ends options. False after a message
 * with the command's usage on standard error: return CLI_USAGE then. */
bool cli_parse(int argc, char **argv, const struct cli_option *options, size_t n_min, size_t n_max,
	       const char **pos);

/* "thidua NAME: text" and how to get help, on standard error. Returns CLI_USAGE. */
int cli_misuse(const char *command, const char *text);

/* "thidua: no command NAME" with the nearest one. Returns CLI_USAGE. */
int cli_unknown(const char *name);

/* One run of a command: its memory, its faults and its output. */
struct cli {
	struct arena *a;
	struct err e;
	const char *file; /* being read: stands before each fault; NULL: none */
	struct sb out;    /* goes to standard output when the body returns TD_OK */
};

/* Runs body inside an arena of limit bytes, prints its output or its faults, returns the exit code. */
int cli_run(const char *command, size_t limit, td_rc (*body)(struct cli *c, void *args), void *args);

/* A file's bytes, at most max; "-" is standard input. TD_IO or TD_INVALID with a sentence. Sets c->file. */
MUST_CHECK td_rc cli_read(struct cli *c, const char *path, size_t max, str *out);

/* Writes a whole file, new or over an old one: to a file beside it first, then renamed. TD_IO with a sentence. */
MUST_CHECK td_rc cli_write(struct cli *c, const char *path, str bytes);

/* Standard output, all of it. TD_IO: it could not be written (a full disk, a closed pipe). */
MUST_CHECK td_rc cli_put(struct cli *c, str bytes);

#endif
