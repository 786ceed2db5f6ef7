/* A process that writes to a database from several threads and tells through a pipe what was acknowledged, to be ended
 * in any way; and the look afterwards whether all of that is there. */
#ifndef TESTS_ACKLOAD_H
#define TESTS_ACKLOAD_H

#include "tests/lib/fixture.h"

enum { ACKLOAD_THREADS = 4, ACKLOAD_MAX = 4096 };

struct ackload {
	const char *vfs;
	int n_each;     /* writes of each thread; ACKLOAD_MAX / ACKLOAD_THREADS at most */
	bool expect_ok; /* a write may not fail */
};

/* In the child: opens f's database as the server, writes journal entries with object ids 0…, puts each acknowledged id
 * (4 bytes) into fd and ends the process with 0, or with 3 when something was not as expected. before() is called once
 * the database is open: to set faults. */
_Noreturn void ackload_child(const struct fixture *f, const struct ackload *how, int fd,
			     void (*before)(void));

/* In the parent, once the child is gone: reads fd to its end and opens the database. Every id read must be in the
 * journal, the chains must be whole and db check clean. Returns the number of acknowledged writes. */
int ackload_verify(struct fixture *f, int fd);

#endif
