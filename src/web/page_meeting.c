#include "web/page_meeting.h"

#include "base/caltime.h"
#include "jobs/act_meeting.h"
#include "web/page_due.h"
#include "web/views.h"

struct meeting_form {
	struct form_num rev;
	struct form_day held_on;
	str starts, ends, place, chair, chair_title, secretary, guests, agenda, opinions, conclusion;
	struct form_texts present, person;
};
static const struct field fields[] = {
    FIELD(INT, struct meeting_form, rev, N_("Phiên bản")),
    FIELD(DAY, struct meeting_form, held_on, N_("Ngày họp"), .required = true),
    FIELD(TEXT, struct meeting_form, starts, N_("Bắt đầu lúc"), .max = 5),
    FIELD(TEXT, struct meeting_form, ends, N_("Kết thúc lúc"), .max = 5),
    FIELD(TEXT, struct meeting_form, place, N_("Địa điểm"), .required = true, .max = 300),
    FIELD(TEXT, struct meeting_form, chair, N_("Chủ trì"), .required = true, .max = 120),
    FIELD(TEXT, struct meeting_form, chair_title, N_("Chức vụ chủ trì"), .max = 200),
    FIELD(TEXT, struct meeting_form, secretary, N_("Thư ký"), .max = 120),
    FIELD(AREA, struct meeting_form, guests, N_("Đại biểu mời"), .max = 4000),
    FIELD(AREA, struct meeting_form, agenda, N_("Chương trình"), .max = 8000),
    FIELD(AREA, struct meeting_form, opinions, N_("Ý kiến thảo luận"), .max = 20000),
    FIELD(AREA, struct meeting_form, conclusion, N_("Kết luận"), .max = 20000),
    FIELD(KEYED_TEXT, struct meeting_form, present, N_("Có mặt"), .max = 4),
    FIELD(KEYED_TEXT, struct meeting_form, person, N_("Người dự họp"), .max = 120),
};
const struct form_def page_meeting_form = FORM(struct meeting_form, fields);

/* The year-end meeting of the year, or an empty one. */
static td_rc latest(struct req *r, struct meeting *m, attendance_list *who)
{
	meeting_list all = {0};
	*m = (struct meeting){.year = r->year.id, .kind = MEETING_YEAR_END};
	td_rc rc = store_meeting_list(r->tx, r->year.id, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (all.at[i].kind == MEETING_YEAR_END) {
			*m = all.at[i];
			return store_attendance_list(r->tx, m->id, who);
		}
	return rc;
}

static str clock_of(struct arena *a, struct opt_i64 at)
{
	return at.set ? str_from(ms_vi(a, at.v), 11) : S("");
}

static const struct attendance *of_unit(const attendance_list *who, unit_id unit)
{
	for (size_t i = 0; i < who->n; i++)
		if (who->at[i].unit.set && who->at[i].unit.v == unit.v)
			return &who->at[i];
	return NULL;
}

static td_rc put_roll(struct req *r, struct meeting_vm *vm, const attendance_list *who)
{
	membership_list members = {0};
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	for (size_t i = 0; i < members.n; i++) {
		const struct membership *m = &members.at[i];
		const struct attendance *x = of_unit(who, m->unit);
		struct meeting_member *row = &VEC_PUSH(r->a, &vm->roll);
		*row = (struct meeting_member){
		    .code = m->unit_code,
		    .name = m->unit_name,
		    .person = form_show_key(r->a, r->form, "person", m->unit_code,
					    x ? x->person_name : m->leader_name),
		    .present = r->form ? form_show_key(r->a, r->form, "present", m->unit_code, S("")).n > 0
				       : x && x->presence != PRESENCE_ABSENT,
		};
		vm->n_present += row->present;
	}
	struct sb b = sb_new(r->a, 64 * 1024);
	for (size_t i = 0; i < who->n; i++)
		if (!who->at[i].unit.set) {
			sb_put(&b, who->at[i].person_name);
			sb_byte(&b, '\n');
		}
	vm->guests = form_show(r->form, S("guests"), sb_str(&b));
	return rc;
}

td_rc page_meeting(struct req *r)
{
	struct meeting_vm *vm = NEW(r->a, struct meeting_vm);
	struct meeting m = {0};
	attendance_list who = {0};
	const struct form *f = r->form;
	td_rc rc = page_begin(r, page_tr(r, N_("Hội nghị")), "hop");
	if (rc == TD_OK)
		rc = latest(r, &m, &who);
	str day = m.start_at_ms.set ? day_vi(r->a, day_of_ms(m.start_at_ms.v)) : S("");
	*vm = (struct meeting_vm){
	    .base = page_base(r),
	    .cluster_name = r->year.cluster_name,
	    .year = r->year.year,
	    .rev = m.rev,
	    .saved = m.id.v != 0,
	    .may_edit = page_may(r, PERM_POLL_RECORD),
	    .held_on = form_show(f, S("held_on"), day),
	    .starts = form_show(f, S("starts"), clock_of(r->a, m.start_at_ms)),
	    .ends = form_show(f, S("ends"), clock_of(r->a, m.end_at_ms)),
	    .place = form_show(f, S("place"), m.place),
	    .chair = form_show(f, S("chair"), m.chair_name),
	    .chair_title = form_show(f, S("chair_title"), m.chair_title),
	    .secretary = form_show(f, S("secretary"), m.secretary_name),
	    .agenda = form_show(f, S("agenda"), m.agenda),
	    .opinions = form_show(f, S("opinions"), m.opinions),
	    .conclusion = form_show(f, S("conclusion"), m.conclusion),
	};
	if (rc == TD_OK)
		rc = put_roll(r, vm, &who);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_meeting(&r->html, vm);
	return TD_OK;
}

/* An hour of the form on a day → an instant. */
static td_rc instant(struct req *r, const char *field, struct day d, str text, struct opt_i64 *out)
{
	struct opt_i64 minute;
	td_rc rc = page_read_minute(r, field, text, &minute);
	*out = minute.set ? OPT(day_start_ms(d) + minute.v * 60000) : OPT_NONE;
	return rc;
}

static str sent(const struct form_texts *t, str code)
{
	for (size_t i = 0; i < t->list.n; i++)
		if (str_eq(t->list.at[i].key, code))
			return str_trim(t->list.at[i].v);
	return S("");
}

static td_rc read_roll(struct req *r, const struct meeting_form *f, attendance_list *who)
{
	membership_list members = {0};
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	str rest = f->guests, line;
	for (size_t i = 0; i < members.n; i++) {
		str code = members.at[i].unit_code;
		bool present = sent(&f->present, code).n > 0;
		VEC_PUSH(r->a, who) = (struct attendance){
		    .unit = OPT(members.at[i].unit.v),
		    .unit_name = members.at[i].unit_name,
		    .person_name = sent(&f->person, code),
		    .presence = present ? PRESENCE_PRESENT : PRESENCE_ABSENT,
		    .votes = present,
		    .ordinal = (i64)who->n + 1,
		};
	}
	while (str_split(&rest, '\n', &line))
		if (str_trim(line).n)
			VEC_PUSH(r->a, who) = (struct attendance){.person_name = str_trim(line),
								  .presence = PRESENCE_PRESENT,
								  .ordinal = (i64)who->n + 1};
	return rc;
}

td_rc page_meeting_post(struct req *r)
{
	const struct meeting_form *f = form_value(r->form);
	struct meeting m;
	attendance_list old = {0}, who = {0};
	td_rc rc = latest(r, &m, &old);
	if (rc != TD_OK)
		return rc;
	m.rev = f->rev.v;
	m.place = f->place;
	m.chair_name = f->chair;
	m.chair_title = f->chair_title;
	m.secretary_name = f->secretary;
	m.agenda = f->agenda;
	m.opinions = f->opinions;
	m.conclusion = f->conclusion;
	rc = instant(r, "starts", f->held_on.v, f->starts.n ? f->starts : S("08:00"), &m.start_at_ms);
	td_rc end = instant(r, "ends", f->held_on.v, f->ends, &m.end_at_ms);
	if (rc == TD_OK)
		rc = end;
	if (rc == TD_OK)
		rc = read_roll(r, f, &who);
	if (rc == TD_OK)
		rc = act_meeting_save(r->tx, &m, &who);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/hop?luu=1", STRF(page_base(r)));
	return rc;
}
