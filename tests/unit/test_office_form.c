/* The score form (office/card_form.h): goes out through the child process, comes back by its keys. */
#include <limits.h>
#include <stdlib.h>

#include "format/scheme_json.h"
#include "office/card_form.h"
#include "tests/lib/arena_case.h"

static const char scheme_text[] =
    "{\"format\":\"thidua-scheme/1\",\"code\":\"F\",\"version\":\"1\",\"title\":\"Bảng thử\",\"max\":100,"
    "\"source\":\"thử\",\"criteria\":["
    "{\"code\":\"I\",\"name\":\"Nhóm\",\"kind\":\"group\",\"max\":60,\"children\":["
    "{\"code\":\"I.1\",\"name\":\"Chấm\",\"kind\":\"manual\",\"max\":40},"
    "{\"code\":\"I.2\",\"name\":\"Mức\",\"kind\":\"level\",\"max\":20,\"levels\":["
    "{\"label\":\"Tốt, đúng hạn\",\"points\":20},{\"label\":\"Khá \\\"A\\\"\",\"points\":12.5}]}]},"
    "{\"code\":\"II\",\"name\":\"Thu\",\"kind\":\"ratio\",\"max\":30,\"cap_percent\":100},"
    "{\"code\":\"III\",\"name\":\"Đạt\",\"kind\":\"bool\",\"max\":10},"
    "{\"code\":\"IV\",\"name\":\"Cộng "
    "trừ\",\"kind\":\"bonus_penalty\",\"max\":10,\"role\":\"bonus\",\"min\":-5,"
    "\"each\":2,\"against\":1}]}";

enum { I = 1, I1, I2, II, III, IV, N_NODES };

struct sample {
	struct scheme scheme;
	struct card_form form;
	struct card_form_cell cells[N_NODES];
};

static struct sample *sample(struct arena *a)
{
	struct sample *s = NEW(a, struct sample);
	struct err e = err_new(a, LANG_VI);
	CHECK_INT(scheme_from_json(a, str_c(scheme_text), &e, &s->scheme), TD_OK);
	CHECK_STR(all_errors(a, &e), "");
	s->cells[0].points_c = 7500;
	s->cells[I].points_c = 5000;
	s->cells[I1] = (struct card_form_cell){.state = CELL_SET,
					       .a_c = OPT(3750),
					       .rev = 3,
					       .points_c = 3750,
					       .reason = S("Báo cáo 12/BC, trang 3")};
	s->cells[I2] = (struct card_form_cell){.state = CELL_SET, .a_c = OPT(2), .rev = 1, .points_c = 1250};
	s->cells[II] = (struct card_form_cell){
	    .state = CELL_SET, .a_c = OPT(7550), .b_c = OPT(10000), .rev = 1, .points_c = 2265};
	s->cells[III] = (struct card_form_cell){.state = CELL_NA, .reason = S("không có"), .rev = 2};
	s->form = (struct card_form){.id = {S("10"), S("kho-bac"), 2026, STAGE_SELF, S("5f0c")},
				     .cluster_name = S("Cụm thi đua số 10"),
				     .unit_name = S("Kho bạc <Nhà nước> & bạn"),
				     .scheme = &s->scheme,
				     .cells = s->cells};
	return s;
}

struct read {
	str bytes;
	struct sheets sheets;
	struct card_form_id id;
	card_form_rows rows;
	td_rc rc;
	str said;
};

static struct read back(struct arena *a, const struct sample *s, const struct book *b)
{
	struct read r = {0};
	struct err e = err_new(a, LANG_VI);
	CHECK_INT(book_xlsx(b, &e, &r.bytes), TD_OK);
	CHECK_INT(sheets_from_xlsx(a, r.bytes, &e, &r.sheets), TD_OK);
	r.rc = card_form_identify(a, &r.sheets, &e, &r.id);
	if (r.rc == TD_OK)
		r.rc = card_form_read(a, &r.sheets, &s->scheme, &e, &r.rows);
	r.said = all_errors(a, &e);
	return r;
}

static struct book_row *row_of(struct book *b, u32 node)
{
	return &b->sheets.at[0]->rows.at[node - 1];
}

static void same_cell(const struct card_form_cell *got, const struct card_form_cell *want)
{
	CHECK_INT(got->state, want->state);
	CHECK_INT(got->a_c.set, want->a_c.set);
	CHECK_INT(got->a_c.v, want->a_c.v);
	CHECK_INT(got->b_c.set, want->b_c.set);
	CHECK_INT(got->b_c.v, want->b_c.v);
	CHECK_INT(got->rev, want->rev);
	CHECK(str_eq(got->reason, want->reason.p ? want->reason : S("")));
}

static void same_cells(const struct sample *s, const struct read *r)
{
	CHECK_INT(r->rc, TD_OK);
	CHECK_STR(r->said, "");
	CHECK_INT(r->rows.n, 5);
	for (size_t i = 0; i < r->rows.n; i++)
		same_cell(&r->rows.at[i].cell, &s->cells[r->rows.at[i].node]);
}

ARENA_CASE(a_form_comes_back_as_it_went)
{
	struct sample *s = sample(a);
	struct read r = back(a, s, card_form_book(a, &s->form));
	same_cells(s, &r);
	CHECK_STR(r.id.cluster, "10");
	CHECK_STR(r.id.unit, "kho-bac");
	CHECK_STR(r.id.rev, "5f0c");
	CHECK_INT(r.id.year, 2026);
	CHECK_INT(r.id.stage, STAGE_SELF);
	CHECK_STR(r.rows.at[0].where, "Phiếu chấm điểm!H7");
	CHECK_STR(r.rows.at[1].where, "Phiếu chấm điểm!F8");
	CHECK_STR(r.rows.at[0].where_reason, "Phiếu chấm điểm!I7");
	CHECK_STR(sheets_property(&r.sheets, S("thidua.form")),
		  "cluster=10;year=2026;unit=kho-bac;stage=self;rev=5f0c");
	CHECK(sheets_property(&r.sheets, S("thidua")).p == NULL);
	CHECK(r.sheets.n == 2 && r.sheets.at[1].hidden);
}

ARENA_CASE(groups_and_choices_are_formulas_with_their_values)
{
	struct sample *s = sample(a);
	struct book *b = card_form_book(a, &s->form);
	CHECK_STR(row_of(b, I)->cells[FORM_POINTS].text, "SUM(H7,H8)");
	CHECK_INT(row_of(b, I)->cells[FORM_POINTS].v, 5000);
	CHECK_STR(row_of(b, I2)->cells[FORM_POINTS].text,
		  "((F8=\"Tốt, đúng hạn\")*20.00+(F8=\"Khá \"\"A\"\"\")*12.50)");
	CHECK_INT(row_of(b, II)->cells[FORM_POINTS].kind, BOOK_POINTS);
	CHECK_INT(row_of(b, I)->cells[FORM_POINTS].rule, 0);
	const struct book_sheet *t = b->sheets.at[0];
	const struct book_rule *points = &t->rules.at[row_of(b, I1)->cells[FORM_POINTS].rule - 1],
			       *target = &t->rules.at[row_of(b, II)->cells[FORM_TARGET].rule - 1];
	CHECK_INT(points->max_c, 4000);
	CHECK_STR(points->error, "Điểm phải từ 0 đến 40, nhiều nhất hai chữ số thập phân.");
	CHECK_STR(target->title, "Chỉ tiêu");
	CHECK_INT(b->sheets.at[0]->form, true);
}

ARENA_CASE(rows_and_columns_may_be_moved)
{
	struct sample *s = sample(a);
	struct book *b = card_form_book(a, &s->form);
	struct book_sheet *t = b->sheets.at[0];
	struct book_row first = t->rows.at[0];
	t->rows.at[0] = t->rows.at[4];
	t->rows.at[4] = first;
	for (size_t i = 0; i < t->rows.n; i++) {
		struct book_cell c = t->rows.at[i].cells[FORM_KEY];
		t->rows.at[i].cells[FORM_KEY] = t->rows.at[i].cells[FORM_REASON];
		t->rows.at[i].cells[FORM_REASON] = c;
	}
	struct book_col c = t->cols.at[FORM_KEY];
	t->cols.at[FORM_KEY] = t->cols.at[FORM_REASON];
	t->cols.at[FORM_REASON] = c;
	struct read r = back(a, s, b);
	CHECK_INT(r.rc, TD_OK);
	CHECK_STR(r.said, "");
	CHECK_INT(r.rows.n, 5);
	for (size_t i = 0; i < r.rows.n; i++)
		same_cell(&r.rows.at[i].cell, &s->cells[r.rows.at[i].node]);
}

ARENA_CASE(every_wrong_cell_is_told_at_once)
{
	struct sample *s = sample(a);
	struct book *b = card_form_book(a, &s->form);
	row_of(b, I1)->cells[FORM_POINTS] = book_points(4001);
	row_of(b, I2)->cells[FORM_RESULT] = book_text(S("Rất tốt"));
	row_of(b, II)->cells[FORM_RESULT] = book_number(-100);
	row_of(b, III)->cells[FORM_KEY] = book_text(S("IX"));
	row_of(b, IV)->cells[FORM_KEY] = book_text(S("I.1"));
	struct read r = back(a, s, b);
	CHECK_INT(r.rc, TD_INVALID);
	CHECK_STR(
	    r.said,
	    "Phiếu chấm điểm!H7: 40,01 vượt điểm chuẩn 40.\n"
	    "Phiếu chấm điểm!F8: «Rất tốt» không có trong danh sách: chọn «Tốt, đúng hạn», «Khá \"A\"».\n"
	    "Phiếu chấm điểm!F9: Số âm: nhập một số từ 0 trở lên.\n"
	    "Phiếu chấm điểm!C10: Bảng tiêu chí hiện nay không có «IX»: hãy tải phiếu mới.\n"
	    "Phiếu chấm điểm!C11: Tiêu chí «I.1» đứng ở hai dòng: xóa một dòng.\n");
}

ARENA_CASE(a_form_that_lost_its_marks)
{
	struct sample *s = sample(a);
	struct book *b = card_form_book(a, &s->form);
	b->properties.n = 0; /* as openpyxl saves it */
	struct read r = back(a, s, b);
	same_cells(s, &r);

	b->sheets.at[0]->cols.at[FORM_TARGET].title = S("Kế hoạch");
	r = back(a, s, b);
	CHECK_INT(r.rc, TD_INVALID);
	CHECK_STR(r.said,
		  "Phiếu chấm điểm!A5: Phiếu không còn cột «Chỉ tiêu»: hãy tải phiếu mới và nhập lại.\n");

	b->sheets.at[0]->cols.at[FORM_KEY].title = S("Khóa");
	CHECK_INT(back(a, s, b).rc, TD_NOT_FOUND);

	book_property(b, S("thidua.form"), S("cluster=10;year=hai;unit=a;stage=self;rev=1"));
	r = back(a, s, b);
	CHECK_INT(r.rc, TD_INVALID);
	CHECK_STR(r.said,
		  ": Đây là phiếu chấm điểm nhưng dấu nhận biết của phiếu đã bị sửa: hãy tải phiếu mới.\n");
}

/* ---- every allocation of reading ---- */

struct sweep {
	str bytes;
	const struct scheme *scheme;
	size_t n_rows;
};

static td_rc read_once(struct arena *a, void *ctx)
{
	struct sweep *w = ctx;
	struct err e = err_new(a, LANG_VI);
	struct sheets in = {0};
	struct card_form_id id;
	card_form_rows rows = {0};
	td_rc rc = sheets_from_xlsx(a, w->bytes, &e, &in);
	if (rc == TD_OK)
		rc = card_form_identify(a, &in, &e, &id);
	if (rc == TD_OK)
		rc = card_form_read(a, &in, w->scheme, &e, &rows);
	w->n_rows = rows.n;
	return rc;
}

ARENA_CASE(every_allocation_of_reading_a_form)
{
	struct sample *s = sample(a);
	struct sweep w = {.bytes = back(a, s, card_form_book(a, &s->form)).bytes, .scheme = &s->scheme};
	CHECK(check_every_allocation(read_once, &w) > 50);
	CHECK_INT(w.n_rows, 5);
}
