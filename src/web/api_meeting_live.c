/* A meeting while it runs, as programs read it. */
#include "web/api_read.h"
#include "web/page_come.h"
#include "web/page_hall.h"

API_WORDS(event_word, meeting_event_code, enum meeting_event_kind)
API_WORDS(phase_word, meeting_phase_code, enum meeting_phase)
API_WORDS(view_word, meeting_view_code, enum meeting_view)

static const struct api_member event[] = {
    API(INT, struct meeting_event, ordinal, "ordinal"),
    API(TIME, struct meeting_event, at_ms, "at"),
    API_ENUM(struct meeting_event, kind, "kind", event_word, MEETING_EVENT__N),
    API(OPT_INT, struct meeting_event, unit, "unit"),
    API(TEXT, struct meeting_event, person, "person"),
    API(TEXT, struct meeting_event, text, "text"),
    API(INT, struct meeting_event, ref, "ref", .label = N_("Nội dung, cuộc bỏ phiếu hoặc việc được nói đến")),
    API(INT, struct meeting_event, n, "n"),
};
static const struct api_def event_def = API_DEF("MeetingEvent", struct meeting_event, event);

static const struct api_member guest[] = {
    API(OPT_INT, struct meeting_guest, unit, "unit"),   API(TEXT, struct meeting_guest, person, "person"),
    API(BOOL, struct meeting_guest, proxy, "proxy"),    API(BOOL, struct meeting_guest, present, "present"),
    API(BOOL, struct meeting_guest, late, "late"),      API(TIME, struct meeting_guest, came_ms, "came_at"),
    API(TIME, struct meeting_guest, since_ms, "since"),
};
static const struct api_def guest_def = API_DEF("MeetingGuest", struct meeting_guest, guest);

static const struct api_member live[] = {
    API(INT, struct act_meeting, m.id.v, "id", .label = N_("0: chưa ghi cuộc họp nào")),
    API_ENUM(struct act_meeting, now.phase, "phase", phase_word, MEETING_PHASE__N),
    API(OPT_TIME, struct act_meeting, now.opened_ms, "opened_at"),
    API(OPT_TIME, struct act_meeting, now.closed_ms, "closed_at"),
    API(INT, struct act_meeting, now.item, "item", .label = N_("Nội dung đang tiến hành; 0: không có")),
    API(BOOL, struct act_meeting, now.speaking, "speaking"),
    API_ENUM(struct act_meeting, now.view, "view", view_word, MEETING_VIEW__N),
    API(INT, struct act_meeting, now.n_revealed, "revealed"),
    API(INT, struct act_meeting, quorum.n_members, "members"),
    API(INT, struct act_meeting, quorum.n_present, "present"),
    API(INT, struct act_meeting, quorum.needed, "needed", .label = N_("0: chưa đặt số tối thiểu")),
    API(BOOL, struct act_meeting, quorum.met, "quorum"),
    API(TEXT, struct act_meeting, quorum.sentence, "sentence"),
    API_LIST(struct act_meeting, now.guests, "guests", &guest_def),
    API_LIST(struct act_meeting, now.waiting, "waiting", &event_def),
    API_LIST(struct act_meeting, now.said, "said", &event_def),
    API_LIST(struct act_meeting, events, "events", &event_def),
};
const struct api_def api_meeting_live_def = API_DEF("MeetingLive", struct act_meeting, live);

td_rc api_read_meeting_live(struct req *r, void *out)
{
	td_rc rc = act_meeting_of_year(r->tx, r->year.id, out);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

/* ---- what is prepared ---- */

static const struct api_member item[] = {
    API(INT, struct meeting_item, id, "id"),
    API(TEXT, struct meeting_item, title, "title"),
    API(OPT_INT, struct meeting_item, starts_min, "starts_minute",
	.label = N_("Phút trong ngày theo chương trình")),
    API(INT, struct meeting_item, minutes, "minutes"),
    API(TEXT, struct meeting_item, speaker, "speaker"),
    API(TEXT, struct meeting_item, unit_code, "unit"),
};
static const struct api_def item_def = API_DEF("MeetingItem", struct meeting_item, item);

static const struct api_member code[] = {
    API(INT, struct meeting_code, unit.v, "unit"),
    API(TEXT, struct meeting_code, code, "code"),
    API(OPT_TIME, struct meeting_code, used_at_ms, "used_at"),
};
static const struct api_def code_def = API_DEF("MeetingCode", struct meeting_code, code);

struct programme_out {
	struct act_meeting k;
	meeting_code_list codes;
};
static const struct api_member programme[] = {
    API(INT, struct programme_out, k.m.id.v, "id", .label = N_("0: chưa ghi cuộc họp nào")),
    API_LIST(struct programme_out, k.items, "items", &item_def),
    API(INT, struct programme_out, k.rule.quorum_num, "quorum_num"),
    API(INT, struct programme_out, k.rule.quorum_den, "quorum_den", .label = N_("0: chưa đặt số tối thiểu")),
    API(INT, struct programme_out, k.rule.speak_s, "speak_seconds"),
    API_LIST(struct programme_out, codes, "codes", &code_def),
    API(INT, struct programme_out, k.rule.rev, "rev"),
};
const struct api_def api_meeting_programme_def = API_DEF("MeetingProgramme", struct programme_out, programme);

td_rc api_read_meeting_programme(struct req *r, void *out)
{
	struct programme_out *o = out;
	td_rc rc = act_meeting_of_year(r->tx, r->year.id, &o->k);
	if (rc == TD_OK)
		return store_meeting_code_list(r->tx, o->k.m.id, &o->codes);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

/* ---- the hall ---- */

static const struct api_member place[] = {
    API(TEXT, struct hall_place, rank, "rank"),
    API(TEXT, struct hall_place, unit, "unit_name"),
    API(POINTS, struct hall_place, total_c, "points"),
};
static const struct api_def place_def = API_DEF("HallPlace", struct hall_place, place);

static const struct api_member hall[] = {
    API(TEXT, struct hall_vm, view, "view"),
    API(TEXT, struct hall_vm, state, "phase_name"),
    API(TEXT, struct hall_vm, quorum, "quorum"),
    API(TEXT, struct hall_vm, item, "item"),
    API(TEXT, struct hall_vm, speaker, "speaker"),
    API(TIME, struct hall_vm, ends_ms, "speaker_until"),
    API(TEXT, struct hall_vm, poll, "poll"),
    API(TEXT, struct hall_vm, poll_state, "poll_state"),
    API(TEXT, struct hall_vm, poll_result, "poll_result"),
    API(TEXT, struct hall_vm, banner, "banner", .label = N_("Cảnh báo đỏ của cuộc bỏ phiếu điện tử")),
    API(INT, struct hall_vm, n_hidden, "hidden_places"),
    API_LIST(struct hall_vm, places, "places", &place_def),
};
const struct api_def api_hall_def = API_DEF("Hall", struct hall_vm, hall);

td_rc api_read_hall(struct req *r, void *out)
{
	return page_hall_load(r, out);
}

/* ---- a code ---- */

static const struct api_member come[] = {
    API(TEXT, struct come_vm, unit, "unit_name"),  API(TEXT, struct come_vm, cluster_name, "cluster_name"),
    API(TEXT, struct come_vm, place, "place"),     API(TEXT, struct come_vm, person, "person_name"),
    API(BOOL, struct come_vm, present, "present"), API(BOOL, struct come_vm, ended, "ended"),
};
const struct api_def api_come_def = API_DEF("Attending", struct come_vm, come);

td_rc api_read_come(struct req *r, void *out)
{
	return page_come_load(r, req_param(r, "code"), out);
}
