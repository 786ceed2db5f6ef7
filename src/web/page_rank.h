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
struct rank_na_item {
	str code, reason;
};
struct rank_na {
	str name;
	VEC(struct rank_na_item) items;
	i64 raw_c, total_c;
	u32 rank, plain_rank; /* plain: were nothing rescaled */
};
struct rank_text {
	str text;
};
struct rank_version {
	i64 version, at_ms;
	str who, reason, state;
};
struct ranking_vm {
	struct page page;
	str base, cluster_name, own_name;
	i64 year;
	u32 n_units, own_rank;
	bool has_own, rescaled, may_export, may_freeze, word_error;
	bool may_adopt, may_reveal, to_public, may_correct, may_order;
	i64 rev, version; /* of the standing ranking; version 0: none */
	struct page_link next;
	str reason, order, points;
	page_option_list tied, units, criteria;
	VEC(struct rank_version) versions;
	i64 own_total_c, own_vs_mean_c, own_vs_best_c, mean_c, best_c;
	struct page_tag state;
	VEC(struct ranking_line) rows;
	VEC(struct tie_rule) ties;
	VEC(struct scheme_class) classes;
	VEC(struct rank_text) blockers, gaps;
	bool may_discuss;
	VEC(struct rank_na) nas;
};

td_rc page_ranking(struct req *r);        /* GET …/xep-hang */
td_rc page_ranking_freeze(struct req *r); /* POST: freezes when the word was typed */
td_rc page_ranking_adopt(struct req *r);  /* POST …/thong-qua: the meeting adopts the standing version */
td_rc page_ranking_reveal(
    struct req *r); /* POST …/cong-bo: to members, then to everybody; the word is typed */
td_rc page_ranking_order(struct req *r); /* POST …/thu-tu: the chair's order of tied units */
td_rc page_ranking_correct(
    struct req *r); /* POST …/dinh-chinh: one figure and a new version (decisions 19) */
extern const struct form_def page_ranking_form, page_adopt_form, page_reveal_form, page_order_form,
    page_correct_form;

#endif
