-- The core of a site. Runs on SQLite and on PostgreSQL; tools/sqlgen.py expands {PK} {INT} {BLOB} {STRICT} and gives
-- TEXT byte order on PostgreSQL. Points and quantities are hundredths (…_c), instants ms UTC (…_at), days YYYY-MM-DD
-- (…_on). sort_key is vi_sortkey(), name_key vi_fold(): the database never orders or folds Vietnamese itself.
-- rev counts edits of rows that people edit. Foreign keys never cascade: the program deletes nothing behind its back.

-- Site -----------------------------------------------------------------------------------------------------------

CREATE TABLE setting (
	key TEXT NOT NULL PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 100),
	value TEXT NOT NULL,
	updated_at {INT} NOT NULL
) {STRICT};

-- One counter per cluster-year, 0 for the system. Page caches compare it.
CREATE TABLE generation (
	tag {INT} NOT NULL PRIMARY KEY CHECK (tag >= 0),
	gen {INT} NOT NULL CHECK (gen > 0)
) {STRICT};

-- Append-only; triggers and the connection refuse anything else. hash covers the row and prev_hash.
CREATE TABLE journal (
	id {PK},
	chain {INT} NOT NULL CHECK (chain >= 0),
	seq {INT} NOT NULL CHECK (seq > 0),
	at {INT} NOT NULL,
	actor_id {INT} NOT NULL,
	actor_name TEXT NOT NULL,
	action TEXT NOT NULL CHECK (length(action) > 0),
	object_kind TEXT NOT NULL,
	object_id {INT} NOT NULL,
	before_json TEXT,
	after_json TEXT,
	reason TEXT,
	prev_hash {BLOB} NOT NULL CHECK (length(prev_hash) = 32),
	hash {BLOB} NOT NULL CHECK (length(hash) = 32),
	UNIQUE (chain, seq)
) {STRICT};

-- Organisation ---------------------------------------------------------------------------------------------------

CREATE TABLE council (
	id {PK},
	code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 60),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
	level TEXT NOT NULL CHECK (level IN ('province', 'ministry', 'commune', 'agency')),
	sort_key TEXT NOT NULL,
	rev {INT} NOT NULL DEFAULT 1
) {STRICT};

CREATE TABLE unit (
	id {PK},
	code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 60),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
	short_name TEXT CHECK (length(short_name) BETWEEN 1 AND 100),
	sort_key TEXT NOT NULL,
	name_key TEXT NOT NULL,
	retired {INT} NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
	rev {INT} NOT NULL DEFAULT 1
) {STRICT};
CREATE INDEX unit_by_name ON unit (sort_key, id);
CREATE INDEX unit_by_key ON unit (name_key);

CREATE TABLE cluster (
	id {PK},
	council_id {INT} NOT NULL REFERENCES council (id),
	code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 60),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
	kind TEXT NOT NULL CHECK (kind IN ('cum', 'khoi', 'khu_vuc')),
	head_title TEXT NOT NULL CHECK (length(head_title) BETWEEN 1 AND 100),
	deputy_title TEXT NOT NULL CHECK (length(deputy_title) BETWEEN 1 AND 100),
	sort_key TEXT NOT NULL,
	name_key TEXT NOT NULL,
	rev {INT} NOT NULL DEFAULT 1
) {STRICT};
CREATE INDEX cluster_by_council ON cluster (council_id);

-- Accounts -------------------------------------------------------------------------------------------------------

CREATE TABLE user_account (
	id {PK},
	login TEXT NOT NULL UNIQUE CHECK (length(login) BETWEEN 1 AND 100),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
	title TEXT,
	email TEXT,
	sort_key TEXT NOT NULL,
	name_key TEXT NOT NULL,
	password_hash TEXT,
	must_change {INT} NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)),
	disabled_at {INT},
	last_login_at {INT},
	n_failed {INT} NOT NULL DEFAULT 0 CHECK (n_failed >= 0),
	locked_until {INT} NOT NULL DEFAULT 0,
	lang TEXT NOT NULL DEFAULT 'vi',
	theme TEXT NOT NULL DEFAULT 'auto',
	created_at {INT} NOT NULL,
	rev {INT} NOT NULL DEFAULT 1
) {STRICT};

CREATE TABLE role_grant (
	id {PK},
	user_id {INT} NOT NULL REFERENCES user_account (id),
	role TEXT NOT NULL CHECK (length(role) BETWEEN 1 AND 40),
	scope_kind TEXT NOT NULL CHECK (scope_kind IN ('system', 'council', 'cluster', 'unit')),
	scope_id {INT} NOT NULL,
	from_on TEXT CHECK (length(from_on) = 10),
	to_on TEXT CHECK (length(to_on) = 10),
	granted_at {INT} NOT NULL,
	revoked_at {INT},
	CHECK ((scope_kind = 'system') = (scope_id = 0))
) {STRICT};
CREATE INDEX role_grant_by_user ON role_grant (user_id);
CREATE INDEX role_grant_by_scope ON role_grant (scope_kind, scope_id);

-- token_hash is SHA-256 of the cookie's token; the token itself is never stored.
CREATE TABLE session (
	id {PK},
	token_hash {BLOB} NOT NULL UNIQUE CHECK (length(token_hash) = 32),
	user_id {INT} NOT NULL REFERENCES user_account (id),
	created_at {INT} NOT NULL,
	seen_at {INT} NOT NULL,
	expires_at {INT} NOT NULL,
	address TEXT,
	agent TEXT
) {STRICT};
CREATE INDEX session_by_user ON session (user_id, created_at);
CREATE INDEX session_by_end ON session (expires_at);

-- One-time keys of forms and what the first request answered.
CREATE TABLE request_key (
	key TEXT NOT NULL PRIMARY KEY CHECK (length(key) BETWEEN 8 AND 100),
	user_id {INT} NOT NULL,
	at {INT} NOT NULL,
	location TEXT NOT NULL
) {STRICT};
CREATE INDEX request_key_by_age ON request_key (at);

-- Files ----------------------------------------------------------------------------------------------------------

CREATE TABLE file (
	id {PK},
	hash {BLOB} NOT NULL UNIQUE CHECK (length(hash) = 32),
	size {INT} NOT NULL CHECK (size >= 0),
	media_type TEXT NOT NULL,
	created_at {INT} NOT NULL
) {STRICT};

CREATE TABLE file_chunk (
	file_id {INT} NOT NULL REFERENCES file (id),
	ordinal {INT} NOT NULL CHECK (ordinal >= 0),
	bytes {BLOB} NOT NULL CHECK (length(bytes) BETWEEN 1 AND 262144),
	PRIMARY KEY (file_id, ordinal)
) {STRICT};

-- Schemes --------------------------------------------------------------------------------------------------------

-- body is canonical JSON, hash its SHA-256. A sealed row never changes (trigger).
CREATE TABLE scheme (
	id {PK},
	code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 100),
	version TEXT NOT NULL CHECK (length(version) BETWEEN 1 AND 100),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
	source TEXT,
	hash {BLOB} NOT NULL UNIQUE CHECK (length(hash) = 32),
	body TEXT NOT NULL,
	n_criteria {INT} NOT NULL CHECK (n_criteria > 0),
	created_at {INT} NOT NULL,
	sealed_at {INT},
	UNIQUE (code, version)
) {STRICT};

-- Index rows so that scores and evidence can refer to a node; ordinal is its index in the body.
CREATE TABLE criterion (
	id {PK},
	scheme_id {INT} NOT NULL REFERENCES scheme (id),
	ordinal {INT} NOT NULL CHECK (ordinal >= 0),
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	UNIQUE (scheme_id, ordinal),
	UNIQUE (scheme_id, code)
) {STRICT};

-- The year -------------------------------------------------------------------------------------------------------

CREATE TABLE cluster_year (
	id {PK},
	cluster_id {INT} NOT NULL REFERENCES cluster (id),
	year {INT} NOT NULL CHECK (year BETWEEN 1948 AND 2999),
	theme TEXT,
	step TEXT NOT NULL CHECK (length(step) BETWEEN 1 AND 40),
	scheme_id {INT} REFERENCES scheme (id),
	revealed_at {INT},
	published_at {INT},
	rev {INT} NOT NULL DEFAULT 1,
	UNIQUE (cluster_id, year)
) {STRICT};
CREATE INDEX cluster_year_by_scheme ON cluster_year (scheme_id);

CREATE TABLE season_step (
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	step TEXT NOT NULL CHECK (length(step) BETWEEN 1 AND 40),
	enabled {INT} NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
	starts_on TEXT CHECK (length(starts_on) = 10),
	due_on TEXT CHECK (length(due_on) = 10),
	entered_at {INT},
	PRIMARY KEY (cluster_year_id, step)
) {STRICT};

CREATE TABLE membership (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	ordinal {INT} NOT NULL CHECK (ordinal > 0),
	women_pct_c {INT} CHECK (women_pct_c BETWEEN 0 AND 10000),
	chair_order {INT} NOT NULL DEFAULT 0 CHECK (chair_order >= 0),
	leader_name TEXT,
	leader_title TEXT,
	rev {INT} NOT NULL DEFAULT 1,
	UNIQUE (cluster_year_id, unit_id)
) {STRICT};
CREATE INDEX membership_by_order ON membership (cluster_year_id, ordinal);
CREATE INDEX membership_by_unit ON membership (unit_id);

CREATE TABLE office_term (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	office TEXT NOT NULL CHECK (office IN ('head', 'deputy', 'secretary')),
	person_name TEXT,
	person_title TEXT,
	from_on TEXT NOT NULL CHECK (length(from_on) = 10),
	to_on TEXT CHECK (length(to_on) = 10)
) {STRICT};
CREATE INDEX office_term_by_year ON office_term (cluster_year_id);

-- Figures --------------------------------------------------------------------------------------------------------

CREATE TABLE target (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	criterion_id {INT} NOT NULL REFERENCES criterion (id),
	value_c {INT} NOT NULL,
	source TEXT,
	rev {INT} NOT NULL DEFAULT 1,
	UNIQUE (cluster_year_id, unit_id, criterion_id)
) {STRICT};

-- stage is enum score_stage. judge_unit_id is 0 for the stage's one value, else the unit that judges; it is no foreign
-- key because a unique key over NULL differs between the engines.
CREATE TABLE score_entry (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	criterion_id {INT} NOT NULL REFERENCES criterion (id),
	stage {INT} NOT NULL CHECK (stage BETWEEN 0 AND 5),
	judge_unit_id {INT} NOT NULL DEFAULT 0 CHECK (judge_unit_id >= 0),
	state {INT} NOT NULL CHECK (state IN (1, 2)),
	a_c {INT},
	b_c {INT},
	points_c {INT},
	reason TEXT,
	note TEXT,
	entered_by {INT} NOT NULL,
	entered_at {INT} NOT NULL,
	rev {INT} NOT NULL DEFAULT 1,
	UNIQUE (cluster_year_id, unit_id, criterion_id, stage, judge_unit_id),
	CHECK (state = 2 OR a_c IS NOT NULL)
) {STRICT};
-- everything that scoring a cluster reads, so that a page touches no row of the table
CREATE INDEX score_entry_figure ON score_entry (cluster_year_id, unit_id, criterion_id, stage, judge_unit_id, state, a_c,
	b_c, entered_at);

CREATE TABLE scorecard (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	stage {INT} NOT NULL CHECK (stage BETWEEN 0 AND 5),
	state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'verifying', 'verified', 'sealed',
		'published')),
	submitted_at {INT},
	submitted_by {INT},
	note TEXT,
	rev {INT} NOT NULL DEFAULT 1,
	UNIQUE (cluster_year_id, unit_id, stage)
) {STRICT};

CREATE TABLE evidence (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
	doc_number TEXT,
	doc_on TEXT CHECK (length(doc_on) = 10),
	file_id {INT} REFERENCES file (id),
	file_name TEXT,
	added_by {INT} NOT NULL,
	added_at {INT} NOT NULL,
	removed_at {INT},
	rev {INT} NOT NULL DEFAULT 1,
	CHECK ((file_id IS NULL) = (file_name IS NULL))
) {STRICT};
CREATE INDEX evidence_by_unit ON evidence (cluster_year_id, unit_id, id);

CREATE TABLE evidence_link (
	evidence_id {INT} NOT NULL REFERENCES evidence (id),
	criterion_id {INT} NOT NULL REFERENCES criterion (id),
	page TEXT,
	PRIMARY KEY (evidence_id, criterion_id)
) {STRICT};
CREATE INDEX evidence_link_by_criterion ON evidence_link (criterion_id);

-- Ranking --------------------------------------------------------------------------------------------------------

CREATE TABLE ranking (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	version {INT} NOT NULL CHECK (version > 0),
	state TEXT NOT NULL CHECK (state IN ('frozen', 'adopted', 'superseded')),
	stage {INT} NOT NULL CHECK (stage BETWEEN 0 AND 5),
	scheme_hash {BLOB} NOT NULL CHECK (length(scheme_hash) = 32),
	input_json TEXT NOT NULL,
	reason TEXT,
	frozen_by {INT} NOT NULL,
	frozen_at {INT} NOT NULL,
	adopted_at {INT},
	rev {INT} NOT NULL DEFAULT 1,
	UNIQUE (cluster_year_id, version)
) {STRICT};

CREATE TABLE ranking_row (
	ranking_id {INT} NOT NULL REFERENCES ranking (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	rank {INT} NOT NULL CHECK (rank > 0),
	ordinal {INT} NOT NULL CHECK (ordinal > 0),
	total_c {INT} NOT NULL,
	raw_c {INT} NOT NULL,
	applicable_c {INT} NOT NULL,
	base_c {INT} NOT NULL,
	bonus_c {INT} NOT NULL,
	penalty_c {INT} NOT NULL,
	class_code TEXT,
	excluded {INT} NOT NULL DEFAULT 0 CHECK (excluded IN (0, 1)),
	tie_text TEXT,
	PRIMARY KEY (ranking_id, unit_id)
) {STRICT};

-- The meeting ----------------------------------------------------------------------------------------------------

CREATE TABLE meeting (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	kind TEXT NOT NULL CHECK (kind IN ('year_end', 'midyear', 'signing', 'coordination')),
	start_at {INT},
	end_at {INT},
	place TEXT,
	chair_name TEXT,
	chair_title TEXT,
	secretary_name TEXT,
	secretary_title TEXT,
	agenda TEXT,
	opinions TEXT,
	conclusion TEXT,
	rev {INT} NOT NULL DEFAULT 1,
	CHECK (end_at IS NULL OR start_at IS NULL OR end_at >= start_at)
) {STRICT};
CREATE INDEX meeting_by_year ON meeting (cluster_year_id, id);

CREATE TABLE attendance (
	id {PK},
	meeting_id {INT} NOT NULL REFERENCES meeting (id),
	ordinal {INT} NOT NULL CHECK (ordinal > 0),
	unit_id {INT} REFERENCES unit (id),
	person_name TEXT NOT NULL CHECK (length(person_name) <= 200),
	person_title TEXT,
	presence TEXT NOT NULL CHECK (presence IN ('present', 'absent', 'proxy')),
	votes {INT} NOT NULL CHECK (votes IN (0, 1)),
	reason TEXT,
	UNIQUE (meeting_id, ordinal)
) {STRICT};

CREATE TABLE nomination (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	title_code TEXT NOT NULL CHECK (length(title_code) BETWEEN 1 AND 40),
	ordinal {INT} NOT NULL CHECK (ordinal > 0),
	reason TEXT,
	withdrawn_at {INT},
	proposed_by {INT} NOT NULL,
	proposed_at {INT} NOT NULL,
	rev {INT} NOT NULL DEFAULT 1,
	UNIQUE (cluster_year_id, unit_id, title_code)
) {STRICT};

-- threshold: at least (strict 1: more than) num/den of base; den 0 means that most votes win.
CREATE TABLE poll (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	meeting_id {INT} REFERENCES meeting (id),
	kind TEXT NOT NULL CHECK (kind IN ('nomination', 'head', 'deputy', 'resolution')),
	method TEXT NOT NULL CHECK (method IN ('paper', 'show_of_hands', 'written')),
	question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 1000),
	title_code TEXT,
	n_seats {INT} NOT NULL CHECK (n_seats >= 0),
	max_yes {INT} NOT NULL CHECK (max_yes >= 0),
	threshold_num {INT} NOT NULL CHECK (threshold_num >= 0),
	threshold_den {INT} NOT NULL CHECK (threshold_den >= 0),
	threshold_strict {INT} NOT NULL CHECK (threshold_strict IN (0, 1)),
	base TEXT NOT NULL CHECK (base IN ('members', 'present', 'issued', 'returned', 'valid')),
	has_quorum {INT} NOT NULL CHECK (has_quorum IN (0, 1)),
	quorum_num {INT} NOT NULL CHECK (quorum_num >= 0),
	quorum_den {INT} NOT NULL CHECK (quorum_den >= 0),
	quorum_counts_written {INT} NOT NULL CHECK (quorum_counts_written IN (0, 1)),
	n_members {INT} NOT NULL CHECK (n_members >= 0),
	n_present {INT} NOT NULL CHECK (n_present >= 0),
	n_issued {INT} NOT NULL CHECK (n_issued >= 0),
	n_returned {INT} NOT NULL CHECK (n_returned >= 0),
	n_not_returned {INT} NOT NULL CHECK (n_not_returned >= 0),
	n_valid {INT} NOT NULL CHECK (n_valid >= 0),
	n_invalid {INT} NOT NULL CHECK (n_invalid >= 0),
	n_written {INT} NOT NULL CHECK (n_written >= 0),
	state TEXT NOT NULL CHECK (state IN ('draft', 'counted', 'announced')),
	rev {INT} NOT NULL DEFAULT 1
) {STRICT};
CREATE INDEX poll_by_year ON poll (cluster_year_id, id);

CREATE TABLE poll_candidate (
	id {PK},
	poll_id {INT} NOT NULL REFERENCES poll (id),
	ordinal {INT} NOT NULL CHECK (ordinal > 0),
	unit_id {INT} REFERENCES unit (id),
	label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 300),
	n_yes {INT} NOT NULL CHECK (n_yes >= 0),
	n_no {INT} NOT NULL CHECK (n_no >= 0),
	n_blank {INT} NOT NULL CHECK (n_blank >= 0),
	written_yes {INT} NOT NULL CHECK (written_yes >= 0),
	written_no {INT} NOT NULL CHECK (written_no >= 0),
	written_blank {INT} NOT NULL CHECK (written_blank >= 0),
	withdrawn {INT} NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
	result TEXT CHECK (result IN ('elected', 'not_elected')),
	UNIQUE (poll_id, ordinal)
) {STRICT};

-- Papers ---------------------------------------------------------------------------------------------------------

CREATE TABLE paper_template (
	id {PK},
	cluster_id {INT} NOT NULL REFERENCES cluster (id),
	kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
	file_id {INT} NOT NULL REFERENCES file (id),
	file_name TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
	uploaded_by {INT} NOT NULL,
	uploaded_at {INT} NOT NULL,
	retired_at {INT}
) {STRICT};
CREATE INDEX paper_template_by_cluster ON paper_template (cluster_id, kind, id);

CREATE TABLE paper (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
	number TEXT,
	signed_on TEXT CHECK (length(signed_on) = 10),
	file_id {INT} NOT NULL REFERENCES file (id),
	file_name TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
	template_id {INT} REFERENCES paper_template (id),
	ranking_id {INT} REFERENCES ranking (id),
	made_by {INT} NOT NULL,
	made_at {INT} NOT NULL,
	replaced_by {INT} REFERENCES paper (id) DEFERRABLE INITIALLY DEFERRED,
	rev {INT} NOT NULL DEFAULT 1
) {STRICT};
CREATE INDEX paper_by_year ON paper (cluster_year_id, id);

-- Imports --------------------------------------------------------------------------------------------------------

CREATE TABLE import_preview (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	user_id {INT} NOT NULL REFERENCES user_account (id),
	kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
	file_id {INT} NOT NULL REFERENCES file (id),
	file_name TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
	plan_json TEXT,
	report_json TEXT NOT NULL,
	n_errors {INT} NOT NULL CHECK (n_errors >= 0),
	year_gen {INT} NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'dropped')),
	created_at {INT} NOT NULL,
	CHECK (n_errors = 0 OR plan_json IS NULL)
) {STRICT};
CREATE INDEX import_preview_by_user ON import_preview (cluster_year_id, user_id, id);
