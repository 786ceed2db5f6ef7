-- Layouts of certificates (giấy khen, bằng khen): body_json is format/certificate_json.h. Without a cluster it is for every
-- cluster of its council. The picture is that of the sheet; in a layout that overlays it is the pre-printed form, for the
-- screen only.
CREATE TABLE certificate_layout (
	id {PK},
	council_id {INT} NOT NULL REFERENCES council (id),
	cluster_id {INT} REFERENCES cluster (id),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
	body_json TEXT NOT NULL CHECK (length(body_json) <= 65536),
	picture_id {INT} REFERENCES file (id),
	changed_by {INT} NOT NULL,
	changed_by_name TEXT NOT NULL,
	changed_at {INT} NOT NULL,
	retired_at {INT},
	rev {INT} NOT NULL DEFAULT 1
) {STRICT};
CREATE INDEX certificate_layout_by_council ON certificate_layout (council_id, id);

-- Certificates that were printed together: one file each, in pieces of a zip file as store_certificate.h puts them together.
-- data_hash: of the layout, its picture and the awards; the same is not printed twice. loose_json: whose text did not fit.
CREATE TABLE certificate_run (
	id {PK},
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	job_id {INT} NOT NULL REFERENCES job (id),
	layout_name TEXT NOT NULL CHECK (length(layout_name) BETWEEN 1 AND 100),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
	n_awards {INT} NOT NULL CHECK (n_awards BETWEEN 1 AND 5000),
	n_pieces {INT} NOT NULL CHECK (n_pieces BETWEEN 1 AND 1000),
	data_hash {BLOB} NOT NULL CHECK (length(data_hash) = 32),
	made_by {INT} NOT NULL,
	made_by_name TEXT NOT NULL,
	made_at {INT} NOT NULL
) {STRICT};
CREATE INDEX certificate_run_by_year ON certificate_run (cluster_year_id, id);

CREATE TABLE certificate_piece (
	run_id {INT} NOT NULL REFERENCES certificate_run (id),
	ordinal {INT} NOT NULL CHECK (ordinal >= 0),
	file_id {INT} NOT NULL REFERENCES file (id),
	size {INT} NOT NULL CHECK (size > 0),
	directory {BLOB} NOT NULL,
	n_files {INT} NOT NULL CHECK (n_files > 0),
	loose_json TEXT NOT NULL CHECK (length(loose_json) <= 1000000),
	PRIMARY KEY (run_id, ordinal)
) {STRICT};

-- An award whose words were mended: what stood on the certificate before, and its code, which answers «replaced».
CREATE TABLE award_former (
	id {PK},
	award_id {INT} NOT NULL REFERENCES award (id),
	check_code TEXT NOT NULL UNIQUE CHECK (length(check_code) = 12),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
	position TEXT CHECK (length(position) BETWEEN 1 AND 300),
	merit TEXT CHECK (length(merit) BETWEEN 1 AND 1000),
	why TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 1000),
	mended_by {INT} NOT NULL,
	mended_by_name TEXT NOT NULL,
	mended_at {INT} NOT NULL
) {STRICT};
CREATE INDEX award_former_by_award ON award_former (award_id, id);
