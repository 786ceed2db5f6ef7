/* Difficulties of a year (domain/difficulty.h) and the thread of what was said about each. */
#ifndef STORE_DIFFICULTY_H
#define STORE_DIFFICULTY_H

#include "domain/difficulty.h"
#include "domain/org.h"
#include "store/db.h"

struct difficulty {
	i64 id;
	cluster_year_id year;
	unit_id unit;
	str title, body;
	str wish; /* what the unit asks for; may be NULL */
	enum difficulty_state state;
	struct opt_i64 assigned_to; /* user_id */
	str due_on;                 /* of the answer; may be NULL */
	i64 raised_by, raised_at_ms;
	str unit_code, unit_name, assigned_name, raised_by_name; /* joined */
	i64 rev;
};
typedef VEC(struct difficulty) difficulty_list;

/* One line of the thread. */
struct difficulty_answer {
	i64 ordinal;
	enum difficulty_state state; /* after it */
	str text;                    /* may be NULL */
	i64 said_by, said_at_ms;
	str said_by_name;
};
typedef VEC(struct difficulty_answer) difficulty_answer_list;

/* As raised, by t's actor; its first line is written too. */
MUST_CHECK td_rc store_difficulty_add(struct tx *t, struct difficulty *d);
/* state, assigned_to, due_on, with a line that says text (may be NULL). TD_STALE. */
MUST_CHECK td_rc store_difficulty_move(struct tx *t, struct difficulty *d, str text);
MUST_CHECK td_rc store_difficulty_get(struct tx *t, i64 id, struct difficulty *out);
/* Of a unit ({0}: of all), newest first. */
MUST_CHECK td_rc store_difficulty_list(struct tx *t, cluster_year_id year, unit_id unit,
				       difficulty_list *out);
MUST_CHECK td_rc store_difficulty_answers(struct tx *t, i64 id, difficulty_answer_list *out);

/* Somebody with a role in the cluster or in its Council; a person with two roles comes twice. */
struct difficulty_role {
	user_id user;
	str name;
	struct authz_grant grant;
};
typedef VEC(struct difficulty_role) difficulty_role_list;
MUST_CHECK td_rc store_difficulty_people(struct tx *t, cluster_id cluster, difficulty_role_list *out);

#endif
