/* The Word templates of a cluster's papers, and templates that were refused. */
#ifndef STORE_TEMPLATE_H
#define STORE_TEMPLATE_H

#include "domain/org.h"
#include "store/db.h"

/* A cluster's own template of a kind of paper; the newest that is not retired rules. */
struct paper_template {
	template_id id;
	cluster_id cluster;
	str kind, file_name;
	file_id file;
	i64 uploaded_by, uploaded_at_ms;
	str uploaded_by_name;
	struct opt_i64 retired_at_ms;
};
typedef VEC(struct paper_template) paper_template_list;

/* Retires those before it and becomes the one that rules. */
MUST_CHECK td_rc store_template_add(struct tx *t, struct paper_template *p);
/* From now on the shipped one rules. */
MUST_CHECK td_rc store_template_retire(struct tx *t, cluster_id cluster, str kind);
/* TD_NOT_FOUND: none of its own, use the shipped one. */
MUST_CHECK td_rc store_template_current(struct tx *t, cluster_id cluster, str kind,
					struct paper_template *out);
/* Its own that rule now, of all kinds. */
MUST_CHECK td_rc store_template_ruling(struct tx *t, cluster_id cluster, paper_template_list *out);
/* The last hundred of a kind, newest first. */
MUST_CHECK td_rc store_template_list(struct tx *t, cluster_id cluster, str kind, paper_template_list *out);

/* A refused template with its faults as comments: one for each sender and kind, for some days. */
enum { TEMPLATE_CHECK_DAYS = 7 };
struct template_check {
	cluster_id cluster;
	user_id user;
	str kind, file_name;
	i64 n_faults, made_at_ms;
};
/* Replaces the one before. */
MUST_CHECK td_rc store_template_check_put(struct tx *t, const struct template_check *c, str bytes);
/* Fills in the rest for cluster, kind and user; TD_NOT_FOUND: none, or its days have gone. */
MUST_CHECK td_rc store_template_check_get(struct tx *t, struct template_check *c);
MUST_CHECK td_rc store_template_check_bytes(struct tx *t, const struct template_check *c, str *bytes);
MUST_CHECK td_rc store_template_check_drop(struct tx *t, const struct template_check *c);
/* Deletes those older than that. */
MUST_CHECK td_rc store_template_check_purge(struct tx *t, i64 before_ms, i64 *n);

#endif
