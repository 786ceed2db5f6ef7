#include <stdio.h>

#include "tests/vote/lib.h"

str vote_fixture(struct arena *a, const char *name)
{
	const char *dir = getenv("THIDUA_SOURCE");
	struct sb b = sb_new(a, 1 << 22);
	FILE *f = fopen(arena_fmt(a, "%s/tests/fixtures/ballot/%s", dir ? dir : ".", name).p, "rb");
	if (f == NULL) {
		check_fail(__FILE__, __LINE__, "no fixture %s", name);
		return S("");
	}
	for (size_t n = 1; n > 0;) {
		n = fread(sb_reserve(&b, 65536), 1, 65536, f);
		sb_grew(&b, n);
	}
	fclose(f);
	return sb_str(&b);
}

static str make_trustees(struct made *m, elem key)
{
	struct arena *a = m->g->a;
	struct sb b = sb_new(a, 1 << 16);
	for (size_t i = 0; i < m->n_keys; i++) {
		m->keys[i] = scalar_random(m->g, m->env);
		elem part = group_elem(m->g);
		group_exp_secret(m->g, part, m->g->g, m->keys[i]);
		group_mul(m->g, key, key, part);
		str public = trustees_public(m->g, m->env, m->keys[i]);
		sb_fmt(&b, "%s[\"Single\",%.*s]", i > 0 ? "," : "[", STRF(public));
	}
	sb_byte(&b, ']');
	return sb_str(&b);
}

static str make_voters(struct made *m, str uuid)
{
	str *keys = NEW_N(m->g->a, str, m->n_voters);
	for (size_t i = 0; i < m->n_voters; i++) {
		elem key = group_elem(m->g);
		str code = credential_new(m->g->a, m->env);
		CHECK(credential_valid(code));
		CHECK_INT(credential_secret(m->g, code, uuid, &m->secrets[i]), TD_OK);
		group_exp_secret(m->g, key, m->g->g, m->secrets[i]);
		keys[i] = group_text(m->g, key);
	}
	return credentials_text(m->g->a, keys, m->n_voters);
}

void vote_make(struct made *m, struct arena *a, struct env *env, size_t n_keys, size_t n_voters)
{
	static const char uuid[] = "ThiDuaThu2o26b";
	struct finding f = {0};
	*m = (struct made){.g = group_new(a), .env = env, .n_keys = n_keys, .n_voters = n_voters};
	m->keys = NEW_N(a, scalar, n_keys);
	m->secrets = NEW_N(a, scalar, n_voters);
	elem key = group_elem(m->g);
	m->trustees_json = make_trustees(m, key);
	m->voters_json = make_voters(m, S("ThiDuaThu2o26b"));
	m->election_json = arena_fmt(
	    a,
	    "{\"version\":1,\"description\":\"Thử\",\"name\":\"Cụm thi đua số "
	    "10\",\"group\":\"BELENIOS-2048\","
	    "\"public_key\":\"%.*s\",\"questions\":[{\"answers\":[\"A\",\"B\",\"C\"],\"min\":0,\"max\":2,"
	    "\"question\":\"Suy tôn\"},{\"answers\":[\"D\",\"E\"],\"blank\":true,\"min\":1,\"max\":1,"
	    "\"question\":\"Cụm trưởng\"}],\"uuid\":\"%s\"}",
	    STRF(group_text(m->g, key)), uuid);
	CHECK_INT(election_read(m->g, m->election_json, &f, &m->election), TD_OK);
	CHECK_INT(credentials_read(m->g, m->voters_json, &f, &m->voters), TD_OK);
	m->w = archive_begin(a, 1795289793);
	str e = archive_put(&m->w, m->election_json), t = archive_put(&m->w, m->trustees_json);
	str c = archive_put(&m->w, m->voters_json);
	str setup = arena_fmt(a, "{\"election\":\"%.*s\",\"trustees\":\"%.*s\",\"credentials\":\"%.*s\"}",
			      STRF(e), STRF(t), STRF(c));
	archive_put_event(&m->w, S("Setup"), archive_put(&m->w, setup));
}

str vote_cast(struct made *m, size_t voter, const u8 votes[6])
{
	str json = S("");
	CHECK_INT(ballot_make(&m->election, m->env, m->secrets[voter], votes, &json), TD_OK);
	archive_put_event(&m->w, S("Ballot"), archive_put(&m->w, json));
	return json;
}

void vote_finish(struct made *m, const str *ballots, size_t n, const i64 *counts)
{
	struct arena *a = m->g->a;
	struct tally t = tally_new(&m->election);
	struct finding f = {0};
	for (size_t i = 0; i < n; i++) {
		struct ballot b;
		CHECK_INT(ballot_read(&m->election, ballots[i], &f, &b), TD_OK);
		tally_add(&m->election, &t, &b, 1);
	}
	archive_put_event(&m->w, S("EndBallots"), STR_NULL);
	str table = archive_put(&m->w, tally_text(&m->election, &t));
	str sized = arena_fmt(a, "{\"num_tallied\":%zu,\"total_weight\":%zu,\"encrypted_tally\":\"%.*s\"}", n,
			      n, STRF(table));
	archive_put_event(&m->w, S("EncryptedTally"), archive_put(&m->w, sized));
	for (size_t i = 0; i < m->n_keys; i++) {
		str part = archive_put(&m->w, tally_factors_make(&m->election, m->env, &t, m->keys[i]));
		str owned = arena_fmt(a, "{\"owner\":%zu,\"payload\":\"%.*s\"}", i + 1, STRF(part));
		archive_put_event(&m->w, S("PartialDecryption"), archive_put(&m->w, owned));
	}
	archive_put_event(&m->w, S("Result"), archive_put(&m->w, tally_result_text(&m->election, counts)));
}

str vote_codes(struct arena *a, const struct verdict *v)
{
	struct sb b = sb_new(a, 1 << 16);
	for (size_t i = 0; i < v->findings.n; i++)
		sb_fmt(&b, "%s%s", i > 0 ? "," : "", finding_name(v->findings.at[i].code));
	return v->findings.n > 0 ? sb_str(&b) : S("accept");
}
