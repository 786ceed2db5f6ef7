-- What nobody may change, not even this program: the journal and sealed schemes.
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;

CREATE TRIGGER scheme_sealed_update BEFORE UPDATE ON scheme WHEN OLD.sealed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'scheme is sealed'); END;
CREATE TRIGGER scheme_sealed_delete BEFORE DELETE ON scheme WHEN OLD.sealed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'scheme is sealed'); END;
CREATE TRIGGER criterion_sealed_update BEFORE UPDATE ON criterion
WHEN (SELECT sealed_at FROM scheme WHERE id = OLD.scheme_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'scheme is sealed'); END;
CREATE TRIGGER criterion_sealed_delete BEFORE DELETE ON criterion
WHEN (SELECT sealed_at FROM scheme WHERE id = OLD.scheme_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'scheme is sealed'); END;
