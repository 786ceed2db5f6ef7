/* Pictures of a document: PNG is decoded, JPEG goes into the PDF as it is. */
#ifndef PRINT_IMAGE_H
#define PRINT_IMAGE_H

#include <cairo.h>

#include "base/arena.h"

enum { IMAGE_MAX_PIXELS = 40 * 1000 * 1000 };

struct image {
	cairo_surface_t *surface;
	double pixels_wide, pixels_high;
};

/* TD_INVALID: neither PNG nor JPEG, damaged or too large. The surface goes with the arena; bytes must outlive it. */
MUST_CHECK td_rc image_read(struct arena *a, str bytes, struct image *out);

#endif
