/* Which Word template a cluster's papers are made from: its own, an earlier one, or the shipped one. */
#ifndef JOBS_ACT_TEMPLATE_H
#define JOBS_ACT_TEMPLATE_H

#include "jobs/papers.h"
#include "store/store_template.h"

enum { TEMPLATE_MAX_MIB = 10 };

/* What the one who changes it saw: template_id of the one in use, 0 the shipped one. */
struct act_template {
	enum paper_kind kind;
	i64 was;
};

/* Takes a file that papers_check_template() accepted into use. TD_STALE: another one is in use by now. */
MUST_CHECK td_rc act_template_upload(struct tx *t, cluster_year_id year, const struct act_template *a,
				     str file_name, str bytes);

/* Takes an earlier template of the cluster into use again; chosen 0: the shipped one. TD_NOT_FOUND: it is none of this
 * cluster and kind. TD_CONFLICT: it is in use. TD_STALE as above. */
MUST_CHECK td_rc act_template_choose(struct tx *t, cluster_year_id year, const struct act_template *a,
				     i64 chosen);

/* Keeps a refused file, its faults as comments, for its sender. Nothing else changes. */
MUST_CHECK td_rc act_template_keep(struct tx *t, const struct template_check *c, str bytes);

#endif
