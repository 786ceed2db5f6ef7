#include "jobs/registration_book.h"

#include "base/num.h"
#include "jobs/registration_columns.h"

enum { BLANK_ROWS = 20 };

static const struct {
	const char *code, *title;
} kinds[REGISTRATION_SHEET__N] = {
    [SHEET_TARGETS] = {"chi-tieu", "Chỉ tiêu"},
    [SHEET_TITLES] = {"danh-hieu", "Danh hiệu thi đua"},
    [SHEET_FORMS] = {"hinh-thuc", "Hình thức khen thưởng"},
    [SHEET_INITIATIVES] = {"sang-kien", "Sáng kiến"},
};

td_rc registration_sheet_parse(str code, enum registration_sheet *out)
{
	for (int i = 0; i < REGISTRATION_SHEET__N; i++)
		if (str_eq(str_c(kinds[i].code), code)) {
			*out = (enum registration_sheet)i;
			return TD_OK;
		}
	return TD_INVALID;
}

const char *registration_sheet_code(enum registration_sheet s)
{
	return kinds[s].code;
}

const char *registration_sheet_title(enum registration_sheet s)
{
	return kinds[s].title;
}

static void col(struct book *b, struct book_sheet *s, const char *title, u32 width, enum book_align align)
{
	book_col(b, s, (struct book_col){.title = str_c(title), .width = width, .align = align});
}

static struct book_cell number(struct opt_i64 v, u32 rule)
{
	struct book_cell c = v.set ? book_number(v.v) : (struct book_cell){0};
	c.rule = rule;
	return c;
}

static struct book_cell text(str s, u32 rule)
{
	struct book_cell c = s.n ? book_text(s) : (struct book_cell){0};
	c.rule = rule;
	return c;
}

/* What a workbook is made of. */
struct maker {
	struct tx *t;
	struct book *b;
	struct cluster_year y;
	award_kind_list known;
	str unit_name; /* of a unit's own file; NULL: an aggregate */
	str mark;      /* title of its hidden column: whose file it is, for programs that drop properties */
};

static str award_text(const struct maker *k, const struct registered_award *g)
{
	const struct award_kind *a =
	    g->list == AWARD_INITIATIVE ? NULL : awards_find(&k->known, g->list, g->award_code);
	return a ? a->name : g->award_code;
}

static struct book_sheet *sheet(struct maker *k, enum registration_sheet what)
{
	struct arena *a = k->t->a;
	struct book_sheet *s = book_sheet(k->b, str_c(kinds[what].title));
	s->landscape = true;
	book_title(k->b, s,
		   arena_fmt(a, "ĐĂNG KÝ %s NĂM %lld",
			     what == SHEET_TARGETS  ? "CHỈ TIÊU THI ĐUA"
			     : what == SHEET_TITLES ? "DANH HIỆU THI ĐUA"
			     : what == SHEET_FORMS  ? "HÌNH THỨC KHEN THƯỞNG"
						    : "SÁNG KIẾN",
			     (long long)k->y.year));
	book_title(k->b, s, k->unit_name.n ? k->unit_name : k->y.cluster_name);
	return s;
}

/* ---- targets ----------------------------------------------------------------------------------------------------- */

static struct book_sheet *target_sheet(struct maker *k)
{
	struct book_sheet *s = sheet(k, SHEET_TARGETS);
	col(k->b, s, COL_NO, 5, BOOK_CENTRE);
	if (!k->unit_name.n)
		col(k->b, s, COL_UNIT, 30, BOOK_LEFT);
	col(k->b, s, COL_INDICATOR, 44, BOOK_LEFT);
	col(k->b, s, COL_MEASURE, 14, BOOK_LEFT);
	col(k->b, s, COL_BASELINE, 14, BOOK_RIGHT);
	col(k->b, s, COL_PLAN, 14, BOOK_RIGHT);
	col(k->b, s, COL_SOURCE, 30, BOOK_LEFT);
	col(k->b, s, COL_CRITERION, 12, BOOK_CENTRE);
	if (!k->unit_name.n)
		col(k->b, s, COL_STATE, 12, BOOK_LEFT);
	else
		book_col(k->b, s, (struct book_col){.title = k->mark, .width = 8, .hidden = true});
	return s;
}

/* g NULL: an empty row of a form. */
static void target_row(struct maker *k, struct book_sheet *s, const struct registered_target *g, size_t no,
		       str unit_name, u32 any, u32 num)
{
	struct book_row *row = book_row(k->b, s, BOOK_PLAIN);
	struct book_cell *c = row->cells;
	*c++ = g ? book_int((i64)no) : (struct book_cell){0};
	if (unit_name.n)
		*c++ = book_text(unit_name);
	*c++ = text(g ? g->indicator : S(""), any);
	*c++ = text(g ? g->measure_unit : S(""), any);
	*c++ = number(g ? g->baseline_c : OPT_NONE, num);
	*c++ = number(g ? OPT(g->plan_c) : OPT_NONE, num);
	*c++ = text(g ? g->source : S(""), any);
	*c++ = text(g ? g->criterion_code : S(""), any);
	if (unit_name.n)
		*c = book_text(str_c(registration_name(g->state)));
	else if (g)
		*c = book_text(arena_fmt(k->t->a, "%lld", (long long)g->id));
}

static struct book_rule number_rule(void)
{
	return (struct book_rule){.kind = BOOK_RULE_NUMBER,
				  .min_c = -SCHEME_MAX_C,
				  .max_c = SCHEME_MAX_C,
				  .title = S("Số"),
				  .hint = S("Chỉ ghi số, ví dụ 1250,5"),
				  .error = S("Ô này là một số.")};
}

static void unit_targets(struct maker *k, const registered_target_list *list)
{
	struct book_sheet *s = target_sheet(k);
	s->form = true;
	u32 any = book_rule(k->b, s, (struct book_rule){.kind = BOOK_RULE_ANY});
	u32 num = book_rule(k->b, s, number_rule());
	for (size_t i = 0; i < list->n; i++)
		target_row(k, s, &list->at[i], i + 1, S(""), any, num);
	for (size_t i = 0; i < BLANK_ROWS; i++)
		target_row(k, s, NULL, 0, S(""), any, num);
	book_note(k->b, s,
		  S("Nhập vào các ô vàng rồi nạp lại ở trang Đăng ký thi đua. Dòng để trống tên chỉ tiêu "
		    "được bỏ qua."));
}

/* ---- titles, award forms, initiatives ---------------------------------------------------------------------------- */

static const enum award_list list_of[REGISTRATION_SHEET__N] = {
    [SHEET_TITLES] = AWARD_TITLE, [SHEET_FORMS] = AWARD_FORM, [SHEET_INITIATIVES] = AWARD_INITIATIVE};

static struct book_sheet *award_sheet(struct maker *k, enum registration_sheet what)
{
	struct book_sheet *s = sheet(k, what);
	col(k->b, s, COL_NO, 5, BOOK_CENTRE);
	if (!k->unit_name.n)
		col(k->b, s, COL_UNIT, 30, BOOK_LEFT);
	if (what != SHEET_INITIATIVES)
		col(k->b, s, kinds[what].title, 36, BOOK_LEFT);
	col(k->b, s, COL_HOLDER, 14, BOOK_LEFT);
	col(k->b, s, COL_NAME, 36, BOOK_LEFT);
	col(k->b, s, COL_NOTE, 30, BOOK_LEFT);
	if (!k->unit_name.n)
		col(k->b, s, COL_STATE, 12, BOOK_LEFT);
	else
		book_col(k->b, s, (struct book_col){.title = k->mark, .width = 8, .hidden = true});
	return s;
}

struct award_rules {
	u32 any, award, holder;
};

static void award_row(struct maker *k, struct book_sheet *s, enum registration_sheet what,
		      const struct registered_award *g, size_t no, str unit_name, struct award_rules rules)
{
	struct book_cell *c = book_row(k->b, s, BOOK_PLAIN)->cells;
	*c++ = g ? book_int((i64)no) : (struct book_cell){0};
	if (unit_name.n)
		*c++ = book_text(unit_name);
	if (what != SHEET_INITIATIVES)
		*c++ = text(g ? award_text(k, g) : S(""), rules.award);
	*c++ = text(g ? str_c(award_holder_name(g->holder)) : S(""), rules.holder);
	*c++ = text(g ? g->name : S(""), rules.any);
	*c++ = text(g ? g->note : S(""), rules.any);
	if (unit_name.n)
		*c = book_text(str_c(registration_name(g->state)));
	else if (g)
		*c = book_text(arena_fmt(k->t->a, "%lld", (long long)g->id));
}

static struct book_rule choice_rule(u32 first, u32 n)
{
	return (struct book_rule){.kind = BOOK_RULE_LIST,
				  .first = first,
				  .n = n,
				  .title = S("Chọn"),
				  .hint = S("Chọn trong danh sách"),
				  .error = S("Chọn một mục trong danh sách.")};
}

static struct award_rules rules_of(struct maker *k, struct book_sheet *s, enum registration_sheet what)
{
	VEC(str) words = {0};
	str holders[HOLDER__N];
	struct award_rules out = {.any = book_rule(k->b, s, (struct book_rule){.kind = BOOK_RULE_ANY})};
	for (size_t i = 0; i < k->known.n; i++)
		if (what != SHEET_INITIATIVES && k->known.at[i].list == list_of[what])
			VEC_PUSH(k->t->a, &words) = k->known.at[i].name;
	for (int h = 0; h < HOLDER__N; h++)
		holders[h] = str_c(award_holder_name((enum award_holder)h));
	out.award = out.any;
	if (words.n)
		out.award =
		    1 +
		    book_rule(k->b, s, choice_rule(book_choices(k->b, words.at, (u32)words.n), (u32)words.n));
	out.holder = book_rule(k->b, s, choice_rule(book_choices(k->b, holders, HOLDER__N), HOLDER__N));
	return out;
}

static void unit_awards(struct maker *k, enum registration_sheet what, const registered_award_list *list)
{
	struct book_sheet *s = award_sheet(k, what);
	struct award_rules rules = rules_of(k, s, what);
	size_t no = 0;
	s->form = true;
	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].list == list_of[what])
			award_row(k, s, what, &list->at[i], ++no, S(""), rules);
	for (size_t i = 0; i < BLANK_ROWS; i++)
		award_row(k, s, what, NULL, 0, S(""), rules);
}

/* ---- workbooks --------------------------------------------------------------------------------------------------- */

static td_rc begin(struct tx *t, cluster_year_id year, const char *title, struct maker *k)
{
	*k = (struct maker){.t = t};
	td_rc rc = store_cluster_year_get(t, year, &k->y);
	if (rc == TD_OK)
		rc = act_awards_of_year(t->a, k->y.year, &k->known);
	k->b = book_new(t->a, str_c(title));
	return rc;
}

td_rc registration_book(struct tx *t, cluster_year_id year, str unit_code, str *bytes)
{
	struct maker k;
	struct membership m;
	struct registration r;
	registered_target_list targets;
	registered_award_list awards;
	td_rc rc = begin(t, year, "Đăng ký thi đua", &k);
	if (rc == TD_OK)
		rc = store_membership_find(t, year, unit_code, &m);
	if (rc == TD_OK)
		rc = store_registration_get(t, year, m.unit, &r);
	if (rc == TD_OK)
		rc = store_registered_target_list(t, year, m.unit, &targets);
	if (rc == TD_OK)
		rc = store_registered_award_list(t, year, m.unit, &awards);
	if (rc != TD_OK)
		return rc;
	k.unit_name = m.unit_name;
	str whose = arena_fmt(t->a, "cluster=%.*s;year=%lld;unit=%.*s;rev=%lld", STRF(k.y.cluster_code),
			      (long long)k.y.year, STRF(unit_code), (long long)r.rev);
	book_property(k.b, S(REGISTRATION_PROPERTY), whose);
	k.mark = arena_fmt(t->a, COL_KEY ";%.*s", STRF(whose));
	unit_targets(&k, &targets);
	unit_awards(&k, SHEET_TITLES, &awards);
	unit_awards(&k, SHEET_FORMS, &awards);
	unit_awards(&k, SHEET_INITIATIVES, &awards);
	return book_xlsx(k.b, t->e, bytes);
}

static str name_of(const membership_list *members, unit_id unit)
{
	for (size_t i = 0; i < members->n; i++)
		if (members->at[i].unit.v == unit.v)
			return members->at[i].unit_name;
	return S("–");
}

static void put_totals(struct maker *k, const registered_target_list *targets)
{
	target_total_list totals;
	struct book_sheet *s = book_sheet(k->b, S("Tổng hợp"));
	registration_totals(k->t->a, targets, &totals);
	book_title(k->b, s, arena_fmt(k->t->a, "TỔNG HỢP CHỈ TIÊU THI ĐUA NĂM %lld", (long long)k->y.year));
	book_title(k->b, s, k->y.cluster_name);
	col(k->b, s, COL_NO, 5, BOOK_CENTRE);
	col(k->b, s, COL_INDICATOR, 44, BOOK_LEFT);
	col(k->b, s, COL_MEASURE, 14, BOOK_LEFT);
	col(k->b, s, "Số đơn vị", 10, BOOK_RIGHT);
	col(k->b, s, COL_BASELINE, 14, BOOK_RIGHT);
	col(k->b, s, COL_PLAN, 14, BOOK_RIGHT);
	for (size_t i = 0; i < totals.n; i++) {
		const struct target_total *g = &totals.at[i];
		struct book_cell *c = book_row(k->b, s, BOOK_PLAIN)->cells;
		c[0] = book_int((i64)i + 1);
		c[1] = book_text(g->is_mean ? arena_fmt(k->t->a, "%.*s (bình quân)", STRF(g->indicator))
					    : g->indicator);
		c[2] = book_text(g->measure_unit);
		c[3] = book_int(g->n_units);
		c[4] = number(g->n_baselines ? OPT(g->baseline_c) : OPT_NONE, 0);
		c[5] = book_number(g->plan_c);
	}
}

static td_rc put_all_targets(struct maker *k, cluster_year_id year, const membership_list *members)
{
	registered_target_list all, sent = {0};
	td_rc rc = store_registered_target_list(k->t, year, (unit_id){0}, &all);
	if (rc != TD_OK)
		return rc;
	struct book_sheet *s = target_sheet(k);
	for (size_t i = 0; i < all.n; i++) {
		if (all.at[i].state == REGISTRATION_UNSENT)
			continue;
		VEC_PUSH(k->t->a, &sent) = all.at[i];
		target_row(k, s, &all.at[i], sent.n, name_of(members, all.at[i].unit), 0, 0);
	}
	put_totals(k, &sent);
	return TD_OK;
}

td_rc registration_book_all(struct tx *t, cluster_year_id year, enum registration_sheet what, str *bytes)
{
	struct maker k;
	membership_list members = {0};
	registered_award_list awards = {0};
	size_t no = 0;
	td_rc rc = begin(t, year, kinds[what].title, &k);
	if (rc == TD_OK)
		rc = store_membership_list(t, year, &members);
	if (rc == TD_OK && what == SHEET_TARGETS)
		rc = put_all_targets(&k, year, &members);
	if (rc == TD_OK && what != SHEET_TARGETS)
		rc = store_registered_award_list(t, year, (unit_id){0}, &awards);
	if (rc != TD_OK)
		return rc;
	struct book_sheet *s = what == SHEET_TARGETS ? NULL : award_sheet(&k, what);
	for (size_t i = 0; s && i < awards.n; i++)
		if (awards.at[i].list == list_of[what] && awards.at[i].state != REGISTRATION_UNSENT)
			award_row(&k, s, what, &awards.at[i], ++no, name_of(&members, awards.at[i].unit),
				  (struct award_rules){0});
	return book_xlsx(k.b, t->e, bytes);
}
