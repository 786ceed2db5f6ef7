-- Years that were taken away to a meeting on another machine (docs/adr/0013-year-away.md). While a row has no end its year is
-- not written here. here: 1 in the copy that was taken away, which writes only that year. base: rows made on that copy
-- have numbers above it. head: the newest line of the year's journal that both have; row_hashes: what the year's tables held then.
CREATE TABLE year_away (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	token TEXT NOT NULL UNIQUE CHECK (length(token) = 32),
	machine TEXT NOT NULL CHECK (length(machine) BETWEEN 1 AND 100),
	base {INT} NOT NULL CHECK (base > 0),
	head_seq {INT} NOT NULL CHECK (head_seq > 0),
	head_hash {BLOB} NOT NULL CHECK (length(head_hash) = 32),
	row_hashes TEXT NOT NULL,
	taken_by {INT} NOT NULL,
	taken_by_name TEXT NOT NULL,
	taken_at {INT} NOT NULL,
	here {INT} NOT NULL DEFAULT 0 CHECK (here IN (0, 1)),
	ended_at {INT},
	ended_by_name TEXT,
	ending TEXT CHECK (ending IN ('merged', 'cancelled')),
	merged_hash {BLOB} CHECK (length(merged_hash) = 32),
	CHECK ((ended_at IS NULL) = (ending IS NULL)),
	CHECK ((ended_at IS NULL) = (ended_by_name IS NULL)),
	CHECK (merged_hash IS NULL OR ending = 'merged')
) {STRICT};
CREATE INDEX year_away_by_year ON year_away (cluster_year_id, id);
