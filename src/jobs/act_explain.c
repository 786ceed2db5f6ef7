#include "jobs/act_explain.h"

#include "base/caltime.h"
#include "jobs/act_journal.h"
#include "store/store_scheme.h"

static bool differs(const struct score_entry *a, const struct score_entry *b)
{
	return a->state != b->state || a->a_c.set != b->a_c.set || (a->a_c.set && a->a_c.v != b->a_c.v) ||
	       (a->b_c.set && b->b_c.set && a->b_c.v != b->b_c.v);
}

/* Entries come by unit, criterion, stage. */
static void gather(struct arena *a, const score_entry_list *list, explain_item_list *out)
{
	const struct score_entry *self = NULL;
	struct explain_item *last = NULL;
	for (size_t i = 0; i < list->n; i++) {
		const struct score_entry *e = &list->at[i];
		if (e->judge.v)
			continue;
		if (e->stage == STAGE_SELF)
			self = e;
		bool same = self && self->unit.v == e->unit.v && self->criterion.v == e->criterion.v;
		if (e->stage == STAGE_VERIFIED && same && differs(self, e)) {
			last = &VEC_PUSH(a, out);
			*last = (struct explain_item){
			    .unit = e->unit, .criterion = e->criterion, .self = self, .verified = e};
		}
		if (e->stage == STAGE_EXPLAINED && last && last->unit.v == e->unit.v &&
		    last->criterion.v == e->criterion.v)
			last->adjusted = e;
	}
}

td_rc act_explain_items(struct tx *t, cluster_year_id year, unit_id unit, explain_item_list *out)
{
	score_entry_list entries = {0};
	explanation_list answers = {0};
	*out = (explain_item_list){0};
	td_rc rc = unit.v ? store_score_of_unit(t, year, unit, &entries)
			  : store_score_list(t, year, STAGE_EXPLAINED, &entries);
	if (rc == TD_OK)
		rc = store_explanation_list(t, year, unit, &answers);
	if (rc != TD_OK)
		return rc;
	gather(t->a, &entries, out);
	for (size_t i = 0; i < out->n; i++)
		for (size_t k = 0; k < answers.n; k++)
			if (answers.at[k].unit.v == out->at[i].unit.v &&
			    answers.at[k].criterion.v == out->at[i].criterion.v)
				out->at[i].answer = &answers.at[k];
	return TD_OK;
}

u32 act_explain_open(const explain_item_list *items)
{
	u32 n = 0;
	for (size_t i = 0; i < items->n; i++)
		n += items->at[i].answer == NULL || items->at[i].answer->verdict.n == 0;
	return n;
}

/* The step's last day; STR_NULL: none was set. */
static td_rc last_day(struct tx *t, cluster_year_id year, str *out)
{
	season_step_list steps = {0};
	td_rc rc = store_season_step_list(t, year, &steps);
	*out = STR_NULL;
	for (size_t i = 0; i < steps.n; i++)
		if (str_eq(steps.at[i].step, str_c(season_code(SEASON_EXPLAINING))))
			*out = steps.at[i].due_on;
	return rc;
}

static td_rc check_step(struct tx *t, cluster_year_id year, struct act_year *y)
{
	td_rc rc = act_year_get(t, year, y);
	if (rc == TD_OK && (y->frozen || y->season != SEASON_EXPLAINING))
		rc = err_add(t->e, TD_CONFLICT, S(""),
			     N_("Năm thi đua đang ở bước «%s», không phải bước giải trình."),
			     i18n_tr(t->e->lang, season_name(y->season)));
	return rc;
}

static td_rc is_over(struct tx *t, cluster_year_id year, bool *over, str *last)
{
	td_rc rc = last_day(t, year, last);
	*over = last->n && str_cmp(day_iso(t->a, day_of_ms(t->now_ms)), *last) > 0;
	return rc;
}

static str day_text(struct arena *a, str iso)
{
	struct day d;
	return day_parse_iso(iso, &d) == TD_OK ? day_vi(a, d) : iso;
}

td_rc act_explain_window(struct tx *t, cluster_year_id year)
{
	struct act_year y;
	bool over = false;
	str last;
	td_rc rc = check_step(t, year, &y);
	if (rc == TD_OK)
		rc = is_over(t, year, &over, &last);
	if (rc == TD_OK && over)
		rc = err_add(
		    t->e, TD_CONFLICT, S(""),
		    N_("Hạn giải trình là hết ngày %.*s, nay đã qua nên đơn vị không gửi thêm được; đề nghị "
		       "trưởng cụm gia hạn nếu cần."),
		    STRF(day_text(t->a, last)));
	return rc;
}

td_rc act_explain_closed(struct tx *t, cluster_year_id year)
{
	struct act_year y;
	bool over = false;
	str last;
	td_rc rc = act_year_get(t, year, &y);
	if (rc == TD_OK && y.season == SEASON_EXPLAINING)
		rc = is_over(t, year, &over, &last);
	if (rc == TD_OK && (over || (y.season > SEASON_EXPLAINING && season_uses(y.off, SEASON_EXPLAINING))))
		rc = err_add(
		    t->e, TD_CONFLICT, S(""),
		    N_("Bước giải trình đã khép lại nên đơn vị không thêm, bớt minh chứng được nữa."));
	return rc;
}

/* The changed score of a criterion, and the answer row to write. */
struct work {
	struct act_year y;
	struct unit unit;
	struct criterion_row criterion;
	struct explain_item item;
	struct explanation_row row;
};

static td_rc find(struct tx *t, cluster_year_id year, unit_id unit, str criterion, i64 rev, struct work *w)
{
	explain_item_list items = {0};
	td_rc rc = check_step(t, year, &w->y);
	if (rc == TD_OK)
		rc = store_unit_get(t, unit, &w->unit);
	if (rc == TD_OK)
		rc = store_criterion_by_code(t, (scheme_id){w->y.y.scheme.v}, criterion, &w->criterion);
	if (rc == TD_OK)
		rc = act_explain_items(t, year, unit, &items);
	for (size_t i = 0; rc == TD_OK && i < items.n; i++) {
		if (items.at[i].criterion.v != w->criterion.id.v)
			continue;
		w->item = items.at[i];
		w->row =
		    items.at[i].answer
			? *items.at[i].answer
			: (struct explanation_row){.year = year, .unit = unit, .criterion = w->criterion.id};
		if (w->row.rev != rev)
			return err_add(
			    t->e, TD_STALE, criterion,
			    N_("Người khác vừa ghi nội dung giải trình này; hãy xem rồi ghi lại."));
		if (w->row.verdict.n)
			return err_add(t->e, TD_CONFLICT, criterion, N_("Nội dung này đã được kết luận."));
		return TD_OK;
	}
	return rc == TD_OK
		   ? err_add(
			 t->e, TD_CONFLICT, criterion,
			 N_("Điểm thẩm tra của tiêu chí này không khác điểm tự chấm nên không có gì để giải "
			    "trình."))
		   : rc;
}

static td_rc tell(struct tx *t, const char *action, const struct work *w, str criterion, str reason)
{
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "unit", w->unit.name);
	value_put_text(t->a, after, "criterion", criterion);
	return act_log(t, w->row.year.v, action, "explanation", w->row.id.v, NULL, after, reason);
}

static td_rc check_evidence(struct tx *t, const struct work *w, struct opt_i64 evidence)
{
	struct evidence v;
	if (!evidence.set)
		return TD_OK;
	td_rc rc = store_evidence_get(t, (evidence_id){evidence.v}, &v);
	if (rc == TD_OK && (v.unit.v != w->row.unit.v || v.withdrawn_at_ms.set))
		rc = TD_NOT_FOUND;
	return rc == TD_NOT_FOUND
		   ? err_add(t->e, TD_INVALID, S("evidence"), N_("Chọn minh chứng trong kho của đơn vị."))
		   : rc;
}

td_rc act_explain_answer(struct tx *t, cluster_year_id year, unit_id unit, str criterion, bool agree,
			 str text, struct opt_i64 evidence, i64 rev)
{
	struct work w = {0};
	td_rc rc = act_explain_window(t, year);
	if (rc == TD_OK)
		rc = find(t, year, unit, criterion, rev, &w);
	if (rc == TD_OK && !agree && str_trim(text).n == 0)
		rc = err_add(t->e, TD_INVALID, criterion, N_("Ghi nội dung giải trình."));
	if (rc == TD_OK)
		rc = check_evidence(t, &w, evidence);
	if (rc != TD_OK)
		return rc;
	w.row.answer = agree ? S("agree") : S("explain");
	w.row.answer_text = str_trim(text).n ? text : STR_NULL;
	w.row.evidence = evidence;
	w.row.answered_by = OPT(t->actor.user_id);
	w.row.answered_at_ms = OPT(t->now_ms);
	if (agree) {
		w.row.verdict = S("keep");
		w.row.verdict_reason = S("Đơn vị đồng ý với điểm thẩm tra");
		w.row.settled_by = w.row.answered_by;
		w.row.settled_at_ms = w.row.answered_at_ms;
	}
	rc = store_explanation_put(t, &w.row);
	return rc == TD_OK ? tell(t, agree ? "explanation.agree" : "explanation.answer", &w, criterion,
				  w.row.answer_text)
			   : rc;
}

static td_rc adjust(struct tx *t, const struct work *w, const struct act_cell *adjusted, str criterion,
		    str reason)
{
	struct act_cell cell = *adjusted;
	size_t n_changed = 0;
	cell.code = criterion;
	cell.reason = reason;
	cell.rev = w->item.adjusted ? w->item.adjusted->rev : 0;
	if (cell.state == CELL_EMPTY)
		return err_add(t->e, TD_INVALID, criterion, N_("Ghi giá trị sau giải trình."));
	td_rc rc =
	    act_cells_save(t, w->row.year, w->row.unit, STAGE_EXPLAINED, &cell, 1, ACT_CELLS_OWN, &n_changed);
	return rc;
}

td_rc act_explain_settle(struct tx *t, cluster_year_id year, unit_id unit, str criterion,
			 const struct act_cell *adjusted, str reason, i64 rev)
{
	struct work w = {0};
	bool over = false, own = false;
	str last;
	td_rc rc = find(t, year, unit, criterion, rev, &w);
	if (rc == TD_OK)
		rc = act_is_own_unit(t, unit, &own);
	if (rc == TD_OK && own)
		rc = err_add(t->e, TD_DENIED, S(""),
			     N_("Bạn thuộc đơn vị này nên không kết luận giải trình của đơn vị."));
	if (rc == TD_OK)
		rc = is_over(t, year, &over, &last);
	if (rc == TD_OK && !w.row.answer.n && last.n && !over)
		rc = err_add(t->e, TD_CONFLICT, criterion,
			     N_("Đơn vị còn đến hết ngày %.*s để giải trình; kết luận sau khi đơn vị trả lời "
				"hoặc hết hạn."),
			     STRF(day_text(t->a, last)));
	if (rc == TD_OK && str_trim(reason).n == 0)
		rc = err_add(t->e, TD_INVALID, criterion, N_("Ghi lý do kết luận."));
	if (rc == TD_OK && adjusted)
		rc = adjust(t, &w, adjusted, criterion, reason);
	if (rc != TD_OK)
		return rc;
	w.row.verdict = adjusted ? S("adjust") : S("keep");
	w.row.verdict_reason = reason;
	w.row.settled_by = OPT(t->actor.user_id);
	w.row.settled_at_ms = OPT(t->now_ms);
	rc = store_explanation_put(t, &w.row);
	return rc == TD_OK
		   ? tell(t, adjusted ? "explanation.adjust" : "explanation.keep", &w, criterion, reason)
		   : rc;
}
