/* The site's own seal on a PDF: a version more at its end with an invisible signature (PAdES, detached CMS with
 * signing-certificate-v2). What stood there before stays byte for byte. */
#ifndef SIGN_SEAL_H
#define SIGN_SEAL_H

#include "base/err.h"

enum { SEAL_KEY_BYTES_MAX = 1 << 20, SEAL_WARN_DAYS = 30 };

/* A private key with its certificate and those above it; ends with the arena. */
struct seal_key;

/* Whose it is; times of its certificate. */
struct seal_about {
	str name, organisation, issuer, serial;
	i64 from_ms, until_ms;
};

/* From the bytes of a PKCS#12 file or of a PEM file that holds key and certificates. TD_INVALID says why it cannot be read.
 * Its period is not looked at. */
MUST_CHECK td_rc seal_key_read(struct arena *a, str bytes, str password, struct err *e,
			       struct seal_key **out);
const struct seal_about *seal_key_about(const struct seal_key *k);

/* TD_CONFLICT with a sentence: the certificate is not valid at that time. */
MUST_CHECK td_rc seal_key_valid(const struct seal_key *k, i64 at_ms, struct err *e);

/* Appends the seal as of at_ms. TD_INVALID: no PDF that can be sealed; TD_CONFLICT: as seal_key_valid(). The same file, key
 * of RSA and time give the same bytes. */
MUST_CHECK td_rc seal_put(struct arena *a, const struct seal_key *k, str pdf, i64 at_ms, struct err *e,
			  str *out);

#endif
