-- Cross-checking, returns and explanations of a cluster-year.

-- How the assignment was made. n_each: checkers of each unit, 0 where everyone scores everyone. The seed is printed: the
-- same seed, members, conflicts and pairs of last year give the same draw.
CREATE TABLE crosscheck (
	id {PK},
	cluster_year_id {INT} NOT NULL UNIQUE REFERENCES cluster_year (id),
	n_each {INT} NOT NULL CHECK (n_each BETWEEN 0 AND 10),
	seed {INT} NOT NULL CHECK (seed >= 0),
	blind {INT} NOT NULL CHECK (blind IN (0, 1)),
	n_repeated {INT} NOT NULL CHECK (n_repeated >= 0),
	drawn_by {INT} NOT NULL,
	drawn_at {INT} NOT NULL,
	published_at {INT},
	rev {INT} NOT NULL DEFAULT 1
) {STRICT};

-- Who checks whom. by_hand: put there after the draw.
CREATE TABLE crosscheck_pair (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	checker_id {INT} NOT NULL REFERENCES unit (id),
	checked_id {INT} NOT NULL REFERENCES unit (id),
	by_hand {INT} NOT NULL CHECK (by_hand IN (0, 1)),
	finished_at {INT},
	finished_by {INT},
	rev {INT} NOT NULL DEFAULT 1,
	UNIQUE (cluster_year_id, checker_id, checked_id),
	CHECK (checker_id <> checked_id),
	CHECK ((finished_at IS NULL) = (finished_by IS NULL))
) {STRICT};

-- Units that must not check each other, declared with a reason.
CREATE TABLE crosscheck_conflict (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	other_id {INT} NOT NULL REFERENCES unit (id),
	reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
	UNIQUE (cluster_year_id, unit_id, other_id),
	CHECK (unit_id < other_id)
) {STRICT};

-- From which level a card was sent back to its unit.
CREATE TABLE scorecard_return (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	origin TEXT NOT NULL CHECK (origin IN ('cross', 'cluster', 'council')),
	reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
	returned_by {INT} NOT NULL,
	returned_at {INT} NOT NULL
) {STRICT};
CREATE INDEX scorecard_return_by_unit ON scorecard_return (cluster_year_id, unit_id, id);

-- A unit's answer to a changed score, and how it was settled. A row without an answer was settled although the unit
-- did not answer.
CREATE TABLE explanation (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	criterion_id {INT} NOT NULL REFERENCES criterion (id),
	answer TEXT CHECK (answer IN ('agree', 'explain')),
	answer_text TEXT CHECK (length(answer_text) <= 4000),
	evidence_id {INT} REFERENCES evidence (id),
	answered_by {INT},
	answered_at {INT},
	verdict TEXT CHECK (verdict IN ('keep', 'adjust')),
	verdict_reason TEXT CHECK (length(verdict_reason) <= 4000),
	settled_by {INT},
	settled_at {INT},
	rev {INT} NOT NULL DEFAULT 1,
	UNIQUE (cluster_year_id, unit_id, criterion_id),
	CHECK ((answer IS NULL) = (answered_at IS NULL)),
	CHECK ((verdict IS NULL) = (settled_at IS NULL)),
	CHECK (answer IS NOT NULL OR verdict IS NOT NULL)
) {STRICT};
