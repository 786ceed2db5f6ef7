/* Frozen rankings with their inputs. A correction after adoption is a new version; nothing is overwritten
 * (decisions 19). */
#ifndef STORE_RANKING_H
#define STORE_RANKING_H

#include "base/hash.h"
#include "domain/org.h"
#include "domain/score.h"
#include "store/db.h"

enum ranking_state { RANKING_FROZEN, RANKING_ADOPTED, RANKING_SUPERSEDED, RANKING__N };
const char *ranking_state_code(enum ranking_state s);
const char *ranking_state_name(enum ranking_state s);

struct ranking {
	ranking_id id;
	cluster_year_id year;
	i64 version; /* 1, 2, …: set by the store */
	enum ranking_state state;
	enum score_stage stage;
	struct sha256 scheme_hash;
	str input_json; /* what it was computed from, thidua-data/1 */
	str reason;     /* of a correction; NULL for version 1 */
	i64 frozen_by, frozen_at_ms;
	str frozen_by_name;
	struct opt_i64 adopted_at_ms;
	i64 rev;
};

struct ranking_row {
	ranking_id ranking;
	unit_id unit;
	i64 rank, ordinal; /* ordinal: place in the printed table */
	i64 total_c, raw_c, applicable_c, base_c, bonus_c, penalty_c;
	str class_code; /* NULL: no class */
	bool excluded;
	str tie_text;             /* rule that decided a tie; NULL */
	str unit_code, unit_name; /* joined */
};
typedef VEC(struct ranking) ranking_list;
typedef VEC(struct ranking_row) ranking_row_list;

/* Freezes: the next version; the version before becomes superseded. TD_CONFLICT: version before was adopted and reason
 * is NULL. */
MUST_CHECK td_rc store_ranking_freeze(struct tx *t, struct ranking *r, ranking_row_list *rows);
MUST_CHECK td_rc store_ranking_adopt(struct tx *t, struct ranking *r);
/* The newest version. */
MUST_CHECK td_rc store_ranking_latest(struct tx *t, cluster_year_id year, struct ranking *out);
/* Newest first, without input_json. */
MUST_CHECK td_rc store_ranking_list(struct tx *t, cluster_year_id year, ranking_list *out);
/* Oldest first, with input_json. */
MUST_CHECK td_rc store_ranking_whole(struct tx *t, cluster_year_id year, ranking_list *out);
MUST_CHECK td_rc store_ranking_rows(struct tx *t, ranking_id id, ranking_row_list *out);

#endif
