/* What units do through the year, as programs read it: reports, difficulties, activities, exemplars and talks. */
#include "jobs/act_report.h"
#include "jobs/monitor_rules.h"
#include "store/store_difficulty.h"
#include "store/store_score.h"
#include "web/api_read.h"
#include "web/page_activity.h"

API_WORDS(period_word, period_kind_code, enum period_kind)
API_WORDS(report_word, report_state_code, enum report_state)
API_WORDS(difficulty_word, difficulty_code, enum difficulty_state)

/* ---- reports ---- */

static const struct api_member period[] = {
    API(INT, struct report_period, id, "id"),
    API_ENUM(struct report_period, kind, "kind", period_word, PERIOD__N),
    API(TEXT, struct report_period, name, "name"),
    API(DAY, struct report_period, starts_on, "starts_on"),
    API(DAY, struct report_period, ends_on, "ends_on"),
    API(DAY, struct report_period, due_on, "due_on"),
    API(POINTS, struct report_period, expected_pct_c, "expected_pct"),
    API(INT, struct report_period, quota.persons, "exemplar_persons"),
    API(INT, struct report_period, quota.collectives, "exemplar_collectives"),
    API(INT, struct report_period, quota.each, "exemplar_each"),
    API(OPT_TIME, struct report_period, withdrawn_at_ms, "withdrawn_at"),
    API(TEXT, struct report_period, withdrawn_why, "withdrawn_why"),
    API(INT, struct report_period, rev, "rev"),
};
const struct api_def api_period_def = API_DEF("Period", struct report_period, period);

static const char *const lights[LIGHT__N] = {"grey", "red", "yellow", "green"};

struct report_row {
	i64 period;
	str unit, name, light;
	struct period_report g;
	struct opt_i64 share_c;
};
static const struct api_member report_row[] = {
    API(INT, struct report_row, period, "period"),
    API(TEXT, struct report_row, unit, "unit"),
    API(TEXT, struct report_row, name, "name"),
    API_ENUM(struct report_row, g.state, "state", report_word, REPORT__N),
    API(OPT_TIME, struct report_row, g.sent_at_ms, "sent_at"),
    API(INT, struct report_row, g.late_days, "late_days"),
    API(TEXT, struct report_row, light, "light", .label = N_("grey, red, yellow, green")),
    API(OPT_POINTS, struct report_row, share_c, "share_pct"),
    API(INT, struct report_row, g.rev, "rev"),
};
static const struct api_def report_row_def = API_DEF("ReportRow", struct report_row, report_row);

struct reports {
	report_period_list periods;
	VEC(struct report_row) reports;
	i64 green_c, yellow_c;
};
static const struct api_member reports[] = {
    API(POINTS, struct reports, green_c, "green_pct"),
    API(POINTS, struct reports, yellow_c, "yellow_pct"),
    API_LIST(struct reports, periods, "periods", &api_period_def),
    API_LIST(struct reports, reports, "reports", &report_row_def),
};
const struct api_def api_reports_def = API_DEF("Reports", struct reports, reports);

static void put_report(struct req *r, const struct report_facts_of_year *y, const struct report_period *p,
		       const struct membership *m, struct reports *o)
{
	const struct period_report *g = act_report_of(y, p->id, m->unit);
	struct report_standing s = act_report_standing(y, p, m->unit);
	struct report_row *row = &VEC_PUSH(r->a, &o->reports);
	*row = (struct report_row){.period = p->id,
				   .unit = m->unit_code,
				   .name = m->unit_name,
				   .light = str_c(lights[s.worst]),
				   .share_c = s.share_c};
	if (g)
		row->g = *g;
}

td_rc api_read_reports(struct req *r, void *out)
{
	struct reports *o = out;
	struct report_facts_of_year y;
	unit_id only;
	bool any = page_rows_of(r, &only);
	td_rc rc = act_reports_load(r->tx, r->year.id, &y);
	if (rc != TD_OK)
		return rc;
	o->periods = y.periods;
	o->green_c = y.limits.green_c;
	o->yellow_c = y.limits.yellow_c;
	for (size_t m = 0; any && m < y.members.n; m++)
		for (size_t p = 0; p < y.periods.n; p++)
			if ((only.v == 0 || y.members.at[m].unit.v == only.v) &&
			    !y.periods.at[p].withdrawn_at_ms.set)
				put_report(r, &y, &y.periods.at[p], &y.members.at[m], o);
	return TD_OK;
}

struct figure {
	i64 target, plan_c;
	str indicator, measure_unit, cause, light;
	struct opt_i64 baseline_c, actual_c, share_c;
};
static const struct api_member figure[] = {
    API(INT, struct figure, target, "target"),
    API(TEXT, struct figure, indicator, "indicator"),
    API(TEXT, struct figure, measure_unit, "measure_unit"),
    API(OPT_POINTS, struct figure, baseline_c, "baseline"),
    API(POINTS, struct figure, plan_c, "plan"),
    API(OPT_POINTS, struct figure, actual_c, "actual"),
    API(OPT_POINTS, struct figure, share_c, "share_pct"),
    API(TEXT, struct figure, light, "light"),
    API(TEXT, struct figure, cause, "cause"),
};
static const struct api_def figure_def = API_DEF("Figure", struct figure, figure);

struct report_out {
	struct report_period period;
	struct period_report g;
	VEC(struct figure) figures;
};
static const struct api_member report_out[] = {
    API_INSIDE(struct report_out, period, "period", &api_period_def),
    API_ENUM(struct report_out, g.state, "state", report_word, REPORT__N),
    API(OPT_TIME, struct report_out, g.sent_at_ms, "sent_at"),
    API(INT, struct report_out, g.late_days, "late_days"),
    API(TEXT, struct report_out, g.reason, "reason"),
    API(TIME, struct report_out, g.saved_at_ms, "saved_at"),
    API(TEXT, struct report_out, g.saved_by_name, "saved_by"),
    API_LIST(struct report_out, figures, "figures", &figure_def),
    API(INT, struct report_out, g.rev, "rev"),
};
const struct api_def api_report_def = API_DEF("Report", struct report_out, report_out);

static void put_figure(struct req *r, const struct report_facts_of_year *y, const struct registered_target *g,
		       struct report_out *o)
{
	const struct report_line *line = o->g.id ? act_report_line(y, o->g.id, g->id) : NULL;
	struct period_figure f = act_report_figure(g, line);
	enum period_light light = period_figure_light(&f, o->period.expected_pct_c, y->limits);
	VEC_PUSH(r->a, &o->figures) = (struct figure){.target = g->id,
						      .plan_c = g->plan_c,
						      .indicator = g->indicator,
						      .measure_unit = g->measure_unit,
						      .cause = line ? line->cause : STR_NULL,
						      .light = str_c(lights[light]),
						      .baseline_c = g->baseline_c,
						      .actual_c = f.actual_c,
						      .share_c = period_figure_share(&f)};
}

td_rc api_read_report(struct req *r, void *out)
{
	struct report_out *o = out;
	struct report_facts_of_year y;
	i64 id;
	if (str_i64(req_param(r, "period"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = act_reports_load(r->tx, r->year.id, &y);
	for (size_t i = 0; rc == TD_OK && i < y.periods.n; i++)
		if (y.periods.at[i].id == id)
			o->period = y.periods.at[i];
	if (rc != TD_OK || o->period.id == 0)
		return rc == TD_OK ? TD_NOT_FOUND : rc;
	const struct period_report *g = act_report_of(&y, id, r->member.unit);
	if (g)
		o->g = *g;
	for (size_t i = 0; i < y.targets.n; i++)
		if (y.targets.at[i].unit.v == r->member.unit.v)
			put_figure(r, &y, &y.targets.at[i], o);
	return TD_OK;
}

/* ---- difficulties ---- */

#define DIFFICULTY_MEMBERS(type, at)                                                                        \
	API(INT, type, at id, "id"), API(TEXT, type, at unit_code, "unit"),                                 \
	    API(TEXT, type, at unit_name, "unit_name"), API(TEXT, type, at title, "title"),                 \
	    API(TEXT, type, at body, "body"), API(TEXT, type, at wish, "wish"),                             \
	    API_ENUM(type, at state, "state", difficulty_word, DIFFICULTY__N),                              \
	    API(TEXT, type, at assigned_name, "assigned_to"), API(DAY, type, at due_on, "due_on"),          \
	    API(TEXT, type, at raised_by_name, "raised_by"), API(TIME, type, at raised_at_ms, "raised_at"), \
	    API(INT, type, at rev, "rev")

static const struct api_member difficulty_row[] = {DIFFICULTY_MEMBERS(struct difficulty, )};
const struct api_def api_difficulty_row_def = API_DEF("DifficultyRow", struct difficulty, difficulty_row);

struct difficulties {
	difficulty_list difficulties;
};
static const struct api_member difficulties[] = {
    API_LIST(struct difficulties, difficulties, "difficulties", &api_difficulty_row_def)};
const struct api_def api_difficulties_def = API_DEF("Difficulties", struct difficulties, difficulties);

const struct api_def api_unit_difficulties_def = API_DEF("Difficulties", struct difficulties, difficulties);

td_rc api_read_difficulties(struct req *r, void *out)
{
	struct difficulties *o = out;
	unit_id only;
	if (!page_rows_of(r, &only))
		return TD_OK;
	return store_difficulty_list(r->tx, r->year.id, only, &o->difficulties);
}

td_rc api_read_unit_difficulties(struct req *r, void *out)
{
	return api_read_difficulties(r, out);
}

static const struct api_member answer[] = {
    API(INT, struct difficulty_answer, ordinal, "ordinal"),
    API_ENUM(struct difficulty_answer, state, "state", difficulty_word, DIFFICULTY__N),
    API(TEXT, struct difficulty_answer, text, "text"),
    API(TEXT, struct difficulty_answer, said_by_name, "said_by"),
    API(TIME, struct difficulty_answer, said_at_ms, "said_at"),
};
static const struct api_def answer_def = API_DEF("DifficultyAnswer", struct difficulty_answer, answer);

struct difficulty_out {
	struct difficulty d;
	difficulty_answer_list answers;
};
static const struct api_member difficulty_out[] = {
    DIFFICULTY_MEMBERS(struct difficulty_out, d.),
    API_LIST(struct difficulty_out, answers, "answers", &answer_def),
};
const struct api_def api_difficulty_def = API_DEF("Difficulty", struct difficulty_out, difficulty_out);

td_rc api_read_difficulty(struct req *r, void *out)
{
	struct difficulty_out *o = out;
	i64 id;
	if (str_i64(req_param(r, "id"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_difficulty_get(r->tx, id, &o->d);
	if (rc == TD_OK && (o->d.year.v != r->year.id.v || o->d.unit.v != r->member.unit.v))
		rc = TD_NOT_FOUND;
	return rc == TD_OK ? store_difficulty_answers(r->tx, id, &o->answers) : rc;
}

/* ---- activities ---- */

#define ACTIVITY_MEMBERS(type, at)                                                           \
	API(INT, type, at id, "id"), API(TEXT, type, at unit_name, "unit_name"),             \
	    API(TEXT, type, at kind, "kind"), API(TEXT, type, at title, "title"),            \
	    API(DAY, type, at held_on, "held_on"), API(TEXT, type, at place, "place"),       \
	    API(TEXT, type, at body, "body"), API(TEXT, type, at added_by_name, "added_by"), \
	    API(TIME, type, at added_at_ms, "added_at"),                                     \
	    API(OPT_TIME, type, at withdrawn_at_ms, "withdrawn_at"),                         \
	    API(TEXT, type, at withdrawn_why, "withdrawn_why"), API(INT, type, at rev, "rev")

static const struct api_member activity_row[] = {ACTIVITY_MEMBERS(struct activity, )};
static const struct api_def activity_row_def = API_DEF("ActivityRow", struct activity, activity_row);

struct part {
	i64 activity, n_people, amount_dong;
	str unit;
};
static const struct api_member part[] = {
    API(INT, struct part, activity, "activity"),
    API(TEXT, struct part, unit, "unit"),
    API(INT, struct part, n_people, "people"),
    API(INT, struct part, amount_dong, "amount_dong"),
};
static const struct api_def part_def = API_DEF("ActivityPart", struct part, part);

static const struct api_member kind[] = {
    API(TEXT, struct activity_kind, code, "code"),
    API(TEXT, struct activity_kind, name, "name"),
    API(BOOL, struct activity_kind, retired, "retired"),
};
const struct api_def api_activity_kind_def = API_DEF("ActivityKind", struct activity_kind, kind);

struct joined {
	str unit;
	struct participation p;
};
static const struct api_member joined[] = {
    API(TEXT, struct joined, unit, "unit"),
    API(INT, struct joined, p.n_collectives, "collectives"),
    API(INT, struct joined, p.n_collectives_joined, "collectives_joined"),
    API(INT, struct joined, p.n_people, "people"),
    API(INT, struct joined, p.n_people_joined, "people_joined"),
    API(INT, struct joined, p.rev, "rev"),
};
static const struct api_def joined_def = API_DEF("Participation", struct joined, joined);

struct activities {
	activity_list activities;
	VEC(struct part) parts;
	activity_kind_list kinds;
	VEC(struct joined) joined;
};
static const struct api_member activities[] = {
    API_LIST(struct activities, activities, "activities", &activity_row_def),
    API_LIST(struct activities, parts, "parts", &part_def),
    API_LIST(struct activities, kinds, "kinds", &api_activity_kind_def),
    API_LIST(struct activities, joined, "participation", &joined_def),
};
const struct api_def api_activities_def = API_DEF("Activities", struct activities, activities);

static str code_of(const membership_list *members, unit_id unit)
{
	for (size_t i = 0; i < members->n; i++)
		if (members->at[i].unit.v == unit.v)
			return members->at[i].unit_code;
	return STR_NULL;
}

static struct part part_of(const struct activity_view *v, const struct activity_part *p)
{
	return (struct part){p->activity, p->n_people, p->amount_dong, code_of(&v->members, p->unit)};
}

td_rc api_read_activities(struct req *r, void *out)
{
	struct activities *o = out;
	struct activity_view v;
	td_rc rc = page_activity_view(r, &v);
	if (rc != TD_OK)
		return rc;
	o->activities = v.activities;
	o->kinds = v.kinds;
	for (size_t i = 0; i < v.parts.n; i++)
		VEC_PUSH(r->a, &o->parts) = part_of(&v, &v.parts.at[i]);
	for (size_t i = 0; i < v.joined.n; i++)
		if (v.all || v.joined.at[i].unit.v == v.own.v)
			VEC_PUSH(r->a, &o->joined) =
			    (struct joined){code_of(&v.members, v.joined.at[i].unit), v.joined.at[i]};
	return TD_OK;
}

static const struct api_member file[] = {
    API(INT, struct activity_file, id, "id"),     API(TEXT, struct activity_file, file_name, "file_name"),
    API(TEXT, struct activity_file, alt, "alt"),  API(BOOL, struct activity_file, picture, "picture"),
    API(INT, struct activity_file, size, "size"),
};
static const struct api_def file_def = API_DEF("ActivityFile", struct activity_file, file);

struct activity_out {
	struct activity x;
	VEC(struct part) parts;
	activity_file_list files;
};
static const struct api_member activity_out[] = {
    ACTIVITY_MEMBERS(struct activity_out, x.),
    API_LIST(struct activity_out, parts, "parts", &part_def),
    API_LIST(struct activity_out, files, "files", &file_def),
};
const struct api_def api_activity_def = API_DEF("Activity", struct activity_out, activity_out);

td_rc api_read_activity(struct req *r, void *out)
{
	struct activity_out *o = out;
	struct activity_view v;
	td_rc rc = page_activity_of(r, &o->x);
	if (rc == TD_OK)
		rc = page_activity_view(r, &v);
	for (size_t i = 0; rc == TD_OK && i < v.parts.n; i++)
		if (v.parts.at[i].activity == o->x.id)
			VEC_PUSH(r->a, &o->parts) = part_of(&v, &v.parts.at[i]);
	return rc == TD_OK ? store_activity_files(r->tx, o->x.id, &o->files) : rc;
}

/* ---- what the year's reports and activities are made by ---- */

struct periods {
	report_period_list periods;
	activity_kind_list kinds;
};
static const struct api_member periods[] = {
    API_LIST(struct periods, periods, "periods", &api_period_def),
    API_LIST(struct periods, kinds, "kinds", &api_activity_kind_def),
};
const struct api_def api_periods_def = API_DEF("Periods", struct periods, periods);

td_rc api_read_periods(struct req *r, void *out)
{
	struct periods *o = out;
	td_rc rc = store_period_list(r->tx, r->year.id, &o->periods);
	return rc == TD_OK ? monitor_kinds(r->tx, r->year.cluster, &o->kinds) : rc;
}

/* ---- exemplars and talks ---- */

static const struct api_member exemplar[] = {
    API(INT, struct exemplar, id, "id"),
    API(TEXT, struct exemplar, unit_code, "unit"),
    API(OPT_INT, struct exemplar, period, "period"),
    API(BOOL, struct exemplar, collective, "collective"),
    API(TEXT, struct exemplar, name, "name"),
    API(TEXT, struct exemplar, title, "title"),
    API(TEXT, struct exemplar, merit, "merit"),
    API(BOOL, struct exemplar, chosen, "chosen"),
    API(INT, struct exemplar, rev, "rev"),
};
const struct api_def api_exemplar_def = API_DEF("Exemplar", struct exemplar, exemplar);

static const struct api_member talk[] = {
    API(INT, struct talk, id, "id"),
    API(TEXT, struct talk, unit_code, "unit"),
    API(TEXT, struct talk, title, "title"),
    API(TEXT, struct talk, speaker, "speaker"),
    API(DAY, struct talk, given_on, "given_on"),
    API(TEXT, struct talk, body, "body"),
    API(TEXT, struct talk, file_name, "file_name"),
};
const struct api_def api_talk_def = API_DEF("Talk", struct talk, talk);

struct exemplars {
	exemplar_list exemplars;
	talk_list talks;
};
static const struct api_member exemplars[] = {
    API_LIST(struct exemplars, exemplars, "exemplars", &api_exemplar_def),
    API_LIST(struct exemplars, talks, "talks", &api_talk_def),
};
const struct api_def api_exemplars_def = API_DEF("Exemplars", struct exemplars, exemplars);

const struct api_def api_unit_exemplars_def = API_DEF("Exemplars", struct exemplars, exemplars);

td_rc api_read_exemplars(struct req *r, void *out)
{
	struct exemplars *o = out;
	unit_id only;
	if (!page_rows_of(r, &only))
		return TD_OK;
	td_rc rc = store_exemplar_list(r->tx, r->year.id, only, &o->exemplars);
	return rc == TD_OK ? store_talk_list(r->tx, r->year.id, only, &o->talks) : rc;
}

td_rc api_read_unit_exemplars(struct req *r, void *out)
{
	return api_read_exemplars(r, out);
}
