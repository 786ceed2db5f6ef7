/* A ranking and a derivation as text for the terminal. */
#ifndef CLI_SCORE_TEXT_H
#define CLI_SCORE_TEXT_H

#include "domain/explain.h"
#include "format/data_json.h"

/* A scored year as the command holds it. */
struct scored {
	struct scheme scheme;
	struct score_table table;
	enum score_stage stage;
	struct score_input in;
	struct score_result res;
};

/* Head lines, the table best first with the points of the top criteria, and below it what decided ties, who may not be
 * nominated and what is still empty. */
void score_text_ranking(struct sb *b, const struct scored *y, enum lang lang);

/* The unit and the sentence, then formula and steps, then the source. */
void score_text_explanation(struct sb *b, const struct explanation *x, enum lang lang);

#endif
