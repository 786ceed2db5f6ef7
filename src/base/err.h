/* What went wrong, in the user's words. Set once where the cause is known; validation adds every error before it
 * returns TD_INVALID. where names the place ("Bảng điểm!F27", a form field's name, "dòng 12"), text is a sentence in
 * the language of the request that says what is wrong and how to mend it. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/i18n.h"
#include "base/sb.h"
#include "base/vec.h"

struct err_item {
	str where;
	str text;
};

struct err {
	struct arena *a;
	enum lang lang;
	size_t max;      /* items kept; further ones are only counted */
	size_t n_total;  /* all that were added */
	size_t n_unsaid; /* of these, for whose text there was no memory */
	VEC(struct err_item) items;
};

struct err err_new(struct arena *a, enum lang lang);

/* Adds an item. Never unwinds: when there is no memory for the text the item is only counted, so that a function may
 * report a failure and still clean up. fmt is Vietnamese source text (a literal, found by the PO tools) and is translated to e->lang.
 * Returns rc so that one can write: return err_add(e, TD_INVALID, S("f"), "…"). */
td_rc err_add(struct err *e, td_rc rc, str where, const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* The first text, or an empty string. */
str err_first(const struct err *e);

/* The item for a place, or NULL: forms show it beside the field. */
const struct err_item *err_at(const struct err *e, str where);

#endif
