/* A delegate signs in to a meeting with his code, without an account. */
#ifndef WEB_PAGE_COME_H
#define WEB_PAGE_COME_H

#include "jobs/act_meeting_live.h"
#include "web/page.h"

struct come_vm {
	struct page page;
	str typed, code, unit, cluster_name, meeting, place, when, person, since;
	bool known, unknown, present, proxy, ended;
};

/* What a code opens. TD_NOT_FOUND: no such code. */
MUST_CHECK td_rc page_come_load(struct req *r, str typed, struct come_vm *vm);

td_rc page_come_ask(struct req *r);  /* GET /diem-danh, ?ma= */
td_rc page_come(struct req *r);      /* GET /diem-danh/{code}: what the QR code opens */
td_rc page_come_post(struct req *r); /* POST */
extern const struct form_def page_come_form;

#endif
