/* Events of following the year: difficulties. */
#include "jobs/act_difficulty.h"
#include "jobs/yearfile_impl.h"
#include "store/store_user.h"

static td_rc unit_of(struct player *p, struct tx *t, const struct value *v, struct membership *out)
{
	td_rc rc = store_membership_find(t, p->out->year, yf_text(v, "unit"), out);
	return rc == TD_NOT_FOUND ? yf_fault(p, t, "unit", yf_text(v, "unit")) : rc;
}

td_rc yf_do_difficulty(struct player *p, struct tx *t, const struct value *v)
{
	struct membership m;
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
	struct membership m;
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
	struct difficulty_wish w = {
	    .sides = DIFFICULTY_UNIT | DIFFICULTY_DESK, .text = yf_text(v, "text"), .due_on = yf_text(v, "due")};
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
