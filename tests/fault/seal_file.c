#include "tests/fault/seal_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/env.h"
#include "sign/authority.h"

struct job {
	struct arena *a;
	const char *path;
};

static td_rc write_pem(const char *path, str pem)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool whole = fd >= 0 && write(fd, pem.p, pem.n) == (ssize_t)pem.n;
	return fd >= 0 && close(fd) == 0 && whole ? TD_OK : TD_IO;
}

static td_rc make(void *ctx)
{
	const struct job *j = ctx;
	struct err e = err_new(j->a, LANG_VI);
	struct authority_hosts hosts = {.at = {"hoi-nghi.local"}, .n = 1};
	struct pem_pair root, own;
	struct env *clock = env_system();
	i64 now = clock->now_ms(clock);
	td_rc rc = authority_make(j->a, S("Gốc"), &hosts, now, &e, &root);
	if (rc == TD_OK)
		rc = authority_issue(j->a, &root, &hosts, now, &e, &own);
	if (rc == TD_OK)
		rc = write_pem(j->path, arena_fmt(j->a, "%.*s%.*s", STRF(own.key), STRF(own.cert)));
	return rc;
}

void seal_file_make(const char *path)
{
	struct job j = {arena_new("seal", (size_t)4 << 20), path};
	if (j.a == NULL || arena_run(j.a, make, &j) != TD_OK)
		abort();
	arena_free(j.a);
}
