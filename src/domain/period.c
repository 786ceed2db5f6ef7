#include "domain/period.h"

#include "domain/due.h"

static const struct {
	const char *code, *name;
} kinds[PERIOD__N] = {
    [PERIOD_PHASE] = {"phase", N_("Đợt thi đua")},
    [PERIOD_QUARTER] = {"quarter", N_("Quý")},
    [PERIOD_HALF] = {"half", N_("6 tháng")},
    [PERIOD_YEAR] = {"year", N_("Cả năm")},
};

const char *period_kind_code(enum period_kind k)
{
	return kinds[k].code;
}

const char *period_kind_name(enum period_kind k)
{
	return kinds[k].name;
}

td_rc period_kind_parse(str code, enum period_kind *out)
{
	for (int i = 0; i < PERIOD__N; i++)
		if (str_eq(code, str_c(kinds[i].code))) {
			*out = (enum period_kind)i;
			return TD_OK;
		}
	return TD_INVALID;
}

i64 period_days_left(struct day today, struct day due)
{
	return day_number(due) - day_number(today);
}

i64 period_days_late(struct day due, i64 sent_at_ms)
{
	i64 days = period_days_left(due, day_of_ms(sent_at_ms));
	return days > 0 ? days : 0;
}

static bool is_day(struct err *e, const char *where, const char *label, str iso)
{
	struct day d;
	if (day_parse_iso(iso, &d) == TD_OK)
		return true;
	err_add(e, TD_INVALID, str_c(where), N_("%s: hãy ghi ngày dạng 21/11/2026."),
		i18n_tr(e->lang, label));
	return false;
}

td_rc period_check(const struct period_plan *p, struct err *e)
{
	size_t before = e->n_total;
	if (str_trim(p->name).n == 0)
		err_add(e, TD_INVALID, S("name"), N_("Đặt tên cho kỳ báo cáo, ví dụ «6 tháng đầu năm»."));
	bool starts = is_day(e, "starts_on", N_("Từ ngày"), p->starts_on);
	bool ends = is_day(e, "ends_on", N_("Đến ngày"), p->ends_on);
	bool due = is_day(e, "due_on", N_("Hạn gửi báo cáo"), p->due_on);
	if (starts && ends && str_cmp(p->starts_on, p->ends_on) > 0)
		err_add(e, TD_INVALID, S("ends_on"), N_("Ngày cuối kỳ không thể trước ngày đầu kỳ."));
	if (starts && due && str_cmp(p->due_on, p->starts_on) < 0)
		err_add(e, TD_INVALID, S("due_on"), N_("Hạn gửi báo cáo không thể trước ngày đầu kỳ."));
	if (due && p->last_on.n && str_cmp(p->due_on, p->last_on) > 0)
		err_add(e, TD_INVALID, S("due_on"),
			N_("Hạn gửi báo cáo không thể sau ngày họp tổng kết của năm."));
	if (due && p->is_new && due_is_past(p->year, p->due_on, p->today))
		err_add(e, TD_INVALID, S("due_on"), N_("Hạn gửi báo cáo không thể là ngày đã qua."));
	if (p->expected_pct_c < 0 || p->expected_pct_c > 10000)
		err_add(e, TD_INVALID, S("expected"), N_("Tiến độ phải đạt là tỷ lệ từ 0 đến 100 %%."));
	return e->n_total == before ? TD_OK : TD_INVALID;
}

enum { SHARE_MAX_C = 10000000 };

struct opt_i64 period_share(i64 actual_c, i64 plan_c)
{
	if (plan_c <= 0)
		return OPT_NONE;
	__int128 twice = ((__int128)actual_c * 20000 + plan_c) / (2 * (__int128)plan_c);
	if (actual_c <= 0)
		return OPT(0);
	return OPT(twice > SHARE_MAX_C ? SHARE_MAX_C : (i64)twice);
}

enum period_light period_light(struct opt_i64 actual_c, i64 plan_c, i64 expected_pct_c,
			       struct light_limits at)
{
	if (!actual_c.set)
		return LIGHT_GREY;
	if (plan_c <= 0)
		return actual_c.v >= plan_c ? LIGHT_GREEN : LIGHT_RED;
	/* actual ÷ (plan × expected) ≥ limit, without a division */
	__int128 done = (__int128)actual_c.v * 10000 * 10000, base = (__int128)plan_c * expected_pct_c;
	if (done >= base * at.green_c)
		return LIGHT_GREEN;
	return done >= base * at.yellow_c ? LIGHT_YELLOW : LIGHT_RED;
}

const char *period_light_name(enum period_light l)
{
	static const char *const names[LIGHT__N] = {
	    [LIGHT_GREY] = N_("Chưa có số liệu"),
	    [LIGHT_RED] = N_("Chậm nhiều"),
	    [LIGHT_YELLOW] = N_("Chậm"),
	    [LIGHT_GREEN] = N_("Đạt tiến độ"),
	};
	return names[l];
}

static bool less_is_better(const struct period_figure *f)
{
	return f->rate && f->baseline_c.set && f->plan_c > 0 && f->plan_c < f->baseline_c.v;
}

struct opt_i64 period_figure_share(const struct period_figure *f)
{
	if (!f->actual_c.set)
		return OPT_NONE;
	return less_is_better(f) ? period_share(f->plan_c, f->actual_c.v)
				 : period_share(f->actual_c.v, f->plan_c);
}

enum period_light period_figure_light(const struct period_figure *f, i64 expected_pct_c,
				      struct light_limits at)
{
	if (less_is_better(f) && f->actual_c.set)
		return f->actual_c.v <= 0 ? LIGHT_GREEN
					  : period_light(OPT(f->plan_c), f->actual_c.v, 10000, at);
	return period_light(f->actual_c, f->plan_c, f->rate ? 10000 : expected_pct_c, at);
}

enum period_light period_worse(enum period_light a, enum period_light b)
{
	static const u8 rank[LIGHT__N] = {
	    [LIGHT_GREEN] = 0, [LIGHT_GREY] = 1, [LIGHT_YELLOW] = 2, [LIGHT_RED] = 3};
	return rank[a] >= rank[b] ? a : b;
}

static const struct {
	const char *code, *name;
} states[REPORT__N] = {
    [REPORT_DRAFT] = {"draft", N_("Nháp")},
    [REPORT_SENT] = {"sent", N_("Đã gửi")},
    [REPORT_RETURNED] = {"returned", N_("Trả lại")},
};

const char *report_state_code(enum report_state s)
{
	return states[s].code;
}

const char *report_state_name(enum report_state s)
{
	return states[s].name;
}

td_rc report_state_parse(str code, enum report_state *out)
{
	for (int i = 0; i < REPORT__N; i++)
		if (str_eq(code, str_c(states[i].code))) {
			*out = (enum report_state)i;
			return TD_OK;
		}
	return TD_INVALID;
}

static const struct {
	const char *code;
	unsigned from; /* bits of states */
	enum report_state to;
} acts[REPORT_ACT__N] = {
    [REPORT_SAVE] = {"save", 1u << REPORT_DRAFT | 1u << REPORT_RETURNED, REPORT__N},
    [REPORT_SEND] = {"send", 1u << REPORT_DRAFT | 1u << REPORT_RETURNED, REPORT_SENT},
    [REPORT_RECALL] = {"recall", 1u << REPORT_SENT, REPORT_DRAFT},
    [REPORT_RETURN] = {"return", 1u << REPORT_SENT, REPORT_RETURNED},
};

td_rc report_act_parse(str code, enum report_act *out)
{
	for (int i = 0; i < REPORT_ACT__N; i++)
		if (str_eq(code, str_c(acts[i].code))) {
			*out = (enum report_act)i;
			return TD_OK;
		}
	return TD_INVALID;
}

static td_rc check_sending(const struct report_facts *f, struct err *e)
{
	size_t before = e->n_total;
	if (f->n_targets == 0)
		err_add(e, TD_CONFLICT, S("report"),
			N_("Đơn vị chưa có chỉ tiêu đăng ký được duyệt nên chưa có gì để báo cáo."));
	if (f->n_empty)
		err_add(e, TD_CONFLICT, S("report"),
			N_("Còn %u chỉ tiêu chưa có kết quả; chưa làm được thì nhập 0."), f->n_empty);
	if (f->n_red_without_cause)
		err_add(e, TD_CONFLICT, S("report"),
			N_("Còn %u chỉ tiêu chậm nhiều (đèn đỏ) mà chưa ghi nguyên nhân."),
			f->n_red_without_cause);
	return e->n_total == before ? TD_OK : TD_CONFLICT;
}

td_rc report_can(const struct report_facts *f, enum report_state from, enum report_act act,
		 enum report_state *to, struct err *e)
{
	*to = acts[act].to == REPORT__N ? from : acts[act].to;
	if (f->year_closed)
		return err_add(e, TD_CONFLICT, S("report"),
			       N_("Năm thi đua đã đóng nên không sửa được nữa."));
	if (f->period_withdrawn)
		return err_add(e, TD_CONFLICT, S("report"),
			       N_("Kỳ báo cáo này đã rút nên không nhận báo cáo nữa."));
	if (!(acts[act].from >> from & 1u))
		return err_add(e, TD_CONFLICT, S("report"),
			       N_("Báo cáo đang ở trạng thái «%s» nên không làm được việc này."),
			       i18n_tr(e->lang, report_state_name(from)));
	if (act == REPORT_RETURN && str_trim(f->reason).n == 0)
		return err_add(e, TD_INVALID, S("reason"), N_("Trả lại phải ghi lý do."));
	return act == REPORT_SEND ? check_sending(f, e) : TD_OK;
}
