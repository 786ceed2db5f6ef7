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
