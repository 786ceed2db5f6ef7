/* thidua verify GÓI.zip */
#ifndef CLI_VERIFY_BUNDLE_H
#define CLI_VERIFY_BUNDLE_H

#include "cli/cli.h"

struct verify_bundle_args {
	const char *code;  /* of the journal, as a paper shows it; NULL */
	const char *paper; /* a file: is it one of the year's papers? NULL */
	bool json;
};

/* Reads, computes again, reports. TD_INVALID with every difference; TD_NOT_FOUND: no such code or paper. */
MUST_CHECK td_rc verify_bundle(struct cli *c, str bytes, const struct verify_bundle_args *args);

#endif
