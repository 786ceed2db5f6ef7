/* Polls run by the program: the list with the counting board, the desk of one poll, the tellers' sheets. */
#ifndef WEB_PAGE_POLLING_H
#define WEB_PAGE_POLLING_H

#include "jobs/act_desk.h"
#include "web/page.h"

struct polls_line {
	i64 id;
	str question, method;
	struct page_tag phase;
	bool opens, counts; /* the desk; the own sheet */
};
struct polls_member {
	str key, role, name, login;
	page_option_list units;
};
struct polls_candidate {
	str code, name;
	bool chosen;
};
struct polls_vm {
	struct page page;
	str base, poll_title, rule, seats, max_yes, invalid_rule, destroy_on;
	bool desk, has_meeting, has_board, may_vote_self;
	VEC(struct polls_line) polls;
	VEC(struct polls_member) board;
	VEC(struct polls_candidate) candidates;
	page_option_list purposes, methods, bases;
};

struct polling_row {
	i64 ordinal;
	str name, sentence, reason;
	i64 yes, no, blank, written;
	bool withdrawn, may_withdraw, may_decide;
	struct page_tag tag;
	str typed_yes, typed_no, typed_blank;
	page_option_list choices; /* of a written opinion */
	str order;
};
struct polling_sheet {
	i64 attempt;
	str name;
	i64 issued, returned, not_returned, valid, invalid;
	VEC(struct count_row) rows;
};
struct polling_opinion {
	str name, text;
};
struct polling_fact {
	str name, value;
};
struct polling_vm {
	struct page page;
	str base, question, method, rule, invalid_rule, destroy_on, sentence, quorum, seats, banner;
	i64 id, rev, attempt, n_written, n_out, n_sent;
	struct page_tag phase;
	bool desk; /* the user runs it; else he sits on the board */
	bool prepared, open, counting, compared, confirmed, announced, cancelled;
	bool on_paper, hands, electronic,
	    tells_self; /* tells_self: it cannot enforce the rule on the own unit */
	bool may_confirm, may_second, may_cancel, teller, takes_opinions;
	str members, present, printed, issued, voters, unused, returned, valid, invalid, floor_name, reason,
	    name, person;
	VEC(struct polling_row) rows;
	VEC(struct polling_sheet) sheets;
	VEC(struct polling_opinion) opinions;
	VEC(struct polling_fact) changes;
	page_option_list units, kinds;
	/* the rules, while they may be edited */
	bool may_edit, edits, may_vote_self; /* edits: what was typed was refused */
	str poll_title, typed_rule, typed_seats, typed_most, typed_invalid, typed_destroy;
	page_option_list methods, bases;
};

struct counting_vm {
	struct page page;
	str base, question, phase, invalid_rule;
	i64 id, attempt;
	bool sent, may_send, differs, agreed;
	str issued, returned, not_returned, valid, invalid;
	VEC(struct polling_row) rows;
	VEC(struct polling_fact) mine; /* what he sent of this attempt */
};

struct polling_print_vm {
	struct page page;
	str question, cluster_name, invalid_rule;
	i64 n, most;
	bool no_self;
	VEC(struct polling_fact) voters, ballots, names;
};

td_rc page_polls(struct req *r);         /* GET …/bo-phieu */
td_rc page_poll_new(struct req *r);      /* POST */
td_rc page_board_save(struct req *r);    /* POST …/bo-phieu/ban */
td_rc page_polling(struct req *r);       /* GET …/bo-phieu/{poll}: the desk */
td_rc page_polling_move(struct req *r);  /* POST: what is done there is `act` */
td_rc page_polling_print(struct req *r); /* GET …/bo-phieu/{poll}/in: ballots and stubs */
td_rc page_counting(struct req *r);      /* GET …/dem-phieu/{poll}: a teller's own page */
td_rc page_counting_send(struct req *r); /* POST */
extern const struct form_def page_poll_new_form, page_board_form, page_polling_form, page_counting_form;

/* The poll of the address. TD_DENIED: he neither runs polls nor sits on its board. */
MUST_CHECK td_rc page_polling_find(struct req *r, struct act_desk *out);
struct page_tag page_polling_phase(const struct req *r, enum desk_phase p);
bool page_polling_sits(const struct req *r, const struct act_desk *x, enum board_role role);
/* Whole numbers of a sheet as a form sent them, by the candidates that stand. */
MUST_CHECK td_rc page_polling_rows(struct req *r, const struct act_desk *x, const struct form_texts *yes,
				   const struct form_texts *no, const struct form_texts *blank,
				   struct count *out);

#endif
