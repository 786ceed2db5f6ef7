-- Days off as the site entered them.

-- row holiday -> day_on text, kind text, name text, source text?, changed_at i64, rev i64
h.day_on, h.kind, h.name, h.source, h.changed_at, h.rev;

-- holiday_list :many (from_on text, to_on text) -> holiday
SELECT {holiday} FROM holiday h WHERE h.day_on >= ?1 AND h.day_on <= ?2 ORDER BY h.day_on;

-- holiday_get :one (day_on text) -> holiday
SELECT {holiday} FROM holiday h WHERE h.day_on = ?1;

-- holiday_put :exec (day_on text, kind text, name text, source text?, at i64)
INSERT INTO holiday (day_on, kind, name, source, changed_at) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (day_on) DO UPDATE SET kind = excluded.kind, name = excluded.name, source = excluded.source,
	changed_at = excluded.changed_at, rev = holiday.rev + 1;

-- holiday_delete :exec (day_on text)
DELETE FROM holiday WHERE day_on = ?1;
