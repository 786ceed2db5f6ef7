-- A template that was refused, with its faults as Word comments: kept for its sender until he sends another or some days
-- have gone.
CREATE TABLE template_check (
	id {PK},
	cluster_id {INT} NOT NULL REFERENCES cluster (id),
	kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
	user_id {INT} NOT NULL REFERENCES user_account (id),
	file_name TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
	n_faults {INT} NOT NULL CHECK (n_faults >= 1),
	bytes {BLOB} NOT NULL,
	made_at {INT} NOT NULL,
	UNIQUE (cluster_id, kind, user_id)
) {STRICT};
