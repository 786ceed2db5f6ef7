#include "domain/due.h"

static const struct {
	const char *code, *name;
	bool of_units;
} kinds[DUE__N] = {
    [DUE_STEP] = {"step", N_("Bước của năm thi đua"), false},
    [DUE_REGISTRATION] = {"registration", N_("Gửi đăng ký thi đua"), true},
    [DUE_REPORT] = {"report", N_("Gửi báo cáo"), true},
    [DUE_CARD] = {"card", N_("Gửi phiếu tự chấm điểm"), true},
    [DUE_CHECK] = {"check", N_("Chấm chéo đơn vị được giao"), true},
    [DUE_EXPLANATION] = {"explanation", N_("Giải trình điểm thay đổi"), true},
    [DUE_DIFFICULTY] = {"difficulty", N_("Trả lời khó khăn, vướng mắc"), false},
    [DUE_EVENT] = {"event", N_("Lịch chung"), false},
    [DUE_MEETING] = {"meeting", N_("Hội nghị"), false},
};

const char *due_kind_code(enum due_kind k)
{
	return kinds[k].code;
}

const char *due_kind_name(enum due_kind k)
{
	return kinds[k].name;
}

td_rc due_kind_parse(str code, enum due_kind *out)
{
	for (int i = 0; i < DUE__N; i++)
		if (str_eq(code, str_c(kinds[i].code))) {
			*out = (enum due_kind)i;
			return TD_OK;
		}
	return TD_INVALID;
}

bool due_of_units(enum due_kind k)
{
	return kinds[k].of_units;
}

enum due_light due_light(const struct due *d, struct day today)
{
	struct day due;
	bool set = day_parse_iso(d->due_on, &due) == TD_OK;
	switch (d->state) {
	case DUE_DONE:
		return DUE_GREEN;
	case DUE_MISSED:
		return DUE_RED;
	case DUE_OPEN:
		return set && day_number(due) < day_number(today) ? DUE_RED : DUE_YELLOW;
	default:
		return DUE_GREY;
	}
}

i64 due_days_late(const struct due *d)
{
	struct day due;
	if (!d->done_at_ms.set || day_parse_iso(d->due_on, &due) != TD_OK ||
	    workday_on_time(d->done_at_ms.v, due))
		return 0;
	return day_number(day_of_ms(d->done_at_ms.v)) - day_number(due);
}

static int sign(i64 a, i64 b)
{
	return a < b ? -1 : a > b;
}

static int compare(const struct due *a, const struct due *b)
{
	if ((a->due_on.n == 0) != (b->due_on.n == 0))
		return a->due_on.n ? -1 : 1;
	int by = str_cmp(a->due_on, b->due_on);
	by = by ? by : sign((i64)a->kind, (i64)b->kind);
	return by ? by : sign(a->ref, b->ref);
}

/* Merges the two sorted halves of from into to. */
static void merge(const struct due *from, size_t n, struct due *to)
{
	size_t i = 0, half = n / 2, k = half;
	for (size_t at = 0; at < n; at++)
		to[at] = i < half && (k == n || compare(&from[i], &from[k]) <= 0) ? from[i++] : from[k++];
}

static void sort(struct due *list, size_t n, struct due *room)
{
	if (n < 2)
		return;
	sort(list, n / 2, room);
	sort(list + n / 2, n - n / 2, room);
	merge(list, n, room);
	for (size_t i = 0; i < n; i++)
		list[i] = room[i];
}

void due_sort(struct arena *a, struct due *list, size_t n)
{
	sort(list, n, NEW_N(a, struct due, n + 1));
}

bool due_stage(i64 left, int *stage)
{
	static const int stages[DUE_STAGES] = {-1, 0, 3, 7};
	if (left < -DUE_CATCH_UP)
		return false;
	for (int i = 0; i < DUE_STAGES; i++)
		if (left <= stages[i]) {
			*stage = stages[i];
			return true;
		}
	return false;
}

static str shown(struct err *e, str iso)
{
	struct day d;
	return day_parse_iso(iso, &d) == TD_OK ? day_vi(e->a, d) : iso;
}

bool due_is_past(i64 year, str due_on, str today)
{
	struct day d;
	return day_parse_iso(today, &d) == TD_OK && year >= d.year && str_cmp(due_on, today) < 0;
}

td_rc due_check(const struct due_plan *p, struct err *e)
{
	struct day due;
	const char *name = i18n_tr(e->lang, p->name ? p->name : N_("Hạn"));
	if (day_parse_iso(p->due_on, &due) != TD_OK)
		return err_add(e, TD_INVALID, str_c(p->field),
			       N_("«%.*s» không phải là ngày; hãy ghi theo dạng 30/11/2026."),
			       STRF(p->due_on));
	if (due_is_past(p->year, p->due_on, p->today))
		return err_add(e, TD_INVALID, str_c(p->field),
			       N_("%s: %.*s là ngày đã qua; hãy đặt từ hôm nay trở đi."), name,
			       STRF(shown(e, p->due_on)));
	if (p->upto.p && str_cmp(p->due_on, p->upto) > 0)
		return err_add(
		    e, TD_INVALID, str_c(p->field),
		    N_("%s: %.*s sau hạn của «%s» là %.*s; hạn của việc không thể sau hạn của bước chứa nó "
		       "hay bước tiếp theo."),
		    name, STRF(shown(e, p->due_on)), i18n_tr(e->lang, p->upto_name), STRF(shown(e, p->upto)));
	return TD_OK;
}
