/* Acts on the trust list, and verdicts on the signatures of files that were received (decisions 31: frozen at receipt,
 * later checks are added). Codes as in act.h. */
#ifndef JOBS_ACT_SIGNATURE_H
#define JOBS_ACT_SIGNATURE_H

#include "jobs/act.h"
#include "sign/verify.h"
#include "store/store_signature.h"

/* Adds what a file holds (signature_pieces() read it before the transaction): certificates of authorities (those signed by themselves are roots: of time stamping when
 * stamps is set) and lists of revoked certificates. TD_INVALID: none, or one that is no authority's; TD_CONFLICT: all
 * of it is there already. n counts what is new. */
MUST_CHECK td_rc act_trust_add(struct tx *t, const sign_pieces *all, bool stamps, i64 *n);

/* Takes an item away; it stays as a record. */
MUST_CHECK td_rc act_trust_remove(struct tx *t, i64 id);

/* What was found of a file before the transaction that keeps it: no writer waits for a parser. */
struct signature_seen {
	bool found;  /* false: it is no PDF, or nobody signed it */
	i64 version; /* of the trust list */
	struct signature_mark mark;
	str body; /* the kept form */
	struct sign_verdict verdict;
};

/* Whom to trust, as of a transaction. */
MUST_CHECK td_rc signature_trust(struct tx *t, struct sign_trust *out, i64 *version);

/* Looks at a file that somebody sends, outside of any transaction but a short read of the trust list. TD_IO: it cannot
 * be read, or no worker could be started. */
MUST_CHECK td_rc signature_look(struct db *db, struct arena *a, struct err *e, const struct actor *who,
				const struct file_source *file, struct signature_seen *out);

/* The same of a stored file, inside a read. */
MUST_CHECK td_rc signature_look_stored(struct tx *t, file_id file, struct signature_seen *out);

/* Keeps the verdict on a file that somebody just sent, when it is a PDF with a signature. seen NULL: looks at it now. */
MUST_CHECK td_rc act_signature_keep(struct tx *t, enum signature_subject what, i64 subject, file_id file,
				    const struct signature_seen *seen);

/* Checks the file of a document again, by the trust list of today; journaled. TD_NOT_FOUND: it has no signed file.
 * seen NULL: looks at it now. */
MUST_CHECK td_rc act_signature_again(struct tx *t, i64 year, i64 evidence, file_id file, str title,
				     const struct signature_seen *seen);

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
