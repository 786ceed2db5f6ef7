/* Inside the PDF reader: pdf_read.c (cross references, objects), pdf_lex.c (tokens and objects from bytes),
 * pdf_stream.c (unpacking). */
#ifndef SIGN_PDF_PART_H
#define SIGN_PDF_PART_H

#include "sign/pdf_read.h"

struct pdf_lexer {
	struct arena *a;
	str bytes;
	size_t at;
	bool outside; /* of the file itself: places mean nothing */
	bool bad;
	u32 budget; /* objects that may still be made */
};

/* White space and comments. */
void pdf_skip(struct pdf_lexer *l);
bool pdf_word(struct pdf_lexer *l, const char *word); /* takes it, when it stands here */
bool pdf_whole(struct pdf_lexer *l, i64 *out);        /* a whole number without sign */

/* The object here; l->bad when there is none. */
struct pdf_object *pdf_parse(struct pdf_lexer *l);

/* "12 0 obj" … "endobj" at a place of the file; NULL: not such. length_of tells the length of a stream that says it by
 * reference, −1 unknown. */
struct pdf_object *pdf_parse_indirect(struct pdf_lexer *l, i64 *number,
				      i64 (*length_of)(void *ctx, i64 number), void *ctx);

/* The data of a stream, unpacked: no filter or /FlateDecode with the predictors of PNG. *budget is what may still be
 * unpacked. False: another filter, damaged, too large. */
bool pdf_unpack(struct arena *a, const struct pdf_object *stream, size_t *budget, str *out);

#endif
