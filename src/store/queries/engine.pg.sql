-- What a PostgreSQL connection is told beside the named statements.

-- set_up :raw
SET client_encoding = 'UTF8';
SET client_min_messages = warning;
SET synchronous_commit = on;
SET statement_timeout = '60s';
SET idle_in_transaction_session_timeout = '60s';

-- begin_read :raw
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;

-- begin_write :raw
BEGIN ISOLATION LEVEL SERIALIZABLE;

-- begin_migrate :raw
BEGIN; SELECT pg_advisory_xact_lock(8387772);

-- commit :raw
COMMIT;

-- rollback :raw
ROLLBACK;

-- has_migrations :raw
SELECT count(*) FROM information_schema.tables
WHERE table_schema = current_schema() AND table_name = 'schema_migration';

-- n_tables :raw
SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema();
