-- row away -> id i64, cluster_year_id i64, cluster_code text, cluster_name text, year i64, token text, machine text, base i64,
--   head_seq i64, head_hash blob, taken_by_name text, taken_at i64, here i64, ended_at i64?, ended_by_name text?, ending text?,
--   merged_hash blob?
w.id, w.cluster_year_id, c.code AS cluster_code, c.name AS cluster_name, y.year, w.token, w.machine, w.base, w.head_seq, w.head_hash, w.taken_by_name,
w.taken_at, w.here, w.ended_at, w.ended_by_name, w.ending, w.merged_hash;

-- Those that are away first, then the newest.
-- away_list :many (n i64) -> away
SELECT {away} FROM year_away w JOIN cluster_year y ON y.id = w.cluster_year_id JOIN cluster c ON c.id = y.cluster_id
ORDER BY CASE WHEN w.ended_at IS NULL THEN 0 ELSE 1 END, w.id DESC LIMIT ?1;

-- What keeps a year from being written: this copy's own year first.
-- away_open :many () -> away
SELECT {away} FROM year_away w JOIN cluster_year y ON y.id = w.cluster_year_id JOIN cluster c ON c.id = y.cluster_id
WHERE w.ended_at IS NULL ORDER BY w.here DESC, w.id;

-- away_by_token :one (token text) -> away
SELECT {away} FROM year_away w JOIN cluster_year y ON y.id = w.cluster_year_id JOIN cluster c ON c.id = y.cluster_id
WHERE w.token = ?1;

-- away_row_hashes :one (id i64) -> row_hashes text
SELECT row_hashes FROM year_away WHERE id = ?1;

-- away_base :one () -> base i64
SELECT CAST(coalesce(max(base), 0) AS BIGINT) AS base FROM year_away;

-- away_add :one (cluster_year_id i64, token text, machine text, base i64, head_seq i64, head_hash blob, row_hashes text,
--   taken_by i64, taken_by_name text, taken_at i64) -> id i64
INSERT INTO year_away (cluster_year_id, token, machine, base, head_seq, head_hash, row_hashes, taken_by, taken_by_name,
	taken_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING id;

-- away_end :exec (id i64, ended_at i64, ended_by_name text, ending text)
UPDATE year_away SET ended_at = ?2, ended_by_name = ?3, ending = ?4 WHERE id = ?1 AND ended_at IS NULL;

-- away_merged :exec (id i64, merged_hash blob)
UPDATE year_away SET merged_hash = ?2 WHERE id = ?1;

-- away_here :exec (id i64)
UPDATE year_away SET here = 1 WHERE id = ?1;
