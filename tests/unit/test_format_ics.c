/* Calendars are read back by a small parser of RFC 5545: lines, unfolding, names and values, TEXT escapes. */
#include "format/ics.h"

#include "base/vec.h"
#include "tests/lib/check.h"

struct line {
	str name, value;
};
typedef VEC(struct line) line_list;

/* Content lines of the text; every line ends with CRLF and has at most 75 octets of whole characters. */
static void unfold(struct arena *a, str text, line_list *out)
{
	struct sb b = sb_new(a, 1 << 20);
	while (text.n) {
		size_t end = str_find(text, S("\r\n"));
		CHECK(end < text.n && end <= 75);
		str one = str_upto(text, end);
		CHECK(!one.n || ((u8)one.p[0] & 0xC0) != 0x80);
		bool more = one.n && one.p[0] == ' ';
		if (!more && b.n)
			sb_byte(&b, '\n');
		sb_put(&b, more ? str_from(one, 1) : one);
		text = str_from(text, end + 2);
	}
	str all = sb_str(&b), one;
	while (str_split(&all, '\n', &one)) {
		size_t colon = str_find_byte(one, ':');
		VEC_PUSH(a, out) = (struct line){str_upto(one, colon), str_from(one, colon + 1)};
	}
}

static str unescape(struct arena *a, str s)
{
	struct sb b = sb_new(a, 1 << 16);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n) {
			i++;
			sb_byte(&b, s.p[i] == 'n' ? '\n' : s.p[i]);
		} else {
			CHECK(s.p[i] != ',' && s.p[i] != ';');
			sb_byte(&b, s.p[i]);
		}
	}
	return sb_str(&b);
}

/* The n-th value of a name. */
static str value(const line_list *l, const char *name, int n)
{
	for (size_t i = 0; i < l->n; i++)
		if (str_eq(l->at[i].name, str_c(name)) && n-- == 0)
			return l->at[i].value;
	return STR_NULL;
}

#define LONG                                                                                                                            \
	"Họp giao ban cụm thi đua; rà soát chỉ tiêu, đăng ký thi đua và chuẩn bị sơ kết sáu tháng đầu năm " \
	"tại Hội trường"

CASE(what_is_written_is_read_back)
{
	struct arena *a = check_arena();
	struct sb b = sb_new(a, 1 << 20);
	line_list l = {0};
	struct ics_event hour = {.uid = S("event-1@thidua"),
				 .title = S(LONG),
				 .place = S("Số 1, phố A\\B"),
				 .note = S("Mang theo:\nbáo cáo\ta"),
				 .first = {2026, 3, 1},
				 .last = {2026, 3, 1},
				 .starts_minute = OPT(6 * 60 + 30),
				 .ends_minute = OPT(11 * 60),
				 .sequence = 2};
	struct ics_event days = {.uid = S("event-2@thidua"),
				 .title = S("Hội thao"),
				 .first = {2024, 2, 28},
				 .last = {2024, 2, 29},
				 .changed_at_ms = day_start_ms((struct day){2024, 1, 1})};
	ics_begin(&b, S("Lịch thi đua"));
	ics_put(&b, &hour, day_start_ms((struct day){2026, 1, 1}));
	ics_put(&b, &days, 0);
	ics_end(&b);
	unfold(a, sb_str(&b), &l);
	CHECK_STR(l.at[0].value, "VCALENDAR");
	CHECK_STR(l.at[l.n - 1].value, "VCALENDAR");
	CHECK_STR(value(&l, "VERSION", 0), "2.0");
	CHECK_STR(unescape(a, value(&l, "SUMMARY", 0)), LONG);
	CHECK_STR(unescape(a, value(&l, "LOCATION", 0)), "Số 1, phố A\\B");
	CHECK_STR(unescape(a, value(&l, "DESCRIPTION", 0)), "Mang theo:\nbáo cáoa"); /* no controls */
	CHECK_STR(value(&l, "DTSTART", 0), "20260228T233000Z"); /* 06:30 of 1 March in Viet Nam */
	CHECK_STR(value(&l, "DTEND", 0), "20260301T040000Z");
	CHECK_STR(value(&l, "DTSTAMP", 0), "20251231T170000Z");
	CHECK_STR(value(&l, "SEQUENCE", 0), "2");
	CHECK_STR(value(&l, "DTSTART;VALUE=DATE", 0), "20240228");
	CHECK_STR(value(&l, "DTEND;VALUE=DATE", 0), "20240301"); /* the first free day */
	CHECK_STR(value(&l, "LAST-MODIFIED", 0), "20231231T170000Z");
	CHECK_STR(value(&l, "UID", 1), "event-2@thidua");
}

/* Every length around the fold, with characters of one to four octets. */
CASE(no_character_is_cut)
{
	struct arena *a = check_arena();
	static const char *const letters[] = {"a", "đ", "ệ", "𠀀", ","};
	for (size_t k = 0; k < 5; k++)
		for (int n = 0; n < 90; n++) {
			struct sb b = sb_new(a, 1 << 16), title = sb_new(a, 1 << 12);
			line_list l = {0};
			for (int i = 0; i < n; i++)
				sb_put(&title, str_c(letters[k]));
			ics_begin(&b, sb_str(&title));
			unfold(a, sb_str(&b), &l);
			str got = unescape(a, value(&l, "X-WR-CALNAME", 0));
			CHECK(str_eq(got, sb_str(&title)));
		}
}
