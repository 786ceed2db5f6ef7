/* The register of awards: who was awarded what by which decision, and the code printed on it. Common words: store_org.h. */
#ifndef STORE_AWARD_H
#define STORE_AWARD_H

#include "domain/registration.h"
#include "store/store_org.h"

struct award {
	i64 id;
	cluster_year_id year;
	struct opt_i64 unit;      /* the collective itself, or where the person works */
	enum award_holder holder; /* HOLDER_COLLECTIVE or HOLDER_PERSON */
	str name, position;       /* position may be NULL */
	enum award_list list;     /* AWARD_TITLE or AWARD_FORM */
	str award_code, award_name;
	str merit; /* may be NULL */
	str decision, decided_on, decided_by;
	str signer;                                    /* may be NULL */
	i64 ordinal;                                   /* số sổ vàng: the place in the decision */
	str revoked_on, revoked_decision, revoked_why; /* NULL: it stands */
	i64 rev;
	str code; /* domain/check_code.h */
	i64 of_year;
	str cluster_name, unit_name; /* joined for reading */
};
typedef VEC(struct award) award_list_of;

/* With its code; sets id. TD_CONFLICT: the decision has this ordinal already. */
MUST_CHECK td_rc store_award_add(struct tx *t, struct award *w);
/* revoked_on, revoked_decision, revoked_why. */
MUST_CHECK td_rc store_award_revoke(struct tx *t, struct award *w);
/* What stood on a certificate before its words were mended. */
struct award_former {
	i64 id, award;
	str code, name, why, mended_by_name;
	i64 mended_at_ms;
};
typedef VEC(struct award_former) award_former_list;

/* name, position, merit, code of w; those of `was` go to the former ones, with the reason. */
MUST_CHECK td_rc store_award_mend(struct tx *t, struct award *w, const struct award *was, str why);
/* TD_NOT_FOUND: the code was never replaced. */
MUST_CHECK td_rc store_award_former_of_code(struct tx *t, str code, struct award_former *out);
/* Of all years of a cluster, the oldest first. */
MUST_CHECK td_rc store_award_former_list(struct tx *t, cluster_id cluster, award_former_list *out);
MUST_CHECK td_rc store_award_get(struct tx *t, i64 id, struct award *out);
/* By the code as check_code_read() gives it. */
MUST_CHECK td_rc store_award_of_code(struct tx *t, str code, struct award *out);
/* All years of a cluster, the newest first, each decision in its order. */
MUST_CHECK td_rc store_award_list(struct tx *t, cluster_id cluster, award_list_of *out);

#endif
