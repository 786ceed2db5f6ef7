/* By which code a paper is checked: made of the site's own secret and of what the paper was made of, so that it stands on
 * the paper before the paper is stored, and the same data give the same code. */
#ifndef JOBS_PAPER_CODE_H
#define JOBS_PAPER_CODE_H

#include "format/value.h"
#include "store/store_file.h"
#include "store/store_org.h"

/* Makes the site's secret when there is none yet (a write). */
MUST_CHECK td_rc paper_code_prepare(struct tx *t);

/* The code of a paper and, in its data, the fields «mã kiểm tra» and «địa chỉ kiểm tra» (the latter when the settings know
 * the site's address). *code is NULL and the fields are empty while there is no secret. */
MUST_CHECK td_rc paper_code_put(struct tx *t, cluster_year_id year, str kind, str subject,
				const struct sha256 *sources, struct value *data, str *code);

/* What anybody may know of a paper whose code he holds. */
struct paper_checked {
	struct paper paper;
	struct cluster_year year;
	struct sha256 file_hash;
	bool replaced;
	struct paper newer; /* that stands in its place; when replaced */
};

/* typed as check_code_read(). TD_INVALID: it cannot be a code (in t->e); TD_NOT_FOUND: no paper has it. */
MUST_CHECK td_rc paper_code_find(struct tx *t, str typed, struct paper_checked *out);

#endif
