#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

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
	const char *text = i18n_tr(e->lang, fmt);
	va_start(ap, fmt);
	int n = vsnprintf(NULL, 0, text, ap);
	va_end(ap);
	if (n < 0)
		arena_fail(e->a);
	char *p = arena_alloc(e->a, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, text, ap);
	va_end(ap);
	where = arena_str(e->a, where);
	VEC_PUSH(e->a, &e->items) = (struct err_item){where, {p, (size_t)n}};
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
