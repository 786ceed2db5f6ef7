-- What became of units.

-- unit_change_add :one (kind text, effective_on text, decision text, note text?, entered_by i64, entered_at i64) -> id i64
INSERT INTO unit_change (kind, effective_on, decision, note, entered_by, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id;

-- unit_change_part_add :exec (unit_change_id i64, ordinal i64, side i64, unit_id i64, name text, name_key text,
--   continues i64, cluster_id i64?)
INSERT INTO unit_change_part (unit_change_id, ordinal, side, unit_id, name, name_key, continues, cluster_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- unit_change_list :many () -> id i64, kind text, effective_on text, decision text, note text?
SELECT id, kind, effective_on, decision, note FROM unit_change ORDER BY effective_on, id;

-- unit_change_part_list :many () -> unit_change_id i64, side i64, unit_id i64, name text, continues i64, cluster_id i64?,
--   unit_code text, cluster_name text?
SELECT p.unit_change_id, p.side, p.unit_id, p.name, p.continues, p.cluster_id, u.code, c.name
FROM unit_change_part p JOIN unit u ON u.id = p.unit_id LEFT JOIN cluster c ON c.id = p.cluster_id
ORDER BY p.unit_change_id, p.ordinal;
