-- The register of awards: who was awarded what by which decision; ordinal is the holder's place in the decision (số sổ
-- vàng). An award is never deleted: it is revoked by another decision, with its reason.
CREATE TABLE award (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} REFERENCES unit (id),
	holder TEXT NOT NULL CHECK (holder IN ('collective', 'person')),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
	position TEXT CHECK (length(position) BETWEEN 1 AND 300),
	list TEXT NOT NULL CHECK (list IN ('title', 'award_form')),
	award_code TEXT NOT NULL CHECK (length(award_code) BETWEEN 1 AND 40),
	award_name TEXT NOT NULL CHECK (length(award_name) BETWEEN 1 AND 300),
	merit TEXT CHECK (length(merit) BETWEEN 1 AND 1000),
	decision TEXT NOT NULL CHECK (length(decision) BETWEEN 1 AND 100),
	decided_on TEXT NOT NULL CHECK (length(decided_on) = 10),
	decided_by TEXT NOT NULL CHECK (length(decided_by) BETWEEN 1 AND 200),
	signer TEXT CHECK (length(signer) BETWEEN 1 AND 200),
	ordinal {INT} NOT NULL CHECK (ordinal > 0),
	revoked_on TEXT CHECK (length(revoked_on) = 10),
	revoked_decision TEXT CHECK (length(revoked_decision) BETWEEN 1 AND 100),
	revoked_why TEXT CHECK (length(revoked_why) BETWEEN 1 AND 1000),
	check_code TEXT NOT NULL UNIQUE CHECK (length(check_code) = 12),
	entered_by {INT} NOT NULL,
	entered_at {INT} NOT NULL,
	rev {INT} NOT NULL DEFAULT 1,
	UNIQUE (cluster_year_id, decision, ordinal),
	CHECK ((revoked_on IS NULL) = (revoked_decision IS NULL)),
	CHECK ((revoked_on IS NULL) = (revoked_why IS NULL))
) {STRICT};
