#include "tests/fault/jobs.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/lib/check.h"

static atomic_long *total; /* shared with the children */

bool jobs_long(void)
{
	return getenv("THIDUA_LONG") != NULL;
}

long jobs_step(long n, long sample)
{
	return jobs_long() || n <= sample ? 1 : n / sample;
}

bool jobs_wanted(const char *name)
{
	const char *only = getenv("THIDUA_ONLY");
	return only == NULL || strstr(name, only) != NULL;
}

long jobs_from(long first)
{
	const char *from = getenv("THIDUA_FROM");
	return from ? strtol(from, NULL, 10) : first;
}

long jobs_total(void)
{
	return atomic_load(total);
}

void jobs_count(long n)
{
	atomic_fetch_add(total, n);
}

static void make_total(void)
{
	if (total == NULL)
		total = mmap(NULL, sizeof *total, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (total == MAP_FAILED)
		abort();
	atomic_store(total, 0);
}

static void wait_one(void)
{
	int status = 0;
	pid_t pid = wait(&status);
	if (pid > 0 && WIFSIGNALED(status))
		check_fail(__FILE__, __LINE__, "a job was ended by signal %d", WTERMSIG(status));
	else if (pid <= 0 || WEXITSTATUS(status) != 0)
		check_fail(__FILE__, __LINE__, "a job ended with exit code %d", WEXITSTATUS(status));
}

static void start(int i, void (*fn)(int i, void *ctx), void *ctx)
{
	fflush(NULL);
	pid_t pid = fork();
	if (pid < 0)
		abort();
	if (pid > 0)
		return;
	prctl(PR_SET_PDEATHSIG, SIGKILL); /* a sweep that is stopped stops wholly */
	unsigned before = check_n_failed();
	fn(i, ctx);
	exit(check_n_failed() > before ? 1 : 0);
}

void jobs_run(int n, void (*fn)(int i, void *ctx), void *ctx)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	make_total();
	for (int i = 0; i < n; i++) {
		if (i >= cores)
			wait_one();
		start(i, fn, ctx);
	}
	for (int i = 0; i < n && i < cores; i++)
		wait_one();
}
