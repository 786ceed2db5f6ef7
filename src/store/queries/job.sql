-- Work beside the requests.

-- row job -> id i64, cluster_year_id i64?, kind text, ask text, args_json text, state text, step i64, n_steps i64,
--   result_json text, error text?, tries i64, created_by i64, created_by_name text, created_at i64, due_at i64,
--   started_at i64?, ended_at i64?
j.id, j.cluster_year_id, j.kind, j.ask, j.args_json, j.state, j.step, j.n_steps, j.result_json, j.error, j.tries,
j.created_by, j.created_by_name, j.created_at, j.due_at, j.started_at, j.ended_at;

-- job_add :one (cluster_year_id i64?, kind text, ask text, args_json text, n_steps i64, created_by i64, created_by_name text,
--   created_at i64) -> id i64
INSERT INTO job (cluster_year_id, kind, ask, args_json, state, step, n_steps, result_json, tries, created_by,
	created_by_name, created_at, due_at)
VALUES (?1, ?2, ?3, ?4, 'queued', 0, ?5, '[]', 0, ?6, ?7, ?8, ?8) RETURNING id;

-- job_get :one (id i64) -> job
SELECT {job} FROM job j WHERE j.id = ?1;

-- job_open_ask :one (ask text) -> job
SELECT {job} FROM job j WHERE j.ask = ?1 AND j.state IN ('queued', 'running');

-- job_counts :one (cluster_year_id i64?) -> n_year i64, n_all i64
SELECT count(CASE WHEN cluster_year_id = ?1 THEN 1 END), count(*) FROM job
WHERE state IN ('queued', 'running');

-- The next job whose time has come, also one whose runner was lost.
-- job_next :one (now i64) -> job
SELECT {job} FROM job j WHERE j.state IN ('queued', 'running') AND j.due_at <= ?1 ORDER BY j.id LIMIT 1;

-- job_take :exec (id i64, tries i64, until i64, now i64)
UPDATE job SET state = 'running', due_at = ?3, tries = tries + 1, started_at = coalesce(started_at, ?4)
WHERE id = ?1 AND tries = ?2 AND state IN ('queued', 'running');

-- job_save :exec (id i64, tries i64, state text, step i64, result_json text, error text?, due_at i64, ended_at i64?)
UPDATE job SET state = ?3, step = ?4, result_json = ?5, error = ?6, due_at = ?7, ended_at = ?8
WHERE id = ?1 AND tries = ?2 AND state = 'running';

-- What runs in a file that has one server at a time has no runner when that server starts.
-- job_release :exec (now i64)
UPDATE job SET due_at = ?1 WHERE state = 'running' AND due_at > ?1;

-- job_list :many (cluster_year_id i64, most i64) -> job
SELECT {job} FROM job j WHERE j.cluster_year_id = ?1 ORDER BY j.id DESC LIMIT ?2;

-- job_list_all :many (most i64) -> job
SELECT {job} FROM job j ORDER BY j.id DESC LIMIT ?1;

-- job_purge :exec (before i64)
DELETE FROM job WHERE state IN ('done', 'failed') AND ended_at < ?1;
