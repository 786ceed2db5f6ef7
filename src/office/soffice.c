#include "office/soffice.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "office/worker_part.h"

static const char *program(void)
{
	static const char *const places[] = {"/usr/bin/soffice", "/usr/bin/libreoffice",
					     "/usr/local/bin/soffice", "/opt/libreoffice/program/soffice"};
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (access(places[i], X_OK) == 0)
			return places[i];
	return NULL;
}

bool soffice_installed(void)
{
	return program() != NULL;
}

/* ---- its directory ---- */

static int drop_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	(void)st, (void)kind, (void)where;
	remove(path);
	return 0;
}

static void drop_directory(void *path)
{
	nftw(path, drop_one, 16, FTW_DEPTH | FTW_PHYS);
}

static bool put_file(const char *path, str bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool ok = fd >= 0 && worker_write(fd, bytes);
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool get_file(struct arena *a, const char *path, str *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	bool ok = fd >= 0 && worker_read(a, fd, (size_t)SOFFICE_MAX_PDF_MB << 20, out);
	if (fd >= 0)
		close(fd);
	return ok && str_has_prefix(*out, S("%PDF-"));
}

/* ---- the program ---- */

static void limit(pid_t pid, int what, rlim_t n)
{
	prlimit(pid, (__rlimit_resource_t)what, &(struct rlimit){n, n}, NULL);
}

static bool start(struct arena *a, const char *directory, pid_t *pid)
{
	static char headless[] = "--headless", norestore[] = "--norestore", convert[] = "--convert-to",
		    pdf[] = "pdf", outdir[] = "--outdir", path[] = "PATH=/usr/bin:/bin",
		    locale[] = "LC_ALL=C.UTF-8";
	char *dir = (char *)(uintptr_t)directory;
	char *profile = (char *)(uintptr_t)arena_fmt(a, "-env:UserInstallation=file://%s/profile", dir).p;
	char *home = (char *)(uintptr_t)arena_fmt(a, "HOME=%s", dir).p;
	char *in = (char *)(uintptr_t)arena_fmt(a, "%s/in.docx", dir).p;
	char *argv[] = {
	    (char *)(uintptr_t)program(), profile, headless, norestore, convert, pdf, outdir, dir, in, NULL};
	char *env[] = {path, locale, home, NULL};
	posix_spawn_file_actions_t act;
	posix_spawnattr_t attr;
	if (argv[0] == NULL || posix_spawn_file_actions_init(&act) != 0)
		return false;
	bool ok = posix_spawnattr_init(&attr) == 0;
	if (ok) {
		ok = posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETPGROUP) == 0 &&
		     posix_spawn_file_actions_addopen(&act, 0, "/dev/null", O_RDONLY, 0) == 0 &&
		     posix_spawn_file_actions_addopen(&act, 1, "/dev/null", O_WRONLY, 0) == 0 &&
		     posix_spawn_file_actions_addopen(&act, 2, "/dev/null", O_WRONLY, 0) == 0 &&
		     posix_spawn(pid, argv[0], &act, &attr, argv, env) == 0;
		posix_spawnattr_destroy(&attr);
	}
	posix_spawn_file_actions_destroy(&act);
	return ok;
}

/* Waits for it; what it left running goes with it. */
static bool wait_for(pid_t pid)
{
	int status = -1, fd = pidfd_open(pid, 0);
	struct pollfd p = {.fd = fd, .events = POLLIN};
	const bool ended = fd >= 0 && poll(&p, 1, SOFFICE_TIMEOUT_MS) == 1;
	if (fd >= 0)
		close(fd);
	kill(-pid, SIGKILL); /* its group; the leader is not reaped yet, so the number is still its own */
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return ended && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool run(struct arena *a, const char *directory)
{
	pid_t pid;
	if (!start(a, directory, &pid))
		return false;
	limit(pid, RLIMIT_CPU, SOFFICE_CPU_S);
	limit(pid, RLIMIT_AS, (rlim_t)SOFFICE_MEMORY_MB << 20);
	limit(pid, RLIMIT_FSIZE, (rlim_t)SOFFICE_MAX_PDF_MB << 20);
	limit(pid, RLIMIT_CORE, 0);
	return wait_for(pid);
}

/* LibreOffice writes each page as an object of its own, not packed. */
static i64 count_pages(str pdf)
{
	i64 n = 0;
	const str mark = S("/Type/Page/");
	for (size_t at; (at = str_find(pdf, mark)) < pdf.n; pdf = str_from(pdf, at + mark.n))
		n++;
	return n;
}

td_rc soffice_pdf(struct arena *a, str docx, struct err *e, str *pdf, i64 *pages)
{
	char *directory = (char *)(uintptr_t)arena_str(a, S("/tmp/thidua-office-XXXXXX")).p;
	if (!soffice_installed())
		return err_add(e, TD_NOT_FOUND, S(""), "Máy chủ chưa cài LibreOffice.");
	if (mkdtemp(directory) == NULL)
		return err_add(e, TD_IO, S(""), "Không có chỗ trong /tmp để LibreOffice tạo PDF.");
	arena_defer(a, drop_directory, directory);
	const char *in = arena_fmt(a, "%s/in.docx", directory).p,
		   *out = arena_fmt(a, "%s/in.pdf", directory).p;
	const bool ok = put_file(in, docx) && run(a, directory) && get_file(a, out, pdf);
	drop_directory(directory);
	if (!ok)
		return err_add(e, TD_IO, S(""),
			       "LibreOffice không tạo được PDF từ tệp này, hoặc làm quá lâu.");
	*pages = count_pages(*pdf);
	return TD_OK;
}
