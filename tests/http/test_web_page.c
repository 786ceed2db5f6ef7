/* Small decisions of the pages: rules typed for ballots, addresses to go back to, geometry and labels of charts. */
#include "tests/lib/arena_case.h"
#include "web/page_poll.h"
#include "web/page_sign.h"
#include "web/svg.h"

static void is_rule(const char *text, i64 num, i64 den, bool strict)
{
	struct threshold t;
	CHECK(page_poll_rule(str_c(text), &t) == TD_OK);
	CHECK(t.num == num && t.den == den && t.strict == strict);
}

CASE(rules_of_ballots_as_people_write_them)
{
	is_rule("80 %", 4, 5, false);
	is_rule("80%", 4, 5, false);
	is_rule("66,67 %", 6667, 10000, false);
	is_rule(" 2/3 ", 2, 3, false);
	is_rule("quá 1/2", 1, 2, true);
	is_rule("trên 50 %", 1, 2, true);
	is_rule("", 0, 0, false);
}

CASE(rules_that_are_none)
{
	static const char *const bad[] = {"nhiều", "3/2", "0/3", "2/0", "120 %", "-1/2", "quá"};
	struct threshold t;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK(page_poll_rule(str_c(bad[i]), &t) == TD_INVALID);
}

CASE(one_only_goes_back_inside_the_site)
{
	static const char *const outside[] = {"//evil.example", "https://evil.example", "/\\evil", "", "viec",
					      "/a\nb"};
	for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
		CHECK(str_eq(page_sign_back(str_c(outside[i])), S("/")));
	CHECK(str_eq(page_sign_back(S("/cum/10/2019?gd=self")), S("/cum/10/2019?gd=self")));
}

ARENA_CASE(labels_are_cut_between_words)
{
	CHECK(str_eq(svg_label(a, S("Cục Thuế"), 20), S("Cục Thuế")));
	CHECK(str_eq(svg_label(a, S("Ngân hàng Nhà nước Chi nhánh"), 20), S("Ngân hàng Nhà nước…")));
	CHECK(str_eq(svg_label(a, S("Ngânhàngnhànước"), 8), S("Ngânhàn…")));
}

ARENA_CASE(bars_stand_side_by_side_and_end_at_the_scale)
{
	static const i64 parts[] = {6000, 2000, -100, 2000};
	static const u8 colours[] = {1, 2, 3, 4};
	struct svg_row row = {S("Đơn vị A"), 10000, parts};
	struct svg_chart c;
	svg_stacked(a, SVG_WIDE, &row, 1, colours, 4, 10000, &c);
	CHECK(c.bars.n == 1 && c.bars.at[0].parts.n == 3);
	const struct svg_bar *b = &c.bars.at[0];
	for (size_t i = 1; i < b->parts.n; i++)
		CHECK(b->parts.at[i].x == b->parts.at[i - 1].x + b->parts.at[i - 1].width);
	CHECK(b->parts.at[2].colour == 4);
	CHECK(b->end_x == b->parts.at[2].x + b->parts.at[2].width + 6 && b->end_x < c.width);
	CHECK(c.grid.n >= 4 && c.grid.n <= 11);
	CHECK(str_eq(c.best_name, S("Đơn vị A")) && c.lowest_c == 10000);
	svg_stacked(a, SVG_NARROW, &row, 0, colours, 4, 10000, &c);
	CHECK(c.bars.n == 0);
}
