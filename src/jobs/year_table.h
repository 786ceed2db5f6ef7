/* A stored year as the table of the data file format: exports, frozen inputs, comparisons with an import. */
#ifndef JOBS_YEAR_TABLE_H
#define JOBS_YEAR_TABLE_H

#include "format/data_json.h"
#include "store/store_year.h"

/* Every entry of sy up to its stage, with units, reasons and notes; targets that were registered apart stand as b.
 * Judges that are not members are listed as judges. Lives on t's arena. */
MUST_CHECK td_rc year_table(struct tx *t, const struct scored_year *sy, struct score_table *out);

#endif
