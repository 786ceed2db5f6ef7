/* The table of signed files, right and wrong: what the verifier says, what pdfsig of poppler says, and why they differ. */
#ifndef TESTS_SIGN_CASES_H
#define TESTS_SIGN_CASES_H

#include "tests/sign/pdf_make.h"

struct sign_case {
	const char *name;
	u32 n;                 /* signatures found */
	enum sign_state state; /* of the whole */
	enum sign_code code;   /* a check that must be in this state … */
	enum sign_state check;
	bool proved;        /* the first signature's time */
	const char *pdfsig; /* "good", "bad" (also: issuer unknown, expired …), "none" */
	const char
	    *stricter; /* where pdfsig is content and we are not, or cannot know: why. NULL: both agree */
	str bytes;
};

enum { SIGN_CASES_MAX = 50 };

/* Makes them all; how many. */
u32 sign_cases(struct pki *k, struct sign_case out[SIGN_CASES_MAX]);

#endif
