-- Accounts, grants, sessions, one-time keys and settings.

-- row user -> id i64, login text, name text, title text?, email text?, password_hash text?, must_change i64,
--   disabled_at i64?, last_login_at i64?, n_failed i64, locked_until i64, lang text, theme text, created_at i64, rev i64,
--   secret text?, blanked_at i64?
u.id, u.login, u.name, u.title, u.email, u.password_hash, u.must_change, u.disabled_at, u.last_login_at, u.n_failed,
u.locked_until, u.lang, u.theme, u.created_at, u.rev, u.secret, u.blanked_at;

-- values user (name text, title text?, email text?, sort_key text, name_key text, password_hash text?,
--   must_change i64, lang text, theme text)

-- user_add :one (login text, {user}, created_at i64, secret text?) -> id i64
INSERT INTO user_account (login, name, title, email, sort_key, name_key, password_hash, must_change, lang, theme,
	created_at, secret)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) RETURNING id;

-- user_save :exec (id i64, rev i64, {user}, disabled_at i64?)
UPDATE user_account SET name = ?3, title = ?4, email = ?5, sort_key = ?6, name_key = ?7, password_hash = ?8,
	must_change = ?9, lang = ?10, theme = ?11, disabled_at = ?12, rev = rev + 1
WHERE id = ?1 AND rev = ?2;

-- user_blank :exec (id i64, rev i64, login text, name text, sort_key text, name_key text, at i64)
UPDATE user_account SET login = ?3, name = ?4, sort_key = ?5, name_key = ?6, title = NULL, email = NULL,
	password_hash = NULL, secret = NULL, disabled_at = ?7, blanked_at = ?7, rev = rev + 1
WHERE id = ?1 AND rev = ?2;

-- user_page :many (folded text, typed text, state i64, limit i64, offset i64) -> user
SELECT {user} FROM user_account u
WHERE (u.name_key LIKE ?1 OR u.login LIKE ?2 OR u.email LIKE ?2)
	AND (?3 = 0 OR (?3 = 1 AND u.disabled_at IS NULL) OR (?3 = 2 AND u.disabled_at IS NOT NULL))
ORDER BY u.sort_key, u.id LIMIT ?4 OFFSET ?5;

-- user_count :one (folded text, typed text, state i64) -> n i64
SELECT count(*) AS n FROM user_account u
WHERE (u.name_key LIKE ?1 OR u.login LIKE ?2 OR u.email LIKE ?2)
	AND (?3 = 0 OR (?3 = 1 AND u.disabled_at IS NULL) OR (?3 = 2 AND u.disabled_at IS NOT NULL));

-- user_of_entries :many (first i64, last i64) -> id i64, name text, login text, blanked_at i64?
SELECT DISTINCT u.id, u.name, u.login, u.blanked_at FROM journal j
JOIN user_account u ON u.id = j.actor_id OR (j.object_kind = 'user_account' AND u.id = j.object_id)
WHERE j.chain = 0 AND j.seq >= ?1 AND j.seq <= ?2 ORDER BY u.id;

-- user_by_email :many (email text) -> user
SELECT {user} FROM user_account u WHERE u.email = ?1 AND u.disabled_at IS NULL ORDER BY u.id;

-- user_get :one (id i64) -> user
SELECT {user} FROM user_account u WHERE u.id = ?1;

-- user_by_login :one (login text) -> user
SELECT {user} FROM user_account u WHERE u.login = ?1;

-- user_failed :exec (id i64, locked_until i64)
UPDATE user_account SET n_failed = n_failed + 1, locked_until = ?2 WHERE id = ?1;

-- user_unlock :exec (id i64)
UPDATE user_account SET n_failed = 0, locked_until = 0 WHERE id = ?1;

-- user_signed_in :exec (id i64, at i64)
UPDATE user_account SET n_failed = 0, locked_until = 0, last_login_at = ?2 WHERE id = ?1;

-- row grant -> id i64, user_id i64, role text, scope_kind text, scope_id i64, from_on text?, to_on text?,
--   granted_at i64, revoked_at i64?
g.id, g.user_id, g.role, g.scope_kind, g.scope_id, g.from_on, g.to_on, g.granted_at, g.revoked_at;

-- grant_add :one (user_id i64, role text, scope_kind text, scope_id i64, from_on text?, to_on text?, granted_at i64)
--   -> id i64
INSERT INTO role_grant (user_id, role, scope_kind, scope_id, from_on, to_on, granted_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id;

-- grant_revoke :exec (id i64, at i64)
UPDATE role_grant SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL;

-- A term of office gives rights by itself: its unit's leaders hold the office of head or deputy, its officers that of
-- secretary, for the days that term and role have in common. id 0: no row of its own, it ends with either.
-- grants_of :many (user_id i64) -> grant
SELECT {grant} FROM role_grant g WHERE g.user_id = ?1 AND g.revoked_at IS NULL
UNION ALL
SELECT 0, g.user_id, o.office, 'cluster', y.cluster_id,
	CASE WHEN g.from_on > o.from_on THEN g.from_on ELSE o.from_on END,
	CASE WHEN g.to_on IS NULL OR g.to_on > o.to_on THEN o.to_on ELSE g.to_on END, g.granted_at, NULL
FROM role_grant g JOIN office_term o ON o.unit_id = g.scope_id JOIN cluster_year y ON y.id = o.cluster_year_id
WHERE g.user_id = ?1 AND g.revoked_at IS NULL AND g.scope_kind = 'unit'
	AND ((g.role = 'leader' AND o.office IN ('head', 'deputy')) OR (g.role = 'officer' AND o.office = 'secretary'))
ORDER BY 1, 6;

-- grant_get :one (id i64) -> grant
SELECT {grant} FROM role_grant g WHERE g.id = ?1 AND g.revoked_at IS NULL;

-- row place -> id i64, user_id i64, role text, scope_kind text, scope_id i64, from_on text?, to_on text?,
--   code text?, name text?
g.id, g.user_id, g.role, g.scope_kind, g.scope_id, g.from_on, g.to_on, coalesce(n.code, c.code, h.code),
coalesce(n.name, c.name, h.name);

-- grant_places :many (user_id i64) -> place
SELECT {place} FROM role_grant g
LEFT JOIN unit n ON g.scope_kind = 'unit' AND n.id = g.scope_id
LEFT JOIN cluster c ON g.scope_kind = 'cluster' AND c.id = g.scope_id
LEFT JOIN council h ON g.scope_kind = 'council' AND h.id = g.scope_id
WHERE g.user_id = ?1 AND g.revoked_at IS NULL ORDER BY g.id;

-- grant_places_page :many (folded text, typed text, state i64, limit i64, offset i64) -> place
SELECT {place} FROM (
	SELECT u.id FROM user_account u
	WHERE (u.name_key LIKE ?1 OR u.login LIKE ?2 OR u.email LIKE ?2)
		AND (?3 = 0 OR (?3 = 1 AND u.disabled_at IS NULL) OR (?3 = 2 AND u.disabled_at IS NOT NULL))
	ORDER BY u.sort_key, u.id LIMIT ?4 OFFSET ?5) p
JOIN role_grant g ON g.user_id = p.id
LEFT JOIN unit n ON g.scope_kind = 'unit' AND n.id = g.scope_id
LEFT JOIN cluster c ON g.scope_kind = 'cluster' AND c.id = g.scope_id
LEFT JOIN council h ON g.scope_kind = 'council' AND h.id = g.scope_id
WHERE g.revoked_at IS NULL ORDER BY g.user_id, g.id;

-- admins :many () -> grant
SELECT {grant} FROM role_grant g JOIN user_account u ON u.id = g.user_id
WHERE g.role = 'admin' AND g.scope_kind = 'system' AND g.revoked_at IS NULL AND u.disabled_at IS NULL ORDER BY g.id;

-- grants_in :many (scope_kind text, scope_id i64) -> grant
SELECT {grant} FROM role_grant g WHERE g.scope_kind = ?1 AND g.scope_id = ?2 AND g.revoked_at IS NULL
UNION ALL
SELECT 0, g.user_id, o.office, 'cluster', y.cluster_id,
	CASE WHEN g.from_on > o.from_on THEN g.from_on ELSE o.from_on END,
	CASE WHEN g.to_on IS NULL OR g.to_on > o.to_on THEN o.to_on ELSE g.to_on END, g.granted_at, NULL
FROM role_grant g JOIN office_term o ON o.unit_id = g.scope_id JOIN cluster_year y ON y.id = o.cluster_year_id
WHERE ?1 = 'cluster' AND y.cluster_id = ?2 AND g.revoked_at IS NULL AND g.scope_kind = 'unit'
	AND ((g.role = 'leader' AND o.office IN ('head', 'deputy')) OR (g.role = 'officer' AND o.office = 'secretary'))
ORDER BY 1, 6;

-- row session -> id i64, token_hash blob, user_id i64, created_at i64, seen_at i64, expires_at i64, address text?,
--   agent text?
s.id, s.token_hash, s.user_id, s.created_at, s.seen_at, s.expires_at, s.address, s.agent;

-- session_add :one (token_hash blob, user_id i64, created_at i64, seen_at i64, expires_at i64, address text?,
--   agent text?) -> id i64
INSERT INTO session (token_hash, user_id, created_at, seen_at, expires_at, address, agent)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id;

-- session_find :one (token_hash blob, now i64) -> session
SELECT {session} FROM session s WHERE s.token_hash = ?1 AND s.expires_at > ?2;

-- session_list :many (user_id i64) -> session
SELECT {session} FROM session s WHERE s.user_id = ?1 ORDER BY s.created_at DESC, s.id DESC;

-- session_touch :exec (id i64, at i64)
UPDATE session SET seen_at = ?2 WHERE id = ?1;

-- session_end :exec (user_id i64, id i64)
DELETE FROM session WHERE user_id = ?1 AND id = ?2;

-- session_end_all :exec (user_id i64, keep i64)
DELETE FROM session WHERE user_id = ?1 AND id <> ?2;

-- session_purge :exec (now i64)
DELETE FROM session WHERE expires_at <= ?1;

-- request_get :one (key text, user_id i64) -> location text
SELECT location FROM request_key WHERE key = ?1 AND user_id = ?2;

-- request_add :exec (key text, user_id i64, at i64, location text)
INSERT INTO request_key (key, user_id, at, location) VALUES (?1, ?2, ?3, ?4);

-- Only sessions that were open when the key was used can send its form again.
-- request_purge :exec (before i64)
DELETE FROM request_key WHERE at < ?1 AND NOT EXISTS (
	SELECT 1 FROM session s WHERE s.user_id = request_key.user_id AND s.created_at <= request_key.at);

-- setting_get :one (key text) -> value text
SELECT value FROM setting WHERE key = ?1;

-- setting_list :many () -> key text, value text
SELECT key, value FROM setting ORDER BY key;

-- setting_put :exec (key text, value text, at i64)
INSERT INTO setting (key, value, updated_at) VALUES (?1, ?2, ?3)
ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at;
