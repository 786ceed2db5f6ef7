#include "jobs/act_meeting_live.h"

#include "jobs/act_journal.h"

/* Loading -------------------------------------------------------------------------------------------------------- */

static td_rc load(struct tx *t, struct act_meeting *k)
{
	td_rc rc = store_meeting_rule_get(t, k->m.id, &k->rule);
	if (rc == TD_OK)
		rc = store_meeting_item_list(t, k->m.id, &k->items);
	if (rc == TD_OK)
		rc = store_meeting_event_list(t, k->m.id, &k->events);
	if (rc == TD_OK)
		rc = store_membership_list(t, k->m.year, &k->members);
	if (rc != TD_OK)
		return rc;
	meeting_live_fold(t->a, k->events.at, k->events.n, &k->now);
	meeting_live_quorum(t->a, &k->now, (i64)k->members.n, k->rule.quorum_num, k->rule.quorum_den,
			    &k->quorum);
	return TD_OK;
}

td_rc act_meeting_load(struct tx *t, meeting_id id, struct act_meeting *out)
{
	*out = (struct act_meeting){0};
	td_rc rc = store_meeting_get(t, id, &out->m);
	return rc == TD_OK ? load(t, out) : rc;
}

bool act_meeting_at_opening(struct arena *a, const struct act_meeting *m, struct meeting_quorum *out)
{
	struct meeting_now now;
	size_t n = 0;
	while (n < m->events.n && m->events.at[n].kind != MEETING_EVENT_OPENED)
		n++;
	if (n == m->events.n)
		return false;
	meeting_live_fold(a, m->events.at, n, &now);
	meeting_live_quorum(a, &now, (i64)m->members.n, m->rule.quorum_num, m->rule.quorum_den, out);
	return true;
}

td_rc act_meeting_of_year(struct tx *t, cluster_year_id year, struct act_meeting *out)
{
	meeting_list all = {0};
	*out = (struct act_meeting){0};
	td_rc rc = store_meeting_list(t, year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (all.at[i].kind == MEETING_YEAR_END) {
			out->m = all.at[i];
			return load(t, out);
		}
	return rc == TD_OK ? TD_NOT_FOUND : rc;
}

/* What happens --------------------------------------------------------------------------------------------------- */

static const struct membership *member_of(const struct act_meeting *k, struct opt_i64 unit)
{
	for (size_t i = 0; unit.set && i < k->members.n; i++)
		if (k->members.at[i].unit.v == unit.v)
			return &k->members.at[i];
	return NULL;
}

static const struct meeting_item *item_of(const struct act_meeting *k, i64 id)
{
	for (size_t i = 0; i < k->items.n; i++)
		if (k->items.at[i].id == id)
			return &k->items.at[i];
	return NULL;
}

static td_rc log_event(struct tx *t, const struct act_meeting *k, const struct meeting_event *x)
{
	struct value *after = value_map(t->a);
	const struct membership *m = member_of(k, x->unit);
	const struct meeting_item *item = item_of(k, x->ref ? x->ref : k->now.item);
	if (m)
		value_put_text(t->a, after, "unit", m->unit_name);
	if (x->person.n)
		value_put_text(t->a, after, "person", x->person);
	if (x->text.n)
		value_put_text(t->a, after, "text", x->text);
	if (item && (x->kind == MEETING_EVENT_ITEM_BEGUN || x->kind == MEETING_EVENT_ITEM_ENDED))
		value_put_text(t->a, after, "item", item->title);
	if (x->kind == MEETING_EVENT_SHOW)
		value_put_text(t->a, after, "view", str_c(meeting_view_name((enum meeting_view)x->n)));
	if (x->kind == MEETING_EVENT_OPENED || x->kind == MEETING_EVENT_CLOSED)
		value_put_text(t->a, after, "quorum", k->quorum.sentence);
	value_put_int(t->a, after, "n", x->n);
	const char *action = arena_fmt(t->a, "meeting.%s", meeting_event_code(x->kind)).p;
	return act_log(t, k->m.year.v, action, "meeting", k->m.id.v, NULL, after, STR_NULL);
}

/* A line of the programme is named by its id, a unit is a member. */
static td_rc known(struct tx *t, const struct act_meeting *k, const struct meeting_event *x)
{
	if (x->unit.set && member_of(k, x->unit) == NULL)
		return err_add(t->e, TD_INVALID, S("unit"), N_("Đơn vị này không phải thành viên của năm."));
	if (x->kind == MEETING_EVENT_ITEM_BEGUN && item_of(k, x->ref) == NULL)
		return err_add(t->e, TD_INVALID, S("item"), N_("Chọn nội dung trong chương trình."));
	return TD_OK;
}

/* The roll follows who comes; who leaves early was there. */
static td_rc follow_roll(struct tx *t, const struct act_meeting *k, const struct meeting_event *x)
{
	bool comes = x->kind == MEETING_EVENT_ATTENDED, found;
	if (!x->unit.set || (!comes && k->now.phase != MEETING_PLANNED))
		return TD_OK;
	enum presence p = !comes ? PRESENCE_ABSENT : x->n ? PRESENCE_PROXY : PRESENCE_PRESENT;
	td_rc rc = store_attendance_come(t, k->m.id, (unit_id){x->unit.v}, x->person, p, &found);
	if (rc != TD_OK || found || !comes)
		return rc;
	attendance_list all = {0};
	rc = store_attendance_list(t, k->m.id, &all);
	VEC_PUSH(t->a, &all) =
	    (struct attendance){.unit = x->unit, .person_name = x->person, .presence = p, .votes = true};
	return rc == TD_OK ? store_attendance_set(t, k->m.id, &all) : rc;
}

/* The hall has seen the first place: from now on the members see all figures. */
static td_rc follow_reveal(struct tx *t, const struct act_meeting *k, const struct meeting_event *x)
{
	struct ranking ranking;
	ranking_row_list rows = {0};
	td_rc rc = store_ranking_latest(t, k->m.year, &ranking);
	if (rc == TD_NOT_FOUND)
		return err_add(t->e, TD_CONFLICT, S("reveal"),
			       N_("Chưa có bảng xếp hạng đã niêm phong để công bố."));
	if (rc == TD_OK)
		rc = store_ranking_rows(t, ranking.id, &rows);
	if (rc == TD_OK && x->n > (i64)rows.n)
		return err_add(t->e, TD_CONFLICT, S("reveal"), N_("Đã công bố hết các thứ hạng."));
	if (rc != TD_OK || x->n < (i64)rows.n)
		return rc;
	struct cluster_year y;
	rc = store_cluster_year_get(t, k->m.year, &y);
	return rc == TD_OK && !y.revealed_at_ms.set ? act_reveal(t, k->m.year, false) : rc;
}

static td_rc follow(struct tx *t, const struct act_meeting *k, const struct meeting_event *x)
{
	switch (x->kind) {
	case MEETING_EVENT_ATTENDED:
	case MEETING_EVENT_LEFT:
		return follow_roll(t, k, x);
	case MEETING_EVENT_REVEAL:
		return follow_reveal(t, k, x);
	default:
		return TD_OK;
	}
}

static td_rc happen(struct tx *t, const struct act_meeting *k, struct meeting_event *x)
{
	x->person = str_trim(x->person);
	x->text = str_trim(x->text);
	if (x->person.n == 0 && x->kind == MEETING_EVENT_LEFT) {
		const struct meeting_guest *g = meeting_live_guest(&k->now, x->unit, x->person);
		x->person = g ? g->person : STR_NULL;
	}
	td_rc rc = act_year_open(t, k->m.year);
	if (rc == TD_OK)
		rc = known(t, k, x);
	if (rc == TD_OK)
		rc = meeting_live_can(&k->now, x, t->e);
	if (rc != TD_OK)
		return rc;
	x->ordinal = k->now.last + 1;
	x->at_ms = t->now_ms > k->now.last_ms ? t->now_ms : k->now.last_ms;
	rc = store_meeting_event_add(t, k->m.id, x);
	if (rc == TD_OK)
		rc = follow(t, k, x);
	return rc == TD_OK ? log_event(t, k, x) : rc;
}

td_rc act_meeting_event(struct tx *t, meeting_id id, struct meeting_event *x)
{
	struct act_meeting k;
	td_rc rc = act_meeting_load(t, id, &k);
	return rc == TD_OK ? happen(t, &k, x) : rc;
}

/* Once opened a poll is not opened again: a second ballot is a poll of its own. */
static bool says_nothing_new(const struct meeting_poll *p, enum meeting_event_kind kind, str text)
{
	if (kind == MEETING_EVENT_POLL_OPENED)
		return true;
	if (kind == MEETING_EVENT_POLL_CLOSED)
		return p->phase != MEETING_POLL_OPEN;
	return p->phase == MEETING_POLL_RESULT && str_eq(p->sentence, str_trim(text));
}

td_rc act_meeting_poll(struct tx *t, struct opt_i64 meeting, enum meeting_event_kind kind, poll_id poll,
		       str text)
{
	struct act_meeting k;
	if (!meeting.set)
		return TD_OK;
	td_rc rc = act_meeting_load(t, (meeting_id){meeting.v}, &k);
	if (rc == TD_NOT_FOUND || (rc == TD_OK && k.now.phase != MEETING_OPEN))
		return TD_OK;
	const struct meeting_poll *p = rc == TD_OK ? meeting_live_poll(&k.now, poll.v) : NULL;
	if (p && says_nothing_new(p, kind, text))
		return TD_OK;
	struct meeting_event x = {.kind = kind, .ref = poll.v, .text = text};
	return rc == TD_OK ? happen(t, &k, &x) : rc;
}

td_rc act_meeting_close(struct tx *t, meeting_id id, struct job *out)
{
	struct act_meeting k;
	struct meeting_event x = {.kind = MEETING_EVENT_CLOSED};
	td_rc rc = act_meeting_load(t, id, &k);
	if (rc == TD_OK)
		rc = happen(t, &k, &x);
	return rc == TD_OK ? job_papers_closing(t, k.m.year, out) : rc;
}

/* Preparing ------------------------------------------------------------------------------------------------------ */

td_rc act_meeting_rule(struct tx *t, struct meeting_rule *r)
{
	struct meeting m;
	td_rc rc = store_meeting_get(t, r->meeting, &m);
	if (rc == TD_OK)
		rc = act_year_open(t, m.year);
	if (rc != TD_OK)
		return rc;
	if (r->quorum_num < 0 || r->quorum_den < 0 || r->quorum_num > r->quorum_den || r->quorum_den > 100 ||
	    (r->quorum_num == 0) != (r->quorum_den == 0))
		return err_add(
		    t->e, TD_INVALID, S("quorum"),
		    N_("Số tối thiểu là một phân số như 2/3 của tổng số thành viên; bỏ trống cả hai "
		       "nếu không đặt."));
	if (r->speak_s < 0 || r->speak_s > 7200)
		return err_add(t->e, TD_INVALID, S("speak"),
			       N_("Thời gian phát biểu từ 0 (không giới hạn) đến 120 phút."));
	rc = store_meeting_rule_save(t, r);
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "quorum",
		       r->quorum_den ? threshold_text(t->a, (struct threshold){.num = r->quorum_num,
									       .den = r->quorum_den})
				     : S("–"));
	value_put_int(t->a, after, "minutes", r->speak_s / 60);
	return rc == TD_OK ? act_log(t, m.year.v, "meeting.rule", "meeting", m.id.v, NULL, after, STR_NULL)
			   : rc;
}

static bool keeps(const meeting_item_list *list, i64 id)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].id == id)
			return true;
	return false;
}

static td_rc check_items(struct tx *t, const struct act_meeting *k, const meeting_item_list *list)
{
	size_t before = t->e->n_total;
	for (size_t i = 0; i < list->n; i++) {
		const struct meeting_item *x = &list->at[i];
		str where = arena_fmt(t->a, "item.%zu", i + 1);
		if (str_trim(x->title).n == 0)
			err_add(t->e, TD_INVALID, where, N_("Dòng %zu: ghi tên nội dung."), i + 1);
		if (x->unit.set && member_of(k, x->unit) == NULL)
			err_add(t->e, TD_INVALID, where,
				N_("Dòng %zu: đơn vị không phải thành viên của năm."), i + 1);
		if (x->minutes < 0 || x->minutes > 1440)
			err_add(t->e, TD_INVALID, where, N_("Dòng %zu: số phút từ 0 đến 1440."), i + 1);
	}
	for (size_t i = 0; i < k->now.items.n; i++) {
		const struct meeting_item *begun = item_of(k, k->now.items.at[i].item);
		if (begun && !keeps(list, begun->id))
			err_add(t->e, TD_CONFLICT, S("item"),
				N_("Nội dung «%.*s» đã tiến hành nên không bỏ được."), STRF(begun->title));
	}
	return t->e->n_total == before ? TD_OK : TD_INVALID;
}

td_rc act_meeting_items(struct tx *t, meeting_id id, meeting_item_list *list)
{
	struct act_meeting k;
	td_rc rc = act_meeting_load(t, id, &k);
	if (rc == TD_OK)
		rc = act_year_open(t, k.m.year);
	if (rc == TD_OK)
		rc = check_items(t, &k, list);
	if (rc == TD_OK)
		rc = store_meeting_item_set(t, id, list);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_int(t->a, after, "count", (i64)list->n);
	return act_log(t, k.m.year.v, "meeting.items", "meeting", id.v, NULL, after, STR_NULL);
}

/* Codes ---------------------------------------------------------------------------------------------------------- */

static td_rc give_code(struct tx *t, meeting_id id, unit_id unit)
{
	u8 seed[MEETING_CODE_LEN];
	t->env->random(t->env, seed, sizeof seed);
	return store_meeting_code_put(
	    t, &(struct meeting_code){.meeting = id, .unit = unit, .code = meeting_code_of(t->a, seed)});
}

static bool has_code(const meeting_code_list *codes, unit_id unit)
{
	for (size_t i = 0; i < codes->n; i++)
		if (codes->at[i].unit.v == unit.v)
			return true;
	return false;
}

td_rc act_meeting_codes(struct tx *t, meeting_id id, bool again, struct opt_i64 unit)
{
	struct act_meeting k;
	meeting_code_list codes = {0};
	i64 n = 0;
	td_rc rc = act_meeting_load(t, id, &k);
	if (rc == TD_OK)
		rc = act_year_open(t, k.m.year);
	if (rc == TD_OK && unit.set && member_of(&k, unit) == NULL)
		return TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_meeting_code_list(t, id, &codes);
	for (size_t i = 0; rc == TD_OK && i < k.members.n; i++) {
		unit_id u = k.members.at[i].unit;
		if ((unit.set && unit.v != u.v) || (!again && has_code(&codes, u)))
			continue;
		rc = give_code(t, id, u);
		n++;
	}
	if (rc != TD_OK || n == 0)
		return rc;
	struct value *after = value_map(t->a);
	value_put_int(t->a, after, "count", n);
	return act_log(t, k.m.year.v, "meeting.codes", "meeting", id.v, NULL, after, STR_NULL);
}

td_rc act_meeting_sign_in(struct tx *t, str code, str person, bool proxy)
{
	struct meeting_code k;
	td_rc rc = store_meeting_code_get(t, code, &k);
	if (rc != TD_OK)
		return rc;
	struct meeting_event x = {
	    .kind = MEETING_EVENT_ATTENDED, .unit = OPT(k.unit.v), .person = person, .n = proxy};
	rc = act_meeting_event(t, k.meeting, &x);
	return rc == TD_OK ? store_meeting_code_used(t, &k) : rc;
}
