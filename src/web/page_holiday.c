#include "web/page_holiday.h"

#include "jobs/act_holiday.h"
#include "web/views.h"

enum { FIRST_YEAR = 2000, LAST_YEAR = 2100, FILE_MIB = 2 };

static const char *const kind_codes[] = {"off", "work", "plain", NULL};

struct holiday_form {
	struct form_day day;
	int kind;
	str name, source;
	struct form_num rev;
};
static const struct field fields[] = {
    FIELD(DAY, struct holiday_form, day, N_("Ngày"), .required = true),
    FIELD(CHOICE, struct holiday_form, kind, N_("Loại"), .required = true, .choices = kind_codes),
    FIELD(TEXT, struct holiday_form, name, N_("Tên"), .required = true, .max = 200),
    FIELD(TEXT, struct holiday_form, source, N_("Căn cứ"), .max = 500),
    FIELD(INT, struct holiday_form, rev, N_("Lần sửa")),
};
const struct form_def page_holiday_form = FORM(struct holiday_form, fields);

struct drop_form {
	struct form_day day;
};
static const struct field drop_fields[] = {
    FIELD(DAY, struct drop_form, day, N_("Ngày"), .required = true),
};
const struct form_def page_holiday_drop_form = FORM(struct drop_form, drop_fields);

struct file_form {
	struct form_file file;
};
static const struct field file_fields[] = {
    FIELD(FILE, struct file_form, file, N_("Tệp danh sách"), .required = true, .max = FILE_MIB),
};
const struct form_def page_holiday_file_form = FORM(struct file_form, file_fields);

/* The year that is shown: of the form, of the address, else this one. */
static int shown_year(const struct req *r)
{
	struct day d;
	i64 year;
	str typed = r->form ? form_typed(r->form, S("day")) : STR_NULL;
	if (day_parse_vi(typed, &d) == TD_OK || day_parse_iso(typed, &d) == TD_OK)
		year = d.year;
	else if (str_i64(req_query(r, S("nam")), &year) != TD_OK || year < FIRST_YEAR || year > LAST_YEAR)
		year = day_of_ms(r->now_ms).year;
	return (int)year;
}

static str weekday_name(const struct req *r, str iso)
{
	static const char *const names[] = {N_("Thứ Hai"), N_("Thứ Ba"),  N_("Thứ Tư"),  N_("Thứ Năm"),
					    N_("Thứ Sáu"), N_("Thứ Bảy"), N_("Chủ nhật")};
	struct day d;
	return day_parse_iso(iso, &d) == TD_OK ? page_tr(r, names[day_weekday(d)]) : S("");
}

static struct page_tag kind_tag(const struct req *r, enum holiday_kind k)
{
	static const char *const css[HOLIDAY__N] = {"ok", "warn", ""}, *const icons[HOLIDAY__N] = {
									   "check", "tasks", "info"};
	return page_tag(r, css[k], icons[k], holiday_kind_name(k));
}

/* The day that ?sua= names, else an empty form; what was typed wins. */
static void put_form(struct req *r, struct holiday_vm *vm, const holiday_list *days)
{
	struct holiday shown = {.kind = HOLIDAY_OFF, .day_on = S(""), .name = S(""), .source = S("")};
	str wanted = req_query(r, S("sua"));
	for (size_t i = 0; !r->form && i < days->n; i++)
		if (str_eq(days->at[i].day_on, wanted))
			shown = days->at[i], vm->editing = true;
	vm->day = form_show(r->form, S("day"), page_day(r->a, shown.day_on));
	vm->name = form_show(r->form, S("name"), shown.name);
	vm->source = form_show(r->form, S("source"), shown.source);
	vm->rev = arena_fmt(r->a, "%lld", (long long)shown.rev);
	str kind = form_show(r->form, S("kind"), str_c(holiday_kind_code(shown.kind)));
	for (int k = 0; k < HOLIDAY__N; k++) {
		str code = str_c(holiday_kind_code((enum holiday_kind)k));
		VEC_PUSH(r->a, &vm->kinds) = (struct page_option){
		    code, page_tr(r, holiday_kind_name((enum holiday_kind)k)), str_eq(code, kind)};
	}
}

/* After a stale save the form carries the revision that is there now: both versions were shown. */
static td_rc put_rev(struct req *r, struct holiday_vm *vm)
{
	struct holiday now;
	struct day d;
	if (!r->form || (day_parse_vi(vm->day, &d) != TD_OK && day_parse_iso(vm->day, &d) != TD_OK))
		return TD_OK;
	td_rc rc = store_holiday_get(r->tx, day_iso(r->a, d), &now);
	if (rc == TD_OK)
		vm->rev = arena_fmt(r->a, "%lld", (long long)now.rev);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc page_holiday(struct req *r)
{
	struct holiday_vm *vm = NEW(r->a, struct holiday_vm);
	struct workday_calendar c;
	holiday_list days = {0};
	int year = shown_year(r);
	td_rc rc = page_begin(r, page_tr(r, N_("Ngày nghỉ")), "quan-tri/ngay-nghi");
	if (rc == TD_OK)
		rc = store_holiday_merged(r->tx, year, year, &days);
	if (rc == TD_OK)
		rc = store_calendar_load(r->tx, year, year, &c);
	if (rc != TD_OK)
		return rc;
	vm->year = year;
	vm->before = year > FIRST_YEAR ? year - 1 : 0;
	vm->after = year < LAST_YEAR ? year + 1 : 0;
	vm->n_workdays = workday_between(&c, (struct day){year - 1, 12, 31}, (struct day){year, 12, 31});
	for (size_t i = 0; i < days.n; i++) {
		const struct holiday *h = &days.at[i];
		VEC_PUSH(r->a, &vm->days) = (struct holiday_line){.day_on = h->day_on,
								  .weekday = weekday_name(r, h->day_on),
								  .name = h->name,
								  .source = h->source,
								  .unverified = h->unverified,
								  .kind = kind_tag(r, h->kind),
								  .entered = h->entered};
	}
	put_form(r, vm, &days);
	rc = put_rev(r, vm);
	vm->page = r->page;
	if (rc == TD_OK)
		view_holiday(&r->html, vm);
	return rc;
}

static void back(struct req *r, int year)
{
	r->location = req_path(r, "/quan-tri/ngay-nghi?nam=%d&luu=1", year);
}

td_rc page_holiday_post(struct req *r)
{
	const struct holiday_form *f = form_value(r->form);
	struct holiday h = {.day_on = day_iso(r->a, f->day.v),
			    .kind = (enum holiday_kind)f->kind,
			    .name = f->name,
			    .source = f->source.n ? f->source : STR_NULL};
	td_rc rc = act_holiday_put(r->tx, &h, f->rev.v);
	if (rc == TD_OK)
		back(r, f->day.v.year);
	return rc;
}

td_rc page_holiday_drop(struct req *r)
{
	const struct drop_form *f = form_value(r->form);
	td_rc rc = act_holiday_drop(r->tx, day_iso(r->a, f->day.v));
	if (rc == TD_OK)
		back(r, f->day.v.year);
	return rc;
}

td_rc page_holiday_import(struct req *r)
{
	const struct file_form *f = form_value(r->form);
	str bytes;
	size_t n;
	td_rc rc = page_read_upload(r, &f->file, &bytes);
	if (rc == TD_OK)
		rc = act_holiday_import(r->tx, f->file.name, bytes, &n);
	if (rc == TD_OK)
		back(r, day_of_ms(r->now_ms).year);
	return rc;
}
