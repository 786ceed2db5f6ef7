/* Sweeps that take long are cut into jobs, each a process of its own, as many at a time as there are processors. */
#ifndef TESTS_FAULT_JOBS_H
#define TESTS_FAULT_JOBS_H

/* Runs fn(i, ctx) for i = 0 … n − 1. A job ends through exit(), so that its leaks are looked for; one that crashed,
 * leaked or had a failed check fails the running case. The caller has no threads. */
void jobs_run(int n, void (*fn)(int i, void *ctx), void *ctx);

/* The sum of what jobs_count() was told in all jobs of the last jobs_run(). */
long jobs_total(void);
void jobs_count(long n);

#endif
