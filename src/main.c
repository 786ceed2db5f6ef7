/* thidua: one program; the first word of the command line picks a command (cli/commands.c). */
#include "cli/cli.h"

int main(int argc, char **argv)
{
	return cli_main(argc, argv);
}
