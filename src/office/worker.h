/* Work that a child process does because the libraries it needs may die, hang or grow: `thidua worker TASK` reads its
 * input from a memory file, writes its output to another, under limits of memory, time and file size, without rights
 * to start programs or reach the network. Its death is a sentence and leaves nothing behind. */
#ifndef OFFICE_WORKER_H
#define OFFICE_WORKER_H

#include "base/err.h"

enum {
	WORKER_MAX_OUTPUT = 64 << 20,
	WORKER_MAX_MEMORY = 512 << 20,
	WORKER_TIMEOUT_MS = 30000,
};

/* Runs a task of this very program (/proc/self/exe) and gives what it wrote. TD_IO: it could not be started, failed or
 * ran too long; the sentence in e says that nothing was changed. */
MUST_CHECK td_rc worker_run(struct arena *a, const char *task, str input, struct err *e, str *out);

/* The child: limits itself, runs the task and ends the process. Called by main before anything else is set up. */
_Noreturn void worker_main(const char *task);

#endif
