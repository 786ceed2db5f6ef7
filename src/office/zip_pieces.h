/* A zip file that is made piece by piece, so that no more than a piece is in memory: each piece holds members as they are
 * (stored, not packed: what goes in is packed already) and their lines of the directory; the pieces one after the other and
 * the tail are the file. The same members give the same bytes. At most 65.000 members and 4 GB. */
#ifndef OFFICE_ZIP_PIECES_H
#define OFFICE_ZIP_PIECES_H

#include "base/sb.h"

enum { ZIP_PIECES_FILES_MAX = 65000 };

struct zip_piece {
	struct sb bytes, directory;
	u32 n_files;
};

/* An empty piece of at most max bytes. */
struct zip_piece zip_piece_new(struct arena *a, size_t max);

/* Names are ASCII and new in the whole file. */
void zip_piece_add(struct zip_piece *p, str name, str bytes);

struct zip_piece_told {
	str directory;
	i64 size;
	i64 n_files;
};
/* What stands behind the pieces. TD_LIMIT: too many members or bytes; TD_CORRUPT: a directory is none. */
MUST_CHECK td_rc zip_pieces_tail(struct arena *a, const struct zip_piece_told *pieces, size_t n, str *out);

#endif
