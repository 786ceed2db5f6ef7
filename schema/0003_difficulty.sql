-- Difficulties (khó khăn, vướng mắc) that units raise in a working year, and everything said about them.

-- state is that of the last line in difficulty_answer; assigned_to answers until due_on.
CREATE TABLE difficulty (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
	body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 8000),
	wish TEXT CHECK (length(wish) BETWEEN 1 AND 4000),
	state TEXT NOT NULL CHECK (state IN ('raised', 'assigned', 'answered', 'closed', 'reopened')),
	assigned_to {INT} REFERENCES user_account (id),
	due_on TEXT CHECK (length(due_on) = 10),
	raised_by {INT} NOT NULL,
	raised_at {INT} NOT NULL,
	rev {INT} NOT NULL DEFAULT 1,
	CHECK (state <> 'assigned' OR assigned_to IS NOT NULL)
) {STRICT};
CREATE INDEX difficulty_by_unit ON difficulty (cluster_year_id, unit_id, id);
CREATE INDEX difficulty_by_assignee ON difficulty (assigned_to);

-- One line per move, in order; never changed.
CREATE TABLE difficulty_answer (
	difficulty_id {INT} NOT NULL REFERENCES difficulty (id),
	ordinal {INT} NOT NULL CHECK (ordinal > 0),
	state TEXT NOT NULL CHECK (state IN ('raised', 'assigned', 'answered', 'closed', 'reopened')),
	text TEXT CHECK (length(text) BETWEEN 1 AND 8000),
	said_by {INT} NOT NULL,
	said_by_name TEXT NOT NULL,
	said_at {INT} NOT NULL,
	PRIMARY KEY (difficulty_id, ordinal)
) {STRICT};
