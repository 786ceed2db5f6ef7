#include "jobs/act_holiday.h"

#include "base/utf8.h"
#include "base/vi.h"
#include "jobs/act_journal.h"
#include "office/table.h"

enum { NAME_MAX_CHARS = 200, SOURCE_MAX_CHARS = 500 };

/* A person's mistakes; year 2000–2100 because a slip of the year would go unnoticed. */
static td_rc check(struct err *e, const struct workday_calendar *week, const struct holiday *h, str at_day,
		   str at_name, str at_source)
{
	struct day d;
	td_rc rc = TD_OK;
	if (day_parse_iso(h->day_on, &d) != TD_OK || d.year < 2000 || d.year > 2100)
		rc = err_add(e, TD_INVALID, at_day,
			     N_("Ngày phải là một ngày của các năm 2000–2100, ví dụ 02/9/2026."));
	else if (h->kind == HOLIDAY_WORK && workday_is(week, d))
		rc = err_add(e, TD_INVALID, at_day,
			     N_("%02d/%02d/%d không phải ngày nghỉ hằng tuần nên không thể là ngày làm bù."),
			     d.day, d.month, d.year);
	if (h->name.n == 0 || utf8_len(h->name) > NAME_MAX_CHARS)
		rc = err_add(e, TD_INVALID, at_name, N_("Tên ngày nghỉ phải có từ 1 đến %d ký tự."),
			     NAME_MAX_CHARS);
	if (utf8_len(h->source) > SOURCE_MAX_CHARS)
		rc = err_add(e, TD_INVALID, at_source, N_("Căn cứ dài quá %d ký tự."), SOURCE_MAX_CHARS);
	return rc;
}

static str vi_day(struct arena *a, str iso)
{
	struct day d;
	return day_parse_iso(iso, &d) == TD_OK ? day_vi(a, d) : iso;
}

static struct value *told(struct tx *t, const struct holiday *h)
{
	struct value *v = value_map(t->a);
	value_put_text(t->a, v, "day", vi_day(t->a, h->day_on));
	value_put_text(t->a, v, "kind", str_c(holiday_kind_name(h->kind)));
	value_put_text(t->a, v, "name", h->name);
	if (h->source.n)
		value_put_text(t->a, v, "source", h->source);
	return v;
}

static td_rc put(struct tx *t, const struct holiday *h, const struct holiday *was)
{
	td_rc rc = store_holiday_put(t, h);
	if (rc != TD_OK)
		return rc;
	return act_log(t, JOURNAL_SYSTEM, "holiday.put", "holiday", 0, was ? told(t, was) : NULL, told(t, h),
		       STR_NULL);
}

td_rc act_holiday_put(struct tx *t, const struct holiday *h, i64 rev)
{
	struct workday_calendar week = {.rest = holidays_rest(t->a)};
	struct holiday was = {0};
	td_rc rc = check(t->e, &week, h, S("day"), S("name"), S("source"));
	if (rc != TD_OK)
		return rc;
	rc = store_holiday_get(t, h->day_on, &was);
	if (rc != TD_OK && rc != TD_NOT_FOUND)
		return rc;
	if (was.rev != rev)
		return err_add(t->e, TD_STALE, S("day"),
			       N_("Ngày này vừa được người khác sửa thành «%s: %.*s»; hãy xem lại rồi lưu."),
			       i18n_tr(t->e->lang, holiday_kind_name(was.kind)), STRF(was.name));
	return put(t, h, was.rev ? &was : NULL);
}

td_rc act_holiday_drop(struct tx *t, str day_on)
{
	struct holiday was;
	td_rc rc = store_holiday_get(t, day_on, &was);
	if (rc == TD_OK)
		rc = store_holiday_delete(t, day_on);
	if (rc == TD_NOT_FOUND)
		return err_add(t->e, TD_NOT_FOUND, S("day"),
			       N_("Ngày này không do đơn vị nhập nên không bỏ được."));
	return rc == TD_OK
		   ? act_log(t, JOURNAL_SYSTEM, "holiday.drop", "holiday", 0, told(t, &was), NULL, STR_NULL)
		   : rc;
}

/* ---- a table of days ---- */

enum { COL_DAY, COL_KIND, COL_NAME, COL_SOURCE, N_COLS };
static const struct table_col cols[N_COLS] = {
    [COL_DAY] = {"Ngày", "ngay|ngay nghi", true},
    [COL_KIND] = {"Loại", "loai|nghi hay lam", true},
    [COL_NAME] = {"Tên", "ten|ten ngay|ten ngay nghi|noi dung|dip", true},
    [COL_SOURCE] = {"Căn cứ", "can cu|nguon|van ban", false},
};

static bool read_kind(struct arena *a, str text, enum holiday_kind *out)
{
	static const char *const words[HOLIDAY__N] = {"nghi", "lam bu", "theo lich tuan"};
	str folded = vi_fold(a, text);
	for (int i = 0; i < HOLIDAY__N; i++) {
		if (str_eq(folded, str_c(words[i])) ||
		    str_eq(text, str_c(holiday_kind_code((enum holiday_kind)i)))) {
			*out = (enum holiday_kind)i;
			return true;
		}
	}
	return false;
}

static td_rc read_row(struct tx *t, const struct table *tb, const struct workday_calendar *week, u32 row,
		      struct holiday *h)
{
	bool set;
	struct day d = {0};
	str kind = table_text(t->a, tb, row, COL_KIND);
	*h = (struct holiday){.name = table_text(t->a, tb, row, COL_NAME),
			      .source = table_text(t->a, tb, row, COL_SOURCE)};
	td_rc rc = TD_OK;
	if (!read_kind(t->a, kind, &h->kind))
		rc = err_add(t->e, TD_INVALID, table_addr(t->a, tb, row, COL_KIND),
			     N_("«%.*s» không phải là loại ngày; hãy ghi nghỉ, làm bù hoặc theo lịch tuần."),
			     STRF(kind));
	td_rc day = table_day(t->a, tb, row, COL_DAY, t->e, &set, &d);
	if (day != TD_OK)
		return day;
	h->day_on = set ? day_iso(t->a, d) : S("");
	td_rc checked = check(t->e, week, h, table_addr(t->a, tb, row, COL_DAY),
			      table_addr(t->a, tb, row, COL_NAME), table_addr(t->a, tb, row, COL_SOURCE));
	return rc == TD_OK ? checked : rc;
}

static bool is_same(const struct holiday *a, const struct holiday *b)
{
	return a->kind == b->kind && str_eq(a->name, b->name) && str_eq(a->source, b->source);
}

static td_rc put_all(struct tx *t, const holiday_list *days, size_t *n_changed)
{
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < days->n; i++) {
		struct holiday was = {0};
		rc = store_holiday_get(t, days->at[i].day_on, &was);
		bool known = rc == TD_OK;
		if (rc == TD_NOT_FOUND)
			rc = TD_OK;
		if (rc != TD_OK || (known && is_same(&was, &days->at[i])))
			continue;
		rc = put(t, &days->at[i], known ? &was : NULL);
		*n_changed += rc == TD_OK;
	}
	return rc;
}

td_rc act_holiday_import(struct tx *t, str file_name, str bytes, size_t *n_changed)
{
	enum { ROWS_MAX = 500 };
	struct workday_calendar week = {.rest = holidays_rest(t->a)};
	struct sheets sheets;
	struct table tb;
	holiday_list days = {0};
	*n_changed = 0;
	td_rc rc = sheets_from_upload(t->a, bytes, file_name, t->e, &sheets);
	if (rc == TD_OK)
		rc = table_find(t->a, &sheets, cols, N_COLS, t->e, &tb);
	if (rc != TD_OK)
		return rc;
	for (u32 row = tb.body; row < tb.s->n_rows && (rc == TD_OK || rc == TD_INVALID); row++) {
		struct holiday h;
		if (table_is_empty(t->a, &tb, N_COLS, row))
			continue;
		td_rc one = read_row(t, &tb, &week, row, &h);
		rc = one != TD_OK ? one : rc;
		VEC_PUSH(t->a, &days) = h;
		if (days.n > ROWS_MAX)
			return err_add(t->e, TD_INVALID, tb.s->name, N_("Danh sách dài quá %d dòng."),
				       ROWS_MAX);
	}
	if (rc == TD_OK && days.n == 0)
		return err_add(t->e, TD_INVALID, file_name, N_("Danh sách chưa có ngày nào."));
	return rc == TD_OK ? put_all(t, &days, n_changed) : rc;
}
