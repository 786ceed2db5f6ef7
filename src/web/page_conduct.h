/* The page from which the chair or the secretary runs the meeting: programme, who is there, speakers, what is decided, what
 * the hall sees, the end. */
#ifndef WEB_PAGE_CONDUCT_H
#define WEB_PAGE_CONDUCT_H

#include "jobs/act_meeting_live.h"
#include "web/page.h"

struct conduct_item {
	i64 id;
	str time, title, speaker, state;
	struct page_tag tag;
	bool running, may_begin;
};
struct conduct_member {
	str code, name, person, since, key;
	struct page_tag tag;
	bool proxy, present;
};
struct conduct_speaker {
	i64 ordinal;
	str person, unit, time;
};
struct conduct_said {
	i64 ordinal;
	str what, who, text, time;
};
struct conduct_poll {
	str question, sentence;
	struct page_tag tag;
};
struct conduct_vm {
	struct page page;
	str base, cluster_name, quorum, person, text, unit, when;
	i64 year, speak_s, item, next_place, n_places;
	bool saved, planned, open, ended, quorum_met, has_rule, speaking, may_reveal, has_codes;
	struct page_tag tag;
	str speaker, speaker_unit, speaker_time;
	str next_text; /* which place the next press shows */
	page_option_list units, views;
	VEC(struct conduct_item) items;
	VEC(struct conduct_member) roll, guests;
	VEC(struct conduct_speaker) waiting;
	VEC(struct conduct_said) said;
	VEC(struct conduct_poll) polls;
};

td_rc page_conduct(struct req *r);      /* GET …/hop/dieu-hanh */
td_rc page_conduct_post(struct req *r); /* POST: one event */
extern const struct form_def page_conduct_form;

/* "14:05" of an instant. */
str page_clock(struct arena *a, i64 at_ms);
/* "08:30" of minutes of a day; empty when not set. */
str page_minute(struct arena *a, struct opt_i64 minute);
/* The name of a member unit; empty for a guest. */
str page_member_name(const struct act_meeting *k, struct opt_i64 unit);

#endif
