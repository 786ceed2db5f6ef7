-- What happens in a meeting while it runs: only ever added. Who is present, which item runs, what the hall sees and the
-- minutes are made of these rows and of nothing else, so that a server that was killed goes on where it was. ref: the
-- item, the poll or the event that is meant; n: seconds, places, what is shown. entered_by 0: somebody with a code.
CREATE TABLE meeting_event (
	meeting_id {INT} NOT NULL REFERENCES meeting (id),
	ordinal {INT} NOT NULL CHECK (ordinal > 0),
	at {INT} NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('opened', 'item_begun', 'item_ended', 'attended', 'left', 'speaker_called',
		'speaker_dropped', 'speaker_began', 'speaker_ended', 'opinion', 'decision', 'struck', 'poll_opened',
		'poll_closed', 'poll_result', 'reveal', 'show', 'closed', 'reopened')),
	unit_id {INT} REFERENCES unit (id),
	person TEXT CHECK (length(person) BETWEEN 1 AND 200),
	body TEXT CHECK (length(body) BETWEEN 1 AND 4000),
	ref {INT} NOT NULL DEFAULT 0 CHECK (ref >= 0),
	n {INT} NOT NULL DEFAULT 0 CHECK (n >= 0),
	entered_by {INT} NOT NULL,
	PRIMARY KEY (meeting_id, ordinal)
) {STRICT};

-- The programme: starts_on_plan in minutes of the day, minutes as planned.
CREATE TABLE meeting_item (
	id {PK},
	meeting_id {INT} NOT NULL REFERENCES meeting (id),
	ordinal {INT} NOT NULL CHECK (ordinal > 0),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
	starts_on_plan {INT} CHECK (starts_on_plan BETWEEN 0 AND 1439),
	minutes {INT} NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
	speaker TEXT CHECK (length(speaker) BETWEEN 1 AND 200),
	unit_id {INT} REFERENCES unit (id),
	paper_id {INT} REFERENCES paper (id),
	UNIQUE (meeting_id, ordinal)
) {STRICT};

-- The code with which a unit's delegate signs in; used_at: the first time.
CREATE TABLE meeting_code (
	meeting_id {INT} NOT NULL REFERENCES meeting (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	code TEXT NOT NULL UNIQUE CHECK (length(code) = 8),
	used_at {INT},
	PRIMARY KEY (meeting_id, unit_id)
) {STRICT};

-- How a meeting is run: the least number present as a fraction of all members (den 0: none set), seconds of a speaker.
CREATE TABLE meeting_rule (
	meeting_id {INT} PRIMARY KEY REFERENCES meeting (id),
	quorum_num {INT} NOT NULL CHECK (quorum_num >= 0),
	quorum_den {INT} NOT NULL CHECK (quorum_den >= 0),
	speak_s {INT} NOT NULL CHECK (speak_s BETWEEN 0 AND 7200),
	rev {INT} NOT NULL DEFAULT 1,
	CHECK (quorum_num <= quorum_den)
) {STRICT};
