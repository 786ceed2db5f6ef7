/* An electronic vote through the acts, on both engines. The secrets are the test's own: the acts see public things only. */
#include "jobs/act_vote.h"
#include "store/store_meeting.h"
#include "tests/lib/fixture.h"
#include "tests/store/box_secrets.h"
#include "vote/credential.h"
#include "vote/proof.h"
#include "vote/trustees.h"

enum { KEYS = 3, CODES = 2 };

struct ballot_box {
	struct fixture *f;
	struct fixture_year y;
	struct ballot b;
	struct vote v;
	struct vote_setup s;
	struct user people[KEYS];
	str text, uuid;
	i64 issued;
	struct vote_casting c;
	struct vote_file file;
	struct vote_end end;
	struct vote_record record;
	i64 ordinal;
	bool seen;
};

#define TX(name) static td_rc name(struct tx *t, void *ctx)

TX(begin_poll)
{
	struct ballot_box *k = ctx;
	ballot_candidate_list list = {0};
	k->b = (struct ballot){.year = k->y.year.id,
			       .kind = POLL_HEAD,
			       .question = S("Bầu Cụm trưởng"),
			       .n_seats = 1,
			       .n_members = 3,
			       .n_present = 3,
			       .state = POLL_DRAFT};
	for (int i = 0; i < 3; i++)
		VEC_PUSH(t->a, &list) =
		    (struct ballot_candidate){.unit = OPT(k->y.units[i].id.v), .label = k->y.units[i].name};
	td_rc rc = store_ballot_add(t, &k->b);
	if (rc == TD_OK)
		rc = store_ballot_candidates_set(t, k->b.id, &list);
	for (int i = 0; rc == TD_OK && i < KEYS; i++) {
		k->people[i] =
		    (struct user){.login = arena_fmt(t->a, "giu.khoa.%d", i), .name = S("Trần Thị B")};
		rc = store_user_add(t, &k->people[i]);
		struct grant g = {
		    .user = k->people[i].id,
		    .right = {.role = AUTHZ_OFFICER, .scope = SCOPE_UNIT, .scope_id = k->y.units[i].id.v}};
		if (rc == TD_OK)
			rc = store_grant_add(t, &g);
		k->s.trustees[i] = (struct vote_seat){k->people[i].id.v, k->y.units[i].id.v};
	}
	k->s.n_trustees = KEYS;
	k->s.officer = k->s.trustees[0];
	k->s.n_codes = CODES;
	return rc;
}

TX(save)
{
	struct ballot_box *k = ctx;
	td_rc rc = act_vote_save(t, k->y.year.id, k->b.id, &k->s, k->text, 0);
	return rc == TD_OK ? store_vote_get(t, k->b.id, &k->v) : rc;
}

TX(look)
{
	struct ballot_box *k = ctx;
	td_rc rc = store_vote_get(t, k->b.id, &k->v);
	if (rc == TD_OK)
		rc = act_vote_file(t, &k->v, &k->file);
	if (rc == TD_OK)
		rc = store_vote_end(t, k->b.id, &k->end);
	if (rc == TD_OK)
		rc = store_ballot_get(t, k->b.id, &k->b);
	return rc;
}

TX(ask_keys)
{
	struct ballot_box *k = ctx;
	return act_vote_ask_keys(t, k->y.year.id, k->b.id, 0);
}

TX(give_key)
{
	struct ballot_box *k = ctx;
	return act_vote_key(t, k->uuid, k->text);
}

TX(give_codes)
{
	struct ballot_box *k = ctx;
	return act_vote_credentials(t, k->uuid, k->text);
}

TX(open_box)
{
	struct ballot_box *k = ctx;
	return act_vote_begin(t, k->y.year.id, k->b.id, 0);
}

TX(cast_load)
{
	struct ballot_box *k = ctx;
	return act_vote_cast_load(t, k->uuid, &k->c);
}

TX(cast_put)
{
	struct ballot_box *k = ctx;
	return act_vote_cast_put(t, &k->c);
}

TX(close_box)
{
	struct ballot_box *k = ctx;
	return act_vote_close(t, k->y.year.id, k->b.id, 0);
}

TX(close_hash)
{
	struct ballot_box *k = ctx;
	return store_vote_close_hash(t, k->b.id, &k->record.hash);
}

TX(count)
{
	struct ballot_box *k = ctx;
	return act_vote_count(t, k->y.year.id, k->b.id, k->issued, 0);
}

TX(give_factors)
{
	struct ballot_box *k = ctx;
	return act_vote_factors(t, k->uuid, k->text);
}

TX(bytes)
{
	struct ballot_box *k = ctx;
	return act_vote_bytes(t, &k->v, &k->text);
}

TX(cancel)
{
	struct ballot_box *k = ctx;
	return act_vote_cancel(t, k->y.year.id, k->b.id, S("Bỏ phiếu giấy"), 0);
}

TX(add_record)
{
	struct ballot_box *k = ctx;
	return store_vote_record_add(t, k->b.id, k->ordinal, &k->record);
}

/* ---- the secret side ---- */

struct secrets {
	struct group *g;
	scalar keys[KEYS], codes[CODES];
	str public[KEYS], list;
};

static struct secrets draw(struct ballot_box *k)
{
	struct secrets s = {.g = group_new(k->f->a)};
	str keys[CODES];
	for (int i = 0; i < KEYS; i++) {
		s.keys[i] = scalar_random(s.g, &k->f->clock.env);
		s.public[i] = trustees_public(s.g, &k->f->clock.env, s.keys[i]);
	}
	for (int i = 0; i < CODES; i++) {
		str code = credential_new(k->f->a, &k->f->clock.env);
		CHECK_INT(credential_secret(s.g, code, k->uuid, &s.codes[i]), TD_OK);
		elem key = group_elem(s.g);
		group_exp_secret(s.g, key, s.g->g, s.codes[i]);
		keys[i] = group_text(s.g, key);
	}
	s.list = credentials_text(k->f->a, keys, CODES);
	return s;
}

static struct ballot_box begin(struct fixture *f)
{
	struct ballot_box k = {.f = f, .text = S("")};
	CHECK_INT(fixture_year(f, &k.y), TD_OK);
	CHECK_INT(fixture_write(f, begin_poll, &k), TD_OK);
	CHECK_INT(fixture_write(f, save, &k), TD_CONFLICT); /* codes and a key with one person */
	k.text = S("Nghị quyết 01");
	CHECK_INT(fixture_write(f, save, &k), TD_OK);
	k.uuid = k.v.uuid;
	return k;
}

static void as(struct ballot_box *k, int i)
{
	k->f->actor.user_id = i < 0 ? 0 : k->people[i].id.v;
}

static void give_keys(struct ballot_box *k, const struct secrets *s)
{
	CHECK_INT(fixture_write(k->f, ask_keys, k), TD_OK);
	as(k, -1);
	k->text = s->public[0];
	CHECK_INT(fixture_write(k->f, give_key, k), TD_DENIED);
	for (int i = 0; i < KEYS; i++) {
		as(k, i);
		k->text = s->public[i];
		CHECK_INT(fixture_write(k->f, give_key, k), TD_OK);
	}
	as(k, 0); /* the officer */
	k->text = s->list;
	CHECK_INT(fixture_write(k->f, give_codes, k), TD_OK);
	CHECK_INT(fixture_write(k->f, open_box, k), TD_OK);
}

/* What a voter, a trustee and an auditor do with what they read: box_secrets.c, beside it struct ballot is another. */
static td_rc vote_ballot(struct ballot_box *k, const struct secrets *s, int i)
{
	const u8 marks[CODES][4] = {{0, 1, 0, 0}, {1, 0, 0, 0}};
	return box_secrets_ballot(s->g, &k->f->clock.env, k->c.election, s->codes[i], marks[i], &k->c.ballot);
}

static str vote_factors(struct ballot_box *k, const struct secrets *s, int i)
{
	return box_secrets_factors(s->g, &k->f->clock.env, k->file.election, k->file.tally, s->keys[i]);
}

CASE_DB(a_vote_goes_from_keys_to_the_count_of_its_poll)
{
	struct ballot_box k = begin(f);
	struct secrets s = draw(&k);
	give_keys(&k, &s);
	CHECK_INT(fixture_read(f, look, &k), TD_OK);
	CHECK_INT(k.v.phase, VOTE_OPEN);
	CHECK_INT(k.v.faults, 1 << VOTE_OFFICER_TRUSTEE);
	CHECK(str_eq(k.v.override_text, S("Nghị quyết 01")));
	CHECK_INT(k.end.n, 5);
	CHECK_INT(fixture_read(f, close_hash, &k), TD_NOT_FOUND);
	CHECK_INT(fixture_read(f, bytes, &k), TD_CONFLICT); /* not before the close */
	CHECK_INT(fixture_write(f, count, &k), TD_CONFLICT);
	for (int i = 0; i < CODES; i++) {
		CHECK_INT(fixture_read(f, cast_load, &k), TD_OK);
		CHECK_INT(vote_ballot(&k, &s, i), TD_OK);
		CHECK_INT(act_vote_cast_check(s.g, &f->e, &k.c), TD_OK);
		CHECK_INT(fixture_write(f, cast_put, &k), TD_OK);
		CHECK_INT(fixture_write(f, cast_put, &k), TD_CONFLICT); /* once only */
	}
	CHECK_INT(fixture_write(f, close_box, &k), TD_OK);
	CHECK_INT(fixture_write(f, cast_put, &k), TD_CONFLICT);
	CHECK_INT(fixture_read(f, look, &k), TD_OK);
	str closed = k.file.head;
	CHECK(str_eq(closed, hex_of(f->a, k.end.hash.b, SHA256_LEN)));
	CHECK_INT(fixture_read(f, close_hash, &k), TD_OK);
	CHECK(str_eq(closed, hex_of(f->a, k.record.hash.b, SHA256_LEN)));
	k.issued = 1;
	CHECK_INT(fixture_write(f, count, &k), TD_INVALID); /* fewer than ballots */
	k.issued = CODES;
	CHECK_INT(fixture_write(f, count, &k), TD_OK);
	for (int i = 0; i < KEYS; i++) {
		CHECK_INT(fixture_read(f, look, &k), TD_OK);
		CHECK_INT(k.v.phase, VOTE_DECRYPTING);
		as(&k, i);
		k.text = vote_factors(&k, &s, (i + 1) % KEYS);
		CHECK_INT(fixture_write(f, give_factors, &k), TD_INVALID); /* somebody else's */
		k.text = vote_factors(&k, &s, i);
		CHECK_INT(fixture_write(f, give_factors, &k), TD_OK);
	}
	CHECK_INT(fixture_read(f, look, &k), TD_OK);
	CHECK_INT(k.v.phase, VOTE_RESULT);
	CHECK(str_eq(closed, k.file.head)); /* what the hall was shown stays its name */
	CHECK(!str_eq(closed, hex_of(f->a, k.end.hash.b, SHA256_LEN)));
	CHECK_INT(fixture_read(f, close_hash, &k), TD_OK);
	CHECK(str_eq(closed, hex_of(f->a, k.record.hash.b, SHA256_LEN)));
	CHECK(!fixture_behind(f, "UPDATE vote_record SET bytes = hash WHERE ordinal = 6"));
	CHECK(!fixture_behind(f, "DELETE FROM vote_record WHERE ordinal = 6"));
	CHECK(!fixture_behind(f, "UPDATE vote SET phase = 'draft'; DELETE FROM vote_record"));
	CHECK_INT(k.b.state, POLL_COUNTED);
	CHECK_INT(k.b.n_valid, CODES);
	CHECK(str_eq(k.file.result, S("{\"result\":[[1,1,0,0]]}")));
	CHECK_INT(fixture_read(f, bytes, &k), TD_OK);
	CHECK_INT(box_secrets_faults(f->a, k.text), 0);
}

CASE_DB(a_new_setup_drops_keys_and_codes)
{
	struct ballot_box k = begin(f);
	struct secrets s = draw(&k);
	CHECK_INT(fixture_write(f, ask_keys, &k), TD_OK);
	as(&k, 1);
	k.text = s.public[1];
	CHECK_INT(fixture_write(f, give_key, &k), TD_OK);
	str before = k.uuid;
	k.text = S("Nghị quyết 02");
	CHECK_INT(fixture_write(f, save, &k), TD_OK);
	CHECK_INT(k.v.phase, VOTE_DRAFT);
	CHECK(!str_eq(before, k.v.uuid));
	CHECK_INT(fixture_write(f, give_key, &k), TD_NOT_FOUND); /* the old one is nowhere */
	CHECK_INT(fixture_write(f, cancel, &k), TD_OK);
	CHECK_INT(fixture_write(f, save, &k), TD_CONFLICT);
}

CASE_DB(records_are_kept_once_and_in_order)
{
	struct ballot_box k = begin(f);
	k.ordinal = 1;
	k.record = (struct vote_record){.ballot = true, .bytes = S("{}")};
	CHECK_INT(sha256_of(S("{}"), &k.record.hash), TD_OK);
	CHECK_INT(sha256_of(S("1"), &k.record.credential_hash), TD_OK);
	CHECK_INT(fixture_write(f, add_record, &k), TD_OK);
	k.ordinal = 2;
	CHECK_INT(fixture_write(f, add_record, &k), TD_CONFLICT); /* the same bytes */
	k.record.bytes = S("[]");
	CHECK_INT(sha256_of(S("[]"), &k.record.hash), TD_OK);
	CHECK_INT(fixture_write(f, add_record, &k), TD_CONFLICT); /* the same credential */
	k.ordinal = 1;
	CHECK_INT(sha256_of(S("2"), &k.record.credential_hash), TD_OK);
	CHECK_INT(fixture_write(f, add_record, &k), TD_CONFLICT); /* the same place */
	k.ordinal = 2;
	CHECK_INT(fixture_write(f, add_record, &k), TD_OK);
	CHECK_INT(fixture_read(f, look, &k), TD_OK);
	CHECK_INT(k.end.n, 2);
	CHECK(k.end.event.p == NULL);
}
