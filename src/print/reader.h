/* Between read.c (text and looks) and read_run.c (what stands in runs: fields, pictures, breaks). */
#ifndef PRINT_READER_H
#define PRINT_READER_H

#include "base/utf8.h"
#include "print/doc.h"

enum { FIELDS_MAX = 8 }; /* fields in fields */

struct field {
	bool shown;  /* its stored result is printed */
	bool result; /* behind its separator */
	bool done;   /* its value was printed */
	struct sb code;
	struct look look;
};

struct reader {
	struct doc *d;
	struct para *p;
	struct look look; /* of runs that say nothing */
	struct sb text;
	bool number; /* what is put now is the list's number */
	struct field fields[FIELDS_MAX];
	u32 n_fields;
};

void reader_text(struct reader *r, str s, const struct look *look);
struct span *reader_thing(struct reader *r, enum span_kind kind, const struct look *look);

/* The runs below n, also in links, content controls and insertions. */
void reader_runs(struct reader *r, const struct xmltree_node *n);
void reader_run(struct reader *r, const struct xmltree_node *n);
/* One thing in a run. */
void reader_piece(struct reader *r, const struct xmltree_node *k, const struct look *look);
/* At the paragraph's end: fields that go on are closed. */
void reader_end(struct reader *r);

#endif
