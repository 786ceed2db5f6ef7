-- Members, offices and the calendar of a cluster-year.

-- row membership -> id i64, cluster_year_id i64, unit_id i64, ordinal i64, women_pct_c i64?, chair_order i64,
--   leader_name text?, leader_title text?, rev i64, unit_code text, unit_name text
m.id, m.cluster_year_id, m.unit_id, m.ordinal, m.women_pct_c, m.chair_order, m.leader_name, m.leader_title, m.rev,
u.code, u.name;

-- values membership (ordinal i64, women_pct_c i64?, chair_order i64, leader_name text?, leader_title text?)

-- membership_add :one (cluster_year_id i64, unit_id i64, {membership}) -> id i64
INSERT INTO membership (cluster_year_id, unit_id, ordinal, women_pct_c, chair_order, leader_name, leader_title)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id;

-- membership_next :one (cluster_year_id i64) -> ordinal i64
SELECT coalesce(max(ordinal), 0) + 1 FROM membership WHERE cluster_year_id = ?1;

-- membership_save :one (id i64, rev i64, {membership}) -> cluster_year_id i64
UPDATE membership SET ordinal = ?3, women_pct_c = ?4, chair_order = ?5, leader_name = ?6, leader_title = ?7,
	rev = rev + 1
WHERE id = ?1 AND rev = ?2 RETURNING cluster_year_id;

-- membership_remove :one (id i64) -> cluster_year_id i64
DELETE FROM membership WHERE id = ?1 RETURNING cluster_year_id;

-- membership_list :many (cluster_year_id i64) -> membership
SELECT {membership} FROM membership m JOIN unit u ON u.id = m.unit_id
WHERE m.cluster_year_id = ?1 ORDER BY m.ordinal, m.id;

-- membership_find :one (cluster_year_id i64, unit_code text) -> membership
SELECT {membership} FROM membership m JOIN unit u ON u.id = m.unit_id
WHERE m.cluster_year_id = ?1 AND u.code = ?2;

-- office_add :one (cluster_year_id i64, unit_id i64, office text, person_name text?, person_title text?,
--   from_on text, to_on text?) -> id i64
INSERT INTO office_term (cluster_year_id, unit_id, office, person_name, person_title, from_on, to_on)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id;

-- office_list :many (cluster_year_id i64) -> id i64, unit_id i64, office text, person_name text?, person_title text?,
--   from_on text, to_on text?, unit_name text
SELECT o.id, o.unit_id, o.office, o.person_name, o.person_title, o.from_on, o.to_on, u.name
FROM office_term o JOIN unit u ON u.id = o.unit_id
WHERE o.cluster_year_id = ?1 ORDER BY o.from_on DESC, o.id DESC;

-- season_step_put :exec (cluster_year_id i64, step text, enabled i64, starts_on text?, due_on text?, entered_at i64?)
INSERT INTO season_step (cluster_year_id, step, enabled, starts_on, due_on, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (cluster_year_id, step) DO UPDATE SET enabled = excluded.enabled, starts_on = excluded.starts_on,
	due_on = excluded.due_on, entered_at = coalesce(excluded.entered_at, season_step.entered_at);

-- season_step_enter :exec (cluster_year_id i64, step text, at i64)
INSERT INTO season_step (cluster_year_id, step, enabled, entered_at) VALUES (?1, ?2, 1, ?3)
ON CONFLICT (cluster_year_id, step) DO UPDATE SET entered_at = excluded.entered_at;

-- season_step_list :many (cluster_year_id i64) -> step text, enabled i64, starts_on text?, due_on text?,
--   entered_at i64?
SELECT step, enabled, starts_on, due_on, entered_at FROM season_step WHERE cluster_year_id = ?1 ORDER BY step;
