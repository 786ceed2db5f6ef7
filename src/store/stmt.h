/* Statements as tools/sqlgen.py writes them down and store_*.c runs them. For src/store only. */
#ifndef STORE_STMT_H
#define STORE_STMT_H

#include "store/db.h"

enum { STMT_UNCACHED = 0xffff };

/* Type letters: i number, t text, b bytes; capital when NULL is possible. */
struct stmt {
	const char *name, *where; /* "unit_list", "org.sql:12" */
	const char *sql, *sql_pg;
	const char *params, *cols; /* one letter each */
	u16 id;                    /* slot of the prepared statement on a connection, or STMT_UNCACHED */
	bool writes;
};

extern const struct stmt *const stmt_all[];
extern const u32 stmt_n;

struct schema_migration {
	i64 version;
	const char *name, *hash; /* SHA-256 of the source, hex */
	const char *sqlite, *pg;
};
extern const struct schema_migration schema_migrations[]; /* [v] has version v; [0] makes the list of them */
extern const u32 schema_n_migrations;

/* Whose rows these are when a year is taken away to a meeting and comes back: src/store/years.txt. */
enum table_kind {
	TABLE_SITE,    /* the site's; rows of a year point to it */
	TABLE_YEAR,    /* of one year: of_year gives them */
	TABLE_CONTENT, /* known by its content */
	TABLE_LEFT     /* stays where it was made */
};

/* Every table, those referred to before those that refer, for copies of a whole site. */
enum { KEY_MAX = 2, COLS_MAX = 32 };
struct schema_table {
	const char *name;
	int n_cols, n_key;
	int key[KEY_MAX]; /* columns of the primary key */
	struct stmt dump; /* (key…, n): the next n rows after the key */
	struct stmt load; /* one row */
	enum table_kind kind;
	const char *label;            /* Vietnamese words for its rows; empty: never told of */
	int name_col;                 /* the column that names a row, -1: none */
	bool pointed;                 /* rows of other tables point to its rows */
	const char *quiet;            /* 'q' by column: written without anybody changing the year */
	unsigned char refs[COLS_MAX]; /* by column: 1 + the table it points to, 0: none */
	struct stmt get;              /* (key…): the row */
	struct stmt of_year; /* (year): a year's rows by their key; TABLE_YEAR only, so the next two */
	struct stmt drop;    /* (key…) */
	struct stmt change;  /* one row, as load; without SQL where all columns are the key */
	const char *sync_pg; /* sets the identity's counter after a load; NULL without identity */
};
extern const struct schema_table schema_tables[];
extern const u32 schema_n_tables;

enum db_kind { DB_NULL, DB_I64, DB_TEXT, DB_BLOB };
struct db_value {
	enum db_kind kind;
	i64 i;
	str s;
};

static inline struct db_value db_i64(i64 v)
{
	return (struct db_value){.kind = DB_I64, .i = v};
}
static inline struct db_value db_opt(struct opt_i64 v)
{
	return v.set ? db_i64(v.v) : (struct db_value){.kind = DB_NULL};
}
static inline struct db_value db_text(str s)
{
	return (struct db_value){.kind = s.p ? DB_TEXT : DB_NULL, .s = s};
}
static inline struct db_value db_blob(str s)
{
	return (struct db_value){.kind = s.p ? DB_BLOB : DB_NULL, .s = s};
}

/* A running statement. */
struct db_rows {
	struct tx *t;
	const struct stmt *stmt;
	void *handle; /* the driver's */
	i64 at, n_changed;
	td_rc rc;
	bool open;
};

/* Starts s with its parameters (stmt.params many). A failure shows in db_rows_end(). */
void db_query(struct tx *t, struct db_rows *r, const struct stmt *s, const struct db_value *v);
/* The next row, or false at the end or on failure. Columns are valid until the next call; texts live on t->a. */
bool db_rows_next(struct db_rows *r);
struct db_value db_col(struct db_rows *r, int i);
i64 db_col_i64(struct db_rows *r, int i);
struct opt_i64 db_col_opt(struct db_rows *r, int i);
str db_col_str(struct db_rows *r, int i); /* STR_NULL for NULL */
/* Ends it, also before the last row. TD_OK, or what failed. */
MUST_CHECK td_rc db_rows_end(struct db_rows *r);
/* Ends a statement of which db_rows_next() was called once: TD_NOT_FOUND without a row. */
MUST_CHECK td_rc db_rows_one(struct db_rows *r);
/* Runs a statement that gives no rows. n_changed may be NULL. */
MUST_CHECK td_rc db_exec(struct tx *t, const struct stmt *s, const struct db_value *v, i64 *n_changed);

#endif
