/* The files of cases.h and the certificates, for tests/interop/run_pdfsig.py: into the folder THIDUA_FOLDER. Prints the
 * table. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/lib/check.h"
#include "tests/sign/cases.h"

static const char *folder;
static struct sign_case cases[SIGN_CASES_MAX];

static void put(const char *name, str bytes)
{
	str path = arena_fmt(check_arena(), "%s/%s", folder, name);
	int fd = open(path.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	CHECK(fd >= 0 && write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n);
	close(fd);
}

CASE(files)
{
	struct arena *a = check_arena();
	folder = getenv("THIDUA_FOLDER");
	CHECK(folder != NULL);
	struct pki *k = pki_new(a);
	u32 n = sign_cases(k, cases);
	CHECK(mkdir(arena_fmt(a, "%s/trust", folder).p, 0700) == 0);
	put("root.der", pki_der(k, P_ROOT));
	put("between.der", pki_der(k, P_BETWEEN));
	put("between.crl", pki_crl(k));
	put("trust/root.der", pki_der(k, P_ROOT));
	put("trust/tsa-root.der", pki_der(k, P_ROOT));
	put("trust/between.der", pki_der(k, P_BETWEEN));
	put("trust/between.crl", pki_crl(k));
	put("seal.pem", pki_pem(k, P_SIGNER, P_SIGNER, NULL));
	for (u32 i = 0; i < n; i++)
		put(arena_fmt(a, "%s.pdf", cases[i].name).p, cases[i].bytes);
	printf("[");
	for (u32 i = 0; i < n; i++)
		printf("%s{\"name\": \"%s\", \"state\": \"%s\", \"pdfsig\": \"%s\", \"why\": \"%s\"}\n",
		       i ? ", " : "", cases[i].name, sign_state_code(cases[i].state), cases[i].pdfsig,
		       cases[i].stricter ? cases[i].stricter : "");
	printf("]\n");
}
