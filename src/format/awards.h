/* The catalogue of emulation titles and of award forms, two separate lists of the law (T31), each entry with the basis
 * that is in force on a day: rules/legal/awards.txt. */
#ifndef FORMAT_AWARDS_H
#define FORMAT_AWARDS_H

#include "base/caltime.h"
#include "domain/registration.h"

enum award_level { AWARD_BASE, AWARD_PROVINCE, AWARD_STATE, AWARD_LEVEL__N };

struct award_kind {
	enum award_list list; /* AWARD_TITLE or AWARD_FORM */
	str code, name;
	enum award_level level;
	bool holders[HOLDER__N]; /* who can hold it */
	str source;              /* the article in force on the day */
	str unverified;          /* what of the source could not be checked, empty: nothing */
};
typedef VEC(struct award_kind) award_kind_list;

/* Everything in force on the day, titles first, in order of the file. TD_CORRUPT: the shipped file is not what the tests
 * read. */
MUST_CHECK td_rc awards_on(struct arena *a, struct day on, award_kind_list *out);

/* The entry of a code in one list, or NULL. */
const struct award_kind *awards_find(const award_kind_list *all, enum award_list list, str code);

/* "Cấp cơ sở" …: source text. */
const char *award_level_name(enum award_level l);

#endif
