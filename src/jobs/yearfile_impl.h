/* Between yearfile.c (who takes part) and yearfile_events.c (what happened); not for others. */
#ifndef JOBS_YEARFILE_IMPL_H
#define JOBS_YEARFILE_IMPL_H

#include "jobs/act_score.h"
#include "jobs/yearfile.h"
#include "store/db.h"

struct player {
	struct arena *a;
	const struct value *script, *event;
	struct env_fixed *clock;
	str password_hash, council_name;
	struct cluster cluster;
	const struct scheme *scheme;
	struct actor actor;
	enum season_state season; /* after the events so far */
	size_t at;                /* event being played */
	bool asked_job;           /* it queued a job */
	struct yearfile_played *out;
};

str yf_text(const struct value *map, const char *key);
i64 yf_int(const struct value *map, const char *key, i64 dflt);
bool yf_bool(const struct value *map, const char *key);
size_t yf_list(const struct value *map, const char *key, const struct value_item **at);
td_rc yf_fault(struct player *p, struct tx *t, const char *key, str word);

/* The member that v names under key; the values of v as cells of its unit. */
td_rc yf_unit(struct player *p, struct tx *t, const struct value *v, const char *key, struct membership *out);
td_rc yf_cells(struct player *p, struct tx *t, const struct value *v, struct act_cell **cells, size_t *n);

/* yearfile_check.c: cross-checks, explanations. */
td_rc yf_crosscheck(struct player *p, struct tx *t, const struct value *v);
td_rc yf_check(struct player *p, struct tx *t, const struct value *v);
td_rc yf_verify(struct player *p, struct tx *t, const struct value *v);
td_rc yf_explain(struct player *p, struct tx *t, const struct value *v);
td_rc yf_board(struct player *p, struct tx *t, const struct value *v);
td_rc yf_poll(struct player *p, struct tx *t, const struct value *v);
td_rc yf_poll_move(struct player *p, struct tx *t, const struct value *v);
td_rc yf_settle(struct player *p, struct tx *t, const struct value *v);

/* Plays one event by the word of its "do". */
td_rc yearfile_event(struct player *p, struct tx *t, const struct value *v, str what);

/* Following the year: yearfile_monitor.c. */
td_rc yf_do_activity(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_exemplar(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_participation(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_report(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_period(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_talk(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_difficulty(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_difficulty_move(struct player *p, struct tx *t, const struct value *v);
/* yearfile_register.c: a unit's registration and what is done with it, the pact's text and signatures. */
td_rc yf_do_register(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_registration(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_pact(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_sign(struct player *p, struct tx *t, const struct value *v);

/* What is taken back or set otherwise: yearfile_amend.c. */
td_rc yf_do_withdraw(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_choose(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_commitment(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_chair_order(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_lights(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_kind(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_check_return(struct player *p, struct tx *t, const struct value *v);

/* The calendar: yearfile_calendar.c. */
td_rc yf_do_event(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_extend(struct player *p, struct tx *t, const struct value *v);
/* yearfile_plan.c: plan, campaigns with phases, reviews of phases, documents, who opened what, the draft of a table. */
td_rc yf_do_year_plan(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_campaign(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_phase_review(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_document(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_read(struct player *p, struct tx *t, const struct value *v);
td_rc yf_do_draft(struct player *p, struct tx *t, const struct value *v);

/* yearfile_meeting.c: the meeting while it runs. */
td_rc yf_programme(struct player *p, struct tx *t, const struct value *v);
td_rc yf_attendance_codes(struct player *p, struct tx *t, const struct value *v);
td_rc yf_live(struct player *p, struct tx *t, const struct value *v);

#endif
