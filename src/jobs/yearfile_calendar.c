/* Events of the calendar. */
#include "jobs/act_calendar.h"
#include "jobs/yearfile_impl.h"

/* An hour of the script as a minute of the day; absent: none. */
static struct opt_i64 minute(const struct value *v, const char *key)
{
	str s = yf_text(v, key);
	u64 h, m;
	if (s.n != 5 || str_u64(str_upto(s, 2), &h) != TD_OK || str_u64(str_from(s, 3), &m) != TD_OK)
		return OPT_NONE;
	return OPT((i64)(h * 60 + m));
}

td_rc yf_do_event(struct player *p, struct tx *t, const struct value *v)
{
	struct calendar_event c = {.year = p->out->year,
				   .title = yf_text(v, "title"),
				   .starts_on = yf_text(v, "on"),
				   .ends_on = yf_text(v, "to"),
				   .starts_minute = minute(v, "starts"),
				   .ends_minute = minute(v, "ends"),
				   .place = yf_text(v, "place"),
				   .note = yf_text(v, "note"),
				   .step = yf_text(v, "step")};
	if (event_kind_parse(yf_text(v, "kind"), &c.kind) != TD_OK)
		return yf_fault(p, t, "kind", yf_text(v, "kind"));
	return act_event_save(t, &c);
}

td_rc yf_do_extend(struct player *p, struct tx *t, const struct value *v)
{
	enum due_kind kind;
	enum season_state step;
	if (due_kind_parse(yf_text(v, "kind"), &kind) != TD_OK)
		return yf_fault(p, t, "kind", yf_text(v, "kind"));
	if (season_parse(yf_text(v, "step"), &step) != TD_OK)
		return yf_fault(p, t, "step", yf_text(v, "step"));
	return act_due_extend(t, p->out->year, kind, (i64)step, yf_text(v, "unit"), yf_text(v, "due"),
			      yf_text(v, "reason"));
}
