/* The pact (giao ước thi đua): a common text of the cluster — theme, contents, measures — and one annex of approved
 * targets per unit, each with its own signature. A signature is of a text: when the text changes, it no longer counts. */
#ifndef DOMAIN_PACT_H
#define DOMAIN_PACT_H

#include "base/hash.h"
#include "base/vec.h"
#include "domain/org.h"
#include "domain/signing.h"

struct pact {
	i64 id; /* 0: not written yet */
	cluster_id cluster;
	i64 year;               /* which it is for: the meeting of the year before may adopt it */
	str theme;              /* may be NULL */
	str contents, measures; /* one item a line */
	str adopted_on;         /* day of the meeting that adopted it; may be NULL */
	i64 rev;
};

enum pact_part { PACT_COMMON, PACT_ANNEX, PACT_PART__N };

enum pact_method {
	PACT_IN_MEETING, /* by hand; the desk records it */
	PACT_IN_BROWSER, /* by the leader, who gave his password again */
	PACT_BY_FILE,    /* a signed scan or PDF is attached */
	PACT_METHOD__N
};

struct pact_signing {
	i64 id;
	cluster_id cluster;
	i64 year;
	unit_id unit;
	enum pact_part part;
	enum pact_method method;
	str signer_name, signer_title; /* title may be NULL */
	str signed_on;
	bool late;           /* after the step in which the pact is signed */
	struct sha256 text;  /* pact_hash() of what was signed */
	struct opt_i64 file; /* file_id */
	str file_name;
	i64 recorded_by, recorded_at_ms;
	str recorded_by_name; /* joined; may be NULL */
	struct opt_i64 voided_at_ms;
	struct signature_mark mark; /* of the file, at receipt; joined */
};
typedef VEC(struct pact_signing) pact_signing_list;

const char *pact_part_code(enum pact_part p); /* "common", "annex" */
const char *pact_part_name(enum pact_part p); /* "Giao ước chung" … source text */
MUST_CHECK td_rc pact_part_parse(str code, enum pact_part *out);
const char *pact_method_code(enum pact_method m); /* "meeting", "browser", "file" */
const char *pact_method_name(enum pact_method m); /* "Ký tại hội nghị" … source text */
MUST_CHECK td_rc pact_method_parse(str code, enum pact_method *out);

/* How a unit stands with one part. */
enum pact_state {
	PACT_NOT_READY, /* nothing to sign: no common text, or the registration is not approved */
	PACT_UNSIGNED,
	PACT_SIGNED,
	PACT_OUTDATED, /* signed, but the text has changed since: sign again */
	PACT_STATE__N
};
const char *pact_state_name(enum pact_state s); /* source text */

/* The signature that stands for the part, or NULL. */
const struct pact_signing *pact_standing(const pact_signing_list *all, unit_id unit, enum pact_part part);

/* text NULL: there is nothing to sign. s NULL: no signature. */
enum pact_state pact_state(const struct sha256 *text, const struct pact_signing *s);

#endif
