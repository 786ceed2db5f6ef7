/* Members of the bundle's JSON files. For src/bundle only. */
#ifndef BUNDLE_BUNDLE_FIELDS_H
#define BUNDLE_BUNDLE_FIELDS_H

#include "bundle/bundle.h"
#include "format/fields.h"

#define BUNDLE_MANIFEST "manifest.json"

struct manifest_said {
	str format, cluster, cluster_name;
	i64 year, chain, entries;
	str head;
};
extern const struct field bundle_manifest_fields[];

struct file_said {
	str name;
	i64 size;
	str sha256;
};
extern const struct field bundle_file_fields[];

struct ranking_said {
	i64 version;
	str state;
	int stage;
	str scheme;
};
extern const struct field bundle_ranking_fields[];
extern const struct field bundle_row_fields[];   /* of struct bundle_row */
extern const struct field bundle_paper_fields[]; /* of struct bundle_paper */
extern const struct field bundle_poll_fields[];  /* of struct bundle_poll */

#endif
