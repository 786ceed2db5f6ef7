/* Inside the verifier: verify.c (signatures of a file, what they cover), cms_check.c (one CMS block), chain.c
 * (certificates, revocation), stamp.c (time stamps), changes.c (what came after). */
#ifndef SIGN_PART_H
#define SIGN_PART_H

#include <openssl/x509.h>

#include "sign/pdf_read.h"
#include "sign/verify.h"

/* What OpenSSL gave: freed with the arena, also when an allocation unwinds. Kept first, filled then. */
struct held {
	void *p;
	void (*free)(void *p);
};
struct held *sign_hold(struct arena *a, void (*free)(void *p));

/* The trust list as OpenSSL knows it. */
struct trust {
	struct arena *a;
	X509_STORE *store, *stamps; /* anchors for people; for time stamps */
	STACK_OF(X509) * between;
	STACK_OF(X509_CRL) * crls;
	u32 n_roots;
	i64 now_ms;
};
bool trust_open(struct arena *a, const struct sign_trust *in, struct trust *out);

struct signature {
	i64 number; /* of its dictionary */
	const struct pdf_object *dict, *field;
	size_t hole, hole_end, end; /* [0, hole) and [hole_end, end) are signed */
	str cms;                    /* what stands in the hole, with its filling */
	struct sign_one *one;
};

void sign_say(struct arena *a, sign_checks *to, enum sign_code code, enum sign_state state, u32 why,
	      str detail);

/* Adds the checks of the CMS block over the two parts. */
void cms_check(struct trust *t, str file, const struct signature *s);

/* A time stamp of a document in the hole. */
void stamp_document(struct trust *t, str file, const struct signature *s);

/* A time stamp over value (bytes), or over the digest of the two parts when value is empty. TD_OK: good and trusted;
 * TD_NOT_FOUND: good as far as can be seen, of nobody known; TD_INVALID. */
td_rc stamp_check(struct trust *t, str token, str value, str file, const struct signature *s, i64 *when_ms);

/* Chain, period and revocation of a certificate at a time. */
void chain_check(struct trust *t, X509 *cert, STACK_OF(X509) * with, i64 at_ms, bool proved,
		 struct sign_one *one);

/* What the versions after the one that ends at s->end did. p is the whole file. */
void changes_check(struct arena *a, struct pdf *p, str file, const struct signature *s);

str sign_name_part(struct arena *a, X509_NAME *n, int nid);
str sign_day(struct arena *a, const ASN1_TIME *t);
bool sign_time_ms(const ASN1_TIME *t, i64 *ms);

#endif
