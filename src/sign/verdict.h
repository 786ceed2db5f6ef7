/* What was found about the signatures of a PDF. Codes and details only: the sentences are sign_check_text()'s, in the
 * reader's language, whenever the verdict is shown. */
#ifndef SIGN_VERDICT_H
#define SIGN_VERDICT_H

#include "base/i18n.h"
#include "base/sb.h"
#include "base/vec.h"

/* The worst of its checks is the verdict of a signature, the worst of its signatures that of a file. */
enum sign_state {
	SIGN_GOOD,    /* hợp lệ */
	SIGN_NOTE,    /* good, with something to know */
	SIGN_UNKNOWN, /* không kết luận được */
	SIGN_BAD,     /* không hợp lệ */
	SIGN_STATE__N
};

enum sign_code {
	/* of the file */
	SIGN_READ, /* can it be read: a PDF, not damaged, not encrypted */
	SIGN_NONE, /* there is no signature */
	SIGN_LOST, /* traces of signatures that the file's form does not name */
	/* of a signature */
	SIGN_RANGE,     /* /ByteRange covers all but /Contents */
	SIGN_HIDDEN,    /* nothing stands behind the signature in its hole */
	SIGN_FORMAT,    /* a form that can be checked */
	SIGN_DIGEST,    /* the text is what was signed */
	SIGN_ALGORITHM, /* strong enough */
	SIGN_PURPOSE,   /* the certificate is for signing, and is the one that was meant */
	SIGN_CHAIN,     /* somebody trusted vouches for it */
	SIGN_PERIOD,    /* it was valid at the time */
	SIGN_REVOKED,   /* it was not taken back */
	SIGN_TIME,      /* when: proved by a time stamp, or only claimed */
	SIGN_CHANGES,   /* nothing was changed afterwards */
	SIGN_CODE__N
};

struct sign_check {
	enum sign_code code;
	enum sign_state state;
	u8 why;     /* which of the reasons of this code and state, from 0 */
	str detail; /* what the sentence names: a digest, a day, a name; may be empty */
};
typedef VEC(struct sign_check) sign_checks;

struct sign_one {
	str field, signer, organisation, issuer, serial;
	bool time_stamp;           /* it is a time stamp of the document, no person's signature */
	bool claimed, proved;      /* is there such a time? */
	i64 claimed_ms, proved_ms; /* what the signer's machine said; what a trusted time stamp says */
	enum sign_state state;
	sign_checks checks;
};

struct sign_verdict {
	enum sign_state state;
	bool none; /* there is no signature, nor a trace of one */
	sign_checks checks;
	VEC(struct sign_one) signatures; /* in the order in which they were made */
};

/* "Hợp lệ", "Không hợp lệ", "Không kết luận được"; for people, of a state that stands for a whole. */
const char *sign_state_name(enum sign_state s);
const char *sign_state_code(enum sign_state s); /* "valid", "noted", "inconclusive", "invalid" */
const char *sign_code_name(enum sign_code c);   /* "digest", … in the JSON */
const char *sign_code_title(enum sign_code c);  /* "Nội dung" … for people */

/* The whole sentence of a check. */
str sign_check_text(struct arena *a, enum lang lang, const struct sign_check *c);

/* How many reasons a code has. */
u32 sign_reasons(enum sign_code c);

#endif
