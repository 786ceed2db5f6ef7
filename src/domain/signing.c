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

enum signing_state signing_state(const struct signing_times *t, i64 now_ms)
{
	if (t->received)
		return SIGNING_RECEIVED;
	if (now_ms >= t->expires_at_ms || t->n_refused >= SIGNING_REFUSED_MAX)
		return SIGNING_EXPIRED;
	if (t->n_refused > 0)
		return SIGNING_REFUSED;
	return t->fetched ? SIGNING_FETCHED : SIGNING_WAITS;
}

bool signing_serves(enum signing_state s, bool fetched, bool send)
{
	return s != SIGNING_RECEIVED && s != SIGNING_EXPIRED && (send || !fetched);
}

static const struct {
	const char *code, *name;
} states[SIGNING_STATE__N] = {
    [SIGNING_WAITS] = {"waiting", N_("Chờ tải")},
    [SIGNING_FETCHED] = {"fetched", N_("Đã tải")},
    [SIGNING_RECEIVED] = {"received", N_("Đã nhận bản ký")},
    [SIGNING_REFUSED] = {"refused", N_("Bản gửi về chưa đúng")},
    [SIGNING_EXPIRED] = {"expired", N_("Hết hiệu lực")},
};

const char *signing_state_code(enum signing_state s)
{
	return states[s].code;
}

const char *signing_state_name(enum signing_state s)
{
	return states[s].name;
}
