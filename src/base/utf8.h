/* UTF-8 at the edge: everything that comes in is checked and brought to NFC once; inside it is trusted. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/arena.h"

/* Next code point, cut off *s. −1 at the end; U+FFFD for one byte that is not UTF-8. */
i32 utf8_next(str *s);

/* Number of code points. */
size_t utf8_len(str s);

/* The beginning of s, at most n bytes, and whole characters only: for texts that are quoted or limited. */
str utf8_upto(str s, size_t n);

/* Checks and normalises to NFC. TD_INVALID: broken UTF-8, an overlong form, a surrogate, U+0000 or another control
 * character than tab, CR and LF, U+FFFE or U+FFFF (XML has no way to write these); *bad_at then tells the byte.
 * TD_LIMIT: the text is too long to normalise. Text that is clean already is not copied. */
MUST_CHECK td_rc utf8_clean(struct arena *a, str in, str *out, size_t *bad_at);

#endif
