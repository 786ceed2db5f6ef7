/* Signed PDFs, certificates and CRLs: any bytes. A verdict comes back, without a trust list never "hợp lệ"; then again with
 * the root and the list of revoked certificates of the corpus, so that chains, time stamps and lists are gone through. */
#include <stdio.h>
#include <stdlib.h>

#include "sign/verify.h"
#include "tests/lib/fuzz.h"

struct input {
	struct arena *a;
	str bytes;
};

static void must(bool truth)
{
	if (!truth)
		abort();
}

enum { SEEN_MS_DAYS = 20605 }; /* 2026-06-01, as in tests/sign */
#define SEEN_MS ((i64)SEEN_MS_DAYS * 86400000)

static void check(struct arena *a, str bytes, const struct sign_trust *trust, bool somebody)
{
	struct sign_verdict v;
	must(sign_verify(a, bytes, trust, &v) == TD_OK);
	must(somebody || v.state >= SIGN_UNKNOWN);
	must(v.signatures.n <= SIGN_MAX_SIGNATURES);
	for (size_t s = 0; s < v.signatures.n; s++) {
		const struct sign_one *one = &v.signatures.at[s];
		must(v.state >= one->state);
		for (size_t i = 0; i < one->checks.n; i++) {
			must(one->checks.at[i].why < sign_reasons(one->checks.at[i].code));
			must(one->state >= one->checks.at[i].state);
			must(sign_check_text(a, LANG_VI, &one->checks.at[i]).n > 0);
		}
	}
}

static str trusted(const char *path, char *room, size_t max)
{
	FILE *f = fopen(path, "rb");
	must(f != NULL);
	size_t n = fread(room, 1, max, f);
	fclose(f);
	return (str){room, n};
}

static td_rc look(void *p)
{
	static char root[4096], list[4096];
	static str root_der, list_der;
	struct input *in = p;
	struct sign_trust nobody = {.now_ms = SEEN_MS}, all = {.now_ms = SEEN_MS};
	sign_pieces pieces;
	if (!root_der.n) { /* read once */
		root_der = trusted(TRUST_DIR "/root.der", root, sizeof root);
		list_der = trusted(TRUST_DIR "/between.crl", list, sizeof list);
	}
	VEC_PUSH(in->a, &all.roots) = root_der;
	VEC_PUSH(in->a, &all.stamp_roots) = root_der;
	VEC_PUSH(in->a, &all.crls) = list_der;
	if (sign_read_pieces(in->a, in->bytes, &pieces) == TD_OK)
		for (size_t i = 0; i < pieces.n && i < 4; i++) {
			VEC_PUSH(in->a, &nobody.intermediates) = pieces.at[i].der;
			VEC_PUSH(in->a, &nobody.crls) = pieces.at[i].der;
			VEC_PUSH(in->a, &all.crls) = pieces.at[i].der;
		}
	check(in->a, in->bytes, &nobody, false);
	check(in->a, in->bytes, &all, true);
	return TD_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = {arena_new("fuzz", 256 << 20), {(const char *)data, size}};
	if (in.a) {
		td_rc rc = arena_run(in.a, look, &in);
		must(rc == TD_OK || rc == TD_LIMIT);
	}
	arena_free(in.a);
	return 0;
}
