/* kill -9 of a server under load, 200 times: every acknowledged write is there, db check is clean. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/lib/ackload.h"

enum { ROUNDS = 200 };

/* Runs one process until it has acknowledged n writes, then kills it. */
static int round_of(struct fixture *f, int n)
{
	int ends[2];
	struct ackload how = {.n_each = ACKLOAD_MAX / ACKLOAD_THREADS, .expect_ok = true};
	db_close(f->db);
	f->db = NULL;
	if (pipe(ends) != 0)
		return -1;
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		ackload_child(f, &how, ends[1], NULL);
	}
	close(ends[1]);
	fd_set set;
	FD_ZERO(&set);
	FD_SET(ends[0], &set);
	select(ends[0] + 1, &set, NULL, NULL, &(struct timeval){20, 0}); /* the first write is acknowledged */
	nanosleep(&(struct timespec){0, (long)n * 370001 % 60000000}, NULL);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	int acked = ackload_verify(f, ends[0]);
	close(ends[0]);
	return acked;
}

CASE(kill_nine)
{
	int total = 0;
	for (int i = 0; i < ROUNDS; i++) {
		struct fixture f;
		if (!fixture_open(&f, FIXTURE_SQLITE))
			return;
		int n = round_of(&f, i);
		CHECK(n > 0);
		total += n;
		fixture_close(&f);
	}
	printf("%d kills, %d acknowledged writes, all found\n", ROUNDS, total);
}
