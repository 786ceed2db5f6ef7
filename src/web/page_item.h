/* One item of a card as a field of a plain form, and as words: for the pages where somebody else than the unit scores. */
#ifndef WEB_PAGE_ITEM_H
#define WEB_PAGE_ITEM_H

#include "domain/score.h"
#include "jobs/act_score.h"
#include "web/page.h"

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

/* Evidence of a criterion as links: base/ID for documents with a file, no address for those without. */
void page_item_files(struct req *r, const evidence_list *docs, const evidence_link_list *links,
		     criterion_id c, str base, page_link_list *out);

#endif
