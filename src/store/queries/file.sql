-- row file -> id i64, hash blob, size i64, media_type text, created_at i64
f.id, f.hash, f.size, f.media_type, f.created_at;

-- file_by_hash :one (hash blob) -> id i64
SELECT id FROM file WHERE hash = ?1;

-- file_add :one (hash blob, size i64, media_type text, created_at i64) -> id i64
INSERT INTO file (hash, size, media_type, created_at) VALUES (?1, ?2, ?3, ?4) RETURNING id;

-- file_get :one (id i64) -> file
SELECT {file} FROM file f WHERE f.id = ?1;

-- file_after :many (id i64) -> file
SELECT {file} FROM file f WHERE f.id > ?1 ORDER BY f.id LIMIT 100;

-- file_chunk_add :exec (file_id i64, ordinal i64, bytes blob)
INSERT INTO file_chunk (file_id, ordinal, bytes) VALUES (?1, ?2, ?3);

-- file_chunk_get :one (file_id i64, ordinal i64) -> bytes blob
SELECT bytes FROM file_chunk WHERE file_id = ?1 AND ordinal = ?2;

-- row paper -> id i64, cluster_year_id i64, kind text, title text, number text?, signed_on text?, file_id i64,
--   file_name text, template_id i64?, ranking_id i64?, made_by i64, made_at i64, replaced_by i64?, rev i64,
--   made_by_name text?, subject text, data_hash blob?, generation i64, pdf_file_id i64?, pdf_pages i64?, pdf_maker text?,
--   pdf_notes text?, check_code text?
p.id, p.cluster_year_id, p.kind, p.title, p.number, p.signed_on, p.file_id, p.file_name, p.template_id, p.ranking_id,
p.made_by, p.made_at, p.replaced_by, p.rev, w.name, p.subject, p.data_hash, p.generation, p.pdf_file_id, p.pdf_pages,
p.pdf_maker, p.pdf_notes, p.check_code;

-- paper_add :one (cluster_year_id i64, kind text, title text, number text?, signed_on text?, file_id i64, file_name text,
--   template_id i64?, ranking_id i64?, made_by i64, made_at i64, subject text, data_hash blob?, generation i64,
--   check_code text?) -> id i64
INSERT INTO paper (cluster_year_id, kind, title, number, signed_on, file_id, file_name, template_id, ranking_id, made_by,
	made_at, subject, data_hash, generation, check_code)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) RETURNING id;

-- paper_replace :exec (id i64, replaced_by i64)
UPDATE paper SET replaced_by = ?2, rev = rev + 1 WHERE id = ?1 AND replaced_by IS NULL;

-- paper_get :one (id i64) -> paper
SELECT {paper} FROM paper p LEFT JOIN user_account w ON w.id = p.made_by WHERE p.id = ?1;

-- paper_seen :exec (id i64, generation i64, data_hash blob)
UPDATE paper SET generation = ?2, data_hash = ?3 WHERE id = ?1;

-- paper_pdf :exec (id i64, pdf_file_id i64?, pdf_pages i64?, pdf_maker text?, pdf_notes text?)
UPDATE paper SET pdf_file_id = ?2, pdf_pages = ?3, pdf_maker = ?4, pdf_notes = ?5 WHERE id = ?1;

-- paper_save :exec (id i64, rev i64, number text?, signed_on text?)
UPDATE paper SET number = ?3, signed_on = ?4, rev = rev + 1 WHERE id = ?1 AND rev = ?2;

-- The newest version of the ranking before this one from which a paper of the kind was made.
-- paper_before :one (cluster_year_id i64, kind text, version i64) -> version i64
SELECT k.version FROM paper p JOIN ranking k ON k.id = p.ranking_id
WHERE p.cluster_year_id = ?1 AND p.kind = ?2 AND k.version < ?3 ORDER BY k.version DESC LIMIT 1;

-- paper_standing :one (cluster_year_id i64, kind text, subject text) -> paper
SELECT {paper} FROM paper p LEFT JOIN user_account w ON w.id = p.made_by
WHERE p.cluster_year_id = ?1 AND p.kind = ?2 AND p.subject = ?3 AND p.replaced_by IS NULL ORDER BY p.id DESC LIMIT 1;

-- paper_by_code :one (check_code text) -> paper
SELECT {paper} FROM paper p LEFT JOIN user_account w ON w.id = p.made_by
WHERE p.check_code = ?1 ORDER BY p.id DESC LIMIT 1;

-- paper_list :many (cluster_year_id i64) -> paper
SELECT {paper} FROM paper p LEFT JOIN user_account w ON w.id = p.made_by
WHERE p.cluster_year_id = ?1 ORDER BY p.id DESC;

-- What stands of each paper, with the hashes of its files.
-- paper_hashes :many (cluster_year_id i64) -> id i64, kind text, title text, file_name text, check_code text?,
--   replaced_by i64?, hash blob, pdf_hash blob?
SELECT p.id, p.kind, p.title, p.file_name, p.check_code, p.replaced_by, f.hash, g.hash AS pdf_hash
FROM paper p JOIN file f ON f.id = p.file_id LEFT JOIN file g ON g.id = p.pdf_file_id
WHERE p.cluster_year_id = ?1 ORDER BY p.id;
