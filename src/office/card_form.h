/* The scorecard of one unit as a form for Excel (phiếu chấm điểm): filled in offline, sent back, read by its keys. The
 * file says what it is — property "thidua.form" and, for programs that drop properties, the header of its hidden
 * column: "cluster=10;year=2026;unit=KB3;stage=self;rev=5f0c…". A second hidden column keeps each entry's revision. */
#ifndef OFFICE_CARD_FORM_H
#define OFFICE_CARD_FORM_H

#include "base/opt.h"
#include "office/book.h"
#include "office/sheet.h"

#define CARD_FORM_PROPERTY "thidua.form"

/* Which card, and which state of its values, a form was made from. */
struct card_form_id {
	str cluster, unit; /* codes */
	i64 year;
	enum score_stage stage;
	str rev; /* of the whole card: any change of its values changes it */
};

/* What stands at a leaf. */
struct card_form_cell {
	enum cell_state state;
	struct opt_i64 a_c, b_c; /* domain/scheme.h; b_c also a target that is set while nothing is entered */
	str reason;              /* evidence, explanation */
	i64 rev;                 /* of the entry, 0 none */
	i64 points_c;            /* of every node, as computed */
	bool locked;             /* the unit's profile leaves it out: not to be typed */
};

struct card_form {
	struct card_form_id id;
	str cluster_name, unit_name;
	const struct scheme *scheme;
	struct card_form_cell *cells; /* one per node */
};

/* The form as a workbook for book_xlsx(). */
struct book *card_form_book(struct arena *a, const struct card_form *f);

/* A leaf as read back. */
struct card_form_row {
	u32 node;
	str where, where_reason; /* "Phiếu chấm điểm!H9" */
	struct card_form_cell cell;
};
typedef VEC(struct card_form_row) card_form_rows;

/* Is the file a form, and of which card? TD_NOT_FOUND: an ordinary sheet; TD_INVALID with a sentence: a form whose mark
 * is damaged. */
MUST_CHECK td_rc card_form_identify(struct arena *a, const struct sheets *in, struct err *e,
				    struct card_form_id *out);

/* Reads the leaves of a form by their keys, wherever their rows and columns stand now. Leaves that are not in the file
 * are not in out. TD_INVALID: every fault is in e with its cell. */
MUST_CHECK td_rc card_form_read(struct arena *a, const struct sheets *in, const struct scheme *scheme,
				struct err *e, card_form_rows *out);

/* What both sides agree on: whether a leaf may be filled in here, whether its points themselves are typed, and the words
 * of a list (none: it takes a number; word i stands for the value card_form_choice_value()). */
bool card_form_takes(const struct criterion *c);
bool card_form_is_points(const struct criterion *c);
u32 card_form_choices(struct arena *a, const struct criterion *c, str **words);
i64 card_form_choice_value(const struct criterion *c, u32 i);

/* A value as it stands in the form: "9,50", "Đạt", a level's label, "95 / 100", "không áp dụng"; empty for none. */
str card_form_text(struct arena *a, const struct criterion *c, const struct card_form_cell *v);

/* Titles of the columns, by which they are found again. */
enum card_form_col {
	FORM_KEY,
	FORM_REV,
	FORM_NO,
	FORM_NAME,
	FORM_FULL,
	FORM_RESULT,
	FORM_TARGET,
	FORM_POINTS,
	FORM_REASON,
	FORM__N
};
extern const char *const card_form_titles[FORM__N];

#endif
