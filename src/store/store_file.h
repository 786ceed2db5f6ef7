/* Files in the database: content-addressed chunks, so that one backup holds everything; and papers made. */
#ifndef STORE_FILE_H
#define STORE_FILE_H

#include "base/hash.h"
#include "domain/org.h"
#include "store/db.h"

enum { FILE_CHUNK = 256 * 1024, FILE_MAX = 64 * 1024 * 1024 };

struct file_row {
	file_id id;
	struct sha256 hash;
	i64 size;
	str media_type;
	i64 created_at_ms;
};

/* Stores bytes once: the same content again gives the same id. TD_LIMIT above FILE_MAX. */
MUST_CHECK td_rc store_file_put(struct tx *t, str bytes, str media_type, file_id *out);
/* The same from a source that gives n bytes from `at` on, asked twice for each (the first time for the hash): only one
 * chunk is in memory. Its codes are passed on. */
struct file_source {
	i64 size;
	td_rc (*read)(void *ctx, i64 at, char *p, size_t n);
	void *ctx;
};
MUST_CHECK td_rc store_file_take(struct tx *t, const struct file_source *from, str media_type, file_id *out);
MUST_CHECK td_rc store_file_get(struct tx *t, file_id id, struct file_row *out);
/* One chunk (ordinal from 0); TD_NOT_FOUND past the end. */
MUST_CHECK td_rc store_file_chunk(struct tx *t, file_id id, i64 ordinal, str *bytes);
/* Reads it piece by piece and compares its hash: TD_CORRUPT with a sentence, where = "file/ID". */
MUST_CHECK td_rc store_file_check(struct tx *t, file_id id);
/* The whole file on t's arena, its hash checked (TD_CORRUPT). */
MUST_CHECK td_rc store_file_read(struct tx *t, file_id id, str *bytes);

/* A paper that was made: minutes, score table, review report, proposal. */
struct paper {
	paper_id id;
	cluster_year_id year;
	str kind; /* "minutes", "score_table" … */
	str subject; /* which of several of that kind: a unit's code, a poll's number; empty: there is one a year */
	str title;
	str number, signed_on; /* once given; may be NULL */
	file_id file;
	str file_name;
	struct opt_i64 template_used; /* template_id; none: the shipped one */
	struct opt_i64 ranking;       /* ranking it was made from */
	i64 made_by, made_at_ms;
	str made_by_name;
	struct opt_i64 replaced_by; /* paper_id */
	bool hashed;                /* data_hash is known: not of papers of the first editions */
	struct sha256 data_hash;    /* of the data it was filled with */
	i64 generation;             /* of its year when they were read */
	struct opt_i64 pdf;         /* file_id */
	struct opt_i64 pdf_pages;
	str pdf_maker;  /* "thidua" or "libreoffice"; NULL: there is no PDF */
	str pdf_notes;  /* what it does not show: lines of place, tab, sentence; or why there is none */
	str check_code; /* domain/check_code.h; NULL: papers of the first editions */
	i64 rev;
};
typedef VEC(struct paper) paper_list;
/* Marks the one before of the same kind and subject as replaced when replaces is not 0. */
MUST_CHECK td_rc store_paper_add(struct tx *t, struct paper *p, paper_id replaces);
MUST_CHECK td_rc store_paper_get(struct tx *t, paper_id id, struct paper *out);
/* Its data were read again and give the same: p->generation and the hash as of now. Bumps nothing. */
MUST_CHECK td_rc store_paper_seen(struct tx *t, struct paper *p, i64 generation,
				  const struct sha256 *data_hash);
/* pdf, pdf_pages, pdf_maker, pdf_notes. */
MUST_CHECK td_rc store_paper_pdf(struct tx *t, const struct paper *p);
/* number, signed_on. */
MUST_CHECK td_rc store_paper_save(struct tx *t, struct paper *p);
/* The newest version of the ranking before the given one from which a paper of the kind was made; TD_NOT_FOUND: none. */
MUST_CHECK td_rc store_paper_before(struct tx *t, cluster_year_id year, str kind, i64 version, i64 *out);
/* The paper of the kind and subject that no other replaced; TD_NOT_FOUND: none was made. */
MUST_CHECK td_rc store_paper_standing(struct tx *t, cluster_year_id year, str kind, str subject,
				      struct paper *out);
/* The newest paper with this check code; TD_NOT_FOUND. */
MUST_CHECK td_rc store_paper_by_code(struct tx *t, str code, struct paper *out);
/* Oldest first: id, kind, title, file_name, check_code and replaced_by of each, and the hashes of its files. */
struct paper_hash {
	struct paper paper;
	struct sha256 hash;
	bool has_pdf;
	struct sha256 pdf_hash;
};
typedef VEC(struct paper_hash) paper_hash_list;
MUST_CHECK td_rc store_paper_hashes(struct tx *t, cluster_year_id year, paper_hash_list *out);
/* Newest first. */
MUST_CHECK td_rc store_paper_list(struct tx *t, cluster_year_id year, paper_list *out);

#endif
