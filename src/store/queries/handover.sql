-- What one year hands over to the next.

-- commitment_add :exec (cluster_year_id i64, text text)
INSERT INTO commitment (cluster_year_id, ordinal, text)
SELECT ?1, coalesce(max(ordinal), 0) + 1, ?2 FROM commitment WHERE cluster_year_id = ?1;

-- commitment_done :exec (id i64, cluster_year_id i64, rev i64, done_on text?, done_note text?)
UPDATE commitment SET done_on = ?4, done_note = ?5, rev = rev + 1 WHERE id = ?1 AND cluster_year_id = ?2 AND rev = ?3;

-- commitment_list :many (cluster_year_id i64) -> id i64, text text, done_on text?, done_note text?, rev i64
SELECT id, text, done_on, done_note, rev FROM commitment WHERE cluster_year_id = ?1 ORDER BY ordinal;

-- difficulty_carry :one (cluster_year_id i64, unit_id i64, title text, body text, wish text?, raised_by i64,
--   raised_at i64, carried_from i64) -> id i64
INSERT INTO difficulty (cluster_year_id, unit_id, title, body, wish, state, raised_by, raised_at, carried_from)
VALUES (?1, ?2, ?3, ?4, ?5, 'raised', ?6, ?7, ?8) RETURNING id;

-- Those of a year that go on in the next one.
-- difficulty_carried :many (cluster_year_id i64) -> unit_name text, title text, wish text?
SELECT u.name, d.title, d.wish FROM difficulty n JOIN difficulty d ON d.id = n.carried_from
JOIN unit u ON u.id = d.unit_id WHERE d.cluster_year_id = ?1 ORDER BY d.id;
