#include "web/page_hall.h"

#include "base/caltime.h"
#include "jobs/act_setting.h"
#include "store/store_ranking.h"
#include "store/store_vote.h"
#include "web/asset.h"
#include "web/views.h"

static void put_agenda(struct req *r, struct hall_vm *vm, const struct act_meeting *k)
{
	for (size_t i = 0; i < k->items.n; i++) {
		const struct meeting_item *x = &k->items.at[i];
		struct hall_line *l = &VEC_PUSH(r->a, &vm->agenda);
		*l = (struct hall_line){.time = page_minute(r->a, x->starts_min),
					.title = x->title,
					.who = x->speaker.n ? x->speaker : x->unit_name,
					.running = k->now.item == x->id};
		for (size_t j = 0; j < k->now.items.n; j++)
			l->done |= k->now.items.at[j].item == x->id && !l->running;
		if (!l->running)
			continue;
		vm->item = l->title;
		vm->item_who = l->who;
		vm->item_time = x->minutes ? arena_fmt(r->a, "%lld phút", (long long)x->minutes) : S("");
	}
}

static void put_roll(struct req *r, struct hall_vm *vm, const struct act_meeting *k)
{
	for (size_t i = 0; i < k->members.n; i++) {
		const struct membership *m = &k->members.at[i];
		const struct meeting_guest *g = meeting_live_guest(&k->now, OPT(m->unit.v), STR_NULL);
		bool here = g && g->present;
		VEC_PUSH(r->a, &vm->roll) = (struct conduct_member){
		    .name = m->unit_name,
		    .person = here ? g->person : S(""),
		    .present = here,
		};
	}
}

static void put_speaker(struct hall_vm *vm, const struct act_meeting *k)
{
	const struct meeting_event *x = &k->now.speaker;
	vm->speaking = k->now.speaking;
	if (!vm->speaking)
		return;
	vm->speaker = x->person;
	vm->speaker_unit = page_member_name(k, x->unit);
	vm->has_limit = x->n > 0;
	vm->ends_ms = x->at_ms + x->n * 1000;
}

static void put_poll(struct req *r, struct hall_vm *vm, const struct act_meeting *k)
{
	static const char *const states[] = {N_("Đang bỏ phiếu"), N_("Đã đóng, đang kiểm phiếu"),
					     N_("Kết quả")};
	const struct meeting_poll *p = meeting_live_last_poll(&k->now);
	if (p == NULL)
		return;
	vm->poll = p->question;
	vm->poll_state = page_tr(r, states[p->phase]);
	vm->poll_result = p->sentence;
	if (p->phase != MEETING_POLL_RESULT)
		vm->poll_result = STR_NULL; /* of an earlier round */
}

/* Of an electronic vote: what a resolution let pass, and the name of the urn once it is closed. */
static td_rc put_urn(struct req *r, struct hall_vm *vm, const struct act_meeting *k)
{
	const struct meeting_poll *p = meeting_live_last_poll(&k->now);
	struct vote v;
	struct sha256 h;
	if (p == NULL || !vm->shows_poll)
		return TD_OK;
	td_rc rc = store_vote_get(r->tx, (poll_id){p->poll}, &v);
	if (rc != TD_OK || v.phase == VOTE_CANCELLED)
		return rc == TD_NOT_FOUND ? TD_OK : rc;
	const char *banner = vote_banner((u32)v.faults);
	vm->banner = banner ? page_tr(r, banner) : S("");
	if (v.phase != VOTE_CLOSED && v.phase != VOTE_DECRYPTING && v.phase != VOTE_RESULT)
		return TD_OK;
	rc = store_vote_close_hash(r->tx, v.poll, &h);
	if (rc != TD_OK)
		return rc;
	str hex = hex_of(r->a, h.b, SHA256_LEN);
	vm->urn_close = str_upto(hex, SHA256_LEN);
	vm->urn_close_2 = str_from(hex, SHA256_LEN);
	return TD_OK;
}

/* The last n places, the first of them uppermost; what is above is only counted. */
static td_rc put_places(struct req *r, struct hall_vm *vm, const struct act_meeting *k)
{
	struct ranking ranking;
	ranking_row_list rows = {0};
	td_rc rc = store_ranking_latest(r->tx, k->m.year, &ranking);
	if (rc == TD_NOT_FOUND)
		return TD_OK;
	if (rc == TD_OK)
		rc = store_ranking_rows(r->tx, ranking.id, &rows);
	size_t n = (size_t)k->now.n_revealed < rows.n ? (size_t)k->now.n_revealed : rows.n;
	vm->n_hidden = (i64)(rows.n - n);
	for (size_t i = rows.n - n; rc == TD_OK && i < rows.n; i++) {
		const struct ranking_row *row = &rows.at[i];
		VEC_PUSH(r->a, &vm->places) = (struct hall_place){
		    .rank = row->excluded ? S("–") : arena_fmt(r->a, "%lld", (long long)row->rank),
		    .unit = row->unit_name,
		    .total_c = row->total_c,
		    .newest = i == rows.n - n,
		};
	}
	return rc;
}

static void put_view(struct hall_vm *vm, const struct act_meeting *k)
{
	enum meeting_view v = k->now.view;
	if (v == MEETING_VIEW_ITEM && k->now.item == 0 && !k->now.speaking)
		v = MEETING_VIEW_AGENDA;
	vm->view = str_c(meeting_view_code(v));
	vm->shows_agenda = v == MEETING_VIEW_AGENDA;
	vm->shows_attendance = v == MEETING_VIEW_ATTENDANCE;
	vm->shows_item = v == MEETING_VIEW_ITEM;
	vm->shows_poll = v == MEETING_VIEW_POLL;
	vm->shows_ranking = v == MEETING_VIEW_RANKING;
	vm->shows_end = v == MEETING_VIEW_END;
}

static td_rc put_all(struct req *r, struct hall_vm *vm, const struct act_meeting *k)
{
	vm->planned = k->now.phase == MEETING_PLANNED;
	vm->ended = k->now.phase == MEETING_ENDED;
	vm->state = page_tr(r, meeting_phase_name(k->now.phase));
	vm->place = k->m.place;
	vm->when = k->m.start_at_ms.set ? ms_vi(r->a, k->m.start_at_ms.v) : S("");
	vm->quorum = k->quorum.sentence;
	vm->met = k->quorum.met;
	for (size_t i = 0; i < k->now.said.n; i++)
		if (k->now.said.at[i].kind == MEETING_EVENT_DECISION)
			vm->said = k->now.said.at[i].text;
	put_agenda(r, vm, k);
	put_roll(r, vm, k);
	put_speaker(vm, k);
	put_poll(r, vm, k);
	put_view(vm, k);
	td_rc rc = put_places(r, vm, k);
	if (rc == TD_OK)
		rc = put_urn(r, vm, k);
	return rc == TD_OK ? setting_get(r->tx, "site.url", &vm->site) : rc;
}

td_rc page_hall_load(struct req *r, struct hall_vm *vm)
{
	struct act_meeting k = {0};
	vm->cluster_name = r->year.cluster_name;
	vm->year = r->year.year;
	vm->title = page_tr(r, meeting_kind_name(MEETING_YEAR_END));
	td_rc rc = act_meeting_of_year(r->tx, r->year.id, &k);
	if (rc == TD_OK)
		return put_all(r, vm, &k);
	vm->shows_agenda = vm->planned = rc == TD_NOT_FOUND;
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc page_hall(struct req *r)
{
	struct hall_vm *vm = NEW(r->a, struct hall_vm);
	td_rc rc = page_begin(r, page_tr(r, N_("Màn hình hội trường")), "hop");
	if (rc == TD_OK)
		rc = page_hall_load(r, vm);
	vm->script = asset_href("hall.js");
	vm->page = r->page;
	if (rc == TD_OK)
		view_hall(&r->html, vm);
	return rc;
}
