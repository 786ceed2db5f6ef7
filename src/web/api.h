/* The API of programs: addresses under /api/v1/ that stand for addresses of pages (docs/adr/0007-api.md).
 *
 * A line of the table names the page that it stands for and takes its right, place, access, limits and form from there:
 * a POST runs the page's own handler on the same form, sent as JSON (or as parts, where a file is sent); a GET answers
 * with what `read` loaded into the plain struct that `gives` describes, or with the page's own bytes where it is a
 * file. From the same tables comes the OpenAPI description. */
#ifndef WEB_API_H
#define WEB_API_H

#include "format/value.h"
#include "web/req.h"

/* ---- what is answered ---- */

enum api_kind {
	API_TEXT = 1, /* str; p == NULL: null */
	API_DAY,      /* str YYYY-MM-DD; p == NULL: null */
	API_INT,      /* i64 */
	API_OPT_INT,
	API_POINTS, /* i64 hundredths, written as a decimal number */
	API_OPT_POINTS,
	API_TIME, /* i64 milliseconds, written as 2026-11-21T14:05:09.123+07:00; 0: null */
	API_OPT_TIME,
	API_BOOL,
	API_WORD,  /* an enum, written as its code */
	API_ONE,   /* a struct inside */
	API_MANY,  /* a VEC of structs */
	API_VALUE, /* const struct value *: made elsewhere; NULL: null */
	API_KIND__N
};

struct api_def;

struct api_member {
	const char *name;
	enum api_kind kind;
	size_t offset;
	const struct api_def *of; /* ONE, MANY */
	const char *(*word)(int); /* WORD */
	int n_words;
	const char *label; /* Vietnamese source text, or NULL where the name says it */
};

/* A plain struct as it is written; code names it in the description. */
struct api_def {
	const char *code;
	const struct api_member *members;
	size_t n_members, size;
};

#define API_TYPE_TEXT       str
#define API_TYPE_DAY        str
#define API_TYPE_INT        i64
#define API_TYPE_OPT_INT    struct opt_i64
#define API_TYPE_POINTS     i64
#define API_TYPE_OPT_POINTS struct opt_i64
#define API_TYPE_TIME       i64
#define API_TYPE_OPT_TIME   struct opt_i64
#define API_TYPE_BOOL       bool
#define API_TYPE_VALUE      const struct value *

/* The member's type is part of the check, as in web/form.h. An id is API(INT, struct unit, id.v, "id"). */
#define API(kind_, type, member, name_, ...)                                                     \
	{                                                                                        \
		.name = (name_), .kind = API_##kind_,                                            \
		.offset = offsetof(type, member) +                                               \
			  0 * sizeof(char[_Generic(((type *)0)->member, API_TYPE_##kind_ : 1)]), \
		__VA_ARGS__                                                                      \
	}
#define API_ENUM(type, member, name_, word_, n_)                                                        \
	{                                                                                               \
		.name = (name_), .kind = API_WORD, .offset = offsetof(type, member), .word = (word_),   \
		.n_words = (int)(n_) + 0 * (int)sizeof(char[sizeof((type *)0)->member == sizeof(int)]), \
	}
#define API_LIST(type, member, name_, def_)                                                              \
	{                                                                                                \
		.name = (name_), .kind = API_MANY, .of = (def_),                                         \
		.offset =                                                                                \
		    offsetof(type, member) + 0 * sizeof(((type *)0)->member.at + ((type *)0)->member.n), \
	}
#define API_INSIDE(type, member, name_, def_)                                                    \
	{                                                                                        \
		.name = (name_), .kind = API_ONE, .of = (def_), .offset = offsetof(type, member) \
	}
#define API_DEF(code_, type, table)                                                                 \
	{                                                                                           \
		.code = (code_), .members = (table), .n_members = sizeof(table) / sizeof(table)[0], \
		.size = sizeof(type)                                                                \
	}

/* static const char *NAME(int): the code of an enum's value. */
#define API_WORDS(name, fn, type)      \
	static const char *name(int v) \
	{                              \
		return fn((type)v);    \
	}

/* The struct at `at` as a map; every member is there, what is not known is null. */
struct value *api_value(struct arena *a, const struct api_def *def, const void *at);

/* ---- what is sent ---- */

/* A JSON object as the pairs of a form. Numbers may be JSON numbers or text as officials type it, a yes or no is true or
 * false, a keyed field is an object of its keys (a list of keys where each is a yes), null is a field left empty.
 * TD_INVALID, with http 400 in *status: no JSON object, broken UTF-8, a key twice, too deep or too many; with 422: names
 * that the form does not have and values of another kind, all of them in e. */
MUST_CHECK td_rc api_form_read(struct arena *a, const struct form_def *def, str json, struct form *f,
			       struct err *e, int *status);

/* Names of parts that the form does not have: TD_INVALID, each in e. */
MUST_CHECK td_rc api_form_known(struct arena *a, const struct form_def *def, const struct form *f,
				struct err *e);

/* ---- the table ---- */

struct api_line {
	enum http_method method;
	const char *path;  /* "/api/v1/…", with the names of the page's path */
	const char *page;  /* the page's path */
	const char *tells; /* Vietnamese source text: what it does */
	const struct api_def *gives;
	td_rc (*read)(struct req *r, void *out); /* out: a zeroed struct of `gives` */
	const char *query; /* names of the query string, with blanks between; NULL: none */
	bool creates;
	bool file; /* a POST that answers with the page's own bytes */
};
extern const struct api_line api_lines[];
extern const size_t n_api_lines;

/* A line of the route table for each line of the API: like the page's, with the API's path. *out holds n_api_lines.
 * Lines whose page is missing have no handler: router_check() tells. */
void api_routes(const struct route *pages, size_t n_pages, struct route *out);

/* ---- answers ---- */

/* What a write answers with: where its result is read, for people and for programs, and the edition it has now. */
str api_done(struct req *r);

/* An error with everything that was wrong; where somebody else saved first, with what was sent and what stands now. */
str api_error(struct req *r, int status, str text);

/* After a command of a program, in the same transaction (or, refused as stale, in a read): r->stands becomes what the
 * page it would show again holds, as far as the token may read it. */
MUST_CHECK td_rc api_look_again(struct req *r, bool refused);

/* ---- paging ---- */

enum { API_PAGE = 50, API_PAGE_MAX = 200 };

/* ?limit= (1 to 200, otherwise 50). */
i64 api_limit(const struct req *r);
/* A whole number of the query string, 0 if there is none. */
i64 api_number(const struct req *r, const char *name);

/* ---- the description ---- */

/* OpenAPI 3.1, from the tables. */
str api_openapi(struct arena *a);

/* GET /api/v1/openapi.json */
td_rc api_openapi_get(struct req *r);

#endif
