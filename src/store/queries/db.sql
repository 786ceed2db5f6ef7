-- generation_get :one (tag i64) -> gen i64
SELECT gen FROM generation WHERE tag = ?1;

-- generation_bump :exec (tag i64)
INSERT INTO generation (tag, gen) VALUES (?1, 1)
ON CONFLICT (tag) DO UPDATE SET gen = generation.gen + 1;

-- migration_list :many () -> version i64, name text, hash text, applied_at i64
SELECT version, name, hash, applied_at FROM schema_migration ORDER BY version;

-- migration_add :exec (version i64, name text, hash text, applied_at i64)
INSERT INTO schema_migration (version, name, hash, applied_at) VALUES (?1, ?2, ?3, ?4);
