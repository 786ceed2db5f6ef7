/* Messages: err, i18n, log; and the outside world, env. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/env.h"
#include "base/err.h"
#include "base/log.h"
#include "tests/lib/check.h"

static const struct i18n_entry english[] = {
    {"Có %d lỗi ở «%s».", "«%2$s» has %1$d errors."},
    {"Điểm", "Points"},
};

CASE(translation)
{
	i18n_set(LANG_EN, english, 2);
	CHECK_STR(str_c(i18n_tr(LANG_EN, "Điểm")), "Points");
	CHECK_STR(str_c(i18n_tr(LANG_EN, "Chưa dịch")), "Chưa dịch");
	CHECK_STR(str_c(i18n_tr(LANG_VI, "Điểm")), "Điểm");
	const char *once = i18n_tr(LANG_PSEUDO, "Điểm");
	CHECK_STR(str_c(once), "«Điểm»");
	CHECK(i18n_tr(LANG_PSEUDO, "Điểm") == once);
	for (int i = 0; i < 3000; i++) {
		str vi = arena_fmt(check_arena(), "chữ %d", i),
		    want = arena_fmt(check_arena(), "«chữ %d»", i);
		CHECK(str_eq(str_c(i18n_tr(LANG_PSEUDO, vi.p)), want));
	}
	i18n_set(LANG_EN, NULL, 0);
	CHECK_STR(str_c(i18n_tr(LANG_EN, "Điểm")), "Điểm");
}

CASE(errors_gather)
{
	struct err e = err_new(check_arena(), LANG_VI);
	CHECK_STR(err_first(&e), "");
	CHECK(err_at(&e, S("diem")) == NULL);
	CHECK_INT(err_add(&e, TD_INVALID, S("diem"), "Có %d lỗi ở «%s».", 2, "Bảng điểm"), TD_INVALID);
	CHECK_INT(err_add(&e, TD_STALE, S("F27"), "Điểm"), TD_STALE);
	CHECK_INT(e.n_total, 2);
	CHECK_STR(err_first(&e), "Có 2 lỗi ở «Bảng điểm».");
	CHECK_STR(err_at(&e, S("F27"))->text, "Điểm");
	CHECK(err_at(&e, S("khác")) == NULL);
}

CASE(errors_are_translated)
{
	i18n_set(LANG_EN, english, 2);
	struct err e = err_new(check_arena(), LANG_EN);
	CHECK_INT(err_add(&e, TD_INVALID, STR_NULL, "Có %d lỗi ở «%s».", 2, "F27"), TD_INVALID);
	CHECK_STR(err_first(&e), "«F27» has 2 errors.");
	i18n_set(LANG_EN, NULL, 0);
}

CASE(errors_are_counted_past_the_maximum)
{
	struct err e = err_new(check_arena(), LANG_VI);
	e.max = 3;
	for (int i = 0; i < 5; i++)
		CHECK_INT(err_add(&e, TD_INVALID, S("x"), "lỗi %d", i), TD_INVALID);
	CHECK_INT(e.items.n, 3);
	CHECK_INT(e.n_total, 5);
	CHECK_STR(e.items.at[2].text, "lỗi 2");
}

/* What fn writes on standard error. */
static str caught(void (*fn)(void))
{
	static char text[8192];
	int ends[2], keep = dup(STDERR_FILENO);
	if (keep < 0 || pipe(ends) != 0) {
		check_fail(__FILE__, __LINE__, "no pipe: %d", errno);
		return STR_NULL;
	}
	dup2(ends[1], STDERR_FILENO);
	close(ends[1]);
	fn();
	dup2(keep, STDERR_FILENO);
	close(keep);
	ssize_t n = read(ends[0], text, sizeof text);
	close(ends[0]);
	return (str){text, n > 0 ? (size_t)n : 0};
}

static void say(void)
{
	log_warn("dòng %d\nhai\x7f", 1);
	log_debug("không in");
}

static void say_debug(void)
{
	log_set_level(LOG_DEBUG);
	log_debug("in");
	log_set_level(LOG_ERROR);
	log_warn("không in");
	log_error("lỗi");
	log_set_level(LOG_INFO);
}

static void say_long(void)
{
	log_info("%05000d", 0);
}

CASE(log_lines)
{
	str s = caught(say);
	CHECK_INT(s.n, strlen("2026-11-21T14:05:09.123+07:00 warn dòng 1 hai \n"));
	CHECK(str_has_suffix(s, S("+07:00 warn dòng 1 hai \n")));
	s = caught(say_debug);
	CHECK(str_find(s, S(" debug in\n")) < s.n);
	CHECK(str_find(s, S("không")) == s.n);
	CHECK(str_has_suffix(s, S(" error lỗi\n")));
	s = caught(say_long);
	CHECK(s.n > 2000 && s.n <= 2048 && s.p[s.n - 1] == '\n' && str_find_byte(s, '\n') == s.n - 1);
}

CASE(fixed_world)
{
	struct env_fixed f, g;
	struct env *e = env_fixed_init(&f, 1000, 5, 42), *other = env_fixed_init(&g, 0, 0, 42);
	CHECK_INT(e->now_ms(e), 1000);
	CHECK_INT(e->now_ms(e), 1005);
	u8 a[13] = {0}, b[13] = {0};
	e->random(e, a, sizeof a);
	other->random(other, b, sizeof b);
	CHECK(memcmp(a, b, sizeof a) == 0);
	e->random(e, a, sizeof a);
	CHECK(memcmp(a, b, sizeof a) != 0);
}

CASE(real_world)
{
	struct env *e = env_system();
	CHECK(e->now_ms(e) > 1700000000000);
	static u8 a[1 << 16], b[1 << 16];
	e->random(e, a, sizeof a);
	e->random(e, b, sizeof b);
	CHECK(memcmp(a, b, sizeof a) != 0);
	e->random(e, a, 0);
}
