-- Files that wait for their sender's yes.

-- row site_upload -> id i64, user_id i64, kind text, about text?, file_id i64, file_name text
u.id, u.user_id, u.kind, u.about, u.file_id, u.file_name;

-- site_upload_add :one (user_id i64, kind text, about text?, file_id i64, file_name text, at i64) -> id i64
INSERT INTO site_upload (user_id, kind, about, file_id, file_name, state, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, 'open', ?6) RETURNING id;

-- site_upload_open :one (user_id i64) -> site_upload
SELECT {site_upload} FROM site_upload u WHERE u.user_id = ?1 AND u.state = 'open' ORDER BY u.id DESC LIMIT 1;

-- site_upload_close :exec (user_id i64, state text)
UPDATE site_upload SET state = ?2 WHERE user_id = ?1 AND state = 'open';

-- site_upload_purge :exec (before i64)
DELETE FROM site_upload WHERE state <> 'accepted' AND created_at < ?1;
