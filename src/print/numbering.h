/* Numbers and bullets of lists (word/numbering.xml): levels, formats, restarts, and the counters while a document is
 * read from its beginning to its end. */
#ifndef PRINT_NUMBERING_H
#define PRINT_NUMBERING_H

#include "base/map.h"
#include "print/notes.h"
#include "print/props.h"

enum { LEVELS = 9 };

enum number_suffix { SUFFIX_TAB, SUFFIX_SPACE, SUFFIX_NONE };

struct level {
	const struct xmltree_node *ppr, *rpr;
	str format, text;   /* "decimal", "%1.%2." */
	i64 start, restart; /* restart: after a number of this level (1 …), 0 never, −1 after any above */
	u8 align, suffix;
	bool legal; /* all numbers of the text are decimal */
};

struct list { /* a w:abstractNum and its counters */
	struct level levels[LEVELS];
	i64 count[LEVELS];
	bool begun[LEVELS];
};

struct number { /* a w:num */
	struct list *list;
	struct level *own[LEVELS]; /* w:lvlOverride/w:lvl, NULL: the list's */
	i64 start[LEVELS];         /* w:startOverride, −1: none; used once */
};

struct numbering {
	struct arena *a;
	struct map numbers; /* numId as decimal text → struct number */
};

struct numbering numbering_new(struct arena *a, const struct xmltree_node *root);

/* The level of a number, NULL when there is none. */
const struct level *numbering_level(const struct numbering *n, i32 num, i32 level);

/* Counts one more paragraph and gives what stands before it ("2.1.", "•"). *plain is set when the format was printed
 * as decimal for want of the right one. */
str numbering_next(struct numbering *n, i32 num, i32 level, bool *plain);

/* A page's number in a format ("lowerRoman"; NULL is decimal). */
void numbering_put(struct sb *b, i64 v, str format);

#endif
