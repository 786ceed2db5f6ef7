-- The PDF of a paper: who drew it, its pages, and a line for each thing of the Word file that it does not show (place, tab,
-- sentence), or why there is none.
ALTER TABLE paper ADD COLUMN pdf_file_id {INT} REFERENCES file (id);
ALTER TABLE paper ADD COLUMN pdf_pages {INT} CHECK (pdf_pages > 0);
ALTER TABLE paper ADD COLUMN pdf_maker TEXT CHECK (pdf_maker IN ('thidua', 'libreoffice'));
ALTER TABLE paper ADD COLUMN pdf_notes TEXT CHECK (length(pdf_notes) <= 65536);
