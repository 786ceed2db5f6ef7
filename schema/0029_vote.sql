-- Electronic votes. The file of a vote is a pure function of vote_record: its records in their own order. Nothing else is
-- kept of a ballot: no time, no account, no address; credential_hash is of the ballot's own public credential, so that one
-- credential casts one ballot. No secret key and no credential is ever here.
CREATE TABLE vote (
	poll_id {INT} PRIMARY KEY REFERENCES poll (id),
	uuid TEXT NOT NULL UNIQUE CHECK (length(uuid) BETWEEN 14 AND 64),
	phase TEXT NOT NULL CHECK (phase IN ('draft', 'keys', 'credentials', 'open', 'closed', 'decrypting', 'result', 'cancelled')),
	shape TEXT NOT NULL CHECK (shape IN ('each', 'choose')),
	candidates TEXT NOT NULL CHECK (length(candidates) <= 1000),
	server_unit_id {INT} REFERENCES unit (id),
	officer_id {INT} NOT NULL REFERENCES user_account (id),
	officer_unit_id {INT} NOT NULL REFERENCES unit (id),
	n_codes {INT} NOT NULL CHECK (n_codes BETWEEN 1 AND 300),
	n_paper {INT} NOT NULL CHECK (n_paper BETWEEN 0 AND 100000),
	n_issued {INT} CHECK (n_issued >= 0),
	faults {INT} NOT NULL CHECK (faults >= 0),
	override_text TEXT CHECK (length(override_text) BETWEEN 1 AND 1000),
	archive_time {INT} NOT NULL CHECK (archive_time > 0),
	cancelled_why TEXT CHECK (length(cancelled_why) BETWEEN 1 AND 1000),
	rev {INT} NOT NULL DEFAULT 1
) {STRICT};

CREATE TABLE vote_trustee (
	poll_id {INT} NOT NULL REFERENCES vote (poll_id),
	ordinal {INT} NOT NULL CHECK (ordinal BETWEEN 1 AND 9),
	user_id {INT} NOT NULL REFERENCES user_account (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	public_key TEXT CHECK (length(public_key) <= 4000),
	decrypted {INT} NOT NULL DEFAULT 0 CHECK (decrypted IN (0, 1)),
	PRIMARY KEY (poll_id, ordinal),
	UNIQUE (poll_id, user_id)
) {STRICT};

CREATE TABLE vote_record (
	poll_id {INT} NOT NULL REFERENCES vote (poll_id),
	ordinal {INT} NOT NULL CHECK (ordinal > 0),
	event {INT} NOT NULL CHECK (event IN (0, 1)),
	hash {BLOB} NOT NULL CHECK (length(hash) = 32),
	credential_hash {BLOB} CHECK (length(credential_hash) = 32),
	bytes {BLOB} NOT NULL,
	PRIMARY KEY (poll_id, ordinal),
	UNIQUE (poll_id, hash),
	UNIQUE (poll_id, credential_hash)
) {STRICT};
