/* Signatures of uploaded PDFs: verified in a worker; verdicts as JSON, which is how they are kept. */
#ifndef OFFICE_SIGNATURE_H
#define OFFICE_SIGNATURE_H

#include "base/err.h"
#include "format/value.h"
#include "sign/verify.h"

/* Does it say that it is a PDF? Others have no verdict. */
bool signature_is_pdf(str file);

/* Verifies in a worker. A verdict is always given: a file that stopped the worker is "không kết luận được" with the
 * reason. TD_IO: no worker could be started. */
MUST_CHECK td_rc signature_verify(struct arena *a, str file, const struct sign_trust *trust, struct err *e,
				  struct sign_verdict *out);

/* What an administrator brings for the trust list, read in a worker. TD_INVALID with a sentence. */
MUST_CHECK td_rc signature_pieces(struct arena *a, str bytes, struct err *e, sign_pieces *out);

/* The kept form: codes, states, details; no sentences. TD_CORRUPT: not such. */
struct value *signature_to_value(struct arena *a, const struct sign_verdict *v);
MUST_CHECK td_rc signature_from_value(struct arena *a, const struct value *v, struct sign_verdict *out);
MUST_CHECK td_rc signature_from_json(struct arena *a, str json, struct sign_verdict *out);

#endif
