-- Following the year: periods, common activities, talks, exemplars, participation. What is in use is withdrawn, never
-- deleted. Money is whole đồng.

-- A phase, quarter, half or the whole year that units report on. expected_pct_c: share of the year's plan that should
-- be done by its end; exemplars_…: how many the cluster chooses, and how many each unit names at least.
CREATE TABLE report_period (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	kind TEXT NOT NULL CHECK (kind IN ('phase', 'quarter', 'half', 'year')),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
	starts_on TEXT NOT NULL CHECK (length(starts_on) = 10),
	ends_on TEXT NOT NULL CHECK (length(ends_on) = 10),
	due_on TEXT NOT NULL CHECK (length(due_on) = 10),
	expected_pct_c {INT} NOT NULL CHECK (expected_pct_c BETWEEN 0 AND 10000),
	exemplars_person {INT} NOT NULL CHECK (exemplars_person BETWEEN 0 AND 999),
	exemplars_collective {INT} NOT NULL CHECK (exemplars_collective BETWEEN 0 AND 999),
	exemplars_each {INT} NOT NULL CHECK (exemplars_each BETWEEN 0 AND 99),
	withdrawn_at {INT},
	withdrawn_why TEXT,
	rev {INT} NOT NULL DEFAULT 1,
	CHECK (starts_on <= ends_on),
	CHECK ((withdrawn_at IS NULL) = (withdrawn_why IS NULL))
) {STRICT};
CREATE INDEX report_period_by_year ON report_period (cluster_year_id, ends_on, id);

-- A cluster's own kinds of activity, over the shipped ones of the same code.
CREATE TABLE activity_kind (
	cluster_id {INT} NOT NULL REFERENCES cluster (id),
	code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 40),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
	retired {INT} NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
	PRIMARY KEY (cluster_id, code)
) {STRICT};

-- unit_id NULL: of the whole cluster, entered by its desk.
CREATE TABLE activity (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} REFERENCES unit (id),
	kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
	held_on TEXT NOT NULL CHECK (length(held_on) = 10),
	place TEXT CHECK (length(place) BETWEEN 1 AND 300),
	body TEXT CHECK (length(body) BETWEEN 1 AND 8000),
	added_by {INT} NOT NULL,
	added_at {INT} NOT NULL,
	withdrawn_at {INT},
	withdrawn_why TEXT,
	rev {INT} NOT NULL DEFAULT 1,
	CHECK ((withdrawn_at IS NULL) = (withdrawn_why IS NULL))
) {STRICT};
CREATE INDEX activity_by_year ON activity (cluster_year_id, held_on, id);

CREATE TABLE activity_part (
	activity_id {INT} NOT NULL REFERENCES activity (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	n_people {INT} NOT NULL CHECK (n_people BETWEEN 0 AND 10000000),
	amount_dong {INT} NOT NULL CHECK (amount_dong BETWEEN 0 AND 1000000000000000),
	PRIMARY KEY (activity_id, unit_id)
) {STRICT};

-- alt: what a picture shows, for who cannot see it.
CREATE TABLE activity_file (
	id {PK},
	activity_id {INT} NOT NULL REFERENCES activity (id),
	file_id {INT} NOT NULL REFERENCES file (id),
	file_name TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
	alt TEXT CHECK (length(alt) BETWEEN 1 AND 300),
	picture {INT} NOT NULL CHECK (picture IN (0, 1)),
	added_by {INT} NOT NULL,
	added_at {INT} NOT NULL,
	removed_at {INT},
	CHECK (picture = 0 OR alt IS NOT NULL)
) {STRICT};
CREATE INDEX activity_file_by_activity ON activity_file (activity_id, id);

CREATE TABLE talk (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
	speaker TEXT NOT NULL CHECK (length(speaker) BETWEEN 1 AND 200),
	given_on TEXT CHECK (length(given_on) = 10),
	body TEXT CHECK (length(body) BETWEEN 1 AND 40000),
	file_id {INT} REFERENCES file (id),
	file_name TEXT,
	added_by {INT} NOT NULL,
	added_at {INT} NOT NULL,
	withdrawn_at {INT},
	withdrawn_why TEXT,
	CHECK ((file_id IS NULL) = (file_name IS NULL)),
	CHECK (body IS NOT NULL OR file_id IS NOT NULL),
	CHECK ((withdrawn_at IS NULL) = (withdrawn_why IS NULL))
) {STRICT};
CREATE INDEX talk_by_year ON talk (cluster_year_id, id);

CREATE TABLE exemplar (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	report_period_id {INT} REFERENCES report_period (id),
	collective {INT} NOT NULL CHECK (collective IN (0, 1)),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
	title TEXT CHECK (length(title) BETWEEN 1 AND 200),
	merit TEXT NOT NULL CHECK (length(merit) BETWEEN 1 AND 4000),
	chosen {INT} NOT NULL DEFAULT 0 CHECK (chosen IN (0, 1)),
	added_by {INT} NOT NULL,
	added_at {INT} NOT NULL,
	withdrawn_at {INT},
	withdrawn_why TEXT,
	rev {INT} NOT NULL DEFAULT 1,
	CHECK ((withdrawn_at IS NULL) = (withdrawn_why IS NULL))
) {STRICT};
CREATE INDEX exemplar_by_year ON exemplar (cluster_year_id, id);
CREATE INDEX exemplar_by_period ON exemplar (report_period_id);

-- How many of a unit's collectives and people take part in the cluster's emulation this year.
CREATE TABLE participation (
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	n_collectives {INT} NOT NULL CHECK (n_collectives BETWEEN 0 AND 1000000),
	n_collectives_joined {INT} NOT NULL CHECK (n_collectives_joined BETWEEN 0 AND n_collectives),
	n_people {INT} NOT NULL CHECK (n_people BETWEEN 0 AND 10000000),
	n_people_joined {INT} NOT NULL CHECK (n_people_joined BETWEEN 0 AND n_people),
	rev {INT} NOT NULL DEFAULT 1,
	PRIMARY KEY (cluster_year_id, unit_id)
) {STRICT};
