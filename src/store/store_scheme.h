/* Scoring schemes: the body as canonical JSON (format/scheme_json.h), its hash, and index rows for its criteria.
 * A draft may be replaced; a sealed version never changes (the database refuses). */
#ifndef STORE_SCHEME_H
#define STORE_SCHEME_H

#include "base/hash.h"
#include "domain/org.h"
#include "domain/scheme.h"
#include "store/db.h"

struct scheme_row {
	scheme_id id;
	str code, version, title;
	str source;         /* may be NULL */
	struct sha256 hash; /* of the canonical JSON */
	i64 n_criteria, created_at_ms;
	struct opt_i64 sealed_at_ms;
};
typedef VEC(struct scheme_row) scheme_list;

/* An index row: ordinal is the node's index in the scheme. */
struct criterion_row {
	criterion_id id;
	i64 ordinal;
	str code, name;
};
typedef VEC(struct criterion_row) criterion_list;

/* Stores s (checked by the caller with scheme_check()) as a draft, with its index rows. The same body again gives the
 * id of the one that is there. TD_CONFLICT: code and version exist with another body and are sealed; a draft of the
 * same code and version is replaced when no cluster-year uses it. */
MUST_CHECK td_rc store_scheme_add(struct tx *t, const struct scheme *s, scheme_id *out);
/* Runs scheme_check_seal(); TD_INVALID with its faults. Sealing again is TD_OK. */
MUST_CHECK td_rc store_scheme_seal(struct tx *t, scheme_id id);
MUST_CHECK td_rc store_scheme_get(struct tx *t, scheme_id id, struct scheme_row *out);
/* By code, newest version first. */
MUST_CHECK td_rc store_scheme_list(struct tx *t, scheme_list *out);
/* The body as canonical JSON. */
MUST_CHECK td_rc store_scheme_body(struct tx *t, scheme_id id, str *json);
MUST_CHECK td_rc store_scheme_body_of(struct tx *t, const struct sha256 *hash, str *json);
/* The parsed scheme: parsed once per process and hash, shared, read-only, valid until the process ends. */
MUST_CHECK td_rc store_scheme_load(struct tx *t, scheme_id id, const struct scheme **out);
/* Test hook: the next load of each scheme parses it anew. Nobody holds one. */
void store_scheme_forget(void);
/* The table of a year while it is being drafted: any scheme in canonical JSON, sound or not. */
struct scheme_draft {
	cluster_year_id year;
	str body;
	i64 saved_at_ms;
	str saved_by_name; /* may be NULL */
	i64 rev;           /* 0: there is none yet */
};
/* TD_NOT_FOUND: no draft. */
MUST_CHECK td_rc store_scheme_draft_get(struct tx *t, cluster_year_id year, struct scheme_draft *out);
/* Begins (rev 0) or saves; TD_STALE. */
MUST_CHECK td_rc store_scheme_draft_put(struct tx *t, struct scheme_draft *d);
MUST_CHECK td_rc store_scheme_draft_drop(struct tx *t, cluster_year_id year);
/* By ordinal: at[k] belongs to scheme->nodes[k]. */
MUST_CHECK td_rc store_criterion_list(struct tx *t, scheme_id id, criterion_list *out);
/* The same for a scheme that is at hand: only the ids are read, the texts are the scheme's own. */
MUST_CHECK td_rc store_criteria_of(struct tx *t, scheme_id id, const struct scheme *s, criterion_list *out);
MUST_CHECK td_rc store_criterion_by_code(struct tx *t, scheme_id id, str code, struct criterion_row *out);

#endif
