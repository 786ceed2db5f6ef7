/* The data that is shipped inside the program (rules/ in the source): scoring schemes with an example data file each.
 * Numbers of the law are in legal.h. */
#ifndef FORMAT_RULES_H
#define FORMAT_RULES_H

#include "base/embed.h"
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

#endif
