/* What one year hands over to the next. Common words: store_org.h. */
#ifndef STORE_HANDOVER_H
#define STORE_HANDOVER_H

#include "store/store_difficulty.h"

/* What was promised at the meeting or asked by the Council, to be done in this year. */
struct commitment {
	i64 id;
	cluster_year_id year;
	str text;
	str done_on, done_note; /* NULL: open */
	i64 rev;
};
typedef VEC(struct commitment) commitment_list;

MUST_CHECK td_rc store_commitment_add(struct tx *t, cluster_year_id year, str text);
/* done_on, done_note. */
MUST_CHECK td_rc store_commitment_save(struct tx *t, struct commitment *c);
/* In the order in which they were given. */
MUST_CHECK td_rc store_commitment_list(struct tx *t, cluster_year_id year, commitment_list *out);

/* Raises d again in the year `to`, by who raised it, with a first line that says text. */
MUST_CHECK td_rc store_difficulty_carry(struct tx *t, const struct difficulty *d, cluster_year_id to,
					str text);

/* A difficulty of a year that goes on in the next one. */
struct carried_difficulty {
	str unit_name, title, wish; /* wish may be NULL */
};
typedef VEC(struct carried_difficulty) carried_difficulty_list;
MUST_CHECK td_rc store_difficulty_carried(struct tx *t, cluster_year_id from, carried_difficulty_list *out);

#endif
