#include "format/data_json.h"
#include "format/legal.h"
#include "format/rules.h"
#include "tests/lib/arena_case.h"

#define SCHEME                                                                                                 \
	"{\"format\":\"thidua-scheme/1\",\"code\":\"X\",\"title\":\"Bảng thử\",\"total_may_exceed\":true," \
	"\"classes\":[{\"code\":\"T\",\"label\":\"Tốt\"}],\"criteria\":["                                    \
	"{\"code\":\"m\",\"name\":\"Trực tiếp\",\"kind\":\"manual\",\"max\":10},"                          \
	"{\"code\":\"l\",\"name\":\"Mức\",\"kind\":\"level\",\"max\":2,\"levels\":[{\"label\":\"Có\","      \
	"\"points\":2}]},"                                                                                     \
	"{\"code\":\"v\",\"name\":\"Ngày chậm\",\"kind\":\"level\",\"max\":2,\"by_value\":true,"            \
	"\"levels\":[{\"label\":\"Đúng "                                                                     \
	"hạn\",\"points\":2,\"to\":0},{\"label\":\"Chậm\",\"points\":0,\"from\":0,\"from_excl\":true}]},"  \
	"{\"code\":\"r\",\"name\":\"Tỷ lệ\",\"kind\":\"ratio\",\"max\":10},"                               \
	"{\"code\":\"b\",\"name\":\"Có\",\"kind\":\"bool\",\"max\":1},"                                       \
	"{\"code\":\"p\",\"name\":\"Cộng "                                                                   \
	"trừ\",\"kind\":\"bonus_penalty\",\"max\":5,\"min\":-5,\"each\":1,\"against\":1},"                   \
	"{\"code\":\"x\",\"name\":\"Chấm "                                                                   \
	"chéo\",\"kind\":\"manual\",\"max\":5,\"judging\":\"mean\",\"peers\":true},"                          \
	"{\"code\":\"s\",\"name\":\"Các sở\",\"kind\":\"manual\",\"max\":5,\"judging\":\"mean\"},"          \
	"{\"code\":\"k\",\"name\":\"Loại trừ\",\"kind\":\"knockout\",\"effect\":\"exclude\"}]}"

#define UNITS                                                                                          \
	"\"units\":[{\"code\":\"A\",\"name\":\"Đơn vị A\"},{\"code\":\"B\",\"name\":\"Đơn vị " \
	"B\",\"women_percent\":72.5}]"
#define DATA(scores)                                                                               \
	"{\"format\":\"thidua-data/1\",\"cluster\":\"Cụm\",\"year\":2026," UNITS                   \
	",\"judges\":[{\"code\":\"S1\",\"name\":\"Sở một\"},{\"code\":\"S2\",\"name\":\"Sở " \
	"hai\"}],\"scores\":[" scores "]}"

struct loaded {
	struct scheme s;
	struct score_table t;
	struct err e;
	td_rc rc;
};

static struct loaded load(struct arena *a, str data)
{
	struct loaded l = {.e = err_new(a, LANG_VI)};
	CHECK_INT(scheme_from_json(a, S(SCHEME), &l.e, &l.s), TD_OK);
	l.rc = data_from_json(a, data, &l.s, &l.e, &l.t);
	return l;
}

static str refusal(struct arena *a, str data)
{
	struct loaded l = load(a, data);
	CHECK_INT(l.rc, TD_INVALID);
	return all_errors(a, &l.e);
}

static struct score_col column(struct arena *a, const struct loaded *l, const char *code,
			       enum score_stage stage)
{
	struct score_input in;
	score_table_input(a, &l->s, &l->t, stage, &in);
	return in.cols[scheme_find(&l->s, str_c(code))];
}

ARENA_CASE(values_by_kind)
{
	struct loaded l =
	    load(a, S(DATA("{\"unit\":\"A\",\"criterion\":\"m\",\"points\":9.5},"
			   "{\"unit\":\"A\",\"criterion\":\"l\",\"level\":1},"
			   "{\"unit\":\"A\",\"criterion\":\"v\",\"value\":3},"
			   "{\"unit\":\"B\",\"criterion\":\"r\",\"actual\":80.25,\"target\":100},"
			   "{\"unit\":\"B\",\"criterion\":\"b\",\"done\":true},"
			   "{\"unit\":\"B\",\"criterion\":\"p\",\"for\":2,\"against\":1},"
			   "{\"unit\":\"B\",\"criterion\":\"k\",\"found\":false}")));
	CHECK_INT(l.rc, TD_OK);
	CHECK_STR(all_errors(a, &l.e), "");
	CHECK_INT(l.t.units.at[1].women_pct_c, 7250);
	CHECK_INT(l.t.units.at[0].women_pct_c, -1);
	CHECK_INT(column(a, &l, "m", STAGE_SELF).a[0], 950);
	CHECK_INT(column(a, &l, "m", STAGE_SELF).state[1], CELL_EMPTY);
	CHECK_INT(column(a, &l, "l", STAGE_SELF).a[0], 1);
	CHECK_INT(column(a, &l, "v", STAGE_SELF).a[0], 300);
	CHECK_INT(column(a, &l, "r", STAGE_SELF).a[1], 8025);
	CHECK_INT(column(a, &l, "r", STAGE_SELF).b[1], 10000);
	CHECK_INT(column(a, &l, "r", STAGE_SELF).has_b[0], 0);
	CHECK_INT(column(a, &l, "b", STAGE_SELF).a[1], 1);
	CHECK_INT(column(a, &l, "p", STAGE_SELF).b[1], 100);
	CHECK_INT(column(a, &l, "k", STAGE_SELF).a[1], 0);
	CHECK_INT(column(a, &l, "k", STAGE_SELF).state[1], CELL_SET);
}

ARENA_CASE(judges_by_peers_and_by_name)
{
	struct loaded l =
	    load(a, S(DATA("{\"unit\":\"A\",\"criterion\":\"x\",\"judge\":\"B\",\"points\":4},"
			   "{\"unit\":\"A\",\"criterion\":\"s\",\"judge\":\"S2\",\"points\":3},"
			   "{\"unit\":\"B\",\"criterion\":\"s\",\"judge\":\"S1\",\"points\":2}")));
	CHECK_INT(l.rc, TD_OK);
	struct score_col x = column(a, &l, "x", STAGE_SELF), s = column(a, &l, "s", STAGE_SELF);
	CHECK_INT(x.n_judges, 2);
	CHECK_INT(x.a[1 * 2 + 0], 400);
	CHECK_INT(x.state[0 * 2 + 0], CELL_EMPTY);
	CHECK_INT(s.a[1 * 2 + 0], 300);
	CHECK_INT(s.a[0 * 2 + 1], 200);
	CHECK_STR(refusal(a, S(DATA("{\"unit\":\"A\",\"criterion\":\"x\",\"judge\":\"A\",\"points\":4},"
				    "{\"unit\":\"A\",\"criterion\":\"s\",\"points\":4},"
				    "{\"unit\":\"A\",\"criterion\":\"s\",\"judge\":\"S3\",\"points\":4},"
				    "{\"unit\":\"A\",\"criterion\":\"m\",\"judge\":\"S1\",\"points\":4}"))),
		  "scores[1]: thiếu “judge”, ghi bằng mã trong ngoặc kép\n"
		  "scores[2].judge: không có mã “S3”; có phải là “S1”?\n"
		  "scores[3].judge: tiêu chí “m” không chấm bởi nhiều người; hãy bỏ đi\n"
		  "scores[0]: đơn vị “A” không chấm chéo chính mình\n");
}

/* The value as of a stage is the latest stage not after it; a later stage keeps the target. */
ARENA_CASE(stages_stand_side_by_side)
{
	struct loaded l = load(
	    a,
	    S(DATA(
		"{\"unit\":\"A\",\"criterion\":\"r\",\"stage\":\"final\",\"actual\":70,\"reason\":\"Họp.\"},"
		"{\"unit\":\"A\",\"criterion\":\"r\",\"stage\":\"self\",\"actual\":90,\"target\":100},"
		"{\"unit\":\"A\",\"criterion\":\"r\",\"stage\":\"verified\",\"actual\":80,\"reason\":\"Sót."
		"\"},"
		"{\"unit\":\"B\",\"criterion\":\"r\",\"stage\":\"verified\",\"actual\":60,\"target\":50}")));
	CHECK_INT(l.rc, TD_OK);
	CHECK_INT(score_table_stage(&l.t), STAGE_FINAL);
	CHECK_INT(column(a, &l, "r", STAGE_SELF).a[0], 9000);
	CHECK_INT(column(a, &l, "r", STAGE_CROSS).a[0], 9000);
	CHECK_INT(column(a, &l, "r", STAGE_CROSS).state[1], CELL_EMPTY);
	CHECK_INT(column(a, &l, "r", STAGE_VERIFIED).a[0], 8000);
	CHECK_INT(column(a, &l, "r", STAGE_VERIFIED).b[0], 10000);
	CHECK_INT(column(a, &l, "r", STAGE_COUNCIL).a[0], 7000);
	CHECK_INT(column(a, &l, "r", STAGE_COUNCIL).a[1], 6000);
}

ARENA_CASE(reasons_are_asked_for)
{
	CHECK_STR(
	    refusal(a, S(DATA("{\"unit\":\"A\",\"criterion\":\"m\",\"points\":9},"
			      "{\"unit\":\"A\",\"criterion\":\"m\",\"stage\":\"verified\",\"points\":8},"
			      "{\"unit\":\"B\",\"criterion\":\"m\",\"na\":true}"))),
	    "scores[1]: khác giá trị bước Tự chấm của đơn vị “A”, tiêu chí “m” nên phải ghi lý do "
	    "(“reason”)\n"
	    "scores[2]: tiêu chí “m” không áp dụng cho đơn vị “B” thì phải ghi lý do (“reason”)\n");
	struct loaded same =
	    load(a, S(DATA("{\"unit\":\"A\",\"criterion\":\"m\",\"points\":9},"
			   "{\"unit\":\"A\",\"criterion\":\"m\",\"stage\":\"verified\",\"points\":9.0},"
			   "{\"unit\":\"B\",\"criterion\":\"m\",\"na\":true,\"reason\":\"Mới lập.\"},"
			   "{\"unit\":\"B\",\"criterion\":\"m\",\"stage\":\"final\",\"na\":true}")));
	CHECK_INT(same.rc, TD_OK);
	CHECK_INT(column(a, &same, "m", STAGE_FINAL).state[1], CELL_NA);
}

ARENA_CASE(what_a_cell_may_not_be)
{
	CHECK_STR(
	    refusal(a,
		    S(DATA("{\"unit\":\"A\",\"criterion\":\"m\",\"points\":\"9,5\"},"
			   "{\"unit\":\"A\",\"criterion\":\"l\",\"level\":1.5},"
			   "{\"unit\":\"A\",\"criterion\":\"b\",\"done\":1},"
			   "{\"unit\":\"A\",\"criterion\":\"b\",\"na\":true,\"done\":true,\"reason\":\"x\"},"
			   "{\"unit\":\"A\",\"criterion\":\"TONG\",\"points\":1},"
			   "7,{\"unit\":\"A\",\"criterion\":\"v\",\"value\":1,\"evidence\":[3],\"stage\":"
			   "\"cuối\"}"))),
	    "scores[0].points: phải là số, không đặt trong ngoặc kép, dấu thập phân là dấu chấm\n"
	    "scores[1].level: phải là số thứ tự của mức được chọn: 1, 2, …\n"
	    "scores[2].done: phải là true (có) hoặc false (không)\n"
	    "scores[3].na: đã ghi không áp dụng thì không ghi giá trị\n"
	    "scores[4].criterion: không có mã “TONG”\n"
	    "scores[5]: phải là một mục trong ngoặc nhọn { }\n"
	    "scores[6].stage: phải là một trong các từ “self”, “cross”, “verified”, “explained”, “final”, "
	    "“council”\n"
	    "scores[6].evidence: mỗi minh chứng phải là chữ trong ngoặc kép\n"
	    "scores[3]: đơn vị “A”, tiêu chí “b” đã có giá trị của bước Tự chấm ở scores[2]\n");
	CHECK_STR(
	    refusal(a, S("{\"format\":\"thidua-data/1\",\"units\":[],\"years\":2026}")),
	    ": thiếu “units”: danh sách đơn vị của cụm\n: không có tên “years” ở đây; có phải là “year”?\n");
}

ARENA_CASE(examples_round_trip)
{
	struct embed_set set = rules_schemes();
	for (size_t i = 0; i < set.n; i++) {
		struct loaded l = {.e = err_new(a, LANG_VI)};
		CHECK_INT(scheme_from_json(a, set.at[i].bytes, &l.e, &l.s), TD_OK);
		const struct embed_file *example = rules_example(a, l.s.code);
		CHECK(example != NULL);
		if (example == NULL)
			continue;
		CHECK_INT(data_from_json(a, example->bytes, &l.s, &l.e, &l.t), TD_OK);
		CHECK_STR(all_errors(a, &l.e), "");
		str bytes = value_to_json(a, data_to_value(a, &l.s, &l.t), VALUE_CANONICAL);
		struct score_table again;
		CHECK_INT(data_from_json(a, bytes, &l.s, &l.e, &again), TD_OK);
		CHECK(str_eq(bytes, value_to_json(a, data_to_value(a, &l.s, &again), VALUE_CANONICAL)));
	}
}

/* facts.md 4.1: 90 % and 80 % of all members, known from 2024 on; before that the program asks. */
ARENA_CASE(ballot_thresholds_by_day)
{
	struct legal_ballot b;
	CHECK_INT(legal_ballot_on(a, S("CSTDBT"), (struct day){2025, 6, 30}, &b), TD_OK);
	CHECK_INT(b.pass.num * 10, b.pass.den * 9);
	CHECK_INT(b.pass.base, POLL_BASE_MEMBERS);
	CHECK_INT(b.unverified.n, 0);
	CHECK_INT(legal_ballot_on(a, S("CTDCP"), (struct day){2025, 7, 1}, &b), TD_OK);
	CHECK_INT(threshold_needed(b.pass, 11), 9);
	CHECK(b.unverified.n > 0);
	CHECK_INT(legal_ballot_on(a, S("CTDCP"), (struct day){2023, 12, 31}, &b), TD_NOT_FOUND);
	CHECK_INT(legal_ballot_on(a, S("BK"), (struct day){2026, 1, 1}, &b), TD_OK);
	CHECK(!b.required);
	CHECK_INT(legal_ballot_on(a, S("KHONG"), (struct day){2026, 1, 1}, &b), TD_NOT_FOUND);
	legal_ballot_list all = {0};
	legal_titles(a, &all);
	CHECK_INT(all.n, 11);
}
