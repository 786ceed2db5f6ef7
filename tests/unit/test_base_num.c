#include "base/num.h"
#include "tests/lib/check.h"

static i64 parsed(const char *z)
{
	i64 c = -99999;
	return num_parse_c(str_c(z), &c) == TD_OK ? c : -99999;
}

CASE(parse)
{
	static const struct {
		const char *text;
		i64 c;
	} good[] = {
	    {"9,5", 950},
	    {"9.5", 950},
	    {"-0,25", -25},
	    {"1000", 100000},
	    {"0", 0},
	    {"-0", 0},
	    {" 98,75\t", 9875},
	    {"+1", 100},
	    {"\u22120,25", -25},
	    {"007,10", 710},
	    {"0,05", 5},
	    {"12.00", 1200},
	    {"999999999999999", 99999999999999900},
	    {"9999999999999,99", 999999999999999},
	};
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		CHECK_INT(parsed(good[i].text), good[i].c);
		CHECK_STR(str_c(num_parse_why(str_c(good[i].text))), "");
	}
}

CASE(refuse)
{
	static const struct {
		const char *text, *why;
	} bad[] = {
	    {"", "Chưa có số."},
	    {" \t", "Chưa có số."},
	    {"abc", "Đây không phải là một số."},
	    {"9,", "Đây không phải là một số."},
	    {",5", "Đây không phải là một số."},
	    {"-", "Đây không phải là một số."},
	    {"--1", "Đây không phải là một số."},
	    {"1 000", "Đây không phải là một số."},
	    {"1e3", "Đây không phải là một số."},
	    {"9,5x", "Đây không phải là một số."},
	    {"9,5,1", "Đây không phải là một số."},
	    {"1,234x", "Đây không phải là một số."},
	    {"1.000", "Sau dấu phẩy hoặc dấu chấm có đúng ba chữ số"},
	    {"-12,345", "Sau dấu phẩy hoặc dấu chấm có đúng ba chữ số"},
	    {"1.234,5", "Sau dấu phẩy hoặc dấu chấm có đúng ba chữ số"},
	    {"1.234.567", "Sau dấu phẩy hoặc dấu chấm có đúng ba chữ số"},
	    {"9,5.123", "Sau dấu phẩy hoặc dấu chấm có đúng ba chữ số"},
	    {"9,1234", "Số có nhiều hơn hai chữ số thập phân."},
	    {"9999999999999999", "Số có quá nhiều chữ số"},
	    {"99999999999999,99", "Số có quá nhiều chữ số"},
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		CHECK_INT(parsed(bad[i].text), -99999);
		str why = str_c(num_parse_why(str_c(bad[i].text)));
		if (!str_has_prefix(why, str_c(bad[i].why)) || str_find_byte(why, '%') < why.n)
			check_fail(__FILE__, __LINE__, "«%s»: %.*s", bad[i].text, STRF(why));
	}
}

static str put(void (*fn)(struct sb *, i64), i64 v)
{
	struct sb b = sb_new(check_arena(), 64);
	fn(&b, v);
	return sb_str(&b);
}

CASE(print)
{
	struct arena *a = check_arena();
	CHECK_STR(num_c(a, 9875), "98,75");
	CHECK_STR(num_c(a, 1250), "12,50");
	CHECK_STR(num_c(a, 123456789), "1234567,89");
	CHECK_STR(num_c(a, -25), "\u22120,25");
	CHECK_STR(num_c(a, INT64_MIN), "\u221292233720368547758,08");
	CHECK_STR(num_short(a, 1250), "12,5");
	CHECK_STR(num_short(a, 1205), "12,05");
	CHECK_STR(num_short(a, 1000), "10");
	CHECK_STR(num_short(a, -25), "\u22120,25");
	CHECK_STR(put(num_put_signed, 50), "+0,50");
	CHECK_STR(put(num_put_signed, 0), "0,00");
	CHECK_STR(put(num_put_signed, -25), "\u22120,25");
	CHECK_STR(put(num_put_grouped, 1234567), "1.234.567");
	CHECK_STR(put(num_put_grouped, 0), "0");
	CHECK_STR(put(num_put_grouped, -999), "\u2212999");
	CHECK_STR(put(num_put_grouped, INT64_MIN), "\u22129.223.372.036.854.775.808");
	CHECK_STR(put(num_put_json, 9875), "98.75");
	CHECK_STR(put(num_put_json, -25), "-0.25");
	CHECK_STR(put(num_put_json, 1000), "10");
}

CASE(what_is_printed_is_read)
{
	void (*const puts[])(struct sb *, i64) = {num_put_c, num_put_short, num_put_signed, num_put_json};
	for (int i = 0; i < 20000; i++) {
		i64 c = (i64)(check_random_below(2000000000000000)) - 1000000000000000, back = 0;
		c /= check_random_below(2) ? 1 : 1 + (i64)check_random_below(1000000000);
		str s = put(puts[i % 4], c);
		if (c > 99999999999999 || c < -99999999999999)
			continue;
		if (num_parse_c(s, &back) != TD_OK || back != c)
			check_fail(__FILE__, __LINE__, "%lld is «%.*s», read as %lld", (long long)c, STRF(s),
				   (long long)back);
	}
}

CASE(checked_arithmetic)
{
	i64 v = 0;
	CHECK(num_add(2, 3, &v) == TD_OK && v == 5);
	CHECK(num_mul(-2, 3, &v) == TD_OK && v == -6);
	CHECK(num_add(INT64_MAX, 1, &v) == TD_LIMIT);
	CHECK(num_mul(INT64_MAX, 2, &v) == TD_LIMIT);
	CHECK(num_abs(INT64_MIN) == (u64)INT64_MAX + 1);
}
