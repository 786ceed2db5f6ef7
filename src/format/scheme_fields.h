/* The tables of the scheme format, shared by its reader and writer. Private to src/format. */
#ifndef FORMAT_SCHEME_FIELDS_H
#define FORMAT_SCHEME_FIELDS_H

#include "domain/scheme.h"
#include "format/fields.h"

/* One table per kind of object. criterion and tie are read and written by their kind. */
enum scheme_table {
	TABLE_SCHEME,    /* struct scheme */
	TABLE_ROOT,      /* struct criterion, node 0 */
	TABLE_CRITERION, /* struct criterion */
	TABLE_LEVEL,     /* struct scheme_level */
	TABLE_LIMIT,     /* struct scheme_limit */
	TABLE_CLASS,     /* struct scheme_class */
	TABLE_TIE,       /* struct tie_rule */
	TABLE_PROFILE,   /* struct scheme_profile */
	TABLE__N
};
const struct field *scheme_table(enum scheme_table table);

/* The words of enums that decide which rows of a table apply. */
const struct field_word *scheme_kind_words(void);
const struct field_word *scheme_role_words(void);
const struct field_word *scheme_tie_words(void);

#endif
