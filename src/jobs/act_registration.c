#include "jobs/act_registration.h"

#include "base/num.h"
#include "jobs/act_journal.h"
#include "store/store_scheme.h"
#include "store/store_score.h"

/* What the acts work on. */
struct book_of_unit {
	struct tx *t;
	struct act_year y;
	struct membership member;
	struct registration r;
	registered_target_list targets;
	registered_award_list awards;
	str due_on; /* of the step; may be NULL */
};

td_rc act_awards_of_year(struct arena *a, i64 year, award_kind_list *out)
{
	return awards_on(a, (struct day){(int)year, 12, 31}, out);
}

static td_rc load(struct tx *t, cluster_year_id year, unit_id unit, struct book_of_unit *b)
{
	membership_list members = {0};
	season_step_list steps = {0};
	*b = (struct book_of_unit){.t = t};
	td_rc rc = act_year_get(t, year, &b->y);
	if (rc == TD_OK)
		rc = store_membership_list(t, year, &members);
	if (rc == TD_OK)
		rc = store_season_step_list(t, year, &steps);
	if (rc == TD_OK)
		rc = store_registration_get(t, year, unit, &b->r);
	if (rc == TD_OK)
		rc = store_registered_target_list(t, year, unit, &b->targets);
	if (rc == TD_OK)
		rc = store_registered_award_list(t, year, unit, &b->awards);
	for (size_t i = 0; i < members.n; i++)
		if (members.at[i].unit.v == unit.v)
			b->member = members.at[i];
	for (size_t i = 0; i < steps.n; i++)
		if (str_eq(steps.at[i].step, str_c(season_code(SEASON_REGISTERING))))
			b->due_on = steps.at[i].due_on;
	return rc == TD_OK && b->member.id.v == 0 ? TD_NOT_FOUND : rc;
}

static td_rc stale(struct tx *t, const struct registration *r)
{
	return err_add(
	    t->e, TD_STALE, S("rev"),
	    N_("Đăng ký vừa được %.*s lưu lúc %.*s. Nội dung bạn gõ vẫn còn ở dưới; hãy đối chiếu rồi lưu "
	       "lại."),
	    STRF(r->saved_by_name.n ? r->saved_by_name : S("người khác")), STRF(ms_vi(t->a, r->saved_at_ms)));
}

static td_rc log_rows(const struct book_of_unit *b, const struct registration_rows *rows)
{
	struct arena *a = b->t->a;
	struct value *after = value_map(a), *list = value_list(a);
	value_put_text(a, after, "unit", b->member.unit_name);
	value_put_int(a, after, "targets", (i64)rows->targets.n);
	value_put_int(a, after, "awards", (i64)rows->awards.n);
	for (size_t i = 0; i < rows->targets.n; i++) {
		const struct registered_target *g = &rows->targets.at[i];
		struct value *v = value_add(a, list, value_map(a));
		value_put_text(a, v, "indicator", g->indicator);
		value_put_text(a, v, "measure_unit", g->measure_unit);
		if (g->baseline_c.set)
			value_put_num(a, v, "baseline", g->baseline_c.v);
		value_put_num(a, v, "plan", g->plan_c);
	}
	value_put(a, after, S("rows"), list);
	return act_log(b->t, b->y.y.id.v, "registration.save", "registration", b->r.id.v, NULL, after,
		       STR_NULL);
}

/* ---- checking what was typed ------------------------------------------------------------------------------------- */

/* Sets the criterion of each target from its code. */
static td_rc link_targets(const struct book_of_unit *b, struct registration_rows *rows)
{
	struct tx *t = b->t;
	const struct scheme *s = NULL;
	criterion_list criteria = {0};
	td_rc rc = TD_OK;
	if (b->y.y.scheme.set)
		rc = store_scheme_load(t, (scheme_id){b->y.y.scheme.v}, &s);
	if (rc == TD_OK && s)
		rc = store_criterion_list(t, (scheme_id){b->y.y.scheme.v}, &criteria);
	for (size_t i = 0; rc == TD_OK && i < rows->targets.n; i++) {
		struct registered_target *g = &rows->targets.at[i];
		i64 node = s && g->criterion_code.n ? scheme_find(s, g->criterion_code) : -1;
		g->criterion = OPT_NONE;
		if (node >= 0 && criterion_uses_b(&s->nodes[node]))
			g->criterion = OPT(criteria.at[node].id.v);
		else if (g->criterion_code.n)
			err_add(t->e, TD_INVALID,
				arena_fmt(t->a, "criterion[%.*s]", STRF(rows->target_keys.at[i])),
				N_("Chỉ tiêu dòng %zu: tiêu chí «%.*s» không có trong bảng điểm của năm hoặc "
				   "không "
				   "chấm theo chỉ tiêu."),
				i + 1, STRF(g->criterion_code));
	}
	return rc;
}

static void check_award(struct err *e, const award_kind_list *known, const struct registered_award *g,
			size_t no, str key)
{
	str list = str_c(i18n_tr(e->lang, award_list_name(g->list)));
	const struct award_kind *k =
	    g->list == AWARD_INITIATIVE ? NULL : awards_find(known, g->list, g->award_code);
	if (g->name.n == 0)
		err_add(e, TD_INVALID, arena_fmt(e->a, "name[%.*s]", STRF(key)),
			N_("%.*s, dòng %zu: ghi tên, hoặc đánh dấu bỏ dòng này."), STRF(list), no);
	if (g->list == AWARD_INITIATIVE)
		return;
	if (k == NULL)
		err_add(e, TD_INVALID, arena_fmt(e->a, "award[%.*s]", STRF(key)),
			N_("%.*s, dòng %zu: chọn một mục trong danh sách này."), STRF(list), no);
	else if (!k->holders[g->holder])
		err_add(e, TD_INVALID, arena_fmt(e->a, "holder[%.*s]", STRF(key)),
			N_("%.*s, dòng %zu: «%.*s» không dành cho %s."), STRF(list), no, STRF(k->name),
			i18n_tr(e->lang, award_holder_name(g->holder)));
}

static td_rc check_rows(const struct book_of_unit *b, struct registration_rows *rows)
{
	struct err *e = b->t->e;
	award_kind_list known = {0};
	size_t before = e->n_total;
	if (rows->targets.n > REGISTRATION_MAX_ROWS || rows->awards.n > REGISTRATION_MAX_ROWS)
		return err_add(e, TD_INVALID, S("registration"), N_("Đăng ký có quá %d dòng."),
			       REGISTRATION_MAX_ROWS);
	td_rc rc = link_targets(b, rows);
	if (rc == TD_OK)
		rc = act_awards_of_year(b->t->a, b->y.y.year, &known);
	if (rc != TD_OK)
		return rc;
	rc = registration_check_targets(rows->targets.at, rows->target_keys.at, rows->targets.n, e);
	if (rc == TD_LIMIT)
		return rc;
	for (size_t i = 0, no[AWARD_LIST__N] = {0}; i < rows->awards.n; i++)
		check_award(e, &known, &rows->awards.at[i], ++no[rows->awards.at[i].list],
			    rows->award_keys.at[i]);
	return e->n_total == before ? TD_OK : TD_INVALID;
}

/* ---- saving ------------------------------------------------------------------------------------------------------ */

static td_rc put_targets(const struct book_of_unit *b, const struct registration_rows *rows)
{
	td_rc rc = store_registered_target_unlink(b->t, b->r.id);
	i64 next = b->targets.n ? b->targets.at[b->targets.n - 1].ordinal + 1 : 1;
	for (size_t k = 0; rc == TD_OK && k < b->targets.n; k++) {
		bool kept = false;
		for (size_t i = 0; i < rows->targets.n; i++)
			kept |= rows->targets.at[i].id == b->targets.at[k].id;
		if (!kept)
			rc = store_registered_target_remove(b->t, b->targets.at[k].id);
	}
	for (size_t i = 0; rc == TD_OK && i < rows->targets.n; i++) {
		struct registered_target g = rows->targets.at[i];
		bool known = false;
		for (size_t k = 0; k < b->targets.n; k++)
			known |= g.id && g.id == b->targets.at[k].id;
		g.registration = b->r.id;
		if (!known)
			g.id = 0, g.ordinal = next++;
		rc = store_registered_target_put(b->t, &g);
	}
	return rc;
}

static td_rc put_awards(const struct book_of_unit *b, const struct registration_rows *rows)
{
	td_rc rc = TD_OK;
	i64 next = 1;
	for (size_t k = 0; rc == TD_OK && k < b->awards.n; k++) {
		bool kept = false;
		next = b->awards.at[k].ordinal >= next ? b->awards.at[k].ordinal + 1 : next;
		for (size_t i = 0; i < rows->awards.n; i++)
			kept |= rows->awards.at[i].id == b->awards.at[k].id;
		if (!kept)
			rc = store_registered_award_remove(b->t, b->awards.at[k].id);
	}
	for (size_t i = 0; rc == TD_OK && i < rows->awards.n; i++) {
		struct registered_award g = rows->awards.at[i];
		bool known = false;
		for (size_t k = 0; k < b->awards.n; k++)
			known |= g.id && g.id == b->awards.at[k].id;
		g.registration = b->r.id;
		if (g.list == AWARD_INITIATIVE)
			g.award_code = STR_NULL;
		if (!known)
			g.id = 0, g.ordinal = next++;
		rc = store_registered_award_put(b->t, &g);
	}
	return rc;
}

static td_rc check_editable(const struct book_of_unit *b)
{
	struct err *e = b->t->e;
	if (registration_editable(b->r.state, b->y.season))
		return TD_OK;
	if (!registration_open(b->y.season))
		return err_add(e, TD_CONFLICT, S("registration"),
			       N_("Cụm chưa mở hoặc đã đóng bước đăng ký thi đua."));
	return err_add(
	    e, TD_CONFLICT, S("registration"),
	    N_("Đăng ký đang ở trạng thái «%s» nên không sửa được; thu hồi hoặc đề nghị cụm trả lại."),
	    i18n_tr(e->lang, registration_name(b->r.state)));
}

static td_rc save(struct book_of_unit *b, struct registration_rows *rows)
{
	td_rc rc = store_registration_put(b->t, &b->r);
	if (rc == TD_OK)
		rc = put_targets(b, rows);
	if (rc == TD_OK)
		rc = put_awards(b, rows);
	return rc == TD_OK ? log_rows(b, rows) : rc;
}

td_rc act_registration_editable(struct tx *t, cluster_year_id year, unit_id unit)
{
	struct book_of_unit b;
	td_rc rc = load(t, year, unit, &b);
	return rc == TD_OK ? check_editable(&b) : rc;
}

td_rc act_registration_save(struct tx *t, cluster_year_id year, unit_id unit,
			    const struct registration_rows *rows, i64 rev)
{
	struct book_of_unit b;
	struct registration_rows mine = *rows;
	td_rc rc = load(t, year, unit, &b);
	if (rc == TD_OK)
		rc = check_editable(&b);
	if (rc == TD_OK && b.r.rev != rev)
		rc = stale(t, &b.r);
	if (rc == TD_OK)
		rc = check_rows(&b, &mine);
	return rc == TD_OK ? save(&b, &mine) : rc;
}

/* ---- acts of the table ------------------------------------------------------------------------------------------- */

/* The unit's targets of scores become those that were approved. */
static td_rc fill_targets(const struct book_of_unit *b, i64 *n)
{
	struct tx *t = b->t;
	criterion_list criteria = {0};
	target_list now = {0};
	td_rc rc = TD_OK;
	*n = 0;
	if (!b->y.y.scheme.set)
		return TD_OK;
	rc = store_criterion_list(t, (scheme_id){b->y.y.scheme.v}, &criteria);
	if (rc == TD_OK)
		rc = store_target_list(t, b->y.y.id, &now);
	for (size_t i = 0; rc == TD_OK && i < b->targets.n; i++) {
		const struct registered_target *g = &b->targets.at[i];
		bool of_scheme = false; /* the year may have another scheme by now */
		for (size_t k = 0; g->criterion.set && k < criteria.n; k++)
			of_scheme |= criteria.at[k].id.v == g->criterion.v;
		if (!of_scheme)
			continue;
		struct target to = {.year = b->y.y.id,
				    .unit = b->member.unit,
				    .criterion = {g->criterion.v},
				    .value_c = g->plan_c,
				    .source = g->source};
		for (size_t k = 0; k < now.n; k++)
			if (now.at[k].unit.v == to.unit.v && now.at[k].criterion.v == to.criterion.v)
				to.rev = now.at[k].rev;
		rc = store_target_put(t, &to);
		++*n;
	}
	return rc;
}

static void apply(struct book_of_unit *b, enum registration_act act, enum registration_state to, str reason)
{
	struct tx *t = b->t;
	struct registration *r = &b->r;
	r->state = to;
	switch (act) {
	case REGISTRATION_SEND:
		r->sent_at_ms = OPT(t->now_ms);
		r->sent_by = OPT(t->actor.user_id);
		r->received_at_ms = OPT_NONE;
		r->late |= registration_is_late(b->y.season, b->due_on, day_iso(t->a, day_of_ms(t->now_ms)));
		break;
	case REGISTRATION_RECEIVE:
		r->received_at_ms = OPT(t->now_ms);
		break;
	case REGISTRATION_APPROVE:
	case REGISTRATION_RETURN:
		if (!r->received_at_ms.set)
			r->received_at_ms = OPT(t->now_ms);
		r->decided_at_ms = OPT(t->now_ms);
		r->decided_by = OPT(t->actor.user_id);
		r->reason = act == REGISTRATION_RETURN ? str_trim(reason) : STR_NULL;
		break;
	case REGISTRATION_RECALL:
	case REGISTRATION_ACT__N:
		break;
	}
}

static td_rc log_act(const struct book_of_unit *b, enum registration_act act, i64 n_filled, str reason)
{
	struct arena *a = b->t->a;
	struct value *after = value_map(a);
	value_put_text(a, after, "unit", b->member.unit_name);
	if (act == REGISTRATION_SEND && b->r.late)
		value_put_text(a, after, "late", S("gửi sau hạn"));
	if (n_filled)
		value_put_int(a, after, "filled", n_filled);
	return act_log(b->t, b->y.y.id.v, arena_fmt(a, "registration.%s", registration_act_code(act)).p,
		       "registration", b->r.id.v, NULL, after,
		       act == REGISTRATION_RETURN ? str_trim(reason) : STR_NULL);
}

td_rc act_registration_do(struct tx *t, cluster_year_id year, unit_id unit, enum registration_act act,
			  str reason, i64 rev)
{
	struct book_of_unit b;
	struct registration_move move;
	i64 n_filled = 0;
	td_rc rc = load(t, year, unit, &b);
	if (rc == TD_OK && b.r.rev != rev)
		rc = stale(t, &b.r);
	if (rc != TD_OK)
		return rc;
	struct registration_facts f = {.season = b.y.season,
				       .received = b.r.received_at_ms.set,
				       .ranking_frozen = b.y.frozen,
				       .n_targets = (u32)b.targets.n,
				       .n_awards = (u32)b.awards.n};
	rc = registration_can(&f, b.r.state, act, reason, t->e);
	if (rc != TD_OK || !registration_find(b.r.state, act, &move))
		return rc;
	if (reason.n > 2000)
		return err_add(t->e, TD_INVALID, S("reason"), N_("Lý do dài quá; hãy ghi ngắn hơn."));
	apply(&b, act, move.to, reason);
	rc = store_registration_put(t, &b.r);
	if (rc == TD_OK && act == REGISTRATION_APPROVE)
		rc = fill_targets(&b, &n_filled);
	return rc == TD_OK ? log_act(&b, act, n_filled, reason) : rc;
}

/* ---- last year's ------------------------------------------------------------------------------------------------- */

/* What was reached last year: the entry of the latest stage. */
static struct opt_i64 reached(const score_entry_list *entries, struct opt_i64 criterion)
{
	struct opt_i64 out = OPT_NONE;
	int stage = -1;
	for (size_t i = 0; criterion.set && i < entries->n; i++) {
		const struct score_entry *e = &entries->at[i];
		if (e->criterion.v == criterion.v && e->judge.v == 0 && e->state == CELL_SET &&
		    (int)e->stage > stage) {
			out = e->a_c;
			stage = (int)e->stage;
		}
	}
	return out;
}

/* A link to a criterion that this year's scheme does not have is dropped, not refused. */
static td_rc keep_links(const struct book_of_unit *b, struct registration_rows *rows)
{
	const struct scheme *s = NULL;
	td_rc rc = b->y.y.scheme.set ? store_scheme_load(b->t, (scheme_id){b->y.y.scheme.v}, &s) : TD_OK;
	for (size_t i = 0; rc == TD_OK && i < rows->targets.n; i++) {
		struct registered_target *g = &rows->targets.at[i];
		i64 node = s && g->criterion_code.n ? scheme_find(s, g->criterion_code) : -1;
		if (node < 0 || !criterion_uses_b(&s->nodes[node]))
			g->criterion_code = STR_NULL;
	}
	return rc;
}

static td_rc last_year(const struct book_of_unit *b, struct registration_rows *rows)
{
	struct tx *t = b->t;
	struct cluster_year before;
	registered_target_list targets = {0};
	registered_award_list awards = {0};
	score_entry_list entries = {0};
	td_rc rc = store_cluster_year_find(t, b->y.y.cluster_code, b->y.y.year - 1, &before);
	if (rc == TD_OK)
		rc = store_registered_target_list(t, before.id, b->member.unit, &targets);
	if (rc == TD_OK)
		rc = store_registered_award_list(t, before.id, b->member.unit, &awards);
	if (rc == TD_OK)
		rc = store_score_of_unit(t, before.id, b->member.unit, &entries);
	for (size_t i = 0; rc == TD_OK && i < targets.n; i++) {
		struct registered_target g = targets.at[i];
		g.id = 0;
		g.baseline_c = reached(&entries, g.criterion);
		g.source = STR_NULL;
		VEC_PUSH(t->a, &rows->targets) = g;
		VEC_PUSH(t->a, &rows->target_keys) = arena_fmt(t->a, "%zu", i);
	}
	for (size_t i = 0; rc == TD_OK && i < awards.n; i++) {
		if (awards.at[i].list == AWARD_INITIATIVE)
			continue;
		VEC_PUSH(t->a, &rows->awards) = awards.at[i];
		rows->awards.at[rows->awards.n - 1].id = 0;
		VEC_PUSH(t->a, &rows->award_keys) = arena_fmt(t->a, "%zu", i);
	}
	return rc == TD_OK && !rows->targets.n && !rows->awards.n ? TD_NOT_FOUND : rc;
}

td_rc act_registration_copy(struct tx *t, cluster_year_id year, unit_id unit, i64 rev)
{
	struct book_of_unit b;
	struct registration_rows rows = {0};
	td_rc rc = load(t, year, unit, &b);
	if (rc == TD_OK)
		rc = check_editable(&b);
	if (rc == TD_OK && b.r.rev != rev)
		rc = stale(t, &b.r);
	if (rc == TD_OK && (b.targets.n || b.awards.n))
		rc = err_add(t->e, TD_CONFLICT, S("registration"),
			     N_("Đăng ký đã có nội dung nên không chép năm trước đè lên."));
	if (rc != TD_OK)
		return rc;
	rc = last_year(&b, &rows);
	if (rc == TD_NOT_FOUND)
		return err_add(t->e, TD_CONFLICT, S("registration"),
			       N_("Năm trước đơn vị không có đăng ký nào trong cụm để chép."));
	if (rc == TD_OK)
		rc = keep_links(&b, &rows);
	if (rc == TD_OK)
		rc = check_rows(&b, &rows);
	return rc == TD_OK ? save(&b, &rows) : rc;
}
