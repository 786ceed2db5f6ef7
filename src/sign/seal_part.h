/* Inside the seal: seal_key.c (key and certificates), seal.c (the version that is appended). */
#ifndef SIGN_SEAL_PART_H
#define SIGN_SEAL_PART_H

#include "sign/seal.h"
#include "sign/sign_part.h"

struct seal_key {
	EVP_PKEY *key;
	X509 *cert;
	STACK_OF(X509) * above;
	u32 n_seen;
	struct seal_about about;
};

void sign_free_bio(void *p);
void sign_free_pkcs12(void *p);

#endif
