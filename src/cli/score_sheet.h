/* Officials' own sheets (.xlsx, .csv) as input of `thidua score`. */
#ifndef CLI_SCORE_SHEET_H
#define CLI_SCORE_SHEET_H

#include "cli/cli.h"
#include "format/data_json.h"

/* Is this file a sheet and not JSON? By its first bytes, else by its name. */
bool score_sheet_is(const char *path, str bytes);

/* The scheme of a workbook. TD_INVALID with every fault and its cell in c->e. */
MUST_CHECK td_rc score_sheet_scheme(struct cli *c, const char *path, str bytes, struct scheme *out);

/* Units and values of a workbook: the units from a list of its own or from the rows of the score table. Figures whose
 * column names no stage belong to stage. TD_INVALID as above. What was passed over is told on standard error. */
MUST_CHECK td_rc score_sheet_table(struct cli *c, const char *path, str bytes, const struct scheme *s,
				   enum score_stage stage, struct score_table *out);

#endif
