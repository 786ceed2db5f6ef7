-- Periods, activities, talks, exemplars and participation of a year.

-- row period -> id i64, cluster_year_id i64, kind text, name text, starts_on text, ends_on text, due_on text,
--   expected_pct_c i64, exemplars_person i64, exemplars_collective i64, exemplars_each i64, withdrawn_at i64?,
--   withdrawn_why text?, rev i64
p.id, p.cluster_year_id, p.kind, p.name, p.starts_on, p.ends_on, p.due_on, p.expected_pct_c, p.exemplars_person,
p.exemplars_collective, p.exemplars_each, p.withdrawn_at, p.withdrawn_why, p.rev;

-- period_add :one (cluster_year_id i64, kind text, name text, starts_on text, ends_on text, due_on text,
--   expected_pct_c i64, exemplars_person i64, exemplars_collective i64, exemplars_each i64) -> id i64
INSERT INTO report_period (cluster_year_id, kind, name, starts_on, ends_on, due_on, expected_pct_c, exemplars_person,
	exemplars_collective, exemplars_each)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING id;

-- period_save :exec (id i64, rev i64, kind text, name text, starts_on text, ends_on text, due_on text,
--   expected_pct_c i64, exemplars_person i64, exemplars_collective i64, exemplars_each i64)
UPDATE report_period SET kind = ?3, name = ?4, starts_on = ?5, ends_on = ?6, due_on = ?7, expected_pct_c = ?8,
	exemplars_person = ?9, exemplars_collective = ?10, exemplars_each = ?11, rev = rev + 1
WHERE id = ?1 AND rev = ?2 AND withdrawn_at IS NULL;

-- period_get :one (id i64) -> period
SELECT {period} FROM report_period p WHERE p.id = ?1;

-- period_list :many (cluster_year_id i64) -> period
SELECT {period} FROM report_period p WHERE p.cluster_year_id = ?1 ORDER BY p.ends_on, p.starts_on, p.id;

-- What refers to a period.
-- period_uses :one (id i64) -> n i64
SELECT (SELECT count(*) FROM exemplar WHERE report_period_id = ?1)
	+ (SELECT count(*) FROM period_report WHERE report_period_id = ?1);

-- period_remove :exec (id i64, rev i64)
DELETE FROM report_period WHERE id = ?1 AND rev = ?2;

-- period_withdraw :exec (id i64, rev i64, at i64, why text)
UPDATE report_period SET withdrawn_at = ?3, withdrawn_why = ?4, rev = rev + 1
WHERE id = ?1 AND rev = ?2 AND withdrawn_at IS NULL;

-- activity_kind_put :exec (cluster_id i64, code text, name text, retired i64)
INSERT INTO activity_kind (cluster_id, code, name, retired) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (cluster_id, code) DO UPDATE SET name = excluded.name, retired = excluded.retired;

-- activity_kind_list :many (cluster_id i64) -> code text, name text, retired i64
SELECT code, name, retired FROM activity_kind WHERE cluster_id = ?1 ORDER BY code;

-- row activity -> id i64, cluster_year_id i64, unit_id i64?, kind text, title text, held_on text, place text?,
--   body text?, added_by i64, added_at i64, withdrawn_at i64?, withdrawn_why text?, rev i64, unit_name text?,
--   added_by_name text?
a.id, a.cluster_year_id, a.unit_id, a.kind, a.title, a.held_on, a.place, a.body, a.added_by, a.added_at, a.withdrawn_at,
a.withdrawn_why, a.rev, u.name, w.name;

-- activity_add :one (cluster_year_id i64, unit_id i64?, kind text, title text, held_on text, place text?, body text?,
--   added_by i64, added_at i64) -> id i64
INSERT INTO activity (cluster_year_id, unit_id, kind, title, held_on, place, body, added_by, added_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING id;

-- activity_save :exec (id i64, rev i64, kind text, title text, held_on text, place text?, body text?)
UPDATE activity SET kind = ?3, title = ?4, held_on = ?5, place = ?6, body = ?7, rev = rev + 1
WHERE id = ?1 AND rev = ?2 AND withdrawn_at IS NULL;

-- activity_withdraw :exec (id i64, rev i64, at i64, why text)
UPDATE activity SET withdrawn_at = ?3, withdrawn_why = ?4, rev = rev + 1
WHERE id = ?1 AND rev = ?2 AND withdrawn_at IS NULL;

-- activity_get :one (id i64) -> activity
SELECT {activity} FROM activity a LEFT JOIN unit u ON u.id = a.unit_id LEFT JOIN user_account w ON w.id = a.added_by
WHERE a.id = ?1;

-- activity_list :many (cluster_year_id i64) -> activity
SELECT {activity} FROM activity a LEFT JOIN unit u ON u.id = a.unit_id LEFT JOIN user_account w ON w.id = a.added_by
WHERE a.cluster_year_id = ?1 AND a.withdrawn_at IS NULL ORDER BY a.held_on, a.id;

-- activity_part_put :exec (activity_id i64, unit_id i64, n_people i64, amount_dong i64)
INSERT INTO activity_part (activity_id, unit_id, n_people, amount_dong) VALUES (?1, ?2, ?3, ?4);

-- activity_part_clear :exec (activity_id i64)
DELETE FROM activity_part WHERE activity_id = ?1;

-- activity_part_list :many (cluster_year_id i64) -> activity_id i64, unit_id i64, n_people i64, amount_dong i64
SELECT p.activity_id, p.unit_id, p.n_people, p.amount_dong FROM activity a JOIN activity_part p ON p.activity_id = a.id
WHERE a.cluster_year_id = ?1 AND a.withdrawn_at IS NULL ORDER BY p.activity_id, p.unit_id;

-- row activity_file -> id i64, activity_id i64, file_id i64, file_name text, alt text?, picture i64, size i64
f.id, f.activity_id, f.file_id, f.file_name, f.alt, f.picture, b.size;

-- activity_file_add :one (activity_id i64, file_id i64, file_name text, alt text?, picture i64, added_by i64,
--   added_at i64) -> id i64
INSERT INTO activity_file (activity_id, file_id, file_name, alt, picture, added_by, added_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id;

-- activity_file_remove :exec (id i64, at i64)
UPDATE activity_file SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL;

-- activity_file_get :one (id i64) -> activity_file
SELECT {activity_file} FROM activity_file f JOIN file b ON b.id = f.file_id WHERE f.id = ?1 AND f.removed_at IS NULL;

-- activity_file_list :many (activity_id i64) -> activity_file
SELECT {activity_file} FROM activity_file f JOIN file b ON b.id = f.file_id
WHERE f.activity_id = ?1 AND f.removed_at IS NULL ORDER BY f.id;

-- row talk -> id i64, cluster_year_id i64, unit_id i64, title text, speaker text, given_on text?, body text?,
--   file_id i64?, file_name text?, unit_code text, unit_name text
t.id, t.cluster_year_id, t.unit_id, t.title, t.speaker, t.given_on, t.body, t.file_id, t.file_name, u.code, u.name;

-- talk_add :one (cluster_year_id i64, unit_id i64, title text, speaker text, given_on text?, body text?, file_id i64?,
--   file_name text?, added_by i64, added_at i64) -> id i64
INSERT INTO talk (cluster_year_id, unit_id, title, speaker, given_on, body, file_id, file_name, added_by, added_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING id;

-- talk_withdraw :exec (id i64, at i64, why text)
UPDATE talk SET withdrawn_at = ?2, withdrawn_why = ?3 WHERE id = ?1 AND withdrawn_at IS NULL;

-- talk_get :one (id i64) -> talk
SELECT {talk} FROM talk t JOIN unit u ON u.id = t.unit_id WHERE t.id = ?1 AND t.withdrawn_at IS NULL;

-- talk_list :many (cluster_year_id i64, unit_id i64) -> talk
SELECT {talk} FROM talk t JOIN unit u ON u.id = t.unit_id
WHERE t.cluster_year_id = ?1 AND (?2 = 0 OR t.unit_id = ?2) AND t.withdrawn_at IS NULL ORDER BY t.id;

-- row exemplar -> id i64, cluster_year_id i64, unit_id i64, report_period_id i64?, collective i64, name text,
--   title text?, merit text, chosen i64, rev i64, unit_code text, unit_name text
x.id, x.cluster_year_id, x.unit_id, x.report_period_id, x.collective, x.name, x.title, x.merit, x.chosen, x.rev, u.code,
u.name;

-- exemplar_add :one (cluster_year_id i64, unit_id i64, report_period_id i64?, collective i64, name text, title text?,
--   merit text, chosen i64, added_by i64, added_at i64) -> id i64
INSERT INTO exemplar (cluster_year_id, unit_id, report_period_id, collective, name, title, merit, chosen, added_by,
	added_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING id;

-- exemplar_choose :exec (id i64, rev i64, chosen i64)
UPDATE exemplar SET chosen = ?3, rev = rev + 1 WHERE id = ?1 AND rev = ?2 AND withdrawn_at IS NULL;

-- exemplar_withdraw :exec (id i64, at i64, why text)
UPDATE exemplar SET withdrawn_at = ?2, withdrawn_why = ?3, rev = rev + 1 WHERE id = ?1 AND withdrawn_at IS NULL;

-- exemplar_get :one (id i64) -> exemplar
SELECT {exemplar} FROM exemplar x JOIN unit u ON u.id = x.unit_id WHERE x.id = ?1 AND x.withdrawn_at IS NULL;

-- exemplar_list :many (cluster_year_id i64, unit_id i64) -> exemplar
SELECT {exemplar} FROM exemplar x JOIN unit u ON u.id = x.unit_id
WHERE x.cluster_year_id = ?1 AND (?2 = 0 OR x.unit_id = ?2) AND x.withdrawn_at IS NULL ORDER BY x.id;

-- participation_add :exec (cluster_year_id i64, unit_id i64, n_collectives i64, n_collectives_joined i64, n_people i64,
--   n_people_joined i64)
INSERT INTO participation (cluster_year_id, unit_id, n_collectives, n_collectives_joined, n_people, n_people_joined)
VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (cluster_year_id, unit_id) DO NOTHING;

-- participation_save :exec (cluster_year_id i64, unit_id i64, rev i64, n_collectives i64, n_collectives_joined i64,
--   n_people i64, n_people_joined i64)
UPDATE participation SET n_collectives = ?4, n_collectives_joined = ?5, n_people = ?6, n_people_joined = ?7, rev = rev + 1
WHERE cluster_year_id = ?1 AND unit_id = ?2 AND rev = ?3;

-- participation_list :many (cluster_year_id i64) -> unit_id i64, n_collectives i64, n_collectives_joined i64,
--   n_people i64, n_people_joined i64, rev i64
SELECT unit_id, n_collectives, n_collectives_joined, n_people, n_people_joined, rev FROM participation
WHERE cluster_year_id = ?1 ORDER BY unit_id;
