/* Files of votes and single ballots. First byte 'b': the rest is a ballot for a small election. 'd': the
 * rest are data and events, each behind a byte 1 or 2, which are wrapped into a file with right names, so that the
 * search need not find hashes. Otherwise the rest is a file as it is. What is accepted must have a stage and, with a
 * result, one count for each choice; what is not must have a finding with a sentence. */
#include <stdlib.h>

#include "tests/lib/fuzz.h"
#include "vote/verify.h"

struct input {
	struct arena *a;
	str bytes;
};

static void must(bool truth)
{
	if (!truth)
		abort();
}

static str wrap(struct arena *a, str rest)
{
	struct archive_writer w = archive_begin(a, 1795289793);
	while (rest.n > 0) {
		bool event = rest.p[0] == 2;
		size_t n = 1;
		while (n < rest.n && rest.p[n] != 1 && rest.p[n] != 2)
			n++;
		str data = str_upto(str_from(rest, 1), n - 1);
		if (event)
			archive_put_event(&w, data, archive_put(&w, S("{}")));
		else
			archive_put(&w, data);
		rest = str_from(rest, n);
	}
	return sb_str(&w.out);
}

static void archive(struct arena *a, str bytes)
{
	struct verdict v;
	td_rc rc = verify_archive(group_new(a), bytes, &v);
	must(rc == TD_OK && (v.findings.n > 0 || v.stage != VERIFY_EMPTY));
	for (size_t i = 0; i < v.findings.n; i++) {
		const struct finding *f = &v.findings.at[i];
		must(f->code > FINDING_NONE && f->code < FINDING__N && finding_text(f->code, LANG_VI)[0]);
		must(finding_place(a, LANG_VI, f).n < 1000);
	}
	must(v.stage != VERIFY_RESULT || v.counts != NULL);
}

/* One question, 0 to 1 of 1, with a key everybody knows: g itself. */
static void ballot(struct arena *a, str bytes)
{
	struct group *g = group_new(a);
	struct election e;
	struct ballot b;
	struct finding f = {0};
	str key = group_text(g, g->g);
	str json =
	    arena_fmt(a,
		      "{\"version\":1,\"description\":\"\",\"name\":\"\",\"group\":\"BELENIOS-2048\","
		      "\"public_key\":\"%.*s\",\"questions\":[{\"answers\":[\"A\"],\"min\":0,\"max\":1,"
		      "\"question\":\"\"}],\"uuid\":\"ThiDuaThu2o26d\"}",
		      STRF(key));
	must(election_read(g, json, &f, &e) == TD_OK);
	td_rc rc = ballot_read(&e, bytes, &f, &b);
	must(rc == TD_OK ? str_eq(ballot_text(&e, &b, true), bytes) : f.code != FINDING_NONE);
}

static td_rc one(void *ctx)
{
	const struct input *in = ctx;
	str rest = str_from(in->bytes, 1);
	if (str_has_prefix(in->bytes, S("b")))
		ballot(in->a, rest);
	else
		archive(in->a, str_has_prefix(in->bytes, S("d")) ? wrap(in->a, rest) : rest);
	return TD_OK;
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	struct input in = {arena_new("fuzz", (size_t)256 << 20), {(const char *)data, size}};
	if (in.a) {
		td_rc rc = arena_run(in.a, one, &in);
		must(rc == TD_OK || rc == TD_LIMIT);
	}
	arena_free(in.a);
	return 0;
}
