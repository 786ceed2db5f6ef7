/* Figures of a cluster's year outside the database: the table of units and entered values that data files
 * ("thidua-data/1": docs/data.schema.json, docs/formats.md) and score sheets are read into, the rules that hold for
 * both, and the columns for the engine made of it. */
#ifndef FORMAT_DATA_JSON_H
#define FORMAT_DATA_JSON_H

#include "domain/score.h"
#include "format/value.h"

#define DATA_FORMAT "thidua-data/1"

struct score_judge {
	str code, name;
};

/* One entered value. Which of a and b mean what is told by the criterion's kind (scheme.h). */
struct score_cell {
	u32 unit, node; /* indices into score_table.units and scheme.nodes */
	u32 judge; /* index into units where the judges are peers, into judges where there are some, else 0 */
	enum score_stage stage;
	enum cell_state state; /* CELL_SET or CELL_NA */
	bool has_b;
	i64 a, b;
	str reason; /* why it differs from the stage before, or does not apply */
	str note;
	const str *evidence; /* documents that prove it, as the unit names them */
	u32 n_evidence;
	str where; /* where it was read, "scores[4]" or "Bảng điểm!F27", for errors */
};

struct score_table {
	str title, cluster;
	i64 year; /* 0: not given */
	VEC(struct score_unit) units;
	VEC(struct score_judge) judges;
	VEC(struct score_cell) cells;
};

/* Does the criterion take the values of several judges? */
bool criterion_has_judges(const struct criterion *c);

/* The JSON keys under which a criterion's a and b stand; NULL where it has none. */
struct data_keys {
	const char *a, *b;
	bool whole;      /* a is a whole number (level), not hundredths */
	bool truth;      /* a is true or false */
	bool b_optional; /* the scheme may know the target, or the kind does without */
};
struct data_keys data_keys(const struct criterion *c);

/* Reads a data file for a scheme. TD_INVALID with every fault in e: unknown units and criteria (with the nearest known
 * code), units or cells given twice, a judge where there is none or none where there must be one, values that are not
 * of the criterion's kind, and what score_table_check() finds. Texts live as long as v. */
MUST_CHECK td_rc data_from_value(struct arena *a, const struct value *v, const struct scheme *s,
				 struct err *e, struct score_table *out);
MUST_CHECK td_rc data_from_json(struct arena *a, str json, const struct scheme *s, struct err *e,
				struct score_table *out);

/* The same tree that data_from_value() reads. */
struct value *data_to_value(struct arena *a, const struct scheme *s, const struct score_table *t);

/* The rules between cells, whatever they were read from: a unit code or a cell twice; a value that differs from the
 * stage before, or does not apply, without a reason; a unit judging itself. TD_INVALID with all of them in e. */
MUST_CHECK td_rc score_table_check(struct arena *a, const struct scheme *s, const struct score_table *t,
				   struct err *e);

/* The columns as of a stage: of each cell the latest stage not after it. A later stage that names no target keeps the
 * target of the one before. t must have passed score_table_check(). */
void score_table_input(struct arena *a, const struct scheme *s, const struct score_table *t,
		       enum score_stage stage, struct score_input *out);

/* The latest stage that has a value; STAGE_SELF when nothing was entered. */
enum score_stage score_table_stage(const struct score_table *t);

#endif
