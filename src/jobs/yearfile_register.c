/* Events of registration and pact. */
#include "jobs/act_pact.h"
#include "jobs/act_registration.h"
#include "jobs/yearfile_impl.h"

static td_rc find_unit(struct player *p, struct tx *t, const struct value *v, unit_id *out)
{
	struct membership m = {0};
	td_rc rc = store_membership_find(t, p->out->year, yf_text(v, "unit"), &m);
	*out = m.unit;
	return rc == TD_NOT_FOUND ? yf_fault(p, t, "unit", yf_text(v, "unit")) : rc;
}

static td_rc read_number(struct player *p, struct tx *t, const struct value *v, const char *key,
			 struct opt_i64 *out)
{
	const struct value *n = value_get(v, str_c(key));
	*out = OPT_NONE;
	if (n == NULL)
		return TD_OK;
	out->set = true;
	return value_as_c(n, &out->v) == TD_OK ? TD_OK : yf_fault(p, t, key, S("?"));
}

static td_rc read_targets(struct player *p, struct tx *t, const struct value *v,
			  struct registration_rows *rows)
{
	const struct value_item *at;
	size_t n = yf_list(v, "targets", &at);
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < n; i++) {
		const struct value *g = at[i].value;
		struct opt_i64 plan = OPT_NONE;
		struct registered_target row = {.indicator = yf_text(g, "indicator"),
						.measure_unit = yf_text(g, "measure"),
						.source = yf_text(g, "source"),
						.criterion_code = yf_text(g, "criterion")};
		rc = read_number(p, t, g, "baseline", &row.baseline_c);
		if (rc == TD_OK)
			rc = read_number(p, t, g, "plan", &plan);
		row.plan_c = plan.v;
		VEC_PUSH(t->a, &rows->targets) = row;
		VEC_PUSH(t->a, &rows->target_keys) = arena_fmt(t->a, "%zu", i);
	}
	return rc;
}

static td_rc read_awards(struct player *p, struct tx *t, const struct value *v,
			 struct registration_rows *rows)
{
	static const char *const keys[AWARD_LIST__N] = {"titles", "award_forms", "initiatives"};
	for (int list = 0; list < AWARD_LIST__N; list++) {
		const struct value_item *at;
		size_t n = yf_list(v, keys[list], &at);
		for (size_t i = 0; i < n; i++) {
			const struct value *g = at[i].value;
			struct registered_award row = {.list = (enum award_list)list,
						       .award_code = yf_text(g, "code"),
						       .name = yf_text(g, "name"),
						       .note = yf_text(g, "note")};
			if (award_holder_parse(yf_text(g, "holder"), &row.holder) != TD_OK)
				return yf_fault(p, t, "holder", yf_text(g, "holder"));
			VEC_PUSH(t->a, &rows->awards) = row;
			VEC_PUSH(t->a, &rows->award_keys) = arena_fmt(t->a, "%zu", rows->awards.n);
		}
	}
	return TD_OK;
}

td_rc yf_do_register(struct player *p, struct tx *t, const struct value *v)
{
	struct registration_rows rows = {0};
	struct registration r = {0};
	unit_id unit;
	td_rc rc = find_unit(p, t, v, &unit);
	if (rc == TD_OK)
		rc = store_registration_get(t, p->out->year, unit, &r);
	if (rc == TD_OK)
		rc = read_targets(p, t, v, &rows);
	if (rc == TD_OK)
		rc = read_awards(p, t, v, &rows);
	return rc == TD_OK ? act_registration_save(t, p->out->year, unit, &rows, r.rev) : rc;
}

td_rc yf_do_registration(struct player *p, struct tx *t, const struct value *v)
{
	struct registration r;
	enum registration_act act;
	unit_id unit;
	if (registration_act_parse(yf_text(v, "act"), &act) != TD_OK)
		return yf_fault(p, t, "act", yf_text(v, "act"));
	td_rc rc = find_unit(p, t, v, &unit);
	if (rc == TD_OK)
		rc = store_registration_get(t, p->out->year, unit, &r);
	return rc == TD_OK ? act_registration_do(t, p->out->year, unit, act, yf_text(v, "reason"), r.rev)
			   : rc;
}

static str lines(struct arena *a, const struct value *v, const char *key)
{
	const struct value_item *at;
	size_t n = yf_list(v, key, &at);
	struct sb b = sb_new(a, 64 * 1024);
	for (size_t i = 0; i < n; i++) {
		if (i)
			sb_byte(&b, '\n');
		if (at[i].value->kind == VALUE_TEXT)
			sb_put(&b, at[i].value->text);
	}
	return sb_str(&b);
}

td_rc yf_do_pact(struct player *p, struct tx *t, const struct value *v)
{
	struct pact_of_year y;
	bool next = yf_bool(v, "next");
	struct pact text = {.theme = yf_text(v, "theme"),
			    .contents = lines(t->a, v, "contents"),
			    .measures = lines(t->a, v, "measures"),
			    .adopted_on = yf_text(v, "adopted")};
	td_rc rc = act_pact_load(t, p->out->year, next, &y);
	return rc == TD_OK ? act_pact_save(t, p->out->year, next, &text, y.pact.rev) : rc;
}

td_rc yf_do_sign(struct player *p, struct tx *t, const struct value *v)
{
	struct act_signature s = {
	    .name = yf_text(v, "person"), .title = yf_text(v, "title"), .on = yf_text(v, "on")};
	unit_id unit;
	size_t n;
	if (pact_part_parse(yf_text(v, "part"), &s.part) != TD_OK)
		return yf_fault(p, t, "part", yf_text(v, "part"));
	if (yf_bool(v, "all"))
		return act_pact_sign_all(t, p->out->year, yf_bool(v, "next"), s.part, s.on, &n);
	if (pact_method_parse(yf_text(v, "method"), &s.method) != TD_OK)
		return yf_fault(p, t, "method", yf_text(v, "method"));
	td_rc rc = find_unit(p, t, v, &unit);
	return rc == TD_OK ? act_pact_sign(t, p->out->year, yf_bool(v, "next"), unit, &s) : rc;
}
