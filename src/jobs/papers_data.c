#include "base/vi.h"
#include "jobs/papers_part.h"

enum { MAX_COLUMNS = 8 }; /* groups beside each other in the score table; more are summed up in one */

/* ---- places ---- */

static str class_name(const struct scheme *s, str code)
{
	for (u32 i = 0; i < s->n_classes; i++)
		if (str_eq(s->classes[i].code, code))
			return s->classes[i].label;
	return STR_NULL;
}

static u32 unit_index(const struct paper_facts *f, unit_id unit)
{
	u32 i = 0;
	while (i < f->sy.members.n && f->sy.members.at[i].unit.v != unit.v)
		i++;
	return i;
}

static struct paper_place frozen_place(const struct paper_facts *f, const struct ranking_row *r)
{
	return (struct paper_place){.unit = unit_index(f, r->unit),
				    .rank = r->rank,
				    .total_c = r->total_c,
				    .base_c = r->base_c,
				    .bonus_c = r->bonus_c,
				    .penalty_c = r->penalty_c,
				    .class_code = r->class_code,
				    .class_name = class_name(f->sy.scheme, r->class_code),
				    .tie = r->tie_text,
				    .excluded = r->excluded};
}

static struct paper_place computed_place(const struct paper_facts *f, u32 at)
{
	const struct score_result *r = &f->sy.result;
	const struct scheme *s = f->sy.scheme;
	u32 u = r->order[at];
	struct paper_place p = {.unit = u,
				.rank = r->rank[u],
				.total_c = r->total_c[u],
				.base_c = r->nodes[0].base_c[u],
				.bonus_c = r->nodes[0].bonus_c[u],
				.penalty_c = r->nodes[0].penalty_c[u],
				.excluded = r->excluded[u]};
	if (r->class_ix[u] != NO_CLASS) {
		p.class_code = s->classes[r->class_ix[u]].code;
		p.class_name = s->classes[r->class_ix[u]].label;
	}
	if (r->tie_rule[u])
		p.tie = s->ties[r->tie_rule[u] - 1].text;
	return p;
}

/* Does the frozen ranking name exactly the members? A unit may have left since. */
static bool ranking_fits(const struct paper_facts *f)
{
	for (size_t i = 0; i < f->rows.n; i++)
		if (unit_index(f, f->rows.at[i].unit) == f->sy.members.n)
			return false;
	return f->frozen && f->rows.n == f->sy.members.n;
}

struct paper_place *papers_places(struct arena *a, const struct paper_facts *f)
{
	struct paper_place *p = NEW_N(a, struct paper_place, f->sy.members.n + 1);
	bool whole = ranking_fits(f);
	for (u32 i = 0; i < f->sy.members.n; i++)
		p[i] = whole ? frozen_place(f, &f->rows.at[i]) : computed_place(f, i);
	return p;
}

const struct paper_place *papers_place_of(const struct paper_facts *f, const struct paper_place *places,
					  unit_id unit)
{
	for (size_t i = 0; i < f->sy.members.n; i++)
		if (f->sy.members.at[places[i].unit].unit.v == unit.v)
			return &places[i];
	return NULL;
}

/* ---- columns of the score table ---- */

typedef VEC(u32) node_list;

/* Groups of the first level that give base points; the root alone when there are too many. */
static node_list columns(struct arena *a, const struct scheme *s)
{
	node_list list = {0};
	for (u32 k = 1; k < s->n_nodes; k = s->nodes[k].subtree_end)
		if (s->nodes[k].role == ROLE_BASE && s->nodes[k].max_c > 0)
			VEC_PUSH(a, &list) = k;
	if (list.n > MAX_COLUMNS) {
		list.n = 1;
		list.at[0] = 0;
	}
	return list;
}

/* Rounded half up; sums of points are not negative. */
static i64 mean_c(i64 sum, size_t n)
{
	return n ? (2 * sum + (i64)n) / (2 * (i64)n) : 0;
}

static struct value *group_values(struct arena *a, const struct paper_facts *f, node_list cols)
{
	struct value *list = value_list(a);
	const struct score_result *r = &f->sy.result;
	for (size_t i = 0; i < cols.n; i++) {
		const struct criterion *c = &f->sy.scheme->nodes[cols.at[i]];
		struct value *v = value_add(a, list, value_map(a));
		i64 sum = 0;
		for (u32 u = 0; u < r->n_units; u++)
			sum += r->nodes[cols.at[i]].base_c[u];
		value_put_text(a, v, "mã", c->code);
		value_put_text(a, v, "tên", cols.at[i] == 0 ? S("Điểm các tiêu chí") : c->name);
		value_put_num(a, v, "điểm tối đa", c->max_c);
		value_put_num(a, v, "điểm bình quân", mean_c(sum, r->n_units));
	}
	return list;
}

static struct value *unit_value(struct arena *a, const struct paper_facts *f, const struct paper_place *p,
				node_list cols)
{
	const struct score_result *r = &f->sy.result;
	const struct membership *m = &f->sy.members.at[p->unit];
	struct value *v = value_map(a);
	value_put_text(a, v, "mã", m->unit_code);
	value_put_text(a, v, "tên", m->unit_name);
	value_put_int(a, v, "thứ tự", m->ordinal);
	value_put_int(a, v, "hạng", p->rank);
	value_put_num(a, v, "điểm", p->total_c);
	value_put_num(a, v, "điểm cơ bản", p->base_c);
	value_put_num(a, v, "điểm cộng", p->bonus_c);
	value_put_num(a, v, "điểm trừ", p->penalty_c);
	value_put_text(a, v, "mã xếp loại", p->class_code);
	value_put_text(a, v, "xếp loại", p->class_name);
	value_put_bool(a, v, "loại khỏi suy tôn", p->excluded);
	value_put_text(a, v, "ghi chú", p->tie);
	struct value *groups = value_put(a, v, S("nhóm"), value_list(a));
	for (size_t i = 0; i < cols.n; i++)
		value_put_num(a, value_add(a, groups, value_map(a)), "điểm",
			      r->nodes[cols.at[i]].base_c[p->unit]);
	return v;
}

static void put_units(struct arena *a, struct value *v, const struct paper_facts *f,
		      const struct paper_place *places)
{
	size_t n = f->sy.members.n;
	node_list cols = columns(a, f->sy.scheme);
	i64 sum = 0, best = n ? places[0].total_c : 0, worst = best;
	struct value *ranked = value_list(a), *listed = value_list(a);
	for (size_t i = 0; i < n; i++) {
		i64 c = places[i].total_c;
		sum += c;
		best = c > best ? c : best;
		worst = c < worst ? c : worst;
		value_add(a, ranked, unit_value(a, f, &places[i], cols));
		value_put_text(a, value_add(a, listed, value_map(a)), "tên", f->sy.members.at[i].unit_name);
	}
	value_put_int(a, v, "số đơn vị", (i64)n);
	value_put_num(a, v, "điểm bình quân", mean_c(sum, n));
	value_put_num(a, v, "điểm cao nhất", best);
	value_put_num(a, v, "điểm thấp nhất", worst);
	value_put(a, v, S("nhóm"), group_values(a, f, cols));
	value_put(a, v, S("đơn vị"), ranked);
	value_put(a, v, S("đơn vị theo thứ tự"), listed);
}

/* ---- classes, participation, offices ---- */

static i64 percent_c(i64 part, i64 whole)
{
	return whole ? (2 * part * 10000 + whole) / (2 * whole) : 0;
}

static void put_classes(struct arena *a, struct value *v, const struct paper_facts *f,
			const struct paper_place *places)
{
	struct value *list = value_put(a, v, S("phân hạng"), value_list(a));
	for (u32 k = 0; k < f->sy.scheme->n_classes; k++) {
		const struct scheme_class *c = &f->sy.scheme->classes[k];
		i64 n = 0;
		for (size_t i = 0; i < f->sy.members.n; i++)
			n += str_eq(places[i].class_code, c->code);
		if (n == 0)
			continue;
		struct value *row = value_add(a, list, value_map(a));
		value_put_text(a, row, "mã", c->code);
		value_put_text(a, row, "xếp loại", c->label);
		value_put_int(a, row, "số đơn vị", n);
		value_put_num(a, row, "tỷ lệ", percent_c(n, (i64)f->sy.members.n));
	}
}

/* A unit takes part when at least one criterion was scored. */
static void put_participation(struct arena *a, struct value *v, const struct paper_facts *f)
{
	const struct score_result *r = &f->sy.result;
	u32 leaves = 0;
	i64 n = 0;
	for (u32 k = 0; k < f->sy.scheme->n_nodes; k++)
		leaves += criterion_is_leaf(&f->sy.scheme->nodes[k]);
	for (u32 u = 0; u < r->n_units; u++)
		n += r->n_empty[u] < leaves;
	struct value *p = value_put(a, v, S("tham gia"), value_map(a));
	value_put_int(a, p, "số đơn vị", r->n_units);
	value_put_int(a, p, "đã chấm", n);
	value_put_num(a, p, "tỷ lệ", percent_c(n, r->n_units));
}

/* The term of the year itself; the meeting elects that of the next one. NULL: none on record. */
static const struct office_term *term_of_year(const struct paper_facts *f, str last_day, enum office office)
{
	const struct office_term *best = NULL; /* the last to begin */
	for (size_t i = 0; i < f->offices.n; i++) {
		const struct office_term *t = &f->offices.at[i];
		if (t->office == office && str_cmp(t->from_on, last_day) <= 0 &&
		    (best == NULL || str_cmp(t->from_on, best->from_on) > 0))
			best = t;
	}
	return best;
}

static void put_office(struct arena *a, struct value *v, const struct paper_facts *f, enum office office,
		       const char *key, str title)
{
	str last_day = day_iso(a, (struct day){(int)f->sy.year.year, 12, 31});
	const struct office_term *term = term_of_year(f, last_day, office);
	struct value *o = value_put(a, v, str_c(key), value_map(a));
	papers_put(a, o, "chức danh", title);
	papers_put(a, o, "đơn vị", term ? term->unit_name : STR_NULL);
	str name = term ? term->person_name : STR_NULL, job = term ? term->person_title : STR_NULL;
	u32 unit = term ? unit_index(f, term->unit) : (u32)f->sy.members.n;
	if (name.n == 0 &&
	    unit < f->sy.members.n) { /* nobody is named for the term: the unit's leader signs */
		name = f->sy.members.at[unit].leader_name;
		job = f->sy.members.at[unit].leader_title;
	}
	papers_put(a, o, "người", name);
	papers_put(a, o, "chức vụ", job);
}

static void put_scheme(struct arena *a, struct value *v, const struct paper_facts *f)
{
	const struct scheme *s = f->sy.scheme;
	struct value *b = value_put(a, v, S("bảng điểm"), value_map(a));
	value_put_text(a, b, "tên", s->title);
	value_put_text(a, b, "mã", s->code);
	value_put_text(a, b, "nguồn", s->source);
	value_put_num(a, b, "điểm tối đa", s->max_c);
	value_put_text(a, b, "giai đoạn", str_c(score_stage_name(f->sy.stage)));
}

static void put_recipients(struct arena *a, struct value *v, const struct paper_facts *f, enum paper_kind k)
{
	struct value *list = value_put(a, v, S("nơi nhận"), value_list(a));
	str council = f->sy.year.council_name;
	if (k == PAPER_PROPOSAL)
		value_add(a, list, value_text(a, S("Như trên")));
	else if (council.n)
		value_add(a, list, value_text(a, council));
	value_add(a, list,
		  value_text(a, arena_fmt(a, "Các đơn vị thành viên %.*s", STRF(f->sy.year.cluster_name))));
}

static void put_year(struct arena *a, struct value *v, const struct cluster_year *y, enum paper_kind k,
		     str of)
{
	static const char *const kinds[CLUSTER__N] = {"Cụm", "Khối", "Khu vực"};
	papers_put(a, v, "cơ quan chủ quản", y->council_name);
	papers_put(a, v, "tên cụm", y->cluster_name);
	value_put_text(a, v, "loại cụm", str_c(kinds[y->cluster_kind]));
	value_put_int(a, v, "năm", y->year);
	value_put_int(a, v, "năm sau", y->year + 1);
	papers_put(a, v, "chủ đề", y->theme);
	value_put_text(a, v, "trích yếu", papers_subject(a, k, y->year, y->cluster_name, of));
	papers_put(a, v, "nơi trình", y->council_name);
	/* place and date of signing are the clerk's to write */
	papers_put(a, v, "địa danh", STR_NULL);
	papers_put(a, v, "ngày ký", STR_NULL);
}

/* A corrected ranking: the paper says which version it was made from and what it stands in place of. */
static void put_correction(struct arena *a, struct value *v, const struct paper_facts *f)
{
	str text = STR_NULL;
	if (f->frozen && f->ranking.version > 1) {
		str instead = f->replaces ? arena_fmt(a, ", thay văn bản cùng loại lập theo bản số %lld",
						      (long long)f->replaces)
					  : S("");
		text = arena_fmt(
		    a, "Lập theo bản xếp hạng số %lld (bản đính chính)%.*s. Lý do, căn cứ đính chính: %.*s",
		    (long long)f->ranking.version, STRF(instead), STRF(f->ranking.reason));
	}
	papers_put(a, v, "đính chính", text);
}

const struct membership *papers_member(const struct paper_facts *f, str unit_code)
{
	for (size_t i = 0; i < f->sy.members.n; i++)
		if (str_eq(f->sy.members.at[i].unit_code, unit_code))
			return &f->sy.members.at[i];
	return NULL;
}

static void put_ranked(struct arena *a, struct value *v, const struct paper_facts *f)
{
	static const char *const to_write[] = {"ưu điểm", "hạn chế", "nguyên nhân", "phương hướng"};
	const struct paper_place *places = papers_places(a, f);
	put_correction(a, v, f);
	put_scheme(a, v, f);
	put_units(a, v, f, places);
	put_classes(a, v, f, places);
	put_participation(a, v, f);
	papers_put_meeting(a, v, f);
	papers_put_proposal(a, v, f);
	for (size_t i = 0; i < sizeof to_write / sizeof to_write[0]; i++)
		value_put(a, v, str_c(to_write[i]), value_list(a));
}

static void put_plan(struct arena *a, struct value *v, const struct paper_facts *f)
{
	papers_put_plan(a, v, f->plan);
}

static void put_midyear(struct arena *a, struct value *v, const struct paper_facts *f)
{
	papers_put_midyear(a, v, f->mid);
}

static void put_handover(struct arena *a, struct value *v, const struct paper_facts *f)
{
	papers_put_handover(a, v, f->over);
}

struct value *papers_tree(struct arena *a, enum paper_kind k, const struct paper_facts *f)
{
	static void (*const put[PAPER__N])(struct arena *, struct value *, const struct paper_facts *) = {
	    [PAPER_PLAN] = put_plan,
	    [PAPER_LAUNCH] = put_plan,
	    [PAPER_MIDYEAR] = put_midyear,
	    [PAPER_HANDOVER] = put_handover,
	    [PAPER_FOUNDING] = papers_put_members,
	    [PAPER_REGULATIONS] = papers_put_members,
	    [PAPER_REGISTRATION] = papers_put_registration,
	    [PAPER_PHASE_REVIEW] = papers_put_phase,
	    [PAPER_INVITATION] = papers_put_gathering,
	    [PAPER_PROGRAMME] = papers_put_gathering,
	    [PAPER_ROLL] = papers_put_gathering,
	    [PAPER_RECEIPT] = papers_put_card,
	    [PAPER_COUNT] = papers_put_count,
	    [PAPER_BALLOT] = papers_put_slips,
	    [PAPER_ACHIEVEMENT] = papers_put_achievement,
	    [PAPER_PERSON] = papers_put_person,
	};
	struct value *v = value_map(a);
	put_year(a, v, &f->sy.year, k, f->of.name);
	/* what founds the cluster or its rules cannot rest on them */
	bool founds = k == PAPER_FOUNDING || k == PAPER_REGULATIONS;
	value_put(a, v, S("căn cứ"), papers_bases(a, f->on, founds ? S("") : f->sy.year.cluster_name));
	put_recipients(a, v, f, k);
	put_office(a, v, f, OFFICE_HEAD, "cụm trưởng", f->sy.year.head_title);
	put_office(a, v, f, OFFICE_DEPUTY, "cụm phó", f->sy.year.deputy_title);
	if (put[k])
		put[k](a, v, f);
	else
		put_ranked(a, v, f);
	return v;
}
