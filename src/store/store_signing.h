/* One-time addresses of signing programs: one for the document, one for its signed version; only hashes are kept. And
 * papers that came back signed. */
#ifndef STORE_SIGNING_H
#define STORE_SIGNING_H

#include "base/hash.h"
#include "domain/signing.h"
#include "store/db.h"
#include "store/store_file.h"
#include "store/store_signature.h"

enum signing_subject { SIGNING_EVIDENCE, SIGNING_PACT, SIGNING_PAPER };

struct signing_request {
	i64 id;
	enum signing_subject subject;
	i64 subject_id; /* of the evidence, of the paper; of a pact the unit's */
	str part;       /* of a pact: "common", "annex" */
	cluster_year_id year;
	unit_id unit; /* 0: of a paper, which is the cluster's */
	file_id file; /* what is to be signed, and nothing else */
	str file_name;
	bool has_text;
	struct sha256 text; /* of a pact: pact_hash() of what is signed */
	i64 made_by, made_at_ms, expires_at_ms;
	str made_by_name; /* joined; may be NULL */
	struct opt_i64 fetched_at_ms, sent_at_ms, signed_file;
	str refusal; /* NULL, or why what came back last was refused */
	i64 n_refused;
};
typedef VEC(struct signing_request) signing_list;

/* Sets id. */
MUST_CHECK td_rc store_signing_add(struct tx *t, struct signing_request *s, const struct sha256 *fetch,
				   const struct sha256 *send);
MUST_CHECK td_rc store_signing_get(struct tx *t, i64 id, struct signing_request *out);
/* By the hash of an address: of the download or of the upload. */
MUST_CHECK td_rc store_signing_find(struct tx *t, const struct sha256 *hash, bool send,
				    struct signing_request *out);
/* The newest of a document; part NULL but for a pact. */
MUST_CHECK td_rc store_signing_of(struct tx *t, enum signing_subject subject, i64 subject_id, str part,
				  cluster_year_id year, struct signing_request *out);
/* Addresses of a person that can still be used. */
MUST_CHECK td_rc store_signing_open(struct tx *t, i64 user, i64 *n);
/* TD_CONFLICT: somebody was first. */
MUST_CHECK td_rc store_signing_fetched(struct tx *t, i64 id);
MUST_CHECK td_rc store_signing_received(struct tx *t, const struct signing_request *s, file_id file);
MUST_CHECK td_rc store_signing_refused(struct tx *t, const struct signing_request *s, str why);
/* Of a year, newest first, the last 200. */
MUST_CHECK td_rc store_signing_list(struct tx *t, cluster_year_id year, signing_list *out);

/* A paper that came back signed: file, body and trust_version of its verdict at receipt. */
struct paper_signed {
	struct verdict_row row; /* subject: the paper */
	struct signature_mark mark;
};
typedef VEC(struct paper_signed) paper_signed_list;
MUST_CHECK td_rc store_paper_signed_add(struct tx *t, const struct paper *p, const struct paper_signed *s);
/* The version that stands. TD_NOT_FOUND: nobody signed it. */
MUST_CHECK td_rc store_paper_signed_last(struct tx *t, paper_id paper, struct paper_signed *out);
/* The same of each signed paper of a year: subject and mark only. */
MUST_CHECK td_rc store_paper_signed_of_year(struct tx *t, cluster_year_id year, paper_signed_list *out);

#endif
