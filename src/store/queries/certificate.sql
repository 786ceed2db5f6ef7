-- Layouts of certificates and what was printed.

-- row certificate_layout -> id i64, council_id i64, cluster_id i64?, name text, body_json text, picture_id i64?,
--   changed_by_name text, changed_at i64, rev i64
l.id, l.council_id, l.cluster_id, l.name, l.body_json, l.picture_id, l.changed_by_name, l.changed_at, l.rev;

-- certificate_layout_add :one (council_id i64, cluster_id i64?, name text, body_json text, picture_id i64?, changed_by i64,
--   changed_by_name text, changed_at i64) -> id i64
INSERT INTO certificate_layout (council_id, cluster_id, name, body_json, picture_id, changed_by, changed_by_name, changed_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id;

-- certificate_layout_save :exec (id i64, rev i64, cluster_id i64?, name text, body_json text, picture_id i64?, changed_by i64,
--   changed_by_name text, changed_at i64)
UPDATE certificate_layout SET cluster_id = ?3, name = ?4, body_json = ?5, picture_id = ?6, changed_by = ?7,
	changed_by_name = ?8, changed_at = ?9, rev = rev + 1
WHERE id = ?1 AND rev = ?2 AND retired_at IS NULL;

-- certificate_layout_retire :exec (id i64, rev i64, at i64)
UPDATE certificate_layout SET retired_at = ?3, rev = rev + 1 WHERE id = ?1 AND rev = ?2 AND retired_at IS NULL;

-- certificate_layout_get :one (id i64) -> certificate_layout
SELECT {certificate_layout} FROM certificate_layout l WHERE l.id = ?1 AND l.retired_at IS NULL;

-- Those of a cluster and those of its whole council.
-- certificate_layout_list :many (council_id i64, cluster_id i64) -> certificate_layout
SELECT {certificate_layout} FROM certificate_layout l
WHERE l.council_id = ?1 AND l.retired_at IS NULL AND (l.cluster_id IS NULL OR l.cluster_id = ?2) ORDER BY l.id;

-- row certificate_run -> id i64, cluster_year_id i64, job_id i64, layout_name text, title text, n_awards i64, n_pieces i64,
--   data_hash blob, made_by_name text, made_at i64, n_done i64
n.id, n.cluster_year_id, n.job_id, n.layout_name, n.title, n.n_awards, n.n_pieces, n.data_hash, n.made_by_name, n.made_at,
(SELECT count(*) FROM certificate_piece p WHERE p.run_id = n.id) AS n_done;

-- certificate_run_add :one (cluster_year_id i64, job_id i64, layout_name text, title text, n_awards i64, n_pieces i64,
--   data_hash blob, made_by i64, made_by_name text, made_at i64) -> id i64
INSERT INTO certificate_run (cluster_year_id, job_id, layout_name, title, n_awards, n_pieces, data_hash, made_by,
	made_by_name, made_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING id;

-- certificate_run_get :one (id i64) -> certificate_run
SELECT {certificate_run} FROM certificate_run n WHERE n.id = ?1;

-- certificate_run_of_job :one (job_id i64) -> certificate_run
SELECT {certificate_run} FROM certificate_run n WHERE n.job_id = ?1;

-- certificate_run_list :many (cluster_year_id i64) -> certificate_run
SELECT {certificate_run} FROM certificate_run n WHERE n.cluster_year_id = ?1 ORDER BY n.id DESC LIMIT 50;

-- certificate_run_same :one (cluster_year_id i64, data_hash blob) -> certificate_run
SELECT {certificate_run} FROM certificate_run n
WHERE n.cluster_year_id = ?1 AND n.data_hash = ?2
	AND n.n_pieces = (SELECT count(*) FROM certificate_piece p WHERE p.run_id = n.id)
ORDER BY n.id DESC LIMIT 1;

-- certificate_piece_add :exec (run_id i64, ordinal i64, file_id i64, size i64, directory blob, n_files i64, loose_json text)
INSERT INTO certificate_piece (run_id, ordinal, file_id, size, directory, n_files, loose_json)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- certificate_piece_list :many (run_id i64) -> ordinal i64, file_id i64, size i64, directory blob, n_files i64, loose_json text
SELECT ordinal, file_id, size, directory, n_files, loose_json FROM certificate_piece WHERE run_id = ?1 ORDER BY ordinal;
