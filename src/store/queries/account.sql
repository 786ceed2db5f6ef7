-- Tokens of programs, links that reset a password, lists of people.

-- row token -> id i64, user_id i64, name text, scopes text, created_at i64, expires_at i64, last_used_at i64?,
--   revoked_at i64?, login text, user_name text
k.id, k.user_id, k.name, k.scopes, k.created_at, k.expires_at, k.last_used_at, k.revoked_at, u.login, u.name;

-- token_add :one (user_id i64, name text, token_hash blob, scopes text, created_at i64, expires_at i64) -> id i64
INSERT INTO api_token (user_id, name, token_hash, scopes, created_at, expires_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id;

-- token_find :one (token_hash blob, now i64) -> token
SELECT {token} FROM api_token k JOIN user_account u ON u.id = k.user_id
WHERE k.token_hash = ?1 AND k.expires_at > ?2 AND k.revoked_at IS NULL AND u.disabled_at IS NULL;

-- token_get :one (id i64) -> token
SELECT {token} FROM api_token k JOIN user_account u ON u.id = k.user_id WHERE k.id = ?1;

-- token_list :many (user_id i64) -> token
SELECT {token} FROM api_token k JOIN user_account u ON u.id = k.user_id
WHERE (?1 = 0 OR k.user_id = ?1) AND k.revoked_at IS NULL ORDER BY k.id DESC LIMIT 500;

-- token_revoke :exec (id i64, at i64)
UPDATE api_token SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL;

-- token_used :exec (id i64, at i64)
UPDATE api_token SET last_used_at = ?2 WHERE id = ?1;

-- reset_add :exec (user_id i64, token_hash blob, created_at i64, expires_at i64)
INSERT INTO password_reset (user_id, token_hash, created_at, expires_at) VALUES (?1, ?2, ?3, ?4);

-- reset_find :one (token_hash blob, now i64) -> id i64, user_id i64
SELECT p.id, p.user_id FROM password_reset p
WHERE p.token_hash = ?1 AND p.expires_at > ?2 AND p.used_at IS NULL;

-- reset_use :exec (user_id i64, at i64)
UPDATE password_reset SET used_at = ?2 WHERE user_id = ?1 AND used_at IS NULL;

-- reset_recent :one (user_id i64, after i64) -> n i64
SELECT count(*) AS n FROM password_reset p WHERE p.user_id = ?1 AND p.created_at > ?2;

-- reset_purge :exec (before i64)
DELETE FROM password_reset WHERE expires_at < ?1;
