-- Polls that the program runs.

-- row desk -> poll_id i64, phase text, method text, round i64, of_poll i64?, attempt i64, may_vote_self i64,
--   invalid_rule text, destroy_on text?, n_printed i64, n_issued i64, n_electronic i64, n_spoiled i64, n_unused i64,
--   opened_at i64?, closed_at i64?, confirmed_at i64?, confirmed_by i64?, why text?, rev i64
d.poll_id, d.phase, d.method, d.round, d.of_poll, d.attempt, d.may_vote_self, d.invalid_rule, d.destroy_on, d.n_printed,
d.n_issued, d.n_electronic, d.n_spoiled, d.n_unused, d.opened_at, d.closed_at, d.confirmed_at, d.confirmed_by, d.why, d.rev;

-- values desk (phase text, method text, round i64, of_poll i64?, attempt i64, may_vote_self i64, invalid_rule text,
--   destroy_on text?, n_printed i64, n_issued i64, n_electronic i64, n_spoiled i64, n_unused i64, opened_at i64?,
--   closed_at i64?, confirmed_at i64?, confirmed_by i64?, why text?)

-- desk_add :exec (poll_id i64, {desk})
INSERT INTO poll_desk (poll_id, phase, method, round, of_poll, attempt, may_vote_self, invalid_rule, destroy_on, n_printed,
	n_issued, n_electronic, n_spoiled, n_unused, opened_at, closed_at, confirmed_at, confirmed_by, why)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19);

-- desk_save :exec (poll_id i64, rev i64, {desk})
UPDATE poll_desk SET phase = ?3, method = ?4, round = ?5, of_poll = ?6, attempt = ?7, may_vote_self = ?8,
	invalid_rule = ?9, destroy_on = ?10, n_printed = ?11, n_issued = ?12, n_electronic = ?13, n_spoiled = ?14,
	n_unused = ?15, opened_at = ?16, closed_at = ?17, confirmed_at = ?18, confirmed_by = ?19, why = ?20, rev = rev + 1
WHERE poll_id = ?1 AND rev = ?2;

-- desk_get :one (poll_id i64) -> desk
SELECT {desk} FROM poll_desk d WHERE d.poll_id = ?1;

-- desk_list :many (cluster_year_id i64) -> desk
SELECT {desk} FROM poll_desk d JOIN poll p ON p.id = d.poll_id WHERE p.cluster_year_id = ?1 ORDER BY d.poll_id;

-- board_clear :exec (meeting_id i64)
DELETE FROM poll_board WHERE meeting_id = ?1;

-- board_add :exec (meeting_id i64, ordinal i64, user_id i64?, person_name text, unit_id i64, role text)
INSERT INTO poll_board (meeting_id, ordinal, user_id, person_name, unit_id, role) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- board_list :many (meeting_id i64) -> user_id i64?, person_name text, unit_id i64, role text, unit_name text
SELECT b.user_id, b.person_name, b.unit_id, b.role, u.name
FROM poll_board b JOIN unit u ON u.id = b.unit_id WHERE b.meeting_id = ?1 ORDER BY b.ordinal;

-- sheet_add :one (poll_id i64, attempt i64, origin text, user_id i64, user_name text, issued i64, returned i64,
--   not_returned i64, valid i64, invalid i64, sent_at i64) -> id i64
INSERT INTO count_sheet (poll_id, attempt, origin, user_id, user_name, issued, returned, not_returned, valid, invalid, sent_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) RETURNING id;

-- sheet_row_add :exec (sheet_id i64, candidate i64, yes i64, no i64, blank i64)
INSERT INTO count_sheet_row (sheet_id, candidate, yes, no, blank) VALUES (?1, ?2, ?3, ?4, ?5);

-- A teller's sheet is read by others only when another teller's of the same attempt is there too.
-- sheet_list :many (poll_id i64, user_id i64) -> id i64, attempt i64, origin text, user_id i64, user_name text, issued i64,
--   returned i64, not_returned i64, valid i64, invalid i64, sent_at i64
SELECT s.id, s.attempt, s.origin, s.user_id, s.user_name, s.issued, s.returned, s.not_returned, s.valid, s.invalid, s.sent_at
FROM count_sheet s
WHERE s.poll_id = ?1 AND (s.origin <> 'teller' OR s.user_id = ?2 OR EXISTS (
	SELECT 1 FROM count_sheet o WHERE o.poll_id = s.poll_id AND o.attempt = s.attempt AND o.origin = 'teller'
		AND o.user_id <> s.user_id))
ORDER BY s.attempt, s.id;

-- sheet_row_list :many (poll_id i64) -> sheet_id i64, candidate i64, yes i64, no i64, blank i64
SELECT r.sheet_id, r.candidate, r.yes, r.no, r.blank
FROM count_sheet_row r JOIN count_sheet s ON s.id = r.sheet_id WHERE s.poll_id = ?1 ORDER BY r.sheet_id, r.candidate;

-- Who sent one, without what it says.
-- sheet_senders :many (poll_id i64, attempt i64) -> user_id i64, user_name text, sent_at i64
SELECT user_id, user_name, sent_at FROM count_sheet WHERE poll_id = ?1 AND attempt = ?2 AND origin = 'teller' ORDER BY id;

-- opinion_clear :exec (poll_id i64, person_name text)
DELETE FROM written_opinion WHERE poll_id = ?1 AND person_name = ?2;

-- opinion_add :exec (poll_id i64, person_name text, unit_id i64?, candidate i64, choice text)
INSERT INTO written_opinion (poll_id, person_name, unit_id, candidate, choice) VALUES (?1, ?2, ?3, ?4, ?5);

-- row opinion -> poll_id i64, person_name text, unit_id i64?, candidate i64, choice text, unit_name text?
o.poll_id, o.person_name, o.unit_id, o.candidate, o.choice, u.name;

-- opinion_list :many (poll_id i64) -> opinion
SELECT {opinion} FROM written_opinion o LEFT JOIN unit u ON u.id = o.unit_id
WHERE o.poll_id = ?1 ORDER BY o.person_name, o.candidate;

-- opinion_list_of_year :many (cluster_year_id i64) -> opinion
SELECT {opinion} FROM written_opinion o JOIN poll p ON p.id = o.poll_id LEFT JOIN unit u ON u.id = o.unit_id
WHERE p.cluster_year_id = ?1 ORDER BY o.poll_id, o.person_name, o.candidate;

-- poll_change_add :exec (poll_id i64, kind text, name text, reason text?, at i64, by_user i64)
INSERT INTO poll_change (poll_id, kind, name, reason, at, by_user) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- row poll_change -> poll_id i64, kind text, name text, reason text?, at i64
x.poll_id, x.kind, x.name, x.reason, x.at;

-- poll_change_list :many (poll_id i64) -> poll_change
SELECT {poll_change} FROM poll_change x WHERE x.poll_id = ?1 ORDER BY x.id;

-- poll_change_list_of_year :many (cluster_year_id i64) -> poll_change
SELECT {poll_change} FROM poll_change x JOIN poll p ON p.id = x.poll_id WHERE p.cluster_year_id = ?1 ORDER BY x.id;

-- Who was elected in the polls of a year.
-- elected_list :many (cluster_year_id i64) -> poll_id i64, kind text, title_code text?, unit_id i64?, label text
SELECT p.id AS poll_id, p.kind, p.title_code, c.unit_id, c.label
FROM poll p JOIN poll_candidate c ON c.poll_id = p.id
WHERE p.cluster_year_id = ?1 AND c.result = 'elected' ORDER BY p.id, c.ordinal;
