/* Who may do what where. One table, permissions × roles; a place that no grant covers is refused, and so is everything
 * that the table does not name. Before the reveal a unit sees only its own file (decisions 16). */
#ifndef DOMAIN_AUTHZ_H
#define DOMAIN_AUTHZ_H

#include "domain/org.h"

/* What a route is about. Starts at 1: a forgotten member of a table is not a place. */
enum authz_kind {
	PLACE_NONE = 1, /* nobody's but the visitor's: sign in, language */
	PLACE_SYSTEM,
	PLACE_YEAR, /* one cluster in one year */
	PLACE_UNIT, /* one member unit of a cluster-year */
	PLACE__N
};

enum permission {
	PERM_PUBLIC = 1,     /* anybody, also without an account */
	PERM_SIGNED_IN,      /* any account */
	PERM_YEAR_SEE,       /* overview, members, dates and criteria of a cluster's year */
	PERM_BOARD_SEE,      /* everybody's points: scoreboard, ranking */
	PERM_FILE_SEE,       /* one unit's scores, evidence and derivations */
	PERM_SCORE_SELF,     /* enter the own scores and evidence */
	PERM_SCORE_SUBMIT,   /* sign them off for the unit */
	PERM_SCORE_VERIFY,   /* enter verified scores */
	PERM_YEAR_MANAGE,    /* calendar, members, targets */
	PERM_DATA_IMPORT,    /* take in a table or figures */
	PERM_RANKING_FREEZE, /* close the ranking, record the chair's decisions */
	PERM_POLL_RECORD,    /* nominations, results of polls and elections, the meeting */
	PERM_PAPER_GET,      /* download papers and tables */
	PERM_PAPER_MAKE,     /* make papers, change their templates */
	PERM_JOURNAL_SEE,
	PERM_YEAR_ADVANCE, /* the moves of domain/season.h */
	PERM_YEAR_RETURN,
	PERM_YEAR_PROPOSE,
	PERM_YEAR_DECIDE,
	PERM_YEAR_CLOSE,
	PERM_YEAR_REOPEN,
	PERM_USER_MANAGE,
	PERM_SYSTEM_SEE,
	PERM__N
};

/* The place of a request, as far as its address names one; ids of 0 are not named. */
struct authz_place {
	enum authz_kind kind;
	council_id council;
	cluster_id cluster;
	cluster_year_id year;
	unit_id unit;
	const unit_id *members; /* of the cluster-year */
	size_t n_members;
	bool revealed; /* the year's results are shown to its members */
};

struct authz_user {
	bool signed_in;
	const struct grant *grants;
	size_t n_grants;
};

/* TD_OK, or TD_DENIED. today is YYYY-MM-DD in Viet Nam. */
MUST_CHECK td_rc authz_check(const struct authz_user *user, enum permission p, const struct authz_place *at,
			     str today);

/* How a role holds a permission, for the matrix and the pages that explain rights. */
enum authz_right {
	RIGHT_NO,
	RIGHT_YES, /* in the whole scope of the grant; for a unit's grant: in the years of which it is a member */
	RIGHT_OWN,   /* only for the grant's own unit */
	RIGHT_SHOWN, /* the own unit always, everything of the year once it was revealed */
};
enum authz_right authz_right(enum user_role role, enum permission p);

/* "score.self": in the matrix, in domain/season.h and in the journal. TD_INVALID: no such word. */
const char *authz_permission_code(enum permission p);
MUST_CHECK td_rc authz_permission_parse(str code, enum permission *out);
const char *authz_kind_code(enum authz_kind k);

#endif
