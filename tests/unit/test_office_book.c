#include <stdlib.h>

#include "office/book.h"
#include "office/csv.h"
#include "office/sheet.h"
#include "office/times.h"
#include "office/worker.h"
#include "tests/lib/check.h"

static struct book *small_book(void)
{
	struct arena *a = check_arena();
	struct book *b = book_new(a, S("Bảng điểm"));
	struct book_sheet *s = book_sheet(b, S("Điểm: năm 2026/2027 của toàn thể các đơn vị"));
	book_title(b, s, S("BẢNG ĐIỂM"));
	book_title(b, s, S("Cụm thi đua số 10"));
	book_col(b, s, (struct book_col){.title = S("TT"), .width = 6, .align = BOOK_CENTRE});
	book_col(b, s, (struct book_col){.title = S("Nội dung"), .width = 20});
	book_col(b, s, (struct book_col){.title = S("Thuế"), .group = S("Đơn vị"), .width = 10});
	book_col(b, s, (struct book_col){.title = S("Kho bạc"), .group = S("Đơn vị"), .width = 10});
	struct book_row *r = book_row(b, s, BOOK_GROUP);
	r->cells[0] = book_text(S("I"));
	r->cells[1] = book_text(S("=HYPERLINK(\"http://x\")"));
	r = book_row(b, s, BOOK_PLAIN);
	r->cells[1] = book_text(S("Thực hiện đầy đủ, đúng hạn chế độ thông tin báo cáo theo quy định"));
	r->cells[2] = book_points(9875);
	r->cells[3] = book_number(-50);
	r = book_row(b, s, BOOK_TOTAL);
	r->cells[0] = book_int(3);
	r->cells[1] = (struct book_cell){.kind = BOOK_DAY, .v = 20592};
	r->cells[2] = book_formula(arena_fmt(a, "SUM(%.*s)", STRF(book_ref(b, s, 1, 2))), 9875);
	book_note(b, s, S("Ghi chú"));
	return b;
}

CASE(a_book_comes_back_as_it_went)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	str file = S("");
	struct sheets in = {0};
	struct book *b = small_book();
	CHECK_STR(book_ref(b, b->sheets.at[0], 1, 2), "C7");
	CHECK_INT(book_xlsx(b, &e, &file), TD_OK);
	CHECK_INT(sheets_from_xlsx(a, file, &e, &in), TD_OK);
	CHECK_INT(e.n_total, 0);
	if (in.n != 1)
		return;
	const struct sheet *s = &in.at[0];
	CHECK_STR(s->name, "Điểm- năm 2026-2027 của toàn th");
	CHECK_STR(sheet_text(a, s, 0, 3), "BẢNG ĐIỂM");
	CHECK_STR(sheet_text(a, s, 3, 0), "TT");
	CHECK_STR(sheet_text(a, s, 4, 0), "TT");
	CHECK_STR(sheet_text(a, s, 3, 3), "Đơn vị");
	CHECK_STR(sheet_text(a, s, 4, 3), "Kho bạc");
	CHECK_STR(sheet_text(a, s, 5, 1), "=HYPERLINK(\"http://x\")");
	CHECK(!sheet_at(s, 5, 1)->formula);
	CHECK_STR(sheet_text(a, s, 6, 2), "98,75");
	CHECK_STR(sheet_text(a, s, 6, 3), "−0,5");
	CHECK_STR(sheet_text(a, s, 7, 0), "3");
	CHECK_STR(sheet_text(a, s, 7, 1), "19/05/2026");
	CHECK_STR(sheet_text(a, s, 7, 2), "98,75");
	CHECK(sheet_at(s, 7, 2)->formula);
	CHECK_STR(sheet_text(a, s, 9, 0), "Ghi chú");
}

CASE(a_worker_that_fails_is_a_sentence)
{
	struct err e = err_new(check_arena(), LANG_VI);
	str out;
	CHECK_INT(worker_run(check_arena(), "book", S("{\"sheets\":[]}"), &e, &out), TD_IO);
	CHECK_INT(worker_run(check_arena(), "no such task", S("x"), &e, &out), TD_IO);
	CHECK_INT(e.n_total, 2);
	CHECK(str_find(e.items.at[0].text, S("không thay đổi")) < e.items.at[0].text.n);
}

CASE(the_model_travels_whole)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	const struct value *v = NULL;
	struct book *b = small_book(), *back = NULL;
	str json = value_to_json(a, book_to_value(b), VALUE_CANONICAL);
	CHECK_INT(value_from_json(a, json, &e, &v), TD_OK);
	CHECK_INT(book_from_value(a, v, &back), TD_OK);
	str again = value_to_json(a, book_to_value(back), VALUE_CANONICAL);
	CHECK(str_eq(json, again));
	CHECK_INT(book_from_value(a, value_map(a), &back), TD_INVALID);
}

CASE(csv_is_safe)
{
	struct book *b = small_book();
	str csv = book_csv(b, b->sheets.at[0]);
	CHECK_STR(csv, "\xEF\xBB\xBFTT,Nội dung,Đơn vị – Thuế,Đơn vị – Kho bạc\r\n"
		       "I,\"'=HYPERLINK(\"\"http://x\"\")\",,\r\n"
		       ",\"Thực hiện đầy đủ, đúng hạn chế độ thông tin báo cáo theo quy định\",98.75,-0.5\r\n"
		       "3,2026-05-19,98.75,\r\n");
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	struct sheets in;
	CHECK_INT(sheets_from_csv(a, csv, S("Bảng"), &e, &in), TD_OK);
	CHECK_STR(sheet_text(a, &in.at[0], 1, 1), "'=HYPERLINK(\"http://x\")");
	CHECK_STR(sheet_text(a, &in.at[0], 2, 3), "-0.5");
	CHECK_INT(in.at[0].n_rows, 4);
	CHECK_INT(sheets_from_csv(a, S("a;b\n\"x"), S("Bảng"), &e, &in), TD_INVALID);
	CHECK_STR(e.items.at[0].where, "Bảng!A2");
	CHECK_INT(sheets_from_csv(a, S("a;\xFF\n"), S("Bảng"), &e, &in), TD_INVALID);
}

CASE(widths_and_lines)
{
	CHECK_INT(times_width(S("AB 01")), 722 + 667 + 250 + 1000);
	CHECK_INT(times_width(S("Ưư Ạạ Đđ")), (722 + 500) + (722 + 444) + (722 + 500) + 500);
	CHECK_INT(times_width(S("ỉị")), 2 * 278);
	CHECK_INT(times_lines(S(""), 1000), 1);
	CHECK_INT(times_lines(S("aaaa"), 1000), 2);
	CHECK_INT(times_lines(S("aa bb cc"), 2300), 2);
	CHECK_INT(times_lines(S("a\nb\nc"), 1000), 3);
}

/* ---- the score table ---- */

static struct criterion nodes[] = {
    {.kind = CRIT_GROUP, .max_c = 3000, .subtree_end = 5, .n_children = 2, .first_child = 1},
    {.kind = CRIT_GROUP,
     .code = {"I", 1},
     .name = {"Nhóm", sizeof "Nhóm" - 1},
     .max_c = 2000,
     .subtree_end = 4,
     .n_children = 2,
     .depth = 1},
    {.kind = CRIT_MANUAL,
     .parent = 1,
     .code = {"I.1", 3},
     .name = {"a", 1},
     .max_c = 1000,
     .subtree_end = 3,
     .depth = 2},
    {.kind = CRIT_MANUAL,
     .parent = 1,
     .code = {"I.2", 3},
     .name = {"b", 1},
     .max_c = 1000,
     .subtree_end = 4,
     .depth = 2},
    {.kind = CRIT_MANUAL, .code = {"II", 2}, .name = {"c", 1}, .max_c = 1000, .subtree_end = 5, .depth = 1},
};

CASE(the_score_table_of_a_cluster)
{
	static const struct score_unit units[] = {{.code = {"a", 1}, .name = {"A", 1}},
						  {.code = {"b", 1}, .name = {"B", 1}}};
	static const struct scheme s = {.nodes = nodes, .n_nodes = 5, .max_c = 3000};
	i64 p[5][2] = {{2600, 1900}, {1700, 900}, {900, 900}, {800, 0}, {900, 1000}};
	u8 set[2] = {NOTE_NONE, NOTE_NONE}, one_empty[2] = {NOTE_NONE, NOTE_EMPTY};
	struct score_out outs[5];
	for (size_t i = 0; i < 5; i++)
		outs[i] = (struct score_out){.points_c = p[i], .note = i == 3 ? one_empty : set};
	i64 total[2] = {2600, 1800}; /* B's total is not the sum of what stands above */
	u32 n_empty[2] = {0, 1}, rank[2] = {1, 2}, order[2] = {0, 1};
	u8 class_ix[2] = {NO_CLASS, NO_CLASS}, none[2] = {0, 0};
	struct score_input in = {.n_units = 2, .units = units};
	struct score_result res = {.n_units = 2,
				   .n_nodes = 5,
				   .nodes = outs,
				   .total_c = total,
				   .n_empty = n_empty,
				   .class_ix = class_ix,
				   .excluded = none,
				   .rank = rank,
				   .order = order,
				   .tie_rule = none};
	struct book *b = book_scores(
	    check_arena(),
	    &(struct book_scores){.cluster = S("Cụm 10"), .scheme = &s, .in = &in, .result = &res});
	struct book_sheet *t = b->sheets.at[0];
	CHECK_INT(t->rows.n, 6);
	CHECK_STR(t->rows.at[0].cells[3].text, "SUM(D7:D8)");
	CHECK_INT(t->rows.at[0].cells[3].v, 1700);
	CHECK_INT(t->rows.at[2].cells[4].kind, BOOK_BLANK);
	CHECK_STR(t->rows.at[4].cells[3].text, "D6+D9");
	CHECK_INT(t->rows.at[4].cells[4].kind, BOOK_POINTS);
	CHECK_INT(t->rows.at[5].cells[4].v, 2);
	CHECK_STR(t->notes.at[0], "B còn 1 tiêu chí chưa có điểm.");
	CHECK_STR(t->titles.at[0], "BẢNG TỔNG HỢP ĐIỂM THI ĐUA");
	struct err e = err_new(check_arena(), LANG_VI);
	str file;
	CHECK_INT(book_xlsx(b, &e, &file), TD_OK);
}
