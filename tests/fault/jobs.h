/* Sweeps that take long are cut into jobs, each a process of its own, as many at a time as there are processors. */
#ifndef TESTS_FAULT_JOBS_H
#define TESTS_FAULT_JOBS_H

#include <stdbool.h>

/* Runs fn(i, ctx) for i = 0 … n − 1. A job ends through exit(), so that its leaks are looked for; one that crashed,
 * leaked or had a failed check fails the running case. The caller has no threads. */
void jobs_run(int n, void (*fn)(int i, void *ctx), void *ctx);

/* Whether everything is asked for (./dev test long), and how far the tries of a sweep over n stand apart: 1 then, else
 * about as many as the sample says are made. */
bool jobs_long(void);
long jobs_step(long n, long sample);

/* Whether THIDUA_ONLY is unset or a part of the name: one address or command swept alone. */
bool jobs_wanted(const char *name);

/* The first allocation of a line: first, or THIDUA_FROM, where a whole sweep of one line that was stopped goes on. */
long jobs_from(long first);

/* The sum of what jobs_count() was told in all jobs of the last jobs_run(). */
long jobs_total(void);
void jobs_count(long n);

#endif
