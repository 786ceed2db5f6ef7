#include "web/page_handover.h"

#include "base/vi.h"
#include "jobs/act_handover.h"
#include "web/views.h"

struct handover_form {
	str word, head, deputy, theme, tasks, decision;
	struct form_num rev;
};
static const struct field handover_fields[] = {
    FIELD(TEXT, struct handover_form, word, N_("Chữ xác nhận"), .max = 40),
    FIELD(TEXT, struct handover_form, head, N_("Trưởng năm sau"), .max = 64),
    FIELD(TEXT, struct handover_form, deputy, N_("Phó năm sau"), .max = 64),
    FIELD(TEXT, struct handover_form, theme, N_("Chủ đề"), .max = 300),
    FIELD(AREA, struct handover_form, tasks, N_("Việc chuyển tiếp"), .max = 20000),
    FIELD(TEXT, struct handover_form, decision, N_("Số, ngày biên bản"), .max = 200),
    FIELD(INT, struct handover_form, rev, N_("Phiên bản"), .required = true),
};
const struct form_def page_handover_form = FORM(struct handover_form, handover_fields);

struct commitment_form {
	struct form_num id, rev;
	str note;
};
static const struct field commitment_fields[] = {
    FIELD(INT, struct commitment_form, id, N_("Việc"), .required = true),
    FIELD(INT, struct commitment_form, rev, N_("Phiên bản"), .required = true),
    FIELD(TEXT, struct commitment_form, note, N_("Kết quả"), .max = 1000),
};
const struct form_def page_commitment_form = FORM(struct commitment_form, commitment_fields);

static void item(struct req *r, struct handover_vm *vm, bool ok, str text, const char *path, const char *link)
{
	struct handover_item x = {.text = text};
	x.tag = ok ? page_tag(r, "ok", "check", N_("Xong")) : page_tag(r, "warn", "clock", N_("Còn mở"));
	if (!ok) {
		x.href = req_path(r, "%.*s%s", STRF(vm->base), path);
		x.link = page_tr(r, link);
	}
	VEC_PUSH(r->a, &vm->items) = x;
}

static void put_items(struct req *r, struct handover_vm *vm, const struct handover *h)
{
	struct arena *a = r->a;
	item(r, vm, h->at_end,
	     arena_fmt(a, req_tr(r, N_("Các bước của năm: đang ở «%s»")),
		       i18n_tr(r->page.lang, season_name(h->y.season))),
	     "", N_("Mở tổng quan"));
	item(r, vm, h->n_papers == h->n_wanted,
	     arena_fmt(a, req_tr(r, N_("Văn bản cuối năm: đã lập %lld/%lld")), (long long)h->n_papers,
		       (long long)h->n_wanted),
	     "/van-ban", N_("Lập văn bản"));
	item(r, vm, h->n_unsent == 0,
	     arena_fmt(a, req_tr(r, N_("Báo cáo định kỳ: còn %lld/%lld báo cáo chưa gửi")),
		       (long long)h->n_unsent, (long long)h->n_reports),
	     "/bao-cao", N_("Xem báo cáo"));
	item(r, vm, h->open.n == 0,
	     arena_fmt(a,
		       req_tr(r, N_("Khó khăn, vướng mắc: còn %zu chưa giải quyết, sẽ chuyển sang năm sau")),
		       h->open.n),
	     "/kho-khan", N_("Xem khó khăn"));
}

static void put_office(struct req *r, struct handover_vm *vm, const struct handover *h, int k)
{
	static const char *const fields[2] = {"head", "deputy"};
	struct handover_office o = {.field = str_c(fields[k]),
				    .title = k == 0 ? h->y.y.head_title : h->y.y.deputy_title,
				    .elected = h->elected[k].v ? h->elected_name[k] : S(""),
				    .wrong = r->form && err_at(r->e, str_c(fields[k]))};
	str chosen = form_show(r->form, str_c(fields[k]), S(""));
	for (size_t i = 0; i < h->members.n; i++)
		VEC_PUSH(r->a, &o.units) =
		    (struct page_option){h->members.at[i].unit_code, h->members.at[i].unit_name,
					 str_eq(chosen, h->members.at[i].unit_code)};
	VEC_PUSH(r->a, &vm->offices) = o;
}

static td_rc put_received(struct req *r, struct handover_vm *vm)
{
	commitment_list all = {0};
	td_rc rc = store_commitment_list(r->tx, r->year.id, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		VEC_PUSH(r->a, &vm->received) = (struct handover_task){
		    all.at[i].id, all.at[i].rev, all.at[i].text,
		    all.at[i].done_on.n ? page_day(r->a, all.at[i].done_on) : S(""), all.at[i].done_note};
	return rc;
}

static td_rc put_handover(struct req *r, struct handover_vm *vm)
{
	struct handover h;
	td_rc rc = act_handover_look(r->tx, r->year.id, &h);
	if (rc != TD_OK)
		return rc;
	put_items(r, vm, &h);
	for (int k = 0; k < 2; k++)
		put_office(r, vm, &h, k);
	vm->done = h.handed_over;
	vm->next_open = h.next.set;
	vm->rev = h.y.y.rev;
	vm->tasks = form_show(r->form, S("tasks"), h.promised);
	if (!h.at_end)
		vm->blocked = page_tr(r, season_name(h.y.season));
	return TD_OK;
}

bool page_handover_whole(const struct req *r)
{
	return page_may(r, PERM_YEAR_CLOSE) || page_may(r, PERM_YEAR_MANAGE);
}

td_rc page_handover(struct req *r)
{
	struct handover_vm *vm = NEW(r->a, struct handover_vm);
	td_rc rc = page_begin(r, page_tr(r, N_("Bàn giao năm")), "thanh-vien");
	if (rc != TD_OK)
		return rc;
	*vm = (struct handover_vm){.base = page_base(r),
				   .year = r->year.year,
				   .next = r->year.year + 1,
				   .may_close = page_may(r, PERM_YEAR_CLOSE),
				   .may_manage = page_may(r, PERM_YEAR_MANAGE),
				   .theme = form_show(r->form, S("theme"), S("")),
				   .decision = form_show(r->form, S("decision"), S("")),
				   .word_error = r->form && err_at(r->e, S("word"))};
	vm->sees_all = page_handover_whole(r);
	rc = put_received(r, vm);
	if (rc == TD_OK && vm->sees_all)
		rc = put_handover(r, vm);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_handover(&r->html, vm);
	return TD_OK;
}

td_rc page_handover_post(struct req *r)
{
	const struct handover_form *f = form_value(r->form);
	struct cluster_year next;
	struct handover_wish w = {.office = {f->head, f->deputy},
				  .theme = f->theme,
				  .tasks = f->tasks,
				  .decision = f->decision,
				  .rev = f->rev.v};
	if (!str_eq(vi_fold(r->a, f->word), S("ban giao")))
		return err_add(r->e, TD_INVALID, S("word"),
			       N_("Chưa bàn giao: hãy gõ đúng hai chữ BÀN GIAO để xác nhận."));
	r->location =
	    req_path(r, "/cum/%.*s/%lld/ban-giao?luu=1", STRF(r->year.cluster_code), (long long)r->year.year);
	return act_handover(r->tx, r->year.id, &w, &next);
}

td_rc page_commitment(struct req *r)
{
	const struct commitment_form *f = form_value(r->form);
	r->location = req_path(r, "%.*s/ban-giao?luu=1", STRF(page_base(r)));
	return act_commitment_done(r->tx, r->year.id, f->id.v, f->note, f->rev.v);
}
