#include "vfs_fault.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct file {
	sqlite3_file base;
	sqlite3_file *real;
};

/* A write that no sync has confirmed yet (VFS_CUT only). */
struct pending {
	struct pending *next;
	struct file *file;
	sqlite3_int64 at;
	int n;
	char bytes[];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sqlite3_vfs vfs, *below;
static enum vfs_fault fault;
static long countdown;
static unsigned seed;
static bool hit;
static struct pending *first, **last = &first;

static sqlite3_file *real_of(sqlite3_file *f)
{
	return ((struct file *)f)->real;
}

static unsigned chance(void)
{
	seed = seed * 1664525u + 1013904223u;
	return seed >> 16;
}

/* Is it this one's turn? */
static bool due(void)
{
	if (fault == VFS_FINE || fault == VFS_SLOW || (hit && fault != VFS_FULL))
		return false;
	if (!hit && --countdown > 0)
		return false;
	return hit = true;
}

/* Pending writes --------------------------------------------------------------------------------------------------- */

static void drop(struct pending **at)
{
	struct pending *p = *at;
	*at = p->next;
	if (last == &p->next)
		last = at;
	free(p);
}

static int put_down(struct file *f)
{
	int rc = SQLITE_OK;
	for (struct pending **at = &first; *at && rc == SQLITE_OK;) {
		struct pending *p = *at;
		if (p->file != f) {
			at = &p->next;
			continue;
		}
		rc = f->real->pMethods->xWrite(f->real, p->bytes, p->n, p->at);
		drop(at);
	}
	return rc;
}

/* Any subset reaches the disk, the last of them perhaps in part; then there is no more process. */
static void cut(void)
{
	for (struct pending *p = first; p; p = p->next) {
		unsigned luck = chance() % 4;
		int n = luck == 3 ? (int)(chance() % (unsigned)p->n) / 512 * 512 : p->n;
		if (luck > 0)
			p->file->real->pMethods->xWrite(p->file->real, p->bytes, n, p->at);
	}
	_exit(9);
}

static int hold_back(struct file *f, const void *bytes, int n, sqlite3_int64 at)
{
	struct pending *p = malloc(sizeof *p + (size_t)n);
	if (p == NULL)
		return SQLITE_IOERR_NOMEM;
	*p = (struct pending){.file = f, .at = at, .n = n};
	memcpy(p->bytes, bytes, (size_t)n);
	*last = p;
	last = &p->next;
	return SQLITE_OK;
}

/* Lays what is pending over what was read. Returns the end of the last pending byte, or 0. */
static sqlite3_int64 overlay(struct file *f, char *to, int n, sqlite3_int64 at)
{
	sqlite3_int64 end = 0;
	for (struct pending *p = first; p; p = p->next) {
		if (p->file != f)
			continue;
		sqlite3_int64 a = at > p->at ? at : p->at, e = at + n < p->at + p->n ? at + n : p->at + p->n;
		if (a < e)
			memcpy(to + (a - at), p->bytes + (a - p->at), (size_t)(e - a));
		if (p->at + p->n > end)
			end = p->at + p->n;
	}
	return end;
}

/* Methods of a file ------------------------------------------------------------------------------------------------ */

static int x_read(sqlite3_file *base, void *to, int n, sqlite3_int64 at)
{
	pthread_mutex_lock(&lock);
	int rc = real_of(base)->pMethods->xRead(real_of(base), to, n, at);
	if (first && overlay((struct file *)base, to, n, at) >= at + n && rc == SQLITE_IOERR_SHORT_READ)
		rc = SQLITE_OK;
	pthread_mutex_unlock(&lock);
	return rc;
}

static int x_write(sqlite3_file *base, const void *bytes, int n, sqlite3_int64 at)
{
	pthread_mutex_lock(&lock);
	int rc = SQLITE_OK;
	if (fault == VFS_CUT)
		rc = hold_back((struct file *)base, bytes, n, at);
	else if (!due())
		rc = real_of(base)->pMethods->xWrite(real_of(base), bytes, n, at);
	else if (fault == VFS_SHORT &&
		 real_of(base)->pMethods->xWrite(real_of(base), bytes, n / 2, at) == SQLITE_OK)
		rc = SQLITE_IOERR_WRITE;
	else
		rc = fault == VFS_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
	pthread_mutex_unlock(&lock);
	return rc;
}

static int x_sync(sqlite3_file *base, int flags)
{
	pthread_mutex_lock(&lock);
	int rc = SQLITE_OK;
	if (fault == VFS_SLOW)
		nanosleep(&(struct timespec){0, countdown * 1000}, NULL);
	if (fault == VFS_CUT && due())
		cut();
	if (fault == VFS_IOERR && due())
		rc = SQLITE_IOERR_FSYNC;
	if (rc == SQLITE_OK)
		rc = put_down((struct file *)base);
	if (rc == SQLITE_OK)
		rc = real_of(base)->pMethods->xSync(real_of(base), flags);
	pthread_mutex_unlock(&lock);
	return rc;
}

static int x_truncate(sqlite3_file *base, sqlite3_int64 size)
{
	pthread_mutex_lock(&lock);
	int rc = put_down((struct file *)base);
	if (rc == SQLITE_OK)
		rc = real_of(base)->pMethods->xTruncate(real_of(base), size);
	pthread_mutex_unlock(&lock);
	return rc;
}

static int x_size(sqlite3_file *base, sqlite3_int64 *size)
{
	pthread_mutex_lock(&lock);
	int rc = real_of(base)->pMethods->xFileSize(real_of(base), size);
	sqlite3_int64 end = overlay((struct file *)base, NULL, 0, 0);
	if (end > *size)
		*size = end;
	pthread_mutex_unlock(&lock);
	return rc;
}

static int x_close(sqlite3_file *base)
{
	pthread_mutex_lock(&lock);
	(void)put_down((struct file *)base);
	pthread_mutex_unlock(&lock);
	return real_of(base)->pMethods->xClose(real_of(base));
}

static int x_lock(sqlite3_file *f, int level)
{
	return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int x_unlock(sqlite3_file *f, int level)
{
	return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int x_reserved(sqlite3_file *f, int *out)
{
	return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}

static int x_control(sqlite3_file *f, int op, void *arg)
{
	return real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
}

static int x_sector(sqlite3_file *f)
{
	return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int x_device(sqlite3_file *f)
{
	return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static int x_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
	return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, out);
}

static int x_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
	return real_of(f)->pMethods->xShmLock(real_of(f), offset, n, flags);
}

static void x_shm_barrier(sqlite3_file *f)
{
	real_of(f)->pMethods->xShmBarrier(real_of(f));
}

static int x_shm_unmap(sqlite3_file *f, int remove)
{
	return real_of(f)->pMethods->xShmUnmap(real_of(f), remove);
}

/* Version 2: no xFetch, so that every read and write comes by. */
static const sqlite3_io_methods methods = {
    2,          x_close,       x_read,      x_write,   x_truncate, x_sync,   x_size,
    x_lock,     x_unlock,      x_reserved,  x_control, x_sector,   x_device, x_shm_map,
    x_shm_lock, x_shm_barrier, x_shm_unmap, NULL,      NULL};

static int x_open(sqlite3_vfs *v, const char *name, sqlite3_file *base, int flags, int *out)
{
	struct file *f = (struct file *)base;
	(void)v;
	f->real = (sqlite3_file *)&f[1];
	int rc = below->xOpen(below, name, f->real, flags, out);
	base->pMethods = f->real->pMethods ? &methods : NULL;
	return rc;
}

/* Setting ---------------------------------------------------------------------------------------------------------- */

const char *vfs_fault_name(enum vfs_fault f)
{
	static const char *const names[VFS__N] = {"fine", "ioerr", "full", "short", "cut", "slow"};
	return names[f];
}

void vfs_fault_set(enum vfs_fault f, long n, unsigned s)
{
	if (below == NULL) {
		below = sqlite3_vfs_find(NULL);
		vfs = *below;
		vfs.zName = "fault";
		vfs.szOsFile = (int)sizeof(struct file) + below->szOsFile;
		vfs.xOpen = x_open;
		sqlite3_vfs_register(&vfs, 0);
	}
	pthread_mutex_lock(&lock);
	fault = f;
	countdown = n;
	seed = s;
	hit = false;
	pthread_mutex_unlock(&lock);
}

bool vfs_fault_hit(void)
{
	pthread_mutex_lock(&lock);
	bool h = hit;
	pthread_mutex_unlock(&lock);
	return h;
}
