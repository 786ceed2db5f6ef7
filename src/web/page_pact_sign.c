/* Signing the pact: by the leader in the browser, or a signed copy that is attached. */
#include "base/caltime.h"
#include "jobs/pact_paper.h"
#include "jobs/papers.h"
#include "store/store_file.h"
#include "web/app.h"
#include "web/auth.h"
#include "web/page_pact.h"

struct sign_form {
	str part, password;
};
static const struct field sign_fields[] = {
    FIELD(CODE, struct sign_form, part, N_("Phần ký"), .required = true, .max = 16),
    FIELD(SECRET, struct sign_form, password, N_("Mật khẩu"), .required = true, .max = 256),
};
const struct form_def page_pact_sign_form = FORM(struct sign_form, sign_fields);

enum { MAX_SCAN_MIB = 20 };

struct record_form {
	str part, signer, signer_title;
	struct form_day signed_on;
	struct form_file file;
};
static const struct field record_fields[] = {
    FIELD(CODE, struct record_form, part, N_("Phần ký"), .required = true, .max = 16),
    FIELD(TEXT, struct record_form, signer, N_("Người ký"), .required = true, .max = 200),
    FIELD(TEXT, struct record_form, signer_title, N_("Chức vụ"), .max = 200),
    FIELD(DAY, struct record_form, signed_on, N_("Ngày ký"), .required = true),
    FIELD(FILE, struct record_form, file, N_("Bản đã ký"), .max = MAX_SCAN_MIB),
};
const struct form_def page_pact_record_form = FORM(struct record_form, record_fields);

struct signature {
	struct req *r;
	struct act_signature s;
};

static td_rc write_signature(struct tx *t, void *ctx)
{
	struct signature *k = ctx;
	struct req *r = k->r;
	td_rc rc = act_pact_sign(t, r->year.id, false, r->member.unit, &k->s);
	if (rc == TD_OK)
		r->location =
		    req_path(r, "%.*s/giao-uoc/%.*s?luu=1", STRF(page_base(r)), STRF(r->member.unit_code));
	return rc;
}

td_rc page_pact_sign(struct req *r)
{
	const struct sign_form *f = form_value(r->form);
	struct signature *k = NEW(r->a, struct signature);
	struct user u = {0};
	*k = (struct signature){.r = r, .s = {.method = PACT_IN_BROWSER, .name = r->user.name}};
	if (pact_part_parse(f->part, &k->s.part) != TD_OK)
		return TD_INVALID;
	td_rc rc = auth_again(r, f->password, &u);
	str where = arena_fmt(r->a, "password-%.*s", STRF(f->part));
	if (rc == TD_DENIED)
		return err_add(r->e, TD_INVALID, where, N_("Mật khẩu không đúng nên chưa ký."));
	if (rc == TD_OK)
		k->s.title = u.title;
	return rc == TD_OK ? app_write_once(r, write_signature, k) : rc;
}

/* Scans and PDF only. */
static td_rc media_of(struct req *r, str name, str *out)
{
	static const char *const known[][2] = {{".pdf", "application/pdf"},
					       {".png", "image/png"},
					       {".jpg", "image/jpeg"},
					       {".jpeg", "image/jpeg"}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_has_suffix(name, str_c(known[i][0]))) {
			*out = str_c(known[i][1]);
			return TD_OK;
		}
	return err_add(r->e, TD_INVALID, S("file"), N_("Bản đã ký phải là tệp PDF hoặc ảnh (.png, .jpg)."));
}

/* A signed copy on its way: its signatures are looked at before the transaction. */
struct recording {
	struct req *r;
	const struct form_file *file; /* NULL: none */
	struct act_signature s;
	struct signature_seen seen;
};

static td_rc record(struct tx *t, void *ctx)
{
	struct recording *k = ctx;
	struct req *r = k->r;
	struct act_signature s = k->s;
	file_id id;
	td_rc rc = k->file ? page_keep_upload(r, t, k->file, S("file"), &id) : TD_OK;
	if (rc == TD_OK && k->file)
		s.file = OPT(id.v), s.file_name = k->file->name, s.method = PACT_BY_FILE, s.seen = &k->seen;
	r->location = req_path(r, "%.*s/giao-uoc/%.*s?luu=1", STRF(page_base(r)), STRF(r->member.unit_code));
	return rc == TD_OK ? act_pact_sign(t, r->year.id, false, r->member.unit, &s) : rc;
}

static td_rc look_at_scan(struct recording *k)
{
	str type;
	td_rc rc = media_of(k->r, k->file->name, &type);
	return rc == TD_OK ? page_look(k->r, k->file, &k->seen) : rc;
}

td_rc page_pact_record(struct req *r)
{
	const struct record_form *f = form_value(r->form);
	bool desk = page_may(r, PERM_REGISTER_VET), has_file = f->file.set && f->file.size > 0;
	struct recording *k = NEW(r->a, struct recording);
	*k = (struct recording){.r = r,
				.file = has_file ? &f->file : NULL,
				.s = {.method = PACT_IN_MEETING,
				      .name = f->signer,
				      .title = f->signer_title,
				      .on = day_iso(r->a, f->signed_on.v)}};
	if (!desk && !req_may(r, PERM_UNIT_FILL))
		return TD_DENIED;
	if (pact_part_parse(f->part, &k->s.part) != TD_OK)
		return TD_INVALID;
	if (!has_file && !desk)
		return err_add(r->e, TD_INVALID, S("file"), N_("Chọn tệp PDF hoặc ảnh của bản đã ký."));
	td_rc rc = has_file ? look_at_scan(k) : TD_OK;
	return rc == TD_OK ? app_write_once(r, record, k) : rc;
}

td_rc page_pact_file(struct req *r)
{
	pact_signing_list all = {0};
	struct file_row file;
	i64 id;
	if (str_i64(req_param(r, "id"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_pact_signing_list(r->tx, r->year.cluster, r->year.year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		const struct pact_signing *s = &all.at[i];
		if (s->id != id || s->unit.v != r->member.unit.v || !s->file.set)
			continue;
		rc = store_file_get(r->tx, (file_id){s->file.v}, &file);
		if (rc == TD_OK)
			rc = store_file_read(r->tx, file.id, &r->body);
		r->type = file.media_type;
		r->download = s->file_name;
		return rc;
	}
	return rc == TD_OK ? TD_NOT_FOUND : rc;
}

static const char docx_type[] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

td_rc page_pact_docx(struct req *r)
{
	bool next = page_pact_next(r);
	r->type = str_c(docx_type);
	r->download = arena_fmt(r->a, "giao-uoc-%.*s-%lld.docx", STRF(r->year.cluster_code),
				(long long)r->year.year + next);
	return pact_paper(r->tx, r->year.id, next, &r->body);
}

td_rc page_pact_annex_docx(struct req *r)
{
	r->type = str_c(docx_type);
	r->download = arena_fmt(r->a, "phu-luc-giao-uoc-%.*s-%lld.docx", STRF(r->member.unit_code),
				(long long)r->year.year);
	return pact_paper_annex(r->tx, r->year.id, r->member.unit, &r->body);
}

/* What was just put into the answer as Word, as PDF. */
static td_rc to_pdf(struct req *r)
{
	r->type = S("application/pdf");
	r->download = papers_pdf_name(r->a, r->download);
	return papers_pdf_of(r->a, r->body, r->e, &r->body);
}

td_rc page_pact_pdf(struct req *r)
{
	td_rc rc = page_pact_docx(r);
	return rc == TD_OK ? to_pdf(r) : rc;
}

td_rc page_pact_annex_pdf(struct req *r)
{
	td_rc rc = page_pact_annex_docx(r);
	return rc == TD_OK ? to_pdf(r) : rc;
}
