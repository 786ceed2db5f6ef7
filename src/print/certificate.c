#include "print/certificate.h"

#include "base/utf8.h"
#include "office/qr.h"
#include "print/pdf.h"
#include "print/text.h"

#define POINTS(hundredths) ((double)(hundredths)*72 / 2540)
#define SLACK              0.02 /* points that rounding adds up to */

enum {
	QR_MODULE =
	    25, /* hundredths of a millimetre: what a telephone reads at once off a laser printer's page */
};

static bool take(str *rest, void *out, size_t n)
{
	if (rest->n < n)
		return false;
	memcpy(out, rest->p, n);
	*rest = str_from(*rest, n);
	return true;
}

static bool take_text(str *rest, u64 n, str *out)
{
	if (rest->n < n)
		return false;
	*out = str_upto(*rest, (size_t)n);
	*rest = str_from(*rest, (size_t)n);
	return true;
}

/* ---- the form ---- */

static bool within(i32 x, i32 from, i32 to)
{
	return x >= from && x <= to;
}

static td_rc take_picture(struct certificates *c, str bytes)
{
	if (bytes.n == 0)
		return TD_OK;
	if (bytes.n <= PRINT_MAX_PICTURE && image_read(c->a, bytes, &c->picture) == TD_OK &&
	    c->picture.pixels_wide * c->picture.pixels_high <= PRINT_MAX_PICTURE_PIXELS)
		return TD_OK;
	return err_add(
	    c->e, TD_INVALID, S("Ảnh nền"),
	    "Không đọc được ảnh nền: chỉ dùng ảnh PNG hoặc JPEG còn nguyên, không quá %u MB và %u triệu "
	    "điểm ảnh. Hãy thu nhỏ hoặc lưu lại ảnh rồi tải lên lần nữa.",
	    PRINT_MAX_PICTURE >> 20, PRINT_MAX_PICTURE_PIXELS / 1000000);
}

td_rc certificate_open(struct arena *a, const struct fonts *f, str input, struct err *e,
		       struct certificates *out)
{
	str picture;
	*out = (struct certificates){.a = a, .fonts = f, .e = e, .rest = input};
	if (!take(&out->rest, &out->head, sizeof out->head) ||
	    !take_text(&out->rest, out->head.n_picture, &picture) ||
	    !take_text(&out->rest, out->head.n_made_at, &out->made_at))
		return TD_INVALID;
	if (!within(out->head.w, PRINT_MIN_SIDE, PRINT_MAX_SIDE) ||
	    !within(out->head.h, PRINT_MIN_SIDE, PRINT_MAX_SIDE))
		return err_add(e, TD_INVALID, S("Khổ giấy"),
			       "Mỗi cạnh của tờ giấy phải từ %d đến %d mm. Hãy sửa khổ giấy của mẫu.",
			       PRINT_MIN_SIDE / 100, PRINT_MAX_SIDE / 100);
	return take_picture(out, picture);
}

/* ---- one box ---- */

struct box {
	struct print_box_head head;
	str text;
};

static bool take_box(struct certificates *c, struct box *b)
{
	return take(&c->rest, &b->head, sizeof b->head) && take_text(&c->rest, b->head.n_text, &b->text);
}

static bool measures_good(const struct print_box_head *h)
{
	return within(h->x, -PRINT_MAX_SIDE, PRINT_MAX_SIDE) &&
	       within(h->y, -PRINT_MAX_SIDE, PRINT_MAX_SIDE) && within(h->w, 1, PRINT_MAX_SIDE) &&
	       within(h->h, 1, PRINT_MAX_SIDE) && h->size_min >= PRINT_MIN_HALF_POINTS &&
	       h->size_min <= h->size && h->size <= PRINT_MAX_HALF_POINTS && h->align <= PRINT_RIGHT &&
	       h->valign <= PRINT_BOTTOM && h->rgb <= 0xffffff;
}

static td_rc check(struct certificates *c, struct box *b, u32 ix)
{
	const size_t most = b->head.flags & PRINT_BOX_QR ? (size_t)QR_MAX_BYTES : (size_t)PRINT_MAX_BOX_TEXT;
	const str where =
	    arena_fmt(c->a, i18n_tr(c->e->lang, N_("Tờ %u, ô %u")), c->head.first + c->next + 1, ix + 1);
	size_t bad;
	if (!measures_good(&b->head))
		return err_add(
		    c->e, TD_INVALID, where,
		    "Vị trí, kích thước hoặc cỡ chữ của ô nằm ngoài mức cho phép. Hãy sửa ô này trong mẫu.");
	if (b->text.n > most)
		return err_add(c->e, TD_INVALID, where,
			       "Nội dung của ô dài quá %zu byte. Hãy rút ngắn nội dung của ô.", most);
	if (utf8_clean(c->a, b->text, &b->text, &bad) != TD_OK)
		return err_add(c->e, TD_INVALID, where,
			       "Nội dung của ô có ký tự không đọc được. Hãy gõ lại nội dung của ô.");
	return TD_OK;
}

/* Where something of this size begins in a box: 0 at its start, 1 in its middle, 2 at its end. */
static double aligned(double from, double room, double size, u8 where)
{
	return from + (room - size) * where / 2;
}

static void ink(cairo_t *c, u32 rgb)
{
	cairo_set_source_rgb(c, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
}

/* ---- text ---- */

static struct look look_of(const struct print_box_head *h, u16 half_points)
{
	struct look l = props_look();
	l.size = half_points / 2.0;
	l.bold = (h->flags & PRINT_BOX_BOLD) != 0;
	l.italic = (h->flags & PRINT_BOX_ITALIC) != 0;
	l.colour = (i32)h->rgb;
	return l;
}

static struct para *write_out(struct certificates *c, const struct box *b, u16 half_points)
{
	static const u8 aligns[] = {
	    [PRINT_LEFT] = ALIGN_LEFT, [PRINT_CENTRE] = ALIGN_CENTER, [PRINT_RIGHT] = ALIGN_RIGHT};
	const struct look look = look_of(&b->head, half_points);
	struct para *p = NEW(c->a, struct para);
	*p = (struct para){.shape = props_shape(), .mark = look, .text = b->text};
	p->shape.align = aligns[b->head.align];
	for (size_t at = 0; at < b->text.n;) {
		const size_t n = str_find_byte(str_from(b->text, at), '\n');
		VEC_PUSH(c->a, &p->spans) =
		    (struct span){.look = look, .kind = SPAN_TEXT, .from = at, .to = at + n};
		at += n;
		if (at < b->text.n)
			VEC_PUSH(c->a, &p->spans) =
			    (struct span){.look = look, .kind = SPAN_LINE_BREAK, .from = at, .to = at};
		at++;
	}
	text_lay_out(c->a, c->fonts, p, POINTS(b->head.w));
	return p;
}

static double height(const struct para *p)
{
	double high = 0;
	for (size_t i = 0; i < p->lines.n; i++)
		high += p->lines.at[i].height;
	return high;
}

static bool inside_a_word(const struct para *p, const struct line *l)
{
	return l->end == END_WRAP && l->to > l->from && !(p->glyphs.at[l->to - 1].flags & GLYPH_BREAK);
}

static bool fits(const struct para *p, const struct print_box_head *h)
{
	for (size_t i = 0; i < p->lines.n; i++)
		if (inside_a_word(p, &p->lines.at[i]) || p->lines.at[i].width > POINTS(h->w) + SLACK)
			return false;
	return height(p) <= POINTS(h->h) + SLACK;
}

/* The largest size the box holds: what fits in one size fits in every smaller one. */
static struct para *shrink(struct certificates *c, const struct box *b, u16 *size, bool *good)
{
	u16 least = b->head.size_min, most = b->head.size;
	struct para *p = write_out(c, b, most), *best = NULL;
	*size = most;
	*good = fits(p, &b->head);
	if (*good)
		return p;
	for (most--; least <= most;) {
		const u16 half = (u16)((least + most + 1) / 2);
		p = write_out(c, b, half);
		if (fits(p, &b->head)) {
			best = p;
			*size = half;
			least = (u16)(half + 1);
		} else {
			most = (u16)(half - 1);
		}
	}
	*good = best != NULL;
	if (best)
		return best;
	*size = b->head.size_min;
	return write_out(c, b, b->head.size_min);
}

/* White space other than spaces becomes a space, as on a typist's page. */
static str plain(struct certificates *c, str text)
{
	struct sb out = sb_new(c->a, PRINT_MAX_BOX_TEXT + 1);
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] != '\r')
			sb_byte(&out, text.p[i] == '\t' ? ' ' : text.p[i]);
	return sb_str(&out);
}

static bool has_letters(const struct font *f, str text)
{
	while (text.n) {
		const i32 code = utf8_next(&text);
		if (code != '\n' && !fonts_has(f, (u32)code))
			return false;
	}
	return true;
}

static u16 draw_text(struct certificates *c, cairo_t *cr, struct box *b, u16 *size)
{
	const struct print_box_head *h = &b->head;
	bool good;
	b->text = plain(c, b->text);
	const struct para *p = shrink(c, b, size, &good);
	double y = aligned(POINTS(h->y), POINTS(h->h), height(p), h->valign);
	for (size_t i = 0; i < p->lines.n; i++) {
		text_draw(cr, c->fonts, p, &p->lines.at[i], POINTS(h->x), y);
		y += p->lines.at[i].height;
	}
	const bool letters = has_letters(text_font(c->fonts, &p->mark), b->text);
	return (u16)((good ? 0 : PRINT_TIGHT) | (letters ? 0 : PRINT_LETTERS));
}

/* ---- QR codes ---- */

/* All dark squares as one path, those beside each other as one piece: no reader sees a seam. */
static void draw_modules(cairo_t *cr, const struct qr *q, double x, double y, double module)
{
	for (u32 row = 0; row < q->size; row++)
		for (u32 from = 0, to; from < q->size; from = to + 1) {
			for (to = from; to < q->size && q->dark[row * q->size + to];)
				to++;
			if (to > from)
				cairo_rectangle(cr, x + from * module, y + row * module, (to - from) * module,
						module);
		}
	cairo_fill(cr);
}

static u16 draw_qr(struct certificates *c, cairo_t *cr, const struct box *b, u16 *size)
{
	const struct print_box_head *h = &b->head;
	struct qr *q;
	*size = 0;
	if (qr_make(c->a, b->text, &q) != TD_OK)
		return PRINT_TIGHT;
	const i32 least = h->w < h->h ? h->w : h->h;
	const u32 modules = q->size + 2 * QR_QUIET;
	const double side = POINTS(least), module = side / modules;
	const double x = aligned(POINTS(h->x), POINTS(h->w), side, h->align),
		     y = aligned(POINTS(h->y), POINTS(h->h), side, h->valign);
	ink(cr, 0xffffff);
	cairo_rectangle(cr, x, y, side, side);
	cairo_fill(cr);
	ink(cr, h->rgb);
	draw_modules(cr, q, x + QR_QUIET * module, y + QR_QUIET * module, module);
	return (u32)least < modules * QR_MODULE ? PRINT_TIGHT : 0;
}

/* ---- sheets ---- */

static void draw_picture(const struct certificates *c, cairo_t *cr)
{
	if (c->picture.surface == NULL)
		return;
	cairo_save(cr);
	cairo_scale(cr, POINTS(c->head.w) / c->picture.pixels_wide,
		    POINTS(c->head.h) / c->picture.pixels_high);
	cairo_set_source_surface(cr, c->picture.surface, 0, 0);
	cairo_paint(cr);
	cairo_restore(cr);
}

typedef VEC(struct print_problem) problems;

static td_rc draw_boxes(struct certificates *c, cairo_t *cr, u32 n, problems *found)
{
	td_rc rc = TD_OK;
	for (u32 i = 0; i < n; i++) {
		struct box b;
		u16 size, trouble;
		if (!take_box(c, &b))
			return TD_INVALID;
		if (check(c, &b, i) != TD_OK)
			rc = TD_INVALID;
		if (rc != TD_OK || b.text.n == 0)
			continue;
		trouble =
		    b.head.flags & PRINT_BOX_QR ? draw_qr(c, cr, &b, &size) : draw_text(c, cr, &b, &size);
		if (trouble)
			VEC_PUSH(c->a, found) = (struct print_problem){i, size, trouble};
	}
	return rc;
}

static str answer(struct arena *a, str pdf, const problems *found)
{
	const struct print_sheet_answer head = {pdf.n, (u32)found->n, 0};
	const str list = {(const char *)found->at, found->n * sizeof *found->at};
	struct sb b = sb_new(a, sizeof head + list.n + pdf.n);
	sb_put(&b, (str){(const char *)&head, sizeof head});
	if (list.n)
		sb_put(&b, list);
	sb_put(&b, pdf);
	return sb_str(&b);
}

td_rc certificate_next(struct certificates *c, str *out)
{
	struct print_sheet_head head;
	problems found = {0};
	str title, pdf;
	size_t bad;
	if (!take(&c->rest, &head, sizeof head) || !take_text(&c->rest, head.n_title, &title))
		return TD_INVALID;
	if (head.n_boxes > PRINT_MAX_BOXES || title.n > PRINT_MAX_BOX_TEXT ||
	    utf8_clean(c->a, title, &title, &bad) != TD_OK)
		return err_add(c->e, TD_INVALID,
			       arena_fmt(c->a, i18n_tr(c->e->lang, N_("Tờ %u")), c->head.first + c->next + 1),
			       "Mỗi tờ có nhiều nhất %d ô, và tên tệp không quá dài. Hãy bỏ bớt ô trong mẫu.",
			       PRINT_MAX_BOXES);
	struct pdf *p = pdf_begin(c->a, POINTS(c->head.w), POINTS(c->head.h));
	pdf_describe(p, title, STR_NULL, c->made_at);
	draw_picture(c, p->c);
	td_rc rc = draw_boxes(c, p->c, head.n_boxes, &found);
	c->next++;
	if (rc == TD_OK)
		rc = pdf_end(p, &pdf);
	if (rc == TD_OK)
		*out = answer(c->a, pdf, &found);
	return rc;
}
