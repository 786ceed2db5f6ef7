/* Nominations and ballots (bình xét, suy tôn; bầu cụm trưởng): who is nominated, what was counted, the verdict. */
#ifndef WEB_PAGE_POLL_H
#define WEB_PAGE_POLL_H

#include "store/store_meeting.h"
#include "web/page.h"

struct nominate_line {
	i64 id;
	str unit, title, outcome;
	bool may_withdraw;
};
struct nominate_poll_row {
	str name, sentence;
	i64 yes, base, needed, pct_c;
	struct page_tag tag;
};
struct nominate_poll {
	i64 id, members, present, issued, returned, valid, invalid;
	str title, kind, sentence, quorum;
	VEC(struct nominate_poll_row) rows;
};
struct nominate_count {
	str name, label, value;
};
struct nominate_candidate {
	str code, name, yes, no, blank;
};
struct nominate_vm {
	struct page page;
	str base, cluster_name, title, poll_title, rule, seats;
	str next; /* what is most likely counted next */
	struct page_link onward;
	i64 year;
	bool may_record, announce;
	VEC(struct nominate_line) nominees;
	VEC(struct nominate_poll) polls;
	page_option_list units, titles, purposes, bases;
	VEC(struct nominate_count) counts;
	VEC(struct nominate_candidate) candidates;
};

td_rc page_nominate(struct req *r);      /* GET …/suy-ton */
td_rc page_nominate_post(struct req *r); /* POST: act=nominate or act=poll */
td_rc page_withdraw(struct req *r);      /* POST …/rut: a nomination is taken back, with a reason */
extern const struct form_def page_nominate_form, page_withdraw_form;

/* "80 %", "2/3", "quá 1/2" → a threshold; empty text: none (den 0). TD_INVALID. */
MUST_CHECK td_rc page_poll_rule(str text, struct threshold *out);
/* The threshold and its base as they were typed, into b; of a nomination where none was, what the law asks of the title
 * today. TD_INVALID with a sentence. */
MUST_CHECK td_rc page_poll_threshold(struct req *r, str rule, str base, struct ballot *b);

#endif
