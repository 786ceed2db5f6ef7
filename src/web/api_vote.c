/* Electronic votes, as programs read them. */
#include "store/store_meeting.h"
#include "web/api_read.h"
#include "web/page_vote.h"

struct line {
	i64 poll;
	str question, phase;
};
static const struct api_member line[] = {
    API(INT, struct line, poll, "poll"),
    API(TEXT, struct line, question, "question"),
    API(TEXT, struct line, phase, "phase"),
};
static const struct api_def line_def = API_DEF("VoteLine", struct line, line);

struct votes {
	VEC(struct line) votes;
};
static const struct api_member votes[] = {API_LIST(struct votes, votes, "votes", &line_def)};
const struct api_def api_votes_def = API_DEF("Votes", struct votes, votes);

td_rc api_read_votes(struct req *r, void *out)
{
	struct votes *o = out;
	vote_list all = {0};
	td_rc rc = store_vote_list(r->tx, r->year.id, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		VEC_PUSH(r->a, &o->votes) = (struct line){all.at[i].poll.v, all.at[i].question,
							  str_c(vote_phase_code(all.at[i].phase))};
	return rc;
}

struct seat {
	i64 index;
	str person, unit;
	bool has_key, decrypted;
};
static const struct api_member seat[] = {
    API(INT, struct seat, index, "index"),          API(TEXT, struct seat, person, "person"),
    API(TEXT, struct seat, unit, "unit"),           API(BOOL, struct seat, has_key, "has_key"),
    API(BOOL, struct seat, decrypted, "decrypted"),
};
static const struct api_def seat_def = API_DEF("VoteTrustee", struct seat, seat);

struct one {
	struct line about;
	i64 rev, n_codes, n_paper;
	str uuid, officer, officer_unit, server_unit, banner, resolution, cancelled, fingerprint, close_event,
	    file;
	struct opt_i64 n_ballots;
	VEC(struct seat) trustees;
};
static const struct api_member one[] = {
    API_INSIDE(struct one, about, "about", &line_def),
    API(INT, struct one, rev, "rev"),
    API(TEXT, struct one, uuid, "uuid"),
    API(INT, struct one, n_codes, "codes"),
    API(INT, struct one, n_paper, "on_paper"),
    API(TEXT, struct one, officer, "officer"),
    API(TEXT, struct one, officer_unit, "officer_unit"),
    API(TEXT, struct one, server_unit, "server_unit"),
    API(TEXT, struct one, banner, "banner"),
    API(TEXT, struct one, resolution, "resolution"),
    API(TEXT, struct one, cancelled, "cancelled"),
    API(TEXT, struct one, fingerprint, "fingerprint"),
    API(TEXT, struct one, close_event, "close_event"),
    API(TEXT, struct one, file, "file"),
    API(OPT_INT, struct one, n_ballots, "ballots"),
    API_LIST(struct one, trustees, "trustees", &seat_def),
};
const struct api_def api_vote_def = API_DEF("Vote", struct one, one);

static td_rc put_seats(struct req *r, poll_id poll, struct one *o)
{
	vote_trustee_list all = {0};
	td_rc rc = store_vote_trustee_list(r->tx, poll, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		VEC_PUSH(r->a, &o->trustees) =
		    (struct seat){all.at[i].ordinal, all.at[i].person, all.at[i].unit_name,
				  all.at[i].public_key.p != NULL, all.at[i].decrypted};
	return rc;
}

td_rc api_read_vote(struct req *r, void *out)
{
	struct one *o = out;
	struct vote v;
	struct ballot b;
	struct vote_file f = {0};
	i64 id;
	if (str_i64(req_param(r, "poll"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_ballot_get(r->tx, (poll_id){id}, &b);
	if (rc == TD_OK && b.year.v != r->year.id.v)
		rc = TD_NOT_FOUND;
	if (rc != TD_OK)
		return rc;
	o->about = (struct line){b.id.v, b.question, STR_NULL};
	rc = store_vote_get(r->tx, b.id, &v);
	if (rc == TD_NOT_FOUND)
		return TD_OK; /* nothing is set up yet */
	if (rc == TD_OK)
		rc = act_vote_file(r->tx, &v, &f);
	if (rc != TD_OK)
		return rc;
	const char *banner = vote_banner((u32)v.faults);
	bool closed = v.phase == VOTE_CLOSED || v.phase == VOTE_DECRYPTING || v.phase == VOTE_RESULT;
	o->about.phase = str_c(vote_phase_code(v.phase));
	o->rev = v.rev;
	o->uuid = v.uuid;
	o->n_codes = v.n_codes;
	o->n_paper = v.n_paper;
	o->officer = v.officer_name;
	o->officer_unit = v.officer_unit_name;
	o->server_unit = v.server_unit_name;
	o->banner = banner ? str_c(banner) : STR_NULL;
	o->resolution = v.override_text;
	o->cancelled = v.cancelled_why;
	o->fingerprint = f.fingerprint;
	o->close_event = closed ? f.head : STR_NULL;
	o->file = closed ? req_path(r, "/bo-phieu/%.*s/hom-phieu.bel", STRF(v.uuid)) : STR_NULL;
	o->n_ballots = closed ? OPT(f.n_ballots) : OPT_NONE;
	return put_seats(r, b.id, o);
}

struct trustee {
	str uuid, question, phase;
	i64 index;
	bool key_sent, factors_sent;
};
static const struct api_member trustee[] = {
    API(TEXT, struct trustee, uuid, "uuid"),         API(TEXT, struct trustee, question, "question"),
    API(TEXT, struct trustee, phase, "phase"),       API(INT, struct trustee, index, "index"),
    API(BOOL, struct trustee, key_sent, "key_sent"), API(BOOL, struct trustee, factors_sent, "factors_sent"),
};
const struct api_def api_vote_trustee_def = API_DEF("VoteKeyTask", struct trustee, trustee);

td_rc api_read_vote_trustee(struct req *r, void *out)
{
	struct trustee *o = out;
	struct vote v;
	vote_trustee_list all;
	struct vote_trustee own;
	r->tx->actor.user_id = r->user.id.v;
	td_rc rc = act_vote_trustee(r->tx, req_param(r, "uuid"), &v, &all, &own);
	if (rc == TD_OK)
		*o = (struct trustee){v.uuid,
				      v.question,
				      str_c(vote_phase_code(v.phase)),
				      own.ordinal,
				      own.public_key.p != NULL,
				      own.decrypted};
	return rc;
}

struct officer {
	str uuid, question, phase;
	i64 n_codes;
};
static const struct api_member officer[] = {
    API(TEXT, struct officer, uuid, "uuid"),
    API(TEXT, struct officer, question, "question"),
    API(TEXT, struct officer, phase, "phase"),
    API(INT, struct officer, n_codes, "codes"),
};
const struct api_def api_vote_officer_def = API_DEF("VoteCodesTask", struct officer, officer);

td_rc api_read_vote_officer(struct req *r, void *out)
{
	struct officer *o = out;
	struct vote v;
	r->tx->actor.user_id = r->user.id.v;
	td_rc rc = act_vote_officer(r->tx, req_param(r, "uuid"), &v);
	if (rc == TD_OK)
		*o = (struct officer){v.uuid, v.question, str_c(vote_phase_code(v.phase)), v.n_codes};
	return rc;
}
