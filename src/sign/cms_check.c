/* One CMS block: is it this text's, whose is it, when. */
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/x509v3.h>

#include "base/caltime.h"
#include "base/hash.h"
#include "sign/sign_part.h"

struct block {
	struct trust *t;
	str file;
	const struct signature *s;
	CMS_ContentInfo *cms;
	CMS_SignerInfo *si;
	X509 *cert;
	STACK_OF(X509) * certs;
	X509_ALGOR *digest;
};

static void say(struct block *b, enum sign_code code, enum sign_state state, u32 why, str detail)
{
	sign_say(b->t->a, &b->s->one->checks, code, state, why, detail);
}

/* ---- the form ---- */

/* The block ends where its own lengths say; what fills the hole behind it is zeros. */
static bool parse(struct block *b)
{
	const unsigned char *p = (const unsigned char *)b->s->cms.p, *end = p + b->s->cms.n;
	bool rest = false;
	b->cms = d2i_CMS_ContentInfo(NULL, &p, (long)b->s->cms.n);
	if (b->cms == NULL) {
		say(b, SIGN_FORMAT, SIGN_BAD, 2, STR_NULL);
		return false;
	}
	for (; p < end; p++)
		rest = rest || *p;
	say(b, SIGN_HIDDEN, rest ? SIGN_BAD : SIGN_GOOD, rest, STR_NULL);
	return true;
}

static u32 form_fault(struct block *b)
{
	STACK_OF(CMS_SignerInfo) *all = NULL;
	if (OBJ_obj2nid(CMS_get0_type(b->cms)) != NID_pkcs7_signed)
		return 2;
	all = CMS_get0_SignerInfos(b->cms);
	ASN1_OCTET_STRING **content = CMS_get0_content(b->cms);
	if (sk_CMS_SignerInfo_num(all) != 1 || (content && *content))
		return 3;
	b->si = sk_CMS_SignerInfo_value(all, 0);
	b->certs = CMS_get1_certs(b->cms);
	for (int i = 0; i < sk_X509_num(b->certs) && b->cert == NULL; i++)
		if (CMS_SignerInfo_cert_cmp(b->si, sk_X509_value(b->certs, i)) == 0)
			b->cert = sk_X509_value(b->certs, i);
	if (b->cert == NULL)
		return 4;
	CMS_SignerInfo_set1_signer_cert(b->si, b->cert);
	CMS_SignerInfo_get0_algs(b->si, NULL, NULL, &b->digest, NULL);
	return CMS_signed_get_attr_count(b->si) > 0 ? 0 : 5;
}

/* A name from the file, fit to be shown. */
static str printable(struct arena *a, str s)
{
	char *p = NEW_N(a, char, s.n + 1);
	for (size_t i = 0; i < s.n; i++)
		p[i] = s.p[i] >= ' ' && s.p[i] < 127 ? s.p[i] : '?';
	return (str){p, s.n};
}

static bool form(struct block *b)
{
	const struct pdf_object *f = pdf_raw(b->s->dict, "SubFilter");
	str is = f && f->kind == PDF_NAME ? str_upto(f->text, 60) : S("?");
	if (!str_eq(is, S("adbe.pkcs7.detached")) && !str_eq(is, S("ETSI.CAdES.detached"))) {
		say(b, SIGN_FORMAT, SIGN_UNKNOWN, 1, printable(b->t->a, is));
		return false;
	}
	u32 fault = form_fault(b);
	say(b, SIGN_FORMAT, fault ? SIGN_BAD : SIGN_GOOD, fault, is);
	return fault == 0;
}

/* ---- the text ---- */

static bool digest_matches(struct block *b, const EVP_MD *md)
{
	unsigned char d[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	const struct signature *s = b->s;
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	bool ok = c && EVP_DigestInit_ex(c, md, NULL) == 1 && EVP_DigestUpdate(c, b->file.p, s->hole) == 1 &&
		  EVP_DigestUpdate(c, b->file.p + s->hole_end, s->end - s->hole_end) == 1 &&
		  EVP_DigestFinal_ex(c, d, &n) == 1;
	EVP_MD_CTX_free(c);
	const ASN1_OCTET_STRING *said =
	    CMS_signed_get0_data_by_OBJ(b->si, OBJ_nid2obj(NID_pkcs9_messageDigest), -3, V_ASN1_OCTET_STRING);
	const ASN1_OBJECT *type =
	    CMS_signed_get0_data_by_OBJ(b->si, OBJ_nid2obj(NID_pkcs9_contentType), -3, V_ASN1_OBJECT);
	return ok && said && type && OBJ_obj2nid(type) == NID_pkcs7_data &&
	       (unsigned)ASN1_STRING_length(said) == n && bytes_same(ASN1_STRING_get0_data(said), d, n);
}

static const EVP_MD *known_digest(const ASN1_OBJECT *oid)
{
	int nid = OBJ_obj2nid(oid);
	return nid == NID_sha1 || nid == NID_sha256 || nid == NID_sha384 || nid == NID_sha512
		   ? EVP_get_digestbynid(nid)
		   : NULL;
}

static void text(struct block *b)
{
	const EVP_MD *md = known_digest(b->digest->algorithm);
	char name[64] = "?";
	OBJ_obj2txt(name, sizeof name, b->digest->algorithm, 0);
	str is = arena_str(b->t->a, str_c(md ? EVP_MD_get0_name(md) : name));
	if (md == NULL) {
		say(b, SIGN_ALGORITHM, SIGN_UNKNOWN, 1, is);
		return;
	}
	if (!digest_matches(b, md))
		say(b, SIGN_DIGEST, SIGN_BAD, 1, is);
	else if (CMS_SignerInfo_verify(b->si) != 1)
		say(b, SIGN_DIGEST, SIGN_BAD, 2, STR_NULL);
	else
		say(b, SIGN_DIGEST, SIGN_GOOD, 0, is);
	ERR_clear_error();
	EVP_PKEY *key = X509_get0_pubkey(b->cert);
	int bits = key ? EVP_PKEY_get_security_bits(key) : 0;
	if (EVP_MD_get_type(md) == NID_sha1)
		say(b, SIGN_ALGORITHM, SIGN_UNKNOWN, 1, is);
	else if (bits < 112)
		say(b, SIGN_ALGORITHM, SIGN_UNKNOWN, 2,
		    arena_fmt(b->t->a, "%d", key ? EVP_PKEY_get_bits(key) : 0));
	else
		say(b, SIGN_ALGORITHM, SIGN_GOOD, 0, is);
}

/* ---- the signer ---- */

/* Does the block name the certificate it means, and is it this one? One that names none is of the older form. */
static bool means_this(struct block *b)
{
	int old_at = CMS_signed_get_attr_by_NID(b->si, NID_id_smime_aa_signingCertificate, -1),
	    new_at = CMS_signed_get_attr_by_NID(b->si, NID_id_smime_aa_signingCertificateV2, -1);
	ESS_SIGNING_CERT *one = NULL;
	ESS_SIGNING_CERT_V2 *two = NULL;
	STACK_OF(X509) *alone = sk_X509_new_null();
	bool ok = alone && sk_X509_push(alone, b->cert) > 0;
	for (int i = 0; i < 2; i++) {
		int at = i ? new_at : old_at;
		ASN1_TYPE *v = at < 0 ? NULL : X509_ATTRIBUTE_get0_type(CMS_signed_get_attr(b->si, at), 0);
		if (at < 0)
			continue;
		const unsigned char *p = v && v->type == V_ASN1_SEQUENCE ? v->value.sequence->data : NULL;
		long n = p ? v->value.sequence->length : 0;
		if (i && p)
			two = d2i_ESS_SIGNING_CERT_V2(NULL, &p, n);
		else if (p)
			one = d2i_ESS_SIGNING_CERT(NULL, &p, n);
		ok = ok && (i ? two != NULL : one != NULL);
	}
	if (ok && (one || two))
		ok = OSSL_ESS_check_signing_certs(one, two, alone, 1) == 1;
	ESS_SIGNING_CERT_free(one);
	ESS_SIGNING_CERT_V2_free(two);
	sk_X509_free(alone);
	ERR_clear_error();
	return ok;
}

/* Key usage must allow signing; extended usage, where there is one, must not be for machines alone. */
static bool for_signing(X509 *cert)
{
	u32 use = X509_get_key_usage(cert), more = X509_get_extended_key_usage(cert);
	const u32 machines = XKU_SSL_SERVER | XKU_CODE_SIGN | XKU_OCSP_SIGN | XKU_TIMESTAMP | XKU_DVCS;
	if (use != UINT32_MAX && !(use & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)))
		return false;
	if (X509_check_ca(cert) == 1)
		return false;
	return more == UINT32_MAX || more == 0 || (more & ~machines);
}

static void who(struct block *b)
{
	struct arena *a = b->t->a;
	struct sign_one *one = b->s->one;
	one->signer = sign_name_part(a, X509_get_subject_name(b->cert), NID_commonName);
	one->organisation = sign_name_part(a, X509_get_subject_name(b->cert), NID_organizationName);
	one->issuer = sign_name_part(a, X509_get_issuer_name(b->cert), NID_commonName);
	const ASN1_INTEGER *n = X509_get0_serialNumber(b->cert);
	one->serial = hex_of(a, ASN1_STRING_get0_data(n), (size_t)ASN1_STRING_length(n));
	u32 fault = !for_signing(b->cert) ? 1 : !means_this(b) ? 2 : 0;
	say(b, SIGN_PURPOSE, fault ? SIGN_BAD : SIGN_GOOD, fault, STR_NULL);
}

/* ---- when ---- */

static td_rc token_time(struct block *b, i64 *ms)
{
	int at = CMS_unsigned_get_attr_by_NID(b->si, NID_id_smime_aa_timeStampToken, -1);
	if (at < 0)
		return TD_DENIED; /* there is none */
	ASN1_TYPE *v = X509_ATTRIBUTE_get0_type(CMS_unsigned_get_attr(b->si, at), 0);
	ASN1_OCTET_STRING *value = CMS_SignerInfo_get0_signature(b->si);
	if (v == NULL || v->type != V_ASN1_SEQUENCE)
		return TD_INVALID;
	str token = {(char *)v->value.sequence->data, (size_t)v->value.sequence->length};
	return stamp_check(
	    b->t, token, (str){(const char *)ASN1_STRING_get0_data(value), (size_t)ASN1_STRING_length(value)},
	    b->file, b->s, ms);
}

static void when(struct block *b)
{
	struct sign_one *one = b->s->one;
	const ASN1_TYPE *v;
	int at = CMS_signed_get_attr_by_NID(b->si, NID_pkcs9_signingTime, -1);
	i64 ms = 0;
	if (at >= 0 && (v = X509_ATTRIBUTE_get0_type(CMS_signed_get_attr(b->si, at), 0)) != NULL &&
	    (v->type == V_ASN1_UTCTIME || v->type == V_ASN1_GENERALIZEDTIME))
		one->claimed = sign_time_ms(v->value.asn1_string, &one->claimed_ms);
	td_rc rc = token_time(b, &ms);
	const i64 slack = 5 * 60000; /* clocks */
	if (rc == TD_OK && ms > b->t->now_ms + slack) {
		say(b, SIGN_TIME, SIGN_BAD, 4, ms_vi(b->t->a, ms));
	} else if (rc == TD_OK) {
		one->proved = true;
		one->proved_ms = ms;
		say(b, SIGN_TIME, SIGN_GOOD, 0, ms_vi(b->t->a, ms));
	} else if (rc == TD_DENIED) {
		say(b, SIGN_TIME, SIGN_NOTE, 1, STR_NULL);
	} else {
		say(b, SIGN_TIME, rc == TD_NOT_FOUND ? SIGN_NOTE : SIGN_BAD, rc == TD_NOT_FOUND ? 3 : 2,
		    STR_NULL);
	}
}

static void free_block(void *p)
{
	struct block *b = p;
	sk_X509_pop_free(b->certs, X509_free);
	CMS_ContentInfo_free(b->cms);
}

void cms_check(struct trust *t, str file, const struct signature *s)
{
	struct block *b = NEW(t->a, struct block);
	arena_defer(t->a, free_block, b);
	b->t = t;
	b->file = file;
	b->s = s;
	if (parse(b) && form(b)) {
		text(b);
		who(b);
		when(b);
		chain_check(t, b->cert, b->certs, s->one->proved ? s->one->proved_ms : t->now_ms,
			    s->one->proved, s->one);
	}
	ERR_clear_error();
}
