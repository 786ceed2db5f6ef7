/* Acts on the trust list, and verdicts on the signatures of files that were received (decisions 31: frozen at receipt,
 * later checks are added). Codes as in act.h. */
#ifndef JOBS_ACT_SIGNATURE_H
#define JOBS_ACT_SIGNATURE_H

#include "jobs/act.h"
#include "sign/verdict.h"
#include "store/store_signature.h"

/* Adds what a file holds: certificates of authorities (those signed by themselves are roots: of time stamping when
 * stamps is set) and lists of revoked certificates. TD_INVALID: none, or one that is no authority's; TD_CONFLICT: all
 * of it is there already. n counts what is new. */
MUST_CHECK td_rc act_trust_add(struct tx *t, str bytes, bool stamps, i64 *n);

/* Takes an item away; it stays as a record. */
MUST_CHECK td_rc act_trust_remove(struct tx *t, i64 id);

/* Checks a file that somebody just sent and keeps the verdict, when it is a PDF with a signature. */
MUST_CHECK td_rc act_signature_keep(struct tx *t, enum signature_subject what, i64 subject, file_id file);

/* Checks the file of a document again, by the trust list of today; journaled. TD_NOT_FOUND: it has no signed file. */
MUST_CHECK td_rc act_signature_again(struct tx *t, i64 year, i64 evidence, file_id file, str title);

/* A kept verdict as it is read. */
struct signature_kept {
	struct verdict_row row;
	struct sign_verdict verdict;
};
typedef VEC(struct signature_kept) signature_list;
MUST_CHECK td_rc signature_read(struct tx *t, const verdict_list *rows, signature_list *out);
/* Of a document; NULL: none was kept. */
const struct signature_kept *signature_find(const signature_list *all, i64 subject);

/* "Nguyễn Văn A, Trần Thị B": who signed. */
str signature_people(struct arena *a, const struct sign_verdict *v);

#endif
