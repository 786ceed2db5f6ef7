#include "base/num.h"

#include "base/i18n.h"

/* What a text is, as num_parse_c() reads it. */
enum verdict { NUMBER, EMPTY, NOT_A_NUMBER, THOUSANDS, DECIMALS, TOO_LONG, VERDICT__N };

enum { DIGITS_MAX = 15, TEXT_MAX = 32 };

static const char *const why[VERDICT__N] = {
    [NUMBER] = "",
    [EMPTY] = N_("Chưa có số. Hãy nhập một số, ví dụ 9,5."),
    [NOT_A_NUMBER] =
	N_("Đây không phải là một số. Hãy chỉ dùng chữ số và nhiều nhất một dấu phẩy, ví dụ 9,5."),
    [THOUSANDS] =
	N_("Sau dấu phẩy hoặc dấu chấm có đúng ba chữ số nên không rõ đó là phần thập phân hay hàng nghìn. "
	   "Hãy viết liền phần nguyên và nhiều nhất hai chữ số thập phân, ví dụ 1234,5."),
    [DECIMALS] = N_("Số có nhiều hơn hai chữ số thập phân. Hãy làm tròn đến hai chữ số sau dấu phẩy."),
    [TOO_LONG] = N_("Số có quá nhiều chữ số (nhiều nhất 15). Hãy kiểm tra lại."),
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Cuts the digits at the start off *s. */
static str take_digits(str *s)
{
	size_t n = 0;
	while (n < s->n && is_digit(s->p[n]))
		n++;
	str digits = str_upto(*s, n);
	*s = str_from(*s, n);
	return digits;
}

static bool take_sign(str *s)
{
	static const str minus[] = {{"-", 1}, {"\u2212", 3}, {"+", 1}};
	for (size_t i = 0; i < 3; i++) {
		if (str_has_prefix(*s, minus[i])) {
			*s = str_from(*s, minus[i].n);
			return i < 2;
		}
	}
	return false;
}

static i64 add_digits(i64 v, str digits)
{
	for (size_t i = 0; i < digits.n; i++)
		v = v * 10 + (digits.p[i] - '0');
	return v;
}

static bool is_mark(str s)
{
	return s.n && (s.p[0] == ',' || s.p[0] == '.');
}

/* A mark and exactly three digits behind it: "1.000", "12,345", "1.234.567", "1.234,5". */
static bool looks_like_thousands(str s)
{
	take_digits(&s);
	while (is_mark(s)) {
		s = str_from(s, 1);
		if (take_digits(&s).n == 3 && (s.n == 0 || is_mark(s)))
			return true;
	}
	return false;
}

static enum verdict scan(str s, i64 *out_c)
{
	s = str_trim(s);
	if (s.n == 0)
		return EMPTY;
	bool negative = take_sign(&s);
	if (looks_like_thousands(s))
		return THOUSANDS;
	str whole = take_digits(&s), part = {"", 0};
	if (is_mark(s)) {
		s = str_from(s, 1);
		part = take_digits(&s);
		if (part.n == 0)
			return NOT_A_NUMBER;
	}
	if (whole.n == 0 || s.n)
		return NOT_A_NUMBER;
	if (part.n > 2)
		return DECIMALS;
	if (whole.n + part.n > DIGITS_MAX)
		return TOO_LONG;
	i64 c = add_digits(add_digits(0, whole), part);
	for (size_t i = part.n; i < 2; i++)
		c *= 10;
	*out_c = negative ? -c : c;
	return NUMBER;
}

td_rc num_parse_c(str s, i64 *out_c)
{
	return scan(s, out_c) == NUMBER ? TD_OK : TD_INVALID;
}

const char *num_parse_why(str s)
{
	i64 c;
	return why[scan(s, &c)];
}

static void put_sign(struct sb *b, i64 v)
{
	if (v < 0)
		SB_LIT(b, "\u2212");
}

/* |c| with the given mark; all: two decimals always, otherwise as few as exact. */
static void put_decimal(struct sb *b, u64 c, char mark, bool all)
{
	unsigned part = (unsigned)(c % 100);
	sb_int(b, (i64)(c / 100));
	if (part == 0 && !all)
		return;
	sb_byte(b, mark);
	sb_byte(b, (char)('0' + part / 10));
	if (all || part % 10)
		sb_byte(b, (char)('0' + part % 10));
}

void num_put_c(struct sb *b, i64 c)
{
	put_sign(b, c);
	put_decimal(b, num_abs(c), ',', true);
}

void num_put_short(struct sb *b, i64 c)
{
	put_sign(b, c);
	put_decimal(b, num_abs(c), ',', false);
}

void num_put_signed(struct sb *b, i64 c)
{
	if (c > 0)
		sb_byte(b, '+');
	num_put_c(b, c);
}

void num_put_grouped(struct sb *b, i64 v)
{
	char t[32];
	size_t at = sizeof t, n = 0;
	u64 u = num_abs(v);
	do {
		if (n && n % 3 == 0)
			t[--at] = '.';
		t[--at] = (char)('0' + u % 10);
		u /= 10;
		n++;
	} while (u);
	put_sign(b, v);
	sb_put(b, (str){t + at, sizeof t - at});
}

void num_put_json(struct sb *b, i64 c)
{
	if (c < 0)
		sb_byte(b, '-');
	put_decimal(b, num_abs(c), '.', false);
}

str num_c(struct arena *a, i64 c)
{
	struct sb b = sb_new(a, TEXT_MAX);
	num_put_c(&b, c);
	return sb_str(&b);
}

str num_short(struct arena *a, i64 c)
{
	struct sb b = sb_new(a, TEXT_MAX);
	num_put_short(&b, c);
	return sb_str(&b);
}

td_rc num_add(i64 a, i64 b, i64 *out)
{
	return __builtin_add_overflow(a, b, out) ? TD_LIMIT : TD_OK;
}

td_rc num_mul(i64 a, i64 b, i64 *out)
{
	return __builtin_mul_overflow(a, b, out) ? TD_LIMIT : TD_OK;
}
