-- A document of a unit proves criteria of one year or of several: each use names its year. Who issued it and what it is;
-- a document in use is never removed, only withdrawn with a notice that stays to be seen.

ALTER TABLE evidence ADD COLUMN issuer TEXT CHECK (length(issuer) <= 200);
ALTER TABLE evidence ADD COLUMN kind TEXT CHECK (length(kind) <= 40);
ALTER TABLE evidence ADD COLUMN withdrawn_at {INT};
ALTER TABLE evidence ADD COLUMN withdrawn_reason TEXT CHECK (length(withdrawn_reason) <= 1000);
CREATE INDEX evidence_by_owner ON evidence (unit_id, id);
CREATE INDEX evidence_by_file ON evidence (file_id);

CREATE TABLE evidence_use (
	id {PK},
	evidence_id {INT} NOT NULL REFERENCES evidence (id),
	cluster_year_id {INT} NOT NULL REFERENCES cluster_year (id),
	criterion_id {INT} NOT NULL REFERENCES criterion (id),
	page TEXT CHECK (length(page) <= 120),
	UNIQUE (evidence_id, cluster_year_id, criterion_id)
) {STRICT};
INSERT INTO evidence_use (evidence_id, cluster_year_id, criterion_id, page)
SELECT l.evidence_id, v.cluster_year_id, l.criterion_id, l.page FROM evidence_link l JOIN evidence v ON v.id = l.evidence_id;
DROP TABLE evidence_link;
CREATE INDEX evidence_use_by_year ON evidence_use (cluster_year_id, criterion_id);
