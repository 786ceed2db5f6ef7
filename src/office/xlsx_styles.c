#include "office/xlsx_part.h"

enum { N_FORMATS = 65536 };

struct font {
	bool bold;
	enum vn_font legacy;
};

struct styles {
	struct xlsx *x;
	u8 *is_date, *is_percent; /* by number format id */
	VEC(struct font) fonts;
	bool in_fonts, in_xfs;
};

/* Does a format code show a date or time? Quoted text, escapes and [colours] apart; [h], [mm] are elapsed time. */
static bool shows_date(const char *f)
{
	for (bool quoted = false; *f; f++) {
		if (*f == '\\' && f[1])
			f++;
		else if (*f == '"')
			quoted = !quoted;
		else if (quoted)
			continue;
		else if (*f == ';')
			return false;
		else if (*f == '[' && f[1] && strchr("hHmMsS", f[1]) && f[2] && strchr("hHmMsS]", f[2]))
			return true;
		else if (*f == '[')
			f += strcspn(f, "]") - (strchr(f, ']') == NULL);
		else if (strchr("dmyhsDMYHS", *f))
			return true;
	}
	return false;
}

static bool shows_percent(const char *f)
{
	for (bool quoted = false; *f && *f != ';'; f++) {
		if (*f == '\\' && f[1])
			f++;
		else if (*f == '"')
			quoted = !quoted;
		else if (*f == '%' && !quoted)
			return true;
	}
	return false;
}

/* ECMA-376 18.8.30: the ids that no file spells out. */
static bool builtin_date(u32 id)
{
	return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
	       (id >= 50 && id <= 58);
}

static void add_format(struct styles *s, const char **attrs)
{
	u32 id = xlsx_u32(xml_attr(attrs, "numFmtId"), N_FORMATS);
	const char *code = xml_attr(attrs, "formatCode");
	if (id >= N_FORMATS || code == NULL)
		return;
	s->is_date[id] = shows_date(code);
	s->is_percent[id] = shows_percent(code);
}

static void add_xf(struct styles *s, const char **attrs)
{
	struct xlsx *x = s->x;
	if (x->styles.n >= XLSX_MAX_STYLES)
		return;
	u32 id = xlsx_u32(xml_attr(attrs, "numFmtId"), 0), font = xlsx_u32(xml_attr(attrs, "fontId"), 0);
	struct xlsx_style *st = &VEC_PUSH(x->a, &x->styles);
	if (id < N_FORMATS) {
		st->date = s->is_date[id];
		st->percent = s->is_percent[id];
	}
	if (font < s->fonts.n) {
		st->bold = s->fonts.at[font].bold;
		st->font = (u8)s->fonts.at[font].legacy;
	}
}

static void in_font(struct styles *s, const char *name, const char **attrs)
{
	if (strcmp(name, "font") == 0 && s->fonts.n < XLSX_MAX_STYLES)
		VEC_PUSH(s->x->a, &s->fonts) = (struct font){0};
	if (s->fonts.n == 0)
		return;
	struct font *f = &s->fonts.at[s->fonts.n - 1];
	if (strcmp(name, "b") == 0)
		f->bold = xml_true(xml_attr(attrs, "val"), true);
	else if (strcmp(name, "name") == 0)
		f->legacy = vn_font_of(str_c(xml_attr(attrs, "val")));
}

static void on_start(void *ctx, struct xml *xml, const char *name, const char **attrs)
{
	struct styles *s = ctx;
	(void)xml;
	name = xml_local(name);
	if (s->in_fonts) {
		in_font(s, name, attrs);
	} else if (s->in_xfs) {
		u32 indent = xlsx_u32(xml_attr(attrs, "indent"), 0);
		if (strcmp(name, "xf") == 0)
			add_xf(s, attrs);
		else if (strcmp(name, "alignment") == 0 && s->x->styles.n)
			s->x->styles.at[s->x->styles.n - 1].indent = (u8)(indent < 16 ? indent : 15);
	} else if (strcmp(name, "fonts") == 0) {
		s->in_fonts = true;
	} else if (strcmp(name, "cellXfs") == 0) {
		s->in_xfs = true;
	} else if (strcmp(name, "numFmt") == 0) {
		add_format(s, attrs);
	}
}

static void on_end(void *ctx, struct xml *xml, const char *name)
{
	struct styles *s = ctx;
	(void)xml;
	name = xml_local(name);
	if (strcmp(name, "fonts") == 0)
		s->in_fonts = false;
	else if (strcmp(name, "cellXfs") == 0)
		s->in_xfs = false;
}

td_rc xlsx_styles_read(struct xlsx *x, str part, struct err *e)
{
	static const struct xml_events ev = {.start = on_start, .end = on_end};
	struct styles s = {
	    .x = x,
	    .is_date = arena_alloc(x->a, N_FORMATS),
	    .is_percent = arena_alloc(x->a, N_FORMATS),
	};
	for (u32 id = 0; id < 64; id++) {
		s.is_date[id] = builtin_date(id);
		s.is_percent[id] = id == 9 || id == 10;
	}
	td_rc rc = xlsx_part(x, part, &ev, &s, e);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}
