/* What a year adds up to, as programs read it: the owner's tasks, how firm the places are, what the meeting has to talk
 * about, the review of a period, the hand-over. */
#include "jobs/act_handover.h"
#include "jobs/midyear.h"
#include "web/api_read.h"
#include "web/page_discussion.h"
#include "web/page_handover.h"
#include "web/page_tasks.h"

API_WORDS(stage_word, score_stage_code, enum score_stage)
API_WORDS(season_word, season_code, enum season_state)

/* ---- tasks ---- */

static const struct api_member task[] = {
    API(TEXT, struct task, title, "title"),
    API(TEXT, struct task, place, "place"),
    API(TEXT, struct task, detail, "detail"),
    API(DAY, struct task, due_on, "due_on"),
    API(TEXT, struct task, href, "page", .label = N_("Trang để làm việc này")),
};
static const struct api_def task_def = API_DEF("Task", struct task, task);

struct tasks {
	VEC(struct task) tasks;
	i64 n_years;
	struct opt_i64 next;
};
static const struct api_member tasks[] = {
    API_LIST(struct tasks, tasks, "tasks", &task_def),
    API(INT, struct tasks, n_years, "years", .label = N_("Số năm còn việc; mỗi lần đọc ba năm")),
    API(OPT_INT, struct tasks, next, "from", .label = N_("Gửi số này để đọc tiếp; null: đã hết")),
};
const struct api_def api_tasks_def = API_DEF("Tasks", struct tasks, tasks);

td_rc api_read_tasks(struct req *r, void *out)
{
	struct tasks *o = out;
	struct tasks_vm *vm = NEW(r->a, struct tasks_vm);
	i64 from = api_number(r, "from");
	td_rc rc = page_tasks_load(r, (u64)from, vm);
	for (size_t i = 0; rc == TD_OK && i < vm->tasks.n; i++) {
		struct task t = vm->tasks.at[i];
		t.due_on = or_null(t.due_on);
		VEC_PUSH(r->a, &o->tasks) = t;
	}
	o->n_years = vm->n_years;
	if (vm->n_years - from > TASKS_YEARS_AT_ONCE)
		o->next = OPT(from + TASKS_YEARS_AT_ONCE);
	return rc;
}

/* ---- how firm the places are ---- */

struct gap {
	str above, below, unit, criterion, text;
	bool same;
	i64 gap_c;
	struct opt_i64 from_c, to_c, points_from_c, points_to_c;
};
static const struct api_member gap[] = {
    API(TEXT, struct gap, above, "above"),
    API(TEXT, struct gap, below, "below"),
    API(POINTS, struct gap, gap_c, "apart"),
    API(BOOL, struct gap, same, "same_rank"),
    API(TEXT, struct gap, unit, "unit",
	.label = N_("Đơn vị mà một mục của nó đổi thì hai bên đổi hạng; null: không có")),
    API(TEXT, struct gap, criterion, "criterion"),
    API(OPT_POINTS, struct gap, from_c, "value_now"),
    API(OPT_POINTS, struct gap, to_c, "value_then"),
    API(OPT_POINTS, struct gap, points_from_c, "points_now"),
    API(OPT_POINTS, struct gap, points_to_c, "points_then"),
    API(TEXT, struct gap, text, "text"),
};
static const struct api_def gap_def = API_DEF("RankGap", struct gap, gap);

struct gaps {
	VEC(struct gap) gaps;
};
static const struct api_member gaps[] = {API_LIST(struct gaps, gaps, "gaps", &gap_def)};
const struct api_def api_gaps_def = API_DEF("RankGaps", struct gaps, gaps);

static struct gap gap_of(struct req *r, const struct scored_year *sy, const struct rank_gap *g)
{
	struct gap out = {.above = sy->members.at[g->above].unit_code,
			  .below = sy->members.at[g->below].unit_code,
			  .gap_c = g->gap_c,
			  .same = g->same,
			  .text = analysis_gap_text(r->tx, sy, g)};
	if (!g->found)
		return out;
	out.unit = sy->members.at[g->unit].unit_code;
	out.criterion = sy->scheme->nodes[g->node].code;
	out.from_c = OPT(g->from_c);
	out.to_c = OPT(g->to_c);
	out.points_from_c = OPT(g->points_from_c);
	out.points_to_c = OPT(g->points_to_c);
	return out;
}

td_rc api_read_gaps(struct req *r, void *out)
{
	struct gaps *o = out;
	struct act_year y;
	struct scored_year sy = {0};
	rank_gap_list all = {0};
	td_rc rc = act_year_get(r->tx, r->year.id, &y);
	if (rc == TD_OK && r->year.scheme.set)
		rc = store_year_load(r->tx, r->year.id, page_standing_stage(y.season), &sy);
	if (rc == TD_OK && sy.computed)
		rc = analysis_gaps(r->tx, &sy, (u32)api_limit(r), &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		VEC_PUSH(r->a, &o->gaps) = gap_of(r, &sy, &all.at[i]);
	return rc;
}

/* ---- what the meeting has to talk about ---- */

struct view_of {
	enum score_stage stage;
	str judge;
	struct opt_i64 a_c, b_c;
	i64 points_c;
	bool standing;
};
static const struct api_member view_of[] = {
    API_ENUM(struct view_of, stage, "stage", stage_word, STAGE__N),
    API(TEXT, struct view_of, judge, "judge", .label = N_("Mã đơn vị chấm chéo")),
    API(OPT_POINTS, struct view_of, a_c, "value"),
    API(OPT_POINTS, struct view_of, b_c, "second"),
    API(POINTS, struct view_of, points_c, "points"),
    API(BOOL, struct view_of, standing, "standing", .label = N_("Giá trị đang được tính")),
};
static const struct api_def view_def = API_DEF("ItemView", struct view_of, view_of);

struct discussed {
	str unit, name, criterion, criterion_name;
	VEC(struct view_of) views;
	i64 least_c, most_c, best_rank, worst_rank, effect_c;
	bool class_moves, decided;
};
static const struct api_member discussed[] = {
    API(TEXT, struct discussed, unit, "unit"),
    API(TEXT, struct discussed, name, "name"),
    API(TEXT, struct discussed, criterion, "criterion"),
    API(TEXT, struct discussed, criterion_name, "criterion_name"),
    API_LIST(struct discussed, views, "views", &view_def),
    API(POINTS, struct discussed, least_c, "least"),
    API(POINTS, struct discussed, most_c, "most"),
    API(INT, struct discussed, best_rank, "best_rank"),
    API(INT, struct discussed, worst_rank, "worst_rank"),
    API(POINTS, struct discussed, effect_c, "effect"),
    API(BOOL, struct discussed, class_moves, "class_moves"),
    API(BOOL, struct discussed, decided, "decided"),
};
static const struct api_def discussed_def = API_DEF("DiscussionItem", struct discussed, discussed);

struct discussion_out {
	VEC(struct discussed) items;
	i64 n_all, n_hidden;
};
static const struct api_member discussion_out[] = {
    API_LIST(struct discussion_out, items, "items", &discussed_def),
    API(INT, struct discussion_out, n_all, "count"),
    API(INT, struct discussion_out, n_hidden, "hidden",
	.label = N_("Mục của chính đơn vị mình, không được xem")),
};
const struct api_def api_discussion_def = API_DEF("Discussion", struct discussion_out, discussion_out);

static str code_of(const struct scored_year *sy, unit_id unit)
{
	for (size_t i = 0; unit.v && i < sy->members.n; i++)
		if (sy->members.at[i].unit.v == unit.v)
			return sy->members.at[i].unit_code;
	return STR_NULL;
}

static struct discussed discussed_of(struct req *r, const struct scored_year *sy,
				     const struct discussion_item *d)
{
	const struct criterion *c = &sy->scheme->nodes[d->node];
	struct discussed out = {.unit = sy->members.at[d->unit].unit_code,
				.name = sy->members.at[d->unit].unit_name,
				.criterion = c->code,
				.criterion_name = c->name,
				.least_c = d->least_c,
				.most_c = d->most_c,
				.best_rank = d->best_rank,
				.worst_rank = d->worst_rank,
				.effect_c = d->effect_c,
				.class_moves = d->class_moves,
				.decided = d->decided};
	for (size_t i = 0; i < d->views.n; i++) {
		const struct item_view *v = &d->views.at[i];
		VEC_PUSH(r->a, &out.views) = (struct view_of){v->entry->stage, code_of(sy, v->entry->judge),
							      v->entry->a_c,   v->entry->b_c,
							      v->points_c,     v->standing};
	}
	return out;
}

td_rc api_read_discussion(struct req *r, void *out)
{
	struct discussion_out *o = out;
	struct discussion *d = NEW(r->a, struct discussion);
	td_rc rc = page_discussion_load(r, d);
	if (rc != TD_OK)
		return rc;
	o->n_all = (i64)d->items.n;
	o->n_hidden = d->n_hidden;
	size_t from = (size_t)api_number(r, "offset"), most = (size_t)api_limit(r);
	for (size_t i = from; i < d->items.n && i - from < most; i++)
		VEC_PUSH(r->a, &o->items) = discussed_of(r, &d->sy, &d->items.at[i]);
	return TD_OK;
}

/* ---- the review of a period ---- */

struct reviewed {
	str unit, name, state, light;
	struct opt_i64 share_c;
	i64 n_green, n_yellow, n_red, n_grey, late_days;
};
static const struct api_member reviewed[] = {
    API(TEXT, struct reviewed, unit, "unit"),
    API(TEXT, struct reviewed, name, "name"),
    API(TEXT, struct reviewed, state, "state", .label = N_("Của báo cáo; null: chưa bắt đầu")),
    API(INT, struct reviewed, late_days, "late_days"),
    API(OPT_POINTS, struct reviewed, share_c, "share_pct"),
    API(TEXT, struct reviewed, light, "light", .label = N_("grey, red, yellow, green")),
    API(INT, struct reviewed, n_green, "green"),
    API(INT, struct reviewed, n_yellow, "yellow"),
    API(INT, struct reviewed, n_red, "red"),
    API(INT, struct reviewed, n_grey, "grey"),
};
static const struct api_def reviewed_def = API_DEF("ReviewedUnit", struct reviewed, reviewed);

struct behind {
	str name, indicator, measure_unit, light, cause;
	i64 plan_c;
	struct opt_i64 actual_c, share_c;
};
static const struct api_member behind[] = {
    API(TEXT, struct behind, name, "name"),
    API(TEXT, struct behind, indicator, "indicator"),
    API(TEXT, struct behind, measure_unit, "measure_unit"),
    API(POINTS, struct behind, plan_c, "plan"),
    API(OPT_POINTS, struct behind, actual_c, "actual"),
    API(OPT_POINTS, struct behind, share_c, "share_pct"),
    API(TEXT, struct behind, light, "light"),
    API(TEXT, struct behind, cause, "cause"),
};
static const struct api_def behind_def = API_DEF("FigureBehind", struct behind, behind);

struct held {
	i64 id, n_people, amount_dong;
	str title, kind, held_on;
};
static const struct api_member held[] = {
    API(INT, struct held, id, "id"),           API(TEXT, struct held, title, "title"),
    API(TEXT, struct held, kind, "kind"),      API(DAY, struct held, held_on, "held_on"),
    API(INT, struct held, n_people, "people"), API(INT, struct held, amount_dong, "amount_dong"),
};
static const struct api_def held_def = API_DEF("ReviewedActivity", struct held, held);

struct review {
	report_period_list periods;
	struct opt_i64 period, collectives_c, people_c;
	i64 n_sent, n_on_time, n_late;
	VEC(struct reviewed) units;
	VEC(struct behind) behind;
	VEC(struct held) activities;
	exemplar_list exemplars;
	talk_list talks;
	difficulty_list difficulties;
};
static const struct api_member review[] = {
    API(OPT_INT, struct review, period, "period", .label = N_("Kỳ đang xem; null: năm chưa có kỳ")),
    API_LIST(struct review, periods, "periods", &api_period_def),
    API(INT, struct review, n_sent, "sent"),
    API(INT, struct review, n_on_time, "on_time"),
    API(INT, struct review, n_late, "late"),
    API(OPT_POINTS, struct review, collectives_c, "collectives_joined_pct"),
    API(OPT_POINTS, struct review, people_c, "people_joined_pct"),
    API_LIST(struct review, units, "units", &reviewed_def),
    API_LIST(struct review, behind, "behind", &behind_def),
    API_LIST(struct review, activities, "activities", &held_def),
    API_LIST(struct review, exemplars, "exemplars", &api_exemplar_def),
    API_LIST(struct review, talks, "talks", &api_talk_def),
    API_LIST(struct review, difficulties, "difficulties", &api_difficulty_row_def),
};
const struct api_def api_review_def = API_DEF("Review", struct review, review);

static const char *const lights[LIGHT__N] = {"grey", "red", "yellow", "green"};

static void put_reviewed(struct req *r, const struct midyear_facts *m, struct review *o)
{
	for (size_t i = 0; m->period && i < m->units.n; i++) {
		const struct midyear_unit *u = &m->units.at[i];
		VEC_PUSH(r->a, &o->units) = (struct reviewed){
		    .unit = u->code,
		    .name = u->name,
		    .state = u->report ? str_c(report_state_code(u->report->state)) : STR_NULL,
		    .light = str_c(lights[u->standing.worst]),
		    .share_c = u->standing.share_c,
		    .n_green = u->standing.n[LIGHT_GREEN],
		    .n_yellow = u->standing.n[LIGHT_YELLOW],
		    .n_red = u->standing.n[LIGHT_RED],
		    .n_grey = u->standing.n[LIGHT_GREY],
		    .late_days = u->report ? u->report->late_days : 0};
	}
	for (size_t i = 0; i < m->late.n; i++) {
		const struct midyear_late *l = &m->late.at[i];
		VEC_PUSH(r->a, &o->behind) = (struct behind){.name = l->unit,
							     .indicator = l->target->indicator,
							     .measure_unit = l->target->measure_unit,
							     .light = str_c(lights[l->light]),
							     .cause = l->cause,
							     .plan_c = l->figure.plan_c,
							     .actual_c = l->figure.actual_c,
							     .share_c = period_figure_share(&l->figure)};
	}
	for (size_t i = 0; i < m->activities.n; i++) {
		const struct midyear_activity *x = &m->activities.at[i];
		VEC_PUSH(r->a, &o->activities) =
		    (struct held){x->activity->id,    x->n_people, x->amount_dong,
				  x->activity->title, x->kind,     x->activity->held_on};
	}
}

td_rc api_read_review(struct req *r, void *out)
{
	struct review *o = out;
	struct midyear_facts *m = NEW(r->a, struct midyear_facts);
	td_rc rc = midyear_load(r->tx, &r->year, api_number(r, "period"), m);
	if (rc != TD_OK)
		return rc;
	o->periods = m->reports.periods;
	o->period = m->period ? OPT(m->period->id) : OPT_NONE;
	o->collectives_c = m->collectives_c;
	o->people_c = m->people_c;
	o->n_sent = m->n_sent;
	o->n_on_time = m->n_on_time;
	o->n_late = m->n_late;
	o->exemplars = m->exemplars;
	o->talks = m->talks;
	o->difficulties = m->difficulties;
	put_reviewed(r, m, o);
	return TD_OK;
}

/* ---- the hand-over ---- */

static const struct api_member commitment[] = {
    API(INT, struct commitment, id, "id"),           API(TEXT, struct commitment, text, "text"),
    API(DAY, struct commitment, done_on, "done_on"), API(TEXT, struct commitment, done_note, "done_note"),
    API(INT, struct commitment, rev, "rev"),
};
static const struct api_def commitment_def = API_DEF("Commitment", struct commitment, commitment);

struct handover_out {
	commitment_list received;
	bool whole, at_end, handed_over;
	enum season_state step;
	i64 rev;
	struct opt_i64 n_papers, n_wanted, n_reports, n_unsent;
	str head, deputy, promised;
	difficulty_list open;
};
static const struct api_member handover_out[] = {
    API_LIST(struct handover_out, received, "received", &commitment_def),
    API(BOOL, struct handover_out, whole, "whole",
	.label = N_("false: chỉ được xem việc nhận từ năm trước, các mục sau để trống")),
    API_ENUM(struct handover_out, step, "step", season_word, SEASON__N),
    API(BOOL, struct handover_out, at_end, "at_end", .label = N_("Bàn giao được ngay")),
    API(BOOL, struct handover_out, handed_over, "handed_over"),
    API(OPT_INT, struct handover_out, n_papers, "papers_made"),
    API(OPT_INT, struct handover_out, n_wanted, "papers_wanted"),
    API(OPT_INT, struct handover_out, n_reports, "reports"),
    API(OPT_INT, struct handover_out, n_unsent, "reports_unsent"),
    API_LIST(struct handover_out, open, "difficulties", &api_difficulty_row_def),
    API(TEXT, struct handover_out, head, "head", .label = N_("Mã đơn vị được bầu; null: chưa bầu")),
    API(TEXT, struct handover_out, deputy, "deputy"),
    API(TEXT, struct handover_out, promised, "tasks",
	.label = N_("Việc chuyển sang năm sau, mỗi việc một dòng")),
    API(INT, struct handover_out, rev, "rev"),
};
const struct api_def api_handover_def = API_DEF("Handover", struct handover_out, handover_out);

static str elected_of(const struct handover *h, int k)
{
	for (size_t i = 0; h->elected[k].v && i < h->members.n; i++)
		if (h->members.at[i].unit.v == h->elected[k].v)
			return h->members.at[i].unit_code;
	return STR_NULL;
}

td_rc api_read_handover(struct req *r, void *out)
{
	struct handover_out *o = out;
	struct handover h;
	td_rc rc = store_commitment_list(r->tx, r->year.id, &o->received);
	o->rev = r->year.rev;
	o->whole = page_handover_whole(r);
	if (rc == TD_OK)
		rc = season_parse(r->year.step, &o->step);
	if (rc != TD_OK || !o->whole)
		return rc;
	rc = act_handover_look(r->tx, r->year.id, &h);
	if (rc != TD_OK)
		return rc;
	o->rev = h.y.y.rev; /* after a command the request's own is the old one */
	o->step = h.y.season;
	o->at_end = h.at_end;
	o->handed_over = h.handed_over;
	o->n_papers = OPT(h.n_papers);
	o->n_wanted = OPT(h.n_wanted);
	o->n_reports = OPT(h.n_reports);
	o->n_unsent = OPT(h.n_unsent);
	o->open = h.open;
	o->head = elected_of(&h, 0);
	o->deputy = elected_of(&h, 1);
	o->promised = or_null(h.promised);
	return TD_OK;
}
