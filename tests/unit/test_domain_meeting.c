/* A meeting as a fold over its events. */
#include "domain/meeting_live.h"
#include "tests/lib/check.h"

#include <string.h>

struct log {
	struct arena *a;
	struct meeting_event at[64];
	size_t n;
	struct meeting_now now;
};

/* Adds what may happen; what is refused is not added. */
static td_rc add(struct log *l, struct meeting_event x)
{
	struct err e = err_new(l->a, LANG_VI);
	x.ordinal = (i64)l->n + 1;
	x.at_ms = x.at_ms ? x.at_ms : (i64)l->n * 60000;
	td_rc rc = meeting_live_can(&l->now, &x, &e);
	CHECK(rc == TD_OK || e.n_total > 0);
	if (rc == TD_OK)
		l->at[l->n++] = x;
	meeting_live_fold(l->a, l->at, l->n, &l->now);
	return rc;
}

#define ADD(...)      add(l, (struct meeting_event){__VA_ARGS__})
#define UNIT(id, who) .unit = OPT(id), .person = S(who)

static void with_log(void (*fn)(struct log *))
{
	struct log l = {.a = arena_new("meeting", 1 << 20)};
	meeting_live_fold(l.a, NULL, 0, &l.now);
	fn(&l);
	arena_free(l.a);
}

static void come_and_go(struct log *l)
{
	CHECK_INT(ADD(.kind = MEETING_EVENT_ATTENDED, UNIT(1, "A")), TD_OK);
	CHECK_INT(ADD(.kind = MEETING_EVENT_ATTENDED, UNIT(1, "A")), TD_CONFLICT);
	CHECK_INT(ADD(.kind = MEETING_EVENT_ATTENDED, UNIT(1, "B"), .n = 1),
		  TD_OK); /* another came instead */
	CHECK_INT(ADD(.kind = MEETING_EVENT_ATTENDED, UNIT(2, "")), TD_INVALID);
	CHECK_INT(ADD(.kind = MEETING_EVENT_ATTENDED, UNIT(2, "C")), TD_OK);
	CHECK_INT(ADD(.kind = MEETING_EVENT_ATTENDED, .person = S("Khách")), TD_OK);
	CHECK_INT(ADD(.kind = MEETING_EVENT_LEFT, .unit = OPT(2), .person = S("C")), TD_OK);
	CHECK(meeting_live_guest(&l->now, OPT(2), STR_NULL) ==
	      NULL); /* taken off the roll before the opening */
	CHECK_INT(ADD(.kind = MEETING_EVENT_OPENED), TD_OK);
	CHECK_INT(ADD(.kind = MEETING_EVENT_ATTENDED, UNIT(3, "D")), TD_OK);
	const struct meeting_guest *d = meeting_live_guest(&l->now, OPT(3), STR_NULL);
	CHECK(d && d->late && d->present);
	CHECK(meeting_live_guest(&l->now, OPT(1), STR_NULL)->proxy);
	CHECK(!meeting_live_guest(&l->now, OPT(1), STR_NULL)->late);
	CHECK_INT(ADD(.kind = MEETING_EVENT_LEFT, .unit = OPT(1)), TD_OK);
	CHECK_INT(ADD(.kind = MEETING_EVENT_LEFT, .unit = OPT(1)), TD_CONFLICT);
	CHECK(!meeting_live_guest(&l->now, OPT(1), STR_NULL)->present);
	struct meeting_quorum q;
	meeting_live_quorum(l->a, &l->now, 3, 2, 3, &q);
	CHECK_INT(q.n_present, 1); /* the guest has no vote */
	CHECK_INT(q.needed, 2);
	CHECK(!q.met);
	CHECK_STR(q.sentence,
		  "Có mặt 1/3 đơn vị thành viên; cần ít nhất 2 (2/3 tổng số thành viên): chưa đủ điều "
		  "kiện tiến hành.");
	CHECK_INT(ADD(.kind = MEETING_EVENT_ATTENDED, UNIT(1, "B"), .n = 1), TD_OK);
	meeting_live_quorum(l->a, &l->now, 3, 2, 3, &q);
	CHECK(q.met);
}

CASE(quorum_follows_who_comes_and_goes)
{
	with_log(come_and_go);
}

static void t14(struct log *l)
{
	struct meeting_quorum q;
	meeting_live_quorum(l->a, &l->now, 9, 2, 3, &q);
	CHECK_INT(q.needed, 6);
	meeting_live_quorum(l->a, &l->now, 10, 2, 3, &q);
	CHECK_INT(q.needed, 7);
	meeting_live_quorum(l->a, &l->now, 7, 2, 3, &q);
	CHECK_INT(q.needed, 5);
	meeting_live_quorum(l->a, &l->now, 7, 0, 0, &q);
	CHECK_INT(q.needed, 0);
	CHECK(q.met);
}

CASE(t14_two_thirds_of_9_is_6_of_10_is_7_of_7_is_5_also_as_quorum)
{
	with_log(t14);
}

static void programme(struct log *l)
{
	CHECK_INT(ADD(.kind = MEETING_EVENT_ITEM_BEGUN, .ref = 11), TD_CONFLICT); /* not opened yet */
	CHECK_INT(ADD(.kind = MEETING_EVENT_OPENED), TD_OK);
	CHECK_INT(ADD(.kind = MEETING_EVENT_OPENED), TD_CONFLICT);
	CHECK_INT(l->now.view, MEETING_VIEW_AGENDA);
	CHECK_INT(ADD(.kind = MEETING_EVENT_ITEM_BEGUN, .ref = 11), TD_OK);
	CHECK_INT(l->now.view, MEETING_VIEW_ITEM);
	CHECK_INT(ADD(.kind = MEETING_EVENT_ITEM_BEGUN, .ref = 11), TD_CONFLICT);
	CHECK_INT(ADD(.kind = MEETING_EVENT_ITEM_BEGUN, .ref = 12), TD_OK);
	CHECK_INT(l->now.item, 12);
	CHECK(l->now.items.at[0].ended_ms.set);
	CHECK_INT(ADD(.kind = MEETING_EVENT_ITEM_ENDED), TD_OK);
	CHECK_INT(ADD(.kind = MEETING_EVENT_ITEM_ENDED), TD_CONFLICT);
	CHECK_INT(ADD(.kind = MEETING_EVENT_SHOW, .n = MEETING_VIEW_ATTENDANCE), TD_OK);
	CHECK_INT(l->now.view, MEETING_VIEW_ATTENDANCE);
	CHECK_INT(ADD(.kind = MEETING_EVENT_SHOW, .n = 99), TD_INVALID);
}

CASE(one_item_runs_at_a_time)
{
	with_log(programme);
}

static void speakers(struct log *l)
{
	CHECK_INT(ADD(.kind = MEETING_EVENT_OPENED), TD_OK);
	CHECK_INT(ADD(.kind = MEETING_EVENT_SPEAKER_CALLED, UNIT(1, "A")), TD_OK); /* 2 */
	CHECK_INT(ADD(.kind = MEETING_EVENT_SPEAKER_CALLED, UNIT(2, "B")), TD_OK); /* 3 */
	CHECK_INT(ADD(.kind = MEETING_EVENT_SPEAKER_BEGAN, .ref = 9), TD_CONFLICT);
	CHECK_INT(ADD(.kind = MEETING_EVENT_SPEAKER_BEGAN, .ref = 3, .n = 300, .at_ms = 1000000), TD_OK);
	CHECK(l->now.speaking);
	CHECK(str_eq(l->now.speaker.person, S("B")));
	CHECK_INT(l->now.waiting.n, 1);
	CHECK_INT(meeting_live_left_s(&l->now, 1000000 + 100000), 200);
	CHECK_INT(meeting_live_left_s(&l->now, 1000000 + 330000), -30);
	CHECK_INT(ADD(.kind = MEETING_EVENT_SPEAKER_BEGAN, .person = S("Khách"), .at_ms = 2000000), TD_OK);
	CHECK(str_eq(l->now.speaker.person, S("Khách")));
	CHECK_INT(ADD(.kind = MEETING_EVENT_SPEAKER_DROPPED, .ref = 2, .at_ms = 2000001), TD_OK);
	CHECK_INT(l->now.waiting.n, 0);
	CHECK_INT(ADD(.kind = MEETING_EVENT_SPEAKER_ENDED, .at_ms = 2000002), TD_OK);
	CHECK_INT(ADD(.kind = MEETING_EVENT_SPEAKER_ENDED), TD_CONFLICT);
}

CASE(speakers_wait_speak_and_have_their_time)
{
	with_log(speakers);
}

static void said(struct log *l)
{
	CHECK_INT(ADD(.kind = MEETING_EVENT_OPENED), TD_OK);
	CHECK_INT(ADD(.kind = MEETING_EVENT_DECISION, .text = S("  ")), TD_INVALID);
	CHECK_INT(ADD(.kind = MEETING_EVENT_DECISION, .text = S("Thông qua giao ước")), TD_OK);
	CHECK_INT(ADD(.kind = MEETING_EVENT_OPINION, UNIT(1, "A"), .text = S("Nhất trí")), TD_OK);
	CHECK_INT(ADD(.kind = MEETING_EVENT_STRUCK, .ref = 2), TD_INVALID); /* no reason */
	CHECK_INT(ADD(.kind = MEETING_EVENT_STRUCK, .ref = 2, .text = S("Ghi nhầm")), TD_OK);
	CHECK_INT(ADD(.kind = MEETING_EVENT_STRUCK, .ref = 2, .text = S("Ghi nhầm")), TD_CONFLICT);
	CHECK_INT(l->now.said.n, 1);
	CHECK_INT(l->now.said.at[0].kind, MEETING_EVENT_OPINION);
}

CASE(what_was_said_is_struck_never_removed)
{
	with_log(said);
}

static void polls(struct log *l)
{
	CHECK_INT(ADD(.kind = MEETING_EVENT_OPENED), TD_OK);
	CHECK_INT(ADD(.kind = MEETING_EVENT_POLL_OPENED, .ref = 7, .text = S("Bầu Cụm trưởng")), TD_OK);
	CHECK_INT(l->now.view, MEETING_VIEW_POLL);
	CHECK_INT(meeting_live_last_poll(&l->now)->phase, MEETING_POLL_OPEN);
	CHECK_INT(ADD(.kind = MEETING_EVENT_CLOSED), TD_CONFLICT); /* a poll is open */
	CHECK_INT(ADD(.kind = MEETING_EVENT_POLL_CLOSED, .ref = 7), TD_OK);
	CHECK_INT(ADD(.kind = MEETING_EVENT_CLOSED), TD_CONFLICT); /* and has no result */
	CHECK_INT(ADD(.kind = MEETING_EVENT_POLL_RESULT, .ref = 7, .text = S("A trúng cử.")), TD_OK);
	CHECK(str_eq(meeting_live_poll(&l->now, 7)->question, S("Bầu Cụm trưởng")));
	CHECK(str_eq(meeting_live_poll(&l->now, 7)->sentence, S("A trúng cử.")));
	CHECK_INT(ADD(.kind = MEETING_EVENT_CLOSED), TD_OK);
	CHECK_INT(l->now.phase, MEETING_ENDED);
	CHECK_INT(ADD(.kind = MEETING_EVENT_DECISION, .text = S("x")), TD_CONFLICT);
	CHECK_INT(ADD(.kind = MEETING_EVENT_REOPENED), TD_INVALID);
	CHECK_INT(ADD(.kind = MEETING_EVENT_REOPENED, .text = S("Bấm nhầm")), TD_OK);
	CHECK_INT(l->now.phase, MEETING_OPEN);
}

CASE(a_meeting_with_an_open_poll_is_not_closed)
{
	with_log(polls);
}

static void reveal(struct log *l)
{
	CHECK_INT(ADD(.kind = MEETING_EVENT_OPENED), TD_OK);
	CHECK_INT(ADD(.kind = MEETING_EVENT_REVEAL, .n = 2), TD_CONFLICT);
	CHECK_INT(ADD(.kind = MEETING_EVENT_REVEAL, .n = 1), TD_OK);
	CHECK_INT(ADD(.kind = MEETING_EVENT_REVEAL, .n = 1), TD_CONFLICT); /* pressed twice: one place */
	CHECK_INT(ADD(.kind = MEETING_EVENT_REVEAL, .n = 2), TD_OK);
	CHECK_INT(l->now.n_revealed, 2);
	CHECK_INT(l->now.view, MEETING_VIEW_RANKING);
}

CASE(places_are_revealed_one_press_at_a_time)
{
	with_log(reveal);
}

CASE(t28_codes_have_no_0_O_1_I)
{
	struct arena *a = arena_new("meeting", 1 << 16);
	u8 seed[MEETING_CODE_LEN];
	str code;
	for (int i = 0; i < 256; i++) {
		memset(seed, i, sizeof seed);
		str c = meeting_code_of(a, seed);
		CHECK_INT(c.n, 8);
		CHECK(strpbrk(arena_fmt(a, "%.*s", STRF(c)).p, "01OI") == NULL);
		CHECK_INT(meeting_code_read(a, meeting_code_print(a, c), &code), TD_OK);
		CHECK(str_eq(code, c));
	}
	CHECK_INT(meeting_code_read(a, S(" k7qm 2xap"), &code), TD_OK);
	CHECK_STR(code, "K7QM2XAP");
	CHECK_INT(meeting_code_read(a, S("K7QM-2XA"), &code), TD_INVALID);
	CHECK_INT(meeting_code_read(a, S("K7QM-2XAPP"), &code), TD_INVALID);
	CHECK_INT(meeting_code_read(a, S("K7QM-2XA0"), &code), TD_INVALID);
	CHECK_INT(meeting_code_read(a, S("K7QM-2XAO"), &code), TD_INVALID);
	arena_free(a);
}
