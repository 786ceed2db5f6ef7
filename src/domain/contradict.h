/* Typed text against the data: a conclusion that says "10 đơn vị" where 9 came, another rank, other points, another day. Reads
 * the sentences people write in papers; what it does not understand it leaves alone. */
#ifndef DOMAIN_CONTRADICT_H
#define DOMAIN_CONTRADICT_H

#include "base/caltime.h"
#include "base/opt.h"
#include "base/vec.h"

struct contradict_unit {
	str name;
	i64 total_c, rank; /* rank 0: none yet, nor points that stand */
};

/* What is true. */
struct contradict_facts {
	const struct contradict_unit *units;
	size_t n_units;
	struct opt_i64 n_present; /* units at the meeting, whenever they came */
	struct opt_i64 n_opening; /* units that were there when it was opened */
	struct day met;           /* the day of the year-end meeting; year 0: not entered */
};

struct contradiction {
	str place; /* the sentence as it stands, shortened */
	str typed, truth;
};
typedef VEC(struct contradiction) contradiction_list;

/* text: a line per paragraph or row, cells apart by tabs (as docx_text()). At most 100 findings. */
void contradict_find(struct arena *a, str text, const struct contradict_facts *f, contradiction_list *out);

#endif
