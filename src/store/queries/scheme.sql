-- row scheme -> id i64, code text, version text, title text, source text?, hash blob, n_criteria i64, created_at i64,
--   sealed_at i64?
s.id, s.code, s.version, s.title, s.source, s.hash, s.n_criteria, s.created_at, s.sealed_at;

-- scheme_add :one (code text, version text, title text, source text?, hash blob, body text, n_criteria i64,
--   created_at i64) -> id i64
INSERT INTO scheme (code, version, title, source, hash, body, n_criteria, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id;

-- scheme_get :one (id i64) -> scheme
SELECT {scheme} FROM scheme s WHERE s.id = ?1;

-- scheme_by_hash :one (hash blob) -> id i64
SELECT id FROM scheme WHERE hash = ?1;

-- scheme_by_version :one (code text, version text) -> scheme
SELECT {scheme} FROM scheme s WHERE s.code = ?1 AND s.version = ?2;

-- scheme_list :many () -> scheme
SELECT {scheme} FROM scheme s ORDER BY s.code, s.id DESC;

-- scheme_body :one (id i64) -> hash blob, body text
SELECT hash, body FROM scheme WHERE id = ?1;

-- scheme_body_by_hash :one (hash blob) -> body text
SELECT body FROM scheme WHERE hash = ?1;

-- scheme_seal :exec (id i64, at i64)
UPDATE scheme SET sealed_at = ?2 WHERE id = ?1 AND sealed_at IS NULL;

-- How many cluster-years use it.
-- scheme_uses :one (id i64) -> n i64
SELECT count(*) FROM cluster_year WHERE scheme_id = ?1;

-- scheme_delete :exec (id i64)
DELETE FROM scheme WHERE id = ?1;

-- criterion_add :exec (scheme_id i64, ordinal i64, code text, name text)
INSERT INTO criterion (scheme_id, ordinal, code, name) VALUES (?1, ?2, ?3, ?4);

-- criterion_delete :exec (scheme_id i64)
DELETE FROM criterion WHERE scheme_id = ?1;

-- row criterion -> id i64, ordinal i64, code text, name text
c.id, c.ordinal, c.code, c.name;

-- criterion_list :many (scheme_id i64) -> criterion
SELECT {criterion} FROM criterion c WHERE c.scheme_id = ?1 ORDER BY c.ordinal;

-- criterion_ids :many (scheme_id i64) -> id i64
SELECT c.id FROM criterion c WHERE c.scheme_id = ?1 ORDER BY c.ordinal;

-- criterion_by_code :one (scheme_id i64, code text) -> criterion
SELECT {criterion} FROM criterion c WHERE c.scheme_id = ?1 AND c.code = ?2;

-- scheme_draft_get :one (cluster_year_id i64) -> body text, saved_at i64, saved_by_name text?, rev i64
SELECT d.body, d.saved_at, w.name, d.rev FROM scheme_draft d LEFT JOIN user_account w ON w.id = d.saved_by
WHERE d.cluster_year_id = ?1;

-- scheme_draft_add :exec (cluster_year_id i64, body text, saved_by i64?, saved_at i64)
INSERT INTO scheme_draft (cluster_year_id, body, saved_by, saved_at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (cluster_year_id) DO NOTHING;

-- scheme_draft_save :exec (cluster_year_id i64, rev i64, body text, saved_by i64?, saved_at i64)
UPDATE scheme_draft SET body = ?3, saved_by = ?4, saved_at = ?5, rev = rev + 1 WHERE cluster_year_id = ?1 AND rev = ?2;

-- scheme_draft_drop :exec (cluster_year_id i64)
DELETE FROM scheme_draft WHERE cluster_year_id = ?1;
