#include "domain/signing.h"

#include "base/caltime.h"
#include "base/i18n.h"

enum signed_when signed_when(const struct signature_mark *m, str due_on)
{
	struct day due;
	if (!str_eq(m->state, S("valid")) && !str_eq(m->state, S("noted")))
		return SIGNED_UNTOLD;
	if (str_eq(m->time, S("claimed")))
		return SIGNED_CLAIMED;
	if (!m->proved_at_ms.set || !due_on.n || day_parse_iso(due_on, &due) != TD_OK)
		return SIGNED_UNTOLD;
	return day_number(day_of_ms(m->proved_at_ms.v)) > day_number(due) ? SIGNED_LATE : SIGNED_IN_TIME;
}

static const struct {
	const char *code, *name;
} whens[SIGNED_WHEN__N] = {
    [SIGNED_UNTOLD] = {"", ""},
    [SIGNED_IN_TIME] = {"in_time", N_("ký trước hạn")},
    [SIGNED_LATE] = {"late", N_("ký sau hạn")},
    [SIGNED_CLAIMED] = {"claimed", N_("thời điểm ký chỉ là lời khai")},
};

const char *signed_when_code(enum signed_when w)
{
	return whens[w].code;
}

const char *signed_when_name(enum signed_when w)
{
	return whens[w].name;
}
