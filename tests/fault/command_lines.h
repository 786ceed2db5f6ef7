/* The command lines that test_commands.c sweeps, and the commands that it does not, each with the reason. */
#ifndef TESTS_FAULT_COMMAND_LINES_H
#define TESTS_FAULT_COMMAND_LINES_H

#include <stdbool.h>
#include <stddef.h>

enum { LINE_WORDS = 12 };

/* The database that a line finds. */
enum base {
	BASE_NONE,  /* none: it needs none, or makes it */
	BASE_EMPTY, /* migrated, without a row */
	BASE_YEAR,  /* one cluster-year without points */
	BASE_SITE,  /* with points */
	BASE_AWAY,  /* and taken away to a meeting */
	BASE__N
};

/* DB stands for the line's database, OUT for a file to write, SRC/… for one of the source, MADE/… for one that was made
 * beforehand. */
struct command_line {
	const char *words[LINE_WORDS];
	int code; /* when nothing fails */
	enum base base;
	const char *input; /* standard input; NULL: empty */
	bool stops;        /* it runs until a signal ends it */
	bool resumes;      /* a job: what was asked for stays, and `job run` goes on with it */
	bool varies;       /* what it prints: a time, a port */
	bool draws;        /* at random, too: how many allocations that takes differs by a few */
	bool steps; /* it goes on from where a failed run left off: swept from each such place to the next */
};
extern const struct command_line command_lines[];
extern const size_t n_command_lines;

/* Of this one only a sample is taken, always: it is hundreds of thousands of allocations, and what it does are the acts
 * of the routes. */
extern const struct command_line demo_line;

/* Why a command is in no line; NULL when it has to be in one. */
const char *command_exempt(const char *name);

#endif
