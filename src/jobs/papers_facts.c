#include "jobs/act_registration.h"
#include "jobs/papers_part.h"
#include "store/store_vote.h"

static td_rc read_ranking(struct tx *t, cluster_year_id year, struct paper_facts *f)
{
	td_rc rc = store_ranking_latest(t, year, &f->ranking);
	if (rc == TD_NOT_FOUND)
		return TD_OK;
	f->frozen = rc == TD_OK;
	return rc == TD_OK ? store_ranking_rows(t, f->ranking.id, &f->rows) : rc;
}

static td_rc read_scores(struct tx *t, cluster_year_id year, struct paper_facts *f)
{
	td_rc rc = store_year_load(t, year, f->frozen ? f->ranking.stage : STAGE_FINAL, &f->sy);
	if (rc != TD_OK)
		return rc;
	if (f->sy.computed)
		return TD_OK;
	for (size_t i = 0; i < f->sy.faults.items.n; i++)
		err_add(t->e, TD_CONFLICT, f->sy.faults.items.at[i].where, "%.*s",
			STRF(f->sy.faults.items.at[i].text));
	return err_add(t->e, TD_CONFLICT, S(""), "Số liệu chấm điểm còn sai sót nên chưa lập được văn bản.");
}

static td_rc read_meeting(struct tx *t, cluster_year_id year, struct paper_facts *f)
{
	meeting_list all = {0};
	if (f->meeting_read)
		return TD_OK;
	td_rc rc = store_meeting_list(t, year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n && !f->met; i++) {
		if (all.at[i].kind != MEETING_YEAR_END)
			continue;
		f->met = true;
		f->meeting = all.at[i];
		rc = store_attendance_list(t, all.at[i].id, &f->attendance);
		f->live = NEW(t->a, struct act_meeting);
		if (rc == TD_OK)
			rc = act_meeting_load(t, all.at[i].id, f->live);
		if (rc == TD_OK)
			rc = store_poll_board(t, all.at[i].id, &f->board);
	}
	f->meeting_read = rc == TD_OK;
	return rc;
}

/* What stands beside the polls of a year, read once whatever their number. */
struct paper_polls {
	ballot_candidate_list candidates;
	written_opinion_list opinions;
	poll_change_list changes;
	vote_list votes;
};

static td_rc read_polls(struct tx *t, cluster_year_id year, struct paper_facts *f)
{
	if (f->polls)
		return TD_OK;
	struct paper_polls *p = NEW(t->a, struct paper_polls);
	td_rc rc = store_ballot_candidates_of_year(t, year, &p->candidates);
	if (rc == TD_OK)
		rc = store_written_opinions_of_year(t, year, &p->opinions);
	if (rc == TD_OK)
		rc = store_poll_changes_of_year(t, year, &p->changes);
	if (rc == TD_OK)
		rc = store_vote_list(t, year, &p->votes);
	f->polls = rc == TD_OK ? p : NULL;
	return rc;
}

/* The minutes name the urn of an electronic vote, and carry what a resolution let pass. Papers are always Vietnamese. */
static td_rc put_urn(struct tx *t, const struct paper_polls *p, const struct paper_ballot *b, struct sb *s)
{
	const struct vote *v = NULL;
	struct sha256 closed;
	for (size_t i = 0; i < p->votes.n; i++)
		if (p->votes.at[i].poll.v == b->ballot.id.v && p->votes.at[i].phase == VOTE_RESULT)
			v = &p->votes.at[i];
	if (v == NULL)
		return TD_OK;
	td_rc rc = store_vote_close_hash(t, v->poll, &closed);
	if (rc != TD_OK)
		return rc;
	sb_fmt(s, "%sBỏ phiếu điện tử; mã đóng hòm phiếu: %.*s.", s->n ? " " : "",
	       STRF(hex_of(t->a, closed.b, SHA256_LEN)));
	const char *banner = vote_banner((u32)v->faults);
	if (banner)
		sb_fmt(s, " CẢNH BÁO: %s Hội nghị chấp nhận theo: %.*s.", banner, STRF(v->override_text));
	return TD_OK;
}

/* «Ý kiến bằng văn bản: Nguyễn Văn A (Đơn vị A): Đơn vị B đồng ý, …» and what happened while ballots were out. */
static void put_opinions(const struct paper_polls *p, const struct paper_ballot *b, struct sb *s)
{
	const struct written_opinion *before = NULL;
	for (size_t i = 0; i < p->opinions.n; i++) {
		const struct written_opinion *o = &p->opinions.at[i];
		if (o->poll.v != b->ballot.id.v || o->candidate < 1 || (size_t)o->candidate > b->candidates.n)
			continue;
		bool same = before && str_eq(o->person_name, before->person_name);
		if (!same)
			sb_fmt(s, "%sÝ kiến bằng văn bản của %.*s: ", before ? ". " : "",
			       STRF(o->person_name));
		sb_fmt(s, "%s%.*s: %s", same ? "; " : "", STRF(b->candidates.at[o->candidate - 1].label),
		       opinion_name(o->choice));
		before = o;
	}
	if (before)
		SB_LIT(s, ".");
}

static void put_changes(const struct paper_polls *p, const struct paper_ballot *b, struct sb *s)
{
	i64 n_spoiled = 0;
	for (size_t i = 0; i < p->changes.n; i++) {
		const struct poll_change *c = &p->changes.at[i];
		if (c->poll.v != b->ballot.id.v)
			continue;
		n_spoiled += c->kind == POLL_CHANGE_SPOILED;
		if (c->kind != POLL_CHANGE_SPOILED)
			sb_fmt(s, "%s%s: %.*s%s%.*s.", s->n ? " " : "", poll_change_name(c->kind),
			       STRF(c->name), c->reason.n ? ", " : "", STRF(c->reason));
	}
	if (n_spoiled)
		sb_fmt(s, "%sĐã đổi %lld phiếu viết hỏng.", s->n ? " " : "", (long long)n_spoiled);
}

static td_rc add_ballot(struct tx *t, const struct ballot *one, struct paper_facts *f)
{
	const struct paper_polls *p = f->polls;
	struct paper_ballot *b = &VEC_PUSH(t->a, &f->ballots);
	struct sb s = sb_new(t->a, 1 << 16);
	*b = (struct paper_ballot){.ballot = *one};
	for (size_t i = 0; i < p->candidates.n; i++)
		if (p->candidates.at[i].poll.v == one->id.v)
			VEC_PUSH(t->a, &b->candidates) = p->candidates.at[i];
	put_opinions(p, b, &s);
	put_changes(p, b, &s);
	td_rc rc = put_urn(t, p, b, &s);
	b->remarks = sb_str(&s);
	store_ballot_poll(t->a, &b->ballot, &b->candidates, &b->poll);
	poll_judge(t->a, &b->poll, &b->result);
	return rc;
}

/* drafts: also polls that are not counted yet */
static td_rc read_ballots(struct tx *t, cluster_year_id year, bool drafts, struct paper_facts *f)
{
	ballot_list all = {0}, run = {0};
	td_rc rc = read_polls(t, year, f);
	if (rc == TD_OK)
		rc = store_ballot_list(t, year, &all);
	if (rc == TD_OK && drafts)
		rc = store_ballot_run_list(t, year, &run);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		rc = add_ballot(t, &all.at[i], f);
	for (size_t i = 0; rc == TD_OK && i < run.n; i++)
		if (run.at[i].state == POLL_DRAFT)
			rc = add_ballot(t, &run.at[i], f);
	return rc;
}

static td_rc ranking_facts(struct tx *t, cluster_year_id year, struct paper_facts *out)
{
	td_rc rc = read_ranking(t, year, out);
	if (rc == TD_OK)
		rc = read_scores(t, year, out);
	if (rc == TD_OK)
		rc = store_office_list(t, year, &out->offices);
	if (rc == TD_OK)
		rc = read_meeting(t, year, out);
	if (rc == TD_OK)
		rc = store_nomination_list(t, year, &out->nominations);
	if (rc == TD_OK)
		rc = read_ballots(t, year, false, out);
	out->on = out->met && out->meeting.start_at_ms.set ? day_of_ms(out->meeting.start_at_ms.v)
							   : (struct day){(int)out->sy.year.year, 12, 31};
	return rc;
}

/* ---- the others ---- */

td_rc papers_year_facts(struct tx *t, cluster_year_id year, struct paper_facts *f)
{
	f->on = (struct day){(int)f->sy.year.year, 12, 31};
	if (f->sy.year.id.v)
		return TD_OK;
	td_rc rc = store_cluster_year_get(t, year, &f->sy.year);
	if (rc == TD_OK)
		rc = store_membership_list(t, year, &f->sy.members);
	if (rc == TD_OK)
		rc = store_office_list(t, year, &f->offices);
	f->on = (struct day){(int)f->sy.year.year, 12, 31};
	return rc;
}

/* What founds the year stands at its beginning. */
static td_rc founding_facts(struct tx *t, cluster_year_id year, struct paper_facts *f)
{
	td_rc rc = papers_year_facts(t, year, f);
	f->on = (struct day){(int)f->sy.year.year, 1, 1};
	return rc;
}

static td_rc poll_facts(struct tx *t, cluster_year_id year, struct paper_facts *f)
{
	ballot_list some = {0};
	td_rc rc = store_ballot_list(t, year, &some);
	for (size_t i = 0; rc == TD_OK && i < some.n; i++)
		VEC_PUSH(t->a, &f->ballots) = (struct paper_ballot){.ballot = some.at[i]};
	if (rc == TD_OK)
		rc = store_ballot_run_list(t, year, &some);
	for (size_t i = 0; rc == TD_OK && i < some.n; i++)
		if (some.at[i].state == POLL_DRAFT)
			VEC_PUSH(t->a, &f->ballots) = (struct paper_ballot){.ballot = some.at[i]};
	return rc;
}

static td_rc meeting_facts(struct tx *t, cluster_year_id year, struct paper_facts *f)
{
	td_rc rc = papers_year_facts(t, year, f);
	if (rc == TD_OK)
		rc = read_meeting(t, year, f);
	if (rc == TD_OK)
		rc = read_ballots(t, year, true, f);
	if (f->met && f->meeting.start_at_ms.set)
		f->on = day_of_ms(f->meeting.start_at_ms.v);
	return rc;
}

static td_rc people_facts(struct tx *t, cluster_year_id year, struct paper_facts *f)
{
	struct paper_registration *u = f->units = NEW(t->a, struct paper_registration);
	unit_id all = {0};
	td_rc rc = papers_year_facts(t, year, f);
	if (rc == TD_OK)
		rc = store_registered_award_list(t, year, all, &u->awards);
	if (rc == TD_OK)
		rc = store_exemplar_list(t, year, all, &u->exemplars);
	return rc == TD_OK ? act_awards_of_year(t->a, f->sy.year.year, &u->known) : rc;
}

static td_rc units_facts(struct tx *t, cluster_year_id year, struct paper_facts *f)
{
	unit_id all = {0};
	td_rc rc = people_facts(t, year, f);
	if (rc == TD_OK)
		rc = read_ranking(t, year, f);
	if (rc == TD_OK)
		rc = store_registered_target_list(t, year, all, &f->units->targets);
	return rc == TD_OK ? store_nomination_list(t, year, &f->nominations) : rc;
}

static td_rc cards_facts(struct tx *t, cluster_year_id year, struct paper_facts *f)
{
	td_rc rc = read_ranking(t, year, f);
	if (rc == TD_OK)
		rc = read_scores(t, year, f);
	if (rc == TD_OK)
		rc = store_office_list(t, year, &f->offices);
	f->self = NEW(t->a, struct scored_year);
	if (rc == TD_OK)
		rc = store_year_earlier(t, &f->sy, STAGE_SELF, f->self);
	f->on = (struct day){(int)f->sy.year.year, 12, 31};
	return rc;
}

static td_rc midyear_facts(struct tx *t, cluster_year_id year, struct paper_facts *f)
{
	f->mid = NEW(t->a, struct midyear_facts);
	td_rc rc = store_cluster_year_get(t, year, &f->sy.year);
	if (rc == TD_OK)
		rc = midyear_load(t, &f->sy.year, 0, f->mid);
	if (rc == TD_OK)
		rc = store_office_list(t, year, &f->offices);
	if (rc != TD_OK)
		return rc;
	f->sy.members = f->mid->reports.members;
	f->on = (struct day){(int)f->sy.year.year, 6, 30};
	if (f->mid->period && day_parse_iso(f->mid->period->ends_on, &f->on) != TD_OK)
		return TD_CORRUPT;
	return TD_OK;
}

td_rc papers_basis_facts(struct tx *t, enum paper_basis b, cluster_year_id year, struct paper_facts *out)
{
	static td_rc (*const readers[BASIS__N])(struct tx *, cluster_year_id, struct paper_facts *) = {
	    [BASIS_RANKING] = ranking_facts, [BASIS_PLAN] = papers_plan_facts,
	    [BASIS_MIDYEAR] = midyear_facts, [BASIS_HANDOVER] = papers_handover_facts,
	    [BASIS_YEAR] = founding_facts,   [BASIS_MEETING] = meeting_facts,
	    [BASIS_POLLS] = poll_facts,      [BASIS_PEOPLE] = people_facts,
	    [BASIS_UNITS] = units_facts,     [BASIS_CARDS] = cards_facts,
	};
	return readers[b](t, year, out);
}
