/* A copy of the whole site for whoever asks for one in the browser: made whole in a file without a name before its first
 * byte leaves, and told in the journal. `thidua db backup` writes the same copy to a file of the operator's. */
#ifndef JOBS_ACT_BACKUP_H
#define JOBS_ACT_BACKUP_H

#include "base/hash.h"
#include "store/journal.h"

struct backup {
	str name; /* "thidua-20261122-1420.db" */
	i64 size, n_tables, n_rows;
	struct sha256 hash; /* of the whole file */
	int fd;             /* closed by the arena; its bytes are gone with it */
};

/* Copies one snapshot (store/maintain.h) into dir. away: the row of year_away whose year goes with it, 0: none. What is left there after a crash has a name that begins with
 * "thidua-sao-luu-". TD_CONFLICT with a sentence: dir is full or cannot be written. */
MUST_CHECK td_rc backup_make(struct db *db, struct arena *a, struct err *e, const char *dir, i64 now_ms,
			     i64 away, struct backup *out);

/* At most n bytes from pos. 0 or less: not to be read any more. */
i64 backup_read(const struct backup *b, i64 pos, char *p, size_t n);

/* The journal's line: who takes which copy. */
MUST_CHECK td_rc act_backup_take(struct tx *t, const struct backup *b);

/* A copy that was taken, as the journal tells. */
struct backup_taken {
	i64 at_ms, size, n_rows;
	str who, name, hash; /* hexadecimal */
};
typedef VEC(struct backup_taken) backup_taken_list;
/* The newest first, at most n. */
MUST_CHECK td_rc backup_list(struct tx *t, i64 n, backup_taken_list *out);

#endif
