#include "format/value.h"
#include "tests/lib/arena_case.h"

static const struct value *read(struct arena *a, str json, struct err *e)
{
	const struct value *v = NULL;
	*e = err_new(a, LANG_VI);
	return value_from_json(a, json, e, &v) == TD_OK ? v : NULL;
}

/* What a faulty text is refused with. */
static str refusal(struct arena *a, str json)
{
	struct err e;
	CHECK(read(a, json, &e) == NULL);
	return all_errors(a, &e);
}

static str canonical(struct arena *a, str json)
{
	struct err e;
	const struct value *v = read(a, json, &e);
	CHECK(v != NULL);
	return v ? value_to_json(a, v, VALUE_CANONICAL) : S("");
}

ARENA_CASE(canonical_text)
{
	CHECK_STR(canonical(a, S(" { \"b\" : [1, 2.50, -0.25, 10.0], \"a\" : {\"z\":null,\"y\":true} } ")),
		  "{\"a\":{\"y\":true,\"z\":null},\"b\":[1,2.5,-0.25,10]}");
	CHECK_STR(canonical(a, S("\"\\u1eaf\\n\\t\\\"\\\\\"")), "\"ắ\\n\\t\\\"\\\\\"");
	CHECK_STR(canonical(a, S("[]")), "[]");
	CHECK_STR(canonical(a, S("\xEF\xBB\xBF{}")), "{}");
}

ARENA_CASE(text_is_brought_to_nfc)
{
	/* e + combining circumflex + combining acute → ế */
	CHECK_STR(canonical(a, S("\"e\xCC\x82\xCC\x81\"")), "\"ế\"");
}

ARENA_CASE(pretty_text)
{
	struct value *map = value_map(a), *list = value_list(a);
	value_put_int(a, map, "năm", 2026);
	value_put(a, map, S("ngày"), value_day(a, (struct day){2026, 11, 21}));
	value_put(a, map, S("điểm"), list);
	value_add(a, list, value_num(a, 975));
	CHECK_STR(value_to_json(a, map, VALUE_PRETTY),
		  "{\n  \"năm\": 2026,\n  \"ngày\": \"2026-11-21\",\n  \"điểm\": [\n    9.75\n  ]\n}\n");
}

ARENA_CASE(numbers_are_exact_or_named)
{
	CHECK_STR(canonical(a, S("[0.1,0.07,1234567890123.45,0.29,99.99]")),
		  "[0.1,0.07,1234567890123.45,0.29,99.99]");
	CHECK_STR(refusal(a, S("{\"a\":[{\"b\":0.125},1e3,1.005]}")),
		  "a[0].b: số 0.125 không ghi được bằng nhiều nhất hai chữ số thập phân\n"
		  "a[2]: số 1.005 không ghi được bằng nhiều nhất hai chữ số thập phân\n");
	CHECK_STR(refusal(a, S("[1e20]")),
		  "[0]: số 1e+20 không ghi được bằng nhiều nhất hai chữ số thập phân\n");
	CHECK(str_has_prefix(refusal(a, S("[99999999999999999999]")), S("dòng 1, cột ")));
}

ARENA_CASE(hundredths_of_any_number)
{
	i64 c = 0;
	CHECK_INT(value_as_c(value_int(a, 7), &c), TD_OK);
	CHECK_INT(c, 700);
	CHECK_INT(value_as_c(value_num(a, -25), &c), TD_OK);
	CHECK_INT(c, -25);
	CHECK_INT(value_as_c(value_int(a, INT64_MAX), &c), TD_LIMIT);
	CHECK_INT(value_as_c(value_text(a, S("7")), &c), TD_INVALID);
}

ARENA_CASE(syntax_errors_name_the_line)
{
	CHECK_STR(refusal(a, S("{\n \"a\": 1,\n \"a\": 2}")),
		  "dòng 3, cột 4: một tên được ghi hai lần trong cùng một mục; hãy giữ lại một\n");
	CHECK(str_find(refusal(a, S("{\"a\":")), S("tệp bị cụt")) < 100);
	CHECK(str_find(refusal(a, S("[\"\xff\"]")), S("UTF-8")) < 100);
	CHECK(str_has_prefix(refusal(a, S("{a:1}")), S("dòng 1, cột 2: không đúng cú pháp JSON")));
	CHECK(str_has_prefix(refusal(a, S("[1,]")), S("dòng 1, cột 4")));
	CHECK(str_has_prefix(refusal(a, S("")), S("dòng 1, cột 0")));
	CHECK(refusal(a, S("[\"a\\u0007b\"]")).n > 0);
	CHECK(refusal(a, S("[\"a\\u0000b\"]")).n > 0);
}

static str nested(struct arena *a, int depth)
{
	struct sb b = sb_new(a, 1 << 20);
	for (int i = 0; i < depth; i++)
		sb_byte(&b, '[');
	for (int i = 0; i < depth; i++)
		sb_byte(&b, ']');
	return sb_str(&b);
}

ARENA_CASE(depth_is_limited)
{
	struct err e;
	CHECK(read(a, nested(a, VALUE_MAX_DEPTH), &e) != NULL);
	CHECK(read(a, nested(a, VALUE_MAX_DEPTH + 2), &e) == NULL);
	CHECK(read(a, nested(a, 100000), &e) == NULL);
}

ARENA_CASE(size_is_limited)
{
	struct err e = err_new(a, LANG_VI);
	const struct value *v;
	char *spaces = arena_alloc(a, VALUE_MAX_BYTES + 1);
	memset(spaces, ' ', VALUE_MAX_BYTES + 1);
	CHECK_INT(value_from_json(a, (str){spaces, VALUE_MAX_BYTES + 1}, &e, &v), TD_INVALID);
	CHECK_STR(err_first(&e), "tệp lớn hơn 64 MiB");
}

static td_rc read_sample(struct arena *a, void *ctx)
{
	(void)ctx;
	struct err e = err_new(a, LANG_VI);
	const struct value *v;
	return value_from_json(a, S("{\"một\":[1,2.5,\"ba\",{\"bốn\":null}],\"năm\":\"sáu\"}"), &e, &v);
}

/* Every allocation failed in turn, jansson's among them: always TD_LIMIT, and nothing is left behind (ASan looks). */
CASE(every_allocation_may_fail)
{
	CHECK(check_every_allocation(read_sample, NULL) > 20);
}
