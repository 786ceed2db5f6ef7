#include "jobs/year_bundle.h"

#include "bundle/bundle.h"
#include "jobs/act_vote.h"
#include "store/journal.h"
#include "store/store_file.h"
#include "store/store_meeting.h"
#include "store/store_org.h"
#include "store/store_ranking.h"
#include "store/store_scheme.h"

enum { JOURNAL_STEP = 1000 };

static td_rc take_journal(struct tx *t, struct bundle *b)
{
	chain_list some = {0};
	td_rc rc = TD_OK;
	do {
		i64 after = b->journal.n ? b->journal.at[b->journal.n - 1].seq : 0;
		rc = journal_sealed(t, b->chain, after, JOURNAL_STEP, &some);
		for (size_t i = 0; rc == TD_OK && i < some.n; i++)
			VEC_PUSH(t->a, &b->journal) = some.at[i];
	} while (rc == TD_OK && some.n == JOURNAL_STEP);
	return rc;
}

static td_rc take_scheme(struct tx *t, struct bundle *b, const struct sha256 *hash)
{
	for (size_t i = 0; i < b->schemes.n; i++)
		if (bytes_same(b->schemes.at[i].hash.b, hash->b, SHA256_LEN))
			return TD_OK;
	struct bundle_scheme *s = &VEC_PUSH(t->a, &b->schemes);
	s->hash = *hash;
	return store_scheme_body_of(t, hash, &s->json);
}

static td_rc take_ranking(struct tx *t, struct bundle *b, const struct ranking *r)
{
	ranking_row_list rows = {0};
	struct bundle_ranking *to = &VEC_PUSH(t->a, &b->rankings);
	to->version = r->version;
	to->state = str_c(ranking_state_code(r->state));
	to->stage = r->stage;
	to->scheme = r->scheme_hash;
	to->figures = r->input_json;
	td_rc rc = store_ranking_rows(t, r->id, &rows);
	for (size_t i = 0; rc == TD_OK && i < rows.n; i++) {
		const struct ranking_row *x = &rows.at[i];
		VEC_PUSH(t->a, &to->rows) = (struct bundle_row){.unit = x->unit_code,
								.rank = x->rank,
								.ordinal = x->ordinal,
								.total_c = x->total_c,
								.raw_c = x->raw_c,
								.applicable_c = x->applicable_c,
								.base_c = x->base_c,
								.bonus_c = x->bonus_c,
								.penalty_c = x->penalty_c,
								.class_code = x->class_code,
								.tie_text = x->tie_text,
								.excluded = x->excluded};
	}
	return rc == TD_OK ? take_scheme(t, b, &r->scheme_hash) : rc;
}

static td_rc take_rankings(struct tx *t, cluster_year_id year, struct bundle *b)
{
	ranking_list all = {0};
	td_rc rc = store_ranking_whole(t, year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		rc = take_ranking(t, b, &all.at[i]);
	return rc;
}

static td_rc take_poll(struct tx *t, struct bundle *b, const struct ballot *ballot)
{
	ballot_candidate_list list = {0};
	if (ballot->state == POLL_DRAFT)
		return TD_OK; /* nothing was counted yet */
	td_rc rc = store_ballot_candidates(t, ballot->id, &list);
	if (rc != TD_OK)
		return rc;
	struct bundle_poll *to = &VEC_PUSH(t->a, &b->polls);
	to->id = ballot->id.v;
	to->state = ballot->state == POLL_ANNOUNCED ? S("announced") : S("counted");
	store_ballot_poll(t->a, ballot, &list, &to->poll);
	to->elected = store_ballot_elected(t->a, &list);
	return TD_OK;
}

static td_rc take_polls(struct tx *t, cluster_year_id year, struct bundle *b)
{
	ballot_list all = {0};
	td_rc rc = store_ballot_list(t, year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		rc = take_poll(t, b, &all.at[i]);
	return rc;
}

/* Closed urns: an open one shows nothing. */
static td_rc take_votes(struct tx *t, cluster_year_id year, struct bundle *b)
{
	vote_list all = {0};
	td_rc rc = store_vote_list(t, year, &all);
	for (size_t i = all.n; rc == TD_OK && i-- > 0;) {
		const struct vote *v = &all.at[i];
		if (v->phase < VOTE_CLOSED || v->phase == VOTE_CANCELLED)
			continue;
		struct bundle_vote *to = &VEC_PUSH(t->a, &b->votes);
		to->poll = v->poll.v;
		to->uuid = v->uuid;
		rc = act_vote_bytes(t, v, &to->archive);
	}
	return rc;
}

static td_rc take_papers(struct tx *t, cluster_year_id year, struct bundle *b)
{
	paper_hash_list all = {0};
	td_rc rc = store_paper_hashes(t, year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		const struct paper_hash *p = &all.at[i];
		VEC_PUSH(t->a, &b->papers) = (struct bundle_paper){
		    .id = p->paper.id.v,
		    .kind = p->paper.kind,
		    .title = p->paper.title,
		    .file = p->paper.file_name,
		    .code = p->paper.check_code,
		    .sha256 = hex_of(t->a, p->hash.b, SHA256_LEN),
		    .pdf_sha256 = p->has_pdf ? hex_of(t->a, p->pdf_hash.b, SHA256_LEN) : STR_NULL,
		    .replaced_by = p->paper.replaced_by.set ? p->paper.replaced_by.v : 0};
	}
	return rc;
}

static td_rc take(struct tx *t, cluster_year_id year, struct bundle *b)
{
	struct cluster_year y;
	td_rc rc = store_cluster_year_get(t, year, &y);
	if (rc != TD_OK)
		return rc;
	b->cluster = y.cluster_code;
	b->cluster_name = y.cluster_name;
	b->year = y.year;
	b->chain = year.v;
	rc = take_journal(t, b);
	if (rc == TD_OK)
		rc = take_rankings(t, year, b);
	if (rc == TD_OK)
		rc = take_polls(t, year, b);
	if (rc == TD_OK)
		rc = take_votes(t, year, b);
	return rc == TD_OK ? take_papers(t, year, b) : rc;
}

/* A bundle that its own reader refuses, or finds wrong, is not given to anybody. */
static td_rc check(struct tx *t, str zip)
{
	struct bundle again;
	struct bundle_counts counts;
	td_rc rc = bundle_read(t->a, zip, t->e, &again);
	again.votes.n = 0; /* each ballot was verified when it came, each factor when it was given */
	if (rc == TD_OK)
		rc = bundle_check(t->a, &again, t->e, &counts);
	return rc == TD_INVALID ? TD_CORRUPT : rc;
}

td_rc year_bundle(struct tx *t, cluster_year_id year, str *zip)
{
	struct bundle *b = NEW(t->a, struct bundle);
	td_rc rc = take(t, year, b);
	if (rc == TD_OK)
		rc = bundle_write(t->a, b, zip);
	return rc == TD_OK ? check(t, *zip) : rc;
}

str year_bundle_name(struct arena *a, str cluster, i64 year)
{
	return arena_fmt(a, "goi-%lld-%.*s.zip", (long long)year, STRF(cluster));
}
