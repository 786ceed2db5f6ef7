/* The known answers of the format, the vectors, and elections made from nothing beside a plain count. */
#include "tests/vote/lib.h"

static const char UUID[] = "ThiDuaKAT2o26a";

static str sha_start(struct arena *a, str text)
{
	struct sha256 h;
	CHECK_INT(sha256_of(text, &h), TD_OK);
	return hex_of(a, h.b, 8);
}

ARENA_CASE(group_constants)
{
	struct group *g = group_new(a);
	CHECK_STR(sha_start(a, group_number_text(g, g->p)), "ef7979cebad81edd");
	CHECK_STR(sha_start(a, group_text(g, g->g)), "96649bff87fad6b5");
	CHECK_STR(sha_start(a, group_number_text(g, g->q)), "77b9ebaada44d865");
	CHECK_INT(BN_num_bits(g->p), 2048);
	CHECK_INT(BN_num_bits(g->q), 256);
	CHECK(group_member(g, g->g));
}

ARENA_CASE(group_membership_sees_small_orders)
{
	struct group *g = group_new(a);
	elem minus = group_elem(g), product = group_elem(g);
	BIGNUM *n = group_number(a);
	group_must(g, BN_copy(n, g->p) != NULL);
	group_must(g, BN_sub_word(n, 1));
	CHECK_INT(group_parse(g, group_number_text(g, n), minus), TD_OK);
	CHECK(!group_member(g, minus));
	group_mul(g, product, minus, g->g);
	CHECK(!group_member(g, product));
	group_mul(g, product, product, minus);
	CHECK(group_same(product, g->g));
}

ARENA_CASE(numbers_must_be_canonical)
{
	struct group *g = group_new(a);
	elem e = group_elem(g);
	scalar s = scalar_new(g);
	static const char *const bad[] = {"", "0", "00", "01", "-1", "+1", "1 ", " 1", "0x1", "1e3", "1.0"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK_INT(group_parse(g, str_c(bad[i]), e), TD_INVALID);
	CHECK_INT(group_parse(g, group_number_text(g, g->p), e), TD_INVALID);
	CHECK_INT(scalar_parse(g, group_number_text(g, g->q), s), TD_INVALID);
	CHECK_INT(scalar_parse(g, S("0"), s), TD_OK);
}

/* Every way to raise to a power gives what OpenSSL's plain one gives. */
ARENA_CASE(powers_agree)
{
	struct group *g = group_new(a);
	struct env_fixed f;
	struct env *env = env_fixed_init(&f, 0, 0, check_seed());
	elem base = group_elem(g), ways[4];
	BIGNUM *plain = group_number(a), *want = group_number(a);
	group_exp_secret(g, base, g->g, scalar_random(g, env));
	struct powers *table = powers_new(g, base);
	struct chain *chain = chain_new(g, base);
	group_must(g, BN_from_montgomery(plain, base.bn, g->mont, g->ctx));
	for (int i = 0; i < 30; i++) {
		struct arena_mark m = arena_mark(a);
		scalar e = i < 4 ? scalar_int(g, i - 1) : scalar_random(g, env);
		for (int k = 0; k < 4; k++)
			ways[k] = group_elem(g);
		group_must(g, BN_mod_exp(want, plain, e.bn, g->p, g->ctx));
		powers_exp(g, ways[0], table, e);
		chain_exp(g, ways[1], chain, e);
		group_exp(g, ways[2], base, e);
		group_exp_secret(g, ways[3], base, e);
		for (int k = 0; k < 4; k++)
			CHECK(str_eq(group_text(g, ways[k]), group_number_text(g, want)));
		arena_release(a, m);
	}
}

ARENA_CASE(credential_known_answer)
{
	struct group *g = group_new(a);
	scalar s;
	elem key = group_elem(g);
	CHECK_INT(credential_secret(g, S("3G6-1UG-6Gf-PvW-5xs"), str_c(UUID), &s), TD_OK);
	CHECK_STR(scalar_text(g, s),
		  "53199985139647707255654601525046045620951291181269374692347018072728490249997");
	group_exp_secret(g, key, g->g, s);
	CHECK_STR(str_upto(group_text(g, key), 20), "20369076560941262875");
	CHECK_INT(group_text(g, key).n, 616);
	CHECK(!credential_valid(S("3G6-1UG-6Gf-PvW-5xt")));
	CHECK(!credential_valid(S("3G6-1UG-6Gf-PvW-50s")));
	CHECK(!credential_valid(S("3G61UG6GfPvW5xs")));
}

/* Schnorr with the randomness of the known answer: w = 12345, x = 67890. */
ARENA_CASE(trustee_proof_known_answer)
{
	struct group *g = group_new(a);
	elem key = group_elem(g), commitment = group_elem(g);
	group_exp_secret(g, key, g->g, scalar_int(g, 67890));
	group_exp_secret(g, commitment, g->g, scalar_int(g, 12345));
	str prefix = arena_fmt(a, "pok|BELENIOS-2048|%.*s|", STRF(group_text(g, key)));
	scalar c = scalar_hash(g, arena_fmt(a, "%.*s%.*s", STRF(prefix), STRF(group_text(g, commitment))));
	scalar r = scalar_new(g);
	CHECK_STR(scalar_text(g, c),
		  "71768842944877815944763504876079645767193140420819667541702572218305815432102");
	scalar_mul(g, r, scalar_int(g, 67890), c);
	scalar_sub(g, r, scalar_int(g, 12345), r);
	CHECK_STR(scalar_text(g, r),
		  "3574837714813086479694266334813819647671906998942042775572110204497646630857");
	CHECK(proof_key_check(g, prefix, key, (struct proof){c, r}));
	CHECK(!proof_key_check(g, prefix, key, (struct proof){r, c}));
}

ARENA_CASE(signature_known_answer)
{
	struct group *g = group_new(a);
	elem commitment = group_elem(g);
	group_exp_secret(g, commitment, g->g, scalar_int(g, 12345));
	scalar c = scalar_hash(g, arena_fmt(a, "sig|AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA|%.*s",
					    STRF(group_text(g, commitment))));
	CHECK_STR(scalar_text(g, c),
		  "28284522515390700379161423861971075816617488376660507267906846708125911558381");
}

ARENA_CASE(every_vector_gets_its_verdict)
{
	struct group *g = group_new(a);
	str rest = vote_fixture(a, "verdicts.txt"), line, name;
	size_t n = 0;
	while (str_split(&rest, '\n', &line)) {
		if (line.n == 0 || line.p[0] == '#')
			continue;
		struct verdict v;
		CHECK(str_split(&line, '|', &name));
		CHECK_INT(verify_archive(g, vote_fixture(a, arena_str(a, name).p), &v), TD_OK);
		str codes = vote_codes(a, &v);
		if (!str_has_prefix(codes, line))
			check_fail(__FILE__, __LINE__, "%.*s: %.*s, not %.*s", STRF(name), STRF(codes),
				   STRF(line));
		n++;
	}
	CHECK_INT(n, 18);
}

ARENA_CASE(ballots_of_the_vectors)
{
	static const struct {
		const char *file;
		bool good;
	} files[] = {{"ballot1.json", true},
		     {"ballot2.json", true},
		     {"ballot2-revote.json", true},
		     {"ballot3.json", true},
		     {"ballot-evil-order2.json", false}};
	struct group *g = group_new(a);
	struct election e;
	struct credentials voters;
	struct credential *voter;
	struct finding f = {0};
	CHECK_INT(election_read(g, str_trim(vote_fixture(a, "election.json")), &f, &e), TD_OK);
	CHECK_INT(credentials_read(g, vote_fixture(a, "public_creds.json"), &f, &voters), TD_OK);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct ballot b;
		CHECK_INT(ballot_read(&e, str_trim(vote_fixture(a, files[i].file)), &f, &b), TD_OK);
		CHECK_INT(ballot_check(&e, &voters, &b, &f, &voter), files[i].good ? TD_OK : TD_INVALID);
	}
	CHECK_INT(f.code, FINDING_BALLOT_GROUP);
}

/* A bit changed anywhere in a ballot makes it a ballot that is refused. */
ARENA_CASE(changed_ballots_are_refused)
{
	struct group *g = group_new(a);
	struct election e;
	struct credentials voters;
	struct finding f = {0};
	CHECK_INT(election_read(g, str_trim(vote_fixture(a, "election.json")), &f, &e), TD_OK);
	CHECK_INT(credentials_read(g, vote_fixture(a, "public_creds.json"), &f, &voters), TD_OK);
	str json = str_trim(vote_fixture(a, "ballot1.json"));
	for (int i = 0; i < 60; i++) {
		struct arena_mark m = arena_mark(a);
		struct ballot b;
		struct credential *voter;
		str changed = arena_str(a, json);
		((char *)(uintptr_t)changed.p)[check_random_below(json.n)] ^=
		    (char)(1 << check_random_below(4));
		td_rc rc = ballot_read(&e, changed, &f, &b);
		if (rc == TD_OK)
			rc = ballot_check(&e, &voters, &b, &f, &voter);
		CHECK_INT(rc, TD_INVALID);
		arena_release(a, m);
	}
}

static void draw(u8 votes[6])
{
	u8 three = (u8)check_random_below(7); /* all but 111: at most two */
	u8 one = (u8)check_random_below(3);
	for (size_t k = 0; k < 3; k++) {
		votes[k] = three >> k & 1;
		votes[3 + k] = k == one;
	}
}

/* Random votes with re-votes: the tally is the plain count of each voter's last vote. */
ARENA_CASE(elections_count_as_a_plain_count)
{
	enum { VOTERS = 4, CASTS = 6 };
	struct env_fixed fixed;
	struct made m;
	u8 last[VOTERS][6];
	str ballots[VOTERS];
	bool voted[VOTERS] = {false};
	vote_make(&m, a, env_fixed_init(&fixed, 0, 0, check_seed()), 2, VOTERS);
	for (size_t i = 0; i < CASTS; i++) {
		size_t voter = check_random_below(VOTERS);
		draw(last[voter]);
		ballots[voter] = vote_cast(&m, voter, last[voter]);
		voted[voter] = true;
	}
	i64 counts[6] = {0};
	str final[VOTERS];
	size_t n = 0;
	for (size_t i = 0; i < VOTERS; i++) {
		for (size_t k = 0; voted[i] && k < 6; k++)
			counts[k] += last[i][k];
		if (voted[i])
			final[n++] = ballots[i];
	}
	str open = arena_str(a, sb_str(&m.w.out));
	vote_finish(&m, final, n, counts);
	struct verdict v;
	str bytes = sb_str(&m.w.out);
	CHECK_INT(verify_archive(m.g, bytes, &v), TD_OK);
	CHECK_STR(vote_codes(a, &v), "accept");
	CHECK_INT(v.stage, VERIFY_RESULT);
	CHECK_INT(v.n_counted, n);
	CHECK_INT(v.trackers.n, CASTS);
	for (size_t k = 0; v.counts && k < 6; k++)
		CHECK_INT(v.counts[k], counts[k]);
	verify_against(a, bytes, open, &v);
	CHECK_STR(vote_codes(a, &v), "accept");
	((char *)(uintptr_t)open.p)[open.n / 2] ^= 1;
	verify_against(a, bytes, open, &v);
	CHECK_STR(vote_codes(a, &v), "against");
}

ARENA_CASE(votes_outside_the_limits_are_not_made)
{
	static const u8 bad[][6] = {{1, 1, 1, 1, 0, 0},
				    {0, 0, 0, 0, 0, 0},
				    {0, 0, 0, 0, 1, 1},
				    {0, 0, 0, 1, 1, 0},
				    {2, 0, 0, 1, 0, 0}};
	struct env_fixed fixed;
	struct made m;
	str out;
	vote_make(&m, a, env_fixed_init(&fixed, 0, 0, check_seed()), 1, 1);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK_INT(ballot_make(&m.election, m.env, m.secrets[0], bad[i], &out), TD_INVALID);
}
