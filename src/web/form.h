/* Forms: a table of fields binds what was sent to a plain struct. Unknown fields are ignored, every error is gathered,
 * and what was typed is kept so that the page can show it again.
 *
 *	struct login_form { str login, password; };
 *	static const struct field login_fields[] = {
 *	    FIELD(TEXT, struct login_form, login, N_("Tên đăng nhập"), .required = true, .max = 64),
 *	    FIELD(SECRET, struct login_form, password, N_("Mật khẩu"), .required = true, .max = 256)};
 *	const struct form_def login_form = FORM(struct login_form, login_fields);
 *	…
 *	const struct login_form *f = form_value(r->form);
 *
 * Keyed fields (score[I.1], na[I.1]) gather in a VEC of their kind, in the order they were sent. */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include "base/caltime.h"
#include "base/err.h"

enum field_kind {
	FIELD_TEXT = 1,     /* str: one line, trimmed, clean UTF-8; max in characters */
	FIELD_AREA,         /* str: may hold line ends (given as \n) */
	FIELD_SECRET,       /* str: not trimmed, never shown again */
	FIELD_CODE,         /* str: letters, digits, '.', '-' and '_' */
	FIELD_POINTS,       /* struct form_num: hundredths, see num_parse_c() */
	FIELD_INT,          /* struct form_num: whole number */
	FIELD_DAY,          /* struct form_day: 2026-11-21 or 21/11/2026 */
	FIELD_CHOICE,       /* int: index into .choices; −1 when not sent */
	FIELD_CHECK,        /* bool */
	FIELD_FILE,         /* struct form_file: one uploaded file */
	FIELD_KEYED_TEXT,   /* struct form_texts: name[key] */
	FIELD_KEYED_POINTS, /* struct form_points: name[key] */
	FIELD_KEYED_CHECK,  /* struct form_texts: keys that were checked */
	FIELD__N
};

struct form_num {
	bool set;
	i64 v;
};

struct form_day {
	bool set;
	struct day v;
};

/* An upload, streamed to a file without a name; fd is read from its start. Closed with the request. */
struct form_file {
	bool set;
	int fd;
	i64 size;
	str name; /* last part of the sender's name, cleaned */
	str type; /* as the sender says: not to be trusted */
};

struct form_text_item {
	str key, v;
};
struct form_points_item {
	str key, typed;
	struct form_num v; /* not set: left empty */
};
struct form_texts {
	VEC(struct form_text_item) list;
};
struct form_points {
	VEC(struct form_points_item) list;
};

struct field {
	const char *name;
	enum field_kind kind;
	const char *label; /* Vietnamese source text, begins the error sentences */
	size_t offset;
	bool required;
	u32 max;                    /* characters of text, 0 = 200; files: MiB, 0 = 64 */
	i64 low, high;              /* numbers, where low < high */
	const char *const *choices; /* NULL-terminated values of FIELD_CHOICE */
};

struct form_def {
	const struct field *fields;
	size_t n_fields, size;
};

/* The member's type is part of the check: FIELD(POINTS, struct f, limit, …) needs f.limit to be a struct form_num. */
#define FIELD_TYPE_TEXT         str
#define FIELD_TYPE_AREA         str
#define FIELD_TYPE_SECRET       str
#define FIELD_TYPE_CODE         str
#define FIELD_TYPE_POINTS       struct form_num
#define FIELD_TYPE_INT          struct form_num
#define FIELD_TYPE_DAY          struct form_day
#define FIELD_TYPE_CHOICE       int
#define FIELD_TYPE_CHECK        bool
#define FIELD_TYPE_FILE         struct form_file
#define FIELD_TYPE_KEYED_TEXT   struct form_texts
#define FIELD_TYPE_KEYED_POINTS struct form_points
#define FIELD_TYPE_KEYED_CHECK  struct form_texts

#define FIELD(kind_, type, member, label_, ...)                                                    \
	{                                                                                          \
		.name = #member, .kind = FIELD_##kind_, .label = (label_),                         \
		.offset = offsetof(type, member) +                                                 \
			  0 * sizeof(char[_Generic(((type *)0)->member, FIELD_TYPE_##kind_ : 1)]), \
		__VA_ARGS__                                                                        \
	}
#define FORM(type, table)                                                                             \
	{                                                                                             \
		.fields = (table), .n_fields = sizeof(table) / sizeof(table)[0], .size = sizeof(type) \
	}

/* A form without fields: a button. */
extern const struct form_def form_empty;

struct form_pair {
	str name, value;
	const struct form_file *file; /* of an upload */
};

/* One submission. */
struct form {
	const struct form_def *def;
	VEC(struct form_pair) pairs; /* as they came, cleaned */
	void *value;                 /* the bound struct */
};

/* Splits application/x-www-form-urlencoded bytes. TD_INVALID (with a sentence in e): broken escapes or UTF-8, more than
 * 20,000 pairs. */
MUST_CHECK td_rc form_decode(struct arena *a, str body, struct form *f, struct err *e);

/* The same checks for the parts of an upload. */
MUST_CHECK td_rc form_clean_parts(struct arena *a, struct form *f, struct err *e);

/* Binds the pairs to the table. TD_INVALID with every error added; where = the field's name, keyed "score[I.1]". */
MUST_CHECK td_rc form_bind(struct arena *a, const struct form_def *def, struct form *f, struct err *e);

static inline const void *form_value(const struct form *f)
{
	return f->value;
}

/* The first text sent under a name, or STR_NULL: also names that the table does not know. */
str form_typed(const struct form *f, str name);

/* What an input shows: what was typed if the form was sent (f not NULL), else the value kept in the database. Secrets
 * are never shown again. */
str form_show(const struct form *f, str name, str saved);
str form_show_key(struct arena *a, const struct form *f, const char *name, str key, str saved);

#endif
