-- What a unit registers for a year (targets, titles, award forms, initiatives) and the pact that is made of it.

-- late: sent after the step's day or after the step itself, as late joiners do. received_at: until then it can be recalled.
CREATE TABLE registration (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	state TEXT NOT NULL CHECK (state IN ('unsent', 'pending', 'returned', 'approved')),
	late {INT} NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
	sent_at {INT},
	sent_by {INT},
	received_at {INT},
	decided_at {INT},
	decided_by {INT},
	reason TEXT CHECK (length(reason) <= 2000),
	saved_at {INT} NOT NULL,
	saved_by {INT} NOT NULL,
	rev {INT} NOT NULL DEFAULT 1,
	UNIQUE (cluster_year_id, unit_id),
	CHECK (state = 'unsent' OR sent_at IS NOT NULL),
	CHECK (state <> 'returned' OR reason IS NOT NULL)
) {STRICT};

-- ordinal only grows, so that a row keeps its name when another is taken away.
CREATE TABLE registered_target (
	id {PK},
	registration_id {INT} NOT NULL REFERENCES registration (id),
	ordinal {INT} NOT NULL CHECK (ordinal > 0),
	indicator TEXT NOT NULL CHECK (length(indicator) BETWEEN 1 AND 500),
	measure_unit TEXT NOT NULL CHECK (length(measure_unit) BETWEEN 1 AND 60),
	baseline_c {INT},
	plan_c {INT} NOT NULL,
	source TEXT CHECK (length(source) <= 500),
	criterion_id {INT} REFERENCES criterion (id),
	UNIQUE (registration_id, ordinal)
) {STRICT};
CREATE UNIQUE INDEX registered_target_by_criterion ON registered_target (registration_id, criterion_id);

-- Titles and award forms are separate lists of the law; an initiative is registered beside them and has no code.
CREATE TABLE registered_award (
	id {PK},
	registration_id {INT} NOT NULL REFERENCES registration (id),
	ordinal {INT} NOT NULL CHECK (ordinal > 0),
	list TEXT NOT NULL CHECK (list IN ('title', 'award_form', 'initiative')),
	holder TEXT NOT NULL CHECK (holder IN ('collective', 'person', 'household')),
	award_code TEXT CHECK (length(award_code) BETWEEN 1 AND 40),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
	note TEXT CHECK (length(note) <= 500),
	UNIQUE (registration_id, ordinal),
	CHECK ((list = 'initiative') = (award_code IS NULL))
) {STRICT};

-- The cluster's common pact of a year: one item a line. The meeting of the year before adopts it, when the next
-- cluster-year may not be there yet; so it belongs to the cluster.
CREATE TABLE pact (
	id {PK},
	cluster_id {INT} NOT NULL REFERENCES cluster (id),
	year {INT} NOT NULL CHECK (year BETWEEN 1948 AND 2999),
	theme TEXT CHECK (length(theme) <= 1000),
	contents TEXT NOT NULL CHECK (length(contents) BETWEEN 1 AND 20000),
	measures TEXT NOT NULL CHECK (length(measures) BETWEEN 1 AND 20000),
	adopted_on TEXT CHECK (length(adopted_on) = 10),
	rev {INT} NOT NULL DEFAULT 1,
	UNIQUE (cluster_id, year)
) {STRICT};

-- A unit's signature under the common pact or under its annex of targets. text_hash is of what was signed: a signature
-- whose text has changed since is void and stays as a record.
CREATE TABLE pact_signing (
	id {PK},
	cluster_id {INT} NOT NULL REFERENCES cluster (id),
	year {INT} NOT NULL CHECK (year BETWEEN 1948 AND 2999),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	part TEXT NOT NULL CHECK (part IN ('common', 'annex')),
	method TEXT NOT NULL CHECK (method IN ('meeting', 'browser', 'file')),
	signer_name TEXT NOT NULL CHECK (length(signer_name) BETWEEN 1 AND 200),
	signer_title TEXT CHECK (length(signer_title) <= 200),
	signed_on TEXT NOT NULL CHECK (length(signed_on) = 10),
	late {INT} NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
	text_hash {BLOB} NOT NULL CHECK (length(text_hash) = 32),
	file_id {INT} REFERENCES file (id),
	file_name TEXT CHECK (length(file_name) BETWEEN 1 AND 255),
	recorded_by {INT} NOT NULL,
	recorded_at {INT} NOT NULL,
	voided_at {INT},
	CHECK ((file_id IS NULL) = (file_name IS NULL)),
	CHECK (method <> 'file' OR file_id IS NOT NULL)
) {STRICT};
CREATE UNIQUE INDEX pact_signing_standing ON pact_signing (cluster_id, year, unit_id, part) WHERE voided_at IS NULL;
