#include "domain/signing.h"
#include "tests/lib/check.h"

#define DAY_MS 86400000

static struct signature_mark mark(const char *state, const char *time, i64 proved_ms)
{
	return (struct signature_mark){str_c(state), str_c(time), proved_ms ? OPT(proved_ms) : OPT_NONE};
}

/* 2026-05-01 00:00 in Vietnam is 2026-04-30 17:00 UTC. */
#define MAY_1 ((i64)20573 * DAY_MS + (i64)17 * 3600000)

CASE(the_whole_last_day_counts_by_vietnamese_time)
{
	struct signature_mark m = mark("valid", "proved", MAY_1 - 1);
	CHECK_INT(signed_when(&m, S("2026-04-30")), SIGNED_IN_TIME);
	m.proved_at_ms.v++;
	CHECK_INT(signed_when(&m, S("2026-04-30")), SIGNED_LATE);
	CHECK_INT(signed_when(&m, S("2026-05-01")), SIGNED_IN_TIME);
}

CASE(a_time_nobody_proved_is_only_claimed_whatever_the_deadline)
{
	struct signature_mark m = mark("noted", "claimed", 0);
	CHECK_INT(signed_when(&m, S("2026-04-30")), SIGNED_CLAIMED);
	CHECK_INT(signed_when(&m, STR_NULL), SIGNED_CLAIMED);
}

CASE(nothing_is_said_of_bad_signatures_or_without_deadline)
{
	struct signature_mark m = mark("invalid", "proved", MAY_1);
	CHECK_INT(signed_when(&m, S("2026-04-30")), SIGNED_UNTOLD);
	m = mark("inconclusive", "claimed", 0);
	CHECK_INT(signed_when(&m, S("2026-04-30")), SIGNED_UNTOLD);
	m = mark("", "", 0);
	CHECK_INT(signed_when(&m, S("2026-04-30")), SIGNED_UNTOLD);
	m = mark("valid", "", 0); /* of before this was kept */
	CHECK_INT(signed_when(&m, S("2026-04-30")), SIGNED_UNTOLD);
	m = mark("valid", "proved", MAY_1);
	CHECK_INT(signed_when(&m, STR_NULL), SIGNED_UNTOLD);
	CHECK_INT(signed_when(&m, S("không phải ngày")), SIGNED_UNTOLD);
}

CASE(words)
{
	CHECK_STR(str_c(signed_when_code(SIGNED_LATE)), "late");
	CHECK_STR(str_c(signed_when_name(SIGNED_LATE)), "ký sau hạn");
	CHECK_STR(str_c(signed_when_name(SIGNED_UNTOLD)), "");
}
