-- row ranking -> id i64, cluster_year_id i64, version i64, state text, stage i64, scheme_hash blob, input_json text?,
--   reason text?, frozen_by i64, frozen_at i64, adopted_at i64?, rev i64, frozen_by_name text?
r.id, r.cluster_year_id, r.version, r.state, r.stage, r.scheme_hash, r.input_json, r.reason, r.frozen_by, r.frozen_at,
r.adopted_at, r.rev, w.name;

-- ranking_add :one (cluster_year_id i64, version i64, stage i64, scheme_hash blob, input_json text, reason text?,
--   frozen_by i64, frozen_at i64) -> id i64
INSERT INTO ranking (cluster_year_id, version, state, stage, scheme_hash, input_json, reason, frozen_by, frozen_at)
VALUES (?1, ?2, 'frozen', ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id;

-- ranking_supersede :exec (cluster_year_id i64)
UPDATE ranking SET state = 'superseded', rev = rev + 1 WHERE cluster_year_id = ?1 AND state <> 'superseded';

-- ranking_adopt :exec (id i64, rev i64, at i64)
UPDATE ranking SET state = 'adopted', adopted_at = ?3, rev = rev + 1 WHERE id = ?1 AND rev = ?2 AND state = 'frozen';

-- ranking_latest :one (cluster_year_id i64) -> ranking
SELECT {ranking} FROM ranking r LEFT JOIN user_account w ON w.id = r.frozen_by
WHERE r.cluster_year_id = ?1 ORDER BY r.version DESC LIMIT 1;

-- All versions with what they were computed from, the first one first.
-- ranking_whole :many (cluster_year_id i64) -> ranking
SELECT {ranking} FROM ranking r LEFT JOIN user_account w ON w.id = r.frozen_by
WHERE r.cluster_year_id = ?1 ORDER BY r.version;

-- ranking_list :many (cluster_year_id i64) -> id i64, version i64, state text, stage i64, scheme_hash blob, reason text?,
--   frozen_by i64, frozen_at i64, adopted_at i64?, rev i64, frozen_by_name text?
SELECT r.id, r.version, r.state, r.stage, r.scheme_hash, r.reason, r.frozen_by, r.frozen_at, r.adopted_at, r.rev, w.name
FROM ranking r LEFT JOIN user_account w ON w.id = r.frozen_by
WHERE r.cluster_year_id = ?1 ORDER BY r.version DESC;

-- ranking_row_add :exec (ranking_id i64, unit_id i64, rank i64, ordinal i64, total_c i64, raw_c i64, applicable_c i64,
--   base_c i64, bonus_c i64, penalty_c i64, class_code text?, excluded i64, tie_text text?)
INSERT INTO ranking_row (ranking_id, unit_id, rank, ordinal, total_c, raw_c, applicable_c, base_c, bonus_c, penalty_c,
	class_code, excluded, tie_text)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);

-- ranking_rows :many (ranking_id i64) -> unit_id i64, rank i64, ordinal i64, total_c i64, raw_c i64, applicable_c i64,
--   base_c i64, bonus_c i64, penalty_c i64, class_code text?, excluded i64, tie_text text?, unit_code text,
--   unit_name text
SELECT r.unit_id, r.rank, r.ordinal, r.total_c, r.raw_c, r.applicable_c, r.base_c, r.bonus_c, r.penalty_c, r.class_code,
	r.excluded, r.tie_text, u.code, u.name
FROM ranking_row r JOIN unit u ON u.id = r.unit_id WHERE r.ranking_id = ?1 ORDER BY r.ordinal, r.unit_id;
