#include "web/compress.h"

#include <zlib.h>

static void end_deflate(void *z)
{
	deflateEnd(z);
}

enum { STORED_MAX = 65535 };

/* A stored block: its length, the complement, the bytes. */
static str stored(struct arena *a, str raw)
{
	char *p = arena_alloc(a, raw.n + 5);
	p[1] = (char)(raw.n & 0xff);
	p[2] = (char)(raw.n >> 8);
	p[3] = (char)~p[1];
	p[4] = (char)~p[2];
	memcpy(p + 5, raw.p, raw.n);
	return (str){p, raw.n + 5};
}

static u32 crc_of(str raw)
{
	return (u32)crc32(0, (const Bytef *)raw.p, (uInt)raw.n);
}

td_rc gzip_part(struct arena *a, str raw, int level, struct gzip_part *out)
{
	if (level == 0 && raw.n <= STORED_MAX) {
		*out = (struct gzip_part){stored(a, raw), crc_of(raw), raw.n};
		return TD_OK;
	}
	z_stream *z = NEW(a, z_stream);
	if (deflateInit2(z, level, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
		return TD_LIMIT;
	arena_defer(a, end_deflate, z);
	size_t max = deflateBound(z, raw.n) + 16;
	char *p = arena_alloc(a, max);
	z->next_in = (Bytef *)(uintptr_t)raw.p;
	z->avail_in = (uInt)raw.n;
	z->next_out = (Bytef *)p;
	z->avail_out = (uInt)max;
	if (raw.n >= UINT32_MAX || deflate(z, Z_FULL_FLUSH) != Z_OK || z->avail_in != 0)
		return TD_LIMIT;
	*out = (struct gzip_part){{p, max - z->avail_out}, crc_of(raw), raw.n};
	return TD_OK;
}

str gzip_head(void)
{
	return S("\x1f\x8b\x08\0\0\0\0\0\0\x03");
}

str gzip_tail(struct arena *a, const struct gzip_part *parts, size_t n)
{
	uLong crc = 0;
	size_t size = 0;
	char *p = arena_alloc(a, 10);
	for (size_t i = 0; i < n; i++) {
		crc = crc32_combine(crc, parts[i].crc, (z_off_t)parts[i].n);
		size += parts[i].n;
	}
	p[0] = 3; /* an empty last block */
	for (int i = 0; i < 4; i++) {
		p[2 + i] = (char)(crc >> (8 * i) & 0xff);
		p[6 + i] = (char)(size >> (8 * i) & 0xff);
	}
	return (str){p, 10};
}
