/* LD_PRELOAD for bench/web: every fsync and fdatasync takes 2 ms, as on a plain disk. */
#include <time.h>
#include <unistd.h>

static int slow(void)
{
	const struct timespec t = {.tv_nsec = 2000000};
	return nanosleep(&t, NULL);
}

int fsync(int fd)
{
	(void)fd;
	return slow();
}

int fdatasync(int fd)
{
	(void)fd;
	return slow();
}
