#include "cli/score_sheet.h"

#include "base/map.h"
#include "office/import.h"

static bool has_suffix(const char *path, const char *suffix)
{
	return str_has_suffix(str_c(path), str_c(suffix));
}

bool score_sheet_is(const char *path, str bytes)
{
	if (str_has_prefix(bytes, S("PK")) || str_has_prefix(bytes, S("\xD0\xCF")))
		return true;
	return has_suffix(path, ".xlsx") || has_suffix(path, ".xls") || has_suffix(path, ".csv");
}

/* The name of the only sheet of a .csv: the file's name without folder and suffix. */
static str sheet_name(const char *path)
{
	const char *stroke = strrchr(path, '/');
	str name = str_c(stroke ? stroke + 1 : path);
	return str_has_suffix(name, S(".csv")) ? str_upto(name, name.n - 4) : name;
}

static void tell_notes(const struct cli *c, const struct import_plan *plan)
{
	for (size_t i = 0; i < plan->notes.n; i++)
		fprintf(stderr, "%s: %.*s: %.*s\n", c->file, STRF(plan->notes.at[i].where),
			STRF(plan->notes.at[i].text));
}

td_rc score_sheet_scheme(struct cli *c, const char *path, str bytes, struct scheme *out)
{
	struct sheets in;
	struct import_plan plan = {0};
	td_rc rc = sheets_from_upload(c->a, bytes, sheet_name(path), &c->e, &in);
	if (rc == TD_OK)
		rc = import_scheme(c->a, &in, &c->e, &plan);
	if (rc != TD_OK)
		return rc;
	tell_notes(c, &plan);
	*out = plan.scheme;
	return TD_OK;
}

static void take_units(struct cli *c, const struct import_plan *plan, struct score_table *out)
{
	for (size_t i = 0; i < plan->units.n; i++) {
		const struct import_unit *u = &plan->units.at[i];
		i64 women = u->women_pct_c.set ? u->women_pct_c.v : -1;
		VEC_PUSH(c->a, &out->units) = (struct score_unit){u->code, u->name, women, 0};
	}
}

struct places {
	struct map units, nodes; /* code → struct score_unit, struct criterion */
};

static struct places places_of(struct cli *c, const struct scheme *s, const struct score_table *t)
{
	struct places p = {map_new(c->a), map_new(c->a)};
	for (size_t i = 0; i < t->units.n; i++)
		map_set(&p.units, t->units.at[i].code, &t->units.at[i]);
	for (u32 k = 1; k < s->n_nodes; k++)
		map_set(&p.nodes, s->nodes[k].code, &s->nodes[k]);
	return p;
}

static td_rc take_value(struct cli *c, const struct scheme *s, const struct places *p,
			const struct import_value *v, struct score_table *out)
{
	const struct score_unit *unit = map_get(&p->units, v->unit);
	const struct criterion *node = map_get(&p->nodes, v->code);
	if (unit == NULL || node == NULL)
		return err_add(&c->e, TD_INVALID, v->where,
			       N_("không rõ là số liệu của đơn vị, tiêu chí nào"));
	if (criterion_has_judges(node))
		return err_add(&c->e, TD_INVALID, v->where,
			       N_("tiêu chí “%.*s” do nhiều nơi chấm: hãy dùng tệp số liệu JSON"),
			       STRF(v->code));
	if (v->state == CELL_EMPTY)
		return TD_OK;
	struct score_cell *cell = &VEC_PUSH(c->a, &out->cells);
	*cell = (struct score_cell){.unit = (u32)(unit - out->units.at),
				    .node = (u32)(node - s->nodes),
				    .stage = v->stage,
				    .state = v->state,
				    .a = v->a_c.v,
				    .b = v->b_c.v,
				    .has_b = v->b_c.set,
				    .reason = v->reason,
				    .note = v->note,
				    .where = v->where};
	if (v->evidence.n) {
		str *one = NEW(c->a, str);
		*one = v->evidence;
		cell->evidence = one;
		cell->n_evidence = 1;
	}
	return TD_OK;
}

static td_rc take_values(struct cli *c, const struct scheme *s, const struct import_plan *plan,
			 struct score_table *out)
{
	td_rc rc = TD_OK;
	struct places p = places_of(c, s, out);
	for (size_t i = 0; i < plan->values.n; i++)
		if (take_value(c, s, &p, &plan->values.at[i], out) != TD_OK)
			rc = TD_INVALID;
	td_rc sense = score_table_check(c->a, s, out, &c->e);
	return rc == TD_OK ? sense : rc;
}

td_rc score_sheet_table(struct cli *c, const char *path, str bytes, const struct scheme *s,
			enum score_stage stage, struct score_table *out)
{
	struct sheets in;
	struct import_plan units = {0}, scores = {0};
	*out = (struct score_table){0};
	td_rc rc = sheets_from_upload(c->a, bytes, sheet_name(path), &c->e, &in);
	if (rc == TD_OK)
		rc = import_units(c->a, &in, &c->e, &units);
	if (rc != TD_OK)
		return rc;
	take_units(c, &units, out);
	const struct import_known known = {
	    .scheme = s, .units = out->units.at, .n_units = (u32)out->units.n, .stage = stage};
	rc = import_scores(c->a, &in, &known, &c->e, &scores);
	if (rc != TD_OK)
		return rc;
	tell_notes(c, &scores);
	out->title = scores.title;
	return take_values(c, s, &scores, out);
}
