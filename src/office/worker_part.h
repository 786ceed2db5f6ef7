/* What a worker and who started it say to each other: worker.c, worker_child.c. */
#ifndef OFFICE_WORKER_PART_H
#define OFFICE_WORKER_PART_H

#include "office/worker.h"

/* Before the input. */
struct worker_head {
	u32 magic, lang, max_faults, n_faults;
};

/* The result, then the faults (two lengths, two texts each), then this. A worker that died wrote none. */
struct worker_tail {
	u64 n_out, n_faults_bytes;
	u32 rc, n_total, n_items, n_unsaid;
	u64 magic;
};

#define WORKER_HEAD_MAGIC 0x57414354u
#define WORKER_TAIL_MAGIC 0x656e6f642d647474u

/* The whole of a file of at most max bytes, read from its start. False: it cannot be read, or is larger. */
bool worker_read(struct arena *a, int fd, size_t max, str *out);
bool worker_write(int fd, str s);

/* The sentence for it: TD_IO. */
td_rc worker_no_memory(struct err *e);

#endif
