#include "office/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "office/book.h"

/* ---- the parent ---- */

struct child {
	int in, out;
};

static void close_files(void *child)
{
	struct child *c = child;
	if (c->in >= 0)
		close(c->in);
	if (c->out >= 0)
		close(c->out);
}

static bool write_all(int fd, str s)
{
	while (s.n) {
		ssize_t n = write(fd, s.p, s.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		s = str_from(s, (size_t)n);
	}
	return lseek(fd, 0, SEEK_SET) == 0;
}

static bool start(const struct child *c, const char *task, pid_t *pid)
{
	static char program[] = "thidua", word[] = "worker", locale[] = "LC_ALL=C";
	char *argv[] = {program, word, (char *)(uintptr_t)task, NULL}, *env[] = {locale, NULL};
	posix_spawn_file_actions_t act;
	if (posix_spawn_file_actions_init(&act) != 0)
		return false;
	bool ok = posix_spawn_file_actions_adddup2(&act, c->in, 0) == 0 &&
		  posix_spawn_file_actions_adddup2(&act, c->out, 1) == 0 &&
		  posix_spawn_file_actions_addopen(&act, 2, "/dev/null", O_WRONLY, 0) == 0 &&
		  posix_spawn(pid, "/proc/self/exe", &act, NULL, argv, env) == 0;
	posix_spawn_file_actions_destroy(&act);
	return ok;
}

/* Its exit status, or −1 when it had to be killed. */
static int wait_for(pid_t pid)
{
	int status = -1, fd = pidfd_open(pid, 0);
	struct pollfd p = {.fd = fd, .events = POLLIN};
	bool ended = fd >= 0 && poll(&p, 1, WORKER_TIMEOUT_MS) == 1;
	if (fd >= 0)
		close(fd);
	if (!ended)
		kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return ended ? status : -1;
}

static bool read_all(struct arena *a, int fd, str *out)
{
	struct stat st;
	if (fstat(fd, &st) != 0 || st.st_size <= 0 || st.st_size > WORKER_MAX_OUTPUT)
		return false;
	char *p = arena_alloc(a, (size_t)st.st_size);
	size_t at = 0;
	while (at < (size_t)st.st_size) {
		ssize_t n = pread(fd, p + at, (size_t)st.st_size - at, (off_t)at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += (size_t)n;
	}
	*out = (str){p, at};
	return true;
}

td_rc worker_run(struct arena *a, const char *task, str input, struct err *e, str *out)
{
	struct child *c = NEW(a, struct child);
	pid_t pid;
	c->in = c->out = -1;
	arena_defer(a, close_files, c);
	c->in = memfd_create("thidua-in", MFD_CLOEXEC);
	c->out = memfd_create("thidua-out", MFD_CLOEXEC);
	if (c->in >= 0 && c->out >= 0 && write_all(c->in, input) && start(c, task, &pid) &&
	    wait_for(pid) == 0 && read_all(a, c->out, out))
		return TD_OK;
	return err_add(e, TD_IO, S(""),
		       "Không tạo được tệp: tiến trình ghi tệp dừng giữa chừng hoặc quá lâu. Số liệu không "
		       "thay đổi; hãy "
		       "thử lại.");
}

/* ---- the child ---- */

static void limit(int what, rlim_t n)
{
	setrlimit((__rlimit_resource_t)what, &(struct rlimit){n, n});
}

/* No programs, no network, no other processes: refused with EPERM. What the filter does not know it lets through; the
 * limits hold whatever happens. */
static void forbid(void)
{
#if defined(__x86_64__) || defined(__aarch64__)
#ifdef __x86_64__
	enum { ARCH = AUDIT_ARCH_X86_64 };
#else
	const u32 ARCH = AUDIT_ARCH_AARCH64;
#endif
#define DENY(nr) \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (nr), 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)
	struct sock_filter code[] = {
	    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
	    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (u32)ARCH, 1, 0),
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
	    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
	    DENY(SYS_execve),
	    DENY(SYS_execveat),
#ifndef __SANITIZE_ADDRESS__ /* which looks for leaks with a thread that traces the others */
	    DENY(SYS_clone),
	    DENY(SYS_clone3),
	    DENY(SYS_ptrace),
#endif
	    DENY(SYS_socket),
	    DENY(SYS_connect),
	    DENY(SYS_kill),
	    DENY(SYS_mount),
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog prog = {sizeof code / sizeof *code, code};
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &prog);
#endif
}

static void limit_self(void)
{
	close_range(3, ~0U, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#ifndef __SANITIZE_ADDRESS__
	limit(RLIMIT_AS, WORKER_MAX_MEMORY);
#endif
	limit(RLIMIT_CPU, WORKER_TIMEOUT_MS / 1000);
	limit(RLIMIT_FSIZE, WORKER_MAX_OUTPUT);
	limit(RLIMIT_NOFILE, 64);
	limit(RLIMIT_CORE, 0);
	forbid();
}

struct job {
	struct arena *a;
	const char *task;
};

static td_rc write_book(struct arena *a, str input)
{
	const struct value *v;
	struct book *b;
	struct err e = err_new(a, LANG_VI);
	td_rc rc = value_from_json(a, input, &e, &v);
	if (rc == TD_OK)
		rc = book_from_value(a, v, &b);
	return rc == TD_OK ? book_write(b, "/proc/self/fd/1") : rc;
}

static td_rc run(void *ctx)
{
	static const struct {
		const char *name;
		td_rc (*run)(struct arena *a, str input);
	} tasks[] = {{"book", write_book}};
	struct job *j = ctx;
	str input;
	for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++)
		if (strcmp(j->task, tasks[i].name) == 0)
			return read_all(j->a, 0, &input) ? tasks[i].run(j->a, input) : TD_IO;
	return TD_NOT_FOUND;
}

_Noreturn void worker_main(const char *task)
{
	limit_self();
	struct job j = {arena_new("worker", WORKER_MAX_MEMORY), task};
	td_rc rc = j.a ? arena_run(j.a, run, &j) : TD_LIMIT;
	arena_free(j.a);
	_exit(rc_exit(rc)); /* what the libraries did not give back goes with the process */
}
