/* An earlier year from the officials' own sheet, on both engines: read with its faults, taken closed, ranked and marked. */
#include "jobs/act_history.h"
#include "store/store_ranking.h"
#include "tests/lib/fixture.h"

#define TX(name) static td_rc name(struct tx *t, void *ctx)

struct place {
	struct fixture_year y;
	struct history_wish wish;
	struct history_plan plan;
	cluster_year_id id;
	struct cluster_year year;
	ranking_row_list rows;
	unit_year_list years;
	scorecard_list cards;
};

TX(read)
{
	struct place *p = ctx;
	return history_read(t, &p->wish, &p->plan);
}

TX(take)
{
	struct place *p = ctx;
	td_rc rc = history_read(t, &p->wish, &p->plan);
	return rc == TD_OK ? act_history_take(t, &p->plan, &p->id) : rc;
}

TX(look)
{
	struct place *p = ctx;
	struct ranking r;
	p->rows = (ranking_row_list){0};
	td_rc rc = store_cluster_year_find(t, S("10"), p->wish.year, &p->year);
	if (rc == TD_OK)
		rc = store_ranking_latest(t, p->year.id, &r);
	if (rc == TD_OK)
		rc = store_ranking_rows(t, r.id, &p->rows);
	p->cards = (scorecard_list){0};
	if (rc == TD_OK)
		rc = store_scorecard_list(t, p->year.id, &p->cards);
	return rc == TD_OK ? store_unit_years(t, p->y.units[0].id, &p->years) : rc;
}

static void begin(struct fixture *f, struct place *p, enum history_kind kind, i64 year, const char *bytes)
{
	if (p->y.year.id.v == 0)
		CHECK_INT(fixture_year(f, &p->y), TD_OK);
	f->actor = (struct actor){p->y.user.id.v, S("Nguyễn Văn A")};
	p->wish = (struct history_wish){.kind = kind,
					.cluster = p->y.cluster,
					.year = year,
					.file_name = S("nam.csv"),
					.bytes = str_c(bytes)};
}

CASE_DB(totals_become_a_closed_year_with_its_ranking)
{
	struct place p = {0};
	begin(f, &p, HISTORY_TOTALS, 2018,
	      "BẢNG TỔNG HỢP;;\nĐơn vị;Tổng điểm;Xếp hạng\na;97;3\nb;98,5;1\nĐơn vị đã giải thể;97,25;2\n");
	CHECK_INT(fixture_read(f, read, &p), TD_OK);
	CHECK_INT(p.plan.faults.n, 0);
	CHECK_INT(p.plan.notes.n, 0);
	CHECK_INT(p.plan.lines.n, 3);
	CHECK_INT(fixture_write(f, take, &p), TD_OK);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK_STR(p.year.step, "closed");
	CHECK_STR(p.year.origin, "nam.csv");
	CHECK(p.year.revealed_at_ms.set);
	CHECK_INT(p.rows.n, 3);
	CHECK_INT(p.cards.n, 3);
	for (size_t i = 0; i < p.cards.n; i++)
		CHECK_INT(p.cards.at[i].state, CARD_SEALED);
	CHECK_STR(p.rows.at[0].unit_code, "b");
	CHECK_INT(p.rows.at[0].total_c, 9850);
	/* the unit's own history tells its rank */
	CHECK_INT(p.years.n, 2);
	CHECK_INT(p.years.at[0].rank.set, false);
	CHECK_INT(p.years.at[1].rank.v, 3);
	CHECK_INT(p.years.at[1].n_ranked, 3);
	CHECK_INT(fixture_write(f, take, &p), TD_CONFLICT); /* the year is there */
}

CASE_DB(totals_are_read_with_their_faults)
{
	struct place p = {0};
	begin(f, &p, HISTORY_TOTALS, 2017, "Đơn vị;Tổng điểm;Hạng\na;chín;1\na;90;1\nb;;3\nc;91;3\n");
	CHECK_INT(fixture_read(f, read, &p), TD_OK);
	CHECK_INT(p.plan.faults.n, 3);
	CHECK_INT(fixture_write(f, take, &p), TD_CONFLICT);
	begin(f, &p, HISTORY_TOTALS, 2999, "Đơn vị;Tổng điểm;Hạng\na;90;1\nb;91;2\n");
	CHECK_INT(fixture_read(f, read, &p), TD_OK);
	CHECK_INT(p.plan.faults.n, 1); /* not over yet */
	CHECK_INT(p.plan.notes.n, 2);  /* ranks that do not follow from the totals */
}

CASE_DB(points_by_criterion_take_the_table_of_the_nearest_year)
{
	struct place p = {0};
	begin(f, &p, HISTORY_CRITERIA, 2018, "Đơn vị;I.1;I.2\na;38;19\nb;39,5;20\n");
	CHECK_INT(fixture_read(f, read, &p), TD_OK);
	CHECK_INT(p.plan.faults.n, 2); /* II of both */
	CHECK_INT(fixture_write(f, take, &p), TD_CONFLICT);
}
