#include "domain/period.h"

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
	err_add(e, TD_INVALID, str_c(where), N_("%s: hãy ghi ngày dạng 21/11/2026."), i18n_tr(e->lang, label));
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
	if (due && p->is_new && str_cmp(p->due_on, p->today) < 0)
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

enum period_light period_light(struct opt_i64 actual_c, i64 plan_c, i64 expected_pct_c, struct light_limits at)
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
