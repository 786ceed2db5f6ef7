-- What nobody may change, not even this program: the journal and sealed schemes.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only or sealed', TG_TABLE_NAME; END $$;

CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON journal FROM PUBLIC;

CREATE TRIGGER scheme_sealed BEFORE UPDATE OR DELETE ON scheme
	FOR EACH ROW WHEN (OLD.sealed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_sealed_criterion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM scheme WHERE id = OLD.scheme_id AND sealed_at IS NOT NULL) THEN
		RAISE EXCEPTION 'scheme is sealed';
	END IF;
	IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER criterion_sealed BEFORE UPDATE OR DELETE ON criterion
	FOR EACH ROW EXECUTE FUNCTION refuse_sealed_criterion();
