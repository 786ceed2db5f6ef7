-- A file for the whole site that was read and waits for its sender's yes (a cluster's set-up, lists of units and people, an
-- earlier year); it is read again when he gives it. about: what it is for where the file does not say.
DROP TABLE people_import;
CREATE TABLE site_upload (
	id {PK},
	user_id {INT} NOT NULL REFERENCES user_account (id),
	kind TEXT NOT NULL CHECK (kind IN ('cluster', 'units', 'people', 'history')),
	about TEXT CHECK (length(about) <= 200),
	file_id {INT} NOT NULL REFERENCES file (id),
	file_name TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
	state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'dropped')),
	created_at {INT} NOT NULL
) {STRICT};
CREATE INDEX site_upload_by_user ON site_upload (user_id, id);
