/* A SQLite VFS over the default one that fails as disks do. Registered under the name "fault"; one setting for the
 * whole process, counted over all its files. */
#ifndef TESTS_VFS_FAULT_H
#define TESTS_VFS_FAULT_H

#include <stdbool.h>

enum vfs_fault {
	VFS_FINE,
	VFS_IOERR, /* the n-th write or sync fails, once */
	VFS_FULL,  /* from the n-th write on the disk is full */
	VFS_SHORT, /* the n-th write puts half of its bytes down and fails */
	VFS_CUT, /* power cut at the n-th sync: of what was written since the last one any part may be on the disk */
	VFS_SLOW, /* every sync takes n microseconds longer: a disk of the old kind, for bench/db */
	VFS__N
};

const char *vfs_fault_name(enum vfs_fault f);

/* Registers the VFS; every call after the first only sets. */
void vfs_fault_set(enum vfs_fault f, long n, unsigned seed);

/* Was the fault reached? */
bool vfs_fault_hit(void);

#endif
