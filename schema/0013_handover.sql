-- Hand-over from one year to the next: difficulties that go on there, and what was promised and is followed there.

ALTER TABLE difficulty ADD COLUMN carried_from {INT} REFERENCES difficulty (id);
CREATE UNIQUE INDEX difficulty_carried ON difficulty (carried_from);

-- cluster_year_id: the year in which it is to be done
CREATE TABLE commitment (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	ordinal {INT} NOT NULL CHECK (ordinal > 0),
	text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
	done_on TEXT CHECK (length(done_on) = 10),
	done_note TEXT CHECK (length(done_note) BETWEEN 1 AND 1000),
	rev {INT} NOT NULL DEFAULT 1,
	UNIQUE (cluster_year_id, ordinal)
) {STRICT};
