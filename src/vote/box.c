#include "vote/box.h"

#include "vote/archive.h"
#include "vote/tally.h"
#include "vote/tree.h"

static str hex_sha256(struct arena *a, str bytes)
{
	struct sha256 h;
	if (sha256_of(bytes, &h) != TD_OK)
		arena_fail(a);
	return hex_of(a, h.b, sizeof h.b);
}

td_rc box_begin(struct arena *a, str last_event, struct box *out)
{
	struct finding f = {0};
	struct event e;
	*out = (struct box){.a = a};
	if (last_event.p == NULL)
		return TD_OK;
	if (archive_event_read(a, last_event, &f, &e) != TD_OK)
		return TD_CORRUPT;
	out->height = e.height + 1;
	out->parent = hex_sha256(a, last_event);
	return TD_OK;
}

str box_put(struct box *b, str data)
{
	VEC_PUSH(b->a, &b->add) = (struct box_record){false, data};
	return hex_sha256(b->a, data);
}

void box_put_event(struct box *b, const char *type, str payload)
{
	str json = archive_event_text(b->a, b->parent, b->height, str_c(type), payload);
	VEC_PUSH(b->a, &b->add) = (struct box_record){true, json};
	b->parent = hex_sha256(b->a, json);
	b->height++;
}

/* ---- set-up ---- */

td_rc box_trustees(struct group *g, const str *keys, size_t n, struct finding *f, str *json, elem *key)
{
	struct sb b = sb_new(g->a, 1 << 20);
	*key = group_elem(g);
	for (size_t i = 0; i < n; i++) {
		struct trustee one;
		struct proof pok;
		const struct value *v = tree_read(g->a, keys[i]);
		f->trustee = i + 1;
		if (v == NULL)
			return finding_set(f, FINDING_TRUSTEE_FORM);
		td_rc rc = trustees_read_key(g, v, f, &one);
		if (rc == TD_OK)
			rc = proof_read(g, value_get(v, S("pok")), &pok);
		if (rc != TD_OK)
			return rc;
		group_mul(g, *key, *key, one.key);
		sb_put(&b, i > 0 ? S(",[\"Single\",{\"pok\":") : S("[[\"Single\",{\"pok\":"));
		proof_put(&b, g, pok);
		sb_fmt(&b, ",\"public_key\":\"%.*s\"}]", STRF(one.key_text));
	}
	f->trustee = 0;
	sb_byte(&b, ']');
	*json = sb_str(&b);
	return TD_OK;
}

static str quoted(struct arena *a, str text)
{
	return value_to_json(a, value_text(a, text), VALUE_CANONICAL);
}

static void put_question(struct sb *b, struct arena *a, const struct box_question *q)
{
	SB_LIT(b, "{\"answers\":[");
	for (size_t i = 0; i < q->n_answers; i++)
		sb_fmt(b, "%s%.*s", i > 0 ? "," : "", STRF(quoted(a, q->answers[i])));
	sb_fmt(b, "],%s\"min\":%lld,\"max\":%lld,\"question\":%.*s}", q->blank ? "\"blank\":true," : "",
	       (long long)q->min, (long long)q->max, STRF(quoted(a, q->text)));
}

str box_election(struct group *g, str name, str description, elem key, const struct box_question *q, size_t n,
		 str uuid, str extra)
{
	struct sb b = sb_new(g->a, ELECTION_MAX_BYTES);
	sb_fmt(&b,
	       "{\"version\":1,\"description\":%.*s,\"name\":%.*s,\"group\":\"" GROUP_NAME
	       "\",\"public_key\":\"%.*s\",\"questions\":[",
	       STRF(quoted(g->a, description)), STRF(quoted(g->a, name)), STRF(group_text(g, key)));
	for (size_t i = 0; i < n; i++) {
		sb_put(&b, i > 0 ? S(",") : S(""));
		put_question(&b, g->a, &q[i]);
	}
	sb_fmt(&b, "],\"uuid\":\"%.*s\"%.*s}", STRF(uuid), STRF(extra));
	return sb_str(&b);
}

str box_uuid(struct arena *a, struct env *env)
{
	static const char alphabet[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
	char *p = arena_alloc(a, ELECTION_UUID_MIN);
	for (size_t i = 0; i < ELECTION_UUID_MIN;) {
		u8 c;
		env->random(env, &c, 1);
		if ((c & 63) < sizeof alphabet - 1)
			p[i++] = alphabet[c & 63];
	}
	return (str){p, ELECTION_UUID_MIN};
}

td_rc box_setup(struct box *b, struct group *g, str election, str trustees, str credentials,
		struct finding *f)
{
	struct election e;
	struct trustees t;
	struct credentials c;
	td_rc rc = election_read(g, election, f, &e);
	if (rc == TD_OK)
		rc = trustees_read(g, trustees, f, &t);
	if (rc == TD_OK && !group_same(t.key, e.key))
		rc = finding_set(f, FINDING_ELECTION_KEY);
	if (rc == TD_OK)
		rc = credentials_read(g, credentials, f, &c);
	if (rc != TD_OK)
		return rc;
	str in_e = box_put(b, election), in_t = box_put(b, trustees), in_c = box_put(b, credentials);
	box_put_event(
	    b, "Setup",
	    box_put(b,
		    arena_fmt(b->a, "{\"election\":\"%.*s\",\"trustees\":\"%.*s\",\"credentials\":\"%.*s\"}",
			      STRF(in_e), STRF(in_t), STRF(in_c))));
	return TD_OK;
}

/* ---- ballots ---- */

/* Is the credential among those of the list? The list was checked when the file was opened. */
static bool listed(struct arena *a, str credentials, str key)
{
	const struct value *v = tree_read(a, credentials);
	for (size_t i = 0; v != NULL && v->kind == VALUE_LIST && i < v->items.n; i++)
		if (v->items.at[i].value->kind == VALUE_TEXT &&
		    str_eq(
			str_upto(v->items.at[i].value->text, str_find_byte(v->items.at[i].value->text, ',')),
			key))
			return true;
	return false;
}

td_rc box_check_ballot(struct group *g, str election, str credentials, str ballot, struct finding *f,
		       str *credential)
{
	struct election e;
	struct credentials voters;
	struct credential *voter;
	struct ballot b;
	td_rc rc = election_read(g, election, f, &e);
	if (rc == TD_OK)
		rc = ballot_read(&e, ballot, f, &b);
	if (rc == TD_OK && !listed(g->a, credentials, b.credential))
		rc = finding_set(f, FINDING_BALLOT_CREDENTIAL); /* before any power is raised */
	if (rc != TD_OK)
		return rc;
	str only = credentials_text(g->a, &b.credential, 1);
	rc = credentials_read(g, only, f, &voters);
	if (rc == TD_OK)
		rc = ballot_check(&e, &voters, &b, f, &voter);
	*credential = b.credential;
	return rc;
}

void box_cast(struct box *b, str ballot)
{
	box_put_event(b, "Ballot", box_put(b, ballot));
}

void box_close(struct box *b)
{
	box_put_event(b, "EndBallots", STR_NULL);
}

/* ---- tally ---- */

enum { TALLY_BATCH = 16, TALLY_ARENA = 256 << 20 };

/* Some ballots, with an arena and a group of their own: the memory of all is never needed at once. */
struct batch {
	struct arena *a;
	str election;
	const str *ballots;
	size_t n;
	struct tally *sum;
	struct group *g; /* of sum */
	struct finding *f;
};

static void free_arena(void *a)
{
	arena_free(a);
}

static td_rc add_batch(void *ctx)
{
	struct batch *k = ctx;
	struct election e;
	td_rc rc = election_read(group_new(k->a), k->election, k->f, &e);
	struct tally part = rc == TD_OK ? tally_new(&e) : (struct tally){0};
	for (size_t i = 0; rc == TD_OK && i < k->n; i++) {
		struct ballot b;
		rc = ballot_read(&e, k->ballots[i], k->f, &b);
		if (rc == TD_OK)
			tally_add(&e, &part, &b, 1);
	}
	for (size_t i = 0; rc == TD_OK && i < part.n; i++) {
		group_mul(k->g, k->sum->alpha[i], k->sum->alpha[i], part.alpha[i]);
		group_mul(k->g, k->sum->beta[i], k->sum->beta[i], part.beta[i]);
	}
	return rc;
}

td_rc box_tally(struct box *b, str election, const str *ballots, size_t n, struct finding *f)
{
	struct group *g = group_new(b->a);
	struct election e;
	td_rc rc = election_read(g, election, f, &e);
	struct tally sum = rc == TD_OK ? tally_new(&e) : (struct tally){0};
	for (size_t i = 0; rc == TD_OK && i < n; i += TALLY_BATCH) {
		struct batch k = {
		    NULL, election, ballots + i, n - i < TALLY_BATCH ? n - i : TALLY_BATCH, &sum, g, f};
		struct arena_mark m = arena_mark(b->a);
		k.a = arena_new("tally", TALLY_ARENA);
		arena_defer(b->a, free_arena, k.a);
		rc = k.a ? arena_run(k.a, add_batch, &k) : TD_LIMIT;
		arena_release(b->a, m);
	}
	if (rc != TD_OK)
		return rc;
	str table = box_put(b, tally_text(&e, &sum));
	box_put_event(
	    b, "EncryptedTally",
	    box_put(b,
		    arena_fmt(b->a, "{\"num_tallied\":%zu,\"total_weight\":%zu,\"encrypted_tally\":\"%.*s\"}",
			      n, n, STRF(table))));
	return TD_OK;
}

/* ---- decryption ---- */

static td_rc result(struct box *b, const struct election *e, const struct tally *t,
		    const struct trustees *trustees, elem **factors, i64 max, struct finding *f, i64 **counts)
{
	i64 *found = NEW_N(e->g->a, i64, t->n);
	td_rc rc = tally_decrypt(e, t, trustees, factors, max, f, found);
	if (rc != TD_OK)
		return rc;
	box_put_event(b, "Result", box_put(b, tally_result_text(e, found)));
	*counts = found;
	return TD_OK;
}

td_rc box_factors(struct box *b, struct group *g, str election, str trustees, str tally, const str *parts,
		  size_t owner, i64 max, struct finding *f, i64 **counts)
{
	struct election e;
	struct trustees all = {0};
	struct tally t;
	elem *factors[TRUSTEES_MAX] = {0};
	size_t n = 0;
	*counts = NULL;
	td_rc rc = election_read(g, election, f, &e);
	if (rc == TD_OK)
		rc = trustees_read(g, trustees, f, &all);
	if (rc == TD_OK)
		rc = tally_read(&e, tally, f, &t);
	if (rc == TD_OK && (owner < 1 || owner > all.n))
		rc = finding_set(f, FINDING_FACTOR_OWNER);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		if (parts[i].p == NULL)
			continue;
		f->trustee = i + 1;
		factors[i] = NEW_N(g->a, elem, t.n);
		rc = tally_factors_read(&e, &t, &all.at[i], parts[i], f, factors[i]);
		n++;
	}
	if (rc != TD_OK)
		return rc;
	f->trustee = 0;
	str part = box_put(b, parts[owner - 1]);
	box_put_event(b, "PartialDecryption",
		      box_put(b, arena_fmt(b->a, "{\"owner\":%zu,\"payload\":\"%.*s\"}", owner, STRF(part))));
	return n == all.n ? result(b, &e, &t, &all, factors, max, f, counts) : TD_OK;
}

/* ---- names of ballots ---- */

enum { TRACKER_LEN = 43 };

static str swapped(struct arena *a, str text, const char *from, const char *to)
{
	char *p = arena_alloc(a, text.n + 1);
	for (size_t i = 0; i < text.n; i++) {
		p[i] = text.p[i];
		for (size_t k = 0; from[k]; k++)
			if (text.p[i] == from[k])
				p[i] = to[k];
	}
	return (str){p, text.n};
}

str box_tracker(struct arena *a, str bytes)
{
	struct sha256 h;
	if (sha256_of(bytes, &h) != TD_OK)
		arena_fail(a);
	return swapped(a, base64url_of(a, h.b, sizeof h.b), "-_", "+/");
}

td_rc box_tracker_parse(struct arena *a, str text, struct sha256 *out)
{
	str bytes;
	if (text.n != TRACKER_LEN)
		text = str_trim(text); /* a blank in front may be a "+" */
	if (text.n != TRACKER_LEN)
		return TD_INVALID;
	td_rc rc = base64url_parse(a, swapped(a, text, "+/ ", "-_-"), &bytes);
	if (rc == TD_OK && bytes.n != SHA256_LEN)
		rc = TD_INVALID;
	if (rc == TD_OK)
		memcpy(out->b, bytes.p, SHA256_LEN);
	return rc;
}

/* ---- as a file ---- */

str box_bytes(const struct box *b, i64 timestamp, bool begin)
{
	struct archive_writer w =
	    begin ? archive_begin(b->a, timestamp)
		  : (struct archive_writer){sb_new(b->a, ARCHIVE_MAX_BYTES), timestamp, 0, STR_NULL};
	for (size_t i = 0; i < b->add.n; i++)
		archive_put_record(&w, b->add.at[i].bytes, b->add.at[i].event);
	return sb_str(&w.out);
}
