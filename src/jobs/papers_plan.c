/* The fields of the plan's paper: its sections as lines, campaigns with their phases and targets. */
#include "jobs/papers_part.h"

static void put_lines(struct arena *a, struct value *map, const char *key, str text)
{
	struct value *list = value_put(a, map, str_c(key), value_list(a));
	str line;
	while (str_split(&text, '\n', &line))
		if (str_trim(line).n)
			value_add(a, list, value_text(a, str_trim(line)));
}

static void put_day(struct arena *a, struct value *map, const char *key, str iso)
{
	struct day d;
	papers_put(a, map, key, iso.n && day_parse_iso(iso, &d) == TD_OK ? day_vi(a, d) : STR_NULL);
}

static void put_targets(struct arena *a, struct value *phase, const struct plan_facts *f, i64 id)
{
	struct value *list = value_put(a, phase, S("chỉ tiêu"), value_list(a));
	for (size_t i = 0; i < f->targets.n; i++) {
		const struct phase_target *g = &f->targets.at[i];
		if (g->phase_id != id)
			continue;
		struct value *row = value_add(a, list, value_map(a));
		value_put_text(a, row, "nội dung", g->indicator);
		value_put(a, row, S("phải đạt"), g->plan_c.set ? value_num(a, g->plan_c.v) : value_null(a));
		papers_put(a, row, "đơn vị tính", g->measure_unit);
	}
}

static void put_phases(struct arena *a, struct value *campaign, const struct plan_facts *f, i64 id)
{
	struct value *list = value_put(a, campaign, S("đợt"), value_list(a));
	for (size_t i = 0; i < f->phases.n; i++) {
		const struct campaign_phase *p = &f->phases.at[i];
		if (p->campaign_id != id)
			continue;
		struct value *row = value_add(a, list, value_map(a));
		value_put_text(a, row, "tên", p->name);
		value_put_bool(a, row, "nước rút", p->final_push);
		put_day(a, row, "từ ngày", p->starts_on);
		put_day(a, row, "đến ngày", p->ends_on);
		put_targets(a, row, f, p->id);
	}
}

void papers_put_plan(struct arena *a, struct value *v, const struct plan_facts *f)
{
	put_lines(a, v, "mục đích", f->plan.text[PLAN_AIMS]);
	put_lines(a, v, "chủ đề của kế hoạch", f->plan.text[PLAN_THEME]);
	put_lines(a, v, "nội dung", f->plan.text[PLAN_CONTENTS]);
	put_lines(a, v, "biện pháp", f->plan.text[PLAN_MEASURES]);
	struct value *list = value_put(a, v, S("phong trào"), value_list(a));
	for (size_t i = 0; i < f->campaigns.n; i++) {
		const struct campaign *c = &f->campaigns.at[i];
		if (c->withdrawn_at_ms.set)
			continue;
		struct value *row = value_add(a, list, value_map(a));
		value_put_text(a, row, "tên", c->name);
		value_put_text(a, row, "hình thức", str_c(campaign_kind_name(c->kind)));
		papers_put(a, row, "khẩu hiệu", c->slogan);
		put_day(a, row, "từ ngày", c->starts_on);
		put_day(a, row, "đến ngày", c->ends_on);
		put_lines(a, row, "tiêu chuẩn", c->contents);
		put_phases(a, row, f, c->id);
	}
}

/* The law in force on the day of the plan: as signed, else as launched, else when the year began. */
static struct day day_of_plan(const struct plan *p, i64 year)
{
	struct day d = {(int)year, 1, 1};
	if (p->issued_on.n && day_parse_iso(p->issued_on, &d) == TD_OK)
		return d;
	return p->launched_at_ms.set ? day_of_ms(p->launched_at_ms.v) : d;
}

td_rc papers_plan_facts(struct tx *t, cluster_year_id year, struct paper_facts *f)
{
	struct plan_facts *p = NEW(t->a, struct plan_facts);
	f->plan = p;
	td_rc rc = papers_year_facts(t, year, f);
	if (rc == TD_OK)
		rc = store_plan_get(t, year, &p->plan);
	if (rc == TD_OK)
		rc = store_campaign_list(t, year, &p->campaigns);
	if (rc == TD_OK)
		rc = store_campaign_phase_list(t, year, 0, &p->phases);
	if (rc == TD_OK)
		rc = store_phase_target_list(t, year, 0, &p->targets);
	f->on = day_of_plan(&p->plan, f->sy.year.year);
	return rc;
}
