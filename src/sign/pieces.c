/* Certificates and lists of revoked ones as an administrator brings them. */
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "sign/sign_part.h"

enum { PIECES_MAX = 200 };

static str both(struct arena *a, X509_NAME *n)
{
	str cn = sign_name_part(a, n, NID_commonName), o = sign_name_part(a, n, NID_organizationName);
	return cn.n && o.n ? arena_fmt(a, "%.*s – %.*s", STRF(cn), STRF(o)) : cn.n ? cn : o;
}

static void free_certificate(void *p)
{
	X509_free(p);
}

static void free_list(void *p)
{
	X509_CRL_free(p);
}

static void free_bytes(void *p)
{
	OPENSSL_free(p);
}

static void free_bio(void *p)
{
	BIO_free(p);
}

static void add_certificate(struct arena *a, X509 *x, str der, sign_pieces *out)
{
	struct sign_piece c = {.kind = SIGN_CERTIFICATE,
			       .der = der,
			       .subject = both(a, X509_get_subject_name(x)),
			       .issuer = both(a, X509_get_issuer_name(x)),
			       .is_ca = X509_check_ca(x) == 1,
			       .self_signed = X509_self_signed(x, 1) == 1};
	u32 use = X509_get_extended_key_usage(x);
	c.for_stamps = use != UINT32_MAX && (use & XKU_TIMESTAMP);
	sign_time_ms(X509_get0_notBefore(x), &c.from_ms);
	sign_time_ms(X509_get0_notAfter(x), &c.until_ms);
	VEC_PUSH(a, out) = c;
}

static void add_list(struct arena *a, X509_CRL *x, str der, sign_pieces *out)
{
	struct sign_piece c = {.kind = SIGN_CRL,
			       .der = der,
			       .subject = S(""),
			       .issuer = both(a, X509_CRL_get_issuer(x)),
			       .n_revoked = (u32)(sk_X509_REVOKED_num(X509_CRL_get_REVOKED(x)) > 0
						      ? sk_X509_REVOKED_num(X509_CRL_get_REVOKED(x))
						      : 0)};
	sign_time_ms(X509_CRL_get0_lastUpdate(x), &c.from_ms);
	sign_time_ms(X509_CRL_get0_nextUpdate(x), &c.until_ms);
	VEC_PUSH(a, out) = c;
}

static void read_der(struct arena *a, str bytes, sign_pieces *out)
{
	const unsigned char *p = (const unsigned char *)bytes.p, *end = p + bytes.n;
	struct held *cert = sign_hold(a, free_certificate), *list = sign_hold(a, free_list);
	X509 *x = cert->p = d2i_X509(NULL, &p, (long)bytes.n);
	if (x && p == end)
		add_certificate(a, x, bytes, out);
	p = (const unsigned char *)bytes.p;
	X509_CRL *c = list->p = d2i_X509_CRL(NULL, &p, (long)bytes.n);
	if (c && p == end)
		add_list(a, c, bytes, out);
}

static void read_pem(struct arena *a, str bytes, sign_pieces *out)
{
	struct held *bio = sign_hold(a, free_bio);
	BIO *in = bio->p = BIO_new_mem_buf(bytes.p, (int)bytes.n);
	while (in && out->n < PIECES_MAX) {
		struct held *name = sign_hold(a, free_bytes), *header = sign_hold(a, free_bytes),
			    *data = sign_hold(a, free_bytes);
		long n;
		if (PEM_read_bio(in, (char **)&name->p, (char **)&header->p, (unsigned char **)&data->p,
				 &n) != 1)
			return;
		if (strcmp(name->p, PEM_STRING_X509) == 0 || strcmp(name->p, PEM_STRING_X509_OLD) == 0 ||
		    strcmp(name->p, PEM_STRING_X509_CRL) == 0)
			read_der(a, (str){data->p, (size_t)n}, out);
	}
}

td_rc sign_read_pieces(struct arena *a, str bytes, sign_pieces *out)
{
	*out = (sign_pieces){0};
	if (bytes.n == 0 || bytes.n > 32 << 20)
		return TD_INVALID;
	if (str_find(bytes, S("-----BEGIN ")) < bytes.n)
		read_pem(a, bytes, out);
	else
		read_der(a, bytes, out);
	ERR_clear_error();
	return out->n ? TD_OK : TD_INVALID;
}
