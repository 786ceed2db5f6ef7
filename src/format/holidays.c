#include "format/holidays.h"

#include "base/embed.h"
#include "format/value.h"

struct embed_set embed_legal(void);

static const struct {
	const char *code, *name;
} kinds[HOLIDAY__N] = {
    [HOLIDAY_OFF] = {"off", N_("Nghỉ")},
    [HOLIDAY_WORK] = {"work", N_("Làm bù")},
    [HOLIDAY_PLAIN] = {"plain", N_("Theo lịch tuần")},
};

const char *holiday_kind_code(enum holiday_kind k)
{
	return kinds[k].code;
}

const char *holiday_kind_name(enum holiday_kind k)
{
	return kinds[k].name;
}

td_rc holiday_kind_parse(str code, enum holiday_kind *out)
{
	for (int i = 0; i < HOLIDAY__N; i++) {
		if (str_eq(code, str_c(kinds[i].code))) {
			*out = (enum holiday_kind)i;
			return TD_OK;
		}
	}
	return TD_INVALID;
}

static td_rc read_file(struct arena *a, const struct value **out)
{
	struct err e = err_new(a, LANG_VI);
	const struct embed_file *file = embed_find(embed_legal(), S("holidays.json"));
	td_rc rc = file ? value_from_json(a, file->bytes, &e, out) : TD_CORRUPT;
	return rc == TD_INVALID ? TD_CORRUPT : rc;
}

static str text_of(const struct value *map, const char *key)
{
	const struct value *v = value_get(map, str_c(key));
	return v && v->kind == VALUE_TEXT ? v->text : S("");
}

static td_rc read_day(const struct value *v, struct holiday *h)
{
	struct day d;
	*h = (struct holiday){.day_on = text_of(v, "on"),
			      .name = text_of(v, "name"),
			      .source = text_of(v, "source"),
			      .unverified = text_of(v, "unverified")};
	if (day_parse_iso(h->day_on, &d) != TD_OK || h->name.n == 0 || h->source.n == 0)
		return TD_CORRUPT;
	return holiday_kind_parse(text_of(v, "kind"), &h->kind) == TD_OK ? TD_OK : TD_CORRUPT;
}

td_rc holidays_shipped(struct arena *a, str from, str to, holiday_list *out)
{
	const struct value *v;
	str last = S("");
	*out = (holiday_list){0};
	td_rc rc = read_file(a, &v);
	const struct value *days = rc == TD_OK ? value_get(v, S("days")) : NULL;
	for (size_t i = 0; days && rc == TD_OK && i < days->items.n; i++) {
		struct holiday h;
		rc = read_day(days->items.at[i].value, &h);
		if (rc == TD_OK && str_cmp(last, h.day_on) >= 0)
			rc = TD_CORRUPT; /* not in order */
		last = h.day_on;
		if (rc == TD_OK && str_cmp(from, h.day_on) <= 0 && str_cmp(h.day_on, to) <= 0)
			VEC_PUSH(a, out) = h;
	}
	return rc;
}

u8 holidays_rest(struct arena *a)
{
	const struct value *v, *rest;
	unsigned bits = 0;
	td_rc rc = read_file(a, &v);
	if (rc == TD_LIMIT)
		arena_fail(a);
	rest = rc == TD_OK ? value_get(v, S("rest")) : NULL;
	for (size_t i = 0; rest && i < rest->items.n; i++) {
		const struct value *day = rest->items.at[i].value;
		if (day->kind == VALUE_INT && day->i >= 1 && day->i <= 7)
			bits |= 1u << (day->i - 1);
	}
	return (u8)bits;
}

td_rc holidays_rest_parse(str text, u8 *out)
{
	enum { WHOLE_WEEK = 0x7f };
	unsigned bits = 0;
	str part;
	while (str_split(&text, ' ', &part)) {
		u64 day;
		if (part.n == 0)
			continue;
		if (str_u64(part, &day) != TD_OK || day < 1 || day > 7)
			return TD_INVALID;
		bits |= 1u << (day - 1);
	}
	if (bits == WHOLE_WEEK)
		return TD_INVALID;
	*out = (u8)bits;
	return TD_OK;
}
