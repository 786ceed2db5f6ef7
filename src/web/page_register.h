/* Registration: a unit's own page with its Excel file, and the desk's board of all units. */
#ifndef WEB_PAGE_REGISTER_H
#define WEB_PAGE_REGISTER_H

#include "jobs/act_registration.h"
#include "web/page.h"

struct register_target_row {
	str key, no, indicator, measure, baseline, plan, source, criterion;
	bool dropped, is_new;
	struct page_tag tag; /* anomaly, for the desk */
	page_option_list criteria;
};

struct register_award_row {
	str key, no, name, note;
	str award, holder; /* shown */
	bool dropped, is_new;
	page_option_list awards, holders;
};

/* One of the separate lists: titles, award forms, initiatives. */
struct register_award_list {
	str id, title, hint, empty;
	bool has_awards;
	VEC(struct register_award_row) rows;
};

struct register_vm {
	struct page page;
	str base, here, unit_code, unit_name, cluster_name, due_on, who, reason, return_reason, locked_text;
	i64 year, rev, n_targets, sent_at;
	bool editable, late, received, may_copy, may_recall, may_receive, may_approve, may_return, acts,
	    has_pact;
	bool leader_sends, shows_saved, has_criteria;
	str send_label;
	struct page_tag state;
	VEC(struct register_target_row) targets;
	VEC(struct register_target_row) saved; /* what stands on the server, beside a stale edit */
	VEC(struct register_award_list) lists;
};

td_rc page_register(struct req *r);      /* GET …/dang-ky/{unit} */
td_rc page_register_post(struct req *r); /* POST: save, send, recall, copy; receive, approve, return */
extern const struct form_def page_register_form;

struct register_board_row {
	str code, name, href, who, reason;
	struct page_tag tag;
	struct page_tag light; /* late, overdue; empty */
	i64 n_targets, n_titles, n_forms, n_initiatives, n_anomalies, rev, sent_at;
	bool may_choose, chosen;
};

struct register_total_row {
	str indicator, measure, baseline, plan, change;
	i64 n_units;
	bool is_mean;
};

struct register_anomaly_row {
	str unit, href, indicator, baseline, plan, text;
};

struct register_award_total {
	str list, name, level, source;
	i64 n[HOLDER__N];
	i64 n_collectives, n_people, n_households;
};

struct register_count {
	str href;
	struct page_tag tag;
	i64 n;
	bool current;
};

struct register_board_vm {
	struct page page;
	str base, cluster_name, due_on, filter, return_reason;
	i64 year, n_units;
	bool may_vet, has_choice;
	VEC(struct register_count) counts;
	VEC(struct register_board_row) rows;
	VEC(struct register_total_row) totals;
	VEC(struct register_anomaly_row) anomalies;
	VEC(struct register_award_total) titles, forms;
};

td_rc page_register_board(struct req *r); /* GET …/dang-ky?tt=pending */
td_rc page_register_board_post(
    struct req *r); /* POST: receive, approve or return the chosen ones, all or none */
extern const struct form_def page_register_board_form;

/* "12,5" or empty. */
str page_register_number(struct arena *a, struct opt_i64 v);
struct page_tag page_register_tag(const struct req *r, enum registration_state s);

#endif
