/* Between papers*.c: what was read for a paper, and its value tree. */
#ifndef JOBS_PAPERS_PART_H
#define JOBS_PAPERS_PART_H

#include "format/awards.h"
#include "jobs/act_handover.h"
#include "jobs/act_meeting_live.h"
#include "jobs/midyear.h"
#include "jobs/papers.h"
#include "store/store_poll_desk.h"
#include "store/journal.h"
#include "store/store_activity.h"
#include "store/store_plan.h"
#include "store/store_registration.h"
#include "store/store_ranking.h"
#include "store/store_year.h"

/* What is read for a paper; kinds with the same basis share one reading. */
enum paper_basis {
	BASIS_RANKING, /* ranking, scores, meeting, ballots, nominations */
	BASIS_PLAN,    /* plan and campaigns */
	BASIS_MIDYEAR,
	BASIS_HANDOVER,
	BASIS_YEAR,    /* members and offices alone, as all others */
	BASIS_POLLS,   /* which polls there are, counted and to come */
	BASIS_MEETING, /* the meeting and all polls, also those to come; no scores */
	BASIS_UNITS,   /* registrations, exemplars, the standing ranking */
	BASIS_PEOPLE,  /* registered awards and exemplars alone */
	BASIS_CARDS,   /* scores of two stages with reasons */
	BASIS__N
};

struct paper_def {
	const char *code, *name, *stem, *group;
	enum paper_basis basis;
	enum paper_of of;
	const char *about;
};
const struct paper_def *papers_info(enum paper_kind k);

/* A ballot with its verdicts. */
struct paper_ballot {
	struct ballot ballot;
	struct poll poll;
	struct poll_result result;
	ballot_candidate_list candidates;
	str remarks; /* written opinions by name, who came late or left, what the meeting decided; may be empty */
};

/* What the paper of the plan says besides. */
struct plan_facts {
	struct plan plan;
	campaign_list campaigns;
	campaign_phase_list phases;
	phase_target_list targets;
};

/* Of PAPER_HANDOVER. */
struct paper_handover {
	struct handover h;
	carried_difficulty_list carried;
	commitment_list tasks;
	paper_list papers;
};

/* Of BASIS_UNITS. */
struct paper_registration {
	registered_target_list targets;
	registered_award_list awards;
	exemplar_list exemplars;
	award_kind_list known;
};

/* Everything a paper may say, as read in one snapshot. */
struct paper_facts {
	struct scored_year sy;
	bool frozen; /* ranking and rows are there */
	struct ranking ranking;
	i64 replaces; /* version of the ranking from which the paper was made that this one stands in place of; 0: none */
	ranking_row_list rows;
	office_term_list offices;
	bool meeting_read;
	bool met; /* the year-end meeting is entered */
	struct meeting meeting;
	attendance_list attendance;
	struct act_meeting *live; /* what was recorded while it ran; NULL: not met */
	poll_board_list board;
	nomination_list nominations;
	const struct paper_polls *polls; /* papers_facts.c; NULL: not read */
	VEC(struct paper_ballot) ballots;
	struct plan_facts *plan; /* of PAPER_PLAN, likewise */
	struct midyear_facts
	    *mid; /* of PAPER_MIDYEAR, which has nothing else but year, members and offices */
	struct paper_handover *over;      /* of PAPER_HANDOVER, likewise */
	struct paper_registration *units; /* of BASIS_UNITS */
	struct scored_year *self;         /* of BASIS_CARDS: as the units scored themselves */
	struct journal_entry line;        /* of PAPER_MINUTES: up to where the journal went; seq 0: none */
	struct paper_subject of;          /* of whom this paper is; empty: of the year */
	struct day on; /* of the meeting, else the last day of the year: which law is in force */
};

/* papers_data.c: facts → fields. Pure. */
struct value *papers_tree(struct arena *a, enum paper_kind k, const struct paper_facts *f);
/* papers_kinds.c: what stands below the type of the paper. */
str papers_subject(struct arena *a, enum paper_kind k, i64 year, str cluster_name, str of);
/* papers_facts.c: what a basis reads. Codes as papers_data(). */
MUST_CHECK td_rc papers_basis_facts(struct tx *t, enum paper_basis b, cluster_year_id year,
				    struct paper_facts *out);
/* The year, its members and offices into out, which keeps them when they are there already. */
MUST_CHECK td_rc papers_year_facts(struct tx *t, cluster_year_id year, struct paper_facts *out);
/* papers_subjects.c: which papers of a kind there are, from the facts of its basis. */
void papers_list_subjects(struct arena *a, enum paper_kind k, const struct paper_facts *f,
			  paper_subject_list *out);
/* papers_year.c, papers_vote.c, papers_units.c, papers_card.c: fields of the kinds of these names. */
void papers_put_members(struct arena *a, struct value *v, const struct paper_facts *f);
void papers_put_phase(struct arena *a, struct value *v, const struct paper_facts *f);
void papers_put_gathering(struct arena *a, struct value *v, const struct paper_facts *f);
void papers_put_count(struct arena *a, struct value *v, const struct paper_facts *f);
void papers_put_slips(struct arena *a, struct value *v, const struct paper_facts *f);
void papers_put_registration(struct arena *a, struct value *v, const struct paper_facts *f);
void papers_put_achievement(struct arena *a, struct value *v, const struct paper_facts *f);
void papers_put_person(struct arena *a, struct value *v, const struct paper_facts *f);
void papers_put_card(struct arena *a, struct value *v, const struct paper_facts *f);
/* papers_meeting.c: parts that several kinds share. */
struct value *papers_lines(struct arena *a, str text);
str papers_clock(struct arena *a, struct opt_i64 at_ms);
/* papers_live.c: what was recorded while the meeting ran: its real beginning and end, its programme, what was said beside
 * what is typed, who came late and left early. */
struct opt_i64 papers_began(const struct paper_facts *f);
struct opt_i64 papers_ended(const struct paper_facts *f);
struct value *papers_programme(struct arena *a, const struct paper_facts *f);
struct value *papers_items(struct arena *a, const struct paper_facts *f);
void papers_put_live(struct arena *a, struct value *h, struct value *opinions, const struct paper_facts *f);
struct paper_place;
const char *papers_method(enum poll_method m); /* "biểu quyết giơ tay" */
struct value *papers_ballot(struct arena *a, const struct paper_facts *f, const struct paper_place *places,
			    const struct paper_ballot *b);
/* papers_data.c: the member, its row in f->sy.members; NULL when it is none. */
const struct membership *papers_member(const struct paper_facts *f, str unit_code);
/* papers_meeting.c: the part of the tree that comes from the meeting. */
void papers_put_board(struct arena *a, struct value *v, const struct paper_facts *f);
void papers_put_meeting(struct arena *a, struct value *v, const struct paper_facts *f);
/* papers_handover.c: what the minutes of hand-over say, and their fields. */
MUST_CHECK td_rc papers_handover_facts(struct tx *t, cluster_year_id year, struct paper_facts *f);
void papers_put_handover(struct arena *a, struct value *v, const struct paper_handover *o);
void papers_put_midyear(struct arena *a, struct value *v, const struct midyear_facts *m);
/* papers_plan.c */
MUST_CHECK td_rc papers_plan_facts(struct tx *t, cluster_year_id year, struct paper_facts *f);
void papers_put_plan(struct arena *a, struct value *v, const struct plan_facts *f);
void papers_put_proposal(struct arena *a, struct value *v, const struct paper_facts *f);

/* papers_fields.c: bases in force on a day, as a list of texts; {cụm} is replaced. cluster_name empty: without those that
 * the cluster gave itself. */
struct value *papers_bases(struct arena *a, struct day on, str cluster_name);

/* A text, or null when there is none: templates print null as dots for the clerk. */
static inline void papers_put(struct arena *a, struct value *map, const char *key, str text)
{
	value_put(a, map, str_c(key), text.n ? value_text(a, text) : value_null(a));
}

/* How units stand in the printed tables: unit index by place, with rank and total. */
struct paper_place {
	u32 unit;
	i64 rank, total_c, base_c, bonus_c, penalty_c;
	str class_code, class_name, tie;
	bool excluded;
};
struct paper_place *papers_places(struct arena *a, const struct paper_facts *f);
/* The place of a unit, or NULL. */
const struct paper_place *papers_place_of(const struct paper_facts *f, const struct paper_place *places,
					  unit_id unit);

#endif
