/* Who starts a worker. */
#include "office/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "base/utf8.h"
#include "office/worker_part.h"

struct child {
	const struct worker_task *task;
	int program; /* −1: ourselves */
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

bool worker_write(int fd, str s)
{
	while (s.n) {
		ssize_t n = write(fd, s.p, s.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		s = str_from(s, (size_t)n);
	}
	return true;
}

bool worker_read(struct arena *a, int fd, size_t max, str *out)
{
	struct stat st;
	if (fstat(fd, &st) != 0 || st.st_size < 0 || (u64)st.st_size > max)
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

static void close_program(void *program)
{
	int fd = *(int *)program;
	if (fd >= 0)
		close(fd);
}

int worker_open(struct arena *a, str program)
{
	int *fd = NEW(a, int);
	*fd = -1;
	arena_defer(a, close_program, fd); /* before there is anything to close: it may unwind */
	*fd = memfd_create("thidua-program", MFD_CLOEXEC);
	if (*fd < 0)
		return -1;
	return worker_write(*fd, program) ? *fd : -1;
}

/* Sanitizers keep terabytes of address space: their own bound stands for RLIMIT_AS, with room for what they keep back. */
static void fill_options(const struct child *c, char *room, size_t n)
{
	snprintf(room, n, "ASAN_OPTIONS=detect_leaks=0:mmap_limit_mb=%u", c->task->box.memory_mb + 1024);
}

static bool start(const struct child *c, pid_t *pid)
{
	static char name[] = "thidua", word[] = "worker", locale[] = "LC_ALL=C";
	char path[32], options[64], *task = (char *)(uintptr_t)c->task->name;
	char *argv[] = {name, word, task, NULL}, *env[] = {locale, options, NULL};
	posix_spawn_file_actions_t act;
	fill_options(c, options, sizeof options);
#ifndef __SANITIZE_ADDRESS__
	env[1] = NULL;
#endif
	snprintf(path, sizeof path, c->program < 0 ? "/proc/self/exe" : "/proc/self/fd/%d", c->program);
	if (posix_spawn_file_actions_init(&act) != 0)
		return false;
	bool ok = posix_spawn_file_actions_adddup2(&act, c->in, 0) == 0 &&
		  posix_spawn_file_actions_adddup2(&act, c->out, 1) == 0 &&
		  posix_spawn_file_actions_addopen(&act, 2, "/dev/null", O_WRONLY, 0) == 0 &&
		  posix_spawn(pid, path, &act, NULL, argv, env) == 0;
	posix_spawn_file_actions_destroy(&act);
	return ok;
}

enum ending { ENDED, TOO_LONG, TOO_LARGE, DIED, NOT_LOADED };

enum { EXIT_NOT_LOADED = 127 }; /* what the loader says when a library of the program is missing */

/* Waits for it, or kills it. */
static enum ending wait_for(const struct child *c, pid_t pid)
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
	if (ended && WIFEXITED(status))
		return WEXITSTATUS(status) == EXIT_NOT_LOADED ? NOT_LOADED : ENDED;
	log_warn("worker %s: %s, signal %d", c->task->name, ended ? "killed" : "too slow",
		 WIFSIGNALED(status) ? WTERMSIG(status) : 0);
	bool cpu = WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
	return !ended || cpu                                        ? TOO_LONG
	       : WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ ? TOO_LARGE
								    : DIED;
}

/* Nothing of the child's is believed unseen: a parser that was taken over may have written this. */
static bool take_faults(str bytes, const struct worker_tail *t, struct err *e)
{
	for (u32 i = 0; i < t->n_items; i++) {
		u32 n[2];
		if (bytes.n < sizeof n)
			return false;
		memcpy(n, bytes.p, sizeof n);
		bytes = str_from(bytes, sizeof n);
		if ((u64)n[0] + n[1] > bytes.n)
			return false;
		str where = str_upto(bytes, n[0]), text = str_upto(str_from(bytes, n[0]), n[1]);
		bytes = str_from(bytes, (size_t)n[0] + n[1]);
		size_t bad;
		if (utf8_clean(e->a, where, &where, &bad) != TD_OK ||
		    utf8_clean(e->a, text, &text, &bad) != TD_OK)
			return false;
		err_add(e, TD_INVALID, where, "%.*s", STRF(text));
	}
	size_t more = t->n_total - t->n_items;
	e->n_total += more;
	e->n_unsaid += t->n_unsaid;
	return bytes.n == 0;
}

static bool take(struct arena *a, const struct child *c, struct err *e, td_rc *rc, str *out)
{
	const size_t max = ((size_t)c->task->box.file_mb << 20) + sizeof(struct worker_tail);
	struct worker_tail t;
	str all;
	if (!worker_read(a, c->out, max, &all) || all.n < sizeof t)
		return false;
	memcpy(&t, all.p + all.n - sizeof t, sizeof t);
	all.n -= sizeof t;
	if (t.magic != WORKER_TAIL_MAGIC || t.rc >= TD__N || t.n_total < t.n_items ||
	    t.n_unsaid > t.n_total || t.n_out > all.n || t.n_faults_bytes != all.n - t.n_out)
		return false;
	*rc = (td_rc)t.rc;
	*out = str_upto(all, t.n_out);
	return take_faults(str_from(all, t.n_out), &t, e);
}

static td_rc refuse(const struct child *c, struct err *e, enum ending how)
{
	if (how == NOT_LOADED)
		return err_add(
		    e, TD_IO, S(""),
		    "Máy chủ chưa cài đủ thư viện vẽ trang (libcairo2, libfreetype6, libharfbuzz0b) nên chưa "
		    "tạo được PDF. Hãy tải tệp Word, hoặc nhờ người quản trị cài các gói đó.");
	if (c->task->writes)
		return err_add(
		    e, TD_IO, S(""),
		    "Không tạo được tệp: tiến trình ghi tệp dừng giữa chừng hoặc quá lâu. Số liệu không "
		    "thay đổi; hãy "
		    "thử lại.");
	static const char *const why[] = {
	    [ENDED] = N_("Không đọc được tệp: việc đọc dừng giữa chừng. Chưa có gì thay đổi; hãy mở tệp bằng "
			 "Word hoặc Excel, lưu lại rồi thử lại."),
	    [TOO_LONG] =
		N_("Không đọc được tệp: đọc quá lâu nên đã bị dừng. Chưa có gì thay đổi; hãy bỏ bớt phần "
		   "thừa trong tệp rồi thử lại."),
	    [TOO_LARGE] =
		N_("Không đọc được tệp: đọc tệp này cần quá nhiều bộ nhớ nên đã bị dừng. Chưa có gì thay "
		   "đổi; hãy bỏ bớt phần thừa trong tệp rồi thử lại."),
	    [DIED] = N_(
		"Không đọc được tệp: tệp hỏng hoặc cố tình làm chương trình đọc chạy sai nên việc đọc đã bị "
		"dừng. Chưa có gì thay đổi; hãy mở tệp bằng Word hoặc Excel, lưu lại rồi thử lại."),
	};
	return err_add(e, TD_INVALID, S(""), "%s", i18n_tr(e->lang, why[how]));
}

td_rc worker_no_memory(struct err *e)
{
	return err_add(
	    e, TD_IO, S(""),
	    "Máy chủ đang thiếu bộ nhớ hoặc tiến trình nên chưa làm được việc này. Chưa có gì thay "
	    "đổi; hãy thử lại sau ít phút.");
}

td_rc worker_start(struct arena *a, const struct worker_task *task, int program, str input, struct err *e,
		   str *out)
{
	struct child *c = NEW(a, struct child);
	*c = (struct child){task, program, -1, -1};
	struct worker_head head = {WORKER_HEAD_MAGIC, (u32)e->lang, (u32)e->max, (u32)e->items.n};
	size_t before = e->n_total;
	pid_t pid;
	td_rc rc = TD_OK;
	arena_defer(a, close_files, c);
	c->in = memfd_create("thidua-in", MFD_CLOEXEC);
	c->out = memfd_create("thidua-out", MFD_CLOEXEC);
	if (c->in < 0 || c->out < 0 || !worker_write(c->in, (str){(char *)&head, sizeof head}) ||
	    !worker_write(c->in, input) || lseek(c->in, 0, SEEK_SET) != 0 || !start(c, &pid))
		return worker_no_memory(e);
	enum ending how = wait_for(c, pid);
	if (how == ENDED && take(a, c, e, &rc, out) && (rc == TD_OK || e->n_total > before))
		return rc;
	return refuse(c, e, rc == TD_LIMIT ? TOO_LARGE : how);
}
