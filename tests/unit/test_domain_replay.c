/* Last year's figures on another table, by hand. Amounts are hundredths. */
#include "domain/replay.h"
#include "test_domain_fix.h"

static struct replay replayed(struct fix *f, const struct scheme *s)
{
	struct replay p;
	struct err e = err_new(f->a, LANG_VI);
	CHECK_INT(replay_run(f->a, &f->s, &f->in, s, &e, &p), TD_OK);
	return p;
}

/* Three units: the first leads in 1, the second in 2; 3 is the same for all. */
static void last_year(struct fix *f)
{
	u32 a = fix_add(f, 0, CRIT_MANUAL, "1", 1000), b = fix_add(f, 0, CRIT_MANUAL, "2", 1000),
	    c = fix_add(f, 0, CRIT_BOOL, "3", 500);
	static const i64 in[3][2] = {{1000, 500}, {400, 1000}, {300, 300}};
	for (u32 u = 0; u < 3; u++) {
		fix_set(f, a, u, in[u][0]);
		fix_set(f, b, u, in[u][1]);
		fix_set(f, c, u, 1);
	}
	fix_run(f);
}

FIX_CASE(the_same_table_gives_the_same_result_and_flat_items, 3)
{
	last_year(f);
	struct replay p = replayed(f, &f->s);
	for (u32 u = 0; u < 3; u++) {
		CHECK_INT(p.result.total_c[u], f->r.total_c[u]);
		CHECK_INT(p.result.rank[u], f->r.rank[u]);
	}
	CHECK_INT(p.items.n, 3);
	CHECK_INT(p.n_left_out, 0);
	CHECK(!p.items.at[0].flat && p.items.at[0].decides);
	CHECK(p.items.at[2].flat && !p.items.at[2].decides);
	CHECK(p.items.at[0].how == REPLAY_SAME);
}

FIX_CASE(items_that_order_the_units_alike_overlap, 3)
{
	static const i64 in[3][4] = {{1000, 500, 900, 30}, {400, 500, 100, 20}, {400, 500, 100, 10}};
	for (u32 k = 0; k < 4; k++)
		fix_add(f, 0, CRIT_MANUAL, (const char *[]){"1", "2", "3", "4"}[k], 1000);
	for (u32 u = 0; u < 3; u++)
		for (u32 k = 0; k < 4; k++)
			fix_set(f, k + 1, u, in[u][k]);
	fix_run(f);
	struct replay p = replayed(f, &f->s);
	CHECK_INT(p.items.at[0].like, 0);
	CHECK_INT(p.items.at[1].like, 0); /* flat says it already */
	CHECK_INT(p.items.at[2].like, 1); /* first, then two alike: as 1 */
	CHECK_INT(p.items.at[3].like, 0); /* tells 2 and 3 apart */
}

FIX_CASE(other_points_move_ranks_and_new_items_are_named, 3)
{
	struct scheme s;
	struct criterion more = {
	    .kind = CRIT_MANUAL, .code = S("4"), .name = S("Tiêu chí mới"), .max_c = 500};
	last_year(f);
	scheme_edit_copy(f->a, &f->s, &s);
	s.nodes[1].max_c = 500;        /* 1 counts half */
	s.nodes[3].kind = CRIT_MANUAL; /* 3 is judged now */
	CHECK_INT(scheme_edit_add(f->a, &s, 0, &more, &f->e), TD_OK);
	s.max_c = s.nodes[0].max_c = 2500;
	s.na = NA_RESCALE_NONE;
	CHECK_INT(scheme_check(&s, &f->e), TD_OK);
	struct replay p = replayed(f, &s);
	CHECK_INT(p.n_left_out, 2);
	CHECK(p.items.at[0].how == REPLAY_SCALED);
	CHECK(p.items.at[2].how == REPLAY_OTHER);
	CHECK(p.items.at[3].how == REPLAY_NEW && p.items.at[3].was < 0);
	CHECK_INT(f->r.rank[0], 1);
	CHECK_INT(p.result.rank[0], 2); /* 5 + 5 against 2 + 10 */
	CHECK_INT(p.result.rank[1], 1);
	CHECK_INT(p.result.total_c[0], 1000);
}

FIX_CASE(a_draft_is_edited_as_a_tree, 1)
{
	struct scheme s;
	scheme_edit_blank(f->a, S("t"), S("Bảng"), &s);
	struct criterion g = {.kind = CRIT_GROUP, .code = S("A"), .name = S("Nhóm A")},
			 h = {.kind = CRIT_GROUP, .code = S("B"), .name = S("Nhóm B")},
			 x = {.kind = CRIT_MANUAL, .code = S("a1"), .name = S("Một"), .max_c = 100};
	CHECK_INT(scheme_edit_add(f->a, &s, 0, &g, &f->e), TD_OK);
	CHECK_INT(scheme_edit_add(f->a, &s, 0, &h, &f->e), TD_OK);
	CHECK_INT(scheme_edit_add(f->a, &s, 1, &x, &f->e), TD_OK);
	x.code = S("a2");
	CHECK_INT(scheme_edit_add(f->a, &s, 1, &x, &f->e), TD_OK);
	CHECK_INT(scheme_edit_add(f->a, &s, 2, &x, &f->e), TD_CONFLICT); /* no group */
	CHECK_INT(s.n_nodes, 5);
	CHECK_STR(s.nodes[2].code, "a1");
	CHECK_INT(scheme_edit_sum(&s, 1), 200);
	scheme_edit_shift(f->a, &s, 3, -1);
	CHECK_STR(s.nodes[2].code, "a2");
	scheme_edit_shift(f->a, &s, 1, 1); /* the whole group goes behind B */
	CHECK_STR(s.nodes[1].code, "B");
	CHECK_STR(s.nodes[3].code, "a2");
	CHECK_INT(scheme_edit_under(f->a, &s, 2, 2, &f->e), TD_CONFLICT); /* not below itself */
	CHECK_INT(scheme_edit_under(f->a, &s, 2, 1, &f->e), TD_OK);
	CHECK_INT(s.nodes[2].depth, 2);
	CHECK_INT(s.nodes[4].depth, 3);
	scheme_edit_number(f->a, &s);
	CHECK_STR(s.nodes[4].code, "I.1.2");
	s.ties = NEW(f->a, struct tie_rule);
	s.n_ties = 1;
	s.ties[0] = (struct tie_rule){.kind = TIE_NODE, .node = 4, .text = S("mục I.1.2")};
	CHECK_INT(scheme_edit_remove(f->a, &s, 2, &f->e), TD_CONFLICT);
	scheme_edit_shift(f->a, &s, 4, -1);
	CHECK_INT(s.ties[0].node, 3); /* the rule follows its item */
	s.n_ties = 0;
	u32 node = 3;
	struct scheme_profile p = {S("dn"), S("Doanh nghiệp"), S("không có"), &node, 1};
	s.profiles = &p;
	s.n_profiles = 1;
	CHECK_INT(scheme_edit_remove(f->a, &s, 2, &f->e), TD_CONFLICT);
	scheme_edit_shift(f->a, &s, 3, 1);
	CHECK_INT(node, 4); /* the profile too */
	struct scheme copy;
	scheme_change_list changes;
	scheme_edit_copy(f->a, &s, &copy);
	scheme_compare(f->a, &s, &copy, &changes);
	CHECK_INT(changes.n, 0);
	copy.profiles[0].nodes[0] = 3;
	CHECK_INT(node, 4); /* the copy has its own */
	scheme_compare(f->a, &s, &copy, &changes);
	CHECK_INT(changes.n, 1);
	CHECK_INT(changes.at[0].kind, CHANGE_PROFILES);
	s.n_profiles = 0;
	CHECK_INT(scheme_edit_remove(f->a, &s, 2, &f->e), TD_OK);
	CHECK_INT(s.n_nodes, 2);
}

FIX_CASE(versions_differ_in_what_was_added_removed_and_changed, 3)
{
	struct scheme s;
	scheme_change_list list;
	struct criterion more = {.kind = CRIT_MANUAL, .code = S("9"), .name = S("Mới"), .max_c = 100};
	last_year(f);
	scheme_edit_copy(f->a, &f->s, &s);
	s.nodes[1].max_c = 900;
	s.nodes[2].evidence_required = true;
	CHECK_INT(scheme_edit_remove(f->a, &s, 3, &f->e), TD_OK);
	CHECK_INT(scheme_edit_add(f->a, &s, 0, &more, &f->e), TD_OK);
	scheme_compare(f->a, &f->s, &s, &list);
	CHECK_INT(list.n, 4);
	CHECK_INT(list.at[0].kind, CHANGE_POINTS);
	CHECK_INT(list.at[1].kind, CHANGE_RULE);
	CHECK_INT(list.at[2].kind, CHANGE_ADDED);
	CHECK_INT(list.at[3].kind, CHANGE_REMOVED);
	CHECK_INT(list.at[3].before, 3);
	scheme_compare(f->a, &s, &s, &list);
	CHECK_INT(list.n, 0);
}
