/* The number and date that the clerk gives a paper. Before, what is typed in it is compared with the data. */
#ifndef JOBS_ACT_NUMBER_H
#define JOBS_ACT_NUMBER_H

#include "domain/contradict.h"
#include "store/store_file.h"

struct act_number {
	paper_id paper;
	i64 rev;
	str number;
	struct day on;
	str reason; /* why it is given although the text contradicts the data; may be empty */
	str edited; /* the Word file as it was changed by hand; empty: the paper stands as it was made */
};

/* What the paper's text says otherwise than the data of its year; edited as above. TD_NOT_FOUND: no paper of the year.
 * TD_INVALID: edited is no Word file. */
MUST_CHECK td_rc act_number_check(struct tx *t, cluster_year_id year, paper_id id, str edited,
				  struct paper *p, contradiction_list *out);

/* Gives number and date. TD_INVALID: the text contradicts the data and no reason is given, each finding in t->e. TD_CONFLICT: it
 * was replaced by another. TD_STALE. A file changed by hand becomes a paper of its own that stands in place of the one made. */
MUST_CHECK td_rc act_number_give(struct tx *t, cluster_year_id year, const struct act_number *n);

#endif
