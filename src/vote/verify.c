#include "vote/tree.h"
#include "vote/verify.h"

struct run {
	struct group *g;
	struct verdict *v;
	struct finding f; /* place of what is being looked at */
	str parent;
	i64 height;
	struct tally tally;
	elem **factors; /* [trustee] */
};

static void add(struct verdict *v, struct arena *a, const struct finding *f)
{
	if (v->findings.n < VERIFY_MAX_FINDINGS)
		VEC_PUSH(a, &v->findings) = *f;
}

/* The data record that hex names, marked as used; NULL when there is none in front of record number before. */
static struct record *data_of(struct run *r, str hex, size_t before)
{
	struct record *at = map_get(&r->v->archive.by_hex, hex);
	if (at == NULL || at->event || (size_t)(at - r->v->archive.at) >= before)
		return NULL;
	at->used = true;
	return at;
}

static bool int_is(const struct value *map, str key, i64 want)
{
	const struct value *v = value_get(map, key);
	return v != NULL && v->kind == VALUE_INT && v->i == want;
}

/* ---- set-up ---- */

static td_rc on_setup(struct run *r, const struct record *payload, size_t at)
{
	const struct value *v = tree_read(r->g->a, payload->data);
	str hex[3];
	struct record *part[3];
	if (!tree_text(v, S("election"), &hex[0]) || !tree_text(v, S("trustees"), &hex[1]) ||
	    !tree_text(v, S("credentials"), &hex[2]))
		return finding_set(&r->f, FINDING_SETUP_FORM);
	for (size_t i = 0; i < 3; i++)
		if ((part[i] = data_of(r, hex[i], at)) == NULL)
			return finding_set(&r->f, FINDING_EVENT_PAYLOAD);
	struct verdict *out = r->v;
	td_rc rc = election_read(r->g, part[0]->data, &r->f, &out->election);
	if (rc == TD_OK)
		rc = trustees_read(r->g, part[1]->data, &r->f, &out->trustees);
	if (rc == TD_OK && !group_same(out->trustees.key, out->election.key))
		rc = finding_set(&r->f, FINDING_ELECTION_KEY);
	if (rc == TD_OK)
		rc = credentials_read(r->g, part[2]->data, &r->f, &out->voters);
	r->factors = NEW_N(r->g->a, elem *, out->trustees.n + 1);
	out->stage = VERIFY_OPEN;
	return rc;
}

/* ---- ballots ---- */

static td_rc look_at_ballot(struct run *r, str json, struct credential **voter)
{
	struct ballot b;
	struct arena_mark m = arena_mark(r->g->a);
	td_rc rc = ballot_read(&r->v->election, json, &r->f, &b);
	if (rc == TD_OK)
		rc = ballot_check(&r->v->election, &r->v->voters, &b, &r->f, voter);
	arena_release(r->g->a, m);
	return rc;
}

/* A wrong ballot is told and the next is looked at, so that all are named. */
static td_rc on_ballot(struct run *r, struct record *payload, size_t at, bool seen)
{
	struct credential *voter = NULL;
	(void)at;
	VEC_PUSH(r->g->a, &r->v->trackers) = election_digest(r->g, payload->data);
	r->f.ballot = r->v->trackers.n;
	td_rc rc =
	    seen ? finding_set(&r->f, FINDING_BALLOT_REPEATED) : look_at_ballot(r, payload->data, &voter);
	if (rc == TD_OK && voter != NULL)
		voter->last_ballot = r->v->trackers.n;
	else
		add(r->v, r->g->a, &r->f);
	r->f = (struct finding){0};
	return TD_OK;
}

/* ---- tally ---- */

/* The product of the last ballot of each credential. The ballots were all found right before. */
static td_rc count_ballots(struct run *r, struct tally *sum, i64 *weight)
{
	const struct verdict *v = r->v;
	size_t ballot = 0;
	*weight = 0;
	*sum = tally_new(&v->election);
	for (size_t i = 0; i < v->archive.n; i++) {
		struct event e;
		struct ballot b;
		struct arena_mark m = arena_mark(r->g->a);
		if (!v->archive.at[i].event)
			continue;
		td_rc rc = archive_event_read(r->g->a, v->archive.at[i].data, &r->f, &e);
		if (rc == TD_OK && str_eq(e.type, S("Ballot"))) {
			const struct record *data = map_get(&v->archive.by_hex, e.payload);
			rc = ballot_read(&v->election, data->data, &r->f, &b);
			const struct credential *c =
			    rc == TD_OK ? map_get(&v->voters.by_key, b.credential) : NULL;
			if (c != NULL && c->last_ballot == ++ballot) {
				tally_add(&v->election, sum, &b, c->weight);
				*weight += c->weight;
			}
		}
		arena_release(r->g->a, m);
		if (rc != TD_OK)
			return rc;
	}
	return TD_OK;
}

static size_t counted(const struct credentials *voters)
{
	size_t n = 0;
	for (size_t i = 0; i < voters->n; i++)
		n += voters->at[i].last_ballot > 0;
	return n;
}

static td_rc on_tally(struct run *r, const struct record *payload, size_t at)
{
	const struct value *v = tree_read(r->g->a, payload->data);
	str hex;
	i64 weight;
	struct tally sum;
	if (r->v->findings.n > 0)
		return TD_INVALID; /* with wrong ballots nothing after them can be judged */
	if (!tree_text(v, S("encrypted_tally"), &hex))
		return finding_set(&r->f, FINDING_TALLY_FORM);
	const struct record *table = data_of(r, hex, at);
	if (table == NULL)
		return finding_set(&r->f, FINDING_EVENT_PAYLOAD);
	td_rc rc = tally_read(&r->v->election, table->data, &r->f, &r->tally);
	if (rc == TD_OK)
		rc = count_ballots(r, &sum, &weight);
	if (rc != TD_OK)
		return rc;
	if (!int_is(v, S("num_tallied"), (i64)r->v->n_counted) || !int_is(v, S("total_weight"), weight))
		return finding_set(&r->f, FINDING_TALLY_COUNT);
	if (!tally_same(&sum, &r->tally))
		return finding_set(&r->f, FINDING_TALLY_PRODUCT);
	r->v->stage = VERIFY_TALLIED;
	return TD_OK;
}

static td_rc on_factors(struct run *r, const struct record *payload, size_t at)
{
	const struct value *v = tree_read(r->g->a, payload->data), *owner = value_get(v, S("owner"));
	str hex;
	if (owner == NULL || owner->kind != VALUE_INT || !tree_text(v, S("payload"), &hex))
		return finding_set(&r->f, FINDING_FACTOR_FORM);
	const struct record *data = data_of(r, hex, at);
	if (data == NULL)
		return finding_set(&r->f, FINDING_EVENT_PAYLOAD);
	if (owner->i < 1 || owner->i > (i64)r->v->trustees.n || r->factors[owner->i - 1] != NULL)
		return finding_set(&r->f, FINDING_FACTOR_OWNER);
	size_t i = (size_t)owner->i - 1;
	r->f.trustee = i + 1;
	elem *factors = NEW_N(r->g->a, elem, r->tally.n);
	td_rc rc =
	    tally_factors_read(&r->v->election, &r->tally, &r->v->trustees.at[i], data->data, &r->f, factors);
	if (rc != TD_OK)
		return rc;
	r->f.trustee = 0;
	r->factors[i] = factors;
	r->v->n_factors++;
	return TD_OK;
}

static td_rc on_result(struct run *r, const struct record *payload, size_t at)
{
	(void)at;
	i64 *told = NEW_N(r->g->a, i64, r->tally.n), *found = NEW_N(r->g->a, i64, r->tally.n);
	td_rc rc = tally_result_read(&r->v->election, payload->data, &r->f, told);
	if (rc == TD_OK)
		rc = tally_decrypt(&r->v->election, &r->tally, &r->v->trustees, r->factors,
				   r->v->voters.weight, &r->f, found);
	if (rc != TD_OK)
		return rc;
	for (size_t i = 0; i < r->tally.n; i++)
		if (told[i] != found[i])
			return finding_set(&r->f, FINDING_RESULT_COUNT);
	r->v->counts = found;
	r->v->stage = VERIFY_RESULT;
	return TD_OK;
}

/* ---- the chain ---- */

static const struct {
	str type;
	enum verify_stage at;
	bool payload;
	td_rc (*fn)(struct run *r, const struct record *payload, size_t at);
} steps[] = {
    {{"Setup", 5}, VERIFY_EMPTY, true, on_setup},
    {{"Ballot", 6}, VERIFY_OPEN, true, NULL},
    {{"EndBallots", 10}, VERIFY_OPEN, false, NULL},
    {{"EncryptedTally", 14}, VERIFY_CLOSED, true, on_tally},
    {{"PartialDecryption", 17}, VERIFY_TALLIED, true, on_factors},
    {{"Result", 6}, VERIFY_TALLIED, true, on_result},
};

static td_rc apply(struct run *r, const struct event *e, size_t at)
{
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		if (!str_eq(e->type, steps[i].type) || r->v->stage != steps[i].at)
			continue;
		if ((e->payload.p != NULL) != steps[i].payload)
			return finding_set(&r->f, FINDING_EVENT_FORM);
		if (!steps[i].payload) {
			r->v->stage = VERIFY_CLOSED;
			r->v->close = r->v->head;
			r->v->n_counted = counted(&r->v->voters);
			return TD_OK;
		}
		const struct record *known = map_get(&r->v->archive.by_hex, e->payload);
		bool seen = known != NULL && known->used;
		struct record *payload = data_of(r, e->payload, at);
		if (payload == NULL)
			return finding_set(&r->f, FINDING_EVENT_PAYLOAD);
		return steps[i].fn ? steps[i].fn(r, payload, at) : on_ballot(r, payload, at, seen);
	}
	return finding_set(&r->f, FINDING_EVENT_ORDER);
}

static td_rc on_event(struct run *r, const struct record *record, size_t at)
{
	struct event e;
	r->f = (struct finding){.record = at + 2};
	td_rc rc = archive_event_read(r->g->a, record->data, &r->f, &e);
	if (rc != TD_OK)
		return rc;
	if (!str_eq(e.parent, r->parent))
		return finding_set(&r->f, FINDING_EVENT_PARENT);
	if (e.height != r->height++)
		return finding_set(&r->f, FINDING_EVENT_HEIGHT);
	r->parent = r->v->head = record->hex;
	return apply(r, &e, at);
}

static td_rc walk(struct run *r)
{
	const struct archive *archive = &r->v->archive;
	for (size_t i = 0; i < archive->n; i++) {
		td_rc rc = archive->at[i].event ? on_event(r, &archive->at[i], i) : TD_OK;
		if (rc != TD_OK)
			return rc;
	}
	if (r->v->stage == VERIFY_EMPTY)
		return finding_set(&r->f, FINDING_EVENT_ORDER);
	for (size_t i = 0; i < archive->n; i++) {
		r->f = (struct finding){.record = i + 2};
		if (!archive->at[i].event && !archive->at[i].used)
			return finding_set(&r->f, FINDING_ARCHIVE_STRAY);
	}
	return TD_OK;
}

td_rc verify_archive(struct group *g, str bytes, struct verdict *out)
{
	struct run r = {.g = g, .v = out};
	*out = (struct verdict){0};
	td_rc rc = archive_read(g->a, bytes, &r.f, &out->archive);
	if (rc == TD_OK)
		rc = walk(&r);
	if (rc == TD_INVALID && r.f.code != FINDING_NONE)
		add(out, g->a, &r.f);
	if (out->stage == VERIFY_OPEN)
		out->n_counted = counted(&out->voters);
	return rc == TD_INVALID ? TD_OK : rc;
}

void verify_against(struct arena *a, str bytes, str older, struct verdict *out)
{
	bool whole = false;
	size_t same = 0;
	while (same < bytes.n && same < older.n && bytes.p[same] == older.p[same])
		same++;
	struct finding f = {.code = FINDING_AGAINST, .record = 1};
	for (size_t i = 0; i < out->archive.n; i++) {
		whole = whole || (out->archive.at[i].event && out->archive.at[i].end == older.n);
		f.record += out->archive.at[i].end <= same;
	}
	f.record++;
	if (same < older.n || !whole)
		add(out, a, &f);
}

static const struct {
	const char *name, *text;
} stages[VERIFY__N] = {
    [VERIFY_EMPTY] = {"unread", N_("không đọc được")},
    [VERIFY_OPEN] = {"open", N_("đang bỏ phiếu, hòm phiếu chưa đóng")},
    [VERIFY_CLOSED] = {"closed", N_("đã đóng hòm phiếu, chưa kiểm phiếu")},
    [VERIFY_TALLIED] = {"tallied", N_("đã kiểm phiếu mã hóa, chờ giải mã")},
    [VERIFY_RESULT] = {"result", N_("đã có kết quả")},
};

const char *verify_stage_name(enum verify_stage stage)
{
	return stages[stage].name;
}

const char *verify_stage_text(enum verify_stage stage, enum lang lang)
{
	return i18n_tr(lang, stages[stage].text);
}
