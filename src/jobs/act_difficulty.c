#include "jobs/act_difficulty.h"

#include "base/caltime.h"
#include "domain/due.h"
#include "jobs/act_journal.h"

static td_rc check_length(struct tx *t, const char *where, const char *label, str text, size_t max)
{
	if (text.n <= 4 * max) /* bytes; a page counts the characters */
		return TD_OK;
	return err_add(t->e, TD_INVALID, str_c(where), N_("%s: dài quá %zu ký tự."),
		       i18n_tr(t->e->lang, label), max);
}

static td_rc check_texts(struct tx *t, const struct difficulty *d)
{
	size_t before = t->e->n_total;
	if (str_trim(d->title).n == 0)
		err_add(t->e, TD_INVALID, S("title"), N_("Ghi tóm tắt khó khăn trong một câu."));
	if (str_trim(d->body).n == 0)
		err_add(t->e, TD_INVALID, S("body"),
			N_("Mô tả khó khăn, vướng mắc để người trả lời hiểu được."));
	td_rc rc = check_length(t, "title", N_("Tóm tắt"), d->title, 300);
	rc = rc == TD_OK ? check_length(t, "body", N_("Nội dung"), d->body, 8000) : rc;
	rc = rc == TD_OK ? check_length(t, "wish", N_("Đề xuất"), d->wish, 4000) : rc;
	return t->e->n_total == before ? rc : TD_INVALID;
}

td_rc act_difficulty_raise(struct tx *t, struct difficulty *d)
{
	struct act_year y;
	struct unit u = {0};
	td_rc rc = act_year_get(t, d->year, &y);
	if (rc == TD_OK)
		rc = store_unit_get(t, d->unit, &u);
	if (rc == TD_OK && y.season == SEASON_CLOSED)
		rc = err_add(t->e, TD_CONFLICT, S("title"),
			     N_("Năm thi đua đã đóng nên không ghi thêm được; nêu ở năm sau."));
	if (rc == TD_OK)
		rc = check_texts(t, d);
	if (rc == TD_OK)
		rc = store_difficulty_add(t, d);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "unit", u.name);
	value_put_text(t->a, after, "title", d->title);
	return act_log(t, d->year.v, "difficulty.raise", "difficulty", d->id, NULL, after, STR_NULL);
}

/* The civil day of the transaction in Viet Nam. */
static str today(struct tx *t)
{
	return day_iso(t->a, day_of_ms(t->now_ms));
}

td_rc act_difficulty_people(struct tx *t, cluster_id cluster, difficulty_role_list *out)
{
	difficulty_role_list all = {0};
	str on = today(t);
	*out = (difficulty_role_list){0};
	td_rc rc = store_difficulty_people(t, cluster, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		const struct difficulty_role *p = &all.at[i];
		bool again = out->n && out->at[out->n - 1].user.v == p->user.v;
		if (!again && authz_right(p->grant.role, PERM_DIFFICULTY_ANSWER) == RIGHT_YES &&
		    authz_in_force(&p->grant, on))
			VEC_PUSH(t->a, out) = *p;
	}
	return rc;
}

/* Puts the assignee and his day into *d. */
static td_rc assign(struct tx *t, const struct act_year *y, const struct difficulty_wish *w,
		    struct difficulty *d)
{
	difficulty_role_list people = {0};
	td_rc rc = act_difficulty_people(t, y->y.cluster, &people);
	bool found = false;
	for (size_t i = 0; i < people.n; i++)
		if (people.at[i].user.v == w->assignee.v) {
			found = true;
			d->assigned_name = people.at[i].name;
		}
	if (rc != TD_OK)
		return rc;
	if (!found)
		return err_add(t->e, TD_INVALID, S("assignee"),
			       N_("Người được chọn không có quyền trả lời trong cụm, khối này."));
	if (w->due_on.n && due_is_past(y->y.year, w->due_on, today(t)))
		return err_add(t->e, TD_INVALID, S("due_on"), N_("Hạn trả lời không thể là ngày đã qua."));
	d->assigned_to = OPT(w->assignee.v);
	d->due_on = w->due_on.n ? w->due_on : STR_NULL;
	return TD_OK;
}

static td_rc decide(struct tx *t, const struct difficulty_wish *w, struct difficulty *d)
{
	struct act_year y;
	td_rc rc = act_year_get(t, d->year, &y);
	if (rc == TD_OK && d->rev != w->rev)
		rc = err_add(t->e, TD_STALE, S("text"),
			     N_("Người khác vừa chuyển khó khăn này sang «%s»; hãy xem rồi ghi lại."),
			     i18n_tr(t->e->lang, difficulty_name(d->state)));
	struct difficulty_facts f = {w->sides, w->text, w->assignee.v != 0, y.season == SEASON_CLOSED};
	if (rc == TD_OK)
		rc = difficulty_can(&f, d->state, w->to, t->e);
	if (rc == TD_OK)
		rc = check_length(t, "text", N_("Nội dung"), w->text, 8000);
	if (rc == TD_OK && w->to == DIFFICULTY_ASSIGNED)
		rc = assign(t, &y, w, d);
	return rc;
}

td_rc act_difficulty_move(struct tx *t, cluster_year_id year, i64 id, const struct difficulty_wish *w)
{
	struct difficulty d = {0};
	td_rc rc = store_difficulty_get(t, id, &d);
	if (rc == TD_OK && d.year.v != year.v)
		return TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = decide(t, w, &d);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "unit", d.unit_name);
	value_put_text(t->a, after, "title", d.title);
	value_put_text(t->a, after, "from", str_c(difficulty_name(d.state)));
	value_put_text(t->a, after, "to", str_c(difficulty_name(w->to)));
	if (w->to == DIFFICULTY_ASSIGNED)
		value_put_text(t->a, after, "person", d.assigned_name);
	d.state = w->to;
	rc = store_difficulty_move(t, &d, str_trim(w->text));
	return rc == TD_OK ? act_log(t, year.v, "difficulty.move", "difficulty", id, NULL, after, STR_NULL)
			   : rc;
}
