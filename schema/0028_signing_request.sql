-- Addresses by which a signing program on somebody's desk gets a PDF and gives it back signed, without a session: only their
-- hashes, minutes of life, one use each, for one version of one document. What came back wrong is told and counted, and
-- the address serves on until it brought a signed file.
CREATE TABLE signing_request (
	id {PK},
	subject TEXT NOT NULL CHECK (subject IN ('evidence', 'pact', 'paper')),
	subject_id {INT} NOT NULL,
	part TEXT CHECK (part IN ('common', 'annex')),
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} REFERENCES unit (id),
	file_id {INT} NOT NULL REFERENCES file (id),
	file_name TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
	text_hash {BLOB} CHECK (length(text_hash) = 32),
	made_by {INT} NOT NULL REFERENCES user_account (id),
	made_at {INT} NOT NULL,
	expires_at {INT} NOT NULL,
	fetch_hash {BLOB} NOT NULL UNIQUE CHECK (length(fetch_hash) = 32),
	send_hash {BLOB} NOT NULL UNIQUE CHECK (length(send_hash) = 32),
	fetched_at {INT},
	sent_at {INT},
	signed_file_id {INT} REFERENCES file (id),
	refusal TEXT CHECK (length(refusal) BETWEEN 1 AND 4000),
	n_refused {INT} NOT NULL DEFAULT 0 CHECK (n_refused >= 0),
	CHECK ((subject = 'pact') = (part IS NOT NULL)),
	CHECK ((subject = 'pact') = (text_hash IS NOT NULL)),
	CHECK ((subject = 'paper') = (unit_id IS NULL)),
	CHECK ((sent_at IS NULL) = (signed_file_id IS NULL)),
	CHECK ((n_refused = 0) = (refusal IS NULL))
) {STRICT};
CREATE INDEX signing_request_by_subject ON signing_request (subject, subject_id, id);
CREATE INDEX signing_request_by_maker ON signing_request (made_by, expires_at);

-- The PDF of a paper that came back signed, and what was found about its signatures then. The newest stands; each holds
-- those before it.
CREATE TABLE paper_signed (
	id {PK},
	paper_id {INT} NOT NULL REFERENCES paper (id),
	file_id {INT} NOT NULL REFERENCES file (id),
	received_by {INT} NOT NULL,
	received_at {INT} NOT NULL,
	trust_version {INT} NOT NULL CHECK (trust_version >= 0),
	state TEXT NOT NULL CHECK (state IN ('valid', 'noted', 'inconclusive', 'invalid')),
	signing TEXT CHECK (signing IN ('proved', 'claimed')),
	proved_at {INT},
	body TEXT NOT NULL CHECK (length(body) BETWEEN 2 AND 1000000)
) {STRICT};
CREATE INDEX paper_signed_by_paper ON paper_signed (paper_id, id);
