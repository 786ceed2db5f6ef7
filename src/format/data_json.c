#include "format/data_json.h"

#include "base/map.h"
#include "format/fields.h"

static const struct field table_fields[] = {
    {.key = "title", .type = FIELD_TEXT, .at = offsetof(struct score_table, title)},
    {.key = "cluster", .type = FIELD_TEXT, .at = offsetof(struct score_table, cluster)},
    {.key = NULL},
};

static const struct field unit_fields[] = {
    {.key = "code", .type = FIELD_TEXT, .at = offsetof(struct score_unit, code), .required = true},
    {.key = "name", .type = FIELD_TEXT, .at = offsetof(struct score_unit, name), .required = true},
    {.key = "women_percent", .type = FIELD_NUM, .at = offsetof(struct score_unit, women_pct_c), .dflt = -1},
    {.key = "chair_order", .type = FIELD_COUNT, .at = offsetof(struct score_unit, chair_order)},
    {.key = NULL},
};

static const struct field judge_fields[] = {
    {.key = "code", .type = FIELD_TEXT, .at = offsetof(struct score_judge, code), .required = true},
    {.key = "name", .type = FIELD_TEXT, .at = offsetof(struct score_judge, name), .required = true},
    {.key = NULL},
};

static const struct field cell_fields[] = {
    {.key = "reason", .type = FIELD_TEXT, .at = offsetof(struct score_cell, reason)},
    {.key = "note", .type = FIELD_TEXT, .at = offsetof(struct score_cell, note)},
    {.key = NULL},
};

struct data_keys data_keys(const struct criterion *c)
{
	switch (c->kind) {
	case CRIT_MANUAL:
		return (struct data_keys){.a = "points"};
	case CRIT_LEVEL:
		return c->by_value ? (struct data_keys){.a = "value"}
				   : (struct data_keys){.a = "level", .whole = true};
	case CRIT_RATIO:
	case CRIT_LEADER:
		return (struct data_keys){.a = "actual", .b = "target", .b_optional = true};
	case CRIT_RELATIVE:
		return (struct data_keys){.a = "actual"};
	case CRIT_BOOL:
		return (struct data_keys){.a = "done", .truth = true};
	case CRIT_COUNT:
		return (struct data_keys){.a = "count"};
	case CRIT_BONUS_PENALTY:
		return (struct data_keys){.a = "for", .b = "against"};
	case CRIT_DEDUCT:
		return c->per == DEDUCT_CASE
			   ? (struct data_keys){.a = "count"}
			   : (struct data_keys){.a = "actual", .b = "target", .b_optional = true};
	case CRIT_THRESHOLD:
		return (struct data_keys){.a = "value"};
	case CRIT_KNOCKOUT:
		return (struct data_keys){.a = "found", .truth = true};
	case CRIT_GROUP:
	case CRIT__N:
		break;
	}
	return (struct data_keys){0};
}

struct data_reader {
	struct arena *a;
	struct err *e;
	const struct scheme *s;
	struct score_table *t;
	struct map units, judges, nodes; /* code → item of its array */
};

/* The text under key, looked up. Unknown ones are named with the nearest known code. */
static const void *lookup(struct data_reader *r, struct fields *f, const char *key, const struct map *known)
{
	const struct value *v = fields_get(f, key);
	if (v == NULL || v->kind != VALUE_TEXT) {
		(void)fields_fault(f, v ? key : "", N_("thiếu “%s”, ghi bằng mã trong ngoặc kép"), key);
		return NULL;
	}
	const void *found = map_get(known, v->text);
	if (found)
		return found;
	str *codes = NEW_N(r->a, str, known->n);
	for (size_t i = 0; i < known->n; i++)
		codes[i] = known->items[i].key;
	str near = nearest_word(v->text, codes, known->n);
	if (near.p)
		(void)fields_fault(f, key, N_("không có mã “%.*s”; có phải là “%.*s”?"), STRF(v->text),
				   STRF(near));
	else
		(void)fields_fault(f, key, N_("không có mã “%.*s”"), STRF(v->text));
	return NULL;
}

static void read_units(struct data_reader *r, struct fields *f)
{
	const struct value *list = fields_list(f, "units");
	if (list == NULL || list->items.n == 0) {
		(void)fields_fault(f, "", N_("thiếu “units”: danh sách đơn vị của cụm"));
		return;
	}
	struct value_path at = {f->at, S("units"), 0};
	for (size_t i = 0; i < list->items.n; i++) {
		struct value_path here = {&at, STR_NULL, i};
		struct fields u = fields_begin(r->a, r->e, &here, list->items.at[i].value);
		fields_read(&u, unit_fields, 0, &VEC_PUSH(r->a, &r->t->units));
		fields_end(&u);
	}
	for (size_t i = 0; i < r->t->units.n; i++)
		map_set(&r->units, r->t->units.at[i].code, &r->t->units.at[i]);
}

static void read_judges(struct data_reader *r, struct fields *f)
{
	const struct value *list = fields_list(f, "judges");
	struct value_path at = {f->at, S("judges"), 0};
	for (size_t i = 0; list && i < list->items.n; i++) {
		struct value_path here = {&at, STR_NULL, i};
		struct fields j = fields_begin(r->a, r->e, &here, list->items.at[i].value);
		struct score_judge *judge = &VEC_PUSH(r->a, &r->t->judges);
		fields_read(&j, judge_fields, 0, judge);
		fields_end(&j);
	}
	for (size_t i = 0; i < r->t->judges.n; i++) {
		struct score_judge *judge = &r->t->judges.at[i];
		if (map_set(&r->judges, judge->code, judge))
			(void)fields_fault(f, "judges", N_("mã người chấm “%.*s” ghi hai lần"),
					   STRF(judge->code));
	}
}

static void read_stage(struct fields *f, struct score_cell *c)
{
	const struct value *v = fields_get(f, "stage");
	if (v == NULL)
		return;
	if (v->kind == VALUE_TEXT && score_stage_parse(v->text, &c->stage) == TD_OK)
		return;
	struct sb words = sb_new(f->a, 1024);
	for (int i = 0; i < STAGE__N; i++)
		sb_fmt(&words, "%s“%s”", i ? ", " : "", score_stage_code((enum score_stage)i));
	(void)fields_fault(f, "stage", N_("phải là một trong các từ %.*s"), STRF(sb_str(&words)));
}

/* False when the judge is not known. */
static bool read_judge(struct data_reader *r, struct fields *f, const struct criterion *n,
		       struct score_cell *c)
{
	if (!criterion_has_judges(n)) {
		if (fields_get(f, "judge"))
			(void)fields_fault(f, "judge",
					   N_("tiêu chí “%.*s” không chấm bởi nhiều người; hãy bỏ đi"),
					   STRF(n->code));
		return true;
	}
	const void *judge = lookup(r, f, "judge", n->peers ? &r->units : &r->judges);
	if (judge)
		c->judge = n->peers ? (u32)((const struct score_unit *)judge - r->t->units.at)
				    : (u32)((const struct score_judge *)judge - r->t->judges.at);
	return judge != NULL;
}

static void read_evidence(struct fields *f, struct score_cell *c)
{
	const struct value *list = fields_list(f, "evidence");
	if (list == NULL)
		return;
	str *texts = NEW_N(f->a, str, list->items.n);
	for (size_t i = 0; i < list->items.n; i++) {
		const struct value *v = list->items.at[i].value;
		if (v->kind == VALUE_TEXT)
			texts[i] = v->text;
		else
			(void)fields_fault(f, "evidence", N_("mỗi minh chứng phải là chữ trong ngoặc kép"));
	}
	c->evidence = texts;
	c->n_evidence = (u32)list->items.n;
}

static void read_number(struct fields *f, const char *key, const struct value *v, i64 *out)
{
	if (value_as_c(v, out) != TD_OK)
		(void)fields_fault(f, key,
				   N_("phải là số, không đặt trong ngoặc kép, dấu thập phân là dấu chấm"));
}

static void read_a(struct fields *f, struct data_keys k, const struct value *v, struct score_cell *c)
{
	if (k.truth) {
		if (v->kind != VALUE_BOOL)
			(void)fields_fault(f, k.a, N_("phải là true (có) hoặc false (không)"));
		else
			c->a = v->b;
	} else if (k.whole) {
		if (v->kind != VALUE_INT)
			(void)fields_fault(f, k.a, N_("phải là số thứ tự của mức được chọn: 1, 2, …"));
		else
			c->a = v->i;
	} else {
		read_number(f, k.a, v, &c->a);
	}
}

static void read_values(struct fields *f, const struct criterion *n, struct score_cell *c)
{
	struct data_keys k = data_keys(n);
	const struct value *na = fields_get(f, "na");
	const struct value *a = fields_get(f, k.a), *b = k.b ? fields_get(f, k.b) : NULL;
	if (na && na->kind == VALUE_BOOL && na->b) {
		c->state = CELL_NA;
		if (a || b)
			(void)fields_fault(f, "na", N_("đã ghi không áp dụng thì không ghi giá trị"));
		return;
	}
	if (na)
		(void)fields_fault(f, "na",
				   N_("chỉ ghi true khi tiêu chí không áp dụng, nếu không thì bỏ đi"));
	c->state = CELL_SET;
	if (a)
		read_a(f, k, a, c);
	else
		(void)fields_fault(f, "", N_("thiếu “%s”: giá trị của tiêu chí “%.*s”"), k.a, STRF(n->code));
	if (b)
		read_number(f, k.b, b, &c->b);
	else if (k.b && !k.b_optional)
		(void)fields_fault(f, "", N_("thiếu “%s”: giá trị của tiêu chí “%.*s”"), k.b, STRF(n->code));
	c->has_b = b != NULL;
}

/* An entry whose unit, criterion or judge is unknown is not kept: nothing more can be said of it. */
static void read_cell(struct data_reader *r, struct fields *f)
{
	struct score_cell c = {.where = value_path_text(r->a, f->at)};
	const struct score_unit *unit = lookup(r, f, "unit", &r->units);
	const struct criterion *node = lookup(r, f, "criterion", &r->nodes);
	read_stage(f, &c);
	fields_read(f, cell_fields, 0, &c);
	read_evidence(f, &c);
	if (node == NULL)
		return;
	if (!criterion_is_leaf(node)) {
		(void)fields_fault(f, "criterion", N_("“%.*s” là nhóm, điểm là tổng các tiêu chí con"),
				   STRF(node->code));
		return;
	}
	bool placed = read_judge(r, f, node, &c) && unit;
	read_values(f, node, &c);
	fields_end(f);
	if (!placed)
		return;
	c.unit = (u32)(unit - r->t->units.at);
	c.node = (u32)(node - r->s->nodes);
	VEC_PUSH(r->a, &r->t->cells) = c;
}

static void read_cells(struct data_reader *r, struct fields *f)
{
	const struct value *list = fields_list(f, "scores");
	struct value_path at = {f->at, S("scores"), 0};
	for (size_t i = 0; list && i < list->items.n; i++) {
		struct value_path here = {&at, STR_NULL, i};
		struct fields c = fields_begin(r->a, r->e, &here, list->items.at[i].value);
		if (c.map->kind == VALUE_MAP)
			read_cell(r, &c);
	}
}

static void read_head(struct fields *f, struct score_table *t)
{
	const struct value *v = fields_get(f, "format");
	if (v == NULL || v->kind != VALUE_TEXT || !str_eq(v->text, S(DATA_FORMAT)))
		(void)fields_fault(f, "format", N_("tệp số liệu phải ghi \"format\": \"%s\""), DATA_FORMAT);
	fields_read(f, table_fields, 0, t);
	v = fields_get(f, "year");
	if (v && (v->kind != VALUE_INT || v->i < 1945 || v->i > 2999))
		(void)fields_fault(f, "year", N_("phải là năm bốn chữ số"));
	else if (v)
		t->year = v->i;
}

td_rc data_from_value(struct arena *a, const struct value *v, const struct scheme *s, struct err *e,
		      struct score_table *out)
{
	size_t before = e->n_total;
	struct value_path root = {0};
	struct data_reader r = {a, e, s, out, map_new(a), map_new(a), map_new(a)};
	*out = (struct score_table){0};
	struct fields f = fields_begin(a, e, &root, v);
	if (v->kind != VALUE_MAP)
		return TD_INVALID;
	for (u32 k = 1; k < s->n_nodes; k++)
		map_set(&r.nodes, s->nodes[k].code, &s->nodes[k]);
	read_head(&f, out);
	read_units(&r, &f);
	read_judges(&r, &f);
	read_cells(&r, &f);
	fields_end(&f);
	td_rc rc = score_table_check(a, s, out, e);
	return rc == TD_OK && e->n_total > before ? TD_INVALID : rc;
}

td_rc data_from_json(struct arena *a, str json, const struct scheme *s, struct err *e,
		     struct score_table *out)
{
	const struct value *v;
	td_rc rc = value_from_json(a, json, e, &v);
	if (rc != TD_OK && (rc != TD_INVALID || v == NULL))
		return rc;
	td_rc sense = data_from_value(a, v, s, e, out);
	return sense == TD_OK ? rc : sense;
}

static void write_values(struct arena *a, struct value *map, const struct criterion *n,
			 const struct score_cell *c)
{
	struct data_keys k = data_keys(n);
	if (c->state == CELL_NA)
		value_put_bool(a, map, "na", true);
	else if (k.truth)
		value_put_bool(a, map, k.a, c->a != 0);
	else if (k.whole)
		value_put_int(a, map, k.a, c->a);
	else
		value_put_num(a, map, k.a, c->a);
	if (c->has_b && k.b)
		value_put_num(a, map, k.b, c->b);
}

static struct value *write_cell(struct arena *a, const struct scheme *s, const struct score_table *t,
				const struct score_cell *c)
{
	const struct criterion *n = &s->nodes[c->node];
	struct value *map = value_map(a);
	value_put_text(a, map, "unit", t->units.at[c->unit].code);
	value_put_text(a, map, "criterion", n->code);
	value_put_text(a, map, "stage", str_c(score_stage_code(c->stage)));
	if (criterion_has_judges(n))
		value_put_text(a, map, "judge",
			       n->peers ? t->units.at[c->judge].code : t->judges.at[c->judge].code);
	write_values(a, map, n, c);
	fields_write(a, map, cell_fields, 0, c);
	if (c->n_evidence) {
		struct value *list = value_put(a, map, S("evidence"), value_list(a));
		for (u32 i = 0; i < c->n_evidence; i++)
			value_add(a, list, value_text(a, c->evidence[i]));
	}
	return map;
}

struct value *data_to_value(struct arena *a, const struct scheme *s, const struct score_table *t)
{
	struct value *map = value_map(a);
	value_put_text(a, map, "format", S(DATA_FORMAT));
	fields_write(a, map, table_fields, 0, t);
	if (t->year)
		value_put_int(a, map, "year", t->year);
	struct value *units = value_put(a, map, S("units"), value_list(a));
	for (size_t i = 0; i < t->units.n; i++)
		fields_write(a, value_add(a, units, value_map(a)), unit_fields, 0, &t->units.at[i]);
	if (t->judges.n) {
		struct value *judges = value_put(a, map, S("judges"), value_list(a));
		for (size_t i = 0; i < t->judges.n; i++)
			fields_write(a, value_add(a, judges, value_map(a)), judge_fields, 0,
				     &t->judges.at[i]);
	}
	struct value *scores = value_put(a, map, S("scores"), value_list(a));
	for (size_t i = 0; i < t->cells.n; i++)
		value_add(a, scores, write_cell(a, s, t, &t->cells.at[i]));
	return map;
}
