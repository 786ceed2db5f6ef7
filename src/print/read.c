/* A paragraph: its properties through all that say something about them, and its runs. */
#include "base/vi.h"
#include "print/reader.h"

void read_note(struct doc *d, enum note_what what)
{
	VEC_PUSH(d->a, &d->pending) = what;
}

static bool same(const struct look *x, const struct look *y)
{
	return x->size == y->size && x->raise == y->raise && x->spacing == y->spacing &&
	       x->colour == y->colour && x->back == y->back && x->bold == y->bold && x->italic == y->italic &&
	       x->strike == y->strike && x->small_caps == y->small_caps && x->underline == y->underline &&
	       x->raised == y->raised;
}

struct span *reader_thing(struct reader *r, enum span_kind kind, const struct look *look)
{
	struct span *s = &VEC_PUSH(r->d->a, &r->p->spans);
	*s = (struct span){
	    .look = *look, .kind = (u8)kind, .from = r->text.n, .to = r->text.n, .number = r->number};
	return s;
}

static void put(struct reader *r, str text, const struct look *look)
{
	const size_t n = r->p->spans.n;
	struct span *last = n ? &r->p->spans.at[n - 1] : reader_thing(r, SPAN_TEXT, look);
	if (last->kind != SPAN_TEXT || last->number != r->number || !same(&last->look, look))
		last = reader_thing(r, SPAN_TEXT, look);
	sb_put(&r->text, text);
	last->to = r->text.n;
}

/* ---- characters ---- */

/* What stands for characters of the picture fonts and for those the font has not. */
static u32 likeness(u32 c)
{
	static const struct {
		u16 from, to;
	} known[] = {
	    {0xf0b7, 0x2022}, {0xf0a7, 0x25aa}, {0xf0d8, 0x25ba}, {0xf0fc, 0x221a}, {0xf0a8, 0x25a1},
	    {0xf06f, 0x25a1}, {0xf071, 0x25a1}, {0xf076, 0x25ca}, {0xf075, 0x25ca}, {0xf06c, 0x25cf},
	    {0xf06e, 0x25a0}, {0xf0e0, 0x2192}, {0xf0f0, 0x25ba}, {0xf02d, 0x2013}, {0xf0d7, 0x00d7},
	    {0xf0a3, 0x2264}, {0xf0b3, 0x2265}, {0xf09f, 0x2022}, {0xf0be, 0x2014}, {0x2610, 0x25a1},
	    {0x2713, 0x221a}, {0x2714, 0x221a}, {0x27a2, 0x25ba}, {0x2794, 0x2192}, {0x25fb, 0x25a1},
	    {0x25fc, 0x25a0}, {0x2756, 0x25ca}, {0x00ad, 0x200b}, {0x2043, 0x2013}, {0x2500, 0x2014}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].from == c)
			return known[i].to;
	return 0;
}

static void put_code(struct sb *b, u32 c)
{
	if (c < 0x80) {
		sb_byte(b, (char)c);
	} else if (c < 0x800) {
		sb_byte(b, (char)(0xc0 | c >> 6));
		sb_byte(b, (char)(0x80 | (c & 63)));
	} else if (c < 0x10000) {
		sb_byte(b, (char)(0xe0 | c >> 12));
		sb_byte(b, (char)(0x80 | (c >> 6 & 63)));
		sb_byte(b, (char)(0x80 | (c & 63)));
	} else {
		sb_byte(b, (char)(0xf0 | c >> 18));
		sb_byte(b, (char)(0x80 | (c >> 12 & 63)));
		sb_byte(b, (char)(0x80 | (c >> 6 & 63)));
		sb_byte(b, (char)(0x80 | (c & 63)));
	}
}

static bool right_to_left(u32 c)
{
	return (c >= 0x590 && c < 0x8a0) || (c >= 0xfb1d && c < 0xfe00) || (c >= 0xfe70 && c < 0xff00);
}

/* Letters and marks that every font of ours has: what Vietnamese text is made of. */
static bool common(u32 c)
{
	return (c >= ' ' && c < 0x7f) || (c >= 0xc0 && c < 0x180) || (c >= 0x1ea0 && c < 0x1efa) ||
	       c == 0x1a0 || c == 0x1a1 || c == 0x1af || c == 0x1b0 || (c >= 0x2013 && c <= 0x201e) ||
	       c == 0x2026;
}

static bool all_common(str s)
{
	while (s.n)
		if (!common((u32)utf8_next(&s)))
			return false;
	return true;
}

/* Characters the font has; white space other than spaces becomes a space. */
static str drawable(struct reader *r, str s, const struct look *look)
{
	if (!look->symbols && all_common(s))
		return s;
	const struct font *font = text_font(r->d->fonts, look);
	struct sb out = sb_new(r->d->a, s.n * 4 + 16);
	while (s.n) {
		u32 c = (u32)utf8_next(&s), other;
		if (c < ' ')
			c = ' ';
		if (look->symbols && c < 0x100)
			c |= 0xf000;
		if ((c >= 0xf000 && c < 0xf100) || !fonts_has(font, c)) {
			other = likeness(c);
			if (right_to_left(c))
				read_note(r->d, NOTE_RIGHT_TO_LEFT);
			else if (other == 0)
				read_note(r->d, NOTE_GLYPH);
			c = other ? other : c >= 0xf000 && c < 0xf100 ? 0x2022 : c;
		}
		put_code(&out, c);
	}
	return sb_str(&out);
}

/* Capitals for small letters, each stretch in its size. */
static void put_small_caps(struct reader *r, str s, struct look look)
{
	while (s.n) {
		size_t n = 0;
		bool small = false;
		for (str rest = s; rest.n; n = s.n - rest.n) {
			str one = rest;
			utf8_next(&rest);
			one = str_upto(one, one.n - rest.n);
			const bool is = !str_eq(vi_upper(r->d->a, one), one);
			if (n == 0)
				small = is;
			else if (is != small)
				break;
		}
		look.small_caps = small ? 2 : 1;
		put(r, vi_upper(r->d->a, str_upto(s, n)), &look);
		s = str_from(s, n);
	}
}

void reader_text(struct reader *r, str s, const struct look *look)
{
	size_t bad;
	str clean;
	if (s.n == 0 || look->hidden)
		return;
	if (look->foreign)
		read_note(r->d, NOTE_FONT);
	if (utf8_clean(r->d->a, s, &clean, &bad) == TD_OK)
		s = clean;
	s = drawable(r, s, look);
	if (look->caps)
		put(r, vi_upper(r->d->a, s), look);
	else if (look->small_caps)
		put_small_caps(r, s, *look);
	else
		put(r, s, look);
}

/* ---- properties ---- */

static void read_look(struct reader *r, const struct xmltree_node *rpr, struct look *look)
{
	str style = xmlq_attr(xmlq_kid(rpr, "rStyle"), "val");
	if (style.p)
		styles_run(&r->d->styles, style, look);
	props_read_look(rpr, look);
}

void reader_run(struct reader *r, const struct xmltree_node *n)
{
	struct look look = r->look;
	read_look(r, xmlq_kid(n, "rPr"), &look);
	for (const struct xmltree_node *k = n->first; k; k = k->next)
		if (k->name.p)
			reader_piece(r, k, &look);
}

/* The number or bullet in front, and what parts it from the text. */
static void put_number(struct reader *r, const struct level *level)
{
	bool plain = false;
	struct look look = r->p->mark;
	str text = numbering_next(&r->d->numbering, r->p->shape.num, r->p->shape.level, &plain);
	if (level == NULL)
		return;
	props_read_look(level->rpr, &look);
	look.underline = LINE_NONE;
	r->number = true;
	r->p->number_align = level->align;
	if (look.foreign && str_eq(level->format, S("bullet")))
		look.foreign = 0;
	reader_text(r, text, &look);
	if (level->suffix == SUFFIX_TAB && text.n)
		reader_thing(r, SPAN_TAB, &look);
	else if (level->suffix == SUFFIX_SPACE && text.n)
		reader_text(r, S(" "), &look);
	r->number = false;
	if (plain)
		read_note(r->d, NOTE_NUMBER);
}

static const struct level *read_shape(struct doc *d, const struct xmltree_node *ppr, struct para *p,
				      struct look *look)
{
	p->style = xmlq_attr(xmlq_kid(ppr, "pStyle"), "val");
	struct style s = styles_paragraph(&d->styles, p->style, d->table_style);
	const struct level *level;
	p->shape = s.shape;
	*look = s.look;
	/* what list it is in is said by its own properties or its style's; how that list is indented goes between both */
	struct shape probe = s.shape;
	props_read_shape(ppr, &probe);
	level = numbering_level(&d->numbering, probe.num, probe.level);
	if (level)
		props_read_shape(level->ppr, &p->shape);
	props_read_shape(ppr, &p->shape);
	p->shape.num = probe.num;
	p->shape.level = probe.level;
	p->mark = *look;
	props_read_look(xmlq_kid(ppr, "rPr"), &p->mark);
	return level;
}

static void special(struct doc *d, const struct xmltree_node *ppr)
{
	if (xmlq_kid(ppr, "framePr"))
		read_note(d, NOTE_FRAME);
	if (xmlq_on(xmlq_kid(ppr, "bidi")))
		read_note(d, NOTE_RIGHT_TO_LEFT);
}

struct para *read_para(struct doc *d, const struct xmltree_node *n)
{
	struct para *p = NEW(d->a, struct para);
	const struct xmltree_node *ppr = xmlq_kid(n, "pPr");
	struct reader r = {.d = d, .p = p, .text = sb_new(d->a, PACKAGE_MAX_XML)};
	p->notes[0] = (u32)d->pending.n;
	p->part = d->part;
	p->tab_every = d->tab_every;
	const struct level *level = read_shape(d, ppr, p, &r.look);
	if (p->mark.hidden)
		p->mark.hidden = 0;
	if (p->shape.num > 0)
		put_number(&r, level);
	reader_runs(&r, n);
	reader_end(&r);
	special(d, ppr);
	p->text = sb_str(&r.text);
	p->notes[1] = (u32)d->pending.n;
	return p;
}
