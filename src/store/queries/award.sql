-- The register of awards.

-- row award -> id i64, cluster_year_id i64, unit_id i64?, holder text, name text, position text?, list text,
--   award_code text, award_name text, merit text?, decision text, decided_on text, decided_by text, signer text?,
--   ordinal i64, revoked_on text?, revoked_decision text?, revoked_why text?, rev i64, year i64, cluster_name text,
--   unit_name text?, check_code text
w.id, w.cluster_year_id, w.unit_id, w.holder, w.name, w.position, w.list, w.award_code, w.award_name, w.merit,
w.decision, w.decided_on, w.decided_by, w.signer, w.ordinal, w.revoked_on, w.revoked_decision, w.revoked_why, w.rev,
y.year, c.name, u.name, w.check_code;

-- award_add :one (cluster_year_id i64, unit_id i64?, holder text, name text, position text?, list text,
--   award_code text, award_name text, merit text?, decision text, decided_on text, decided_by text, signer text?,
--   ordinal i64, entered_by i64, entered_at i64, check_code text) -> id i64
INSERT INTO award (cluster_year_id, unit_id, holder, name, position, list, award_code, award_name, merit, decision,
	decided_on, decided_by, signer, ordinal, entered_by, entered_at, check_code)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
ON CONFLICT (cluster_year_id, decision, ordinal) DO NOTHING RETURNING id;

-- award_revoke :exec (id i64, cluster_year_id i64, rev i64, revoked_on text, revoked_decision text, revoked_why text)
UPDATE award SET revoked_on = ?4, revoked_decision = ?5, revoked_why = ?6, rev = rev + 1
WHERE id = ?1 AND cluster_year_id = ?2 AND rev = ?3;

-- award_get :one (id i64) -> award
SELECT {award} FROM award w JOIN cluster_year y ON y.id = w.cluster_year_id
JOIN cluster c ON c.id = y.cluster_id LEFT JOIN unit u ON u.id = w.unit_id WHERE w.id = ?1;

-- award_of_code :one (code text) -> award
SELECT {award} FROM award w JOIN cluster_year y ON y.id = w.cluster_year_id
JOIN cluster c ON c.id = y.cluster_id LEFT JOIN unit u ON u.id = w.unit_id WHERE w.check_code = ?1;

-- All years of a cluster, the newest first.
-- award_list :many (cluster_id i64) -> award
SELECT {award} FROM cluster_year y JOIN award w ON w.cluster_year_id = y.id
JOIN cluster c ON c.id = y.cluster_id LEFT JOIN unit u ON u.id = w.unit_id
WHERE y.cluster_id = ?1 ORDER BY y.year DESC, w.decided_on DESC, w.decision, w.ordinal;

-- Words mended: what was before goes to award_former first.
-- award_mend :exec (id i64, cluster_year_id i64, rev i64, name text, position text?, merit text?, check_code text)
UPDATE award SET name = ?4, position = ?5, merit = ?6, check_code = ?7, rev = rev + 1
WHERE id = ?1 AND cluster_year_id = ?2 AND rev = ?3 AND revoked_on IS NULL;

-- award_former_add :exec (award_id i64, check_code text, name text, position text?, merit text?, why text, mended_by i64,
--   mended_by_name text, mended_at i64)
INSERT INTO award_former (award_id, check_code, name, position, merit, why, mended_by, mended_by_name, mended_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- row award_former -> id i64, award_id i64, check_code text, name text, why text, mended_by_name text, mended_at i64
f.id, f.award_id, f.check_code, f.name, f.why, f.mended_by_name, f.mended_at;

-- award_former_of_code :one (code text) -> award_former
SELECT {award_former} FROM award_former f WHERE f.check_code = ?1;

-- award_former_list :many (cluster_id i64) -> award_former
SELECT {award_former} FROM award_former f JOIN award w ON w.id = f.award_id
JOIN cluster_year y ON y.id = w.cluster_year_id WHERE y.cluster_id = ?1 ORDER BY f.id;
