-- Entries, scorecards, targets and evidence. A user that no longer is (id 0: the program) has no name.

-- row score -> id i64, unit_id i64, criterion_id i64, stage i64, judge_unit_id i64, state i64, a_c i64?, b_c i64?,
--   points_c i64?, reason text?, note text?, entered_by i64, entered_at i64, rev i64, entered_by_name text?
e.id, e.unit_id, e.criterion_id, e.stage, e.judge_unit_id, e.state, e.a_c, e.b_c, e.points_c, e.reason, e.note,
e.entered_by, e.entered_at, e.rev, w.name;

-- values score (cluster_year_id i64, unit_id i64, criterion_id i64, stage i64, judge_unit_id i64, state i64, a_c i64?,
--   b_c i64?, points_c i64?, reason text?, note text?, entered_by i64, entered_at i64)

-- score_add :one ({score}) -> id i64
INSERT INTO score_entry (cluster_year_id, unit_id, criterion_id, stage, judge_unit_id, state, a_c, b_c, points_c, reason,
	note, entered_by, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
ON CONFLICT (cluster_year_id, unit_id, criterion_id, stage, judge_unit_id) DO NOTHING RETURNING id;

-- score_save :exec ({score}, rev i64)
UPDATE score_entry SET state = ?6, a_c = ?7, b_c = ?8, points_c = ?9, reason = ?10, note = ?11, entered_by = ?12,
	entered_at = ?13, rev = rev + 1
WHERE cluster_year_id = ?1 AND unit_id = ?2 AND criterion_id = ?3 AND stage = ?4 AND judge_unit_id = ?5 AND rev = ?14;

-- score_remove :exec (cluster_year_id i64, unit_id i64, criterion_id i64, stage i64, judge_unit_id i64, rev i64)
DELETE FROM score_entry
WHERE cluster_year_id = ?1 AND unit_id = ?2 AND criterion_id = ?3 AND stage = ?4 AND judge_unit_id = ?5 AND rev = ?6;

-- score_get :one (cluster_year_id i64, unit_id i64, criterion_id i64, stage i64, judge_unit_id i64) -> score
SELECT {score} FROM score_entry e LEFT JOIN user_account w ON w.id = e.entered_by
WHERE e.cluster_year_id = ?1 AND e.unit_id = ?2 AND e.criterion_id = ?3 AND e.stage = ?4 AND e.judge_unit_id = ?5;

-- score_list :many (cluster_year_id i64, upto i64) -> score
SELECT {score} FROM score_entry e LEFT JOIN user_account w ON w.id = e.entered_by
WHERE e.cluster_year_id = ?1 AND e.stage <= ?2
ORDER BY e.cluster_year_id, e.unit_id, e.criterion_id, e.stage, e.judge_unit_id;

-- row figure -> unit_id i64, criterion_id i64, stage i64, judge_unit_id i64, state i64, a_c i64?, b_c i64?, entered_at i64
e.unit_id, e.criterion_id, e.stage, e.judge_unit_id, e.state, e.a_c, e.b_c, e.entered_at;

-- score_figures :many (cluster_year_id i64, upto i64) -> figure
SELECT {figure} FROM score_entry e WHERE e.cluster_year_id = ?1 AND e.stage <= ?2
ORDER BY e.cluster_year_id, e.unit_id, e.criterion_id, e.stage, e.judge_unit_id;

-- score_of_unit :many (cluster_year_id i64, unit_id i64) -> score
SELECT {score} FROM score_entry e LEFT JOIN user_account w ON w.id = e.entered_by
WHERE e.cluster_year_id = ?1 AND e.unit_id = ?2
ORDER BY e.cluster_year_id, e.unit_id, e.criterion_id, e.stage, e.judge_unit_id;

-- row scorecard -> id i64, unit_id i64, stage i64, state text, submitted_at i64?, submitted_by i64?, note text?, rev i64
c.id, c.unit_id, c.stage, c.state, c.submitted_at, c.submitted_by, c.note, c.rev;

-- scorecard_get :one (cluster_year_id i64, unit_id i64, stage i64) -> scorecard
SELECT {scorecard} FROM scorecard c WHERE c.cluster_year_id = ?1 AND c.unit_id = ?2 AND c.stage = ?3;

-- scorecard_list :many (cluster_year_id i64) -> scorecard
SELECT {scorecard} FROM scorecard c WHERE c.cluster_year_id = ?1 ORDER BY c.unit_id, c.stage;

-- scorecard_add :one (cluster_year_id i64, unit_id i64, stage i64, state text, submitted_at i64?, submitted_by i64?,
--   note text?) -> id i64
INSERT INTO scorecard (cluster_year_id, unit_id, stage, state, submitted_at, submitted_by, note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (cluster_year_id, unit_id, stage) DO NOTHING RETURNING id;

-- scorecard_save :exec (id i64, rev i64, state text, submitted_at i64?, submitted_by i64?, note text?)
UPDATE scorecard SET state = ?3, submitted_at = ?4, submitted_by = ?5, note = ?6, rev = rev + 1
WHERE id = ?1 AND rev = ?2;

-- target_add :one (cluster_year_id i64, unit_id i64, criterion_id i64, value_c i64, source text?) -> rev i64
INSERT INTO target (cluster_year_id, unit_id, criterion_id, value_c, source) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (cluster_year_id, unit_id, criterion_id) DO NOTHING RETURNING rev;

-- target_save :one (cluster_year_id i64, unit_id i64, criterion_id i64, value_c i64, source text?, rev i64) -> rev i64
UPDATE target SET value_c = ?4, source = ?5, rev = rev + 1
WHERE cluster_year_id = ?1 AND unit_id = ?2 AND criterion_id = ?3 AND rev = ?6 RETURNING rev;

-- target_list :many (cluster_year_id i64) -> unit_id i64, criterion_id i64, value_c i64, source text?, rev i64
SELECT unit_id, criterion_id, value_c, source, rev FROM target WHERE cluster_year_id = ?1
ORDER BY unit_id, criterion_id;

-- n_same: documents of other units with the very same file.
-- row evidence -> id i64, cluster_year_id i64, unit_id i64, title text, doc_number text?, doc_on text?, file_id i64?,
--   file_name text?, added_by i64, added_at i64, rev i64, issuer text?, kind text?, withdrawn_at i64?,
--   withdrawn_reason text?, n_same i64, added_by_name text?, file_size i64?,
--   sign_state text?, signing text?, proved_at i64?
v.id, v.cluster_year_id, v.unit_id, v.title, v.doc_number, v.doc_on, v.file_id, v.file_name, v.added_by, v.added_at,
v.rev, v.issuer, v.kind, v.withdrawn_at, v.withdrawn_reason,
(SELECT count(*) FROM evidence o WHERE o.file_id = v.file_id AND o.unit_id <> v.unit_id AND o.removed_at IS NULL),
w.name, f.size, g.state, g.signing, g.proved_at;

-- evidence_add :one (cluster_year_id i64, unit_id i64, title text, doc_number text?, doc_on text?, file_id i64?,
--   file_name text?, added_by i64, added_at i64, issuer text?, kind text?) -> id i64
INSERT INTO evidence (cluster_year_id, unit_id, title, doc_number, doc_on, file_id, file_name, added_by, added_at, issuer,
	kind)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) RETURNING id;

-- evidence_get :one (id i64) -> evidence
SELECT {evidence} FROM evidence v LEFT JOIN user_account w ON w.id = v.added_by LEFT JOIN file f ON f.id = v.file_id
LEFT JOIN signature_verdict g ON g.id = (SELECT min(o.id) FROM signature_verdict o WHERE o.subject = 'evidence'
	AND o.subject_id = v.id AND o.file_id = v.file_id)
WHERE v.id = ?1 AND v.removed_at IS NULL;

-- evidence_save :one (id i64, rev i64, title text, doc_number text?, doc_on text?, issuer text?, kind text?, file_id i64?,
--   file_name text?) -> cluster_year_id i64
UPDATE evidence SET title = ?3, doc_number = ?4, doc_on = ?5, issuer = ?6, kind = ?7, file_id = ?8, file_name = ?9,
	rev = rev + 1
WHERE id = ?1 AND rev = ?2 AND removed_at IS NULL RETURNING cluster_year_id;

-- evidence_withdraw :one (id i64, rev i64, at i64, reason text) -> cluster_year_id i64
UPDATE evidence SET withdrawn_at = ?3, withdrawn_reason = ?4, rev = rev + 1
WHERE id = ?1 AND rev = ?2 AND removed_at IS NULL AND withdrawn_at IS NULL RETURNING cluster_year_id;

-- evidence_remove :one (id i64, at i64) -> cluster_year_id i64
UPDATE evidence SET removed_at = ?2, rev = rev + 1 WHERE id = ?1 AND removed_at IS NULL RETURNING cluster_year_id;

-- Those brought in this year or used in it; unit_id 0: of every unit.
-- evidence_list :many (cluster_year_id i64, unit_id i64) -> evidence
SELECT {evidence} FROM evidence v LEFT JOIN user_account w ON w.id = v.added_by LEFT JOIN file f ON f.id = v.file_id
LEFT JOIN signature_verdict g ON g.id = (SELECT min(o.id) FROM signature_verdict o WHERE o.subject = 'evidence'
	AND o.subject_id = v.id AND o.file_id = v.file_id)
WHERE (?2 = 0 OR v.unit_id = ?2) AND v.removed_at IS NULL AND (v.cluster_year_id = ?1 OR EXISTS (SELECT 1
	FROM evidence_use x WHERE x.evidence_id = v.id AND x.cluster_year_id = ?1)) ORDER BY v.id;

-- The unit's documents of other years that this one does not use yet, newest first.
-- evidence_elsewhere :many (cluster_year_id i64, unit_id i64) -> evidence
SELECT {evidence} FROM evidence v LEFT JOIN user_account w ON w.id = v.added_by LEFT JOIN file f ON f.id = v.file_id
LEFT JOIN signature_verdict g ON g.id = (SELECT min(o.id) FROM signature_verdict o WHERE o.subject = 'evidence'
	AND o.subject_id = v.id AND o.file_id = v.file_id)
WHERE v.unit_id = ?2 AND v.removed_at IS NULL AND v.withdrawn_at IS NULL AND v.cluster_year_id <> ?1 AND NOT EXISTS (SELECT
	1 FROM evidence_use x WHERE x.evidence_id = v.id AND x.cluster_year_id = ?1) ORDER BY v.id DESC LIMIT 200;

-- evidence_use_put :exec (evidence_id i64, cluster_year_id i64, criterion_id i64, page text?)
INSERT INTO evidence_use (evidence_id, cluster_year_id, criterion_id, page) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (evidence_id, cluster_year_id, criterion_id) DO UPDATE SET page = excluded.page;

-- evidence_use_drop :exec (evidence_id i64, cluster_year_id i64, criterion_id i64)
DELETE FROM evidence_use WHERE evidence_id = ?1 AND cluster_year_id = ?2 AND criterion_id = ?3;

-- What some unit gave proof for.
-- evidence_criteria :many (cluster_year_id i64) -> criterion_id i64
SELECT DISTINCT l.criterion_id FROM evidence v JOIN evidence_use l ON l.evidence_id = v.id
WHERE l.cluster_year_id = ?1 AND v.removed_at IS NULL AND v.withdrawn_at IS NULL ORDER BY l.criterion_id;

-- evidence_use_count :one (evidence_id i64) -> n i64
SELECT count(*) FROM evidence_use WHERE evidence_id = ?1;

-- evidence_use_list :many (cluster_year_id i64, unit_id i64) -> evidence_id i64, criterion_id i64, page text?, code text,
--   withdrawn_at i64?
SELECT l.evidence_id, l.criterion_id, l.page, c.code, v.withdrawn_at
FROM evidence v JOIN evidence_use l ON l.evidence_id = v.id JOIN criterion c ON c.id = l.criterion_id
WHERE l.cluster_year_id = ?1 AND (?2 = 0 OR v.unit_id = ?2) AND v.removed_at IS NULL
ORDER BY l.evidence_id, c.ordinal;
