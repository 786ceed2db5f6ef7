#include "print/image.h"

static u32 be(const char *p, size_t n)
{
	u32 v = 0;
	for (size_t i = 0; i < n; i++)
		v = v << 8 | (u8)p[i];
	return v;
}

static void drop(void *surface)
{
	cairo_surface_destroy(surface);
}

static td_rc keep(struct arena *a, cairo_surface_t *surface, struct image *out)
{
	if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
		cairo_surface_destroy(surface);
		return TD_INVALID;
	}
	arena_defer(a, drop, surface);
	out->surface = surface;
	out->pixels_wide = cairo_image_surface_get_width(surface);
	out->pixels_high = cairo_image_surface_get_height(surface);
	return TD_OK;
}

static bool fits(u32 wide, u32 high)
{
	return wide && high && wide <= 32767 && high <= 32767 && (u64)wide * high <= IMAGE_MAX_PIXELS;
}

/* ---- PNG ---- */

static cairo_status_t feed(void *ctx, unsigned char *p, unsigned n)
{
	str *rest = ctx;
	if (n > rest->n)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(p, rest->p, n);
	*rest = str_from(*rest, n);
	return CAIRO_STATUS_SUCCESS;
}

static td_rc read_png(struct arena *a, str bytes, struct image *out)
{
	if (bytes.n < 33 || !fits(be(bytes.p + 16, 4), be(bytes.p + 20, 4)))
		return TD_INVALID;
	return keep(a, cairo_image_surface_create_from_png_stream(feed, &bytes), out);
}

/* ---- JPEG ---- */

/* Width and height stand in the frame header; the segments before it are stepped over. */
static bool jpeg_size(str s, u32 *wide, u32 *high)
{
	for (size_t at = 2; at + 9 < s.n && (u8)s.p[at] == 0xff;) {
		const u8 marker = (u8)s.p[at + 1];
		const bool frame =
		    marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
		if (frame) {
			*high = be(s.p + at + 5, 2);
			*wide = be(s.p + at + 7, 2);
			return true;
		}
		if (marker == 0xff) {
			at++;
			continue;
		}
		at += 2 + be(s.p + at + 2, 2);
	}
	return false;
}

/* cairo copies the JPEG data of a surface into the PDF and never looks at its pixels, which are not touched either. */
static td_rc read_jpeg(struct arena *a, str bytes, struct image *out)
{
	u32 wide, high;
	if (!jpeg_size(bytes, &wide, &high) || !fits(wide, high))
		return TD_INVALID;
	td_rc rc = keep(a, cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)wide, (int)high), out);
	if (rc == TD_OK &&
	    cairo_surface_set_mime_data(out->surface, CAIRO_MIME_TYPE_JPEG, (const unsigned char *)bytes.p,
					bytes.n, NULL, NULL) != CAIRO_STATUS_SUCCESS)
		rc = TD_INVALID;
	return rc;
}

td_rc image_read(struct arena *a, str bytes, struct image *out)
{
	*out = (struct image){0};
	if (str_has_prefix(bytes, S("\x89PNG\r\n\x1a\n")))
		return read_png(a, bytes, out);
	if (str_has_prefix(bytes, S("\xff\xd8\xff")))
		return read_jpeg(a, bytes, out);
	return TD_INVALID;
}
