#include "store/store_holiday.h"

#include "store/q_holiday.h"
#include "store/store_user.h"
#include "store/util.h"

static struct holiday holiday_of(const struct q_holiday *r)
{
	struct holiday h = {.day_on = r->day_on,
			    .name = r->name,
			    .source = r->source,
			    .changed_at_ms = r->changed_at,
			    .rev = r->rev,
			    .entered = true};
	if (holiday_kind_parse(r->kind, &h.kind) != TD_OK)
		h.kind = HOLIDAY_PLAIN;
	return h;
}

td_rc store_holiday_list(struct tx *t, str from, str to, holiday_list *out)
{
	struct db_rows r;
	struct q_holiday row;
	*out = (holiday_list){0};
	q_holiday_list(t, &r, from, to);
	while (q_holiday_list_next(&r, &row))
		VEC_PUSH(t->a, out) = holiday_of(&row);
	return db_rows_end(&r);
}

td_rc store_holiday_get(struct tx *t, str day_on, struct holiday *out)
{
	struct q_holiday row;
	td_rc rc = q_holiday_get(t, day_on, &row);
	if (rc == TD_OK)
		*out = holiday_of(&row);
	return rc;
}

td_rc store_holiday_put(struct tx *t, const struct holiday *h)
{
	td_rc rc = q_holiday_put(t, h->day_on, str_c(holiday_kind_code(h->kind)), h->name, h->source,
				 t->now_ms, NULL);
	return store_wrote(t, rc, DB_TAG_SYSTEM, NULL);
}

td_rc store_holiday_delete(struct tx *t, str day_on)
{
	i64 n;
	td_rc rc = q_holiday_delete(t, day_on, &n);
	if (rc == TD_OK && n == 0)
		return TD_NOT_FOUND;
	return store_wrote(t, rc, DB_TAG_SYSTEM, NULL);
}

/* Both lists are in order of day. */
static void merge(struct arena *a, const holiday_list *entered, const holiday_list *shipped,
		  holiday_list *out)
{
	size_t e = 0, s = 0;
	while (e < entered->n || s < shipped->n) {
		int side = e == entered->n   ? 1
			   : s == shipped->n ? -1
					     : str_cmp(entered->at[e].day_on, shipped->at[s].day_on);
		VEC_PUSH(a, out) = side > 0 ? shipped->at[s] : entered->at[e];
		e += side <= 0;
		s += side >= 0;
	}
}

td_rc store_holiday_merged(struct tx *t, int from_year, int to_year, holiday_list *out)
{
	holiday_list entered, shipped;
	str from = day_iso(t->a, (struct day){from_year, 1, 1}),
	    to = day_iso(t->a, (struct day){to_year, 12, 31});
	*out = (holiday_list){0};
	td_rc rc = holidays_shipped(t->a, from, to, &shipped);
	if (rc == TD_OK)
		rc = store_holiday_list(t, from, to, &entered);
	if (rc == TD_OK)
		merge(t->a, &entered, &shipped, out);
	return rc;
}

td_rc store_calendar_load(struct tx *t, int from_year, int to_year, struct workday_calendar *out)
{
	holiday_list days;
	str rest;
	*out = (struct workday_calendar){.rest = holidays_rest(t->a)};
	td_rc rc = store_setting_get(t, S("calendar.rest"), &rest);
	if (rc == TD_OK)
		rc = holidays_rest_parse(rest, &out->rest);
	if (rc == TD_OK || rc == TD_NOT_FOUND || rc == TD_INVALID)
		rc = store_holiday_merged(t, from_year, to_year, &days);
	if (rc != TD_OK)
		return rc;
	struct workday_change *changes = NEW_N(t->a, struct workday_change, days.n + 1);
	for (size_t i = 0; i < days.n; i++) {
		struct day d;
		if (days.at[i].kind != HOLIDAY_PLAIN && day_parse_iso(days.at[i].day_on, &d) == TD_OK)
			changes[out->n++] =
			    (struct workday_change){day_number(d), days.at[i].kind == HOLIDAY_WORK};
	}
	out->changes = changes;
	return TD_OK;
}
