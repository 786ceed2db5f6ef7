#include "office/table.h"

enum { HEAD_ROWS = 60 };

static bool means(const struct table_col *c, str folded)
{
	str rest = str_c(c->words), word;
	while (str_split(&rest, '|', &word))
		if (str_eq(word, folded))
			return true;
	return false;
}

/* Reads a row as a header; the number of required columns found. */
static size_t read_head(struct arena *a, const struct sheet *s, u32 row, const struct table_col *cols,
			size_t n, struct table *out)
{
	size_t found = 0;
	*out = (struct table){.s = s, .body = row + 1};
	for (size_t i = 0; i < n; i++)
		out->col[i] = TABLE_NO_COL;
	for (u32 c = 0; c < s->n_cols; c++) {
		str folded = sheet_fold(a, s, row, c);
		for (size_t i = 0; folded.n && i < n; i++) {
			if (out->col[i] != TABLE_NO_COL || !means(&cols[i], folded))
				continue;
			out->col[i] = c;
			found += cols[i].required;
			break;
		}
	}
	return found;
}

static str names_of(struct arena *a, const struct table_col *cols, size_t n)
{
	struct sb b = sb_new(a, 4096);
	for (size_t i = 0; i < n; i++)
		if (cols[i].required)
			sb_fmt(&b, "%s«%s»", b.n ? ", " : "", cols[i].name);
	return sb_str(&b);
}

td_rc table_find(struct arena *a, const struct sheets *in, const struct table_col *cols, size_t n,
		 struct err *e, struct table *out)
{
	size_t wanted = 0;
	for (size_t i = 0; i < n; i++)
		wanted += cols[i].required;
	for (u32 k = 0; k < in->n; k++)
		for (u32 row = 0; row < in->at[k].n_rows && row < HEAD_ROWS; row++)
			if (read_head(a, &in->at[k], row, cols, n, out) == wanted)
				return TD_OK;
	str names = names_of(a, cols, n);
	return err_add(e, TD_INVALID, in->n ? in->at[0].name : S(""),
		       N_("Không tìm thấy dòng tiêu đề có các cột %.*s."), STRF(names));
}

str table_text(struct arena *a, const struct table *t, u32 row, size_t col)
{
	return t->col[col] == TABLE_NO_COL ? S("") : sheet_text(a, t->s, row, t->col[col]);
}

str table_addr(struct arena *a, const struct table *t, u32 row, size_t col)
{
	return sheet_addr(a, t->s, row, t->col[col] == TABLE_NO_COL ? 0 : t->col[col]);
}

td_rc table_day(struct arena *a, const struct table *t, u32 row, size_t col, struct err *e, bool *set,
		struct day *out)
{
	*set = false;
	return t->col[col] == TABLE_NO_COL ? TD_OK : sheet_day(a, t->s, row, t->col[col], e, set, out);
}

bool table_is_empty(struct arena *a, const struct table *t, size_t n, u32 row)
{
	for (size_t i = 0; i < n; i++)
		if (table_text(a, t, row, i).n)
			return false;
	return true;
}
