/* Campaigns (phong trào) of a year with their phases (đợt): the list, one campaign as members read it, and the desk's
 * forms for a campaign, a phase, its review. */
#ifndef WEB_PAGE_CAMPAIGN_H
#define WEB_PAGE_CAMPAIGN_H

#include "jobs/act_plan.h"
#include "web/page_receipt.h"

struct campaign_row {
	str href, name, kind, slogan, starts_on, ends_on;
	i64 n_phases, n_opened, n_members;
	bool launched;
	struct page_tag tag;
};
struct campaigns_vm {
	struct page page;
	str base;
	i64 year;
	bool may_edit;
	VEC(struct campaign_row) rows;
};

struct target_row {
	str key, indicator, measure, plan, actual;
};
typedef VEC(struct target_row) target_row_list;

struct phase_block {
	str href, name, starts_on, ends_on, review, reviewed_by;
	i64 reviewed_at;
	bool final_push, reviewed;
	struct page_tag tag;
	target_row_list targets;
};
struct campaign_vm {
	struct page page;
	str base, href, name, kind, slogan, scope, contents, number, decided_on, starts_on, ends_on, by,
	    withdrawn;
	str reason, withdraw;
	i64 year, rev;
	struct opt_i64 launched_at;
	bool may_edit, launched, may_launch, word_error, stale, is_new;
	struct page_tag tag;
	page_option_list kinds;
	VEC(struct phase_block) phases;
	struct campaign saved; /* shown beside a stale form */
	struct receipts receipts;
};

struct phase_vm {
	struct page page;
	str href, action, campaign, name, starts_on, ends_on, review, saved_review;
	i64 rev;
	bool is_new, final_push, may_review, stale;
	target_row_list targets;  /* of the form: with empty rows to fill in */
	target_row_list reviewed; /* as saved */
};

/* The campaign of the address; TD_NOT_FOUND also when it is a draft and the user is not of the desk. */
MUST_CHECK td_rc page_campaign_find(struct req *r, struct campaign_whole *out);
/* "…/phong-trao/3" of the request's year. */
str page_campaign_href(const struct req *r, i64 id);
struct page_tag page_campaign_tag(const struct req *r, const struct campaign *c);
/* A target as it is shown. */
struct target_row page_target_row(const struct req *r, const struct phase_target *g);

td_rc page_campaigns(struct req *r);         /* GET …/phong-trao */
td_rc page_campaign(struct req *r);          /* GET …/phong-trao/{campaign} */
td_rc page_campaign_edit(struct req *r);     /* GET …/phong-trao/moi and …/{campaign}/sua */
td_rc page_campaign_save(struct req *r);     /* POST to both */
td_rc page_campaign_launch(struct req *r);   /* POST …/phat-dong */
td_rc page_campaign_withdraw(struct req *r); /* POST …/huy */
td_rc page_phase(struct req *r);             /* GET …/dot/{phase}; "moi" is a new one */
td_rc page_phase_save(struct req *r);
td_rc page_phase_review(struct req *r); /* POST …/dot/{phase}/so-ket */
extern const struct form_def page_campaign_form, page_campaign_withdraw_form, page_phase_form,
    page_review_form;

#endif
