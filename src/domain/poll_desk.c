#include "domain/poll_desk.h"

static const struct {
	const char *code, *name;
} phases[DESK_PHASE__N] = {
    [DESK_PREPARED] = {"prepared", N_("Chuẩn bị")},     [DESK_OPEN] = {"open", N_("Đang bỏ phiếu")},
    [DESK_COUNTING] = {"counting", N_("Kiểm phiếu")},   [DESK_COMPARED] = {"compared", N_("Chờ xác nhận")},
    [DESK_CONFIRMED] = {"confirmed", N_("Có kết quả")}, [DESK_CANCELLED] = {"cancelled", N_("Đã hủy")},
};

static const struct {
	const char *code, *name;
} methods[DESK_METHOD__N] = {
    [DESK_PAPER] = {"paper", N_("Phiếu giấy")},
    [DESK_SHOW_OF_HANDS] = {"show_of_hands", N_("Giơ tay")},
    [DESK_ELECTRONIC] = {"electronic", N_("Phiếu điện tử")},
    [DESK_MIXED] = {"mixed", N_("Phiếu giấy và phiếu điện tử")},
};

/* What may be done in a phase, and where it leads. */
static const struct desk_step {
	enum desk_phase from;
	enum desk_move move;
	enum desk_phase to;
} steps[] = {
    {DESK_PREPARED, DESK_DO_EDIT, DESK_PREPARED},    {DESK_PREPARED, DESK_DO_OPEN, DESK_OPEN},
    {DESK_PREPARED, DESK_DO_OPINION, DESK_PREPARED}, {DESK_OPEN, DESK_DO_OPINION, DESK_OPEN},
    {DESK_PREPARED, DESK_DO_CANCEL, DESK_CANCELLED}, {DESK_OPEN, DESK_DO_CHANGE, DESK_OPEN},
    {DESK_OPEN, DESK_DO_CLOSE, DESK_COUNTING},       {DESK_OPEN, DESK_DO_CANCEL, DESK_CANCELLED},
    {DESK_COUNTING, DESK_DO_COUNT, DESK_COUNTING},   {DESK_COUNTING, DESK_DO_AGREE, DESK_COMPARED},
    {DESK_COUNTING, DESK_DO_DIFFER, DESK_COUNTING},  {DESK_COUNTING, DESK_DO_CANCEL, DESK_CANCELLED},
    {DESK_COMPARED, DESK_DO_RECOUNT, DESK_COUNTING}, {DESK_COMPARED, DESK_DO_CONFIRM, DESK_CONFIRMED},
    {DESK_COMPARED, DESK_DO_CANCEL, DESK_CANCELLED}, {DESK_CONFIRMED, DESK_DO_DECIDE, DESK_CONFIRMED},
};

static const char *const deeds[DESK_MOVE__N] = {
    [DESK_DO_EDIT] = N_("sửa nội dung, danh sách bỏ phiếu"),
    [DESK_DO_OPINION] = N_("ghi ý kiến bằng văn bản"),
    [DESK_DO_OPEN] = N_("phát phiếu"),
    [DESK_DO_CHANGE] = N_("ghi người đến muộn, về sớm, đổi phiếu hỏng"),
    [DESK_DO_CLOSE] = N_("kết thúc bỏ phiếu"),
    [DESK_DO_COUNT] = N_("nhập số phiếu đếm được"),
    [DESK_DO_AGREE] = N_("đối chiếu kết quả kiểm phiếu"),
    [DESK_DO_DIFFER] = N_("đếm lại"),
    [DESK_DO_RECOUNT] = N_("yêu cầu đếm lại"),
    [DESK_DO_CONFIRM] = N_("xác nhận kết quả"),
    [DESK_DO_DECIDE] = N_("ghi quyết định của hội nghị"),
    [DESK_DO_CANCEL] = N_("hủy cuộc bỏ phiếu"),
};

const char *desk_phase_code(enum desk_phase p)
{
	return phases[p].code;
}

const char *desk_phase_name(enum desk_phase p)
{
	return phases[p].name;
}

const char *desk_method_code(enum desk_method m)
{
	return methods[m].code;
}

const char *desk_method_name(enum desk_method m)
{
	return methods[m].name;
}

td_rc desk_method_parse(str code, enum desk_method *out)
{
	for (u32 i = 0; i < DESK_METHOD__N; i++)
		if (str_eq(code, str_c(methods[i].code))) {
			*out = (enum desk_method)i;
			return TD_OK;
		}
	return TD_INVALID;
}

static const struct desk_step *step_of(enum desk_phase from, enum desk_move move)
{
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (steps[i].from == from && steps[i].move == move)
			return &steps[i];
	return NULL;
}

bool desk_may(enum desk_phase from, enum desk_move move)
{
	return step_of(from, move) != NULL;
}

td_rc desk_next(enum desk_phase from, enum desk_move move, enum desk_phase *to, struct err *e)
{
	const struct desk_step *s = step_of(from, move);
	if (!s)
		return err_add(e, TD_CONFLICT, S("phase"),
			       N_("Cuộc bỏ phiếu đang ở bước “%s” nên không %s được."),
			       i18n_tr(e->lang, phases[from].name), i18n_tr(e->lang, deeds[move]));
	*to = s->to;
	return TD_OK;
}

/* ---- how many voters --------------------------------------------------------------------------------------------- */

td_rc desk_check_voters(enum desk_method m, i64 present, i64 on_paper, i64 electronic, struct err *e)
{
	size_t before = e->n_total;
	i64 all = on_paper + electronic;
	if (all > present)
		(void)err_add(e, TD_INVALID, S("issued"),
			      "Phát %lld phiếu, nhiều hơn %lld người có mặt được bỏ phiếu.", (long long)all,
			      (long long)present);
	if (all == 0)
		(void)err_add(e, TD_INVALID, S("issued"), "Chưa phát phiếu nào.");
	if (!desk_electronic(m) && electronic)
		(void)err_add(e, TD_INVALID, S("electronic"),
			      "Cuộc bỏ phiếu này không có phần bỏ phiếu điện tử.");
	if (m == DESK_ELECTRONIC && on_paper)
		(void)err_add(e, TD_INVALID, S("issued"), "Cuộc bỏ phiếu này không có phiếu giấy.");
	if (m == DESK_MIXED && (on_paper < DESK_MIXED_MIN || electronic < DESK_MIXED_MIN))
		(void)err_add(
		    e, TD_INVALID, S("electronic"),
		    "Bỏ phiếu vừa giấy vừa điện tử cần ít nhất %d người ở mỗi cách (đang là %lld phiếu giấy, "
		    "%lld phiếu điện tử): ít hơn thì số phiếu riêng của từng cách làm lộ lựa chọn. Hãy dùng "
		    "một cách cho tất cả.",
		    DESK_MIXED_MIN, (long long)on_paper, (long long)electronic);
	return e->n_total == before ? TD_OK : TD_INVALID;
}

/* ---- sheets ------------------------------------------------------------------------------------------------------ */

/* No count of one meeting is larger; keeps all sums far from overflow. */
#define COUNT_MAX ((i64)1000000)

static bool in_range(struct err *e, str where, i64 v)
{
	if (v >= 0 && v <= COUNT_MAX)
		return true;
	(void)err_add(e, TD_INVALID, where,
		      v < 0 ? "Số phiếu không được âm." : "Số quá lớn so với một cuộc họp.");
	return false;
}

static void check_ballots(const struct count *c, struct err *e)
{
	if (c->issued != c->returned + c->not_returned)
		(void)err_add(e, TD_INVALID, S("returned"),
			      "Thu về %lld cộng không thu về %lld phải bằng phát ra %lld.",
			      (long long)c->returned, (long long)c->not_returned, (long long)c->issued);
	if (c->returned != c->valid + c->invalid)
		(void)err_add(e, TD_INVALID, S("valid"),
			      "Hợp lệ %lld cộng không hợp lệ %lld phải bằng thu về %lld.",
			      (long long)c->valid, (long long)c->invalid, (long long)c->returned);
}

td_rc count_check(const struct count *c, i64 max_yes, const str *names, struct err *e)
{
	size_t before = e->n_total;
	const struct {
		str where;
		i64 n;
	} sums[] = {{S("issued"), c->issued},
		    {S("returned"), c->returned},
		    {S("not_returned"), c->not_returned},
		    {S("valid"), c->valid},
		    {S("invalid"), c->invalid}};
	bool sane = true;
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
		sane &= in_range(e, sums[i].where, sums[i].n); /* every one of them is told */
	if (sane)
		check_ballots(c, e);
	i64 all_yes = 0;
	for (size_t i = 0; i < c->n_rows; i++) {
		const struct count_row *r = &c->rows[i];
		str where = arena_fmt(e->a, "row.%lld", (long long)r->candidate);
		bool fits = in_range(e, where, r->yes);
		fits &= in_range(e, where, r->no);
		fits &= in_range(e, where, r->blank);
		if (!fits)
			continue;
		all_yes += r->yes;
		i64 all = r->yes + r->no + r->blank;
		if (sane && all != c->valid)
			(void)err_add(e, TD_INVALID, where,
				      "“%.*s”: đồng ý %lld, không đồng ý %lld, để trống %lld cộng lại được "
				      "%lld, phải bằng số phiếu hợp lệ %lld.",
				      STRF(names[i]), (long long)r->yes, (long long)r->no,
				      (long long)r->blank, (long long)all, (long long)c->valid);
	}
	if (e->n_total == before && max_yes && all_yes > max_yes * c->valid)
		(void)err_add(
		    e, TD_INVALID, S("valid"),
		    "Tổng số lượt đồng ý là %lld, nhiều hơn %lld lựa chọn trên mỗi phiếu hợp lệ; phiếu "
		    "chọn quá số lượng là phiếu không hợp lệ.",
		    (long long)all_yes, (long long)max_yes);
	return e->n_total == before ? TD_OK : TD_INVALID;
}

static void differ(struct arena *a, count_differences *out, bool same, str field)
{
	if (!same)
		VEC_PUSH(a, out) = field;
}

static str row_field(struct arena *a, i64 candidate, const char *name)
{
	return arena_fmt(a, "row.%lld.%s", (long long)candidate, name);
}

void count_compare(struct arena *a, const struct count *x, const struct count *y, count_differences *out)
{
	*out = (count_differences){0};
	differ(a, out, x->issued == y->issued, S("issued"));
	differ(a, out, x->returned == y->returned, S("returned"));
	differ(a, out, x->not_returned == y->not_returned, S("not_returned"));
	differ(a, out, x->valid == y->valid, S("valid"));
	differ(a, out, x->invalid == y->invalid, S("invalid"));
	differ(a, out, x->n_rows == y->n_rows, S("rows"));
	for (size_t i = 0; i < x->n_rows && i < y->n_rows; i++) {
		const struct count_row *p = &x->rows[i], *q = &y->rows[i];
		differ(a, out, p->yes == q->yes, row_field(a, p->candidate, "yes"));
		differ(a, out, p->no == q->no, row_field(a, p->candidate, "no"));
		differ(a, out, p->blank == q->blank, row_field(a, p->candidate, "blank"));
	}
}

bool count_self_vote(const struct count_row *row, i64 issued)
{
	return row->yes + row->no >= issued && issued > 0;
}
