-- Reports of units on the periods of a year.

-- row report -> id i64, report_period_id i64, unit_id i64, state text, sent_at i64?, late_days i64, reason text?, rev i64,
--   saved_at i64, saved_by_name text?
r.id, r.report_period_id, r.unit_id, r.state, r.sent_at, r.late_days, r.reason, r.rev, r.saved_at, w.name;

-- report_get :one (report_period_id i64, unit_id i64) -> report
SELECT {report} FROM period_report r LEFT JOIN user_account w ON w.id = r.saved_by
WHERE r.report_period_id = ?1 AND r.unit_id = ?2;

-- report_list :many (cluster_year_id i64) -> report
SELECT {report} FROM report_period p JOIN period_report r ON r.report_period_id = p.id
LEFT JOIN user_account w ON w.id = r.saved_by
WHERE p.cluster_year_id = ?1 ORDER BY r.report_period_id, r.unit_id;

-- report_add :one (report_period_id i64, unit_id i64, state text, sent_at i64?, late_days i64, reason text?,
--   saved_by i64, saved_at i64) -> id i64
INSERT INTO period_report (report_period_id, unit_id, state, sent_at, late_days, reason, saved_by, saved_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (report_period_id, unit_id) DO NOTHING RETURNING id;

-- report_save :exec (id i64, rev i64, state text, sent_at i64?, late_days i64, reason text?, saved_by i64, saved_at i64)
UPDATE period_report SET state = ?3, sent_at = ?4, late_days = ?5, reason = ?6, saved_by = ?7, saved_at = ?8, rev = rev + 1
WHERE id = ?1 AND rev = ?2;

-- report_line_put :exec (period_report_id i64, registered_target_id i64, actual_c i64?, cause text?)
INSERT INTO report_line (period_report_id, registered_target_id, actual_c, cause) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (period_report_id, registered_target_id) DO UPDATE SET actual_c = excluded.actual_c, cause = excluded.cause;

-- report_line_list :many (cluster_year_id i64) -> period_report_id i64, registered_target_id i64, actual_c i64?, cause text?
SELECT l.period_report_id, l.registered_target_id, l.actual_c, l.cause FROM report_period p
JOIN period_report r ON r.report_period_id = p.id JOIN report_line l ON l.period_report_id = r.id
WHERE p.cluster_year_id = ?1 ORDER BY l.period_report_id, l.registered_target_id;

-- report_light_get :one (cluster_year_id i64) -> green_pct_c i64, yellow_pct_c i64
SELECT green_pct_c, yellow_pct_c FROM report_light WHERE cluster_year_id = ?1;

-- report_light_put :exec (cluster_year_id i64, green_pct_c i64, yellow_pct_c i64)
INSERT INTO report_light (cluster_year_id, green_pct_c, yellow_pct_c) VALUES (?1, ?2, ?3)
ON CONFLICT (cluster_year_id) DO UPDATE SET green_pct_c = excluded.green_pct_c, yellow_pct_c = excluded.yellow_pct_c;
