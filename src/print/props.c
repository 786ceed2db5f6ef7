#include "print/props.h"

struct look props_look(void)
{
	return (struct look){.size = 10, .colour = COLOUR_NONE, .back = COLOUR_NONE};
}

struct shape props_shape(void)
{
	return (struct shape){.line = 1, .widows = true, .back = COLOUR_NONE};
}

/* "FF0000"; "auto" and what is none of six digits are no colour. */
static i32 colour(str s)
{
	i32 v = 0;
	if (s.n != 6)
		return COLOUR_NONE;
	for (size_t i = 0; i < 6; i++) {
		char c = s.p[i];
		int d = c >= '0' && c <= '9'   ? c - '0'
			: c >= 'a' && c <= 'f' ? c - 'a' + 10
			: c >= 'A' && c <= 'F' ? c - 'A' + 10
					       : -1;
		if (d < 0)
			return COLOUR_NONE;
		v = v << 4 | d;
	}
	return v;
}

i32 props_fill(const struct xmltree_node *shd)
{
	return colour(xmlq_attr(shd, "fill"));
}

static i32 highlight(str s)
{
	static const struct {
		const char *name;
		i32 colour;
	} known[] = {{"yellow", 0xffff00},    {"green", 0x00ff00},       {"cyan", 0x00ffff},
		     {"magenta", 0xff00ff},   {"blue", 0x0000ff},        {"red", 0xff0000},
		     {"darkBlue", 0x000080},  {"darkCyan", 0x008080},    {"darkGreen", 0x008000},
		     {"darkRed", 0x800000},   {"darkYellow", 0x808000},  {"darkGray", 0x808080},
		     {"lightGray", 0xc0c0c0}, {"darkMagenta", 0x800080}, {"black", 0x000000},
		     {"white", 0xffffff}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_eq(s, str_c(known[i].name)))
			return known[i].colour;
	return COLOUR_NONE;
}

static u8 line_style(str s)
{
	if (str_eq(s, S("none")) || str_eq(s, S("nil")))
		return LINE_NONE;
	if (str_has_prefix(s, S("double")))
		return LINE_DOUBLE;
	if (str_has_prefix(s, S("thick")))
		return LINE_THICK;
	if (str_has_prefix(s, S("dot")))
		return str_eq(s, S("dotted")) ? LINE_DOTTED : LINE_DASHED;
	return str_has_prefix(s, S("dash")) ? LINE_DASHED : LINE_SINGLE;
}

/* ---- runs ---- */

static const char *const likenesses[] = {"Times New Roman", "Tinos",       "Liberation Serif", "Times",
					 ".VnTime",         "VNI-Times",   "Cambria Math",     "Symbol",
					 "Wingdings",       "Wingdings 2", "Wingdings 3",      "Courier New"};
enum { FIRST_SYMBOLS = 7, AFTER_SYMBOLS = 11 };

static void read_fonts(const struct xmltree_node *n, struct look *out)
{
	str name = xmlq_attr(n, "ascii");
	if (name.p == NULL)
		name = xmlq_attr(n, "hAnsi");
	if (name.p == NULL)
		return;
	out->foreign = 1;
	out->symbols = 0;
	for (u32 i = 0; i < sizeof likenesses / sizeof *likenesses; i++)
		if (str_eq(name, str_c(likenesses[i]))) {
			out->foreign = i >= AFTER_SYMBOLS;
			out->symbols = i >= FIRST_SYMBOLS && i < AFTER_SYMBOLS;
		}
}

static void read_raised(str v, struct look *out)
{
	out->raised = str_eq(v, S("superscript")) ? RAISED_SUPER
		      : str_eq(v, S("subscript")) ? RAISED_SUB
						  : RAISED_NOT;
}

void props_read_look(const struct xmltree_node *rpr, struct look *out)
{
	const struct {
		const char *name;
		u8 *to;
	} flags[] = {{"b", &out->bold},         {"i", &out->italic},  {"strike", &out->strike},
		     {"dstrike", &out->strike}, {"caps", &out->caps}, {"smallCaps", &out->small_caps},
		     {"vanish", &out->hidden}};
	for (const struct xmltree_node *k = rpr ? rpr->first : NULL; k; k = k->next) {
		if (k->name.p == NULL)
			continue;
		for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
			if (xmlq_is(k, flags[i].name))
				*flags[i].to = xmlq_on(k);
		if (xmlq_is(k, "sz"))
			out->size = (double)xmlq_int(k, "val", 20) / 2;
		else if (xmlq_is(k, "u"))
			out->underline = line_style(xmlq_attr(k, "val"));
		else if (xmlq_is(k, "color"))
			out->colour = colour(xmlq_attr(k, "val"));
		else if (xmlq_is(k, "highlight"))
			out->back = highlight(xmlq_attr(k, "val"));
		else if (xmlq_is(k, "shd"))
			out->back = props_fill(k);
		else if (xmlq_is(k, "vertAlign"))
			read_raised(xmlq_attr(k, "val"), out);
		else if (xmlq_is(k, "position"))
			out->raise = (double)xmlq_int(k, "val", 0) / 2;
		else if (xmlq_is(k, "spacing"))
			out->spacing = TWIPS(xmlq_int(k, "val", 0));
		else if (xmlq_is(k, "rFonts"))
			read_fonts(k, out);
	}
	if (out->size < 1 || out->size > 400)
		out->size = out->size < 1 ? 1 : 400;
}

/* ---- paragraphs ---- */

void props_read_border(const struct xmltree_node *n, struct border *out)
{
	if (n == NULL)
		return;
	*out = (struct border){
	    .set = true, .line = line_style(xmlq_attr(n, "val")), .colour = colour(xmlq_attr(n, "color"))};
	i64 eighths = xmlq_int(n, "sz", 4);
	out->space = (double)xmlq_int(n, "space", 0);
	if (out->line != LINE_NONE)
		out->width = eighths < 2 ? 0.25 : eighths > 96 ? 12 : (double)eighths / 8;
}

void props_read_borders(const struct xmltree_node *n, struct border out[SIDE__N])
{
	static const struct {
		const char *name;
		enum side side;
	} sides[] = {{"top", SIDE_TOP},         {"left", SIDE_LEFT},       {"start", SIDE_LEFT},
		     {"bottom", SIDE_BOTTOM},   {"right", SIDE_RIGHT},     {"end", SIDE_RIGHT},
		     {"insideH", SIDE_INNER_H}, {"between", SIDE_INNER_H}, {"insideV", SIDE_INNER_V}};
	for (size_t i = 0; n && i < sizeof sides / sizeof *sides; i++)
		props_read_border(xmlq_kid(n, sides[i].name), &out[sides[i].side]);
}

static void read_align(str v, struct shape *out)
{
	out->align = str_eq(v, S("center"))                               ? ALIGN_CENTER
		     : str_eq(v, S("right")) || str_eq(v, S("end"))       ? ALIGN_RIGHT
		     : str_eq(v, S("both")) || str_eq(v, S("distribute")) ? ALIGN_BOTH
									  : ALIGN_LEFT;
}

/* One attribute under either of its two names. */
static void twips(const struct xmltree_node *n, const char *name, const char *other, double *out)
{
	str v = xmlq_attr(n, name);
	if (v.p == NULL && other) {
		name = other;
		v = xmlq_attr(n, other);
	}
	if (v.p)
		*out = TWIPS(xmlq_int(n, name, 0));
}

static void read_indent(const struct xmltree_node *n, struct shape *out)
{
	double hanging = -1;
	twips(n, "left", "start", &out->left);
	twips(n, "right", "end", &out->right);
	twips(n, "firstLine", NULL, &out->first);
	twips(n, "hanging", NULL, &hanging);
	if (hanging >= 0)
		out->first = -hanging;
}

static void read_spacing(const struct xmltree_node *n, struct shape *out)
{
	str rule = xmlq_attr(n, "lineRule");
	twips(n, "before", NULL, &out->before);
	twips(n, "after", NULL, &out->after);
	if (xmlq_attr(n, "line").p == NULL)
		return;
	out->rule = str_eq(rule, S("exact"))     ? RULE_EXACT
		    : str_eq(rule, S("atLeast")) ? RULE_LEAST
						 : RULE_AUTO;
	i64 line = xmlq_int(n, "line", 240);
	out->line = out->rule == RULE_AUTO ? (double)line / 240 : TWIPS(line);
	if (out->line <= 0)
		out->line = 1;
}

static void add_tab(struct shape *out, struct tab t)
{
	u32 i = 0;
	while (i < out->n_tabs && out->tabs[i].at < t.at)
		i++;
	if (i == out->n_tabs || out->tabs[i].at > t.at) {
		if (out->n_tabs == TABS_MAX)
			return;
		memmove(&out->tabs[i + 1], &out->tabs[i], (out->n_tabs++ - i) * sizeof t);
	}
	out->tabs[i] = t;
}

static void drop_tab(struct shape *out, double at)
{
	for (u32 i = 0; i < out->n_tabs; i++)
		if (out->tabs[i].at >= at - 0.01 && out->tabs[i].at <= at + 0.01) {
			memmove(&out->tabs[i], &out->tabs[i + 1], (--out->n_tabs - i) * sizeof *out->tabs);
			return;
		}
}

static void read_tabs(const struct xmltree_node *n, struct shape *out)
{
	for (const struct xmltree_node *k = n->first; k; k = k->next) {
		if (!xmlq_is(k, "tab"))
			continue;
		str v = xmlq_attr(k, "val"), leader = xmlq_attr(k, "leader");
		struct tab t = {.at = TWIPS(xmlq_int(k, "pos", 0))};
		t.kind = str_eq(v, S("center"))                         ? TAB_CENTER
			 : str_eq(v, S("right")) || str_eq(v, S("end")) ? TAB_RIGHT
			 : str_eq(v, S("decimal"))                      ? TAB_DECIMAL
									: TAB_LEFT;
		t.leader = str_eq(leader, S("dot")) || str_eq(leader, S("middleDot"))      ? '.'
			   : str_eq(leader, S("hyphen"))                                   ? '-'
			   : str_eq(leader, S("underscore")) || str_eq(leader, S("heavy")) ? '_'
											   : 0;
		if (str_eq(v, S("clear")))
			drop_tab(out, t.at);
		else if (!str_eq(v, S("bar")))
			add_tab(out, t);
	}
}

static void read_number(const struct xmltree_node *n, struct shape *out)
{
	const struct xmltree_node *num = xmlq_kid(n, "numId"), *level = xmlq_kid(n, "ilvl");
	if (num)
		out->num = (i32)xmlq_int(num, "val", 0);
	if (level)
		out->level = (i32)xmlq_int(level, "val", 0);
	if (out->level < 0 || out->level > 8)
		out->level = 0;
}

void props_read_shape(const struct xmltree_node *ppr, struct shape *out)
{
	const struct {
		const char *name;
		bool *to;
	} flags[] = {{"keepNext", &out->keep_next},
		     {"keepLines", &out->keep_lines},
		     {"widowControl", &out->widows},
		     {"pageBreakBefore", &out->new_page},
		     {"contextualSpacing", &out->contextual}};
	for (const struct xmltree_node *k = ppr ? ppr->first : NULL; k; k = k->next) {
		if (k->name.p == NULL)
			continue;
		for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
			if (xmlq_is(k, flags[i].name))
				*flags[i].to = xmlq_on(k);
		if (xmlq_is(k, "jc"))
			read_align(xmlq_attr(k, "val"), out);
		else if (xmlq_is(k, "ind"))
			read_indent(k, out);
		else if (xmlq_is(k, "spacing"))
			read_spacing(k, out);
		else if (xmlq_is(k, "tabs"))
			read_tabs(k, out);
		else if (xmlq_is(k, "pBdr"))
			props_read_borders(k, out->borders);
		else if (xmlq_is(k, "shd"))
			out->back = props_fill(k);
		else if (xmlq_is(k, "numPr"))
			read_number(k, out);
	}
}
