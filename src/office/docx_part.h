/* Between docx*.c: one part of a template (body, header, footer, notes) as a compiled tree.
 *
 * Compiling gives every node of WordprocessingML that matters a kind, turns each {{tag}} into a node of its own inside
 * its w:t (docx_tags.c), and moves what a repetition repeats under one DX_LOOP node (docx_loops.c). Filling then is one
 * walk over a tree that no longer changes (docx.c); names, formats and messages are docx_value.c. */
#ifndef OFFICE_DOCX_PART_H
#define OFFICE_DOCX_PART_H

#include "base/map.h"
#include "format/value.h"
#include "office/docx.h"
#include "office/xmltree.h"

enum docx_kind {
	DX_OTHER,
	DX_P,
	DX_R,
	DX_RPR,
	DX_T,
	DX_TBL,
	DX_TR,
	DX_TC,
	DX_GRIDCOL, /* a column of a table: its width */
	DX_WIDTH,   /* a cell's width */
	DX_PROOF,   /* proofErr: splits words, means nothing */
	DX_OBJECT,  /* drawing, pict, object, fldChar, sym, sectPr: a paragraph with it is not empty */
	DX_STORY,   /* body, hdr, ftr, footnote …: holds paragraphs and must hold one */
	/* made by compiling */
	DX_FIELD,
	DX_OPEN,
	DX_CLOSE,
	DX_LOOP
};

enum docx_format_kind { FMT_NUM, FMT_DAY, FMT_DAY_LONG, FMT_WORDS, FMT_UPPER, FMT_CAPITAL, FMT__N };

struct docx_format {
	enum docx_format_kind kind;
	int decimals; /* FMT_NUM: 0…2, −1 not given */
};

enum { DOCX_MAX_FORMATS = 4 };

/* A tag, at node->user of DX_FIELD, DX_OPEN, DX_CLOSE and DX_LOOP. */
struct docx_tag {
	str raw;                  /* as written, without braces and sign: for messages */
	str where;                /* part and paragraph: for messages */
	char sign;                /* '#', '+', '?', '^', '/' or 0 */
	str names[DOCX_MAX_PATH]; /* folded; none: the item itself */
	u32 n_names;
	struct docx_format formats[DOCX_MAX_FORMATS];
	u32 n_formats;
	bool faulty; /* reported: said once, even in a row that is repeated a thousand times */
};

struct docx_part {
	struct arena *a;
	struct err *e;
	str title;  /* "Thân văn bản", "Đầu trang" … */
	str prefix; /* of WordprocessingML, with its colon: "w:" */
	struct xmltree_node *root;
};

/* docx_tags.c: kinds, and tags as nodes; tags of repetitions stand in runs of their own. */
void docx_tags(struct docx_part *p);
/* Faults of one tag's text go to e. */
struct docx_tag *docx_tag_parse(struct docx_part *p, str text, str where);

/* docx_loops.c: repetitions as nodes. */
void docx_loops(struct docx_part *p);

/* docx_value.c: where one stands in the data. */
struct docx_scope {
	const struct value *v;
	size_t ix, n; /* item ix of n … */
	bool item;    /* … of a list */
	const struct docx_scope *up;
};

struct docx_names {
	struct arena *a;
	struct map folded; /* key of the data → its folded form */
	struct value builtin;
};

struct docx_names docx_names_new(struct arena *a);

/* The value a tag names, or NULL with the fault reported (once per tag). May point into names until the next call. */
const struct value *docx_lookup(struct docx_names *names, const struct docx_scope *s, struct docx_tag *tag,
				struct err *e);

/* Its text through the tag's formats. TD_INVALID with the fault reported. */
MUST_CHECK td_rc docx_value_text(struct arena *a, struct docx_tag *tag, const struct value *v, struct err *e,
				 str *out);

/* Not null, false, 0 or empty. */
bool docx_truthy(const struct value *v);

/* Reports a fault of a tag unless one was: docx_fault(tag, e, "…", …). */
#define docx_fault(tag, e, ...)  \
	((tag)->faulty ? (void)0 \
		       : (void)((tag)->faulty = true, err_add((e), TD_INVALID, (tag)->where, __VA_ARGS__)))

#endif
