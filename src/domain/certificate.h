/* Layouts of certificates (giấy khen, bằng khen): where which text of an award stands on the sheet. Lengths are hundredths of
 * a millimetre from the sheet's top left corner, sizes of letters hundredths of a point. */
#ifndef DOMAIN_CERTIFICATE_H
#define DOMAIN_CERTIFICATE_H

#include "base/err.h"

enum {
	CERTIFICATE_BOXES_MAX = 40,
	CERTIFICATE_NAME_MAX = 100,  /* characters */
	CERTIFICATE_TEXT_MAX = 600,  /* bytes of a box's text */
	CERTIFICATE_SIDE_MIN = 5000, /* of a sheet: 50 mm */
	CERTIFICATE_SIDE_MAX = 60000,
	CERTIFICATE_BOX_MIN = 200,
	CERTIFICATE_OFFSET_MAX = 2000, /* of the printer: 20 mm */
	CERTIFICATE_SIZE_MIN = 500,    /* 5 points */
	CERTIFICATE_SIZE_MAX = 12000,
	CERTIFICATE_SIZE_STEP = 50 /* half a point */
};

/* The order is that of office/print.h. */
enum certificate_align { CERTIFICATE_LEFT, CERTIFICATE_CENTRE, CERTIFICATE_RIGHT, CERTIFICATE_ALIGN__N };
enum certificate_valign { CERTIFICATE_TOP, CERTIFICATE_MIDDLE, CERTIFICATE_BOTTOM, CERTIFICATE_VALIGN__N };
const char *certificate_align_code(enum certificate_align v);   /* "left", "centre", "right" */
const char *certificate_valign_code(enum certificate_valign v); /* "top", "middle", "bottom" */
const char *certificate_align_name(enum certificate_align v);   /* source text */
const char *certificate_valign_name(enum certificate_valign v);
MUST_CHECK td_rc certificate_align_parse(str code, enum certificate_align *out);
MUST_CHECK td_rc certificate_valign_parse(str code, enum certificate_valign *out);

struct certificate_box {
	i64 x, y, w, h, size, size_min;
	enum certificate_align align;
	enum certificate_valign valign;
	bool bold, italic, upper;
	bool qr;    /* the address where the award is checked, as a QR code; no text */
	u32 colour; /* 0xRRGGBB */
	str text;   /* with fields as {{tên}}; "|" breaks the line */
	i64 row;    /* its number on the form that it came from; 0: its place among the boxes */
};

struct certificate_layout {
	str name;
	bool
	    overlay; /* printed over a form that has its own print: the picture is only shown on the screen */
	i64 w, h, dx, dy;
	VEC(struct certificate_box) boxes;
};

/* What a layout may name; the values of one award stand in this order. */
enum certificate_field {
	CERTIFICATE_NAME,
	CERTIFICATE_POSITION,
	CERTIFICATE_UNIT,
	CERTIFICATE_OF, /* position and unit, parted by a comma; of a collective nothing */
	CERTIFICATE_MERIT,
	CERTIFICATE_AWARD,
	CERTIFICATE_YEAR,
	CERTIFICATE_CLUSTER,
	CERTIFICATE_DECISION,
	CERTIFICATE_DAY,
	CERTIFICATE_DAY_SHORT,
	CERTIFICATE_DECIDER,
	CERTIFICATE_SIGNER,
	CERTIFICATE_ORDINAL,
	CERTIFICATE_CODE,
	CERTIFICATE_ADDRESS,
	CERTIFICATE_FIELD__N
};
const char *certificate_field_name(enum certificate_field f);    /* "tên": as it stands between the braces */
const char *certificate_field_example(enum certificate_field f); /* of a person plainly invented */

/* Every fault at once, in sentences that name the box; where = the form's field: "x[3]" for the third box, "name",
 * "width".
 * TD_INVALID. */
MUST_CHECK td_rc certificate_check(struct arena *a, const struct certificate_layout *l, struct err *e);

/* A box's text with the fields of one award, in capitals where the box says so, lines parted by \n. A field that does not
 * exist stands as it was typed. */
str certificate_text(struct arena *a, const struct certificate_box *b,
		     const str values[CERTIFICATE_FIELD__N]);

/* "so-vang-12_nguyen-van-a": a file's name without marks, at most 80 bytes. */
str certificate_file_name(struct arena *a, i64 ordinal, str name);

#endif
