/* What people do to templates in Word: content controls, pictures, tracked changes, comments, text boxes, blanks that are
 * none, other brackets; and the file that comes back with the faults as comments. */
#include "office/docx.h"
#include "office/qr.h"
#include "office/zip_read.h"
#include "office/zip_write.h"
#include "tests/lib/check.h"

#define NS                                                                                                 \
	"xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "                        \
	"xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\" xmlns:wp=\"p\" xmlns:a=\"a\" " \
	"xmlns:r=\"r\" xmlns:mc=\"m\" xmlns:wps=\"s\" xmlns:v=\"v\" xmlns:m=\"math\""
#define R(text)  "<w:r><w:t>" text "</w:t></w:r>"
#define P(text)  "<w:p>" R(text) "</w:p>"
#define TC(text) "<w:tc>" P(text) "</w:tc>"
/* one dark pixel */
#define PIXEL                    \
	"data:image/png;base64," \
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="

static const char data_json[] =
    "{\"Tên cụm\":\"Cụm thi đua số 10\",\"năm\":2026,\"kinh phí\":1000000,\"lẻ\":1234567,\"số\":null,"
    "\"tháng\":4,\"hạng\":2,\"xếp loại\":\"Xuất sắc\",\"có\":true,\"điểm\":98.75,"
    "\"qr\":\"https://thidua.example/x\",\"ảnh\":\"" PIXEL
    "\",\"hỏng\":\"data:image/gif;base64,AAAA\",\"chưa có\":null,"
    "\"đơn vị\":[{\"tên\":\"Đơn vị A\",\"điểm\":98.75,\"thành tích\":[\"một\",\"hai\"]},"
    "{\"tên\":\"Đơn vị B\",\"điểm\":98,\"thành tích\":[\"ba\"]}],\"nơi "
    "nhận\":[\"A\",\"B\",\"C\"],\"trống\":[]}";

static struct value *data(struct arena *a)
{
	struct err e = err_new(a, LANG_VI);
	const struct value *v = NULL;
	CHECK_INT(value_from_json(a, str_c(data_json), &e, &v), TD_OK);
	struct value *with = value_map(a);
	for (size_t i = 0; i < v->items.n; i++)
		value_put(a, with, v->items.at[i].key, v->items.at[i].value);
	value_put(a, with, S("ngày họp"), value_day(a, (struct day){2026, 4, 7}));
	return with;
}

static str package(struct arena *a, const char *body, const char *header)
{
	struct zip_part parts[] = {
	    {S("[Content_Types].xml"),
	     S("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
	       "<Override PartName=\"/word/document.xml\" "
	       "ContentType=\"application/"
	       "vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml\"/>"
	       "</Types>")},
	    {S("word/document.xml"),
	     arena_fmt(a, "<w:document " NS "><w:body>%s<w:sectPr/></w:body></w:document>", body)},
	    {S("word/header1.xml"), arena_fmt(a, "<w:hdr " NS ">%s</w:hdr>", header)},
	    {S("word/comments.xml"),
	     S("<w:comments " NS "><w:comment w:id=\"4\">" P("riêng") "</w:comment></w:comments>")},
	    {S("word/_rels/document.xml.rels"),
	     S("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>")},
	};
	str out = STR_NULL;
	CHECK_INT(zip_write(a, parts, sizeof parts / sizeof *parts, &out), TD_OK);
	return out;
}

static str part_of(struct arena *a, str docx, const char *name)
{
	struct err e = err_new(a, LANG_VI);
	struct zip z;
	str bytes = STR_NULL;
	CHECK_INT(zip_open(a, docx, ZIP_DOCX, &e, &z), TD_OK);
	const struct zip_entry *entry = zip_find(&z, str_c(name));
	if (entry)
		CHECK_INT(zip_read(&z, entry, DOCX_MAX_PART, &e, &bytes), TD_OK);
	return bytes;
}

static str filled(const char *body)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	str out = STR_NULL;
	CHECK_INT(docx_fill(a, package(a, body, P("")), data(a), &e, &out), TD_OK);
	CHECK_STR(err_first(&e), "");
	return out;
}

static str fill(const char *body)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	str text = STR_NULL;
	CHECK_INT(docx_text(a, filled(body), &e, &text), TD_OK);
	return text;
}

static bool has(str s, const char *part)
{
	return str_find(s, str_c(part)) < s.n;
}

/* Faults when it is uploaded, a line each. */
static str faults(const char *body)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	(void)!docx_check(a, package(a, body, P("")), data(a), &e);
	struct sb b = sb_new(a, 1 << 16);
	for (size_t i = 0; i < e.items.n; i++) {
		sb_put(&b, e.items.at[i].text);
		sb_byte(&b, '\n');
	}
	return sb_str(&b);
}

CASE(money_and_numbers_in_words)
{
	CHECK_STR(fill(P("{{kinh phí|tiền chữ}}, {{lẻ|tiền chữ}}, {{kinh phí|tiền}}")),
		  "Một triệu đồng chẵn, Một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy đồng, "
		  "1.000.000 đồng\n");
	CHECK_STR(fill(P("{{tháng|la mã}} {{năm|la mã}} {{hạng|chữ|hoa}} {{số|tiền chữ}}")),
		  "IV MMXXVI HAI ……\n");
	CHECK_STR(faults(P("{{điểm|tiền}} {{Tên cụm|la mã}}")),
		  "Trường «điểm|tiền» không phải là số nguyên.\nTrường «Tên cụm|la mã» không phải là số.\n");
}

CASE(days)
{
	CHECK_STR(
	    fill(P("{{ngày họp|ngày chữ}}; {{ngày họp|tháng}}; {{ngày họp|tháng la mã}}; {{ngày họp|quý}}; "
		   "{{ngày họp|năm}}")),
	    "ngày bảy tháng tư năm hai nghìn không trăm hai mươi sáu; tháng 4 năm 2026; tháng IV năm 2026; "
	    "quý II năm 2026; 2026\n");
	CHECK_STR(fill(P("{{số|tháng}}; {{số|quý}}; {{số|năm}}")), "tháng … năm …; quý … năm …; ……\n");
}

CASE(lists_are_joined)
{
	CHECK_STR(fill(P("{{nơi nhận|nối}}; {{đơn vị|nối:tên}}; {{trống|nối}}")),
		  "A, B và C; Đơn vị A và Đơn vị B; ……\n");
	CHECK_STR(faults(P("{{đơn vị|nối}}")),
		  "Danh sách «đơn vị» gồm nhiều trường: ghi tên một trường sau «nối:», ví dụ «nối:tên».\n");
}

CASE(conditions_compare)
{
	CHECK_STR(fill(P("{{?hạng = 1}}nhất{{/hạng}}{{?hạng=2}}nhì{{/}}{{?điểm ≥ 98,5}} cao{{/}}{{^điểm &lt; "
			 "90}} không thấp{{/}}")),
		  "nhì cao không thấp\n");
	CHECK_STR(fill(P("{{?xếp loại = “xuat sac”}}XS{{/}}{{?xếp loại ≠ Tốt}} khác{{/}}{{?số = 1}}x{{/}}")),
		  "XS khác\n");
	CHECK_STR(fill(P("{{#đơn vị}}{{?điểm > 98}}{{tên}}{{/}}{{/}}")), "Đơn vị A\n");
	CHECK_STR(fill(P("{{?ngày họp &gt; 01/01/2026}}sau{{/}}")), "sau\n");
	CHECK_STR(faults(P("{{?đơn vị > 1}}{{/}}{{?hạng =}}{{/}}")),
		  "Thẻ {{?hạng =}} chưa ghi giá trị để so sánh.\n"
		  "Trường trong thẻ {{?đơn vị > 1}} không so sánh được với «1».\n");
}

CASE(pictures_and_codes)
{
	struct arena *a = check_arena();
	str docx = filled(P("{{@qr|20}}{{@ảnh|30x10}}{{@qr}}") P("{{@chưa có}}"));
	str xml = part_of(a, docx, "word/document.xml"), types = part_of(a, docx, "[Content_Types].xml"),
	    rels = part_of(a, docx, "word/_rels/document.xml.rels");
	CHECK(has(xml, "<wp:extent cx=\"720000\" cy=\"720000\"/>"));
	CHECK(has(xml, "<wp:extent cx=\"360000\" cy=\"360000\"/>"));
	CHECK(has(xml, "<wp:extent cx=\"864000\" cy=\"864000\"/>"));
	CHECK(has(xml, "descr=\"Mã QR: https://thidua.example/x\""));
	CHECK(has(types, "<Default Extension=\"png\" ContentType=\"image/png\"/>"));
	size_t first = str_find(rels, S("media/td-")), at = first + 1;
	CHECK(first < rels.n);
	CHECK(str_find(str_from(rels, at), S("media/td-")) < rels.n - at); /* two pictures, the code once */
	at += str_find(str_from(rels, at), S("media/td-")) + 1;
	CHECK(str_find(str_from(rels, at), S("media/td-")) == rels.n - at);
	CHECK_STR(faults(P("{{@hỏng}} {{@ảnh|to}} {{năm|30}}")),
		  "Cỡ ảnh «to» không hợp lệ: ghi chiều rộng theo mm (30) hoặc rộng x cao (30x40).\n"
		  "Ảnh của trường «hỏng» không dùng được: chỉ nhận PNG và JPEG, đến 8 MB.\n"
		  "Cỡ theo mm chỉ dùng cho ảnh và mã QR: {{@năm|30}}.\n");
	/* a paper made once is a template again: its picture is the same */
	struct err e = err_new(a, LANG_VI);
	str again = STR_NULL;
	CHECK_INT(docx_fill(a, docx, data(a), &e, &again), TD_OK);
	CHECK_STR(part_of(a, again, "word/_rels/document.xml.rels"), rels.p);
}

CASE(a_picture_of_the_template_is_replaced)
{
	struct arena *a = check_arena();
	str xml = part_of(
	    a,
	    filled("<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"7\" "
		   "descr=\"{{@qr}}\"/><a:blip r:embed=\"rId9\"/></wp:inline></w:drawing></w:r></w:p>"),
	    "word/document.xml");
	CHECK(has(xml, "descr=\"Mã QR: https://thidua.example/x\""));
	CHECK(has(xml, "r:embed=\"rIdTd"));
	CHECK(!has(xml, "rId9"));
	CHECK_STR(faults("<w:p><w:r><w:drawing><wp:docPr descr=\"{{@qrr}}\"/></w:drawing></w:r></w:p>"),
		  "Không có trường «qrr». Có phải «qr»?\n");
}

#define SDT(tag, content)                                                                                \
	"<w:sdt><w:sdtPr><w:tag w:val=\"" tag "\"/></w:sdtPr><w:sdtContent>" content "</w:sdtContent></" \
	"w:sdt>"

CASE(content_controls_name_fields)
{
	CHECK_STR(fill("<w:p>" R("Gửi ") SDT("ten_cum", R("Bấm vào đây")) R(".") "</w:p>"),
		  "Gửi Cụm thi đua số 10.\n");
	CHECK_STR(fill(SDT("{{điểm|số:1}}", P("bấm") P("vào"))), "98,8\n");
	CHECK_STR(fill("<w:tbl><w:tr>" TC("Cụm") SDT("tên cụm", TC("…")) "</w:tr></w:tbl>"),
		  "Cụm\tCụm thi đua số 10\n\n");
	/* named by its title, and a control that is none of ours */
	CHECK_STR(fill("<w:sdt><w:sdtPr><w:alias w:val=\"Tên cụm\"/></w:sdtPr><w:sdtContent>" P(
		      "x") "</w:sdtContent></w:sdt>" SDT("goog_rdk_1", P("giữ {{năm}}"))),
		  "Cụm thi đua số 10\ngiữ 2026\n");
	str xml = part_of(check_arena(), filled(SDT("ten_cum", P("x"))), "word/document.xml");
	CHECK(!has(xml, "w:sdt"));
}

CASE(repeating_sections_are_loops)
{
	CHECK_STR(
	    fill("<w:sdt><w:sdtPr><w:tag w:val=\"đơn vị\"/><w15:repeatingSection/></w:sdtPr><w:sdtContent>"
		 "<w:sdt><w:sdtPr><w15:repeatingSectionItem/></w:sdtPr><w:sdtContent><w:p>" SDT("tên", R("x"))
		     R(": {{#thành tích}}{{.}}{{^cuối}}, {{/}}{{/}}") "</w:p></w:sdtContent></w:sdt></"
								      "w:sdtContent></w:sdt>"),
	    "Đơn vị A: một, hai\nĐơn vị B: ba\n");
	/* rows, and tags of a loop that lies around everything in it */
	CHECK_STR(fill("<w:tbl><w:tr>" TC("Tên") "</w:tr>" SDT(
		      "#đơn vị", "<w:tr>" TC("{{#thành tích}}{{tên}} {{.}}{{/}}") "</w:tr>") "</w:tbl>"),
		  "Tên\nĐơn vị A mộtĐơn vị A hai\nĐơn vị B ba\n\n");
}

CASE(loops_at_any_depth)
{
	CHECK_STR(fill(P("{{#đơn vị}}") "<w:tbl><w:tr>" TC("{{tên}}")
			   TC("{{#thành tích}}{{.}} {{/}}") "</w:tr></w:tbl>" P("{{/đơn vị}}")),
		  "Đơn vị A\tmột hai \nĐơn vị B\tba \n\n");
	CHECK_STR(fill("<w:tbl><w:tr><w:tc>" P("{{#đơn vị}}")
			   P("{{tên}}") "<w:tbl><w:tr>" TC("{{#thành tích}}{{.}}")
			       TC("{{tt}}{{/}}") "</w:tr></w:tbl>" P("{{/}}") "</w:tc></w:tr></w:tbl>"),
		  "Đơn vị A / Đơn vị B / \n\n"); /* the text of nested tables is not shown by docx_text */
	str xml =
	    part_of(check_arena(),
		    filled("<w:tbl><w:tr><w:tc>" P("{{#đơn vị}}") "<w:tbl><w:tr>" TC("{{#thành tích}}{{.}}")
			       TC("{{tt}}{{/}}") "</w:tr></w:tbl>" P("{{/}}") "</w:tc></w:tr></w:tbl>"),
		    "word/document.xml");
	CHECK(has(xml, ">hai<") && has(xml, ">ba<"));
}

CASE(tracked_changes_are_accepted_comments_go)
{
	CHECK_STR(fill("<w:p><w:commentRangeStart w:id=\"4\"/>" R(
		      "a{{tên ") "<w:del>"
				 "<w:r><w:delText>khối</w:delText></w:r></w:del><w:ins>" R(
				     "cụm}}") "</w:ins>"
					      "<w:commentRangeEnd w:id=\"4\"/><w:r><w:commentReference "
					      "w:id=\"4\"/></w:r>"
					      "<w:moveFrom>" R(
						  "x") "</w:moveFrom></w:p>"
						       "<w:p><w:pPr><w:rPr><w:del/></w:rPr></"
						       "w:pPr><w:del><w:r/></w:del></w:p>"
						       "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" TC(
							   "cũ") "</w:tr><w:tr>" TC("mới") "</w:tr></w:tbl>"),
		  "aCụm thi đua số 10\nmới\n\n");
	struct arena *a = check_arena();
	str docx =
	    filled("<w:p><w:ins>" R("{{năm}}") "</w:ins><w:r><w:commentReference w:id=\"4\"/></w:r></w:p>");
	str xml = part_of(a, docx, "word/document.xml");
	CHECK(!has(xml, "w:ins") && !has(xml, "comment"));
	CHECK(!has(part_of(a, docx, "word/comments.xml"), "riêng"));
	CHECK(has(part_of(a, docx, "[Content_Types].xml"), "wordprocessingml.document.main+xml"));
}

CASE(text_boxes_on_both_sides)
{
	str xml = part_of(
	    check_arena(),
	    filled("<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>" P(
		"{{tên cụm}}") "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
			       "<v:textbox><w:txbxContent>" P(
				   "{{tên cụm}}") "</w:txbxContent></v:textbox></w:pict>"
						  "</mc:Fallback></mc:AlternateContent></w:r></w:p>"),
	    "word/document.xml");
	size_t first = str_find(xml, S(">Cụm thi đua số 10<"));
	CHECK(first < xml.n &&
	      str_find(str_from(xml, first + 1), S(">Cụm thi đua số 10<")) < xml.n - first - 1);
	/* a fault in both is said once */
	CHECK_STR(
	    faults("<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" P(
		"{{tênn}}") "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" P("{{tênn}}") "</"
												     "w:"
												     "txbxCon"
												     "tent></"
												     "mc:"
												     "Fallbac"
												     "k></"
												     "mc:"
												     "Alterna"
												     "teConte"
												     "nt></"
												     "w:r></"
												     "w:p>"),
	    "Không có trường «tênn». Có phải «tên»?\n");
}

CASE(blanks_that_are_none)
{
	/* no-break space, zero-width space, soft hyphen, decomposed letters, other case */
	CHECK_STR(fill(P("{{Tên\xc2\xa0"
			 "cụm}} {{\xe2\x80\x8btên cụm}} {{t\xc2\xad"
			 "ên cụm}} {{te\xcc\x82n cu\xcc\xa3m}}")),
		  "Cụm thi đua số 10 Cụm thi đua số 10 Cụm thi đua số 10 Cụm thi đua số 10\n");
	CHECK_STR(fill(P("{{#\xc2\xa0nơi nhận}}{{.}}{{/\xc2\xa0nơi nhận}}")), "ABC\n");
}

CASE(what_looks_like_a_tag)
{
	CHECK_STR(
	    faults(P("{tên cụm} [[năm]] «năm» ｛｛tên cụm｝｝ { {năm} } {không phải trường}")),
	    "«{tên cụm}» không phải là thẻ: viết bằng hai dấu ngoặc nhọn liền nhau, {{tên cụm}}.\n"
	    "«[[năm]]» không phải là thẻ: viết bằng hai dấu ngoặc nhọn liền nhau, {{năm}}.\n"
	    "««năm»» không phải là thẻ: viết bằng hai dấu ngoặc nhọn liền nhau, {{năm}}.\n"
	    "«｛｛tên cụm｝｝» không phải là thẻ: viết bằng hai dấu ngoặc nhọn liền nhau, {{tên cụm}}.\n"
	    "«{ {năm}» không phải là thẻ: viết bằng hai dấu ngoặc nhọn liền nhau, {{năm}}.\n");
	CHECK_STR(
	    faults("<w:p><w:fldSimple w:instr=\" MERGEFIELD ten_cum \\* MERGEFORMAT \">" R(
		"«ten_cum»") "</w:fldSimple></w:p>"),
	    "Trường trộn thư «ten_cum» (MERGEFIELD) của Word không được điền: xóa nó và gõ {{Tên cụm}}.\n"
	    "««ten_cum»» không phải là thẻ: viết bằng hai dấu ngoặc nhọn liền nhau, {{ten_cum}}.\n");
	CHECK_STR(
	    faults("<w:p><w:r><w:instrText> MERGEFIELD \"Họ "
		   "tên\"</w:instrText></w:r><w:r><w:fldChar/></w:r></w:p>"),
	    "Trường trộn thư «Họ tên» (MERGEFIELD) của Word không được điền: xóa nó và gõ {{tên trường}}.\n");
	/* when it is filled, it stays as it is */
	CHECK_STR(fill(P("{tên cụm}")), "{tên cụm}\n");
}

/* The text that each comment's range holds, as "[…]sentence". */
static str comments(struct arena *a, const char *body, const char *header)
{
	struct err e = err_new(a, LANG_VI);
	str out = STR_NULL;
	CHECK_INT(docx_annotate(a, package(a, body, header), data(a), &e, &out), TD_OK);
	CHECK_STR(err_first(&e), "");
	str text = STR_NULL;
	CHECK_INT(docx_text(a, out, &e, &text), TD_OK);
	return out;
}

CASE(faults_come_back_as_comments)
{
	struct arena *a = check_arena();
	str docx = comments(a, P("Căn cứ {{trich ieu}} và {{naam}}.") P("đúng {{năm}}"), P("{{ten cumm}}"));
	str xml = part_of(a, docx, "word/document.xml"), list = part_of(a, docx, "word/comments.xml");
	CHECK(
	    has(xml, "<w:commentRangeStart w:id=\"5\"></w:commentRangeStart>") ||
	    has(xml,
		"<w:commentRangeStart w:id=\"5\"/><w:r><w:t xml:space=\"preserve\">{{trich ieu}}</w:t></w:r>"
		"<w:commentRangeEnd w:id=\"5\"/><w:r><w:commentReference w:id=\"5\"/></w:r>"));
	CHECK(has(xml, ">{{naam}}</w:t></w:r><w:commentRangeEnd w:id=\"6\"/>"));
	CHECK(has(list, "riêng")); /* what was there stays */
	CHECK(has(list, "w:id=\"5\" w:author=\"thidua\""));
	CHECK(has(list, "Không có trường «naam». Có phải «năm»?"));
	CHECK(has(list, "Đầu trang, đoạn «{{ten cumm}}»: Không có trường «ten cumm». Có phải «Tên cụm»?"));
	CHECK(!has(part_of(a, docx, "word/header1.xml"), "comment"));
	/* as often as one likes */
	struct err e = err_new(a, LANG_VI);
	str again = STR_NULL;
	CHECK_INT(docx_annotate(a, docx, data(a), &e, &again), TD_OK);
	CHECK(has(part_of(a, again, "word/comments.xml"), "w:id=\"8\""));
}

CASE(comments_on_split_runs_and_in_text_boxes)
{
	struct arena *a = check_arena();
	str xml = part_of(
	    a,
	    comments(a, "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a{{na</w:t></w:r>" R("am}}b") "</w:p>", P("")),
	    "word/document.xml");
	CHECK(
	    has(xml, "<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">a</w:t></w:r><w:commentRangeStart "));
	CHECK(has(xml, "am}}</w:t></w:r><w:commentRangeEnd "));
	xml = part_of(
	    a,
	    comments(a,
		     "<w:p>" R("ngoài") "<w:r><w:txbxContent>" P("{{naam}}") "</w:txbxContent></w:r></w:p>",
		     P("")),
	    "word/document.xml");
	CHECK(has(xml, "<w:p><w:commentRangeStart "));
}

struct attempt {
	str docx;
	const struct value *data;
	str out;
	bool annotate;
};

static td_rc attempt(struct arena *a, void *ctx)
{
	struct attempt *t = ctx;
	struct err e = err_new(a, LANG_VI);
	return t->annotate ? docx_annotate(a, t->docx, t->data, &e, &t->out)
			   : docx_fill(a, t->docx, t->data, &e, &t->out);
}

static const char rich[] =
    P("{{@qr}}{{@ảnh}}") SDT("ten_cum", P("x")) P("{{?hạng > 1}}{{nơi nhận|nối}}{{/}}") "<w:p><w:ins>" R(
	"{{kinh phí|tiền chữ}}") "</w:ins></w:p>" P("{{ngày họp|quý}}");

CASE(every_allocation_fails)
{
	struct arena *a = check_arena();
	for (int k = 0; k < 2; k++) {
		struct attempt t = {.docx = package(a, k ? P("{{naam}} {{sai}}") : rich, P("{{năm}}")),
				    .data = data(a),
				    .annotate = k == 1};
		CHECK(check_every_allocation(attempt, &t) > 100);
	}
}

CASE(same_bytes_every_time)
{
	str x = filled(rich), y = filled(rich);
	CHECK(str_eq(x, y));
}

CASE(codes_of_every_size)
{
	struct arena *a = check_arena();
	struct qr *q;
	char text[QR_MAX_BYTES + 1];
	memset(text, 'x', sizeof text);
	CHECK_INT(qr_make(a, (str){text, 14}, &q), TD_OK);
	CHECK_INT(q->size, 21);
	CHECK_INT(qr_make(a, (str){text, 15}, &q), TD_OK);
	CHECK_INT(q->size, 25);
	CHECK_INT(qr_make(a, (str){text, QR_MAX_BYTES}, &q), TD_OK);
	CHECK_INT(q->size, 97);
	CHECK_INT(qr_make(a, (str){text, QR_MAX_BYTES + 1}, &q), TD_LIMIT);
}
