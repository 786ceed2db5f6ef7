/* The meeting while it runs: its programme, the codes of its delegates, what happens in it. */
#include "base/caltime.h"
#include "jobs/act_meeting_live.h"
#include "jobs/yearfile_impl.h"

/* "08:30" as a minute of the day; absent: none. */
static struct opt_i64 minute(const struct value *v, const char *key)
{
	str s = yf_text(v, key);
	u64 h, m;
	if (s.n != 5 || str_u64(str_upto(s, 2), &h) != TD_OK || str_u64(str_from(s, 3), &m) != TD_OK)
		return OPT_NONE;
	return OPT((i64)(h * 60 + m));
}

static td_rc unit_of(struct player *p, struct tx *t, const struct value *v, struct opt_i64 *out)
{
	struct membership m;
	*out = OPT_NONE;
	if (!yf_text(v, "unit").n)
		return TD_OK;
	td_rc rc = yf_unit(p, t, v, "unit", &m);
	*out = OPT(m.unit.v);
	return rc;
}

static td_rc meeting_of(struct player *p, struct tx *t, struct act_meeting *out)
{
	td_rc rc = act_meeting_of_year(t, p->out->year, out);
	return rc == TD_NOT_FOUND
		   ? err_add(t->e, TD_CONFLICT, S("meeting"), N_("Chưa có thông tin hội nghị."))
		   : rc;
}

/* {"do":"programme","quorum_num":2,"quorum_den":3,"speak":5,"items":[{"title":…,"at":"08:00","minutes":20,…}]} */
td_rc yf_programme(struct player *p, struct tx *t, const struct value *v)
{
	struct act_meeting k;
	meeting_item_list items = {0};
	const struct value_item *at;
	td_rc rc = meeting_of(p, t, &k);
	size_t n = yf_list(v, "items", &at);
	for (size_t i = 0; rc == TD_OK && i < n; i++) {
		struct meeting_item x = {.title = yf_text(at[i].value, "title"),
					 .starts_min = minute(at[i].value, "at"),
					 .minutes = yf_int(at[i].value, "minutes", 0),
					 .speaker = yf_text(at[i].value, "speaker")};
		if (i < k.items.n)
			x.id = k.items.at[i].id;
		rc = unit_of(p, t, at[i].value, &x.unit);
		VEC_PUSH(t->a, &items) = x;
	}
	if (rc != TD_OK)
		return rc;
	struct meeting_rule rule = {.meeting = k.m.id,
				    .quorum_num = yf_int(v, "quorum_num", 0),
				    .quorum_den = yf_int(v, "quorum_den", 0),
				    .speak_s = yf_int(v, "speak", 0) * 60,
				    .rev = k.rule.rev};
	rc = act_meeting_rule(t, &rule);
	return rc == TD_OK ? act_meeting_items(t, k.m.id, &items) : rc;
}

/* {"do":"attendance_codes"}: for the units that have none; "again": true for all. */
td_rc yf_attendance_codes(struct player *p, struct tx *t, const struct value *v)
{
	struct act_meeting k;
	struct opt_i64 unit;
	td_rc rc = meeting_of(p, t, &k);
	if (rc == TD_OK)
		rc = unit_of(p, t, v, &unit);
	return rc == TD_OK ? act_meeting_codes(t, k.m.id, yf_bool(v, "again"), unit) : rc;
}

/* A line of the programme is named by its place, a speaker's call by the person. */
static i64 meant(const struct act_meeting *k, const struct value *v, const struct meeting_event *x)
{
	i64 item = yf_int(v, "item", 0);
	if (x->kind == MEETING_EVENT_ITEM_BEGUN)
		return item > 0 && (size_t)item <= k->items.n ? k->items.at[item - 1].id : 0;
	for (size_t i = 0; i < k->now.waiting.n; i++)
		if (str_eq(k->now.waiting.at[i].person, x->person))
			return k->now.waiting.at[i].ordinal;
	return yf_int(v, "ref", 0);
}

/* {"do":"live","kind":"attended","unit":…,"person":…}: the kinds of domain/meeting_live.h. */
td_rc yf_live(struct player *p, struct tx *t, const struct value *v)
{
	struct act_meeting k;
	enum meeting_view view = MEETING_VIEW_AGENDA;
	struct job j;
	struct meeting_event x = {.person = yf_text(v, "person"), .text = yf_text(v, "text")};
	if (meeting_event_parse(yf_text(v, "kind"), &x.kind) != TD_OK)
		return yf_fault(p, t, "kind", yf_text(v, "kind"));
	if (x.kind == MEETING_EVENT_SHOW && meeting_view_parse(yf_text(v, "view"), &view) != TD_OK)
		return yf_fault(p, t, "view", yf_text(v, "view"));
	td_rc rc = meeting_of(p, t, &k);
	if (rc == TD_OK)
		rc = unit_of(p, t, v, &x.unit);
	if (rc != TD_OK)
		return rc;
	bool speaks = x.kind == MEETING_EVENT_SPEAKER_BEGAN;
	x.ref = meant(&k, v, &x);
	x.n = x.kind == MEETING_EVENT_SHOW       ? (i64)view
	      : x.kind == MEETING_EVENT_ATTENDED ? yf_bool(v, "proxy")
						 : yf_int(v, "n", speaks ? k.rule.speak_s : 0);
	if (x.kind != MEETING_EVENT_CLOSED)
		return act_meeting_event(t, k.m.id, &x);
	p->asked_job = true;
	return act_meeting_close(t, k.m.id, &j);
}
