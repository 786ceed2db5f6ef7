/* The certificate of who signed: who vouches for it, was it valid, was it taken back. */
#include <openssl/err.h>
#include <openssl/x509v3.h>

#include "base/caltime.h"
#include "base/utf8.h"
#include "sign/sign_part.h"

static void release(void *p)
{
	struct held *h = p;
	if (h->p)
		h->free(h->p);
}

struct held *sign_hold(struct arena *a, void (*free)(void *p))
{
	struct held *h = NEW(a, struct held);
	h->free = free;
	arena_defer(a, release, h);
	return h;
}

/* ---- times and names ---- */

bool sign_time_ms(const ASN1_TIME *t, i64 *ms)
{
	struct tm tm;
	if (t == NULL || ASN1_TIME_to_tm(t, &tm) != 1)
		return false;
	i64 days = day_number((struct day){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday});
	*ms = ((days * 24 + tm.tm_hour) * 60 + tm.tm_min) * 60000 + (i64)tm.tm_sec * 1000;
	return true;
}

str sign_day(struct arena *a, const ASN1_TIME *t)
{
	i64 ms;
	return sign_time_ms(t, &ms) ? day_vi(a, day_of_ms(ms)) : S("?");
}

/* The last part of that kind, in UTF-8. */
str sign_name_part(struct arena *a, X509_NAME *n, int nid)
{
	int at = -1, next;
	while ((next = X509_NAME_get_index_by_NID(n, nid, at)) >= 0)
		at = next;
	if (at < 0)
		return S("");
	enum { NAME_BYTES = 300 };
	char *room = NEW_N(a, char, NAME_BYTES);
	unsigned char *u = NULL;
	int len = ASN1_STRING_to_UTF8(&u, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(n, at)));
	size_t used = len < 0 ? 0 : len < NAME_BYTES ? (size_t)len : NAME_BYTES;
	str out = S("");
	size_t bad;
	if (used)
		memcpy(room, u, used);
	OPENSSL_free(u);
	str whole = utf8_upto((str){room, used}, used < NAME_BYTES ? used : NAME_BYTES - 4);
	if (used && utf8_clean(a, whole, &out, &bad) != TD_OK)
		out = S("?");
	return out;
}

static str issuer_name(struct arena *a, X509 *cert)
{
	str cn = sign_name_part(a, X509_get_issuer_name(cert), NID_commonName);
	return cn.n ? cn : sign_name_part(a, X509_get_issuer_name(cert), NID_organizationName);
}

/* ---- the trust list ---- */

static void free_trust(void *p)
{
	struct trust *t = p;
	X509_STORE_free(t->store);
	X509_STORE_free(t->stamps);
	sk_X509_pop_free(t->between, X509_free);
	sk_X509_CRL_pop_free(t->crls, X509_CRL_free);
}

static X509 *certificate(str der)
{
	const unsigned char *p = (const unsigned char *)der.p;
	return d2i_X509(NULL, &p, (long)der.n);
}

bool trust_open(struct arena *a, const struct sign_trust *in, struct trust *t)
{
	struct trust *kept = NEW(a, struct trust);
	arena_defer(a, free_trust, kept);
	*kept = *t = (struct trust){.a = a,
				    .store = X509_STORE_new(),
				    .stamps = X509_STORE_new(),
				    .between = sk_X509_new_null(),
				    .crls = sk_X509_CRL_new_null(),
				    .now_ms = in->now_ms};
	if (!t->store || !t->stamps || !t->between || !t->crls)
		return false;
	for (size_t i = 0; i < in->roots.n + in->stamp_roots.n; i++) {
		bool person = i < in->roots.n;
		X509 *x = certificate(person ? in->roots.at[i] : in->stamp_roots.at[i - in->roots.n]);
		if (x && X509_STORE_add_cert(person ? t->store : t->stamps, x) == 1)
			t->n_roots += person;
		X509_free(x);
	}
	for (size_t i = 0; i < in->intermediates.n; i++) {
		X509 *x = certificate(in->intermediates.at[i]);
		if (x && sk_X509_push(t->between, x) <= 0)
			X509_free(x);
	}
	for (size_t i = 0; i < in->crls.n; i++) {
		const unsigned char *p = (const unsigned char *)in->crls.at[i].p;
		X509_CRL *c = d2i_X509_CRL(NULL, &p, (long)in->crls.at[i].n);
		if (c && sk_X509_CRL_push(t->crls, c) <= 0)
			X509_CRL_free(c);
	}
	ERR_clear_error();
	return true;
}

/* ---- who vouches ---- */

static void free_context(void *p)
{
	X509_STORE_CTX_free(p);
}

static void free_pool(void *p)
{
	sk_X509_free(p);
}

static STACK_OF(X509) * pool(const struct trust *t, STACK_OF(X509) * with)
{
	STACK_OF(X509) *all = sk_X509_dup(t->between);
	for (int i = 0; all && i < sk_X509_num(with) && i < 50; i++)
		sk_X509_push(all, sk_X509_value(with, i));
	return all;
}

static void say_chain(struct trust *t, X509 *cert, int fault, struct sign_one *one)
{
	sign_checks *to = &one->checks;
	switch (fault) {
	case X509_V_OK:
		sign_say(t->a, to, SIGN_CHAIN, SIGN_GOOD, 0, issuer_name(t->a, cert));
		return;
	case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
		sign_say(t->a, to, SIGN_CHAIN, SIGN_BAD, 2, one->signer);
		return;
	case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
	case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
	case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
	case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
	case X509_V_ERR_CERT_UNTRUSTED:
		sign_say(t->a, to, SIGN_CHAIN, SIGN_UNKNOWN, t->n_roots ? 1 : 4, issuer_name(t->a, cert));
		return;
	default:
		sign_say(t->a, to, SIGN_CHAIN, SIGN_BAD, 3, STR_NULL);
	}
}

/* ---- when ---- */

static void say_period(struct trust *t, STACK_OF(X509) * chain, i64 at_ms, bool proved, struct sign_one *one)
{
	for (int i = 0; i < sk_X509_num(chain); i++) {
		i64 from, until;
		const ASN1_TIME *b = X509_get0_notBefore(sk_X509_value(chain, i)),
				*e = X509_get0_notAfter(sk_X509_value(chain, i));
		if (!sign_time_ms(b, &from) || at_ms < from) {
			sign_say(t->a, &one->checks, SIGN_PERIOD, SIGN_BAD, 2, sign_day(t->a, b));
			return;
		}
		if (!sign_time_ms(e, &until) || at_ms > until) {
			/* without a proved time it may have been valid when it was signed: nobody can tell */
			sign_say(t->a, &one->checks, SIGN_PERIOD, proved ? SIGN_BAD : SIGN_UNKNOWN, 1,
				 sign_day(t->a, e));
			return;
		}
	}
	sign_say(t->a, &one->checks, SIGN_PERIOD, SIGN_GOOD, 0, ms_vi(t->a, at_ms));
}

/* ---- taken back? ---- */

/* The newest list of this issuer that he signed. */
static X509_CRL *list_of(const struct trust *t, X509 *issuer)
{
	X509_CRL *best = NULL;
	i64 best_ms = 0, ms;
	for (int i = 0; i < sk_X509_CRL_num(t->crls); i++) {
		X509_CRL *c = sk_X509_CRL_value(t->crls, i);
		if (X509_NAME_cmp(X509_CRL_get_issuer(c), X509_get_subject_name(issuer)) != 0 ||
		    X509_CRL_verify(c, X509_get0_pubkey(issuer)) != 1 ||
		    !sign_time_ms(X509_CRL_get0_lastUpdate(c), &ms) || (best && ms <= best_ms))
			continue;
		best = c;
		best_ms = ms;
	}
	return best;
}

/* Did the administrator bring this certificate himself? What is on the trust list stands until he takes it away, as
 * roots do (RFC 5280, 6.1.1: an anchor is not looked up); a list that names it is still obeyed. */
static bool brought(const struct trust *t, X509 *cert)
{
	for (int i = 0; i < sk_X509_num(t->between); i++)
		if (X509_cmp(sk_X509_value(t->between, i), cert) == 0)
			return true;
	return false;
}

/* The worst thing the lists say of one certificate. */
static struct sign_check revocation(struct trust *t, X509 *cert, X509 *issuer, i64 at_ms, bool proved)
{
	X509_CRL *c = list_of(t, issuer);
	X509_REVOKED *r = NULL;
	i64 ms;
	if (c == NULL && brought(t, cert))
		return (struct sign_check){SIGN_REVOKED, SIGN_GOOD, 0, STR_NULL};
	if (c == NULL)
		return (struct sign_check){SIGN_REVOKED, SIGN_NOTE, 2, issuer_name(t->a, cert)};
	if (X509_CRL_get0_by_cert(c, &r, cert) == 1) {
		const ASN1_TIME *d = X509_REVOKED_get0_revocationDate(r);
		bool later = sign_time_ms(d, &ms) && proved && ms > at_ms;
		return (struct sign_check){SIGN_REVOKED, later ? SIGN_NOTE : SIGN_BAD, later ? 4 : 1,
					   sign_day(t->a, d)};
	}
	if (sign_time_ms(X509_CRL_get0_nextUpdate(c), &ms) && ms < at_ms)
		return (struct sign_check){SIGN_REVOKED, SIGN_NOTE, 3,
					   sign_day(t->a, X509_CRL_get0_nextUpdate(c))};
	return (struct sign_check){SIGN_REVOKED, SIGN_GOOD, 0, sign_day(t->a, X509_CRL_get0_lastUpdate(c))};
}

static void say_revoked(struct trust *t, STACK_OF(X509) * chain, i64 at_ms, bool proved, struct sign_one *one)
{
	struct sign_check worst = {SIGN_REVOKED, SIGN_NOTE, 5, STR_NULL};
	for (int i = 0; i + 1 < sk_X509_num(chain); i++) {
		struct sign_check c =
		    revocation(t, sk_X509_value(chain, i), sk_X509_value(chain, i + 1), at_ms, proved);
		if (i == 0 || c.state > worst.state)
			worst = c;
	}
	VEC_PUSH(t->a, &one->checks) = worst;
}

void chain_check(struct trust *t, X509 *cert, STACK_OF(X509) * with, i64 at_ms, bool proved,
		 struct sign_one *one)
{
	struct held *context = sign_hold(t->a, free_context), *kept = sign_hold(t->a, free_pool);
	X509_STORE_CTX *x = context->p = X509_STORE_CTX_new();
	STACK_OF(X509) *all = kept->p = pool(t, with), *chain = NULL;
	int fault = X509_V_ERR_UNSPECIFIED;
	if (x && all && X509_STORE_CTX_init(x, t->store, cert, all) == 1) {
		X509_VERIFY_PARAM *p = X509_STORE_CTX_get0_param(x);
		X509_VERIFY_PARAM_set_purpose(p, X509_PURPOSE_ANY);
		X509_VERIFY_PARAM_set_depth(p, 8);
		X509_VERIFY_PARAM_set_flags(p, X509_V_FLAG_NO_CHECK_TIME); /* say_period() does */
		fault = X509_verify_cert(x) == 1 ? X509_V_OK : X509_STORE_CTX_get_error(x);
		chain = X509_STORE_CTX_get0_chain(x);
	}
	say_chain(t, cert, fault, one);
	say_period(t, chain, at_ms, proved, one);
	say_revoked(t, chain, at_ms, proved, one);
	ERR_clear_error();
}
