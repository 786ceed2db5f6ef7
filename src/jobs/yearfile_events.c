#include "jobs/yearfile_impl.h"

#include "format/data_json.h"
#include "format/legal.h"
#include "jobs/act_correct.h"
#include "jobs/act_meeting.h"
#include "jobs/act_evidence.h"
#include "jobs/act_score.h"
#include "jobs/job_papers.h"

td_rc yf_unit(struct player *p, struct tx *t, const struct value *v, const char *key, struct membership *out)
{
	td_rc rc = store_membership_find(t, p->out->year, yf_text(v, key), out);
	return rc == TD_NOT_FOUND ? yf_fault(p, t, key, yf_text(v, key)) : rc;
}

static td_rc do_plan(struct player *p, struct tx *t, const struct value *v)
{
	enum season_state step;
	if (season_parse(yf_text(v, "step"), &step) != TD_OK)
		return yf_fault(p, t, "step", yf_text(v, "step"));
	return act_season_plan(t, p->out->year, step, !yf_bool(v, "off"), yf_text(v, "starts"),
			       yf_text(v, "due"));
}

static td_rc do_season(struct player *p, struct tx *t, const struct value *v)
{
	struct cluster_year y;
	enum season_state to;
	if (season_parse(yf_text(v, "to"), &to) != TD_OK)
		return yf_fault(p, t, "to", yf_text(v, "to"));
	td_rc rc = store_cluster_year_get(t, p->out->year, &y);
	if (rc == TD_OK)
		rc = act_season_move(t, p->out->year, to, yf_text(v, "reason"), y.rev);
	if (rc == TD_OK)
		p->season = to;
	return rc;
}

/* The event's rows as a data file about this one unit and its judges. */
static const struct value *as_data(struct player *p, struct tx *t, const struct value *v)
{
	struct arena *a = t->a;
	const struct value_item *at;
	struct value *data = value_map(a);
	value_put_text(a, data, "format", S(DATA_FORMAT));
	struct value *units = value_put(a, data, S("units"), value_list(a));
	size_t n = yf_list(p->script, "units", &at);
	for (size_t i = 0; i < n; i++) {
		struct value *u = value_add(a, units, value_map(a));
		value_put_text(a, u, "code", yf_text(at[i].value, "code"));
		value_put_text(a, u, "name", yf_text(at[i].value, "name"));
	}
	struct value *rows = value_put(a, data, S("scores"), value_list(a));
	n = yf_list(v, "values", &at);
	for (size_t i = 0; i < n; i++) {
		struct value *row = value_add(a, rows, value_map(a));
		const struct value *from = at[i].value;
		value_put_text(a, row, "unit", yf_text(v, "unit"));
		value_put_text(a, row, "stage", yf_text(v, "stage"));
		for (size_t k = 0; k < from->items.n; k++)
			if (!str_eq(from->items.at[k].key, S("reason")))
				value_put(a, row, from->items.at[k].key, from->items.at[k].value);
		/* the rule between stages is the act's: it knows what is stored */
		str reason = yf_text(from, "reason");
		value_put_text(a, row, "reason", reason.n ? reason : S("-"));
	}
	return data;
}

td_rc yf_cells(struct player *p, struct tx *t, const struct value *v, struct act_cell **cells, size_t *n)
{
	struct score_table table = {0};
	td_rc rc = data_from_value(t->a, as_data(p, t, v), p->scheme, t->e, &table);
	if (rc != TD_OK)
		return rc;
	*n = table.cells.n;
	*cells = NEW_N(t->a, struct act_cell, table.cells.n);
	for (size_t i = 0; i < table.cells.n; i++) {
		const struct score_cell *c = &table.cells.at[i];
		(*cells)[i] = (struct act_cell){.code = p->scheme->nodes[c->node].code,
						.state = c->state,
						.a_c = c->state == CELL_SET ? OPT(c->a) : OPT_NONE,
						.b_c = c->has_b ? OPT(c->b) : OPT_NONE,
						.reason = str_eq(c->reason, S("-")) ? STR_NULL : c->reason,
						.note = c->note};
	}
	return TD_OK;
}

static td_rc do_scores(struct player *p, struct tx *t, const struct value *v)
{
	struct membership m;
	struct act_cell *cells = NULL;
	enum score_stage stage;
	size_t n = 0, n_changed;
	if (score_stage_parse(yf_text(v, "stage"), &stage) != TD_OK)
		return yf_fault(p, t, "stage", yf_text(v, "stage"));
	td_rc rc = yf_unit(p, t, v, "unit", &m);
	if (rc == TD_OK && yf_bool(v, "accept"))
		return act_cells_accept(t, p->out->year, m.unit, stage, &n_changed);
	if (rc == TD_OK)
		rc = yf_cells(p, t, v, &cells, &n);
	if (rc != TD_OK)
		return rc;
	return act_cells_save(t, p->out->year, m.unit, stage, cells, n,
			      yf_bool(v, "on_behalf") ? ACT_CELLS_ON_BEHALF : ACT_CELLS_OWN, &n_changed);
}

static td_rc do_card(struct player *p, struct tx *t, const struct value *v)
{
	struct membership m;
	struct scorecard card;
	enum scorecard_state to;
	if (scorecard_parse(yf_text(v, "to"), &to) != TD_OK)
		return yf_fault(p, t, "to", yf_text(v, "to"));
	td_rc rc = yf_unit(p, t, v, "unit", &m);
	if (rc == TD_OK)
		rc = store_scorecard_get(t, p->out->year, m.unit, STAGE_SELF, &card);
	return rc == TD_OK ? act_card_move(t, p->out->year, m.unit, to, yf_text(v, "reason"), card.rev) : rc;
}

static td_rc do_evidence(struct player *p, struct tx *t, const struct value *v)
{
	struct membership m;
	const struct value_item *at;
	size_t n = yf_list(v, "criteria", &at);
	struct act_pointer *to = NEW_N(t->a, struct act_pointer, n);
	for (size_t i = 0; i < n; i++)
		to[i] = (struct act_pointer){at[i].value->kind == VALUE_TEXT ? at[i].value->text : STR_NULL,
					     yf_text(v, "page")};
	td_rc rc = yf_unit(p, t, v, "unit", &m);
	struct evidence e = {.year = p->out->year,
			     .unit = m.unit,
			     .title = yf_text(v, "title"),
			     .doc_number = yf_text(v, "number"),
			     .doc_on = yf_text(v, "on")};
	return rc == TD_OK ? act_evidence_add(t, &e, to, n, NULL) : rc;
}

static td_rc do_target(struct player *p, struct tx *t, const struct value *v)
{
	struct membership m;
	i64 value_c;
	td_rc rc = yf_unit(p, t, v, "unit", &m);
	if (rc == TD_OK && value_as_c(value_get(v, S("value")), &value_c) != TD_OK)
		return yf_fault(p, t, "value", S("value"));
	return rc == TD_OK ? act_target_save(t, p->out->year, m.unit, yf_text(v, "criterion"), OPT(value_c),
					     yf_text(v, "source"))
			   : rc;
}

static td_rc do_freeze(struct player *p, struct tx *t, const struct value *v)
{
	enum score_stage stage;
	struct ranking r;
	if (score_stage_parse(yf_text(v, "stage"), &stage) != TD_OK)
		return yf_fault(p, t, "stage", yf_text(v, "stage"));
	return act_ranking_freeze(t, p->out->year, stage, yf_text(v, "reason"), &r);
}

static td_rc do_correct(struct player *p, struct tx *t, const struct value *v)
{
	struct membership m;
	struct ranking now = {0}, made;
	i64 value_c = 0;
	td_rc rc = yf_unit(p, t, v, "unit", &m);
	if (rc == TD_OK && value_as_c(value_get(v, S("value")), &value_c) != TD_OK)
		return yf_fault(p, t, "value", S("value"));
	if (rc == TD_OK)
		rc = store_ranking_latest(t, p->out->year, &now);
	if (rc != TD_OK && rc != TD_NOT_FOUND)
		return rc;
	return act_ranking_correct(t, p->out->year, now.rev, m.unit, yf_text(v, "criterion"), value_c,
				   yf_text(v, "reason"), &made);
}

static td_rc do_adopt(struct player *p, struct tx *t, const struct value *v)
{
	struct ranking r;
	(void)v;
	td_rc rc = store_ranking_latest(t, p->out->year, &r);
	if (rc == TD_OK)
		rc = act_ranking_adopt(t, p->out->year, r.rev);
	return rc == TD_OK ? act_reveal(t, p->out->year, false) : rc;
}

static td_rc do_nominate(struct player *p, struct tx *t, const struct value *v)
{
	struct membership m;
	td_rc rc = yf_unit(p, t, v, "unit", &m);
	return rc == TD_OK ? act_nominate(t, p->out->year, m.unit, yf_text(v, "title"), yf_text(v, "reason"))
			   : rc;
}

static td_rc read_attendance(struct player *p, struct tx *t, const struct value *v, attendance_list *out)
{
	const struct value_item *at;
	size_t n = yf_list(v, "attendance", &at);
	for (size_t i = 0; i < n; i++) {
		const struct value *w = at[i].value;
		struct attendance who = {.person_name = yf_text(w, "person"),
					 .person_title = yf_text(w, "title"),
					 .presence = yf_bool(w, "absent")  ? PRESENCE_ABSENT
						     : yf_bool(w, "proxy") ? PRESENCE_PROXY
									   : PRESENCE_PRESENT,
					 .votes = !yf_bool(w, "guest"),
					 .reason = yf_text(w, "reason"),
					 .ordinal = (i64)i + 1};
		if (yf_text(w, "unit").n) {
			struct membership m;
			td_rc rc = yf_unit(p, t, w, "unit", &m);
			if (rc != TD_OK)
				return rc;
			who.unit = OPT(m.unit.v);
			who.unit_name = m.unit_name;
		}
		VEC_PUSH(t->a, out) = who;
	}
	return TD_OK;
}

static td_rc do_meeting(struct player *p, struct tx *t, const struct value *v)
{
	attendance_list who = {0};
	struct meeting m = {.year = p->out->year,
			    .kind = MEETING_YEAR_END,
			    .start_at_ms = OPT(t->now_ms),
			    .end_at_ms = OPT(t->now_ms + yf_int(v, "minutes", 150) * 60000),
			    .place = yf_text(v, "place"),
			    .chair_name = yf_text(v, "chair"),
			    .chair_title = yf_text(v, "chair_title"),
			    .secretary_name = yf_text(v, "secretary"),
			    .secretary_title = yf_text(v, "secretary_title"),
			    .agenda = yf_text(v, "agenda"),
			    .opinions = yf_text(v, "opinions"),
			    .conclusion = yf_text(v, "conclusion")};
	td_rc rc = read_attendance(p, t, v, &who);
	return rc == TD_OK ? act_meeting_save(t, &m, &who) : rc;
}

static td_rc read_candidates(struct player *p, struct tx *t, const struct value *v,
			     ballot_candidate_list *out)
{
	const struct value_item *at;
	size_t n = yf_list(v, "candidates", &at);
	for (size_t i = 0; i < n; i++) {
		struct membership m;
		td_rc rc = yf_unit(p, t, at[i].value, "unit", &m);
		if (rc != TD_OK)
			return rc;
		VEC_PUSH(t->a, out) = (struct ballot_candidate){.ordinal = (i64)i + 1,
								.unit = OPT(m.unit.v),
								.label = m.unit_name,
								.n_yes = yf_int(at[i].value, "yes", 0),
								.n_no = yf_int(at[i].value, "no", 0),
								.n_blank = yf_int(at[i].value, "blank", 0)};
	}
	return TD_OK;
}

static td_rc read_kind(struct player *p, struct tx *t, const struct value *v, struct ballot *b)
{
	static const enum poll_kind kinds[] = {POLL_NOMINATION, POLL_HEAD, POLL_DEPUTY, POLL_RESOLUTION};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_eq(yf_text(v, "kind"), str_c(poll_kind_code(kinds[i])))) {
			b->kind = kinds[i];
			return poll_base_parse(yf_text(v, "base"), &b->base);
		}
	return yf_fault(p, t, "kind", yf_text(v, "kind"));
}

static td_rc do_ballot(struct player *p, struct tx *t, const struct value *v)
{
	ballot_candidate_list list = {0};
	meeting_list meetings = {0};
	struct poll_result result;
	i64 present = yf_int(v, "present", 0), spoiled = yf_int(v, "invalid", 0);
	struct ballot b = {.year = p->out->year,
			   .method = POLL_PAPER,
			   .question = yf_text(v, "question"),
			   .title_code = yf_text(v, "title"),
			   .n_seats = yf_int(v, "seats", 0),
			   .threshold_num = yf_int(v, "num", 0),
			   .threshold_den = yf_int(v, "den", 0),
			   .threshold_strict = yf_bool(v, "strict"),
			   .n_members = yf_int(v, "members", present),
			   .n_present = present,
			   .n_issued = present,
			   .n_returned = present,
			   .n_valid = present - spoiled,
			   .n_invalid = spoiled,
			   .has_quorum = true,
			   .quorum_num = 2,
			   .quorum_den = 3};
	td_rc rc = read_kind(p, t, v, &b);
	if (rc == TD_OK)
		rc = store_meeting_list(t, p->out->year, &meetings);
	if (rc == TD_OK && meetings.n)
		b.meeting = OPT(meetings.at[0].id.v);
	if (rc == TD_OK)
		rc = read_candidates(p, t, v, &list);
	return rc == TD_OK ? act_ballot_record(t, &b, &list, true, &result) : rc;
}

static td_rc do_paper(struct player *p, struct tx *t, const struct value *v)
{
	enum paper_kind kind;
	struct paper paper;
	if (paper_kind_parse(yf_text(v, "kind"), &kind) != TD_OK)
		return yf_fault(p, t, "kind", yf_text(v, "kind"));
	return papers_make(t, kind, p->out->year, yf_text(v, "subject"), &paper);
}

/* The whole kit: a job, which the player runs when this event is committed. */
static td_rc do_papers(struct player *p, struct tx *t, const struct value *v)
{
	struct job j;
	(void)v;
	p->asked_job = true;
	return job_papers_all(t, p->out->year, &j);
}

static td_rc do_publish(struct player *p, struct tx *t, const struct value *v)
{
	(void)v;
	return act_reveal(t, p->out->year, true);
}

td_rc yearfile_event(struct player *p, struct tx *t, const struct value *v, str what)
{
	static const struct {
		const char *word;
		td_rc (*fn)(struct player *, struct tx *, const struct value *);
	} events[] = {
	    {"plan", do_plan},
	    {"season", do_season},
	    {"scores", do_scores},
	    {"card", do_card},
	    {"evidence", do_evidence},
	    {"target", do_target},
	    {"freeze", do_freeze},
	    {"adopt", do_adopt},
	    {"correct", do_correct},
	    {"nominate", do_nominate},
	    {"meeting", do_meeting},
	    {"ballot", do_ballot},
	    {"programme", yf_programme},
	    {"attendance_codes", yf_attendance_codes},
	    {"live", yf_live},
	    {"board", yf_board},
	    {"poll", yf_poll},
	    {"poll_move", yf_poll_move},
	    {"paper", do_paper},
	    {"papers", do_papers},
	    {"publish", do_publish},
	    {"activity", yf_do_activity},
	    {"difficulty", yf_do_difficulty},
	    {"exemplar", yf_do_exemplar},
	    {"participation", yf_do_participation},
	    {"period", yf_do_period},
	    {"report", yf_do_report},
	    {"talk", yf_do_talk},
	    {"difficulty_move", yf_do_difficulty_move},
	    {"event", yf_do_event},
	    {"extend", yf_do_extend},
	    {"year_plan", yf_do_year_plan},
	    {"campaign", yf_do_campaign},
	    {"phase_review", yf_do_phase_review},
	    {"document", yf_do_document},
	    {"read", yf_do_read},
	    {"draft", yf_do_draft},
	    {"register", yf_do_register},
	    {"registration", yf_do_registration},
	    {"pact", yf_do_pact},
	    {"sign", yf_do_sign},
	    {"crosscheck", yf_crosscheck},
	    {"check", yf_check},
	    {"verify", yf_verify},
	    {"explain", yf_explain},
	    {"settle", yf_settle},
	    {"withdraw", yf_do_withdraw},
	    {"choose", yf_do_choose},
	    {"commitment", yf_do_commitment},
	    {"chair_order", yf_do_chair_order},
	    {"lights", yf_do_lights},
	    {"kind", yf_do_kind},
	    {"check_return", yf_do_check_return},
	};
	for (size_t i = 0; i < sizeof events / sizeof *events; i++)
		if (str_eq(what, str_c(events[i].word)))
			return events[i].fn(p, t, v);
	return yf_fault(p, t, "do", what);
}
