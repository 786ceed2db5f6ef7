/* A scoring scheme as JSON, format "thidua-scheme/1": docs/scheme.schema.json, explained in docs/formats.md. */
#ifndef FORMAT_SCHEME_JSON_H
#define FORMAT_SCHEME_JSON_H

#include "base/hash.h"
#include "domain/scheme.h"
#include "format/value.h"

#define SCHEME_FORMAT "thidua-scheme/1"

/* Code and name of node 0, which has none of its own in the file. */
#define SCHEME_ROOT_CODE "TONG"
#define SCHEME_ROOT_NAME "Tổng điểm"

/* Reads and checks a scheme (scheme_check()). TD_INVALID with every fault of the file in e, where = the JSON path for
 * faults of form, the criterion's code for faults of sense. The scheme's texts live as long as v. */
MUST_CHECK td_rc scheme_from_value(struct arena *a, const struct value *v, struct err *e, struct scheme *out);

/* value_from_json() and scheme_from_value(). */
MUST_CHECK td_rc scheme_from_json(struct arena *a, str json, struct err *e, struct scheme *out);

/* The same tree that scheme_from_value() reads; members at their default are left out. s must be checked. */
struct value *scheme_to_value(struct arena *a, const struct scheme *s);

/* The canonical bytes, which are stored, and their hash, which seals a version: two schemes are the same exactly when
 * these bytes are. */
str scheme_canonical_json(struct arena *a, const struct scheme *s);
MUST_CHECK td_rc scheme_hash(struct arena *a, const struct scheme *s, struct sha256 *out);

#endif
