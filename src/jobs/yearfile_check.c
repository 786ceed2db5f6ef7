/* Events of a year script about cross-checking, verification in bulk and explanations. */
#include "jobs/act_check.h"
#include "jobs/act_explain.h"
#include "jobs/act_verify.h"
#include "jobs/yearfile_impl.h"
#include "store/store_scheme.h"

static td_rc avoid(struct player *p, struct tx *t, const struct value *v)
{
	const struct value_item *at;
	size_t n = yf_list(v, "avoid", &at);
	for (size_t i = 0; i < n; i++) {
		struct membership a, b;
		td_rc rc = yf_unit(p, t, at[i].value, "unit", &a);
		if (rc == TD_OK)
			rc = yf_unit(p, t, at[i].value, "other", &b);
		if (rc == TD_OK)
			rc = act_crosscheck_conflict(t, p->out->year, a.unit, b.unit,
						     yf_text(at[i].value, "reason"), false);
		if (rc != TD_OK)
			return rc;
	}
	return TD_OK;
}

/* {"do": "crosscheck", "each": 2, "seed": 2016, "blind": true, "avoid": [{"unit", "other", "reason"}]}: drawn and
 * published. */
td_rc yf_crosscheck(struct player *p, struct tx *t, const struct value *v)
{
	td_rc rc = avoid(p, t, v);
	if (rc == TD_OK)
		rc = act_crosscheck_draw(t, p->out->year, yf_int(v, "each", 1), OPT(yf_int(v, "seed", 1)),
					 yf_bool(v, "blind"), 0);
	return rc == TD_OK ? act_crosscheck_publish(t, p->out->year, 1) : rc;
}

/* {"do": "check", "checker": …, "unit": …, "stage": "cross", "values": […], "send": true} */
td_rc yf_check(struct player *p, struct tx *t, const struct value *v)
{
	struct membership checker = {0}, checked = {0};
	struct act_cell *cells = NULL;
	size_t n = 0, n_changed;
	td_rc rc = yf_unit(p, t, v, "checker", &checker);
	if (rc == TD_OK)
		rc = yf_unit(p, t, v, "unit", &checked);
	if (rc == TD_OK)
		rc = yf_cells(p, t, v, &cells, &n);
	return rc == TD_OK ? act_check_save(t, p->out->year, checker.unit, checked.unit, cells, n,
					    yf_bool(v, "send"), &n_changed)
			   : rc;
}

/* {"do": "verify", "step": "receive"|"accept"|"finish", "unit"?: …, "criterion"?: …}: without a unit, of all cards. */
td_rc yf_verify(struct player *p, struct tx *t, const struct value *v)
{
	static const char *const steps[VERIFY__N] = {"receive", "accept", "finish"};
	struct membership m = {0};
	struct verify_result done;
	str word = yf_text(v, "step");
	int step = 0;
	while (step < VERIFY__N && !str_eq(word, str_c(steps[step])))
		step++;
	if (step == VERIFY__N)
		return yf_fault(p, t, "step", word);
	td_rc rc = yf_text(v, "unit").n ? yf_unit(p, t, v, "unit", &m) : TD_OK;
	return rc == TD_OK ? act_verify(t, p->out->year, (enum verify_step)step, m.unit,
					yf_text(v, "criterion"), &done)
			   : rc;
}

/* The revision of a unit's explanation as it stands; a script has seen everything. */
static td_rc answer_rev(struct player *p, struct tx *t, const struct value *v, unit_id unit, i64 *rev)
{
	struct criterion_row c;
	explanation_list list = {0};
	*rev = 0;
	struct cluster_year y;
	td_rc rc = store_cluster_year_get(t, p->out->year, &y);
	if (rc == TD_OK)
		rc = store_criterion_by_code(t, (scheme_id){y.scheme.v}, yf_text(v, "criterion"), &c);
	if (rc == TD_NOT_FOUND)
		return yf_fault(p, t, "criterion", yf_text(v, "criterion"));
	if (rc == TD_OK)
		rc = store_explanation_list(t, p->out->year, unit, &list);
	for (size_t i = 0; i < list.n; i++)
		if (list.at[i].criterion.v == c.id.v)
			*rev = list.at[i].rev;
	return rc;
}

/* {"do": "explain", "unit": …, "criterion": …, "text": …} or with "agree": true instead of the text. */
td_rc yf_explain(struct player *p, struct tx *t, const struct value *v)
{
	struct membership m;
	i64 rev;
	td_rc rc = yf_unit(p, t, v, "unit", &m);
	if (rc == TD_OK)
		rc = answer_rev(p, t, v, m.unit, &rev);
	return rc == TD_OK ? act_explain_answer(t, p->out->year, m.unit, yf_text(v, "criterion"),
						yf_bool(v, "agree"), yf_text(v, "text"), OPT_NONE, rev)
			   : rc;
}

/* {"do": "settle", "unit": …, "criterion": …, "reason": …, "stage": "explained", "values"?: [one]}: without values the
 * verified score is kept. */
td_rc yf_settle(struct player *p, struct tx *t, const struct value *v)
{
	struct membership m;
	struct act_cell *cells = NULL;
	size_t n = 0;
	i64 rev = 0;
	td_rc rc = yf_unit(p, t, v, "unit", &m);
	if (rc == TD_OK)
		rc = answer_rev(p, t, v, m.unit, &rev);
	if (rc == TD_OK && value_get(v, S("values")))
		rc = yf_cells(p, t, v, &cells, &n);
	return rc == TD_OK ? act_explain_settle(t, p->out->year, m.unit, yf_text(v, "criterion"),
						n ? &cells[0] : NULL, yf_text(v, "reason"), rev)
			   : rc;
}
