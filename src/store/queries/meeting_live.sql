-- A meeting while it runs.

-- row meeting_event -> ordinal i64, at i64, kind text, unit_id i64?, person text?, body text?, ref i64, n i64,
--   entered_by i64
x.ordinal, x.at, x.kind, x.unit_id, x.person, x.body, x.ref, x.n, x.entered_by;

-- meeting_event_add :exec (meeting_id i64, ordinal i64, at i64, kind text, unit_id i64?, person text?, body text?,
--   ref i64, n i64, entered_by i64)
INSERT INTO meeting_event (meeting_id, ordinal, at, kind, unit_id, person, body, ref, n, entered_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- meeting_event_list :many (meeting_id i64) -> meeting_event
SELECT {meeting_event} FROM meeting_event x WHERE x.meeting_id = ?1 ORDER BY x.ordinal;

-- row meeting_item -> id i64, ordinal i64, title text, starts_on_plan i64?, minutes i64, speaker text?, unit_id i64?,
--   paper_id i64?, unit_name text?, unit_code text?
i.id, i.ordinal, i.title, i.starts_on_plan, i.minutes, i.speaker, i.unit_id, i.paper_id, u.name, u.code;

-- meeting_item_list :many (meeting_id i64) -> meeting_item
SELECT {meeting_item} FROM meeting_item i LEFT JOIN unit u ON u.id = i.unit_id
WHERE i.meeting_id = ?1 ORDER BY i.ordinal;

-- meeting_item_add :one (meeting_id i64, ordinal i64, title text, starts_on_plan i64?, minutes i64, speaker text?,
--   unit_id i64?, paper_id i64?) -> id i64
INSERT INTO meeting_item (meeting_id, ordinal, title, starts_on_plan, minutes, speaker, unit_id, paper_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id;

-- meeting_item_save :exec (id i64, meeting_id i64, ordinal i64, title text, starts_on_plan i64?, minutes i64,
--   speaker text?, unit_id i64?, paper_id i64?)
UPDATE meeting_item SET ordinal = ?3, title = ?4, starts_on_plan = ?5, minutes = ?6, speaker = ?7, unit_id = ?8,
	paper_id = ?9
WHERE id = ?1 AND meeting_id = ?2;

-- Ordinals stay apart while a list is written anew.
-- meeting_item_shift :exec (meeting_id i64)
UPDATE meeting_item SET ordinal = ordinal + 1000000 WHERE meeting_id = ?1;

-- meeting_item_trim :exec (meeting_id i64)
DELETE FROM meeting_item WHERE meeting_id = ?1 AND ordinal > 1000000;

-- meeting_code_put :exec (meeting_id i64, unit_id i64, code text)
INSERT INTO meeting_code (meeting_id, unit_id, code) VALUES (?1, ?2, ?3)
ON CONFLICT (meeting_id, unit_id) DO UPDATE SET code = excluded.code, used_at = NULL;

-- meeting_code_used :exec (meeting_id i64, unit_id i64, used_at i64)
UPDATE meeting_code SET used_at = ?3 WHERE meeting_id = ?1 AND unit_id = ?2 AND used_at IS NULL;

-- meeting_code_list :many (meeting_id i64) -> unit_id i64, code text, used_at i64?
SELECT k.unit_id, k.code, k.used_at FROM meeting_code k WHERE k.meeting_id = ?1 ORDER BY k.unit_id;

-- meeting_code_get :one (code text) -> meeting_id i64, unit_id i64, used_at i64?, unit_name text, cluster_year_id i64
SELECT k.meeting_id, k.unit_id, k.used_at, u.name, m.cluster_year_id FROM meeting_code k
JOIN meeting m ON m.id = k.meeting_id JOIN unit u ON u.id = k.unit_id WHERE k.code = ?1;

-- meeting_rule_get :one (meeting_id i64) -> quorum_num i64, quorum_den i64, speak_s i64, rev i64
SELECT r.quorum_num, r.quorum_den, r.speak_s, r.rev FROM meeting_rule r WHERE r.meeting_id = ?1;

-- meeting_rule_add :exec (meeting_id i64, quorum_num i64, quorum_den i64, speak_s i64)
INSERT INTO meeting_rule (meeting_id, quorum_num, quorum_den, speak_s) VALUES (?1, ?2, ?3, ?4);

-- meeting_rule_save :exec (meeting_id i64, rev i64, quorum_num i64, quorum_den i64, speak_s i64)
UPDATE meeting_rule SET quorum_num = ?3, quorum_den = ?4, speak_s = ?5, rev = rev + 1 WHERE meeting_id = ?1 AND rev = ?2;

-- attendance_come :exec (meeting_id i64, unit_id i64, person_name text, presence text, votes i64)
UPDATE attendance SET person_name = ?3, presence = ?4, votes = ?5 WHERE meeting_id = ?1 AND unit_id = ?2;
