/* Acts on the pact: its text, and the signatures under the common text and the units' annexes. Codes as in act.h. */
#ifndef JOBS_ACT_PACT_H
#define JOBS_ACT_PACT_H

#include "jobs/act.h"
#include "store/store_registration.h"

/* Everything about the pact of one year, as pages and papers need it. */
struct pact_unit {
	struct membership member;
	struct registration registration;
	registered_target_list targets; /* of an approved registration; empty else */
	registered_award_list awards;
	bool ready;                                       /* the annex can be signed */
	struct sha256 annex;                              /* when ready */
	const struct pact_signing *signing[PACT_PART__N]; /* that stand, or NULL */
	enum pact_state state[PACT_PART__N];
};
struct pact_of_year {
	struct act_year now;         /* the cluster-year in which one works */
	i64 year;                    /* of the pact: now's or the next */
	struct pact pact;            /* id 0: not written yet */
	struct sha256 common;        /* when written */
	VEC(struct pact_unit) units; /* members of now, in their order; annexes only when year is now's */
	pact_signing_list signings;
	str due_on; /* of signing this year's; may be NULL */
};

/* next: the pact of the coming year, which this year's meeting adopts; it has no annexes yet. A bounded number of
 * statements. */
MUST_CHECK td_rc act_pact_load(struct tx *t, cluster_year_id now, bool next, struct pact_of_year *out);

/* Writes the common text. rev as seen, 0 for none. Signatures under another text no longer count. */
MUST_CHECK td_rc act_pact_save(struct tx *t, cluster_year_id now, bool next, const struct pact *p, i64 rev);

/* A signature as it is recorded. */
struct act_signature {
	enum pact_part part;
	enum pact_method method;
	str name, title; /* empty name: the unit's leader of the membership */
	str on;          /* YYYY-MM-DD; empty: today */
	struct opt_i64 file;
	str file_name;
	const struct signature_seen
	    *seen; /* what was found of the file's signatures; NULL: it is looked at now */
};

/* Records a unit's signature. TD_CONFLICT: there is nothing to sign yet, or this text is signed already. */
MUST_CHECK td_rc act_pact_sign(struct tx *t, cluster_year_id now, bool next, unit_id unit,
			       const struct act_signature *s);

/* Records a signature made in the meeting for every unit that can sign this part and has not; n counts them. */
MUST_CHECK td_rc act_pact_sign_all(struct tx *t, cluster_year_id now, bool next, enum pact_part part, str on,
				   size_t *n);

#endif
