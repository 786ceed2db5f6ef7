/* Events of plan and launch: the plan, campaigns, reviews of phases, documents, who opened them, the draft of a table. */
#include "jobs/act_scheme.h"
#include "jobs/plan_data.h"
#include "jobs/yearfile_impl.h"
#include "store/store_file.h"

td_rc yf_do_year_plan(struct player *p, struct tx *t, const struct value *v)
{
	struct plan plan, was;
	td_rc rc = store_plan_get(t, p->out->year, &was);
	if (rc == TD_OK)
		rc = plan_from_value(t, v, &plan);
	if (rc == TD_OK)
		rc = act_plan_save(t, p->out->year, &plan, yf_text(v, "reason"), was.rev);
	return rc == TD_OK && yf_bool(v, "launch") ? act_plan_launch(t, p->out->year, was.rev + 1) : rc;
}

td_rc yf_do_campaign(struct player *p, struct tx *t, const struct value *v)
{
	struct campaign c;
	td_rc rc = campaign_enter(t, p->out->year, v, &c);
	return rc == TD_OK && yf_bool(v, "launch") ? act_campaign_launch(t, p->out->year, c.id, c.rev) : rc;
}

static td_rc find_campaign(struct player *p, struct tx *t, str name, struct campaign *out)
{
	campaign_list all = {0};
	td_rc rc = store_campaign_list(t, p->out->year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (str_eq(all.at[i].name, name)) {
			*out = all.at[i];
			return TD_OK;
		}
	return rc == TD_OK ? yf_fault(p, t, "name", name) : rc;
}

td_rc yf_do_phase_review(struct player *p, struct tx *t, const struct value *v)
{
	struct campaign c = {0};
	campaign_phase_list phases = {0};
	const struct value_item *at;
	struct opt_i64 actual[PHASE_TARGETS_MAX] = {0};
	size_t n = yf_list(v, "actual", &at);
	for (size_t i = 0; i < n && i < PHASE_TARGETS_MAX; i++)
		actual[i].set = value_as_c(at[i].value, &actual[i].v) == TD_OK;
	td_rc rc = find_campaign(p, t, yf_text(v, "name"), &c);
	if (rc == TD_OK)
		rc = store_campaign_phase_list(t, p->out->year, c.id, &phases);
	for (size_t i = 0; rc == TD_OK && i < phases.n; i++)
		if (str_eq(phases.at[i].name, yf_text(v, "phase")))
			return act_phase_review(t, p->out->year, c.id, phases.at[i].id, yf_text(v, "text"),
						actual, n, phases.at[i].rev);
	return rc == TD_OK ? yf_fault(p, t, "phase", yf_text(v, "phase")) : rc;
}

td_rc yf_do_document(struct player *p, struct tx *t, const struct value *v)
{
	struct cluster_document d = {.year = p->out->year,
				     .title = yf_text(v, "title"),
				     .number = yf_text(v, "number"),
				     .issued_on = yf_text(v, "on"),
				     .issuer = yf_text(v, "issuer"),
				     .file_name = yf_text(v, "file")};
	if (document_kind_parse(yf_text(v, "kind"), &d.kind) != TD_OK)
		return yf_fault(p, t, "kind", yf_text(v, "kind"));
	td_rc rc = store_file_put(t, yf_text(v, "text"), S("text/plain; charset=utf-8"), &d.file);
	return rc == TD_OK ? act_document_add(t, &d) : rc;
}

/* The event's actor opens the plan, or the campaign of a name, for his unit. */
td_rc yf_do_read(struct player *p, struct tx *t, const struct value *v)
{
	struct membership m;
	struct plan plan;
	struct campaign c = {0};
	str name = yf_text(v, "campaign");
	td_rc rc = store_membership_find(t, p->out->year, yf_text(v, "unit"), &m);
	if (rc == TD_NOT_FOUND)
		return yf_fault(p, t, "unit", yf_text(v, "unit"));
	if (rc == TD_OK)
		rc = store_plan_get(t, p->out->year, &plan);
	if (rc == TD_OK && name.n)
		rc = find_campaign(p, t, name, &c);
	struct read_receipt r = {.kind = name.n ? READ_CAMPAIGN : READ_PLAN,
				 .object_id = name.n ? c.id : plan.id,
				 .edition = name.n ? c.edition : plan.edition,
				 .year = p->out->year,
				 .unit = m.unit,
				 .user = {p->actor.user_id},
				 .opened_at_ms = t->now_ms};
	return rc == TD_OK ? store_read_receipt_add(t, &r) : rc;
}

/* A draft of the year's next table: begun from a source, with other points for some criteria. */
td_rc yf_do_draft(struct player *p, struct tx *t, const struct value *v)
{
	struct act_draft d = {0};
	const struct value_item *at;
	size_t n = yf_list(v, "points", &at);
	td_rc rc = act_draft_begin(t, p->out->year, yf_text(v, "from"), 0);
	if (rc == TD_OK)
		rc = act_draft_load(t, p->out->year, &d);
	if (rc != TD_OK || n == 0)
		return rc;
	for (size_t i = 0; i < n; i++) {
		str code = yf_text(at[i].value, "criterion");
		i64 k = scheme_find(&d.scheme, code);
		if (k < 0 || value_as_c(value_get(at[i].value, S("max")), &d.scheme.nodes[k].max_c) != TD_OK)
			return yf_fault(p, t, "criterion", code);
	}
	return act_draft_save(t, p->out->year, &d.scheme, yf_text(v, "what"), d.row.rev);
}
