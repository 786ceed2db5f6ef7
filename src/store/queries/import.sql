-- row preview -> id i64, cluster_year_id i64, user_id i64, kind text, file_id i64, file_name text, plan_json text?,
--   report_json text, n_errors i64, year_gen i64, state text, created_at i64
p.id, p.cluster_year_id, p.user_id, p.kind, p.file_id, p.file_name, p.plan_json, p.report_json, p.n_errors, p.year_gen,
p.state, p.created_at;

-- preview_add :one (cluster_year_id i64, user_id i64, kind text, file_id i64, file_name text, plan_json text?,
--   report_json text, n_errors i64, year_gen i64, created_at i64) -> id i64
INSERT INTO import_preview (cluster_year_id, user_id, kind, file_id, file_name, plan_json, report_json, n_errors,
	year_gen, state, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'open', ?10) RETURNING id;

-- preview_get :one (id i64) -> preview
SELECT {preview} FROM import_preview p WHERE p.id = ?1;

-- preview_open :one (cluster_year_id i64, user_id i64) -> preview
SELECT {preview} FROM import_preview p
WHERE p.cluster_year_id = ?1 AND p.user_id = ?2 AND p.state = 'open' ORDER BY p.id DESC LIMIT 1;

-- preview_close :exec (id i64, state text)
UPDATE import_preview SET state = ?2 WHERE id = ?1 AND state = 'open';

-- preview_purge :exec (before i64)
DELETE FROM import_preview WHERE created_at < ?1 AND state <> 'accepted';
