-- Cross-checking, returns and explanations.

-- row crosscheck -> id i64, cluster_year_id i64, n_each i64, seed i64, blind i64, n_repeated i64, drawn_by i64,
--   drawn_at i64, published_at i64?, rev i64, drawn_by_name text?
c.id, c.cluster_year_id, c.n_each, c.seed, c.blind, c.n_repeated, c.drawn_by, c.drawn_at, c.published_at, c.rev, w.name;

-- crosscheck_get :one (cluster_year_id i64) -> crosscheck
SELECT {crosscheck} FROM crosscheck c LEFT JOIN user_account w ON w.id = c.drawn_by WHERE c.cluster_year_id = ?1;

-- crosscheck_add :one (cluster_year_id i64, n_each i64, seed i64, blind i64, n_repeated i64, drawn_by i64, drawn_at i64)
--   -> id i64
INSERT INTO crosscheck (cluster_year_id, n_each, seed, blind, n_repeated, drawn_by, drawn_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (cluster_year_id) DO NOTHING RETURNING id;

-- crosscheck_save :exec (id i64, rev i64, n_each i64, seed i64, blind i64, n_repeated i64, drawn_by i64, drawn_at i64,
--   published_at i64?)
UPDATE crosscheck SET n_each = ?3, seed = ?4, blind = ?5, n_repeated = ?6, drawn_by = ?7, drawn_at = ?8,
	published_at = ?9, rev = rev + 1
WHERE id = ?1 AND rev = ?2;

-- row crosscheck_pair -> id i64, checker_id i64, checked_id i64, by_hand i64, finished_at i64?, finished_by i64?, rev i64,
--   finished_by_name text?
p.id, p.checker_id, p.checked_id, p.by_hand, p.finished_at, p.finished_by, p.rev, w.name;

-- crosscheck_pairs :many (cluster_year_id i64) -> crosscheck_pair
SELECT {crosscheck_pair} FROM crosscheck_pair p LEFT JOIN user_account w ON w.id = p.finished_by
WHERE p.cluster_year_id = ?1 ORDER BY p.checked_id, p.checker_id;

-- crosscheck_pair_get :one (cluster_year_id i64, checker_id i64, checked_id i64) -> crosscheck_pair
SELECT {crosscheck_pair} FROM crosscheck_pair p LEFT JOIN user_account w ON w.id = p.finished_by
WHERE p.cluster_year_id = ?1 AND p.checker_id = ?2 AND p.checked_id = ?3;

-- crosscheck_pair_add :one (cluster_year_id i64, checker_id i64, checked_id i64, by_hand i64) -> id i64
INSERT INTO crosscheck_pair (cluster_year_id, checker_id, checked_id, by_hand) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (cluster_year_id, checker_id, checked_id) DO NOTHING RETURNING id;

-- crosscheck_pair_remove :exec (id i64)
DELETE FROM crosscheck_pair WHERE id = ?1;

-- crosscheck_pair_finish :exec (id i64, rev i64, finished_at i64?, finished_by i64?)
UPDATE crosscheck_pair SET finished_at = ?3, finished_by = ?4, rev = rev + 1 WHERE id = ?1 AND rev = ?2;

-- Checks of a card that came back to its unit begin again.
-- crosscheck_reopen :exec (cluster_year_id i64, checked_id i64)
UPDATE crosscheck_pair SET finished_at = NULL, finished_by = NULL, rev = rev + 1
WHERE cluster_year_id = ?1 AND checked_id = ?2 AND finished_at IS NOT NULL;

-- What a checker that was taken off had entered: 1 is the stage of cross-scores.
-- crosscheck_scores_remove :exec (cluster_year_id i64, unit_id i64, judge_unit_id i64)
DELETE FROM score_entry WHERE cluster_year_id = ?1 AND unit_id = ?2 AND judge_unit_id = ?3 AND stage = 1;

-- crosscheck_conflict_put :exec (cluster_year_id i64, unit_id i64, other_id i64, reason text)
INSERT INTO crosscheck_conflict (cluster_year_id, unit_id, other_id, reason) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (cluster_year_id, unit_id, other_id) DO UPDATE SET reason = excluded.reason;

-- crosscheck_conflict_remove :exec (cluster_year_id i64, unit_id i64, other_id i64)
DELETE FROM crosscheck_conflict WHERE cluster_year_id = ?1 AND unit_id = ?2 AND other_id = ?3;

-- crosscheck_conflicts :many (cluster_year_id i64) -> unit_id i64, other_id i64, reason text
SELECT unit_id, other_id, reason FROM crosscheck_conflict WHERE cluster_year_id = ?1 ORDER BY unit_id, other_id;

-- Pairs of the cluster's year before.
-- crosscheck_last :many (cluster_year_id i64) -> checker_id i64, checked_id i64
SELECT p.checker_id, p.checked_id
FROM cluster_year y JOIN cluster_year b ON b.cluster_id = y.cluster_id AND b.year = y.year - 1
JOIN crosscheck_pair p ON p.cluster_year_id = b.id
WHERE y.id = ?1 ORDER BY p.checker_id, p.checked_id;

-- scorecard_return_add :one (cluster_year_id i64, unit_id i64, origin text, reason text, returned_by i64,
--   returned_at i64) -> id i64
INSERT INTO scorecard_return (cluster_year_id, unit_id, origin, reason, returned_by, returned_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id;

-- unit_id 0: of every unit.
-- scorecard_returns :many (cluster_year_id i64, unit_id i64) -> id i64, unit_id i64, origin text, reason text,
--   returned_by i64, returned_at i64, returned_by_name text?
SELECT r.id, r.unit_id, r.origin, r.reason, r.returned_by, r.returned_at, w.name
FROM scorecard_return r LEFT JOIN user_account w ON w.id = r.returned_by
WHERE r.cluster_year_id = ?1 AND (?2 = 0 OR r.unit_id = ?2) ORDER BY r.id DESC;

-- unit_id 0: of every unit.
-- explanation_list :many (cluster_year_id i64, unit_id i64) -> id i64, unit_id i64, criterion_id i64, answer text?,
--   answer_text text?, evidence_id i64?, answered_by i64?, answered_at i64?, verdict text?, verdict_reason text?,
--   settled_by i64?, settled_at i64?, rev i64, answered_by_name text?, settled_by_name text?
SELECT x.id, x.unit_id, x.criterion_id, x.answer, x.answer_text, x.evidence_id, x.answered_by, x.answered_at, x.verdict,
	x.verdict_reason, x.settled_by, x.settled_at, x.rev, a.name, s.name
FROM explanation x LEFT JOIN user_account a ON a.id = x.answered_by LEFT JOIN user_account s ON s.id = x.settled_by
WHERE x.cluster_year_id = ?1 AND (?2 = 0 OR x.unit_id = ?2) ORDER BY x.unit_id, x.criterion_id;

-- explanation_add :one (cluster_year_id i64, unit_id i64, criterion_id i64, answer text?, answer_text text?,
--   evidence_id i64?, answered_by i64?, answered_at i64?, verdict text?, verdict_reason text?, settled_by i64?,
--   settled_at i64?) -> id i64
INSERT INTO explanation (cluster_year_id, unit_id, criterion_id, answer, answer_text, evidence_id, answered_by,
	answered_at, verdict, verdict_reason, settled_by, settled_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
ON CONFLICT (cluster_year_id, unit_id, criterion_id) DO NOTHING RETURNING id;

-- explanation_save :exec (id i64, rev i64, answer text?, answer_text text?, evidence_id i64?, answered_by i64?,
--   answered_at i64?, verdict text?, verdict_reason text?, settled_by i64?, settled_at i64?)
UPDATE explanation SET answer = ?3, answer_text = ?4, evidence_id = ?5, answered_by = ?6, answered_at = ?7, verdict = ?8,
	verdict_reason = ?9, settled_by = ?10, settled_at = ?11, rev = rev + 1
WHERE id = ?1 AND rev = ?2;
