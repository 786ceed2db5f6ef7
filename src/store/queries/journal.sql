-- journal_head :one (chain i64) -> seq i64, hash blob
SELECT seq, hash FROM journal WHERE chain = ?1 ORDER BY seq DESC LIMIT 1;

-- journal_add :exec (chain i64, seq i64, at i64, actor_id i64, actor_name text, action text, object_kind text,
--   object_id i64, before_json text?, after_json text?, reason text?, prev_hash blob, hash blob)
INSERT INTO journal (chain, seq, at, actor_id, actor_name, action, object_kind, object_id, before_json, after_json,
	reason, prev_hash, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);

-- row journal -> chain i64, seq i64, at i64, actor_id i64, actor_name text, action text, object_kind text,
--   object_id i64, before_json text?, after_json text?, reason text?, prev_hash blob, hash blob
chain, seq, at, actor_id, actor_name, action, object_kind, object_id, before_json, after_json, reason, prev_hash, hash;

-- journal_page :many (chain i64, before_seq i64, n i64) -> journal
SELECT {journal} FROM journal WHERE chain = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3;

-- As they were written.
-- journal_sealed :many (chain i64, seq i64, n i64) -> journal
SELECT {journal} FROM journal WHERE chain = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3;

-- The newest lines of one kind. Looks through the chain from its end: for pages that are opened now and then.
-- journal_of_action :many (chain i64, action text, n i64) -> journal
SELECT {journal} FROM journal WHERE chain = ?1 AND action = ?2 ORDER BY seq DESC LIMIT ?3;

-- The newest line about what the meeting decides: what its minutes point to.
-- journal_of_meeting :one (chain i64) -> journal
SELECT {journal} FROM journal WHERE chain = ?1 AND (action LIKE 'ranking.%' OR action LIKE 'chair.%'
	OR action LIKE 'nomination.%' OR action LIKE 'ballot.%' OR action LIKE 'poll.%' OR action LIKE 'meeting.%')
ORDER BY seq DESC LIMIT 1;

-- The last line of each cluster-year that has any, the newest first.
-- journal_heads :many (n i64) -> cluster text, year i64, chain i64, seq i64, at i64, hash blob
SELECT c.name AS cluster, y.year, y.id AS chain, j.seq, j.at, j.hash
FROM cluster_year y JOIN cluster c ON c.id = y.cluster_id JOIN journal j ON j.chain = y.id
	AND j.seq = (SELECT MAX(l.seq) FROM journal l WHERE l.chain = y.id)
ORDER BY j.at DESC, y.id LIMIT ?1;

-- Which year a chain tells of.
-- journal_chain :one (chain i64) -> cluster text, year i64
SELECT c.name AS cluster, y.year FROM cluster_year y JOIN cluster c ON c.id = y.cluster_id WHERE y.id = ?1;

-- Everything, for the check: chains one after the other.
-- journal_after :many (chain i64, seq i64, n i64) -> journal
SELECT {journal} FROM journal WHERE (chain, seq) > (?1, ?2) ORDER BY chain, seq LIMIT ?3;
