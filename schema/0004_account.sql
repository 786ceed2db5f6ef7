-- Days off, tokens of programs, resets of passwords by mail, lists of people taken from a file.

-- What a site entered over the shipped days of rules/legal/holidays.json; plain: the day is what its weekday says.
CREATE TABLE holiday (
	day_on TEXT NOT NULL PRIMARY KEY CHECK (length(day_on) = 10),
	kind TEXT NOT NULL CHECK (kind IN ('off', 'work', 'plain')),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
	source TEXT CHECK (length(source) <= 500),
	changed_at {INT} NOT NULL,
	rev {INT} NOT NULL DEFAULT 1
) {STRICT};

-- secret keys the hashes by which the journal speaks of a person's details; blanking a person destroys it.
ALTER TABLE user_account ADD COLUMN secret TEXT;
ALTER TABLE user_account ADD COLUMN blanked_at {INT};

-- token_hash is SHA-256 of the token; scopes are codes of permissions with spaces between.
CREATE TABLE api_token (
	id {PK},
	user_id {INT} NOT NULL REFERENCES user_account (id),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
	token_hash {BLOB} NOT NULL UNIQUE CHECK (length(token_hash) = 32),
	scopes TEXT NOT NULL CHECK (length(scopes) BETWEEN 1 AND 1000),
	created_at {INT} NOT NULL,
	expires_at {INT} NOT NULL,
	last_used_at {INT},
	revoked_at {INT}
) {STRICT};
CREATE INDEX api_token_by_user ON api_token (user_id, id);

CREATE TABLE password_reset (
	id {PK},
	user_id {INT} NOT NULL REFERENCES user_account (id),
	token_hash {BLOB} NOT NULL UNIQUE CHECK (length(token_hash) = 32),
	created_at {INT} NOT NULL,
	expires_at {INT} NOT NULL,
	used_at {INT}
) {STRICT};
CREATE INDEX password_reset_by_user ON password_reset (user_id, created_at);

-- A file that was read and waits for its sender's yes; it is read again when he gives it.
CREATE TABLE people_import (
	id {PK},
	user_id {INT} NOT NULL REFERENCES user_account (id),
	file_id {INT} NOT NULL REFERENCES file (id),
	file_name TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
	state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'dropped')),
	created_at {INT} NOT NULL
) {STRICT};
CREATE INDEX people_import_by_user ON people_import (user_id, id);
