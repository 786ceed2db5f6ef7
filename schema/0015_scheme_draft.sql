-- The table of criteria of a year while it is being drafted: it may be unsound until it becomes a version.

CREATE TABLE scheme_draft (
	cluster_year_id {INT} PRIMARY KEY REFERENCES cluster_year (id),
	body TEXT NOT NULL CHECK (length(body) BETWEEN 2 AND 4000000),
	saved_by {INT} REFERENCES user_account (id),
	saved_at {INT} NOT NULL,
	rev {INT} NOT NULL DEFAULT 1
) {STRICT};
