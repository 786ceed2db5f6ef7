-- The trust list and verdicts on signatures.

-- row trust_item -> id i64, kind text, hash blob, subject text, issuer text, valid_from i64, valid_until i64,
--   n_revoked i64, added_at i64, added_by_name text?
i.id, i.kind, i.hash, i.subject, i.issuer, i.valid_from, i.valid_until, i.n_revoked, i.added_at, w.name;

-- trust_add :one (kind text, der blob, hash blob, subject text, issuer text, valid_from i64, valid_until i64,
--   n_revoked i64, added_by i64, added_at i64) -> id i64
INSERT INTO trust_item (kind, der, hash, subject, issuer, valid_from, valid_until, n_revoked, added_by, added_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING id;

-- trust_list :many () -> trust_item
SELECT {trust_item} FROM trust_item i LEFT JOIN user_account w ON w.id = i.added_by
WHERE i.removed_at IS NULL ORDER BY i.kind DESC, i.subject, i.issuer, i.id;

-- trust_get :one (id i64) -> trust_item
SELECT {trust_item} FROM trust_item i LEFT JOIN user_account w ON w.id = i.added_by
WHERE i.id = ?1 AND i.removed_at IS NULL;

-- trust_find :one (kind text, hash blob) -> id i64
SELECT id FROM trust_item WHERE kind = ?1 AND hash = ?2 AND removed_at IS NULL;

-- trust_bytes :many () -> kind text, der blob
SELECT kind, der FROM trust_item WHERE removed_at IS NULL ORDER BY id;

-- trust_remove :exec (id i64, by i64, at i64)
UPDATE trust_item SET removed_by = ?2, removed_at = ?3 WHERE id = ?1 AND removed_at IS NULL;

-- A newer list of revoked certificates stands in place of the older ones of its issuer.
-- trust_replace :exec (issuer text, before i64, by i64, at i64)
UPDATE trust_item SET removed_by = ?3, removed_at = ?4
WHERE kind = 'crl' AND issuer = ?1 AND valid_from < ?2 AND removed_at IS NULL;

-- trust_version :one () -> n i64
SELECT count(*) + count(removed_at) FROM trust_item;

-- row verdict -> id i64, subject_id i64, file_id i64, checked_at i64, trust_version i64, body text, checked_by_name text?
v.id, v.subject_id, v.file_id, v.checked_at, v.trust_version, v.body, w.name;

-- verdict_add :one (subject text, subject_id i64, file_id i64, checked_by i64, checked_at i64, trust_version i64,
--   state text, body text, signing text?, proved_at i64?) -> id i64
INSERT INTO signature_verdict (subject, subject_id, file_id, checked_by, checked_at, trust_version, state, body,
	signing, proved_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING id;

-- Of the file that stands now, the one at receipt first.
-- verdict_of_evidence :many (evidence_id i64) -> verdict
SELECT {verdict} FROM signature_verdict v JOIN evidence e ON e.id = v.subject_id AND e.file_id = v.file_id
LEFT JOIN user_account w ON w.id = v.checked_by
WHERE v.subject = 'evidence' AND v.subject_id = ?1 ORDER BY v.id;

-- Of a unit's documents brought in or used in a year: at receipt.
-- verdict_of_unit :many (cluster_year_id i64, unit_id i64) -> verdict
SELECT {verdict} FROM evidence e JOIN signature_verdict v
	ON v.subject = 'evidence' AND v.subject_id = e.id AND v.file_id = e.file_id
LEFT JOIN user_account w ON w.id = v.checked_by
WHERE e.unit_id = ?2 AND e.removed_at IS NULL AND (e.cluster_year_id = ?1 OR EXISTS (SELECT 1 FROM evidence_use x
	WHERE x.evidence_id = e.id AND x.cluster_year_id = ?1))
AND NOT EXISTS (SELECT 1 FROM signature_verdict o WHERE o.subject = 'evidence' AND o.subject_id = e.id
	AND o.file_id = e.file_id AND o.id < v.id) ORDER BY v.id;

-- Of the signed copies of a cluster's pact: at receipt.
-- verdict_of_pact :many (cluster_id i64, year i64) -> verdict
SELECT {verdict} FROM pact_signing s JOIN signature_verdict v
	ON v.subject = 'pact' AND v.subject_id = s.id AND v.file_id = s.file_id
LEFT JOIN user_account w ON w.id = v.checked_by
WHERE s.cluster_id = ?1 AND s.year = ?2 AND NOT EXISTS (SELECT 1 FROM signature_verdict o
	WHERE o.subject = 'pact' AND o.subject_id = s.id AND o.id < v.id) ORDER BY v.id;
