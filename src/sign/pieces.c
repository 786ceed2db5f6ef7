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

static str der_of(struct arena *a, unsigned char *p, int n)
{
	str s = n > 0 ? arena_str(a, (str){(char *)p, (size_t)n}) : S("");
	OPENSSL_free(p);
	return s;
}

static void add_certificate(struct arena *a, X509 *x, sign_pieces *out)
{
	unsigned char *p = NULL;
	int n = i2d_X509(x, &p);
	struct sign_piece c = {.kind = SIGN_CERTIFICATE,
			       .der = der_of(a, p, n),
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

static void add_list(struct arena *a, X509_CRL *x, sign_pieces *out)
{
	unsigned char *p = NULL;
	int n = i2d_X509_CRL(x, &p);
	struct sign_piece c = {.kind = SIGN_CRL,
			       .der = der_of(a, p, n),
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
	X509 *x = d2i_X509(NULL, &p, (long)bytes.n);
	if (x && p == end)
		add_certificate(a, x, out);
	X509_free(x);
	p = (const unsigned char *)bytes.p;
	X509_CRL *c = d2i_X509_CRL(NULL, &p, (long)bytes.n);
	if (c && p == end)
		add_list(a, c, out);
	X509_CRL_free(c);
}

static void read_pem(struct arena *a, str bytes, sign_pieces *out)
{
	BIO *in = BIO_new_mem_buf(bytes.p, (int)bytes.n);
	char *name, *header;
	unsigned char *data;
	long n;
	while (in && out->n < PIECES_MAX && PEM_read_bio(in, &name, &header, &data, &n) == 1) {
		str der = {(char *)data, (size_t)n};
		if (strcmp(name, PEM_STRING_X509) == 0 || strcmp(name, PEM_STRING_X509_OLD) == 0 ||
		    strcmp(name, PEM_STRING_X509_CRL) == 0)
			read_der(a, der, out);
		OPENSSL_free(name);
		OPENSSL_free(header);
		OPENSSL_free(data);
	}
	BIO_free(in);
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
