-- Whom this site believes when it checks signatures, as the administrator brought it: roots, what stands between them and
-- people, roots of time stamping, lists of revoked certificates. What was taken away stays as a record.
CREATE TABLE trust_item (
	id {PK},
	kind TEXT NOT NULL CHECK (kind IN ('root', 'intermediate', 'stamp_root', 'crl')),
	der {BLOB} NOT NULL CHECK (length(der) BETWEEN 1 AND 33554432),
	hash {BLOB} NOT NULL CHECK (length(hash) = 32),
	subject TEXT NOT NULL CHECK (length(subject) <= 1000),
	issuer TEXT NOT NULL CHECK (length(issuer) <= 1000),
	valid_from {INT} NOT NULL,
	valid_until {INT} NOT NULL,
	n_revoked {INT} NOT NULL DEFAULT 0 CHECK (n_revoked >= 0),
	added_by {INT} NOT NULL,
	added_at {INT} NOT NULL,
	removed_by {INT},
	removed_at {INT},
	CHECK ((removed_by IS NULL) = (removed_at IS NULL))
) {STRICT};
CREATE INDEX trust_item_by_hash ON trust_item (hash);

-- What was found about the signatures of a file: the first row of a document and its file is the verdict at receipt and
-- stands for ever; later checks are rows of their own. body is canonical JSON without sentences; trust_version counts
-- the changes of the trust list up to then.
CREATE TABLE signature_verdict (
	id {PK},
	subject TEXT NOT NULL CHECK (subject IN ('evidence', 'pact')),
	subject_id {INT} NOT NULL,
	file_id {INT} NOT NULL REFERENCES file (id),
	checked_by {INT} NOT NULL,
	checked_at {INT} NOT NULL,
	trust_version {INT} NOT NULL CHECK (trust_version >= 0),
	state TEXT NOT NULL CHECK (state IN ('valid', 'noted', 'inconclusive', 'invalid')),
	body TEXT NOT NULL CHECK (length(body) BETWEEN 2 AND 1000000)
) {STRICT};
CREATE INDEX signature_verdict_by_subject ON signature_verdict (subject, subject_id, id);
