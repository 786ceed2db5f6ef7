#include "format/certificate_json.h"

#include "base/embed.h"
#include "format/fields.h"

struct embed_set embed_certificates(void);

static const char form[] = "thidua-certificate/1";

static const struct field_word align_words[] = {
    {"left", CERTIFICATE_LEFT}, {"centre", CERTIFICATE_CENTRE}, {"right", CERTIFICATE_RIGHT}, {NULL, 0}};
static const struct field_word valign_words[] = {
    {"top", CERTIFICATE_TOP}, {"middle", CERTIFICATE_MIDDLE}, {"bottom", CERTIFICATE_BOTTOM}, {NULL, 0}};

/* A box with its colour as text. */
struct read_box {
	struct certificate_box b;
	str colour;
};

#define LAYOUT(m) offsetof(struct certificate_layout, m)
#define BOX(m)    offsetof(struct read_box, b.m)

static const struct field layout_fields[] = {
    {.key = "name", .type = FIELD_TEXT, .at = LAYOUT(name), .required = true},
    {.key = "overlay", .type = FIELD_BOOL, .at = LAYOUT(overlay)},
    {.key = "width", .type = FIELD_NUM, .at = LAYOUT(w), .required = true},
    {.key = "height", .type = FIELD_NUM, .at = LAYOUT(h), .required = true},
    {.key = "dx", .type = FIELD_NUM, .at = LAYOUT(dx)},
    {.key = "dy", .type = FIELD_NUM, .at = LAYOUT(dy)},
    {.key = NULL},
};

static const struct field box_fields[] = {
    {.key = "x", .type = FIELD_NUM, .at = BOX(x), .required = true},
    {.key = "y", .type = FIELD_NUM, .at = BOX(y), .required = true},
    {.key = "w", .type = FIELD_NUM, .at = BOX(w), .required = true},
    {.key = "h", .type = FIELD_NUM, .at = BOX(h), .required = true},
    {.key = "size", .type = FIELD_NUM, .at = BOX(size), .dflt = 1400},
    {.key = "size_min", .type = FIELD_NUM, .at = BOX(size_min), .dflt = 800},
    {.key = "align", .type = FIELD_WORD, .at = BOX(align), .words = align_words, .dflt = CERTIFICATE_LEFT},
    {.key = "valign", .type = FIELD_WORD, .at = BOX(valign), .words = valign_words, .dflt = CERTIFICATE_TOP},
    {.key = "bold", .type = FIELD_BOOL, .at = BOX(bold)},
    {.key = "italic", .type = FIELD_BOOL, .at = BOX(italic)},
    {.key = "upper", .type = FIELD_BOOL, .at = BOX(upper)},
    {.key = "qr", .type = FIELD_BOOL, .at = BOX(qr)},
    {.key = "colour", .type = FIELD_TEXT, .at = offsetof(struct read_box, colour)},
    {.key = "text", .type = FIELD_TEXT, .at = BOX(text)},
    {.key = NULL},
};

td_rc certificate_colour_parse(str text, u32 *out)
{
	*out = 0;
	if (text.n == 0)
		return TD_OK;
	if (text.n != 7 || text.p[0] != '#')
		return TD_INVALID;
	for (size_t i = 1; i < text.n; i++) {
		char c = text.p[i];
		u32 digit;
		if (c >= '0' && c <= '9')
			digit = (u32)(c - '0');
		else if ((c | 32) >= 'a' && (c | 32) <= 'f')
			digit = (u32)((c | 32) - 'a') + 10;
		else
			return TD_INVALID;
		*out = *out << 4 | digit;
	}
	return TD_OK;
}

static void read_box(struct arena *a, const struct value_path *at, const struct value *v, struct err *e,
		     struct certificate_box *out)
{
	struct read_box box = {.colour = S(""), .b.text = S("")};
	struct fields f = fields_begin(a, e, at, v);
	fields_read(&f, box_fields, 0, &box);
	if (certificate_colour_parse(box.colour, &box.b.colour) != TD_OK)
		fields_fault(&f, "colour", N_("màu ghi như #c00000"));
	fields_end(&f);
	*out = box.b;
}

td_rc certificate_from_json(struct arena *a, str json, struct err *e, struct certificate_layout *out)
{
	const struct value *v = NULL;
	struct value_path root = {0};
	size_t before = e->n_total;
	*out = (struct certificate_layout){0};
	td_rc rc = value_from_json(a, json, e, &v);
	if (rc != TD_OK && (rc != TD_INVALID || v == NULL))
		return rc;
	struct fields f = fields_begin(a, e, &root, v);
	const struct value *said = fields_get(&f, "format"), *list = fields_list(&f, "boxes");
	if (said && (said->kind != VALUE_TEXT || !str_eq(said->text, str_c(form))))
		fields_fault(&f, "format", N_("chỉ đọc được dạng %s"), form);
	fields_read(&f, layout_fields, 0, out);
	fields_end(&f);
	struct value_path boxes = {&root, S("boxes"), 0};
	for (size_t i = 0; list && i < list->items.n && i <= CERTIFICATE_BOXES_MAX; i++) {
		struct value_path here = {&boxes, STR_NULL, i};
		read_box(a, &here, list->items.at[i].value, e, &VEC_PUSH(a, &out->boxes));
	}
	return e->n_total == before ? certificate_check(a, out, e) : TD_INVALID;
}

const struct value *certificate_to_value(struct arena *a, const struct certificate_layout *l)
{
	struct value *v = value_map(a);
	value_put_text(a, v, "format", str_c(form));
	fields_write(a, v, layout_fields, 0, l);
	struct value *boxes = value_put(a, v, S("boxes"), value_list(a));
	for (size_t i = 0; i < l->boxes.n; i++) {
		struct read_box box = {.b = l->boxes.at[i]};
		if (box.b.colour)
			box.colour = arena_fmt(a, "#%06x", box.b.colour);
		fields_write(a, value_add(a, boxes, value_map(a)), box_fields, 0, &box);
	}
	return v;
}

td_rc certificate_shipped_all(struct arena *a, certificate_shipped_list *out)
{
	const struct embed_set all = embed_certificates();
	struct err e = err_new(a, LANG_VI);
	*out = (certificate_shipped_list){0};
	for (size_t i = 0; i < all.n; i++) {
		struct certificate_shipped *s = &VEC_PUSH(a, out);
		s->code = str_upto(all.at[i].name, str_find(all.at[i].name, S(".json")));
		td_rc rc = certificate_from_json(a, all.at[i].bytes, &e, &s->layout);
		if (rc != TD_OK)
			return rc == TD_INVALID ? TD_CORRUPT : rc;
	}
	return TD_OK;
}
