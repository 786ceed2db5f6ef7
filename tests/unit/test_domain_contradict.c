/* Typed text against the data (T-rule of the typist: a number is given to what is true). */
#include "domain/contradict.h"
#include "tests/lib/check.h"

static const struct contradict_unit units[] = {
    {S("Cục Thuế"), 9875, 1}, {S("Cục Thống kê"), 9325, 7}, {S("Cục Thuế khu vực II"), 9000, 9}};

static str findings(const char *text)
{
	struct arena *a = check_arena();
	struct contradict_facts f = {
	    .units = units, .n_units = 3, .n_present = OPT(2), .n_opening = OPT(1), .met = {2027, 1, 7}};
	contradiction_list list = {0};
	struct sb b = sb_new(a, 1 << 16);
	contradict_find(a, str_c(text), &f, &list);
	for (size_t i = 0; i < list.n; i++)
		sb_fmt(&b, "%.*s ≠ %.*s\n", STRF(list.at[i].typed), STRF(list.at[i].truth));
	return sb_str(&b);
}

CASE(counts_of_units)
{
	CHECK_STR(findings("Hội nghị có mặt 3 đơn vị."), "3 đơn vị có mặt ≠ 2 đơn vị có mặt\n");
	CHECK_STR(findings("Khi khai mạc: Có mặt 1/3 đơn vị thành viên; về sau có mặt đủ 2 đơn vị."), "");
	CHECK_STR(findings("Khi khai mạc có mặt 2 đơn vị."), "2 đơn vị có mặt ≠ 1 đơn vị có mặt\n");
	CHECK_STR(findings("Có mặt 2/3 đơn vị; cụm có ba đơn vị thành viên."), "");
	CHECK_STR(findings("Có mặt 3/4 đơn vị thành viên."),
		  "3 đơn vị có mặt ≠ 2 đơn vị có mặt\n4 đơn vị thành viên ≠ 3 đơn vị thành viên\n");
	CHECK_STR(findings("Cụm gồm mười đơn vị thành viên."),
		  "10 đơn vị thành viên ≠ 3 đơn vị thành viên\n");
	/* other counts are nobody's business */
	CHECK_STR(findings("Suy tôn 1 đơn vị dẫn đầu. Vắng mặt 1 đơn vị. Có 5 đơn vị được khen."), "");
}

CASE(points_and_ranks_of_a_unit)
{
	CHECK_STR(findings("Cục Thuế đạt 98,75 điểm, xếp thứ nhất; Cục Thống kê 93,25 điểm, hạng 7."), "");
	CHECK_STR(findings("Cục Thuế đạt 98,57 điểm, xếp thứ nhì."),
		  "Cục Thuế: 98,57 điểm ≠ 98,75 điểm\nCục Thuế: hạng 2 ≠ hạng 1\n");
	CHECK_STR(findings("cục thống kê (93,5 điểm) đứng thứ bảy, Cục Thuế khu vực II 90 điểm đứng thứ 8"),
		  "Cục Thống kê: 93,5 điểm ≠ 93,25 điểm\nCục Thuế khu vực II: hạng 8 ≠ hạng 9\n");
	CHECK_STR(findings("Cục Thuế được 2 điểm cộng."), "");
	/* rows of tables come from the data */
	CHECK_STR(findings("1\tCục Thuế\t61,11 điểm"), "");
}

CASE(day_of_the_meeting)
{
	CHECK_STR(findings("Hội nghị tổng kết họp ngày 07/01/2027."), "");
	CHECK_STR(findings("Tại hội nghị tổng kết ngày 8 tháng 01 năm 2027, các đơn vị nhất trí."),
		  "hội nghị tổng kết ngày 08/01/2027 ≠ ngày 07/01/2027\n");
	CHECK_STR(findings("Kế hoạch ban hành ngày 08/01/2027."), "");
}

CASE(sentences_are_shortened)
{
	struct arena *a = check_arena();
	struct contradict_facts f = {.units = units, .n_units = 3};
	contradiction_list list = {0};
	str text = arena_fmt(a, "Cụm gồm 9 đơn vị thành viên %0*d hết.", 300, 0);
	contradict_find(a, text, &f, &list);
	CHECK_INT((i64)list.n, 1);
	CHECK(str_has_suffix(list.at[0].place, S("…")) && list.at[0].place.n < 130);
}
