/* A cluster's year as programs read it: members and offices. */
#include "store/store_org.h"
#include "web/api_read.h"

API_WORDS(office_word, office_code, enum office)

static const struct api_member member[] = {
    API(TEXT, struct membership, unit_code, "unit"),
    API(TEXT, struct membership, unit_name, "name"),
    API(INT, struct membership, ordinal, "ordinal"),
    API(OPT_POINTS, struct membership, women_pct_c, "women_pct"),
    API(INT, struct membership, chair_order, "chair_order"),
    API(TEXT, struct membership, leader_name, "leader_name"),
    API(TEXT, struct membership, leader_title, "leader_title"),
    API(DAY, struct membership, joined_on, "joined_on"),
    API(TEXT, struct membership, decision, "decision"),
    API(DAY, struct membership, left_on, "left_on"),
    API(TEXT, struct membership, left_decision, "left_decision"),
    API(INT, struct membership, rev, "rev"),
};
static const struct api_def member_def = API_DEF("Member", struct membership, member);

static const struct api_member office[] = {
    API(INT, struct office_term, id, "id"),
    API_ENUM(struct office_term, office, "office", office_word, OFFICE__N),
    API(TEXT, struct office_term, unit_name, "unit_name"),
    API(TEXT, struct office_term, person_name, "person_name"),
    API(TEXT, struct office_term, person_title, "person_title"),
    API(DAY, struct office_term, from_on, "from_on"),
    API(DAY, struct office_term, to_on, "to_on"),
    API(TEXT, struct office_term, decision, "decision"),
    API(TEXT, struct office_term, end_decision, "end_decision"),
    API(INT, struct office_term, rev, "rev"),
};
static const struct api_def office_def = API_DEF("Office", struct office_term, office);

struct members {
	membership_list members, left;
	office_term_list offices;
};
static const struct api_member members[] = {
    API_LIST(struct members, members, "members", &member_def),
    API_LIST(struct members, left, "left", &member_def),
    API_LIST(struct members, offices, "offices", &office_def),
};
const struct api_def api_members_def = API_DEF("Members", struct members, members);

td_rc api_read_members(struct req *r, void *out)
{
	struct members *m = out;
	td_rc rc = store_membership_list(r->tx, r->year.id, &m->members);
	if (rc == TD_OK)
		rc = store_membership_left(r->tx, r->year.id, &m->left);
	return rc == TD_OK ? store_office_list(r->tx, r->year.id, &m->offices) : rc;
}
