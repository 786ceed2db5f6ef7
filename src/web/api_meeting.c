/* What the meeting leaves, as programs read it: nominations, polls with their results, the meeting, papers. */
#include "jobs/job_papers.h"
#include "store/store_file.h"
#include "store/store_meeting.h"
#include "web/api_read.h"

API_WORDS(meeting_word, meeting_kind_code, enum meeting_kind)
API_WORDS(presence_word, presence_code, enum presence)
API_WORDS(poll_word, poll_kind_code, enum poll_kind)
API_WORDS(poll_method_word, poll_method_code, enum poll_method)
API_WORDS(base_word, poll_base_code, enum poll_base)

static const char *poll_state_word(int v)
{
	static const char *const words[POLL_STATE__N] = {"draft", "counted", "announced"};
	return words[v];
}

/* ---- nominations and polls ---- */

static const struct api_member nomination[] = {
    API(INT, struct nomination, id, "id"),
    API(TEXT, struct nomination, unit_name, "unit_name"),
    API(TEXT, struct nomination, title_code, "title"),
    API(INT, struct nomination, ordinal, "ordinal"),
    API(TEXT, struct nomination, reason, "reason"),
    API(OPT_TIME, struct nomination, withdrawn_at_ms, "withdrawn_at"),
    API(TIME, struct nomination, proposed_at_ms, "proposed_at"),
    API(INT, struct nomination, rev, "rev"),
};
static const struct api_def nomination_def = API_DEF("Nomination", struct nomination, nomination);

static const struct api_member candidate[] = {
    API(INT, struct ballot_candidate, poll.v, "poll"),
    API(INT, struct ballot_candidate, ordinal, "ordinal"),
    API(TEXT, struct ballot_candidate, label, "label"),
    API(INT, struct ballot_candidate, n_yes, "yes"),
    API(INT, struct ballot_candidate, n_no, "no"),
    API(INT, struct ballot_candidate, n_blank, "blank"),
    API(INT, struct ballot_candidate, written_yes, "written_yes"),
    API(INT, struct ballot_candidate, written_no, "written_no"),
    API(INT, struct ballot_candidate, written_blank, "written_blank"),
    API(BOOL, struct ballot_candidate, withdrawn, "withdrawn"),
    API(TEXT, struct ballot_candidate, result, "result",
	.label = N_("elected, not_elected; null: chưa quyết")),
};
static const struct api_def candidate_def = API_DEF("Candidate", struct ballot_candidate, candidate);

struct poll_out {
	struct ballot b;
	ballot_candidate_list candidates;
};
static const struct api_member poll_out[] = {
    API(INT, struct poll_out, b.id.v, "id"),
    API_ENUM(struct poll_out, b.kind, "kind", poll_word, POLL_KIND__N),
    API_ENUM(struct poll_out, b.method, "method", poll_method_word, POLL_METHOD__N),
    API(TEXT, struct poll_out, b.question, "question"),
    API(TEXT, struct poll_out, b.title_code, "title"),
    API(INT, struct poll_out, b.n_seats, "seats"),
    API(INT, struct poll_out, b.threshold_num, "threshold_num"),
    API(INT, struct poll_out, b.threshold_den, "threshold_den", .label = N_("0: nhiều phiếu nhất thì trúng")),
    API(BOOL, struct poll_out, b.threshold_strict, "threshold_strict"),
    API_ENUM(struct poll_out, b.base, "base", base_word, POLL_BASE__N),
    API(INT, struct poll_out, b.n_members, "members"),
    API(INT, struct poll_out, b.n_present, "present"),
    API(INT, struct poll_out, b.n_issued, "issued"),
    API(INT, struct poll_out, b.n_returned, "returned"),
    API(INT, struct poll_out, b.n_valid, "valid"),
    API(INT, struct poll_out, b.n_invalid, "invalid"),
    API(INT, struct poll_out, b.n_written, "written"),
    API_ENUM(struct poll_out, b.state, "state", poll_state_word, POLL_STATE__N),
    API_LIST(struct poll_out, candidates, "candidates", &candidate_def),
    API(INT, struct poll_out, b.rev, "rev"),
};
static const struct api_def poll_def = API_DEF("Poll", struct poll_out, poll_out);

struct nominations {
	nomination_list nominations;
	VEC(struct poll_out) polls;
};
static const struct api_member nominations[] = {
    API_LIST(struct nominations, nominations, "nominations", &nomination_def),
    API_LIST(struct nominations, polls, "polls", &poll_def),
};
const struct api_def api_nominations_def = API_DEF("Nominations", struct nominations, nominations);

td_rc api_read_nominations(struct req *r, void *out)
{
	struct nominations *o = out;
	ballot_list polls = {0};
	td_rc rc = store_nomination_list(r->tx, r->year.id, &o->nominations);
	if (rc == TD_OK)
		rc = store_ballot_list(r->tx, r->year.id, &polls);
	for (size_t i = 0; rc == TD_OK && i < polls.n; i++) {
		struct poll_out *p = &VEC_PUSH(r->a, &o->polls);
		p->b = polls.at[i];
		rc = store_ballot_candidates(r->tx, p->b.id, &p->candidates);
	}
	return rc;
}

/* ---- the meeting ---- */

static const struct api_member present[] = {
    API(TEXT, struct attendance, unit_name, "unit_name"),
    API(TEXT, struct attendance, person_name, "person_name"),
    API(TEXT, struct attendance, person_title, "person_title"),
    API_ENUM(struct attendance, presence, "presence", presence_word, PRESENCE__N),
    API(BOOL, struct attendance, votes, "votes"),
    API(TEXT, struct attendance, reason, "reason"),
};
static const struct api_def present_def = API_DEF("Attendance", struct attendance, present);

struct meeting_out {
	struct meeting m;
	attendance_list attendance;
};
static const struct api_member meeting_out[] = {
    API(INT, struct meeting_out, m.id.v, "id", .label = N_("0: chưa ghi cuộc họp nào")),
    API_ENUM(struct meeting_out, m.kind, "kind", meeting_word, MEETING__N),
    API(OPT_TIME, struct meeting_out, m.start_at_ms, "starts_at"),
    API(OPT_TIME, struct meeting_out, m.end_at_ms, "ends_at"),
    API(TEXT, struct meeting_out, m.place, "place"),
    API(TEXT, struct meeting_out, m.chair_name, "chair_name"),
    API(TEXT, struct meeting_out, m.chair_title, "chair_title"),
    API(TEXT, struct meeting_out, m.secretary_name, "secretary_name"),
    API(TEXT, struct meeting_out, m.secretary_title, "secretary_title"),
    API(TEXT, struct meeting_out, m.agenda, "agenda"),
    API(TEXT, struct meeting_out, m.opinions, "opinions"),
    API(TEXT, struct meeting_out, m.conclusion, "conclusion"),
    API_LIST(struct meeting_out, attendance, "attendance", &present_def),
    API(INT, struct meeting_out, m.rev, "rev"),
};
const struct api_def api_meeting_def = API_DEF("Meeting", struct meeting_out, meeting_out);

/* The newest year-end meeting, which is the page's. */
td_rc api_read_meeting(struct req *r, void *out)
{
	struct meeting_out *o = out;
	meeting_list all = {0};
	td_rc rc = store_meeting_list(r->tx, r->year.id, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n && o->m.id.v == 0; i++)
		if (all.at[i].kind == MEETING_YEAR_END)
			o->m = all.at[i];
	return rc == TD_OK && o->m.id.v ? store_attendance_list(r->tx, o->m.id, &o->attendance) : rc;
}

/* ---- papers ---- */

static const struct api_member paper[] = {
    API(INT, struct paper, id.v, "id"),
    API(TEXT, struct paper, kind, "kind"),
    API(TEXT, struct paper, title, "title"),
    API(TEXT, struct paper, number, "number"),
    API(DAY, struct paper, signed_on, "signed_on"),
    API(TEXT, struct paper, file_name, "file_name"),
    API(TEXT, struct paper, made_by_name, "made_by"),
    API(TIME, struct paper, made_at_ms, "made_at"),
    API(OPT_INT, struct paper, replaced_by, "replaced_by"),
    API(TEXT, struct paper, subject, "subject"),
    API(INT, struct paper, generation, "generation"),
    API(OPT_INT, struct paper, pdf_pages, "pdf_pages"),
    API(TEXT, struct paper, pdf_maker, "pdf_maker"),
    API(TEXT, struct paper, pdf_notes, "pdf_notes"),
    API(TEXT, struct paper, check_code, "check_code"),
};
static const struct api_def paper_def = API_DEF("Paper", struct paper, paper);

struct papers {
	paper_list papers;
};
static const struct api_member papers[] = {API_LIST(struct papers, papers, "papers", &paper_def)};
const struct api_def api_papers_def = API_DEF("Papers", struct papers, papers);

td_rc api_read_papers(struct req *r, void *out)
{
	struct papers *o = out;
	return store_paper_list(r->tx, r->year.id, &o->papers);
}

/* ---- jobs ---- */

API_WORDS(job_word, job_state_code, enum job_state)

static const struct api_member job_paper[] = {
    API(TEXT, struct job_paper, kind, "kind"),
    API(TEXT, struct job_paper, subject, "subject"),
    API(TEXT, struct job_paper, title, "title"),
    API(INT, struct job_paper, paper, "paper", .label = N_("Số của văn bản; 0: chưa lập được")),
    API(BOOL, struct job_paper, same, "same", .label = N_("Giữ bản đã có, số liệu không đổi")),
    API(TEXT, struct job_paper, error, "error"),
};
static const struct api_def job_paper_def = API_DEF("JobPaper", struct job_paper, job_paper);

struct job_out {
	struct job j;
	job_paper_list results;
};
static const struct api_member job_out[] = {
    API(INT, struct job_out, j.id, "id"),
    API(TEXT, struct job_out, j.kind, "kind"),
    API_ENUM(struct job_out, j.state, "state", job_word, JOB_STATE__N),
    API(INT, struct job_out, j.step, "step"),
    API(INT, struct job_out, j.n_steps, "steps"),
    API(TEXT, struct job_out, j.error, "error"),
    API(TEXT, struct job_out, j.created_by_name, "created_by"),
    API(TIME, struct job_out, j.created_at_ms, "created_at"),
    API(OPT_TIME, struct job_out, j.started_at_ms, "started_at"),
    API(OPT_TIME, struct job_out, j.ended_at_ms, "ended_at"),
    API_LIST(struct job_out, results, "results", &job_paper_def),
};
const struct api_def api_job_def = API_DEF("Job", struct job_out, job_out);

td_rc api_read_job(struct req *r, void *out)
{
	struct job_out *o = out;
	i64 id;
	if (str_i64(req_param(r, "job"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_job_get(r->tx, id, &o->j);
	if (rc == TD_OK && (!o->j.year.set || o->j.year.v != r->year.id.v))
		return TD_NOT_FOUND;
	if (rc == TD_OK)
		job_papers_results(r->a, &o->j, &o->results);
	return rc;
}
