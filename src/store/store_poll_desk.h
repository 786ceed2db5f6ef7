/* Polls that the program runs: the desk of a poll, the counting board, sheets of tellers, written opinions. The poll, its
 * candidates and the result are store_meeting.h's. Common rules: store_org.h. */
#ifndef STORE_POLL_DESK_H
#define STORE_POLL_DESK_H

#include "domain/poll_desk.h"
#include "store/store_meeting.h"

struct poll_desk {
	poll_id poll;
	enum desk_phase phase;
	enum desk_method method;
	i64 round;
	struct opt_i64 of_poll; /* the poll whose tied or undecided candidates stand here; none in round 1 */
	i64 attempt;            /* the count that goes on */
	bool may_vote_self;
	str invalid_rule; /* what makes a paper invalid; printed on it */
	str destroy_on;   /* the papers are kept until then, YYYY-MM-DD; may be NULL */
	i64 n_printed;    /* = n_issued + n_spoiled + n_unused once closed */
	i64 n_issued;     /* ballot papers in voters' hands; of a show of hands: who may raise one */
	i64 n_electronic; /* voters who vote on a device */
	i64 n_spoiled, n_unused;
	struct opt_i64 opened_at_ms, closed_at_ms, confirmed_at_ms, confirmed_by;
	str why; /* of the cancellation or of the last recount; may be NULL */
	i64 rev;
};
typedef VEC(struct poll_desk) poll_desk_list;

MUST_CHECK td_rc store_poll_desk_add(struct tx *t, cluster_year_id year, struct poll_desk *d);
MUST_CHECK td_rc store_poll_desk_save(struct tx *t, cluster_year_id year, struct poll_desk *d);
/* TD_NOT_FOUND: the poll has no desk, its result was typed in. */
MUST_CHECK td_rc store_poll_desk_get(struct tx *t, poll_id id, struct poll_desk *out);
MUST_CHECK td_rc store_poll_desk_list(struct tx *t, cluster_year_id year, poll_desk_list *out);

/* Who was elected in the polls of a year. */
struct elected {
	poll_id poll;
	str kind;       /* poll_kind_code() */
	str title_code; /* may be NULL */
	struct opt_i64 unit;
	str label;
};
typedef VEC(struct elected) elected_list;
MUST_CHECK td_rc store_elected_list(struct tx *t, cluster_year_id year, elected_list *out);

enum board_role { BOARD_HEAD, BOARD_TELLER, BOARD_ROLE__N };
const char *board_role_code(enum board_role r);
const char *board_role_name(enum board_role r); /* "Trưởng ban kiểm phiếu" … */
struct poll_board {
	struct opt_i64 user; /* his account; none: he does not key in */
	str person_name;
	unit_id unit;
	enum board_role role;
	str unit_name; /* joined */
};
typedef VEC(struct poll_board) poll_board_list;
/* Replaces the whole board of a meeting. */
MUST_CHECK td_rc store_poll_board_set(struct tx *t, cluster_year_id year, meeting_id id,
				      const poll_board_list *list);
MUST_CHECK td_rc store_poll_board(struct tx *t, meeting_id id, poll_board_list *out);

enum count_origin { COUNT_TELLER, COUNT_HANDS, COUNT_ELECTRONIC, COUNT_ORIGIN__N };
struct count_sheet {
	i64 id;
	poll_id poll;
	i64 attempt;
	enum count_origin origin;
	i64 user;
	str user_name;
	struct count count;
	i64 sent_at_ms;
};
typedef VEC(struct count_sheet) count_sheet_list;
/* TD_CONFLICT: this teller sent his sheet of the attempt already. */
MUST_CHECK td_rc store_count_sheet_add(struct tx *t, cluster_year_id year, struct count_sheet *s);
/* All that this user may read, by attempt: a teller's sheet is his own until another teller's of the attempt is there. */
MUST_CHECK td_rc store_count_sheets(struct tx *t, poll_id id, i64 reader, count_sheet_list *out);
/* Tellers that sent a sheet of the attempt: only user, user_name and sent_at_ms are set. */
MUST_CHECK td_rc store_count_senders(struct tx *t, poll_id id, i64 attempt, count_sheet_list *out);

enum opinion_choice { OPINION_YES, OPINION_NO, OPINION_BLANK, OPINION__N };
const char *opinion_code(enum opinion_choice c);
const char *opinion_name(enum opinion_choice c); /* "Đồng ý" … */
MUST_CHECK td_rc opinion_parse(str code, enum opinion_choice *out);
struct written_opinion {
	poll_id poll; /* set by the store */
	str person_name;
	struct opt_i64 unit;
	i64 candidate; /* its ordinal */
	enum opinion_choice choice;
	str unit_name; /* joined */
};
typedef VEC(struct written_opinion) written_opinion_list;
/* Replaces what this person wrote; an empty list takes it back. Rows carry one person's name. */
MUST_CHECK td_rc store_written_opinion_set(struct tx *t, cluster_year_id year, poll_id id, str person,
					   const written_opinion_list *rows);
/* By person, then candidate. */
MUST_CHECK td_rc store_written_opinions(struct tx *t, poll_id id, written_opinion_list *out);
/* Of all polls of a year, by poll first. */
MUST_CHECK td_rc store_written_opinions_of_year(struct tx *t, cluster_year_id year,
						written_opinion_list *out);

enum poll_change_kind {
	POLL_CHANGE_LATE,    /* came when ballots were out, got one */
	POLL_CHANGE_LEFT,    /* gave his ballot back unused and left */
	POLL_CHANGE_TOOK,    /* left with his ballot: it is not returned */
	POLL_CHANGE_SPOILED, /* a spoiled ballot was exchanged */
	POLL_CHANGE_DECIDED, /* elected by the meeting's decision, with the reason */
	POLL_CHANGE__N
};
const char *poll_change_code(enum poll_change_kind k);
const char *poll_change_name(enum poll_change_kind k);
MUST_CHECK td_rc poll_change_parse(str code, enum poll_change_kind *out);
struct poll_change {
	poll_id poll; /* set by the store */
	enum poll_change_kind kind;
	str name, reason; /* reason may be NULL */
	i64 at_ms;        /* set by the store */
};
typedef VEC(struct poll_change) poll_change_list;
MUST_CHECK td_rc store_poll_change_add(struct tx *t, cluster_year_id year, poll_id id, struct poll_change *c);
MUST_CHECK td_rc store_poll_changes(struct tx *t, poll_id id, poll_change_list *out);
MUST_CHECK td_rc store_poll_changes_of_year(struct tx *t, cluster_year_id year, poll_change_list *out);

#endif
