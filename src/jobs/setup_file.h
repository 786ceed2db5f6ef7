/* What one workbook sets up: a cluster (Council, year, units, people with roles, criteria, calendar), a list of units, or a
 * list of people. Reading gives a plan and every fault by sheet and cell; act_setup() takes the plan all or nothing. */
#ifndef JOBS_SETUP_FILE_H
#define JOBS_SETUP_FILE_H

#include "base/hash.h"
#include "domain/scheme.h"
#include "jobs/act_calendar.h"
#include "jobs/act_org.h"
#include "jobs/act_user.h"

enum setup_kind { SETUP_CLUSTER, SETUP_UNITS, SETUP_PEOPLE, SETUP__N };
const char *setup_kind_code(enum setup_kind k); /* "cluster", "units", "people" */
const char *setup_kind_name(enum setup_kind k); /* Vietnamese source text */
MUST_CHECK td_rc setup_kind_parse(str code, enum setup_kind *out);

enum { SETUP_NONE = -1, SETUP_PEOPLE_MAX = 300, SETUP_UNITS_MAX = 300 };

struct setup_unit {
	str where;
	struct unit unit; /* id 0: new */
	str leader;       /* may be empty */
	struct opt_i64 women_pct_c;
	int office; /* enum office in the cluster's year, or SETUP_NONE */
};

struct setup_person {
	str where;
	user_id id; /* 0: new */
	struct act_person person;
	str password, password_hash; /* of a new one, set before act_setup() */
};

/* A role of one of the people: in a unit of the plan, in its cluster, in its Council, or where scope_id says. */
struct setup_role {
	str where;
	size_t person;
	struct authz_grant right; /* scope_id 0: of the plan, by its scope */
	size_t unit;              /* index + 1 in the plan; 0: right.scope_id */
};

/* One line of the preview. */
struct setup_line {
	str where, what, text;
};

struct setup_plan {
	enum setup_kind kind;
	str file_name;
	struct council council; /* CLUSTER: id 0 new */
	struct cluster cluster; /* CLUSTER: id 0 new */
	i64 year;
	str theme;
	season_set off;
	VEC(struct setup_unit) units;
	VEC(struct setup_person) people;
	VEC(struct setup_role) roles;
	VEC(struct act_due) dues;
	struct scheme scheme;
	bool has_scheme;
	VEC(struct setup_line) lines; /* what would be taken */
	VEC(struct err_item) faults, notes;
	str digest; /* of lines: the same only while the file means the same against the site */
};

/* Reads the file against the site as t sees it, in a number of statements that does not depend on the file. Faults of the
 * file are in out, not in t->e. */
MUST_CHECK td_rc setup_read(struct tx *t, enum setup_kind kind, str file_name, str bytes,
			    struct setup_plan *out);

/* The people who get an account. */
size_t setup_new_people(const struct setup_plan *p);

/* Takes the plan. Its new people have their password_hash; each must change it at the first sign-in. TD_CONFLICT: it has
 * faults. */
MUST_CHECK td_rc act_setup(struct tx *t, struct setup_plan *p);

/* A workbook to fill in for this day's year, with an example in each sheet; as it is it can be taken. */
MUST_CHECK td_rc setup_sample(struct arena *a, enum setup_kind kind, struct day today, struct err *e,
			      str *bytes);

#endif
