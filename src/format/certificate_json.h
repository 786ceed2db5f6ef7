/* Layouts of certificates as JSON (what is kept and what programs send), and those that come with the program. */
#ifndef FORMAT_CERTIFICATE_JSON_H
#define FORMAT_CERTIFICATE_JSON_H

#include "domain/certificate.h"
#include "format/value.h"

/* Reads and checks: TD_INVALID with every fault, those of the JSON by its path. */
MUST_CHECK td_rc certificate_from_json(struct arena *a, str json, struct err *e,
				       struct certificate_layout *out);

/* "#c00000"; empty is black. TD_INVALID. */
MUST_CHECK td_rc certificate_colour_parse(str text, u32 *out);

/* Members that have their default are left out. */
const struct value *certificate_to_value(struct arena *a, const struct certificate_layout *l);

struct certificate_shipped {
	str code; /* "giay-khen-a4-ngang" */
	struct certificate_layout layout;
};
typedef VEC(struct certificate_shipped) certificate_shipped_list;

/* TD_CORRUPT: a shipped file is not what the tests read. */
MUST_CHECK td_rc certificate_shipped_all(struct arena *a, certificate_shipped_list *out);

#endif
