-- What a meeting's minutes and an urn are made of is only added to, like the journal. The records of an electronic vote's
-- set-up may go while it is set up anew: never once its urn was opened, never while a ballot is there.
CREATE TRIGGER meeting_event_no_update BEFORE UPDATE ON meeting_event
BEGIN SELECT RAISE(ABORT, 'meeting_event is append-only'); END;
CREATE TRIGGER meeting_event_no_delete BEFORE DELETE ON meeting_event
BEGIN SELECT RAISE(ABORT, 'meeting_event is append-only'); END;

CREATE TRIGGER vote_record_no_update BEFORE UPDATE ON vote_record
BEGIN SELECT RAISE(ABORT, 'vote_record is append-only'); END;
CREATE TRIGGER vote_record_no_delete BEFORE DELETE ON vote_record
WHEN (SELECT phase FROM vote WHERE poll_id = OLD.poll_id) NOT IN ('draft', 'keys', 'credentials')
	OR EXISTS (SELECT 1 FROM vote_record WHERE poll_id = OLD.poll_id AND credential_hash IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'vote_record is append-only'); END;
