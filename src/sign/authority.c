#include "sign/authority.h"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include "base/i18n.h"
#include "base/str.h"

enum { SERIAL_BYTES = 16, NAME_MAX_BYTES = 64, HOST_MAX = 200, DAY_S = 86400, CONFIG_MAX = 8192 };

/* Private networks (RFC 1918, RFC 4193), this machine, and names that no public registry gives out. */
#define LOCAL                                                                                       \
	"permitted;IP:10.0.0.0/255.0.0.0,permitted;IP:172.16.0.0/255.240.0.0,"                      \
	"permitted;IP:192.168.0.0/255.255.0.0,permitted;IP:127.0.0.0/255.0.0.0,"                    \
	"permitted;IP:fd00:0:0:0:0:0:0:0/ff00:0:0:0:0:0:0:0,permitted;DNS:local,permitted;DNS:lan," \
	"permitted;DNS:internal,permitted;DNS:home.arpa,permitted;DNS:localhost"

/* What is made of OpenSSL's; ends with the arena. */
struct made {
	EVP_PKEY *key, *above_key;
	X509 *cert, *above;
	BIO *bio;
};

static void free_made(void *p)
{
	struct made *m = p;
	EVP_PKEY_free(m->key);
	EVP_PKEY_free(m->above_key);
	X509_free(m->cert);
	X509_free(m->above);
	BIO_free(m->bio);
	ERR_clear_error();
}

static struct made *made_new(struct arena *a)
{
	struct made *m = NEW(a, struct made);
	arena_defer(a, free_made, m);
	return m;
}

/* ---- hosts ---- */

static bool is_address(const char *host)
{
	u8 room[16];
	return inet_pton(AF_INET, host, room) == 1 || inet_pton(AF_INET6, host, room) == 1;
}

static bool is_name(str host)
{
	if (host.n == 0 || host.n > HOST_MAX || host.p[0] == '.' || host.p[0] == '-')
		return false;
	for (size_t i = 0; i < host.n; i++) {
		char c = host.p[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'))
			return false;
	}
	return true;
}

td_rc authority_hosts_check(const struct authority_hosts *hosts, struct err *e)
{
	td_rc rc = TD_OK;
	if (hosts->n == 0)
		return err_add(e, TD_INVALID, S("--name"),
			       N_("Ghi tên hoặc địa chỉ của máy chủ: --name hoi-nghi.local,192.168.1.5."));
	for (size_t i = 0; i < hosts->n; i++)
		if (!is_address(hosts->at[i]) && !is_name(str_c(hosts->at[i])))
			rc = err_add(e, TD_INVALID, str_c(hosts->at[i]),
				     N_("không phải tên máy (chữ thường không dấu, số, dấu chấm, gạch nối) "
					"hay địa chỉ mạng"));
	return rc;
}

/* "DNS:hoi-nghi.local,IP:192.168.1.5": each host was checked, so none of them can add to the list. */
static str host_list(struct arena *a, const struct authority_hosts *hosts)
{
	struct sb b = sb_new(a, CONFIG_MAX);
	for (size_t i = 0; i < hosts->n; i++)
		sb_fmt(&b, "%s%s:%s", b.n ? "," : "", is_address(hosts->at[i]) ? "IP" : "DNS", hosts->at[i]);
	return sb_str(&b);
}

/* The names that the authority is made for; addresses are private ones or get a line of their own. */
static str constraints(struct arena *a, const struct authority_hosts *hosts)
{
	struct sb b = sb_new(a, CONFIG_MAX);
	SB_LIT(&b, LOCAL);
	for (size_t i = 0; i < hosts->n; i++) {
		bool six = strchr(hosts->at[i], ':') != NULL;
		if (!is_address(hosts->at[i]))
			sb_fmt(&b, ",permitted;DNS:%s", hosts->at[i]);
		else
			sb_fmt(&b, ",permitted;IP:%s/%s", hosts->at[i],
			       six ? "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" : "255.255.255.255");
	}
	return sb_str(&b);
}

/* ---- certificates ---- */

static bool put_extension(X509 *to, X509 *issuer, int nid, const char *value)
{
	X509V3_CTX ctx;
	X509V3_set_ctx(&ctx, issuer, to, NULL, NULL, 0);
	X509_EXTENSION *x = X509V3_EXT_conf_nid(NULL, &ctx, nid, value);
	bool ok = x != NULL && X509_add_ext(to, x, -1) == 1;
	X509_EXTENSION_free(x);
	return ok;
}

struct extension {
	int nid;
	const char *value;
};

static bool put_name(X509_NAME *name, str text)
{
	return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, (const u8 *)text.p, (int)text.n, -1,
					  0) == 1;
}

/* A random serial number, the times and the name; starts a day early because clocks differ. */
static bool begin(X509 *x, EVP_PKEY *key, str name, i64 now_s, i64 until_s)
{
	u8 serial[SERIAL_BYTES];
	if (RAND_bytes(serial, sizeof serial) != 1)
		return false;
	serial[0] &= 0x7f;
	BIGNUM *n = BN_bin2bn(serial, sizeof serial, NULL);
	bool ok = n != NULL && BN_to_ASN1_INTEGER(n, X509_get_serialNumber(x)) != NULL;
	BN_free(n);
	return ok && X509_set_version(x, X509_VERSION_3) == 1 && put_name(X509_get_subject_name(x), name) &&
	       ASN1_TIME_set(X509_getm_notBefore(x), now_s - DAY_S) != NULL &&
	       ASN1_TIME_set(X509_getm_notAfter(x), until_s) != NULL && X509_set_pubkey(x, key) == 1;
}

static bool finish(X509 *x, X509 *issuer, EVP_PKEY *issuer_key, const struct extension *list, size_t n)
{
	bool ok = X509_set_issuer_name(x, X509_get_subject_name(issuer)) == 1;
	for (size_t i = 0; ok && i < n; i++)
		ok = put_extension(x, issuer, list[i].nid, list[i].value);
	return ok && X509_sign(x, issuer_key, EVP_sha256()) > 0;
}

static td_rc take_text(struct arena *a, struct made *m, str *out)
{
	char *p;
	long n = BIO_get_mem_data(m->bio, &p);
	*out = arena_str(a, (str){p, n > 0 ? (size_t)n : 0});
	return BIO_reset(m->bio) == 1 && n > 0 ? TD_OK : TD_LIMIT;
}

static td_rc put_out(struct arena *a, struct made *m, struct pem_pair *out)
{
	m->bio = BIO_new(BIO_s_mem());
	if (m->bio == NULL || PEM_write_bio_X509(m->bio, m->cert) != 1 ||
	    (m->above && PEM_write_bio_X509(m->bio, m->above) != 1))
		return TD_LIMIT;
	td_rc rc = take_text(a, m, &out->cert);
	if (rc == TD_OK && PEM_write_bio_PrivateKey(m->bio, m->key, NULL, NULL, 0, NULL, NULL) != 1)
		rc = TD_LIMIT;
	return rc == TD_OK ? take_text(a, m, &out->key) : rc;
}

td_rc authority_make(struct arena *a, str name, const struct authority_hosts *hosts, i64 now_ms,
		     struct err *e, struct pem_pair *out)
{
	struct made *m = made_new(a);
	const struct extension list[] = {
	    {NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
	    {NID_key_usage, "critical,keyCertSign,cRLSign"},
	    {NID_subject_key_identifier, "hash"},
	    {NID_name_constraints, arena_fmt(a, "critical,%.*s", STRF(constraints(a, hosts))).p}};
	i64 now = now_ms / 1000;
	if (name.n == 0 || name.n > NAME_MAX_BYTES)
		return err_add(e, TD_INVALID, S("--title"), N_("Tên dài từ 1 đến %d byte."), NAME_MAX_BYTES);
	m->key = EVP_EC_gen("P-256");
	m->cert = X509_new();
	if (m->key == NULL || m->cert == NULL ||
	    !begin(m->cert, m->key, name, now, now + (i64)AUTHORITY_DAYS * DAY_S) ||
	    !finish(m->cert, m->cert, m->key, list, sizeof list / sizeof *list))
		return TD_LIMIT;
	return put_out(a, m, out);
}

static td_rc read_authority(struct made *m, const struct pem_pair *p, i64 now_s, struct err *e)
{
	BIO *cert = BIO_new_mem_buf(p->cert.p, (int)p->cert.n),
	    *key = BIO_new_mem_buf(p->key.p, (int)p->key.n);
	m->above = cert ? PEM_read_bio_X509(cert, NULL, NULL, NULL) : NULL;
	m->above_key = key ? PEM_read_bio_PrivateKey(key, NULL, NULL, NULL) : NULL;
	BIO_free(cert);
	BIO_free(key);
	ERR_clear_error();
	time_t now = now_s;
	if (m->above == NULL || m->above_key == NULL || X509_check_private_key(m->above, m->above_key) != 1)
		return err_add(
		    e, TD_INVALID, S("ca.crt"),
		    N_("Chứng thư và khóa gốc (ca.crt, ca.key) không đọc được hoặc không đi với nhau."));
	if (X509_cmp_time(X509_get0_notAfter(m->above), &now) <= 0)
		return err_add(e, TD_INVALID, S("ca.crt"),
			       N_("Chứng thư gốc đã hết hạn; hãy xóa ca.crt, ca.key rồi lập lại."));
	return TD_OK;
}

static i64 ends_s(const X509 *x)
{
	struct tm tm;
	return ASN1_TIME_to_tm(X509_get0_notAfter(x), &tm) == 1 ? (i64)timegm(&tm) : 0;
}

/* As a phone will look at it: its chain, its names within what the authority may vouch for. */
static td_rc check_issued(struct made *m, i64 now_s, struct err *e)
{
	X509_STORE *store = X509_STORE_new();
	X509_STORE_CTX *ctx = X509_STORE_CTX_new();
	td_rc rc = TD_LIMIT;
	if (store && ctx && X509_STORE_add_cert(store, m->above) == 1 &&
	    X509_STORE_CTX_init(ctx, store, m->cert, NULL) == 1) {
		X509_STORE_CTX_set_time(ctx, 0, now_s);
		rc = X509_verify_cert(ctx) == 1
			 ? TD_OK
			 : err_add(
			       e, TD_INVALID, S("--name"),
			       N_("Chứng thư gốc không được xác nhận tên hoặc địa chỉ này; hãy xóa ca.crt, "
				  "ca.key rồi lập lại với đủ các tên."));
	}
	X509_STORE_CTX_free(ctx);
	X509_STORE_free(store);
	ERR_clear_error();
	return rc;
}

td_rc authority_issue(struct arena *a, const struct pem_pair *authority, const struct authority_hosts *hosts,
		      i64 now_ms, struct err *e, struct pem_pair *out)
{
	struct made *m = made_new(a);
	const struct extension list[] = {{NID_basic_constraints, "critical,CA:FALSE"},
					 {NID_key_usage, "critical,digitalSignature"},
					 {NID_ext_key_usage, "serverAuth"},
					 {NID_subject_key_identifier, "hash"},
					 {NID_authority_key_identifier, "keyid"},
					 {NID_subject_alt_name, host_list(a, hosts).p}};
	i64 now = now_ms / 1000, until = now + (i64)AUTHORITY_SERVER_DAYS * DAY_S;
	td_rc rc = read_authority(m, authority, now, e);
	if (rc != TD_OK)
		return rc;
	if (until > ends_s(m->above))
		until = ends_s(m->above);
	m->key = EVP_EC_gen("P-256");
	m->cert = X509_new();
	if (m->key == NULL || m->cert == NULL || !begin(m->cert, m->key, S("Máy chủ thi đua"), now, until) ||
	    !finish(m->cert, m->above, m->above_key, list, sizeof list / sizeof *list))
		return TD_LIMIT;
	rc = check_issued(m, now, e);
	return rc == TD_OK ? put_out(a, m, out) : rc;
}
