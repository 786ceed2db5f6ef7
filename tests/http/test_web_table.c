/* Tables of a page as a workbook: read back out of the HTML, numbers as numbers, totals as sums, never a formula of what
 * people typed. */
#include "tests/lib/check.h"
#include "web/table_book.h"
#include "web/table_read.h"

#define PAGE(body)                                                                                      \
	S("<html><body><table><tr><td>không</td></tr></table><main id=\"main\"><h1>Hoạt động</h1>" body \
	  "</main></body></html>")

static struct book *book_of(str html)
{
	struct book *b = NULL;
	td_rc rc = table_book(check_arena(), html, S("Hoạt động"), S("Cụm thi đua số 10 · 2019"), &b);
	CHECK_INT(rc, TD_OK);
	return rc == TD_OK ? b : NULL;
}

CASE(numbers_days_and_texts_are_told_apart)
{
	struct book *b = book_of(PAGE("<h2>Theo đơn vị</h2><table><thead><tr><th>Đơn "
				      "vị</th><th>Điểm</th><th>Số</th><th>Ngày</th><th>Mã</th></tr></thead>"
				      "<tbody><tr><th>Cục &amp; Chi cục<span class=\"vh\"> "
				      "thừa</span></th><td>98,75</td><td>1.234.567</td>"
				      "<td>07/01/2020</td><td>05</td></tr><tr><th>B</th><td>–</td><td>−2</"
				      "td><td>sau</td><td>1.2.3</td></tr>"
				      "</tbody></table>"));
	if (b == NULL)
		return;
	CHECK_INT(b->sheets.n, 1);
	const struct book_sheet *s = b->sheets.at[0];
	CHECK_STR(s->name, "Theo đơn vị");
	CHECK_INT(s->cols.n, 5);
	CHECK_STR(s->cols.at[1].title, "Điểm");
	const struct book_cell *x = s->rows.at[0].cells, *y = s->rows.at[1].cells;
	CHECK_STR(x[0].text, "Cục & Chi cục");
	CHECK(x[1].kind == BOOK_NUMBER && x[1].v == 9875);
	CHECK(x[2].kind == BOOK_INT && x[2].v == 1234567);
	CHECK(x[3].kind == BOOK_DAY);
	CHECK(x[4].kind == BOOK_TEXT && y[4].kind == BOOK_TEXT);
	CHECK(y[1].kind == BOOK_BLANK);
	CHECK(y[2].kind == BOOK_INT && y[2].v == -2);
	CHECK(y[3].kind == BOOK_TEXT);
}

CASE(a_total_that_is_a_sum_is_a_formula)
{
	struct book *b = book_of(PAGE("<table><thead><tr><th>Đơn vị</th><th>Người</th><th>Bình "
				      "quân</th></tr></thead><tbody><tr><th>A</th><td>3</td>"
				      "<td>10</td></tr><tr><th>B</th><td>4</td><td>20</td></tr></"
				      "tbody><tfoot><tr><th>Cộng</th><td>7</td><td>15</td>"
				      "</tr></tfoot></table>"));
	if (b == NULL)
		return;
	const struct book_sheet *s = b->sheets.at[0];
	const struct book_row *total = &s->rows.at[2];
	CHECK_INT(total->style, BOOK_TOTAL);
	CHECK_INT(total->cells[1].kind, BOOK_SUM);
	CHECK(str_has_prefix(total->cells[1].text, S("SUM(B")) && total->cells[1].v == 700);
	CHECK(total->cells[2].kind == BOOK_INT && total->cells[2].v == 15);
}

CASE(what_people_type_is_never_a_formula)
{
	struct book *b =
	    book_of(PAGE("<table><thead><tr><th>Tên</th></tr></thead><tbody><tr><td>=1+1</td></tr><tr><td>"
			 "@SUM(A1)</td></tr><tr><td>+84 90</td></tr></tbody></table>"));
	for (size_t i = 0; b && i < 3; i++)
		CHECK_INT(b->sheets.at[0]->rows.at[i].cells[0].kind, BOOK_TEXT);
}

CASE(spans_fields_and_empty_columns)
{
	struct book *b = book_of(PAGE("<table><thead><tr><th rowspan=\"2\">Đơn vị</th><th "
				      "colspan=\"2\">Điểm</th><th rowspan=\"2\">Việc</th></tr>"
				      "<tr><th>I</th><th>II</th></tr></thead><tbody><tr><th>A</th><td><input "
				      "name=\"a\" value=\"4,5\"></td><td>"
				      "<select><option>x</option><option "
				      "selected>y</option></select></td><td><button>Xóa</button></td></tr>"
				      "</tbody></table>"));
	if (b == NULL)
		return;
	const struct book_sheet *s = b->sheets.at[0];
	CHECK_INT(s->cols.n, 3); /* buttons alone are no column */
	CHECK_STR(s->cols.at[0].group, "");
	CHECK_STR(s->cols.at[1].group, "Điểm");
	CHECK_STR(s->cols.at[2].title, "II");
	CHECK(s->rows.at[0].cells[1].v == 450);
	CHECK_STR(s->rows.at[0].cells[2].text, "y");
}

CASE(a_page_without_a_table_has_no_workbook)
{
	struct book *b;
	CHECK_INT(table_book(check_arena(), PAGE("<p>Chưa có gì.</p>"), S("Trang"), S(""), &b), TD_NOT_FOUND);
	CHECK_INT(table_book(check_arena(), S(""), S("Trang"), S(""), &b), TD_NOT_FOUND);
	CHECK_INT(table_book(check_arena(), S("<main><table><tr><td"), S("Trang"), S(""), &b), TD_NOT_FOUND);
}
