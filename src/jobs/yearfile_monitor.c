/* Events of following the year: periods, activities, exemplars, talks, participation, difficulties. */
#include "jobs/act_activity.h"
#include "jobs/act_difficulty.h"
#include "jobs/act_report.h"
#include "jobs/yearfile_impl.h"
#include "store/store_user.h"

static td_rc unit_of(struct player *p, struct tx *t, const struct value *v, struct membership *out)
{
	td_rc rc = store_membership_find(t, p->out->year, yf_text(v, "unit"), out);
	return rc == TD_NOT_FOUND ? yf_fault(p, t, "unit", yf_text(v, "unit")) : rc;
}

td_rc yf_do_difficulty(struct player *p, struct tx *t, const struct value *v)
{
	struct membership m = {0};
	td_rc rc = unit_of(p, t, v, &m);
	struct difficulty d = {.year = p->out->year,
			       .unit = m.unit,
			       .title = yf_text(v, "title"),
			       .body = yf_text(v, "body"),
			       .wish = yf_text(v, "wish")};
	return rc == TD_OK ? act_difficulty_raise(t, &d) : rc;
}

/* The unit's difficulty of a title. */
static td_rc find_difficulty(struct player *p, struct tx *t, const struct value *v, struct difficulty *out)
{
	struct membership m = {0};
	difficulty_list list = {0};
	td_rc rc = unit_of(p, t, v, &m);
	if (rc == TD_OK)
		rc = store_difficulty_list(t, p->out->year, m.unit, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++)
		if (str_eq(list.at[i].title, yf_text(v, "title"))) {
			*out = list.at[i];
			return TD_OK;
		}
	return rc == TD_OK ? yf_fault(p, t, "title", yf_text(v, "title")) : rc;
}

td_rc yf_do_difficulty_move(struct player *p, struct tx *t, const struct value *v)
{
	struct difficulty d = {0};
	struct user u;
	struct difficulty_wish w = {.sides = DIFFICULTY_UNIT | DIFFICULTY_DESK,
				    .text = yf_text(v, "text"),
				    .due_on = yf_text(v, "due")};
	if (difficulty_parse(yf_text(v, "to"), &w.to) != TD_OK)
		return yf_fault(p, t, "to", yf_text(v, "to"));
	td_rc rc = find_difficulty(p, t, v, &d);
	if (rc == TD_OK && yf_text(v, "person").n) {
		rc = store_user_by_login(t, yf_text(v, "person"), &u);
		if (rc != TD_OK)
			return yf_fault(p, t, "person", yf_text(v, "person"));
		w.assignee = u.id;
	}
	w.rev = d.rev;
	return rc == TD_OK ? act_difficulty_move(t, p->out->year, d.id, &w) : rc;
}

td_rc yf_do_period(struct player *p, struct tx *t, const struct value *v)
{
	struct report_period x = {
	    .year = p->out->year,
	    .name = yf_text(v, "name"),
	    .starts_on = yf_text(v, "starts"),
	    .ends_on = yf_text(v, "ends"),
	    .due_on = yf_text(v, "due"),
	    .quota = {yf_int(v, "persons", 0), yf_int(v, "collectives", 0), yf_int(v, "each", 0)}};
	if (period_kind_parse(yf_text(v, "kind"), &x.kind) != TD_OK)
		return yf_fault(p, t, "kind", yf_text(v, "kind"));
	i64 pct = yf_int(v, "expected", -1);
	x.expected_pct_c = pct >= 0 ? pct * 100 : monitor_expected_pct(t->a, x.kind);
	return act_period_save(t, &x);
}

/* The period of a name; not set when the event names none. */
static td_rc period_of(struct player *p, struct tx *t, const struct value *v, struct opt_i64 *out)
{
	report_period_list all = {0};
	str name = yf_text(v, "period");
	*out = OPT_NONE;
	if (name.n == 0)
		return TD_OK;
	td_rc rc = store_period_list(t, p->out->year, &all);
	for (size_t i = 0; i < all.n; i++)
		if (str_eq(all.at[i].name, name))
			*out = OPT(all.at[i].id);
	return rc == TD_OK && !out->set ? yf_fault(p, t, "period", name) : rc;
}

td_rc yf_do_activity(struct player *p, struct tx *t, const struct value *v)
{
	const struct value_item *at;
	activity_part_list parts = {0};
	size_t n = yf_list(v, "parts", &at);
	struct membership m = {0};
	struct activity x = {.year = p->out->year,
			     .kind = yf_text(v, "kind"),
			     .title = yf_text(v, "title"),
			     .held_on = yf_text(v, "on"),
			     .place = yf_text(v, "place"),
			     .body = yf_text(v, "body")};
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < n; i++) {
		rc = unit_of(p, t, at[i].value, &m);
		VEC_PUSH(t->a, &parts) =
		    (struct activity_part){.unit = m.unit,
					   .n_people = yf_int(at[i].value, "people", 0),
					   .amount_dong = yf_int(at[i].value, "dong", 0)};
	}
	if (rc == TD_OK && yf_text(v, "unit").n) {
		rc = unit_of(p, t, v, &m);
		x.unit = OPT(m.unit.v);
	}
	return rc == TD_OK ? act_activity_save(t, &x, &parts) : rc;
}

td_rc yf_do_exemplar(struct player *p, struct tx *t, const struct value *v)
{
	struct membership m = {0};
	struct opt_i64 period;
	td_rc rc = unit_of(p, t, v, &m);
	if (rc == TD_OK)
		rc = period_of(p, t, v, &period);
	if (rc != TD_OK)
		return rc;
	struct exemplar x = {.year = p->out->year,
			     .unit = m.unit,
			     .period = period,
			     .collective = yf_bool(v, "collective"),
			     .name = yf_text(v, "name"),
			     .title = yf_text(v, "title"),
			     .merit = yf_text(v, "merit"),
			     .chosen = yf_bool(v, "chosen")};
	return act_exemplar_add(t, &x);
}

td_rc yf_do_talk(struct player *p, struct tx *t, const struct value *v)
{
	struct membership m = {0};
	td_rc rc = unit_of(p, t, v, &m);
	struct talk x = {.year = p->out->year,
			 .unit = m.unit,
			 .title = yf_text(v, "title"),
			 .speaker = yf_text(v, "speaker"),
			 .given_on = yf_text(v, "on"),
			 .body = yf_text(v, "body")};
	return rc == TD_OK ? act_talk_add(t, &x, S("")) : rc;
}

td_rc yf_do_participation(struct player *p, struct tx *t, const struct value *v)
{
	struct membership m = {0};
	participation_list was = {0};
	td_rc rc = unit_of(p, t, v, &m);
	if (rc == TD_OK)
		rc = store_participation_list(t, p->out->year, &was);
	struct participation x = {.year = p->out->year,
				  .unit = m.unit,
				  .n_collectives = yf_int(v, "collectives", 0),
				  .n_collectives_joined = yf_int(v, "collectives_joined", 0),
				  .n_people = yf_int(v, "people", 0),
				  .n_people_joined = yf_int(v, "people_joined", 0)};
	for (size_t i = 0; i < was.n; i++)
		if (was.at[i].unit.v == m.unit.v)
			x.rev = was.at[i].rev;
	return rc == TD_OK ? act_participation_save(t, &x) : rc;
}

/* values: the actual values in the order of the unit's targets; causes beside them where a figure is red. */
td_rc yf_do_report(struct player *p, struct tx *t, const struct value *v)
{
	struct membership m = {0};
	struct opt_i64 period = OPT_NONE;
	struct report_facts_of_year y;
	struct report_wish w = {.reason = yf_text(v, "reason")};
	const struct value_item *values = NULL, *causes = NULL;
	size_t n = yf_list(v, "values", &values), n_causes = yf_list(v, "causes", &causes), at = 0;
	if (report_act_parse(yf_text(v, "act"), &w.act) != TD_OK)
		return yf_fault(p, t, "act", yf_text(v, "act"));
	td_rc rc = unit_of(p, t, v, &m);
	if (rc == TD_OK)
		rc = period_of(p, t, v, &period);
	if (rc == TD_OK)
		rc = act_reports_load(t, p->out->year, &y);
	for (size_t i = 0; rc == TD_OK && i < y.targets.n && at < n; i++) {
		i64 actual_c;
		if (y.targets.at[i].unit.v != m.unit.v)
			continue;
		if (value_as_c(values[at].value, &actual_c) != TD_OK)
			return yf_fault(p, t, "values", S("values"));
		bool why = at < n_causes && causes[at].value->kind == VALUE_TEXT;
		VEC_PUSH(t->a, &w.lines) =
		    (struct report_line){.target = y.targets.at[i].id,
					 .actual_c = OPT(actual_c),
					 .cause = why ? causes[at].value->text : STR_NULL};
		at++;
	}
	const struct period_report *was = rc == TD_OK ? act_report_of(&y, period.v, m.unit) : NULL;
	w.rev = was ? was->rev : 0;
	return rc == TD_OK ? act_report(t, p->out->year, period.v, m.unit, &w) : rc;
}
