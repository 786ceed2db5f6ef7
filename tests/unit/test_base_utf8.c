#include "base/utf8.h"
#include "tests/lib/check.h"

static td_rc clean(str in, str *out, size_t *bad)
{
	*bad = 9999;
	return utf8_clean(check_arena(), in, out, bad);
}

CASE(a_cut_text_keeps_whole_characters)
{
	CHECK_STR(utf8_upto(S("thẩm"), 10), "thẩm");
	CHECK_STR(utf8_upto(S("thẩm"), 4), "th"); /* ẩ takes three bytes */
	CHECK_STR(utf8_upto(S("thẩm"), 5), "thẩ");
	CHECK_STR(utf8_upto(S("ẩ"), 2), "");
}

CASE(refuses_broken_text)
{
	static const struct {
		str text;
		size_t at;
	} bad[] = {
	    {{"a\xff", 2}, 1},
	    {{"\xc0\xaf", 2}, 0}, /* overlong */
	    {{"\xc1\xbf", 2}, 0},
	    {{"\xe0\x9f\xbf", 3}, 0},
	    {{"\xf0\x8f\xbf\xbf", 4}, 0},
	    {{"ab\xed\xa0\x80", 5}, 2},   /* surrogate */
	    {{"\xf4\x90\x80\x80", 4}, 0}, /* above U+10FFFF */
	    {{"\xf5\x80\x80\x80", 4}, 0},
	    {{"\x80", 1}, 0},
	    {{"x\xe1\xba", 3}, 1}, /* cut short */
	    {{"\xe1\xba\x28", 3}, 0},
	    {{"a\0b", 3}, 1},
	    {{"a\x1f", 2}, 1},
	    {{"\x7f", 1}, 0},
	    {{"\xc2\x85", 2}, 0},
	    {{"\xef\xbf\xbe", 3}, 0},
	    {{"\xef\xbf\xbf", 3}, 0},
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		str out;
		size_t at;
		CHECK_INT(clean(bad[i].text, &out, &at), TD_INVALID);
		CHECK_INT(at, bad[i].at);
	}
}

CASE(clean_text_is_not_copied)
{
	static const char *const good[] = {"", "Cụm thi đua số 10\t\r\n", "“98,75 – đạt”", "日本", "🏆", "а́"};
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		str in = str_c(good[i]), out = STR_NULL;
		size_t at;
		CHECK_INT(clean(in, &out, &at), TD_OK);
		CHECK(out.p == in.p && out.n == in.n);
	}
}

CASE(normalises)
{
	str out;
	size_t at;
	CHECK_INT(clean(S("Nguye\u0302\u0303n Va\u0306n A"), &out, &at), TD_OK);
	CHECK_STR(out, "Nguyễn Văn A");
	CHECK_INT(clean(S("e\u0323\u0302"), &out, &at), TD_OK);
	CHECK_STR(out, "ệ");
	CHECK_INT(clean(S("\u212B"), &out, &at), TD_OK); /* the ångström sign is Å */
	CHECK_STR(out, "\u00C5");
	str again;
	CHECK_INT(clean(out, &again, &at), TD_OK);
	CHECK(again.p == out.p);
}

CASE(walks)
{
	str s = S("aệ🏆\xff!");
	CHECK_INT(utf8_len(s), 5);
	CHECK_INT(utf8_next(&s), 'a');
	CHECK_INT(utf8_next(&s), 0x1EC7);
	CHECK_INT(utf8_next(&s), 0x1F3C6);
	CHECK_INT(utf8_next(&s), 0xFFFD);
	CHECK_INT(utf8_next(&s), '!');
	CHECK_INT(utf8_next(&s), -1);
}

/* Every scalar value, encoded here and read there. */
CASE(every_code_point)
{
	for (i32 c = 0; c <= 0x10FFFF; c++) {
		char b[4];
		size_t n = 0;
		if (c < 0x80) {
			b[n++] = (char)c;
		} else if (c < 0x800) {
			b[n++] = (char)(0xC0 | c >> 6);
		} else if (c < 0x10000) {
			b[n++] = (char)(0xE0 | c >> 12);
			b[n++] = (char)(0x80 | (c >> 6 & 0x3F));
		} else {
			b[n++] = (char)(0xF0 | c >> 18);
			b[n++] = (char)(0x80 | (c >> 12 & 0x3F));
			b[n++] = (char)(0x80 | (c >> 6 & 0x3F));
		}
		if (c >= 0x80)
			b[n++] = (char)(0x80 | (c & 0x3F));
		str s = {b, n};
		i32 want = c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c, got = utf8_next(&s);
		if (got != want)
			check_fail(__FILE__, __LINE__, "U+%04X is read as %X", (unsigned)c, (unsigned)got);
	}
}

CASE(random_bytes_never_break_it)
{
	for (int i = 0; i < 20000; i++) {
		struct arena_mark mark = arena_mark(check_arena());
		char b[24];
		size_t n = check_random_below(sizeof b), at;
		for (size_t k = 0; k < n; k++)
			b[k] = (char)(check_random_below(3) ? check_random_below(128)
							    : 0xC0 + check_random_below(64));
		str s = {b, n}, once, twice;
		if (clean(s, &once, &at) == TD_OK) {
			CHECK_INT(clean(once, &twice, &at), TD_OK);
			CHECK(once.p == twice.p);
		} else {
			CHECK(at < n);
		}
		CHECK(utf8_len(s) <= n);
		arena_release(check_arena(), mark);
	}
}
