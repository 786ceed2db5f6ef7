/* Fields of the papers that found, launch and gather a year: members, a phase, a gathering. */
#include "jobs/papers_part.h"

void papers_put_members(struct arena *a, struct value *v, const struct paper_facts *f)
{
	struct value *list = value_put(a, v, S("đơn vị"), value_list(a));
	value_put_int(a, v, "số đơn vị", (i64)f->sy.members.n);
	for (size_t i = 0; i < f->sy.members.n; i++) {
		const struct membership *m = &f->sy.members.at[i];
		struct value *row = value_add(a, list, value_map(a));
		value_put_text(a, row, "tên", m->unit_name);
		papers_put(a, row, "người", m->leader_name);
		papers_put(a, row, "chức vụ", m->leader_title);
	}
}

/* ---- a phase ---- */

static void put_day(struct arena *a, struct value *map, const char *key, str iso)
{
	struct day d;
	papers_put(a, map, key, iso.n && day_parse_iso(iso, &d) == TD_OK ? day_vi(a, d) : STR_NULL);
}

static void put_num(struct arena *a, struct value *map, const char *key, struct opt_i64 c)
{
	value_put(a, map, str_c(key), c.set ? value_num(a, c.v) : value_null(a));
}

static void put_targets(struct arena *a, struct value *v, const struct plan_facts *p, i64 phase)
{
	struct value *list = value_put(a, v, S("chỉ tiêu"), value_list(a));
	for (size_t i = 0; i < p->targets.n; i++) {
		const struct phase_target *g = &p->targets.at[i];
		if (g->phase_id != phase)
			continue;
		struct value *row = value_add(a, list, value_map(a));
		value_put_text(a, row, "nội dung", g->indicator);
		papers_put(a, row, "đơn vị tính", g->measure_unit);
		put_num(a, row, "phải đạt", g->plan_c);
		put_num(a, row, "kết quả", g->actual_c);
	}
}

void papers_put_phase(struct arena *a, struct value *v, const struct paper_facts *f)
{
	const struct plan_facts *p = f->plan;
	struct value *phase = value_put(a, v, S("đợt"), value_map(a));
	struct value *campaign = value_put(a, v, S("phong trào"), value_map(a));
	i64 id = 0;
	if (str_i64(f->of.subject, &id) != TD_OK)
		id = 0;
	for (size_t i = 0; i < p->phases.n; i++) {
		const struct campaign_phase *x = &p->phases.at[i];
		if (x->id != id)
			continue;
		value_put_text(a, phase, "tên", x->name);
		value_put_bool(a, phase, "nước rút", x->final_push);
		put_day(a, phase, "từ ngày", x->starts_on);
		put_day(a, phase, "đến ngày", x->ends_on);
		for (size_t c = 0; c < p->campaigns.n; c++) {
			if (p->campaigns.at[c].id != x->campaign_id)
				continue;
			value_put_text(a, campaign, "tên", p->campaigns.at[c].name);
			papers_put(a, campaign, "khẩu hiệu", p->campaigns.at[c].slogan);
		}
		value_put(a, v, S("đánh giá"), papers_lines(a, x->review));
	}
	put_targets(a, v, p, id);
	value_put(a, v, S("phương hướng"), value_list(a));
}

/* ---- a gathering ---- */

static void put_person(struct arena *a, struct value *v, const char *key, str name, str title)
{
	struct value *p = value_put(a, v, str_c(key), value_map(a));
	papers_put(a, p, "tên", name);
	papers_put(a, p, "chức vụ", title);
}

/* Who comes for a unit: as entered, else its leader. */
static const struct attendance *delegate(const struct paper_facts *f, unit_id unit)
{
	for (size_t i = 0; i < f->attendance.n; i++)
		if (f->attendance.at[i].unit.set && f->attendance.at[i].unit.v == unit.v)
			return &f->attendance.at[i];
	return NULL;
}

static void put_people(struct arena *a, struct value *v, const struct paper_facts *f)
{
	struct value *units = value_put(a, v, S("thành phần"), value_list(a));
	struct value *guests = value_put(a, v, S("khách mời"), value_list(a));
	for (size_t i = 0; i < f->sy.members.n; i++) {
		const struct membership *m = &f->sy.members.at[i];
		const struct attendance *w = delegate(f, m->unit);
		bool entered = w && w->person_name.n;
		struct value *row = value_add(a, units, value_map(a));
		value_put_text(a, row, "đơn vị", m->unit_name);
		papers_put(a, row, "tên", entered ? w->person_name : m->leader_name);
		papers_put(a, row, "chức vụ", entered ? w->person_title : m->leader_title);
	}
	for (size_t i = 0; i < f->attendance.n; i++) {
		const struct attendance *w = &f->attendance.at[i];
		if (w->unit.set)
			continue;
		struct value *row = value_add(a, guests, value_map(a));
		value_put_text(a, row, "tên", w->person_name);
		papers_put(a, row, "chức vụ", w->person_title);
	}
}

void papers_put_gathering(struct arena *a, struct value *v, const struct paper_facts *f)
{
	const struct meeting *m = &f->meeting; /* all empty before the meeting is entered */
	struct value *h = value_put(a, v, S("hội nghị"), value_map(a));
	value_put_text(a, h, "tên", str_c(meeting_kind_name(f->met ? m->kind : MEETING_YEAR_END)));
	papers_put(a, h, "địa điểm", m->place);
	value_put(a, h, S("ngày"),
		  m->start_at_ms.set ? value_day(a, day_of_ms(m->start_at_ms.v)) : value_null(a));
	papers_put(a, h, "giờ bắt đầu", papers_clock(a, m->start_at_ms));
	papers_put(a, h, "giờ kết thúc", papers_clock(a, m->end_at_ms));
	value_put(a, h, S("nội dung"), papers_items(a, f));
	value_put(a, h, S("chương trình"), papers_programme(a, f));
	put_person(a, v, "chủ tọa", m->chair_name, m->chair_title);
	put_person(a, v, "thư ký", m->secretary_name, m->secretary_title);
	value_put_int(a, v, "số đơn vị", (i64)f->sy.members.n);
	put_people(a, v, f);
}
