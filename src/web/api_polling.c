/* Polls that the program runs, as programs read them. */
#include "web/api_read.h"
#include "web/page_polling.h"

API_WORDS(phase_word, desk_phase_code, enum desk_phase)
API_WORDS(method_word, desk_method_code, enum desk_method)
API_WORDS(kind_word, poll_kind_code, enum poll_kind)
API_WORDS(role_word, board_role_code, enum board_role)
API_WORDS(choice_word, opinion_code, enum opinion_choice)
API_WORDS(change_word, poll_change_code, enum poll_change_kind)

struct poll_head {
	struct ballot b;
	struct poll_desk d;
};
static const struct api_member head[] = {
    API(INT, struct poll_head, b.id.v, "id"),
    API(TEXT, struct poll_head, b.question, "question"),
    API_ENUM(struct poll_head, b.kind, "kind", kind_word, POLL_KIND__N),
    API_ENUM(struct poll_head, d.method, "method", method_word, DESK_METHOD__N),
    API_ENUM(struct poll_head, d.phase, "phase", phase_word, DESK_PHASE__N),
    API(INT, struct poll_head, d.round, "round"),
    API(OPT_INT, struct poll_head, d.of_poll, "of_poll"),
    API(INT, struct poll_head, d.attempt, "attempt", .label = N_("lần đếm đang tiến hành")),
    API(BOOL, struct poll_head, d.may_vote_self, "may_vote_self"),
    API(TEXT, struct poll_head, d.invalid_rule, "invalid_rule"),
    API(DAY, struct poll_head, d.destroy_on, "destroy_on"),
    API(INT, struct poll_head, b.n_seats, "seats"),
    API(INT, struct poll_head, b.max_yes, "max_yes"),
    API(INT, struct poll_head, b.n_members, "members"),
    API(INT, struct poll_head, b.n_present, "present"),
    API(INT, struct poll_head, d.n_printed, "printed"),
    API(INT, struct poll_head, d.n_issued, "issued"),
    API(INT, struct poll_head, d.n_electronic, "electronic"),
    API(INT, struct poll_head, d.n_spoiled, "spoiled"),
    API(INT, struct poll_head, d.n_unused, "unused"),
    API(OPT_TIME, struct poll_head, d.opened_at_ms, "opened_at"),
    API(OPT_TIME, struct poll_head, d.closed_at_ms, "closed_at"),
    API(OPT_TIME, struct poll_head, d.confirmed_at_ms, "confirmed_at"),
    API(TEXT, struct poll_head, d.why, "why"),
    API(INT, struct poll_head, d.rev, "rev"),
};
static const struct api_def head_def = API_DEF("RunPoll", struct poll_head, head);

struct run_polls {
	VEC(struct poll_head) polls;
};
static const struct api_member run_polls[] = {API_LIST(struct run_polls, polls, "polls", &head_def)};
const struct api_def api_polls_def = API_DEF("RunPolls", struct run_polls, run_polls);

td_rc api_read_polls(struct req *r, void *out)
{
	struct run_polls *o = out;
	ballot_list polls = {0};
	poll_desk_list desks = {0};
	td_rc rc = store_ballot_run_list(r->tx, r->year.id, &polls);
	if (rc == TD_OK)
		rc = store_poll_desk_list(r->tx, r->year.id, &desks);
	for (size_t i = 0; rc == TD_OK && i < polls.n && i < desks.n; i++)
		VEC_PUSH(r->a, &o->polls) = (struct poll_head){polls.at[i], desks.at[i]};
	return rc;
}

static const struct api_member stands[] = {
    API(INT, struct ballot_candidate, ordinal, "ordinal"),
    API(TEXT, struct ballot_candidate, label, "name"),
    API(BOOL, struct ballot_candidate, withdrawn, "withdrawn"),
    API(INT, struct ballot_candidate, n_yes, "yes"),
    API(INT, struct ballot_candidate, n_no, "no"),
    API(INT, struct ballot_candidate, n_blank, "blank"),
    API(INT, struct ballot_candidate, written_yes, "written_yes"),
    API(INT, struct ballot_candidate, written_no, "written_no"),
    API(INT, struct ballot_candidate, written_blank, "written_blank"),
    API(TEXT, struct ballot_candidate, result, "result"),
};
static const struct api_def stands_def = API_DEF("RunPollCandidate", struct ballot_candidate, stands);

static const struct api_member member[] = {
    API(TEXT, struct poll_board, person_name, "name"),
    API(TEXT, struct poll_board, unit_name, "unit"),
    API_ENUM(struct poll_board, role, "role", role_word, BOARD_ROLE__N),
};
static const struct api_def member_def = API_DEF("CountingBoard", struct poll_board, member);

static const struct api_member count_row[] = {
    API(INT, struct count_row, candidate, "candidate"),
    API(INT, struct count_row, yes, "yes"),
    API(INT, struct count_row, no, "no"),
    API(INT, struct count_row, blank, "blank"),
};
static const struct api_def count_row_def = API_DEF("CountRow", struct count_row, count_row);

struct sheet_out {
	struct count_sheet s;
	VEC(struct count_row) rows;
};
static const struct api_member sheet[] = {
    API(INT, struct sheet_out, s.attempt, "attempt"),
    API(TEXT, struct sheet_out, s.user_name, "teller"),
    API(INT, struct sheet_out, s.count.issued, "issued"),
    API(INT, struct sheet_out, s.count.returned, "returned"),
    API(INT, struct sheet_out, s.count.not_returned, "not_returned"),
    API(INT, struct sheet_out, s.count.valid, "valid"),
    API(INT, struct sheet_out, s.count.invalid, "invalid"),
    API_LIST(struct sheet_out, rows, "rows", &count_row_def),
};
static const struct api_def sheet_def = API_DEF("CountSheet", struct sheet_out, sheet);

static const struct api_member opinion[] = {
    API(TEXT, struct written_opinion, person_name, "name"),
    API(TEXT, struct written_opinion, unit_name, "unit"),
    API(INT, struct written_opinion, candidate, "candidate"),
    API_ENUM(struct written_opinion, choice, "choice", choice_word, OPINION__N),
};
static const struct api_def opinion_def = API_DEF("WrittenOpinion", struct written_opinion, opinion);

static const struct api_member change[] = {
    API_ENUM(struct poll_change, kind, "kind", change_word, POLL_CHANGE__N),
    API(TEXT, struct poll_change, name, "name"),
    API(TEXT, struct poll_change, reason, "reason"),
    API(TIME, struct poll_change, at_ms, "at"),
};
static const struct api_def change_def = API_DEF("PollChange", struct poll_change, change);

struct polling_out {
	struct poll_head head;
	ballot_candidate_list candidates;
	poll_board_list board;
	VEC(struct sheet_out) sheets;
	written_opinion_list opinions;
	poll_change_list changes;
};
static const struct api_member polling[] = {
    API_INSIDE(struct polling_out, head, "poll", &head_def),
    API_LIST(struct polling_out, candidates, "candidates", &stands_def),
    API_LIST(struct polling_out, board, "board", &member_def),
    API_LIST(struct polling_out, sheets, "sheets", &sheet_def),
    API_LIST(struct polling_out, opinions, "opinions", &opinion_def),
    API_LIST(struct polling_out, changes, "changes", &change_def),
};
const struct api_def api_polling_def = API_DEF("RunPollOne", struct polling_out, polling);

td_rc api_read_polling(struct req *r, void *out)
{
	struct polling_out *o = out;
	struct act_desk x;
	td_rc rc = page_polling_find(r, &x);
	if (rc != TD_OK)
		return rc;
	*o = (struct polling_out){.head = {x.b, x.d},
				  .candidates = x.candidates,
				  .board = x.board,
				  .opinions = x.opinions,
				  .changes = x.changes};
	for (size_t i = 0; i < x.sheets.n; i++) {
		struct sheet_out *s = &VEC_PUSH(r->a, &o->sheets);
		s->s = x.sheets.at[i];
		for (size_t k = 0; k < s->s.count.n_rows; k++)
			VEC_PUSH(r->a, &s->rows) = s->s.count.rows[k];
	}
	return rc;
}
