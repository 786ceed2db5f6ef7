-- Work that is done beside the requests. `ask` says what is asked for: as long as it waits or runs, the same is not asked
-- for twice. A job that runs is its runner's until due_at; tries tells the runners apart.
CREATE TABLE job (
	id {PK},
	cluster_year_id {INT} REFERENCES cluster_year (id),
	kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
	ask TEXT NOT NULL CHECK (length(ask) BETWEEN 1 AND 200),
	args_json TEXT NOT NULL CHECK (length(args_json) <= 65536),
	state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
	step {INT} NOT NULL CHECK (step >= 0),
	n_steps {INT} NOT NULL CHECK (n_steps BETWEEN 1 AND 10000),
	result_json TEXT NOT NULL,
	error TEXT CHECK (length(error) <= 2000),
	tries {INT} NOT NULL CHECK (tries >= 0),
	created_by {INT} NOT NULL,
	created_by_name TEXT NOT NULL,
	created_at {INT} NOT NULL,
	due_at {INT} NOT NULL,
	started_at {INT},
	ended_at {INT},
	CHECK (step <= n_steps),
	CHECK ((ended_at IS NULL) = (state IN ('queued', 'running')))
) {STRICT};
CREATE UNIQUE INDEX job_open_ask ON job (ask) WHERE state IN ('queued', 'running');
CREATE INDEX job_by_year ON job (cluster_year_id, id);

-- Which of several papers of a kind: a unit's code, the number of a poll or a phase. The data a paper was made of: their
-- hash, and the generation of the year when they were read.
ALTER TABLE paper ADD COLUMN subject TEXT NOT NULL DEFAULT '' CHECK (length(subject) <= 100);
ALTER TABLE paper ADD COLUMN data_hash {BLOB} CHECK (length(data_hash) = 32);
ALTER TABLE paper ADD COLUMN generation {INT} NOT NULL DEFAULT 0;
