#include "base/map.h"
#include "base/vi.h"
#include "office/import_part.h"

struct taker {
	struct arena *a;
	struct import_head h;
	struct import_plan *p;
	struct err *e;
	struct map codes, names; /* folded → struct import_unit */
	bool bad;
};

#define FAULT(t, ...) ((t)->bad = true, (void)err_add((t)->e, TD_INVALID, __VA_ARGS__))

enum { CODE_MAX = 40 };

static enum import_col name_col(const struct import_head *h)
{
	return h->col[COL_UNIT] != NO_COL ? COL_UNIT : COL_NAME;
}

static bool fits(struct arena *a, const struct import_head *h, void *ctx)
{
	(void)a;
	(void)ctx;
	return h->col[COL_UNIT] != NO_COL && h->n_roles >= 2 && h->col[COL_MAX] == NO_COL;
}

/* Addresses use codes: letters without marks, digits, hyphens. */
static str make_code(struct taker *t, str text)
{
	str f = arena_str(t->a, str_upto(vi_fold(t->a, text), CODE_MAX));
	for (size_t i = 0; i < f.n; i++)
		if (f.p[i] == ' ')
			((char *)(uintptr_t)f.p)[i] = '-';
	while (f.n && f.p[f.n - 1] == '-')
		f.n--;
	return f;
}

static void take_women(struct taker *t, u32 row, struct import_unit *u)
{
	bool set;
	i64 pct;
	if (import_num(t->a, &t->h, row, COL_WOMEN, t->e, &set, &pct) != TD_OK)
		t->bad = true;
	else if (set && (pct < 0 || pct > 10000))
		FAULT(t, import_addr(t->a, &t->h, row, COL_WOMEN), "Tỷ lệ nữ phải từ 0 đến 100 %%.");
	else if (set)
		u->women_pct_c = OPT(pct);
}

static void check_twin(struct taker *t, const struct import_unit *twin, const struct import_unit *u, str what)
{
	if (twin)
		FAULT(t, u->where, "%.*s của đơn vị trùng với ô %.*s: mỗi đơn vị một dòng.", STRF(what),
		      STRF(twin->where));
}

static void take_row(struct taker *t, u32 row)
{
	enum import_col col = name_col(&t->h);
	str name = import_text(t->a, &t->h, row, col), no = import_text(t->a, &t->h, row, COL_NO);
	str code = import_text(t->a, &t->h, row, COL_CODE);
	bool numbered = t->h.col[COL_NO] == NO_COL || no.n > 0;
	if (name.n == 0 && code.n)
		FAULT(t, import_addr(t->a, &t->h, row, col), "Thiếu tên đơn vị có mã «%.*s».", STRF(code));
	if (name.n == 0 || !numbered || sheet_covered(t->h.s, row, t->h.col[col]))
		return;
	struct import_unit *u = NEW(t->a, struct import_unit);
	*u = (struct import_unit){
	    .where = import_addr(t->a, &t->h, row, col),
	    .code = make_code(t, code.n ? code : name),
	    .name = name,
	    .address = import_text(t->a, &t->h, row, COL_ADDRESS),
	    .leader = import_text(t->a, &t->h, row, COL_LEADER),
	};
	take_women(t, row, u);
	check_twin(t, map_set(&t->names, vi_fold(t->a, name), u), u, S("Tên"));
	if (code.n)
		check_twin(t, map_set(&t->codes, u->code, u), u, S("Mã"));
	VEC_PUSH(t->a, &t->p->units) = *u;
}

td_rc import_units(struct arena *a, const struct sheets *in, struct err *e, struct import_plan *out)
{
	*out = (struct import_plan){.shape = IMPORT_UNITS};
	struct taker t = {.a = a, .p = out, .e = e, .codes = map_new(a), .names = map_new(a)};
	if (!import_find(a, in, fits, NULL, &t.h))
		return err_add(e, TD_INVALID, in->n ? in->at[0].name : S(""),
			       "Không tìm thấy danh sách đơn vị: cần một dòng tiêu đề có cột «Tên đơn vị» và "
			       "cột «TT» hoặc «Mã».");
	out->sheet = t.h.s->name;
	out->title = import_title(a, &t.h);
	for (u32 r = t.h.body; r < t.h.s->n_rows; r++)
		if (!import_is_total(a, &t.h, r))
			take_row(&t, r);
	if (!t.bad && out->units.n == 0)
		return err_add(e, TD_INVALID, out->sheet, "Danh sách chưa có đơn vị nào.");
	return t.bad ? TD_INVALID : TD_OK;
}
