/* A unit's scorecard (phiếu chấm điểm): the form of the self-score, and of the verification for who may verify. */
#ifndef WEB_PAGE_CARD_H
#define WEB_PAGE_CARD_H

#include "store/store_score.h"
#include "store/store_year.h"
#include "web/page.h"

struct card_choice {
	str value, text;
	i64 points_c;
	bool selected;
};

struct card_item {
	bool heading; /* a group inside a group: only its name is shown */
	str code, name, note, owner, kind, role;
	i64 max_c, each_c, against_c, min_c, cap_pct_c, target_c, points_c, self_c;
	i64 was; /* rev of the entry that is shown, 0 for none */
	bool shows_max, shows_points, has_self, label_a_shown, na, open, needs_evidence;
	str label_a, label_b, a, b, shown, reason, error, saved;
	str hint; /* what the unit itself entered, shown in the verifier's empty field */
	struct page_tag tag;
	VEC(struct card_choice) options;
	page_link_list files;
};

struct card_group {
	u32 ix;
	str code, name;
	i64 max_c;
	VEC(struct card_item) items;
};

struct card_vm {
	struct page page;
	str base, unit_code, unit_name, due_on, stage_code, locked_text, returned_reason, return_reason;
	str submit_label, submit_question;
	i64 year, rev, total_c, max_c, saved_at;
	u32 n_filled, n_leaves;
	bool verifying, editable, may_evidence, may_accept_all, may_return, may_recall, may_receive, acts,
	    leader_submits;
	struct page_tag state;
	VEC(struct card_group) groups;
};

/* The card as both handlers see it. */
struct card_place {
	struct act_year y;
	struct scorecard card;
	enum score_stage stage; /* which stage this user fills in or reads */
	bool verifying, editable;
};
MUST_CHECK td_rc page_card_place(struct req *r, struct card_place *out);

td_rc page_card(struct req *r);      /* GET …/cham-diem/{unit} */
td_rc page_card_post(struct req *r); /* POST: save, submit, recall, receive, accept, return */
extern const struct form_def page_card_form;

#endif
