/* One check of a signed PDF with everything in it: two signatures, a time stamp, a chain of three, a CRL; in process, as
 * the worker does it, and through the worker. To stay below: 10 ms. */
#include <stdio.h>
#include <time.h>

#include "office/signature.h"
#include "tests/lib/check.h"
#include "tests/sign/pdf_make.h"

enum { ROUNDS = 200, WORKER_ROUNDS = 40 };

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

CASE(check_of_a_signature)
{
	struct arena *a = check_arena();
	struct pki *k = pki_new(a);
	struct sign_trust trust;
	struct sign_verdict v;
	struct err e = err_new(a, LANG_VI);
	pki_trust(k, &trust);
	str one =
	    pdf_sign(k, FILE_CLASSIC, pdf_plain(a, FILE_CLASSIC), 0, &(struct signing){.who = P_SIGNER});
	str two = pdf_sign(k, FILE_CLASSIC, one, 1, &(struct signing){.who = P_SECOND, .stamped = true});
	double t = now();
	for (int i = 0; i < ROUNDS; i++) {
		struct arena_mark m = arena_mark(a);
		CHECK_INT(sign_verify(a, two, &trust, &v), TD_OK);
		arena_release(a, m);
	}
	double alone = (now() - t) / ROUNDS;
	t = now();
	for (int i = 0; i < WORKER_ROUNDS; i++) {
		struct arena_mark m = arena_mark(a);
		CHECK_INT(signature_verify(a, two, &trust, &e, &v), TD_OK);
		arena_release(a, m);
	}
	printf("signature check: %.2f ms (two signatures and a time stamp), in a worker %.2f ms\n", alone,
	       (now() - t) / WORKER_ROUNDS);
}
