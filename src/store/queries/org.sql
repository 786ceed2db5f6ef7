-- Councils, units, clusters and their years.

-- row council -> id i64, code text, name text, level text, rev i64
c.id, c.code, c.name, c.level, c.rev;

-- council_add :one (code text, name text, level text, sort_key text) -> id i64
INSERT INTO council (code, name, level, sort_key) VALUES (?1, ?2, ?3, ?4) RETURNING id;

-- council_by_code :one (code text) -> council
SELECT {council} FROM council c WHERE c.code = ?1;

-- council_save :exec (id i64, rev i64, name text, level text, sort_key text)
UPDATE council SET name = ?3, level = ?4, sort_key = ?5, rev = rev + 1 WHERE id = ?1 AND rev = ?2;

-- council_list :many () -> council
SELECT {council} FROM council c ORDER BY c.sort_key, c.id;

-- row unit -> id i64, code text, name text, short_name text?, retired i64, rev i64
u.id, u.code, u.name, u.short_name, u.retired, u.rev;

-- unit_add :one (code text, name text, short_name text?, sort_key text, name_key text) -> id i64
INSERT INTO unit (code, name, short_name, sort_key, name_key) VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id;

-- unit_save :exec (id i64, rev i64, code text, name text, short_name text?, sort_key text, name_key text,
--   retired i64)
UPDATE unit SET code = ?3, name = ?4, short_name = ?5, sort_key = ?6, name_key = ?7, retired = ?8, rev = rev + 1
WHERE id = ?1 AND rev = ?2;

-- unit_get :one (id i64) -> unit
SELECT {unit} FROM unit u WHERE u.id = ?1;

-- unit_by_code :one (code text) -> unit
SELECT {unit} FROM unit u WHERE u.code = ?1;

-- unit_list :many () -> unit
SELECT {unit} FROM unit u ORDER BY u.sort_key, u.id;

-- By any part of the name or of an old name, or the start of the code, all without marks; an empty key finds all.
-- unit_search :many (key text, limit_n i64, offset_n i64) -> unit
SELECT {unit} FROM unit u
WHERE ?1 = '' OR u.name_key LIKE '%' || ?1 || '%' OR u.code LIKE ?1 || '%'
	OR u.id IN (SELECT p.unit_id FROM unit_change_part p WHERE p.name_key LIKE '%' || ?1 || '%')
ORDER BY u.retired, u.sort_key, u.id LIMIT ?2 OFFSET ?3;

-- unit_search_count :one (key text) -> n i64
SELECT count(*) FROM unit u
WHERE ?1 = '' OR u.name_key LIKE '%' || ?1 || '%' OR u.code LIKE ?1 || '%'
	OR u.id IN (SELECT p.unit_id FROM unit_change_part p WHERE p.name_key LIKE '%' || ?1 || '%');

-- unit_years :many (unit_id i64) -> cluster_code text, cluster_name text, council_name text, year i64, joined_on text?,
--   left_on text?, rank i64?, total_c i64?, n_ranked i64
SELECT c.code, c.name, k.name, y.year, m.joined_on, m.left_on, r.rank, r.total_c,
 (SELECT count(*) FROM ranking_row x WHERE x.ranking_id = v.id)
FROM membership m JOIN cluster_year y ON y.id = m.cluster_year_id JOIN cluster c ON c.id = y.cluster_id
JOIN council k ON k.id = c.council_id
LEFT JOIN ranking v ON v.cluster_year_id = y.id AND v.state = 'adopted' AND y.revealed_at IS NOT NULL
LEFT JOIN ranking_row r ON r.ranking_id = v.id AND r.unit_id = m.unit_id
WHERE m.unit_id = ?1 ORDER BY y.year DESC, c.sort_key, c.id;

-- row cluster -> id i64, council_id i64, code text, name text, kind text, head_title text, deputy_title text, rev i64
c.id, c.council_id, c.code, c.name, c.kind, c.head_title, c.deputy_title, c.rev;

-- values cluster (code text, name text, kind text, head_title text, deputy_title text, sort_key text, name_key text)

-- cluster_add :one (council_id i64, {cluster}) -> id i64
INSERT INTO cluster (council_id, code, name, kind, head_title, deputy_title, sort_key, name_key)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id;

-- cluster_save :exec (id i64, rev i64, {cluster})
UPDATE cluster SET code = ?3, name = ?4, kind = ?5, head_title = ?6, deputy_title = ?7, sort_key = ?8,
	name_key = ?9, rev = rev + 1
WHERE id = ?1 AND rev = ?2;

-- cluster_by_code :one (code text) -> cluster
SELECT {cluster} FROM cluster c WHERE c.code = ?1;

-- cluster_list :many () -> cluster
SELECT {cluster} FROM cluster c ORDER BY c.sort_key, c.id;

-- row cluster_year -> id i64, cluster_id i64, year i64, theme text?, step text, scheme_id i64?, revealed_at i64?,
--   published_at i64?, rev i64, code text, name text, kind text, head_title text, deputy_title text, council_id i64,
--   council_name text, origin text?, away text?
y.id, y.cluster_id, y.year, y.theme, y.step, y.scheme_id, y.revealed_at, y.published_at, y.rev,
c.code, c.name, c.kind, c.head_title, c.deputy_title, k.id, k.name, y.origin,
(SELECT w.machine FROM year_away w WHERE w.cluster_year_id = y.id AND w.ended_at IS NULL AND w.here = 0) AS away;

-- cluster_year_add :one (cluster_id i64, year i64, theme text?, step text, scheme_id i64?) -> id i64
INSERT INTO cluster_year (cluster_id, year, theme, step, scheme_id) VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id;

-- cluster_year_save :exec (id i64, rev i64, theme text?, step text, scheme_id i64?, revealed_at i64?,
--   published_at i64?)
UPDATE cluster_year SET theme = ?3, step = ?4, scheme_id = ?5, revealed_at = ?6, published_at = ?7, rev = rev + 1
WHERE id = ?1 AND rev = ?2;

-- cluster_year_origin :exec (id i64, origin text)
UPDATE cluster_year SET origin = ?2 WHERE id = ?1;

-- cluster_year_get :one (id i64) -> cluster_year
SELECT {cluster_year} FROM cluster_year y JOIN cluster c ON c.id = y.cluster_id JOIN council k ON k.id = c.council_id
WHERE y.id = ?1;

-- cluster_year_find :one (code text, year i64) -> cluster_year
SELECT {cluster_year} FROM cluster_year y JOIN cluster c ON c.id = y.cluster_id JOIN council k ON k.id = c.council_id
WHERE c.code = ?1 AND y.year = ?2;

-- what any grant of a user could reach; domain/authz.h decides what he may see of it
-- cluster_year_of_user :many (user_id i64) -> cluster_year
SELECT {cluster_year} FROM cluster_year y JOIN cluster c ON c.id = y.cluster_id JOIN council k ON k.id = c.council_id
WHERE EXISTS (SELECT 1 FROM role_grant g WHERE g.user_id = ?1 AND g.revoked_at IS NULL AND (g.scope_kind = 'system'
	OR (g.scope_kind = 'council' AND g.scope_id = c.council_id)
	OR (g.scope_kind = 'cluster' AND g.scope_id = c.id)
	OR (g.scope_kind = 'unit' AND EXISTS (SELECT 1 FROM membership m
		WHERE m.cluster_year_id = y.id AND m.unit_id = g.scope_id))))
ORDER BY y.year DESC, c.sort_key, y.id;

-- the same years: how many members, and the unit that headed each
-- cluster_year_sizes :many (user_id i64) -> id i64, n_members i64, head_name text?
SELECT y.id, (SELECT count(*) FROM membership m WHERE m.cluster_year_id = y.id),
	(SELECT u.name FROM office_term o JOIN unit u ON u.id = o.unit_id
	WHERE o.cluster_year_id = y.id AND o.office = 'head' AND o.from_on <= cast(y.year AS text) || '-12-31'
	ORDER BY o.from_on, o.id LIMIT 1)
FROM cluster_year y JOIN cluster c ON c.id = y.cluster_id
WHERE EXISTS (SELECT 1 FROM role_grant g WHERE g.user_id = ?1 AND g.revoked_at IS NULL AND (g.scope_kind = 'system'
	OR (g.scope_kind = 'council' AND g.scope_id = c.council_id)
	OR (g.scope_kind = 'cluster' AND g.scope_id = c.id)
	OR (g.scope_kind = 'unit' AND EXISTS (SELECT 1 FROM membership m
		WHERE m.cluster_year_id = y.id AND m.unit_id = g.scope_id))))
ORDER BY y.year DESC, c.sort_key, y.id;

-- the user's own units among the members of each year
-- membership_of_user :many (user_id i64) -> cluster_year_id i64, unit_id i64
SELECT m.cluster_year_id, m.unit_id FROM membership m JOIN role_grant g ON g.scope_id = m.unit_id
WHERE g.user_id = ?1 AND g.scope_kind = 'unit' AND g.revoked_at IS NULL
GROUP BY m.cluster_year_id, m.unit_id ORDER BY m.cluster_year_id, m.unit_id;

-- cluster_year_list :many () -> cluster_year
SELECT {cluster_year} FROM cluster_year y JOIN cluster c ON c.id = y.cluster_id JOIN council k ON k.id = c.council_id
ORDER BY y.year DESC, c.sort_key, y.id;
