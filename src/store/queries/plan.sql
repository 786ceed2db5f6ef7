-- Plan, campaigns, phases and documents of a year; receipts of who opened them.

-- row plan -> id i64, cluster_year_id i64, theme text, aims text, contents text, measures text, number text?,
--   issued_on text?, edition i64, launched_at i64?, saved_at i64, rev i64, launched_by_name text?, saved_by_name text?
p.id, p.cluster_year_id, p.theme, p.aims, p.contents, p.measures, p.number, p.issued_on, p.edition, p.launched_at,
p.saved_at, p.rev, l.name, w.name;

-- plan_get :one (cluster_year_id i64) -> plan
SELECT {plan} FROM plan p LEFT JOIN user_account l ON l.id = p.launched_by LEFT JOIN user_account w ON w.id = p.saved_by
WHERE p.cluster_year_id = ?1;

-- plan_add :one (cluster_year_id i64, theme text, aims text, contents text, measures text, number text?,
--   issued_on text?, saved_at i64, saved_by i64) -> id i64
INSERT INTO plan (cluster_year_id, theme, aims, contents, measures, number, issued_on, saved_at, saved_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (cluster_year_id) DO NOTHING RETURNING id;

-- plan_save :exec (id i64, rev i64, theme text, aims text, contents text, measures text, number text?, issued_on text?,
--   edition i64, saved_at i64, saved_by i64)
UPDATE plan SET theme = ?3, aims = ?4, contents = ?5, measures = ?6, number = ?7, issued_on = ?8, edition = ?9,
	saved_at = ?10, saved_by = ?11, rev = rev + 1
WHERE id = ?1 AND rev = ?2;

-- plan_launch :exec (id i64, rev i64, launched_at i64, launched_by i64)
UPDATE plan SET edition = 1, launched_at = ?3, launched_by = ?4, rev = rev + 1 WHERE id = ?1 AND rev = ?2;

-- The same cluster's year before.
-- year_before :one (cluster_year_id i64) -> id i64, year i64
SELECT b.id, b.year FROM cluster_year y JOIN cluster_year b ON b.cluster_id = y.cluster_id AND b.year = y.year - 1
WHERE y.id = ?1;

-- row campaign -> id i64, cluster_year_id i64, kind text, name text, slogan text, scope text, contents text,
--   decision_number text?, decision_on text?, starts_on text?, ends_on text?, edition i64, launched_at i64?,
--   withdrawn_at i64?, withdraw_reason text?, saved_at i64, rev i64, launched_by_name text?
c.id, c.cluster_year_id, c.kind, c.name, c.slogan, c.scope, c.contents, c.decision_number, c.decision_on, c.starts_on,
c.ends_on, c.edition, c.launched_at, c.withdrawn_at, c.withdraw_reason, c.saved_at, c.rev, l.name;

-- campaign_get :one (id i64) -> campaign
SELECT {campaign} FROM campaign c LEFT JOIN user_account l ON l.id = c.launched_by WHERE c.id = ?1;

-- campaign_list :many (cluster_year_id i64) -> campaign
SELECT {campaign} FROM campaign c LEFT JOIN user_account l ON l.id = c.launched_by
WHERE c.cluster_year_id = ?1 ORDER BY c.id;

-- campaign_add :one (cluster_year_id i64, kind text, name text, slogan text, scope text, contents text,
--   decision_number text?, decision_on text?, starts_on text?, ends_on text?, saved_at i64, saved_by i64) -> id i64
INSERT INTO campaign (cluster_year_id, kind, name, slogan, scope, contents, decision_number, decision_on, starts_on,
	ends_on, saved_at, saved_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) RETURNING id;

-- campaign_save :exec (id i64, rev i64, kind text, name text, slogan text, scope text, contents text,
--   decision_number text?, decision_on text?, starts_on text?, ends_on text?, edition i64, saved_at i64, saved_by i64)
UPDATE campaign SET kind = ?3, name = ?4, slogan = ?5, scope = ?6, contents = ?7, decision_number = ?8, decision_on = ?9,
	starts_on = ?10, ends_on = ?11, edition = ?12, saved_at = ?13, saved_by = ?14, rev = rev + 1
WHERE id = ?1 AND rev = ?2;

-- campaign_launch :exec (id i64, rev i64, launched_at i64, launched_by i64)
UPDATE campaign SET edition = 1, launched_at = ?3, launched_by = ?4, rev = rev + 1 WHERE id = ?1 AND rev = ?2;

-- campaign_withdraw :exec (id i64, rev i64, withdrawn_at i64, reason text)
UPDATE campaign SET withdrawn_at = ?3, withdraw_reason = ?4, rev = rev + 1 WHERE id = ?1 AND rev = ?2;

-- row campaign_phase -> id i64, campaign_id i64, name text, final_push i64, starts_on text, ends_on text, review text?,
--   reviewed_at i64?, reviewed_by i64?, rev i64, reviewed_by_name text?
f.id, f.campaign_id, f.name, f.final_push, f.starts_on, f.ends_on, f.review, f.reviewed_at, f.reviewed_by, f.rev, w.name;

-- campaign_id 0: of every campaign of the year.
-- campaign_phase_list :many (cluster_year_id i64, campaign_id i64) -> campaign_phase
SELECT {campaign_phase} FROM campaign c JOIN campaign_phase f ON f.campaign_id = c.id
LEFT JOIN user_account w ON w.id = f.reviewed_by
WHERE c.cluster_year_id = ?1 AND (?2 = 0 OR c.id = ?2) ORDER BY f.campaign_id, f.starts_on, f.id;

-- campaign_phase_add :one (campaign_id i64, name text, final_push i64, starts_on text, ends_on text) -> id i64
INSERT INTO campaign_phase (campaign_id, name, final_push, starts_on, ends_on) VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id;

-- campaign_phase_save :exec (id i64, rev i64, name text, final_push i64, starts_on text, ends_on text, review text?,
--   reviewed_at i64?, reviewed_by i64?)
UPDATE campaign_phase SET name = ?3, final_push = ?4, starts_on = ?5, ends_on = ?6, review = ?7, reviewed_at = ?8,
	reviewed_by = ?9, rev = rev + 1
WHERE id = ?1 AND rev = ?2;

-- phase_target_list :many (cluster_year_id i64, campaign_id i64) -> phase_id i64, indicator text, measure_unit text?,
--   plan_c i64?, actual_c i64?
SELECT g.phase_id, g.indicator, g.measure_unit, g.plan_c, g.actual_c
FROM campaign c JOIN campaign_phase f ON f.campaign_id = c.id JOIN phase_target g ON g.phase_id = f.id
WHERE c.cluster_year_id = ?1 AND (?2 = 0 OR c.id = ?2) ORDER BY g.phase_id, g.ordinal;

-- phase_target_remove_all :exec (phase_id i64)
DELETE FROM phase_target WHERE phase_id = ?1;

-- phase_target_add :exec (phase_id i64, ordinal i64, indicator text, measure_unit text?, plan_c i64?, actual_c i64?)
INSERT INTO phase_target (phase_id, ordinal, indicator, measure_unit, plan_c, actual_c) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- row cluster_document -> id i64, cluster_year_id i64, kind text, number text?, issued_on text?, issuer text?, title text,
--   file_id i64, file_name text, added_at i64, withdrawn_at i64?, withdraw_reason text?, size i64, added_by_name text?
d.id, d.cluster_year_id, d.kind, d.number, d.issued_on, d.issuer, d.title, d.file_id, d.file_name, d.added_at,
d.withdrawn_at, d.withdraw_reason, f.size, w.name;

-- cluster_document_get :one (id i64) -> cluster_document
SELECT {cluster_document} FROM cluster_document d JOIN file f ON f.id = d.file_id
LEFT JOIN user_account w ON w.id = d.added_by WHERE d.id = ?1;

-- cluster_document_list :many (cluster_year_id i64) -> cluster_document
SELECT {cluster_document} FROM cluster_document d JOIN file f ON f.id = d.file_id
LEFT JOIN user_account w ON w.id = d.added_by WHERE d.cluster_year_id = ?1 ORDER BY d.id DESC;

-- cluster_document_add :one (cluster_year_id i64, kind text, number text?, issued_on text?, issuer text?, title text,
--   file_id i64, file_name text, added_at i64, added_by i64) -> id i64
INSERT INTO cluster_document (cluster_year_id, kind, number, issued_on, issuer, title, file_id, file_name, added_at,
	added_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING id;

-- cluster_document_withdraw :exec (id i64, withdrawn_at i64, reason text)
UPDATE cluster_document SET withdrawn_at = ?2, withdraw_reason = ?3 WHERE id = ?1 AND withdrawn_at IS NULL;

-- read_receipt_add :exec (kind text, object_id i64, edition i64, unit_id i64, user_id i64, cluster_year_id i64,
--   opened_at i64)
INSERT INTO read_receipt (kind, object_id, edition, unit_id, user_id, cluster_year_id, opened_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (kind, object_id, edition, unit_id, user_id) DO NOTHING;

-- read_receipt_list :many (cluster_year_id i64) -> kind text, object_id i64, edition i64, unit_id i64, user_id i64,
--   opened_at i64, user_name text
SELECT r.kind, r.object_id, r.edition, r.unit_id, r.user_id, r.opened_at, u.name
FROM read_receipt r JOIN user_account u ON u.id = r.user_id
WHERE r.cluster_year_id = ?1 ORDER BY r.opened_at, r.user_id;

-- read_receipt_has :one (kind text, object_id i64, edition i64, unit_id i64, user_id i64) -> opened_at i64
SELECT opened_at FROM read_receipt
WHERE kind = ?1 AND object_id = ?2 AND edition = ?3 AND unit_id = ?4 AND user_id = ?5;
