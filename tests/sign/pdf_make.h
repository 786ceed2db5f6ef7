/* Signed PDFs for tests: a small authority, its people, and files that are right or wrong in one way each. */
#ifndef TESTS_SIGN_PDF_MAKE_H
#define TESTS_SIGN_PDF_MAKE_H

#include "base/sb.h"
#include "sign/verify.h"

struct pki; /* all certificates; they end with the arena */

enum person {
	P_ROOT,    /* trusted */
	P_BETWEEN, /* vouches for the people, vouched for by the root */
	P_SIGNER,
	P_SECOND,
	P_STAMPS,   /* time stamping, by P_BETWEEN */
	P_IMPOSTOR, /* the signer's name, signed by itself */
	P_EXPIRED,  /* until 2021 */
	P_REVOKED,  /* in the CRL since 2026-02-01 */
	P_MACHINE,  /* a web server's certificate */
	P_OTHER,    /* of an authority nobody trusts */
	P_OTHER_ROOT,
	P_SHORT, /* RSA of 1024 bits */
	P__N
};

struct pki *pki_new(struct arena *a);
str pki_der(struct pki *k, enum person who);
str pki_crl(struct pki *k); /* of P_BETWEEN */
/* Key and certificates of the seal: PEM, or PKCS#12 under a password (which may be NULL in PEM). */
str pki_pem(struct pki *k, enum person key, enum person certificate, const char *password);
str pki_p12(struct pki *k, enum person who, const char *password);
void pki_trust(struct pki *k, struct sign_trust *out);

#define MADE_AT_MS 1777593600000 /* 2026-05-01: claimed and stamped */
#define SEEN_AT_MS 1780272000000 /* 2026-06-01 */

enum file_kind { FILE_CLASSIC, FILE_STREAMS };

/* One page, a form without fields. */
str pdf_plain(struct arena *a, enum file_kind kind);

struct signing {
	enum person who;
	bool stamped, sha1, certified; /* certified: nothing may change (/DocMDP 1) */
	bool widen;                    /* the hole is one byte larger than /Contents at its end */
	bool hide;                     /* bytes stand behind the CMS */
	bool old_stamp;                /* the stamp says 2020-12-31 */
	bool document_stamp;           /* no signature: a time stamp of the whole */
	bool wrong_stamp;              /* of another signature */
	bool bare;                     /* without signing-certificate-v2 */
};

/* Appends a version with a signature. n counts those that the file has. */
str pdf_sign(struct pki *k, enum file_kind kind, str file, u32 n, const struct signing *how);

/* Appends a version with another text on the page. */
str pdf_edit(struct arena *a, enum file_kind kind, str file, u32 n);

#endif
