/* The register of awards, as programs read it. */
#include "web/api_read.h"
#include "web/page_award.h"

API_WORDS(holder_word, award_holder_code, enum award_holder)
API_WORDS(list_word, award_list_code, enum award_list)

static const struct api_member award[] = {
    API(INT, struct award, id, "id"),
    API(INT, struct award, of_year, "year"),
    API_ENUM(struct award, holder, "holder", holder_word, HOLDER__N),
    API(TEXT, struct award, name, "name"),
    API(TEXT, struct award, position, "position"),
    API(TEXT, struct award, unit_name, "unit"),
    API_ENUM(struct award, list, "list", list_word, AWARD_LIST__N),
    API(TEXT, struct award, award_code, "award"),
    API(TEXT, struct award, award_name, "award_name"),
    API(TEXT, struct award, decision, "decision"),
    API(DAY, struct award, decided_on, "decided_on"),
    API(TEXT, struct award, decided_by, "decided_by"),
    API(INT, struct award, ordinal, "ordinal"),
    API(TEXT, struct award, code, "code"),
    API(DAY, struct award, revoked_on, "revoked_on", .label = N_("null: còn giá trị")),
    API(TEXT, struct award, revoked_decision, "revoked_decision"),
    API(INT, struct award, rev, "rev"),
};
static const struct api_def award_def = API_DEF("RegisterAward", struct award, award);

struct awards {
	award_list_of awards;
};
static const struct api_member awards[] = {API_LIST(struct awards, awards, "awards", &award_def)};
const struct api_def api_awards_def = API_DEF("RegisterAwards", struct awards, awards);

td_rc api_read_awards(struct req *r, void *out)
{
	struct awards *o = out;
	return page_awards_find(r, &o->awards);
}

static const struct api_member former[] = {
    API(TEXT, struct award_former, code, "code"),
    API(TEXT, struct award_former, name, "name"),
    API(TEXT, struct award_former, why, "why"),
    API(TEXT, struct award_former, mended_by_name, "mended_by"),
    API(TIME, struct award_former, mended_at_ms, "mended_at"),
};
static const struct api_def former_def = API_DEF("AwardFormer", struct award_former, former);

struct one_award {
	struct award award;
	award_former_list formers;
};
static const struct api_member one_award[] = {
    API_INSIDE(struct one_award, award, "award", &award_def),
    API_LIST(struct one_award, formers, "formers", &former_def),
};
const struct api_def api_award_def = API_DEF("RegisterAwardOne", struct one_award, one_award);

td_rc api_read_award(struct req *r, void *out)
{
	struct one_award *o = out;
	td_rc rc = page_award_find(r, &o->award);
	return rc == TD_OK ? page_award_formers(r, &o->award, &o->formers) : rc;
}
