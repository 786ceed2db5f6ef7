#include "tests/store/box_secrets.h"

#include "vote/verify.h"

td_rc box_secrets_ballot(struct group *g, struct env *env, str election, scalar code, const u8 *marks,
			 str *out)
{
	struct election e;
	struct finding f = {0};
	td_rc rc = election_read(g, election, &f, &e);
	return rc == TD_OK ? ballot_make(&e, env, code, marks, out) : rc;
}

str box_secrets_factors(struct group *g, struct env *env, str election, str tally, scalar key)
{
	struct election e;
	struct tally t;
	struct finding f = {0};
	if (election_read(g, election, &f, &e) != TD_OK || tally_read(&e, tally, &f, &t) != TD_OK)
		return S("");
	return tally_factors_make(&e, env, &t, key);
}

i64 box_secrets_faults(struct arena *a, str file)
{
	struct verdict v;
	if (verify_archive(group_new(a), file, &v) != TD_OK || v.stage != VERIFY_RESULT)
		return -1;
	return (i64)v.findings.n;
}
