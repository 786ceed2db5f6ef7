/* The builder of a year's table of criteria: its draft as a tree, one criterion, the table's own rules, versions. */
#ifndef WEB_PAGE_DRAFT_H
#define WEB_PAGE_DRAFT_H

#include "domain/scheme.h"
#include "jobs/act_scheme.h"
#include "web/page.h"

struct draft_row {
	str code, name, kind, href, max, was, sum, fault;
	u32 depth, node, parent;
	bool group, has_points, off; /* off: the children come to something else */
	bool adds;                   /* its points are among those the parent's children come to */
	bool first, last;
};
struct draft_fault {
	str href, text;
};
struct draft_vm {
	struct page page;
	str base, cluster_name, title, version, saved_by, total, scale, reason, script;
	str new_code, new_name, new_max;
	i64 year, rev, saved_at;
	bool exists, sealed, stale, adds_up, total_off, word_error;
	struct page_tag tag;
	VEC(struct draft_row) rows;
	VEC(struct draft_fault) faults;
	page_option_list sources, groups, kinds;
};

/* One criterion: what its kind reads is shown. Texts as typed. */
struct draft_item_vm {
	struct page page;
	str base, here, code, name, max, unit, note, owner, source;
	str cap, floor, bonus_cap, penalty_cap, min, each, against, target, cap_percent, base_percent, step,
	    levels, limits, drop_low, drop_high;
	i64 year, rev;
	bool group, points, evidence_required, may_exceed, step_exact, by_value, peers, saved_differs;
	bool has_min, has_each, has_against, has_target, has_cap_percent, has_base_percent, has_step,
	    has_levels, has_limits, has_effect, has_exceed;
	page_option_list kinds, roles, parents, zero_targets, pers, effects, ceilings, judgings;
	str saved; /* what is stored, when somebody saved in between */
};

struct draft_rules_vm {
	struct page page;
	str base, code, title, version, source, note, max, round_step, total_step, bonus_cap, penalty_cap,
	    classes, ties, profiles;
	i64 year, rev;
	bool total_may_exceed;
	page_option_list rounds, total_rounds, nas, ranks;
	str saved;
};

struct draft_change {
	str kind, code, name, before, after;
};
struct versions_vm {
	struct page page;
	str base, before, after;
	i64 year;
	page_option_list from, to;
	VEC(struct draft_change) changes;
	bool compared;
};

td_rc page_draft(struct req *r);            /* GET …/bang-tieu-chi/soan */
td_rc page_draft_post(struct req *r);       /* POST: points, up, down, remove, numbers */
td_rc page_draft_begin(struct req *r);      /* POST …/soan/bat-dau */
td_rc page_draft_add(struct req *r);        /* POST …/soan/them */
td_rc page_draft_publish(struct req *r);    /* POST …/soan/phien-ban */
td_rc page_draft_drop(struct req *r);       /* POST …/soan/bo */
td_rc page_draft_item(struct req *r);       /* GET …/soan/muc/{criterion} */
td_rc page_draft_item_post(struct req *r);  /* POST */
td_rc page_draft_rules(struct req *r);      /* GET …/soan/quy-dinh */
td_rc page_draft_rules_post(struct req *r); /* POST */
/* Versions of the year's table, and what changed from one to the other where two are asked for. */
struct versions {
	struct act_draft d; /* row.rev 0: none, or not for this reader */
	scheme_list all;
	str from, to;                        /* the two that are compared; empty: none */
	const struct scheme *before, *after; /* NULL: none */
	scheme_change_list changes;
};
/* from, to: a version's id or "thao" for the draft; both empty: the newest against the one before. TD_NOT_FOUND: no such version. */
MUST_CHECK td_rc page_versions_load(struct req *r, str from, str to, struct versions *out);

td_rc page_versions(struct req *r); /* GET …/bang-tieu-chi/phien-ban */
extern const struct form_def page_draft_form, page_draft_begin_form, page_draft_add_form,
    page_draft_publish_form, page_draft_drop_form, page_draft_item_form, page_draft_rules_form;

/* Shared by the files of the builder. */
struct act_draft;
MUST_CHECK td_rc page_draft_open(struct req *r, struct act_draft *d, struct scheme *s);
void page_draft_kinds(const struct req *r, page_option_list *out, str chosen);
MUST_CHECK td_rc page_draft_kind(struct req *r, str code, enum criterion_kind *out);
str page_draft_kind_code(enum criterion_kind k);

/* The words of a choice, up to a NULL code: how the form sends it, how it reads, the value of its enum. */
struct draft_word {
	const char *code, *text;
	u32 v;
};
/* The options of a field; the typed one is chosen, else the one whose value is now. */
void page_draft_words(struct req *r, page_option_list *out, const struct draft_word *w, const char *field,
		      u32 now);
/* The value of a word; otherwise for one that is none. */
u32 page_draft_word(const struct draft_word *w, str code, u32 otherwise);

#endif
