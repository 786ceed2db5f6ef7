/* Fields of the papers of one unit or one person: what was registered, what was achieved. */
#include "base/num.h"
#include "format/legal.h"
#include "jobs/papers_part.h"

static void put_unit(struct arena *a, struct value *v, const struct membership *m)
{
	struct value *unit = value_put(a, v, S("đơn vị"), value_map(a));
	papers_put(a, unit, "tên", m ? m->unit_name : STR_NULL);
	papers_put(a, unit, "người", m ? m->leader_name : STR_NULL);
	papers_put(a, unit, "chức vụ", m ? m->leader_title : STR_NULL);
}

static void put_num(struct arena *a, struct value *map, const char *key, struct opt_i64 c)
{
	value_put(a, map, str_c(key), c.set ? value_num(a, c.v) : value_null(a));
}

static void put_targets(struct arena *a, struct value *v, const struct paper_facts *f,
			const struct membership *m)
{
	struct value *list = value_put(a, v, S("chỉ tiêu"), value_list(a));
	for (size_t i = 0; m && i < f->units->targets.n; i++) {
		const struct registered_target *g = &f->units->targets.at[i];
		if (g->unit.v != m->unit.v)
			continue;
		struct value *row = value_add(a, list, value_map(a));
		papers_put(a, row, "tên", g->indicator);
		papers_put(a, row, "đơn vị tính", g->measure_unit);
		put_num(a, row, "năm trước", g->baseline_c);
		put_num(a, row, "kế hoạch", OPT(g->plan_c));
	}
}

static str award_name(const struct paper_facts *f, const struct registered_award *g)
{
	const struct award_kind *k =
	    g->award_code.n ? awards_find(&f->units->known, g->list, g->award_code) : NULL;
	return k ? k->name : g->award_code;
}

static void put_awards(struct arena *a, struct value *v, const char *key, enum award_list list,
		       const struct paper_facts *f, const struct membership *m)
{
	struct value *out = value_put(a, v, str_c(key), value_list(a));
	for (size_t i = 0; m && i < f->units->awards.n; i++) {
		const struct registered_award *g = &f->units->awards.at[i];
		if (g->list != list || g->unit.v != m->unit.v)
			continue;
		struct value *row = value_add(a, out, value_map(a));
		if (list != AWARD_INITIATIVE)
			papers_put(a, row, "danh hiệu", award_name(f, g));
		papers_put(a, row, "tên", g->name);
		papers_put(a, row, "đối tượng", str_c(award_holder_name(g->holder)));
		value_put_text(a, row, "ghi chú", g->note.n ? g->note : S(""));
	}
}

void papers_put_registration(struct arena *a, struct value *v, const struct paper_facts *f)
{
	const struct membership *m = papers_member(f, f->of.subject);
	value_put_int(a, v, "năm trước", f->sy.year.year - 1);
	put_unit(a, v, m);
	put_targets(a, v, f, m);
	put_awards(a, v, "danh hiệu đăng ký", AWARD_TITLE, f, m);
	put_awards(a, v, "hình thức đăng ký", AWARD_FORM, f, m);
	put_awards(a, v, "sáng kiến", AWARD_INITIATIVE, f, m);
}

/* ---- what was achieved ---- */

static void put_place(struct arena *a, struct value *v, const struct paper_facts *f,
		      const struct membership *m)
{
	const struct ranking_row *row = NULL;
	for (size_t i = 0; m && f->frozen && i < f->rows.n; i++)
		if (f->rows.at[i].unit.v == m->unit.v)
			row = &f->rows.at[i];
	value_put(a, v, S("điểm"), row ? value_num(a, row->total_c) : value_null(a));
	value_put(a, v, S("hạng"), row ? value_int(a, row->rank) : value_null(a));
	value_put_int(a, v, "số đơn vị", (i64)f->sy.members.n);
}

static void put_exemplars(struct arena *a, struct value *v, const struct paper_facts *f,
			  const struct membership *m)
{
	struct value *list = value_put(a, v, S("điển hình"), value_list(a));
	for (size_t i = 0; m && i < f->units->exemplars.n; i++) {
		const struct exemplar *x = &f->units->exemplars.at[i];
		if (x->unit.v != m->unit.v)
			continue;
		struct value *row = value_add(a, list, value_map(a));
		value_put_text(a, row, "tên", x->name);
		value_put_text(a, row, "thành tích", x->merit);
	}
}

static str title_name(struct arena *a, str code)
{
	legal_ballot_list titles = {0};
	legal_titles(a, &titles);
	for (size_t i = 0; i < titles.n; i++)
		if (str_eq(titles.at[i].title_code, code))
			return titles.at[i].title_name;
	return code;
}

static void put_wishes(struct arena *a, struct value *v, const struct paper_facts *f,
		       const struct membership *m)
{
	struct value *list = value_put(a, v, S("đề nghị"), value_list(a));
	for (size_t i = 0; m && i < f->nominations.n; i++) {
		const struct nomination *n = &f->nominations.at[i];
		if (n->unit.v == m->unit.v && !n->withdrawn_at_ms.set)
			value_add(a, list, value_text(a, title_name(a, n->title_code)));
	}
}

void papers_put_achievement(struct arena *a, struct value *v, const struct paper_facts *f)
{
	const struct membership *m = papers_member(f, f->of.subject);
	value_put_int(a, v, "năm trước", f->sy.year.year - 1);
	put_unit(a, v, m);
	put_place(a, v, f, m);
	put_targets(a, v, f, m);
	put_awards(a, v, "sáng kiến", AWARD_INITIATIVE, f, m);
	put_exemplars(a, v, f, m);
	put_wishes(a, v, f, m);
}

/* ---- a person ---- */

static const struct membership *member_by_id(const struct paper_facts *f, unit_id unit)
{
	for (size_t i = 0; i < f->sy.members.n; i++)
		if (f->sy.members.at[i].unit.v == unit.v)
			return &f->sy.members.at[i];
	return NULL;
}

struct person {
	str name, title, merit, wish;
	unit_id unit;
};

static struct person person_of(const struct paper_facts *f)
{
	str s = f->of.subject;
	bool exemplar = str_has_prefix(s, S("dh-"));
	i64 id;
	if (str_i64(exemplar ? str_from(s, 3) : s, &id) != TD_OK)
		return (struct person){0};
	for (size_t i = 0; exemplar && i < f->units->exemplars.n; i++) {
		const struct exemplar *x = &f->units->exemplars.at[i];
		if (x->id == id)
			return (struct person){x->name, x->title, x->merit, STR_NULL, x->unit};
	}
	for (size_t i = 0; !exemplar && i < f->units->awards.n; i++) {
		const struct registered_award *g = &f->units->awards.at[i];
		if (g->id == id)
			return (struct person){g->name, g->note, STR_NULL, award_name(f, g), g->unit};
	}
	return (struct person){0};
}

void papers_put_person(struct arena *a, struct value *v, const struct paper_facts *f)
{
	struct person p = person_of(f);
	struct value *x = value_put(a, v, S("cá nhân"), value_map(a));
	papers_put(a, x, "tên", p.name);
	papers_put(a, x, "chức vụ", p.title);
	papers_put(a, x, "thành tích", p.merit);
	papers_put(a, x, "danh hiệu", p.wish);
	put_unit(a, v, member_by_id(f, p.unit));
}
