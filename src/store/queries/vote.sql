-- Electronic votes: their set-up, their trustees and the records of their files.

-- row vote -> poll_id i64, uuid text, phase text, shape text, candidates text, server_unit_id i64?, officer_id i64,
--   officer_unit_id i64, n_codes i64, n_paper i64, n_issued i64?, faults i64, override_text text?, archive_time i64,
--   cancelled_why text?, rev i64, cluster_year_id i64, question text, officer_name text, officer_unit text,
--   server_unit text?
v.poll_id, v.uuid, v.phase, v.shape, v.candidates, v.server_unit_id, v.officer_id, v.officer_unit_id, v.n_codes, v.n_paper,
v.n_issued, v.faults, v.override_text, v.archive_time, v.cancelled_why, v.rev, p.cluster_year_id, p.question, o.name AS officer_name,
ou.name AS officer_unit,
su.name AS server_unit;

-- vote_add :exec (poll_id i64, uuid text, shape text, candidates text, server_unit_id i64?, officer_id i64,
--   officer_unit_id i64, n_codes i64, n_paper i64, faults i64, override_text text?, archive_time i64)
INSERT INTO vote (poll_id, uuid, phase, shape, candidates, server_unit_id, officer_id, officer_unit_id, n_codes, n_paper,
	faults, override_text, archive_time)
VALUES (?1, ?2, 'draft', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);

-- vote_save :exec (poll_id i64, rev i64, phase text, shape text, candidates text, server_unit_id i64?, officer_id i64,
--   officer_unit_id i64, n_codes i64, n_paper i64, n_issued i64?, faults i64, override_text text?, cancelled_why text?)
UPDATE vote SET phase = ?3, shape = ?4, candidates = ?5, server_unit_id = ?6, officer_id = ?7, officer_unit_id = ?8,
	n_codes = ?9, n_paper = ?10, n_issued = ?11, faults = ?12, override_text = ?13, cancelled_why = ?14, rev = rev + 1
WHERE poll_id = ?1 AND rev = ?2;

-- vote_record_clear :exec (poll_id i64)
DELETE FROM vote_record WHERE poll_id = ?1;

-- vote_uuid :exec (poll_id i64, uuid text)
UPDATE vote SET uuid = ?2 WHERE poll_id = ?1;

-- vote_get :one (poll_id i64) -> vote
SELECT {vote} FROM vote v JOIN poll p ON p.id = v.poll_id JOIN user_account o ON o.id = v.officer_id
JOIN unit ou ON ou.id = v.officer_unit_id LEFT JOIN unit su ON su.id = v.server_unit_id WHERE v.poll_id = ?1;

-- vote_by_uuid :one (uuid text) -> vote
SELECT {vote} FROM vote v JOIN poll p ON p.id = v.poll_id JOIN user_account o ON o.id = v.officer_id
JOIN unit ou ON ou.id = v.officer_unit_id LEFT JOIN unit su ON su.id = v.server_unit_id WHERE v.uuid = ?1;

-- vote_list :many (cluster_year_id i64) -> vote
SELECT {vote} FROM vote v JOIN poll p ON p.id = v.poll_id JOIN user_account o ON o.id = v.officer_id
JOIN unit ou ON ou.id = v.officer_unit_id LEFT JOIN unit su ON su.id = v.server_unit_id
WHERE p.cluster_year_id = ?1 ORDER BY v.poll_id DESC;

-- vote_trustee_clear :exec (poll_id i64)
DELETE FROM vote_trustee WHERE poll_id = ?1;

-- vote_trustee_add :exec (poll_id i64, ordinal i64, user_id i64, unit_id i64)
INSERT INTO vote_trustee (poll_id, ordinal, user_id, unit_id) VALUES (?1, ?2, ?3, ?4);

-- vote_trustee_key :exec (poll_id i64, ordinal i64, public_key text)
UPDATE vote_trustee SET public_key = ?3 WHERE poll_id = ?1 AND ordinal = ?2 AND public_key IS NULL;

-- vote_trustee_done :exec (poll_id i64, ordinal i64)
UPDATE vote_trustee SET decrypted = 1 WHERE poll_id = ?1 AND ordinal = ?2 AND decrypted = 0;

-- vote_trustee_list :many (poll_id i64) -> ordinal i64, user_id i64, unit_id i64, public_key text?, decrypted i64, person text,
--   unit_name text
SELECT s.ordinal, s.user_id, s.unit_id, s.public_key, s.decrypted, a.name AS person, u.name AS unit_name
FROM vote_trustee s JOIN user_account a ON a.id = s.user_id JOIN unit u ON u.id = s.unit_id
WHERE s.poll_id = ?1 ORDER BY s.ordinal;

-- What waits for somebody: a trustee's key or part, the officer's codes.
-- vote_duty_list :many (cluster_year_id i64, user_id i64) -> uuid text, question text, phase text, seat i64?, has_key i64,
--   decrypted i64, is_officer i64, has_codes i64
SELECT v.uuid, p.question, v.phase, s.ordinal AS seat,
	CAST(CASE WHEN s.public_key IS NULL THEN 0 ELSE 1 END AS BIGINT) AS has_key, COALESCE(s.decrypted, 0) AS decrypted,
	CAST(CASE WHEN v.officer_id = ?2 THEN 1 ELSE 0 END AS BIGINT) AS is_officer,
	CAST(CASE WHEN EXISTS (SELECT 1 FROM vote_record r WHERE r.poll_id = v.poll_id) THEN 1 ELSE 0 END AS BIGINT) AS has_codes
FROM vote v JOIN poll p ON p.id = v.poll_id LEFT JOIN vote_trustee s ON s.poll_id = v.poll_id AND s.user_id = ?2
WHERE p.cluster_year_id = ?1 AND v.phase IN ('keys', 'credentials', 'decrypting')
	AND (s.user_id IS NOT NULL OR v.officer_id = ?2) ORDER BY v.poll_id;

-- vote_record_add :exec (poll_id i64, ordinal i64, event i64, hash blob, credential_hash blob?, bytes blob)
INSERT INTO vote_record (poll_id, ordinal, event, hash, credential_hash, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- vote_record_last_event :one (poll_id i64) -> ordinal i64, hash blob, bytes blob
SELECT ordinal, hash, bytes FROM vote_record WHERE poll_id = ?1 AND event = 1 ORDER BY ordinal DESC LIMIT 1;

-- The event that closed the urn follows the last ballot's; without any ballot it follows the set-up's.
-- vote_record_close :one (poll_id i64) -> hash blob
SELECT r.hash FROM vote_record r WHERE r.poll_id = ?1 AND r.event = 1 AND r.ordinal = COALESCE(
	(SELECT max(b.ordinal) + 2 FROM vote_record b WHERE b.poll_id = ?1 AND b.credential_hash IS NOT NULL),
	(SELECT min(s.ordinal) + 1 FROM vote_record s WHERE s.poll_id = ?1 AND s.event = 1));

-- vote_record_size :one (poll_id i64) -> n i64, size i64
SELECT count(*) AS n, COALESCE(CAST(SUM((length(bytes) + 511) / 512 * 512 + 512) AS BIGINT), 0) AS size FROM vote_record WHERE poll_id = ?1;

-- vote_record_list :many (poll_id i64) -> event i64, hash blob, credential_hash blob?, bytes blob
SELECT event, hash, credential_hash, bytes FROM vote_record WHERE poll_id = ?1 ORDER BY ordinal;

-- vote_record_ballots :many (poll_id i64) -> bytes blob
SELECT bytes FROM vote_record WHERE poll_id = ?1 AND credential_hash IS NOT NULL ORDER BY ordinal;

-- vote_record_seen :one (poll_id i64, credential_hash blob) -> ordinal i64
SELECT ordinal FROM vote_record WHERE poll_id = ?1 AND credential_hash = ?2;

-- vote_record_get :one (poll_id i64, ordinal i64) -> bytes blob
SELECT bytes FROM vote_record WHERE poll_id = ?1 AND ordinal = ?2;

-- vote_record_ballot :one (poll_id i64, hash blob) -> ordinal i64
SELECT ordinal FROM vote_record WHERE poll_id = ?1 AND hash = ?2 AND credential_hash IS NOT NULL;

-- Who may hold a key or draw the codes: people with an account of a member unit, by unit and name.
-- vote_people :many (cluster_year_id i64) -> user_id i64, unit_id i64, person text, unit_name text,
--   ordinal i64, sort_key text
SELECT DISTINCT a.id AS user_id, u.id AS unit_id, a.name AS person, u.name AS unit_name, m.ordinal, a.sort_key
FROM membership m JOIN role_grant g ON g.scope_kind = 'unit' AND g.scope_id = m.unit_id AND g.revoked_at IS NULL
JOIN user_account a ON a.id = g.user_id AND a.disabled_at IS NULL JOIN unit u ON u.id = m.unit_id
WHERE m.cluster_year_id = ?1 ORDER BY m.ordinal, a.sort_key;
