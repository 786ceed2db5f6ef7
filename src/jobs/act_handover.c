#include "jobs/act_handover.h"

#include "base/caltime.h"
#include "jobs/act_journal.h"
#include "jobs/act_org.h"
#include "jobs/papers.h"
#include "store/store_meeting.h"
#include "store/store_report.h"

enum { TASKS_MAX = 50, TASK_MAX = 1000 };
static const enum office offices_of[2] = {OFFICE_HEAD, OFFICE_DEPUTY};
static const char *const fields_of[2] = {"head", "deputy"};

/* ---- what stands ---- */

static td_rc look_at_difficulties(struct tx *t, struct handover *h)
{
	difficulty_list all = {0};
	td_rc rc = store_difficulty_list(t, h->y.y.id, (unit_id){0}, &all);
	for (size_t i = all.n; rc == TD_OK && i-- > 0;)
		if (difficulty_open(all.at[i].state))
			VEC_PUSH(t->a, &h->open) = all.at[i];
	return rc;
}

static td_rc look_at_papers(struct tx *t, struct handover *h)
{
	static const enum paper_kind wanted[] = {PAPER_MINUTES, PAPER_SCORE_TABLE, PAPER_REVIEW_REPORT,
						 PAPER_PROPOSAL};
	paper_list made = {0};
	td_rc rc = store_paper_list(t, h->y.y.id, &made);
	for (size_t k = 0; rc == TD_OK && k < sizeof wanted / sizeof *wanted; k++) {
		if (wanted[k] == PAPER_PROPOSAL && !season_uses(h->y.off, SEASON_PROPOSED))
			continue;
		h->n_wanted++;
		for (size_t i = 0; i < made.n; i++)
			if (!made.at[i].replaced_by.set &&
			    str_eq(made.at[i].kind, str_c(paper_kind_code(wanted[k])))) {
				h->n_papers++;
				break;
			}
	}
	return rc;
}

static td_rc look_at_reports(struct tx *t, struct handover *h)
{
	report_period_list periods = {0};
	period_report_list reports = {0};
	td_rc rc = store_period_list(t, h->y.y.id, &periods);
	if (rc == TD_OK)
		rc = store_report_list(t, h->y.y.id, &reports);
	h->n_reports = h->n_unsent = (i64)(periods.n * h->members.n);
	for (size_t i = 0; i < reports.n; i++)
		h->n_unsent -= reports.at[i].state == REPORT_SENT && h->n_unsent > 0;
	return rc;
}

static td_rc look_at_meeting(struct tx *t, struct handover *h)
{
	meeting_list all = {0};
	td_rc rc = store_meeting_list(t, h->y.y.id, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n && !h->promised.n; i++)
		if (all.at[i].kind == MEETING_YEAR_END)
			h->promised = all.at[i].conclusion;
	return rc;
}

static void take_office(struct handover *h, const office_term_list *list, str first)
{
	for (int k = 0; k < 2; k++)
		for (size_t i = list->n; i-- > 0;) {
			const struct office_term *o = &list->at[i];
			if (o->office != offices_of[k] || str_cmp(o->from_on, first) < 0)
				continue;
			h->elected[k] = o->unit;
			h->elected_name[k] = o->unit_name;
		}
}

static str first_of_next(struct tx *t, const struct cluster_year *y)
{
	return day_iso(t->a, (struct day){(int)y->year + 1, 1, 1});
}

static td_rc look_at_next(struct tx *t, struct handover *h)
{
	struct cluster_year next;
	office_term_list old = {0}, new = {0};
	td_rc rc = store_cluster_year_find(t, h->y.y.cluster_code, h->y.y.year + 1, &next);
	if (rc == TD_OK) {
		h->next = OPT(next.id.v);
		rc = store_office_list(t, next.id, &new);
	} else if (rc == TD_NOT_FOUND) {
		rc = TD_OK;
	}
	if (rc == TD_OK)
		rc = store_office_list(t, h->y.y.id, &old);
	take_office(h, &old, first_of_next(t, &h->y.y));
	take_office(h, &new, first_of_next(t, &h->y.y));
	return rc;
}

static td_rc look_at_end(struct tx *t, struct handover *h)
{
	enum season_state next;
	struct err no = err_new(t->a, t->e->lang);
	td_rc rc = act_season_facts(t, &h->y, &h->facts);
	bool closed = h->y.season == SEASON_CLOSED;
	h->handed_over = closed && h->next.set;
	h->at_end = closed || (season_next(h->y.off, h->y.season, &next) && next == SEASON_CLOSED &&
			       season_can(&h->facts, h->y.season, SEASON_CLOSED, STR_NULL, &no) == TD_OK);
	return rc;
}

td_rc act_handover_look(struct tx *t, cluster_year_id id, struct handover *out)
{
	static td_rc (*const looks[])(struct tx *, struct handover *) = {
	    look_at_difficulties, look_at_papers, look_at_reports,
	    look_at_meeting,      look_at_next,   look_at_end};
	*out = (struct handover){.promised = S("")};
	td_rc rc = act_year_get(t, id, &out->y);
	if (rc == TD_OK)
		rc = store_membership_list(t, id, &out->members);
	for (size_t i = 0; rc == TD_OK && i < sizeof looks / sizeof *looks; i++)
		rc = looks[i](t, out);
	return rc;
}

/* ---- the act ---- */

static td_rc check_state(struct tx *t, const struct handover *h, const struct handover_wish *w)
{
	if (h->y.y.rev != w->rev)
		return err_add(t->e, TD_STALE, S("word"),
			       N_("Người khác vừa thay đổi năm này; hãy xem lại danh sách rồi bàn giao."));
	if (h->handed_over)
		return err_add(t->e, TD_CONFLICT, S("word"), N_("Năm này đã bàn giao; năm %lld đang mở."),
			       (long long)h->y.y.year + 1);
	if (!h->at_end)
		return err_add(
		    t->e, TD_CONFLICT, S("word"),
		    N_("Chưa bàn giao được: năm đang ở bước «%s»; hãy hoàn tất các bước rồi bàn giao."),
		    i18n_tr(t->e->lang, season_name(h->y.season)));
	return TD_OK;
}

/* The units that were chosen for offices nobody was elected to. */
static void read_offices(struct tx *t, const struct handover *h, const struct handover_wish *w,
			 unit_id out[2])
{
	for (int k = 0; k < 2; k++) {
		out[k] = h->elected[k];
		for (size_t i = 0; out[k].v == 0 && i < h->members.n; i++)
			if (str_eq(h->members.at[i].unit_code, w->office[k]))
				out[k] = h->members.at[i].unit;
		if (out[k].v == 0 && (w->office[k].n || k == 0))
			err_add(t->e, TD_INVALID, str_c(fields_of[k]),
				N_("%.*s năm sau: hãy chọn một đơn vị thành viên."),
				STRF(k == 0 ? h->y.y.head_title : h->y.y.deputy_title));
	}
	if (out[0].v && out[0].v == out[1].v)
		err_add(t->e, TD_INVALID, S("deputy"), N_("Một đơn vị không thể vừa là trưởng vừa là phó."));
}

typedef VEC(str) task_list;

static void read_tasks(struct tx *t, str lines, task_list *out)
{
	str line;
	while (str_split(&lines, '\n', &line)) {
		line = str_trim(line);
		if (line.n == 0)
			continue;
		VEC_PUSH(t->a, out) = line;
		if (line.n > TASK_MAX)
			err_add(t->e, TD_INVALID, S("tasks"),
				N_("Việc thứ %zu dài quá; hãy tách thành nhiều dòng."), out->n);
	}
	if (out->n > TASKS_MAX)
		err_add(t->e, TD_INVALID, S("tasks"), N_("Quá nhiều việc chuyển tiếp (tối đa %d)."),
			TASKS_MAX);
}

/* Terms without a last day run until handed over: that is the year's last day. */
static td_rc end_terms(struct tx *t, const struct handover *h, str decision)
{
	office_term_list list = {0};
	str first = first_of_next(t, &h->y.y), last = day_iso(t->a, (struct day){(int)h->y.y.year, 12, 31});
	td_rc rc = store_office_list(t, h->y.y.id, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		const struct office_term *o = &list.at[i];
		if (o->to_on.n == 0 && str_cmp(o->from_on, first) < 0)
			rc = act_office_end(t, h->y.y.id, o->id, last, decision, o->rev);
	}
	return rc;
}

static bool is_member(const membership_list *list, unit_id unit)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].unit.v == unit.v)
			return true;
	return false;
}

/* The one that is open lives on in the next year; here it is closed with a word where it went. */
static td_rc carry_difficulties(struct tx *t, const struct handover *h, const struct cluster_year *next,
				i64 *n_carried)
{
	membership_list members = {0};
	str from = arena_fmt(t->a, "Chuyển tiếp từ năm %lld.", (long long)h->y.y.year);
	str to = arena_fmt(t->a, "Chuyển sang năm %lld để giải quyết tiếp.", (long long)next->year);
	td_rc rc = store_membership_list(t, next->id, &members);
	for (size_t i = 0; rc == TD_OK && i < h->open.n; i++) {
		struct difficulty d = h->open.at[i];
		if (!is_member(&members, d.unit))
			continue;
		rc = store_difficulty_carry(t, &d, next->id, from);
		d.state = DIFFICULTY_CLOSED;
		if (rc == TD_OK)
			rc = store_difficulty_move(t, &d, to);
		++*n_carried;
	}
	return rc;
}

static td_rc give_offices(struct tx *t, const struct handover *h, const unit_id units[2],
			  const struct cluster_year *next, str decision)
{
	td_rc rc = TD_OK;
	for (int k = 0; rc == TD_OK && k < 2; k++) {
		struct office_term o = {.year = next->id,
					.unit = units[k],
					.office = offices_of[k],
					.from_on = first_of_next(t, &h->y.y),
					.to_on = STR_NULL,
					.decision = decision};
		if (h->elected[k].v == 0 && units[k].v)
			rc = act_office_give(t, &o, false);
	}
	return rc;
}

static td_rc log_handover(struct tx *t, const struct handover *h, const struct cluster_year *next, str head,
			  i64 n_difficulties, size_t n_tasks)
{
	struct value *after = value_map(t->a);
	value_put_int(t->a, after, "year", h->y.y.year);
	value_put_int(t->a, after, "next", next->year);
	value_put_text(t->a, after, "head", head);
	value_put_int(t->a, after, "difficulties", n_difficulties);
	value_put_int(t->a, after, "tasks", (i64)n_tasks);
	return act_log(t, h->y.y.id.v, "year.handover", "cluster_year", h->y.y.id.v, NULL, after, STR_NULL);
}

static td_rc open_next(struct tx *t, const struct handover *h, str theme, struct cluster_year *out)
{
	if (h->next.set)
		return store_cluster_year_get(t, (cluster_year_id){h->next.v}, out);
	return act_year_next(t, h->y.y.id, theme, out);
}

static td_rc put_tasks(struct tx *t, cluster_year_id year, const task_list *tasks)
{
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < tasks->n; i++)
		rc = store_commitment_add(t, year, tasks->at[i]);
	return rc;
}

static str unit_name(const struct handover *h, unit_id unit)
{
	for (size_t i = 0; i < h->members.n; i++)
		if (h->members.at[i].unit.v == unit.v)
			return h->members.at[i].unit_name;
	return h->elected_name[0];
}

td_rc act_handover(struct tx *t, cluster_year_id id, const struct handover_wish *w, struct cluster_year *out)
{
	struct handover h;
	unit_id units[2];
	task_list tasks = {0};
	struct paper minutes;
	i64 n_carried = 0;
	size_t faults = t->e->n_total;
	td_rc rc = act_handover_look(t, id, &h);
	if (rc == TD_OK)
		rc = check_state(t, &h, w);
	if (rc != TD_OK)
		return rc;
	read_offices(t, &h, w, units);
	read_tasks(t, w->tasks, &tasks);
	if (t->e->n_total != faults)
		return TD_INVALID;
	str decision = w->decision.n ? w->decision
				     : arena_fmt(t->a, "Biên bản bàn giao năm %lld", (long long)h.y.y.year);
	rc = open_next(t, &h, w->theme, out);
	if (rc == TD_OK)
		rc = give_offices(t, &h, units, out, decision);
	if (rc == TD_OK)
		rc = end_terms(t, &h, decision);
	if (rc == TD_OK)
		rc = carry_difficulties(t, &h, out, &n_carried);
	if (rc == TD_OK)
		rc = put_tasks(t, out->id, &tasks);
	if (rc == TD_OK)
		rc = store_cluster_year_get(t, id, &h.y.y);
	if (rc == TD_OK && h.y.season != SEASON_CLOSED)
		rc = act_season_move(t, id, SEASON_CLOSED, STR_NULL, h.y.y.rev);
	if (rc == TD_OK)
		rc = log_handover(t, &h, out, unit_name(&h, units[0]), n_carried, tasks.n);
	return rc == TD_OK ? papers_make(t, PAPER_HANDOVER, id, S(""), &minutes) : rc;
}

td_rc act_commitment_done(struct tx *t, cluster_year_id year, i64 id, str note, i64 rev)
{
	commitment_list all = {0};
	struct commitment *c = NULL;
	note = str_trim(note);
	if (note.n > TASK_MAX)
		return err_add(t->e, TD_INVALID, S("note"), N_("Kết quả: hãy ghi ngắn hơn."));
	td_rc rc = act_year_open(t, year);
	if (rc == TD_OK)
		rc = store_commitment_list(t, year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (all.at[i].id == id)
			c = &all.at[i];
	if (rc != TD_OK || c == NULL)
		return rc == TD_OK ? TD_NOT_FOUND : rc;
	if (c->rev != rev)
		return err_add(t->e, TD_STALE, S("note"),
			       N_("Người khác vừa ghi việc này đã xong; hãy xem lại."));
	c->done_on = day_iso(t->a, day_of_ms(t->now_ms));
	c->done_note = note.n ? note : STR_NULL;
	rc = store_commitment_save(t, c);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "text", c->text);
	if (note.n)
		value_put_text(t->a, after, "note", note);
	return act_log(t, year.v, "commitment.done", "commitment", id, NULL, after, STR_NULL);
}
