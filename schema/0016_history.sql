-- An earlier year that was taken from a file of the officials carries its name; NULL: the year was worked here.
ALTER TABLE cluster_year ADD COLUMN origin TEXT CHECK (length(origin) <= 255);
