/* Time stamps (RFC 3161): over the value of a signature, or over a whole version of the file. */
#include <openssl/err.h>
#include <openssl/ts.h>

#include "base/caltime.h"
#include "sign/sign_part.h"

/* The digest of what the signature covers, by the token's own algorithm. */
static unsigned char *digest_of(const EVP_MD *md, str file, const struct signature *s, unsigned *n)
{
	unsigned char *d = OPENSSL_malloc(EVP_MAX_MD_SIZE);
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	bool ok = d && c && md && EVP_DigestInit_ex(c, md, NULL) == 1 &&
		  EVP_DigestUpdate(c, file.p, s->hole) == 1 &&
		  EVP_DigestUpdate(c, file.p + s->hole_end, s->end - s->hole_end) == 1 &&
		  EVP_DigestFinal_ex(c, d, n) == 1;
	EVP_MD_CTX_free(c);
	if (!ok) {
		OPENSSL_free(d);
		return NULL;
	}
	return d;
}

static const EVP_MD *imprint_digest(TS_TST_INFO *info)
{
	const ASN1_OBJECT *oid = NULL;
	X509_ALGOR_get0(&oid, NULL, NULL, TS_MSG_IMPRINT_get_algo(TS_TST_INFO_get_msg_imprint(info)));
	int nid = OBJ_obj2nid(oid);
	return nid == NID_sha256 || nid == NID_sha384 || nid == NID_sha512 ? EVP_get_digestbynid(nid) : NULL;
}

static bool prepare(struct trust *t, TS_VERIFY_CTX *c, TS_TST_INFO *info, str value, str file,
		    const struct signature *s)
{
	const EVP_MD *md = imprint_digest(info);
	unsigned n = 0;
	if (md == NULL)
		return false;
	TS_VERIFY_CTX_set_flags(c,
				TS_VFY_SIGNATURE | TS_VFY_VERSION | (value.n ? TS_VFY_DATA : TS_VFY_IMPRINT));
	if (value.n) {
		TS_VERIFY_CTX_set_data(c, BIO_new_mem_buf(value.p, (int)value.n));
	} else {
		unsigned char *d = digest_of(md, file, s, &n);
		if (d == NULL)
			return false;
		TS_VERIFY_CTX_set_imprint(c, d, (long)n);
	}
	X509_STORE_up_ref(t->stamps);
	TS_VERIFY_CTX_set_store(c, t->stamps);
	X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(t->stamps), t->now_ms / 1000);
	TS_VERIFY_CTX_set_certs(c, X509_chain_up_ref(t->between));
	return true;
}

/* TS reports a chain that ends nowhere apart from a token that is wrong. */
static bool only_unknown(void)
{
	unsigned long e;
	bool unknown = false;
	while ((e = ERR_get_error()) != 0)
		if (ERR_GET_LIB(e) == ERR_LIB_TS && ERR_GET_REASON(e) == TS_R_CERTIFICATE_VERIFY_ERROR)
			unknown = true;
	return unknown;
}

static td_rc verify(struct trust *t, PKCS7 *token, TS_TST_INFO *info, str value, str file,
		    const struct signature *s)
{
	TS_VERIFY_CTX *c = TS_VERIFY_CTX_new();
	td_rc rc = TD_INVALID;
	ERR_clear_error();
	if (c && prepare(t, c, info, value, file, s)) {
		if (TS_RESP_verify_token(c, token) == 1)
			rc = TD_OK;
		else if (only_unknown())
			rc = TD_NOT_FOUND;
	}
	TS_VERIFY_CTX_free(c);
	ERR_clear_error();
	return rc;
}

td_rc stamp_check(struct trust *t, str token, str value, str file, const struct signature *s, i64 *when_ms)
{
	const unsigned char *p = (const unsigned char *)token.p;
	PKCS7 *pk = d2i_PKCS7(NULL, &p, (long)token.n);
	TS_TST_INFO *info = pk && PKCS7_type_is_signed(pk) ? PKCS7_to_TS_TST_INFO(pk) : NULL;
	td_rc rc = TD_INVALID;
	if (info && sign_time_ms(TS_TST_INFO_get_time(info), when_ms))
		rc = verify(t, pk, info, value, file, s);
	TS_TST_INFO_free(info);
	PKCS7_free(pk);
	ERR_clear_error();
	return rc;
}

void stamp_document(struct trust *t, str file, const struct signature *s)
{
	struct sign_one *one = s->one;
	i64 ms;
	const unsigned char *p = (const unsigned char *)s->cms.p;
	PKCS7 *pk = d2i_PKCS7(NULL, &p, (long)s->cms.n);
	size_t n = pk ? (size_t)(p - (const unsigned char *)s->cms.p) : 0;
	PKCS7_free(pk);
	ERR_clear_error();
	bool rest = false;
	for (size_t i = n; i < s->cms.n; i++)
		rest = rest || s->cms.p[i];
	sign_say(t->a, &one->checks, SIGN_HIDDEN, rest ? SIGN_BAD : SIGN_GOOD, rest, STR_NULL);
	td_rc rc = stamp_check(t, str_upto(s->cms, n), STR_NULL, file, s, &ms);
	one->proved = rc == TD_OK;
	one->proved_ms = rc == TD_OK ? ms : 0;
	one->signer = S("");
	if (rc == TD_OK)
		sign_say(t->a, &one->checks, SIGN_TIME, SIGN_GOOD, 0, ms_vi(t->a, ms));
	else
		sign_say(t->a, &one->checks, SIGN_TIME, rc == TD_NOT_FOUND ? SIGN_UNKNOWN : SIGN_BAD,
			 rc == TD_NOT_FOUND ? 3 : 2, STR_NULL);
}
