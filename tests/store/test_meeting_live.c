/* A meeting while it runs through the acts, on both engines: programme, codes, who comes and goes, what is recorded. */
#include "jobs/act_journal.h"
#include "jobs/act_meeting.h"
#include "jobs/act_meeting_live.h"
#include "tests/lib/fixture.h"

struct place {
	struct fixture_year y;
	struct meeting m;
	attendance_list who;
	meeting_item_list items;
	meeting_code_list codes;
	struct act_meeting k;
	struct meeting_event x;
	struct meeting_rule rule;
	struct meeting_code code;
	struct opt_i64 poll_meeting;
	str typed;
	bool again;
};

#define TX(name) static td_rc name(struct tx *t, void *ctx)

TX(save)
{
	struct place *p = ctx;
	return act_meeting_save(t, &p->m, &p->who);
}

TX(look)
{
	struct place *p = ctx;
	td_rc rc = act_meeting_of_year(t, p->y.year.id, &p->k);
	if (rc == TD_OK)
		rc = store_attendance_list(t, p->k.m.id, &p->who);
	if (rc == TD_OK)
		rc = store_meeting_code_list(t, p->k.m.id, &p->codes);
	return rc;
}

TX(event)
{
	struct place *p = ctx;
	struct meeting_event x = p->x;
	return act_meeting_event(t, p->m.id, &x);
}

TX(event_of_poll)
{
	struct place *p = ctx;
	return act_meeting_poll(t, p->poll_meeting, p->x.kind, (poll_id){p->x.ref}, p->x.text);
}

TX(items)
{
	struct place *p = ctx;
	return act_meeting_items(t, p->m.id, &p->items);
}

TX(rule)
{
	struct place *p = ctx;
	p->rule.meeting = p->m.id;
	return act_meeting_rule(t, &p->rule);
}

TX(codes)
{
	struct place *p = ctx;
	return act_meeting_codes(t, p->m.id, p->again, OPT_NONE);
}

TX(sign_in)
{
	struct place *p = ctx;
	return act_meeting_sign_in(t, p->typed, S("Trần Thị B"), true);
}

static struct place begin(struct fixture *f)
{
	struct place p = {.poll_meeting = OPT_NONE};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	p.m = (struct meeting){.year = p.y.year.id,
			       .kind = MEETING_YEAR_END,
			       .place = S("Hội trường A"),
			       .chair_name = S("Nguyễn Văn A")};
	for (int i = 0; i < 3; i++)
		VEC_PUSH(f->a, &p.who) = (struct attendance){.unit = OPT(p.y.units[i].id.v),
							     .person_name = S("Nguyễn Văn A"),
							     .presence = PRESENCE_ABSENT};
	CHECK_INT(fixture_write(f, save, &p), TD_OK);
	return p;
}

static td_rc happens(struct fixture *f, struct place *p, struct meeting_event x)
{
	p->x = x;
	td_rc rc = fixture_write(f, event, p);
	CHECK_INT(fixture_read(f, look, p), TD_OK);
	return rc;
}
#define HAPPENS(...) happens(f, &p, (struct meeting_event){__VA_ARGS__})

CASE_DB(events_are_added_and_folded_again)
{
	struct place p = begin(f);
	CHECK_INT(HAPPENS(.kind = MEETING_EVENT_DECISION, .text = S("x")), TD_CONFLICT);
	CHECK_INT(HAPPENS(.kind = MEETING_EVENT_ATTENDED, .unit = OPT(p.y.units[0].id.v),
			  .person = S(" Lê Văn C ")),
		  TD_OK);
	CHECK_INT(HAPPENS(.kind = MEETING_EVENT_OPENED), TD_OK);
	CHECK_INT(HAPPENS(.kind = MEETING_EVENT_ATTENDED, .unit = OPT(99999), .person = S("Ai")), TD_INVALID);
	CHECK_INT(HAPPENS(.kind = MEETING_EVENT_DECISION, .text = S("Thông qua")), TD_OK);
	CHECK_INT(p.k.events.n, 3);
	CHECK_INT(p.k.now.phase, MEETING_OPEN);
	CHECK_INT(p.k.quorum.n_present, 1);
	CHECK(str_eq(p.k.now.guests.at[0].person, S("Lê Văn C")));
	CHECK_INT(p.who.at[0].presence, PRESENCE_PRESENT); /* and the roll says so */
	CHECK(str_eq(p.who.at[0].person_name, S("Lê Văn C")));
	CHECK_INT(HAPPENS(.kind = MEETING_EVENT_LEFT, .unit = OPT(p.y.units[0].id.v)), TD_OK);
	CHECK_INT(p.who.at[0].presence, PRESENCE_PRESENT); /* who left early was there */
	CHECK_INT(p.k.quorum.n_present, 0);
	CHECK(str_eq(p.k.events.at[3].person, S("Lê Văn C")));
	CHECK(!fixture_behind(f, "UPDATE meeting_event SET body = 'khác' WHERE ordinal = 3"));
	CHECK(!fixture_behind(f, "DELETE FROM meeting_event WHERE ordinal = 3"));
}

CASE_DB(the_roll_written_anew_keeps_its_rows)
{
	struct place p = begin(f);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	i64 second = p.who.at[1].id, third = p.who.at[2].id;
	p.who.at[0] = p.who.at[2];
	p.who.n = 2;
	p.m.rev = 1;
	CHECK_INT(fixture_write(f, save, &p), TD_OK);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK_INT(p.who.n, 2);
	CHECK_INT(p.who.at[0].id, third);
	CHECK_INT(p.who.at[1].id, second);
}

CASE_DB(lines_that_began_stay_in_the_programme)
{
	struct place p = begin(f);
	VEC_PUSH(f->a, &p.items) = (struct meeting_item){.title = S("Báo cáo tổng kết"), .minutes = 20};
	VEC_PUSH(f->a, &p.items) =
	    (struct meeting_item){.title = S("Thảo luận"), .unit = OPT(p.y.units[1].id.v)};
	CHECK_INT(fixture_write(f, items, &p), TD_OK);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	i64 report = p.k.items.at[0].id;
	CHECK(str_eq(p.k.items.at[1].unit_code, p.y.units[1].code));
	CHECK_INT(HAPPENS(.kind = MEETING_EVENT_OPENED), TD_OK);
	CHECK_INT(HAPPENS(.kind = MEETING_EVENT_ITEM_BEGUN, .ref = report + 100), TD_INVALID);
	CHECK_INT(HAPPENS(.kind = MEETING_EVENT_ITEM_BEGUN, .ref = report), TD_OK);
	p.items.at[0] = p.k.items.at[1]; /* the second alone */
	p.items.n = 1;
	CHECK_INT(fixture_write(f, items, &p), TD_INVALID);
	p.items.n = 0;
	VEC_PUSH(f->a, &p.items) = p.k.items.at[1];
	VEC_PUSH(f->a, &p.items) = p.k.items.at[0];
	VEC_PUSH(f->a, &p.items) = (struct meeting_item){.title = S("Bầu cử")};
	CHECK_INT(fixture_write(f, items, &p), TD_OK);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK_INT(p.k.items.n, 3);
	CHECK_INT(p.k.items.at[1].id, report);
	p.items.at[2].title = S(" ");
	CHECK_INT(fixture_write(f, items, &p), TD_INVALID);
}

CASE_DB(t28_a_delegate_signs_in_with_his_code)
{
	struct place p = begin(f);
	CHECK_INT(fixture_write(f, codes, &p), TD_OK);
	CHECK_INT(fixture_write(f, codes, &p), TD_OK); /* who has one keeps it */
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK_INT(p.codes.n, 3);
	p.typed = p.codes.at[1].code;
	CHECK_INT(fixture_write(f, sign_in, &p), TD_OK);
	CHECK_INT(fixture_write(f, sign_in, &p), TD_CONFLICT); /* he is there already */
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK(p.codes.at[1].used_at_ms.set);
	CHECK(p.k.now.guests.at[0].proxy);
	CHECK_INT(p.who.at[1].presence, PRESENCE_PROXY);
	str old = p.codes.at[0].code;
	p.again = true;
	CHECK_INT(fixture_write(f, codes, &p), TD_OK);
	p.typed = old;
	CHECK_INT(fixture_write(f, sign_in, &p), TD_NOT_FOUND);
}

CASE_DB(a_poll_is_recorded_only_while_the_meeting_runs)
{
	struct place p = begin(f);
	p.x =
	    (struct meeting_event){.kind = MEETING_EVENT_POLL_OPENED, .ref = 1, .text = S("Bầu Cụm trưởng")};
	CHECK_INT(fixture_write(f, event_of_poll, &p), TD_OK); /* of no meeting */
	p.poll_meeting = OPT(p.m.id.v);
	CHECK_INT(fixture_write(f, event_of_poll, &p), TD_OK); /* not opened yet */
	CHECK_INT(HAPPENS(.kind = MEETING_EVENT_OPENED), TD_OK);
	CHECK_INT(p.k.now.polls.n, 0);
	p.x =
	    (struct meeting_event){.kind = MEETING_EVENT_POLL_OPENED, .ref = 1, .text = S("Bầu Cụm trưởng")};
	CHECK_INT(fixture_write(f, event_of_poll, &p), TD_OK);
	CHECK_INT(HAPPENS(.kind = MEETING_EVENT_CLOSED), TD_CONFLICT);
	p.x = (struct meeting_event){.kind = MEETING_EVENT_POLL_RESULT, .ref = 1, .text = S("A trúng cử.")};
	CHECK_INT(fixture_write(f, event_of_poll, &p), TD_OK);
	CHECK_INT(HAPPENS(.kind = MEETING_EVENT_CLOSED), TD_OK);
	CHECK_INT(p.k.now.phase, MEETING_ENDED);
}

CASE_DB(how_a_meeting_is_run_is_data)
{
	struct place p = begin(f);
	p.rule = (struct meeting_rule){.quorum_num = 3, .quorum_den = 2};
	CHECK_INT(fixture_write(f, rule, &p), TD_INVALID);
	p.rule = (struct meeting_rule){.quorum_num = 2, .quorum_den = 3, .speak_s = 300};
	CHECK_INT(fixture_write(f, rule, &p), TD_OK);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK_INT(p.k.quorum.needed, 2);
	CHECK_INT(p.k.rule.rev, 1);
	p.rule.rev = 7;
	CHECK_INT(fixture_write(f, rule, &p), TD_STALE);
	p.rule.rev = 0;
	CHECK_INT(fixture_write(f, rule, &p), TD_STALE);
	CHECK_INT(HAPPENS(.kind = MEETING_EVENT_OPENED), TD_OK);
	CHECK_INT(HAPPENS(.kind = MEETING_EVENT_REVEAL, .n = 1), TD_CONFLICT); /* nothing is sealed yet */
}
