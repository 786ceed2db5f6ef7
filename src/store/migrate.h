/* Migrations: schema/NNNN_name.sql, compiled in, applied forward only, each in its own transaction, each remembered
 * with the hash of its source. */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "store/db.h"

enum migration_state {
	MIGRATION_APPLIED,
	MIGRATION_PENDING,
	MIGRATION_CHANGED, /* applied from another source than ours */
	MIGRATION_NEWER,   /* of a newer program */
	MIGRATION__N
};

struct migration_row {
	i64 version;
	str name;
	enum migration_state state;
	i64 applied_at_ms; /* 0 when pending */
};
typedef VEC(struct migration_row) migration_list;

/* Ours and those that the database has, by version. Works on an empty database too. */
MUST_CHECK td_rc migrate_list(struct db *db, struct arena *a, struct err *e, migration_list *out);

const char *migration_state_name(enum migration_state s);

#endif
