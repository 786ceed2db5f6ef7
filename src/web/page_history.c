#include "web/page_history.h"

#include "store/store_file.h"
#include "store/store_upload.h"
#include "web/page_org.h"
#include "web/views.h"

static const char *const kind_codes[] = {"totals", "criteria", NULL};

struct upload_form {
	struct form_num year;
	int kind;
	struct form_file file;
};
static const struct field upload_fields[] = {
    FIELD(INT, struct upload_form, year, N_("Năm"), .required = true),
    FIELD(CHOICE, struct upload_form, kind, N_("Nội dung tệp"), .required = true, .choices = kind_codes),
    FIELD(FILE, struct upload_form, file, N_("Tệp"), .required = true, .max = 20),
};
const struct form_def page_history_form = FORM(struct upload_form, upload_fields);

struct accept_form {
	str digest;
};
static const struct field accept_fields[] = {
    FIELD(CODE, struct accept_form, digest, N_("Bản xem trước"), .required = true, .max = 64),
};
const struct form_def page_history_accept_form = FORM(struct accept_form, accept_fields);

/* What waits says "CLUSTER 2019 totals". TD_NOT_FOUND: nothing waits, or for another cluster. */
static td_rc read_open(struct req *r, const struct cluster *c, struct history_plan *plan)
{
	struct site_upload u;
	struct history_wish w = {.cluster = *c};
	str code, year;
	td_rc rc = store_upload_open(r->tx, r->user.id, &u);
	if (rc != TD_OK)
		return rc;
	str rest = u.about;
	if (!str_eq(u.kind, S("history")) || !str_split(&rest, ' ', &code) || !str_split(&rest, ' ', &year) ||
	    !str_eq(code, c->code) || str_i64(year, &w.year) != TD_OK ||
	    history_kind_parse(rest, &w.kind) != TD_OK)
		return TD_NOT_FOUND;
	w.file_name = u.file_name;
	rc = store_file_read(r->tx, u.file, &w.bytes);
	return rc == TD_OK ? history_read(r->tx, &w, plan) : rc;
}

static void put_preview(struct req *r, struct history_vm *vm, const struct history_plan *p)
{
	vm->preview = true;
	vm->file_name = p->wish.file_name;
	vm->digest = p->digest;
	for (size_t i = 0; i < p->faults.n; i++)
		VEC_PUSH(r->a, &vm->faults) = p->faults.at[i];
	for (size_t i = 0; i < p->notes.n; i++)
		VEC_PUSH(r->a, &vm->notes) = p->notes.at[i];
	for (size_t i = 0; i < p->lines.n; i++)
		VEC_PUSH(r->a, &vm->lines) = p->lines.at[i];
	vm->tag = p->faults.n ? page_tag(r, "bad", "warn", N_("Có lỗi, chưa nhận được"))
			      : page_tag(r, "info", "clock", N_("Chờ bạn nhận"));
	vm->summary =
	    p->faults.n
		? arena_fmt(r->a, req_tr(r, N_("Có %zu chỗ cần sửa trong tệp.")), p->faults.n)
		: arena_fmt(
		      r->a,
		      req_tr(r, N_("Năm %lld: %zu đơn vị, %zu số liệu; năm được mở rồi kết thúc ngay.")),
		      (long long)p->wish.year, p->units.n, p->lines.n);
}

td_rc page_history_open(struct req *r, struct cluster *c, struct history_plan *plan, bool *waits)
{
	td_rc rc = page_org_find(r, c);
	*waits = false;
	if (rc == TD_OK && c->id.v == 0)
		rc = TD_NOT_FOUND;
	if (rc != TD_OK)
		return rc;
	rc = read_open(r, c, plan);
	*waits = rc == TD_OK;
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc page_history(struct req *r)
{
	struct history_vm *vm = NEW(r->a, struct history_vm);
	struct history_plan *plan = NEW(r->a, struct history_plan);
	struct cluster c;
	bool waits;
	td_rc rc = page_history_open(r, &c, plan, &waits);
	if (rc == TD_OK)
		rc = page_begin(r, page_tr(r, N_("Nhập năm trước từ bảng Excel")), "to-chuc");
	if (rc != TD_OK)
		return rc;
	page_crumb(r, S("/to-chuc"), page_tr(r, N_("Tổ chức")));
	if (waits)
		put_preview(r, vm, plan);
	vm->base = req_path(r, "/to-chuc/cum/%.*s/nam-truoc", STRF(c.code));
	vm->cluster_name = c.name;
	str year = vm->preview ? arena_fmt(r->a, "%lld", (long long)plan->wish.year)
			       : arena_fmt(r->a, "%d", day_of_ms(r->now_ms).year - 1);
	vm->year = form_show(r->form, S("year"), year);
	str kind =
	    form_show(r->form, S("kind"), str_c(kind_codes[vm->preview ? plan->wish.kind : HISTORY_TOTALS]));
	for (int i = 0; i < HISTORY__N; i++)
		VEC_PUSH(r->a, &vm->kinds) = (struct page_option){
		    str_c(kind_codes[i]), page_tr(r, history_kind_name((enum history_kind)i)),
		    str_eq(str_c(kind_codes[i]), kind)};
	vm->page = r->page;
	view_history(&r->html, vm);
	return TD_OK;
}

td_rc page_history_post(struct req *r)
{
	const struct upload_form *f = form_value(r->form);
	struct cluster c;
	str bytes;
	td_rc rc = page_org_find(r, &c);
	if (rc == TD_OK && c.id.v == 0)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = page_read_upload(r, &f->file, &bytes);
	if (rc != TD_OK)
		return rc;
	struct site_upload up = {
	    .kind = S("history"),
	    .about = arena_fmt(r->a, "%.*s %lld %s", STRF(c.code), (long long)f->year.v, kind_codes[f->kind]),
	    .file_name = f->file.name};
	r->location = req_path(r, "/to-chuc/cum/%.*s/nam-truoc#xem-truoc", STRF(c.code));
	rc = store_file_put(r->tx, bytes, S("application/octet-stream"), &up.file);
	return rc == TD_OK ? store_upload_add(r->tx, r->user.id, &up) : rc;
}

td_rc page_history_accept(struct req *r)
{
	const struct accept_form *f = form_value(r->form);
	struct history_plan *plan = NEW(r->a, struct history_plan);
	struct cluster c;
	cluster_year_id id;
	td_rc rc = page_org_find(r, &c);
	if (rc == TD_OK)
		rc = read_open(r, &c, plan);
	if (rc == TD_NOT_FOUND && c.id.v)
		return err_add(r->e, TD_CONFLICT, S(""),
			       N_("Tệp này đã được nhận hoặc đã bỏ; hãy tải lên lại."));
	if (rc == TD_OK && !str_eq(plan->digest, f->digest))
		return err_add(r->e, TD_STALE, S(""),
			       N_("Dữ liệu vừa được người khác thay đổi; hãy xem lại bảng dưới rồi nhận."));
	r->location = req_path(r, "/cum/%.*s/%lld", STRF(c.code), (long long)plan->wish.year);
	if (rc == TD_OK)
		rc = act_history_take(r->tx, plan, &id);
	return rc == TD_OK ? store_upload_close(r->tx, r->user.id, true) : rc;
}

td_rc page_history_drop(struct req *r)
{
	struct cluster c;
	td_rc rc = page_org_find(r, &c);
	if (rc != TD_OK)
		return rc;
	r->location = req_path(r, "/to-chuc/cum/%.*s/nam-truoc", STRF(c.code));
	rc = store_upload_close(r->tx, r->user.id, false);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}
