#include "format/explain_json.h"

#include "base/num.h"
#include "format/fields.h"

static const char *step_code(enum explain_step_kind kind)
{
	static const char *const codes[EXPLAIN__N] = {
	    [EXPLAIN_INPUT] = "input",     [EXPLAIN_FACT] = "fact",   [EXPLAIN_FORMULA] = "formula",
	    [EXPLAIN_CLAMP] = "clamp",     [EXPLAIN_ROUND] = "round", [EXPLAIN_CHILD] = "child",
	    [EXPLAIN_RESCALE] = "rescale", [EXPLAIN_TIE] = "tie",     [EXPLAIN_CLASS] = "class",
	};
	return codes[kind];
}

const char *score_note_code(enum score_note note)
{
	static const char *const codes[NOTE__N] = {
	    [NOTE_NONE] = "",
	    [NOTE_EMPTY] = "empty",
	    [NOTE_NA] = "na",
	    [NOTE_CAPPED] = "capped",
	    [NOTE_BEST] = "best",
	    [NOTE_NO_LEADER] = "no_leader",
	    [NOTE_BEST_ZERO] = "best_zero",
	    [NOTE_TARGET_ZERO] = "target_zero",
	    [NOTE_NO_TARGET] = "no_target",
	    [NOTE_TRIMMED] = "trimmed",
	    [NOTE_KNOCKED] = "knocked",
	};
	return codes[note];
}

static void put_i128(struct sb *b, i128 v)
{
	char digits[48];
	size_t i = sizeof digits;
	unsigned __int128 u = v < 0 ? -(unsigned __int128)v : (unsigned __int128)v;
	do {
		digits[--i] = (char)('0' + (int)(u % 10));
		u /= 10;
	} while (u);
	if (v < 0)
		sb_byte(b, '-');
	sb_put(b, (str){digits + i, sizeof digits - i});
}

/* r counts hundredths; the text counts points. */
static str fraction(struct arena *a, rat r)
{
	struct sb b = sb_new(a, 128);
	rat points = {0, 1};
	if (rat_div(r, rat_int(100), &points) != TD_OK)
		return S("");
	put_i128(&b, points.num);
	if (points.den != 1) {
		sb_byte(&b, '/');
		put_i128(&b, points.den);
	}
	return sb_str(&b);
}

static void put_text(struct arena *a, struct value *map, const char *key, str text)
{
	if (text.n)
		value_put_text(a, map, key, text);
}

static struct value *step_to_value(struct arena *a, const struct explain_step *s)
{
	struct value *map = value_map(a);
	value_put_text(a, map, "kind", str_c(step_code(s->kind)));
	put_text(a, map, "name", s->name);
	put_text(a, map, "text", s->text);
	put_text(a, map, "criterion", s->code);
	if (s->has_value)
		value_put_num(a, map, "value", s->value_c);
	if (s->has_exact)
		put_text(a, map, "exact", fraction(a, s->exact));
	return map;
}

struct value *explain_to_value(struct arena *a, const struct explanation *x)
{
	struct value *map = value_map(a);
	value_put_text(a, map, "format", S(EXPLAIN_FORMAT));
	value_put_text(a, map, "unit", x->unit_code);
	value_put_text(a, map, "unit_name", x->unit_name);
	value_put_text(a, map, "criterion", x->code);
	value_put_text(a, map, "name", x->name);
	value_put_num(a, map, "points", x->points_c);
	put_text(a, map, "note", str_c(score_note_code(x->note)));
	put_text(a, map, "formula", x->formula);
	struct value *steps = value_put(a, map, S("steps"), value_list(a));
	for (size_t i = 0; i < x->steps.n; i++)
		value_add(a, steps, step_to_value(a, &x->steps.at[i]));
	put_text(a, map, "source", x->source);
	value_put_text(a, map, "sentence", x->sentence);
	return map;
}

static struct value *points_to_value(struct arena *a, const struct scheme *s, const struct score_result *res,
				     u32 unit)
{
	struct value *list = value_list(a);
	for (u32 k = 1; k < s->n_nodes; k++) {
		struct value *map = value_add(a, list, value_map(a));
		enum score_note note = (enum score_note)res->nodes[k].note[unit];
		value_put_text(a, map, "criterion", s->nodes[k].code);
		if (note != NOTE_EMPTY && note != NOTE_NA)
			value_put_num(a, map, "points", res->nodes[k].points_c[unit]);
		put_text(a, map, "note", str_c(score_note_code(note)));
	}
	return list;
}

static struct value *unit_to_value(struct arena *a, const struct scheme *s, const struct score_input *in,
				   const struct score_result *res, u32 unit)
{
	struct value *map = value_map(a);
	value_put_int(a, map, "rank", res->rank[unit]);
	value_put_text(a, map, "unit", in->units[unit].code);
	value_put_text(a, map, "name", in->units[unit].name);
	value_put_num(a, map, "total", res->total_c[unit]);
	value_put_num(a, map, "raw", res->raw_c[unit]);
	value_put_num(a, map, "bonus", res->nodes[0].bonus_c[unit]);
	value_put_num(a, map, "penalty", res->nodes[0].penalty_c[unit]);
	value_put_num(a, map, "applicable_max", res->applicable_max_c[unit]);
	if (res->class_ix[unit] != NO_CLASS)
		value_put_text(a, map, "class", s->classes[res->class_ix[unit]].code);
	if (res->excluded[unit])
		value_put_bool(a, map, "excluded", true);
	if (res->n_empty[unit])
		value_put_int(a, map, "empty", res->n_empty[unit]);
	if (res->tie_rule[unit])
		value_put_text(a, map, "tie", s->ties[res->tie_rule[unit] - 1].text);
	value_put(a, map, S("criteria"), points_to_value(a, s, res, unit));
	return map;
}

struct value *result_to_value(struct arena *a, const struct scheme *s, const struct score_input *in,
			      const struct score_result *res, enum score_stage stage)
{
	struct value *map = value_map(a);
	value_put_text(a, map, "format", S(RESULT_FORMAT));
	value_put_text(a, map, "scheme", s->code);
	put_text(a, map, "version", s->version);
	value_put_text(a, map, "stage", str_c(score_stage_code(stage)));
	struct value *units = value_put(a, map, S("units"), value_list(a));
	for (u32 i = 0; i < res->n_units; i++)
		value_add(a, units, unit_to_value(a, s, in, res, res->order[i]));
	return map;
}
