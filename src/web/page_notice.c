#include "web/page_notice.h"

#include "jobs/notice.h"
#include "store/store_user.h"
#include "web/page_sign.h"
#include "web/views.h"

enum { PAGE_ROWS = 50 };

struct open_form {
	struct form_num id, upto;
};
static const struct field open_fields[] = {
    FIELD(INT, struct open_form, id, N_("Thông báo")),
    FIELD(INT, struct open_form, upto, N_("Đến thông báo")),
};
const struct form_def page_notice_form = FORM(struct open_form, open_fields);

struct choice_form {
	struct form_texts mail;
};
static const struct field choice_fields[] = {
    FIELD(KEYED_CHECK, struct choice_form, mail, N_("Nhận qua thư điện tử")),
};
const struct form_def page_notice_choice_form = FORM(struct choice_form, choice_fields);

static td_rc put_rows(struct req *r, struct notice_vm *vm)
{
	notice_list list = {0};
	i64 before = 0;
	if (str_i64(req_query(r, S("truoc")), &before) != TD_OK || before < 0)
		before = 0;
	td_rc rc = store_notice_list(r->tx, r->user.id, before, PAGE_ROWS + 1, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n && i < PAGE_ROWS; i++) {
		const struct notice *n = &list.at[i];
		VEC_PUSH(r->a, &vm->rows) =
		    (struct notice_row){.id = n->id,
					.at = n->created_at_ms,
					.text = notice_sentence(r->a, r->page.lang, n),
					.place = notice_place(r->a, n),
					.unread = !n->read_at_ms.set};
		vm->newest = n->id > vm->newest ? n->id : vm->newest;
	}
	if (list.n > PAGE_ROWS)
		vm->older_href = req_path(r, "/thong-bao?truoc=%lld", (long long)list.at[PAGE_ROWS - 1].id);
	return rc == TD_OK ? store_notice_unread(r->tx, r->user.id, &vm->n_unread) : rc;
}

static bool chosen(const notice_choice_list *list, enum notice_kind kind)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->at[i].kind, str_c(notice_kind_code(kind))))
			return list->at[i].by_mail;
	return notice_kind_by_mail(kind);
}

static td_rc put_options(struct req *r, struct notice_vm *vm)
{
	notice_choice_list list = {0};
	struct user u;
	td_rc rc = store_notice_choice_list(r->tx, r->user.id, &list);
	if (rc == TD_OK)
		rc = store_user_get(r->tx, r->user.id, &u);
	if (rc != TD_OK)
		return rc;
	vm->email = u.email;
	for (int i = 0; i < NOTICE__N; i++) {
		enum notice_kind kind = (enum notice_kind)i;
		VEC_PUSH(r->a, &vm->options) = (struct notice_option){
		    str_c(notice_kind_code(kind)), page_tr(r, notice_kind_name(kind)), chosen(&list, kind)};
	}
	return TD_OK;
}

td_rc page_notices(struct req *r)
{
	struct notice_vm *vm = NEW(r->a, struct notice_vm);
	td_rc rc = page_begin(r, page_tr(r, N_("Thông báo")), "thong-bao");
	if (rc == TD_OK)
		rc = put_rows(r, vm);
	if (rc == TD_OK)
		rc = put_options(r, vm);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_notices(&r->html, vm);
	return TD_OK;
}

td_rc page_notice_open(struct req *r)
{
	const struct open_form *f = form_value(r->form);
	struct notice n;
	r->location = S("/thong-bao");
	if (!f->id.set)
		return store_notice_read_all(r->tx, r->user.id, f->upto.v);
	td_rc rc = store_notice_get(r->tx, r->user.id, f->id.v, &n);
	if (rc == TD_OK)
		rc = store_notice_read(r->tx, r->user.id, n.id);
	if (rc == TD_OK)
		r->location = page_sign_back(n.href);
	return rc;
}

td_rc page_notice_choose(struct req *r)
{
	const struct choice_form *f = form_value(r->form);
	td_rc rc = TD_OK;
	for (int i = 0; rc == TD_OK && i < NOTICE__N; i++) {
		struct notice_choice c = {str_c(notice_kind_code((enum notice_kind)i)), false};
		for (size_t k = 0; k < f->mail.list.n; k++)
			c.by_mail |= str_eq(f->mail.list.at[k].key, c.kind);
		rc = store_notice_choice_put(r->tx, r->user.id, &c);
	}
	r->location = S("/thong-bao?luu=1#thu");
	return rc;
}
