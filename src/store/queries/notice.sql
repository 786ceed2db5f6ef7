-- Notices to people, what they want by mail, who is to be told; mails that wait to be sent.

-- row notice -> id i64, user_id i64, kind text, cluster_year_id i64?, unit_id i64?, fields text, href text,
--   created_at i64, read_at i64?
n.id, n.user_id, n.kind, n.cluster_year_id, n.unit_id, n.fields, n.href, n.created_at, n.read_at;

-- notice_add :one (user_id i64, kind text, cluster_year_id i64?, unit_id i64?, fields text, href text, dedup_key text,
--   created_at i64) -> id i64
INSERT INTO notice (user_id, kind, cluster_year_id, unit_id, fields, href, dedup_key, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (user_id, dedup_key) DO NOTHING RETURNING id;

-- notice_list :many (user_id i64, before i64, most i64) -> notice
SELECT {notice} FROM notice n WHERE n.user_id = ?1 AND (?2 = 0 OR n.id < ?2) ORDER BY n.id DESC LIMIT ?3;

-- notice_get :one (id i64, user_id i64) -> notice
SELECT {notice} FROM notice n WHERE n.id = ?1 AND n.user_id = ?2;

-- notice_unread :one (user_id i64) -> n i64
SELECT count(*) FROM notice WHERE user_id = ?1 AND read_at IS NULL;

-- notice_read :exec (id i64, user_id i64, at i64)
UPDATE notice SET read_at = ?3 WHERE id = ?1 AND user_id = ?2 AND read_at IS NULL;

-- notice_read_all :exec (user_id i64, upto i64, at i64)
UPDATE notice SET read_at = ?3 WHERE user_id = ?1 AND id <= ?2 AND read_at IS NULL;

-- Units that were told something of a kind since then.
-- notice_units_since :many (cluster_year_id i64, kind text, since i64) -> unit_id i64?, last_at i64
SELECT unit_id, max(created_at) FROM notice
WHERE cluster_year_id = ?1 AND kind = ?2 AND created_at >= ?3 AND unit_id IS NOT NULL GROUP BY unit_id ORDER BY unit_id;

-- notice_purge :exec (before i64)
DELETE FROM notice WHERE read_at IS NOT NULL AND read_at < ?1;

-- notice_choice_put :exec (user_id i64, kind text, by_mail i64)
INSERT INTO notice_choice (user_id, kind, by_mail) VALUES (?1, ?2, ?3)
ON CONFLICT (user_id, kind) DO UPDATE SET by_mail = excluded.by_mail;

-- notice_choice_list :many (user_id i64) -> kind text, by_mail i64
SELECT kind, by_mail FROM notice_choice WHERE user_id = ?1 ORDER BY kind;

-- Everybody who holds a role over the cluster, its Council or one of the year's units: not revoked, not disabled. mail: his
-- choice for the kind, if he made one.
-- notice_people :many (cluster_year_id i64, cluster_id i64, council_id i64, kind text)
--   -> user_id i64, name text, email text?, role text, scope_kind text, scope_id i64, from_on text?, to_on text?, by_mail i64?
SELECT g.user_id, u.name, u.email, g.role, g.scope_kind, g.scope_id, g.from_on, g.to_on, c.by_mail
FROM role_grant g JOIN user_account u ON u.id = g.user_id
LEFT JOIN notice_choice c ON c.user_id = u.id AND c.kind = ?4
WHERE g.revoked_at IS NULL AND u.disabled_at IS NULL AND ((g.scope_kind = 'cluster' AND g.scope_id = ?2)
	OR (g.scope_kind = 'council' AND g.scope_id = ?3)
	OR (g.scope_kind = 'unit' AND g.scope_id IN (SELECT m.unit_id FROM membership m WHERE m.cluster_year_id = ?1)))
ORDER BY g.user_id, g.id;

-- row mail -> id i64, to_address text, subject text, body text, state text, tries i64, created_at i64, due_at i64,
--   last_error text?, sent_at i64?
o.id, o.to_address, o.subject, o.body, o.state, o.tries, o.created_at, o.due_at, o.last_error, o.sent_at;

-- mail_add :one (to_address text, subject text, body text, created_at i64) -> id i64
INSERT INTO outbox (to_address, subject, body, state, created_at, due_at) VALUES (?1, ?2, ?3, 'waiting', ?4, ?4)
RETURNING id;

-- The next mail whose time has come, also one whose sender was lost.
-- mail_next :one (now i64) -> mail
SELECT {mail} FROM outbox o WHERE o.state IN ('waiting', 'sending') AND o.due_at <= ?1 ORDER BY o.due_at, o.id LIMIT 1;

-- mail_take :exec (id i64, until i64)
UPDATE outbox SET state = 'sending', due_at = ?2, tries = tries + 1 WHERE id = ?1 AND state IN ('waiting', 'sending');

-- tries: as it was taken, so that a sender that was given up does not speak for the next one.
-- mail_done :exec (id i64, tries i64, state text, due_at i64, last_error text?, sent_at i64?)
UPDATE outbox SET state = ?3, due_at = ?4, last_error = ?5, sent_at = ?6 WHERE id = ?1 AND state = 'sending' AND tries = ?2;

-- mail_list :many (most i64) -> mail
SELECT {mail} FROM outbox o ORDER BY o.id DESC LIMIT ?1;

-- mail_counts :many () -> state text, n i64
SELECT state, count(*) FROM outbox GROUP BY state ORDER BY state;

-- mail_purge :exec (before i64)
DELETE FROM outbox WHERE state IN ('sent', 'failed') AND created_at < ?1;
