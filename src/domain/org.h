/* Who takes part: councils, units, clusters, their years, members and offices; users and what they were granted.
 * Plain data as the store reads and writes it. Ids are types of their own so that one cannot stand in for another.
 * A str with p == NULL is "not known"; days are "YYYY-MM-DD"; at_ms instants are UTC; rev counts the edits of a row
 * and guards against two people saving over each other (TD_STALE). */
#ifndef DOMAIN_ORG_H
#define DOMAIN_ORG_H

#include "base/opt.h"
#include "domain/authz.h"

struct arena;

typedef struct {
	i64 v;
} council_id;
typedef struct {
	i64 v;
} unit_id;
typedef struct {
	i64 v;
} cluster_id;
typedef struct {
	i64 v;
} cluster_year_id;
typedef struct {
	i64 v;
} membership_id;
typedef struct {
	i64 v;
} user_id;
typedef struct {
	i64 v;
} grant_id;
typedef struct {
	i64 v;
} session_id;
typedef struct {
	i64 v;
} scheme_id;
typedef struct {
	i64 v;
} criterion_id;
typedef struct {
	i64 v;
} evidence_id;
typedef struct {
	i64 v;
} file_id;
typedef struct {
	i64 v;
} meeting_id;
typedef struct {
	i64 v;
} poll_id;
typedef struct {
	i64 v;
} ranking_id;
typedef struct {
	i64 v;
} paper_id;
typedef struct {
	i64 v;
} template_id;
typedef struct {
	i64 v;
} preview_id;

/* Hội đồng Thi đua – Khen thưởng of a level or an agency. */
struct council {
	council_id id;
	str code, name;
	str level; /* "province", "ministry", "commune", "agency" */
	i64 rev;
};

/* đơn vị: an agency, enterprise, commune. It lives on from year to year. */
struct unit {
	unit_id id;
	str code, name, short_name; /* short_name may be NULL: then name */
	bool retired;               /* dissolved or merged: only in past years */
	i64 rev;
};

enum council_level { COUNCIL_PROVINCE, COUNCIL_MINISTRY, COUNCIL_COMMUNE, COUNCIL_AGENCY, COUNCIL__N };

enum cluster_kind { CLUSTER_CUM, CLUSTER_KHOI, CLUSTER_KHU_VUC, CLUSTER__N };

/* cụm, khối, khu vực thi đua. code is the slug of its address ("10", "tong-hop"). */
struct cluster {
	cluster_id id;
	council_id council;
	str code, name;
	enum cluster_kind kind;
	str head_title, deputy_title; /* "Cụm trưởng", "Khối phó": each council words it its own way */
	i64 rev;
};

/* One working year of a cluster. */
struct cluster_year {
	cluster_year_id id;
	cluster_id cluster;
	i64 year;
	str theme;                      /* chủ đề, may be NULL */
	str step;                       /* code of the season's step, domain/season.h */
	struct opt_i64 scheme;          /* scheme_id once one was chosen */
	struct opt_i64 revealed_at_ms;  /* members see all figures from then on (decisions 16) */
	struct opt_i64 published_at_ms; /* the public too */
	str cluster_code, cluster_name, council_name; /* joined for reading, ignored on save */
	council_id council;
	enum cluster_kind cluster_kind;
	str head_title, deputy_title;
	str origin; /* name of the file that an earlier year was taken from; NULL: worked here. Not saved */
	str away;   /* the machine that it was taken to: only read here; NULL: it is here. Not saved */
	i64 rev;
};

/* A unit in a cluster for a year. */
struct membership {
	membership_id id;
	cluster_year_id year;
	unit_id unit;
	i64 ordinal;                   /* row number in the cluster's tables, from 1 */
	struct opt_i64 women_pct_c;    /* share of women, hundredths of a percent */
	i64 chair_order;               /* chair's recorded tie decision: 1 before 2 …; 0 none */
	str leader_name, leader_title; /* who signs for the unit; may be NULL */
	str joined_on, decision;       /* when and by what; NULL: since the year was founded */
	str left_on, left_decision;    /* NULL: a member */
	str profile;                   /* code in the year's table, NULL: all items apply */
	str unit_code, unit_name;      /* joined for reading */
	i64 rev;
};

enum office { OFFICE_HEAD, OFFICE_DEPUTY, OFFICE_SECRETARY, OFFICE__N };

/* A unit's term as head or deputy of the cluster; person_* acts for it. */
struct office_term {
	i64 id;
	cluster_year_id year;
	unit_id unit;
	enum office office;
	str person_name, person_title;
	str from_on, to_on; /* to_on NULL: until handed over */
	str decision, end_decision;
	i64 rev;
	str unit_name; /* joined */
};

/* Where a term stands on a day: begins later, is held, is over. */
enum term_state { TERM_LATER, TERM_HELD, TERM_OVER, TERM__N };
enum term_state office_term_state(const struct office_term *o, str today);

/* May this unit hold the office from from_on to to_on (p == NULL: open) beside the others of the year? One unit heads at a
 * time; deputies and secretaries may be several, but no unit twice in the same office at the same time. */
bool office_term_free(const struct office_term *others, size_t n, const struct office_term *o);

/* The plan of one step of the year; codes from domain/season.h. */
struct season_step {
	cluster_year_id year;
	str step;
	bool enabled;          /* the cluster's regulations may switch steps off */
	str starts_on, due_on; /* may be NULL */
	struct opt_i64 entered_at_ms;
};

struct user {
	user_id id;
	str login, name;   /* login is lower ASCII */
	str title;         /* chức vụ, may be NULL */
	str email;         /* may be NULL */
	str password_hash; /* libsodium's text form; NULL: cannot sign in with a password */
	bool must_change;  /* the first sign-in sets a new password */
	struct opt_i64 disabled_at_ms, last_login_at_ms;
	i64 n_failed;        /* wrong passwords in a row */
	i64 locked_until_ms; /* 0: not locked */
	str lang, theme;     /* "vi" "en"; "auto" "light" "dark" */
	i64 created_at_ms, rev;
	str secret; /* keys the hashes by which the journal speaks of his details; NULL once blanked */
	struct opt_i64 blanked_at_ms;
};

/* A right given to a user; what it allows is for authz.h. A missing grant denies. */
struct grant {
	grant_id id;
	user_id user;
	struct authz_grant right;
	i64 granted_at_ms;
	struct opt_i64 revoked_at_ms;
};

/* An address for a name: letters without marks, digits, hyphens, at most 60. "Cục Thuế tỉnh" → "cuc-thue-tinh". */
str org_code(struct arena *a, str name);

/* Is it fit to be a code: 1 to 60 lower letters, digits, hyphens and dots, none at the ends? */
bool org_code_ok(str code);

/* Codes as the database and the interfaces write them ("cum", "head" …). */
const char *cluster_kind_code(enum cluster_kind k);
MUST_CHECK td_rc cluster_kind_parse(str code, enum cluster_kind *out);
const char *council_level_code(enum council_level l);
MUST_CHECK td_rc council_level_parse(str code, enum council_level *out);
const char *council_level_name(enum council_level l);
/* "Cụm trưởng" and "Cụm phó", as a new cluster of the kind is offered them: each may be worded otherwise. */
const char *cluster_kind_head(enum cluster_kind k);
const char *cluster_kind_deputy(enum cluster_kind k);
const char *office_code(enum office o);
MUST_CHECK td_rc office_parse(str code, enum office *out);

/* Vietnamese names, source text for i18n_tr(): "Cụm thi đua", "Đơn vị trưởng". */
const char *cluster_kind_name(enum cluster_kind k);
const char *office_name(enum office o);

#endif
