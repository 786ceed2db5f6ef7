/* Signed PDFs, certificates and CRLs: any bytes. A verdict comes back, and without a trust list it is never "hợp lệ". */
#include <stdlib.h>

#include "sign/verify.h"
#include "tests/lib/fuzz.h"

struct input {
	struct arena *a;
	str bytes;
};

static td_rc look(void *p)
{
	struct input *in = p;
	struct sign_trust nobody = {.now_ms = 1780272000000};
	struct sign_verdict v;
	sign_pieces pieces;
	if (sign_read_pieces(in->a, in->bytes, &pieces) == TD_OK)
		for (size_t i = 0; i < pieces.n && i < 4; i++) {
			VEC_PUSH(in->a, &nobody.intermediates) = pieces.at[i].der;
			VEC_PUSH(in->a, &nobody.crls) = pieces.at[i].der;
		}
	td_rc rc = sign_verify(in->a, in->bytes, &nobody, &v);
	if (rc != TD_OK || v.state < SIGN_UNKNOWN)
		abort();
	for (size_t s = 0; s < v.signatures.n; s++)
		for (size_t i = 0; i < v.signatures.at[s].checks.n; i++)
			if (v.signatures.at[s].checks.at[i].why >=
			    sign_reasons(v.signatures.at[s].checks.at[i].code))
				abort();
	return TD_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = {arena_new("fuzz", 256 << 20), {(const char *)data, size}};
	if (in.a) {
		td_rc rc = arena_run(in.a, look, &in);
		if (rc != TD_OK && rc != TD_LIMIT)
			abort();
	}
	arena_free(in.a);
	return 0;
}
