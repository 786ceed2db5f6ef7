/* Layouts of certificates: the list, and one drawn to scale with each box as a row of a plain form. */
#ifndef WEB_PAGE_CERTIFICATE_H
#define WEB_PAGE_CERTIFICATE_H

#include "jobs/act_certificate.h"
#include "web/page.h"

struct certificate_row {
	str code, name, sheet, whose, changed_by;
	i64 changed_at, n_boxes;
	bool shipped, overlay;
};
struct certificates_vm {
	struct page page;
	str base;
	VEC(struct certificate_row) rows;
};

/* A box as the page shows it: what was typed, and what is drawn (hundredths of a millimetre). */
struct certificate_box_row {
	i64 n;
	str key, x, y, w, h, size, size_min, colour, text;
	bool bold, italic, upper, qr, drop, is_new, opens;
	page_option_list aligns, valigns;
	i64 left, top, wide, high, font, right, bottom;
	str shown, css, weight, style, name;
	str was; /* what stands in the database now, when somebody else saved it meanwhile and it differs */
};
struct certificate_field_row {
	str tag, example;
};
struct certificate_vm {
	struct page page;
	str base, code, title, script, rev;
	bool shipped, stale, may_change, may_council, has_picture, saved_overlay;
	str name, width, height, dx, dy, was_name, changed_by;
	i64 changed_at;
	bool overlay, everywhere;
	i64 wide, high;
	VEC(struct certificate_box_row) boxes;
	VEC(struct certificate_field_row) fields;
};

/* The layout in the address. */
MUST_CHECK td_rc page_certificate_find(struct req *r, struct certificate_found *out);
/* Whether the reader decides for the whole council. */
bool page_certificate_council(const struct req *r);

td_rc page_certificates(struct req *r);             /* GET …/khen-thuong/mau-giay */
td_rc page_certificate(struct req *r);              /* GET …/khen-thuong/mau-giay/{layout} */
td_rc page_certificate_save(struct req *r);         /* POST: of a shipped one a copy is saved */
td_rc page_certificate_drop(struct req *r);         /* POST …/bo */
td_rc page_certificate_picture_post(struct req *r); /* POST …/anh */
extern const struct form_def page_certificate_picture_form;
extern const struct form_def page_certificate_form, page_certificate_drop_form;

#endif
