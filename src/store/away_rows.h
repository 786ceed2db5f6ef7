/* The rows of a year on two machines: what they held when the year was taken away, how they differ when it comes back, and
 * making ours equal to theirs. Which tables go with a year is data (src/store/years.txt); nothing here knows a table by its
 * name, but the journal, which only grows. */
#ifndef STORE_AWAY_ROWS_H
#define STORE_AWAY_ROWS_H

#include "domain/org.h"
#include "store/stmt.h"

/* One line a table, its name and a hash of the year's rows in it, after the schema's version. */
MUST_CHECK td_rc away_rows_hash(struct tx *t, cluster_year_id year, str *out);

/* Adds an item for each table whose rows have another hash now; TD_CONFLICT when there is one. Lines of another schema are
 * compared with nothing. */
MUST_CHECK td_rc away_rows_same(struct tx *t, cluster_year_id year, str hashes);

enum away_kind { AWAY_ADDED, AWAY_CHANGED, AWAY_DROPPED };

struct away_change {
	const struct schema_table *table;
	enum away_kind kind;
	struct db_value *v; /* a row of the table, by its columns: theirs; of what is dropped ours */
};
typedef VEC(struct away_change) away_change_list;

/* What to do here so that the year's rows are as there. from reads on this thread; its texts live on t's arena. */
MUST_CHECK td_rc away_rows_compare(struct tx *t, struct tx *from, cluster_year_id year,
				   away_change_list *out);

/* Everything that keeps the changes from being made, each an item of t->e: what they point to and only the other machine
 * has, numbers that were given here to something else, lines of the journal that are not added. TD_CONFLICT when there is one. */
MUST_CHECK td_rc away_rows_check(struct tx *t, struct tx *from, const away_change_list *changes);

/* Makes them. Files come along by their content. n_files: how many were new here. */
MUST_CHECK td_rc away_rows_apply(struct tx *t, struct tx *from, const away_change_list *changes,
				 i64 *n_files);

/* «Cuộc bỏ phiếu số 12 «Suy tôn …»», for sentences. */
str away_row_name(struct arena *a, enum lang lang, const struct away_change *c);

#endif
