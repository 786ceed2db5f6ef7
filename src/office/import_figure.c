/* One cell of a score sheet as the value of a criterion. */
#include "base/num.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "format/data_json.h"
#include "office/import_part.h"

struct figure {
	struct arena *a;
	const struct sheet *s;
	u32 row, col;
	const struct criterion *c;
	enum import_source from;
	struct err *e;
	struct import_value *v;
	str text, folded;
};

#define FAULT(f, ...) err_add((f)->e, TD_INVALID, (f)->v->where, __VA_ARGS__)

static bool is_word(str s, const char *const *words)
{
	for (; *words; words++)
		if (str_eq(s, str_c(*words)))
			return true;
	return false;
}

static td_rc take(struct figure *f, i64 a_c)
{
	f->v->state = CELL_SET;
	f->v->a_c = OPT(a_c);
	return TD_OK;
}

/* A number; an empty cell and "-" leave v as it is, with *set false. */
static td_rc number(struct figure *f, bool *set, i64 *v_c)
{
	return sheet_num_c(f->a, f->s, f->row, f->col, f->e, set, v_c);
}

static td_rc read_manual(struct figure *f)
{
	bool set;
	i64 v;
	if (f->from == FROM_ACTUAL)
		return TD_OK;
	td_rc rc = number(f, &set, &v);
	if (rc != TD_OK || !set)
		return rc;
	if (v < 0)
		return FAULT(f, "%s là điểm âm: nhập từ 0 đến %s.", num_short(f->a, v).p,
			     num_short(f->a, f->c->max_c).p);
	if (v > f->c->max_c && !f->c->total_exceeds)
		return FAULT(f, "%s vượt điểm chuẩn %s", num_short(f->a, v).p,
			     num_short(f->a, f->c->max_c).p);
	return take(f, v);
}

static td_rc read_yes_no(struct figure *f)
{
	static const char *const yes[] = {"x", "co", "dat", "da thuc hien", "hoan thanh", "dung", NULL};
	static const char *const no[] = {"khong",          "khong dat", "chua", "chua dat",
					 "chua thuc hien", "sai",       NULL};
	bool set;
	i64 v, full = f->c->kind == CRIT_BOOL ? f->c->max_c : 100;
	if (is_word(f->folded, yes))
		return take(f, 1);
	if (is_word(f->folded, no))
		return take(f, 0);
	if (sheet_at(f->s, f->row, f->col)->kind == XLSX_BOOL)
		return take(f, sheet_at(f->s, f->row, f->col)->number != 0);
	td_rc rc = number(f, &set, &v);
	if (rc != TD_OK || !set)
		return rc;
	if (v == 0 || v == full || (v == 100 && f->from != FROM_POINTS))
		return take(f, v != 0);
	return FAULT(f, "%s không phải là «có» hay «không»: ghi «x», «không», %s hoặc 0.",
		     num_short(f->a, v).p, num_short(f->a, full).p);
}

static str list_levels(struct figure *f)
{
	struct sb b = sb_new(f->a, 64 * 1024);
	for (u32 i = 0; i < f->c->n_levels; i++)
		sb_fmt(&b, "%s«%.*s» %s", i ? "; " : "", STRF(f->c->levels[i].label),
		       num_short(f->a, f->c->levels[i].points_c).p);
	return sb_str(&b);
}

/* By the label, else by points that only one level gives. */
static td_rc read_level(struct figure *f)
{
	bool set;
	i64 v;
	u32 found = 0, n = 0;
	for (u32 i = 0; i < f->c->n_levels; i++)
		if (str_eq(vi_fold(f->a, f->c->levels[i].label), f->folded))
			return take(f, i + 1);
	if (sheet_at(f->s, f->row, f->col)->kind == XLSX_TEXT && num_parse_c(f->text, &v) != TD_OK)
		return FAULT(f, "«%.*s» không khớp mức nào: %.*s.", STRF(utf8_upto(f->text, 80)),
			     STRF(list_levels(f)));
	td_rc rc = number(f, &set, &v);
	if (rc != TD_OK || !set)
		return rc;
	for (u32 i = 0; i < f->c->n_levels; i++) {
		if (f->c->levels[i].points_c == v) {
			found = i + 1;
			n++;
		}
	}
	if (n != 1)
		return FAULT(f, "%s điểm không ứng với đúng một mức: %.*s.", num_short(f->a, v).p,
			     STRF(list_levels(f)));
	return take(f, found);
}

/* "95/100": what was reached and the target, or cases for and against. */
static bool read_pair(struct figure *f)
{
	i64 a, b;
	str rest = f->text, first;
	if (!criterion_uses_b(f->c) || !str_split(&rest, '/', &first) || rest.p == NULL)
		return false;
	if (num_parse_c(first, &a) != TD_OK || num_parse_c(rest, &b) != TD_OK)
		return false;
	f->v->b_c = OPT(b);
	return take(f, a) == TD_OK;
}

static td_rc read_measured(struct figure *f)
{
	bool set;
	i64 v;
	if (f->from == FROM_POINTS)
		return FAULT(f,
			     "Điểm của tiêu chí «%.*s» được tính từ số liệu: ghi số liệu ở cột «Kết quả», "
			     "không ghi điểm.",
			     STRF(f->c->code));
	if (read_pair(f))
		return TD_OK;
	td_rc rc = number(f, &set, &v);
	if (rc != TD_OK || !set)
		return rc;
	if (f->c->kind == CRIT_BONUS_PENALTY)
		return FAULT(f, "Tiêu chí «%.*s» cần hai số: số lần cộng và số lần trừ, ghi «3/1».",
			     STRF(f->c->code));
	return take(f, v);
}

td_rc import_figure_read(struct arena *a, const struct sheet *s, u32 row, u32 col, const struct criterion *c,
			 enum import_source from, struct err *e, struct import_value *v)
{
	static const char *const not_applicable[] = {"khong ap dung", "kad", "k ap dung", "n a", "na", NULL};
	struct figure f = {
	    a, s, row, col, c, from, e, v, sheet_text(a, s, row, col), sheet_fold(a, s, row, col)};
	v->where = sheet_addr(a, s, row, col);
	v->state = CELL_EMPTY;
	v->a_c = v->b_c = OPT_NONE;
	if (f.text.n == 0 || sheet_covered(s, row, col))
		return TD_OK;
	if (is_word(f.folded, not_applicable)) {
		v->state = CELL_NA;
		return TD_OK;
	}
	if (criterion_has_judges(c))
		return FAULT(
		    &f, "Tiêu chí «%.*s» do nhiều nơi chấm: nhập trên trang chấm điểm hoặc nạp tệp JSON.",
		    STRF(c->code));
	switch (c->kind) {
	case CRIT_MANUAL:
		return read_manual(&f);
	case CRIT_BOOL:
	case CRIT_KNOCKOUT:
		return read_yes_no(&f);
	case CRIT_LEVEL:
		return c->by_value ? read_measured(&f) : read_level(&f);
	default:
		return read_measured(&f);
	}
}
