#include "jobs/setup_part.h"
#include "office/book.h"

static void put_row(struct book *b, struct book_sheet *s, const char *const *cells)
{
	struct book_row *row = book_row(b, s, BOOK_PLAIN);
	for (size_t i = 0; i < s->cols.n && cells[i]; i++)
		if (cells[i][0])
			row->cells[i] = book_text(str_c(cells[i]));
}

static struct book_sheet *sheet(struct book *b, const char *name, const char *const *cols, const u32 *widths,
				size_t n)
{
	struct book_sheet *s = book_sheet(b, str_c(name));
	for (size_t i = 0; i < n; i++)
		book_col(b, s,
			 (struct book_col){.title = str_c(cols[i]), .width = widths[i], .align = BOOK_LEFT});
	return s;
}

static void put_year(struct book *b, i64 year)
{
	static const char *const cols[] = {"Mục", "Nội dung", "Cách ghi"};
	static const u32 widths[] = {28, 50, 50};
	struct book_sheet *s = sheet(b, SETUP_SHEET_YEAR, cols, widths, 3);
	str now = arena_fmt(b->a, "%lld", (long long)year);
	const char *const rows[][3] = {
	    {"Hội đồng", "Hội đồng Thi đua - Khen thưởng tỉnh A", "Chưa có thì được tạo mới"},
	    {"Cấp của Hội đồng", "Tỉnh", "Tỉnh, Bộ, Xã hoặc Cơ quan"},
	    {"Tên cụm, khối", "Khối thi đua các sở tổng hợp", "Đã có thì mở thêm năm"},
	    {"Mã", "", "Để trống thì đặt theo tên; dùng trong địa chỉ trang"},
	    {"Loại", "Khối", "Cụm, Khối hoặc Khu vực"},
	    {"Chức danh trưởng", "Khối trưởng", "Để trống thì theo loại"},
	    {"Chức danh phó", "Khối phó", "Để trống thì theo loại"},
	    {"Năm", now.p, ""},
	    {"Chủ đề", "Kỷ cương, sáng tạo, hiệu quả", "Có thể để trống"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		put_row(b, s, rows[i]);
}

static void put_units(struct book *b)
{
	static const char *const cols[] = {"Tên đơn vị", "Mã",           "Tên viết tắt",
					   "Thủ trưởng", "Tỷ lệ nữ (%)", "Chức danh trong cụm"};
	static const u32 widths[] = {36, 14, 18, 28, 14, 24};
	static const char *const rows[][6] = {
	    {"Sở Nội vụ tỉnh A", "so-noi-vu", "SNV", "Nguyễn Văn A", "45", "Trưởng"},
	    {"Sở Tài chính tỉnh A", "so-tai-chinh", "STC", "Trần Thị B", "52,5", "Phó"},
	    {"Văn phòng Ủy ban nhân dân tỉnh A", "van-phong", "VP", "Lê Văn C", "", ""},
	};
	struct book_sheet *s = sheet(b, SETUP_SHEET_UNITS, cols, widths, 6);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		put_row(b, s, rows[i]);
}

static void put_people(struct book *b)
{
	static const char *const cols[] = {"Họ và tên", "Chức vụ", "Tên đăng nhập", "Thư điện tử",
					   "Vai trò",   "Phạm vi", "Từ ngày",       "Đến ngày"};
	static const u32 widths[] = {26, 20, 18, 28, 26, 34, 14, 14};
	static const char *const rows[][8] = {
	    {"Nguyễn Văn A", "Giám đốc", "", "van.a@tinh.example", "Thủ trưởng đơn vị", "Sở Nội vụ tỉnh A",
	     "", ""},
	    {"Phạm Thị D", "Chuyên viên", "pham.d", "", "Cán bộ đơn vị", "Sở Nội vụ tỉnh A", "", ""},
	    {"Trần Thị B", "Phó Giám đốc", "", "", "Thủ trưởng đơn vị", "Sở Tài chính tỉnh A", "", ""},
	};
	struct book_sheet *s = sheet(b, SETUP_SHEET_PEOPLE, cols, widths, 8);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		put_row(b, s, rows[i]);
}

static void put_scheme(struct book *b)
{
	static const char *const cols[] = {"TT", "Nội dung tiêu chí", "Điểm chuẩn"};
	static const u32 widths[] = {8, 70, 14};
	static const char *const rows[][3] = {
	    {"I", "Thực hiện nhiệm vụ phát triển kinh tế - xã hội", "60"},
	    {"1", "Hoàn thành các chỉ tiêu được giao", "40"},
	    {"2", "Cải cách hành chính", "20"},
	    {"II", "Xây dựng Đảng, hệ thống chính trị", "25"},
	    {"1", "Công tác xây dựng Đảng", "25"},
	    {"III", "Công tác thi đua, khen thưởng", "15"},
	    {"1", "Tổ chức phong trào thi đua", "15"},
	};
	struct book_sheet *s = sheet(b, SETUP_SHEET_SCHEME, cols, widths, 3);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		put_row(b, s, rows[i]);
}

/* Days of this year that are over stay empty: they cannot be set any more. */
static void put_calendar(struct book *b, struct day today)
{
	static const char *const cols[] = {"Bước", "Hạn"};
	static const u32 widths[] = {40, 20};
	static const struct {
		enum season_state s;
		struct day day; /* year: 0 this one, 1 the next; month 0: not done by this cluster */
	} rows[] = {
	    {SEASON_PREPARING, {0, 1, 15}},   {SEASON_REGISTERING, {0, 2, 28}},
	    {SEASON_RUNNING, {0, 11, 30}},    {SEASON_SELF_SCORING, {0, 12, 10}},
	    {SEASON_CROSS_CHECKING, {0}},     {SEASON_VERIFYING, {0, 12, 20}},
	    {SEASON_EXPLAINING, {0, 12, 25}}, {SEASON_MEETING, {1, 1, 10}},
	};
	struct book_sheet *s = sheet(b, SETUP_SHEET_CALENDAR, cols, widths, 2);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct day d = rows[i].day;
		str due = S("không làm");
		d.year += today.year;
		if (d.month)
			due = day_number(d) < day_number(today) ? S("") : day_vi(b->a, d);
		const char *const row[] = {season_name(rows[i].s), arena_fmt(b->a, "%.*s", STRF(due)).p};
		put_row(b, s, row);
	}
}

static void put_guide(struct book *b, enum setup_kind kind)
{
	static const char *const cols[] = {"Trang", "Hướng dẫn"};
	static const u32 widths[] = {24, 110};
	struct book_sheet *s = sheet(b, "Hướng dẫn", cols, widths, 2);
	struct sb roles = sb_new(b->a, 2048);
	for (int i = 0; i < AUTHZ_ROLE__N; i++)
		sb_fmt(&roles, "%s%s", i ? "; " : "Tên vai trò: ", authz_role_name((enum authz_role)i));
	const char *const rows[][2] = {
	    {"Mọi trang", "Thay các dòng ví dụ bằng dòng của mình; giữ nguyên tên trang và tên cột."},
	    {SETUP_SHEET_UNITS, "Mỗi đơn vị một dòng, theo thứ tự trong các bảng của cụm, khối."},
	    {SETUP_SHEET_PEOPLE, "Một người nhiều vai trò thì ghi nhiều dòng. Tên đăng nhập để trống thì đặt "
				 "theo họ tên. Phạm vi: tên "
				 "hoặc mã đơn vị, cụm, khối, Hội đồng."},
	    {SETUP_SHEET_PEOPLE, arena_str(b->a, sb_str(&roles)).p},
	    {SETUP_SHEET_CALENDAR, "Hạn để trống thì đặt sau. Ghi «không làm» ở bước mà quy chế không có."},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool people = str_eq(str_c(rows[i][0]), S(SETUP_SHEET_PEOPLE));
		bool units = str_eq(str_c(rows[i][0]), S(SETUP_SHEET_UNITS));
		if (kind == SETUP_CLUSTER || i == 0 || (people && kind == SETUP_PEOPLE) ||
		    (units && kind == SETUP_UNITS))
			put_row(b, s, rows[i]);
	}
}

td_rc setup_sample(struct arena *a, enum setup_kind kind, struct day today, struct err *e, str *bytes)
{
	struct book *b = book_new(a, str_c(setup_kind_name(kind)));
	if (kind == SETUP_CLUSTER)
		put_year(b, today.year);
	if (kind != SETUP_PEOPLE)
		put_units(b);
	if (kind != SETUP_UNITS)
		put_people(b);
	if (kind == SETUP_CLUSTER) {
		put_scheme(b);
		put_calendar(b, today);
	}
	put_guide(b, kind);
	return book_xlsx(b, e, bytes);
}
