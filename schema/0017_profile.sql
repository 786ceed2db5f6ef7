-- The profile of the year's table that says which items do not apply to the unit; NULL: all items do.
ALTER TABLE membership ADD COLUMN profile TEXT CHECK (length(profile) BETWEEN 1 AND 40);
