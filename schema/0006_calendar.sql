-- The calendar of a year: what its desk adds, days given to one unit; notices to people, mails that wait to be sent.

-- minutes are of the day in Viet Nam, NULL: the whole day. step: a deadline lies within this step of the year.
CREATE TABLE calendar_event (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	kind TEXT NOT NULL CHECK (kind IN ('meeting', 'activity', 'deadline', 'other')),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
	starts_on TEXT NOT NULL CHECK (length(starts_on) = 10),
	ends_on TEXT NOT NULL CHECK (length(ends_on) = 10),
	starts_minute {INT} CHECK (starts_minute BETWEEN 0 AND 1439),
	ends_minute {INT} CHECK (ends_minute BETWEEN 0 AND 1439),
	place TEXT CHECK (length(place) BETWEEN 1 AND 300),
	note TEXT CHECK (length(note) BETWEEN 1 AND 4000),
	step TEXT CHECK (length(step) BETWEEN 1 AND 40),
	added_by {INT} NOT NULL,
	added_at {INT} NOT NULL,
	changed_at {INT} NOT NULL,
	withdrawn_at {INT},
	withdrawn_why TEXT,
	rev {INT} NOT NULL DEFAULT 1,
	CHECK (starts_on <= ends_on),
	CHECK (ends_minute IS NULL OR starts_minute IS NOT NULL),
	CHECK ((withdrawn_at IS NULL) = (withdrawn_why IS NULL))
) {STRICT};
CREATE INDEX calendar_event_by_year ON calendar_event (cluster_year_id, starts_on, id);

-- A later day for one unit. kind and ref name what is due (domain/due.h).
CREATE TABLE due_extension (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
	ref {INT} NOT NULL,
	due_on TEXT NOT NULL CHECK (length(due_on) = 10),
	reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
	given_by {INT} NOT NULL,
	given_at {INT} NOT NULL,
	UNIQUE (cluster_year_id, unit_id, kind, ref)
) {STRICT};

-- The secret address of a person's calendar: only the hash of its token. One stands at a time.
CREATE TABLE calendar_token (
	user_id {INT} NOT NULL PRIMARY KEY REFERENCES user_account (id),
	token_hash {BLOB} NOT NULL UNIQUE CHECK (length(token_hash) = 32),
	created_at {INT} NOT NULL
) {STRICT};

-- fields is a JSON map of what the sentence of this kind needs; dedup_key: the same thing is told a person once.
CREATE TABLE notice (
	id {PK},
	user_id {INT} NOT NULL REFERENCES user_account (id),
	kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
	cluster_year_id {INT} REFERENCES cluster_year (id),
	unit_id {INT} REFERENCES unit (id),
	fields TEXT NOT NULL,
	href TEXT NOT NULL CHECK (length(href) BETWEEN 1 AND 500),
	dedup_key TEXT NOT NULL CHECK (length(dedup_key) BETWEEN 1 AND 200),
	created_at {INT} NOT NULL,
	read_at {INT},
	UNIQUE (user_id, dedup_key)
) {STRICT};
CREATE INDEX notice_by_user ON notice (user_id, id);
CREATE INDEX notice_unread ON notice (user_id) WHERE read_at IS NULL;
CREATE INDEX notice_by_unit ON notice (cluster_year_id, kind, created_at);

-- Kinds whose mails a person switched on or off; without a row the kind's own default holds.
CREATE TABLE notice_choice (
	user_id {INT} NOT NULL REFERENCES user_account (id),
	kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
	by_mail {INT} NOT NULL CHECK (by_mail IN (0, 1)),
	PRIMARY KEY (user_id, kind)
) {STRICT};

-- due_at: not before. While a mail is being sent it is the end of the sender's time, after which another may try.
CREATE TABLE outbox (
	id {PK},
	to_address TEXT NOT NULL CHECK (length(to_address) BETWEEN 3 AND 320),
	subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 500),
	body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 100000),
	state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
	tries {INT} NOT NULL DEFAULT 0 CHECK (tries >= 0),
	created_at {INT} NOT NULL,
	due_at {INT} NOT NULL,
	last_error TEXT CHECK (length(last_error) <= 1000),
	sent_at {INT},
	CHECK ((state = 'sent') = (sent_at IS NOT NULL))
) {STRICT};
CREATE INDEX outbox_by_due ON outbox (state, due_at);
