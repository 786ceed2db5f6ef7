/* Writing zip files with libzip: the same parts give the same bytes (order as given, fixed date, level 6). */
#ifndef OFFICE_ZIP_WRITE_H
#define OFFICE_ZIP_WRITE_H

#include "base/arena.h"

struct zip_part {
	str name, bytes;
};

/* The whole file on a. TD_LIMIT: libzip has no memory; TD_IO: any other fault of it. */
MUST_CHECK td_rc zip_write(struct arena *a, const struct zip_part *parts, size_t n, str *out);

#endif
