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
	DX_OBJECT,  /* drawing, pict, object, fldChar, sym, sectPr: a paragraph with it is not empty */
	DX_STORY,   /* body, hdr, ftr, footnote …: holds paragraphs and must hold one */
	DX_DOCPR,   /* a drawing's number and alternative text: numbers are given anew */
	DX_BLIP,    /* the picture of a drawing */
	/* made by compiling */
	DX_FIELD,
	DX_OPEN,
	DX_CLOSE,
	DX_LOOP,
	DX_PICTURE /* a drawing whose alternative text is a {{@tag}} */
};

enum docx_format_kind {
	FMT_NUM,
	FMT_DAY,
	FMT_DAY_LONG,
	FMT_DAY_WORDS,
	FMT_MONTH,
	FMT_MONTH_ROMAN,
	FMT_QUARTER,
	FMT_YEAR,
	FMT_WORDS,
	FMT_MONEY,
	FMT_MONEY_WORDS,
	FMT_ROMAN,
	FMT_JOIN,
	FMT_SIZE,
	FMT_UPPER,
	FMT_CAPITAL,
	FMT__N
};

struct docx_format {
	enum docx_format_kind kind;
	int decimals; /* FMT_NUM: 0…2, −1 not given */
	u32 mm[2];    /* FMT_SIZE: width and height at most; 0 not given */
	str member;   /* FMT_JOIN: what of each item, folded; empty: the item itself */
};

enum docx_test { TEST_NONE, TEST_EQUAL, TEST_OTHER, TEST_LESS, TEST_MORE, TEST_AT_MOST, TEST_AT_LEAST };

enum { DOCX_MAX_FORMATS = 4 };

/* A tag, at node->user of DX_FIELD, DX_OPEN, DX_CLOSE and DX_LOOP. */
struct docx_tag {
	str raw;                  /* as written, without braces and sign: for messages */
	str where;                /* part and paragraph: for messages */
	char sign;                /* '#', '+', '?', '^', '/', '@' or 0 */
	str names[DOCX_MAX_PATH]; /* folded; none: the item itself */
	u32 n_names;
	struct docx_format formats[DOCX_MAX_FORMATS];
	u32 n_formats;
	enum docx_test test; /* of '?' and '^': {{?hạng = 1}} */
	str operand;
	bool control; /* the repetition is a content control: it lies around the tags written in it */
	bool faulty;  /* reported: said once, even in a row that is repeated a thousand times */
	str fault;    /* the sentence */
	size_t paragraph, from,
	    to; /* where it stands: number in the part from 1, bytes of the paragraph's text */
};

struct docx_part {
	struct arena *a;
	struct err *e;
	str title;  /* "Thân văn bản", "Đầu trang" … */
	str prefix; /* of WordprocessingML, with its colon: "w:" */
	const struct docx_known *known;
	bool check; /* also what only looks like a tag is a fault */
	struct xmltree_node *root;
	VEC(struct docx_tag *) tags; /* all of them, in order */
};

/* docx_clean.c: takes out what belongs to the editing of the template and not to the paper: marks of the spelling, comments, changes
 * being tracked (taken as accepted). Paragraphs have their numbers in `user` already. */
void docx_clean(struct docx_part *p);
/* Numbers the paragraphs, from 1, in `user`: the same for every parse of the same bytes. */
void docx_number(struct xmltree_node *root);
static inline size_t docx_number_of(const struct xmltree_node *paragraph)
{
	return (uintptr_t)paragraph->user;
}

/* docx_control.c: content controls named after a field become what they show. */
void docx_controls(struct docx_part *p);

/* docx_tags.c: kinds, and tags as nodes; tags of repetitions stand in runs of their own. */
void docx_tags(struct docx_part *p);
/* Faults of one tag's text go to e. */
struct docx_tag *docx_tag_parse(struct docx_part *p, str text, str where);
/* "Thân văn bản, đoạn «Căn cứ {{trich ieu}}…»" */
str docx_place(const struct docx_part *p, str text);
/* The text of a paragraph without the text boxes in it; its w:t nodes and where each ends, unless NULL. */
typedef VEC(struct xmltree_node *) docx_node_list;
typedef VEC(size_t) docx_end_list;
str docx_gather(struct arena *a, struct xmltree_node *paragraph, docx_node_list *texts, docx_end_list *ends);

/* docx_hints.c: what was meant as a tag but is none: mail merge fields, single or strange braces. */
void docx_hints(struct docx_part *p, const struct xmltree_node *paragraph, str text);

/* docx_loops.c: repetitions as nodes. */
void docx_loops(struct docx_part *p);

/* docx_known.c: the names of a data tree, wherever they stand. */
struct docx_known {
	struct arena *a;
	struct map names; /* folded → str *, as in the data */
};
struct docx_known docx_known_new(struct arena *a, const struct value *data);
/* The last name of a path as written ("phiếu.phát ra", also with braces, sign or formats): its key in the data, or STR_NULL. */
str docx_known_key(const struct docx_known *k, str path);

/* docx_media.c: pictures in a paper. */
struct docx_image {
	str bytes;
	str name;     /* of its part: "word/media/td-….png" */
	str relation; /* its id in every part that shows it */
	str alt;
	u32 width, height; /* pixels */
	bool code;         /* a QR code */
	u64 shown;         /* bit i: in story i; bit 63: in any from 63 on */
};
struct docx_media {
	struct arena *a;
	struct map by_source; /* text of the field → image */
	VEC(struct docx_image *) all;
	u32 n_drawings;   /* numbers given */
	VEC(str) stories; /* names of the parts filled so far; the last is the one at hand */
};
/* The image that a field's text stands for: a picture written as data:image/png;base64,… or image/jpeg, else the QR code of the
 * text. NULL when the fault is reported. */
struct docx_image *docx_image_of(struct docx_media *m, struct docx_tag *tag, str text, struct err *e);
/* A drawing in the line. */
void docx_put_image(struct sb *b, str prefix, struct docx_media *m, const struct docx_image *image,
		    const struct docx_tag *tag);
/* Adds the images' parts, relations and types to the package; parts has room. */
struct zip_part;
MUST_CHECK td_rc docx_media_add(struct docx_media *m, struct zip_part *parts, u32 *n, struct err *e);

/* docx_package.c: changing lists of a package. */
struct zip_part *docx_part_find(struct zip_part *parts, u32 n, str name);
/* Adds a Default type of an ending (extension not empty) or an Override of a part unless it is there. */
MUST_CHECK td_rc docx_type_add(struct arena *a, struct zip_part *parts, u32 n, str extension, str part,
			       str type, struct err *e);
/* Adds relations of a part to others, unless the id is taken; makes the list when there is none (parts has room). */
struct docx_relation {
	str id, type, target;
};
MUST_CHECK td_rc docx_relations_add(struct arena *a, struct zip_part *parts, u32 *n, str part,
				    const struct docx_relation *list, size_t n_list, struct err *e);

#define DOCX_DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define DOCX_MAIN_TYPE   "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

/* docx_put.c: the part as filled. */
str docx_put(struct docx_part *p, const struct value *data, struct docx_media *media, bool check_only);

/* docx.c: the parts of a template, the list of types first, with room for more. Codes as docx_fill(). */
MUST_CHECK td_rc docx_parts(struct arena *a, str bytes, struct err *e, u32 more, struct zip_part **parts,
			    u32 *n);
struct zip;
MUST_CHECK td_rc docx_check_package(const struct zip *z, struct err *e);
/* As docx_check(), and where each fault stands. */
struct docx_fault {
	str part, where, text;
	size_t paragraph, from, to;
};
typedef VEC(struct docx_fault) docx_fault_list;
MUST_CHECK td_rc docx_faults(struct arena *a, str template_bytes, const struct value *sample, struct err *e,
			     docx_fault_list *faults);

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
/* Does the condition of '?' or the opposite of '^' hold? */
bool docx_holds(struct arena *a, struct docx_tag *tag, const struct value *v, struct err *e);

/* docx_format.c: one format of a tag. TD_INVALID with the fault reported. */
MUST_CHECK td_rc docx_format(struct arena *a, struct docx_tag *tag, const struct docx_format *f,
			     const struct value *v, struct err *e, str *out);
MUST_CHECK td_rc docx_plain(struct arena *a, struct docx_tag *tag, const struct value *v, struct err *e,
			    str *out);
/* Reads one format, folded and as written. */
bool docx_format_parse(struct docx_format *out, str folded);

/* Reports a fault of a tag unless one was: docx_fault(tag, e, "…", …). */
#define docx_fault(tag, e, ...)                                                                            \
	((tag)->faulty ? (void)0                                                                           \
		       : (void)((tag)->faulty = true, err_add((e), TD_INVALID, (tag)->where, __VA_ARGS__), \
				docx_faulted((tag), (e))))
/* Keeps the sentence with the tag; the same one at the same place is said once. */
void docx_faulted(struct docx_tag *tag, struct err *e);

#endif
