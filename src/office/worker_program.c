/* thidua-worker: the tasks of worker_tasks[] in a program of their own, which thidua holds as bytes (worker.h). It has the
 * libraries that read files, and none for mail, databases and the web: it starts in a third of the time, and what
 * reads strangers' bytes finds nothing else in its memory. Started by thidua, not by people. */
#include "office/worker.h"

int main(int argc, char **argv)
{
	if (argc != 3 || strcmp(argv[1], "worker") != 0)
		return 2;
	worker_main(argv[2]);
}
