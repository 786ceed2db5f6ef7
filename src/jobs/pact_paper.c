#include "jobs/pact_paper.h"

#include "base/embed.h"
#include "base/num.h"
#include "jobs/act_registration.h"
#include "jobs/papers_part.h"
#include "office/docx.h"

struct embed_set embed_papers(void);

static td_rc fill(struct tx *t, const char *name, const struct value *data, str *bytes)
{
	const struct embed_file *file = embed_find(embed_papers(), str_c(name));
	return file ? docx_fill(t->a, file->bytes, data, t->e, bytes) : TD_CORRUPT;
}

/* The term that is in force, as the paper's closing block names it. */
static td_rc put_head(struct tx *t, struct value *v, const struct cluster_year *y)
{
	office_term_list terms = {0};
	struct value *head = value_put(t->a, v, S("cụm trưởng"), value_map(t->a));
	td_rc rc = store_office_list(t, y->id, &terms);
	str person = STR_NULL;
	for (size_t i = 0; rc == TD_OK && i < terms.n && !person.n; i++)
		if (terms.at[i].office == OFFICE_HEAD)
			person = terms.at[i].person_name;
	papers_put(t->a, head, "chức danh", y->head_title);
	papers_put(t->a, head, "người", person);
	return rc;
}

static td_rc begin(struct tx *t, const struct pact_of_year *y, struct value **out)
{
	struct arena *a = t->a;
	const struct cluster_year *c = &y->now.y;
	struct value *v = *out = value_map(a);
	papers_put(a, v, "cơ quan chủ quản", c->council_name);
	papers_put(a, v, "tên cụm", c->cluster_name);
	papers_put(a, v, "địa danh", STR_NULL);
	papers_put(a, v, "ngày ký", STR_NULL);
	value_put_int(a, v, "năm", y->year);
	value_put_int(a, v, "năm trước", y->year - 1);
	struct value *to = value_put(a, v, S("nơi nhận"), value_list(a));
	if (c->council_name.n)
		value_add(a, to, value_text(a, c->council_name));
	value_add(a, to, value_text(a, arena_fmt(a, "Các đơn vị thành viên %.*s", STRF(c->cluster_name))));
	return put_head(t, v, c);
}

static void put_lines(struct arena *a, struct value *v, const char *key, str text)
{
	struct value *list = value_put(a, v, str_c(key), value_list(a));
	str line;
	while (str_split(&text, '\n', &line))
		if (str_trim(line).n)
			value_add(a, list, value_text(a, str_trim(line)));
}

td_rc pact_paper(struct tx *t, cluster_year_id year, bool next, str *bytes)
{
	struct arena *a = t->a;
	struct pact_of_year y;
	struct value *v;
	struct day on = {0};
	td_rc rc = act_pact_load(t, year, next, &y);
	if (rc == TD_OK && !y.pact.id)
		rc = err_add(t->e, TD_CONFLICT, S("pact"), N_("Cụm chưa soạn giao ước chung của năm này."));
	if (rc == TD_OK)
		rc = begin(t, &y, &v);
	if (rc != TD_OK)
		return rc;
	if (!y.pact.adopted_on.n || day_parse_iso(y.pact.adopted_on, &on) != TD_OK)
		on = (struct day){(int)y.year, 1, 1};
	value_put(a, v, S("căn cứ"), papers_bases(a, on, y.now.y.cluster_name));
	papers_put(a, v, "chủ đề", y.pact.theme);
	put_lines(a, v, "nội dung", y.pact.contents);
	put_lines(a, v, "biện pháp", y.pact.measures);
	struct value *units = value_put(a, v, S("đơn vị"), value_list(a));
	for (size_t i = 0; i < y.units.n; i++) {
		const struct pact_unit *u = &y.units.at[i];
		const struct pact_signing *s = u->signing[PACT_COMMON];
		struct value *row = value_add(a, units, value_map(a));
		papers_put(a, row, "tên", u->member.unit_name);
		papers_put(a, row, "người ký", s ? s->signer_name : u->member.leader_name);
		papers_put(a, row, "chức vụ", s ? s->signer_title : u->member.leader_title);
	}
	return fill(t, "giao-uoc.docx", v, bytes);
}

static void put_awards(struct arena *a, struct value *v, const char *key, enum award_list list,
		       const struct pact_unit *u, const award_kind_list *known)
{
	struct value *out = value_put(a, v, str_c(key), value_list(a));
	for (size_t i = 0; i < u->awards.n; i++) {
		const struct registered_award *g = &u->awards.at[i];
		if (g->list != list)
			continue;
		const struct award_kind *k = awards_find(known, list, g->award_code);
		struct value *row = value_add(a, out, value_map(a));
		papers_put(a, row, "tên", k ? k->name : g->award_code);
		papers_put(a, row, "người nhận", g->name);
		papers_put(a, row, "đối tượng", str_c(award_holder_name(g->holder)));
	}
}

static void put_annex(struct arena *a, struct value *v, const struct pact_unit *u,
		      const award_kind_list *known)
{
	const struct pact_signing *s = u->signing[PACT_ANNEX];
	struct value *unit = value_put(a, v, S("đơn vị"), value_map(a));
	papers_put(a, unit, "tên", u->member.unit_name);
	papers_put(a, unit, "người ký", s ? s->signer_name : u->member.leader_name);
	papers_put(a, unit, "chức vụ", s && s->signer_title.n ? s->signer_title : u->member.leader_title);
	struct value *targets = value_put(a, v, S("chỉ tiêu"), value_list(a));
	for (size_t i = 0; i < u->targets.n; i++) {
		const struct registered_target *g = &u->targets.at[i];
		struct value *row = value_add(a, targets, value_map(a));
		papers_put(a, row, "tên", g->indicator);
		papers_put(a, row, "đơn vị tính", g->measure_unit);
		papers_put(a, row, "năm trước", g->baseline_c.set ? num_short(a, g->baseline_c.v) : S("–"));
		papers_put(a, row, "kế hoạch", num_short(a, g->plan_c));
	}
	put_awards(a, v, "danh hiệu", AWARD_TITLE, u, known);
	put_awards(a, v, "hình thức", AWARD_FORM, u, known);
}

td_rc pact_paper_annex(struct tx *t, cluster_year_id year, unit_id unit, str *bytes)
{
	struct pact_of_year y;
	struct value *v;
	award_kind_list known = {0};
	td_rc rc = act_pact_load(t, year, false, &y);
	if (rc == TD_OK)
		rc = act_awards_of_year(t->a, y.year, &known);
	if (rc == TD_OK)
		rc = begin(t, &y, &v);
	for (size_t i = 0; rc == TD_OK && i < y.units.n; i++) {
		const struct pact_unit *u = &y.units.at[i];
		if (u->member.unit.v != unit.v)
			continue;
		if (!u->ready)
			return err_add(t->e, TD_CONFLICT, S("pact"),
				       N_("Đăng ký của đơn vị chưa được duyệt nên chưa có phụ lục để ký."));
		put_annex(t->a, v, u, &known);
		return fill(t, "phu-luc-giao-uoc.docx", v, bytes);
	}
	return rc == TD_OK ? TD_NOT_FOUND : rc;
}
