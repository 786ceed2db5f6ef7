#include "base/err.h"

#include <stdarg.h>

enum { ITEMS_MAX = 200 };

struct err err_new(struct arena *a, enum lang lang)
{
	return (struct err){.a = a, .lang = lang, .max = ITEMS_MAX};
}

td_rc err_add(struct err *e, td_rc rc, str where, const char *fmt, ...)
{
	va_list ap;
	e->n_total++;
	if (e->items.n >= e->max)
		return rc;
	va_start(ap, fmt);
	str text = arena_vfmt(e->a, i18n_tr(e->lang, fmt), ap);
	va_end(ap);
	where = arena_str(e->a, where);
	VEC_PUSH(e->a, &e->items) = (struct err_item){where, text};
	return rc;
}

str err_first(const struct err *e)
{
	return e->items.n ? e->items.at[0].text : S("");
}

const struct err_item *err_at(const struct err *e, str where)
{
	for (size_t i = 0; i < e->items.n; i++)
		if (str_eq(e->items.at[i].where, where))
			return &e->items.at[i];
	return NULL;
}
