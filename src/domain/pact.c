#include "domain/pact.h"

#include <string.h>

#include "base/err.h"

struct word {
	const char *code, *name;
};

static const struct word parts[PACT_PART__N] = {
    [PACT_COMMON] = {"common", N_("Giao ước chung")},
    [PACT_ANNEX] = {"annex", N_("Phụ lục chỉ tiêu")},
};
static const struct word methods[PACT_METHOD__N] = {
    [PACT_IN_MEETING] = {"meeting", N_("Ký tại hội nghị")},
    [PACT_IN_BROWSER] = {"browser", N_("Ký trên hệ thống")},
    [PACT_BY_FILE] = {"file", N_("Bản ký đã tải lên")},
};

const char *pact_part_code(enum pact_part p)
{
	return parts[p].code;
}

const char *pact_part_name(enum pact_part p)
{
	return parts[p].name;
}

const char *pact_method_code(enum pact_method m)
{
	return methods[m].code;
}

const char *pact_method_name(enum pact_method m)
{
	return methods[m].name;
}

td_rc pact_part_parse(str code, enum pact_part *out)
{
	for (int i = 0; i < PACT_PART__N; i++)
		if (str_eq(str_c(parts[i].code), code)) {
			*out = (enum pact_part)i;
			return TD_OK;
		}
	return TD_INVALID;
}

td_rc pact_method_parse(str code, enum pact_method *out)
{
	for (int i = 0; i < PACT_METHOD__N; i++)
		if (str_eq(str_c(methods[i].code), code)) {
			*out = (enum pact_method)i;
			return TD_OK;
		}
	return TD_INVALID;
}

const char *pact_state_name(enum pact_state s)
{
	static const char *const names[PACT_STATE__N] = {
	    [PACT_NOT_READY] = N_("Chưa có nội dung"),
	    [PACT_UNSIGNED] = N_("Chưa ký"),
	    [PACT_SIGNED] = N_("Đã ký"),
	    [PACT_OUTDATED] = N_("Nội dung đã đổi, cần ký lại"),
	};
	return names[s];
}

const struct pact_signing *pact_standing(const pact_signing_list *all, unit_id unit, enum pact_part part)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].unit.v == unit.v && all->at[i].part == part && !all->at[i].voided_at_ms.set)
			return &all->at[i];
	return NULL;
}

enum pact_state pact_state(const struct sha256 *text, const struct pact_signing *s)
{
	if (text == NULL)
		return PACT_NOT_READY;
	if (s == NULL)
		return PACT_UNSIGNED;
	return memcmp(text->b, s->text.b, SHA256_LEN) == 0 ? PACT_SIGNED : PACT_OUTDATED;
}
