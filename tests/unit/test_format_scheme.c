#include "format/rules.h"
#include "tests/lib/arena_case.h"

static td_rc read(struct arena *a, str json, struct scheme *s, struct err *e)
{
	*e = err_new(a, LANG_VI);
	return scheme_from_json(a, json, e, s);
}

static str refusal(struct arena *a, str json)
{
	struct scheme s;
	struct err e;
	CHECK_INT(read(a, json, &s, &e), TD_INVALID);
	return all_errors(a, &e);
}

#define HEAD "{\"format\":\"thidua-scheme/1\",\"code\":\"X\",\"title\":\"Bảng thử\","
#define LEAF "{\"code\":\"1\",\"name\":\"Một\",\"kind\":\"manual\",\"max\":10}"

ARENA_CASE(smallest_scheme)
{
	struct scheme s;
	struct err e;
	CHECK_INT(read(a, S(HEAD "\"criteria\":[" LEAF "]}"), &s, &e), TD_OK);
	CHECK_INT(s.n_nodes, 2);
	CHECK_INT(s.max_c, 1000);
	CHECK_INT(s.nodes[0].max_c, 1000);
	CHECK_STR(s.nodes[0].code, SCHEME_ROOT_CODE);
	CHECK_STR(s.nodes[1].name, "Một");
	CHECK_INT(s.round_step_c, 1);
	CHECK(s.sealable);
}

ARENA_CASE(tree_in_preorder_with_roles_inherited)
{
	struct scheme s;
	struct err e;
	str json =
	    S(HEAD "\"criteria\":[{\"code\":\"I\",\"name\":\"Nhóm\",\"kind\":\"group\",\"children\":[" LEAF
		   ",{\"code\":\"2\",\"name\":\"Hai\",\"kind\":\"bool\",\"max\":2.5}]},"
		   "{\"code\":\"T\",\"name\":\"Thưởng\",\"kind\":\"group\",\"role\":\"bonus\",\"children\":["
		   "{\"code\":\"T1\",\"name\":\"Cờ\",\"kind\":\"bool\",\"max\":5}]}]}");
	CHECK_INT(read(a, json, &s, &e), TD_OK);
	CHECK_INT(s.n_nodes, 6);
	CHECK_INT(s.nodes[1].max_c, 1250);
	CHECK_INT(s.nodes[1].subtree_end, 4);
	CHECK_INT(s.nodes[5].role, ROLE_BONUS);
	CHECK_INT(s.max_c, 1250);
}

ARENA_CASE(faults_are_named_all_at_once)
{
	CHECK_STR(
	    refusal(a, S(HEAD
			 "\"max\":\"100\",\"criteria\":[{\"code\":\"1\",\"nme\":\"Một\",\"kind\":\"manual\","
			 "\"max\":10,\"each\":2},{\"code\":\"2\",\"name\":\"Hai\",\"kind\":\"manul\",\"max\":"
			 "true}]}")),
	    "max: phải là số, không đặt trong ngoặc kép, dấu thập phân là dấu chấm\n"
	    "criteria[0]: thiếu “name”\n"
	    "criteria[0]: không có tên “nme” ở đây; có phải là “name”?\n"
	    "criteria[0]: không có tên “each” ở đây; hãy bỏ đi\n"
	    "criteria[1].kind: phải là một trong các từ “group”, “manual”, “level”, “ratio”, “leader”, "
	    "“relative”, “bool”, “count”, “bonus_penalty”, “deduct”, “threshold”, “knockout”\n"
	    "criteria[1].max: phải là số, không đặt trong ngoặc kép, dấu thập phân là dấu chấm\n"
	    "1: Tiêu chí chưa có tên; ghi nội dung thi đua.\n"
	    "TONG: Tổng điểm chuẩn các mục con là 10, khác điểm chuẩn 0 của nhóm; sửa một trong hai cho "
	    "khớp.\n");
}

ARENA_CASE(places_of_references)
{
	CHECK_STR(
	    refusal(a, S(HEAD
			 "\"classes\":[{\"code\":\"TOT\",\"label\":\"Tốt\"}],\"ties\":[{\"by\":\"criterion\","
			 "\"criterion\":\"9\",\"text\":\"Mục 9.\"}],\"criteria\":[" LEAF
			 ",{\"code\":\"2\",\"name\":\"Kỷ luật\",\"kind\":\"knockout\",\"effect\":\"ceiling\","
			 "\"ceiling\":\"TOTT\"}]}")),
	    "criteria[1].ceiling: không có mức xếp loại “TOTT”; có phải là “TOT”?\n"
	    "ties[0].criterion: phải là mã của một tiêu chí trong bảng\n");
	CHECK_STR(refusal(a, S("{\"format\":\"x\",\"code\":\"X\",\"title\":\"T\",\"criteria\":[" LEAF "]}")),
		  "format: bảng tiêu chí phải ghi \"format\": \"thidua-scheme/1\"\n");
	CHECK_STR(refusal(a, S("[]")), ": phải là một mục trong ngoặc nhọn { }\n");
}

ARENA_CASE(profiles_are_read_and_written)
{
	static const char two[] =
	    "\"criteria\":[" LEAF ",{\"code\":\"2\",\"name\":\"Hai\",\"kind\":\"manual\","
	    "\"max\":5}]}";
	struct scheme s;
	struct err e;
	str with =
	    arena_fmt(a,
		      HEAD "\"profiles\":[{\"code\":\"dn\",\"name\":\"Doanh nghiệp\",\"without\":[\"2\"],"
			   "\"reason\":\"không có\"}],%s",
		      two);
	CHECK_INT(read(a, with, &s, &e), TD_OK);
	CHECK_STR(all_errors(a, &e), "");
	CHECK_INT(s.n_profiles, 1);
	CHECK_INT(s.profiles[0].nodes[0], 2);
	str bytes = scheme_canonical_json(a, &s);
	CHECK(str_find(bytes, S("\"profiles\":[{\"code\":\"dn\"")) < bytes.n);
	CHECK_INT(read(a, bytes, &s, &e), TD_OK);
	CHECK(str_eq(bytes, scheme_canonical_json(a, &s)));
	s.n_profiles = 0; /* a table without any has the bytes it always had */
	bytes = scheme_canonical_json(a, &s);
	CHECK(str_find(bytes, S("profiles")) >= bytes.n);
	CHECK_STR(refusal(a, arena_fmt(a,
				       HEAD "\"profiles\":[{\"code\":\"dn\",\"name\":\"Doanh nghiệp\","
					    "\"without\":[\"1\",\"7\"],\"reason\":\"không có\"}],%s",
				       two)),
		  "profiles[0].without: phải là mã của các mục trong bảng\n");
}

/* Every shipped file is sound, and reading what is written gives the same bytes again. */
ARENA_CASE(shipped_schemes_round_trip)
{
	struct embed_set set = rules_schemes();
	CHECK_INT(set.n, 8);
	for (size_t i = 0; i < set.n; i++) {
		struct scheme s, again;
		struct err e;
		CHECK_INT(read(a, set.at[i].bytes, &s, &e), TD_OK);
		CHECK_STR(all_errors(a, &e), "");
		str bytes = scheme_canonical_json(a, &s);
		CHECK_INT(read(a, bytes, &again, &e), TD_OK);
		CHECK(str_eq(bytes, scheme_canonical_json(a, &again)));
		CHECK_INT(s.n_nodes, again.n_nodes);
	}
}

/* decisions 15: what the source lacks cannot be sealed; T4 and T5 are rules with an example table. */
ARENA_CASE(cut_tables_cannot_be_sealed)
{
	static const struct {
		const char *code;
		td_rc seal;
	} want[] = {{"MAC-DINH-100", TD_OK}, {"T1", TD_INVALID}, {"t2", TD_OK}, {"T3", TD_INVALID},
		    {"T4", TD_OK},           {"T5", TD_OK},      {"T6", TD_OK}, {"T7", TD_INVALID}};
	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		struct scheme s;
		struct err e = err_new(a, LANG_VI);
		CHECK_INT(rules_scheme(a, str_c(want[i].code), &e, &s, NULL), TD_OK);
		CHECK_INT(scheme_check_seal(&s, &e), want[i].seal);
		CHECK(rules_example(a, s.code) != NULL);
	}
	struct scheme s;
	struct err e = err_new(a, LANG_VI);
	CHECK_INT(rules_scheme(a, S("T8"), &e, &s, NULL), TD_NOT_FOUND);
}
