/* thidua worker TASK: the child process that office/worker.h starts. Not for people. */
#include "cli/commands.h"
#include "office/worker.h"

int cmd_worker(int argc, char **argv)
{
	static const struct cli_option none[] = {{0}};
	const char *task;
	if (!cli_parse(argc, argv, none, 1, 1, &task))
		return CLI_USAGE;
	worker_main(task);
}
