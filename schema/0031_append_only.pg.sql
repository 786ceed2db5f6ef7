-- What a meeting's minutes and an urn are made of is only added to, like the journal. The records of an electronic vote's
-- set-up may go while it is set up anew: never once its urn was opened, never while a ballot is there.
CREATE TRIGGER meeting_event_no_change BEFORE UPDATE OR DELETE ON meeting_event
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER meeting_event_no_truncate BEFORE TRUNCATE ON meeting_event
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON meeting_event FROM PUBLIC;

CREATE TRIGGER vote_record_no_update BEFORE UPDATE ON vote_record
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER vote_record_no_truncate BEFORE TRUNCATE ON vote_record
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, TRUNCATE ON vote_record FROM PUBLIC;

CREATE FUNCTION refuse_urn_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM vote WHERE poll_id = OLD.poll_id AND phase NOT IN ('draft', 'keys', 'credentials'))
		OR EXISTS (SELECT 1 FROM vote_record WHERE poll_id = OLD.poll_id AND credential_hash IS NOT NULL) THEN
		RAISE EXCEPTION 'vote_record is append-only';
	END IF;
	RETURN OLD;
END $$;
CREATE TRIGGER vote_record_no_delete BEFORE DELETE ON vote_record
	FOR EACH ROW EXECUTE FUNCTION refuse_urn_change();
