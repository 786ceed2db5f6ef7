/* The scoring grid: one row per cell to fill in, the same whether the page shows one unit's criteria (the sheet) or
 * one criterion of all units (by item). views/grid.html draws it, assets/grid.js adds keys, autosave, undo and paste,
 * and every row names the address that saves its cell alone (page_cell.h). */
#ifndef WEB_GRID_H
#define WEB_GRID_H

#include "store/store_score.h"
#include "store/store_year.h"
#include "web/page_item.h"

struct grid_choice {
	str value, text;
	i64 points_c;
	bool selected;
};

/* One cell with what stands around it. */
struct grid_row {
	bool heading; /* a group inside a group: only code and name are shown */
	str key; /* in the names of its inputs, score[key]: the criterion, or the unit where a page is by item */
	str code;     /* of the criterion */
	str save;     /* address that saves this cell alone */
	str evidence; /* address of the unit's evidence */
	str explain;  /* address of the derivation */
	str name, note, owner, kind, role;
	i64 max_c, each_c, against_c, min_c, cap_pct_c, target_c, points_c, self_c;
	i64 was; /* rev of the entry that is shown, 0 for none */
	bool shows_max, shows_points, has_self, label_a_shown, na, needs_evidence;
	bool locked; /* the unit's profile leaves it out: nothing to type */
	bool own;    /* counts for completeness: not a knock-out, not another department's, not the peers' */
	bool filled; /* has a value or does not apply */
	str label_a, label_b, a, b, shown, reason, error, saved;
	str unsaved; /* typed, refused and no longer to be typed: shown so that it is not lost */
	str self;    /* what the unit itself entered, for the verifier */
	struct page_tag tag;
	VEC(struct grid_choice) options;
	page_file_list files;
};
typedef VEC(struct grid_row) grid_row_list;

struct grid_group {
	u32 ix, n_filled, n_own;
	str code, name;
	i64 max_c, points_c;
	bool shows_points;
	grid_row_list rows;
};

/* The model of views/grid.html. */
struct grid {
	bool editable, verifying, may_evidence, by_item;
	str script, stage_code, first_head; /* first_head: of the sticky column */
	u32 n_filled, n_own;
	VEC(struct grid_group) groups;
};

/* What rows are made from. entries, docs and links may hold one unit or all. */
struct grid_source {
	struct req *r;
	const struct scored_year *now;  /* as of stage */
	const struct scored_year *self; /* of the self-score, or NULL */
	const score_entry_list *entries;
	const evidence_list *docs;
	const evidence_link_list *links;
	const target_list *targets;
	enum score_stage stage;
	bool editable, verifying, by_item;
	str proof_due; /* page_proof_due() */
};

/* Fills the row of one cell: unit is its index in now->members, node in now->scheme->nodes. What was typed (r->form)
 * wins over what is stored, faults of r->e with where = the row's key stand in it. */
void grid_fill(const struct grid_source *g, u32 unit, u32 node, struct grid_row *row);

/* Counts the row for its group and the grid. */
void grid_count(struct grid *grid, struct grid_group *group, const struct grid_row *row);

/* A new group at the end. */
struct grid_group *grid_group_add(struct arena *a, struct grid *grid, str code, str name, i64 max_c);

/* Faults of acts name the key of a row; the summary of the page then links to its input. */
void grid_link_errors(struct req *r, const struct grid *grid);

#endif
