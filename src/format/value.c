#include "format/value.h"

#include <stdlib.h>

#include "base/num.h"

struct value *value_null(struct arena *a)
{
	return NEW(a, struct value);
}

static struct value *make(struct arena *a, struct value v)
{
	struct value *p = NEW(a, struct value);
	*p = v;
	return p;
}

struct value *value_bool(struct arena *a, bool b)
{
	return make(a, (struct value){VALUE_BOOL, {.b = b}});
}

struct value *value_int(struct arena *a, i64 i)
{
	return make(a, (struct value){VALUE_INT, {.i = i}});
}

struct value *value_num(struct arena *a, i64 num_c)
{
	return make(a, (struct value){VALUE_NUM, {.num_c = num_c}});
}

struct value *value_text(struct arena *a, str text)
{
	return make(a, (struct value){VALUE_TEXT, {.text = text}});
}

struct value *value_day(struct arena *a, struct day day)
{
	return make(a, (struct value){VALUE_DAY, {.day = day}});
}

struct value *value_list(struct arena *a)
{
	return make(a, (struct value){.kind = VALUE_LIST});
}

struct value *value_map(struct arena *a)
{
	return make(a, (struct value){.kind = VALUE_MAP});
}

struct value *value_put(struct arena *a, struct value *map, str key, struct value *item)
{
	VEC_PUSH(a, &map->items) = (struct value_item){key, item};
	return item;
}

struct value *value_add(struct arena *a, struct value *list, struct value *item)
{
	return value_put(a, list, STR_NULL, item);
}

void value_put_text(struct arena *a, struct value *map, const char *key, str text)
{
	value_put(a, map, str_c(key), value_text(a, text));
}

void value_put_num(struct arena *a, struct value *map, const char *key, i64 num_c)
{
	value_put(a, map, str_c(key), value_num(a, num_c));
}

void value_put_int(struct arena *a, struct value *map, const char *key, i64 i)
{
	value_put(a, map, str_c(key), value_int(a, i));
}

void value_put_bool(struct arena *a, struct value *map, const char *key, bool b)
{
	value_put(a, map, str_c(key), value_bool(a, b));
}

const struct value *value_get(const struct value *v, str key)
{
	if (v == NULL || v->kind != VALUE_MAP)
		return NULL;
	for (size_t i = 0; i < v->items.n; i++)
		if (str_eq(v->items.at[i].key, key))
			return v->items.at[i].value;
	return NULL;
}

td_rc value_as_c(const struct value *v, i64 *out_c)
{
	if (v->kind == VALUE_INT)
		return num_mul(v->i, 100, out_c);
	if (v->kind != VALUE_NUM)
		return TD_INVALID;
	*out_c = v->num_c;
	return TD_OK;
}

static void put_path(struct sb *b, const struct value_path *p)
{
	if (p == NULL || p->up == NULL)
		return;
	put_path(b, p->up);
	if (p->key.p == NULL) {
		sb_fmt(b, "[%zu]", p->ix);
		return;
	}
	if (b->n)
		sb_byte(b, '.');
	sb_put(b, p->key);
}

str value_path_text(struct arena *a, const struct value_path *path)
{
	struct sb b = sb_new(a, VALUE_MAX_BYTES);
	put_path(&b, path);
	return sb_str(&b);
}

struct writer {
	struct arena *a;
	struct sb b;
	enum value_layout layout;
};

static void put_text(struct sb *b, str s)
{
	sb_byte(b, '"');
	size_t from = 0;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		sb_put(b, (str){s.p + from, i - from});
		from = i + 1;
		if (c == '"' || c == '\\')
			sb_fmt(b, "\\%c", c);
		else if (c == '\n')
			SB_LIT(b, "\\n");
		else if (c == '\t')
			SB_LIT(b, "\\t");
		else
			sb_fmt(b, "\\u%04x", c);
	}
	sb_put(b, str_from(s, from));
	sb_byte(b, '"');
}

static int by_key(const void *x, const void *y)
{
	return str_cmp(((const struct value_item *)x)->key, ((const struct value_item *)y)->key);
}

static struct value_items in_order(struct writer *w, const struct value *v)
{
	struct value_items it = v->items;
	if (v->kind == VALUE_LIST || w->layout != VALUE_CANONICAL || it.n < 2)
		return it;
	struct value_item *sorted = NEW_N(w->a, struct value_item, it.n);
	memcpy(sorted, it.at, it.n * sizeof *sorted);
	qsort(sorted, it.n, sizeof *sorted, by_key);
	return (struct value_items){sorted, it.n, it.n};
}

static void line(struct writer *w, int depth)
{
	if (w->layout == VALUE_CANONICAL)
		return;
	sb_byte(&w->b, '\n');
	for (int i = 0; i < depth; i++)
		SB_LIT(&w->b, "  ");
}

static void put_value(struct writer *w, const struct value *v, int depth);

static void put_items(struct writer *w, const struct value *v, int depth)
{
	struct value_items it = in_order(w, v);
	sb_byte(&w->b, v->kind == VALUE_MAP ? '{' : '[');
	for (size_t i = 0; i < it.n; i++) {
		if (i)
			sb_byte(&w->b, ',');
		line(w, depth + 1);
		if (v->kind == VALUE_MAP) {
			put_text(&w->b, it.at[i].key);
			sb_byte(&w->b, ':');
			if (w->layout == VALUE_PRETTY)
				sb_byte(&w->b, ' ');
		}
		put_value(w, it.at[i].value, depth + 1);
	}
	if (it.n)
		line(w, depth);
	sb_byte(&w->b, v->kind == VALUE_MAP ? '}' : ']');
}

static void put_value(struct writer *w, const struct value *v, int depth)
{
	switch (v->kind) {
	case VALUE_BOOL:
		sb_put(&w->b, v->b ? S("true") : S("false"));
		break;
	case VALUE_INT:
		sb_int(&w->b, v->i);
		break;
	case VALUE_NUM:
		num_put_json(&w->b, v->num_c);
		break;
	case VALUE_TEXT:
		put_text(&w->b, v->text);
		break;
	case VALUE_DAY:
		put_text(&w->b, day_iso(w->a, v->day));
		break;
	case VALUE_LIST:
	case VALUE_MAP:
		put_items(w, v, depth);
		break;
	case VALUE_NULL:
	case VALUE__N:
		SB_LIT(&w->b, "null");
		break;
	}
}

str value_to_json(struct arena *a, const struct value *v, enum value_layout layout)
{
	struct writer w = {a, sb_new(a, (size_t)4 * VALUE_MAX_BYTES), layout};
	put_value(&w, v, 0);
	if (layout == VALUE_PRETTY)
		sb_byte(&w.b, '\n');
	return sb_str(&w.b);
}
