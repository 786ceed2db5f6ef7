#include "web/page_conduct.h"

#include "base/caltime.h"
#include "store/store_ranking.h"
#include "web/views.h"

struct event_form {
	str kind, unit, view, person, text;
	bool proxy;
	struct form_num ref, n;
};
static const struct field fields[] = {
    FIELD(CODE, struct event_form, kind, N_("Việc"), .required = true, .max = 40),
    FIELD(CODE, struct event_form, unit, N_("Đơn vị"), .max = 60),
    FIELD(CODE, struct event_form, view, N_("Màn hình"), .max = 40),
    FIELD(TEXT, struct event_form, person, N_("Họ và tên"), .max = 200),
    FIELD(AREA, struct event_form, text, N_("Nội dung"), .max = 4000),
    FIELD(CHECK, struct event_form, proxy, N_("Người được ủy quyền")),
    FIELD(INT, struct event_form, ref, N_("Mục được nói đến"), .low = 0, .high = 1000000000000),
    FIELD(INT, struct event_form, n, N_("Số giây, số thứ hạng"), .low = 0, .high = 100000),
};
const struct form_def page_conduct_form = FORM(struct event_form, fields);

str page_clock(struct arena *a, i64 at_ms)
{
	return str_from(ms_vi(a, at_ms), 11);
}

str page_minute(struct arena *a, struct opt_i64 minute)
{
	return minute.set ? arena_fmt(a, "%02d:%02d", (int)(minute.v / 60), (int)(minute.v % 60)) : S("");
}

str page_member_name(const struct act_meeting *k, struct opt_i64 unit)
{
	for (size_t i = 0; unit.set && i < k->members.n; i++)
		if (k->members.at[i].unit.v == unit.v)
			return k->members.at[i].unit_name;
	return S("");
}

/* Loading -------------------------------------------------------------------------------------------------------- */

static const struct meeting_item_time *last_time(const struct meeting_now *now, i64 item)
{
	const struct meeting_item_time *out = NULL;
	for (size_t i = 0; i < now->items.n; i++)
		if (now->items.at[i].item == item)
			out = &now->items.at[i];
	return out;
}

static void put_items(struct req *r, struct conduct_vm *vm, const struct act_meeting *k)
{
	for (size_t i = 0; i < k->items.n; i++) {
		const struct meeting_item *x = &k->items.at[i];
		const struct meeting_item_time *t = last_time(&k->now, x->id);
		struct conduct_item *c = &VEC_PUSH(r->a, &vm->items);
		*c = (struct conduct_item){
		    .id = x->id,
		    .title = x->title,
		    .time = page_minute(r->a, x->starts_min),
		    .speaker = x->speaker.n ? x->speaker : x->unit_name,
		    .running = k->now.item == x->id,
		    .may_begin = vm->open && k->now.item != x->id,
		    .tag = page_tag(r, "", "clock", N_("Chưa đến")),
		};
		if (c->running)
			c->tag = page_tag(r, "info", "next", N_("Đang tiến hành"));
		else if (t)
			c->tag = page_tag(r, "ok", "check", N_("Đã xong"));
		if (t)
			c->state = arena_fmt(r->a, "%.*s%s%.*s", STRF(page_clock(r->a, t->began_ms)),
					     t->ended_ms.set ? "–" : "",
					     STRF(t->ended_ms.set ? page_clock(r->a, t->ended_ms.v) : S("")));
	}
}

/* What was typed into this row's form comes back. */
static bool typed_here(const struct req *r, str code)
{
	return r->form && str_eq(form_show(r->form, S("kind"), S("")), S("attended")) &&
	       str_eq(form_show(r->form, S("unit"), S("")), code);
}

static struct page_tag presence_tag(struct req *r, const struct meeting_guest *g)
{
	if (g && g->present)
		return g->late ? page_tag(r, "warn", "clock", N_("Đến muộn"))
			       : page_tag(r, "ok", "check", N_("Có mặt"));
	return g ? page_tag(r, "warn", "next", N_("Đã ra về")) : page_tag(r, "", "clock", N_("Chưa đến"));
}

static void put_roll(struct req *r, struct conduct_vm *vm, const struct act_meeting *k,
		     const attendance_list *who)
{
	for (size_t i = 0; i < k->members.n; i++) {
		const struct membership *m = &k->members.at[i];
		const struct meeting_guest *g = meeting_live_guest(&k->now, OPT(m->unit.v), STR_NULL);
		str person = m->leader_name;
		for (size_t j = 0; j < who->n; j++)
			if (who->at[j].unit.set && who->at[j].unit.v == m->unit.v && who->at[j].person_name.n)
				person = who->at[j].person_name;
		person = g ? g->person : person;
		bool typed = typed_here(r, m->unit_code);
		VEC_PUSH(r->a, &vm->roll) = (struct conduct_member){
		    .code = m->unit_code,
		    .name = m->unit_name,
		    .person = typed ? form_show(r->form, S("person"), person) : person,
		    .since = g ? page_clock(r->a, g->since_ms) : S(""),
		    .proxy = g && g->proxy,
		    .present = g && g->present,
		    .tag = presence_tag(r, g),
		};
	}
	for (size_t i = 0; i < k->now.guests.n; i++) {
		const struct meeting_guest *g = &k->now.guests.at[i];
		if (!g->unit.set)
			VEC_PUSH(r->a, &vm->guests) =
			    (struct conduct_member){.person = g->person,
						    .since = page_clock(r->a, g->since_ms),
						    .present = g->present,
						    .tag = presence_tag(r, g)};
	}
}

static void put_speakers(struct req *r, struct conduct_vm *vm, const struct act_meeting *k)
{
	for (size_t i = 0; i < k->now.waiting.n; i++) {
		const struct meeting_event *x = &k->now.waiting.at[i];
		VEC_PUSH(r->a, &vm->waiting) = (struct conduct_speaker){.ordinal = x->ordinal,
									.person = x->person,
									.unit = page_member_name(k, x->unit),
									.time = page_clock(r->a, x->at_ms)};
	}
	vm->speaking = k->now.speaking;
	if (!vm->speaking)
		return;
	vm->speaker = k->now.speaker.person;
	vm->speaker_unit = page_member_name(k, k->now.speaker.unit);
	vm->speaker_time = page_clock(r->a, k->now.speaker.at_ms);
}

static void put_said(struct req *r, struct conduct_vm *vm, const struct act_meeting *k)
{
	for (size_t i = k->now.said.n; i > 0; i--) {
		const struct meeting_event *x = &k->now.said.at[i - 1];
		str unit = page_member_name(k, x->unit);
		VEC_PUSH(r->a, &vm->said) = (struct conduct_said){
		    .ordinal = x->ordinal,
		    .what = page_tr(r, meeting_event_name(x->kind)),
		    .who = x->person.n && unit.n ? arena_fmt(r->a, "%.*s – %.*s", STRF(x->person), STRF(unit))
						 : (x->person.n ? x->person : unit),
		    .text = x->text,
		    .time = page_clock(r->a, x->at_ms)};
	}
}

static void put_polls(struct req *r, struct conduct_vm *vm, const struct act_meeting *k)
{
	for (size_t i = k->now.polls.n; i > 0; i--) {
		const struct meeting_poll *p = &k->now.polls.at[i - 1];
		struct page_tag tag =
		    p->phase == MEETING_POLL_OPEN     ? page_tag(r, "info", "vote", N_("Đang bỏ phiếu"))
		    : p->phase == MEETING_POLL_CLOSED ? page_tag(r, "warn", "clock", N_("Đang kiểm phiếu"))
						      : page_tag(r, "ok", "check", N_("Có kết quả"));
		VEC_PUSH(r->a, &vm->polls) =
		    (struct conduct_poll){.question = p->question.n ? p->question : S("Bỏ phiếu"),
					  .sentence = p->sentence,
					  .tag = tag};
	}
}

/* Which place the next press shows: those of the last come first. */
static td_rc put_reveal(struct req *r, struct conduct_vm *vm, const struct act_meeting *k)
{
	struct ranking ranking;
	ranking_row_list rows = {0};
	td_rc rc = store_ranking_latest(r->tx, k->m.year, &ranking);
	if (rc == TD_NOT_FOUND)
		return TD_OK;
	if (rc == TD_OK)
		rc = store_ranking_rows(r->tx, ranking.id, &rows);
	vm->n_places = (i64)rows.n;
	vm->next_place = k->now.n_revealed + 1;
	vm->may_reveal = vm->open && vm->next_place <= vm->n_places;
	if (rc == TD_OK && vm->may_reveal) {
		const struct ranking_row *row = &rows.at[rows.n - (size_t)vm->next_place];
		vm->next_text = row->excluded
				    ? page_tr(r, N_("đơn vị không xếp hạng"))
				    : arena_fmt(r->a, "%s %lld", req_tr(r, N_("hạng")), (long long)row->rank);
	}
	return rc;
}

static void put_options(struct req *r, struct conduct_vm *vm, const struct act_meeting *k)
{
	for (size_t i = 0; i < k->members.n; i++) {
		const struct membership *m = &k->members.at[i];
		VEC_PUSH(r->a, &vm->units) = (struct page_option){
		    m->unit_code, m->unit_name, str_eq(form_show(r->form, S("unit"), S("")), m->unit_code)};
	}
	for (int v = 0; v < MEETING_VIEW__N; v++)
		VEC_PUSH(r->a, &vm->views) = (struct page_option){
		    str_c(meeting_view_code((enum meeting_view)v)),
		    page_tr(r, meeting_view_name((enum meeting_view)v)), k->now.view == (enum meeting_view)v};
}

static td_rc put_all(struct req *r, struct conduct_vm *vm, const struct act_meeting *k)
{
	static const char *const css[] = {"", "info", "ok"}, *const icons[] = {"clock", "meeting", "check"};
	attendance_list who = {0};
	meeting_code_list codes = {0};
	vm->saved = true;
	vm->planned = k->now.phase == MEETING_PLANNED;
	vm->open = k->now.phase == MEETING_OPEN;
	vm->ended = k->now.phase == MEETING_ENDED;
	vm->quorum = k->quorum.sentence;
	vm->quorum_met = k->quorum.met;
	vm->has_rule = k->rule.quorum_den != 0;
	vm->speak_s = k->rule.speak_s;
	vm->item = k->now.item;
	vm->when = k->now.opened_ms.set ? page_clock(r->a, k->now.opened_ms.v) : S("");
	vm->tag = page_tag(r, css[k->now.phase], icons[k->now.phase], meeting_phase_name(k->now.phase));
	td_rc rc = store_attendance_list(r->tx, k->m.id, &who);
	if (rc == TD_OK)
		rc = store_meeting_code_list(r->tx, k->m.id, &codes);
	if (rc != TD_OK)
		return rc;
	vm->has_codes = codes.n > 0;
	put_items(r, vm, k);
	put_roll(r, vm, k, &who);
	put_speakers(r, vm, k);
	put_said(r, vm, k);
	put_polls(r, vm, k);
	put_options(r, vm, k);
	return put_reveal(r, vm, k);
}

td_rc page_conduct(struct req *r)
{
	struct conduct_vm *vm = NEW(r->a, struct conduct_vm);
	struct act_meeting k = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Điều hành hội nghị")), "hop");
	vm->base = page_base(r);
	vm->cluster_name = r->year.cluster_name;
	vm->year = r->year.year;
	vm->text = form_show(r->form, S("text"), S(""));
	vm->person = form_show(r->form, S("person"), S(""));
	if (rc == TD_OK)
		rc = act_meeting_of_year(r->tx, r->year.id, &k);
	if (rc == TD_OK)
		rc = put_all(r, vm, &k);
	if (rc != TD_OK && rc != TD_NOT_FOUND)
		return rc;
	page_crumb(r, arena_fmt(r->a, "%.*s/hop", STRF(vm->base)), page_tr(r, N_("Hội nghị")));
	vm->page = r->page;
	view_conduct(&r->html, vm);
	return TD_OK;
}

/* Writing -------------------------------------------------------------------------------------------------------- */

static td_rc unit_of(struct req *r, const struct act_meeting *k, str code, struct opt_i64 *out)
{
	*out = OPT_NONE;
	if (!code.n)
		return TD_OK;
	for (size_t i = 0; i < k->members.n; i++)
		if (str_eq(k->members.at[i].unit_code, code))
			*out = OPT(k->members.at[i].unit.v);
	return out->set
		   ? TD_OK
		   : err_add(r->e, TD_INVALID, S("unit"), N_("Đơn vị này không phải thành viên của năm."));
}

/* Votes have a door of their own: what they say is never typed here. */
static bool of_a_poll(enum meeting_event_kind k)
{
	return k == MEETING_EVENT_POLL_OPENED || k == MEETING_EVENT_POLL_CLOSED ||
	       k == MEETING_EVENT_POLL_RESULT;
}

static td_rc read_event(struct req *r, const struct act_meeting *k, struct meeting_event *x)
{
	const struct event_form *f = form_value(r->form);
	enum meeting_view view = MEETING_VIEW_AGENDA;
	*x = (struct meeting_event){.person = f->person, .text = f->text, .ref = f->ref.v, .n = f->n.v};
	if (meeting_event_parse(f->kind, &x->kind) != TD_OK || of_a_poll(x->kind))
		return err_add(r->e, TD_INVALID, S("kind"), N_("Không có việc này trong hội nghị."));
	if (x->kind == MEETING_EVENT_SHOW && meeting_view_parse(f->view, &view) != TD_OK)
		return err_add(r->e, TD_INVALID, S("view"), N_("Chọn nội dung của màn hình."));
	if (x->kind == MEETING_EVENT_SHOW)
		x->n = (i64)view;
	if (x->kind == MEETING_EVENT_ATTENDED)
		x->n = f->proxy;
	return unit_of(r, k, f->unit, &x->unit);
}

/* Where on the page one goes on. */
static const char *part_of(enum meeting_event_kind k)
{
	switch (k) {
	case MEETING_EVENT_ATTENDED:
	case MEETING_EVENT_LEFT:
		return "#diem-danh";
	case MEETING_EVENT_SPEAKER_CALLED:
	case MEETING_EVENT_SPEAKER_DROPPED:
	case MEETING_EVENT_SPEAKER_BEGAN:
	case MEETING_EVENT_SPEAKER_ENDED:
		return "#phat-bieu";
	case MEETING_EVENT_OPINION:
	case MEETING_EVENT_DECISION:
	case MEETING_EVENT_STRUCK:
		return "#ghi-chep";
	case MEETING_EVENT_REVEAL:
	case MEETING_EVENT_SHOW:
		return "#man-hinh";
	default:
		return "";
	}
}

/* The papers that the meeting leaves are made at once; one looks on. */
static td_rc end_meeting(struct req *r, meeting_id id)
{
	struct job j;
	td_rc rc = act_meeting_close(r->tx, id, &j);
	if (rc != TD_OK)
		return rc;
	r->location = req_path(r, "%.*s/van-ban/viec/%lld", STRF(page_base(r)), (long long)j.id);
	r->asked_job = true;
	return TD_OK;
}

td_rc page_conduct_post(struct req *r)
{
	struct act_meeting k;
	struct meeting_event x = {0};
	td_rc rc = act_meeting_of_year(r->tx, r->year.id, &k);
	if (rc == TD_OK)
		rc = read_event(r, &k, &x);
	if (rc != TD_OK)
		return rc;
	if (x.kind == MEETING_EVENT_CLOSED && page_may(r, PERM_PAPER_MAKE))
		return end_meeting(r, k.m.id);
	r->location = req_path(r, "%.*s/hop/dieu-hanh%s", STRF(page_base(r)), part_of(x.kind));
	return act_meeting_event(r->tx, k.m.id, &x);
}
