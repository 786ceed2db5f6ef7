/* Activities of a year: the register with its sums, entering one (a unit its own, the desk a common one), one activity
 * with its pictures and files, participation. */
#ifndef WEB_PAGE_ACTIVITY_H
#define WEB_PAGE_ACTIVITY_H

#include "jobs/act_activity.h"
#include "web/page.h"

struct activity_row {
	str href, title, kind, who, held_on;
	i64 n_people, amount_dong;
	u32 n_units;
};
struct activity_total {
	str code, name, collectives, people; /* rates as text, "–" when not entered */
	i64 n, n_people, amount_dong;
	bool full; /* everybody joined */
};
struct activities_vm {
	struct page page;
	str base, unit_name, own_href, q;
	i64 year;
	bool all, may_common, filtered;
	page_option_list kinds;
	VEC(struct activity_row) rows;
	VEC(struct activity_total) totals;
	struct activity_total sum;
};

struct activity_field {
	str code, name, people, dong;
	bool joined;
};
struct activity_form_vm {
	struct page page;
	str base, unit_code, unit_name, title, kind, held_on, place, body;
	i64 year, id, rev;
	bool common, may_edit;
	page_option_list kinds;
	VEC(struct activity_field) parts;
	VEC(struct activity_row) rows; /* of the unit, to change */
	str n_collectives, n_collectives_joined, n_people, n_people_joined;
	i64 participation_rev;
};

struct activity_picture {
	i64 id;
	str name, alt, size;
	bool picture;
};
struct activity_vm {
	struct page page;
	str base, title, kind, who, held_on, place, body, edit_href, alt, why, added_by, withdrawn_why;
	i64 id, rev, n_people, amount_dong;
	bool may_edit, withdrawn;
	VEC(struct activity_field) parts;
	VEC(struct activity_picture) pictures, files;
};

td_rc page_activities(struct req *r);         /* GET …/hoat-dong */
td_rc page_activities_xlsx(struct req *r);    /* GET …/hoat-dong.xlsx */
td_rc page_activity_form(struct req *r);      /* GET …/hoat-dong/chung, …/hoat-dong/{unit}; ?sua=ID */
td_rc page_activity_save(struct req *r);      /* POST of both */
td_rc page_participation_save(struct req *r); /* POST …/hoat-dong/{unit}/huong-ung */
td_rc page_activity(struct req *r);           /* GET …/hoat-dong/xem/{id} */
td_rc page_activity_upload(struct req *r);    /* POST …/hoat-dong/xem/{id}/tep */
td_rc page_activity_withdraw(struct req *r);  /* POST …/hoat-dong/xem/{id}/rut */
td_rc page_activity_unfile(struct req *r);    /* POST …/hoat-dong/xem/{id}/go-tep */
td_rc page_activity_file(struct req *r);      /* GET …/hoat-dong/tep/{id} */
extern const struct form_def page_activity_form_def, page_participation_form, page_activity_upload_form,
    page_activity_withdraw_form, page_activity_unfile_form;

/* What the reader may see of the year: everything, or his own unit's and the common ones. Loaded once, filtered. */
struct activity_view {
	bool all;
	unit_id own;
	membership_list members;
	activity_kind_list kinds;
	activity_list activities;
	activity_part_list parts; /* of the activities above */
	participation_list joined;
};
/* The activity of the address. TD_DENIED: another unit's, before all is shown. */
MUST_CHECK td_rc page_activity_of(struct req *r, struct activity *x);
MUST_CHECK td_rc page_activity_view(struct req *r, struct activity_view *out);

#endif
