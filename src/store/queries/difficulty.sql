-- Difficulties of a year and what was said about them.

-- row difficulty -> id i64, cluster_year_id i64, unit_id i64, title text, body text, wish text?, state text,
--   assigned_to i64?, due_on text?, raised_by i64, raised_at i64, rev i64, unit_code text, unit_name text,
--   assigned_name text?, raised_by_name text?
d.id, d.cluster_year_id, d.unit_id, d.title, d.body, d.wish, d.state, d.assigned_to, d.due_on, d.raised_by, d.raised_at,
d.rev, u.code, u.name, w.name, b.name;

-- difficulty_add :one (cluster_year_id i64, unit_id i64, title text, body text, wish text?, raised_by i64,
--   raised_at i64) -> id i64
INSERT INTO difficulty (cluster_year_id, unit_id, title, body, wish, state, raised_by, raised_at)
VALUES (?1, ?2, ?3, ?4, ?5, 'raised', ?6, ?7) RETURNING id;

-- difficulty_save :exec (id i64, rev i64, state text, assigned_to i64?, due_on text?)
UPDATE difficulty SET state = ?3, assigned_to = ?4, due_on = ?5, rev = rev + 1 WHERE id = ?1 AND rev = ?2;

-- difficulty_get :one (id i64) -> difficulty
SELECT {difficulty} FROM difficulty d JOIN unit u ON u.id = d.unit_id
LEFT JOIN user_account w ON w.id = d.assigned_to LEFT JOIN user_account b ON b.id = d.raised_by
WHERE d.id = ?1;

-- unit_id 0: of every unit.
-- difficulty_list :many (cluster_year_id i64, unit_id i64) -> difficulty
SELECT {difficulty} FROM difficulty d JOIN unit u ON u.id = d.unit_id
LEFT JOIN user_account w ON w.id = d.assigned_to LEFT JOIN user_account b ON b.id = d.raised_by
WHERE d.cluster_year_id = ?1 AND (?2 = 0 OR d.unit_id = ?2) ORDER BY d.id DESC;

-- difficulty_say :exec (difficulty_id i64, state text, text text?, said_by i64, said_by_name text, said_at i64)
INSERT INTO difficulty_answer (difficulty_id, ordinal, state, text, said_by, said_by_name, said_at)
SELECT ?1, coalesce(max(ordinal), 0) + 1, ?2, ?3, ?4, ?5, ?6 FROM difficulty_answer WHERE difficulty_id = ?1;

-- difficulty_answers :many (difficulty_id i64) -> ordinal i64, state text, text text?, said_by i64, said_by_name text,
--   said_at i64
SELECT ordinal, state, text, said_by, said_by_name, said_at FROM difficulty_answer WHERE difficulty_id = ?1
ORDER BY ordinal;

-- Everybody with a role in the cluster or in its Council, not revoked and not disabled.
-- difficulty_people :many (cluster_id i64) -> user_id i64, name text, role text, from_on text?, to_on text?
SELECT g.user_id, u.name, g.role, g.from_on, g.to_on FROM role_grant g JOIN user_account u ON u.id = g.user_id
WHERE g.revoked_at IS NULL AND u.disabled_at IS NULL AND ((g.scope_kind = 'cluster' AND g.scope_id = ?1)
	OR (g.scope_kind = 'council' AND g.scope_id = (SELECT c.council_id FROM cluster c WHERE c.id = ?1)))
ORDER BY u.sort_key, u.id, g.id;
