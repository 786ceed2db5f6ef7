#include "base/num.h"
#include "base/vi.h"
#include "jobs/act_history.h"
#include "office/import.h"
#include "office/table.h"
#include "store/store_scheme.h"

enum { UNITS_MAX = 300 };

static const struct {
	const char *code, *name;
} kinds[HISTORY__N] = {
    [HISTORY_TOTALS] = {"totals", N_("Tổng điểm của từng đơn vị")},
    [HISTORY_CRITERIA] = {"criteria", N_("Điểm theo từng tiêu chí")},
};

const char *history_kind_code(enum history_kind k)
{
	return kinds[k].code;
}

const char *history_kind_name(enum history_kind k)
{
	return kinds[k].name;
}

td_rc history_kind_parse(str code, enum history_kind *out)
{
	for (int i = 0; i < HISTORY__N; i++)
		if (str_eq(code, str_c(kinds[i].code))) {
			*out = (enum history_kind)i;
			return TD_OK;
		}
	return TD_INVALID;
}

struct look {
	struct tx *t;
	struct history_plan *out;
	struct err faults;
	struct act_unit_table names;
	const struct scheme *scheme; /* that the figures are of */
};

static void put_line(struct look *k, str where, str unit, str text)
{
	VEC_PUSH(k->t->a, &k->out->lines) = (struct history_line){where, unit, text};
}

static struct history_unit *unit_at(struct look *k, str code)
{
	for (size_t i = 0; i < k->out->units.n; i++)
		if (str_eq(k->out->units.at[i].unit.code, code))
			return &k->out->units.at[i];
	return NULL;
}

/* ---- totals ---- */

enum { COL_UNIT, COL_TOTAL, COL_RANK, N_COLS };
static const struct table_col cols[N_COLS] = {
    [COL_UNIT] = {"Đơn vị", "don vi|ten don vi|don vi thanh vien", true},
    [COL_TOTAL] = {"Tổng điểm", "tong diem|tong cong|tong so diem|diem|cong", true},
    [COL_RANK] = {"Xếp hạng", "xep hang|hang|thu hang|xep thu", false},
};

/* One criterion that holds the whole: full mark is the least round number above every total. */
static td_rc flat_scheme(struct look *k, i64 most_c)
{
	static const i64 rounds[] = {100, 150, 200, 300, 500, 1000, 2000, 5000, 10000};
	i64 max = 100000;
	struct sheets in;
	struct import_plan p;
	for (size_t i = sizeof rounds / sizeof *rounds; i-- > 0;)
		if (rounds[i] * 100 >= most_c)
			max = rounds[i];
	str csv = arena_fmt(k->t->a, "TT;Nội dung tiêu chí;Điểm chuẩn\n1;Kết quả thi đua của năm;%lld\n",
			    (long long)max);
	td_rc rc = sheets_from_csv(k->t->a, csv, S("Tổng điểm"), &k->faults, &in);
	if (rc == TD_OK)
		rc = import_scheme(k->t->a, &in, &k->faults, &p);
	if (rc == TD_OK)
		k->out->scheme = p.scheme, k->out->has_scheme = true;
	return rc;
}

/* The unit of a row: a known one, or one that only past years have. */
static void read_unit(struct look *k, str where, str name, struct history_unit *u)
{
	const struct unit *known = act_unit_named(k->t->a, &k->names, name);
	*u = (struct history_unit){.where = where};
	if (known)
		u->unit = *known;
	else
		u->unit = (struct unit){.name = name, .code = org_code(k->t->a, name)};
	if (!known && (!org_code_ok(u->unit.code) || act_unit_named(k->t->a, &k->names, u->unit.code)))
		err_add(&k->faults, TD_INVALID, where,
			N_("Chưa có đơn vị «%.*s» và không đặt được mã cho đơn vị mới; hãy thêm ở Danh mục "
			   "đơn vị."),
			STRF(name));
	if (unit_at(k, u->unit.code))
		err_add(&k->faults, TD_INVALID, where, N_("«%.*s» đã có ở ô %.*s."), STRF(name),
			STRF(unit_at(k, u->unit.code)->where));
}

struct total {
	i64 points_c;
	str rank, where;
};

/* A rank in words of the sheet beside the one that follows from its totals. */
static void compare_ranks(struct look *k, const struct total *totals, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		i64 rank = 1, said = 0;
		for (size_t m = 0; m < n; m++)
			rank += totals[m].points_c > totals[i].points_c;
		if (totals[i].rank.n && str_i64(totals[i].rank, &said) == TD_OK && said != rank)
			VEC_PUSH(k->t->a, &k->out->notes) = (struct err_item){
			    totals[i].where,
			    arena_fmt(
				k->t->a,
				i18n_tr(k->t->e->lang, N_("Tệp ghi hạng %lld, tính theo tổng điểm là %lld.")),
				(long long)said, (long long)rank)};
	}
}

static td_rc read_totals(struct look *k, const struct sheets *in)
{
	struct arena *a = k->t->a;
	struct table tb;
	struct total totals[UNITS_MAX];
	size_t n = 0;
	i64 most_c = 0;
	td_rc rc = table_find(a, in, cols, N_COLS, &k->faults, &tb);
	for (u32 row = rc == TD_OK ? tb.body : 0; rc == TD_OK && row < tb.s->n_rows; row++) {
		str name = table_text(a, &tb, row, COL_UNIT);
		bool set = false;
		struct history_unit u;
		struct total x = {.where = table_addr(a, &tb, row, COL_RANK),
				  .rank = table_text(a, &tb, row, COL_RANK)};
		if (name.n == 0)
			continue;
		if (n == UNITS_MAX)
			return err_add(&k->faults, TD_INVALID, table_addr(a, &tb, row, COL_UNIT),
				       N_("Quá nhiều đơn vị (tối đa %d)."), UNITS_MAX);
		read_unit(k, table_addr(a, &tb, row, COL_UNIT), name, &u);
		rc = sheet_num_c(a, tb.s, row, tb.col[COL_TOTAL], &k->faults, &set, &x.points_c);
		if (rc == TD_OK && (!set || x.points_c < 0))
			err_add(&k->faults, TD_INVALID, table_addr(a, &tb, row, COL_TOTAL),
				N_("Thiếu tổng điểm của «%.*s»."), STRF(name));
		rc = rc == TD_INVALID ? TD_OK : rc;
		VEC_PUSH(a, &u.cells) =
		    (struct act_cell){.code = S("1"), .state = CELL_SET, .a_c = OPT(x.points_c)};
		put_line(k, table_addr(a, &tb, row, COL_TOTAL), u.unit.name, num_short(a, x.points_c));
		VEC_PUSH(a, &k->out->units) = u;
		most_c = x.points_c > most_c ? x.points_c : most_c;
		totals[n++] = x;
	}
	if (rc != TD_OK)
		return rc;
	compare_ranks(k, totals, n);
	return flat_scheme(k, most_c);
}

/* ---- points by criterion ---- */

/* The table of the file, else that of the cluster's year nearest before or after. */
static td_rc find_scheme(struct look *k, const struct sheets *in)
{
	const struct history_wish *w = &k->out->wish;
	struct err unsaid = err_new(k->t->a, k->t->e->lang);
	struct import_plan p;
	cluster_year_list years = {0};
	i64 best = INT64_MAX;
	td_rc rc = import_scheme(k->t->a, in, &unsaid, &p);
	if (rc == TD_OK) {
		k->out->scheme = p.scheme;
		k->out->has_scheme = true;
		k->scheme = &k->out->scheme;
		return TD_OK;
	}
	if (rc == TD_INVALID)
		rc = store_cluster_year_list(k->t, &years);
	for (size_t i = 0; rc == TD_OK && i < years.n; i++) {
		const struct cluster_year *y = &years.at[i];
		i64 far = y->year > w->year ? y->year - w->year : w->year - y->year;
		if (y->cluster.v != w->cluster.id.v || !y->scheme.set || far >= best)
			continue;
		best = far;
		k->out->scheme_id = y->scheme.v;
	}
	if (rc == TD_OK && k->out->scheme_id == 0)
		return err_add(&k->faults, TD_INVALID, w->file_name,
			       N_("Tệp không có bảng tiêu chí với điểm chuẩn, cụm cũng chưa có năm nào có; "
				  "hãy thêm trang "
				  "tiêu chí vào tệp hoặc nạp tổng điểm."));
	return rc == TD_OK ? store_scheme_load(k->t, (scheme_id){k->out->scheme_id}, &k->scheme) : rc;
}

static str shown(struct arena *a, const struct import_value *v)
{
	struct sb b = sb_new(a, 256);
	sb_fmt(&b, "%.*s: ", STRF(v->code));
	if (v->state == CELL_NA)
		SB_LIT(&b, "không áp dụng");
	else
		num_put_short(&b, v->a_c.v);
	if (v->b_c.set) {
		SB_LIT(&b, " / ");
		num_put_short(&b, v->b_c.v);
	}
	return sb_str(&b);
}

static void take_value(struct look *k, const struct import_value *v)
{
	struct arena *a = k->t->a;
	struct history_unit *u = unit_at(k, v->unit);
	if (u == NULL) {
		const struct unit *known = act_unit_named(a, &k->names, v->unit);
		if (known == NULL)
			return;
		u = &VEC_PUSH(a, &k->out->units);
		*u = (struct history_unit){.where = v->where, .unit = *known};
	}
	for (size_t i = 0; i < u->cells.n; i++)
		if (str_eq(u->cells.at[i].code, v->code)) {
			if (v->stage == STAGE_SELF)
				return; /* the later figure stands */
			u->cells.at[i].a_c = v->a_c;
			u->cells.at[i].b_c = v->b_c;
			u->cells.at[i].state = v->state;
			return;
		}
	VEC_PUSH(a, &u->cells) = (struct act_cell){
	    .code = v->code, .state = v->state, .a_c = v->a_c, .b_c = v->b_c, .reason = v->reason};
	put_line(k, v->where, u->unit.name, shown(a, v));
}

/* A year that is over has a figure in every place. */
static void check_complete(struct look *k)
{
	for (size_t i = 0; i < k->out->units.n; i++) {
		const struct history_unit *u = &k->out->units.at[i];
		for (u32 c = 1; c < k->scheme->n_nodes; c++) {
			const struct criterion *x = &k->scheme->nodes[c];
			bool there = !criterion_is_leaf(x);
			for (size_t n = 0; n < u->cells.n; n++)
				there |= str_eq(u->cells.at[n].code, x->code);
			if (!there)
				err_add(&k->faults, TD_INVALID, u->where,
					N_("%.*s chưa có điểm tiêu chí %.*s; không có điểm thì ghi 0."),
					STRF(u->unit.name), STRF(x->code));
		}
	}
}

static td_rc read_criteria(struct look *k, const struct sheets *in)
{
	struct arena *a = k->t->a;
	struct score_unit *units = NEW_N(a, struct score_unit, k->names.all.n + 1);
	struct import_plan p = {0};
	td_rc rc = find_scheme(k, in);
	if (rc != TD_OK)
		return rc;
	for (size_t i = 0; i < k->names.all.n; i++)
		units[i] = (struct score_unit){k->names.all.at[i].code, k->names.all.at[i].name, -1, 0};
	struct import_known known = {k->scheme, units, (u32)k->names.all.n, S(""), STAGE_FINAL};
	rc = import_scores(a, in, &known, &k->faults, &p);
	for (size_t i = 0; rc == TD_OK && i < p.values.n; i++)
		take_value(k, &p.values.at[i]);
	for (size_t i = 0; i < p.notes.n; i++)
		VEC_PUSH(a, &k->out->notes) = p.notes.at[i];
	if (rc == TD_OK)
		check_complete(k);
	return rc;
}

/* ---- the whole file ---- */

static td_rc check_year(struct look *k)
{
	const struct history_wish *w = &k->out->wish;
	struct cluster_year y;
	struct day today = day_of_ms(k->t->now_ms);
	if (w->year < 1948 || w->year >= today.year + 1)
		err_add(&k->faults, TD_INVALID, S("year"), N_("Năm trước: hãy ghi một năm từ 1948 đến %d."),
			today.year);
	td_rc rc = store_cluster_year_find(k->t, w->cluster.code, w->year, &y);
	if (rc == TD_OK)
		err_add(&k->faults, TD_INVALID, S("year"),
			N_("%.*s đã có năm thi đua %lld; mỗi năm chỉ mở một lần."), STRF(w->cluster.name),
			(long long)w->year);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

static td_rc make_digest(struct look *k)
{
	struct sha256_ctx *c = sha256_new(k->t->a);
	struct sha256 h;
	for (size_t i = 0; i < k->out->lines.n; i++) {
		const struct history_line *l = &k->out->lines.at[i];
		sha256_add(c, arena_fmt(k->t->a, "%.*s\t%.*s\t%.*s\n", STRF(l->where), STRF(l->unit),
					STRF(l->text)));
	}
	td_rc rc = sha256_done(c, &h);
	if (rc == TD_OK)
		k->out->digest = hex_of(k->t->a, h.b, sizeof h.b);
	return rc;
}

td_rc history_read(struct tx *t, const struct history_wish *wish, struct history_plan *out)
{
	struct look k = {.t = t, .out = out, .faults = err_new(t->a, t->e->lang)};
	struct sheets in;
	*out = (struct history_plan){.wish = *wish};
	td_rc rc = sheets_from_upload(t->a, wish->bytes, wish->file_name, &k.faults, &in);
	if (rc == TD_OK)
		rc = act_unit_names_load(t, &k.names);
	if (rc == TD_OK)
		rc = check_year(&k);
	if (rc == TD_OK)
		rc = wish->kind == HISTORY_TOTALS ? read_totals(&k, &in) : read_criteria(&k, &in);
	if (rc == TD_OK && out->units.n == 0)
		err_add(&k.faults, TD_INVALID, wish->file_name, N_("Tệp chưa có dòng nào mới."));
	for (size_t i = 0; i < k.faults.items.n; i++)
		VEC_PUSH(t->a, &out->faults) = k.faults.items.at[i];
	if (rc == TD_INVALID && k.faults.n_total)
		rc = TD_OK;
	return rc == TD_OK ? make_digest(&k) : rc;
}
