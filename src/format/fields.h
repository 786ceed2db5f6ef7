/* Members of a JSON object ↔ members of a struct, by a table: one row per member serves reading, writing and refusing
 * what is unknown. A row may be limited to some kinds of object (a bit set), so that a key that means nothing for a
 * kind of criterion is refused there. All errors of an object are added, each with its JSON path. */
#ifndef FORMAT_FIELDS_H
#define FORMAT_FIELDS_H

#include "format/value.h"

enum field_type {
	FIELD_TEXT,  /* str */
	FIELD_NUM,   /* i64 hundredths */
	FIELD_BOOL,  /* bool */
	FIELD_WORD,  /* an enum, by a table of words */
	FIELD_COUNT, /* u32 */
	FIELD_INT,   /* i64, any whole number */
	FIELD__N
};

struct field_word {
	const char *word; /* NULL ends a table */
	int value;
};

enum { FIELD_ALL_KINDS = 0, FIELD_NO_FLAG = 0 };

struct field {
	const char *key; /* NULL ends a table */
	enum field_type type;
	size_t at; /* offset of the member */
	/* 1 + offset of the bool that says whether the member is set; FIELD_NO_FLAG: absent means dflt */
	size_t flag;
	const struct field_word *words;
	u32 kinds; /* FIELD_ALL_KINDS or a set of 1 << kind */
	bool required;
	i64 dflt; /* of all but FIELD_TEXT */
};

/* An object being read. */
struct fields {
	struct arena *a;
	struct err *e;
	const struct value_path *at;
	const struct value *map;
	const char *asked[64]; /* every key that somebody asked for: what fields_end() accepts and suggests */
	size_t n_asked;
};

/* Starts on v. When it is no object the fault is added and the object reads as empty. */
struct fields fields_begin(struct arena *a, struct err *e, const struct value_path *at,
			   const struct value *v);

/* The member under key, or NULL; JSON null counts as absent. For what no table can say. */
const struct value *fields_get(struct fields *f, const char *key);
/* As above and a list, else the fault is added and NULL returned. */
const struct value *fields_list(struct fields *f, const char *key);

/* Reads every row of the table that is for this kind into object. */
void fields_read(struct fields *f, const struct field *table, u32 kind, void *object);

/* Adds a fault for every key that was never asked for, with the nearest one that was. */
void fields_end(struct fields *f);

/* A fault at member key of the object ("" is the object itself). */
td_rc fields_fault(struct fields *f, const char *key, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts every row of the table that is for this kind and differs from its default into map. */
void fields_write(struct arena *a, struct value *map, const struct field *table, u32 kind,
		  const void *object);

/* The word of a value. */
const char *field_word_of(const struct field_word *words, int value);

/* The candidate that word most likely meant, or STR_NULL when none is near. */
str nearest_word(str word, const str *candidates, size_t n);

#endif
