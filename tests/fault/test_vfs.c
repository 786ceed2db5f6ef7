/* Disks that fail: every write and sync in turn, a full disk, torn writes, power cuts. Each case is a process of its own
 * that writes until it ends; then everything acknowledged is there and db check is clean. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/fault/vfs_fault.h"
#include "tests/lib/ackload.h"

/* Groups of commands make few syncs of many writes: a cut needs more of them. */
enum { EACH = 12, EACH_CUT = 50 };

static enum vfs_fault fault;
static long at;

static void set_fault(void)
{
	vfs_fault_set(fault, at, (unsigned)at * 7919u + (unsigned)fault);
}

/* One process with one fault. Returns its exit code; *acked counts what it promised. */
static int one(struct fixture *f, int *acked)
{
	int ends[2], status = 0;
	struct ackload how = {.vfs = "fault", .n_each = fault == VFS_CUT ? EACH_CUT : EACH};
	db_close(f->db);
	f->db = NULL;
	if (pipe(ends) != 0)
		return -1;
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		vfs_fault_set(VFS_FINE, 0, 0);
		ackload_child(f, &how, ends[1], set_fault);
	}
	close(ends[1]);
	waitpid(child, &status, 0);
	*acked = ackload_verify(f, ends[0]);
	close(ends[0]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Runs the fault at every n until it is no longer reached (all writes acknowledged) or n is max. */
static void sweep(enum vfs_fault kind, long max, long step)
{
	int n_faulty = 0, total = 0;
	for (at = 1; at <= max; at += step) {
		struct fixture f;
		int acked = 0;
		fault = kind;
		if (!fixture_open(&f, FIXTURE_SQLITE))
			return;
		int code = one(&f, &acked);
		fixture_close(&f);
		if (code != 0 && !(kind == VFS_CUT && code == 9))
			check_fail(__FILE__, __LINE__, "%s at %ld: exit %d", vfs_fault_name(kind), at, code);
		n_faulty += acked < (kind == VFS_CUT ? EACH_CUT : EACH) * ACKLOAD_THREADS;
		total += acked;
	}
	printf("%s: %d processes met it, %d writes acknowledged and found\n", vfs_fault_name(kind), n_faulty,
	       total);
	CHECK(n_faulty > 0);
}

CASE(nth_write_or_sync_fails)
{
	sweep(VFS_IOERR, 60, 1);
}

CASE(disk_full)
{
	sweep(VFS_FULL, 60, 2);
}

CASE(short_write)
{
	sweep(VFS_SHORT, 60, 2);
}

CASE(power_cut)
{
	sweep(VFS_CUT, 60, 1);
}
