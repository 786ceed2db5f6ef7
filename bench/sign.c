/* One check of a signed PDF with everything in it: two signatures, a time stamp, a chain of three, a CRL; in process, as
 * the worker does it, and through the worker with all it costs to start. To stay below: 10 ms. Processor time: the clock of a
 * busy machine tells nothing. */
#include <stdio.h>
#include <sys/resource.h>

#include "base/embed.h"
#include "office/signature.h"
#include "office/worker.h"
#include "tests/lib/check.h"
#include "tests/sign/pdf_make.h"

enum { ROUNDS = 200, WORKER_ROUNDS = 40 };

struct embed_set embed_worker_program(void);

static double spent(int who)
{
	struct rusage u;
	getrusage(who, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 +
	       (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
}

/* Milliseconds of this process and of the children it has waited for. */
static double now(void)
{
	return spent(RUSAGE_SELF) + spent(RUSAGE_CHILDREN);
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
	worker_program(embed_worker_program().at[0].bytes);
	t = now();
	for (int i = 0; i < WORKER_ROUNDS; i++) {
		struct arena_mark m = arena_mark(a);
		CHECK_INT(signature_verify(a, two, &trust, &e, &v), TD_OK);
		arena_release(a, m);
	}
	printf("signature check: %.2f ms CPU (two signatures and a time stamp), in a worker %.2f ms CPU "
	       "(wanted: < 10 ms)\n",
	       alone, (now() - t) / WORKER_ROUNDS);
}
