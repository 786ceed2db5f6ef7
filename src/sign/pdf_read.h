/* Reading the structure of a PDF: cross-reference tables and streams, object streams, earlier versions. No page is drawn
 * and no font is read. Strict: what the last startxref does not lead to is not there, nothing is repaired; a viewer
 * that repairs might show something else than what was signed. Bounded everywhere. Runs in a worker. */
#ifndef SIGN_PDF_READ_H
#define SIGN_PDF_READ_H

#include "base/sb.h"
#include "base/vec.h"

enum {
	PDF_MAX_BYTES = 64 << 20,
	PDF_MAX_OBJECTS = 300000,    /* numbers in use and free */
	PDF_MAX_SECTIONS = 256,      /* cross-reference sections: versions of the file */
	PDF_MAX_DEPTH = 40,          /* arrays and dictionaries in one another */
	PDF_MAX_STREAM = 32 << 20,   /* one stream when unpacked */
	PDF_MAX_UNPACKED = 128 << 20 /* all of them */
};

enum pdf_kind {
	PDF_NULL,
	PDF_BOOL,
	PDF_INT,
	PDF_REAL, /* kept as its text */
	PDF_NAME, /* #xx decoded */
	PDF_STRING,
	PDF_ARRAY,
	PDF_DICT,
	PDF_STREAM, /* a dictionary with data behind it */
	PDF_REF,
	PDF_KIND__N
};

struct pdf_object;
struct pdf_item {
	str key; /* empty in an array */
	struct pdf_object *value;
};

struct pdf_object {
	enum pdf_kind kind;
	bool hex;       /* a string written <…> */
	size_t at, end; /* where it stands in the file; 0, 0 inside an object stream */
	i64 i;          /* INT, BOOL; REF: the number */
	u32 gen;        /* REF */
	str text;       /* NAME, STRING, REAL; STREAM: the data as it stands */
	VEC(struct pdf_item) items;
};

struct pdf;

/* Why a file could not be read. */
enum pdf_fault { PDF_FINE, PDF_NO_PDF, PDF_BROKEN, PDF_TOO_LARGE, PDF_ENCRYPTED };

/* Opens the file that these bytes are: a version of a file is its beginning up to there. bytes must stay. */
enum pdf_fault pdf_open(struct arena *a, str bytes, struct pdf **out);

/* Where the last startxref of a file leads. */
bool pdf_last_section(str bytes, i64 *at);

const struct pdf_object *pdf_trailer(const struct pdf *p);
u32 pdf_size(const struct pdf *p); /* one more than the highest number */

/* The object of that number; a PDF_NULL for one that is not there or cannot be read (pdf_damaged() then). */
const struct pdf_object *pdf_get(struct pdf *p, i64 number);
bool pdf_damaged(const struct pdf *p);

/* Is the object of that number one of the file's own, not one in an object stream? */
bool pdf_is_direct(const struct pdf *p, i64 number);

/* What a reference leads to; anything else is itself. NULL is a PDF_NULL. Never NULL. */
const struct pdf_object *pdf_follow(struct pdf *p, const struct pdf_object *o);

/* The value under a key of a dictionary or stream, not followed; NULL when there is none. */
const struct pdf_object *pdf_raw(const struct pdf_object *dict, const char *key);
/* As pdf_raw(), followed: never NULL. */
const struct pdf_object *pdf_key(struct pdf *p, const struct pdf_object *dict, const char *key);

bool pdf_is_name(const struct pdf_object *o, const char *name);
static inline bool pdf_is_dict(const struct pdf_object *o)
{
	return o->kind == PDF_DICT || o->kind == PDF_STREAM;
}

#endif
