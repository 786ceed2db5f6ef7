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

/* ---- one-time addresses of signing programs ---- */

enum signing_state {
	SIGNING_WAITS,    /* nobody fetched the document yet */
	SIGNING_FETCHED,  /* the program has it */
	SIGNING_RECEIVED, /* signed, and kept */
	SIGNING_REFUSED,  /* what came back last was not taken; it may come again */
	SIGNING_EXPIRED,  /* too old, or too much came back that was not taken */
	SIGNING_STATE__N
};

struct signing_times {
	i64 expires_at_ms;
	bool fetched, received;
	i64 n_refused;
};
enum { SIGNING_REFUSED_MAX = 10 };
enum signing_state signing_state(const struct signing_times *t, i64 now_ms);
/* Does the address still serve: that of the download, once; that of the upload until a signed file came? */
bool signing_serves(enum signing_state s, bool fetched, bool send);
const char *signing_state_code(
    enum signing_state s); /* "waiting", "fetched", "received", "refused", "expired" */
const char *signing_state_name(enum signing_state s); /* "Chờ tải" …: Vietnamese source text */

#endif
