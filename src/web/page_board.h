/* The scoreboard of a cluster's year (bảng điểm): progress, ranking, structure of the points, what is left to do. */
#ifndef WEB_PAGE_BOARD_H
#define WEB_PAGE_BOARD_H

#include "web/page.h"
#include "web/svg.h"

struct board_group {
	str code, name, head; /* head: the name where it is short, else the code */
	i64 max_c, colour;
};
struct board_cell {
	str code;
	i64 points_c;
};
struct board_row {
	str code, name, rank_css;
	u32 rank;
	bool mine, has_diff;
	i64 total_c, bonus_c, diff_c, bar;
	struct page_tag tag;
	VEC(struct board_cell) cells;
};
struct board_todo {
	str href, subject, text;
};

struct board_vm {
	struct page page;
	str base, cluster_name, stage_name, stage_code, scale_note, empty_text;
	i64 year, changed_at;
	u32 n_units, n_submitted, n_verified;
	bool has_points, may_export, may_paper, may_import;
	i64 mean_c, best_c, lowest_c, bar_max;
	str step_name, due_on;
	bool has_due, overdue, long_ago; /* long ago: more than a year, the days tell nothing */
	i64 days;
	page_step_list steps;
	VEC(struct board_group) groups, legend;
	VEC(struct board_row) rows;
	VEC(struct board_todo) todo;
	VEC(struct err_item) faults;
	struct svg_chart chart, narrow;
};

td_rc page_board(struct req *r); /* GET …/bang-diem */

/* "first", "second", "third" for the first three ranks, else empty. */
str page_board_medal(u32 rank);

#endif
