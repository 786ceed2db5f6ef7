/* thidua: one program; the first word of the command line picks a command (cli/commands.c). */
#include "base/embed.h"
#include "cli/cli.h"
#include "office/worker.h"

struct embed_set embed_worker_program(void);

int main(int argc, char **argv)
{
	worker_program(embed_worker_program().at[0].bytes);
	return cli_main(argc, argv);
}
