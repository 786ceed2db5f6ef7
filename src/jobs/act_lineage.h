/* What becomes of units, by a decision: renamed, merged, split, moved to another cluster. domain/lineage.h has the rule by
 * which history follows. */
#ifndef JOBS_ACT_LINEAGE_H
#define JOBS_ACT_LINEAGE_H

#include "domain/lineage.h"
#include "store/store_org.h"

struct act_change {
	enum unit_change_kind kind;
	str effective_on; /* YYYY-MM-DD */
	str decision, note;
	str before, after; /* lines: units before (code or name); units or names after */
	str continues; /* lines: of a merger the units before, of a split those after, whose history goes on; empty: a
	                        * unit that stands on both sides, else none */
	struct cluster cluster; /* of a transfer: into which; id 0 otherwise */
};

/* Records the change and does it: renames the unit, adds units that are new after it, retires those that end; a transfer
 * leaves the year of the old clusters of the same Council and joins that of the new one, where these years stand.
 * TD_INVALID: every fault, where = the field; TD_CONFLICT: the year says no. */
MUST_CHECK td_rc act_unit_change(struct tx *t, const struct act_change *c, struct unit_change *out);

#endif
