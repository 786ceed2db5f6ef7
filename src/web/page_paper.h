/* Papers (văn bản, biểu mẫu): made from Word templates, listed, downloaded. */
#ifndef WEB_PAGE_PAPER_H
#define WEB_PAGE_PAPER_H

#include "web/page_job.h"
#include "web/page_trust.h"

struct paper_note {
	str where, text;
};
struct paper_card {
	str code, name, about, made_by, own_template;
	VEC(struct paper_note) pdf_notes; /* what the PDF of the current one does not show */
	bool has_pdf, by_office;          /* by_office: LibreOffice drew it */
	i64 pdf_pages;
	bool first, has_current, outdated; /* outdated: made from a ranking that was corrected since */
	bool several, empty;               /* one for each subject; none of them is there yet */
	bool changed;                      /* the data of one of them are others now */
	i64 current_id, made_at, n_current;
	page_option_list subjects;
};
struct paper_made {
	i64 id, at;
	str title, who, number, signed_on; /* number: empty until the clerk gave one */
	str check_code;                    /* as it is printed; may be NULL */
	bool has_pdf, stands, may_sign;
	struct page_tag tag;
	struct sign_mark sign; /* set: it came back signed */
};
struct papers_vm {
	struct page page;
	str base, cluster_name;
	i64 year;
	bool may_make;
	struct page_link next;
	VEC(struct paper_card) kinds;
	VEC(struct paper_made) made;
	job_line_list jobs;
	bool jobs_open; /* one of them is under way */
};

td_rc page_papers(struct req *r);     /* GET …/van-ban */
td_rc page_paper_make(struct req *r); /* POST …/van-ban */
td_rc page_paper_get(struct req *r);  /* GET …/van-ban/{paper} */
td_rc page_paper_pdf(struct req *r);  /* GET …/van-ban/{paper}/pdf */
extern const struct form_def page_paper_form;

#endif
