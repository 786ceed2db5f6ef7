#include "jobs/act_calendar.h"

#include "jobs/act_journal.h"
#include "jobs/due.h"

static str today(struct tx *t)
{
	return day_iso(t->a, day_of_ms(t->now_ms));
}

static str shown(struct tx *t, str iso)
{
	struct day d;
	return day_parse_iso(iso, &d) == TD_OK ? day_vi(t->a, d) : iso;
}

static str plan_due(const season_step_list *plan, enum season_state s)
{
	for (size_t i = 0; i < plan->n; i++)
		if (str_eq(plan->at[i].step, str_c(season_code(s))))
			return plan->at[i].due_on;
	return STR_NULL;
}

/* ---- events ---- */

static void check_texts(struct tx *t, const struct calendar_event *c)
{
	if (str_trim(c->title).n == 0)
		err_add(t->e, TD_INVALID, S("title"), N_("Ghi tên việc trong một câu."));
	if (c->title.n > 300 * 4)
		err_add(t->e, TD_INVALID, S("title"), N_("Tên việc dài quá 300 ký tự."));
	if (c->place.n > 300 * 4)
		err_add(t->e, TD_INVALID, S("place"), N_("Địa điểm dài quá 300 ký tự."));
	if (c->note.n > 4000 * 4)
		err_add(t->e, TD_INVALID, S("note"), N_("Ghi chú dài quá 4.000 ký tự."));
	if (c->ends_minute.set && !c->starts_minute.set)
		err_add(t->e, TD_INVALID, S("starts"), N_("Ghi giờ bắt đầu khi đã ghi giờ kết thúc."));
	else if (c->ends_minute.set && str_eq(c->starts_on, c->ends_on) &&
		 c->ends_minute.v < c->starts_minute.v)
		err_add(t->e, TD_INVALID, S("ends"), N_("Giờ kết thúc không thể trước giờ bắt đầu."));
}

static void check_days(struct tx *t, const struct calendar_event *c, const struct cluster_year *y,
		       const season_step_list *plan, const struct calendar_event *old)
{
	struct day d;
	enum season_state step;
	struct due_plan p = {.field = "starts_on",
			     .name = N_("Ngày"),
			     .due_on = c->starts_on,
			     .today = today(t),
			     .year = y->year};
	if (c->kind == EVENT_DEADLINE && c->step.n) {
		if (season_parse(c->step, &step) != TD_OK) {
			err_add(t->e, TD_INVALID, S("step"), N_("Không có bước «%.*s»."), STRF(c->step));
			return;
		}
		p.upto = plan_due(plan, step);
		p.upto_name = season_name(step);
	}
	if (old && str_eq(old->starts_on, c->starts_on))
		p.year = 0; /* it stays where it was: only the order counts */
	if (due_check(&p, t->e) != TD_OK)
		return;
	if (day_parse_iso(c->ends_on, &d) != TD_OK)
		err_add(t->e, TD_INVALID, S("ends_on"),
			N_("«%.*s» không phải là ngày; hãy ghi theo dạng 30/11/2026."), STRF(c->ends_on));
	else if (str_cmp(c->ends_on, c->starts_on) < 0)
		err_add(t->e, TD_INVALID, S("ends_on"), N_("Ngày kết thúc không thể trước ngày bắt đầu."));
}

static const struct value *told(struct tx *t, const struct calendar_event *c)
{
	struct value *v = value_map(t->a);
	value_put_text(t->a, v, "title", c->title);
	value_put_text(t->a, v, "day", shown(t, c->starts_on));
	if (c->place.n)
		value_put_text(t->a, v, "place", c->place);
	return v;
}

td_rc act_event_save(struct tx *t, struct calendar_event *c)
{
	struct act_year y;
	struct calendar_event old = {0};
	season_step_list plan = {0};
	size_t before = t->e->n_total;
	td_rc rc = act_year_get(t, c->year, &y);
	if (rc == TD_OK && c->id)
		rc = store_event_get(t, c->id, &old);
	if (rc == TD_OK && c->id && (old.year.v != c->year.v || old.withdrawn_at_ms.set))
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_season_step_list(t, c->year, &plan);
	if (rc != TD_OK)
		return rc;
	if (!c->ends_on.n)
		c->ends_on = c->starts_on;
	if (c->kind != EVENT_DEADLINE)
		c->step = STR_NULL;
	check_texts(t, c);
	check_days(t, c, &y.y, &plan, c->id ? &old : NULL);
	if (t->e->n_total != before)
		return TD_INVALID;
	if (c->id && old.rev != c->rev)
		return err_add(t->e, TD_STALE, S("title"),
			       N_("Người khác vừa sửa việc này: «%.*s», ngày %.*s; hãy xem rồi lưu lại."),
			       STRF(old.title), STRF(shown(t, old.starts_on)));
	bool is_new = c->id == 0;
	rc = is_new ? store_event_add(t, c) : store_event_save(t, c);
	if (rc != TD_OK)
		return rc;
	return act_log(t, c->year.v, is_new ? "event.add" : "event.save", "calendar_event", c->id,
		       is_new ? NULL : told(t, &old), told(t, c), STR_NULL);
}

td_rc act_event_withdraw(struct tx *t, cluster_year_id year, i64 id, i64 rev, str why)
{
	struct calendar_event c;
	td_rc rc = store_event_get(t, id, &c);
	if (rc == TD_OK && c.year.v != year.v)
		return TD_NOT_FOUND;
	if (rc != TD_OK)
		return rc;
	if (str_trim(why).n == 0)
		return err_add(t->e, TD_INVALID, S("why"), N_("Ghi lý do bỏ việc này khỏi lịch."));
	if (c.withdrawn_at_ms.set)
		return err_add(t->e, TD_CONFLICT, S("why"), N_("Việc này đã được bỏ khỏi lịch."));
	if (c.rev != rev)
		return err_add(t->e, TD_STALE, S("why"),
			       N_("Người khác vừa sửa việc này: «%.*s», ngày %.*s; hãy xem rồi lưu lại."),
			       STRF(c.title), STRF(shown(t, c.starts_on)));
	rc = store_event_withdraw(t, &c, str_trim(why));
	return rc == TD_OK ? act_log(t, year.v, "event.withdraw", "calendar_event", id, NULL, told(t, &c),
				     str_trim(why))
			   : rc;
}

/* ---- days of steps ---- */

struct dues {
	struct tx *t;
	struct act_year y;
	season_step_list plan;
	str due[SEASON__N]; /* as they shall be */
	bool moved[SEASON__N];
};

static td_rc dues_load(struct tx *t, cluster_year_id year, struct dues *d)
{
	*d = (struct dues){.t = t};
	td_rc rc = act_year_get(t, year, &d->y);
	if (rc == TD_OK)
		rc = store_season_step_list(t, year, &d->plan);
	for (int i = 0; rc == TD_OK && i < SEASON__N; i++)
		d->due[i] = plan_due(&d->plan, (enum season_state)i);
	return rc;
}

/* The next used step with a day; SEASON__N: none. */
static int next_with_day(const struct dues *d, int step)
{
	for (int i = step + 1; i < SEASON__N; i++)
		if (d->due[i].n && season_uses(d->y.off, (enum season_state)i))
			return i;
	return SEASON__N;
}

/* What moved is not past, and of two neighbours of which one moved the first is not later. */
static td_rc dues_check(struct dues *d)
{
	td_rc rc = TD_OK;
	for (int i = 0; i < SEASON__N; i++) {
		int next = next_with_day(d, i);
		bool looked = d->moved[i] || (next < SEASON__N && d->moved[next]);
		if (!looked || !d->due[i].n || !season_uses(d->y.off, (enum season_state)i))
			continue;
		const char *code = season_code((enum season_state)i);
		struct due_plan p = {.field = arena_fmt(d->t->a, "due[%s]", code).p,
				     .name = season_name((enum season_state)i),
				     .due_on = d->due[i],
				     .today = today(d->t),
				     .year = d->moved[i] ? d->y.y.year : 0};
		if (next < SEASON__N)
			p.upto = d->due[next], p.upto_name = season_name((enum season_state)next);
		if (due_check(&p, d->t->e) != TD_OK)
			rc = TD_INVALID;
	}
	return rc;
}

static td_rc dues_save(struct dues *d, int i, str reason)
{
	struct tx *t = d->t;
	struct season_step s = {
	    .year = d->y.y.id, .step = str_c(season_code((enum season_state)i)), .enabled = true};
	struct value *before = value_map(t->a), *after = value_map(t->a);
	for (size_t k = 0; k < d->plan.n; k++)
		if (str_eq(d->plan.at[k].step, s.step))
			s = d->plan.at[k];
	if (s.due_on.n)
		value_put_text(t->a, before, "due", shown(t, s.due_on));
	value_put_text(t->a, after, "step", str_c(season_name((enum season_state)i)));
	if (d->due[i].n)
		value_put_text(t->a, after, "due", shown(t, d->due[i]));
	s.due_on = d->due[i];
	td_rc rc = store_season_step_put(t, &s);
	return rc == TD_OK
		   ? act_log(t, s.year.v, "season.due", "season_step", s.year.v, before, after, reason)
		   : rc;
}

td_rc act_due_set(struct tx *t, cluster_year_id year, const struct act_due *dues, size_t n, str reason)
{
	struct dues d;
	td_rc rc = dues_load(t, year, &d);
	for (size_t i = 0; rc == TD_OK && i < n; i++) {
		str now = dues[i].due_on.n ? dues[i].due_on : STR_NULL;
		d.moved[dues[i].step] =
		    !(now.n == 0 && d.due[dues[i].step].n == 0) && str_cmp(now, d.due[dues[i].step]) != 0;
		d.due[dues[i].step] = now;
	}
	if (rc == TD_OK)
		rc = dues_check(&d);
	for (int i = 0; rc == TD_OK && i < SEASON__N; i++)
		if (d.moved[i])
			rc = dues_save(&d, i, reason);
	return rc;
}

/* ---- more time ---- */

static const struct due *find_due(const struct due_year *d, enum due_kind kind, i64 ref, str unit_code)
{
	for (size_t i = 0; i < d->list.n; i++) {
		const struct due *x = &d->list.at[i];
		if (x->kind == kind && x->ref == ref && (!unit_code.n || str_eq(x->unit_code, unit_code)))
			return x;
	}
	return NULL;
}

static bool is_step(enum due_kind k)
{
	return k == DUE_STEP || k == DUE_REGISTRATION || k == DUE_CARD || k == DUE_CHECK ||
	       k == DUE_EXPLANATION;
}

static td_rc check_extension(struct tx *t, const struct due_year *y, const struct due *d, str due_on,
			     str reason)
{
	struct day day;
	size_t before = t->e->n_total;
	if (str_trim(reason).n == 0)
		err_add(t->e, TD_INVALID, S("reason"), N_("Ghi lý do gia hạn."));
	if (reason.n > 1000 * 4)
		err_add(t->e, TD_INVALID, S("reason"), N_("Lý do dài quá 1.000 ký tự."));
	if (day_parse_iso(due_on, &day) != TD_OK)
		err_add(t->e, TD_INVALID, S("due_on"),
			N_("«%.*s» không phải là ngày; hãy ghi theo dạng 30/11/2026."), STRF(due_on));
	else if (!d->due_on.n)
		err_add(t->e, TD_CONFLICT, S("due_on"), N_("Việc này chưa đặt hạn nên chưa gia hạn được."));
	else if (str_cmp(due_on, d->due_on) <= 0)
		err_add(t->e, TD_INVALID, S("due_on"), N_("Hạn mới phải sau hạn đang có là %.*s."),
			STRF(shown(t, d->due_on)));
	if (t->e->n_total != before)
		return TD_INVALID;
	struct due_plan p = {.field = "due_on", .due_on = due_on, .today = today(t), .year = y->y.y.year};
	return due_check(&p, t->e);
}

static td_rc extend_unit(struct tx *t, const struct due_year *y, const struct due *d, str due_on, str reason)
{
	struct due_extension x = {.year = y->y.y.id,
				  .unit = d->unit,
				  .kind = d->kind,
				  .ref = d->ref,
				  .due_on = due_on,
				  .reason = str_trim(reason)};
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "unit", d->unit_name);
	value_put_text(t->a, after, "what", due_title(t->a, LANG_VI, d));
	value_put_text(t->a, after, "due", shown(t, due_on));
	td_rc rc = store_extension_put(t, &x);
	return rc == TD_OK
		   ? act_log(t, y->y.y.id.v, "due.extend", "due_extension", d->unit.v, NULL, after, x.reason)
		   : rc;
}

td_rc act_due_extend(struct tx *t, cluster_year_id year, enum due_kind kind, i64 ref, str unit_code,
		     str due_on, str reason)
{
	struct due_year y;
	td_rc rc = due_load(t, year, &y);
	if (rc != TD_OK)
		return rc;
	const struct due *d = find_due(&y, kind, ref, unit_code);
	if (d == NULL || (unit_code.n && !due_of_units(kind)))
		return TD_NOT_FOUND;
	rc = check_extension(t, &y, d, due_on, reason);
	if (rc != TD_OK || unit_code.n)
		return rc == TD_OK ? extend_unit(t, &y, d, due_on, reason) : rc;
	if (!is_step(kind))
		return err_add(
		    t->e, TD_CONFLICT, S("due_on"),
		    N_("Hạn chung của việc này sửa ở trang của nó; tại đây chỉ gia hạn cho từng đơn vị."));
	struct act_due one = {(enum season_state)ref, due_on};
	return act_due_set(t, year, &one, 1, str_trim(reason));
}
