/* Acts on layouts of certificates: those that come with the program are used at once and never change; a cluster, or its
 * council for all its clusters, saves its own. As act.h. */
#ifndef JOBS_ACT_CERTIFICATE_H
#define JOBS_ACT_CERTIFICATE_H

#include "format/certificate_json.h"
#include "jobs/act.h"
#include "store/store_certificate.h"

/* A layout as it may be used. */
struct certificate_found {
	str code; /* of one that comes with the program, else its number as text: what the address names */
	bool shipped;
	struct certificate_saved saved; /* zero when shipped */
	struct certificate_layout layout;
};
typedef VEC(struct certificate_found) certificate_found_list;

/* All that a cluster-year may use: the shipped ones, then the saved ones in the order they were made. */
MUST_CHECK td_rc certificate_all(struct tx *t, const struct cluster_year *y, certificate_found_list *out);
/* TD_NOT_FOUND: none of this code or number for this cluster. */
MUST_CHECK td_rc certificate_find(struct tx *t, const struct cluster_year *y, str code,
				  struct certificate_found *out);

struct certificate_change {
	i64 id;          /* 0: a new one */
	i64 rev;         /* as seen */
	bool everywhere; /* for every cluster of the council */
	bool
	    may_council; /* who acts decides for the whole council: what every cluster uses is his alone to change */
	const struct certificate_layout *layout;
};
/* Sets *id. TD_INVALID: every fault, certificate_check(); TD_CONFLICT: another has this name; TD_DENIED; TD_STALE. */
MUST_CHECK td_rc act_certificate_save(struct tx *t, cluster_year_id year, const struct certificate_change *c,
				      i64 *id);

/* The picture of its sheet, PNG or JPEG that print_certificates() reads; empty: none from now on. */
MUST_CHECK td_rc act_certificate_picture(struct tx *t, cluster_year_id year,
					 const struct certificate_change *c, str bytes);

/* Withdraws it; what was printed with it stays. */
MUST_CHECK td_rc act_certificate_drop(struct tx *t, cluster_year_id year, const struct certificate_change *c);

#endif
