/* An entry of the journal's chain as it is hashed and as it travels: each entry's hash covers the entry and the hash
 * before it, so that whoever holds the newest hash can tell whether anything before it was changed. docs/goi-du-lieu.md
 * gives the bytes that are hashed. */
#ifndef FORMAT_CHAIN_H
#define FORMAT_CHAIN_H

#include "base/hash.h"
#include "format/value.h"

struct chain_entry {
	i64 chain, seq, at_ms; /* seq 1, 2, … without a gap */
	i64 actor_id, object_id;
	str actor_name, action, object_kind;
	str before_json, after_json, reason; /* may be NULL */
	struct sha256 prev, hash;            /* prev of the first: zeros */
};
typedef VEC(struct chain_entry) chain_list;

/* What hash must be. TD_LIMIT: no memory. */
MUST_CHECK td_rc chain_hash(struct arena *a, const struct chain_entry *x, struct sha256 *out);

/* One entry as JSON, without chain and prev, which the file says once; and back. TD_INVALID with every fault in e. Texts
 * live as long as v. */
struct value *chain_to_value(struct arena *a, const struct chain_entry *x);
MUST_CHECK td_rc chain_from_value(struct arena *a, const struct value *v, const struct value_path *at,
				  struct err *e, struct chain_entry *out);

/* The short code of an entry that papers print ("7QK4-M2XA-93FD": domain/check_code.h), made of its hash. */
str chain_code(struct arena *a, const struct sha256 *hash);

#endif
