/* Notices to people (jobs/notice.h words them), what each wants by mail, and who holds a role in a cluster-year. None of
 * it bumps a generation: the count of unread ones is a reader's own part of a page. */
#ifndef STORE_NOTICE_H
#define STORE_NOTICE_H

#include "domain/org.h"
#include "store/db.h"

struct notice {
	i64 id;
	user_id user;
	str kind;                  /* a code of jobs/notice.h */
	struct opt_i64 year, unit; /* cluster_year_id, unit_id */
	str fields;                /* JSON map */
	str href;                  /* where it is dealt with */
	str dedup_key;             /* told once; written only */
	i64 created_at_ms;
	struct opt_i64 read_at_ms;
};
typedef VEC(struct notice) notice_list;

/* TD_CONFLICT without a sentence: this person was told. created_at is now. */
MUST_CHECK td_rc store_notice_add(struct tx *t, struct notice *n);
/* Newest first, older than before (0: from the newest), at most most. */
MUST_CHECK td_rc store_notice_list(struct tx *t, user_id user, i64 before, i64 most, notice_list *out);
MUST_CHECK td_rc store_notice_get(struct tx *t, user_id user, i64 id, struct notice *out);
MUST_CHECK td_rc store_notice_unread(struct tx *t, user_id user, i64 *n);
/* Marking twice is fine. */
MUST_CHECK td_rc store_notice_read(struct tx *t, user_id user, i64 id);
/* All up to and with id: what came since was not seen. */
MUST_CHECK td_rc store_notice_read_all(struct tx *t, user_id user, i64 upto);
/* Those read before then. */
MUST_CHECK td_rc store_notice_purge(struct tx *t, i64 before_ms, i64 *n);

struct notice_told {
	unit_id unit;
	i64 last_at_ms;
};
typedef VEC(struct notice_told) notice_told_list;
/* Units about which somebody was told something of a kind since then. */
MUST_CHECK td_rc store_notice_units(struct tx *t, cluster_year_id year, str kind, i64 since_ms,
				    notice_told_list *out);

struct notice_choice {
	str kind;
	bool by_mail;
};
typedef VEC(struct notice_choice) notice_choice_list;
MUST_CHECK td_rc store_notice_choice_put(struct tx *t, user_id user, const struct notice_choice *c);
MUST_CHECK td_rc store_notice_choice_list(struct tx *t, user_id user, notice_choice_list *out);

/* One role of a person; who has two comes twice, together. by_mail: his choice for the kind that was asked for. */
struct notice_person {
	user_id user;
	str name, email; /* email may be NULL */
	struct authz_grant grant;
	struct opt_i64 by_mail;
};
typedef VEC(struct notice_person) notice_person_list;
MUST_CHECK td_rc store_notice_people(struct tx *t, const struct cluster_year *y, council_id council, str kind,
				     notice_person_list *out);

#endif
