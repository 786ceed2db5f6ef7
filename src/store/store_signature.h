/* The trust list, and what was found about the signatures of files. */
#ifndef STORE_SIGNATURE_H
#define STORE_SIGNATURE_H

#include "base/hash.h"
#include "domain/signing.h"
#include "store/db.h"
#include "store/store_file.h"

enum trust_kind { TRUST_ROOT, TRUST_INTERMEDIATE, TRUST_STAMP_ROOT, TRUST_CRL, TRUST_KIND__N };
const char *trust_kind_code(enum trust_kind k);
const char *trust_kind_name(enum trust_kind k); /* Vietnamese source text */

struct trust_item {
	i64 id;
	enum trust_kind kind;
	struct sha256 hash;
	str subject, issuer; /* a CRL has no subject */
	i64 valid_from_ms, valid_until_ms, n_revoked, added_at_ms;
	str added_by_name;
	str der; /* when it is added; not in lists */
};
typedef VEC(struct trust_item) trust_item_list;

/* TD_CONFLICT without a sentence: it is there already. Older CRLs of the same issuer go. */
MUST_CHECK td_rc store_trust_add(struct tx *t, struct trust_item *i);
MUST_CHECK td_rc store_trust_list(struct tx *t, trust_item_list *out);
MUST_CHECK td_rc store_trust_get(struct tx *t, i64 id, struct trust_item *out);
MUST_CHECK td_rc store_trust_remove(struct tx *t, i64 id);
/* With their bytes and nothing else. */
MUST_CHECK td_rc store_trust_bytes(struct tx *t, trust_item_list *out);
/* How often the list was changed. */
MUST_CHECK td_rc store_trust_version(struct tx *t, i64 *n);

enum signature_subject { SIGNATURE_EVIDENCE, SIGNATURE_PACT };
struct verdict_row {
	i64 id, subject, file, checked_at_ms, trust_version;
	str body, checked_by_name;
};
typedef VEC(struct verdict_row) verdict_list;

MUST_CHECK td_rc store_verdict_add(struct tx *t, enum signature_subject what, i64 subject, file_id file,
				   i64 version, const struct signature_mark *mark, str body);
/* Every verdict on the file that a document has now, the one at receipt first. */
MUST_CHECK td_rc store_verdict_of_evidence(struct tx *t, i64 evidence, verdict_list *out);
/* Those at receipt, of a unit's documents of a year; of the signed copies of a pact. */
MUST_CHECK td_rc store_verdict_of_unit(struct tx *t, i64 year, i64 unit, verdict_list *out);
MUST_CHECK td_rc store_verdict_of_pact(struct tx *t, i64 cluster, i64 year, verdict_list *out);

#endif
