-- row meeting -> id i64, cluster_year_id i64, kind text, start_at i64?, end_at i64?, place text?, chair_name text?,
--   chair_title text?, secretary_name text?, secretary_title text?, agenda text?, opinions text?, conclusion text?,
--   rev i64
m.id, m.cluster_year_id, m.kind, m.start_at, m.end_at, m.place, m.chair_name, m.chair_title, m.secretary_name,
m.secretary_title, m.agenda, m.opinions, m.conclusion, m.rev;

-- values meeting (kind text, start_at i64?, end_at i64?, place text?, chair_name text?, chair_title text?,
--   secretary_name text?, secretary_title text?, agenda text?, opinions text?, conclusion text?)

-- meeting_add :one (cluster_year_id i64, {meeting}) -> id i64
INSERT INTO meeting (cluster_year_id, kind, start_at, end_at, place, chair_name, chair_title, secretary_name,
	secretary_title, agenda, opinions, conclusion)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) RETURNING id;

-- meeting_save :exec (id i64, rev i64, {meeting})
UPDATE meeting SET kind = ?3, start_at = ?4, end_at = ?5, place = ?6, chair_name = ?7, chair_title = ?8,
	secretary_name = ?9, secretary_title = ?10, agenda = ?11, opinions = ?12, conclusion = ?13, rev = rev + 1
WHERE id = ?1 AND rev = ?2;

-- meeting_get :one (id i64) -> meeting
SELECT {meeting} FROM meeting m WHERE m.id = ?1;

-- meeting_list :many (cluster_year_id i64) -> meeting
SELECT {meeting} FROM meeting m WHERE m.cluster_year_id = ?1 ORDER BY m.id DESC;

-- Rows keep their ids when the list is written anew: opinions and codes hang on them. Ordinals stay apart meanwhile.
-- attendance_shift :exec (meeting_id i64)
UPDATE attendance SET ordinal = ordinal + 1000000 WHERE meeting_id = ?1;

-- attendance_save :exec (id i64, meeting_id i64, ordinal i64, unit_id i64?, person_name text, person_title text?,
--   presence text, votes i64, reason text?)
UPDATE attendance SET ordinal = ?3, unit_id = ?4, person_name = ?5, person_title = ?6, presence = ?7, votes = ?8,
	reason = ?9
WHERE id = ?1 AND meeting_id = ?2;

-- attendance_trim :exec (meeting_id i64)
DELETE FROM attendance WHERE meeting_id = ?1 AND ordinal > 1000000;

-- attendance_add :one (meeting_id i64, ordinal i64, unit_id i64?, person_name text, person_title text?, presence text,
--   votes i64, reason text?) -> id i64
INSERT INTO attendance (meeting_id, ordinal, unit_id, person_name, person_title, presence, votes, reason)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id;

-- attendance_list :many (meeting_id i64) -> id i64, ordinal i64, unit_id i64?, person_name text, person_title text?,
--   presence text, votes i64, reason text?, unit_name text?
SELECT a.id, a.ordinal, a.unit_id, a.person_name, a.person_title, a.presence, a.votes, a.reason, u.name
FROM attendance a LEFT JOIN unit u ON u.id = a.unit_id WHERE a.meeting_id = ?1 ORDER BY a.ordinal;

-- nomination_add :one (cluster_year_id i64, unit_id i64, title_code text, ordinal i64, reason text?, proposed_by i64,
--   proposed_at i64) -> id i64
INSERT INTO nomination (cluster_year_id, unit_id, title_code, ordinal, reason, proposed_by, proposed_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id;

-- nomination_save :exec (id i64, rev i64, ordinal i64, reason text?, withdrawn_at i64?)
UPDATE nomination SET ordinal = ?3, reason = ?4, withdrawn_at = ?5, rev = rev + 1 WHERE id = ?1 AND rev = ?2;

-- nomination_list :many (cluster_year_id i64) -> id i64, unit_id i64, title_code text, ordinal i64, reason text?,
--   withdrawn_at i64?, proposed_by i64, proposed_at i64, rev i64, unit_name text
SELECT n.id, n.unit_id, n.title_code, n.ordinal, n.reason, n.withdrawn_at, n.proposed_by, n.proposed_at, n.rev, u.name
FROM nomination n JOIN unit u ON u.id = n.unit_id WHERE n.cluster_year_id = ?1 ORDER BY n.ordinal, n.id;

-- row ballot -> id i64, cluster_year_id i64, meeting_id i64?, kind text, method text, question text, title_code text?,
--   n_seats i64, max_yes i64, threshold_num i64, threshold_den i64, threshold_strict i64, base text, has_quorum i64,
--   quorum_num i64, quorum_den i64, quorum_counts_written i64, n_members i64, n_present i64, n_issued i64,
--   n_returned i64, n_not_returned i64, n_valid i64, n_invalid i64, n_written i64, state text, rev i64
p.id, p.cluster_year_id, p.meeting_id, p.kind, p.method, p.question, p.title_code, p.n_seats, p.max_yes,
p.threshold_num, p.threshold_den, p.threshold_strict, p.base, p.has_quorum, p.quorum_num, p.quorum_den,
p.quorum_counts_written, p.n_members, p.n_present, p.n_issued, p.n_returned, p.n_not_returned, p.n_valid, p.n_invalid,
p.n_written, p.state, p.rev;

-- values ballot (meeting_id i64?, kind text, method text, question text, title_code text?, n_seats i64, max_yes i64,
--   threshold_num i64, threshold_den i64, threshold_strict i64, base text, has_quorum i64, quorum_num i64,
--   quorum_den i64, quorum_counts_written i64, n_members i64, n_present i64, n_issued i64, n_returned i64,
--   n_not_returned i64, n_valid i64, n_invalid i64, n_written i64, state text)

-- ballot_add :one (cluster_year_id i64, {ballot}) -> id i64
INSERT INTO poll (cluster_year_id, meeting_id, kind, method, question, title_code, n_seats, max_yes, threshold_num,
	threshold_den, threshold_strict, base, has_quorum, quorum_num, quorum_den, quorum_counts_written, n_members,
	n_present, n_issued, n_returned, n_not_returned, n_valid, n_invalid, n_written, state)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24,
	?25) RETURNING id;

-- ballot_save :exec (id i64, rev i64, {ballot})
UPDATE poll SET meeting_id = ?3, kind = ?4, method = ?5, question = ?6, title_code = ?7, n_seats = ?8, max_yes = ?9,
	threshold_num = ?10, threshold_den = ?11, threshold_strict = ?12, base = ?13, has_quorum = ?14, quorum_num = ?15,
	quorum_den = ?16, quorum_counts_written = ?17, n_members = ?18, n_present = ?19, n_issued = ?20,
	n_returned = ?21, n_not_returned = ?22, n_valid = ?23, n_invalid = ?24, n_written = ?25, state = ?26,
	rev = rev + 1
WHERE id = ?1 AND rev = ?2;

-- ballot_get :one (id i64) -> ballot
SELECT {ballot} FROM poll p WHERE p.id = ?1;

-- Those that have a result: one that is being run at its desk has none.
-- ballot_list :many (cluster_year_id i64) -> ballot
SELECT {ballot} FROM poll p WHERE p.cluster_year_id = ?1 AND p.state <> 'draft' ORDER BY p.id;

-- ballot_run_list :many (cluster_year_id i64) -> ballot
SELECT {ballot} FROM poll p JOIN poll_desk d ON d.poll_id = p.id WHERE p.cluster_year_id = ?1 ORDER BY p.id;

-- candidate_clear :exec (poll_id i64)
DELETE FROM poll_candidate WHERE poll_id = ?1;

-- candidate_add :one (poll_id i64, ordinal i64, unit_id i64?, label text, n_yes i64, n_no i64, n_blank i64,
--   written_yes i64, written_no i64, written_blank i64, withdrawn i64, result text?) -> id i64
INSERT INTO poll_candidate (poll_id, ordinal, unit_id, label, n_yes, n_no, n_blank, written_yes, written_no,
	written_blank, withdrawn, result)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) RETURNING id;

-- row candidate -> id i64, poll_id i64, ordinal i64, unit_id i64?, label text, n_yes i64, n_no i64, n_blank i64,
--   written_yes i64, written_no i64, written_blank i64, withdrawn i64, result text?
c.id, c.poll_id, c.ordinal, c.unit_id, c.label, c.n_yes, c.n_no, c.n_blank, c.written_yes, c.written_no, c.written_blank,
c.withdrawn, c.result;

-- candidate_list :many (poll_id i64) -> candidate
SELECT {candidate} FROM poll_candidate c WHERE c.poll_id = ?1 ORDER BY c.ordinal;

-- candidate_list_of_year :many (cluster_year_id i64) -> candidate
SELECT {candidate} FROM poll_candidate c JOIN poll p ON p.id = c.poll_id
WHERE p.cluster_year_id = ?1 ORDER BY c.poll_id, c.ordinal;

-- The year of a meeting or a poll, for its generation.
-- meeting_year :one (id i64) -> cluster_year_id i64
SELECT cluster_year_id FROM meeting WHERE id = ?1;

-- ballot_year :one (id i64) -> cluster_year_id i64
SELECT cluster_year_id FROM poll WHERE id = ?1;
