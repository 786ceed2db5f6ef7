-- The calendar of a year: events, days given to one unit, the feed's tokens.

-- row event -> id i64, cluster_year_id i64, kind text, title text, starts_on text, ends_on text, starts_minute i64?,
--   ends_minute i64?, place text?, note text?, step text?, added_by i64, added_at i64, changed_at i64,
--   withdrawn_at i64?, withdrawn_why text?, rev i64, added_by_name text?
c.id, c.cluster_year_id, c.kind, c.title, c.starts_on, c.ends_on, c.starts_minute, c.ends_minute, c.place, c.note, c.step,
c.added_by, c.added_at, c.changed_at, c.withdrawn_at, c.withdrawn_why, c.rev, w.name;

-- values event (kind text, title text, starts_on text, ends_on text, starts_minute i64?, ends_minute i64?, place text?,
--   note text?, step text?, changed_at i64)

-- event_add :one (cluster_year_id i64, {event}, added_by i64) -> id i64
INSERT INTO calendar_event (cluster_year_id, kind, title, starts_on, ends_on, starts_minute, ends_minute, place, note,
	step, changed_at, added_by, added_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?11) RETURNING id;

-- event_save :exec (id i64, rev i64, {event})
UPDATE calendar_event SET kind = ?3, title = ?4, starts_on = ?5, ends_on = ?6, starts_minute = ?7, ends_minute = ?8,
	place = ?9, note = ?10, step = ?11, changed_at = ?12, rev = rev + 1
WHERE id = ?1 AND rev = ?2 AND withdrawn_at IS NULL;

-- event_withdraw :exec (id i64, rev i64, at i64, why text)
UPDATE calendar_event SET withdrawn_at = ?3, changed_at = ?3, withdrawn_why = ?4, rev = rev + 1
WHERE id = ?1 AND rev = ?2 AND withdrawn_at IS NULL;

-- event_get :one (id i64) -> event
SELECT {event} FROM calendar_event c LEFT JOIN user_account w ON w.id = c.added_by WHERE c.id = ?1;

-- event_list :many (cluster_year_id i64) -> event
SELECT {event} FROM calendar_event c LEFT JOIN user_account w ON w.id = c.added_by
WHERE c.cluster_year_id = ?1 ORDER BY c.starts_on, c.id;

-- extension_put :exec (cluster_year_id i64, unit_id i64, kind text, ref i64, due_on text, reason text, given_by i64,
--   given_at i64)
INSERT INTO due_extension (cluster_year_id, unit_id, kind, ref, due_on, reason, given_by, given_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (cluster_year_id, unit_id, kind, ref) DO UPDATE SET due_on = excluded.due_on, reason = excluded.reason,
	given_by = excluded.given_by, given_at = excluded.given_at;

-- extension_list :many (cluster_year_id i64) -> unit_id i64, kind text, ref i64, due_on text, reason text, given_at i64
SELECT unit_id, kind, ref, due_on, reason, given_at FROM due_extension WHERE cluster_year_id = ?1
ORDER BY unit_id, kind, ref;

-- calendar_token_put :exec (user_id i64, token_hash blob, created_at i64)
INSERT INTO calendar_token (user_id, token_hash, created_at) VALUES (?1, ?2, ?3)
ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at;

-- calendar_token_delete :exec (user_id i64)
DELETE FROM calendar_token WHERE user_id = ?1;

-- calendar_token_of :one (user_id i64) -> created_at i64
SELECT created_at FROM calendar_token WHERE user_id = ?1;

-- calendar_token_find :one (token_hash blob) -> user_id i64
SELECT k.user_id FROM calendar_token k JOIN user_account u ON u.id = k.user_id
WHERE k.token_hash = ?1 AND u.disabled_at IS NULL;
