#include "office/qr.h"

#include <zlib.h>

enum { VERSIONS = 20, MAX_CODEWORDS = 1085, MAX_EC = 30, LEVEL_M = 0 };

/* Of level M: error correction codewords of a block, blocks. */
static const u8 ec_len[VERSIONS + 1] = {0,  10, 16, 26, 18, 24, 16, 18, 22, 22, 26,
					30, 22, 22, 24, 24, 28, 28, 26, 26, 26};
static const u8 n_blocks[VERSIONS + 1] = {0, 1, 1, 1, 2,  2,  4,  4,  4,  5, 5,
					  5, 8, 9, 9, 10, 10, 11, 13, 14, 16};

struct drawing {
	struct qr *q;
	u8 fixed[QR_MAX_SIZE * QR_MAX_SIZE]; /* not data: finders, timing, format … */
	u32 version;
};

/* ---- how much a version holds ---- */

static u32 n_alignments(u32 version)
{
	return version == 1 ? 0 : version / 7 + 2;
}

static u32 raw_codewords(u32 v)
{
	u32 bits = (16 * v + 128) * v + 64, n = n_alignments(v);
	if (n)
		bits -= (25 * n - 10) * n - 55;
	if (v >= 7)
		bits -= 36;
	return bits / 8;
}

static u32 data_codewords(u32 v)
{
	return raw_codewords(v) - (u32)ec_len[v] * n_blocks[v];
}

static u32 head_bits(u32 version)
{
	return version < 10 ? 12 : 20; /* mode and length */
}

/* ---- codewords ---- */

struct bits {
	u8 *p;
	u32 n;
};

static void put_bits(struct bits *b, u32 value, u32 n)
{
	while (n-- > 0) {
		b->p[b->n / 8] |= (u8)((value >> n & 1) << (7 - b->n % 8));
		b->n++;
	}
}

static void data_of(str text, u32 version, u8 *out)
{
	struct bits b = {out, 0};
	u32 room = data_codewords(version);
	put_bits(&b, 4, 4);
	put_bits(&b, (u32)text.n, head_bits(version) - 4);
	for (size_t i = 0; i < text.n; i++)
		put_bits(&b, (u8)text.p[i], 8);
	if (b.n + 4 <= room * 8)
		b.n += 4;
	b.n = (b.n + 7) / 8 * 8;
	for (u32 pad = 0xec; b.n < room * 8; pad ^= 0xec ^ 0x11)
		put_bits(&b, pad, 8);
}

/* In GF(256) modulo x⁸+x⁴+x³+x²+1. */
static u8 multiply(u8 x, u8 y)
{
	u32 z = 0;
	for (int i = 7; i >= 0; i--) {
		z = z << 1 ^ (z >> 7) * 0x11d;
		z ^= (y >> i & 1u) * x;
	}
	return (u8)z;
}

static void divisor_of(u32 degree, u8 *d)
{
	u8 root = 1;
	memset(d, 0, degree);
	d[degree - 1] = 1;
	for (u32 i = 0; i < degree; i++) {
		for (u32 j = 0; j < degree; j++) {
			d[j] = multiply(d[j], root);
			if (j + 1 < degree)
				d[j] ^= d[j + 1];
		}
		root = multiply(root, 2);
	}
}

static void remainder_of(const u8 *data, u32 n, const u8 *divisor, u32 degree, u8 *r)
{
	memset(r, 0, degree);
	for (u32 i = 0; i < n; i++) {
		u8 factor = data[i] ^ r[0];
		memmove(r, r + 1, degree - 1);
		r[degree - 1] = 0;
		for (u32 j = 0; j < degree; j++)
			r[j] ^= multiply(divisor[j], factor);
	}
}

/* Blocks of data and their error correction, codeword by codeword in turn. */
static void interleave(u32 v, const u8 *data, u8 *out)
{
	u8 divisor[MAX_EC], ec[MAX_EC];
	u32 nb = n_blocks[v], raw = raw_codewords(v), len = raw / nb - ec_len[v], longer = nb - raw % nb,
	    total = data_codewords(v);
	divisor_of(ec_len[v], divisor);
	for (u32 b = 0, at = 0; b < nb; b++) {
		u32 n = len + (b >= longer);
		remainder_of(data + at, n, divisor, ec_len[v], ec);
		for (u32 i = 0; i < n; i++) /* the last codeword of longer blocks follows all others */
			out[i < len ? i * nb + b : len * nb + (b - longer)] = data[at + i];
		for (u32 i = 0; i < ec_len[v]; i++)
			out[total + i * nb + b] = ec[i];
		at += n;
	}
}

/* ---- modules ---- */

static void set_fixed(struct drawing *d, u32 x, u32 y, bool dark)
{
	d->q->dark[y * d->q->size + x] = dark;
	d->fixed[y * d->q->size + x] = 1;
}

static u32 distance(u32 x, u32 y)
{
	return x > y ? x - y : y - x;
}

static u32 larger(u32 x, u32 y)
{
	return x > y ? x : y;
}

static void put_finder(struct drawing *d, u32 cx, u32 cy)
{
	u32 size = d->q->size;
	for (u32 y = 0; y < size; y++)
		for (u32 x = 0; x < size; x++) {
			u32 far = larger(distance(x, cx), distance(y, cy));
			if (far <= 4)
				set_fixed(d, x, y, far != 2 && far != 4);
		}
}

static u32 alignment_at(const struct drawing *d, u32 i)
{
	u32 n = n_alignments(d->version), step = n < 2 ? 0 : (d->version * 8 + n * 3 + 5) / (n * 4 - 4) * 2;
	return i == 0 ? 6 : d->q->size - 7 - (n - 1 - i) * step;
}

static void put_alignments(struct drawing *d)
{
	u32 n = n_alignments(d->version);
	for (u32 i = 0; i < n; i++)
		for (u32 j = 0; j < n; j++) {
			if ((i == 0 && j == 0) || (i == 0 && j == n - 1) || (i == n - 1 && j == 0))
				continue;
			u32 cx = alignment_at(d, i), cy = alignment_at(d, j);
			for (u32 y = cy - 2; y <= cy + 2; y++)
				for (u32 x = cx - 2; x <= cx + 2; x++)
					set_fixed(d, x, y, larger(distance(x, cx), distance(y, cy)) != 1);
		}
}

/* Fifteen bits, twice; the lone dark module. */
static void put_format(struct drawing *d, u32 mask)
{
	u32 data = LEVEL_M << 3 | mask, rem = data, size = d->q->size;
	for (int i = 0; i < 10; i++)
		rem = rem << 1 ^ (rem >> 9) * 0x537;
	u32 bits = (data << 10 | rem) ^ 0x5412;
	for (u32 i = 0; i < 15; i++) {
		bool dark = bits >> i & 1;
		if (i < 8)
			set_fixed(d, 8, i < 6 ? i : i + 1, dark);
		else
			set_fixed(d, i == 8 ? 7 : 14 - i, 8, dark);
		if (i < 8)
			set_fixed(d, size - 1 - i, 8, dark);
		else
			set_fixed(d, 8, size - 15 + i, dark);
	}
	set_fixed(d, 8, size - 8, true);
}

static void put_version(struct drawing *d)
{
	u32 rem = d->version, size = d->q->size;
	if (d->version < 7)
		return;
	for (int i = 0; i < 12; i++)
		rem = rem << 1 ^ (rem >> 11) * 0x1f25;
	u32 bits = d->version << 12 | rem;
	for (u32 i = 0; i < 18; i++) {
		bool dark = bits >> i & 1;
		set_fixed(d, size - 11 + i % 3, i / 3, dark);
		set_fixed(d, i / 3, size - 11 + i % 3, dark);
	}
}

static void put_fixed(struct drawing *d)
{
	u32 size = d->q->size;
	for (u32 i = 0; i < size; i++) {
		set_fixed(d, 6, i, i % 2 == 0);
		set_fixed(d, i, 6, i % 2 == 0);
	}
	put_finder(d, 3, 3);
	put_finder(d, size - 4, 3);
	put_finder(d, 3, size - 4);
	put_alignments(d);
	put_format(d, 0);
	put_version(d);
}

/* Two columns at a time from the right, up and down in turn. */
static void put_data(struct drawing *d, const u8 *codewords, u32 n)
{
	u32 size = d->q->size, at = 0;
	for (u32 pair = 0, right = size - 1; right >= 1 && right < size; pair++, right -= 2) {
		if (right == 6)
			right = 5;
		for (u32 i = 0; i < size; i++)
			for (u32 x = right; x + 2 > right; x--) {
				u32 y = pair % 2 == 0 ? size - 1 - i : i;
				if (d->fixed[y * size + x] || at >= n * 8)
					continue;
				d->q->dark[y * size + x] = codewords[at / 8] >> (7 - at % 8) & 1;
				at++;
			}
	}
}

static bool masked(u32 mask, u32 x, u32 y)
{
	switch (mask) {
	case 0:
		return (x + y) % 2 == 0;
	case 1:
		return y % 2 == 0;
	case 2:
		return x % 3 == 0;
	case 3:
		return (x + y) % 3 == 0;
	case 4:
		return (x / 3 + y / 2) % 2 == 0;
	case 5:
		return x * y % 2 + x * y % 3 == 0;
	case 6:
		return (x * y % 2 + x * y % 3) % 2 == 0;
	default:
		return ((x + y) % 2 + x * y % 3) % 2 == 0;
	}
}

/* Applied a second time it is undone. */
static void put_mask(struct drawing *d, u32 mask)
{
	u32 size = d->q->size;
	for (u32 y = 0; y < size; y++)
		for (u32 x = 0; x < size; x++)
			if (!d->fixed[y * size + x])
				d->q->dark[y * size + x] ^= masked(mask, x, y);
}

/* Long runs and what looks like a finder, in one line of modules `step` apart. */
static u32 line_penalty(const u8 *p, u32 size, u32 step)
{
	u32 run = 0, last = 2, window = 0, penalty = 0;
	for (u32 i = 0; i < size; i++) {
		u32 m = p[i * step];
		run = m == last ? run + 1 : 1;
		last = m;
		penalty += run == 5 ? 3 : run > 5;
		window = (window << 1 | m) & 0x7ff;
		if (i >= 10 && (window == 0x05d || window == 0x5d0))
			penalty += 40;
	}
	return penalty;
}

/* Ten for every twentieth by which the dark modules are away from a half of all. */
static u32 share_penalty(u64 dark, u64 all)
{
	u64 half = all * 10, off = dark * 20 > half ? dark * 20 - half : half - dark * 20;
	return all == 0 ? 0 : (u32)(off / all * 10);
}

static u32 penalty(const struct qr *q)
{
	u32 sum = 0, dark = 0, size = q->size;
	for (u32 i = 0; i < size; i++)
		sum += line_penalty(q->dark + i * size, size, 1) + line_penalty(q->dark + i, size, size);
	for (u32 y = 0; y < size; y++)
		for (u32 x = 0; x < size; x++) {
			const u8 *p = q->dark + y * size + x;
			dark += *p;
			if (x + 1 < size && y + 1 < size && p[0] == p[1] && p[0] == p[size] &&
			    p[0] == p[size + 1])
				sum += 3;
		}
	return sum + share_penalty(dark, (u64)size * size);
}

static void choose_mask(struct drawing *d)
{
	u32 best = 0, least = UINT32_MAX;
	for (u32 mask = 0; mask < 8; mask++) {
		put_mask(d, mask);
		put_format(d, mask);
		u32 n = penalty(d->q);
		if (n < least) {
			least = n;
			best = mask;
		}
		put_mask(d, mask);
	}
	put_mask(d, best);
	put_format(d, best);
}

td_rc qr_make(struct arena *a, str text, struct qr **out)
{
	u8 data[MAX_CODEWORDS] = {0}, codewords[MAX_CODEWORDS] = {0};
	u32 v = 1;
	if (text.n > QR_MAX_BYTES)
		return TD_LIMIT;
	while (v < VERSIONS && head_bits(v) + text.n * 8 > data_codewords(v) * 8)
		v++;
	if (head_bits(v) + text.n * 8 > data_codewords(v) * 8)
		return TD_LIMIT;
	*out = NEW(a, struct qr);
	(*out)->size = v * 4 + 17;
	struct drawing *d = NEW(a, struct drawing);
	d->q = *out;
	d->version = v;
	put_fixed(d);
	data_of(text, v, data);
	interleave(v, data, codewords);
	put_data(d, codewords, raw_codewords(v));
	choose_mask(d);
	return TD_OK;
}

/* ---- PNG ---- */

static void put_u32(struct sb *b, u32 v)
{
	for (int i = 24; i >= 0; i -= 8)
		sb_byte(b, (char)(v >> i & 0xff));
}

static void put_chunk(struct sb *b, const char *type, str bytes)
{
	put_u32(b, (u32)bytes.n);
	size_t from = b->n;
	sb_put(b, str_c(type));
	sb_put(b, bytes);
	put_u32(b, (u32)crc32(0, (const Bytef *)b->p + from, (uInt)(b->n - from)));
}

static void put_row(const struct qr *q, u32 y, u32 scale, u8 *row)
{
	u32 side = q->size + 2 * QR_QUIET;
	bool inside = y >= QR_QUIET && y < QR_QUIET + q->size;
	memset(row, 0xff, (side * scale + 7) / 8 + 1);
	row[0] = 0; /* no filter */
	for (u32 x = 0; inside && x < q->size * scale; x++)
		if (q->dark[(y - QR_QUIET) * q->size + x / scale]) {
			u32 at = QR_QUIET * scale + x;
			row[1 + at / 8] &= (u8) ~(0x80u >> at % 8);
		}
}

/* Stored, not deflated: the same bytes whatever the version of zlib; the file around it is packed. */
static str stored(struct arena *a, str raw)
{
	enum { BLOCK = 0xffff };
	struct sb b = sb_new(a, raw.n + raw.n / BLOCK * 5 + 32);
	SB_LIT(&b, "\x78\x01");
	for (str rest = raw; rest.n;) {
		str block = str_upto(rest, rest.n < BLOCK ? rest.n : BLOCK);
		rest = str_from(rest, block.n);
		sb_byte(&b, rest.n == 0);
		for (int i = 0; i < 4; i++) {
			size_t n = i < 2 ? block.n : ~block.n;
			sb_byte(&b, (char)(n >> i % 2 * 8 & 0xff));
		}
		sb_put(&b, block);
	}
	put_u32(&b, (u32)adler32(adler32(0, NULL, 0), (const Bytef *)raw.p, (uInt)raw.n));
	return sb_str(&b);
}

str qr_png(struct arena *a, const struct qr *q, u32 scale)
{
	u32 side = (q->size + 2 * QR_QUIET) * scale, width = (side + 7) / 8 + 1;
	u8 *raw = NEW_N(a, u8, (size_t)width * side);
	for (u32 y = 0; y < side; y++)
		put_row(q, y / scale, scale, raw + (size_t)y * width);
	str pixels = stored(a, (str){(char *)raw, (size_t)width * side});
	struct sb head = sb_new(a, 16), b = sb_new(a, pixels.n + 128);
	put_u32(&head, side);
	put_u32(&head, side);
	SB_LIT(&head, "\x01\x00\x00\x00\x00"); /* one bit, grey */
	SB_LIT(&b, "\x89PNG\r\n\x1a\n");
	put_chunk(&b, "IHDR", sb_str(&head));
	put_chunk(&b, "IDAT", pixels);
	put_chunk(&b, "IEND", S(""));
	return sb_str(&b);
}
