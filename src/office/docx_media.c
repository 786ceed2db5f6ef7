/* Pictures in a paper: PNG and JPEG given in the data, and QR codes of texts. */
#include "base/hash.h"
#include "office/docx_part.h"
#include "office/qr.h"
#include "office/zip_write.h"

enum {
	MAX_IMAGE = 8 << 20, /* bytes of one */
	MAX_SIDE = 20000,    /* pixels */
	CODE_MM = 24,        /* a QR code of no given size */
	WIDEST_MM = 160,     /* any other picture */
	EMU_MM = 36000,
	SCALE = 8, /* pixels a module */
};

/* ---- base64 ---- */

static int digit(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

static bool decode(struct arena *a, str text, str *out)
{
	while (text.n && text.p[text.n - 1] == '=')
		text.n--;
	char *p = arena_alloc(a, text.n / 4 * 3 + 3);
	size_t n = 0;
	u32 bits = 0;
	for (size_t i = 0; i < text.n; i++) {
		int d = digit(text.p[i]);
		if (d < 0)
			return false;
		bits = bits << 6 | (u32)d;
		if (i % 4)
			p[n++] = (char)(bits >> (6 - i % 4 * 2) & 0xff);
	}
	*out = (str){p, n};
	return n > 0;
}

/* ---- sizes ---- */

static u32 be(str s, size_t at, u32 n)
{
	u32 v = 0;
	for (u32 i = 0; i < n; i++)
		v = v << 8 | (u8)s.p[at + i];
	return v;
}

static bool png_size(str s, struct docx_image *image)
{
	if (s.n < 33 || memcmp(s.p, "\x89PNG\r\n\x1a\n", 8) != 0 || memcmp(s.p + 12, "IHDR", 4) != 0)
		return false;
	image->width = be(s, 16, 4);
	image->height = be(s, 20, 4);
	return true;
}

/* Looks for the frame header among the segments. */
static bool jpeg_size(str s, struct docx_image *image)
{
	if (s.n < 4 || be(s, 0, 2) != 0xffd8)
		return false;
	for (size_t at = 2; at + 9 < s.n && (u8)s.p[at] == 0xff;) {
		u32 marker = (u8)s.p[at + 1];
		if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
			image->height = be(s, at + 5, 2);
			image->width = be(s, at + 7, 2);
			return true;
		}
		at += 2 + be(s, at + 2, 2);
	}
	return false;
}

/* ---- from the data ---- */

static bool from_data(struct arena *a, str source, struct docx_image *image, const char **extension)
{
	size_t comma = str_find_byte(str_upto(source, source.n < 64 ? source.n : 64), ',');
	if (source.n > MAX_IMAGE / 3 * 4 || !str_has_suffix(str_upto(source, comma), S(";base64")) ||
	    !decode(a, str_from(source, comma + 1), &image->bytes))
		return false;
	bool png = png_size(image->bytes, image);
	*extension = png ? "png" : "jpeg";
	return (png || jpeg_size(image->bytes, image)) && image->width && image->height &&
	       image->width <= MAX_SIDE && image->height <= MAX_SIDE;
}

static bool from_text(struct arena *a, str source, struct docx_image *image)
{
	struct qr *q;
	if (qr_make(a, source, &q) != TD_OK)
		return false;
	image->bytes = qr_png(a, q, SCALE);
	image->code = true;
	return png_size(image->bytes, image);
}

/* Names from the content: a filled paper that becomes a template meets its own pictures again. */
static td_rc name_image(struct arena *a, struct docx_image *image, const char *extension)
{
	struct sha256 h;
	td_rc rc = sha256_of(image->bytes, &h);
	if (rc != TD_OK)
		return rc;
	str hex = str_upto(hex_of(a, h.b, sizeof h.b), 16);
	image->name = arena_fmt(a, "word/media/td-%.*s.%s", STRF(hex), extension);
	image->relation = arena_fmt(a, "rIdTd%.*s", STRF(hex));
	return TD_OK;
}

static u32 story_bit(size_t story)
{
	return story < 63 ? (u32)story : 63;
}

struct docx_image *docx_image_of(struct docx_media *m, struct docx_tag *tag, str text, struct err *e)
{
	struct docx_image *image = map_get(&m->by_source, text);
	const char *extension = "png";
	if (image == NULL) {
		image = NEW(m->a, struct docx_image);
		bool given = str_has_prefix(text, S("data:image/"));
		if (!(given ? from_data(m->a, text, image, &extension) : from_text(m->a, text, image)) ||
		    name_image(m->a, image, extension) != TD_OK) {
			if (given)
				docx_fault(
				    tag, e,
				    "Ảnh của trường «%.*s» không dùng được: chỉ nhận PNG và JPEG, đến %d MB.",
				    STRF(tag->raw), MAX_IMAGE >> 20);
			else
				docx_fault(
				    tag, e,
				    "Nội dung của trường «%.*s» quá dài cho một mã QR (tối đa %d byte).",
				    STRF(tag->raw), QR_MAX_BYTES);
			return NULL;
		}
		image->alt = given ? S("Ảnh") : arena_fmt(m->a, "Mã QR: %.*s", STRF(text));
		(void)map_set(&m->by_source, text, image);
		VEC_PUSH(m->a, &m->all) = image;
	}
	image->shown |= (u64)1 << story_bit(m->stories.n - 1);
	return image;
}

/* ---- in the paper ---- */

/* In EMU. A size given by width alone keeps the proportions; by both it fits inside them. */
static void extent(const struct docx_image *image, const struct docx_tag *tag, u64 *cx, u64 *cy)
{
	u64 w = image->width, h = image->height,
	    wide = image->code ? (u64)CODE_MM * EMU_MM : w * 254 * EMU_MM / 960, high;
	if (wide > (u64)WIDEST_MM * EMU_MM)
		wide = (u64)WIDEST_MM * EMU_MM;
	for (u32 i = 0; i < tag->n_formats; i++) {
		const struct docx_format *f = &tag->formats[i];
		wide = f->kind == FMT_SIZE ? (u64)f->mm[0] * EMU_MM : wide;
		high = (u64)f->mm[1] * EMU_MM;
		if (high && wide * h / w > high)
			wide = high * w / h;
	}
	*cx = wide ? wide : 1;
	*cy = wide * h / w ? wide * h / w : 1;
}

#define NS_WP  "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
#define NS_A   "http://schemas.openxmlformats.org/drawingml/2006/main"
#define NS_PIC "http://schemas.openxmlformats.org/drawingml/2006/picture"
#define NS_R   "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

void docx_put_image(struct sb *b, str prefix, struct docx_media *m, const struct docx_image *image,
		    const struct docx_tag *tag)
{
	u64 cx, cy;
	u32 id = ++m->n_drawings;
	extent(image, tag, &cx, &cy);
	unsigned long long w = cx, h = cy;
	sb_fmt(b,
	       "<%.*sdrawing><wp:inline xmlns:wp=\"" NS_WP
	       "\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"%llu\" cy=\"%llu\"/>"
	       "<wp:docPr id=\"%u\" name=\"%s %u\" descr=\"",
	       STRF(prefix), w, h, id, image->code ? "QR" : "Ảnh", id);
	xmltree_put_value(b, image->alt);
	sb_fmt(b,
	       "\"/><wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a=\"" NS_A
	       "\" noChangeAspect=\"1\"/></wp:cNvGraphicFramePr><a:graphic xmlns:a=\"" NS_A
	       "\"><a:graphicData uri=\"" NS_PIC "\"><pic:pic xmlns:pic=\"" NS_PIC
	       "\"><pic:nvPicPr><pic:cNvPr id=\"%u\" name=\"td\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
	       "<a:blip xmlns:r=\"" NS_R
	       "\" r:embed=\"%.*s\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>",
	       id, STRF(image->relation));
	sb_fmt(b,
	       "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%llu\" cy=\"%llu\"/></a:xfrm>"
	       "<a:prstGeom "
	       "prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
	       "</wp:inline></%.*sdrawing>",
	       w, h, STRF(prefix));
}

/* The relations of one story. */
static td_rc relate(struct docx_media *m, size_t story, struct zip_part *parts, u32 *n, struct err *e)
{
	VEC(struct docx_relation) list = {0};
	for (size_t i = 0; i < m->all.n; i++) {
		const struct docx_image *image = m->all.at[i];
		if (image->shown >> story_bit(story) & 1)
			VEC_PUSH(m->a, &list) = (struct docx_relation){image->relation, S(NS_R "/image"),
								       str_from(image->name, 5)};
	}
	return list.n ? docx_relations_add(m->a, parts, n, m->stories.at[story], list.at, list.n, e) : TD_OK;
}

td_rc docx_media_add(struct docx_media *m, struct zip_part *parts, u32 *n, struct err *e)
{
	td_rc rc = TD_OK;
	u32 n_old = *n;
	for (size_t i = 0; i < m->stories.n && rc == TD_OK; i++)
		rc = relate(m, i, parts, n, e);
	bool typed[2] = {false, false};
	for (size_t i = 0; i < m->all.n && rc == TD_OK; i++) {
		const struct docx_image *image = m->all.at[i];
		bool png = str_has_suffix(image->name, S("png"));
		if (!typed[png])
			rc = docx_type_add(m->a, parts, *n, png ? S("png") : S("jpeg"), S(""),
					   png ? S("image/png") : S("image/jpeg"), e);
		typed[png] = true;
		if (rc == TD_OK && docx_part_find(parts, n_old, image->name) == NULL)
			parts[(*n)++] = (struct zip_part){image->name, image->bytes};
	}
	return rc;
}
