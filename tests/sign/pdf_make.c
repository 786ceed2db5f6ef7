#include "tests/sign/pdf_make.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>

#include "tests/lib/check.h"

struct pki {
	struct arena *a;
	EVP_PKEY *key[P__N];
	X509 *cert[P__N];
	X509_CRL *crl;
};

/* ---- the authority ---- */

static void free_pki(void *p)
{
	struct pki *k = p;
	for (int i = 0; i < P__N; i++) {
		EVP_PKEY_free(k->key[i]);
		X509_free(k->cert[i]);
	}
	X509_CRL_free(k->crl);
}

static void extend(X509 *x, X509 *issuer, int nid, const char *value)
{
	X509V3_CTX c;
	X509V3_set_ctx(&c, issuer, x, NULL, NULL, 0);
	X509_EXTENSION *e = X509V3_EXT_conf_nid(NULL, &c, nid, value);
	CHECK(e != NULL && X509_add_ext(x, e, -1) == 1);
	X509_EXTENSION_free(e);
}

struct card {
	const char *name, *usage, *more;
	enum person by;
	bool ca;
	const char *from, *until;
	int rsa; /* bits; 0: elliptic */
};

static const char *const sign_usage = "critical,digitalSignature,nonRepudiation";
static const char *const ca_usage = "critical,keyCertSign,cRLSign";

static void make(struct pki *k, enum person who, const struct card *c)
{
	X509 *x = k->cert[who] = X509_new();
	EVP_PKEY *key = k->key[who] = c->rsa ? EVP_RSA_gen((unsigned)c->rsa) : EVP_EC_gen("P-256");
	X509_NAME *n = X509_get_subject_name(x);
	CHECK(x && key);
	X509_set_version(x, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(x), 1000 + (long)who);
	ASN1_TIME_set_string_X509(X509_getm_notBefore(x), c->from ? c->from : "20200101000000Z");
	ASN1_TIME_set_string_X509(X509_getm_notAfter(x), c->until ? c->until : "20491231000000Z");
	X509_NAME_add_entry_by_txt(n, "C", MBSTRING_UTF8, (const unsigned char *)"VN", -1, -1, 0);
	X509_NAME_add_entry_by_txt(n, "O", MBSTRING_UTF8, (const unsigned char *)"Cụm thi đua thử", -1, -1,
				   0);
	X509_NAME_add_entry_by_txt(n, "CN", MBSTRING_UTF8, (const unsigned char *)c->name, -1, -1, 0);
	X509 *issuer = k->cert[c->by];
	X509_set_issuer_name(x, X509_get_subject_name(issuer));
	X509_set_pubkey(x, key);
	extend(x, issuer, NID_basic_constraints, c->ca ? "critical,CA:TRUE" : "critical,CA:FALSE");
	extend(x, issuer, NID_key_usage, c->usage);
	if (c->more)
		extend(x, issuer, NID_ext_key_usage, c->more);
	extend(x, issuer, NID_subject_key_identifier, "hash");
	CHECK(X509_sign(x, k->key[c->by], EVP_sha256()) > 0);
}

static void make_crl(struct pki *k)
{
	X509_CRL *c = k->crl = X509_CRL_new();
	ASN1_TIME *t = ASN1_TIME_new();
	X509_REVOKED *r = X509_REVOKED_new();
	X509_CRL_set_version(c, 1);
	X509_CRL_set_issuer_name(c, X509_get_subject_name(k->cert[P_BETWEEN]));
	ASN1_TIME_set_string_X509(t, "20260515000000Z");
	X509_CRL_set1_lastUpdate(c, t);
	ASN1_TIME_set_string_X509(t, "20491231000000Z");
	X509_CRL_set1_nextUpdate(c, t);
	X509_REVOKED_set_serialNumber(r, X509_get_serialNumber(k->cert[P_REVOKED]));
	ASN1_TIME_set_string_X509(t, "20260201000000Z");
	X509_REVOKED_set_revocationDate(r, t);
	X509_CRL_add0_revoked(c, r);
	CHECK(X509_CRL_sign(c, k->key[P_BETWEEN], EVP_sha256()) > 0);
	ASN1_TIME_free(t);
}

struct pki *pki_new(struct arena *a)
{
	static const char *const stamping = "critical,timeStamping";
	const struct card cards[P__N] = {
	    [P_ROOT] = {"Gốc thử", ca_usage, NULL, P_ROOT, true, NULL, NULL, 0},
	    [P_BETWEEN] = {"Nơi cấp thử", ca_usage, NULL, P_ROOT, true, NULL, NULL, 0},
	    [P_SIGNER] = {"Nguyễn Văn A", sign_usage, NULL, P_BETWEEN, false, NULL, NULL, 2048},
	    [P_SECOND] = {"Trần Thị B", sign_usage, NULL, P_BETWEEN, false, NULL, NULL, 0},
	    [P_STAMPS] = {"Dấu thời gian thử", "critical,digitalSignature", stamping, P_BETWEEN, false, NULL,
			  NULL, 0},
	    [P_IMPOSTOR] = {"Nguyễn Văn A", sign_usage, NULL, P_IMPOSTOR, false, NULL, NULL, 0},
	    [P_EXPIRED] = {"Lê Văn C", sign_usage, NULL, P_BETWEEN, false, NULL, "20210101000000Z", 0},
	    [P_REVOKED] = {"Phạm Thị D", sign_usage, NULL, P_BETWEEN, false, NULL, NULL, 0},
	    [P_MACHINE] = {"may-chu.thu", "critical,digitalSignature", "serverAuth", P_BETWEEN, false, NULL,
			   NULL, 0},
	    [P_OTHER_ROOT] = {"Gốc lạ", ca_usage, NULL, P_OTHER_ROOT, true, NULL, NULL, 0},
	    [P_OTHER] = {"Hoàng Văn E", sign_usage, NULL, P_OTHER_ROOT, false, NULL, NULL, 0},
	    [P_SHORT] = {"Vũ Thị G", sign_usage, NULL, P_BETWEEN, false, NULL, NULL, 1024},
	};
	struct pki *k = NEW(a, struct pki);
	k->a = a;
	arena_defer(a, free_pki, k);
	for (int i = 0; i < P__N; i++)
		if (i != P_OTHER)
			make(k, (enum person)i, &cards[i]);
	make(k, P_OTHER, &cards[P_OTHER]); /* after its root */
	make_crl(k);
	return k;
}

static str kept(struct arena *a, unsigned char *p, int n)
{
	CHECK(n > 0);
	str s = arena_str(a, (str){(char *)p, (size_t)n});
	OPENSSL_free(p);
	return s;
}

str pki_der(struct pki *k, enum person who)
{
	unsigned char *p = NULL;
	int n = i2d_X509(k->cert[who], &p);
	return kept(k->a, p, n);
}

str pki_crl(struct pki *k)
{
	unsigned char *p = NULL;
	int n = i2d_X509_CRL(k->crl, &p);
	return kept(k->a, p, n);
}

static str all_of(struct arena *a, BIO *b)
{
	char *p = NULL;
	long n = BIO_get_mem_data(b, &p);
	CHECK(n > 0);
	str s = arena_str(a, (str){p, (size_t)n});
	BIO_free(b);
	return s;
}

str pki_pem(struct pki *k, enum person key, enum person certificate, const char *password)
{
	BIO *b = BIO_new(BIO_s_mem());
	CHECK(PEM_write_bio_PKCS8PrivateKey(b, k->key[key], password ? EVP_aes_256_cbc() : NULL, password,
					    password ? (int)strlen(password) : 0, NULL, NULL) == 1);
	CHECK(PEM_write_bio_X509(b, k->cert[P_BETWEEN]) == 1); /* the order does not matter */
	CHECK(PEM_write_bio_X509(b, k->cert[certificate]) == 1);
	return all_of(k->a, b);
}

str pki_p12(struct pki *k, enum person who, const char *password)
{
	STACK_OF(X509) *with = sk_X509_new_null();
	BIO *b = BIO_new(BIO_s_mem());
	sk_X509_push(with, k->cert[P_BETWEEN]);
	PKCS12 *p = PKCS12_create(password, "seal", k->key[who], k->cert[who], with, 0, 0, 0, 0, 0);
	CHECK(p && i2d_PKCS12_bio(b, p) == 1);
	PKCS12_free(p);
	sk_X509_free(with);
	return all_of(k->a, b);
}

void pki_trust(struct pki *k, struct sign_trust *out)
{
	*out = (struct sign_trust){.now_ms = SEEN_AT_MS};
	VEC_PUSH(k->a, &out->roots) = pki_der(k, P_ROOT);
	VEC_PUSH(k->a, &out->intermediates) = pki_der(k, P_BETWEEN);
	VEC_PUSH(k->a, &out->stamp_roots) = pki_der(k, P_ROOT);
	VEC_PUSH(k->a, &out->crls) = pki_crl(k);
}

/* ---- files ---- */

enum { CATALOG = 1, PAGES, PAGE, TEXT, FORM, PACK, FIRST_FREE = 10, HOLE = 9000, MAX_ENTRIES = 16 };

struct entry {
	u32 number;
	size_t at; /* 0 and pack > 0: in the object stream PACK */
	u32 pack;
};

struct writer {
	struct sb b;
	enum file_kind kind;
	struct entry e[MAX_ENTRIES];
	u32 n;
};

static void object(struct writer *w, u32 number)
{
	w->e[w->n++] = (struct entry){.number = number, .at = w->b.n};
	sb_fmt(&w->b, "%u 0 obj\n", number);
}

static void classic_end(struct writer *w, u32 size, i64 prev)
{
	size_t at = w->b.n;
	SB_LIT(&w->b, "xref\n");
	if (prev < 0)
		SB_LIT(&w->b, "0 1\n0000000000 65535 f \n");
	for (u32 i = 0; i < w->n; i++)
		sb_fmt(&w->b, "%u 1\n%010zu 00000 n \n", w->e[i].number, w->e[i].at);
	sb_fmt(&w->b, "trailer\n<< /Size %u /Root 1 0 R", size);
	if (prev >= 0)
		sb_fmt(&w->b, " /Prev %lld", (long long)prev);
	sb_fmt(&w->b, " >>\nstartxref\n%zu\n%%%%EOF\n", at);
}

static void stream_end(struct writer *w, u32 size, i64 prev)
{
	size_t at = w->b.n;
	u32 number = size;
	w->e[w->n++] = (struct entry){.number = number, .at = at};
	sb_fmt(&w->b, "%u 0 obj\n<< /Type /XRef /Size %u /Root 1 0 R /W [1 4 2] /Index [", number, size + 1);
	for (u32 i = 0; i < w->n; i++)
		sb_fmt(&w->b, "%u 1 ", w->e[i].number);
	SB_LIT(&w->b, "]");
	if (prev >= 0)
		sb_fmt(&w->b, " /Prev %lld", (long long)prev);
	sb_fmt(&w->b, " /Length %u >>\nstream\n", w->n * 7);
	for (u32 i = 0; i < w->n; i++) {
		const struct entry *e = &w->e[i];
		u64 a = e->at ? e->at : PACK, b = e->at ? 0 : e->pack - 1;
		char row[7] = {e->at ? 1 : 2, (char)(a >> 24), (char)(a >> 16), (char)(a >> 8),
			       (char)a,       (char)(b >> 8),  (char)b};
		sb_put(&w->b, (str){row, sizeof row});
	}
	sb_fmt(&w->b, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", at);
}

static void finish(struct writer *w, u32 size, i64 prev)
{
	if (w->kind == FILE_CLASSIC)
		classic_end(w, size, prev);
	else
		stream_end(w, size, prev);
}

static void put_form(struct writer *w, u32 n_fields)
{
	SB_LIT(&w->b, "<< /SigFlags 3 /Fields [");
	for (u32 i = 0; i < n_fields; i++)
		sb_fmt(&w->b, "%u 0 R ", FIRST_FREE + 3 * i + 1);
	SB_LIT(&w->b, "] >>");
}

static void put_page(struct writer *w, u32 n_fields)
{
	SB_LIT(&w->b, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> "
		      "/Annots [");
	for (u32 i = 0; i < n_fields; i++)
		sb_fmt(&w->b, "%u 0 R ", FIRST_FREE + 3 * i + 1);
	SB_LIT(&w->b, "] >>");
}

static void put_text(struct writer *w, const char *text)
{
	str s = str_c(text);
	object(w, TEXT);
	sb_fmt(&w->b, "<< /Length %zu >>\nstream\n%.*s\nendstream\nendobj\n", s.n, STRF(s));
}

str pdf_plain(struct arena *a, enum file_kind kind)
{
	struct writer w = {.b = sb_new(a, 1 << 20), .kind = kind};
	SB_LIT(&w.b, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
	object(&w, CATALOG);
	SB_LIT(&w.b, "<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R >>\nendobj\n");
	put_text(&w, "0 0 m 100 100 l S");
	if (kind == FILE_CLASSIC) {
		object(&w, PAGES);
		SB_LIT(&w.b, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n");
		object(&w, PAGE);
		put_page(&w, 0);
		SB_LIT(&w.b, "\nendobj\n");
		object(&w, FORM);
		put_form(&w, 0);
		SB_LIT(&w.b, "\nendobj\n");
	} else {
		struct writer in = {.b = sb_new(a, 1 << 16)};
		size_t at[3];
		at[0] = in.b.n;
		SB_LIT(&in.b, "<< /Type /Pages /Kids [3 0 R] /Count 1 >> ");
		at[1] = in.b.n;
		put_page(&in, 0);
		at[2] = in.b.n;
		put_form(&in, 0);
		str head = arena_fmt(a, "2 %zu 3 %zu 5 %zu ", at[0], at[1], at[2]), body = sb_str(&in.b);
		object(&w, PACK);
		sb_fmt(
		    &w.b,
		    "<< /Type /ObjStm /N 3 /First %zu /Length %zu >>\nstream\n%.*s%.*s\nendstream\nendobj\n",
		    head.n, head.n + body.n, STRF(head), STRF(body));
		for (u32 i = 0; i < 3; i++)
			w.e[w.n++] = (struct entry){.number = (u32[]){PAGES, PAGE, FORM}[i], .pack = i + 1};
	}
	finish(&w, FIRST_FREE, -1);
	return sb_str(&w.b);
}

static i64 last_xref(str file)
{
	size_t at = 0, next;
	while ((next = str_find(str_from(file, at), S("startxref"))) < file.n - at)
		at += next + 9;
	str rest = str_trim(str_from(file, at)), line;
	i64 v = -1;
	CHECK(str_split(&rest, '\n', &line) && str_i64(line, &v) == TD_OK);
	return v;
}

static struct writer append(struct arena *a, enum file_kind kind, str file)
{
	struct writer w = {.b = sb_new(a, 4 << 20), .kind = kind};
	sb_put(&w.b, file);
	return w;
}

/* Numbers of the signature and its field; the third is the cross-reference stream's. */
str pdf_edit(struct arena *a, enum file_kind kind, str file, u32 n)
{
	struct writer w = append(a, kind, file);
	put_text(&w, "0 0 m 200 300 l S");
	finish(&w, FIRST_FREE + 3 * n + 5, last_xref(file));
	return sb_str(&w.b);
}

/* ---- signing ---- */

static ASN1_INTEGER *stamp_number(TS_RESP_CTX *c, void *arg)
{
	ASN1_INTEGER *n = ASN1_INTEGER_new();
	(void)c;
	(void)arg;
	ASN1_INTEGER_set(n, 7);
	return n;
}

static int stamp_time(TS_RESP_CTX *c, void *arg, long *sec, long *usec)
{
	const struct signing *how = arg;
	(void)c;
	*sec = how->old_stamp ? 1609372800 : MADE_AT_MS / 1000; /* 2020-12-31 */
	*usec = 0;
	return 1;
}

/* A token over a digest. */
static str stamp(struct pki *k, const unsigned char digest[32], const struct signing *how)
{
	TS_RESP_CTX *c = TS_RESP_CTX_new();
	TS_REQ *q = TS_REQ_new();
	TS_MSG_IMPRINT *m = TS_MSG_IMPRINT_new();
	X509_ALGOR *alg = X509_ALGOR_new();
	STACK_OF(X509) *with = sk_X509_new_null();
	X509_ALGOR_set0(alg, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL);
	TS_MSG_IMPRINT_set_algo(m, alg);
	TS_MSG_IMPRINT_set_msg(m, (unsigned char *)(uintptr_t)digest, 32);
	TS_REQ_set_version(q, 1);
	TS_REQ_set_msg_imprint(q, m);
	TS_REQ_set_cert_req(q, 1);
	sk_X509_push(with, k->cert[P_BETWEEN]);
	TS_RESP_CTX_set_signer_cert(c, k->cert[P_STAMPS]);
	TS_RESP_CTX_set_signer_key(c, k->key[P_STAMPS]);
	TS_RESP_CTX_set_signer_digest(c, EVP_sha256());
	TS_RESP_CTX_set_ess_cert_id_digest(c, EVP_sha256());
	TS_RESP_CTX_set_certs(c, with);
	ASN1_OBJECT *policy = OBJ_txt2obj("1.2.3.4.1", 1);
	TS_RESP_CTX_set_def_policy(c, policy);
	ASN1_OBJECT_free(policy);
	TS_RESP_CTX_add_md(c, EVP_sha256());
	TS_RESP_CTX_set_serial_cb(c, stamp_number, NULL);
	TS_RESP_CTX_set_time_cb(c, stamp_time, (void *)(uintptr_t)how);
	BIO *in = BIO_new(BIO_s_mem());
	i2d_TS_REQ_bio(in, q);
	TS_RESP *r = TS_RESP_create_response(c, in);
	unsigned char *der = NULL;
	int n = r && TS_RESP_get_token(r) ? i2d_PKCS7(TS_RESP_get_token(r), &der) : 0;
	str out = kept(k->a, der, n);
	BIO_free(in);
	TS_RESP_free(r);
	TS_REQ_free(q);
	TS_MSG_IMPRINT_free(m);
	X509_ALGOR_free(alg);
	sk_X509_free(with);
	TS_RESP_CTX_free(c);
	return out;
}

static void add_stamp(struct pki *k, CMS_SignerInfo *si, const struct signing *how)
{
	unsigned char digest[32];
	ASN1_OCTET_STRING *v = CMS_SignerInfo_get0_signature(si);
	size_t n = (size_t)ASN1_STRING_length(v) - how->wrong_stamp;
	EVP_Q_digest(NULL, "SHA256", NULL, ASN1_STRING_get0_data(v), n, digest, NULL);
	str token = stamp(k, digest, how);
	CMS_unsigned_add1_attr_by_NID(si, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, token.p,
				      (int)token.n);
}

static str cms(struct pki *k, str first, str second, const struct signing *how)
{
	STACK_OF(X509) *with = sk_X509_new_null();
	BIO *in = BIO_new(BIO_s_mem());
	unsigned char *der = NULL;
	if (how->who != P_IMPOSTOR)
		sk_X509_push(with, k->cert[how->who == P_OTHER ? P_OTHER_ROOT : P_BETWEEN]);
	BIO_write(in, first.p, (int)first.n);
	BIO_write(in, second.p, (int)second.n);
	CMS_ContentInfo *c = CMS_sign(NULL, NULL, with, NULL, CMS_BINARY | CMS_DETACHED | CMS_PARTIAL);
	CMS_SignerInfo *si =
	    CMS_add1_signer(c, k->cert[how->who], k->key[how->who], how->sha1 ? EVP_sha1() : EVP_sha256(),
			    CMS_BINARY | CMS_NOSMIMECAP | (how->bare ? 0 : CMS_CADES));
	ASN1_TIME *t = ASN1_TIME_set(NULL, MADE_AT_MS / 1000);
	CHECK(si && CMS_signed_add1_attr_by_NID(si, NID_pkcs9_signingTime, t->type, t, -1) == 1);
	CHECK_INT(CMS_final(c, in, NULL, CMS_BINARY | CMS_DETACHED), 1);
	if (how->stamped)
		add_stamp(k, si, how);
	int n = i2d_CMS_ContentInfo(c, &der);
	str out = kept(k->a, der, n);
	ASN1_TIME_free(t);
	CMS_ContentInfo_free(c);
	BIO_free(in);
	sk_X509_free(with);
	return out;
}

static str document_stamp(struct pki *k, str first, str second, const struct signing *how)
{
	unsigned char digest[32];
	struct sb all = sb_new(k->a, first.n + second.n);
	sb_put(&all, first);
	sb_put(&all, second);
	EVP_Q_digest(NULL, "SHA256", NULL, sb_str(&all).p, all.n, digest, NULL);
	return stamp(k, digest, how);
}

static void fill_hole(struct pki *k, char *p, size_t hole, size_t n, const struct signing *how)
{
	size_t end = hole + 2 * HOLE + 2 + how->widen;
	str first = {p, hole}, second = {p + end, n - end};
	str der = how->document_stamp ? document_stamp(k, first, second, how) : cms(k, first, second, how);
	CHECK(der.n < HOLE - 64);
	for (size_t i = 0; i < der.n; i++)
		snprintf(p + hole + 1 + 2 * i, 3, "%02x", (u8)der.p[i]);
	p[hole + 1 + 2 * der.n] = '0';
	if (how->hide)
		memcpy(p + hole + 1 + 2 * (der.n + 16), "6e6170", 6);
}

str pdf_sign(struct pki *k, enum file_kind kind, str file, u32 n, const struct signing *how)
{
	struct writer w = append(k->a, kind, file);
	u32 number = FIRST_FREE + 3 * n;
	object(&w, number);
	sb_fmt(&w.b, "<< /Type /%s /Filter /Adobe.PPKLite /SubFilter /%s",
	       how->document_stamp ? "DocTimeStamp" : "Sig",
	       how->document_stamp ? "ETSI.RFC3161"
	       : how->bare         ? "adbe.pkcs7.detached"
				   : "ETSI.CAdES.detached");
	if (how->certified)
		SB_LIT(&w.b,
		       " /Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type "
		       "/TransformParams /P 1 /V /1.2 >> >>]");
	SB_LIT(&w.b, " /ByteRange [0 ");
	size_t range = w.b.n;
	SB_LIT(&w.b, "0000000000 0000000000 0000000000] /Contents ");
	size_t hole = w.b.n;
	SB_LIT(&w.b, "<");
	for (u32 i = 0; i < 2 * HOLE; i++)
		sb_byte(&w.b, '0');
	SB_LIT(&w.b, "> >>\nendobj\n");
	object(&w, number + 1);
	sb_fmt(&w.b,
	       "<< /Type /Annot /Subtype /Widget /FT /Sig /T (chu_ky_%u) /V %u 0 R /F 132 /Rect [0 0 0 0] /P "
	       "3 0 R >>\n"
	       "endobj\n",
	       n + 1, number);
	object(&w, PAGE);
	put_page(&w, n + 1);
	SB_LIT(&w.b, "\nendobj\n");
	object(&w, FORM);
	put_form(&w, n + 1);
	SB_LIT(&w.b, "\nendobj\n");
	finish(&w, number + 2, last_xref(file));
	char room[40];
	size_t end = hole + 2 * HOLE + 2 + how->widen;
	snprintf(room, sizeof room, "%010zu %010zu %010zu", hole, end, w.b.n - end);
	memcpy(w.b.p + range, room, 32);
	fill_hole(k, w.b.p, hole, w.b.n, how);
	return sb_str(&w.b);
}
