/* thidua worker TASK: the child process that office/worker.h starts. Not for people. */
#include "cli/commands.h"
#include "office/worker.h"

int cmd_worker(int argc, char **argv)
{
	static const struct cli_option none[] = {{0}};
	const char *task;
	return cli_parse(argc, argv, none, 1, 1, &task) ? worker_main(task) : CLI_USAGE;
}
