/* UTF-8 at the edge: everything that comes in is checked and brought to NFC once; inside it is trusted. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/arena.h"

/* Next code point from *s (cut off). −1 at the end; for trusted text only. */
i32 utf8_next(str *s);

/* Number of code points. */
size_t utf8_len(str s);

/* Checks and normalises to NFC. TD_INVALID: broken UTF-8, an overlong form, a surrogate, U+0000 or another control
 * character than tab, CR and LF; *bad_at then tells the byte. Already clean text is not copied. */
MUST_CHECK td_rc utf8_clean(struct arena *a, str in, str *out, size_t *bad_at);

#endif
