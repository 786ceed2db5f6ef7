-- Polls that the program runs. A poll with a desk is counted only by confirmation; poll.state follows.

-- method as it is run; poll.method keeps the word of the minutes. attempt: the count that goes on. of_poll: the poll whose
-- tied or undecided candidates this one votes on again. issued: ballot papers in voters' hands; printed = issued + spoiled +
-- unused. electronic: voters who vote on a device. may_vote_self: 0 where nobody votes for his own unit.
CREATE TABLE poll_desk (
	poll_id {INT} NOT NULL PRIMARY KEY REFERENCES poll (id),
	phase TEXT NOT NULL CHECK (phase IN ('prepared', 'open', 'counting', 'compared', 'confirmed', 'cancelled')),
	method TEXT NOT NULL CHECK (method IN ('paper', 'show_of_hands', 'electronic', 'mixed')),
	round {INT} NOT NULL CHECK (round BETWEEN 1 AND 9),
	of_poll {INT} REFERENCES poll (id),
	attempt {INT} NOT NULL CHECK (attempt BETWEEN 1 AND 99),
	may_vote_self {INT} NOT NULL CHECK (may_vote_self IN (0, 1)),
	invalid_rule TEXT NOT NULL CHECK (length(invalid_rule) BETWEEN 1 AND 2000),
	destroy_on TEXT CHECK (length(destroy_on) = 10),
	n_printed {INT} NOT NULL CHECK (n_printed >= 0),
	n_issued {INT} NOT NULL CHECK (n_issued >= 0),
	n_electronic {INT} NOT NULL CHECK (n_electronic >= 0),
	n_spoiled {INT} NOT NULL CHECK (n_spoiled >= 0),
	n_unused {INT} NOT NULL CHECK (n_unused >= 0),
	opened_at {INT},
	closed_at {INT},
	confirmed_at {INT},
	confirmed_by {INT},
	why TEXT CHECK (length(why) BETWEEN 1 AND 1000),
	rev {INT} NOT NULL DEFAULT 1,
	CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
	CHECK (phase <> 'confirmed' OR confirmed_at IS NOT NULL),
	CHECK (phase <> 'cancelled' OR why IS NOT NULL),
	CHECK ((round = 1) = (of_poll IS NULL))
) {STRICT};

-- The counting board that a meeting elected. Tellers key in by their accounts.
CREATE TABLE poll_board (
	meeting_id {INT} NOT NULL REFERENCES meeting (id),
	ordinal {INT} NOT NULL CHECK (ordinal > 0),
	user_id {INT} REFERENCES user_account (id),
	person_name TEXT NOT NULL CHECK (length(person_name) BETWEEN 1 AND 200),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	role TEXT NOT NULL CHECK (role IN ('head', 'teller')),
	PRIMARY KEY (meeting_id, ordinal)
) {STRICT};

-- What was counted: by a teller of the board on his own, by the desk where hands were counted, by the electronic box.
CREATE TABLE count_sheet (
	id {PK},
	poll_id {INT} NOT NULL REFERENCES poll (id),
	attempt {INT} NOT NULL CHECK (attempt >= 1),
	origin TEXT NOT NULL CHECK (origin IN ('teller', 'hands', 'electronic')),
	user_id {INT} NOT NULL,
	user_name TEXT NOT NULL CHECK (length(user_name) <= 200),
	issued {INT} NOT NULL CHECK (issued >= 0),
	returned {INT} NOT NULL CHECK (returned >= 0),
	not_returned {INT} NOT NULL CHECK (not_returned >= 0),
	valid {INT} NOT NULL CHECK (valid >= 0),
	invalid {INT} NOT NULL CHECK (invalid >= 0),
	sent_at {INT} NOT NULL,
	UNIQUE (poll_id, attempt, origin, user_id),
	CHECK (issued = returned + not_returned),
	CHECK (returned = valid + invalid)
) {STRICT};

-- candidate: its ordinal in the poll.
CREATE TABLE count_sheet_row (
	sheet_id {INT} NOT NULL REFERENCES count_sheet (id),
	candidate {INT} NOT NULL CHECK (candidate > 0),
	yes {INT} NOT NULL CHECK (yes >= 0),
	no {INT} NOT NULL CHECK (no >= 0),
	blank {INT} NOT NULL CHECK (blank >= 0),
	PRIMARY KEY (sheet_id, candidate)
) {STRICT};

-- Opinions of absent members, for each candidate; they are not secret.
CREATE TABLE written_opinion (
	id {PK},
	poll_id {INT} NOT NULL REFERENCES poll (id),
	person_name TEXT NOT NULL CHECK (length(person_name) BETWEEN 1 AND 200),
	unit_id {INT} REFERENCES unit (id),
	candidate {INT} NOT NULL CHECK (candidate > 0),
	choice TEXT NOT NULL CHECK (choice IN ('yes', 'no', 'blank')),
	UNIQUE (poll_id, person_name, candidate)
) {STRICT};

-- What happened while ballots were out, and what the meeting decided without votes or besides them.
CREATE TABLE poll_change (
	id {PK},
	poll_id {INT} NOT NULL REFERENCES poll (id),
	kind TEXT NOT NULL CHECK (kind IN ('late', 'left', 'left_with_ballot', 'spoiled', 'decided')),
	name TEXT NOT NULL CHECK (length(name) <= 300),
	reason TEXT CHECK (length(reason) BETWEEN 1 AND 1000),
	at {INT} NOT NULL,
	by_user {INT} NOT NULL
) {STRICT};
CREATE INDEX poll_change_by_poll ON poll_change (poll_id, id);
