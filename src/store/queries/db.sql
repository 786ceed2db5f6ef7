-- generation_get :one (tag i64) -> gen i64
SELECT gen FROM generation WHERE tag = ?1;

-- No row where the year is away from here, or where this is the copy of another year.
-- generation_bump :exec (tag i64)
INSERT INTO generation (tag, gen)
SELECT CAST(?1 AS BIGINT), 1 WHERE NOT EXISTS (SELECT 1 FROM year_away w WHERE w.ended_at IS NULL AND CAST(?1 AS BIGINT) > 0
	AND (w.here = 0 AND w.cluster_year_id = ?1 OR w.here = 1 AND w.cluster_year_id <> ?1))
ON CONFLICT (tag) DO UPDATE SET gen = generation.gen + 1;

-- migration_list :many () -> version i64, name text, hash text, applied_at i64
SELECT version, name, hash, applied_at FROM schema_migration ORDER BY version;

-- migration_add :exec (version i64, name text, hash text, applied_at i64)
INSERT INTO schema_migration (version, name, hash, applied_at) VALUES (?1, ?2, ?3, ?4);
