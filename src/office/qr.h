/* QR codes (ISO/IEC 18004): a text as bytes, error correction level M, the smallest of versions 1 to 20 that holds it. The same
 * text gives the same code. */
#ifndef OFFICE_QR_H
#define OFFICE_QR_H

#include "base/sb.h"

enum { QR_MAX_BYTES = 666, QR_MAX_SIZE = 97, QR_QUIET = 4 };

struct qr {
	u32 size;                           /* modules on a side, without the quiet zone */
	u8 dark[QR_MAX_SIZE * QR_MAX_SIZE]; /* row by row: 1 is dark */
};

/* TD_LIMIT: more than QR_MAX_BYTES. */
MUST_CHECK td_rc qr_make(struct arena *a, str text, struct qr **out);

/* A PNG with one bit a pixel, `scale` pixels a module, the quiet zone around it. */
str qr_png(struct arena *a, const struct qr *q, u32 scale);

#endif
