/* Numbers of the law, each with its time of force (decisions 14): shipped as data in rules/legal/. */
#ifndef FORMAT_LEGAL_H
#define FORMAT_LEGAL_H

#include "base/caltime.h"
#include "domain/poll.h"

/* How much of a ballot a title needs, by law, on a day. */
struct legal_ballot {
	str title_code, title_name;
	bool required; /* the law wants a ballot; false: own regulations decide, pass is not set */
	struct threshold pass;
	str source;     /* the article */
	str unverified; /* what of the source could not be checked, empty: nothing; shown to the user */
};

/* TD_CORRUPT: the shipped file is not what the tests read. TD_NOT_FOUND: an unknown title, or no row in force on that day — the program then asks (decisions 14). The numbers
 * of NĐ 98/2023/NĐ-CP Art 30(7), since 2025-07-01 NĐ 152/2025/NĐ-CP; rules/legal/ballot.json. */
MUST_CHECK td_rc legal_ballot_on(struct arena *a, str title_code, struct day on, struct legal_ballot *out);

/* Codes and names of the titles that legal_ballot_on() knows, in order of the file. */
typedef VEC(struct legal_ballot) legal_ballot_list;
void legal_titles(struct arena *a, legal_ballot_list *out);

#endif
