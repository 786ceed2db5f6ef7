#include "base/hash.h"
#include "tests/lib/check.h"

static str hex(struct sha256 h)
{
	return hex_of(check_arena(), h.b, sizeof h.b);
}

CASE(sha256)
{
	struct sha256 h;
	CHECK_INT(sha256_of(S("abc"), &h), TD_OK);
	CHECK_STR(hex(h), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	CHECK_INT(sha256_of(STR_NULL, &h), TD_OK);
	CHECK_STR(hex(h), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	struct sha256_ctx *c = sha256_new(check_arena());
	sha256_add(c, S("a"));
	sha256_add(c, STR_NULL);
	sha256_add(c, S("bc"));
	CHECK_INT(sha256_done(c, &h), TD_OK);
	CHECK_STR(hex(h), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/* RFC 4231, cases 2 and 6, and an empty key. */
CASE(hmac)
{
	struct sha256 h;
	CHECK_INT(hmac_sha256(S("Jefe"), S("what do ya want for nothing?"), &h), TD_OK);
	CHECK_STR(hex(h), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
	char key[131];
	memset(key, 0xaa, sizeof key);
	CHECK_INT(hmac_sha256((str){key, sizeof key},
			      S("Test Using Larger Than Block-Size Key - Hash Key First"), &h),
		  TD_OK);
	CHECK_STR(hex(h), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
	CHECK_INT(hmac_sha256(STR_NULL, STR_NULL, &h), TD_OK);
	CHECK_STR(hex(h), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
	CHECK_INT(hmac_sha256((str){key, (size_t)INT32_MAX + 1}, STR_NULL, &h), TD_LIMIT);
}

CASE(hex_text)
{
	struct arena *a = check_arena();
	str out;
	CHECK_STR(hex_of(a, (const u8 *)"\x00\x7f\xff", 3), "007fff");
	CHECK(hex_parse(a, S("007FfF"), &out) == TD_OK && out.n == 3 &&
	      memcmp(out.p, "\x00\x7f\xff", 3) == 0);
	CHECK(hex_parse(a, S(""), &out) == TD_OK && out.n == 0);
	static const char *const bad[] = {"0", "0g", "g0", "0:", " 0", "é", "0@"};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		CHECK_INT(hex_parse(a, str_c(bad[i]), &out), TD_INVALID);
}

CASE(base64url_text)
{
	static const char *const pairs[][2] = {{"", ""},        {"f", "Zg"},        {"fo", "Zm8"},
					       {"foo", "Zm9v"}, {"foob", "Zm9vYg"}, {"\xfb\xff", "-_8"}};
	struct arena *a = check_arena();
	str out;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		str plain = str_c(pairs[i][0]);
		CHECK_STR(base64url_of(a, (const u8 *)plain.p, plain.n), pairs[i][1]);
		CHECK(base64url_parse(a, str_c(pairs[i][1]), &out) == TD_OK && str_eq(out, plain));
	}
	static const str bad[] = {{"Z", 1},     {"Zg=", 3}, {"Zh", 2}, {"Zm9", 3},
				  {"Zm9vZ", 5}, {"Z+", 2},  {"Z\0", 2}};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		CHECK_INT(base64url_parse(a, bad[i], &out), TD_INVALID);
}

CASE(random_bytes_come_back)
{
	struct arena *a = check_arena();
	for (int i = 0; i < 2000; i++) {
		u8 b[40];
		size_t n = check_random_below(sizeof b);
		for (size_t k = 0; k < n; k++)
			b[k] = (u8)check_random();
		str out;
		CHECK(hex_parse(a, hex_of(a, b, n), &out) == TD_OK && out.n == n && bytes_same(out.p, b, n));
		CHECK(base64url_parse(a, base64url_of(a, b, n), &out) == TD_OK && out.n == n &&
		      bytes_same(out.p, b, n));
	}
	CHECK(!bytes_same("a", "b", 1));
	CHECK(bytes_same("a", "b", 0));
}
