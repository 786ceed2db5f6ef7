#include "jobs/due.h"

#include "store/store_calendar.h"
#include "store/store_check.h"
#include "store/store_meeting.h"
#include "store/store_registration.h"
#include "store/store_score.h"

struct look {
	struct tx *t;
	struct due_year *out;
	extension_list extensions;
};

static const struct season_step *step_of(const struct due_year *d, enum season_state s)
{
	for (size_t i = 0; i < d->plan.n; i++)
		if (str_eq(d->plan.at[i].step, str_c(season_code(s))))
			return &d->plan.at[i];
	return NULL;
}

static str step_due(const struct due_year *d, enum season_state s)
{
	const struct season_step *p = step_of(d, s);
	return p ? p->due_on : STR_NULL;
}

/* ---- steps ---- */

/* When the step was left: the first later one that was entered. */
static struct opt_i64 step_left(const struct due_year *d, enum season_state s)
{
	for (int k = (int)s + 1; k <= (int)d->y.season; k++) {
		const struct season_step *p = step_of(d, (enum season_state)k);
		if (p && p->entered_at_ms.set)
			return p->entered_at_ms;
	}
	return OPT_NONE;
}

/* Steps that every unit does for itself stand in the list unit by unit. */
static bool by_units(enum season_state s)
{
	return s == SEASON_REGISTERING || s == SEASON_SELF_SCORING;
}

static void put_steps(struct look *k)
{
	struct due_year *d = k->out;
	for (int i = SEASON_PREPARING; i < SEASON_CLOSED; i++) {
		enum season_state s = (enum season_state)i;
		if (!season_uses(d->y.off, s) || (by_units(s) && d->members.n))
			continue;
		enum due_state state = s < d->y.season ? DUE_DONE : s == d->y.season ? DUE_OPEN : DUE_WAITING;
		VEC_PUSH(k->t->a, &d->list) = (struct due){
		    .kind = DUE_STEP,
		    .ref = i,
		    .due_on = step_due(d, s),
		    .state = state,
		    .done_at_ms = state == DUE_DONE ? step_left(d, s) : OPT_NONE,
		};
	}
}

/* ---- what units send ---- */

/* With the unit's own day, if it was given one. */
static void put_of_unit(struct look *k, struct due x, const struct membership *m)
{
	x.unit = m->unit;
	x.unit_code = m->unit_code;
	x.unit_name = m->unit_name;
	for (size_t i = 0; i < k->extensions.n; i++) {
		const struct due_extension *e = &k->extensions.at[i];
		if (e->unit.v == m->unit.v && e->kind == x.kind && e->ref == x.ref &&
		    str_cmp(e->due_on, x.due_on) > 0) {
			x.due_on = e->due_on;
			x.extended = true;
		}
	}
	VEC_PUSH(k->t->a, &k->out->list) = x;
}

/* What is asked in one step of the year: waits before it, is open in it and, where it was given more time, after it. */
static enum due_state in_step(const struct due_year *d, enum season_state s)
{
	return d->y.season < s ? DUE_WAITING : d->y.season == s ? DUE_OPEN : DUE_MISSED;
}

static td_rc put_registrations(struct look *k)
{
	struct due_year *d = k->out;
	registration_list list = {0};
	td_rc rc = store_registration_list(k->t, d->y.y.id, &list);
	if (!season_uses(d->y.off, SEASON_REGISTERING))
		return rc;
	for (size_t u = 0; rc == TD_OK && u < d->members.n; u++) {
		struct due x = {.kind = DUE_REGISTRATION,
				.ref = SEASON_REGISTERING,
				.due_on = step_due(d, SEASON_REGISTERING),
				.state = in_step(d, SEASON_REGISTERING)};
		/* late joiners register until the scores begin */
		if (x.state == DUE_MISSED && d->y.season == SEASON_RUNNING)
			x.state = DUE_OPEN;
		for (size_t i = 0; i < list.n; i++) {
			const struct registration *r = &list.at[i];
			if (r->unit.v != d->members.at[u].unit.v)
				continue;
			if (r->state == REGISTRATION_PENDING || r->state == REGISTRATION_APPROVED)
				x.state = DUE_DONE, x.done_at_ms = r->sent_at_ms;
		}
		put_of_unit(k, x, &d->members.at[u]);
	}
	return rc;
}

static const struct period_report *report_of(const period_report_list *list, i64 period, unit_id unit)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].period == period && list->at[i].unit.v == unit.v)
			return &list->at[i];
	return NULL;
}

/* A period is open from its first day on. */
static td_rc put_reports(struct look *k)
{
	struct due_year *d = k->out;
	str today = day_iso(k->t->a, day_of_ms(k->t->now_ms));
	td_rc rc = store_period_list(k->t, d->y.y.id, &d->periods);
	if (rc == TD_OK)
		rc = store_report_list(k->t, d->y.y.id, &d->reports);
	for (size_t i = 0; rc == TD_OK && i < d->periods.n; i++) {
		const struct report_period *p = &d->periods.at[i];
		for (size_t u = 0; !p->withdrawn_at_ms.set && u < d->members.n; u++) {
			const struct period_report *r = report_of(&d->reports, p->id, d->members.at[u].unit);
			struct due x = {.kind = DUE_REPORT, .ref = p->id, .due_on = p->due_on};
			x.title =
			    arena_fmt(k->t->a, i18n_tr(k->t->e->lang, N_("Báo cáo: %.*s")), STRF(p->name));
			x.state = str_cmp(p->starts_on, today) > 0 ? DUE_WAITING
				  : d->y.season == SEASON_CLOSED   ? DUE_MISSED
								   : DUE_OPEN;
			if (r && r->state == REPORT_SENT)
				x.state = DUE_DONE, x.done_at_ms = r->sent_at_ms;
			put_of_unit(k, x, &d->members.at[u]);
		}
	}
	return rc;
}

const struct scorecard *due_card(const struct due_year *d, unit_id unit)
{
	for (size_t i = 0; i < d->cards.n; i++)
		if (d->cards.at[i].unit.v == unit.v && d->cards.at[i].stage == STAGE_SELF)
			return &d->cards.at[i];
	return NULL;
}

static td_rc put_cards(struct look *k)
{
	struct due_year *d = k->out;
	td_rc rc = store_scorecard_list(k->t, d->y.y.id, &d->cards);
	for (size_t u = 0; rc == TD_OK && u < d->members.n; u++) {
		const struct scorecard *c = due_card(d, d->members.at[u].unit);
		struct due x = {.kind = DUE_CARD,
				.ref = SEASON_SELF_SCORING,
				.due_on = step_due(d, SEASON_SELF_SCORING),
				.state = in_step(d, SEASON_SELF_SCORING)};
		if (c && c->state == CARD_RETURNED)
			x.state = d->y.frozen ? DUE_MISSED : DUE_OPEN;
		else if (c && c->state != CARD_DRAFT)
			x.state = DUE_DONE, x.done_at_ms = c->submitted_at_ms;
		put_of_unit(k, x, &d->members.at[u]);
	}
	return rc;
}

/* A unit's checks are one thing, done with its last one; open until the verification is over. Before the assignment is
 * published nobody knows who checks whom. */
static td_rc put_checks(struct look *k)
{
	struct due_year *d = k->out;
	struct crosscheck c = {0};
	td_rc rc = TD_OK;
	if (d->y.season < SEASON_CROSS_CHECKING || !season_uses(d->y.off, SEASON_CROSS_CHECKING))
		return TD_OK;
	rc = store_crosscheck_get(k->t, d->y.y.id, &c);
	if (rc == TD_OK && c.published_at_ms.set)
		rc = store_crosscheck_pairs(k->t, d->y.y.id, &d->pairs);
	for (size_t u = 0; rc == TD_OK && u < d->members.n; u++) {
		struct due x = {.kind = DUE_CHECK,
				.ref = SEASON_CROSS_CHECKING,
				.due_on = step_due(d, SEASON_CROSS_CHECKING),
				.state = DUE_DONE};
		size_t n = 0;
		for (size_t i = 0; i < d->pairs.n; i++) {
			const struct crosscheck_pair *p = &d->pairs.at[i];
			if (p->checker.v != d->members.at[u].unit.v)
				continue;
			n++;
			if (!p->finished_at_ms.set)
				x.state = d->y.season > SEASON_VERIFYING ? DUE_MISSED : DUE_OPEN;
			else if (!x.done_at_ms.set || x.done_at_ms.v < p->finished_at_ms.v)
				x.done_at_ms = p->finished_at_ms;
		}
		if (x.state != DUE_DONE)
			x.done_at_ms = OPT_NONE;
		if (n)
			put_of_unit(k, x, &d->members.at[u]);
	}
	return rc;
}

/* Of units whose scores the verification changed, once they are asked. */
static td_rc put_explanations(struct look *k)
{
	struct due_year *d = k->out;
	td_rc rc = TD_OK;
	if (d->y.season < SEASON_EXPLAINING || !season_uses(d->y.off, SEASON_EXPLAINING))
		return TD_OK;
	rc = act_explain_items(k->t, d->y.y.id, (unit_id){0}, &d->explained);
	for (size_t u = 0; rc == TD_OK && u < d->members.n; u++) {
		struct due x = {.kind = DUE_EXPLANATION,
				.ref = SEASON_EXPLAINING,
				.due_on = step_due(d, SEASON_EXPLAINING),
				.state = DUE_DONE};
		size_t n = 0;
		for (size_t i = 0; i < d->explained.n; i++) {
			const struct explain_item *e = &d->explained.at[i];
			if (e->unit.v != d->members.at[u].unit.v)
				continue;
			n++;
			if (!e->answer)
				x.state = d->y.season == SEASON_EXPLAINING ? DUE_OPEN : DUE_MISSED;
		}
		if (n)
			put_of_unit(k, x, &d->members.at[u]);
	}
	return rc;
}

/* ---- the rest ---- */

static td_rc put_difficulties(struct look *k)
{
	const difficulty_list *list = &k->out->difficulties;
	td_rc rc = store_difficulty_list(k->t, k->out->y.y.id, (unit_id){0}, &k->out->difficulties);
	for (size_t i = 0; rc == TD_OK && i < list->n; i++) {
		const struct difficulty *d = &list->at[i];
		if (d->state == DIFFICULTY_ASSIGNED && d->due_on.n)
			VEC_PUSH(k->t->a, &k->out->list) = (struct due){.kind = DUE_DIFFICULTY,
									.ref = d->id,
									.unit = d->unit,
									.unit_code = d->unit_code,
									.unit_name = d->unit_name,
									.user = d->assigned_to,
									.due_on = d->due_on,
									.state = DUE_OPEN,
									.title = d->title};
	}
	return rc;
}

static enum due_state passed(struct tx *t, str last_on)
{
	return str_cmp(last_on, day_iso(t->a, day_of_ms(t->now_ms))) < 0 ? DUE_DONE : DUE_OPEN;
}

static td_rc put_events(struct look *k)
{
	event_list list = {0};
	td_rc rc = store_event_list(k->t, k->out->y.y.id, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		const struct calendar_event *c = &list.at[i];
		if (c->withdrawn_at_ms.set)
			continue;
		VEC_PUSH(k->t->a, &k->out->list) = (struct due){
		    .kind = DUE_EVENT,
		    .ref = c->id,
		    .due_on = c->starts_on,
		    .ends_on = str_eq(c->starts_on, c->ends_on) ? STR_NULL : c->ends_on,
		    .state = passed(k->t, c->ends_on),
		    .title = c->title,
		    .starts_minute = c->starts_minute,
		    .ends_minute = c->ends_minute,
		    .place = c->place,
		    .note = c->note,
		    .code = str_c(event_kind_code(c->kind)),
		    .changed_at_ms = c->changed_at_ms,
		    .rev = c->rev,
		};
	}
	return rc;
}

static struct opt_i64 minute_of(struct opt_i64 at_ms)
{
	return at_ms.set ? OPT((at_ms.v - day_start_ms(day_of_ms(at_ms.v))) / 60000) : OPT_NONE;
}

static td_rc put_meetings(struct look *k)
{
	meeting_list list = {0};
	td_rc rc = store_meeting_list(k->t, k->out->y.y.id, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		const struct meeting *m = &list.at[i];
		if (!m->start_at_ms.set)
			continue;
		str on = day_iso(k->t->a, day_of_ms(m->start_at_ms.v));
		VEC_PUSH(k->t->a, &k->out->list) = (struct due){
		    .kind = DUE_MEETING,
		    .ref = m->id.v,
		    .due_on = on,
		    .state = passed(k->t, on),
		    .title = str_c(i18n_tr(k->t->e->lang, meeting_kind_name(m->kind))),
		    .starts_minute = minute_of(m->start_at_ms),
		    .ends_minute = minute_of(m->end_at_ms),
		    .place = m->place,
		    .code = S("meeting"),
		    .rev = m->rev,
		};
	}
	return rc;
}

td_rc due_load(struct tx *t, cluster_year_id year, struct due_year *out)
{
	struct look k = {.t = t, .out = out};
	*out = (struct due_year){0};
	td_rc rc = act_year_get(t, year, &out->y);
	if (rc == TD_OK)
		rc = store_season_step_list(t, year, &out->plan);
	if (rc == TD_OK)
		rc = store_membership_list(t, year, &out->members);
	if (rc == TD_OK)
		rc = store_extension_list(t, year, &k.extensions);
	if (rc == TD_OK)
		put_steps(&k);
	if (rc == TD_OK)
		rc = put_registrations(&k);
	if (rc == TD_OK)
		rc = put_reports(&k);
	if (rc == TD_OK)
		rc = put_cards(&k);
	if (rc == TD_OK)
		rc = put_checks(&k);
	if (rc == TD_OK)
		rc = put_explanations(&k);
	if (rc == TD_OK)
		rc = put_difficulties(&k);
	if (rc == TD_OK)
		rc = put_events(&k);
	if (rc == TD_OK)
		rc = put_meetings(&k);
	if (rc == TD_OK)
		due_sort(t->a, out->list.at, out->list.n);
	return rc;
}

bool due_seen_by(const struct due *d, bool all, unit_id own, user_id who)
{
	if (d->kind == DUE_DIFFICULTY)
		return all || (own.v && d->unit.v == own.v) || (d->user.set && who.v && d->user.v == who.v);
	return all || d->unit.v == 0 || d->unit.v == own.v;
}

str due_title(struct arena *a, enum lang lang, const struct due *d)
{
	if (d->title.n && d->kind == DUE_DIFFICULTY)
		return arena_fmt(a, "%s: %.*s", i18n_tr(lang, due_kind_name(d->kind)), STRF(d->title));
	if (d->title.n)
		return d->title;
	if (d->kind == DUE_STEP)
		return arena_fmt(a, i18n_tr(lang, N_("Hết bước «%s»")),
				 i18n_tr(lang, season_name((enum season_state)d->ref)));
	return str_c(i18n_tr(lang, due_kind_name(d->kind)));
}

str due_path(struct arena *a, const struct due *d)
{
	switch (d->kind) {
	case DUE_REGISTRATION:
		return d->unit.v ? arena_fmt(a, "/dang-ky/%.*s", STRF(d->unit_code)) : S("/dang-ky");
	case DUE_REPORT:
		return d->unit.v ? arena_fmt(a, "/bao-cao/%.*s/%lld", STRF(d->unit_code), (long long)d->ref)
				 : S("/bao-cao");
	case DUE_CARD:
		return d->unit.v ? arena_fmt(a, "/cham-diem/%.*s", STRF(d->unit_code)) : S("/bang-diem");
	case DUE_CHECK:
		return d->unit.v ? arena_fmt(a, "/cham-cheo/%.*s", STRF(d->unit_code)) : S("/phan-cong");
	case DUE_EXPLANATION:
		return d->unit.v ? arena_fmt(a, "/giai-trinh/%.*s", STRF(d->unit_code)) : S("/giai-trinh");
	case DUE_DIFFICULTY:
		return arena_fmt(a, "/kho-khan/%.*s/%lld", STRF(d->unit_code), (long long)d->ref);
	case DUE_EVENT:
		return arena_fmt(a, "/lich/%lld", (long long)d->ref);
	case DUE_MEETING:
		return S("/hop");
	default:
		return S("");
	}
}

static bool same_thing(const struct due *a, const struct due *b)
{
	return a->kind == b->kind && a->ref == b->ref && str_cmp(a->due_on, b->due_on) == 0;
}

void due_groups(struct arena *a, const due_list *list, bool all, unit_id own, user_id who,
		due_group_list *out)
{
	*out = (due_group_list){0};
	for (size_t i = 0; i < list->n; i++) {
		const struct due *d = &list->at[i];
		if (!due_seen_by(d, all, own, who))
			continue;
		struct due_group *last = out->n ? &out->at[out->n - 1] : NULL;
		if (!last || !same_thing(last->first, d))
			last = &VEC_PUSH(a, out), last->first = d;
		last->n++;
		last->n_done += d->state == DUE_DONE;
		last->n_late += due_days_late(d) > 0;
	}
}
