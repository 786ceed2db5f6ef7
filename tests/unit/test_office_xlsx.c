#include "base/caltime.h"
#include "office/sheet.h"
#include "tests/lib/check.h"
#include "tests/lib/zip_make.h"

/* ---- helpers ---- */

static struct sheets open_ok(str file)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	struct sheets s = {0};
	td_rc rc = sheets_from_xlsx(a, file, &e, &s);
	CHECK_INT(rc, TD_OK);
	if (rc != TD_OK)
		check_fail(__FILE__, __LINE__, "%.*s: %.*s", STRF(e.items.at[0].where),
			   STRF(e.items.at[0].text));
	return s;
}

static struct sheet open_parts(struct xlsx_text_parts p)
{
	struct sheets s = open_ok(xlsx_make(check_arena(), p));
	return s.n ? s.at[0] : (struct sheet){0};
}

/* The file is refused, with one sentence at the place, that holds the words. */
static void check_refused(int line, str file, const char *where, const char *words)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	struct sheets s = {0};
	if (sheets_from_xlsx(a, file, &e, &s) != TD_INVALID || e.n_total != 1) {
		check_fail(__FILE__, line, "not refused with one sentence");
		return;
	}
	str text = e.items.at[0].text;
	if (str_find(text, str_c(words)) == text.n || !str_eq(e.items.at[0].where, str_c(where)))
		check_fail(__FILE__, line, "refused with %.*s: %.*s", STRF(e.items.at[0].where), STRF(text));
}
#define REFUSED(file, where, words) check_refused(__LINE__, file, where, words)

#define TEXT_AT(s, row, col, want) CHECK_STR(sheet_text(check_arena(), &(s), row, col), want)

/* ---- what is read ---- */

CASE(shared_rich_and_phonetic_strings)
{
	struct sheet s = open_parts((struct xlsx_text_parts){
	    .rows = "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"D2\" t=\"s\"><v>1</v></c></row>",
	    .strings = "<si><r><t>Thi </t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">đua</t></r>"
		       "<rPh sb=\"0\" eb=\"1\"><t>X</t></rPh></si><si><t>Đơn vị</t></si>",
	});
	CHECK_STR(s.name, "Bảng điểm");
	CHECK_INT(s.n_rows, 2);
	CHECK_INT(s.n_cols, 4);
	TEXT_AT(s, 1, 1, "Thi đua");
	TEXT_AT(s, 1, 3, "Đơn vị");
	TEXT_AT(s, 0, 0, "");
	CHECK_STR(sheet_addr(check_arena(), &s, 26, 5), "Bảng điểm!F27");
}

CASE(values_of_every_type)
{
	struct sheet s = open_parts((struct xlsx_text_parts){
	    .rows =
		"<row><c><v>98.749999999999986</v></c><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#DIV/0!</v></c>"
		"<c t=\"str\"><f>A1&amp;\"x\"</f><v>Thưởng</v></c><c t=\"inlineStr\"><is><t>Cụm</t></is></c>"
		"<c s=\"1\"><v>46161</v></c><c s=\"2\"><v>0.955</v></c><c "
		"t=\"d\"><v>2026-05-19T07:00:00</v></c>"
		"<c s=\"3\"><v>59</v></c><c><v>-1.5E-7</v></c></row>",
	    .styles = "<numFmts><numFmt numFmtId=\"170\" formatCode=\"[Red]&quot;ngày "
		      "&quot;dd\\/mm\\/yyyy\"/></numFmts>"
		      "<fonts><font><name val=\"Times New Roman\"/></font><font><b/></font></fonts>"
		      "<cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"170\" fontId=\"1\"/>"
		      "<xf numFmtId=\"10\"/><xf numFmtId=\"14\"><alignment indent=\"2\"/></xf></cellXfs>",
	});
	TEXT_AT(s, 0, 0, "98,75");
	TEXT_AT(s, 0, 1, "x");
	TEXT_AT(s, 0, 2, "#DIV/0!");
	TEXT_AT(s, 0, 3, "Thưởng");
	TEXT_AT(s, 0, 4, "Cụm");
	TEXT_AT(s, 0, 5, "19/05/2026");
	TEXT_AT(s, 0, 6, "95,5");
	TEXT_AT(s, 0, 7, "19/05/2026");
	TEXT_AT(s, 0, 8, "28/02/1900");
	TEXT_AT(s, 0, 9, "-1,5e-07");
	CHECK(sheet_at(&s, 0, 3)->formula);
	CHECK(sheet_at(&s, 0, 5)->bold);
	CHECK_INT(sheet_at(&s, 0, 8)->indent, 2);
	CHECK_INT(sheet_at(&s, 0, 99)->kind, XLSX_EMPTY);
}

CASE(a_formula_never_computed_is_no_empty_cell)
{
	struct sheet s = open_parts((struct xlsx_text_parts){
	    .rows = "<row><c><f>1+1</f></c><c t=\"str\"><f>\"\"</f><v></v></c><c><f>2</f><v>2</v></c></row>",
	});
	struct err e = err_new(check_arena(), LANG_VI);
	bool set;
	i64 v;
	TEXT_AT(s, 0, 0, "#CHƯA-TÍNH!");
	TEXT_AT(s, 0, 1, "");
	TEXT_AT(s, 0, 2, "2");
	CHECK_INT(sheet_num_c(check_arena(), &s, 0, 0, &e, &set, &v), TD_INVALID);
	CHECK_STR(e.items.at[0].where, "Bảng điểm!A1");
}

CASE(the_1904_calendar)
{
	struct sheet s = open_parts((struct xlsx_text_parts){
	    .workbook_pr = "<workbookPr date1904=\"1\"/>",
	    .rows = "<row><c s=\"1\"><v>44699</v></c></row>",
	    .styles = "<cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs>",
	});
	TEXT_AT(s, 0, 0, "19/05/2026");
}

CASE(prefixes_foreign_elements_and_utf16)
{
	struct arena *a = check_arena();
	struct zip_part p[5];
	xlsx_make_parts(a, (struct xlsx_text_parts){0}, p);
	p[2].body = S("<x:worksheet xmlns:x=\"u\"><x:c><x:v>9</x:v></x:c><x:sheetData><x:row r=\"1\">"
		      "<x:c r=\"B1\" t=\"inlineStr\"><x:is><x:r><x:t>Cụm </x:t></x:r><x:r><x:t>thi "
		      "đua</x:t></x:r></x:is>"
		      "</x:c></x:row></x:sheetData></x:worksheet>");
	struct sheet s = open_ok(zip_make(a, p, 3)).at[0];
	TEXT_AT(s, 0, 1, "Cụm thi đua");
	CHECK_INT(s.n_cols, 2);

	str plain =
	    S("<worksheet><sheetData><row><c t=\"str\"><v>Diem</v></c></row></sheetData></worksheet>");
	char *wide = arena_alloc(a, 2 * plain.n + 2);
	wide[0] = '\xFF';
	wide[1] = '\xFE';
	for (size_t i = 0; i < plain.n; i++)
		wide[2 * i + 2] = plain.p[i];
	p[2].body = (str){wide, 2 * plain.n + 2};
	s = open_ok(zip_make(a, p, 3)).at[0];
	TEXT_AT(s, 0, 0, "Diem");
}

CASE(merged_ranges_read_as_their_corner)
{
	struct sheet s = open_parts((struct xlsx_text_parts){
	    .rows = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>BẢNG ĐIỂM</v></c></row>"
		    "<row r=\"3\"><c r=\"C3\"><v>7</v></c></row>",
	    .after = "<mergeCells count=\"2\"><mergeCell ref=\"A1:C2\"/><mergeCell "
		     "ref=\"B3:XFD1048576\"/></mergeCells>",
	});
	TEXT_AT(s, 1, 2, "BẢNG ĐIỂM");
	CHECK(sheet_covered(&s, 1, 2));
	CHECK(!sheet_covered(&s, 0, 0));
	TEXT_AT(s, 2, 0, "");
	TEXT_AT(s, 2, 2, ""); /* covered by B3, which is empty */
}

CASE(text_becomes_nfc_and_escapes_go)
{
	struct sheet s = open_parts((struct xlsx_text_parts){
	    .rows = "<row><c t=\"s\"><v>0</v></c><c "
		    "t=\"inlineStr\"><is><t>A_x000D_\nB_x005F_x0041_</t></is></c></row>",
	    .strings = "<si><t>\u0110i\u00EA\u0309m</t></si>",
	});
	TEXT_AT(s, 0, 0, "Điểm");
	TEXT_AT(s, 0, 1, "A\nB_x0041_");
}

CASE(old_fonts_become_unicode)
{
	struct sheet s = open_parts((struct xlsx_text_parts){
	    .rows = "<row><c s=\"1\" t=\"s\"><v>0</v></c><c s=\"2\" t=\"s\"><v>1</v></c><c s=\"3\" "
		    "t=\"s\"><v>0</v></c>"
		    "<c s=\"1\" t=\"s\"><v>2</v></c><c s=\"2\" t=\"inlineStr\"><is><t>ÑÔN VÒ: ngöôøi, tyû "
		    "leä</t></is></c></row>",
	    .strings = "<si><t>Céng hoµ x· héi chñ nghÜa ViÖt Nam</t></si>"
		       "<si><t>Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam</t></si>"
		       "<si><r><rPr><rFont val=\"Times New Roman\"/></rPr><t>Điểm é</t></r>"
		       "<r><rPr><rFont val=\".VnTime\"/></rPr><t> ®iÓm</t></r></si>",
	    .styles =
		"<fonts><font/><font><name val=\".VnTime\"/></font><font><name val=\"VNI-Times\"/></font>"
		"<font><name val=\".VnTimeH\"/></font></fonts><cellXfs><xf/><xf fontId=\"1\"/><xf "
		"fontId=\"2\"/>"
		"<xf fontId=\"3\"/></cellXfs>",
	});
	TEXT_AT(s, 0, 0, "Cộng hoà xã hội chủ nghĩa Việt Nam");
	TEXT_AT(s, 0, 1, "Cộng hòa xã hội chủ nghĩa Việt Nam");
	TEXT_AT(s, 0, 2, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM");
	TEXT_AT(s, 0, 3, "Điểm é điểm");
	TEXT_AT(s, 0, 4, "ĐƠN VỊ: người, tỷ lệ");
}

CASE(references)
{
	u32 row = 0, col = 0;
	struct arena *a = check_arena();
	static const struct {
		u32 row, col;
		const char *ref;
	} both[] = {{0, 0, "A1"},
		    {26, 5, "F27"},
		    {9, 25, "Z10"},
		    {9, 26, "AA10"},
		    {0, 701, "ZZ1"},
		    {0, 702, "AAA1"},
		    {1048575, 16383, "XFD1048576"}};
	for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
		CHECK_STR(xlsx_ref(a, both[i].row, both[i].col), both[i].ref);
		CHECK_INT(xlsx_ref_parse(str_c(both[i].ref), &row, &col), TD_OK);
		CHECK(row == both[i].row && col == both[i].col);
	}
	CHECK_INT(xlsx_ref_parse(S("$F$27"), &row, &col), TD_OK);
	static const char *const bad[] = {
	    "", "A", "1", "A0", "XFE1", "A1048577", "A1x", "ZZZZZZZZZZZZZZZ1", "A99999999999"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK_INT(xlsx_ref_parse(str_c(bad[i]), &row, &col), TD_INVALID);
}

CASE(numbers_and_days_of_cells)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	struct sheet s = open_parts((struct xlsx_text_parts){
	    .rows = "<row><c t=\"str\"><v> 98,75 </v></c><c t=\"str\"><v>95 "
		    "%</v></c><c><v>33.333333333333336</v></c>"
		    "<c t=\"str\"><v>1.234</v></c><c t=\"str\"><v>-</v></c><c t=\"str\"><v>1/3/2026</v></c>"
		    "<c t=\"e\"><v>#REF!</v></c><c><v>1e300</v></c><c><v>0.30000000000000004</v></c></row>",
	});
	bool set;
	i64 v;
	struct day d;
	CHECK(sheet_num_c(a, &s, 0, 0, &e, &set, &v) == TD_OK && set && v == 9875);
	CHECK(sheet_num_c(a, &s, 0, 1, &e, &set, &v) == TD_OK && v == 9500);
	CHECK(sheet_num_c(a, &s, 0, 8, &e, &set, &v) == TD_OK && v == 30);
	CHECK(sheet_num_c(a, &s, 0, 4, &e, &set, &v) == TD_OK && !set);
	CHECK(sheet_num_c(a, &s, 0, 20, &e, &set, &v) == TD_OK && !set);
	CHECK(sheet_day(a, &s, 0, 5, &e, &set, &d) == TD_OK && set && d.month == 3 && d.day == 1);
	CHECK_INT(e.n_total, 0);
	CHECK_INT(sheet_num_c(a, &s, 0, 2, &e, &set, &v), TD_INVALID);
	CHECK_INT(sheet_num_c(a, &s, 0, 3, &e, &set, &v), TD_INVALID);
	CHECK_INT(sheet_num_c(a, &s, 0, 6, &e, &set, &v), TD_INVALID);
	CHECK_INT(sheet_num_c(a, &s, 0, 7, &e, &set, &v), TD_INVALID);
	CHECK_INT(sheet_day(a, &s, 0, 0, &e, &set, &d), TD_INVALID);
	CHECK_INT(e.n_total, 5);
	CHECK_STR(e.items.at[0].where, "Bảng điểm!C1");
	CHECK_STR(
	    e.items.at[0].text,
	    "33,3333333333333 có nhiều hơn hai chữ số thập phân: hãy làm tròn đến hai chữ số sau dấu phẩy.");
}

/* ---- what is refused ---- */

CASE(other_kinds_of_file)
{
	struct arena *a = check_arena();
	char ole[600] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
	REFUSED(((str){ole, sizeof ole}), "", "Tệp được đặt mật khẩu hoặc là tệp .xls cũ");
	REFUSED(S("\xEF\xBB\xBF <HTML><table><tr><td>1"), "", "trang HTML");
	REFUSED(S("%PDF-1.7"), "", "tệp PDF");
	REFUSED(S(""), "", "Tệp rỗng");
	REFUSED(S("xin chào, đây là văn bản"), "", "không phải tệp .xlsx");
	struct zip_part xlsb[] = {{.name = "xl/workbook.bin", .body = S("x")}};
	REFUSED(zip_make(a, xlsb, 1), "", ".xlsb");
	struct zip_part ods[] = {{.name = "mimetype", .body = S("x")},
				 {.name = "content.xml", .body = S("x")}};
	REFUSED(zip_make(a, ods, 2), "", ".ods");
	struct zip_part docx[] = {{.name = "word/document.xml", .body = S("<a/>")}};
	REFUSED(zip_make(a, docx, 1), "", "văn bản Word");
	struct zip_part other[] = {{.name = "a.txt", .body = S("x")}};
	REFUSED(zip_make(a, other, 1), "", "không phải bảng tính");
}

CASE(lying_and_damaged_zips)
{
	struct arena *a = check_arena();
	struct zip_part p[5];
	xlsx_make_parts(a, (struct xlsx_text_parts){.rows = "<row><c><v>1</v></c></row>"}, p);
	struct zip_part good = p[2];
	str whole = zip_make(a, p, 3);
	REFUSED(str_upto(whole, whole.n - 30), "", "bị hỏng");
	REFUSED(str_upto(whole, 40), "", "bị hỏng");
	p[2].lie_size = -20;
	REFUSED(zip_make(a, p, 3), "", "bị hỏng");
	p[2].lie_size = 1;
	REFUSED(zip_make(a, p, 3), "", "bị hỏng");
	p[2] = good;
	p[2].lie_crc = 1;
	REFUSED(zip_make(a, p, 3), "", "bị hỏng");
	p[2] = good;
	p[2].flags = 1;
	REFUSED(zip_make(a, p, 3), "", "mật khẩu");
	p[2] = good;
	p[2].lie_size = 600 << 20;
	REFUSED(zip_make(a, p, 3), "", "cấu trúc bất thường");
	p[2] = good;
	p[1].share = 1;
	REFUSED(zip_make(a, p, 3), "", "cấu trúc bất thường");
}

CASE(bombs)
{
	struct arena *a = check_arena();
	struct zip_part p[5];
	size_t n = 10 << 20;
	char *ones = arena_alloc(a, n);
	memset(ones, ' ', n);
	xlsx_make_parts(a, (struct xlsx_text_parts){0}, p);
	p[2].body = (str){ones, n};
	REFUSED(zip_make(a, p, 3), "", "cấu trúc bất thường");
	struct zip_part *many = NEW_N(a, struct zip_part, 2001);
	for (size_t i = 0; i < 2001; i++)
		many[i] = (struct zip_part){.name = "x", .body = S("")};
	REFUSED(zip_make(a, many, 2001), "", "cấu trúc bất thường");
}

CASE(hostile_xml)
{
	struct arena *a = check_arena();
	struct zip_part p[5];
	xlsx_make_parts(a, (struct xlsx_text_parts){0}, p);
	p[2].body = S("<!DOCTYPE l [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><worksheet>&b;</worksheet>");
	REFUSED(zip_make(a, p, 3), "", "DOCTYPE");
	p[2].body = S("<!DOCTYPE l [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><worksheet>&a;</worksheet>");
	REFUSED(zip_make(a, p, 3), "", "DOCTYPE");
	p[2].body = S("<worksheet><sheetData>");
	REFUSED(zip_make(a, p, 3), "", "bị hỏng ở phần xl/worksheets/sheet1.xml");
	struct sb deep = sb_new(a, 1 << 20);
	for (int i = 0; i < 20000; i++)
		SB_LIT(&deep, "<a>");
	p[2].body = sb_str(&deep);
	REFUSED(zip_make(a, p, 3), "", "lồng quá sâu");
	/* one tag of 9 MB: more than the parser may hold */
	size_t n = 9 << 20;
	char *tag = arena_alloc(a, n);
	memset(tag, 'a', n);
	tag[0] = '<';
	p[2].body = (str){tag, n};
	p[2].deflate = false;
	REFUSED(zip_make(a, p, 3), "", "bị hỏng");
}

CASE(cells_out_of_bounds)
{
	struct arena *a = check_arena();
#define ROWS(text) xlsx_make(a, (struct xlsx_text_parts){.rows = text, .strings = "<si><t>x</t></si>"})
	REFUSED(ROWS("<row r=\"3\"><c r=\"B3\" t=\"s\"><v>99</v></c></row>"), "Bảng điểm!B3", "Ô bị hỏng");
	REFUSED(ROWS("<row r=\"4000000000\"><c><v>1</v></c></row>"), "Bảng điểm", "Số thứ tự dòng");
	REFUSED(ROWS("<row><c r=\"ZZZZZZ1\"><v>1</v></c></row>"), "Bảng điểm", "Địa chỉ ô");
	REFUSED(ROWS("<row><c r=\"XFD1\"><v>1</v></c></row>"), "Bảng điểm!XFD1", "quá 512 cột");
	REFUSED(ROWS("<row><c><v>1e999</v></c></row>"), "Bảng điểm!A1", "Ô bị hỏng");
	REFUSED(ROWS("<row><c><v>0x10</v></c></row>"), "Bảng điểm!A1", "Ô bị hỏng");
	REFUSED(ROWS("<row r=\"30000\"><c><v>1</v></c></row>"), "Bảng điểm", "quá lớn để nạp");
	size_t n = 200000;
	char *text = arena_alloc(a, n + 1);
	memset(text, 'a', n);
	str big = arena_fmt(a, "<row><c t=\"str\"><v>%s</v></c></row>", text);
	REFUSED(ROWS(big.p), "Bảng điểm!A1", "32767");
}

/* ---- failing every allocation ---- */

static td_rc attempt(struct arena *a, void *file)
{
	struct err e = err_new(a, LANG_VI);
	struct sheets s;
	return sheets_from_xlsx(a, *(const str *)file, &e, &s);
}

CASE(every_allocation_fails_once)
{
	str file = xlsx_make(check_arena(),
			     (struct xlsx_text_parts){
				 .rows = "<row><c t=\"s\"><v>0</v></c><c s=\"1\" t=\"inlineStr\"><is><t>Coäng"
					 "</t></is></c></row>",
				 .strings = "<si><t>\u0110i\u00EA\u0309m</t></si>",
				 .after = "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>",
				 .styles = "<fonts><font/><font><name val=\"VNI-Times\"/></font></fonts>"
					   "<cellXfs><xf/><xf fontId=\"1\"/></cellXfs>",
			     });
	CHECK(check_every_allocation(attempt, &file) > 50);
}
