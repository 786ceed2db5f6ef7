-- When the people of a file signed, for lists: proved (by time stamps: the last of them) or only claimed. Verdicts of
-- before this column say neither; their text does.
ALTER TABLE signature_verdict ADD COLUMN signing TEXT CHECK (signing IN ('proved', 'claimed'));
ALTER TABLE signature_verdict ADD COLUMN proved_at {INT};
