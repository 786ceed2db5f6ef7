/* Verifying the signatures of a PDF offline, against a list of whom this site trusts. Runs in a worker when somebody
 * sent the file. */
#ifndef SIGN_VERIFY_H
#define SIGN_VERIFY_H

#include "sign/verdict.h"

/* Whom to trust; DER, one certificate or list each. What does not parse is passed over. */
struct sign_trust {
	VEC(str) roots;         /* of people's certificates */
	VEC(str) intermediates; /* believed only through a root */
	VEC(str) stamp_roots;   /* of time stamping */
	VEC(str) crls;
	i64 now_ms; /* when the file was received: the time of what no time stamp proves */
};

enum { SIGN_MAX_SIGNATURES = 64 };

/* A verdict is always given; TD_LIMIT when there is no memory. */
MUST_CHECK td_rc sign_verify(struct arena *a, str file, const struct sign_trust *trust,
			     struct sign_verdict *out);

/* What a file of the trust list holds: certificates and CRLs in PEM or DER, in its order. */
enum sign_piece_kind { SIGN_CERTIFICATE, SIGN_CRL };
struct sign_piece {
	enum sign_piece_kind kind;
	str der;
	str subject, issuer;   /* a CRL has no subject */
	i64 from_ms, until_ms; /* validity; a CRL: this update, next update (0 none) */
	bool is_ca, self_signed, for_stamps;
	u32 n_revoked;
};
typedef VEC(struct sign_piece) sign_pieces;
/* TD_INVALID: it holds neither. */
MUST_CHECK td_rc sign_read_pieces(struct arena *a, str bytes, sign_pieces *out);

#endif
