/* gzip in parts: parts compressed once are put together with parts of one reader without compressing again. Each part is
 * a run of deflate blocks that ends on a byte and refers to nothing before it. */
#ifndef WEB_COMPRESS_H
#define WEB_COMPRESS_H

#include "base/arena.h"

struct gzip_part {
	str bytes; /* deflate blocks */
	u32 crc;   /* of the raw text */
	size_t n;  /* bytes of the raw text */
};

/* Compresses; level 0 stores, 1 is quick, 6 usual. TD_LIMIT: zlib has no memory. */
MUST_CHECK td_rc gzip_part(struct arena *a, str raw, int level, struct gzip_part *out);

/* The bytes before all parts, and those behind them. */
str gzip_head(void);
str gzip_tail(struct arena *a, const struct gzip_part *parts, size_t n);

#endif
