/* The hall's screen: what everybody in the room sees. It says nothing of a vote but that it is open or closed, and no place
 * before it is revealed. The same bytes for everybody with the same rights until something is written in the year. */
#ifndef WEB_PAGE_HALL_H
#define WEB_PAGE_HALL_H

#include "web/page_conduct.h"

struct hall_line {
	str time, title, who;
	bool running, done;
};
struct hall_place {
	str rank, unit;
	i64 total_c;
	bool newest;
};
struct hall_vm {
	struct page page;
	str script, view, title, cluster_name, place, when, state, quorum, site;
	i64 year;
	bool met, planned, ended;
	bool shows_agenda, shows_attendance, shows_item, shows_poll, shows_ranking, shows_end;
	VEC(struct hall_line) agenda;
	VEC(struct conduct_member) roll;
	str item, item_who, item_time;
	bool speaking, has_limit;
	str speaker, speaker_unit;
	i64 ends_ms; /* of the speaker's time */
	str poll, poll_state, poll_result;
	str banner;                 /* of an electronic vote that a resolution let pass */
	str urn_close, urn_close_2; /* halves of the hash that names its closed urn */
	VEC(struct hall_place) places;
	i64 n_hidden;
	str said; /* the newest decision */
};

td_rc page_hall(struct req *r); /* GET …/hop/man-hinh */
/* What it shows; without a meeting only that none was recorded. */
MUST_CHECK td_rc page_hall_load(struct req *r, struct hall_vm *vm);

#endif
