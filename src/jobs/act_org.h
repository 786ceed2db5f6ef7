/* Acts of the organisation: councils, units, clusters, founding a year, its members and offices. As act.h says, rights
 * are the caller's; every fault is gathered, where = the form's field ("name", "members", "from_on").
 *
 * Rights follow offices: whoever leads a unit (role leader) holds the cluster's office of head or deputy for the days of
 * the unit's term; its officers (role officer) hold that of secretary. Nothing is copied: a new leader has the office at
 * once, a cover for absence has it for his days, and with the term's last day all of it ends, while what was done and
 * decided before stays as it is. store_grants_of() reads it so. */
#ifndef JOBS_ACT_ORG_H
#define JOBS_ACT_ORG_H

#include "base/map.h"
#include "jobs/act.h"

/* id.v == 0: adds it (an empty code is made from the name), else saves name and level. */
MUST_CHECK td_rc act_council_save(struct tx *t, struct council *c);

/* id.v == 0: adds it (an empty code is made from the name), else saves code, name, short name. A name that changed by a
 * decision is act_unit_change()'s; here slips are mended. */
MUST_CHECK td_rc act_unit_save(struct tx *t, struct unit *u);

/* id.v == 0: adds it, empty code and titles are made from name and kind; else saves. */
MUST_CHECK td_rc act_cluster_save(struct tx *t, struct cluster *c);

/* Every unit by its code and by its names, with or without marks, of today or of old. Two statements. */
struct act_unit_table {
	unit_list all;
	struct map keys; /* → struct unit of all */
};
MUST_CHECK td_rc act_unit_names_load(struct tx *t, struct act_unit_table *out);
struct unit *act_unit_named(struct arena *a, const struct act_unit_table *names, str text); /* NULL: none */

/* Units by lines of text, each a code or a whole name with or without marks, of today or of old. TD_INVALID: each line
 * that names none, or one that was named before, is an error at `where`. create: unknown ones are added. */
MUST_CHECK td_rc act_units_read(struct tx *t, str where, str lines, bool create, unit_list *out);

struct act_founding {
	cluster_id cluster;
	i64 year;
	str theme;         /* may be empty */
	unit_list members; /* in the order of its tables */
	season_set off;    /* steps its regulations switch off */
};
/* A new working year in its first step. TD_CONFLICT: there is one. */
MUST_CHECK td_rc act_year_found(struct tx *t, const struct act_founding *f, struct cluster_year *out);

/* The year after: members in their order, steps in use, the calendar a year later, the same scheme as a choice that may
 * still change, and who was elected for it. Nothing personal goes along: no names of people, scores, notes or files.
 * What is not done is carried by act_handover(). */
MUST_CHECK td_rc act_year_next(struct tx *t, cluster_year_id from, str theme, struct cluster_year *out);

/* Theme and the steps that the regulations switch off; dates of the steps stay. rev is the year's. */
MUST_CHECK td_rc act_year_rules(struct tx *t, cluster_year_id id, str theme, season_set off, i64 rev);

/* Place, leader and share of women of the members as given; each carries the rev that was shown (TD_STALE names the
 * unit and what stands there now). Unchanged ones are not written. */
MUST_CHECK td_rc act_members_save(struct tx *t, cluster_year_id id, const struct membership *rows, size_t n,
				  size_t *n_changed);

/* A unit joins on a day by a decision; one that left comes back. */
MUST_CHECK td_rc act_member_join(struct tx *t, cluster_year_id id, unit_id unit, str on, str decision);

/* A unit leaves: from that day it is in no list of the year; what it entered stays. The day is not in the future; not
 * once the ranking is frozen, not while it holds an office. */
MUST_CHECK td_rc act_member_leave(struct tx *t, cluster_year_id id, unit_id unit, str on, str decision);

/* Gives an office for a term; a head that still holds it is relieved the day before when relieve is set. TD_CONFLICT:
 * the office is held in these days. */
MUST_CHECK td_rc act_office_give(struct tx *t, struct office_term *o, bool relieve);

/* Ends a term on its last day, or takes back one that has not begun. */
MUST_CHECK td_rc act_office_end(struct tx *t, cluster_year_id id, i64 term, str to_on, str decision, i64 rev);

#endif
