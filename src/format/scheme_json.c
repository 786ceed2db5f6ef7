#include "format/scheme_json.h"

#include "base/num.h"
#include "format/scheme_fields.h"

struct scheme_reader {
	struct arena *a;
	struct err *e;
	struct scheme *s;
	VEC(struct criterion) nodes;
};

/* The word of member key, or absent. A missing or unknown one is a fault and reads as absent. */
static int word_at(struct fields *f, const char *key, const struct field_word *words, bool required,
		   int absent)
{
	int word = absent;
	const struct field one[] = {
	    {.key = key, .type = FIELD_WORD, .words = words, .required = required, .dflt = absent},
	    {.key = NULL},
	};
	fields_read(f, one, 0, &word);
	return word;
}

/* The class whose code stands under key. */
static u32 class_at(struct scheme_reader *r, struct fields *f, const char *key)
{
	const struct scheme *s = r->s;
	const struct value *v = fields_get(f, key);
	if (v == NULL || v->kind != VALUE_TEXT) {
		(void)fields_fault(f, key, N_("phải là mã của một mức xếp loại ở “classes”"));
		return 0;
	}
	str *codes = NEW_N(r->a, str, s->n_classes);
	for (u32 i = 0; i < s->n_classes; i++) {
		if (str_eq(s->classes[i].code, v->text))
			return i;
		codes[i] = s->classes[i].code;
	}
	str near = nearest_word(v->text, codes, s->n_classes);
	if (near.p)
		(void)fields_fault(f, key, N_("không có mức xếp loại “%.*s”; có phải là “%.*s”?"),
				   STRF(v->text), STRF(near));
	else
		(void)fields_fault(f, key, N_("không có mức xếp loại “%.*s” ở “classes”"), STRF(v->text));
	return 0;
}

static void read_classes(struct scheme_reader *r, struct fields *f)
{
	const struct value *list = fields_list(f, "classes");
	if (list == NULL)
		return;
	struct value_path at = {f->at, S("classes"), 0};
	r->s->classes = NEW_N(r->a, struct scheme_class, list->items.n);
	for (size_t i = 0; i < list->items.n; i++) {
		struct value_path here = {&at, STR_NULL, i};
		struct fields c = fields_begin(r->a, r->e, &here, list->items.at[i].value);
		fields_read(&c, scheme_table(TABLE_CLASS), 0, &r->s->classes[i]);
		fields_end(&c);
	}
	r->s->n_classes = (u32)list->items.n;
}

static void read_levels(struct scheme_reader *r, struct fields *f, struct criterion *c)
{
	const struct value *list = fields_list(f, "levels");
	if (list == NULL)
		return;
	struct value_path at = {f->at, S("levels"), 0};
	struct scheme_level *levels = NEW_N(r->a, struct scheme_level, list->items.n);
	for (size_t i = 0; i < list->items.n; i++) {
		struct value_path here = {&at, STR_NULL, i};
		struct fields l = fields_begin(r->a, r->e, &here, list->items.at[i].value);
		fields_read(&l, scheme_table(TABLE_LEVEL), 0, &levels[i]);
		fields_end(&l);
	}
	c->levels = levels;
	c->n_levels = (u32)list->items.n;
}

static void read_limits(struct scheme_reader *r, struct fields *f, struct criterion *c)
{
	const struct value *list = fields_list(f, "limits");
	if (list == NULL)
		return;
	struct value_path at = {f->at, S("limits"), 0};
	struct scheme_limit *limits = NEW_N(r->a, struct scheme_limit, list->items.n);
	for (size_t i = 0; i < list->items.n; i++) {
		struct value_path here = {&at, STR_NULL, i};
		struct fields l = fields_begin(r->a, r->e, &here, list->items.at[i].value);
		fields_read(&l, scheme_table(TABLE_LIMIT), 0, &limits[i]);
		limits[i].class_ix = class_at(r, &l, "class");
		fields_end(&l);
	}
	c->limits = limits;
	c->n_limits = (u32)list->items.n;
}

static void read_criteria(struct scheme_reader *r, struct fields *f, const char *key, u32 parent, int depth);

/* A group's max that is not given is the sum of its children's of its own role. */
static i64 sum_of_children(const struct scheme_reader *r, u32 group)
{
	i64 sum = 0;
	for (u32 i = group + 1; i < r->nodes.n; i++) {
		const struct criterion *c = &r->nodes.at[i];
		if (c->parent == group && c->role == r->nodes.at[group].role && criterion_gives_points(c) &&
		    num_add(sum, c->max_c, &sum) != TD_OK)
			return 0;
	}
	return sum;
}

static void read_criterion(struct scheme_reader *r, struct fields *f, u32 parent, int depth)
{
	struct criterion c = {.parent = parent};
	c.kind = (enum criterion_kind)word_at(f, "kind", scheme_kind_words(), true, CRIT_MANUAL);
	c.role = (enum criterion_role)word_at(f, "role", scheme_role_words(), false,
					      (int)r->nodes.at[parent].role);
	fields_read(f, scheme_table(TABLE_CRITERION), c.kind, &c);
	if (c.kind == CRIT_LEVEL)
		read_levels(r, f, &c);
	if (c.kind == CRIT_THRESHOLD)
		read_limits(r, f, &c);
	if (c.kind == CRIT_KNOCKOUT && c.effect == KO_CEILING)
		c.ceiling_class = class_at(r, f, "ceiling");
	u32 self = (u32)r->nodes.n;
	VEC_PUSH(r->a, &r->nodes) = c;
	if (c.kind != CRIT_GROUP)
		return;
	read_criteria(r, f, "children", self, depth + 1);
	if (value_get(f->map, S("max")) == NULL)
		r->nodes.at[self].max_c = sum_of_children(r, self);
}

static void read_criteria(struct scheme_reader *r, struct fields *f, const char *key, u32 parent, int depth)
{
	const struct value *list = fields_list(f, key);
	if (list == NULL)
		return;
	if (depth > SCHEME_MAX_DEPTH) {
		(void)fields_fault(f, key, N_("tiêu chí lồng nhau quá %d cấp"), SCHEME_MAX_DEPTH);
		return;
	}
	struct value_path at = {f->at, str_c(key), 0};
	for (size_t i = 0; i < list->items.n && r->nodes.n <= SCHEME_MAX_NODES; i++) {
		struct value_path here = {&at, STR_NULL, i};
		struct fields c = fields_begin(r->a, r->e, &here, list->items.at[i].value);
		read_criterion(r, &c, parent, depth);
		fields_end(&c);
	}
}

/* The criterion whose code stands under "criterion". */
static u32 node_at(struct scheme_reader *r, struct fields *f)
{
	const struct value *v = fields_get(f, "criterion");
	i64 node = v && v->kind == VALUE_TEXT ? scheme_find(r->s, v->text) : -1;
	if (node < 0)
		(void)fields_fault(f, "criterion", N_("phải là mã của một tiêu chí trong bảng"));
	return node < 0 ? 0 : (u32)node;
}

static void read_ties(struct scheme_reader *r, struct fields *f)
{
	const struct value *list = fields_list(f, "ties");
	if (list == NULL)
		return;
	struct value_path at = {f->at, S("ties"), 0};
	r->s->ties = NEW_N(r->a, struct tie_rule, list->items.n);
	for (size_t i = 0; i < list->items.n; i++) {
		struct tie_rule *t = &r->s->ties[i];
		struct value_path here = {&at, STR_NULL, i};
		struct fields m = fields_begin(r->a, r->e, &here, list->items.at[i].value);
		t->kind = (enum tie_kind)word_at(&m, "by", scheme_tie_words(), true, TIE_CHAIR);
		if (t->kind == TIE_NODE)
			t->node = node_at(r, &m);
		fields_read(&m, scheme_table(TABLE_TIE), t->kind, t);
		fields_end(&m);
	}
	r->s->n_ties = (u32)list->items.n;
}

/* The criteria whose codes stand in the list "without". */
static void read_without(struct scheme_reader *r, struct fields *f, struct scheme_profile *p)
{
	const struct value *list = fields_list(f, "without");
	if (list == NULL)
		return;
	p->nodes = NEW_N(r->a, u32, list->items.n);
	for (size_t i = 0; i < list->items.n; i++) {
		const struct value *v = list->items.at[i].value;
		i64 node = v->kind == VALUE_TEXT ? scheme_find(r->s, v->text) : -1;
		if (node > 0)
			p->nodes[p->n_nodes++] = (u32)node;
		else
			(void)fields_fault(f, "without", N_("phải là mã của các mục trong bảng"));
	}
}

static void read_profiles(struct scheme_reader *r, struct fields *f)
{
	const struct value *list = fields_list(f, "profiles");
	if (list == NULL)
		return;
	struct value_path at = {f->at, S("profiles"), 0};
	r->s->profiles = NEW_N(r->a, struct scheme_profile, list->items.n);
	for (size_t i = 0; i < list->items.n; i++) {
		struct value_path here = {&at, STR_NULL, i};
		struct fields m = fields_begin(r->a, r->e, &here, list->items.at[i].value);
		fields_read(&m, scheme_table(TABLE_PROFILE), 0, &r->s->profiles[i]);
		read_without(r, &m, &r->s->profiles[i]);
		fields_end(&m);
	}
	r->s->n_profiles = (u32)list->items.n;
}

static void check_format(struct fields *f)
{
	const struct value *v = fields_get(f, "format");
	if (v == NULL || v->kind != VALUE_TEXT || !str_eq(v->text, S(SCHEME_FORMAT)))
		(void)fields_fault(f, "format", N_("bảng tiêu chí phải ghi \"format\": \"%s\""),
				   SCHEME_FORMAT);
}

static void read_tree(struct scheme_reader *r, struct fields *f)
{
	struct criterion root = {
	    .kind = CRIT_GROUP, .code = S(SCHEME_ROOT_CODE), .name = S(SCHEME_ROOT_NAME)};
	root.max_c = r->s->max_c;
	fields_read(f, scheme_table(TABLE_ROOT), 0, &root);
	VEC_PUSH(r->a, &r->nodes) = root;
	read_criteria(r, f, "criteria", 0, 1);
	r->s->nodes = r->nodes.at;
	r->s->n_nodes = (u32)r->nodes.n;
	if (value_get(f->map, S("max")) == NULL)
		r->s->max_c = r->nodes.at[0].max_c = sum_of_children(r, 0);
}

td_rc scheme_from_value(struct arena *a, const struct value *v, struct err *e, struct scheme *out)
{
	size_t before = e->n_total;
	struct value_path root = {0};
	struct scheme_reader r = {.a = a, .e = e, .s = out};
	*out = (struct scheme){0};
	struct fields f = fields_begin(a, e, &root, v);
	if (v->kind != VALUE_MAP)
		return TD_INVALID;
	check_format(&f);
	fields_read(&f, scheme_table(TABLE_SCHEME), 0, out);
	read_classes(&r, &f);
	read_tree(&r, &f);
	read_ties(&r, &f);
	read_profiles(&r, &f);
	fields_end(&f);
	td_rc rc = scheme_check(out, e);
	return rc == TD_OK && e->n_total > before ? TD_INVALID : rc;
}

td_rc scheme_from_json(struct arena *a, str json, struct err *e, struct scheme *out)
{
	const struct value *v;
	td_rc rc = value_from_json(a, json, e, &v);
	if (rc != TD_OK && (rc != TD_INVALID || v == NULL))
		return rc;
	td_rc sense = scheme_from_value(a, v, e, out);
	return sense == TD_OK ? rc : sense;
}

static struct value *put_list(struct arena *a, struct value *map, const char *key)
{
	return value_put(a, map, str_c(key), value_list(a));
}

static void write_details(struct arena *a, struct value *map, const struct scheme *s,
			  const struct criterion *c)
{
	if (c->kind == CRIT_LEVEL) {
		struct value *list = put_list(a, map, "levels");
		for (u32 i = 0; i < c->n_levels; i++)
			fields_write(a, value_add(a, list, value_map(a)), scheme_table(TABLE_LEVEL), 0,
				     &c->levels[i]);
	}
	if (c->kind == CRIT_THRESHOLD) {
		struct value *list = put_list(a, map, "limits");
		for (u32 i = 0; i < c->n_limits; i++) {
			struct value *limit = value_add(a, list, value_map(a));
			value_put_text(a, limit, "class", s->classes[c->limits[i].class_ix].code);
			fields_write(a, limit, scheme_table(TABLE_LIMIT), 0, &c->limits[i]);
		}
	}
	if (c->kind == CRIT_KNOCKOUT && c->effect == KO_CEILING)
		value_put_text(a, map, "ceiling", s->classes[c->ceiling_class].code);
}

static void write_children(struct arena *a, struct value *list, const struct scheme *s, u32 group);

static struct value *write_criterion(struct arena *a, const struct scheme *s, u32 node)
{
	const struct criterion *c = &s->nodes[node];
	struct value *map = value_map(a);
	value_put_text(a, map, "kind", str_c(field_word_of(scheme_kind_words(), (int)c->kind)));
	if (c->role != s->nodes[c->parent].role)
		value_put_text(a, map, "role", str_c(field_word_of(scheme_role_words(), (int)c->role)));
	fields_write(a, map, scheme_table(TABLE_CRITERION), c->kind, c);
	write_details(a, map, s, c);
	if (c->kind == CRIT_GROUP) {
		if (value_get(map, S("max")) == NULL)
			value_put_num(a, map, "max", c->max_c);
		write_children(a, put_list(a, map, "children"), s, node);
	}
	return map;
}

static void write_children(struct arena *a, struct value *list, const struct scheme *s, u32 group)
{
	const struct criterion *g = &s->nodes[group];
	for (u32 i = group + 1; i < g->subtree_end; i = s->nodes[i].subtree_end)
		value_add(a, list, write_criterion(a, s, i));
}

static void write_ties(struct arena *a, struct value *list, const struct scheme *s)
{
	for (u32 i = 0; i < s->n_ties; i++) {
		const struct tie_rule *t = &s->ties[i];
		struct value *map = value_add(a, list, value_map(a));
		value_put_text(a, map, "by", str_c(field_word_of(scheme_tie_words(), (int)t->kind)));
		if (t->kind == TIE_NODE)
			value_put_text(a, map, "criterion", s->nodes[t->node].code);
		fields_write(a, map, scheme_table(TABLE_TIE), t->kind, t);
	}
}

static void write_profiles(struct arena *a, struct value *list, const struct scheme *s)
{
	for (u32 i = 0; i < s->n_profiles; i++) {
		const struct scheme_profile *p = &s->profiles[i];
		struct value *map = value_add(a, list, value_map(a));
		fields_write(a, map, scheme_table(TABLE_PROFILE), 0, p);
		struct value *without = put_list(a, map, "without");
		for (u32 k = 0; k < p->n_nodes; k++)
			value_add(a, without, value_text(a, s->nodes[p->nodes[k]].code));
	}
}

struct value *scheme_to_value(struct arena *a, const struct scheme *s)
{
	struct value *map = value_map(a);
	value_put_text(a, map, "format", S(SCHEME_FORMAT));
	fields_write(a, map, scheme_table(TABLE_SCHEME), 0, s);
	fields_write(a, map, scheme_table(TABLE_ROOT), 0, &s->nodes[0]);
	if (s->n_classes) {
		struct value *classes = put_list(a, map, "classes");
		for (u32 i = 0; i < s->n_classes; i++)
			fields_write(a, value_add(a, classes, value_map(a)), scheme_table(TABLE_CLASS), 0,
				     &s->classes[i]);
	}
	if (s->n_ties)
		write_ties(a, put_list(a, map, "ties"), s);
	if (s->n_profiles)
		write_profiles(a, put_list(a, map, "profiles"), s);
	write_children(a, put_list(a, map, "criteria"), s, 0);
	return map;
}

str scheme_canonical_json(struct arena *a, const struct scheme *s)
{
	return value_to_json(a, scheme_to_value(a, s), VALUE_CANONICAL);
}

td_rc scheme_hash(struct arena *a, const struct scheme *s, struct sha256 *out)
{
	return sha256_of(scheme_canonical_json(a, s), out);
}
