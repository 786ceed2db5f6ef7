#include "tests/lib/zip_make.h"

#include <stdlib.h>
#include <zlib.h>

#include "base/sb.h"

enum { MAX = 256 << 20 };

static void put16(struct sb *b, u32 v)
{
	sb_byte(b, (char)(v & 0xFF));
	sb_byte(b, (char)(v >> 8 & 0xFF));
}

static void put32(struct sb *b, u32 v)
{
	put16(b, v & 0xFFFF);
	put16(b, v >> 16);
}

static str deflated(struct arena *a, str s)
{
	z_stream z = {0};
	if (deflateInit2(&z, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
	uLong cap = deflateBound(&z, s.n);
	char *p = arena_alloc(a, cap);
	z.next_in = (Bytef *)(uintptr_t)s.p;
	z.avail_in = (uInt)s.n;
	z.next_out = (Bytef *)p;
	z.avail_out = (uInt)cap;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		abort();
	size_t n = z.total_out;
	deflateEnd(&z);
	return (str){p, n};
}

/* What the local header and the directory entry have in common, from "version needed" on. */
static void put_common(struct sb *b, const struct zip_part *p, u32 packed)
{
	put16(b, 20);
	put16(b, p->flags);
	put16(b, p->deflate ? 8 : 0);
	put32(b, 0);
	put32(b, (u32)crc32(0, (const Bytef *)p->body.p, (uInt)p->body.n) ^ p->lie_crc);
	put32(b, packed);
	put32(b, (u32)((i64)p->body.n + p->lie_size));
	put16(b, (u32)strlen(p->name));
	put16(b, 0);
}

str zip_make(struct arena *a, const struct zip_part *parts, size_t n)
{
	struct sb b = sb_new(a, MAX), dir = sb_new(a, MAX);
	u32 *at = NEW_N(a, u32, n), *packed = NEW_N(a, u32, n);
	for (size_t i = 0; i < n; i++) {
		const struct zip_part *p = &parts[i];
		str body = p->deflate ? deflated(a, p->body) : p->body;
		at[i] = p->share ? at[p->share - 1] : (u32)b.n;
		packed[i] = (u32)body.n;
		if (!p->share) {
			put32(&b, 0x04034b50);
			put_common(&b, p, packed[i]);
			sb_put(&b, str_c(p->name));
			sb_put(&b, body);
		}
		put32(&dir, 0x02014b50);
		put16(&dir, 20);
		put_common(&dir, p, packed[i]);
		put16(&dir, 0);
		put32(&dir, 0);
		put32(&dir, 0);
		put32(&dir, at[i]);
		sb_put(&dir, str_c(p->name));
	}
	u32 dir_at = (u32)b.n;
	sb_put(&b, sb_str(&dir));
	put32(&b, 0x06054b50);
	put32(&b, 0);
	put16(&b, (u32)n);
	put16(&b, (u32)n);
	put32(&b, (u32)dir.n);
	put32(&b, dir_at);
	put16(&b, 0);
	return sb_str(&b);
}

#define NS     "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static const char rels[] =
    "<?xml version=\"1.0\"?><Relationships>"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" OFFICE "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
    "<Relationship Id=\"rId3\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/></Relationships>";

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

size_t xlsx_make_parts(struct arena *a, struct xlsx_text_parts p, struct zip_part out[5])
{
	size_t n = 0;
	out[n++] = (struct zip_part){
	    "xl/workbook.xml",
	    arena_fmt(a,
		      "<workbook xmlns=\"" NS "\" xmlns:r=\"" OFFICE "\">%s<sheets>"
		      "<sheet name=\"Bảng điểm\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
		      or_empty(p.workbook_pr)),
	    .deflate = true};
	out[n++] = (struct zip_part){"xl/_rels/workbook.xml.rels", str_c(rels), .deflate = true};
	out[n++] = (struct zip_part){
	    "xl/worksheets/sheet1.xml",
	    arena_fmt(a, "<worksheet xmlns=\"" NS "\"><sheetData>%s</sheetData>%s</worksheet>",
		      or_empty(p.rows), or_empty(p.after)),
	    .deflate = true};
	if (p.strings)
		out[n++] = (struct zip_part){"xl/sharedStrings.xml",
					     arena_fmt(a, "<sst xmlns=\"" NS "\">%s</sst>", p.strings),
					     .deflate = true};
	if (p.styles)
		out[n++] = (struct zip_part){
		    "xl/styles.xml", arena_fmt(a, "<styleSheet xmlns=\"" NS "\">%s</styleSheet>", p.styles),
		    .deflate = true};
	return n;
}

str xlsx_make(struct arena *a, struct xlsx_text_parts p)
{
	struct zip_part parts[5];
	return zip_make(a, parts, xlsx_make_parts(a, p, parts));
}
