/* Certificates drawn by thidua-print: what is refused, what is reported, the same bytes. Where the ink stands is measured
 * by tests/interop/certificate.c. */
#include "office/print.h"
#include "office/qr.h"
#include "tests/lib/check.h"

static const struct print_form a4 = {.w = 21000, .h = 29700, .made_at = {"2020-12-31T00:00:00Z", 20}};

static struct print_box box(i32 w, i32 h, str text)
{
	return (struct print_box){.x = 1000,
				  .y = 1000,
				  .w = w,
				  .h = h,
				  .size = 40,
				  .size_min = 20,
				  .align = PRINT_CENTRE,
				  .valign = PRINT_MIDDLE,
				  .text = text};
}

static td_rc draw(struct arena *a, const struct print_form *form, struct print_box b, struct err *e,
		  struct print_drawn *out)
{
	*e = err_new(a, LANG_VI);
	*out = (struct print_drawn){0};
	return print_certificates(a, form, &(struct print_sheet){&b, 1, S("Giấy khen")}, 1, e, out);
}

/* The size it was drawn in when it did not fit, or 0. */
static u32 tight(struct arena *a, struct print_box b)
{
	struct err e;
	struct print_drawn out;
	CHECK_INT(draw(a, &a4, b, &e, &out), TD_OK);
	CHECK_STR(err_first(&e), "");
	CHECK(str_has_prefix(out.bytes, S("%PDF-")));
	if (out.problems.n == 0)
		return 0;
	CHECK_INT(out.problems.at[0].box, 0);
	CHECK_INT(out.problems.at[0].trouble, PRINT_TIGHT);
	return out.problems.at[0].size;
}

CASE(what_does_not_fit_is_drawn_small_and_reported)
{
	struct arena *a = check_arena();
	const str name = S("Nguyễn Đặng Phương Thuỳ Dương Quỳnh Hương");
	CHECK_INT(tight(a, box(12000, 1000, name)), 0);
	CHECK_INT(tight(a, box(3000, 1000, name)), 20);
	CHECK_INT(tight(a, box(3000, 3000, name)), 0);          /* in lines below each other */
	CHECK_INT(tight(a, box(400, 20000, S("Nghiêng"))), 20); /* a word is not broken without a word */
	CHECK_INT(tight(a, box(3000, 1000, S("một\nhai\nba\nbốn"))), 20);
	CHECK_INT(tight(a, box(3000, 300, S("x"))), 20); /* lower than its smallest letters */
}

CASE(letters_the_font_has_not_are_reported)
{
	struct arena *a = check_arena();
	struct err e;
	struct print_drawn out;
	CHECK_INT(draw(a, &a4, box(9000, 3000, S("Lê \xe5\xad\x97 A")), &e, &out), TD_OK);
	CHECK_INT(out.problems.n, 1);
	CHECK_INT(out.problems.n ? out.problems.at[0].trouble : 0, PRINT_LETTERS);
}

CASE(a_qr_code_too_fine_to_be_read_is_reported)
{
	struct arena *a = check_arena();
	struct err e;
	struct print_drawn out;
	struct print_box b = box(600, 3000, S("https://thidua.example.vn/kt/7QK4-M2XA-93FA"));
	b.qr = true;
	CHECK_INT(draw(a, &a4, b, &e, &out), TD_OK);
	CHECK_INT(out.problems.n, 1);
	b.w = 1200;
	CHECK_INT(draw(a, &a4, b, &e, &out), TD_OK);
	CHECK_INT(out.problems.n, 0);
}

static void refused(struct arena *a, const struct print_form *form, struct print_box b, const char *where)
{
	struct err e;
	struct print_drawn out;
	CHECK_INT(draw(a, form, b, &e, &out), TD_INVALID);
	CHECK(err_at(&e, str_c(where)) != NULL);
}

CASE(measures_beyond_the_limits_are_refused)
{
	struct arena *a = check_arena();
	struct print_form form = a4;
	struct print_box good = box(9000, 3000, S("x")), b = good;
	static char text[PRINT_MAX_BOX_TEXT + 1];
	memset(text, 'x', sizeof text);
	form.w = PRINT_MIN_SIDE - 1;
	refused(a, &form, good, "Khổ giấy");
	form.w = PRINT_MAX_SIDE + 1;
	refused(a, &form, good, "Khổ giấy");
	b.w = 0;
	refused(a, &a4, b, "Tờ 1, ô 1");
	b = good;
	b.x = -PRINT_MAX_SIDE - 1;
	refused(a, &a4, b, "Tờ 1, ô 1");
	b = good;
	b.size_min = 41;
	refused(a, &a4, b, "Tờ 1, ô 1");
	b = good;
	b.size = PRINT_MAX_HALF_POINTS + 1;
	refused(a, &a4, b, "Tờ 1, ô 1");
	b = good;
	b.text = (str){text, sizeof text};
	refused(a, &a4, b, "Tờ 1, ô 1");
	b.qr = true;
	b.text.n = QR_MAX_BYTES + 1;
	refused(a, &a4, b, "Tờ 1, ô 1");
	b = good;
	b.text = S("\xff");
	refused(a, &a4, b, "Tờ 1, ô 1");
}

CASE(every_fault_of_a_sheet_is_told_at_its_place)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	struct print_box b[2] = {box(0, 100, S("x")), box(100, 0, S("y"))};
	struct print_box good = box(9000, 3000, S("x"));
	struct print_sheet sheets[] = {{&good, 1, STR_NULL}, {b, 2, STR_NULL}};
	struct print_drawn out[2];
	CHECK_INT(print_certificates(a, &a4, sheets, 2, &e, out), TD_INVALID);
	CHECK(err_at(&e, S("Tờ 2, ô 1")) && err_at(&e, S("Tờ 2, ô 2")));
	CHECK_INT(e.items.n, 2);
}

CASE(too_many_boxes_are_refused)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	struct print_box b[PRINT_MAX_BOXES + 1] = {{0}};
	struct print_sheet sheet = {b, PRINT_MAX_BOXES + 1, STR_NULL};
	struct print_drawn out;
	CHECK_INT(print_certificates(a, &a4, &sheet, 1, &e, &out), TD_INVALID);
	CHECK(err_at(&e, S("Tờ 1")) != NULL);
}

static str png(struct arena *a)
{
	struct qr *q;
	CHECK_INT(qr_make(a, S("nền"), &q), TD_OK);
	return qr_png(a, q, 3);
}

CASE(pictures_are_looked_at_without_a_sheet)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	struct print_form form = a4;
	form.picture = png(a);
	CHECK_INT(print_certificates(a, &form, NULL, 0, &e, NULL), TD_OK);
	form.picture.n -= 40;
	CHECK_INT(print_certificates(a, &form, NULL, 0, &e, NULL), TD_INVALID);
	CHECK(err_at(&e, S("Ảnh nền")) != NULL);
	e = err_new(a, LANG_VI);
	form.picture = S("GIF89a");
	CHECK_INT(print_certificates(a, &form, NULL, 0, &e, NULL), TD_INVALID);
	CHECK(err_at(&e, S("Ảnh nền")) != NULL);
}

/* However many stand in one call, and however often: nothing of this moment, this run or the sheet before is in a file. */
CASE(the_same_input_gives_the_same_bytes)
{
	struct arena *a = check_arena();
	enum { N = 300 }; /* more than one run of the program draws */
	struct err e = err_new(a, LANG_VI);
	struct print_box *b = NEW_N(a, struct print_box, N);
	struct print_sheet *sheets = NEW_N(a, struct print_sheet, N);
	struct print_drawn *all = NEW_N(a, struct print_drawn, N), one;
	for (u32 i = 0; i < N; i++) {
		b[i] = box(12000, 1000, arena_fmt(a, "Nguyễn Văn %c%c", 'A' + i / 26, 'A' + i % 26));
		sheets[i] = (struct print_sheet){&b[i], 1, b[i].text};
	}
	CHECK_INT(print_certificates(a, &a4, sheets, N, &e, all), TD_OK);
	for (u32 i = 0; i < N; i += 37) {
		CHECK_INT(print_certificates(a, &a4, &sheets[i], 1, &e, &one), TD_OK);
		CHECK(str_eq(one.bytes, all[i].bytes));
		CHECK(i == 0 || !str_eq(all[0].bytes, all[i].bytes));
	}
}
