#include "format/value_pack.h"

/* ---- out ---- */

static void put_size(struct sb *b, size_t n)
{
	u64 v = n;
	sb_put(b, (str){(char *)&v, sizeof v});
}

static void put_str(struct sb *b, str s)
{
	put_size(b, s.n);
	sb_put(b, s);
}

static void put_i64(struct sb *b, i64 v)
{
	sb_put(b, (str){(char *)&v, sizeof v});
}

static void put_items(struct sb *b, const struct value *v);

static void put(struct sb *b, const struct value *v)
{
	sb_byte(b, (char)v->kind);
	switch (v->kind) {
	case VALUE_BOOL:
		sb_byte(b, v->b);
		break;
	case VALUE_INT:
		put_i64(b, v->i);
		break;
	case VALUE_NUM:
		put_i64(b, v->num_c);
		break;
	case VALUE_DAY:
		put_i64(b, day_number(v->day));
		break;
	case VALUE_TEXT:
		put_str(b, v->text);
		break;
	case VALUE_LIST:
	case VALUE_MAP:
		put_items(b, v);
		break;
	case VALUE_NULL:
	case VALUE__N:
		break;
	}
}

static void put_items(struct sb *b, const struct value *v)
{
	put_size(b, v->items.n);
	for (size_t i = 0; i < v->items.n; i++) {
		if (v->kind == VALUE_MAP)
			put_str(b, v->items.at[i].key);
		put(b, v->items.at[i].value);
	}
}

str value_pack(struct arena *a, const struct value *v)
{
	struct sb b = sb_new(a, 2 * (size_t)VALUE_MAX_BYTES);
	put(&b, v);
	return sb_str(&b);
}

/* ---- in ---- */

struct cursor {
	struct arena *a;
	str rest;
	bool bad;
};

static void take(struct cursor *c, void *out, size_t n)
{
	memset(out, 0, n);
	c->bad = c->bad || c->rest.n < n;
	if (c->bad)
		return;
	memcpy(out, c->rest.p, n);
	c->rest = str_from(c->rest, n);
}

static size_t take_size(struct cursor *c)
{
	u64 n;
	take(c, &n, sizeof n);
	c->bad = c->bad || n > c->rest.n;
	return c->bad ? 0 : n;
}

static str take_str(struct cursor *c)
{
	size_t n = take_size(c);
	str s = str_upto(c->rest, n);
	c->rest = str_from(c->rest, n);
	return s;
}

static i64 take_i64(struct cursor *c)
{
	i64 v;
	take(c, &v, sizeof v);
	return v;
}

static struct value *take_value(struct cursor *c, u32 depth);

static void take_items(struct cursor *c, struct value *v, u32 depth)
{
	size_t n = take_size(c);
	v->items.at = NEW_N(c->a, struct value_item, n);
	for (; v->items.n < n && !c->bad; v->items.n++) {
		struct value_item *item = &v->items.at[v->items.n];
		item->key = v->kind == VALUE_MAP ? take_str(c) : S("");
		item->value = take_value(c, depth + 1);
	}
	v->items.cap = v->items.n;
}

static struct value *take_value(struct cursor *c, u32 depth)
{
	struct value *v = NEW(c->a, struct value);
	u8 kind, b;
	take(c, &kind, 1);
	c->bad = c->bad || kind >= VALUE__N || depth > VALUE_MAX_DEPTH;
	if (c->bad)
		return v;
	v->kind = (enum value_kind)kind;
	switch (v->kind) {
	case VALUE_BOOL:
		take(c, &b, 1);
		v->b = b;
		break;
	case VALUE_INT:
		v->i = take_i64(c);
		break;
	case VALUE_NUM:
		v->num_c = take_i64(c);
		break;
	case VALUE_DAY:
		v->day = day_from_number(take_i64(c));
		break;
	case VALUE_TEXT:
		v->text = take_str(c);
		break;
	case VALUE_LIST:
	case VALUE_MAP:
		take_items(c, v, depth);
		break;
	case VALUE_NULL:
	case VALUE__N:
		break;
	}
	return v;
}

td_rc value_unpack(struct arena *a, str bytes, const struct value **out)
{
	struct cursor c = {.a = a, .rest = bytes};
	*out = take_value(&c, 0);
	return c.bad || c.rest.n ? TD_CORRUPT : TD_OK;
}
