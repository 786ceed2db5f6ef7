#include "web/page_poll.h"

#include "format/legal.h"
#include "jobs/act_meeting.h"
#include "web/page_next.h"
#include "web/views.h"

static const struct {
	const char *name, *label;
} counts[] = {
    {"members", N_("Thành viên có quyền bỏ phiếu")},
    {"present", N_("Có mặt")},
    {"issued", N_("Phiếu phát ra")},
    {"returned", N_("Phiếu thu về")},
    {"valid", N_("Phiếu hợp lệ")},
    {"invalid", N_("Phiếu không hợp lệ")},
};

static str title_name(struct req *r, str code)
{
	legal_ballot_list all = {0};
	legal_titles(r->a, &all);
	for (size_t i = 0; i < all.n; i++)
		if (str_eq(all.at[i].title_code, code))
			return all.at[i].title_name;
	return code;
}

static struct page_tag verdict_tag(const struct req *r, enum poll_verdict v)
{
	static const struct {
		const char *css, *icon;
	} look[POLL__N] = {
	    [POLL_ELECTED] = {"ok", "check"}, [POLL_TIED] = {"warn", "warn"},
	    [POLL_NO_PLACE] = {"", "stop"},   [POLL_FAILED] = {"bad", "stop"},
	    [POLL_UNDECIDED] = {"", "info"},  [POLL_WITHDRAWN] = {"", "stop"},
	};
	return page_tag(r, look[v].css, look[v].icon, poll_verdict_name(v));
}

static td_rc put_poll(struct req *r, const struct ballot *b, struct nominate_poll *out)
{
	ballot_candidate_list list = {0};
	struct poll poll;
	struct poll_result res;
	td_rc rc = store_ballot_candidates(r->tx, b->id, &list);
	if (rc != TD_OK)
		return rc;
	store_ballot_poll(r->a, b, &list, &poll);
	poll_judge(r->a, &poll, &res);
	*out = (struct nominate_poll){.id = b->id.v,
				      .members = b->n_members,
				      .present = b->n_present,
				      .issued = b->n_issued,
				      .returned = b->n_returned,
				      .valid = b->n_valid,
				      .invalid = b->n_invalid,
				      .title = b->question,
				      .kind = page_tr(r, poll_kind_name(b->kind)),
				      .sentence = res.sentence,
				      .quorum = res.quorum_sentence};
	for (u32 i = 0; i < poll.n_candidates; i++) {
		const struct poll_row *row = &res.rows[i];
		VEC_PUSH(r->a, &out->rows) = (struct nominate_poll_row){
		    .name = poll.candidates[row->candidate].name,
		    .sentence = row->sentence,
		    .yes = row->yes,
		    .base = row->base,
		    .needed = row->needed,
		    .pct_c = row->pct_c,
		    .tag = verdict_tag(r, row->verdict),
		};
	}
	return TD_OK;
}

/* How the unit fared in the ballots for that title. */
static td_rc outcome(struct req *r, const ballot_list *polls, const struct nomination *n, str *out)
{
	*out = n->withdrawn_at_ms.set ? page_tr(r, N_("Đã rút")) : page_tr(r, N_("Chưa bỏ phiếu"));
	for (size_t i = 0; i < polls->n; i++) {
		const struct ballot *b = &polls->at[i];
		ballot_candidate_list list = {0};
		if (b->kind != POLL_NOMINATION || !str_eq(b->title_code, n->title_code))
			continue;
		td_rc rc = store_ballot_candidates(r->tx, b->id, &list);
		if (rc != TD_OK)
			return rc;
		for (size_t k = 0; k < list.n; k++)
			if (list.at[k].unit.set && list.at[k].unit.v == n->unit.v && list.at[k].result.n)
				*out = str_eq(list.at[k].result, S("elected"))
					   ? page_tr(r, N_("Được suy tôn"))
					   : page_tr(r, N_("Không được suy tôn"));
	}
	return TD_OK;
}

static void option(struct req *r, page_option_list *to, str value, str text, str chosen)
{
	VEC_PUSH(r->a, to) = (struct page_option){value, text, str_eq(value, chosen)};
}

static td_rc put_lists(struct req *r, struct nominate_vm *vm, ballot_list *polls)
{
	nomination_list noms = {0};
	td_rc rc = store_nomination_list(r->tx, r->year.id, &noms);
	if (rc == TD_OK)
		rc = store_ballot_list(r->tx, r->year.id, polls);
	for (size_t i = 0; rc == TD_OK && i < noms.n; i++) {
		struct nominate_line *l = &VEC_PUSH(r->a, &vm->nominees);
		bool counted = false;
		for (size_t k = 0; k < polls->n; k++)
			counted |= str_eq(polls->at[k].title_code, noms.at[i].title_code);
		if (!counted && !vm->next.n && !noms.at[i].withdrawn_at_ms.set)
			vm->next = noms.at[i].title_code;
		*l = (struct nominate_line){.id = noms.at[i].id,
					    .unit = noms.at[i].unit_name,
					    .may_withdraw =
						vm->may_record && !counted && !noms.at[i].withdrawn_at_ms.set,
					    .title = title_name(r, noms.at[i].title_code)};
		rc = outcome(r, polls, &noms.at[i], &l->outcome);
	}
	for (size_t i = 0; rc == TD_OK && i < polls->n; i++)
		rc = put_poll(r, &polls->at[i], &VEC_PUSH(r->a, &vm->polls));
	return rc;
}

static void put_choices(struct req *r, struct nominate_vm *vm)
{
	legal_ballot_list titles = {0};
	str purpose = form_show(r->form, S("purpose"), S("")),
	    base = form_show(r->form, S("base"), S("members"));
	str head = arena_fmt(r->a, req_tr(r, N_("Bầu %.*s năm sau")), STRF(r->year.head_title));
	str deputy = arena_fmt(r->a, req_tr(r, N_("Bầu %.*s năm sau")), STRF(r->year.deputy_title));
	legal_titles(r->a, &titles);
	for (size_t i = 0; i < titles.n; i++) {
		const struct legal_ballot *t = &titles.at[i];
		option(r, &vm->titles, t->title_code, t->title_name, vm->title);
		option(r, &vm->purposes, t->title_code,
		       arena_fmt(r->a, req_tr(r, N_("Suy tôn: %.*s")), STRF(t->title_name)), purpose);
	}
	option(r, &vm->purposes, S("head"), head, purpose);
	option(r, &vm->purposes, S("deputy"), deputy, purpose);
	for (int i = 0; i < POLL_BASE__N; i++)
		option(r, &vm->bases, str_c(poll_base_code((enum poll_base)i)),
		       page_tr(r, poll_base_name((enum poll_base)i)), base);
}

static td_rc put_form(struct req *r, struct nominate_vm *vm)
{
	membership_list members = {0};
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	str unit = form_show(r->form, S("unit"), S(""));
	for (size_t i = 0; i < members.n; i++) {
		str code = members.at[i].unit_code;
		option(r, &vm->units, code, members.at[i].unit_name, unit);
		VEC_PUSH(r->a, &vm->candidates) = (struct nominate_candidate){
		    .code = code,
		    .name = members.at[i].unit_name,
		    .yes = form_show_key(r->a, r->form, "yes", code, S("")),
		    .no = form_show_key(r->a, r->form, "no", code, S("")),
		    .blank = form_show_key(r->a, r->form, "blank", code, S("")),
		};
	}
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		str start = i == 0 ? arena_fmt(r->a, "%zu", members.n) : S("");
		VEC_PUSH(r->a, &vm->counts) =
		    (struct nominate_count){str_c(counts[i].name), page_tr(r, counts[i].label),
					    form_show(r->form, str_c(counts[i].name), start)};
	}
	return rc;
}

td_rc page_nominate(struct req *r)
{
	struct nominate_vm *vm = NEW(r->a, struct nominate_vm);
	ballot_list polls = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Bình xét, suy tôn")), "suy-ton");
	*vm = (struct nominate_vm){
	    .base = page_base(r),
	    .cluster_name = r->year.cluster_name,
	    .year = r->year.year,
	    .title = form_show(r->form, S("title"), S("")),
	    .poll_title = form_show(r->form, S("poll_title"), S("")),
	    .rule = form_show(r->form, S("rule"), S("")),
	    .seats = form_show(r->form, S("seats"), S("0")),
	    .announce = r->form && form_typed(r->form, S("announce")).n,
	    .may_record = page_may(r, PERM_POLL_RECORD),
	};
	if (rc == TD_OK)
		rc = put_lists(r, vm, &polls);
	if (rc == TD_OK)
		rc = page_next_link(r, "suy-ton", &vm->onward);
	if (!vm->next.n)
		vm->next = S("head");
	put_choices(r, vm);
	if (rc == TD_OK && vm->may_record)
		rc = put_form(r, vm);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_nominate(&r->html, vm);
	return TD_OK;
}
