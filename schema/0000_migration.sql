-- What was applied, so that an older program or another history is noticed. hash is SHA-256 of the migration's source.
CREATE TABLE schema_migration (
	version {INT} NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	hash TEXT NOT NULL CHECK (length(hash) = 64),
	applied_at {INT} NOT NULL
) {STRICT};
