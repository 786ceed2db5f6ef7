#include "web/page_journal.h"

#include "base/caltime.h"
#include "jobs/act_journal.h"
#include "jobs/year_bundle.h"
#include "web/views.h"

enum { PER_PAGE = 50, HASH_SHOWN = 6 };

td_rc page_journal(struct req *r)
{
	struct journal_vm *vm = NEW(r->a, struct journal_vm);
	journal_list list = {0};
	i64 before = 0;
	if (str_i64(req_query(r, S("truoc")), &before) != TD_OK)
		before = 0;
	td_rc rc = page_begin(r, page_tr(r, N_("Nhật ký")), "nhat-ky");
	if (rc == TD_OK)
		rc = journal_page(r->tx, r->year.id.v, before, PER_PAGE, &list);
	if (rc != TD_OK)
		return rc;
	for (size_t i = 0; i < list.n; i++) {
		const struct journal_entry *j = &list.at[i];
		str stamp = ms_vi(r->a, j->at_ms), day = str_upto(stamp, 10);
		if (!vm->days.n || !str_eq(vm->days.at[vm->days.n - 1].day, day))
			VEC_PUSH(r->a, &vm->days) = (struct journal_day){.day = day};
		VEC_PUSH(r->a, &vm->days.at[vm->days.n - 1].lines) = (struct journal_line){
		    .sentence = act_sentence(r->a, r->page.lang, j),
		    .clock = str_from(stamp, 11),
		    .iso = ms_iso(r->a, j->at_ms),
		    .hash = hex_of(r->a, j->hash.b, HASH_SHOWN),
		    .seq = j->seq,
		};
	}
	if (before == 0 && list.n)
		vm->code = chain_code(r->a, &list.at[0].hash);
	if (list.n == PER_PAGE)
		vm->older = list.at[list.n - 1].seq;
	vm->cluster_name = r->year.cluster_name;
	vm->base = page_base(r);
	vm->year = r->year.year;
	vm->page = r->page;
	view_journal(&r->html, vm);
	return TD_OK;
}

td_rc page_bundle(struct req *r)
{
	td_rc rc = year_bundle(r->tx, r->year.id, &r->body);
	if (rc == TD_CORRUPT) /* what differs is for people to read, not for the log alone */
		rc = TD_CONFLICT;
	r->type = S("application/zip");
	r->download = year_bundle_name(r->a, r->year.cluster_code, r->year.year);
	return rc;
}
