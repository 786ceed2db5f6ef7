/* The picture of a layout's sheet: looked at by the program that draws, in its sandbox, before anything is written. */
#include "office/print.h"
#include "store/store_file.h"
#include "web/app.h"
#include "web/page_certificate.h"

struct picture_form {
	struct form_num rev;
	struct form_file picture;
	bool remove;
};
static const struct field fields[] = {
    FIELD(INT, struct picture_form, rev, N_("Phiên bản"), .required = true),
    FIELD(FILE, struct picture_form, picture, N_("Ảnh"), .max = PRINT_MAX_PICTURE >> 20),
    FIELD(CHECK, struct picture_form, remove, N_("Bỏ ảnh")),
};
const struct form_def page_certificate_picture_form = FORM(struct picture_form, fields);

struct upload {
	struct req *r;
	struct certificate_found now;
	struct certificate_change change;
	str bytes;
};

static td_rc keep(struct tx *t, void *ctx)
{
	struct upload *u = ctx;
	struct req *r = u->r;
	r->location = req_path(r, "%.*s/khen-thuong/mau-giay/%.*s?luu=1", STRF(page_base(r)),
			       STRF(req_param(r, "layout")));
	td_rc rc = certificate_find(t, &r->year, req_param(r, "layout"), &u->now);
	if (rc == TD_OK && u->now.shipped)
		rc = TD_NOT_FOUND;
	u->change.id = u->now.saved.id;
	return rc == TD_OK ? act_certificate_picture(t, r->year.id, &u->change, u->bytes) : rc;
}

static td_rc look_at(struct req *r, str bytes)
{
	const struct print_form form = {.w = 29700, .h = 21000, .picture = bytes};
	struct err e = err_new(r->a, r->e->lang);
	td_rc rc = print_certificates(r->a, &form, NULL, 0, &e, NULL);
	if (rc == TD_OK)
		return TD_OK;
	err_add(r->e, TD_INVALID, S("picture"), "%.*s", STRF(err_first(&e)));
	return rc == TD_LIMIT ? rc : TD_INVALID;
}

td_rc page_certificate_picture_post(struct req *r)
{
	const struct picture_form *f = form_value(r->form);
	struct upload *u = NEW(r->a, struct upload);
	u->r = r;
	u->change = (struct certificate_change){.rev = f->rev.v, .may_council = page_certificate_council(r)};
	td_rc rc = TD_OK;
	if (!f->remove && (!f->picture.set || f->picture.size == 0))
		return err_add(r->e, TD_INVALID, S("picture"), N_("Chọn một ảnh PNG hoặc JPEG của tờ giấy."));
	if (!f->remove)
		rc = page_read_upload(r, &f->picture, &u->bytes);
	if (rc == TD_OK && !f->remove)
		rc = look_at(r, u->bytes);
	return rc == TD_OK ? app_write_once(r, keep, u) : rc;
}
