-- The organisation over the years: units join and leave a cluster's year on a day and by a decision, terms of office
-- end by one, and what becomes of units (rename, merge, split, transfer) is kept with the names they had.

ALTER TABLE membership ADD COLUMN joined_on TEXT CHECK (length(joined_on) = 10);
ALTER TABLE membership ADD COLUMN decision TEXT CHECK (length(decision) BETWEEN 1 AND 200);
-- left_on: no member any more; the row stays for the lists of that time
ALTER TABLE membership ADD COLUMN left_on TEXT CHECK (length(left_on) = 10);
ALTER TABLE membership ADD COLUMN left_decision TEXT CHECK (length(left_decision) BETWEEN 1 AND 200);

ALTER TABLE office_term ADD COLUMN decision TEXT CHECK (length(decision) BETWEEN 1 AND 200);
ALTER TABLE office_term ADD COLUMN end_decision TEXT CHECK (length(end_decision) BETWEEN 1 AND 200);
ALTER TABLE office_term ADD COLUMN rev {INT} NOT NULL DEFAULT 1;
-- rights follow the terms of the unit of a person
CREATE INDEX office_term_by_unit ON office_term (unit_id);

CREATE TABLE unit_change (
	id {PK},
	kind TEXT NOT NULL CHECK (kind IN ('rename', 'merge', 'split', 'transfer')),
	effective_on TEXT NOT NULL CHECK (length(effective_on) = 10),
	decision TEXT NOT NULL CHECK (length(decision) BETWEEN 1 AND 200),
	note TEXT,
	entered_by {INT} NOT NULL,
	entered_at {INT} NOT NULL
) {STRICT};

-- side 0: before, 1: after. name is the unit's name on that side of the change; continues: its history is that of the
-- units after. cluster_id: of a transfer, out of which and into which cluster.
CREATE TABLE unit_change_part (
	unit_change_id {INT} NOT NULL REFERENCES unit_change (id),
	ordinal {INT} NOT NULL CHECK (ordinal > 0),
	side {INT} NOT NULL CHECK (side IN (0, 1)),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
	name_key TEXT NOT NULL,
	continues {INT} NOT NULL CHECK (continues IN (0, 1)),
	cluster_id {INT} REFERENCES cluster (id),
	PRIMARY KEY (unit_change_id, ordinal)
) {STRICT};
CREATE INDEX unit_change_part_by_unit ON unit_change_part (unit_id);
