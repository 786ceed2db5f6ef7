#include "base/rat.h"
#include "domain/poll.h"
#include "tests/lib/check.h"

static const struct threshold two_thirds = {2, 3, false, POLL_BASE_MEMBERS};
static const struct threshold pct80 = {80, 100, false, POLL_BASE_MEMBERS};
static const struct threshold pct90 = {90, 100, false, POLL_BASE_MEMBERS};
static const struct threshold half = {1, 2, true, POLL_BASE_VALID};

/* facts.md 4.1: 80 % / 90 % of 5, 7, 9, 11, 13, 15, 17 members; T14: 2/3 of 9, 10, 7. */
CASE(threshold_numbers)
{
	static const i64 table[][3] = {{5, 4, 5},    {7, 6, 7},    {9, 8, 9},   {11, 9, 10},
				       {13, 11, 12}, {15, 12, 14}, {17, 14, 16}};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		CHECK_INT(threshold_needed(pct80, table[i][0]), table[i][1]);
		CHECK_INT(threshold_needed(pct90, table[i][0]), table[i][2]);
	}
	CHECK_INT(threshold_needed(two_thirds, 9), 6);
	CHECK_INT(threshold_needed(two_thirds, 10), 7);
	CHECK_INT(threshold_needed(two_thirds, 7), 5);
	CHECK_INT(threshold_needed(half, 8), 5);
	CHECK_INT(threshold_needed(half, 7), 4);
}

/* needed is the smallest number that meets the threshold. */
CASE(needed_agrees_with_met)
{
	for (i64 den = 1; den <= 12; den++)
		for (i64 num = 1; num <= den; num++)
			for (i64 base = 0; base <= 40; base++)
				for (int strict = 0; strict < 2; strict++) {
					struct threshold t = {num, den, strict, POLL_BASE_VALID};
					i64 need = threshold_needed(t, base);
					CHECK(threshold_met(t, need, base));
					CHECK(!threshold_met(t, need - 1, base));
				}
}

static const struct poll_candidate three[] = {
    {.name = S("Đơn vị A"), .yes = 8, .no = 1},
    {.name = S("Đơn vị B"), .yes = 6, .no = 2, .blank = 1},
    {.name = S("Đơn vị C"), .yes = 9},
};

static struct poll nine(const struct poll_candidate *c, u32 n)
{
	return (struct poll){.title = S("Suy tôn"),
			     .has_threshold = true,
			     .pass = pct80,
			     .members = 9,
			     .present = 9,
			     .issued = 9,
			     .returned = 9,
			     .valid = 9,
			     .candidates = c,
			     .n_candidates = n};
}

static td_rc judge(void *p)
{
	struct arena *a = p;
	struct poll poll = nine(three, 3);
	struct poll_result r;
	struct err e = err_new(a, LANG_VI);
	CHECK_INT(poll_check(&poll, &e), TD_OK);
	poll_judge(a, &poll, &r);
	CHECK_INT(r.n_elected, 2);
	CHECK_INT(r.rows[0].candidate, 2);
	CHECK_STR(r.rows[1].sentence, "Đơn vị A: 8/9 phiếu đồng ý, đạt 88,89 % tổng số thành viên; "
				      "cần ít nhất 8 phiếu (80 %). Đạt.");
	CHECK_STR(r.rows[2].sentence, "Đơn vị B: 6/9 phiếu đồng ý, đạt 66,67 % tổng số thành viên; "
				      "cần ít nhất 8 phiếu (80 %). Không đạt.");
	CHECK_STR(r.sentence, "Phát ra 9 phiếu, thu về 9 phiếu, hợp lệ 9 phiếu, không hợp lệ 0 phiếu. "
			      "Đủ điều kiện: Đơn vị C, Đơn vị A.");
	return TD_OK;
}

/* A tie at the last place leaves the place open; those below have none. */
static td_rc tie(void *p)
{
	struct arena *a = p;
	const struct poll_candidate four[] = {{.name = S("A"), .yes = 8, .no = 1},
					      {.name = S("B"), .withdrawn = true},
					      {.name = S("C"), .yes = 8, .no = 1},
					      {.name = S("D"), .yes = 9},
					      {.name = S("E"), .yes = 7, .no = 2}};
	struct poll poll = nine(four, 5);
	struct poll_result r;
	poll.pass = two_thirds;
	poll.seats = 2;
	poll_judge(a, &poll, &r);
	CHECK_INT(r.rows[0].verdict, POLL_ELECTED);
	CHECK_INT(r.rows[1].verdict, POLL_TIED);
	CHECK_INT(r.rows[2].verdict, POLL_TIED);
	CHECK_INT(r.rows[2].rank, 2);
	CHECK_INT(r.rows[3].verdict, POLL_NO_PLACE);
	CHECK_INT(r.rows[3].rank, 4);
	CHECK_INT(r.rows[4].verdict, POLL_WITHDRAWN);
	CHECK_STR(r.rows[4].sentence, "B: rút khỏi danh sách.");
	CHECK_INT(r.open_seats, 1);
	CHECK_STR(r.sentence, "Phát ra 9 phiếu, thu về 9 phiếu, hợp lệ 9 phiếu, không hợp lệ 0 phiếu. "
			      "Đủ điều kiện: D. Bằng phiếu ở vị trí cuối: A, C; còn 1 vị trí, cần bỏ "
			      "phiếu lại hoặc chủ tọa quyết định.");
	return TD_OK;
}

/* Two absent members wrote: they count where the base is all members, and only there. */
static td_rc written(void *p)
{
	struct arena *a = p;
	const struct poll_candidate one[] = {{.name = S("Đơn vị A"), .yes = 5, .no = 2, .written_yes = 2}};
	struct poll poll = nine(one, 1);
	struct poll_result r;
	struct err e = err_new(a, LANG_VI);
	poll.present = poll.issued = poll.returned = poll.valid = 7;
	poll.written = 2;
	poll.pass = (struct threshold){3, 4, false, POLL_BASE_MEMBERS};
	poll.has_quorum = true;
	poll.quorum = two_thirds;
	CHECK_INT(poll_check(&poll, &e), TD_OK);
	poll_judge(a, &poll, &r);
	CHECK_INT(r.rows[0].yes, 7);
	CHECK_INT(r.rows[0].verdict, POLL_ELECTED); /* 3/4 of 9 is 7 */
	CHECK_STR(r.rows[0].sentence, "Đơn vị A: 7/9 phiếu đồng ý, đạt 77,78 % tổng số thành viên (trong "
				      "đó 2 ý kiến bằng văn bản); cần ít nhất 7 phiếu (3/4). Đạt.");
	CHECK_STR(r.quorum_sentence, "Có mặt 7/9 thành viên; cần ít nhất 6 (2/3): đủ điều kiện tiến hành.");
	poll.pass.base = POLL_BASE_VALID;
	poll_judge(a, &poll, &r);
	CHECK_INT(r.rows[0].yes, 5);
	CHECK_INT(r.rows[0].base, 7);
	CHECK_INT(r.rows[0].verdict, POLL_FAILED); /* 3/4 of 7 is 6 */
	poll.quorum_counts_written = true;
	poll.quorum = pct90;
	poll_judge(a, &poll, &r);
	CHECK(r.quorum_met);
	CHECK_STR(r.quorum_sentence, "Tham gia 9/9 thành viên, kể cả ý kiến bằng văn bản; cần ít nhất 9 "
				     "(90 %): đủ điều kiện tiến hành.");
	return TD_OK;
}

/* 79,998 % must not print as 80,00 %; without threshold nothing is decided; nobody voted is no division by zero. */
static td_rc edges(void *p)
{
	struct arena *a = p;
	struct poll_candidate one[] = {{.name = S("A"), .yes = 39999, .no = 10001}};
	struct poll poll = nine(one, 1);
	struct poll_result r;
	poll.members = poll.present = poll.issued = poll.returned = poll.valid = 50000;
	poll_judge(a, &poll, &r);
	CHECK_INT(r.rows[0].pct_c, 7999);
	CHECK_STR(r.sentence, "Phát ra 50000 phiếu, thu về 50000 phiếu, hợp lệ 50000 phiếu, không hợp lệ 0 "
			      "phiếu. Không có trường hợp nào đủ số phiếu theo quy định.");
	poll.has_threshold = false;
	poll_judge(a, &poll, &r);
	CHECK_INT(r.rows[0].verdict, POLL_UNDECIDED);
	CHECK_INT(r.rows[0].pct_c, 8000);
	poll.has_threshold = true;
	poll.pass = half;
	poll.members = poll.present = poll.issued = poll.returned = poll.valid = 0;
	one[0].yes = one[0].no = 0;
	poll_judge(a, &poll, &r);
	CHECK_INT(r.rows[0].verdict, POLL_FAILED);
	CHECK_STR(threshold_text(a, half), "quá 1/2");
	CHECK_STR(threshold_text(a, (struct threshold){2, 3, true, POLL_BASE_VALID}), "trên 2/3");
	return TD_OK;
}

static bool says(const struct err *e, const char *where, const char *part)
{
	for (size_t i = 0; i < e->items.n; i++)
		if (str_eq(e->items.at[i].where, str_c(where)) &&
		    str_find(e->items.at[i].text, str_c(part)) < e->items.at[i].text.n)
			return true;
	return false;
}

static td_rc faults(void *p)
{
	struct arena *a = p;
	const struct poll_candidate bad[] = {{.name = S("A"), .yes = 6, .no = 2},
					     {.name = S("B"), .yes = 9, .written_yes = 1},
					     {.name = S("C"), .withdrawn = true, .yes = 1}};
	struct poll poll = nine(bad, 3);
	struct err e = err_new(a, LANG_VI);
	poll.members = 8;
	poll.returned = 8;
	poll.invalid = 1;
	poll.issued = 10;
	poll.written = 1;
	poll.has_quorum = true;
	poll.quorum = (struct threshold){3, 2, false, POLL_BASE_MEMBERS};
	CHECK_INT(poll_check(&poll, &e), TD_INVALID);
	CHECK(says(&e, "present", "nhiều hơn tổng số thành viên 8"));
	CHECK(says(&e, "issued", "nhiều hơn số thành viên có mặt 9"));
	CHECK(says(&e, "returned", "phải bằng phiếu phát ra 10"));
	CHECK(says(&e, "valid", "phải bằng phiếu thu về 8"));
	CHECK(says(&e, "written", "vắng mặt -1"));
	CHECK(says(&e, "quorum", "không quá 100"));
	CHECK(says(&e, "candidate.1.yes", "cộng lại được 8, phải bằng số phiếu hợp lệ 9"));
	CHECK(says(&e, "candidate.1.written_yes", "cộng lại được 0"));
	CHECK(says(&e, "candidate.3.yes", "đã rút"));
	return TD_OK;
}

static td_rc faults_of_numbers(void *p)
{
	struct arena *a = p;
	const struct poll_candidate bad[] = {{.name = S("A"), .yes = -1, .no = 10}};
	struct poll poll = nine(bad, 1);
	struct err e = err_new(a, LANG_VI);
	CHECK_INT(poll_check(&poll, &e), TD_INVALID);
	CHECK(says(&e, "candidate.1.yes", "không được âm"));
	poll = nine(three, 3);
	poll.max_yes = 2;
	e = err_new(a, LANG_VI);
	CHECK_INT(poll_check(&poll, &e), TD_INVALID); /* 8 + 6 + 9 = 23 > 2·9 */
	CHECK(says(&e, "max_yes", "là 23"));
	poll = nine(three, 3);
	poll.not_returned = -1;
	poll.members = 2000000;
	e = err_new(a, LANG_VI);
	CHECK_INT(poll_check(&poll, &e), TD_INVALID);
	CHECK(says(&e, "not_returned", "âm"));
	CHECK(says(&e, "members", "quá lớn"));
	const struct poll_candidate cap[] = {{.name = S("A"), .yes = 4, .no = 4, .written_yes = 1},
					     {.name = S("B"), .yes = 4, .no = 4, .written_yes = 1}};
	poll = nine(cap, 2);
	poll.present = poll.issued = poll.returned = poll.valid = 8;
	poll.written = poll.max_yes = 1;
	e = err_new(a, LANG_VI);
	CHECK_INT(poll_check(&poll, &e), TD_INVALID);
	CHECK(says(&e, "max_yes", "Ý kiến bằng văn bản"));
	return TD_OK;
}

static void in_arena(td_rc (*fn)(void *))
{
	struct arena *a = arena_new("poll", 1 << 20);
	CHECK_INT(arena_run(a, fn, a), TD_OK);
	arena_free(a);
}

CASE(verdicts_in_words)
{
	in_arena(judge);
}

CASE(tie_at_the_last_place)
{
	in_arena(tie);
}

CASE(written_opinions)
{
	in_arena(written);
}

CASE(edges_of_percent)
{
	in_arena(edges);
}

CASE(sums_that_disagree)
{
	in_arena(faults);
}

CASE(numbers_out_of_range)
{
	in_arena(faults_of_numbers);
}

/* Each way in which a threshold can be none. */
static td_rc bad_thresholds(void *p)
{
	struct arena *a = p;
	static const struct threshold bad[] = {{0, 3, false, POLL_BASE_VALID},
					       {1, 0, false, POLL_BASE_VALID},
					       {4, 3, false, POLL_BASE_VALID},
					       {1, 2000000, false, POLL_BASE_VALID},
					       {1, 2, false, POLL_BASE__N}};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct poll poll = nine(three, 3);
		struct err e = err_new(a, LANG_VI);
		poll.pass = bad[i];
		CHECK_INT(poll_check(&poll, &e), TD_INVALID);
		CHECK(says(&e, "pass", "Tỷ lệ phiếu"));
	}
	return TD_OK;
}

/* Two places, three equal: nobody has one yet. A quorum that is missed is said. */
static td_rc nobody_yet(void *p)
{
	struct arena *a = p;
	const struct poll_candidate equal[] = {{.name = S("A"), .yes = 8, .no = 1},
					       {.name = S("B"), .yes = 8, .no = 1},
					       {.name = S("C"), .yes = 8, .no = 1}};
	struct poll poll = nine(equal, 3);
	struct poll_result r;
	struct err e = err_new(a, LANG_VI);
	poll.seats = 2;
	poll.has_quorum = true;
	poll.quorum = two_thirds;
	poll.members = 15;
	poll.pass = half;
	CHECK_INT(poll_check(&poll, &e), TD_OK);
	poll_judge(a, &poll, &r);
	CHECK(!r.quorum_met);
	CHECK_STR(r.quorum_sentence,
		  "Có mặt 9/15 thành viên; cần ít nhất 10 (2/3): không đủ điều kiện tiến hành.");
	CHECK_INT(r.n_tied, 3);
	CHECK_INT(r.open_seats, 2);
	CHECK_STR(r.sentence,
		  "Phát ra 9 phiếu, thu về 9 phiếu, hợp lệ 9 phiếu, không hợp lệ 0 phiếu. Bằng phiếu "
		  "ở vị trí cuối: A, B, C; còn 2 vị trí, cần bỏ phiếu lại hoặc chủ tọa quyết định.");
	CHECK_STR(r.rows[0].sentence,
		  "A: 8/9 phiếu đồng ý, đạt 88,89 % số phiếu hợp lệ; cần ít nhất 5 phiếu (quá "
		  "1/2). Bằng phiếu.");
	poll.has_threshold = poll.has_quorum = false;
	e = err_new(a, LANG_VI);
	CHECK_INT(poll_check(&poll, &e), TD_OK);
	poll_judge(a, &poll, &r);
	CHECK_STR(r.quorum_sentence, "Có mặt 9/15 thành viên.");
	CHECK_STR(r.rows[0].sentence, "A: 8/9 phiếu đồng ý, đạt 88,89 % số phiếu hợp lệ. Chưa kết luận.");
	return TD_OK;
}

CASE(thresholds_that_are_none)
{
	in_arena(bad_thresholds);
}

CASE(equal_votes_for_all_places)
{
	in_arena(nobody_yet);
}

CASE(codes_and_names)
{
	for (int i = 0; i < POLL_BASE__N; i++) {
		enum poll_base b = POLL_BASE__N;
		CHECK_INT(poll_base_parse(str_c(poll_base_code((enum poll_base)i)), &b), TD_OK);
		CHECK_INT(b, i);
		CHECK(*poll_base_name((enum poll_base)i));
	}
	enum poll_base b;
	CHECK_INT(poll_base_parse(S("x"), &b), TD_INVALID);
	CHECK_STR(str_c(poll_verdict_name(POLL_FAILED)), "Không đạt");
	CHECK_STR(str_c(poll_verdict_name(POLL__N)), "");
	CHECK_STR(str_c(poll_base_name(POLL_BASE__N)), "");
	CHECK_STR(str_c(poll_base_code(POLL_BASE__N)), "");
}
