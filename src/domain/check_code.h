/* Codes that are printed on papers so that anybody can ask whether they are genuine ("7QK4-M2XA-93FD"): eleven characters
 * that cannot be guessed and one that finds slips of the pen. Capitals and digits without 0, O, 1 and I. */
#ifndef DOMAIN_CHECK_CODE_H
#define DOMAIN_CHECK_CODE_H

#include "base/arena.h"

enum { CHECK_CODE_LEN = 12, CHECK_CODE_SEED = 11 };

/* The code of eleven secret bytes: five bits of each. No dashes. */
str check_code_of(struct arena *a, const u8 seed[CHECK_CODE_SEED]);

/* As it is printed: in fours. Anything that is no code stays as it is. */
str check_code_print(struct arena *a, str code);

/* What somebody typed, in capitals or not, with spaces and dashes anywhere. TD_INVALID: another length or character, or
 * the last one does not fit the others. */
MUST_CHECK td_rc check_code_read(struct arena *a, str typed, str *code);

#endif
