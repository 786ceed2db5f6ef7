/* Value trees: what comes in as JSON and what papers, exports and seals are made of. Trees live on one arena and are
 * read only once built. Quantities are exact: a JSON number is a whole number or has at most two decimals, otherwise
 * it is refused with its place; no double reaches the caller. Places are written as JSON paths,
 * "criteria[2].children[0].max". */
#ifndef FORMAT_VALUE_H
#define FORMAT_VALUE_H

#include "base/caltime.h"
#include "base/err.h"

enum value_kind {
	VALUE_NULL,
	VALUE_BOOL,
	VALUE_INT,
	VALUE_NUM,
	VALUE_TEXT,
	VALUE_DAY,
	VALUE_LIST,
	VALUE_MAP,
	VALUE__N
};

struct value;
struct value_item {
	str key; /* empty in a list */
	struct value *value;
};
struct value_items {
	struct value_item *at;
	size_t n, cap;
};

struct value {
	enum value_kind kind;
	union {
		bool b;
		i64 i;
		i64 num_c; /* hundredths */
		str text;
		struct day day;
		struct value_items items; /* list, or map in order of insertion, keys unique */
	};
};

enum { VALUE_MAX_DEPTH = 64, VALUE_MAX_BYTES = 64 * 1024 * 1024 };

/* Building. Text and keys are not copied. */
struct value *value_null(struct arena *a);
struct value *value_bool(struct arena *a, bool b);
struct value *value_int(struct arena *a, i64 i);
struct value *value_num(struct arena *a, i64 num_c);
struct value *value_text(struct arena *a, str text);
struct value *value_day(struct arena *a, struct day day);
struct value *value_list(struct arena *a);
struct value *value_map(struct arena *a);
/* Appends to a list and returns item. */
struct value *value_add(struct arena *a, struct value *list, struct value *item);
/* Appends to a map and returns item; the key must be new. */
struct value *value_put(struct arena *a, struct value *map, str key, struct value *item);
/* The most used: a text, a number of hundredths, a whole number under a literal key. */
void value_put_text(struct arena *a, struct value *map, const char *key, str text);
void value_put_num(struct arena *a, struct value *map, const char *key, i64 num_c);
void value_put_int(struct arena *a, struct value *map, const char *key, i64 i);
void value_put_bool(struct arena *a, struct value *map, const char *key, bool b);

/* The item under key, or NULL (also when v is no map or NULL). */
const struct value *value_get(const struct value *v, str key);

/* A number as hundredths (VALUE_INT and VALUE_NUM); TD_INVALID for another kind, TD_LIMIT when it does not fit. */
MUST_CHECK td_rc value_as_c(const struct value *v, i64 *out_c);

/* Where one stands in a tree; the outermost has up == NULL and is written as "". */
struct value_path {
	const struct value_path *up;
	str key;   /* member of a map; p == NULL: item of a list */
	size_t ix; /* item of a list, from 0 */
};
str value_path_text(struct arena *a, const struct value_path *path);

/* Reads one JSON text of at most VALUE_MAX_BYTES and VALUE_MAX_DEPTH levels: UTF-8 is checked and brought to NFC, a key
 * given twice is refused, and every number that is not exact is named. TD_INVALID with all of it in e, TD_LIMIT. After
 * a syntax error, which names line and column, *out is NULL; after other faults it is the tree with what could be kept,
 * for a reader that wants to name its own faults too. Days stay text: only a reader knows them. */
MUST_CHECK td_rc value_from_json(struct arena *a, str json, struct err *e, const struct value **out);

enum value_layout {
	VALUE_CANONICAL, /* keys in byte order, no white space: one tree has one text; what is hashed and sealed */
	VALUE_PRETTY /* keys as inserted, two spaces deep, a line break at the end: for people */
};
str value_to_json(struct arena *a, const struct value *v, enum value_layout layout);

#endif
