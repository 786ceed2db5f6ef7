/* Events of a year script about cross-checking. */
#include "jobs/act_check.h"
#include "jobs/yearfile_impl.h"

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
	struct membership checker, checked;
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
