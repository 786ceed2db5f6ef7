#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>

#include "base/caltime.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "sign/seal_part.h"

enum { BITS_MIN = 112, CERTIFICATES_MAX = 20 };

static void free_key(void *p)
{
	struct seal_key *k = p;
	EVP_PKEY_free(k->key);
	X509_free(k->cert);
	sk_X509_pop_free(k->above, X509_free);
}

static td_rc no(struct err *e, const char *why)
{
	ERR_clear_error();
	return err_add(e, TD_INVALID, S("seal"), "%s", i18n_tr(e->lang, why));
}

/* ---- the two forms ---- */

struct word {
	str text;
	bool asked;
};

static int give_password(char *to, int size, int writing, void *ctx)
{
	struct word *w = ctx;
	(void)writing;
	w->asked = true;
	if (w->text.n == 0 || w->text.n > (size_t)size)
		return -1;
	memcpy(to, w->text.p, w->text.n);
	return (int)w->text.n;
}

/* The certificate of the key is the seal's; the others go with it. */
static void take_certificate(struct seal_key *k, X509 *x)
{
	bool own = k->cert == NULL && X509_check_private_key(x, k->key) == 1;
	ERR_clear_error();
	if (own)
		k->cert = x;
	else if (sk_X509_push(k->above, x) <= 0)
		X509_free(x);
	k->n_seen++;
}

static td_rc read_pem(struct seal_key *k, BIO *in, struct word *w, struct err *e)
{
	X509 *x;
	k->key = PEM_read_bio_PrivateKey(in, NULL, give_password, w);
	if (k->key == NULL && w->asked)
		return no(e,
			  w->text.n
			      ? N_("Mật khẩu của tệp khóa không đúng.")
			      : N_("Tệp khóa có mật khẩu; hãy ghi mật khẩu vào một tệp và chỉ tới tệp đó."));
	if (k->key == NULL || BIO_reset(in) != 1)
		return no(e, N_("Tệp PEM không có khóa riêng đọc được."));
	while (k->n_seen < CERTIFICATES_MAX && (x = PEM_read_bio_X509(in, NULL, give_password, w)) != NULL)
		take_certificate(k, x);
	ERR_clear_error();
	return TD_OK;
}

/* OpenSSL 3 leaves the ciphers of old files to a module that is not loaded. */
static td_rc no_pkcs12(struct err *e)
{
	unsigned long why;
	bool old = false;
	while ((why = ERR_get_error()) != 0)
		old = old || ERR_GET_REASON(why) == ERR_R_UNSUPPORTED;
	return no(e, old ? N_("Tệp PKCS#12 dùng cách mã hóa cũ (RC2, 3DES) không còn đọc được; hãy xuất lại "
			      "với AES-256.")
			 : N_("Tệp PKCS#12 hỏng."));
}

static td_rc read_pkcs12(struct seal_key *k, PKCS12 *p, struct word *w, struct err *e, struct arena *a)
{
	STACK_OF(X509) *more = NULL;
	const char *password = arena_fmt(a, "%.*s", STRF(w->text)).p;
	if (PKCS12_verify_mac(p, password, (int)w->text.n) != 1)
		return no(e,
			  w->text.n
			      ? N_("Mật khẩu của tệp khóa không đúng.")
			      : N_("Tệp khóa có mật khẩu; hãy ghi mật khẩu vào một tệp và chỉ tới tệp đó."));
	ERR_clear_error();
	if (PKCS12_parse(p, password, &k->key, &k->cert, &more) != 1)
		return no_pkcs12(e);
	for (int i = 0; i < sk_X509_num(more) && i < CERTIFICATES_MAX; i++)
		if (X509_up_ref(sk_X509_value(more, i)) == 1 &&
		    sk_X509_push(k->above, sk_X509_value(more, i)) <= 0)
			X509_free(sk_X509_value(more, i));
	sk_X509_pop_free(more, X509_free);
	return TD_OK;
}

static td_rc read_any(struct seal_key *k, str bytes, struct word *w, struct err *e, struct arena *a)
{
	struct held *bio = sign_hold(a, sign_free_bio), *pkcs = sign_hold(a, sign_free_pkcs12);
	BIO *in = bio->p = BIO_new_mem_buf(bytes.p, (int)bytes.n);
	k->above = sk_X509_new_null();
	if (in == NULL || k->above == NULL)
		return TD_LIMIT;
	if (str_find(bytes, S("-----BEGIN ")) < bytes.n)
		return read_pem(k, in, w, e);
	pkcs->p = d2i_PKCS12_bio(in, NULL);
	ERR_clear_error();
	if (pkcs->p == NULL)
		return no(e, N_("Tệp khóa không phải PKCS#12 (.p12, .pfx) hay PEM."));
	return read_pkcs12(k, pkcs->p, w, e, a);
}

/* ---- is it fit? ---- */

static td_rc fit(const struct seal_key *k, struct err *e)
{
	u32 use = k->cert ? X509_get_key_usage(k->cert) : 0;
	if (k->key == NULL)
		return no(e, N_("Tệp không có khóa riêng."));
	if (k->cert == NULL)
		return no(
		    e, N_("Tệp không có chứng thư của khóa riêng: cần cả khóa và chứng thư trong một tệp."));
	if (X509_check_private_key(k->cert, k->key) != 1)
		return no(e, N_("Chứng thư trong tệp không phải của khóa riêng trong tệp."));
	if (X509_check_ca(k->cert) == 1)
		return no(e,
			  N_("Chứng thư trong tệp là của nơi cấp chứng thư, không dùng để ký văn bản được."));
	if (use != UINT32_MAX && !(use & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)))
		return no(e, N_("Chứng thư trong tệp không cho phép ký văn bản."));
	if (EVP_PKEY_get_security_bits(k->key) < BITS_MIN)
		return no(e, N_("Khóa quá ngắn: cần RSA từ 2048 bit hoặc ECDSA từ 224 bit."));
	return TD_OK;
}

static void tell(struct arena *a, struct seal_key *k)
{
	X509_NAME *s = X509_get_subject_name(k->cert), *i = X509_get_issuer_name(k->cert);
	const ASN1_INTEGER *n = X509_get0_serialNumber(k->cert);
	k->about = (struct seal_about){
	    .name = sign_name_part(a, s, NID_commonName),
	    .organisation = sign_name_part(a, s, NID_organizationName),
	    .issuer = sign_name_part(a, i, NID_commonName),
	    .serial = hex_of(a, ASN1_STRING_get0_data(n), (size_t)ASN1_STRING_length(n)),
	};
	if (!sign_time_ms(X509_get0_notBefore(k->cert), &k->about.from_ms) ||
	    !sign_time_ms(X509_get0_notAfter(k->cert), &k->about.until_ms))
		k->about.until_ms = 0; /* a period nobody can read is over */
}

td_rc seal_key_read(struct arena *a, str bytes, str password, struct err *e, struct seal_key **out)
{
	struct seal_key *k = NEW(a, struct seal_key);
	struct word w = {.text = password};
	arena_defer(a, free_key, k);
	if (bytes.n == 0 || bytes.n > SEAL_KEY_BYTES_MAX)
		return no(e, N_("Tệp khóa trống hoặc quá lớn."));
	td_rc rc = read_any(k, bytes, &w, e, a);
	if (rc == TD_OK)
		rc = fit(k, e);
	ERR_clear_error();
	if (rc != TD_OK)
		return rc;
	tell(a, k);
	*out = k;
	return TD_OK;
}

const struct seal_about *seal_key_about(const struct seal_key *k)
{
	return &k->about;
}

td_rc seal_key_valid(const struct seal_key *k, i64 at_ms, struct err *e)
{
	const struct seal_about *s = &k->about;
	if (at_ms < s->from_ms)
		return err_add(e, TD_CONFLICT, S("seal"),
			       N_("Chứng thư của con dấu chỉ có hiệu lực từ %.*s."),
			       STRF(day_vi(e->a, day_of_ms(s->from_ms))));
	if (at_ms > s->until_ms)
		return err_add(e, TD_CONFLICT, S("seal"), N_("Chứng thư của con dấu đã hết hạn ngày %.*s."),
			       STRF(day_vi(e->a, day_of_ms(s->until_ms))));
	return TD_OK;
}
