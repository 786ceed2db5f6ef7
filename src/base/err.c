#include "base/err.h"

#include <stdarg.h>

enum { ITEMS_MAX = 200 };

struct err err_new(struct arena *a, enum lang lang)
{
	return (struct err){.a = a, .lang = lang, .max = ITEMS_MAX};
}

struct adding {
	struct err *e;
	str where;
	const char *fmt;
	va_list ap;
};

/* The format was checked where err_add() was called. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static td_rc add(void *p)
{
	struct adding *k = p;
	struct err *e = k->e;
	str text = arena_vfmt(e->a, i18n_tr(e->lang, k->fmt), k->ap);
	str where = arena_str(e->a, k->where);
	VEC_PUSH(e->a, &e->items) = (struct err_item){where, text};
	return TD_OK;
}
#pragma GCC diagnostic pop

td_rc err_add(struct err *e, td_rc rc, str where, const char *fmt, ...)
{
	struct adding k = {.e = e, .where = where, .fmt = fmt};
	e->n_total++;
	if (e->a == NULL || e->items.n >= e->max)
		return rc;
	va_start(k.ap, fmt);
	if (arena_run(e->a, add, &k) != TD_OK)
		e->n_unsaid++;
	va_end(k.ap);
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
