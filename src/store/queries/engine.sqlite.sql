-- What a SQLite connection is told beside the named statements.

-- set_up :raw
PRAGMA trusted_schema = OFF;
PRAGMA foreign_keys = ON;
PRAGMA case_sensitive_like = ON;
PRAGMA busy_timeout = 5000;
PRAGMA cache_size = -8192;
PRAGMA mmap_size = 268435456;

-- set_up_writer :raw
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;

-- set_up_reader :raw
PRAGMA query_only = ON;

-- begin_read :raw
BEGIN;

-- begin_write :raw
BEGIN IMMEDIATE;

-- commit :raw
COMMIT;

-- rollback :raw
ROLLBACK;

-- savepoint :raw
SAVEPOINT command;

-- release :raw
RELEASE command;

-- rollback_to :raw
ROLLBACK TO command;

-- has_migrations :raw
SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration';

-- n_tables :raw
SELECT count(*) FROM sqlite_schema WHERE type = 'table';

-- integrity :raw
SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok';

-- foreign_keys :raw
SELECT count(*) FROM pragma_foreign_key_check;

-- one_file :raw
PRAGMA journal_mode = DELETE;

-- Numbers of rows made on the copy of a year that is taken away begin above everything that is made here meanwhile.
-- away_numbers :raw
INSERT INTO sqlite_sequence (name, seq)
SELECT name, 0 FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'
	AND name NOT IN (SELECT name FROM sqlite_sequence);
UPDATE sqlite_sequence SET seq = (SELECT base FROM year_away WHERE here = 1)
WHERE seq < (SELECT base FROM year_away WHERE here = 1);

-- What reads another than the table of that name.
-- away_odd :raw
SELECT count(*) FROM sqlite_schema WHERE type = 'view' OR type = 'table' AND sql LIKE 'CREATE VIRTUAL%'
	OR type = 'trigger' AND name NOT IN ('journal_no_update', 'journal_no_delete', 'scheme_sealed_update',
	'scheme_sealed_delete', 'criterion_sealed_update', 'criterion_sealed_delete', 'meeting_event_no_update',
	'meeting_event_no_delete', 'vote_record_no_update', 'vote_record_no_delete');
