/* The seal of this site: what it signs on the PDFs that it makes (docs/adr/0012-own-seal.md). Settings name a file of the
 * server with key and certificate, and one with its password; neither is ever in the database. */
#ifndef JOBS_SITE_SEAL_H
#define JOBS_SITE_SEAL_H

#include "sign/seal.h"
#include "store/db.h"

struct site_seal {
	str file, password_file; /* file empty: the site has no seal */
};
MUST_CHECK td_rc site_seal_of(struct tx *t, struct site_seal *out);

/* Reads both files. TD_INVALID with a sentence: why they cannot be used. */
MUST_CHECK td_rc site_seal_open(struct arena *a, const struct site_seal *s, struct err *e,
				struct seal_key **out);

/* Seals a PDF that was made, as of at_ms, outside any transaction. Without a seal it stays as it is; with one that cannot be
 * used too, and why says so in Vietnamese (else it is empty): a paper is never lost for it. TD_LIMIT. */
MUST_CHECK td_rc site_seal_put(struct arena *a, const struct site_seal *s, i64 at_ms, str *pdf, str *why);

/* For whoever looks after it. */
struct seal_state {
	bool set, fit;           /* fit: it seals now */
	bool soon;               /* it ends within SEAL_WARN_DAYS */
	str why;                 /* not fit: a sentence */
	struct seal_about about; /* empty when the file cannot be read */
	i64 days;                /* that are left */
};
MUST_CHECK td_rc site_seal_look(struct arena *a, const struct site_seal *s, enum lang lang, i64 now_ms,
				struct seal_state *out);

#endif
