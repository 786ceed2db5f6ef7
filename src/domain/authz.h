/* Who may do what where: roles, scopes and one table of permissions × roles. A place that no grant covers is refused,
 * and so is everything that the table does not name. Before the reveal a unit sees only its own file (decisions 16). */
#ifndef DOMAIN_AUTHZ_H
#define DOMAIN_AUTHZ_H

#include "base/str.h"

enum authz_role {
	AUTHZ_ADMIN,     /* quản trị hệ thống: scope system */
	AUTHZ_APPRAISER, /* chuyên viên of the Council's standing body: scope council or cluster */
	AUTHZ_COUNCIL,   /* thành viên Hội đồng: scope council */
	AUTHZ_HEAD,      /* cụm trưởng, khối trưởng: scope cluster */
	AUTHZ_DEPUTY,    /* cụm phó, khối phó: scope cluster */
	AUTHZ_SECRETARY, /* thư ký of the cluster, of the head's unit: scope cluster */
	AUTHZ_CHECKER,   /* assigned to verify: scope cluster */
	AUTHZ_COUNTER,   /* ban kiểm phiếu: scope cluster */
	AUTHZ_EDITOR,    /* news: scope cluster or council */
	AUTHZ_LEADER,    /* thủ trưởng đơn vị: approves and submits; scope unit */
	AUTHZ_OFFICER,   /* cán bộ đơn vị: fills in; scope unit */
	AUTHZ_VIEWER,    /* reads what members may read; scope unit or cluster */
	AUTHZ_ROLE__N
};

/* What a grant reaches. A unit's grant goes with the unit through every year of which it is a member. */
enum authz_scope { SCOPE_SYSTEM, SCOPE_COUNCIL, SCOPE_CLUSTER, SCOPE_UNIT, SCOPE__N };

/* A role within a scope, with its days of force (cover for absence). */
struct authz_grant {
	enum authz_role role;
	enum authz_scope scope;
	i64 scope_id;       /* 0 with SCOPE_SYSTEM, else the id of a council, cluster or unit */
	str from_on, to_on; /* YYYY-MM-DD, both inclusive; p == NULL: open */
	u64 except; /* bits 1 << enum permission that it does not give, whatever the role: of a program's token */
};

/* What a route is about. Starts at 1: a forgotten member of a table is not a place. */
enum authz_kind {
	PLACE_NONE = 1, /* nobody's but the visitor's: sign in, language, list of his clusters */
	PLACE_SYSTEM,
	PLACE_BOOTH, /* a ballot box: nobody asks who is there; no cookie is read or set, no line of the log */
	PLACE_YEAR,  /* one cluster in one year */
	PLACE_UNIT,  /* one member unit of a cluster-year */
	PLACE__N
};

/* The place of a request, as far as its address names one; ids are 0 where it does not. */
struct authz_place {
	enum authz_kind kind;
	i64 council_id, cluster_id, unit_id;
	const i64 *members; /* units of the cluster-year */
	size_t n_members;
	bool revealed; /* the year's results are shown to its members */
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
	PERM_UNIT_FILL,         /* enter the own unit's registration, reports, activities, difficulties */
	PERM_UNIT_SEND,         /* send them, sign the pact for the unit */
	PERM_REGISTER_VET,      /* approve or return what a unit registered or reported */
	PERM_DIFFICULTY_ANSWER, /* answer, assign and close difficulties of units */
	PERM_CHECK_SCORE,       /* enter cross-scores for the own unit; whom it checks is asked besides */
	PERM_ORG_MANAGE,        /* clusters, units, lineage, offices */
	PERM_USER_MANAGE,
	PERM_SETTING_MANAGE, /* labels, holidays, mail, tokens */
	PERM_SYSTEM_SEE,
	PERM__N
};

/* How a role holds a permission. */
enum authz_right {
	RIGHT_NO,
	RIGHT_YES, /* in the whole scope of the grant; a unit's grant: in the years of which the unit is a member */
	RIGHT_OWN,   /* only for the grant's own unit */
	RIGHT_SHOWN, /* the own unit always, everything of the year once it was revealed */
};
enum authz_right authz_right(enum authz_role role, enum permission p);

/* Can the role be held in such a scope? An officer is one of a unit, a secretary one of a cluster; a grant of any other
 * pair gives nothing. */
bool authz_role_takes(enum authz_role role, enum authz_scope scope);

/* Is the grant in force on this day (YYYY-MM-DD in Viet Nam)? */
bool authz_in_force(const struct authz_grant *g, str today);

/* Does the grant reach the place? A unit's grant reaches its own file and the years of which it is a member. */
bool authz_covers(const struct authz_grant *g, const struct authz_place *at);

/* Does this one grant give the permission at the place today? */
bool authz_gives(const struct authz_grant *g, enum permission p, const struct authz_place *at, str today);

/* Codes as the database, the matrix and the journal write them ("officer", "cluster", "score.self", "year"); parse:
 * TD_INVALID when there is no such word. Names are Vietnamese source text for i18n_tr(). */
const char *authz_role_code(enum authz_role role);
const char *authz_role_name(enum authz_role role);
MUST_CHECK td_rc authz_role_parse(str code, enum authz_role *out);
const char *authz_scope_code(enum authz_scope scope);
const char *authz_scope_name(enum authz_scope scope);
MUST_CHECK td_rc authz_scope_parse(str code, enum authz_scope *out);
const char *authz_permission_code(enum permission p);
MUST_CHECK td_rc authz_permission_parse(str code, enum permission *out);
const char *authz_kind_code(enum authz_kind kind);

#endif
