/* The route table: every address of the program, one line each, nothing left to a default. From it come the router,
 * `thidua routes`, the matrix of rights and the crawl of the tests. Columns: method, path, handler, permission, place,
 * access, body, form, again, cache. */
#include "web/page_board.h"
#include "web/page_card.h"
#include "web/page_evidence.h"
#include "web/page_explain.h"
#include "web/page_health.h"
#include "web/page_home.h"
#include "web/page_rank.h"
#include "web/page_tasks.h"

#define YEAR "/cum/{cluster}/{year}"

/* clang-format off */
#define GET(path, handler, permission, place, cache) \
	{HTTP_GET, path, handler, PERM_##permission, PLACE_##place, ROUTE_READ, BODY_NONE, NULL, NULL, CACHE_##cache}
#define POST(path, handler, permission, place, access, body, form, again) \
	{HTTP_POST, path, handler, PERM_##permission, PLACE_##place, ROUTE_##access, BODY_##body, form, again, CACHE_NO}

const struct route routes[] = {
	GET("/", page_home, SIGNED_IN, NONE, NO),
	GET("/viec", page_tasks, SIGNED_IN, NONE, NO),
	GET("/healthz", page_health, PUBLIC, NONE, NO),

	GET(YEAR, page_overview, YEAR_SEE, YEAR, NO),
	POST(YEAR "/buoc", page_move, YEAR_SEE, YEAR, WRITE, FORM, &page_move_form, page_overview),
	POST(YEAR "/han", page_due, YEAR_MANAGE, YEAR, WRITE, FORM, &page_due_form, page_overview),
	GET(YEAR "/bang-diem", page_board, BOARD_SEE, YEAR, YEAR),
	GET(YEAR "/xep-hang", page_ranking, BOARD_SEE, YEAR, NO),
	POST(YEAR "/xep-hang", page_ranking_freeze, RANKING_FREEZE, YEAR, WRITE, FORM, &page_ranking_form, page_ranking),
	GET(YEAR "/cham-diem/{unit}", page_card, FILE_SEE, UNIT, NO),
	POST(YEAR "/cham-diem/{unit}", page_card_post, FILE_SEE, UNIT, WRITE, GRID, &page_card_form, page_card),
	GET(YEAR "/minh-chung/{unit}", page_evidence, FILE_SEE, UNIT, NO),
	POST(YEAR "/minh-chung/{unit}", page_evidence_add, SCORE_SELF, UNIT, WRITE, FILES, &page_evidence_form, page_evidence),
	GET(YEAR "/minh-chung/{unit}/tep/{id}", page_evidence_file, FILE_SEE, UNIT, NO),
	GET(YEAR "/dien-giai/{unit}/{criterion}", page_explain, FILE_SEE, UNIT, NO),
};
/* clang-format on */

const size_t n_routes = sizeof routes / sizeof routes[0];
