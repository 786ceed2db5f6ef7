#include "domain/check_code.h"

static const char letters[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
enum { BASE = 32, GROUP = 4 };

/* Luhn's sum for 32 letters: finds one wrong letter and most neighbours that changed places. */
static u32 last_of(const u8 *digits)
{
	u32 sum = 0;
	for (u32 i = 0; i < CHECK_CODE_SEED; i++) {
		u32 d = digits[i] * ((CHECK_CODE_SEED - i) % 2 ? 2u : 1u);
		sum += d / BASE + d % BASE;
	}
	return (BASE - sum % BASE) % BASE;
}

str check_code_of(struct arena *a, const u8 seed[CHECK_CODE_SEED])
{
	u8 digits[CHECK_CODE_SEED];
	char *p = arena_alloc(a, CHECK_CODE_LEN);
	for (u32 i = 0; i < CHECK_CODE_SEED; i++) {
		digits[i] = seed[i] % BASE;
		p[i] = letters[digits[i]];
	}
	p[CHECK_CODE_SEED] = letters[last_of(digits)];
	return (str){p, CHECK_CODE_LEN};
}

str check_code_print(struct arena *a, str code)
{
	if (code.n != CHECK_CODE_LEN)
		return code;
	return arena_fmt(a, "%.*s-%.*s-%.*s", GROUP, code.p, GROUP, code.p + GROUP, GROUP,
			 code.p + 2 * GROUP);
}

static bool digit_of(char c, u8 *out)
{
	char up = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
	for (u32 i = 0; i < BASE; i++)
		if (letters[i] == up) {
			*out = (u8)i;
			return true;
		}
	return false;
}

td_rc check_code_read(struct arena *a, str typed, str *code)
{
	u8 digits[CHECK_CODE_LEN];
	u32 n = 0;
	for (size_t i = 0; i < typed.n; i++) {
		if (typed.p[i] == ' ' || typed.p[i] == '-')
			continue;
		if (n == CHECK_CODE_LEN || !digit_of(typed.p[i], &digits[n]))
			return TD_INVALID;
		n++;
	}
	if (n != CHECK_CODE_LEN || digits[CHECK_CODE_SEED] != last_of(digits))
		return TD_INVALID;
	char *p = arena_alloc(a, CHECK_CODE_LEN);
	for (u32 i = 0; i < CHECK_CODE_LEN; i++)
		p[i] = letters[digits[i]];
	*code = (str){p, CHECK_CODE_LEN};
	return TD_OK;
}
