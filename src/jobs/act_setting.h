/* Settings of a site: one table says which there are, what they may hold and what holds when nobody set them. The
 * password of the mail server can be written and used, never shown; the journal says only that it was set. */
#ifndef JOBS_ACT_SETTING_H
#define JOBS_ACT_SETTING_H

#include "store/store_user.h"

enum setting_kind {
	SETTING_TEXT,
	SETTING_INT,
	SETTING_CHOICE,
	SETTING_HOST,
	SETTING_MAIL,
	SETTING_WEEK,
	SETTING_SECRET
};

struct setting_choice {
	const char *code, *name;
};

struct setting_def {
	const char *key;
	const char *group, *name, *hint; /* Vietnamese source text; hint may be NULL */
	enum setting_kind kind;
	const char *otherwise;                /* what holds when nobody set it */
	i64 low, high;                        /* of numbers; of texts high is the most characters */
	const struct setting_choice *choices; /* of SETTING_CHOICE, ends with a NULL code */
};

/* Every setting, groups together. */
const struct setting_def *setting_defs(size_t *n);
/* NULL: no such setting. */
const struct setting_def *setting_find(str key);

/* What holds: as set, else otherwise. Also of secrets, for whoever uses them. */
MUST_CHECK td_rc setting_get(struct tx *t, const char *key, str *out);
/* The number of a SETTING_INT; a broken row counts as not set. */
MUST_CHECK td_rc setting_int(struct tx *t, const char *key, i64 *out);

/* All values in the order of setting_defs(), in one read. Secrets come as "" or "•". */
struct setting_value {
	const struct setting_def *def;
	str value;
	bool set;
};
typedef VEC(struct setting_value) setting_list;
MUST_CHECK td_rc setting_list_all(struct tx *t, setting_list *out);

/* Sets one. where: the place of its errors. was: what the user saw (p == NULL: not asked). TD_NOT_FOUND no such key;
 * TD_INVALID with a sentence; TD_STALE somebody set it in between. Setting what holds already writes nothing. */
MUST_CHECK td_rc act_setting_put(struct tx *t, str key, str value, str was, str where);

#endif
