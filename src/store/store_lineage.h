/* What became of units, see domain/lineage.h. There are few changes in the life of a site: they are read as a whole. */
#ifndef STORE_LINEAGE_H
#define STORE_LINEAGE_H

#include "domain/lineage.h"
#include "store/db.h"

/* Change and parts; sets the id. */
MUST_CHECK td_rc store_unit_change_add(struct tx *t, struct unit_change *c);

/* All of them with their parts, by day: two statements. */
MUST_CHECK td_rc store_unit_change_list(struct tx *t, unit_change_list *out);

#endif
