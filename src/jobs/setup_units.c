#include "base/utf8.h"
#include "base/vi.h"
#include "jobs/setup_part.h"

enum { COL_NAME, COL_CODE, COL_SHORT, COL_LEADER, COL_WOMEN, COL_OFFICE, N_COLS };
static const struct table_col cols[N_COLS] = {
    [COL_NAME] = {"Tên đơn vị", "ten don vi|don vi|don vi thanh vien|ten", true},
    [COL_CODE] = {"Mã", "ma|ma don vi", false},
    [COL_SHORT] = {"Tên viết tắt", "ten viet tat|viet tat|ten ngan", false},
    [COL_LEADER] = {"Thủ trưởng", "thu truong|thu truong don vi|lanh dao|nguoi dung dau", false},
    [COL_WOMEN] = {"Tỷ lệ nữ (%)", "ty le nu|ti le nu|nu", false},
    [COL_OFFICE] = {"Chức danh trong cụm", "chuc danh trong cum|chuc danh|chuc danh trong khoi", false},
};

struct units {
	struct setup_input *k;
	struct table tb;
	struct map codes, taken; /* code → where */
	str office_where[OFFICE__N];
};

#define FAULT(u, row, col, ...) \
	err_add(&(u)->k->faults, TD_INVALID, table_addr((u)->k->t->a, &(u)->tb, row, col), __VA_ARGS__)

static str *kept(struct units *u, u32 row)
{
	str *where = NEW(u->k->t->a, str);
	*where = table_addr(u->k->t->a, &u->tb, row, COL_NAME);
	return where;
}

/* A new unit's code is free, in the site and above in the file. */
static void read_new(struct units *u, u32 row, struct setup_unit *x)
{
	struct arena *a = u->k->t->a;
	str code = table_text(a, &u->tb, row, COL_CODE);
	bool made = code.n == 0;
	code = made ? org_code(a, x->unit.name) : code;
	if (!org_code_ok(code) || str_eq(code, S("moi")))
		FAULT(u, row, COL_CODE,
		      N_("Mã chỉ gồm chữ thường không dấu, chữ số, gạch nối, dấu chấm (ví dụ cuc-thue)."));
	else if (map_get(&u->codes, code) || act_unit_named(a, &u->k->names, code))
		FAULT(u, row, COL_CODE, N_("Mã «%.*s» đã là của đơn vị khác; hãy ghi mã khác."), STRF(code));
	if (utf8_len(x->unit.name) > 200)
		FAULT(u, row, COL_NAME, N_("Tên quá dài; hãy ghi ngắn hơn."));
	x->unit.code = code;
	x->unit.short_name = table_text(a, &u->tb, row, COL_SHORT);
	if (x->unit.short_name.n > 100)
		FAULT(u, row, COL_SHORT, N_("Tên viết tắt quá dài; hãy ghi ngắn hơn."));
	map_set(&u->codes, code, kept(u, row));
}

static td_rc read_figures(struct units *u, u32 row, struct setup_unit *x)
{
	static const char *const offices[OFFICE__N] = {"trưởng|cụm trưởng|khối trưởng|đơn vị trưởng|head",
						       "phó|cụm phó|khối phó|đơn vị phó|deputy",
						       "thư ký|secretary"};
	struct arena *a = u->k->t->a;
	bool set = false;
	i64 pct = 0;
	x->leader = table_text(a, &u->tb, row, COL_LEADER);
	if (utf8_len(x->leader) > 200)
		FAULT(u, row, COL_LEADER, N_("Tên quá dài; hãy ghi ngắn hơn."));
	td_rc rc = u->tb.col[COL_WOMEN] == TABLE_NO_COL
		       ? TD_OK
		       : sheet_num_c(a, u->tb.s, row, u->tb.col[COL_WOMEN], &u->k->faults, &set, &pct);
	if (rc != TD_OK && rc != TD_INVALID)
		return rc;
	if (set && (pct < 0 || pct > 10000))
		FAULT(u, row, COL_WOMEN, N_("Tỷ lệ nữ phải từ 0 đến 100 %%."));
	else if (set)
		x->women_pct_c = OPT(pct);
	str office = table_text(a, &u->tb, row, COL_OFFICE);
	x->office = office.n ? setup_word(a, office, offices, OFFICE__N) : SETUP_NONE;
	if (office.n && x->office < 0)
		FAULT(u, row, COL_OFFICE, N_("Chức danh: ghi trưởng, phó hoặc thư ký."));
	if (x->office == OFFICE_HEAD) {
		if (u->office_where[OFFICE_HEAD].n)
			FAULT(u, row, COL_OFFICE, N_("Mỗi cụm, khối có một đơn vị trưởng; ô %.*s đã ghi."),
			      STRF(u->office_where[OFFICE_HEAD]));
		u->office_where[OFFICE_HEAD] = table_addr(a, &u->tb, row, COL_OFFICE);
	}
	return TD_OK;
}

static td_rc read_row(struct units *u, u32 row, str name)
{
	struct setup_input *k = u->k;
	struct arena *a = k->t->a;
	struct setup_unit x = {.where = table_addr(a, &u->tb, row, COL_NAME), .office = SETUP_NONE};
	const struct unit *known = act_unit_named(a, &k->names, name);
	str code = table_text(a, &u->tb, row, COL_CODE);
	if (!known && code.n && act_unit_named(a, &k->names, code) &&
	    str_eq(act_unit_named(a, &k->names, code)->code, code))
		FAULT(u, row, COL_NAME, N_("Mã «%.*s» là của «%.*s»; hãy sửa tên hoặc mã."), STRF(code),
		      STRF(act_unit_named(a, &k->names, code)->name));
	else if (known)
		x.unit = *known;
	else
		x.unit.name = name, read_new(u, row, &x);
	if (x.unit.retired)
		FAULT(u, row, COL_NAME, N_("«%.*s» đã ngừng hoạt động."), STRF(x.unit.name));
	const str *above = map_get(&u->taken, vi_fold(a, x.unit.name));
	if (above)
		FAULT(u, row, COL_NAME, N_("«%.*s» đã có ở ô %.*s."), STRF(name), STRF(*above));
	map_set(&u->taken, vi_fold(a, x.unit.name), kept(u, row));
	td_rc rc = read_figures(u, row, &x);
	VEC_PUSH(a, &k->out->units) = x;
	if (!x.unit.id.v)
		setup_line(k, x.where, N_("Đơn vị mới"),
			   arena_fmt(a, "%.*s (%.*s)", STRF(x.unit.name), STRF(x.unit.code)));
	else if (k->out->kind == SETUP_CLUSTER)
		setup_line(k, x.where, N_("Đơn vị đã có"), x.unit.name);
	return rc;
}

td_rc setup_read_units(struct setup_input *k, const struct sheets *in)
{
	struct units u = {.k = k, .codes = map_new(k->t->a), .taken = map_new(k->t->a)};
	td_rc rc = table_find(k->t->a, in, cols, N_COLS, &k->faults, &u.tb);
	if (rc != TD_OK)
		return rc == TD_INVALID ? TD_OK : rc;
	for (u32 row = u.tb.body; rc == TD_OK && row < u.tb.s->n_rows; row++) {
		str name = table_text(k->t->a, &u.tb, row, COL_NAME);
		if (name.n == 0)
			continue;
		if (k->out->units.n == SETUP_UNITS_MAX)
			return err_add(&k->faults, TD_INVALID, table_addr(k->t->a, &u.tb, row, COL_NAME),
				       N_("Quá nhiều đơn vị (tối đa %d)."), SETUP_UNITS_MAX);
		rc = read_row(&u, row, name);
	}
	if (rc == TD_OK && k->out->units.n == 0)
		err_add(&k->faults, TD_INVALID, u.tb.s->name, N_("Chưa có đơn vị nào trong danh sách."));
	return rc;
}
