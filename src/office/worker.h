/* Work that a child process does because the bytes come from a stranger or the libraries may die, hang or grow:
 * `thidua-worker worker TASK` reads its input from a memory file and writes its result to another, in a sandbox (sandbox.h).
 * Its death is a sentence and leaves nothing behind.
 *
 * A task is a line of worker_tasks[] (worker_tasks.c). A program of our own that is started the same way brings its own
 * table: worker_start() here, worker_serve() there. */
#ifndef OFFICE_WORKER_H
#define OFFICE_WORKER_H

#include "base/err.h"
#include "office/sandbox.h"

enum {
	WORKER_MAX_OUTPUT_MB = 64,
	WORKER_TIMEOUT_MS =
	    30000, /* by the clock on the wall, on a busy machine; sandbox.seconds is what it may use */
};

/* What a task works on. */
struct worker_job {
	struct arena *a;
	str input;
	struct err *e; /* faults: the caller gets them as if it had run the task itself */
	str out;       /* the result; empty when the task wrote it to descriptor 1 itself */
};

struct worker_task {
	const char *name;
	td_rc (*run)(struct worker_job *j); /* NULL where only the other program has it */
	bool
	    writes; /* it makes a file: its death is our fault (TD_IO), not that of what was sent (TD_INVALID) */
	struct sandbox box;
};
extern const struct worker_task worker_tasks[];
extern const size_t worker_n_tasks;

/* The program that worker_run() starts, as bytes that stay; said once, at the start of main. Where nobody says it –
 * tests, benchmarks – worker_run() starts this very program, whose main calls worker_main(). */
void worker_program(str bytes);

/* A program that is held as bytes, as a memory file that can be started; it goes with the arena. −1: no memory. */
int worker_open(struct arena *a, str program);

/* Runs a task of worker_tasks[] in a program of its own and gives what it returned: its code, its faults in e, its result. When it died, ran
 * too long or needed too much, a sentence in e says that nothing was changed: TD_IO when the task writes, TD_INVALID
 * when it reads what somebody sent. */
MUST_CHECK td_rc worker_run(struct arena *a, const char *task, str input, struct err *e, str *out);

/* As worker_run(), of the program that is open as descriptor program (a memory file); −1: this very program. */
MUST_CHECK td_rc worker_start(struct arena *a, const struct worker_task *task, int program, str input,
			      struct err *e, str *out);

/* The child: `PROGRAM worker NAME`. Shuts itself in, runs the task and ends the process. Called by main before anything
 * else is set up. */
_Noreturn void worker_serve(const struct worker_task *tasks, size_t n, const char *name);
_Noreturn void worker_main(const char *name); /* with worker_tasks[] */

#endif
