-- The plan of a cluster's year, its campaigns with their phases, its documents, and who opened what was sent down.

-- edition: 0 while a draft, 1 once launched, one more with every amendment, which is to be opened again.
CREATE TABLE plan (
	id {PK},
	cluster_year_id {INT} NOT NULL UNIQUE REFERENCES cluster_year (id),
	theme TEXT NOT NULL CHECK (length(theme) <= 1000),
	aims TEXT NOT NULL CHECK (length(aims) <= 20000),
	contents TEXT NOT NULL CHECK (length(contents) <= 20000),
	measures TEXT NOT NULL CHECK (length(measures) <= 20000),
	number TEXT CHECK (length(number) BETWEEN 1 AND 60),
	issued_on TEXT CHECK (length(issued_on) = 10),
	edition {INT} NOT NULL DEFAULT 0 CHECK (edition >= 0),
	launched_at {INT},
	launched_by {INT},
	saved_at {INT} NOT NULL,
	saved_by {INT} NOT NULL,
	rev {INT} NOT NULL DEFAULT 1,
	CHECK ((edition = 0) = (launched_at IS NULL))
) {STRICT};

CREATE TABLE campaign (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	kind TEXT NOT NULL CHECK (kind IN ('regular', 'thematic', 'phase')),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
	slogan TEXT NOT NULL CHECK (length(slogan) <= 500),
	scope TEXT NOT NULL CHECK (length(scope) <= 2000),
	contents TEXT NOT NULL CHECK (length(contents) <= 8000),
	decision_number TEXT CHECK (length(decision_number) BETWEEN 1 AND 60),
	decision_on TEXT CHECK (length(decision_on) = 10),
	starts_on TEXT CHECK (length(starts_on) = 10),
	ends_on TEXT CHECK (length(ends_on) = 10),
	edition {INT} NOT NULL DEFAULT 0 CHECK (edition >= 0),
	launched_at {INT},
	launched_by {INT},
	withdrawn_at {INT},
	withdraw_reason TEXT CHECK (length(withdraw_reason) BETWEEN 1 AND 1000),
	saved_at {INT} NOT NULL,
	saved_by {INT} NOT NULL,
	rev {INT} NOT NULL DEFAULT 1,
	CHECK ((edition = 0) = (launched_at IS NULL)),
	CHECK ((withdrawn_at IS NULL) = (withdraw_reason IS NULL))
) {STRICT};
CREATE INDEX campaign_by_year ON campaign (cluster_year_id, id);

-- A dated phase (đợt) of a campaign; final_push is the last one before the year's end. review is written when it is over.
CREATE TABLE campaign_phase (
	id {PK},
	campaign_id {INT} NOT NULL REFERENCES campaign (id),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
	final_push {INT} NOT NULL CHECK (final_push IN (0, 1)),
	starts_on TEXT NOT NULL CHECK (length(starts_on) = 10),
	ends_on TEXT NOT NULL CHECK (length(ends_on) = 10 AND ends_on >= starts_on),
	review TEXT CHECK (length(review) BETWEEN 1 AND 8000),
	reviewed_at {INT},
	reviewed_by {INT},
	rev {INT} NOT NULL DEFAULT 1,
	CHECK ((review IS NULL) = (reviewed_at IS NULL))
) {STRICT};
CREATE INDEX campaign_phase_by_campaign ON campaign_phase (campaign_id);

-- A target of a phase is a sentence; where it is counted it has a number to reach, and what was reached.
CREATE TABLE phase_target (
	phase_id {INT} NOT NULL REFERENCES campaign_phase (id),
	ordinal {INT} NOT NULL CHECK (ordinal > 0),
	indicator TEXT NOT NULL CHECK (length(indicator) BETWEEN 1 AND 500),
	measure_unit TEXT CHECK (length(measure_unit) BETWEEN 1 AND 60),
	plan_c {INT},
	actual_c {INT},
	PRIMARY KEY (phase_id, ordinal)
) {STRICT};

-- What the cluster hands to its members. A document is never taken away: withdrawn, it stays with its reason.
CREATE TABLE cluster_document (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	kind TEXT NOT NULL CHECK (kind IN ('operating_rules', 'plan', 'guidance', 'invitation', 'report', 'other')),
	number TEXT CHECK (length(number) BETWEEN 1 AND 60),
	issued_on TEXT CHECK (length(issued_on) = 10),
	issuer TEXT CHECK (length(issuer) BETWEEN 1 AND 300),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
	file_id {INT} NOT NULL REFERENCES file (id),
	file_name TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
	added_at {INT} NOT NULL,
	added_by {INT} NOT NULL,
	withdrawn_at {INT},
	withdraw_reason TEXT CHECK (length(withdraw_reason) BETWEEN 1 AND 1000),
	CHECK ((withdrawn_at IS NULL) = (withdraw_reason IS NULL))
) {STRICT};
CREATE INDEX cluster_document_by_year ON cluster_document (cluster_year_id, id);

-- Who opened an edition first, for which unit. Written beside the page that was read, never by it.
CREATE TABLE read_receipt (
	id {PK},
	kind TEXT NOT NULL CHECK (kind IN ('plan', 'campaign', 'document')),
	object_id {INT} NOT NULL,
	edition {INT} NOT NULL CHECK (edition > 0),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	user_id {INT} NOT NULL REFERENCES user_account (id),
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	opened_at {INT} NOT NULL,
	UNIQUE (kind, object_id, edition, unit_id, user_id)
) {STRICT};
CREATE INDEX read_receipt_by_year ON read_receipt (cluster_year_id);
