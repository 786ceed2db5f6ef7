/* The plan of a cluster's year, its campaigns (phong trào) with phases (đợt), the cluster's documents, and receipts of who
 * opened what was sent down. A plan or campaign is a draft until it is launched; what is changed after that is a new
 * edition, which every unit is to open again. */
#ifndef DOMAIN_PLAN_H
#define DOMAIN_PLAN_H

#include "base/err.h"
#include "domain/org.h"

/* The sections of a plan, in the order in which they are printed. */
enum plan_section { PLAN_THEME, PLAN_AIMS, PLAN_CONTENTS, PLAN_MEASURES, PLAN_SECTION__N };
const char *plan_section_code(enum plan_section s); /* "theme" … */
const char *plan_section_name(enum plan_section s); /* Vietnamese source text */
size_t plan_section_max(enum plan_section s);       /* characters */

struct plan {
	i64 id; /* 0: nobody has begun it */
	cluster_year_id year;
	str text[PLAN_SECTION__N];
	str number, issued_on; /* of the signed paper; may be NULL */
	i64 edition;           /* 0: a draft */
	struct opt_i64 launched_at_ms;
	str launched_by_name, saved_by_name; /* joined; may be NULL */
	i64 saved_at_ms, rev;
};

enum campaign_kind {
	CAMPAIGN_REGULAR,  /* thường xuyên */
	CAMPAIGN_THEMATIC, /* theo chuyên đề */
	CAMPAIGN_PHASE,    /* theo đợt */
	CAMPAIGN_KIND__N
};
const char *campaign_kind_code(enum campaign_kind k); /* "regular" … */
const char *campaign_kind_name(enum campaign_kind k); /* Vietnamese source text */
MUST_CHECK td_rc campaign_kind_parse(str code, enum campaign_kind *out);

struct campaign {
	i64 id;
	cluster_year_id year;
	enum campaign_kind kind;
	str name, slogan, scope, contents;
	str decision_number, decision_on, starts_on, ends_on; /* may be NULL */
	i64 edition;                                          /* 0: a draft */
	struct opt_i64 launched_at_ms, withdrawn_at_ms;
	str withdraw_reason; /* NULL: it stands */
	str launched_by_name;
	i64 saved_at_ms, rev;
};
typedef VEC(struct campaign) campaign_list;

struct phase_target {
	i64 phase_id;                /* of a list over several phases */
	i64 row;                     /* of the form it was typed in; 0: its place in the list */
	str indicator, measure_unit; /* measure_unit may be NULL */
	struct opt_i64 plan_c, actual_c;
};
typedef VEC(struct phase_target) phase_target_list;

struct campaign_phase {
	i64 id, campaign_id;
	str name;
	bool final_push; /* nước rút */
	str starts_on, ends_on;
	str review; /* NULL: not written yet */
	struct opt_i64 reviewed_at_ms, reviewed_by;
	str reviewed_by_name;
	i64 rev;
};
typedef VEC(struct campaign_phase) campaign_phase_list;

enum { PHASE_TARGETS_MAX = 30, CAMPAIGN_PHASES_MAX = 12 };

enum document_kind {
	DOCUMENT_OPERATING_RULES, /* quy chế */
	DOCUMENT_PLAN,
	DOCUMENT_GUIDANCE,
	DOCUMENT_INVITATION,
	DOCUMENT_REPORT,
	DOCUMENT_OTHER,
	DOCUMENT_KIND__N
};
const char *document_kind_code(enum document_kind k);
const char *document_kind_name(enum document_kind k); /* Vietnamese source text */
MUST_CHECK td_rc document_kind_parse(str code, enum document_kind *out);

struct cluster_document {
	i64 id;
	cluster_year_id year;
	enum document_kind kind;
	str number, issued_on, issuer; /* may be NULL */
	str title, file_name;
	file_id file;
	i64 added_at_ms, size;
	str added_by_name; /* may be NULL */
	struct opt_i64 withdrawn_at_ms;
	str withdraw_reason;
};
typedef VEC(struct cluster_document) cluster_document_list;

/* What was sent down and can be opened. */
enum read_kind { READ_PLAN, READ_CAMPAIGN, READ_DOCUMENT, READ_KIND__N };
const char *read_kind_code(enum read_kind k);
MUST_CHECK td_rc read_kind_parse(str code, enum read_kind *out);

struct read_receipt {
	enum read_kind kind;
	i64 object_id, edition;
	cluster_year_id year;
	unit_id unit;
	user_id user;
	i64 opened_at_ms;
	str user_name; /* joined */
};
typedef VEC(struct read_receipt) read_receipt_list;

/* Did somebody of the unit open this edition? The first who did, or NULL. */
const struct read_receipt *read_receipt_of(const read_receipt_list *all, enum read_kind kind, i64 object_id,
					   i64 edition, unit_id unit);
/* How many units did. */
size_t read_receipt_units(const read_receipt_list *all, enum read_kind kind, i64 object_id, i64 edition);

/* Sections of a plan that are word for word those of another, and not empty: a copied plan is seen as one. */
void plan_same(const struct plan *p, const struct plan *last, bool same[PLAN_SECTION__N]);

/* Each adds every fault to e, where = the field's name, and returns TD_INVALID when there was one. launch: also what a
 * plan or campaign must have before it goes to the members. */
MUST_CHECK td_rc plan_check(const struct plan *p, bool launch, struct err *e);
MUST_CHECK td_rc campaign_check(const struct campaign *c, struct err *e);
/* A campaign by phases needs one; a regular or thematic one says what is to be done. */
MUST_CHECK td_rc campaign_check_launch(const struct campaign *c, size_t n_phases, struct err *e);
/* p among the other phases of its campaign c (those with its id are skipped). Targets: where = "target[n]". */
MUST_CHECK td_rc phase_check(const struct campaign *c, const campaign_phase_list *phases,
			     const struct campaign_phase *p, const phase_target_list *targets, struct err *e);
MUST_CHECK td_rc document_check(const struct cluster_document *d, str today, struct err *e);

#endif
