/* Which papers of a kind a year has. */
#include "jobs/papers_part.h"

static void put(struct arena *a, paper_subject_list *out, str subject, str name)
{
	VEC_PUSH(a, out) = (struct paper_subject){subject, name, STR_NULL};
}

static str number(struct arena *a, const char *before, i64 id)
{
	return arena_fmt(a, "%s%lld", before, (long long)id);
}

static void list_units(struct arena *a, const struct paper_facts *f, paper_subject_list *out)
{
	for (size_t i = 0; i < f->sy.members.n; i++)
		put(a, out, f->sy.members.at[i].unit_code, f->sy.members.at[i].unit_name);
}

/* Ballot papers are printed for what is voted on by paper, counted or not. */
static void list_polls(struct arena *a, const struct paper_facts *f, bool papers, paper_subject_list *out)
{
	for (size_t i = 0; i < f->ballots.n; i++) {
		const struct ballot *b = &f->ballots.at[i].ballot;
		if (papers ? b->method == POLL_PAPER : b->state != POLL_DRAFT)
			put(a, out, number(a, "", b->id.v), b->question);
	}
}

static const struct campaign *campaign_of(const struct plan_facts *p, i64 id)
{
	for (size_t i = 0; i < p->campaigns.n; i++)
		if (p->campaigns.at[i].id == id && !p->campaigns.at[i].withdrawn_at_ms.set)
			return &p->campaigns.at[i];
	return NULL;
}

static void list_phases(struct arena *a, const struct paper_facts *f, paper_subject_list *out)
{
	for (size_t i = 0; i < f->plan->phases.n; i++) {
		const struct campaign_phase *p = &f->plan->phases.at[i];
		const struct campaign *c = campaign_of(f->plan, p->campaign_id);
		if (c)
			put(a, out, number(a, "", p->id),
			    arena_fmt(a, "%.*s, phong trào “%.*s”", STRF(p->name), STRF(c->name)));
	}
}

static void list_people(struct arena *a, const struct paper_facts *f, paper_subject_list *out)
{
	const struct paper_registration *u = f->units;
	for (size_t i = 0; i < u->awards.n; i++) {
		const struct registered_award *g = &u->awards.at[i];
		if (g->list == AWARD_INITIATIVE || g->holder != HOLDER_PERSON)
			continue;
		const struct award_kind *k = awards_find(&u->known, g->list, g->award_code);
		VEC_PUSH(a, out) =
		    (struct paper_subject){number(a, "", g->id), g->name, k ? k->name : g->award_code};
	}
	for (size_t i = 0; i < u->exemplars.n; i++) {
		const struct exemplar *x = &u->exemplars.at[i];
		if (!x->collective && x->chosen)
			VEC_PUSH(a, out) =
			    (struct paper_subject){number(a, "dh-", x->id), x->name, x->unit_name};
	}
}

void papers_list_subjects(struct arena *a, enum paper_kind k, const struct paper_facts *f,
			  paper_subject_list *out)
{
	switch (paper_kind_of(k)) {
	case PAPER_OF_UNIT:
		list_units(a, f, out);
		break;
	case PAPER_OF_POLL:
		list_polls(a, f, false, out);
		break;
	case PAPER_OF_BALLOT:
		list_polls(a, f, true, out);
		break;
	case PAPER_OF_PHASE:
		list_phases(a, f, out);
		break;
	case PAPER_OF_PERSON:
		list_people(a, f, out);
		break;
	case PAPER_OF_YEAR:
	case PAPER_OF__N:
		break;
	}
}
