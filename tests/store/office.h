/* An office of the fixture's year, given by decision. For tests that link the acts. */
#ifndef TESTS_STORE_OFFICE_H
#define TESTS_STORE_OFFICE_H

#include "jobs/act_org.h"
#include "tests/lib/fixture.h"

static inline td_rc fixture_office(struct tx *t, const struct fixture_year *y, enum office office, int unit,
				   str from, str to)
{
	struct office_term o = {.year = y->year.id,
				.unit = y->units[unit].id,
				.office = office,
				.from_on = from,
				.to_on = to,
				.decision = S("12/QĐ-HĐ")};
	return act_office_give(t, &o, true);
}

#endif
