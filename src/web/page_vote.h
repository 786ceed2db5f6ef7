/* Electronic votes: the secretary's page, those of trustees and of who draws the codes, the doors of the ballot box, and
 * the public verifier. The booth's own page is web/page_booth.h. */
#ifndef WEB_PAGE_VOTE_H
#define WEB_PAGE_VOTE_H

#include "jobs/act_vote.h"
#include "web/page.h"

struct vote_line {
	str href, question, why; /* why: what may be done */
	struct page_tag tag;
};
struct votes_vm {
	struct page page;
	str base;
	VEC(struct vote_line) rows;
};

struct vote_text {
	str text;
};
struct vote_seat_line {
	str name, unit, href;
	struct page_tag tag;
	str label;
	page_option_list options; /* at set-up */
};
struct vote_count_line {
	str name;
	i64 yes, no, blank;
};
struct vote_vm {
	struct page page;
	str base, self; /* self: of this page */
	str question, uuid, banner, resolution, cancelled;
	i64 poll, rev, n_ballots;
	struct page_tag tag;
	bool set_up, may_edit, may_ask, may_begin, may_close, may_count, may_cancel, insecure, has_file,
	    counted;
	bool word_error, waits_keys, waits_codes, open, waits_factors;
	VEC(struct vote_seat_line) trustees;
	struct vote_seat_line officer;
	page_option_list servers;
	str server, n_codes, n_paper, issued, reason, typed_resolution;
	VEC(struct vote_text) warnings, faults;
	str booth, booth_link, booth_hash, booth_hash_end, file, head, head_end, fingerprint, fingerprint_end;
	VEC(struct vote_count_line) counts;
};

/* Is the request's way safe for ballots (decisions 27): https, or this same machine? */
bool page_vote_secure(const struct req *r);
struct page_tag page_vote_tag(const struct req *r, enum vote_phase p);

td_rc page_votes(struct req *r);     /* GET …/bo-phieu-dien-tu */
td_rc page_vote(struct req *r);      /* GET …/bo-phieu-dien-tu/{poll} */
td_rc page_vote_post(struct req *r); /* POST: act = save, keys, begin, close, count, cancel */
extern const struct form_def page_vote_form;

/* ---- the people's pages ---- */

struct vote_person_vm {
	struct page page;
	str uuid, question, phase, banner, own_name, own_unit, booth;
	struct page_tag tag;
	i64 index, n_codes;
	bool key_due, key_sent, factors_due, factors_sent, codes_due, codes_sent;
	str typed;
	str script, booth_hash; /* booth_hash: SHA-256 of the booth's page */
};
td_rc page_vote_trustee(struct req *r); /* GET /giu-khoa/{uuid} */
td_rc page_vote_task(struct req *r);    /* GET /giu-khoa/{uuid}/viec.json */
td_rc page_vote_key(struct req *r);     /* POST /giu-khoa/{uuid}/khoa */
td_rc page_vote_factors(struct req *r); /* POST /giu-khoa/{uuid}/giai-ma */
td_rc page_vote_officer(struct req *r); /* GET /ma-phieu/{uuid} */
td_rc page_vote_codes(struct req *r);   /* POST /ma-phieu/{uuid}/cong-khai */
extern const struct form_def page_vote_key_form, page_vote_factors_form, page_vote_codes_form;

/* ---- the doors of the box: no session, no cookie, no line in any log ---- */

struct vote_track_vm {
	struct page page;
	str uuid, question, typed;
	bool asked, found;
	struct page_tag tag;
};
td_rc page_vote_election(struct req *r); /* GET /bo-phieu/{uuid}/bau-cu.json */
td_rc page_vote_cast(struct req *r);     /* POST /bo-phieu/{uuid}/phieu */
td_rc page_vote_track(struct req *r);    /* GET /bo-phieu/{uuid}/tra-cuu?ma=… */
td_rc page_vote_file(struct req *r);     /* GET /bo-phieu/{uuid}/hom-phieu.bel */

/* ---- the public verifier ---- */

struct vote_answer_line {
	str text;
	i64 n;
};
struct vote_question_line {
	str text;
	VEC(struct vote_answer_line) answers;
};
struct vote_verify_vm {
	struct page page;
	bool looked, valid;
	str name, uuid, stage, close, close_end, head, head_end, tracker;
	i64 n_trustees, n_codes, n_ballots, n_counted;
	bool has_counts, tracked, tracked_asked;
	VEC(struct vote_text) findings;
	VEC(struct vote_question_line) questions;
};
td_rc page_vote_verify(struct req *r);      /* GET /kiem-phieu */
td_rc page_vote_verify_post(struct req *r); /* POST: a file */
extern const struct form_def page_vote_verify_form;

#endif
