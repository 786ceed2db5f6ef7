/* The journal of a year (nhật ký) in whole sentences, newest first. */
#ifndef WEB_PAGE_JOURNAL_H
#define WEB_PAGE_JOURNAL_H

#include "web/page.h"

struct journal_line {
	str sentence, clock, iso, hash;
	i64 seq;
};
struct journal_day {
	str day;
	VEC(struct journal_line) lines;
};
struct journal_vm {
	struct page page;
	str cluster_name, base;
	i64 year, older; /* older: ?truoc= of the next page, 0 none */
	str code; /* short code of the newest line, as papers print it; empty: this is not the first page */
	VEC(struct journal_day) days;
};

td_rc page_journal(struct req *r); /* GET …/nhat-ky */
td_rc page_bundle(struct req *r);  /* GET …/goi-du-lieu.zip: jobs/year_bundle.h */

#endif
