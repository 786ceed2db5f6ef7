/* One cell of a scorecard by itself: what the grid's script saves when a cell is left. The POST takes one cell and
 * answers as every form does, with 303 to the cell's address, so that a key sent twice is answered alike; the GET there,
 * and a refusal, are JSON:
 *
 *	{"ok":true,"code":"I.1","a":"34,5","b":"","na":false,"reason":"","rev":3,"points":"34,50","points_c":3450,
 *	 "filled":true,"total":"68,00","n_filled":12,"n_own":19,"groups":[{"ix":1,"points":"60,00","n_filled":3}],
 *	 "tag":"Đã chấm","csrf":"…"}
 *	{"ok":false,"why":"invalid|stale|closed","errors":["…"],"now":{…as above, what is stored}} */
#ifndef WEB_PAGE_CELL_H
#define WEB_PAGE_CELL_H

#include "jobs/act_score.h"
#include "web/req.h"

/* A cell as it was typed. a.p NULL: the form did not show it. */
struct cell_typed {
	str code, a, b, reason, was;
	bool na;
};

/* Reads the numbers (comma or point). TD_INVALID with the cell's faults in e, where = the criterion's code. */
MUST_CHECK td_rc page_cell_read(struct err *e, const struct criterion *k, const struct cell_typed *t,
				struct act_cell *out);

td_rc page_cell(struct req *r);       /* GET …/cham-diem/{unit}/o/{criterion} */
td_rc page_cell_post(struct req *r);  /* POST …/cham-diem/{unit}/o */
td_rc page_cell_again(struct req *r); /* the refusal of the POST */
extern const struct form_def page_cell_form;

#endif
