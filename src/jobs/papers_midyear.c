/* The fields of the mid-year review report. */
#include "base/vi.h"
#include "jobs/papers_part.h"

static void put_rate(struct arena *a, struct value *v, const char *key, struct opt_i64 c)
{
	if (c.set)
		value_put_num(a, v, key, c.v);
	else
		value_put(a, v, str_c(key), value_null(a));
}

static str sent_word(const struct midyear_unit *u)
{
	if (u->report == NULL || u->report->state == REPORT_DRAFT)
		return S("Chưa gửi");
	return str_c(report_state_name(u->report->state));
}

static void put_units(struct arena *a, struct value *v, const struct midyear_facts *m)
{
	struct value *list = value_put(a, v, S("kết quả kỳ"), value_list(a));
	for (size_t i = 0; i < m->units.n; i++) {
		const struct midyear_unit *u = &m->units.at[i];
		struct value *x = value_add(a, list, value_map(a));
		value_put_text(a, x, "tên", u->name);
		value_put_text(a, x, "báo cáo", sent_word(u));
		value_put_int(a, x, "ngày trễ", u->report ? u->report->late_days : 0);
		put_rate(a, x, "mức đạt", u->standing.share_c);
		value_put_int(a, x, "đạt", u->standing.n[LIGHT_GREEN]);
		value_put_int(a, x, "chậm", u->standing.n[LIGHT_YELLOW]);
		value_put_int(a, x, "chậm nhiều", u->standing.n[LIGHT_RED]);
	}
}

static void put_late(struct arena *a, struct value *v, const struct midyear_facts *m)
{
	struct value *list = value_put(a, v, S("chỉ tiêu chậm"), value_list(a));
	for (size_t i = 0; i < m->late.n; i++) {
		const struct midyear_late *l = &m->late.at[i];
		struct value *x = value_add(a, list, value_map(a));
		value_put_text(a, x, "đơn vị", l->unit);
		value_put_text(a, x, "chỉ tiêu", l->target->indicator);
		value_put_text(a, x, "đơn vị tính", l->target->measure_unit);
		value_put_num(a, x, "kế hoạch", l->figure.plan_c);
		put_rate(a, x, "kết quả", l->figure.actual_c);
		put_rate(a, x, "mức đạt", period_figure_share(&l->figure));
		papers_put(a, x, "nguyên nhân", l->cause);
	}
}

static void put_activities(struct arena *a, struct value *v, const struct midyear_facts *m)
{
	struct value *list = value_put(a, v, S("hoạt động"), value_list(a));
	for (size_t i = 0; i < m->activities.n; i++) {
		const struct midyear_activity *x = &m->activities.at[i];
		struct value *row = value_add(a, list, value_map(a));
		struct day held = {0};
		value_put_text(a, row, "tên", x->activity->title);
		value_put_text(a, row, "loại", x->kind);
		value_put_text(a, row, "tổ chức",
			       x->activity->unit.set ? x->activity->unit_name : S("Hoạt động chung"));
		value_put_text(a, row, "ngày",
			       day_parse_iso(x->activity->held_on, &held) == TD_OK ? day_vi(a, held)
										   : x->activity->held_on);
		value_put_int(a, row, "số người", x->n_people);
		value_put_int(a, row, "số tiền", x->amount_dong);
	}
}

static void put_people(struct arena *a, struct value *v, const struct midyear_facts *m)
{
	struct value *list = value_put(a, v, S("điển hình"), value_list(a));
	for (size_t i = 0; i < m->exemplars.n; i++) {
		struct value *x = value_add(a, list, value_map(a));
		value_put_text(a, x, "tên", m->exemplars.at[i].name);
		value_put_text(a, x, "đơn vị", m->exemplars.at[i].unit_name);
		value_put_text(a, x, "thành tích", m->exemplars.at[i].merit);
	}
	list = value_put(a, v, S("tham luận"), value_list(a));
	for (size_t i = 0; i < m->talks.n; i++) {
		struct value *x = value_add(a, list, value_map(a));
		value_put_text(a, x, "tên", m->talks.at[i].title);
		value_put_text(a, x, "người trình bày", m->talks.at[i].speaker);
		value_put_text(a, x, "đơn vị", m->talks.at[i].unit_name);
	}
	list = value_put(a, v, S("khó khăn"), value_list(a));
	for (size_t i = m->difficulties.n; i-- > 0;) {
		const struct difficulty *d = &m->difficulties.at[i];
		struct value *x = value_add(a, list, value_map(a));
		value_put_text(a, x, "đơn vị", d->unit_name);
		value_put_text(a, x, "nội dung", d->title);
		papers_put(a, x, "đề xuất", d->wish);
		value_put_text(a, x, "trạng thái", str_c(difficulty_name(d->state)));
	}
}

void papers_put_midyear(struct arena *a, struct value *v, const struct midyear_facts *m)
{
	struct value *p = value_put(a, v, S("kỳ"), value_map(a));
	struct value *names = value_put(a, v, S("đơn vị theo thứ tự"), value_list(a));
	struct day from, to;
	papers_put(a, p, "tên", m->period ? m->period->name : STR_NULL);
	papers_put(a, p, "từ ngày",
		   m->period && day_parse_iso(m->period->starts_on, &from) == TD_OK ? day_vi(a, from)
										    : STR_NULL);
	papers_put(a, p, "đến ngày",
		   m->period && day_parse_iso(m->period->ends_on, &to) == TD_OK ? day_vi(a, to) : STR_NULL);
	value_put_int(a, p, "đã gửi", m->n_sent);
	value_put_int(a, p, "đúng hạn", m->n_on_time);
	value_put_int(a, p, "gửi trễ", m->n_late);
	put_rate(a, p, "tập thể hưởng ứng", m->collectives_c);
	put_rate(a, p, "cá nhân hưởng ứng", m->people_c);
	value_put_int(a, p, "số hoạt động", m->sum.n);
	value_put_int(a, p, "số người", m->sum.n_people);
	value_put_int(a, p, "số tiền", m->sum.amount_dong);
	value_put_int(a, v, "số đơn vị", (i64)m->units.n);
	for (size_t i = 0; i < m->units.n; i++)
		value_put_text(a, value_add(a, names, value_map(a)), "tên", m->units.at[i].name);
	put_units(a, v, m);
	put_late(a, v, m);
	put_activities(a, v, m);
	put_people(a, v, m);
	value_put(a, v, S("phương hướng"), value_list(a));
}
