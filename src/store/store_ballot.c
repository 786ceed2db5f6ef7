/* Ballots and their candidates: the rest of store_meeting.h. */
#include "store/q_meeting.h"
#include "store/store_meeting.h"
#include "store/util.h"

static const struct store_word kinds[POLL_KIND__N] = {
    [POLL_NOMINATION] = {"nomination", N_("Suy tôn")},
    [POLL_HEAD] = {"head", N_("Bầu đơn vị trưởng")},
    [POLL_DEPUTY] = {"deputy", N_("Bầu đơn vị phó")},
    [POLL_RESOLUTION] = {"resolution", N_("Biểu quyết nghị quyết")},
};

static const struct store_word methods[POLL_METHOD__N] = {
    [POLL_PAPER] = {"paper", N_("Bỏ phiếu kín")},
    [POLL_SHOW_OF_HANDS] = {"show_of_hands", N_("Biểu quyết giơ tay")},
    [POLL_WRITTEN] = {"written", N_("Lấy ý kiến bằng văn bản")},
};

static const struct store_word states[POLL_STATE__N] = {
    [POLL_DRAFT] = {"draft", NULL},
    [POLL_COUNTED] = {"counted", NULL},
    [POLL_ANNOUNCED] = {"announced", NULL},
};

const char *poll_kind_code(enum poll_kind k)
{
	return kinds[k].code;
}

const char *poll_kind_name(enum poll_kind k)
{
	return kinds[k].name;
}

const char *poll_method_code(enum poll_method m)
{
	return methods[m].code;
}

const char *poll_method_name(enum poll_method m)
{
	return methods[m].name;
}

static struct ballot ballot_of(const struct q_ballot *r)
{
	struct ballot b = {
	    .id = {r->id},
	    .year = {r->cluster_year_id},
	    .meeting = r->meeting_id,
	    .kind = (enum poll_kind)store_word_find(kinds, POLL_KIND__N, r->kind),
	    .method = (enum poll_method)store_word_find(methods, POLL_METHOD__N, r->method),
	    .question = r->question,
	    .title_code = r->title_code,
	    .n_seats = r->n_seats,
	    .threshold_num = r->threshold_num,
	    .threshold_den = r->threshold_den,
	    .threshold_strict = r->threshold_strict != 0,
	    .n_members = r->n_members,
	    .n_present = r->n_present,
	    .n_issued = r->n_issued,
	    .n_returned = r->n_returned,
	    .n_not_returned = r->n_not_returned,
	    .n_valid = r->n_valid,
	    .n_invalid = r->n_invalid,
	    .n_written = r->n_written,
	    .max_yes = r->max_yes,
	    .has_quorum = r->has_quorum != 0,
	    .quorum_num = r->quorum_num,
	    .quorum_den = r->quorum_den,
	    .quorum_counts_written = r->quorum_counts_written != 0,
	    .state = (enum poll_state)store_word_find(states, POLL_STATE__N, r->state),
	    .rev = r->rev,
	};
	if (poll_base_parse(r->base, &b.base) != TD_OK)
		b.base = POLL_BASE_MEMBERS; /* CHECK allows no other */
	return b;
}

static struct q_ballot_values values_of(const struct ballot *p)
{
	return (struct q_ballot_values){
	    .meeting_id = p->meeting,
	    .kind = str_c(kinds[p->kind].code),
	    .method = str_c(methods[p->method].code),
	    .question = p->question,
	    .title_code = p->title_code,
	    .n_seats = p->n_seats,
	    .max_yes = p->max_yes,
	    .threshold_num = p->threshold_num,
	    .threshold_den = p->threshold_den,
	    .threshold_strict = p->threshold_strict,
	    .base = str_c(poll_base_code(p->base)),
	    .has_quorum = p->has_quorum,
	    .quorum_num = p->quorum_num,
	    .quorum_den = p->quorum_den,
	    .quorum_counts_written = p->quorum_counts_written,
	    .n_members = p->n_members,
	    .n_present = p->n_present,
	    .n_issued = p->n_issued,
	    .n_returned = p->n_returned,
	    .n_not_returned = p->n_not_returned,
	    .n_valid = p->n_valid,
	    .n_invalid = p->n_invalid,
	    .n_written = p->n_written,
	    .state = str_c(states[p->state].code),
	};
}

td_rc store_ballot_add(struct tx *t, struct ballot *p)
{
	struct q_ballot_values values = values_of(p);
	struct q_ballot_add_row row;
	td_rc rc = q_ballot_add(t, p->year.v, &values, &row);
	if (rc == TD_OK) {
		p->id.v = row.id;
		p->rev = 1;
	}
	return store_wrote(t, rc, p->year.v, NULL);
}

td_rc store_ballot_save(struct tx *t, struct ballot *p)
{
	struct q_ballot_values values = values_of(p);
	i64 n;
	td_rc rc = q_ballot_save(t, p->id.v, p->rev, &values, &n);
	return store_saved(t, rc, n, &p->rev, p->year.v, NULL);
}

td_rc store_ballot_get(struct tx *t, poll_id id, struct ballot *out)
{
	struct q_ballot row;
	td_rc rc = q_ballot_get(t, id.v, &row);
	if (rc == TD_OK)
		*out = ballot_of(&row);
	return rc;
}

td_rc store_ballot_list(struct tx *t, cluster_year_id year, ballot_list *out)
{
	struct db_rows r;
	struct q_ballot row;
	*out = (ballot_list){0};
	q_ballot_list(t, &r, year.v);
	while (q_ballot_list_next(&r, &row))
		VEC_PUSH(t->a, out) = ballot_of(&row);
	return db_rows_end(&r);
}

td_rc store_ballot_run_list(struct tx *t, cluster_year_id year, ballot_list *out)
{
	struct db_rows r;
	struct q_ballot row;
	*out = (ballot_list){0};
	q_ballot_run_list(t, &r, year.v);
	while (q_ballot_run_list_next(&r, &row))
		VEC_PUSH(t->a, out) = ballot_of(&row);
	return db_rows_end(&r);
}

/* Candidates ----------------------------------------------------------------------------------------------------- */

static td_rc candidate_add(struct tx *t, poll_id id, i64 ordinal, struct ballot_candidate *c)
{
	struct q_candidate_add_row row;
	c->poll = id;
	c->ordinal = ordinal;
	td_rc rc = q_candidate_add(t,
				   &(struct q_candidate_add_args){.poll_id = id.v,
								  .ordinal = ordinal,
								  .unit_id = c->unit,
								  .label = c->label,
								  .n_yes = c->n_yes,
								  .n_no = c->n_no,
								  .n_blank = c->n_blank,
								  .written_yes = c->written_yes,
								  .written_no = c->written_no,
								  .written_blank = c->written_blank,
								  .withdrawn = c->withdrawn,
								  .result = c->result},
				   &row);
	if (rc == TD_OK)
		c->id = row.id;
	return rc;
}

td_rc store_ballot_candidates_set(struct tx *t, poll_id id, ballot_candidate_list *list)
{
	struct q_ballot_year_row year;
	td_rc rc = q_ballot_year(t, id.v, &year);
	if (rc == TD_OK)
		rc = q_candidate_clear(t, id.v, NULL);
	for (size_t i = 0; rc == TD_OK && i < list->n; i++)
		rc = candidate_add(t, id, (i64)i + 1, &list->at[i]);
	return rc == TD_OK ? db_bump(t, year.cluster_year_id) : rc;
}

static struct ballot_candidate candidate_of(const struct q_candidate *row)
{
	return (struct ballot_candidate){
	    .id = row->id,
	    .poll = {row->poll_id},
	    .ordinal = row->ordinal,
	    .unit = row->unit_id,
	    .label = row->label,
	    .n_yes = row->n_yes,
	    .n_no = row->n_no,
	    .n_blank = row->n_blank,
	    .written_yes = row->written_yes,
	    .written_no = row->written_no,
	    .written_blank = row->written_blank,
	    .withdrawn = row->withdrawn != 0,
	    .result = row->result,
	};
}

td_rc store_ballot_candidates(struct tx *t, poll_id id, ballot_candidate_list *out)
{
	struct db_rows r;
	struct q_candidate row;
	*out = (ballot_candidate_list){0};
	q_candidate_list(t, &r, id.v);
	while (q_candidate_list_next(&r, &row))
		VEC_PUSH(t->a, out) = candidate_of(&row);
	return db_rows_end(&r);
}

td_rc store_ballot_candidates_of_year(struct tx *t, cluster_year_id year, ballot_candidate_list *out)
{
	struct db_rows r;
	struct q_candidate row;
	*out = (ballot_candidate_list){0};
	q_candidate_list_of_year(t, &r, year.v);
	while (q_candidate_list_of_year_next(&r, &row))
		VEC_PUSH(t->a, out) = candidate_of(&row);
	return db_rows_end(&r);
}

void store_ballot_poll(struct arena *a, const struct ballot *b, const ballot_candidate_list *list,
		       struct poll *out)
{
	struct poll_candidate *c = NEW_N(a, struct poll_candidate, list->n);
	for (size_t i = 0; i < list->n; i++) {
		const struct ballot_candidate *x = &list->at[i];
		c[i] = (struct poll_candidate){x->label,       x->n_yes,      x->n_no,          x->n_blank,
					       x->written_yes, x->written_no, x->written_blank, x->withdrawn};
	}
	*out = (struct poll){
	    .title = b->question,
	    .has_threshold = b->threshold_den > 0,
	    .pass = {b->threshold_num, b->threshold_den, b->threshold_strict, b->base},
	    .has_quorum = b->has_quorum,
	    .quorum = {b->quorum_num, b->quorum_den, false, POLL_BASE_MEMBERS},
	    .quorum_counts_written = b->quorum_counts_written,
	    .seats = (u32)b->n_seats,
	    .max_yes = (u32)b->max_yes,
	    .members = b->n_members,
	    .present = b->n_present,
	    .issued = b->n_issued,
	    .returned = b->n_returned,
	    .not_returned = b->n_not_returned,
	    .valid = b->n_valid,
	    .invalid = b->n_invalid,
	    .written = b->n_written,
	    .candidates = c,
	    .n_candidates = (u32)list->n,
	};
}

const bool *store_ballot_elected(struct arena *a, const ballot_candidate_list *list)
{
	bool *elected = NEW_N(a, bool, list->n + 1);
	for (size_t i = 0; i < list->n; i++) {
		if (list->at[i].result.n == 0)
			return NULL;
		elected[i] = str_eq(list->at[i].result, S("elected"));
	}
	return elected;
}
