#include "jobs/papers_part.h"

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
	td_rc rc = store_meeting_list(t, year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n && !f->met; i++) {
		if (all.at[i].kind != MEETING_YEAR_END)
			continue;
		f->met = true;
		f->meeting = all.at[i];
		rc = store_attendance_list(t, all.at[i].id, &f->attendance);
	}
	return rc;
}

static td_rc read_ballots(struct tx *t, cluster_year_id year, struct paper_facts *f)
{
	ballot_list all = {0};
	td_rc rc = store_ballot_list(t, year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		if (all.at[i].state == POLL_DRAFT)
			continue;
		struct paper_ballot *b = &VEC_PUSH(t->a, &f->ballots);
		b->ballot = all.at[i];
		rc = store_ballot_candidates(t, all.at[i].id, &b->candidates);
		if (rc != TD_OK)
			break;
		store_ballot_poll(t->a, &b->ballot, &b->candidates, &b->poll);
		poll_judge(t->a, &b->poll, &b->result);
	}
	return rc;
}

td_rc papers_facts(struct tx *t, cluster_year_id year, struct paper_facts *out)
{
	*out = (struct paper_facts){0};
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
		rc = read_ballots(t, year, out);
	out->on = out->met && out->meeting.start_at_ms.set ? day_of_ms(out->meeting.start_at_ms.v)
							   : (struct day){(int)out->sy.year.year, 12, 31};
	return rc;
}
