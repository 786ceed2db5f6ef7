#include "print/fonts.h"

#include <limits.h>
#include <stddef.h>

/* in place of freetype/config/ftstdlib.h: its list of libc's functions names some that may not even be named here */
#define FTSTDLIB_H_
#define FT_INT_MAX   INT_MAX
#define FT_UINT_MAX  UINT_MAX
#define FT_LONG_MAX  LONG_MAX
#define FT_ULONG_MAX ULONG_MAX
typedef ptrdiff_t ft_ptrdiff_t;
#include <cairo-ft.h>
#include <hb-ot.h>

#include "base/embed.h"

struct embed_set embed_print_fonts(void);

static const char *const names[FONT__N] = {
    [FONT_REGULAR] = "Tinos-Regular.ttf",
    [FONT_BOLD] = "Tinos-Bold.ttf",
    [FONT_ITALIC] = "Tinos-Italic.ttf",
    [FONT_BOLD_ITALIC] = "Tinos-BoldItalic.ttf",
};

struct held {
	FT_Library library;
	FT_Face faces[FONT__N];
	struct fonts *fonts;
};

static void drop(void *ctx)
{
	struct held *h = ctx;
	for (int i = 0; i < FONT__N; i++) {
		cairo_font_face_destroy(h->fonts->at[i].draw);
		hb_font_destroy(h->fonts->at[i].shape);
	}
	hb_buffer_destroy(h->fonts->buffer);
	for (int i = 0; i < FONT__N; i++)
		if (h->faces[i])
			FT_Done_Face(h->faces[i]);
	if (h->library)
		FT_Done_FreeType(h->library);
}

static void measure(struct font *f, FT_Face face)
{
	f->em = face->units_per_EM;
	f->ascent = face->ascender / f->em;
	f->descent = -face->descender / f->em;
	f->gap = (face->height - face->ascender + face->descender) / f->em;
	f->underline_at = -face->underline_position / f->em;
	f->underline_thick = face->underline_thickness / f->em;
}

static bool load(struct held *h, int i)
{
	const struct embed_file *file = embed_find(embed_print_fonts(), str_c(names[i]));
	struct font *f = &h->fonts->at[i];
	if (file == NULL || FT_New_Memory_Face(h->library, (const FT_Byte *)file->bytes.p,
					       (FT_Long)file->bytes.n, 0, &h->faces[i]) != 0)
		return false;
	hb_blob_t *blob =
	    hb_blob_create(file->bytes.p, (unsigned)file->bytes.n, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(blob, 0);
	f->shape = hb_font_create(face);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	measure(f, h->faces[i]);
	hb_font_set_scale(f->shape, (int)f->em, (int)f->em);
	f->draw = cairo_ft_font_face_create_for_ft_face(h->faces[i], FT_LOAD_NO_HINTING);
	return cairo_font_face_status(f->draw) == CAIRO_STATUS_SUCCESS;
}

td_rc fonts_load(struct arena *a, struct fonts *out)
{
	/* as Word sets text unless told otherwise; and the widths of words then do not hang on their neighbours */
	static hb_feature_t plain[2];
	struct held *h = NEW(a, struct held);
	*out = (struct fonts){.features = plain, .n_features = 2};
	hb_feature_from_string("-kern", -1, &plain[0]);
	hb_feature_from_string("-liga", -1, &plain[1]);
	h->fonts = out;
	arena_defer(a, drop, h);
	out->buffer = hb_buffer_create();
	if (FT_Init_FreeType(&h->library) != 0)
		return TD_CORRUPT;
	for (int i = 0; i < FONT__N; i++)
		if (!load(h, i))
			return TD_CORRUPT;
	return hb_buffer_allocation_successful(out->buffer) ? TD_OK : TD_LIMIT;
}

bool fonts_has(const struct font *f, u32 code)
{
	hb_codepoint_t glyph;
	return hb_font_get_nominal_glyph(f->shape, code, &glyph);
}
