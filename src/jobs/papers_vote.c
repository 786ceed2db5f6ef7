/* Fields of the papers of a poll: the minutes of its count, its ballot papers. */
#include "jobs/papers_part.h"

enum { SLIPS_MAX = 200 };

static const struct paper_ballot *poll_of(const struct paper_facts *f)
{
	i64 id;
	if (str_i64(f->of.subject, &id) != TD_OK)
		return NULL;
	for (size_t i = 0; i < f->ballots.n; i++)
		if (f->ballots.at[i].ballot.id.v == id)
			return &f->ballots.at[i];
	return NULL;
}

static void put_meeting(struct arena *a, struct value *v, const struct paper_facts *f)
{
	const struct meeting *m = &f->meeting;
	struct value *h = value_put(a, v, S("hội nghị"), value_map(a));
	papers_put(a, h, "địa điểm", m->place);
	value_put(a, h, S("ngày"),
		  m->start_at_ms.set ? value_day(a, day_of_ms(m->start_at_ms.v)) : value_null(a));
	struct value *chair = value_put(a, v, S("chủ tọa"), value_map(a));
	papers_put(a, chair, "tên", m->chair_name);
}

void papers_put_count(struct arena *a, struct value *v, const struct paper_facts *f)
{
	const struct paper_ballot *b = poll_of(f);
	put_meeting(a, v, f);
	papers_put_board(a, v, f);
	if (b)
		value_put(a, v, S("phiếu"), papers_ballot(a, f, NULL, b));
}

/* As many slips as there are voters, those who write their opinion not among them; one at least to look at. */
static i64 n_slips(const struct paper_facts *f, const struct ballot *b)
{
	i64 n = b->n_issued ? b->n_issued : b->n_present ? b->n_present : (i64)f->sy.members.n;
	return n < 1 ? 1 : n > SLIPS_MAX ? SLIPS_MAX : n;
}

void papers_put_slips(struct arena *a, struct value *v, const struct paper_facts *f)
{
	const struct paper_ballot *b = poll_of(f);
	put_meeting(a, v, f);
	if (b == NULL)
		return;
	value_put_text(a, v, "nội dung", b->ballot.question);
	value_put(a, v, S("được bầu"), b->ballot.n_seats ? value_int(a, b->ballot.n_seats) : value_null(a));
	value_put(a, v, S("đồng ý nhiều nhất"),
		  b->ballot.max_yes ? value_int(a, b->ballot.max_yes) : value_null(a));
	struct value *names = value_put(a, v, S("ứng viên"), value_list(a));
	for (size_t i = 0; i < b->candidates.n; i++)
		if (!b->candidates.at[i].withdrawn)
			value_put_text(a, value_add(a, names, value_map(a)), "tên",
				       b->candidates.at[i].label);
	struct value *slips = value_put(a, v, S("phiếu"), value_list(a));
	for (i64 i = n_slips(f, &b->ballot); i > 0; i--)
		value_put_text(a, value_add(a, slips, value_map(a)), "tên phiếu",
			       b->ballot.kind == POLL_NOMINATION ? S("PHIẾU SUY TÔN") : S("PHIẾU BẦU"));
}
