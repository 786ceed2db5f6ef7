#include "print/numbering.h"

/* ---- reading ---- */

static void read_level(const struct xmltree_node *n, struct level *out)
{
	str suffix = xmlq_attr(xmlq_kid(n, "suff"), "val"), jc = xmlq_attr(xmlq_kid(n, "lvlJc"), "val");
	out->ppr = xmlq_kid(n, "pPr");
	out->rpr = xmlq_kid(n, "rPr");
	out->format = xmlq_attr(xmlq_kid(n, "numFmt"), "val");
	out->text = xmlq_attr(xmlq_kid(n, "lvlText"), "val");
	out->start = xmlq_int(xmlq_kid(n, "start"), "val", 0);
	out->restart = xmlq_int(xmlq_kid(n, "lvlRestart"), "val", -1);
	out->legal = xmlq_on(xmlq_kid(n, "isLgl"));
	out->suffix = str_eq(suffix, S("nothing")) ? SUFFIX_NONE
		      : str_eq(suffix, S("space")) ? SUFFIX_SPACE
						   : SUFFIX_TAB;
	out->align = str_eq(jc, S("right")) || str_eq(jc, S("end")) ? ALIGN_RIGHT
		     : str_eq(jc, S("center"))                      ? ALIGN_CENTER
								    : ALIGN_LEFT;
}

static i64 level_of(const struct xmltree_node *n)
{
	i64 level = xmlq_int(n, "ilvl", -1);
	return level < LEVELS ? level : -1;
}

static struct list *read_list(struct arena *a, const struct xmltree_node *n)
{
	struct list *l = NEW(a, struct list);
	for (const struct xmltree_node *k = n->first; k; k = k->next)
		if (xmlq_is(k, "lvl") && level_of(k) >= 0)
			read_level(k, &l->levels[level_of(k)]);
	return l;
}

static struct number *read_number(struct arena *a, const struct map *lists, const struct xmltree_node *n)
{
	struct number *out = NEW(a, struct number);
	out->list = map_get(lists, xmlq_attr(xmlq_kid(n, "abstractNumId"), "val"));
	for (int i = 0; i < LEVELS; i++)
		out->start[i] = -1;
	for (const struct xmltree_node *k = n->first; k; k = k->next) {
		i64 level = xmlq_is(k, "lvlOverride") ? level_of(k) : -1;
		if (level < 0)
			continue;
		out->start[level] = xmlq_int(xmlq_kid(k, "startOverride"), "val", -1);
		if (xmlq_kid(k, "lvl")) {
			out->own[level] = NEW(a, struct level);
			read_level(xmlq_kid(k, "lvl"), out->own[level]);
		}
	}
	return out->list ? out : NULL;
}

struct numbering numbering_new(struct arena *a, const struct xmltree_node *root)
{
	struct numbering out = {a, map_new(a)};
	struct map lists = map_new(a);
	for (const struct xmltree_node *n = root ? root->first : NULL; n; n = n->next)
		if (xmlq_is(n, "abstractNum"))
			map_set(&lists, xmlq_attr(n, "abstractNumId"), read_list(a, n));
	for (const struct xmltree_node *n = root ? root->first : NULL; n; n = n->next)
		if (xmlq_is(n, "num"))
			map_set(&out.numbers, xmlq_attr(n, "numId"), read_number(a, &lists, n));
	return out;
}

static struct number *find(const struct numbering *n, i32 num)
{
	return num > 0 ? map_get(&n->numbers, arena_fmt(n->a, "%d", num)) : NULL;
}

static const struct level *pick(const struct number *m, i32 level)
{
	return m->own[level] ? m->own[level] : &m->list->levels[level];
}

const struct level *numbering_level(const struct numbering *n, i32 num, i32 level)
{
	const struct number *m = find(n, num);
	return m ? pick(m, level) : NULL;
}

/* ---- writing ---- */

static void put_roman(struct sb *b, i64 v, bool upper)
{
	static const struct {
		i64 v;
		const char *small, *large;
	} parts[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"},
		     {100, "c", "C"},  {90, "xc", "XC"},  {50, "l", "L"},  {40, "xl", "XL"},
		     {10, "x", "X"},   {9, "ix", "IX"},   {5, "v", "V"},   {4, "iv", "IV"},
		     {1, "i", "I"}};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		for (; v >= parts[i].v; v -= parts[i].v)
			sb_put(b, str_c(upper ? parts[i].large : parts[i].small));
}

/* a … z, aa, bb … as Word counts. */
static void put_letter(struct sb *b, i64 v, char first)
{
	for (i64 i = 0; i <= (v - 1) / 26; i++)
		sb_byte(b, (char)(first + (v - 1) % 26));
}

static bool is_known(str format)
{
	static const char *const known[] = {
	    "", "decimal", "decimalZero", "none", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_eq(format, str_c(known[i])))
			return true;
	return false;
}

static void put_number(struct sb *b, i64 v, str format, bool *plain)
{
	const bool small = v > 0 && v < 4000;
	if (small && str_eq(format, S("lowerLetter")))
		put_letter(b, v, 'a');
	else if (small && str_eq(format, S("upperLetter")))
		put_letter(b, v, 'A');
	else if (small && str_eq(format, S("lowerRoman")))
		put_roman(b, v, false);
	else if (small && str_eq(format, S("upperRoman")))
		put_roman(b, v, true);
	else if (str_eq(format, S("decimalZero")))
		sb_fmt(b, "%02lld", (long long)v);
	else if (!str_eq(format, S("none")))
		sb_int(b, v);
	*plain = *plain || !is_known(format);
}

void numbering_put(struct sb *b, i64 v, str format)
{
	bool plain = false;
	put_number(b, v, format, &plain);
}

static void put_text(struct sb *b, const struct number *m, const struct level *l, bool *plain)
{
	for (size_t i = 0; i < l->text.n; i++) {
		char c = l->text.p[i], d = i + 1 < l->text.n ? l->text.p[i + 1] : 0;
		if (c != '%' || d < '1' || d > '9') {
			sb_byte(b, c);
			continue;
		}
		const struct level *of = pick(m, d - '1');
		const bool begun = m->list->begun[d - '1'];
		put_number(b, begun ? m->list->count[d - '1'] : of->start,
			   l->legal ? S("decimal") : of->format, plain);
		i++;
	}
}

/* Deeper levels begin again after this one. */
static void restart_below(const struct number *m, i32 level)
{
	for (i32 k = level + 1; k < LEVELS; k++) {
		i64 restart = pick(m, k)->restart;
		if (restart < 0 || (restart > 0 && level < restart))
			m->list->begun[k] = false;
	}
}

str numbering_next(struct numbering *n, i32 num, i32 level, bool *plain)
{
	struct number *m = find(n, num);
	struct sb b = sb_new(n->a, 4096);
	if (m == NULL)
		return S("");
	const struct level *l = pick(m, level);
	struct list *list = m->list;
	if (m->start[level] >= 0) {
		list->count[level] = m->start[level];
		m->start[level] = -1;
	} else if (!list->begun[level]) {
		list->count[level] = l->start;
	} else {
		list->count[level]++;
	}
	list->begun[level] = true;
	restart_below(m, level);
	if (str_eq(l->format, S("bullet")))
		return l->text;
	put_text(&b, m, l, plain);
	return sb_str(&b);
}
