/* Events that take something back or set it otherwise. What is meant is named as people name it: by unit and title. */
#include "jobs/act_activity.h"
#include "jobs/act_check.h"
#include "jobs/act_handover.h"
#include "jobs/act_meeting.h"
#include "jobs/act_org.h"
#include "jobs/act_report.h"
#include "jobs/yearfile_impl.h"
#include "store/store_meeting.h"

/* The unit of an event that may name none: {0}. */
static td_rc unit_named(struct player *p, struct tx *t, const struct value *v, unit_id *out)
{
	struct membership m = {0};
	*out = (unit_id){0};
	if (yf_text(v, "unit").n == 0)
		return TD_OK;
	td_rc rc = yf_unit(p, t, v, "unit", &m);
	*out = m.unit;
	return rc;
}

static td_rc no_such(struct player *p, struct tx *t, const struct value *v)
{
	return yf_fault(p, t, "title", yf_text(v, "title"));
}

static td_rc drop_activity(struct player *p, struct tx *t, const struct value *v, unit_id unit, str why)
{
	activity_list all = {0};
	td_rc rc = store_activity_list(t, p->out->year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		const struct activity *x = &all.at[i];
		bool same = x->unit.set ? x->unit.v == unit.v : unit.v == 0;
		if (same && !x->withdrawn_at_ms.set && str_eq(x->title, yf_text(v, "title")))
			return act_activity_withdraw(t, p->out->year, x->id, x->rev, why);
	}
	return rc == TD_OK ? no_such(p, t, v) : rc;
}

static td_rc find_exemplar(struct player *p, struct tx *t, const struct value *v, unit_id unit,
			   struct exemplar *out)
{
	exemplar_list all = {0};
	td_rc rc = store_exemplar_list(t, p->out->year, unit, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (str_eq(all.at[i].name, yf_text(v, "title"))) {
			*out = all.at[i];
			return TD_OK;
		}
	return rc == TD_OK ? no_such(p, t, v) : rc;
}

static td_rc drop_exemplar(struct player *p, struct tx *t, const struct value *v, unit_id unit, str why)
{
	struct exemplar x = {0};
	td_rc rc = find_exemplar(p, t, v, unit, &x);
	return rc == TD_OK ? act_exemplar_withdraw(t, p->out->year, x.id, why) : rc;
}

static td_rc drop_talk(struct player *p, struct tx *t, const struct value *v, unit_id unit, str why)
{
	talk_list all = {0};
	td_rc rc = store_talk_list(t, p->out->year, unit, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (str_eq(all.at[i].title, yf_text(v, "title")))
			return act_talk_withdraw(t, p->out->year, all.at[i].id, why);
	return rc == TD_OK ? no_such(p, t, v) : rc;
}

/* title: the code of the title a unit was nominated for. */
static td_rc drop_nomination(struct player *p, struct tx *t, const struct value *v, unit_id unit, str why)
{
	nomination_list all = {0};
	td_rc rc = store_nomination_list(t, p->out->year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		const struct nomination *x = &all.at[i];
		if (x->unit.v == unit.v && !x->withdrawn_at_ms.set &&
		    str_eq(x->title_code, yf_text(v, "title")))
			return act_nomination_withdraw(t, p->out->year, x->id, why);
	}
	return rc == TD_OK ? no_such(p, t, v) : rc;
}

static td_rc drop_period(struct player *p, struct tx *t, const struct value *v, unit_id unit, str why)
{
	report_period_list all = {0};
	bool withdrawn;
	(void)unit;
	td_rc rc = store_period_list(t, p->out->year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		const struct report_period *x = &all.at[i];
		if (!x->withdrawn_at_ms.set && str_eq(x->name, yf_text(v, "title")))
			return act_period_drop(t, p->out->year, x->id, x->rev, why, &withdrawn);
	}
	return rc == TD_OK ? no_such(p, t, v) : rc;
}

/* {"what": "talk", "unit": "a", "title": "…", "why": "…"} */
td_rc yf_do_withdraw(struct player *p, struct tx *t, const struct value *v)
{
	static const struct {
		const char *word;
		td_rc (*fn)(struct player *, struct tx *, const struct value *, unit_id, str);
	} list[] = {{"activity", drop_activity},
		    {"exemplar", drop_exemplar},
		    {"talk", drop_talk},
		    {"nomination", drop_nomination},
		    {"period", drop_period}};
	unit_id unit;
	td_rc rc = unit_named(p, t, v, &unit);
	for (size_t i = 0; rc == TD_OK && i < sizeof list / sizeof *list; i++)
		if (str_eq(yf_text(v, "what"), str_c(list[i].word)))
			return list[i].fn(p, t, v, unit, yf_text(v, "why"));
	return rc == TD_OK ? yf_fault(p, t, "what", yf_text(v, "what")) : rc;
}

/* {"unit": "a", "title": its name, "chosen": true} */
td_rc yf_do_choose(struct player *p, struct tx *t, const struct value *v)
{
	struct exemplar x = {0};
	unit_id unit;
	td_rc rc = unit_named(p, t, v, &unit);
	if (rc == TD_OK)
		rc = find_exemplar(p, t, v, unit, &x);
	return rc == TD_OK ? act_exemplar_choose(t, p->out->year, x.id, x.rev, yf_bool(v, "chosen")) : rc;
}

/* {"text": "…", "note": "…"}: what was taken over is done. */
td_rc yf_do_commitment(struct player *p, struct tx *t, const struct value *v)
{
	commitment_list all = {0};
	td_rc rc = store_commitment_list(t, p->out->year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (str_eq(all.at[i].text, yf_text(v, "text")))
			return act_commitment_done(t, p->out->year, all.at[i].id, yf_text(v, "note"),
						   all.at[i].rev);
	return rc == TD_OK ? yf_fault(p, t, "text", yf_text(v, "text")) : rc;
}

/* {"unit": "a", "order": 2, "reason": "…"} */
td_rc yf_do_chair_order(struct player *p, struct tx *t, const struct value *v)
{
	unit_id unit;
	td_rc rc = unit_named(p, t, v, &unit);
	return rc == TD_OK
		   ? act_chair_order(t, p->out->year, unit, yf_int(v, "order", 0), yf_text(v, "reason"))
		   : rc;
}

/* {"green": 90, "yellow": 70}: percents. */
td_rc yf_do_lights(struct player *p, struct tx *t, const struct value *v)
{
	struct light_limits at = {yf_int(v, "green", 0) * 100, yf_int(v, "yellow", 0) * 100};
	return act_lights_save(t, p->out->year, &at);
}

/* {"code": "tu-thien", "name": "Từ thiện", "retired": false} */
td_rc yf_do_kind(struct player *p, struct tx *t, const struct value *v)
{
	struct activity_kind k = {yf_text(v, "code"), yf_text(v, "name"), yf_bool(v, "retired")};
	return act_activity_kind_save(t, p->out->year, &k);
}

/* {"checker": "a", "unit": "b", "reason": "…"} */
td_rc yf_do_check_return(struct player *p, struct tx *t, const struct value *v)
{
	struct membership checker = {0}, checked = {0};
	td_rc rc = yf_unit(p, t, v, "checker", &checker);
	if (rc == TD_OK)
		rc = yf_unit(p, t, v, "unit", &checked);
	return rc == TD_OK
		   ? act_check_return(t, p->out->year, checker.unit, checked.unit, yf_text(v, "reason"))
		   : rc;
}
