#include "domain/lineage.h"
#include "tests/lib/arena_case.h"

ARENA_CASE(codes_are_made_of_names)
{
	CHECK_STR(org_code(a, S("Cục Thuế tỉnh Đắk Lắk")), "cuc-thue-tinh-dak-lak");
	CHECK_STR(org_code(a, S("  BHXH  (số 2) ")), "bhxh-so-2");
	CHECK_STR(org_code(a, S("…")), "");
	CHECK(org_code_ok(S("cuc-thue.2")));
	CHECK(!org_code_ok(S("")));
	CHECK(!org_code_ok(S("Cuc")));
	CHECK(!org_code_ok(S("cuc thue")));
	CHECK(!org_code_ok(S("-cuc")));
	CHECK(!org_code_ok(S("cuc.")));
}

CASE(levels_are_read_back)
{
	enum council_level l;
	for (int i = 0; i < COUNCIL__N; i++) {
		CHECK(council_level_parse(str_c(council_level_code((enum council_level)i)), &l) == TD_OK);
		CHECK_INT(l, i);
		CHECK(council_level_name(l)[0] != 0);
	}
	CHECK_INT(council_level_parse(S("x"), &l), TD_INVALID);
	for (int i = 0; i < CLUSTER__N; i++)
		CHECK(cluster_kind_head((enum cluster_kind)i)[0] &&
		      cluster_kind_deputy((enum cluster_kind)i)[0]);
}

static struct office_term term(enum office office, i64 unit, str from, str to)
{
	return (struct office_term){.office = office, .unit = {unit}, .from_on = from, .to_on = to};
}

CASE(a_term_is_later_held_or_over)
{
	struct office_term o = term(OFFICE_HEAD, 1, S("2026-01-01"), S("2026-12-31"));
	CHECK_INT(office_term_state(&o, S("2025-12-31")), TERM_LATER);
	CHECK_INT(office_term_state(&o, S("2026-01-01")), TERM_HELD);
	CHECK_INT(office_term_state(&o, S("2026-12-31")), TERM_HELD);
	CHECK_INT(office_term_state(&o, S("2027-01-01")), TERM_OVER);
	o.to_on = STR_NULL;
	CHECK_INT(office_term_state(&o, S("2030-01-01")), TERM_HELD);
}

CASE(one_unit_heads_at_a_time)
{
	struct office_term held[] = {
	    term(OFFICE_HEAD, 1, S("2026-01-01"), S("2026-06-30")),
	    term(OFFICE_DEPUTY, 2, S("2026-01-01"), STR_NULL),
	};
	struct office_term next = term(OFFICE_HEAD, 3, S("2026-07-01"), STR_NULL);
	CHECK(office_term_free(held, 2, &next));
	next.from_on = S("2026-06-30");
	CHECK(!office_term_free(held, 2, &next));
	struct office_term second = term(OFFICE_DEPUTY, 3, S("2026-03-01"), S("2026-04-01"));
	CHECK(office_term_free(held, 2, &second));
	second.unit.v = 2;
	CHECK(!office_term_free(held, 2, &second));
	second.to_on = S("2025-12-31"), second.from_on = S("2025-01-01");
	CHECK(office_term_free(held, 2, &second));
}

/* ---- lineage ---- */

static struct unit_change *change(struct arena *a, unit_change_list *all, enum unit_change_kind kind, str on)
{
	struct unit_change *c = &VEC_PUSH(a, all);
	*c = (struct unit_change){.kind = kind, .effective_on = on};
	return c;
}

static void part(struct arena *a, struct unit_change *c, bool after, i64 unit, str name, bool continues)
{
	VEC_PUSH(a, &c->parts) =
	    (struct unit_change_part){.after = after, .unit = {unit}, .name = name, .continues = continues};
}

static bool in_line(const unit_id_list *l, i64 unit)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->at[i].v == unit)
			return true;
	return false;
}

/* 1 and 2 merge into 3 (1 continues); 3 splits into 4 (continues) and 5; 4 is renamed. */
ARENA_CASE(history_follows_what_continues)
{
	unit_change_list all = {0};
	unit_id_list line = {0};
	struct unit_change *c = change(a, &all, CHANGE_MERGE, S("2024-07-01"));
	part(a, c, false, 1, S("Chi cục A"), true);
	part(a, c, false, 2, S("Chi cục B"), false);
	part(a, c, true, 3, S("Chi cục C"), true);
	c = change(a, &all, CHANGE_SPLIT, S("2025-03-01"));
	part(a, c, false, 3, S("Chi cục C"), true);
	part(a, c, true, 4, S("Chi cục D"), true);
	part(a, c, true, 5, S("Chi cục E"), false);
	c = change(a, &all, CHANGE_RENAME, S("2026-01-01"));
	part(a, c, false, 4, S("Chi cục D"), true);
	part(a, c, true, 4, S("Thuế cơ sở 4"), true);
	lineage_of(a, &all, (unit_id){4}, &line);
	CHECK_INT(line.n, 3);
	CHECK(in_line(&line, 4) && in_line(&line, 3) && in_line(&line, 1));
	lineage_of(a, &all, (unit_id){5}, &line);
	CHECK_INT(line.n, 1);
	lineage_of(a, &all, (unit_id){2}, &line);
	CHECK_INT(line.n, 1);
	CHECK_STR(lineage_name_on(&all, (unit_id){4}, S("2025-12-31"), S("Thuế cơ sở 4")), "Chi cục D");
	CHECK_STR(lineage_name_on(&all, (unit_id){4}, S("2026-01-01"), S("Thuế cơ sở 4")), "Thuế cơ sở 4");
}

CASE(kinds_of_change_are_read_back)
{
	enum unit_change_kind k;
	for (int i = 0; i < CHANGE__N; i++) {
		CHECK(unit_change_parse(str_c(unit_change_code((enum unit_change_kind)i)), &k) == TD_OK);
		CHECK_INT(k, i);
		CHECK(unit_change_name(k)[0] != 0);
	}
	CHECK_INT(unit_change_parse(S(""), &k), TD_INVALID);
}
