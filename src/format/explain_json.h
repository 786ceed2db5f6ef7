/* A derivation and a ranking as JSON: the same facts as the pages, for scripts and for keeping. Figures are exact
 * decimals; a fraction before rounding stands as the text "8/3". Described in docs/formats.md. */
#ifndef FORMAT_EXPLAIN_JSON_H
#define FORMAT_EXPLAIN_JSON_H

#include "domain/explain.h"
#include "format/value.h"

#define EXPLAIN_FORMAT "thidua-explanation/1"
#define RESULT_FORMAT  "thidua-result/1"

struct value *explain_to_value(struct arena *a, const struct explanation *x);

/* Units best first with rank, total, class, tie rule and the points of every criterion. */
struct value *result_to_value(struct arena *a, const struct scheme *s, const struct score_input *in,
			      const struct score_result *res, enum score_stage stage);

/* The code of a named result, "capped"; "" for NOTE_NONE. */
const char *score_note_code(enum score_note note);

#endif
