-- Members, offices and the calendar of a cluster-year.

-- row membership -> id i64, cluster_year_id i64, unit_id i64, ordinal i64, women_pct_c i64?, chair_order i64,
--   leader_name text?, leader_title text?, joined_on text?, decision text?, left_on text?, left_decision text?, rev i64,
--   unit_code text, unit_name text, profile text?
m.id, m.cluster_year_id, m.unit_id, m.ordinal, m.women_pct_c, m.chair_order, m.leader_name, m.leader_title,
m.joined_on, m.decision, m.left_on, m.left_decision, m.rev, u.code, u.name, m.profile;

-- values membership (ordinal i64, women_pct_c i64?, chair_order i64, leader_name text?, leader_title text?)

-- membership_add :one (cluster_year_id i64, unit_id i64, {membership}, joined_on text?, decision text?) -> id i64
INSERT INTO membership (cluster_year_id, unit_id, ordinal, women_pct_c, chair_order, leader_name, leader_title,
	joined_on, decision)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING id;

-- membership_next :one (cluster_year_id i64) -> ordinal i64
SELECT coalesce(max(ordinal), 0) + 1 FROM membership WHERE cluster_year_id = ?1;

-- membership_save :one (id i64, rev i64, {membership}) -> cluster_year_id i64
UPDATE membership SET ordinal = ?3, women_pct_c = ?4, chair_order = ?5, leader_name = ?6, leader_title = ?7,
	rev = rev + 1
WHERE id = ?1 AND rev = ?2 RETURNING cluster_year_id;

-- membership_profile :one (id i64, rev i64, profile text?) -> cluster_year_id i64
UPDATE membership SET profile = ?3, rev = rev + 1 WHERE id = ?1 AND rev = ?2 RETURNING cluster_year_id;

-- membership_leave :one (id i64, rev i64, ordinal i64, left_on text?, left_decision text?) -> cluster_year_id i64
UPDATE membership SET ordinal = ?3, left_on = ?4, left_decision = ?5, rev = rev + 1
WHERE id = ?1 AND rev = ?2 RETURNING cluster_year_id;

-- membership_left :many (cluster_year_id i64) -> membership
SELECT {membership} FROM membership m JOIN unit u ON u.id = m.unit_id
WHERE m.cluster_year_id = ?1 AND m.left_on IS NOT NULL ORDER BY m.left_on DESC, m.id;

-- membership_remove :one (id i64) -> cluster_year_id i64
DELETE FROM membership WHERE id = ?1 RETURNING cluster_year_id;

-- membership_list :many (cluster_year_id i64) -> membership
SELECT {membership} FROM membership m JOIN unit u ON u.id = m.unit_id
WHERE m.cluster_year_id = ?1 AND m.left_on IS NULL ORDER BY m.ordinal, m.id;

-- membership_find :one (cluster_year_id i64, unit_code text) -> membership
SELECT {membership} FROM membership m JOIN unit u ON u.id = m.unit_id
WHERE m.cluster_year_id = ?1 AND u.code = ?2 AND m.left_on IS NULL;

-- office_add :one (cluster_year_id i64, unit_id i64, office text, person_name text?, person_title text?,
--   from_on text, to_on text?, decision text?) -> id i64
INSERT INTO office_term (cluster_year_id, unit_id, office, person_name, person_title, from_on, to_on, decision)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id;

-- office_end :exec (id i64, rev i64, to_on text, end_decision text?)
UPDATE office_term SET to_on = ?3, end_decision = ?4, rev = rev + 1 WHERE id = ?1 AND rev = ?2;

-- office_drop :exec (id i64, rev i64)
DELETE FROM office_term WHERE id = ?1 AND rev = ?2;

-- office_list :many (cluster_year_id i64) -> id i64, unit_id i64, office text, person_name text?, person_title text?,
--   from_on text, to_on text?, decision text?, end_decision text?, rev i64, unit_name text
SELECT o.id, o.unit_id, o.office, o.person_name, o.person_title, o.from_on, o.to_on, o.decision, o.end_decision, o.rev,
	u.name
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
