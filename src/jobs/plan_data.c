#include "jobs/plan_data.h"

enum { MAX_TEXT = 1 << 20 };

static td_rc fault(struct tx *t, const char *key)
{
	return err_add(t->e, TD_INVALID, str_c(key),
		       N_("«%s» phải là chữ, số hoặc danh sách như tài liệu mô tả."), key);
}

static td_rc read_text(struct tx *t, const struct value *map, const char *key, str *out)
{
	const struct value *v = value_get(map, str_c(key));
	*out = S("");
	if (v == NULL || v->kind == VALUE_NULL)
		return TD_OK;
	if (v->kind == VALUE_TEXT) {
		*out = v->text;
		return TD_OK;
	}
	struct sb b = sb_new(t->a, MAX_TEXT);
	for (size_t i = 0; v->kind == VALUE_LIST && i < v->items.n; i++) {
		const struct value *line = v->items.at[i].value;
		if (line->kind != VALUE_TEXT)
			return fault(t, key);
		if (i)
			sb_byte(&b, '\n');
		sb_put(&b, line->text);
	}
	*out = sb_str(&b);
	return v->kind == VALUE_LIST ? TD_OK : fault(t, key);
}

struct text_key {
	const char *key;
	str *out;
};

static td_rc read_texts(struct tx *t, const struct value *map, const struct text_key *keys, size_t n)
{
	td_rc rc = TD_OK;
	for (size_t i = 0; i < n; i++)
		if (read_text(t, map, keys[i].key, keys[i].out) != TD_OK)
			rc = TD_INVALID;
	return rc;
}

td_rc plan_from_value(struct tx *t, const struct value *v, struct plan *out)
{
	*out = (struct plan){0};
	struct text_key keys[PLAN_SECTION__N + 2] = {[PLAN_SECTION__N] = {"number", &out->number},
						     [PLAN_SECTION__N + 1] = {"issued_on", &out->issued_on}};
	for (int s = 0; s < PLAN_SECTION__N; s++)
		keys[s] = (struct text_key){plan_section_code((enum plan_section)s), &out->text[s]};
	return read_texts(t, v, keys, sizeof keys / sizeof *keys);
}

static td_rc read_target(struct tx *t, const struct value *v, struct phase_target *out)
{
	const struct value *number = value_get(v, S("plan"));
	*out = (struct phase_target){0};
	const struct text_key keys[] = {{"indicator", &out->indicator}, {"measure", &out->measure_unit}};
	td_rc rc = read_texts(t, v, keys, 2);
	if (rc != TD_OK || number == NULL)
		return rc;
	out->plan_c.set = true;
	return value_as_c(number, &out->plan_c.v) == TD_OK ? TD_OK : fault(t, "plan");
}

static td_rc enter_phase(struct tx *t, const struct campaign *c, const struct value *v)
{
	struct campaign_phase p = {.campaign_id = c->id};
	phase_target_list targets = {0};
	const struct value *rows = value_get(v, S("targets")), *last = value_get(v, S("final_push"));
	const struct text_key keys[] = {
	    {"name", &p.name}, {"starts_on", &p.starts_on}, {"ends_on", &p.ends_on}};
	td_rc rc = read_texts(t, v, keys, 3);
	p.final_push = last && last->kind == VALUE_BOOL && last->b;
	for (size_t i = 0; rc == TD_OK && rows && rows->kind == VALUE_LIST && i < rows->items.n; i++)
		rc = read_target(t, rows->items.at[i].value, &VEC_PUSH(t->a, &targets));
	return rc == TD_OK ? act_phase_save(t, c->year, &p, &targets) : rc;
}

td_rc campaign_enter(struct tx *t, cluster_year_id year, const struct value *v, struct campaign *out)
{
	str kind;
	const struct value *phases = value_get(v, S("phases"));
	*out = (struct campaign){.year = year};
	const struct text_key keys[] = {{"kind", &kind},
					{"name", &out->name},
					{"slogan", &out->slogan},
					{"scope", &out->scope},
					{"contents", &out->contents},
					{"decision_number", &out->decision_number},
					{"decision_on", &out->decision_on},
					{"starts_on", &out->starts_on},
					{"ends_on", &out->ends_on}};
	td_rc rc = read_texts(t, v, keys, sizeof keys / sizeof *keys);
	if (rc == TD_OK && campaign_kind_parse(kind, &out->kind) != TD_OK)
		rc = err_add(t->e, TD_INVALID, S("kind"), N_("«kind» là regular, thematic hoặc phase."));
	if (rc == TD_OK)
		rc = act_campaign_save(t, out, STR_NULL);
	for (size_t i = 0; rc == TD_OK && phases && phases->kind == VALUE_LIST && i < phases->items.n; i++)
		rc = enter_phase(t, out, phases->items.at[i].value);
	return rc;
}
