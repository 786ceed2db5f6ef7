/* The officials' own sheets → schemes, scores and units. Title rows above the header are skipped, headers are known by
 * their words without accents in one or two rows with merged cells, the tree by its codes (I, 1, 1.1, a). Reading
 * gives a plan: exactly what would be taken, each value with its cell. Nothing is taken by reading, every fault is
 * reported at once with its cell ("Bảng điểm!F27: 12,5 vượt điểm chuẩn 10"), and with a fault nothing can be taken. */
#ifndef OFFICE_IMPORT_H
#define OFFICE_IMPORT_H

#include "base/opt.h"
#include "domain/score.h"
#include "office/sheet.h"

enum import_shape {
	IMPORT_SCHEME,  /* a table of criteria with full marks */
	IMPORT_CARD,    /* one unit: rows are criteria, columns self-scored, verified … */
	IMPORT_CLUSTER, /* many units: rows are units and columns criteria, or the other way round */
	IMPORT_UNITS,   /* a list of units */
	IMPORT__N
};

/* One figure that would be taken. */
struct import_value {
	str where; /* "Bảng điểm!F27" */
	str unit;  /* code; empty: the sheet does not say and none was given */
	str code;  /* criterion */
	enum score_stage stage;
	enum cell_state state;
	struct opt_i64 a_c, b_c;    /* see domain/scheme.h */
	str reason, note, evidence; /* empty when the sheet has none */
};

struct import_unit {
	str where;
	str code, name, address, leader;
	struct opt_i64 women_pct_c;
};

struct import_plan {
	enum import_shape shape;
	str sheet;            /* name of the sheet that was read */
	str title;            /* title row above the header, if any */
	struct scheme scheme; /* IMPORT_SCHEME: checked by scheme_check() */
	VEC(struct import_value) values;
	VEC(struct import_unit) units;
	VEC(struct err_item)
	notes; /* passed over or noticed, no fault: a sum that the sheet shows otherwise, … */
};

/* What a score sheet is matched against. */
struct import_known {
	const struct scheme *scheme;
	const struct score_unit *units;
	u32 n_units;
	str unit;               /* code of the unit of a card whose sheet names none; may be empty */
	enum score_stage stage; /* of a points column that does not say */
};

/* Looks for a table of criteria: the first sheet, visible ones first, that has a header with a name column and a full
 * mark column. TD_INVALID with every fault in e. */
MUST_CHECK td_rc import_scheme(struct arena *a, const struct sheets *in, struct err *e,
			       struct import_plan *out);

/* Looks for a card or a cluster sheet. Criteria are matched by code, else by name; units by code or name. */
MUST_CHECK td_rc import_scores(struct arena *a, const struct sheets *in, const struct import_known *known,
			       struct err *e, struct import_plan *out);

/* Looks for a list of units: a name column, codes made from the name when there is no column for them. */
MUST_CHECK td_rc import_units(struct arena *a, const struct sheets *in, struct err *e,
			      struct import_plan *out);

#endif
