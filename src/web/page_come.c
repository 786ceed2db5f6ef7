#include "web/page_come.h"

#include "base/caltime.h"
#include "web/page_conduct.h"
#include "web/views.h"

struct come_form {
	str person;
	int as;
};
static const char *const ways[] = {"leader", "proxy", NULL};
static const struct field fields[] = {
    FIELD(TEXT, struct come_form, person, N_("Họ và tên"), .required = true, .max = 200),
    FIELD(CHOICE, struct come_form, as, N_("Dự họp với tư cách"), .required = true, .choices = ways),
};
const struct form_def page_come_form = FORM(struct come_form, fields);

static td_rc load(struct req *r, str code, struct come_vm *vm)
{
	struct meeting_code c;
	struct act_meeting k;
	td_rc rc = store_meeting_code_get(r->tx, code, &c);
	if (rc == TD_OK)
		rc = act_meeting_load(r->tx, c.meeting, &k);
	if (rc != TD_OK)
		return rc;
	const struct meeting_guest *g = meeting_live_guest(&k.now, OPT(c.unit.v), STR_NULL);
	struct cluster_year y;
	rc = store_cluster_year_get(r->tx, c.year, &y);
	if (rc != TD_OK)
		return rc;
	vm->known = true;
	vm->code = code;
	vm->unit = c.unit_name;
	vm->cluster_name = y.cluster_name;
	vm->meeting = page_tr(r, meeting_kind_name(k.m.kind));
	vm->place = k.m.place;
	vm->when = k.m.start_at_ms.set ? ms_vi(r->a, k.m.start_at_ms.v) : S("");
	vm->ended = k.now.phase == MEETING_ENDED;
	vm->present = g && g->present;
	vm->since = g ? page_clock(r->a, g->since_ms) : S("");
	str person = g ? g->person : S("");
	for (size_t i = 0; !person.n && i < k.members.n; i++)
		if (k.members.at[i].unit.v == c.unit.v)
			person = k.members.at[i].leader_name;
	vm->person = form_show(r->form, S("person"), person);
	vm->proxy = r->form ? str_eq(form_show(r->form, S("as"), S("")), S("proxy")) : g && g->proxy;
	return TD_OK;
}

td_rc page_come_load(struct req *r, str typed, struct come_vm *vm)
{
	str code;
	td_rc rc = meeting_code_read(r->a, typed, &code);
	return rc == TD_OK ? load(r, code, vm) : TD_NOT_FOUND;
}

static td_rc show(struct req *r, str typed)
{
	struct come_vm *vm = NEW(r->a, struct come_vm);
	td_rc rc = page_begin(r, page_tr(r, N_("Điểm danh")), "diem-danh");
	vm->typed = typed;
	if (rc == TD_OK && typed.n) {
		rc = page_come_load(r, typed, vm);
		vm->unknown = rc == TD_NOT_FOUND;
	}
	if (vm->unknown) {
		r->status = 404;
		rc = TD_OK;
	}
	vm->page = r->page;
	if (rc == TD_OK)
		view_come(&r->html, vm);
	return rc;
}

td_rc page_come_ask(struct req *r)
{
	return show(r, req_query(r, S("ma")));
}

td_rc page_come(struct req *r)
{
	return show(r, req_param(r, "code"));
}

td_rc page_come_post(struct req *r)
{
	const struct come_form *f = form_value(r->form);
	str code;
	td_rc rc = meeting_code_read(r->a, req_param(r, "code"), &code);
	if (rc != TD_OK)
		return TD_NOT_FOUND;
	r->location = req_path(r, "/diem-danh/%.*s", STRF(code));
	return act_meeting_sign_in(r->tx, code, f->person, f->as == 1);
}
