#include "office/card_form.h"

#include "base/num.h"
#include "base/vi.h"
#include "format/data_json.h"

const char *const card_form_titles[FORM__N] = {
    [FORM_KEY] = "Khóa",
    [FORM_REV] = "Phiên bản",
    [FORM_NO] = "TT",
    [FORM_NAME] = "Nội dung tiêu chí",
    [FORM_FULL] = "Điểm chuẩn",
    [FORM_RESULT] = "Kết quả / Mức",
    [FORM_TARGET] = "Chỉ tiêu",
    [FORM_POINTS] = "Điểm",
    [FORM_REASON] = "Minh chứng, giải trình",
};

static const char *const yes_no[2] = {"Không đạt", "Đạt"};
static const char *const knockout[2] = {"Không vi phạm", "Có vi phạm"};

/* ---- what both sides agree on ---- */

bool card_form_takes(const struct criterion *c)
{
	return criterion_is_leaf(c) && !criterion_has_judges(c);
}

/* Points that are taken off stand as a positive figure beside their negative points. */
bool card_form_is_points(const struct criterion *c)
{
	return c->kind == CRIT_MANUAL && c->role != ROLE_PENALTY;
}

u32 card_form_choices(struct arena *a, const struct criterion *c, str **words)
{
	const char *const *two = c->kind == CRIT_BOOL ? yes_no : c->kind == CRIT_KNOCKOUT ? knockout : NULL;
	u32 n = two ? 2 : c->kind == CRIT_LEVEL && !c->by_value ? c->n_levels : 0;
	*words = NEW_N(a, str, n + 1);
	for (u32 i = 0; i < n; i++)
		(*words)[i] = two ? str_c(two[i]) : c->levels[i].label;
	return n;
}

i64 card_form_choice_value(const struct criterion *c, u32 i)
{
	return c->kind == CRIT_LEVEL ? i + 1 : i;
}

static str choice_text(struct arena *a, const struct criterion *c, i64 value)
{
	str *words;
	u32 n = card_form_choices(a, c, &words);
	for (u32 i = 0; i < n; i++)
		if (card_form_choice_value(c, i) == value)
			return words[i];
	return STR_NULL;
}

str card_form_text(struct arena *a, const struct criterion *c, const struct card_form_cell *v)
{
	if (v->state != CELL_SET)
		return v->state == CELL_NA ? S("không áp dụng") : S("");
	str word = choice_text(a, c, v->a_c.v);
	if (word.p)
		return word;
	if (c->kind == CRIT_MANUAL)
		return num_c(a, v->a_c.v);
	if (!v->b_c.set)
		return num_short(a, v->a_c.v);
	return arena_fmt(a, "%s / %s", num_short(a, v->a_c.v).p, num_short(a, v->b_c.v).p);
}

/* ---- making ---- */

struct maker {
	struct arena *a;
	const struct card_form *f;
	struct book *b;
	struct book_sheet *s;
	u32 text_rule;
};

static str id_text(struct arena *a, const struct card_form_id *id)
{
	return arena_fmt(a, "cluster=%.*s;year=%lld;unit=%.*s;stage=%s;rev=%.*s", STRF(id->cluster),
			 (long long)id->year, STRF(id->unit), score_stage_code(id->stage), STRF(id->rev));
}

static void put_columns(struct maker *m, str mark)
{
	static const u32 widths[FORM__N] = {8, 8, 7, 46, 9, 17, 10, 9, 36};
	static const enum book_align aligns[FORM__N] = {
	    [FORM_NO] = BOOK_CENTRE,     [FORM_FULL] = BOOK_CENTRE,   [FORM_RESULT] = BOOK_CENTRE,
	    [FORM_TARGET] = BOOK_CENTRE, [FORM_POINTS] = BOOK_CENTRE,
	};
	for (u32 i = 0; i < FORM__N; i++)
		book_col(m->b, m->s,
			 (struct book_col){.title = i == FORM_KEY ? mark : str_c(card_form_titles[i]),
					   .width = widths[i],
					   .align = aligns[i],
					   .hidden = i <= FORM_REV});
}

static str ref(const struct maker *m, u32 node, u32 col)
{
	return book_ref(m->b, m->s, node - 1, col); /* node k stands in row k − 1 */
}

/* ---- formulas: shown while typing; the server computes again ---- */

/* A text inside a formula; the longest that Excel takes has 255 characters. */
static bool put_quoted(struct sb *f, str s)
{
	sb_byte(f, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			sb_byte(f, '"');
		sb_byte(f, s.p[i]);
	}
	sb_byte(f, '"');
	return s.n <= 255;
}

static void put_decimal(struct sb *f, i64 v_c)
{
	sb_fmt(f, "%s%lld.%02lld", v_c < 0 ? "-" : "", (long long)(v_c < 0 ? -v_c : v_c) / 100,
	       (long long)(v_c < 0 ? -v_c : v_c) % 100);
}

/* ("Tốt" is chosen) × 10 + ("Khá" is chosen) × 8 … */
static bool put_choice_sum(const struct maker *m, u32 node, struct sb *f)
{
	const struct criterion *c = &m->f->scheme->nodes[node];
	str *words;
	u32 n = card_form_choices(m->a, c, &words);
	bool fits = n > 0;
	for (u32 i = 0; i < n; i++) {
		sb_fmt(f, "%s(%.*s=", i ? "+" : "", STRF(ref(m, node, FORM_RESULT)));
		fits = put_quoted(f, words[i]) && fits;
		SB_LIT(f, ")*");
		put_decimal(f, c->kind == CRIT_LEVEL ? c->levels[i].points_c : i ? c->max_c : 0);
	}
	return fits;
}

/* The formula of a leaf's points; empty where they depend on more than this row. */
static str leaf_formula(const struct maker *m, u32 node)
{
	enum { FORMULA_MAX = 8000 };
	const struct criterion *c = &m->f->scheme->nodes[node];
	struct sb f = sb_new(m->a, 64 * 1024);
	bool fits = false;
	if (c->role == ROLE_PENALTY)
		sb_byte(&f, '-');
	sb_byte(&f, '(');
	if (c->kind == CRIT_BOOL || c->kind == CRIT_LEVEL) {
		fits = put_choice_sum(m, node, &f);
	} else if (c->kind == CRIT_MANUAL) {
		fits = true;
		sb_put(&f, ref(m, node, FORM_RESULT));
	}
	sb_byte(&f, ')');
	return fits && f.n <= FORMULA_MAX ? sb_str(&f) : S("");
}

static struct book_cell leaf_points(const struct maker *m, u32 node)
{
	const struct criterion *c = &m->f->scheme->nodes[node];
	const struct card_form_cell *v = &m->f->cells[node];
	if (!criterion_gives_points(c) || v->state == CELL_NA)
		return (struct book_cell){0};
	str formula = card_form_takes(c) ? leaf_formula(m, node) : S("");
	return formula.n ? book_formula(formula, v->points_c) : book_points(v->points_c);
}

static i64 children_c(const struct maker *m, u32 node)
{
	const struct scheme *s = m->f->scheme;
	i64 sum = 0;
	for (u32 k = node + 1; k < s->nodes[node].subtree_end; k = s->nodes[k].subtree_end)
		if (num_add(sum, m->f->cells[k].points_c, &sum) != TD_OK)
			return -1;
	return sum;
}

/* A sum where the children add up to it; a group that was capped or rescaled keeps the server's figure. */
static struct book_cell group_points(const struct maker *m, u32 node)
{
	enum { SUM_MAX = 255 }; /* what SUM takes */
	const struct scheme *s = m->f->scheme;
	i64 shown_c = m->f->cells[node].points_c;
	if (s->nodes[node].max_c == 0)
		return (struct book_cell){0}; /* a group of conditions */
	if (children_c(m, node) != shown_c || s->nodes[node].n_children > SUM_MAX)
		return book_points(shown_c);
	struct sb f = sb_new(m->a, 64 * 1024);
	SB_LIT(&f, "SUM(");
	for (u32 k = node + 1; k < s->nodes[node].subtree_end; k = s->nodes[k].subtree_end)
		sb_fmt(&f, "%s%.*s", k > node + 1 ? "," : "", STRF(ref(m, k, FORM_POINTS)));
	sb_byte(&f, ')');
	return book_formula(sb_str(&f), shown_c);
}

/* ---- what may be typed ---- */

static u32 list_rule(struct maker *m, const struct criterion *c, const str *words, u32 n)
{
	struct book_rule r = {.kind = BOOK_RULE_LIST,
			      .first = book_choices(m->b, words, n),
			      .n = n + 1,
			      .title = S("Chọn mức đạt"),
			      .hint = S("Chọn một mức trong danh sách."),
			      .error = S("Hãy chọn một mức trong danh sách, hoặc để trống nếu chưa chấm.")};
	if (c->kind == CRIT_BOOL || c->kind == CRIT_KNOCKOUT)
		r.title = c->kind == CRIT_BOOL ? S("Đạt hay không đạt") : S("Có vi phạm hay không");
	str none = S("Không áp dụng");
	book_choices(m->b, &none, 1);
	return book_rule(m->b, m->s, r);
}

static u32 points_rule(struct maker *m, const struct criterion *c)
{
	i64 max_c = c->total_exceeds ? SCHEME_MAX_C : c->max_c;
	str said = c->total_exceeds
		       ? S("Điểm là một số không âm.")
		       : arena_fmt(m->a, "Điểm phải từ 0 đến %s, nhiều nhất hai chữ số thập phân.",
				   num_short(m->a, c->max_c).p);
	return book_rule(m->b, m->s,
			 (struct book_rule){.kind = BOOK_RULE_NUMBER,
					    .max_c = max_c,
					    .title = S("Nhập điểm"),
					    .hint = said,
					    .error = said});
}

/* Counts are never negative; measured values may be. */
static u32 number_rule(struct maker *m, const struct criterion *c, str title)
{
	bool any = c->kind == CRIT_LEVEL || c->kind == CRIT_THRESHOLD;
	str unit = c->unit.n ? arena_fmt(m->a, " (%.*s)", STRF(c->unit)) : S("");
	str said = any ? arena_fmt(m->a, "Nhập một số%.*s, không ghi chữ.", STRF(unit))
		       : arena_fmt(m->a, "Nhập một số không âm%.*s, không ghi chữ.", STRF(unit));
	return book_rule(m->b, m->s,
			 (struct book_rule){.kind = BOOK_RULE_NUMBER,
					    .min_c = any ? -SCHEME_MAX_C : 0,
					    .max_c = SCHEME_MAX_C,
					    .title = title,
					    .hint = said,
					    .error = said});
}

static str result_title(const struct criterion *c)
{
	switch (c->kind) {
	case CRIT_COUNT:
		return S("Số lượng");
	case CRIT_BONUS_PENALTY:
		return S("Số lần được cộng");
	case CRIT_DEDUCT:
		return c->per == DEDUCT_CASE ? S("Số lần vi phạm") : S("Kết quả");
	case CRIT_MANUAL:
		return S("Điểm bị trừ");
	default:
		return S("Kết quả");
	}
}

static struct book_cell number_cell(struct opt_i64 v, bool points)
{
	if (!v.set)
		return (struct book_cell){0};
	return points ? book_points(v.v) : book_number(v.v);
}

static void put_inputs(struct maker *m, u32 node, struct book_row *r)
{
	const struct criterion *c = &m->f->scheme->nodes[node];
	const struct card_form_cell *v = &m->f->cells[node];
	struct book_cell *at = &r->cells[card_form_is_points(c) ? FORM_POINTS : FORM_RESULT];
	str *words;
	u32 n = card_form_choices(m->a, c, &words);
	r->cells[FORM_REASON] = book_text(v->reason);
	if (v->locked) { /* no rule: a locked cell */
		*at = book_text(card_form_text(m->a, c, v));
		return;
	}
	if (n || v->state == CELL_NA)
		*at = book_text(card_form_text(m->a, c, v));
	else
		*at = number_cell(v->state == CELL_SET ? v->a_c : OPT_NONE, c->kind == CRIT_MANUAL);
	at->rule = n                        ? list_rule(m, c, words, n)
		   : c->kind == CRIT_MANUAL ? points_rule(m, c)
					    : number_rule(m, c, result_title(c));
	if (criterion_uses_b(c)) {
		bool cases = c->kind == CRIT_BONUS_PENALTY;
		r->cells[FORM_TARGET] = number_cell(v->b_c, false);
		r->cells[FORM_TARGET].rule = number_rule(m, c, cases ? S("Số lần bị trừ") : S("Chỉ tiêu"));
	}
	r->cells[FORM_REASON].rule = m->text_rule;
}

/* ---- rows ---- */

static str name_of(struct arena *a, const struct criterion *c)
{
	if (c->kind == CRIT_BONUS_PENALTY)
		return arena_fmt(a, "%.*s (cột Kết quả: số lần được cộng; cột Chỉ tiêu: số lần bị trừ)",
				 STRF(c->name));
	return c->name;
}

static void put_node(struct maker *m, u32 node)
{
	const struct criterion *c = &m->f->scheme->nodes[node];
	bool group = c->kind == CRIT_GROUP;
	struct book_row *r = book_row(m->b, m->s, group ? BOOK_GROUP : BOOK_PLAIN);
	r->indent = c->depth > 1 ? c->depth - 1u : 0;
	r->cells[FORM_KEY] = book_text(c->code);
	r->cells[FORM_REV] = book_int(m->f->cells[node].rev);
	r->cells[FORM_NO] = book_text(c->code);
	r->cells[FORM_NAME] = book_text(name_of(m->a, c));
	if (c->max_c)
		r->cells[FORM_FULL] = book_number(c->max_c);
	r->cells[FORM_POINTS] = group ? group_points(m, node) : leaf_points(m, node);
	if (card_form_takes(c))
		put_inputs(m, node, r);
}

static void put_total(struct maker *m)
{
	struct book_row *r = book_row(m->b, m->s, BOOK_TOTAL);
	r->cells[FORM_NAME] = book_text(S("Tổng cộng"));
	r->cells[FORM_FULL] = book_number(m->f->scheme->max_c);
	r->cells[FORM_POINTS] = group_points(m, 0);
}

struct book *card_form_book(struct arena *a, const struct card_form *f)
{
	struct maker m = {.a = a, .f = f, .b = book_new(a, S("Phiếu chấm điểm"))};
	str mark = id_text(a, &f->id);
	str whose = f->id.stage == STAGE_SELF ? S("TỰ CHẤM ĐIỂM") : S("CHẤM ĐIỂM");
	book_property(m.b, S(CARD_FORM_PROPERTY), mark);
	m.s = book_sheet(m.b, S("Phiếu chấm điểm"));
	m.s->landscape = m.s->form = true;
	m.s->freeze_cols = FORM_FULL;
	book_title(m.b, m.s, arena_fmt(a, "PHIẾU %.*s THI ĐUA NĂM %lld", STRF(whose), (long long)f->id.year));
	book_title(m.b, m.s, arena_fmt(a, "Đơn vị: %.*s", STRF(f->unit_name)));
	book_title(m.b, m.s, f->cluster_name);
	put_columns(&m, arena_fmt(a, CARD_FORM_PROPERTY ": %.*s", STRF(mark)));
	m.text_rule = book_rule(m.b, m.s, (struct book_rule){.kind = BOOK_RULE_ANY});
	for (u32 k = 1; k < f->scheme->n_nodes; k++)
		put_node(&m, k);
	put_total(&m);
	book_note(
	    m.b, m.s,
	    S("Chỉ nhập vào ô vàng; để trống là chưa chấm, 0 là không điểm. Điểm của tiêu chí tính theo "
	      "kết quả và chỉ tiêu là điểm máy chủ tính lúc tải phiếu, được tính lại khi nạp."));
	return m.b;
}
