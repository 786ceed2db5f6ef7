#include "office/zip_pieces.h"

#include <zlib.h>

enum {
	LOCAL = 0x04034b50,
	CENTRAL = 0x02014b50,
	END = 0x06054b50,
	CENTRAL_BYTES = 46,
	OFFSET_AT = 42, /* in a line of the directory */
	VERSION = 20,
	DOS_DATE_1980_01_01 = 1 << 5 | 1,
};

static void put(struct sb *b, u64 v, int n)
{
	for (int i = 0; i < n; i++)
		sb_byte(b, (char)(u8)(v >> (8 * i)));
}

static u32 get(str s, size_t at, int n)
{
	u32 v = 0;
	for (int i = n; i-- > 0;)
		v = v << 8 | (u8)s.p[at + (size_t)i];
	return v;
}

struct zip_piece zip_piece_new(struct arena *a, size_t max)
{
	return (struct zip_piece){.bytes = sb_new(a, max), .directory = sb_new(a, 1 << 20)};
}

/* What a member's head and its line of the directory have in common. */
static void put_common(struct sb *b, str name, u32 crc, size_t n)
{
	put(b, VERSION, 2);
	put(b, 0, 2); /* flags */
	put(b, 0, 2); /* stored */
	put(b, 0, 2); /* time */
	put(b, DOS_DATE_1980_01_01, 2);
	put(b, crc, 4);
	put(b, n, 4);
	put(b, n, 4);
	put(b, name.n, 2);
	put(b, 0, 2); /* extra */
}

void zip_piece_add(struct zip_piece *p, str name, str bytes)
{
	const u32 crc = (u32)crc32_z(0, (const Bytef *)bytes.p, bytes.n);
	const size_t at = p->bytes.n;
	put(&p->bytes, LOCAL, 4);
	put_common(&p->bytes, name, crc, bytes.n);
	sb_put(&p->bytes, name);
	sb_put(&p->bytes, bytes);
	put(&p->directory, CENTRAL, 4);
	put(&p->directory, VERSION, 2);
	put_common(&p->directory, name, crc, bytes.n);
	put(&p->directory, 0, 2); /* comment */
	put(&p->directory, 0, 2); /* disk */
	put(&p->directory, 0, 2); /* kind of content */
	put(&p->directory, 0, 4); /* attributes */
	put(&p->directory, at, 4);
	sb_put(&p->directory, name);
	p->n_files++;
}

/* The lines of one piece, their places counted from the file's beginning. */
static td_rc put_lines(struct sb *b, str directory, u64 start)
{
	while (directory.n) {
		if (directory.n < CENTRAL_BYTES || get(directory, 0, 4) != CENTRAL)
			return TD_CORRUPT;
		const size_t n = CENTRAL_BYTES + get(directory, 28, 2);
		if (directory.n < n)
			return TD_CORRUPT;
		sb_put(b, str_upto(directory, OFFSET_AT));
		put(b, start + get(directory, OFFSET_AT, 4), 4);
		sb_put(b, str_upto(str_from(directory, OFFSET_AT + 4), n - OFFSET_AT - 4));
		directory = str_from(directory, n);
	}
	return TD_OK;
}

td_rc zip_pieces_tail(struct arena *a, const struct zip_piece_told *pieces, size_t n, str *out)
{
	struct sb b = sb_new(a, (size_t)64 << 20);
	u64 start = 0, files = 0;
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < n; i++) {
		rc = put_lines(&b, pieces[i].directory, start);
		start += (u64)pieces[i].size;
		files += (u64)pieces[i].n_files;
	}
	if (rc != TD_OK)
		return rc;
	if (files > ZIP_PIECES_FILES_MAX || start + b.n + 22 > UINT32_MAX)
		return TD_LIMIT;
	const size_t directory = b.n;
	put(&b, END, 4);
	put(&b, 0, 4); /* disks */
	put(&b, files, 2);
	put(&b, files, 2);
	put(&b, directory, 4);
	put(&b, start, 4);
	put(&b, 0, 2);
	*out = sb_str(&b);
	return TD_OK;
}
