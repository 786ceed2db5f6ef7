#include "base/num.h"
#include "office/book.h"
#include "office/csv.h"
#include "office/import.h"
#include "tests/lib/check.h"
#include "tests/lib/zip_make.h"

/* ---- helpers: a sheet drawn as text ---- */

/* Rows end with a line break, cells with '|'; "=" in front makes a number, "*" bold text. */
static struct sheets draw(const char *rows, const char *merges)
{
	struct arena *a = check_arena();
	struct sb b = sb_new(a, 1 << 20);
	str rest = str_c(rows), row, cell;
	while (str_split(&rest, '\n', &row)) {
		SB_LIT(&b, "<row>");
		while (str_split(&row, '|', &cell)) {
			cell = str_trim(cell);
			bool bold = str_has_prefix(cell, S("*"));
			if (str_has_prefix(cell, S("=")))
				sb_fmt(&b, "<c><v>%.*s</v></c>", STRF(str_from(cell, 1)));
			else
				sb_fmt(&b, "<c s=\"%d\" t=\"inlineStr\"><is><t>%.*s</t></is></c>", bold,
				       STRF(str_from(cell, bold)));
		}
		SB_LIT(&b, "</row>");
	}
	sb_byte(&b, '\0');
	struct sb m = sb_new(a, 4096);
	str list = str_c(merges), ref;
	while (list.n && str_split(&list, ' ', &ref))
		sb_fmt(&m, "<mergeCell ref=\"%.*s\"/>", STRF(ref));
	str file =
	    xlsx_make(a, (struct xlsx_text_parts){
			     .rows = sb_str(&b).p,
			     .after = arena_fmt(a, "<mergeCells>%.*s</mergeCells>", STRF(sb_str(&m))).p,
			     .styles = "<fonts><font/><font><b/></font></fonts>"
				       "<cellXfs><xf/><xf fontId=\"1\"/></cellXfs>"});
	struct err e = err_new(a, LANG_VI);
	struct sheets s = {0};
	CHECK_INT(sheets_from_xlsx(a, file, &e, &s), TD_OK);
	return s;
}

static void print_errors(const struct err *e)
{
	for (size_t i = 0; i < e->items.n; i++)
		check_fail(__FILE__, __LINE__, "  %.*s: %.*s", STRF(e->items.at[i].where),
			   STRF(e->items.at[i].text));
}

static struct import_plan scheme_ok(struct sheets in)
{
	struct err e = err_new(check_arena(), LANG_VI);
	struct import_plan p;
	if (import_scheme(check_arena(), &in, &e, &p) != TD_OK)
		print_errors(&e);
	CHECK_INT(e.n_total, 0);
	return p;
}

/* The i-th error reads "where: text…". */
static void check_error(int line, const struct err *e, size_t i, const char *where, const char *words)
{
	if (i >= e->items.n)
		check_fail(__FILE__, line, "only %zu errors", e->items.n);
	else if (!str_eq(e->items.at[i].where, str_c(where)) ||
		 str_find(e->items.at[i].text, str_c(words)) == e->items.at[i].text.n)
		check_fail(__FILE__, line, "error %zu is %.*s: %.*s", i, STRF(e->items.at[i].where),
			   STRF(e->items.at[i].text));
}
#define ERROR_AT(e, i, where, words) check_error(__LINE__, e, i, where, words)

static void check_node(int line, const struct scheme *s, u32 i, const char *code, const char *name, i64 max_c,
		       u32 parent)
{
	if (i >= s->n_nodes) {
		check_fail(__FILE__, line, "only %u nodes", s->n_nodes);
		return;
	}
	const struct criterion *c = &s->nodes[i];
	if (!str_eq(c->code, str_c(code)) || !str_eq(c->name, str_c(name)) || c->max_c != max_c ||
	    c->parent != parent)
		check_fail(__FILE__, line, "node %u is %.*s «%.*s» %lld below %u", i, STRF(c->code),
			   STRF(c->name), (long long)c->max_c, c->parent);
}
#define NODE(s, i, code, name, max_c, parent) check_node(__LINE__, s, i, code, name, max_c, parent)

/* ---- schemes ---- */

static const char official[] = "UBND TỈNH|||CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
			       "BẢNG TIÊU CHÍ CHẤM ĐIỂM THI ĐUA NĂM 2026\n"
			       "\n"
			       "TT|Nội dung tiêu chí|Điểm chuẩn|Ghi chú\n"
			       "(1)|(2)|(3)|(4)\n"
			       "I|Nhiệm vụ chính trị|=40|\n"
			       "1|Chỉ tiêu chuyên môn|=25|\n"
			       "1.1|Thu ngân sách|=15|Theo báo cáo của Cục Thuế\n"
			       "1.2|Giải ngân|10|\n"
			       "2|Cải cách hành chính|=14.999999999999998|\n"
			       "|Có kế hoạch trong quý I|||\n"
			       "II|Công tác khác|60 điểm|\n"
			       "a|Phong trào|30,5|\n"
			       "b|Báo cáo|29,5|\n"
			       "|Tổng cộng|=100|\n"
			       "\n"
			       "|NGƯỜI LẬP BIỂU||THỦ TRƯỞNG";

CASE(a_scheme_as_officials_type_it)
{
	struct import_plan p = scheme_ok(draw(official, "A2:D2"));
	const struct scheme *s = &p.scheme;
	CHECK_STR(p.title, "BẢNG TIÊU CHÍ CHẤM ĐIỂM THI ĐUA NĂM 2026");
	CHECK_INT(s->n_nodes, 9);
	CHECK_INT(s->max_c, 10000);
	NODE(s, 1, "I", "Nhiệm vụ chính trị", 4000, 0);
	NODE(s, 2, "I.1", "Chỉ tiêu chuyên môn", 2500, 1);
	NODE(s, 3, "I.1.1", "Thu ngân sách", 1500, 2);
	NODE(s, 4, "I.1.2", "Giải ngân", 1000, 2);
	NODE(s, 5, "I.2", "Cải cách hành chính", 1500, 1);
	NODE(s, 6, "II", "Công tác khác", 6000, 0);
	NODE(s, 7, "II.a", "Phong trào", 3050, 6);
	CHECK_STR(s->nodes[3].note, "Theo báo cáo của Cục Thuế");
	CHECK_STR(s->nodes[5].note, "Có kế hoạch trong quý I");
	CHECK_INT(s->nodes[5].kind, CRIT_MANUAL);
	CHECK_INT(s->nodes[2].kind, CRIT_GROUP);
}

CASE(codes_inside_names_and_letters_that_look_roman)
{
	struct import_plan p = scheme_ok(draw("STT|Tiêu chí|Thang điểm\n"
					      "A|Nhóm a|10\nB|Nhóm b|10\nC|Nhóm c|10\nD|Nhóm d|10\n"
					      "|1. Việc một|4\n|2. Việc hai|6",
					      ""));
	NODE(&p.scheme, 3, "C", "Nhóm c", 1000, 0);
	NODE(&p.scheme, 4, "D", "Nhóm d", 1000, 0);
	NODE(&p.scheme, 5, "D.1", "Việc một", 400, 4);
	NODE(&p.scheme, 6, "D.2", "Việc hai", 600, 4);
	CHECK_INT(p.scheme.max_c, 4000);
}

CASE(a_scheme_without_codes_by_bold)
{
	struct import_plan p = scheme_ok(
	    draw("Nội dung|Điểm tối đa\n*Nhóm một|\nViệc một|4\nViệc hai|6\n*Nhóm hai|=5\nViệc ba|5", ""));
	NODE(&p.scheme, 1, "1", "Nhóm một", 1000, 0);
	NODE(&p.scheme, 2, "1.1", "Việc một", 400, 1);
	NODE(&p.scheme, 4, "2", "Nhóm hai", 500, 0);
	NODE(&p.scheme, 5, "2.1", "Việc ba", 500, 4);
}

CASE(groups_in_a_merged_column)
{
	struct import_plan p =
	    scheme_ok(draw("TT|Nội dung|Tiêu chí|Điểm chuẩn\n"
			   "1|Chuyên môn|Thu ngân sách|10\n||Giải ngân|5\n2|Phong trào|Văn nghệ|5",
			   "A2:A3 B2:B3"));
	NODE(&p.scheme, 1, "1", "Chuyên môn", 1500, 0);
	NODE(&p.scheme, 2, "1.1", "Thu ngân sách", 1000, 1);
	NODE(&p.scheme, 3, "1.2", "Giải ngân", 500, 1);
	NODE(&p.scheme, 4, "2", "Phong trào", 500, 0);
	NODE(&p.scheme, 5, "2.1", "Văn nghệ", 500, 4);
}

CASE(ways_to_score_become_levels)
{
	struct import_plan p =
	    scheme_ok(draw("TT|Tiêu chí|Điểm chuẩn\nI|Báo cáo|3\nI.1|Đúng hạn|2\n"
			   "-|Đúng hạn|2\n-|Chậm 1-2 ngày|1,5\n-|Chậm trên 10 ngày|0\nI.2|Đúng người ký|1",
			   ""));
	CHECK_INT(p.scheme.n_nodes, 4);
	NODE(&p.scheme, 2, "I.1", "Đúng hạn", 200, 1);
	NODE(&p.scheme, 3, "I.2", "Đúng người ký", 100, 1);
	CHECK_INT(p.scheme.nodes[2].kind, CRIT_LEVEL);
	CHECK_INT(p.scheme.nodes[2].n_levels, 3);
	CHECK_STR(p.scheme.nodes[2].levels[1].label, "Chậm 1-2 ngày");
	CHECK_INT(p.scheme.nodes[2].levels[1].points_c, 150);
}

/* A table that goes out comes back with its codes, points and levels. */
CASE(a_table_that_was_written_is_read_again)
{
	struct arena *a = check_arena();
	struct import_plan was = scheme_ok(draw("TT|Nội dung|Điểm chuẩn|Ghi chú\n"
						"I|Nhiệm vụ chính trị|=60|\n"
						"1|Nộp báo cáo|=20|theo hạn\n"
						"-|Đúng hạn|=20|\n"
						"-|Chậm 1 ngày|=15|\n"
						"2|Chỉ tiêu được giao|=40|\n"
						"II|Phong trào|=40|\n"
						"1|Phát động|=40|\n",
						""));
	struct book *b = book_scheme(a, S("Cụm thi đua số 10"), &was.scheme);
	struct err e = err_new(a, LANG_VI);
	struct sheets in;
	CHECK_INT(sheets_from_csv(a, book_csv(b, b->sheets.at[0]), S("bang.csv"), &e, &in), TD_OK);
	struct import_plan is = scheme_ok(in);
	CHECK_INT(is.scheme.n_nodes, was.scheme.n_nodes);
	for (u32 k = 1; k < is.scheme.n_nodes && k < was.scheme.n_nodes; k++) {
		const struct criterion *x = &was.scheme.nodes[k], *y = &is.scheme.nodes[k];
		CHECK(str_eq(x->code, y->code) && str_eq(x->name, y->name));
		CHECK_INT(x->max_c, y->max_c);
		CHECK_INT(x->kind, y->kind);
		CHECK_INT(x->n_levels, y->n_levels);
	}
}

CASE(bonus_and_penalty_groups)
{
	struct import_plan p =
	    scheme_ok(draw("TT|Nội dung|Điểm chuẩn\nI|Nhiệm vụ|100\nII|Điểm thưởng|10\n1|Cờ thi đua|10\n"
			   "2|Bằng khen|5\nIII|Điểm trừ|\n1|Nộp chậm|=-2\nTổng cộng||100",
			   ""));
	CHECK_INT(p.scheme.max_c, 10000);
	CHECK_INT(p.scheme.nodes[2].role, ROLE_BONUS);
	CHECK_INT(p.scheme.nodes[3].role, ROLE_BONUS);
	CHECK(p.scheme.nodes[2].has_bonus_cap && p.scheme.nodes[2].bonus_cap_c == 1000);
	CHECK_INT(p.scheme.nodes[6].role, ROLE_PENALTY);
	CHECK_INT(p.scheme.nodes[6].max_c, 200);
	CHECK_INT(p.notes.n, 1);
}

CASE(every_fault_of_a_scheme_at_once)
{
	struct sheets in =
	    draw("TT|Nội dung|Điểm chuẩn\nI|Nhóm|=40\n1|Một|abc\n2|Hai|\n2|Ba|1.000\nII|Bốn|-5", "");
	struct err e = err_new(check_arena(), LANG_VI);
	struct import_plan p;
	CHECK_INT(import_scheme(check_arena(), &in, &e, &p), TD_INVALID);
	CHECK_INT(e.n_total, 4);
	ERROR_AT(&e, 0, "Bảng điểm!C3", "không phải là một số");
	ERROR_AT(&e, 1, "Bảng điểm!C4", "Thiếu điểm chuẩn của tiêu chí «I.2»");
	ERROR_AT(&e, 2, "Bảng điểm!C5", "đúng ba chữ số");
	ERROR_AT(&e, 3, "Bảng điểm!C6", "là số âm");

	in = draw("TT|Nội dung|Điểm chuẩn\nI|Nhóm|=40\n1|Một|10\n1|Hai|20\n|Tổng cộng|50", "");
	e = err_new(check_arena(), LANG_VI);
	CHECK_INT(import_scheme(check_arena(), &in, &e, &p), TD_INVALID);
	ERROR_AT(&e, 0, "Bảng điểm!C2", "Điểm chuẩn 40 của nhóm «I» khác tổng các mục con là 30");
	ERROR_AT(&e, 1, "Bảng điểm!C5", "Tổng điểm chuẩn ghi 50 nhưng cộng các mục được 40");

	in = draw("TT|Nội dung|Điểm chuẩn\nI|Nhóm|=30\n1|Một|10\n1|Hai|20", "");
	e = err_new(check_arena(), LANG_VI);
	CHECK_INT(import_scheme(check_arena(), &in, &e, &p), TD_INVALID);
	ERROR_AT(&e, 0, "Bảng điểm!C4", "trùng");

	in = draw("Họ tên|Ngày sinh\nNguyễn Văn A|01/01/1980", "");
	e = err_new(check_arena(), LANG_VI);
	CHECK_INT(import_scheme(check_arena(), &in, &e, &p), TD_INVALID);
	ERROR_AT(&e, 0, "Bảng điểm", "Không tìm thấy bảng tiêu chí");
}

static i64 max_typed(const char *typed)
{
	struct arena *a = check_arena();
	const char *rows =
	    arena_fmt(a, "STT|NOI DUNG TIEU CHI|DIEM CHUAN\nI|Nhóm|%s\n1|Một|%s", typed, typed).p;
	return scheme_ok(draw(rows, "")).scheme.nodes[2].max_c;
}

CASE(t9_points_are_hundredths_and_a_wrong_section_total_names_its_cell)
{
	static const char *const alike[] = {"9,5", "9.5", "=9.5", "9,50", "=9.4999999999999991"};
	for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
		CHECK_INT(max_typed(alike[i]), 950); /* under a header without accents */
	struct sheets in =
	    draw("Tieu chi thi dua\nTT|Noi dung|Diem chuan\nI|Nhóm|9,5\n1|Một|4.25\n2|Hai|5,24", "");
	struct err e = err_new(check_arena(), LANG_VI);
	struct import_plan p;
	CHECK_INT(import_scheme(check_arena(), &in, &e, &p), TD_INVALID);
	CHECK_INT(e.n_total, 1);
	ERROR_AT(&e, 0, "Bảng điểm!C3", "Điểm chuẩn 9,5 của nhóm «I» khác tổng các mục con là 9,49");
	in = draw("TT|Noi dung|Diem chuan\nI|Nhóm|9,5\n1|Một|9,505", "");
	e = err_new(check_arena(), LANG_VI);
	CHECK_INT(import_scheme(check_arena(), &in, &e, &p), TD_INVALID);
	ERROR_AT(&e, 0, "Bảng điểm!C3", "");
}

/* ---- scores ---- */

static const struct score_unit units[] = {
    {.code = {"cuc-thue", 8}, .name = {"Cục Thuế tỉnh", sizeof "Cục Thuế tỉnh" - 1}},
    {.code = {"kho-bac", 7}, .name = {"Kho bạc Nhà nước", sizeof "Kho bạc Nhà nước" - 1}},
};

static struct import_known known(const struct scheme *s)
{
	return (struct import_known){.scheme = s, .units = units, .n_units = 2, .stage = STAGE_SELF};
}

static void check_value(int line, const struct import_plan *p, size_t i, const char *where, const char *unit,
			const char *code, enum score_stage stage, i64 a_c)
{
	if (i >= p->values.n) {
		check_fail(__FILE__, line, "only %zu values", p->values.n);
		return;
	}
	const struct import_value *v = &p->values.at[i];
	if (!str_eq(v->where, str_c(where)) || !str_eq(v->unit, str_c(unit)) ||
	    !str_eq(v->code, str_c(code)) || v->stage != stage || v->a_c.v != a_c)
		check_fail(__FILE__, line, "value %zu is %.*s: %.*s %.*s stage %d: %lld", i, STRF(v->where),
			   STRF(v->unit), STRF(v->code), (int)v->stage, (long long)v->a_c.v);
}
#define VALUE(p, i, where, unit, code, stage, a_c) check_value(__LINE__, p, i, where, unit, code, stage, a_c)

static struct import_plan scores_ok(struct sheets in, struct import_known k)
{
	struct err e = err_new(check_arena(), LANG_VI);
	struct import_plan p;
	if (import_scores(check_arena(), &in, &k, &e, &p) != TD_OK)
		print_errors(&e);
	CHECK_INT(e.n_total, 0);
	return p;
}

CASE(a_card_with_a_header_of_two_rows)
{
	struct import_plan s = scheme_ok(draw(official, "A2:D2"));
	struct import_plan p =
	    scores_ok(draw("PHIẾU CHẤM ĐIỂM NĂM 2026\n"
			   "Đơn vị:|CỤC THUẾ TỈNH\n"
			   "TT|Nội dung|Điểm chuẩn|Điểm chấm||Tài liệu kiểm chứng|Lý do\n"
			   "|||Tự chấm|Thẩm định||\n"
			   "I|Nhiệm vụ chính trị|=40|=38.5|=38||\n"
			   "1|Chỉ tiêu chuyên môn|=25||||\n"
			   "1.1|Thu ngân sách|=15|14,75|=14.25|Báo cáo số 12|Trừ do nộp chậm\n"
			   "1.2|Giải ngân|=10|=9.9999999999999982|10||\n"
			   "2|Cải cách hành chính|=15|-|||\n"
			   "II|Công tác khác|=60||||\n"
			   "a|Phong trào|30,5|không áp dụng|||Không tổ chức",
			   "A1:G1 A3:A4 B3:B4 C3:C4 D3:E3 F3:F4 G3:G4"),
		      known(&s.scheme));
	CHECK_INT(p.shape, IMPORT_CARD);
	CHECK_INT(p.values.n, 5);
	VALUE(&p, 0, "Bảng điểm!D7", "cuc-thue", "I.1.1", STAGE_SELF, 1475);
	VALUE(&p, 1, "Bảng điểm!E7", "cuc-thue", "I.1.1", STAGE_VERIFIED, 1425);
	VALUE(&p, 2, "Bảng điểm!D8", "cuc-thue", "I.1.2", STAGE_SELF, 1000);
	VALUE(&p, 4, "Bảng điểm!D11", "cuc-thue", "II.a", STAGE_SELF, 0);
	CHECK_STR(p.values.at[0].evidence, "Báo cáo số 12");
	CHECK_STR(p.values.at[0].reason, "");
	CHECK_STR(p.values.at[1].reason, "Trừ do nộp chậm");
	CHECK_INT(p.values.at[4].state, CELL_NA);
	CHECK_STR(p.values.at[4].reason, "Không tổ chức");
	CHECK_INT(p.notes.n, 2); /* 38,5 and 38 are no sums of what stands below */
	CHECK_STR(p.notes.at[0].where, "Bảng điểm!D5");
}

CASE(every_fault_of_a_card_at_once)
{
	struct import_plan s = scheme_ok(draw(official, "A2:D2")), p;
	struct sheets in =
	    draw("TT|Nội dung|Tự chấm|Thẩm định\n1.1|Thu ngân sách|=15.5|\n1.2|Giải ngân|=9|=8\n"
		 "2|Cải cách hành chính|-3|\n9|Việc lạ|1|\nb|Phong trào|5|\n1.2|Giải ngân|1|",
		 "");
	struct import_known k = known(&s.scheme);
	k.unit = S("kho-bac");
	struct err e = err_new(check_arena(), LANG_VI);
	CHECK_INT(import_scores(check_arena(), &in, &k, &e, &p), TD_INVALID);
	ERROR_AT(&e, 0, "Bảng điểm!C2", "15,5 vượt điểm chuẩn 15");
	ERROR_AT(&e, 1, "Bảng điểm!D3", "phải ghi lý do");
	ERROR_AT(&e, 2, "Bảng điểm!C4", "−3 là điểm âm");
	ERROR_AT(&e, 3, "Bảng điểm!B5", "Không có tiêu chí «9 Việc lạ»");
	ERROR_AT(&e, 4, "Bảng điểm!C7", "đã có điểm ở ô Bảng điểm!C3");
	CHECK_INT(e.n_total, 5);
}

CASE(the_unit_of_a_card)
{
	struct import_plan s = scheme_ok(draw(official, "A2:D2")), p;
	struct import_known k = known(&s.scheme);
	struct err e = err_new(check_arena(), LANG_VI);
	struct sheets in = draw("Đơn vị: Cục Thuế tỉnh\nTT|Nội dung|Tự chấm\n1.1|Thu ngân sách|1", "");
	k.unit = S("kho-bac");
	CHECK_INT(import_scores(check_arena(), &in, &k, &e, &p), TD_INVALID);
	ERROR_AT(&e, 0, "Bảng điểm!A1", "đang nạp cho «Kho bạc Nhà nước»");
	in = draw("Đơn vị: Sở Y tế\nTT|Nội dung|Tự chấm\n1.1|Thu ngân sách|1", "");
	e = err_new(check_arena(), LANG_VI);
	CHECK_INT(import_scores(check_arena(), &in, &k, &e, &p), TD_INVALID);
	ERROR_AT(&e, 0, "Bảng điểm!A1", "Không có đơn vị «Sở Y tế»");
	in = draw("TT|Nội dung|Tự chấm\n1.1|Thu ngân sách|1", "");
	e = err_new(check_arena(), LANG_VI);
	k.unit = S("");
	CHECK_INT(import_scores(check_arena(), &in, &k, &e, &p), TD_INVALID);
	ERROR_AT(&e, 0, "Bảng điểm", "Phiếu không ghi tên đơn vị");
}

CASE(a_cluster_with_units_down)
{
	struct import_plan s = scheme_ok(draw(official, "A2:D2"));
	struct import_plan p = scores_ok(draw("BẢNG TỔNG HỢP ĐIỂM\n"
					      "TT|Tên đơn vị|I|||II||Tổng điểm|Xếp hạng\n"
					      "||1.1|1.2|2|a|b||\n"
					      "1|Cục thuế tỉnh|=15|=9.5|15|30|29|=98.5|1\n"
					      "2|KHO BẠC NHÀ NƯỚC|=14|=9|15|30|29,5|=97.5|2\n"
					      "|Tổng cộng|=29|18,5",
					      "A1:I1 A2:A3 B2:B3 C2:E2 F2:G2 H2:H3 I2:I3"),
					 known(&s.scheme));
	CHECK_INT(p.shape, IMPORT_CLUSTER);
	CHECK_INT(p.values.n, 10);
	VALUE(&p, 0, "Bảng điểm!C4", "cuc-thue", "I.1.1", STAGE_SELF, 1500);
	VALUE(&p, 2, "Bảng điểm!E4", "cuc-thue", "I.2", STAGE_SELF, 1500);
	VALUE(&p, 9, "Bảng điểm!G5", "kho-bac", "II.b", STAGE_SELF, 2950);
}

CASE(a_cluster_with_units_across)
{
	struct import_plan s = scheme_ok(draw(official, "A2:D2"));
	struct import_plan p = scores_ok(draw("TT|Nội dung|Điểm chuẩn|Cục Thuế tỉnh||Kho bạc Nhà nước|\n"
					      "|||Tự chấm|Thẩm định|Tự chấm|Thẩm định\n"
					      "I|Nhiệm vụ chính trị|40||||\n"
					      "1|Chỉ tiêu chuyên môn|25||||\n"
					      "1.1|Thu ngân sách|15|15|15|14|14\n"
					      "1.2|Giải ngân|10|9,5||10|10\n"
					      "Tổng cộng|||=24.5|15|24|24",
					      "A1:A2 B1:B2 C1:C2 D1:E1 F1:G1"),
					 known(&s.scheme));
	CHECK_INT(p.values.n, 7);
	VALUE(&p, 0, "Bảng điểm!D5", "cuc-thue", "I.1.1", STAGE_SELF, 1500);
	VALUE(&p, 1, "Bảng điểm!E5", "cuc-thue", "I.1.1", STAGE_VERIFIED, 1500);
	VALUE(&p, 3, "Bảng điểm!G5", "kho-bac", "I.1.1", STAGE_VERIFIED, 1400);
	VALUE(&p, 4, "Bảng điểm!D6", "cuc-thue", "I.1.2", STAGE_SELF, 950);
	CHECK_INT(p.notes.n, 0);
}

/* ---- kinds other than points ---- */

static struct criterion nodes[] = {
    {.kind = CRIT_GROUP, .code = {"TONG", 4}, .name = {"T", 1}},
    {.kind = CRIT_RATIO, .code = {"1", 1}, .name = {"Thu", 3}, .max_c = 1000},
    {.kind = CRIT_BOOL, .code = {"2", 1}, .name = {"Dang ky", 7}, .max_c = 500},
    {.kind = CRIT_COUNT, .code = {"3", 1}, .name = {"Sang kien", 9}, .max_c = 500, .each_c = 50},
    {.kind = CRIT_KNOCKOUT, .code = {"4", 1}, .name = {"Vi pham", 7}},
    {.kind = CRIT_BONUS_PENALTY, .code = {"5", 1}, .name = {"Cong tru", 8}, .max_c = 500},
};
static const struct scheme mixed = {.nodes = nodes, .n_nodes = 6};

CASE(results_and_targets)
{
	struct import_known k = known(&mixed);
	k.unit = S("kho-bac");
	struct import_plan p =
	    scores_ok(draw("TT|Nội dung|Chỉ tiêu giao|Kết quả thực hiện|Điểm tự chấm\n"
			   "1|Thu|=100|98,5|9,85\n2|Đăng ký|||=5\n3|Sáng kiến||=4|2\n4|Vi phạm||không|\n"
			   "5|Cộng trừ||3/1|",
			   ""),
		      k);
	CHECK_INT(p.values.n, 5);
	VALUE(&p, 0, "Bảng điểm!D2", "kho-bac", "1", STAGE_SELF, 9850);
	CHECK(p.values.at[0].b_c.set && p.values.at[0].b_c.v == 10000);
	VALUE(&p, 1, "Bảng điểm!E3", "kho-bac", "2", STAGE_SELF, 1);
	VALUE(&p, 2, "Bảng điểm!D4", "kho-bac", "3", STAGE_SELF, 400);
	VALUE(&p, 3, "Bảng điểm!D5", "kho-bac", "4", STAGE_SELF, 0);
	VALUE(&p, 4, "Bảng điểm!D6", "kho-bac", "5", STAGE_SELF, 300);
	CHECK_INT(p.values.at[4].b_c.v, 100);

	struct sheets in = draw("TT|Nội dung|Điểm tự chấm\n1|Thu|9\n2|Đăng ký|3", "");
	struct err e = err_new(check_arena(), LANG_VI);
	CHECK_INT(import_scores(check_arena(), &in, &k, &e, &p), TD_INVALID);
	ERROR_AT(&e, 0, "Bảng điểm!C2", "được tính từ số liệu");
	ERROR_AT(&e, 1, "Bảng điểm!C3", "không phải là «có» hay «không»");
}

CASE(units_lists)
{
	struct sheets in =
	    draw("DANH SÁCH ĐƠN VỊ CỤM SỐ 10\nTT|Tên đơn vị|Thủ trưởng đơn vị|Tỷ lệ nữ\n"
		 "1|Cục Thuế tỉnh|Nguyễn Văn A|=72.5\n2|Kho bạc Nhà nước|Trần Thị B|\n|Tổng cộng",
		 "A1:D1");
	struct err e = err_new(check_arena(), LANG_VI);
	struct import_plan p;
	CHECK_INT(import_units(check_arena(), &in, &e, &p), TD_OK);
	CHECK_INT(p.units.n, 2);
	CHECK_STR(p.units.at[0].code, "cuc-thue-tinh");
	CHECK_STR(p.units.at[0].leader, "Nguyễn Văn A");
	CHECK_INT(p.units.at[0].women_pct_c.v, 7250);
	CHECK(!p.units.at[1].women_pct_c.set);
	CHECK_STR(p.units.at[1].where, "Bảng điểm!B4");

	in = draw("Mã|Tên đơn vị\nT1|Cục Thuế\nT1|Kho bạc\nT3|Cục thuế\nT4|", "");
	e = err_new(check_arena(), LANG_VI);
	CHECK_INT(import_units(check_arena(), &in, &e, &p), TD_INVALID);
	ERROR_AT(&e, 0, "Bảng điểm!B3", "Mã của đơn vị trùng với ô Bảng điểm!B2");
	ERROR_AT(&e, 1, "Bảng điểm!B4", "Tên của đơn vị trùng");
	ERROR_AT(&e, 2, "Bảng điểm!B5", "Thiếu tên đơn vị");
}

/* ---- failing every allocation ---- */

static td_rc attempt(struct arena *a, void *in)
{
	struct err e = err_new(a, LANG_VI);
	struct import_plan plan;
	return import_scheme(a, in, &e, &plan);
}

CASE(every_allocation_of_an_import_fails_once)
{
	struct sheets in = draw(official, "A2:D2");
	CHECK(check_every_allocation(attempt, &in) > 50);
}
