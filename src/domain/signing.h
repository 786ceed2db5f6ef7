/* What lists tell of the signatures of a file: the verdict at receipt and whether they were made in time. The verdict
 * itself is src/sign's. */
#ifndef DOMAIN_SIGNING_H
#define DOMAIN_SIGNING_H

#include "base/opt.h"
#include "base/str.h"

struct signature_mark {
	str state; /* "valid", "noted", "inconclusive", "invalid"; empty: there is no signature */
	str time;  /* "proved": by time stamps; "claimed": by the signers' machines only; empty: not known */
	struct opt_i64 proved_at_ms; /* the last of the signatures */
};

enum signed_when {
	SIGNED_UNTOLD, /* no signature that counts, no deadline, or an older verdict */
	SIGNED_IN_TIME,
	SIGNED_LATE,
	SIGNED_CLAIMED, /* no time stamp proves when */
	SIGNED_WHEN__N
};

/* Against a deadline (YYYY-MM-DD, its whole day counts; p == NULL: none). */
enum signed_when signed_when(const struct signature_mark *m, str due_on);

const char *signed_when_code(enum signed_when w); /* "in_time", "late", "claimed", "" */
const char *signed_when_name(enum signed_when w); /* "ký trước hạn": Vietnamese source text; "" */

#endif
