/* Workbooks and what is imported from them. First byte 'z': the rest is a whole file. Otherwise the rest is the text of
 * the rows, of what follows them, of the shared strings and of the styles, separated by the byte 1, so that the search
 * need not learn zip. Any bytes either are refused with at least one fault, or give clean text, and every import gives
 * values with a place or at least one fault. */
#include <stdlib.h>

#include "base/utf8.h"
#include "office/import.h"
#include "tests/lib/fuzz.h"
#include "tests/lib/zip_make.h"

struct input {
	struct arena *a;
	str bytes;
};

static void must(bool truth)
{
	if (!truth)
		abort();
}

static const char *next_part(struct arena *a, str *rest)
{
	str part;
	return str_split(rest, 1, &part) ? arena_str(a, part).p : NULL;
}

static str file_of(struct arena *a, str bytes)
{
	if (str_has_prefix(bytes, S("z")))
		return str_from(bytes, 1);
	struct xlsx_text_parts p = {0};
	p.rows = next_part(a, &bytes);
	p.after = next_part(a, &bytes);
	p.strings = next_part(a, &bytes);
	p.styles = next_part(a, &bytes);
	return xlsx_make(a, p);
}

static void check_cells(struct arena *a, const struct sheet *s)
{
	for (u32 r = 0; r < s->n_rows && r < 200; r++) {
		for (u32 c = 0; c < s->n_cols && c < 40; c++) {
			str text = sheet_text(a, s, r, c), clean;
			size_t bad_at;
			bool set;
			i64 v;
			struct err e = err_new(a, LANG_VI);
			must(utf8_clean(a, text, &clean, &bad_at) == TD_OK && str_eq(text, clean));
			must((sheet_num_c(a, s, r, c, &e, &set, &v) == TD_OK) == (e.n_total == 0));
		}
	}
}

static void import_all(struct arena *a, const struct sheets *in)
{
	static const struct score_unit units[] = {{.code = {"a", 1}, .name = {"A", 1}},
						  {.code = {"b", 1}, .name = {"B", 1}}};
	struct import_plan p, scores;
	struct err e = err_new(a, LANG_VI);
	td_rc rc = import_scheme(a, in, &e, &p);
	must((rc == TD_OK) == (e.n_total == 0));
	if (rc == TD_OK) {
		struct import_known known = {&p.scheme, units, 2, units[0].code, STAGE_SELF};
		struct err e2 = err_new(a, LANG_VI);
		rc = import_scores(a, in, &known, &e2, &scores);
		must((rc == TD_OK) == (e2.n_total == 0));
		for (size_t i = 0; rc == TD_OK && i < scores.values.n; i++)
			must(scores.values.at[i].where.n > 0 && scores.values.at[i].unit.n > 0 &&
			     scheme_find(&p.scheme, scores.values.at[i].code) > 0);
	}
	struct err e3 = err_new(a, LANG_VI);
	rc = import_units(a, in, &e3, &p);
	must((rc == TD_OK) == (e3.n_total == 0));
}

static td_rc one(void *ctx)
{
	const struct input *in = ctx;
	struct err e = err_new(in->a, LANG_VI);
	struct sheets sheets = {0};
	td_rc rc = sheets_from_file(in->a, file_of(in->a, in->bytes), S("CSV"), &e, &sheets);
	must((rc == TD_OK) == (e.n_total == 0));
	if (rc != TD_OK)
		return TD_OK;
	for (u32 i = 0; i < sheets.n; i++)
		check_cells(in->a, &sheets.at[i]);
	import_all(in->a, &sheets);
	return TD_OK;
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	struct input in = {arena_new("fuzz", (size_t)128 << 20), {(const char *)data, size}};
	if (in.a) {
		td_rc rc = arena_run(in.a, one, &in);
		must(rc == TD_OK || rc == TD_LIMIT);
	}
	arena_free(in.a);
	return 0;
}
