/* The template engine on templates made in memory: every construct, every fault, split runs, each failing allocation. */
#include <stdlib.h>

#include "office/docx.h"
#include "office/zip_read.h"
#include "office/zip_write.h"
#include "tests/lib/check.h"

#define W_NS     "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define P(text)  "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define TC(text) "<w:tc>" P(text) "</w:tc>"

static const char data_json[] =
    "{\"Trích yếu\":\"đề nghị tặng Cờ & Bằng khen\",\"Tên cụm\":\"Cụm thi đua số "
    "10\",\"số\":null,\"năm\":2026,"
    "\"ngày họp\":\"2026-01-07\",\"điểm bình quân\":95.69,\"có phụ lục\":true,\"kinh phí\":1234567,"
    "\"ghi chú\":\"dòng một\\ndòng hai\",\"phiếu\":{\"phát ra\":8,\"thu về\":7,\"hợp lệ\":0},"
    "\"đơn vị\":[{\"tên\":\"Đơn vị A\",\"điểm\":98.75,\"thành tích\":[\"một\",\"hai\"]},"
    "{\"tên\":\"Đơn vị <B>\",\"điểm\":98,\"thành tích\":[]}],\"nơi nhận\":[\"Như trên\",\"Hội "
    "đồng\"],\"trống\":[]}";

static const struct value *data(struct arena *a)
{
	struct err e = err_new(a, LANG_VI);
	const struct value *v = NULL;
	CHECK_INT(value_from_json(a, str_c(data_json), &e, &v), TD_OK);
	return v;
}

static str package(struct arena *a, const char *body, const char *header)
{
	struct zip_part parts[] = {
	    {S("word/document.xml"),
	     arena_fmt(a, "<w:document " W_NS "><w:body>%s<w:sectPr/></w:body></w:document>", body)},
	    {S("[Content_Types].xml"), S("<Types/>")},
	    {S("word/header1.xml"), arena_fmt(a, "<w:hdr " W_NS ">%s</w:hdr>", header)},
	};
	str out = STR_NULL;
	CHECK_INT(zip_write(a, parts, 3, &out), TD_OK);
	return out;
}

static str part_of(struct arena *a, str docx, str name)
{
	struct err e = err_new(a, LANG_VI);
	struct zip z;
	str bytes = STR_NULL;
	CHECK_INT(zip_open(a, docx, ZIP_DOCX, &e, &z), TD_OK);
	CHECK_INT(zip_read(&z, zip_find(&z, name), DOCX_MAX_PART, &e, &bytes), TD_OK);
	return bytes;
}

/* The text of the filled body. */
static str fill(const char *body)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	str out = STR_NULL, text = STR_NULL;
	CHECK_INT(docx_fill(a, package(a, body, P("")), data(a), &e, &out), TD_OK);
	CHECK_STR(err_first(&e), "");
	CHECK_INT(docx_text(a, out, &e, &text), TD_OK);
	return text;
}

/* The XML of the filled body. */
static str fill_xml(const char *body)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	str out = STR_NULL;
	CHECK_INT(docx_fill(a, package(a, body, P("")), data(a), &e, &out), TD_OK);
	return part_of(a, out, S("word/document.xml"));
}

/* All faults, a line each: "where: text". */
static str faults(const char *body, bool check)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	str out = STR_NULL;
	str docx = package(a, body, P(""));
	CHECK_INT(check ? docx_check(a, docx, data(a), &e) : docx_fill(a, docx, data(a), &e, &out),
		  TD_INVALID);
	struct sb b = sb_new(a, 1 << 16);
	for (size_t i = 0; i < e.items.n; i++) {
		sb_put(&b, e.items.at[i].text);
		sb_byte(&b, '\n');
	}
	return sb_str(&b);
}

CASE(fields_without_case_or_accents)
{
	CHECK_STR(fill(P("{{Tên cụm}}") P("{{ten cum}}") P("{{  TÊN   CỤM }}") P("{{ten_cum}}")),
		  "Cụm thi đua số 10\nCụm thi đua số 10\nCụm thi đua số 10\nCụm thi đua số 10\n");
	CHECK_STR(fill(P("{{phiếu.phát ra}}/{{PHIEU.THU VE}}")), "8/7\n");
	CHECK_STR(fill(P("V/v {{trích yếu}}")), "V/v đề nghị tặng Cờ & Bằng khen\n");
	CHECK_STR(fill(P("Số: {{số}}")), "Số: ……\n");
}

CASE(formats)
{
	CHECK_STR(
	    fill(P("{{năm}} {{điểm bình quân}} {{điểm bình quân|số:2}} {{điểm bình quân|số:1}} {{điểm bình "
		   "quân|số:0}} {{năm|số:2}} {{kinh phí|số}}")),
	    "2026 95,69 95,69 95,7 96 2.026,00 1.234.567\n");
	CHECK_STR(fill(P("{{ngày họp|ngày}} {{ngày họp|ngày dài}} {{số|ngày dài}} {{số|số:2}}")),
		  "07/01/2026 ngày 07 tháng 01 năm 2026 ngày … tháng … năm … ……\n");
	CHECK_STR(
	    fill(P("{{phiếu.phát ra|chữ}} {{phiếu.phát ra|chữ|hoa đầu}} {{tên cụm|hoa}} {{có phụ lục}}")),
	    "tám Tám CỤM THI ĐUA SỐ 10 có\n");
}

CASE(line_breaks)
{
	CHECK_STR(fill(P("[{{ghi chú}}]")), "[dòng một\ndòng hai]\n");
	str xml = fill_xml(P("{{ghi chú}}"));
	CHECK(str_find(xml, S("dòng một</w:t><w:br/><w:t xml:space=\"preserve\">dòng hai</w:t>")) < xml.n);
}

CASE(rows_repeat)
{
	str t = fill("<w:tbl><w:tr>" TC("TT") TC("Tên") TC("Điểm") "</w:tr><w:tr>" TC("{{#đơn vị}}{{tt}}")
			 TC("{{tên}}") TC("{{điểm|số:2}}{{/đơn vị}}") "</w:tr></w:tbl>" P("Hết"));
	CHECK_STR(t, "TT\tTên\tĐiểm\n1\tĐơn vị A\t98,75\n2\tĐơn vị <B>\t98,00\nHết\n");
	/* marker rows vanish, the rows between repeat */
	t = fill("<w:tbl><w:tr>" TC("{{#đơn vị}}") "</w:tr><w:tr>" TC("{{tên}}") "</w:tr><w:tr>" TC(
	    "– {{tt}}") "</w:tr><w:tr>" TC("{{/đơn vị}}") "</w:tr></w:tbl>" P("Hết"));
	CHECK_STR(t, "Đơn vị A\n– 1\nĐơn vị <B>\n– 2\nHết\n");
	/* a table without rows is left out */
	str xml = fill_xml("<w:tbl><w:tblPr/><w:tr>" TC("{{#trống}}{{tt}}{{/trống}}") "</w:tr></w:tbl>");
	CHECK(str_find(xml, S("<w:tbl>")) < xml.n); /* tags in one cell repeat inside the cell */
	xml = fill_xml("<w:tbl><w:tblPr/><w:tr>" TC("{{#trống}}") TC("{{/trống}}") "</w:tr></w:tbl>");
	CHECK(str_find(xml, S("<w:tbl>")) == xml.n);
	CHECK(str_find(xml, S("<w:body><w:p/><w:sectPr/></w:body>")) < xml.n);
}

CASE(paragraphs_repeat)
{
	CHECK_STR(
	    fill(P("{{#nơi nhận}}") P("- {{.}}{{^cuối}};{{/cuối}}{{#cuối}}.{{/cuối}}") P("{{/nơi nhận}}")),
	    "- Như trên;\n- Hội đồng.\n");
	CHECK_STR(fill(P("A {{#đơn vị}}[{{tên}}]{{/}} B")), "A [Đơn vị A][Đơn vị <B>] B\n");
	CHECK_STR(fill(P("{{#đơn vị}}") P("{{tên}}:") P("{{#thành tích}}") P("+ {{.}} của {{tên}}") P("{{/}}")
			   P("{{^thành tích}}") P("(chưa có)") P("{{/}}") P("{{/}}")),
		  "Đơn vị A:\n+ một của Đơn vị A\n+ hai của Đơn vị A\nĐơn vị <B>:\n(chưa có)\n");
	/* close and open in one paragraph */
	CHECK_STR(fill(P("{{#có phụ lục}}") P("x") P("{{/}}{{^có phụ lục}}") P("y") P("{{/}}") P("z")),
		  "x\nz\n");
}

CASE(conditions)
{
	CHECK_STR(fill(P("{{#số}}có số{{/}}{{^số}}chưa có số{{/}}")), "chưa có số\n");
	CHECK_STR(fill(P("{{#phiếu}}{{phát ra}} {{#hợp lệ}}x{{/}}{{^hợp lệ}}không{{/}}{{/phiếu}}")),
		  "8 không\n");
	CHECK_STR(fill(P("{{#trống}}x{{/}}{{^trống}}trống{{/}}")), "trống\n");
	CHECK_STR(fill(P("{{?nơi nhận}}có {{năm}}{{/}}{{?trống}}x{{/}}")), "có 2026\n");
}

/* {{+…}} repeats a column; its width is shared out. */
CASE(columns_repeat)
{
	const char *table =
	    "<w:tbl><w:tblGrid><w:gridCol w:w=\"500\"/><w:gridCol w:w=\"901\"/><w:gridCol w:w=\"7\"/>"
	    "</w:tblGrid><w:tr>" TC("TT") "<w:tc><w:tcPr><w:tcW w:w=\"901\"/></w:tcPr>" P(
		"{{+đơn vị}}{{tên}}{{/đơn vị}}") "</w:tc>" TC("Cộng") "</w:tr><w:tr>" TC("{{#nơi "
											 "nhận}}{{tt}}")
		TC("{{+đơn vị}}{{điểm}}{{/}}") TC("{{/nơi nhận}}") "</w:tr></w:tbl>" P("Hết");
	CHECK_STR(fill(table), "TT\tĐơn vị A\tĐơn vị <B>\tCộng\n1\t98,75\t98\t\n2\t98,75\t98\t\nHết\n");
	str xml = fill_xml(table);
	CHECK(str_find(xml,
		       S("<w:tblGrid><w:gridCol w:w=\"500\"/><w:gridCol w:w=\"450\"/><w:gridCol w:w=\"450\"/>"
			 "<w:gridCol w:w=\"7\"/></w:tblGrid>")) < xml.n);
	CHECK(str_find(xml, S("<w:tcW w:w=\"450\"/>")) < xml.n);
	CHECK_STR(faults(P("{{+đơn vị}}{{/}}"), false),
		  "Thẻ {{+đơn vị}} và thẻ đóng của nó phải ở trong cùng một ô của bảng.\n");
}

/* An emptied cell keeps a paragraph: Word calls the file damaged otherwise. */
CASE(cells_keep_a_paragraph)
{
	str xml = fill_xml("<w:tbl><w:tr><w:tc><w:tcPr/>" P("{{#trống}}") P("x")
			       P("{{/}}") "</w:tc></w:tr></w:tbl>");
	CHECK(str_find(xml, S("<w:tc><w:tcPr/><w:p/></w:tc>")) < xml.n);
}

/* As Word cuts a tag when one corrects its spelling or sets a letter in italics. */
CASE(split_runs)
{
	const char *cut = "<w:p><w:r><w:t>Kính gửi: {</w:t></w:r><w:proofErr "
			  "w:type=\"spellStart\"/><w:r><w:rPr><w:i/></w:rPr>"
			  "<w:t>{tên </w:t></w:r><w:r><w:t>c</w:t></w:r><w:r><w:t>ụm}</w:t></w:r><w:proofErr "
			  "w:type=\"spellEnd\"/>"
			  "<w:r><w:t>}.</w:t></w:r></w:p>";
	CHECK_STR(fill(cut), "Kính gửi: Cụm thi đua số 10.\n");
	CHECK(str_find(fill_xml(cut), S("proofErr")) == fill_xml(cut).n);
	/* every way to cut one tag of a row into two, three and one-letter runs */
	static const char tag[] = "{{#nơi nhận}}({{.}}){{/nơi nhận}}";
	struct arena *a = check_arena();
	for (size_t i = 1; i < sizeof tag - 1; i++) {
		if (((unsigned char)tag[i] & 0xc0) == 0x80)
			continue;
		str body = arena_fmt(a, "<w:p><w:r><w:t>%.*s</w:t></w:r><w:r><w:t>%s</w:t></w:r></w:p>",
				     (int)i, tag, tag + i);
		CHECK_STR(fill(body.p), "(Như trên)(Hội đồng)\n");
	}
	CHECK_STR(fill("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a{{#nơi "
		       "nhận}}b{{/}}c</w:t><w:tab/><w:t>{{năm}}</w:t></w:r></w:p>"),
		  "abbc2026\n");
}

CASE(headers_are_filled)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	str out = STR_NULL;
	CHECK_INT(docx_fill(a, package(a, P(""), P("{{tên cụm}}")), data(a), &e, &out), TD_OK);
	str xml = part_of(a, out, S("word/header1.xml"));
	CHECK(str_find(xml, S(">Cụm thi đua số 10<")) < xml.n);
	CHECK(str_has_prefix(str_from(out, 30), S("[Content_Types].xml")));
}

CASE(faults_all_at_once_with_the_nearest_name)
{
	CHECK_STR(faults(P("{{trich iếu}}"), false), "Không có trường «trich iếu». Có phải «Trích yếu»?\n");
	CHECK_STR(
	    faults(P("{{phiếu.phát}} và {{phieu.hợp lê|số:2}}") P("{{hoàn toàn khác hẳn mọi tên}}"), false),
	    "Không có trường «phiếu.phát». Có phải «phiếu.phát ra»?\n"
	    "Không có trường «hoàn toàn khác hẳn mọi tên». Xem danh sách trường của loại văn bản này.\n");
	CHECK_STR(faults(P("{{điểm}}"), false),
		  "Trường «điểm» chỉ có trong danh sách «đơn vị»: đặt giữa {{#đơn vị}} và {{/đơn vị}}.\n");
	CHECK_STR(faults(P("{{đơn vị}} {{phiếu}}"), false),
		  "Trường «đơn vị» là danh sách: dùng {{#đơn vị}}…{{/}}.\n"
		  "Trường «phiếu» là nhóm: ghi tên trường bên trong, ví dụ {{phiếu.…}}.\n");
	CHECK_STR(faults(P("{{năm|sô:3}} {{tên cụm|số:2}} {{tên cụm|ngày}}"), false),
		  "Không có định dạng «sô:3». Hãy dùng một trong: số, số:0, số:1, số:2, chữ, tiền, tiền chữ, "
		  "la mã, "
		  "ngày, ngày dài, ngày chữ, tháng, tháng la mã, quý, năm, nối, hoa, hoa đầu.\nTrường «tên "
		  "cụm|số:2» không phải là số.\nTrường «tên cụm|ngày» không phải là ngày.\n");
	/* once, however often the row is repeated */
	CHECK_STR(faults(P("{{#đơn vị}}{{tênn}}{{/}}"), false), "Không có trường «tênn». Có phải «tên»?\n");
}

CASE(faults_of_repetitions)
{
	CHECK_STR(faults(P("{{#đơn vị}}"), false), "Thẻ mở {{#đơn vị}} chưa có thẻ đóng {{/đơn vị}}.\n");
	CHECK_STR(faults(P("{{/đơn vị}}"), false),
		  "Thẻ đóng {{/đơn vị}} thừa: không có thẻ mở nào trước nó.\n");
	CHECK_STR(faults(P("{{#đơn vị}}{{/nơi nhận}}{{/đơn vị}}"), false),
		  "Thẻ đóng {{/nơi nhận}} không khớp với thẻ mở {{#đơn vị}} gần nhất.\n");
	CHECK_STR(faults(P("{{#đơn vị}}") "<w:tbl><w:tr>" TC("{{/đơn vị}}") "</w:tr></w:tbl>", false),
		  "Thẻ {{#đơn vị}} và thẻ đóng của nó phải cùng ở ngoài bảng, trong cùng một ô, một hàng "
		  "hoặc một bảng.\n");
	CHECK_STR(faults(P("{{tên cụm") P("{{}}"), false),
		  "Thẻ «{{tên cụm» chưa có dấu }} đóng lại trong cùng một đoạn.\nCó thẻ {{}} không ghi tên "
		  "trường.\n");
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	str out = STR_NULL;
	CHECK_INT(docx_fill(a, package(a, P("Căn cứ {{trich ieu}} của cụm"), P("")), data(a), &e, &out),
		  TD_INVALID);
	CHECK_STR(e.items.at[0].where, "Thân văn bản, đoạn «Căn cứ {{trich ieu}} của cụm»");
}

/* What the data leaves out is checked all the same when a template is uploaded. */
CASE(check_sees_every_branch)
{
	CHECK_STR(
	    faults(
		P("{{#số}}{{sai một}}{{/}}{{^có phụ lục}}{{sai hai}}{{/}}{{#nơi nhận}}{{.}}{{sai ba}}{{/}}"),
		true),
	    "Không có trường «sai một». Xem danh sách trường của loại văn bản này.\n"
	    "Không có trường «sai hai». Xem danh sách trường của loại văn bản này.\n"
	    "Không có trường «sai ba». Xem danh sách trường của loại văn bản này.\n");
}

CASE(other_files_are_refused)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	str out = STR_NULL;
	CHECK_INT(docx_fill(a, S("không phải zip"), data(a), &e, &out), TD_INVALID);
	struct zip_part xlsx[] = {{S("[Content_Types].xml"), S("<Types/>")},
				  {S("xl/workbook.xml"), S("<x/>")}};
	str bytes = STR_NULL;
	CHECK_INT(zip_write(a, xlsx, 2, &bytes), TD_OK);
	CHECK_INT(docx_fill(a, bytes, data(a), &e, &out), TD_INVALID);
	struct zip_part macro[] = {{S("[Content_Types].xml"), S("<Types/>")},
				   {S("word/document.xml"), S("<x/>")},
				   {S("word/vbaProject.bin"), S("x")}};
	CHECK_INT(zip_write(a, macro, 3, &bytes), TD_OK);
	CHECK_INT(docx_fill(a, bytes, data(a), &e, &out), TD_INVALID);
	CHECK_STR(e.items.at[2].text,
		  "Tệp có chứa macro: hãy lưu lại thành «Tài liệu Word (*.docx)» không có macro.");
	const char *dtd = "<!DOCTYPE x [<!ENTITY a \"b\">]><w:document " W_NS "/>";
	struct zip_part bad[] = {{S("[Content_Types].xml"), S("<Types/>")},
				 {S("word/document.xml"), str_c(dtd)}};
	CHECK_INT(zip_write(a, bad, 2, &bytes), TD_OK);
	CHECK_INT(docx_fill(a, bytes, data(a), &e, &out), TD_INVALID);
}

static const char whole[] = P("{{tên cụm|hoa}}") "<w:tbl><w:tr>" TC("{{#đơn vị}}{{tt}}") TC("{{tên}}")
    TC("{{điểm|số:2}}{{/đơn vị}}") "</w:tr></w:tbl>" P("{{#nơi nhận}}") P("{{.}}") P("{{/}}")
	P("{{ngày họp|ngày dài}}");

CASE(same_bytes_every_time)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	str x = STR_NULL, y = STR_NULL, docx = package(a, whole, P("{{năm}}"));
	CHECK_INT(docx_fill(a, docx, data(a), &e, &x), TD_OK);
	CHECK_INT(docx_fill(a, docx, data(a), &e, &y), TD_OK);
	CHECK(str_eq(x, y));
}

struct attempt {
	str docx;
	const struct value *data;
	str out;
};

static td_rc attempt(struct arena *a, void *ctx)
{
	struct attempt *t = ctx;
	struct err e = err_new(a, LANG_VI);
	return docx_fill(a, t->docx, t->data, &e, &t->out);
}

CASE(every_allocation_fails)
{
	struct arena *a = check_arena();
	struct attempt t = {.docx = package(a, whole, P("{{năm}}")), .data = data(a)};
	CHECK(check_every_allocation(attempt, &t) > 200);
}

/* 200 broken copies of a template: refused or filled, never a crash, and what comes out opens again. */
CASE(mutated_templates)
{
	struct arena *a = check_arena();
	str good = arena_fmt(a, "<w:document " W_NS "><w:body>%s<w:sectPr/></w:body></w:document>", whole);
	u64 seed = check_seed();
	for (int i = 0; i < 200; i++) {
		struct arena_mark m = arena_mark(a);
		char *p = arena_alloc(a, good.n);
		memcpy(p, good.p, good.n);
		for (int k = 0; k < 1 + i % 8; k++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			p[(seed >> 33) % good.n] = "{}#^/<>.|t \"&w"[(seed >> 20) % 14];
		}
		struct zip_part parts[] = {{S("[Content_Types].xml"), S("<Types/>")},
					   {S("word/document.xml"), {p, good.n}}};
		struct attempt t = {.data = data(a)};
		CHECK_INT(zip_write(a, parts, 2, &t.docx), TD_OK);
		td_rc rc = attempt(a, &t);
		CHECK(rc == TD_OK || rc == TD_INVALID);
		struct err e = err_new(a, LANG_VI);
		str text;
		if (rc == TD_OK)
			CHECK_INT(docx_text(a, t.out, &e, &text), TD_OK);
		arena_release(a, m);
	}
}
