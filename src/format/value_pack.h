/* Value trees between two processes of this program, whole: days stay days and 9,50 stays 9,50, which JSON forgets. */
#ifndef FORMAT_VALUE_PACK_H
#define FORMAT_VALUE_PACK_H

#include "format/value.h"

/* TD_CORRUPT: not what value_pack() writes. Texts stay in bytes. */
str value_pack(struct arena *a, const struct value *v);
MUST_CHECK td_rc value_unpack(struct arena *a, str bytes, const struct value **out);

#endif
