/* Calendars as other programs read them: RFC 5545. Lines are folded at 75 octets between characters, text is escaped;
 * hours are given in UTC, whole days as dates, so that no time zone has to be described. */
#ifndef FORMAT_ICS_H
#define FORMAT_ICS_H

#include "base/caltime.h"
#include "base/opt.h"

struct ics_event {
	str uid;                                   /* the same for the same thing for ever, ASCII */
	str title, place, note, url;               /* but for title may be empty */
	struct day first, last;                    /* both inclusive */
	struct opt_i64 starts_minute, ends_minute; /* of first and last in Viet Nam; none: whole days */
	i64 changed_at_ms, sequence;
};

/* Begins a calendar of this name; then its events; then the end. made_at_ms: DTSTAMP of every event. */
void ics_begin(struct sb *b, str name);
void ics_put(struct sb *b, const struct ics_event *e, i64 made_at_ms);
void ics_end(struct sb *b);

#endif
