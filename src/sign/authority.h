/* Certificates of TLS for a server in a network of its own, such as the laptop of a meeting: an authority that each phone is
 * made to trust once, and the server's certificate under it (decisions 27: electronic ballots only over TLS). The
 * authority may vouch for private addresses and the names of local networks alone, besides the names it was made for
 * (name constraints, RFC 5280 4.2.1.10): who steals its key cannot use it against anything else. */
#ifndef SIGN_AUTHORITY_H
#define SIGN_AUTHORITY_H

#include "base/err.h"

enum { AUTHORITY_HOSTS_MAX = 10, AUTHORITY_DAYS = 1825, AUTHORITY_SERVER_DAYS = 398 };

struct pem_pair {
	str cert, key; /* PEM */
};

/* Names (hoi-nghi.local) and addresses (192.168.1.5, fd00::5) of a server. */
struct authority_hosts {
	const char *at[AUTHORITY_HOSTS_MAX];
	size_t n;
};

/* TD_INVALID: none, or one of them is neither name nor address (where = it). */
MUST_CHECK td_rc authority_hosts_check(const struct authority_hosts *hosts, struct err *e);

/* A new authority (ECDSA P-256), called name, for AUTHORITY_DAYS from now_ms on. hosts passed authority_hosts_check().
 * TD_LIMIT: no memory. */
MUST_CHECK td_rc authority_make(struct arena *a, str name, const struct authority_hosts *hosts, i64 now_ms,
				struct err *e, struct pem_pair *out);

/* A server's key and certificate under it, for AUTHORITY_SERVER_DAYS, not beyond the authority's own. The certificate file
 * holds the authority's too. TD_INVALID: the authority cannot be read, its key is not its certificate's, it has ended,
 * or it does not vouch for one of the hosts. */
MUST_CHECK td_rc authority_issue(struct arena *a, const struct pem_pair *authority,
				 const struct authority_hosts *hosts, i64 now_ms, struct err *e,
				 struct pem_pair *out);

#endif
