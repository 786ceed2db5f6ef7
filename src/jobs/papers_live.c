/* The fields of a paper that come from what was recorded while the meeting ran. */
#include "jobs/papers_part.h"

struct opt_i64 papers_began(const struct paper_facts *f)
{
	return f->live && f->live->now.opened_ms.set ? f->live->now.opened_ms : f->meeting.start_at_ms;
}

struct opt_i64 papers_ended(const struct paper_facts *f)
{
	return f->live && f->live->now.closed_ms.set ? f->live->now.closed_ms : f->meeting.end_at_ms;
}

/* The programme, else the lines that were typed as the agenda. */
struct value *papers_items(struct arena *a, const struct paper_facts *f)
{
	struct value *list = value_list(a);
	if (f->live == NULL || f->live->items.n == 0)
		return papers_lines(a, f->meeting.agenda);
	for (size_t i = 0; i < f->live->items.n; i++)
		value_add(a, list, value_text(a, f->live->items.at[i].title));
	return list;
}

static void put_item(struct arena *a, struct value *list, str clock, str title, str who)
{
	struct value *v = value_add(a, list, value_map(a));
	value_put_text(a, v, "giờ", clock);
	value_put_text(a, v, "tên", title);
	value_put_text(a, v, "người", who);
}

struct value *papers_programme(struct arena *a, const struct paper_facts *f)
{
	struct value *list = value_list(a);
	str rest = f->meeting.agenda, line;
	for (size_t i = 0; f->live && i < f->live->items.n; i++) {
		const struct meeting_item *x = &f->live->items.at[i];
		i64 m = x->starts_min.v;
		str clock = S(""), name = x->speaker.n ? x->speaker : x->unit_name;
		if (x->starts_min.set)
			clock = arena_fmt(a, "%02d giờ %02d", (int)(m / 60), (int)(m % 60));
		put_item(a, list, clock, x->title, name.n ? name : S(""));
	}
	bool typed = list->items.n == 0;
	while (typed && rest.p && str_split(&rest, '\n', &line))
		if (str_trim(line).n)
			put_item(a, list, S(""), str_trim(line), S(""));
	return list;
}

static str unit_name(const struct paper_facts *f, struct opt_i64 unit)
{
	for (size_t i = 0; unit.set && i < f->live->members.n; i++)
		if (f->live->members.at[i].unit.v == unit.v)
			return f->live->members.at[i].unit_name;
	return S("");
}

/* "Cục Thuế (Nguyễn Văn A)". */
static str who(struct arena *a, const struct paper_facts *f, const struct meeting_event *x)
{
	str unit = unit_name(f, x->unit);
	if (unit.n && x->person.n)
		return arena_fmt(a, "%.*s (%.*s)", STRF(unit), STRF(x->person));
	return unit.n ? unit : x->person;
}

static const char *what_came(const struct meeting_event *x, const struct meeting_guest *before)
{
	if (x->kind == MEETING_EVENT_LEFT)
		return "rời hội nghị";
	if (before == NULL)
		return "đến dự";
	return before->present ? "thay người dự" : "trở lại dự";
}

/* Who came or left after the opening, in the order in which it happened. */
static struct value *comings(struct arena *a, const struct paper_facts *f)
{
	struct value *list = value_list(a);
	struct meeting_now now;
	for (size_t i = 0; i < f->live->events.n; i++) {
		const struct meeting_event *x = &f->live->events.at[i];
		if (x->kind != MEETING_EVENT_ATTENDED && x->kind != MEETING_EVENT_LEFT)
			continue;
		meeting_live_fold(a, f->live->events.at, i, &now);
		if (now.phase != MEETING_OPEN)
			continue;
		str clock = papers_clock(a, OPT(x->at_ms)), name = who(a, f, x);
		const char *what = what_came(x, meeting_live_guest(&now, x->unit, x->person));
		value_add(a, list,
			  value_text(a, arena_fmt(a, "%.*s: %.*s %s.", STRF(clock), STRF(name), what)));
	}
	return list;
}

/* The quorum when the meeting was opened; NULL: no least number is set, or it was never opened. */
static str quorum(struct arena *a, const struct paper_facts *f)
{
	struct meeting_quorum q;
	return act_meeting_at_opening(a, f->live, &q) && q.needed ? q.sentence : STR_NULL;
}

/* In the order in which they were recorded; opinions stand behind those that were typed. */
static void put_said(struct arena *a, struct value *opinions, struct value *decisions,
		     const struct paper_facts *f)
{
	for (size_t i = 0; i < f->live->now.said.n; i++) {
		const struct meeting_event *x = &f->live->now.said.at[i];
		str from = who(a, f, x), text = x->text;
		if (x->kind != MEETING_EVENT_DECISION && from.n)
			text = arena_fmt(a, "%.*s: %.*s", STRF(from), STRF(x->text));
		value_add(a, x->kind == MEETING_EVENT_DECISION ? decisions : opinions, value_text(a, text));
	}
}

/* "Thông qua Giao ước năm 2020: biểu quyết giơ tay, 8/8 đồng ý. Đạt." */
static void put_resolutions(struct arena *a, struct value *decisions, const struct paper_facts *f)
{
	for (size_t i = 0; i < f->ballots.n; i++) {
		const struct paper_ballot *b = &f->ballots.at[i];
		if (b->ballot.kind != POLL_RESOLUTION || b->ballot.state == POLL_DRAFT ||
		    b->poll.n_candidates == 0)
			continue;
		const struct poll_row *row = &b->result.rows[0];
		value_add(
		    a, decisions,
		    value_text(a, arena_fmt(a, "%.*s: %s, %lld/%lld đồng ý. %s.", STRF(b->ballot.question),
					    papers_method(b->ballot.method), (long long)row->yes,
					    (long long)row->base, poll_verdict_name(row->verdict))));
	}
}

void papers_put_live(struct arena *a, struct value *h, struct value *opinions, const struct paper_facts *f)
{
	struct value *decisions = value_list(a);
	put_resolutions(a, decisions, f);
	if (f->live)
		put_said(a, opinions, decisions, f);
	papers_put(a, h, "túc số", f->live ? quorum(a, f) : STR_NULL);
	value_put(a, h, S("đến và về"), f->live ? comings(a, f) : value_list(a));
	value_put(a, h, S("quyết định"), decisions);
}
