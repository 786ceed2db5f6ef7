#include "base/vi.h"

#include <utf8proc.h>

#include "base/utf8.h"

/* What a mark does to the letter before it: another letter (a → ă), or a tone of the word. */
enum shape { PLAIN, BREVE, CIRCUMFLEX, HORN, STROKE };
enum tone { NGANG, HUYEN, HOI, NGA, SAC, NANG };

static const struct mark {
	i32 point;
	enum shape shape;
	enum tone tone;
} marks[] = {
    {0x300, PLAIN, HUYEN}, {0x301, PLAIN, SAC}, {0x302, CIRCUMFLEX, NGANG}, {0x303, PLAIN, NGA},
    {0x306, BREVE, NGANG}, {0x309, PLAIN, HOI}, {0x31B, HORN, NGANG},       {0x323, PLAIN, NANG},
};

/* A character with the marks that follow it. */
struct glyph {
	enum { END, OTHER, SCRIPT, DIGIT, LETTER } kind;
	i32 base; /* LETTER: 'a'–'z'; DIGIT: '0'–'9'; otherwise the code point */
	enum shape shape;
	enum tone tone;
	bool upper;
};

/* Canonical decomposition of one code point; a point that has none is its own. */
static size_t decompose(i32 c, utf8proc_int32_t out[8])
{
	int bound = 0;
	utf8proc_ssize_t n = c < 0xC0 ? 0 : utf8proc_decompose_char(c, out, 8, UTF8PROC_DECOMPOSE, &bound);
	if (n <= 0 || n > 8) {
		out[0] = c;
		return 1;
	}
	return (size_t)n;
}

static bool is_mark(i32 c)
{
	return c >= 0x300 && utf8proc_category(c) == UTF8PROC_CATEGORY_MN;
}

static struct glyph glyph_of(i32 c)
{
	struct glyph g = {.kind = OTHER, .base = c};
	if (c >= '0' && c <= '9') {
		g.kind = DIGIT;
	} else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
		g.kind = LETTER;
		g.upper = c <= 'Z';
		g.base = c | 0x20;
	} else if (c == 0x110 || c == 0x111) { /* Đ đ: no decomposition in Unicode */
		g = (struct glyph){.kind = LETTER, .base = 'd', .shape = STROKE, .upper = c == 0x110};
	} else if (c >= 0x80) {
		utf8proc_category_t cat = utf8proc_category(c);
		if (cat >= UTF8PROC_CATEGORY_LU && cat <= UTF8PROC_CATEGORY_LO)
			g.kind = SCRIPT;
	}
	return g;
}

static void add_mark(struct glyph *g, i32 c)
{
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		if (marks[i].point != c)
			continue;
		if (marks[i].shape)
			g->shape = marks[i].shape;
		if (marks[i].tone)
			g->tone = marks[i].tone;
	}
}

/* The next character of *s together with its marks, composed or not. */
static struct glyph next_glyph(str *s)
{
	utf8proc_int32_t part[8];
	i32 c = utf8_next(s);
	if (c < 0)
		return (struct glyph){.kind = END};
	size_t n = decompose(c, part);
	struct glyph g = glyph_of(part[0]);
	for (size_t i = 1; i < n; i++)
		add_mark(&g, part[i]);
	for (str ahead = *s; is_mark(c = utf8_next(&ahead)); *s = ahead) {
		n = decompose(c, part);
		for (size_t i = 0; i < n; i++)
			add_mark(&g, part[i]);
	}
	return g;
}

str vi_fold(struct arena *a, str s)
{
	struct sb b = sb_new(a, s.n);
	bool gap = false;
	for (struct glyph g = next_glyph(&s); g.kind != END; g = next_glyph(&s)) {
		if (g.kind < DIGIT) {
			gap = b.n > 0;
			continue;
		}
		if (gap)
			sb_byte(&b, ' ');
		sb_byte(&b, (char)g.base);
		gap = false;
	}
	return sb_str(&b);
}

/* ---- order ----
 * Key: for each word its letters, a blank, its tone; after the last word a blank and the capitals. A blank is below
 * every letter, so that a shorter word and a shorter text come first. The 33 letters are the bytes ':' to 'Z', just
 * above the digits; a letter of another script is '~' and its code point. */

/* Place in the alphabet a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z. */
static char letter_code(const struct glyph *g)
{
	static const u8 plain[] = {0,  3,  4,  5,  7,  9,  10, 11, 12, 13, 14, 15, 16,
				   17, 18, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31, 32};
	int at = plain[g->base - 'a'];
	if (g->base == 'a')
		at += g->shape == BREVE ? 1 : g->shape == CIRCUMFLEX ? 2 : 0;
	else if (g->base == 'o')
		at += g->shape == CIRCUMFLEX ? 1 : g->shape == HORN ? 2 : 0;
	else if ((g->base == 'd' && g->shape == STROKE) || (g->base == 'e' && g->shape == CIRCUMFLEX) ||
		 (g->base == 'u' && g->shape == HORN))
		at++;
	return (char)(':' + at);
}

/* How many digits, then the digits: a longer number is larger. Counts of nine and more go on behind a '9'. */
static struct glyph put_number(struct sb *b, str *s, struct glyph g)
{
	struct sb digits = sb_new(b->a, s->n + 1);
	for (; g.kind == DIGIT; g = next_glyph(s))
		if (digits.n > 0 || g.base != '0')
			sb_byte(&digits, (char)g.base);
	for (size_t nines = digits.n / 9; nines > 0; nines--)
		sb_byte(b, '9');
	sb_byte(b, (char)('0' + digits.n % 9));
	sb_put(b, sb_str(&digits));
	SB_LIT(b, " 0");
	return g;
}

static struct glyph put_word(struct sb *b, struct sb *capitals, str *s, struct glyph g)
{
	enum tone tone = NGANG;
	for (; g.kind == LETTER || g.kind == SCRIPT; g = next_glyph(s)) {
		if (g.kind == SCRIPT)
			sb_fmt(b, "~%06X", (unsigned)g.base);
		else
			sb_byte(b, letter_code(&g));
		if (tone == NGANG)
			tone = g.tone;
		sb_byte(capitals, g.upper ? '1' : '0');
	}
	sb_byte(b, ' ');
	sb_byte(b, (char)('0' + tone));
	return g;
}

str vi_sortkey(struct arena *a, str s)
{
	struct sb b = sb_new(a, 16 * s.n + 16), capitals = sb_new(a, s.n + 1);
	struct glyph g = next_glyph(&s);
	while (g.kind != END) {
		if (g.kind == DIGIT)
			g = put_number(&b, &s, g);
		else if (g.kind == OTHER)
			g = next_glyph(&s);
		else
			g = put_word(&b, &capitals, &s, g);
	}
	str up = sb_str(&capitals);
	while (up.n && up.p[up.n - 1] == '0')
		up.n--;
	if (up.n) {
		sb_byte(&b, ' ');
		sb_put(&b, up);
	}
	return sb_str(&b);
}

/* ---- capitals ---- */

static void put_upper(struct sb *b, i32 c, str as_is)
{
	utf8proc_int32_t part[8];
	utf8proc_uint8_t bytes[4];
	decompose(c, part);
	if (glyph_of(part[0]).kind != LETTER) {
		sb_put(b, as_is);
		return;
	}
	utf8proc_ssize_t n = utf8proc_encode_char(utf8proc_toupper(c), bytes);
	sb_put(b, (str){(const char *)bytes, (size_t)n});
}

/* The text with capitals up to the first letter or digit, or throughout. */
static str raise(struct arena *a, str s, bool all)
{
	struct sb b = sb_new(a, 2 * s.n + 1);
	bool done = false;
	for (str rest = s; rest.n && !done;) {
		str from = rest;
		i32 c = utf8_next(&rest);
		s = rest;
		put_upper(&b, c, str_upto(from, from.n - rest.n));
		done = !all && glyph_of(c).kind != OTHER;
	}
	sb_put(&b, s);
	return sb_str(&b);
}

str vi_upper(struct arena *a, str s)
{
	return raise(a, s, true);
}

str vi_capital(struct arena *a, str s)
{
	return raise(a, s, false);
}
