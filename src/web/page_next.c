#include "web/page_next.h"

#include "jobs/papers.h"
#include "store/store_meeting.h"
#include "store/store_ranking.h"

struct look {
	struct req *r;
	struct act_year y;
	bool revealed, met, counted;
	bool papers[PAPER__N]; /* made of the standing ranking */
	page_next_list *out;
};

static void put(struct look *k, enum permission may, const char *path, const char *title, const char *action)
{
	VEC_PUSH(k->r->a, k->out) = (struct page_next_step){may, path, title, action};
}

static td_rc look_at_papers(struct look *k, cluster_year_id year)
{
	struct ranking standing;
	paper_list list = {0};
	td_rc rc = store_ranking_latest(k->r->tx, year, &standing);
	if (rc == TD_OK)
		rc = store_paper_list(k->r->tx, year, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		enum paper_kind kind;
		const struct paper *p = &list.at[i];
		bool current = !p->replaced_by.set && p->ranking.set && p->ranking.v == standing.id.v;
		if (current && paper_kind_parse(p->kind, &kind) == TD_OK)
			k->papers[kind] = true;
	}
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

static td_rc look_at_meeting(struct look *k, cluster_year_id year)
{
	meeting_list meetings = {0};
	ballot_list ballots = {0};
	td_rc rc = store_meeting_list(k->r->tx, year, &meetings);
	if (rc == TD_OK)
		rc = store_ballot_list(k->r->tx, year, &ballots);
	k->met = meetings.n > 0;
	k->counted = ballots.n > 0;
	k->revealed = k->y.y.revealed_at_ms.set;
	return rc == TD_OK ? look_at_papers(k, year) : rc;
}

static void meeting_steps(struct look *k)
{
	bool papers =
	    k->papers[PAPER_MINUTES] && k->papers[PAPER_SCORE_TABLE] && k->papers[PAPER_REVIEW_REPORT];
	if (!k->y.frozen)
		put(k, PERM_RANKING_FREEZE, "/xep-hang", N_("Kiểm tra và niêm phong xếp hạng"),
		    N_("Mở xếp hạng"));
	else if (!k->y.adopted)
		put(k, PERM_RANKING_FREEZE, "/xep-hang", N_("Ghi nhận hội nghị thông qua xếp hạng"),
		    N_("Thông qua xếp hạng"));
	else if (!k->revealed)
		put(k, PERM_RANKING_FREEZE, "/xep-hang", N_("Công bố kết quả cho các đơn vị thành viên"),
		    N_("Công bố kết quả"));
	if (!k->counted)
		put(k, PERM_POLL_RECORD, "/suy-ton", N_("Ghi kết quả bình xét, suy tôn, bầu cụm trưởng"),
		    N_("Nhập kết quả"));
	if (!k->met)
		put(k, PERM_POLL_RECORD, "/hop", N_("Ghi thông tin hội nghị"), N_("Nhập thông tin hội nghị"));
	if (k->y.frozen && !papers)
		put(k, PERM_PAPER_MAKE, "/van-ban", N_("Lập biên bản, bảng điểm, báo cáo"),
		    N_("Lập văn bản"));
	if (k->y.frozen && papers && !k->papers[PAPER_PROPOSAL])
		put(k, PERM_PAPER_MAKE, "/van-ban", N_("Lập tờ trình gửi Hội đồng"), N_("Lập tờ trình"));
}

/* The forward move, once nothing stands against it. */
static td_rc move_step(struct look *k)
{
	struct season_move moves[SEASON_MOVES_MAX];
	struct season_facts facts;
	struct err no = err_new(k->r->a, k->r->page.lang);
	enum permission may;
	if (season_moves(k->y.off, k->y.season, moves) == 0 || moves[0].needs_reason)
		return TD_OK;
	if (moves[0].to == SEASON_CLOSED) {
		put(k, PERM_YEAR_CLOSE, "/ban-giao", N_("Bàn giao và kết thúc năm"), N_("Bàn giao năm"));
		return TD_OK;
	}
	td_rc rc = act_season_facts(k->r->tx, &k->y, &facts);
	if (rc == TD_OK && season_can(&facts, k->y.season, moves[0].to, STR_NULL, &no) == TD_OK &&
	    authz_permission_parse(str_c(moves[0].may), &may) == TD_OK)
		put(k, may, "#season", N_("Chuyển bước"), moves[0].label);
	return rc;
}

td_rc page_next_steps(struct req *r, const struct act_year *year, page_next_list *out)
{
	struct look k = {.r = r, .out = out, .y = *year};
	if (k.y.season < SEASON_SELF_SCORING)
		return TD_OK;
	td_rc rc = look_at_meeting(&k, year->y.id);
	if (rc != TD_OK)
		return rc;
	if (k.y.season == SEASON_MEETING)
		meeting_steps(&k);
	if (k.y.season == SEASON_PROPOSED && !k.papers[PAPER_PROPOSAL])
		put(&k, PERM_PAPER_MAKE, "/van-ban", N_("Lập tờ trình gửi Hội đồng"), N_("Lập tờ trình"));
	return out->n && k.y.season == SEASON_MEETING ? TD_OK : move_step(&k);
}

td_rc page_next_link(struct req *r, const char *here, struct page_link *out)
{
	page_next_list steps = {0};
	*out = (struct page_link){0};
	struct act_year year;
	td_rc rc = act_year_get(r->tx, r->year.id, &year);
	if (rc == TD_OK)
		rc = page_next_steps(r, &year, &steps);
	for (size_t i = 0; rc == TD_OK && i < steps.n; i++) {
		const struct page_next_step *s = &steps.at[i];
		if (!page_may(r, s->may))
			continue;
		if (!str_eq(str_c(s->path[0] ? s->path + 1 : ""), str_c(here)))
			*out = (struct page_link){req_path(r, "%.*s%s", STRF(page_base(r)), s->path),
						  page_tr(r, s->action)};
		return TD_OK;
	}
	return rc;
}
