/* The authority of a meeting's laptop and the server's certificate under it, as OpenSSL's own verifier sees them. */
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "sign/authority.h"
#include "tests/lib/check.h"

#define NOW ((i64)1795289793000) /* 21 November 2026 */
#define DAY ((i64)86400000)

static const struct authority_hosts laptop = {{"hoi-nghi.local", "192.168.1.5"}, 2};

static X509 *read_cert(str pem)
{
	BIO *in = BIO_new_mem_buf(pem.p, (int)pem.n);
	X509 *x = PEM_read_bio_X509(in, NULL, NULL, NULL);
	BIO_free(in);
	CHECK(x != NULL);
	return x;
}

static void make(struct pem_pair *ca, struct pem_pair *server, const struct authority_hosts *hosts,
		 td_rc want)
{
	struct err e = err_new(check_arena(), LANG_VI);
	if (ca->cert.p == NULL)
		CHECK_INT(authority_make(check_arena(), S("Hội nghị thử"), &laptop, NOW, &e, ca), TD_OK);
	CHECK_INT(authority_issue(check_arena(), ca, hosts, NOW, &e, server), want);
	CHECK_INT(e.n_total, want == TD_OK ? 0 : 1);
}

/* Does a phone that trusts the authority take the server for this host? */
static bool trusted(const struct pem_pair *ca, const struct pem_pair *server, const char *host, i64 at_ms)
{
	X509 *root = read_cert(ca->cert), *x = read_cert(server->cert);
	X509_STORE *store = X509_STORE_new();
	X509_STORE_CTX *ctx = X509_STORE_CTX_new();
	X509_STORE_add_cert(store, root);
	X509_STORE_CTX_init(ctx, store, x, NULL);
	X509_STORE_CTX_set_time(ctx, 0, at_ms / 1000);
	X509_STORE_CTX_set_purpose(ctx, X509_PURPOSE_SSL_SERVER);
	bool ok = X509_verify_cert(ctx) == 1 &&
		  (X509_check_host(x, host, 0, 0, NULL) == 1 || X509_check_ip_asc(x, host, 0) == 1);
	X509_STORE_CTX_free(ctx);
	X509_STORE_free(store);
	X509_free(root);
	X509_free(x);
	return ok;
}

CASE(a_phone_that_trusts_the_authority_trusts_the_server)
{
	struct pem_pair ca = {0}, server;
	make(&ca, &server, &laptop, TD_OK);
	CHECK(trusted(&ca, &server, "hoi-nghi.local", NOW));
	CHECK(trusted(&ca, &server, "192.168.1.5", NOW));
	CHECK(trusted(&ca, &server, "192.168.1.5", NOW + 397 * DAY));
	CHECK(!trusted(&ca, &server, "192.168.1.5", NOW + 399 * DAY));
	CHECK(!trusted(&ca, &server, "192.168.1.6", NOW));
	CHECK(!trusted(&ca, &server, "thidua.gov.vn", NOW));
}

CASE(another_address_of_a_private_network_needs_no_new_authority)
{
	static const struct authority_hosts hall = {{"10.20.30.40"}, 1};
	struct pem_pair ca = {0}, server;
	make(&ca, &server, &laptop, TD_OK);
	make(&ca, &server, &hall, TD_OK);
	CHECK(trusted(&ca, &server, "10.20.30.40", NOW));
}

CASE(the_authority_vouches_for_nothing_else)
{
	static const struct authority_hosts bank = {{"ngan-hang.vn"}, 1}, public = {{"8.8.8.8"}, 1};
	struct pem_pair ca = {0}, server;
	make(&ca, &server, &bank, TD_INVALID);
	make(&ca, &server, &public, TD_INVALID);
}

CASE(an_authority_that_ended_or_is_another_s_is_refused)
{
	struct err e = err_new(check_arena(), LANG_VI);
	struct pem_pair ca, other, server;
	CHECK_INT(authority_make(check_arena(), S("A"), &laptop, NOW - 2000 * DAY, &e, &ca), TD_OK);
	CHECK_INT(authority_issue(check_arena(), &ca, &laptop, NOW, &e, &server), TD_INVALID);
	CHECK_INT(authority_make(check_arena(), S("B"), &laptop, NOW, &e, &other), TD_OK);
	other.cert = ca.cert;
	CHECK_INT(authority_issue(check_arena(), &other, &laptop, NOW, &e, &server), TD_INVALID);
}

CASE(what_is_no_host_is_named)
{
	static const char *const bad[] = {"", "Hội-nghị", "a b", "-a", ".vn", "a,DNS:b", "1.2.3.4/8", "a;b"};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct err e = err_new(check_arena(), LANG_VI);
		const struct authority_hosts hosts = {{"hoi-nghi.local", bad[i]}, 2};
		CHECK_INT(authority_hosts_check(&hosts, &e), TD_INVALID);
		CHECK_STR(e.items.at[0].where, bad[i]);
	}
}
