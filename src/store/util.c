#include "store/util.h"

td_rc store_wrote(struct tx *t, td_rc rc, i64 tag, const char *conflict)
{
	if (rc == TD_OK)
		return db_bump(t, tag);
	if (rc == TD_CONFLICT && conflict != NULL)
		return err_add(t->e, rc, STR_NULL, "%s", i18n_tr(t->e->lang, conflict));
	return rc;
}

td_rc store_saved(struct tx *t, td_rc rc, i64 n, i64 *rev, i64 tag, const char *conflict)
{
	if (rc == TD_OK && n == 0)
		return TD_STALE;
	if (rc == TD_OK)
		++*rev;
	return store_wrote(t, rc, tag, conflict);
}

struct sha256 store_hash(str bytes)
{
	struct sha256 h = {{0}};
	if (bytes.n) /* NULL: none yet */
		memcpy(h.b, bytes.p, bytes.n < SHA256_LEN ? bytes.n : SHA256_LEN);
	return h;
}

int store_word_find(const struct store_word *words, int n, str code)
{
	for (int i = 0; i < n; i++) {
		if (str_eq(str_c(words[i].code), code))
			return i;
	}
	return 0;
}
