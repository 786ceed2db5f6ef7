/* What becomes of units: renamed, merged, split, moved to another cluster, each on a day by a decision. History follows by
 * one rule (product: units that change, history that stays), shown wherever it is used:
 *  - a renamed unit and one that changes its cluster stay the same unit, their history goes on;
 *  - of a merger or a split the decision says whose history continues: a unit after it that is marked so has the history
 *    of those units before it that are marked so; the others end or begin on that day and are only named;
 *  - "in a row" counts through such units; where several continue into one, a year counts when any of them has it. */
#ifndef DOMAIN_LINEAGE_H
#define DOMAIN_LINEAGE_H

#include "base/vec.h"
#include "domain/org.h"

enum unit_change_kind { CHANGE_RENAME, CHANGE_MERGE, CHANGE_SPLIT, CHANGE_TRANSFER, CHANGE__N };

struct unit_change_part {
	bool after; /* else before the change */
	unit_id unit;
	str name; /* of the unit on that side */
	bool continues;
	struct opt_i64 cluster;      /* of a transfer */
	str unit_code, cluster_name; /* joined */
};

struct unit_change {
	i64 id;
	enum unit_change_kind kind;
	str effective_on, decision, note;
	VEC(struct unit_change_part) parts;
};

typedef VEC(struct unit_change) unit_change_list; /* by day */
typedef VEC(unit_id) unit_id_list;

const char *unit_change_code(enum unit_change_kind k);
MUST_CHECK td_rc unit_change_parse(str code, enum unit_change_kind *out);
const char *unit_change_name(enum unit_change_kind k);

/* The unit itself and every unit whose history it continues, through any number of changes; no unit twice. */
void lineage_of(struct arena *a, const unit_change_list *all, unit_id unit, unit_id_list *out);

/* The name a unit had on a day, or now (p == NULL where no change says otherwise). */
str lineage_name_on(const unit_change_list *all, unit_id unit, str day, str now);

#endif
