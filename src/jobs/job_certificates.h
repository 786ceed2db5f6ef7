/* Certificates printed from the register of awards: one PDF each, beside the requests, in pieces of a zip file. */
#ifndef JOBS_JOB_CERTIFICATES_H
#define JOBS_JOB_CERTIFICATES_H

#include "jobs/act_certificate.h"
#include "jobs/job.h"
#include "store/store_award.h"

enum { CERTIFICATES_MAX = 5000 };

struct certificates_wish {
	str layout;   /* code or number of the layout */
	str decision; /* all its awards that stand; empty: those of ids */
	VEC(i64) ids;
};
/* Asks for them, in a write. Only awards of the year that stand are printed. When the same data were printed with the same
 * layout before, *out is what was made then, and nothing is asked for. TD_INVALID: where "layout", "decision". */
MUST_CHECK td_rc certificates_ask(struct tx *t, cluster_year_id year, const struct certificates_wish *w,
				  struct certificate_run *out);

/* One certificate as it would be printed: of an award, or of an example where it is NULL. TD_INVALID, TD_IO as
 * print_certificates(). loose: what did not fit, as sentences. */
typedef VEC(str) certificate_loose;
MUST_CHECK td_rc certificates_try(struct tx *t, const struct certificate_found *f, const struct award *w,
				  str *pdf, certificate_loose *loose);

/* What did not fit in the pieces of a run, as sentences. */
void certificates_loose(struct arena *a, const certificate_piece_list *pieces, certificate_loose *out);

/* All the bytes of a run's zip file on the arena; TD_CONFLICT: it is not done. */
MUST_CHECK td_rc certificates_zip(struct tx *t, const struct certificate_run *n, str *out);

/* What stands behind the pieces in the zip file. */
MUST_CHECK td_rc certificates_tail(struct arena *a, const certificate_piece_list *pieces, str *out);

/* "giay-khen_0123-qd-ubnd.zip" */
str certificates_zip_name(struct arena *a, const struct certificate_run *n);

#endif
