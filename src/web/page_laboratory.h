/* The laboratory of a table of criteria (phòng thử): last year's figures on the draft or the table in use. */
#ifndef WEB_PAGE_LABORATORY_H
#define WEB_PAGE_LABORATORY_H

#include "web/page.h"

struct replay_row {
	str name, class_before, class_after;
	u32 rank_before, rank_after;
	i64 total_before, total_after;
	bool moved, reclassed;
};
struct replay_line {
	str code, name, text;
};
struct laboratory_vm {
	struct page page;
	str base, cluster_name, title, version, missing, alone;
	i64 year;
	u32 n_moved, n_reclassed;
	bool draft, ready;
	VEC(struct replay_row) rows;
	VEC(struct replay_line)
	notes, flat, idle, alike,
	    unproven; /* figures that changed or lack; same for all; decide nothing; order as another
					     * does; points without a document */
};

td_rc page_laboratory(struct req *r); /* GET …/bang-tieu-chi/phong-thu */

#endif
