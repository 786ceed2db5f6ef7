/* What stands in a run besides letters: breaks, tabs, fields, pictures – and what is not drawn and named instead. */
#include "base/num.h"
#include "print/reader.h"

#define EMU(n) ((double)(n) / 12700)

/* ---- fields ---- */

static bool hidden_by_field(const struct reader *r)
{
	for (u32 i = 0; i < r->n_fields; i++)
		if (!r->fields[i].result || !r->fields[i].shown)
			return true;
	return false;
}

static str page_text(const struct doc *d)
{
	const str format = d->page_ix < d->pages.n
			       ? d->sections.at[d->pages.at[d->page_ix].section].number_format
			       : STR_NULL;
	struct sb b = sb_new(d->a, 64);
	numbering_put(&b, d->page_number, format);
	return sb_str(&b);
}

/* The first word of a field's code. */
static str code_word(str code)
{
	code = str_trim(code);
	return str_upto(code, str_find_byte(code, ' '));
}

/* Prints a field this program knows the value of; false: it does not. */
static bool put_value(struct reader *r, str code, const struct look *look)
{
	str word = code_word(code);
	if (r->d->page_number < 0)
		return false;
	if (str_eq(word, S("PAGE"))) {
		reader_text(r, page_text(r->d), look);
		return true;
	}
	if (str_eq(word, S("NUMPAGES")) || str_eq(word, S("SECTIONPAGES"))) {
		reader_text(r, arena_fmt(r->d->a, "%zu", r->d->pages.n ? r->d->pages.n : 1), look);
		return true;
	}
	return false;
}

/* Is what the file holds as the field's value as good as computing it? */
static bool needs_note(str code)
{
	str word = code_word(code);
	return !(str_eq(word, S("HYPERLINK")) || str_eq(word, S("REF")) || str_eq(word, S("FORMTEXT")) ||
		 str_eq(word, S("MERGEFIELD")) || word.n == 0);
}

static void separate(struct reader *r, struct field *f)
{
	f->result = true;
	if (f->done)
		return;
	f->done = true;
	f->shown = false;
	if (put_value(r, sb_str(&f->code), &f->look))
		return;
	f->shown = true;
	if (needs_note(sb_str(&f->code)))
		read_note(r->d, NOTE_FIELD);
}

static void field_char(struct reader *r, const struct xmltree_node *k, const struct look *look)
{
	str type = xmlq_attr(k, "fldCharType");
	struct field *f = r->n_fields ? &r->fields[r->n_fields - 1] : NULL;
	if (str_eq(type, S("begin"))) {
		if (r->n_fields == FIELDS_MAX)
			return;
		r->fields[r->n_fields++] = (struct field){.code = sb_new(r->d->a, 1 << 16), .look = *look};
	} else if (f && str_eq(type, S("separate"))) {
		/* an outer field that is shown does not hide the inner one's value */
		r->n_fields--;
		const bool hidden = hidden_by_field(r);
		r->n_fields++;
		if (hidden)
			f->done = f->result = true;
		else
			separate(r, f);
	} else if (f && str_eq(type, S("end"))) {
		r->n_fields--;
		if (!f->done && !hidden_by_field(r))
			put_value(r, sb_str(&f->code), &f->look);
	}
}

static void simple_field(struct reader *r, const struct xmltree_node *n)
{
	struct look look = r->look;
	const struct xmltree_node *run = xmlq_kid(n, "r");
	str code = xmlq_attr(n, "instr");
	props_read_look(xmlq_kid(run, "rPr"), &look);
	if (hidden_by_field(r) || put_value(r, code, &look))
		return;
	if (needs_note(code))
		read_note(r->d, NOTE_FIELD);
	reader_runs(r, n);
}

void reader_end(struct reader *r)
{
	r->n_fields = 0;
}

/* ---- pictures ---- */

/* Read once for each part, however often it is drawn. */
static const struct image *load(struct doc *d, str relationship)
{
	const str *target = d->links ? map_get(d->links, relationship) : NULL;
	str bytes;
	if (target == NULL || target->p == NULL)
		return NULL;
	struct image *known = map_get(&d->images, *target);
	if (known == NULL) {
		known = NEW(d->a, struct image);
		map_set(&d->images, *target, known);
		if (package_bytes(&d->package, *target, &bytes) != TD_OK ||
		    image_read(d->a, bytes, known) != TD_OK)
			known->surface = NULL;
	}
	return known->surface ? known : NULL;
}

static void put_image(struct reader *r, str relationship, double wide, double high, const struct look *look)
{
	const struct image *image = load(r->d, relationship);
	if (image == NULL || wide < 0.1 || high < 0.1 || wide > 4000 || high > 4000) {
		read_note(r->d, NOTE_PICTURE);
		return;
	}
	struct span *s = reader_thing(r, SPAN_IMAGE, look);
	s->image = image;
	s->wide = wide;
	s->high = high;
}

/* w:drawing: an inline or floating picture, or what is not drawn. */
static void drawing(struct reader *r, const struct xmltree_node *n, const struct look *look)
{
	const struct xmltree_node *frame = xmlq_kid(n, "inline"), *blip = xmlq_find(n, "blip");
	if (frame == NULL)
		frame = xmlq_kid(n, "anchor");
	if (xmlq_find(n, "txbxContent")) {
		read_note(r->d, NOTE_TEXT_BOX);
		return;
	}
	if (frame == NULL || blip == NULL) {
		read_note(r->d, NOTE_DRAWING);
		return;
	}
	const struct xmltree_node *extent = xmlq_kid(frame, "extent");
	if (xmlq_is(frame, "anchor"))
		read_note(r->d, NOTE_FLOATING);
	put_image(r, xmlq_attr(blip, "embed"), EMU(xmlq_int(extent, "cx", 0)), EMU(xmlq_int(extent, "cy", 0)),
		  look);
}

/* "width:120.5pt;height:3cm": points, 0 when not said. */
static double css_length(str css, str name)
{
	str part;
	while (str_split(&css, ';', &part)) {
		size_t colon = str_find_byte(part, ':');
		if (!str_eq(str_trim(str_upto(part, colon)), name))
			continue;
		str v = str_trim(str_from(part, colon + 1));
		size_t n = 0, dot = SIZE_MAX;
		double out = 0, scale = 1;
		for (; n < v.n && ((v.p[n] >= '0' && v.p[n] <= '9') || v.p[n] == '.'); n++)
			if (v.p[n] == '.')
				dot = n;
			else if (dot == SIZE_MAX)
				out = out * 10 + (v.p[n] - '0');
			else
				out += (v.p[n] - '0') * (scale /= 10);
		str unit = str_from(v, n);
		return out * (str_eq(unit, S("in"))   ? 72
			      : str_eq(unit, S("cm")) ? 72 / 2.54
			      : str_eq(unit, S("mm")) ? 7.2 / 2.54
						      : 1);
	}
	return 0;
}

/* w:pict: VML of older documents. */
static void old_picture(struct reader *r, const struct xmltree_node *n, const struct look *look)
{
	const struct xmltree_node *data = xmlq_find(n, "imagedata");
	if (xmlq_find(n, "textbox")) {
		read_note(r->d, NOTE_TEXT_BOX);
	} else if (data == NULL) {
		read_note(r->d, NOTE_DRAWING);
	} else {
		str css = xmlq_attr(data->parent, "style");
		put_image(r, xmlq_attr(data, "id"), css_length(css, S("width")), css_length(css, S("height")),
			  look);
	}
}

/* mc:AlternateContent: the first choice if it is a picture this program draws, else its name. */
static void alternatives(struct reader *r, const struct xmltree_node *n, const struct look *look)
{
	const struct xmltree_node *choice = xmlq_kid(n, "Choice"),
				  *d = xmlq_find(choice ? choice : n, "drawing");
	if (d)
		drawing(r, d, look);
	else
		read_note(r->d, xmlq_find(n, "txbxContent") ? NOTE_TEXT_BOX : NOTE_DRAWING);
}

/* ---- pieces ---- */

static void line_break(struct reader *r, const struct xmltree_node *k, const struct look *look)
{
	str type = xmlq_attr(k, "type");
	if (str_eq(type, S("page")) || str_eq(type, S("column")))
		reader_thing(r, SPAN_PAGE_BREAK, look);
	else
		reader_thing(r, SPAN_LINE_BREAK, look);
}

static void symbol(struct reader *r, const struct xmltree_node *k, struct look look)
{
	str hex = xmlq_attr(k, "char");
	u32 c = 0;
	char utf8[3];
	for (size_t i = 0; i < hex.n && i < 4; i++) {
		const char h = hex.p[i];
		c = c << 4 | (u32)(h >= '0' && h <= '9'   ? h - '0'
				   : h >= 'a' && h <= 'f' ? h - 'a' + 10
				   : h >= 'A' && h <= 'F' ? h - 'A' + 10
							  : 0);
	}
	if (c < 0x800 || (c >= 0xd800 && c < 0xe000))
		c = 0xf000 | (c & 0xff);
	utf8[0] = (char)(0xe0 | c >> 12);
	utf8[1] = (char)(0x80 | (c >> 6 & 63));
	utf8[2] = (char)(0x80 | (c & 63));
	look.foreign = 0;
	reader_text(r, (str){utf8, sizeof utf8}, &look);
}

static void text(struct reader *r, const struct xmltree_node *k, const struct look *look)
{
	const bool keep = str_eq(xmlq_attr(k, "space"), S("preserve"));
	for (const struct xmltree_node *t = k->first; t; t = t->next)
		if (t->name.p == NULL)
			reader_text(r, keep ? t->text : str_trim(t->text), look);
}

static void footnote(struct reader *r, const struct xmltree_node *k, struct look look)
{
	look.raised = RAISED_SUPER;
	reader_text(r, xmlq_attr(k, "id"), &look);
	read_note(r->d, NOTE_FOOTNOTE);
}

void reader_piece(struct reader *r, const struct xmltree_node *k, const struct look *look)
{
	if (xmlq_is(k, "fldChar")) {
		field_char(r, k, look);
	} else if (xmlq_is(k, "instrText")) {
		if (r->n_fields && !r->fields[r->n_fields - 1].result)
			for (const struct xmltree_node *t = k->first; t; t = t->next)
				if (t->name.p == NULL && t->text.n < 4096)
					sb_put(&r->fields[r->n_fields - 1].code, str_upto(t->text, 1000));
	} else if (look->hidden || hidden_by_field(r)) {
		return;
	} else if (xmlq_is(k, "t")) {
		text(r, k, look);
	} else if (xmlq_is(k, "tab") || xmlq_is(k, "ptab")) {
		reader_thing(r, SPAN_TAB, look);
	} else if (xmlq_is(k, "br") || xmlq_is(k, "cr")) {
		line_break(r, k, look);
	} else if (xmlq_is(k, "noBreakHyphen")) {
		reader_text(r, S("\xe2\x80\x91"), look);
	} else if (xmlq_is(k, "sym")) {
		symbol(r, k, *look);
	} else if (xmlq_is(k, "drawing")) {
		drawing(r, k, look);
	} else if (xmlq_is(k, "pict")) {
		old_picture(r, k, look);
	} else if (xmlq_is(k, "AlternateContent")) {
		alternatives(r, k, look);
	} else if (xmlq_is(k, "object")) {
		read_note(r->d, NOTE_OBJECT);
	} else if (xmlq_is(k, "footnoteReference") || xmlq_is(k, "endnoteReference")) {
		footnote(r, k, *look);
	}
}

void reader_runs(struct reader *r, const struct xmltree_node *n)
{
	static const char *const inside[] = {"hyperlink", "ins",       "smartTag", "sdtContent",
					     "moveTo",    "customXml", "dir",      "bdo"};
	for (const struct xmltree_node *k = n->first; k; k = k->next) {
		if (k->name.p == NULL)
			continue;
		if (xmlq_is(k, "r"))
			reader_run(r, k);
		else if (xmlq_is(k, "fldSimple"))
			simple_field(r, k);
		else if (xmlq_is(k, "sdt"))
			reader_runs(r, xmlq_kid(k, "sdtContent") ? xmlq_kid(k, "sdtContent") : k);
		else if (xmlq_is(k, "oMath") || xmlq_is(k, "oMathPara"))
			read_note(r->d, NOTE_FORMULA);
		else
			for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
				if (xmlq_is(k, inside[i]))
					reader_runs(r, k);
	}
}
