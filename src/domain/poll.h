/* The result of a ballot as the counting board reports it: checked, judged against its threshold, ordered. Integers only:
 * 2/3 of 9 is 6, of 10 is 7; 80 % of 7 members is 6, 90 % of 9 is 9.
 *
 * Thresholds are data with a named base and a time of force (decisions 14). Those of the Council — 90 % and 80 % of all
 * its members — come from NĐ 98/2023/NĐ-CP Art 30(7); inside a cluster its own regulations decide.
 *
 * Written opinions of absent members are not secret and are given per candidate (decisions 29). They count where the
 * base is all members, as yes and in the base; in every other base only the ballots in the room count. */
#ifndef DOMAIN_POLL_H
#define DOMAIN_POLL_H

#include "base/err.h"

enum poll_base {
	POLL_BASE_MEMBERS,  /* all members with the right to vote, absent ones too */
	POLL_BASE_PRESENT,  /* members present */
	POLL_BASE_ISSUED,   /* ballots handed out */
	POLL_BASE_RETURNED, /* ballots returned, invalid ones too */
	POLL_BASE_VALID,    /* valid ballots */
	POLL_BASE__N
};

/* yes/base ≥ num/den, or > when strict ("quá bán" is 1/2 strict). 0 < num ≤ den. */
struct threshold {
	i64 num, den;
	bool strict;
	enum poll_base base;
};

struct poll_candidate {
	str name;
	i64 yes, no, blank;                         /* on valid ballots */
	i64 written_yes, written_no, written_blank; /* written opinions */
	bool withdrawn;                             /* stays on record, is not judged; its counts must be 0 */
};

struct poll {
	str title;
	bool has_threshold; /* none in force: no verdict, only order (decisions 14: never assumed) */
	struct threshold pass;
	bool has_quorum;
	struct threshold quorum; /* of members, e.g. 2/3; base is ignored */
	bool quorum_counts_written;
	u32 seats;   /* places to fill; 0 = everybody who passes */
	u32 max_yes; /* at most so many "đồng ý" on one ballot; 0 = no cap */
	i64 members, present;
	i64 issued, returned, not_returned;
	i64 valid, invalid;
	i64 written; /* written opinions received */
	const struct poll_candidate *candidates;
	u32 n_candidates;
};

enum poll_verdict {
	POLL_ELECTED,   /* passed and inside the places */
	POLL_TIED,      /* passed, equal votes at the last place: second ballot or the chair decides */
	POLL_NO_PLACE,  /* passed, but others have more votes */
	POLL_FAILED,    /* below the threshold */
	POLL_UNDECIDED, /* no threshold in force: only counted */
	POLL_WITHDRAWN,
	POLL__N
};

struct poll_row {
	u32 candidate;         /* index into poll.candidates */
	u32 rank;              /* 1 2 2 4 by votes; 0 for withdrawn */
	i64 yes, base, needed; /* as the threshold counts them; needed 0 without threshold */
	i64 pct_c; /* yes ÷ base in percent, hundredths; never shown as reaching what was missed */
	enum poll_verdict verdict;
	str sentence; /* «Đơn vị A: 8/9 phiếu đồng ý, đạt 88,89 % tổng số thành viên; cần ít nhất 8 phiếu (80 %). Đạt.» */
};

struct poll_result {
	bool quorum_met; /* true when none is asked for */
	i64 quorum_needed, quorum_have;
	u32 n_elected, n_tied, open_seats; /* places left for the tied or for another ballot */
	struct poll_row *rows;             /* n_candidates, most votes first, withdrawn last */
	str quorum_sentence, sentence;     /* the whole in one or two sentences, for the minutes */
};

const char *poll_base_name(enum poll_base b); /* "tổng số thành viên" … */
const char *poll_base_code(enum poll_base b); /* "members" … */
MUST_CHECK td_rc poll_base_parse(str code, enum poll_base *out);
const char *poll_verdict_name(enum poll_verdict v);

/* Smallest number of votes that reaches the threshold of this base. May be base + 1 (strict, 100 %). */
i64 threshold_needed(struct threshold t, i64 base);
bool threshold_met(struct threshold t, i64 votes, i64 base);

/* "2/3", "80 %", "quá 1/2": as it is read aloud. */
str threshold_text(struct arena *a, struct threshold t);

/* The sums must agree: issued = returned + not returned; returned = valid + invalid; yes + no + blank = valid for each
 * candidate; written opinions likewise and no more than absent members; issued ≤ present ≤ members; nothing negative;
 * all yes together ≤ max_yes × valid. All faults at once; where = field name ("issued", "candidate.2.yes").
 * TD_INVALID. */
MUST_CHECK td_rc poll_check(const struct poll *p, struct err *e);

/* Verdicts of a poll that passed poll_check(). Result on a; texts are Vietnamese. */
void poll_judge(struct arena *a, const struct poll *p, struct poll_result *out);

#endif
