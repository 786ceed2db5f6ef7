/* One item of a card as a field of a plain form, and as words: for the pages where somebody else than the unit scores. */
#ifndef WEB_PAGE_ITEM_H
#define WEB_PAGE_ITEM_H

#include "domain/score.h"
#include "jobs/act_score.h"
#include "web/page.h"
#include "web/page_trust.h"

/* What is asked for: a choice, or one or two numbers. key ends the names of the fields: score[key], second[key]. */
struct page_item {
	str key, label_a, label_b, a, b;
	page_option_list options; /* not empty: a choice */
	bool invalid;
};

/* A value as fields hold it. */
struct page_value {
	enum cell_state state;
	struct opt_i64 a_c, b_c;
};

/* The fields of an item: what was typed, else the value (state empty: nothing yet). */
void page_item_put(const struct req *r, const struct criterion *c, str key, struct page_value v,
		   struct page_item *out);

/* "8,5", "80 / 100", a level's label, "không áp dụng", "–". */
str page_item_text(const struct req *r, const struct criterion *c, struct page_value v);

/* The text sent under a key; STR_NULL when the form had no such field. */
str page_item_sent(const struct form_texts *t, str key);

/* Reads an item back into a cell (state, a, b); an empty field is CELL_EMPTY. TD_INVALID with where = the code. */
MUST_CHECK td_rc page_item_read(struct err *e, const struct criterion *c, str a, str b,
				struct act_cell *cell);

/* A document as a link, with what was found of its signatures. */
struct page_file {
	str href, text; /* href empty: it has no file */
	struct sign_mark mark;
};
typedef VEC(struct page_file) page_file_list;

/* Evidence of one unit, or of all, and where it is opened: files/ID, papers/ID (the document with its verdict). */
struct page_proof {
	const evidence_list *docs;
	const evidence_link_list *links;
	str files, papers, due_on;
};

struct page_file page_item_file(struct req *r, const struct page_proof *p, const struct evidence *v,
				str text);

/* Evidence of a criterion. */
void page_item_files(struct req *r, const struct page_proof *p, criterion_id c, page_file_list *out);

/* The day until which evidence of the year is brought in, YYYY-MM-DD: that of the self-score. */
MUST_CHECK td_rc page_proof_due(struct req *r, str *out);

#endif
