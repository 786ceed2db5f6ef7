#include <zlib.h>

#include "sign/pdf_part.h"

static i64 number(const struct pdf_object *dict, const char *key, i64 absent)
{
	const struct pdf_object *o = dict ? pdf_raw(dict, key) : NULL;
	return o && o->kind == PDF_INT ? o->i : absent;
}

static void end(void *z)
{
	inflateEnd(z);
}

static bool inflate_all(struct arena *a, str in, size_t max, str *out)
{
	z_stream *z = NEW(a, z_stream);
	struct sb b = sb_new(a, max + 65536);
	arena_defer(a, end, z);
	z->next_in = (Bytef *)(uintptr_t)in.p;
	z->avail_in = (uInt)in.n;
	int rc = inflateInit(z);
	while (rc == Z_OK && b.n < max) {
		z->next_out = (Bytef *)sb_reserve(&b, 32768);
		z->avail_out = 32768;
		rc = inflate(z, Z_NO_FLUSH);
		sb_grew(&b, 32768 - z->avail_out);
		if (rc == Z_BUF_ERROR || (rc == Z_OK && z->avail_in == 0 && z->avail_out > 0))
			break;
	}
	inflateEnd(z);
	*out = sb_str(&b);
	return rc == Z_STREAM_END && b.n <= max;
}

static u8 paeth(int left, int up, int corner)
{
	int p = left + up - corner, l = p > left ? p - left : left - p, u = p > up ? p - up : up - p,
	    c = p > corner ? p - corner : corner - p;
	return (u8)(l <= u && l <= c ? left : u <= c ? up : corner);
}

/* The filters of PNG: each row has one byte that tells which. */
static bool unpredict(struct arena *a, str in, size_t row, size_t pixel, str *out)
{
	size_t n = in.n / (row + 1);
	u8 *p = NEW_N(a, u8, n * row + 1);
	if (n * (row + 1) != in.n)
		return false;
	for (size_t r = 0; r < n; r++) {
		const u8 *from = (const u8 *)in.p + r * (row + 1);
		u8 *to = p + r * row;
		for (size_t i = 0; i < row; i++) {
			int left = i >= pixel ? to[i - pixel] : 0, up = r ? to[i - row] : 0,
			    corner = r && i >= pixel ? to[i - row - pixel] : 0, add = 0;
			switch (from[0]) {
			case 0:
				break;
			case 1:
				add = left;
				break;
			case 2:
				add = up;
				break;
			case 3:
				add = (left + up) / 2;
				break;
			case 4:
				add = paeth(left, up, corner);
				break;
			default:
				return false;
			}
			to[i] = (u8)(from[i + 1] + add);
		}
	}
	*out = (str){(char *)p, n * row};
	return true;
}

static const struct pdf_object *only(const struct pdf_object *o)
{
	return o && o->kind == PDF_ARRAY ? (o->items.n == 1 ? o->items.at[0].value : NULL) : o;
}

bool pdf_unpack(struct arena *a, const struct pdf_object *s, size_t *budget, str *out)
{
	const struct pdf_object *filter = pdf_raw(s, "Filter"), *parms = only(pdf_raw(s, "DecodeParms"));
	size_t max = *budget < PDF_MAX_STREAM ? *budget : PDF_MAX_STREAM;
	*out = s->text;
	if (filter == NULL)
		return true;
	if (!only(filter) || !pdf_is_name(only(filter), "FlateDecode") || !inflate_all(a, s->text, max, out))
		return false;
	*budget -= out->n;
	i64 predictor = number(parms, "Predictor", 1), columns = number(parms, "Columns", 1),
	    colors = number(parms, "Colors", 1), bits = number(parms, "BitsPerComponent", 8);
	if (predictor == 1)
		return true;
	if (predictor < 10 || predictor > 15 || columns < 1 || columns > 65536 || colors < 1 || colors > 32 ||
	    bits != 8)
		return false;
	return unpredict(a, *out, (size_t)(columns * colors), (size_t)colors, out);
}
