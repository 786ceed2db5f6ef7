-- Registrations of units and the pact. A user that no longer is (id 0: the program) has no name.

-- row registration -> id i64, cluster_year_id i64, unit_id i64, state text, late i64, sent_at i64?, sent_by i64?,
--   received_at i64?, decided_at i64?, decided_by i64?, reason text?, saved_at i64, saved_by i64, rev i64,
--   sent_by_name text?, decided_by_name text?, saved_by_name text?
r.id, r.cluster_year_id, r.unit_id, r.state, r.late, r.sent_at, r.sent_by, r.received_at, r.decided_at, r.decided_by,
r.reason, r.saved_at, r.saved_by, r.rev, s.name, d.name, w.name;

-- registration_get :one (cluster_year_id i64, unit_id i64) -> registration
SELECT {registration} FROM registration r LEFT JOIN user_account s ON s.id = r.sent_by
LEFT JOIN user_account d ON d.id = r.decided_by LEFT JOIN user_account w ON w.id = r.saved_by
WHERE r.cluster_year_id = ?1 AND r.unit_id = ?2;

-- registration_list :many (cluster_year_id i64) -> registration
SELECT {registration} FROM registration r LEFT JOIN user_account s ON s.id = r.sent_by
LEFT JOIN user_account d ON d.id = r.decided_by LEFT JOIN user_account w ON w.id = r.saved_by
WHERE r.cluster_year_id = ?1 ORDER BY r.unit_id;

-- registration_add :one (cluster_year_id i64, unit_id i64, state text, late i64, sent_at i64?, sent_by i64?,
--   saved_at i64, saved_by i64) -> id i64
INSERT INTO registration (cluster_year_id, unit_id, state, late, sent_at, sent_by, saved_at, saved_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (cluster_year_id, unit_id) DO NOTHING RETURNING id;

-- registration_save :exec (id i64, rev i64, state text, late i64, sent_at i64?, sent_by i64?, received_at i64?,
--   decided_at i64?, decided_by i64?, reason text?, saved_at i64, saved_by i64)
UPDATE registration SET state = ?3, late = ?4, sent_at = ?5, sent_by = ?6, received_at = ?7, decided_at = ?8,
	decided_by = ?9, reason = ?10, saved_at = ?11, saved_by = ?12, rev = rev + 1
WHERE id = ?1 AND rev = ?2;

-- unit_id 0: of every unit, in the order of the members.
-- registered_target_list :many (cluster_year_id i64, unit_id i64) -> id i64, registration_id i64, ordinal i64,
--   indicator text, measure_unit text, baseline_c i64?, plan_c i64, source text?, criterion_id i64?, unit_id i64,
--   state text, criterion_code text?
SELECT g.id, g.registration_id, g.ordinal, g.indicator, g.measure_unit, g.baseline_c, g.plan_c, g.source,
	g.criterion_id, r.unit_id, r.state, c.code
FROM registration r JOIN registered_target g ON g.registration_id = r.id
JOIN membership m ON m.cluster_year_id = r.cluster_year_id AND m.unit_id = r.unit_id
LEFT JOIN criterion c ON c.id = g.criterion_id
WHERE r.cluster_year_id = ?1 AND (?2 = 0 OR r.unit_id = ?2) ORDER BY m.ordinal, g.ordinal;

-- registered_target_add :one (registration_id i64, ordinal i64, indicator text, measure_unit text, baseline_c i64?,
--   plan_c i64, source text?, criterion_id i64?) -> id i64
INSERT INTO registered_target (registration_id, ordinal, indicator, measure_unit, baseline_c, plan_c, source,
	criterion_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id;

-- registered_target_save :exec (id i64, indicator text, measure_unit text, baseline_c i64?, plan_c i64, source text?,
--   criterion_id i64?)
UPDATE registered_target SET indicator = ?2, measure_unit = ?3, baseline_c = ?4, plan_c = ?5, source = ?6,
	criterion_id = ?7
WHERE id = ?1;

-- registered_target_unlink :exec (registration_id i64)
UPDATE registered_target SET criterion_id = NULL WHERE registration_id = ?1;

-- registered_target_remove :exec (id i64)
DELETE FROM registered_target WHERE id = ?1;

-- registered_award_list :many (cluster_year_id i64, unit_id i64) -> id i64, registration_id i64, ordinal i64, list text,
--   holder text, award_code text?, name text, note text?, unit_id i64, state text
SELECT g.id, g.registration_id, g.ordinal, g.list, g.holder, g.award_code, g.name, g.note, r.unit_id, r.state
FROM registration r JOIN registered_award g ON g.registration_id = r.id
JOIN membership m ON m.cluster_year_id = r.cluster_year_id AND m.unit_id = r.unit_id
WHERE r.cluster_year_id = ?1 AND (?2 = 0 OR r.unit_id = ?2) ORDER BY m.ordinal, g.list, g.ordinal;

-- registered_award_add :one (registration_id i64, ordinal i64, list text, holder text, award_code text?, name text,
--   note text?) -> id i64
INSERT INTO registered_award (registration_id, ordinal, list, holder, award_code, name, note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id;

-- registered_award_save :exec (id i64, list text, holder text, award_code text?, name text, note text?)
UPDATE registered_award SET list = ?2, holder = ?3, award_code = ?4, name = ?5, note = ?6 WHERE id = ?1;

-- registered_award_remove :exec (id i64)
DELETE FROM registered_award WHERE id = ?1;

-- pact_get :one (cluster_id i64, year i64) -> id i64, theme text?, contents text, measures text, adopted_on text?, rev i64
SELECT p.id, p.theme, p.contents, p.measures, p.adopted_on, p.rev FROM pact p WHERE p.cluster_id = ?1 AND p.year = ?2;

-- pact_add :one (cluster_id i64, year i64, theme text?, contents text, measures text, adopted_on text?) -> id i64
INSERT INTO pact (cluster_id, year, theme, contents, measures, adopted_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (cluster_id, year) DO NOTHING RETURNING id;

-- pact_save :exec (id i64, rev i64, theme text?, contents text, measures text, adopted_on text?)
UPDATE pact SET theme = ?3, contents = ?4, measures = ?5, adopted_on = ?6, rev = rev + 1 WHERE id = ?1 AND rev = ?2;

-- Voided ones too, newest first.
-- pact_signing_list :many (cluster_id i64, year i64) -> id i64, unit_id i64, part text, method text, signer_name text,
--   signer_title text?, signed_on text, late i64, text_hash blob, file_id i64?, file_name text?, recorded_by i64,
--   recorded_at i64, voided_at i64?, recorded_by_name text?, sign_state text?, signing text?, proved_at i64?
SELECT s.id, s.unit_id, s.part, s.method, s.signer_name, s.signer_title, s.signed_on, s.late, s.text_hash, s.file_id,
	s.file_name, s.recorded_by, s.recorded_at, s.voided_at, w.name, g.state, g.signing, g.proved_at
FROM pact_signing s LEFT JOIN user_account w ON w.id = s.recorded_by
LEFT JOIN signature_verdict g ON g.id = (SELECT min(o.id) FROM signature_verdict o WHERE o.subject = 'pact'
	AND o.subject_id = s.id AND o.file_id = s.file_id)
WHERE s.cluster_id = ?1 AND s.year = ?2 ORDER BY s.id DESC;

-- pact_signing_add :one (cluster_id i64, year i64, unit_id i64, part text, method text, signer_name text,
--   signer_title text?, signed_on text, late i64, text_hash blob, file_id i64?, file_name text?, recorded_by i64,
--   recorded_at i64) -> id i64
INSERT INTO pact_signing (cluster_id, year, unit_id, part, method, signer_name, signer_title, signed_on, late,
	text_hash, file_id, file_name, recorded_by, recorded_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) RETURNING id;

-- pact_signing_void :exec (id i64, at i64)
UPDATE pact_signing SET voided_at = ?2 WHERE id = ?1 AND voided_at IS NULL;
