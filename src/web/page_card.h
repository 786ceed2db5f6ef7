/* A unit's scorecard (phiếu chấm điểm): the form of the self-score, and of the verification for who may verify. */
#ifndef WEB_PAGE_CARD_H
#define WEB_PAGE_CARD_H

#include "web/grid.h"

struct card_vm {
	struct page page;
	struct grid grid;
	str base, unit_code, unit_name, due_on, locked_text, returned_reason, return_reason;
	str submit_label, submit_question;
	i64 year, rev, total_c, max_c, saved_at;
	bool may_accept_all, may_return, may_recall, may_receive, acts, leader_submits;
	struct page_tag state;
};

/* The card as both handlers see it. */
struct card_place {
	struct act_year y;
	struct scorecard card;
	enum score_stage stage; /* which stage this user fills in or reads */
	bool verifying, editable;
};
MUST_CHECK td_rc page_card_place(struct req *r, struct card_place *out);

/* TD_OK where it can be edited; else TD_DENIED, or TD_CONFLICT with the sentence why. In a write. */
MUST_CHECK td_rc page_card_open(struct req *r, const struct card_place *at);

/* Loads and fills all of the model but the frame of the page. */
MUST_CHECK td_rc page_card_model(struct req *r, struct card_vm *vm);

td_rc page_card(struct req *r);      /* GET …/cham-diem/{unit} */
td_rc page_card_post(struct req *r); /* POST: save, submit, recall, receive, accept, return */
extern const struct form_def page_card_form;

#endif
