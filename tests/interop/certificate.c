/* Certificates as others see them: poppler draws the page at ten dots a millimetre and the ink is measured; zbar reads the QR
 * code back. Skipped where they are not installed. */
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "office/print.h"
#include "office/qr.h"
#include "tests/lib/check.h"

#define LONG_NAME "Nguyễn Đặng Phương Thuỳ Dương Quỳnh Hương Giang"

/* ---- other programs ---- */

static bool installed(const char *program)
{
	struct arena *a = check_arena();
	return access(arena_fmt(a, "/usr/bin/%s", program).p, X_OK) == 0;
}

static str output(struct arena *a, const char *command)
{
	struct sb out = sb_new(a, 48 << 20);
	int ends[2], status;
	pid_t pid;
	char *argv[] = {(char[]){"sh"}, (char[]){"-c"}, (char *)(uintptr_t)command, NULL};
	posix_spawn_file_actions_t act;
	CHECK(pipe2(ends, O_CLOEXEC) == 0 && posix_spawn_file_actions_init(&act) == 0 &&
	      posix_spawn_file_actions_adddup2(&act, ends[1], 1) == 0);
	CHECK(posix_spawn(&pid, "/bin/sh", &act, NULL, argv, environ) == 0);
	posix_spawn_file_actions_destroy(&act);
	close(ends[1]);
	for (ssize_t n = 1; n > 0;) {
		n = read(ends[0], sb_reserve(&out, 65536), 65536);
		sb_grew(&out, n > 0 ? (size_t)n : 0);
	}
	close(ends[0]);
	waitpid(pid, &status, 0);
	return sb_str(&out);
}

/* What a program says of a file with these bytes; %s in the command is its path. */
static str ask(struct arena *a, str bytes, const char *before, const char *after)
{
	char path[] = "/tmp/thidua-certificate-XXXXXX";
	const int fd = mkstemp(path);
	CHECK(fd >= 0 && write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n);
	close(fd);
	str out = output(a, arena_fmt(a, "%s %s %s 2>/dev/null", before, path, after).p);
	unlink(path);
	return out;
}

/* ---- pages ---- */

struct picture {
	u32 w, h, deep; /* deep: bytes of a dot: 1 grey, 3 red, green, blue */
	const u8 *at;
};

static struct picture render(struct arena *a, str pdf, const char *how)
{
	struct picture out = {0};
	str ppm = ask(a, pdf, arena_fmt(a, "pdftoppm -r 254 -singlefile %s", how).p, ""), head[3];
	for (int i = 0; i < 3; i++) {
		const size_t n = str_find_byte(ppm, '\n');
		head[i] = str_upto(ppm, n);
		ppm = str_from(ppm, n + 1);
	}
	const size_t space = str_find_byte(head[1], ' ');
	const u32 deep = str_eq(head[0], S("P6")) ? 3 : 1;
	u64 w = 0, h = 0;
	CHECK(str_u64(str_upto(head[1], space), &w) == TD_OK &&
	      str_u64(str_from(head[1], space + 1), &h) == TD_OK);
	CHECK_INT(ppm.n, w * h * deep);
	if (ppm.n == w * h * deep)
		out = (struct picture){(u32)w, (u32)h, deep, (const u8 *)ppm.p};
	return out;
}

/* Where the ink stands, in tenths of a millimetre; right and bottom are the first without. */
struct ink {
	u32 left, top, right, bottom;
	u32 rgb; /* of the darkest dot */
};

static struct ink find_ink(struct picture p)
{
	struct ink k = {p.w, p.h, 0, 0, 0};
	u32 darkest = 200 * p.deep; /* and lighter dots are paper */
	for (u32 y = 0; y < p.h; y++)
		for (u32 x = 0; x < p.w; x++) {
			const u8 *d = p.at + p.deep * ((size_t)y * p.w + x);
			const u32 light = p.deep == 3 ? (u32)d[0] + d[1] + d[2] : d[0];
			if (light > 200 * p.deep)
				continue;
			k.left = x < k.left ? x : k.left;
			k.right = x + 1 > k.right ? x + 1 : k.right;
			k.top = y < k.top ? y : k.top;
			k.bottom = y + 1 > k.bottom ? y + 1 : k.bottom;
			if (light < darkest && p.deep == 3)
				k.rgb = (u32)d[0] << 16 | (u32)d[1] << 8 | d[2];
			darkest = light < darkest ? light : darkest;
		}
	return k;
}

static const struct print_form a4 = {.w = 29700, .h = 21000};

static struct print_box box(i32 x, i32 y, i32 w, i32 h, str text)
{
	return (struct print_box){.x = x,
				  .y = y,
				  .w = w,
				  .h = h,
				  .size = 40,
				  .size_min = 20,
				  .align = PRINT_CENTRE,
				  .valign = PRINT_MIDDLE,
				  .text = text};
}

static str draw(struct arena *a, struct print_box b)
{
	struct err e = err_new(a, LANG_VI);
	struct print_drawn out = {0};
	CHECK_INT(print_certificates(a, &a4, &(struct print_sheet){&b, 1, STR_NULL}, 1, &e, &out), TD_OK);
	CHECK_STR(err_first(&e), "");
	CHECK_INT(out.problems.n, 0);
	return out.bytes;
}

static struct ink ink_of(struct arena *a, struct print_box b)
{
	struct arena_mark m = arena_mark(a);
	struct ink k = find_ink(render(a, draw(a, b), "-gray"));
	arena_release(a, m);
	return k;
}

static bool poppler(void)
{
	if (installed("pdftoppm"))
		return true;
	check_skip("poppler is not installed");
	return false;
}

static bool about(u32 got, u32 want, u32 off)
{
	return got + off >= want && got <= want + off;
}

/* ---- cases ---- */

CASE(the_sheet_is_as_large_as_said)
{
	struct arena *a = check_arena();
	if (!poppler())
		return;
	struct picture p = render(a, draw(a, box(0, 0, 29700, 21000, S("x"))), "-gray");
	CHECK(about(p.w, 2970, 1) && about(p.h, 2100, 1));
}

/* A letter that fills its box up to a tenth of a millimetre would hide an error: bars are exact. */
CASE(boxes_stand_at_a_tenth_of_a_millimetre)
{
	struct arena *a = check_arena();
	if (!poppler())
		return;
	struct print_box b = box(12340, 5670, 4000, 4000, S("0123456789"));
	b.qr = true;
	struct qr *q = NULL;
	CHECK_INT(qr_make(a, b.text, &q), TD_OK);
	const double module = 400.0 / (q->size + 2 * QR_QUIET); /* tenths of a millimetre */
	struct ink k = ink_of(a, b);
	CHECK(about(k.left, (u32)(1234 + QR_QUIET * module + 0.5), 1));
	CHECK(about(k.top, (u32)(567 + QR_QUIET * module + 0.5), 1));
	CHECK(about(k.right, (u32)(1634 - QR_QUIET * module + 0.5), 1));
	CHECK(about(k.bottom, (u32)(967 - QR_QUIET * module + 0.5), 1));
}

/* Letters with two marks above and one below are the tallest of Vietnamese. */
CASE(ink_lies_in_the_box)
{
	struct arena *a = check_arena();
	static const u16 sizes[] = {20, 40, 72, 120};
	if (!poppler())
		return;
	for (int align = PRINT_LEFT; align <= PRINT_RIGHT; align++)
		for (int valign = PRINT_TOP; valign <= PRINT_BOTTOM; valign++) {
			struct print_box b = box(2000, 3000, 22000, 5000, S("NGUYỄN ẨN ẬU Ỹ gặp Qyj"));
			b.align = (enum print_align)align;
			b.valign = (enum print_valign)valign;
			b.size = sizes[(align + valign) % 4];
			b.size_min = 4;
			b.bold = align == PRINT_LEFT;
			b.italic = valign == PRINT_TOP;
			struct ink k = ink_of(a, b);
			CHECK(k.left + 3 >= 200 && k.right <= 2400 + 3 && k.top >= 300 && k.bottom <= 800);
			if (align == PRINT_LEFT)
				CHECK(about(k.left, 200, 12));
			if (align == PRINT_RIGHT)
				CHECK(about(k.right, 2400, 12));
			if (valign == PRINT_TOP)
				CHECK(about(k.top, 300, 20));
			if (valign == PRINT_BOTTOM)
				CHECK(about(k.bottom, 800, 20));
		}
}

CASE(centre_is_centred)
{
	struct arena *a = check_arena();
	if (!poppler())
		return;
	struct ink k = ink_of(a, box(5000, 5000, 10000, 3000, S("HHHHH")));
	CHECK(about(k.left + k.right, 2 * 1000, 3));
	/* the middle of a line of capitals is a little above the middle of the line */
	CHECK(about(k.top + k.bottom, 2 * 650, 12));
}

CASE(long_names_shrink_and_short_ones_do_not)
{
	struct arena *a = check_arena();
	if (!poppler())
		return;
	struct print_box one = box(2000, 2000, 9000, 900, S("Hà Văn A")), many = one;
	many.text = S(LONG_NAME);
	struct ink k = ink_of(a, one), l = ink_of(a, many);
	CHECK(l.right - l.left > 700 && l.left >= 200 && l.right <= 1100);
	CHECK(l.bottom - l.top < k.bottom - k.top); /* smaller letters, and still one line */
	many.h = 2000;
	l = ink_of(a, many); /* two lines of the size that was asked for */
	CHECK(l.bottom - l.top > 70 && l.top >= 200 && l.bottom <= 400);
}

CASE(lines_break_where_they_are_told_and_between_words)
{
	struct arena *a = check_arena();
	if (!poppler())
		return;
	str pdf = draw(
	    a, box(2000, 2000, 8000, 6000, S("Tặng danh hiệu\nTập thể lao động xuất sắc năm hai nghìn")));
	str text = ask(a, pdf, "pdftotext -layout", "-");
	size_t lines = 0;
	CHECK(str_find(text, S("Tặng danh hiệu\n")) < text.n);
	for (str rest = text, l; str_split(&rest, '\n', &l);)
		lines += str_trim(l).n > 1;
	CHECK_INT(lines, 3);
}

CASE(marks_of_their_own_are_drawn_as_one_letter)
{
	struct arena *a = check_arena();
	if (!poppler())
		return;
	/* "Nguyễn" in both forms of Unicode */
	str whole = draw(a, box(0, 0, 9000, 2000, S("Nguy\xe1\xbb\x85n"))),
	    parted = draw(a, box(0, 0, 9000, 2000, S("Nguye\xcc\x82\xcc\x83n")));
	CHECK(str_eq(whole, parted));
}

CASE(colour_is_kept)
{
	struct arena *a = check_arena();
	if (!poppler())
		return;
	struct print_box b = box(1000, 1000, 9000, 3000, S("MMM"));
	b.rgb = 0xc00010;
	b.bold = true;
	CHECK_INT(find_ink(render(a, draw(a, b), "-x 0 -y 0 -W 1100 -H 500")).rgb, 0xc00010);
}

CASE(the_picture_fills_the_sheet_and_an_overlay_has_none)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	struct qr *q = NULL;
	if (!poppler())
		return;
	CHECK_INT(qr_make(a, S("nền"), &q), TD_OK);
	struct print_form form = a4;
	form.picture = qr_png(a, q, 3); /* any picture */
	struct print_box b = box(1000, 1000, 9000, 3000, S("chữ"));
	struct print_drawn out = {0};
	CHECK_INT(print_certificates(a, &form, &(struct print_sheet){&b, 1, STR_NULL}, 1, &e, &out), TD_OK);
	struct ink k = find_ink(render(a, out.bytes, "-gray"));
	const double quiet = 4.0 / (q->size + 8);
	/* one dot of it is 10 mm wide, and poppler lets neighbours run into each other */
	CHECK(about(k.left, (u32)(2970 * quiet), 30) && about(k.bottom, (u32)(2100 * (1 - quiet)), 30));
	CHECK(str_find(ask(a, out.bytes, "pdfimages -list", ""), S("image")) <
	      ask(a, out.bytes, "pdfimages -list", "").n);
	str none = ask(a, draw(a, b), "pdfimages -list", "");
	CHECK(str_find(none, S("  image")) == none.n);
}

CASE(the_qr_code_is_read_back)
{
	struct arena *a = check_arena();
	static const char address[] = "https://thidua.example.vn/kt/7QK4-M2XA-93FA";
	if (!poppler())
		return;
	if (!installed("zbarimg")) {
		check_skip("zbar-tools is not installed");
		return;
	}
	for (i32 side = 1200; side <= 4000; side += 1400) {
		struct print_box b = box(20000, 15000, side + 500, side, str_c(address));
		b.qr = true;
		b.align = side == 1200 ? PRINT_LEFT : PRINT_RIGHT;
		str png = ask(a, draw(a, b), "pdftoppm -r 300 -singlefile -png", "");
		str said = ask(a, png, "zbarimg -q --raw", "");
		CHECK_STR(str_trim(said), address);
	}
}
