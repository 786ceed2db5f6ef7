/* The data that is shipped inside the program (rules/ in the source): scoring schemes with an example data file each,
 * and numbers of the law with their time of force. */
#ifndef FORMAT_RULES_H
#define FORMAT_RULES_H

#include "base/caltime.h"
#include "base/embed.h"
#include "domain/poll.h"
#include "format/scheme_json.h"

/* Every shipped scheme file and every example ("t5.json" is the example of scheme "T5"). */
struct embed_set rules_schemes(void);
struct embed_set rules_examples(void);

/* The shipped scheme of this code, letter case aside. TD_NOT_FOUND; faults of the file (none in a tested build) are in
 * e. file may be NULL; else it gets the file as it is in the source. */
MUST_CHECK td_rc rules_scheme(struct arena *a, str code, struct err *e, struct scheme *out,
			      const struct embed_file **file);

/* The example data file of a shipped scheme, or NULL. */
const struct embed_file *rules_example(struct arena *a, str scheme_code);

/* How much of a ballot a title needs, by law, on a day. */
struct legal_ballot {
	str title_code, title_name;
	bool required; /* the law wants a ballot; false: own regulations decide, pass is not set */
	struct threshold pass;
	str source;     /* the article */
	str unverified; /* what of the source could not be checked, empty: nothing; shown to the user */
};

/* TD_NOT_FOUND: an unknown title, or no row in force on that day — the program then asks (decisions 14). The numbers
 * of NĐ 98/2023/NĐ-CP Art 30(7), since 2025-07-01 NĐ 152/2025/NĐ-CP; rules/legal/ballot.json. */
MUST_CHECK td_rc rules_ballot(struct arena *a, str title_code, struct day on, struct legal_ballot *out);

/* Codes and names of the titles that rules_ballot() knows, in order of the file. */
typedef VEC(struct legal_ballot) legal_ballot_list;
void rules_titles(struct arena *a, legal_ballot_list *out);

#endif
