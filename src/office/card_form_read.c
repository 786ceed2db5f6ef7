#include "base/num.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "office/card_form.h"

#define MARK CARD_FORM_PROPERTY ": "

struct reader {
	struct arena *a;
	struct err *e;
	const struct sheet *s;
	const struct scheme *scheme;
	u32 head, col[FORM__N];
};

/* ---- what the file is ---- */

/* The header of the key column: by its mark, wherever it was moved to. */
static bool find_head(struct arena *a, const struct sheets *in, struct reader *r, str *mark)
{
	enum { HEAD_ROWS = 60 };
	for (u32 i = 0; i < in->n; i++) {
		r->s = &in->at[i];
		for (r->head = 0; r->head < r->s->n_rows && r->head < HEAD_ROWS; r->head++) {
			for (u32 c = 0; c < r->s->n_cols; c++) {
				str text = sheet_text(a, r->s, r->head, c);
				if (!str_has_prefix(text, S(MARK)))
					continue;
				r->col[FORM_KEY] = c;
				*mark = str_from(text, sizeof MARK - 1);
				return true;
			}
		}
	}
	return false;
}

static td_rc parse_mark(str mark, struct card_form_id *out)
{
	str rest = mark, part, stage = S("");
	td_rc rc = TD_INVALID;
	*out = (struct card_form_id){0};
	while (str_split(&rest, ';', &part)) {
		str value = part, name;
		if (!str_split(&value, '=', &name) || value.p == NULL)
			return TD_INVALID;
		if (str_eq(name, S("cluster")))
			out->cluster = value;
		else if (str_eq(name, S("year")))
			rc = str_i64(value, &out->year);
		else if (str_eq(name, S("unit")))
			out->unit = value;
		else if (str_eq(name, S("stage")))
			stage = value;
		else if (str_eq(name, S("rev")))
			out->rev = value;
	}
	if (rc == TD_OK)
		rc = score_stage_parse(stage, &out->stage);
	return rc == TD_OK && out->cluster.n && out->unit.n && out->rev.n ? TD_OK : TD_INVALID;
}

td_rc card_form_identify(struct arena *a, const struct sheets *in, struct err *e, struct card_form_id *out)
{
	struct reader r = {0};
	str mark = sheets_property(in, S(CARD_FORM_PROPERTY));
	if (!in->workbook || (mark.p == NULL && !find_head(a, in, &r, &mark)))
		return TD_NOT_FOUND;
	if (parse_mark(mark, out) == TD_OK)
		return TD_OK;
	return err_add(
	    e, TD_INVALID, S(""),
	    N_("Đây là phiếu chấm điểm nhưng dấu nhận biết của phiếu đã bị sửa: hãy tải phiếu mới."));
}

/* ---- its columns and rows ---- */

static td_rc find_columns(struct reader *r)
{
	td_rc rc = TD_OK;
	for (u32 k = FORM_REV; k < FORM__N; k++) {
		str title = vi_fold(r->a, str_c(card_form_titles[k]));
		u32 c = 0;
		while (c < r->s->n_cols && !str_eq(sheet_fold(r->a, r->s, r->head, c), title))
			c++;
		r->col[k] = c;
		if (c == r->s->n_cols)
			rc = err_add(r->e, TD_INVALID, sheet_addr(r->a, r->s, r->head, r->col[FORM_KEY]),
				     N_("Phiếu không còn cột «%s»: hãy tải phiếu mới và nhập lại."),
				     card_form_titles[k]);
	}
	return rc;
}

static td_rc read_choice(struct reader *r, u32 row, const struct criterion *c, const str *words, u32 n,
			 struct card_form_row *out)
{
	str text = sheet_text(r->a, r->s, row, r->col[FORM_RESULT]), folded = vi_fold(r->a, text);
	struct sb known = sb_new(r->a, 64 * 1024);
	for (u32 i = 0; i < n; i++) {
		if (str_eq(vi_fold(r->a, words[i]), folded)) {
			out->cell.state = CELL_SET;
			out->cell.a_c = OPT(card_form_choice_value(c, i));
			return TD_OK;
		}
		sb_fmt(&known, "%s«%.*s»", i ? ", " : "", STRF(words[i]));
	}
	return err_add(r->e, TD_INVALID, out->where, N_("«%.*s» không có trong danh sách: chọn %.*s."),
		       STRF(utf8_upto(text, 80)), STRF(sb_str(&known)));
}

static td_rc check_range(struct reader *r, const struct criterion *c, const struct card_form_row *v)
{
	bool any = c->kind == CRIT_LEVEL || c->kind == CRIT_THRESHOLD;
	i64 a_c = v->cell.a_c.v;
	if (!any && (a_c < 0 || (v->cell.b_c.set && v->cell.b_c.v < 0)))
		return err_add(r->e, TD_INVALID, v->where, N_("Số âm: nhập một số từ 0 trở lên."));
	if (c->kind == CRIT_MANUAL && a_c > c->max_c && !c->total_exceeds)
		return err_add(r->e, TD_INVALID, v->where, N_("%s vượt điểm chuẩn %s."),
			       num_short(r->a, a_c).p, num_short(r->a, c->max_c).p);
	return TD_OK;
}

static td_rc read_number(struct reader *r, u32 row, const struct criterion *c, struct card_form_row *out)
{
	u32 col = r->col[card_form_is_points(c) ? FORM_POINTS : FORM_RESULT];
	struct card_form_cell *v = &out->cell;
	td_rc rc = sheet_num_c(r->a, r->s, row, col, r->e, &v->a_c.set, &v->a_c.v), second = TD_OK;
	if (criterion_uses_b(c))
		second = sheet_num_c(r->a, r->s, row, r->col[FORM_TARGET], r->e, &v->b_c.set, &v->b_c.v);
	if (rc != TD_OK || second != TD_OK)
		return rc != TD_OK ? rc : second;
	v->state = v->a_c.set ? CELL_SET : CELL_EMPTY;
	return v->a_c.set ? check_range(r, c, out) : TD_OK;
}

static td_rc read_leaf(struct reader *r, u32 row, u32 node, struct card_form_row *out)
{
	const struct criterion *c = &r->scheme->nodes[node];
	u32 col = r->col[card_form_is_points(c) ? FORM_POINTS : FORM_RESULT];
	bool set;
	i64 rev_c;
	str *words;
	*out = (struct card_form_row){.node = node,
				      .where = sheet_addr(r->a, r->s, row, col),
				      .where_reason = sheet_addr(r->a, r->s, row, r->col[FORM_REASON]),
				      .cell.reason = sheet_text(r->a, r->s, row, r->col[FORM_REASON])};
	td_rc rc = sheet_num_c(r->a, r->s, row, r->col[FORM_REV], r->e, &set, &rev_c);
	if (rc != TD_OK)
		return rc;
	out->cell.rev = rev_c / 100;
	u32 n = card_form_choices(r->a, c, &words);
	str folded = sheet_fold(r->a, r->s, row, col);
	if (str_eq(folded, S("khong ap dung"))) {
		out->cell.state = CELL_NA;
		return TD_OK;
	}
	if (n)
		return folded.n ? read_choice(r, row, c, words, n, out) : TD_OK;
	return read_number(r, row, c, out);
}

static td_rc read_row(struct reader *r, u32 row, bool *seen, card_form_rows *out)
{
	str key = sheet_text(r->a, r->s, row, r->col[FORM_KEY]);
	if (key.n == 0 || sheet_covered(r->s, row, r->col[FORM_KEY]))
		return TD_OK; /* the total, or a note across the table */
	i64 node = scheme_find(r->scheme, key);
	str where = sheet_addr(r->a, r->s, row, r->col[FORM_NO]);
	if (node < 0)
		return err_add(r->e, TD_INVALID, where,
			       N_("Bảng tiêu chí hiện nay không có «%.*s»: hãy tải phiếu mới."), STRF(key));
	if (seen[node])
		return err_add(r->e, TD_INVALID, where, N_("Tiêu chí «%.*s» đứng ở hai dòng: xóa một dòng."),
			       STRF(key));
	seen[node] = true;
	if (!card_form_takes(&r->scheme->nodes[node]))
		return TD_OK;
	return read_leaf(r, row, (u32)node, &VEC_PUSH(r->a, out));
}

td_rc card_form_read(struct arena *a, const struct sheets *in, const struct scheme *scheme, struct err *e,
		     card_form_rows *out)
{
	struct reader r = {.a = a, .e = e, .scheme = scheme};
	str mark;
	if (!find_head(a, in, &r, &mark))
		return err_add(e, TD_INVALID, S(""),
			       N_("Phiếu không còn cột khóa ẩn nên không đọc được: hãy tải phiếu mới."));
	td_rc rc = find_columns(&r);
	if (rc != TD_OK)
		return rc;
	bool *seen = NEW_N(a, bool, scheme->n_nodes);
	for (u32 row = r.head + 1; row < r.s->n_rows; row++) {
		td_rc one = read_row(&r, row, seen, out);
		rc = one != TD_OK ? one : rc;
	}
	return rc;
}
