-- One-time addresses of signing programs.

-- row signing -> id i64, subject text, subject_id i64, part text?, cluster_year_id i64, unit_id i64?, file_id i64,
--   file_name text, text_hash blob?, made_by i64, made_at i64, expires_at i64, fetched_at i64?, sent_at i64?,
--   signed_file_id i64?, refusal text?, n_refused i64, made_by_name text?
s.id, s.subject, s.subject_id, s.part, s.cluster_year_id, s.unit_id, s.file_id, s.file_name, s.text_hash, s.made_by,
s.made_at, s.expires_at, s.fetched_at, s.sent_at, s.signed_file_id, s.refusal, s.n_refused, w.name;

-- signing_add :one (subject text, subject_id i64, part text?, cluster_year_id i64, unit_id i64?, file_id i64,
--   file_name text, text_hash blob?, made_by i64, made_at i64, expires_at i64, fetch_hash blob, send_hash blob) -> id i64
INSERT INTO signing_request (subject, subject_id, part, cluster_year_id, unit_id, file_id, file_name, text_hash, made_by,
	made_at, expires_at, fetch_hash, send_hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) RETURNING id;

-- signing_get :one (id i64) -> signing
SELECT {signing} FROM signing_request s LEFT JOIN user_account w ON w.id = s.made_by WHERE s.id = ?1;

-- signing_by_fetch :one (hash blob) -> signing
SELECT {signing} FROM signing_request s LEFT JOIN user_account w ON w.id = s.made_by WHERE s.fetch_hash = ?1;

-- signing_by_send :one (hash blob) -> signing
SELECT {signing} FROM signing_request s LEFT JOIN user_account w ON w.id = s.made_by WHERE s.send_hash = ?1;

-- The newest of a document.
-- signing_of :one (subject text, subject_id i64, part text, cluster_year_id i64) -> signing
SELECT {signing} FROM signing_request s LEFT JOIN user_account w ON w.id = s.made_by
WHERE s.subject = ?1 AND s.subject_id = ?2 AND (s.part IS NULL OR s.part = ?3) AND s.cluster_year_id = ?4
ORDER BY s.id DESC LIMIT 1;

-- signing_open_count :one (user_id i64, now i64) -> n i64
SELECT count(*) FROM signing_request WHERE made_by = ?1 AND expires_at > ?2 AND sent_at IS NULL;

-- signing_fetched :exec (id i64, at i64)
UPDATE signing_request SET fetched_at = ?2 WHERE id = ?1 AND fetched_at IS NULL;

-- signing_received :exec (id i64, at i64, file_id i64)
UPDATE signing_request SET sent_at = ?2, signed_file_id = ?3 WHERE id = ?1 AND sent_at IS NULL;

-- signing_refused :exec (id i64, why text)
UPDATE signing_request SET refusal = ?2, n_refused = n_refused + 1 WHERE id = ?1 AND sent_at IS NULL;

-- Of a year, newest first.
-- signing_list :many (cluster_year_id i64) -> signing
SELECT {signing} FROM signing_request s LEFT JOIN user_account w ON w.id = s.made_by
WHERE s.cluster_year_id = ?1 ORDER BY s.id DESC LIMIT 200;

-- paper_signed_add :one (paper_id i64, file_id i64, received_by i64, received_at i64, trust_version i64, state text,
--   signing text?, proved_at i64?, body text) -> id i64
INSERT INTO paper_signed (paper_id, file_id, received_by, received_at, trust_version, state, signing, proved_at, body)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING id;

-- The signed version that stands.
-- paper_signed_last :one (paper_id i64) -> id i64, paper_id i64, file_id i64, received_at i64, trust_version i64,
--   body text, state text, signing text?, proved_at i64?, received_by_name text?
SELECT d.id, d.paper_id, d.file_id, d.received_at, d.trust_version, d.body, d.state, d.signing, d.proved_at, w.name
FROM paper_signed d LEFT JOIN user_account w ON w.id = d.received_by
WHERE d.paper_id = ?1 ORDER BY d.id DESC LIMIT 1;

-- Of each paper of a year the signed version that stands.
-- paper_signed_of_year :many (cluster_year_id i64) -> paper_id i64, state text, signing text?, proved_at i64?
SELECT d.paper_id, d.state, d.signing, d.proved_at FROM paper_signed d JOIN paper p ON p.id = d.paper_id
WHERE p.cluster_year_id = ?1
AND NOT EXISTS (SELECT 1 FROM paper_signed n WHERE n.paper_id = d.paper_id AND n.id > d.id) ORDER BY d.paper_id;
