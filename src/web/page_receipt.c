#include "web/page_receipt.h"

#include "base/vi.h"
#include "store/store_plan.h"
#include "web/http.h"

td_rc page_opened(struct req *r, enum read_kind kind, i64 object_id, i64 edition)
{
	unit_id own = page_own_unit(r);
	bool again = false;
	/* HEAD and what a browser fetches ahead is nobody's reading */
	if (edition == 0 || !own.v || !str_eq(r->http->method, S("GET")) ||
	    http_header(r->http, "sec-purpose").n)
		return TD_OK;
	struct read_receipt *x = NEW(r->a, struct read_receipt);
	*x = (struct read_receipt){.kind = kind,
				   .object_id = object_id,
				   .edition = edition,
				   .year = r->year.id,
				   .unit = own,
				   .user = r->user.id,
				   .opened_at_ms = r->now_ms};
	td_rc rc = store_read_receipt_has(r->tx, x, &again);
	if (rc == TD_OK && !again)
		r->opened = x;
	return rc;
}

td_rc page_receipts(struct req *r, enum read_kind kind, i64 object_id, i64 edition, struct receipts *out)
{
	membership_list members = {0};
	read_receipt_list all = {0};
	*out = (struct receipts){.shown = edition > 0 && page_may(r, PERM_YEAR_MANAGE)};
	if (!out->shown)
		return TD_OK;
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	if (rc == TD_OK)
		rc = store_read_receipt_list(r->tx, r->year.id, &all);
	for (size_t i = 0; rc == TD_OK && i < members.n; i++) {
		const struct membership *m = &members.at[i];
		const struct read_receipt *x = read_receipt_of(&all, kind, object_id, edition, m->unit);
		VEC_PUSH(r->a, &out->rows) = (struct receipt_row){.unit = m->unit_name,
								  .opened = x != NULL,
								  .who = x ? x->user_name : S(""),
								  .at = x ? x->opened_at_ms : 0};
		out->n_opened += x != NULL;
	}
	return rc;
}

struct launch_form {
	struct form_num rev;
	str word;
};
static const struct field fields[] = {
    FIELD(INT, struct launch_form, rev, N_("Phiên bản"), .required = true),
    FIELD(TEXT, struct launch_form, word, N_("Chữ xác nhận"), .max = 40),
};
const struct form_def page_launch_form = FORM(struct launch_form, fields);

td_rc page_launch_word(struct req *r, i64 *rev)
{
	const struct launch_form *f = form_value(r->form);
	*rev = f->rev.v;
	if (str_eq(vi_fold(r->a, f->word), S("phat dong")))
		return TD_OK;
	return err_add(r->e, TD_INVALID, S("word"),
		       N_("Chưa phát động: hãy gõ đúng hai chữ PHÁT ĐỘNG để xác nhận."));
}
