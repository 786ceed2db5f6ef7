/* Layouts of certificates and the certificates that were printed with them. Common words: store_org.h. */
#ifndef STORE_CERTIFICATE_H
#define STORE_CERTIFICATE_H

#include "base/hash.h"
#include "store/store_org.h"

/* A layout that somebody saved. */
struct certificate_saved {
	i64 id;
	council_id council;
	struct opt_i64 cluster; /* none: for every cluster of the council */
	str name, body_json;
	struct opt_i64 picture; /* file_id */
	str changed_by_name;
	i64 changed_at_ms;
	i64 rev;
};
typedef VEC(struct certificate_saved) certificate_saved_list;

/* Sets id. */
MUST_CHECK td_rc store_certificate_add(struct tx *t, struct certificate_saved *l);
/* cluster, name, body_json, picture. */
MUST_CHECK td_rc store_certificate_save(struct tx *t, struct certificate_saved *l);
/* From now on it is not found. */
MUST_CHECK td_rc store_certificate_retire(struct tx *t, struct certificate_saved *l);
MUST_CHECK td_rc store_certificate_get(struct tx *t, i64 id, struct certificate_saved *out);
/* Those of a cluster and those for every cluster of its council. */
MUST_CHECK td_rc store_certificate_list(struct tx *t, council_id council, cluster_id cluster,
					certificate_saved_list *out);

/* Certificates that were printed together. */
struct certificate_run {
	i64 id;
	cluster_year_id year;
	i64 job;
	str layout_name, title;
	i64 n_awards, n_pieces;
	i64 n_done; /* pieces that are there; joined for reading */
	struct sha256 data_hash;
	str made_by_name;
	i64 made_at_ms;
};
typedef VEC(struct certificate_run) certificate_run_list;

/* Sets id. */
MUST_CHECK td_rc store_certificate_run_add(struct tx *t, struct certificate_run *n);
MUST_CHECK td_rc store_certificate_run_get(struct tx *t, i64 id, struct certificate_run *out);
MUST_CHECK td_rc store_certificate_run_of_job(struct tx *t, i64 job, struct certificate_run *out);
/* The newest whole one of the same data; TD_NOT_FOUND. */
MUST_CHECK td_rc store_certificate_run_same(struct tx *t, cluster_year_id year, const struct sha256 *data,
					    struct certificate_run *out);
/* The last fifty, the newest first. */
MUST_CHECK td_rc store_certificate_run_list(struct tx *t, cluster_year_id year, certificate_run_list *out);

/* A part of the zip file: a stored file with the members, and their lines of its directory. */
struct certificate_piece {
	i64 run, ordinal;
	file_id file;
	i64 size;
	str directory;
	i64 n_files;
	str loose_json; /* a list of texts: names whose text did not fit at its smallest size, and where */
};
typedef VEC(struct certificate_piece) certificate_piece_list;
MUST_CHECK td_rc store_certificate_piece_add(struct tx *t, const struct certificate_piece *p,
					     cluster_year_id year);
/* In order. */
MUST_CHECK td_rc store_certificate_piece_list(struct tx *t, i64 run, certificate_piece_list *out);

#endif
