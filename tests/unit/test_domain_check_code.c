#include "domain/check_code.h"
#include "tests/lib/check.h"

static str made(void)
{
	static const u8 seed[CHECK_CODE_SEED] = {0, 33, 66, 99, 132, 165, 198, 231, 8, 41, 255};
	return check_code_of(check_arena(), seed);
}

CASE(a_code_is_read_as_people_type_it)
{
	static const char *const typed[] = {"7QK4-M2XA-93FA", "7qk4m2xa93fa", " 7QK4 M2XA 93FA ",
					    "7qk4-m2xa93fa"};
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		str code;
		CHECK_INT(check_code_read(check_arena(), str_c(typed[i]), &code), TD_OK);
		CHECK_STR(code, "7QK4M2XA93FA");
		CHECK_STR(check_code_print(check_arena(), code), "7QK4-M2XA-93FA");
	}
}

CASE(what_is_no_code_is_refused)
{
	static const char *const typed[] = {"",
					    "7QK4-M2XA-93F",
					    "7QK4-M2XA-93FAA",
					    "0QK4-M2XA-93FA",
					    "OQK4-M2XA-93FA",
					    "1QK4-M2XA-93FA",
					    "7QK4_M2XA_93FA",
					    "7QK4-M2XA-93FB",
					    "Đ7QK4M2XA93F"};
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		str code;
		CHECK_INT(check_code_read(check_arena(), str_c(typed[i]), &code), TD_INVALID);
	}
}

/* T28 asks this of attendance codes; people type these too. */
CASE(t28_codes_have_no_letters_that_look_alike)
{
	str code = made();
	CHECK_INT((i64)code.n, CHECK_CODE_LEN);
	for (size_t i = 0; i < code.n; i++)
		CHECK(strchr("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", code.p[i]) != NULL);
}

CASE(one_wrong_letter_is_always_found)
{
	static const char letters[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
	str code = made(), got;
	for (size_t i = 0; i < code.n; i++)
		for (const char *c = letters; *c; c++) {
			char wrong[CHECK_CODE_LEN];
			memcpy(wrong, code.p, sizeof wrong);
			if (wrong[i] == *c)
				continue;
			wrong[i] = *c;
			CHECK_INT(check_code_read(check_arena(), (str){wrong, sizeof wrong}, &got),
				  TD_INVALID);
		}
}
