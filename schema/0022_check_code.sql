-- The code by which anybody checks that a paper is genuine. The same data give the same code, so the newest paper answers.
ALTER TABLE paper ADD COLUMN check_code TEXT CHECK (length(check_code) = 12);
CREATE INDEX paper_by_check_code ON paper (check_code, id);
