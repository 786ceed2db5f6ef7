/* Small steps that every store_*.c takes. For src/store only. */
#ifndef STORE_UTIL_H
#define STORE_UTIL_H

#include "base/hash.h"
#include "store/db.h"

/* After a write: on TD_OK bumps the generation of the tag; on TD_CONFLICT says why (NULL: nothing to say). */
td_rc store_wrote(struct tx *t, td_rc rc, i64 tag, const char *conflict);

/* After an UPDATE … WHERE id AND rev that changed n rows: TD_STALE for none, else *rev is raised and the tag bumped. */
td_rc store_saved(struct tx *t, td_rc rc, i64 n, i64 *rev, i64 tag, const char *conflict);

/* A hash column; TD_CORRUPT is not possible (CHECK length 32), shorter ones give zeros. */
struct sha256 store_hash(str bytes);
static inline str store_hash_bytes(const struct sha256 *h)
{
	return (str){(const char *)h->b, SHA256_LEN};
}

/* Words of an enum as stored, by index; the first when the database holds another (CHECK forbids it). */
struct store_word {
	const char *code, *name;
};
int store_word_find(const struct store_word *words, int n, str code);

#endif
