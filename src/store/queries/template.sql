-- row template -> id i64, cluster_id i64, kind text, file_name text, file_id i64, uploaded_by i64, uploaded_at i64,
--   retired_at i64?, by_name text?
t.id, t.cluster_id, t.kind, t.file_name, t.file_id, t.uploaded_by, t.uploaded_at, t.retired_at, w.name;

-- template_add :one (cluster_id i64, kind text, file_id i64, file_name text, uploaded_by i64, uploaded_at i64) -> id i64
INSERT INTO paper_template (cluster_id, kind, file_id, file_name, uploaded_by, uploaded_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id;

-- template_retire_all :exec (cluster_id i64, kind text, at i64)
UPDATE paper_template SET retired_at = ?3 WHERE cluster_id = ?1 AND kind = ?2 AND retired_at IS NULL;

-- template_current :one (cluster_id i64, kind text) -> template
SELECT {template} FROM paper_template t LEFT JOIN user_account w ON w.id = t.uploaded_by
WHERE t.cluster_id = ?1 AND t.kind = ?2 AND t.retired_at IS NULL ORDER BY t.id DESC LIMIT 1;

-- template_ruling :many (cluster_id i64) -> template
SELECT {template} FROM paper_template t LEFT JOIN user_account w ON w.id = t.uploaded_by
WHERE t.cluster_id = ?1 AND t.retired_at IS NULL ORDER BY t.kind, t.id DESC;

-- template_list :many (cluster_id i64, kind text) -> template
SELECT {template} FROM paper_template t LEFT JOIN user_account w ON w.id = t.uploaded_by
WHERE t.cluster_id = ?1 AND t.kind = ?2 ORDER BY t.id DESC LIMIT 100;

-- template_check_put :exec (cluster_id i64, kind text, user_id i64, file_name text, n_faults i64, bytes blob, made_at i64)
INSERT INTO template_check (cluster_id, kind, user_id, file_name, n_faults, bytes, made_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (cluster_id, kind, user_id) DO UPDATE SET file_name = excluded.file_name, n_faults = excluded.n_faults,
	bytes = excluded.bytes, made_at = excluded.made_at;

-- template_check_get :one (cluster_id i64, kind text, user_id i64, since i64) -> file_name text, n_faults i64, made_at i64
SELECT file_name, n_faults, made_at FROM template_check
WHERE cluster_id = ?1 AND kind = ?2 AND user_id = ?3 AND made_at >= ?4;

-- template_check_bytes :one (cluster_id i64, kind text, user_id i64, since i64) -> bytes blob
SELECT bytes FROM template_check WHERE cluster_id = ?1 AND kind = ?2 AND user_id = ?3 AND made_at >= ?4;

-- template_check_drop :exec (cluster_id i64, kind text, user_id i64)
DELETE FROM template_check WHERE cluster_id = ?1 AND kind = ?2 AND user_id = ?3;

-- template_check_purge :exec (before i64)
DELETE FROM template_check WHERE made_at < ?1;
