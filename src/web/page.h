/* What the pages share: the frame (title, menu, trail), small parts of models, words of states. Every handler begins
 * with page_begin(), fills its model and gives it r->page last. */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "domain/score.h"
#include "domain/scorecard.h"
#include "jobs/act.h"
#include "store/store_org.h"
#include "web/req.h"

/* A state shown by word, icon and colour. css: "ok", "warn", "bad", "info" or empty. */
struct page_tag {
	str css, icon, text;
};

struct page_link {
	str href, text;
};

struct page_option {
	str value, text;
	bool selected;
};

/* One step of the year's stepper. */
struct page_step {
	str css, code, name, due_on; /* due_on may be NULL */
	bool done, current;
};

typedef VEC(struct page_link) page_link_list;
typedef VEC(struct page_option) page_option_list;
typedef VEC(struct page_step) page_step_list;

/* A source text in the language of the request. */
static inline str page_tr(const struct req *r, const char *vi)
{
	return str_c(req_tr(r, vi));
}

/* A state with its word (source text, translated here). */
struct page_tag page_tag(const struct req *r, const char *css, const char *icon, const char *vi);
struct page_tag page_card_tag(const struct req *r, enum scorecard_state s);

/* How far a day is off, counted between midnights in Viet Nam: "còn 3 ngày", "quá hạn 1 ngày"; empty or unreadable: no
 * day is set. */
struct page_tag page_due_tag(const struct req *r, str due_on);

/* Sets title, menu and trail of a page; current is the last part of its address, as the menu knows it ("bang-diem").
 * What went wrong before an `again` handler runs is taken over from r->e. */
MUST_CHECK td_rc page_begin(struct req *r, str title, const char *current);

/* Are the page's tables wanted as a workbook (?xlsx=1)? */
bool page_is_workbook(const struct req *r);
/* How many rows a paged list shows at a time: per_page, or for a workbook, which begins at the first, all it takes. */
i64 page_rows(const struct req *r, i64 per_page);
/* A workbook holds all of a list or none: TD_INVALID, with a sentence, when it has more rows than that. */
MUST_CHECK td_rc page_rows_fit(struct req *r, i64 n_all);

/* Puts a step before the last one of the trail. */
void page_crumb(struct req *r, str href, str text);

/* "/cum/10/2026" of the year in the address. */
str page_base(const struct req *r);
/* "https://thidua.example.vn" as this request came. */
str page_site(const struct req *r);

/* Whether the user has a permission in the year of the address, whatever unit the address names. */
bool page_may(const struct req *r, enum permission p);

/* Whether he has it for the whole site. */
bool page_may_system(const struct req *r, enum permission p);

/* The user's own unit among the members of the year; {0} when he has none. */
unit_id page_own_unit(const struct req *r);

/* Whose rows a list shows: of the unit in the address, else of every unit ({0}) for who sees the board, else of the reader's
 * own. False: nobody's. */
bool page_rows_of(const struct req *r, unit_id *only);

/* The same two for another place than that of the address. */
bool page_may_at(const struct req *r, enum permission p, const struct authz_place *at);
unit_id page_unit_at(const struct req *r, const struct authz_place *at);
/* Is the user one of the unit's own people? Who is does not appraise its dossier (T34). */
bool page_belongs_to(const struct req *r, unit_id unit);

/* The stepper of the year: used steps in order, with their due days. */
MUST_CHECK td_rc page_steps(struct req *r, page_step_list *out, enum season_state *now);

/* The stage of ?gd=…, else the given one. */
enum score_stage page_stage(const struct req *r, enum score_stage otherwise);

/* The stage whose figures stand now: final once frozen, verified from the verification on, else self. */
enum score_stage page_standing_stage(enum season_state season);

/* A day typed by a person or read from the database as dd/mm/yyyy; what cannot be read comes back as it is. */
str page_day(struct arena *a, str iso);

/* The bytes of an upload, on the request's arena. */
MUST_CHECK td_rc page_read_upload(struct req *r, const struct form_file *f, str *out);

/* An upload into the database, piece by piece; the media type follows from its name. TD_LIMIT above the site's setting
 * upload.max_mib, where = the field's name. */
MUST_CHECK td_rc page_keep_upload(struct req *r, struct tx *t, const struct form_file *f, str where,
				  file_id *out);

/* Answers with a stored file, fetched from the database while it is sent. */
MUST_CHECK td_rc page_send_file(struct req *r, file_id id, str name);

/* "1,2 MB" of bytes. */
str page_size(struct arena *a, i64 bytes);

#endif
