/* Printing certificates from the register: what to print, how far it is, what did not fit, the file. */
#ifndef WEB_PAGE_CERTIFICATE_PRINT_H
#define WEB_PAGE_CERTIFICATE_PRINT_H

#include "jobs/job_certificates.h"
#include "web/page.h"

struct print_choice {
	i64 id;
	str key, name, about;
	bool checked;
};
struct print_run_row {
	i64 id, n_awards, at;
	str title, layout, who;
	struct page_tag tag;
};
struct certificate_print_vm {
	struct page page;
	str base;
	page_option_list decisions, layouts;
	VEC(struct print_choice) awards;
	VEC(struct print_run_row) runs;
};

struct loose_row {
	str text;
};
struct certificate_run_vm {
	struct page page;
	str base, error;
	struct print_run_row run;
	i64 n_done, n_pieces;
	bool open, done;
	VEC(struct loose_row) loose;
};

/* The run in the address, with its job and pieces. */
MUST_CHECK td_rc page_certificate_run_find(struct req *r, struct certificate_run *n, struct job *j,
					   certificate_piece_list *pieces);

td_rc page_certificate_print(struct req *r);      /* GET …/khen-thuong/in */
td_rc page_certificate_print_post(struct req *r); /* POST */
td_rc page_certificate_run(struct req *r);        /* GET …/khen-thuong/in/{run} */
td_rc page_certificate_file(struct req *r);       /* GET …/khen-thuong/in/{run}/tep */
td_rc page_certificate_try(struct req *r);        /* GET …/mau-giay/{layout}/in-thu/{data} */
td_rc page_certificate_picture(struct req *r);    /* GET …/mau-giay/{layout}/anh */
extern const struct form_def page_certificate_print_form;

#endif
