/* Earlier years from the officials' own sheets (decisions 21): a table of totals, or of points by criterion, becomes a closed
 * year of the cluster with its ranking, marked with the file it came from. What was computed by hand then is computed
 * again; where the sheet's rank differs, a note says so. */
#ifndef JOBS_ACT_HISTORY_H
#define JOBS_ACT_HISTORY_H

#include "domain/scheme.h"
#include "jobs/act_org.h"
#include "jobs/act_score.h"

enum history_kind { HISTORY_TOTALS, HISTORY_CRITERIA, HISTORY__N };
const char *history_kind_code(enum history_kind k); /* "totals", "criteria" */
const char *history_kind_name(enum history_kind k); /* Vietnamese source text */
MUST_CHECK td_rc history_kind_parse(str code, enum history_kind *out);

struct history_wish {
	enum history_kind kind;
	struct cluster cluster;
	i64 year;
	str file_name, bytes;
};

struct history_unit {
	str where;
	struct unit unit; /* id 0: new, as one that is no more */
	VEC(struct act_cell) cells;
};

struct history_line {
	str where, unit, text;
};

struct history_plan {
	struct history_wish wish;
	struct scheme scheme; /* of the file; has_scheme false: that of scheme_id */
	bool has_scheme;
	i64 scheme_id;
	VEC(struct history_unit) units;
	VEC(struct history_line) lines;
	VEC(struct err_item) faults, notes;
	str digest; /* of the lines */
};

/* Reads the file; its faults, each with its cell, are in out. HISTORY_CRITERIA needs a table of criteria in the file, or takes
 * that of the cluster's nearest year. */
MUST_CHECK td_rc history_read(struct tx *t, const struct history_wish *wish, struct history_plan *out);

/* Founds the year, enters everything, freezes, adopts, shows and closes it. TD_CONFLICT: there is such a year, or the plan has
 * faults. */
MUST_CHECK td_rc act_history_take(struct tx *t, struct history_plan *p, cluster_year_id *out);

#endif
