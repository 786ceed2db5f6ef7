/* The ranking (xếp hạng): totals, ties and their rule, classes, knock-outs, the own result, freezing. */
#ifndef WEB_PAGE_RANK_H
#define WEB_PAGE_RANK_H

#include "domain/scheme.h"
#include "web/page.h"

struct ranking_line {
	str code, name, rank_css, class_name, tie_text;
	u32 rank, n_empty;
	bool mine, excluded;
	i64 total_c, raw_c, max_c;
};
struct rank_text {
	str text;
};
struct ranking_vm {
	struct page page;
	str base, cluster_name, own_name;
	i64 year;
	u32 n_units, own_rank;
	bool has_own, rescaled, may_export, may_freeze, word_error;
	i64 own_total_c, own_vs_mean_c, own_vs_best_c, mean_c, best_c;
	struct page_tag state;
	VEC(struct ranking_line) rows;
	VEC(struct tie_rule) ties;
	VEC(struct scheme_class) classes;
	VEC(struct rank_text) blockers;
};

td_rc page_ranking(struct req *r);        /* GET …/xep-hang */
td_rc page_ranking_freeze(struct req *r); /* POST: freezes when the word was typed */
extern const struct form_def page_ranking_form;

#endif
