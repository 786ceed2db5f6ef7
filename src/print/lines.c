/* Where lines end: after Unicode's line breaking (UAX #14) for what Latin text needs of it – but not behind a slash, where
 * Word does not break either – and by Word's rules for tabs, hanging indents and justified lines. */
#include "base/utf8.h"
#include "print/text.h"

#define SLACK 0.02 /* points by which a line may be too long: what rounding adds up to */

/* ---- which characters may be parted ---- */

enum kind {
	K_LETTER, /* and all that is not named below: stays with its neighbours */
	K_DIGIT,
	K_SPACE,
	K_HYPHEN, /* parts before a letter: "Số 12-QĐ" */
	K_AFTER,  /* parts behind it: dashes */
	K_DASH,   /* parts on both sides */
	K_SLASH,  /* parts nowhere */
	K_CLOSE,  /* never begins a line, even after a space */
	K_OPEN,
	K_QUOTE,
	K_DOTS, /* … */
	K_IDEO
};

static enum kind kind_of(i32 c)
{
	if (c >= '0' && c <= '9')
		return K_DIGIT;
	if (c < 128)
		switch (c) {
		case ' ':
			return K_SPACE;
		case '-':
			return K_HYPHEN;
		case '|':
			return K_AFTER;
		case '/':
			return K_SLASH;
		case '"':
		case '\'':
			return K_QUOTE;
		case '(':
		case '[':
		case '{':
			return K_OPEN;
		case ')':
		case ']':
		case '}':
		case '!':
		case '?':
		case ';':
		case ',':
		case '.':
		case ':':
			return K_CLOSE;
		default:
			return K_LETTER;
		}
	if (c == 0x2026)
		return K_DOTS;
	if (c == 0x2014)
		return K_DASH;
	if (c == 0x2010 || c == 0x2012 || c == 0x2013 || c == 0xad || c == 0x200b || c == 0x2003 ||
	    c == 0x2002)
		return K_AFTER;
	if ((c >= 0x2018 && c <= 0x201f) || c == 0xab || c == 0xbb)
		return K_QUOTE;
	return (c >= 0x2e80 && c < 0xa4d0) || (c >= 0xac00 && c < 0xd7a4) ? K_IDEO : K_LETTER;
}

static bool may_part(enum kind before, enum kind after)
{
	if (after == K_SPACE || after == K_CLOSE)
		return false;
	if (before == K_SPACE)
		return true;
	if (after == K_HYPHEN || after == K_AFTER || after == K_QUOTE || after == K_SLASH ||
	    before == K_SLASH || before == K_QUOTE || before == K_OPEN)
		return false;
	if (after == K_DOTS)
		return before == K_HYPHEN;
	if (before == K_AFTER || before == K_DASH || after == K_DASH || before == K_IDEO || after == K_IDEO)
		return true;
	if (before == K_HYPHEN)
		return after != K_DIGIT;
	return before == K_DOTS && after == K_LETTER;
}

void lines_mark(struct para *p)
{
	enum kind before = K_SPACE;
	size_t last = SIZE_MAX; /* the glyph of the character before */
	for (size_t i = 0; i < p->glyphs.n; i++) {
		struct glyph *g = &p->glyphs.at[i];
		const bool text = p->spans.at[g->span].kind == SPAN_TEXT;
		if (text && g->len == 0)
			continue;
		str rest = {p->text.p + g->at, g->len};
		const enum kind k = text ? kind_of(utf8_next(&rest)) : K_IDEO;
		if (last != SIZE_MAX && (text || p->spans.at[g->span].kind == SPAN_IMAGE) &&
		    may_part(before, k))
			p->glyphs.at[i - 1].flags |= GLYPH_BREAK;
		before = k;
		last = i;
	}
}

/* ---- tabs ---- */

/* What stands between a tab and the next one, or up to its decimal comma. */
static double behind(const struct para *p, u32 at, bool decimal)
{
	double wide = 0, spaces = 0;
	for (u32 i = at + 1; i < p->glyphs.n; i++) {
		const struct glyph *g = &p->glyphs.at[i];
		const u8 kind = p->spans.at[g->span].kind;
		if (kind != SPAN_TEXT && kind != SPAN_IMAGE)
			break;
		if (decimal && g->len == 1 && p->text.p[g->at] == ',')
			break;
		spaces = g->flags & GLYPH_SPACE ? spaces + (double)g->advance : 0;
		wide += (double)g->advance;
	}
	return wide - spaces;
}

static struct tab next_stop(const struct para *p, double x)
{
	const struct shape *s = &p->shape;
	struct tab out = {.at = -1};
	for (u32 i = 0; i < s->n_tabs && out.at < 0; i++)
		if (s->tabs[i].at > x + SLACK)
			out = s->tabs[i];
	if (s->first < 0 && s->left > x + SLACK && (out.at < 0 || s->left < out.at))
		out = (struct tab){.at = s->left};
	if (out.at < 0) {
		double every = p->tab_every > 1 ? p->tab_every : 36;
		out.at = every * (double)((i64)((x + SLACK) / every) + 1);
	}
	return out;
}

/* The tab's width when it begins at x. False: it belongs on the next line. */
static bool set_tab(struct para *p, u32 at, double x, double *limit)
{
	struct glyph *g = &p->glyphs.at[at];
	struct tab t = next_stop(p, x);
	double wide = t.at - x;
	if (t.kind == TAB_LEFT && t.at > *limit + SLACK) {
		g->advance = 0;
		return false;
	}
	if (t.kind == TAB_RIGHT || t.kind == TAB_DECIMAL)
		wide -= behind(p, at, t.kind == TAB_DECIMAL);
	else if (t.kind == TAB_CENTER)
		wide -= behind(p, at, false) / 2;
	if (t.kind != TAB_LEFT && t.at > *limit && t.at <= p->width + 36)
		*limit = t.at;
	g->advance = (float)(wide > 0 ? wide : 0);
	g->leader = t.leader;
	return true;
}

/* ---- lines ---- */

struct breaking {
	struct arena *a;
	const struct fonts *f;
	struct para *p;
};

static double indent(const struct para *p, bool first)
{
	return p->shape.left + (first ? p->shape.first : 0);
}

/* Numbers whose place is their right end or their middle. */
static double number_shift(const struct para *p)
{
	double wide = 0;
	if (p->number_align == ALIGN_LEFT)
		return 0;
	for (u32 i = 0; i < p->glyphs.n; i++) {
		const struct glyph *g = &p->glyphs.at[i];
		if (!p->spans.at[g->span].number || p->spans.at[g->span].kind == SPAN_TAB)
			break;
		wide += (double)g->advance;
	}
	return p->number_align == ALIGN_RIGHT ? wide : wide / 2;
}

/* The end of the line that begins at l->from. */
static void find_end(struct breaking *b, struct line *l, double x, double limit)
{
	struct para *p = b->p;
	u32 fits = 0; /* the last place where it may end */
	for (u32 i = l->from; i < p->glyphs.n; i++) {
		struct glyph *g = &p->glyphs.at[i];
		const u8 kind = p->spans.at[g->span].kind;
		if (kind == SPAN_LINE_BREAK || kind == SPAN_PAGE_BREAK) {
			l->to = i + 1;
			l->end = kind == SPAN_LINE_BREAK ? END_BREAK : END_PAGE;
			return;
		}
		if (kind == SPAN_TAB && !set_tab(p, i, x, &limit) && i > l->from) {
			l->to = i;
			l->end = END_WRAP;
			return;
		}
		x += (double)g->advance;
		if (!(g->flags & GLYPH_SPACE) && x > limit + SLACK && i > l->from) {
			while (fits == 0 && i > l->from + 1 && p->glyphs.at[i].len == 0 && kind == SPAN_TEXT)
				i--;
			l->to = fits ? fits : i;
			l->end = END_WRAP;
			return;
		}
		if ((g->flags & GLYPH_BREAK) || kind == SPAN_TAB)
			fits = i + 1;
	}
	l->to = (u32)p->glyphs.n;
	l->end = END_PARAGRAPH;
}

static bool trails(const struct para *p, u32 i)
{
	const u8 kind = p->spans.at[p->glyphs.at[i].span].kind;
	return (p->glyphs.at[i].flags & GLYPH_SPACE) || kind == SPAN_LINE_BREAK || kind == SPAN_PAGE_BREAK;
}

/* How wide it is, and where it begins. */
static void place(const struct para *p, struct line *l, double room)
{
	u32 spaces = 0;
	l->seen = l->to;
	while (l->seen > l->from && trails(p, l->seen - 1))
		l->seen--;
	l->stretch_from = l->from;
	for (u32 i = l->from; i < l->seen; i++) {
		l->width += (double)p->glyphs.at[i].advance;
		if (p->spans.at[p->glyphs.at[i].span].kind == SPAN_TAB) {
			spaces = 0;
			l->stretch_from = i + 1;
		}
		spaces += (p->glyphs.at[i].flags & GLYPH_SPACE) != 0;
	}
	const double left = room - l->width;
	if (p->shape.align == ALIGN_BOTH && l->end == END_WRAP && spaces && left > 0)
		l->stretch = left / spaces;
	else if (p->shape.align == ALIGN_CENTER)
		l->x += left / 2;
	else if (p->shape.align == ALIGN_RIGHT)
		l->x += left;
}

struct extent {
	double ascent, descent, gap;
};

static void add_extent(struct extent *x, const struct fonts *f, const struct look *look)
{
	const struct font *font = text_font(f, look);
	const double up = look->raise > 0 ? look->raise : 0, down = look->raise < 0 ? -look->raise : 0;
	if (font->ascent * look->size + up > x->ascent)
		x->ascent = font->ascent * look->size + up;
	if (font->descent * look->size + down > x->descent)
		x->descent = font->descent * look->size + down;
	if (font->gap * look->size > x->gap)
		x->gap = font->gap * look->size;
}

/* Word's line: what the largest letters ask for, as much more as the paragraph wants, or a given height. */
static void measure(const struct breaking *b, struct line *l)
{
	const struct para *p = b->p;
	struct extent x = {0};
	u32 last = UINT32_MAX;
	for (u32 i = l->from; i < l->to; i++) {
		const struct span *s = &p->spans.at[p->glyphs.at[i].span];
		if (p->glyphs.at[i].span == last)
			continue;
		last = p->glyphs.at[i].span;
		if (s->kind != SPAN_IMAGE)
			add_extent(&x, b->f, &s->look);
		else if (s->high > x.ascent)
			x.ascent = s->high;
	}
	if (last == UINT32_MAX)
		add_extent(&x, b->f, &p->mark);
	/* in whole twips, as Word and LibreOffice count: a page of lines is then as high as theirs */
	const double natural = (double)(i64)((x.ascent + x.descent + x.gap) * 20 + 0.5) / 20;
	l->height = natural;
	l->base = x.gap + x.ascent;
	if (p->shape.rule == RULE_AUTO) {
		l->height = (double)(i64)(natural * p->shape.line * 20 + 0.01) / 20;
		l->spare = l->height > natural ? l->height - natural : 0;
	} else if (p->shape.rule == RULE_EXACT) {
		l->height = p->shape.line;
		l->base = 0.8 * p->shape.line;
	} else if (natural < p->shape.line) {
		l->height = p->shape.line;
		l->base += p->shape.line - natural;
	}
}

void lines_break(struct arena *a, const struct fonts *f, struct para *p)
{
	struct breaking b = {a, f, p};
	u32 at = 0;
	do {
		struct line *l = &VEC_PUSH(a, &p->lines);
		const bool first = p->lines.n == 1;
		const double x = indent(p, first) - (first ? number_shift(p) : 0);
		*l = (struct line){.from = at, .x = x};
		find_end(&b, l, x, p->width - p->shape.right);
		place(p, l, p->width - p->shape.right - x);
		measure(&b, l);
		at = l->to;
	} while (at < p->glyphs.n || p->lines.at[p->lines.n - 1].end == END_BREAK);
}
