/* Parsers made to misbehave: each is stopped, and who sent the file reads a sentence. The tasks are of this program
 * alone; its children know them. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "office/docx.h"
#include "office/sheet.h"
#include "office/worker.h"
#include "tests/lib/check.h"

static const char *const written = "/tmp/thidua-test-sandbox";

static td_rc tell(struct worker_job *j)
{
	err_add(j->e, TD_INVALID, S("Bảng điểm!F27"), "Sai: %.*s.", STRF(j->input));
	err_add(j->e, TD_INVALID, S("F28"), "%d", 2);
	return TD_INVALID;
}

static td_rc echo(struct worker_job *j)
{
	j->out = j->input;
	return TD_OK;
}

static td_rc eat_arena(struct worker_job *j)
{
	volatile bool on = true;
	while (on)
		arena_alloc(j->a, 1 << 20);
	return TD_OK;
}

static td_rc eat_heap(struct worker_job *j)
{
	char *volatile p;
	(void)j;
	while ((p = malloc(8 << 20)) != NULL)
		for (size_t i = 0; i < 8 << 20; i += 4096)
			p[i] = 1;
	return TD_LIMIT;
}

static td_rc loop(struct worker_job *j)
{
	volatile bool on = true;
	(void)j;
	while (on)
		;
	return TD_OK;
}

static td_rc crash(struct worker_job *j)
{
	(void)j;
	raise(SIGSEGV);
	return TD_OK;
}

/* Reading a file is refused, not deadly: libraries look for files of their own. */
static td_rc open_file(struct worker_job *j)
{
	int fd = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
	j->out = fd < 0 && errno == EPERM ? S("refused") : S("opened");
	return TD_OK;
}

static td_rc open_memory(struct worker_job *j)
{
	int memory = memfd_create("font", MFD_CLOEXEC);
	str name = arena_fmt(j->a, "/proc/self/fd/%d", memory);
	if (memory < 0 || open(name.p, O_RDONLY | O_CLOEXEC) < 0)
		return TD_IO;
	return open("/etc/passwd", O_RDONLY | O_CLOEXEC) < 0 ? TD_OK : TD_DENIED;
}

static void *step(void *arg)
{
	*(int *)arg = 1;
	return NULL;
}

static td_rc start_thread(struct worker_job *j)
{
	pthread_t t;
	int done = 0;
	(void)j;
	if (pthread_create(&t, NULL, step, &done) != 0 || pthread_join(t, NULL) != 0)
		return TD_IO;
	return done ? TD_OK : TD_IO;
}

static td_rc write_file(struct worker_job *j)
{
	(void)j;
	return open(written, O_WRONLY | O_CREAT | O_CLOEXEC, 0600) < 0 ? TD_IO : TD_OK;
}

static td_rc write_disk(struct worker_job *j)
{
	(void)j;
	return open("/var/tmp/thidua-test-sandbox", O_WRONLY | O_CREAT | O_CLOEXEC, 0600) < 0 ? TD_OK
											      : TD_DENIED;
}

static td_rc connect_out(struct worker_job *j)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(80)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	(void)j;
	return fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) == 0 ? TD_OK : TD_IO;
}

static td_rc split(struct worker_job *j)
{
	pid_t pid = fork();
	(void)j;
	if (pid == 0)
		_exit(0);
	return pid > 0 ? TD_OK : TD_IO;
}

static td_rc run_program(struct worker_job *j)
{
	static char name[] = "/bin/true";
	char *argv[] = {name, NULL}, *env[] = {NULL};
	(void)j;
	execve(name, argv, env);
	return TD_IO;
}

static td_rc trace(struct worker_job *j)
{
	(void)j;
	return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0 ? TD_OK : TD_IO;
}

static td_rc signal_parent(struct worker_job *j)
{
	(void)j;
	return kill(getppid(), 0) == 0 ? TD_OK : TD_IO;
}

static td_rc write_much(struct worker_job *j)
{
	static char block[1 << 16];
	(void)j;
	for (;;)
		if (write(1, block, sizeof block) < 0)
			return TD_IO;
}

/* Ends well and answers what no worker would. */
static td_rc lie(struct worker_job *j)
{
	if (write(1, j->input.p, j->input.n) < 0)
		return TD_IO;
	_exit(0);
}

static td_rc rubbish(struct worker_job *j)
{
	j->out = j->input;
	return TD_OK;
}

#define READS(name, run)                          \
	{                                         \
		name, run, false,                 \
		{                                 \
			256, 1, 4, SANDBOX_CLOSED \
		}                                 \
	}
static const struct worker_task tasks[] = {
    READS("tell", tell),
    READS("echo", echo),
    READS("arena", eat_arena),
    {"heap",
     eat_heap,
     false,
     {256, 5, 4, SANDBOX_CLOSED}}, /* its memory ends before its time on a busy machine too */
    READS("loop", loop),
    READS("crash", crash),
    READS("open", open_file),
    READS("write", write_file),
    READS("connect", connect_out),
    READS("fork", split),
    READS("thread", start_thread),
    READS("exec", run_program),
    READS("ptrace", trace),
    READS("kill", signal_parent),
    READS("much", write_much),
    READS("lie", lie),
    READS("rubbish", rubbish),
    {"memory files", open_memory, false, {256, 5, 4, SANDBOX_MEMORY_FILES}},
    {"threads", start_thread, false, {256, 5, 4, SANDBOX_MEMORY_FILES}},
    {"scratch", write_disk, false, {256, 5, 4, SANDBOX_SCRATCH}},
};

/* Before the one of all test programs (tests/lib/check.c), which knows the tasks of thidua. */
__attribute__((constructor(200))) static void be_worker(int argc, char **argv)
{
	for (size_t i = 0; argc == 3 && strcmp(argv[1], "worker") == 0 && i < sizeof tasks / sizeof *tasks;
	     i++)
		if (strcmp(tasks[i].name, argv[2]) == 0)
			worker_serve(tasks, sizeof tasks / sizeof *tasks, argv[2]);
}

static td_rc start(const char *name, str input, struct err *e, str *out)
{
	for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++)
		if (strcmp(tasks[i].name, name) == 0)
			return worker_start(check_arena(), &tasks[i], -1, input, e, out);
	return TD_NOT_FOUND;
}

/* Stopped, with one sentence that holds these words. */
static void stopped(const char *name, str input, str words)
{
	struct err e = err_new(check_arena(), LANG_VI);
	str out = STR_NULL;
	td_rc rc = start(name, input, &e, &out);
	if (rc != TD_INVALID || e.n_total != 1 || str_find(err_first(&e), words) == err_first(&e).n)
		check_fail(__FILE__, __LINE__, "%s: %s, «%.*s»", name, rc_name(rc), STRF(err_first(&e)));
	CHECK(str_find(err_first(&e), S("Chưa có gì thay đổi")) < err_first(&e).n);
}

CASE(faults_come_back_with_their_places)
{
	struct err e = err_new(check_arena(), LANG_VI);
	str out;
	CHECK_INT(start("tell", S("ô trống"), &e, &out), TD_INVALID);
	CHECK_INT(e.n_total, 2);
	CHECK_STR(e.items.at[0].where, "Bảng điểm!F27");
	CHECK_STR(e.items.at[0].text, "Sai: ô trống.");
	CHECK_STR(e.items.at[1].text, "2");
	CHECK_INT(start("echo", S("nguyên vẹn"), &e, &out), TD_OK);
	CHECK_STR(out, "nguyên vẹn");
	CHECK_INT(e.n_total, 2);
}

CASE(a_parser_that_eats_memory_is_stopped)
{
	stopped("arena", S(""), S("quá nhiều bộ nhớ"));
#ifndef __SANITIZE_ADDRESS__ /* there malloc() itself ends the process */
	stopped("heap", S(""), S("quá nhiều bộ nhớ"));
#else
	stopped("heap", S(""), S("dừng giữa chừng"));
#endif
}

CASE(a_parser_that_never_ends_is_stopped)
{
	stopped("loop", S(""), S("đọc quá lâu"));
}

CASE(a_parser_that_crashes_is_a_sentence)
{
	stopped("crash", S(""), S("dừng"));
}

CASE(a_parser_that_writes_without_end_is_stopped)
{
	stopped("much", S(""), S("đã bị dừng"));
}

CASE(a_parser_that_opens_a_file_gets_none)
{
	struct err e = err_new(check_arena(), LANG_VI);
	str out = STR_NULL;
	CHECK_INT(start("open", S(""), &e, &out), TD_OK);
	CHECK_STR(out, "refused");
}

CASE(a_parser_that_writes_to_a_path_is_stopped)
{
	struct stat st;
	stopped("write", S(""), S("đã bị dừng"));
	CHECK(stat(written, &st) != 0);
}

CASE(a_parser_that_reaches_for_the_network_is_stopped)
{
	stopped("connect", S(""), S("đã bị dừng"));
}

CASE(a_parser_that_starts_processes_is_stopped)
{
	stopped("fork", S(""), S("đã bị dừng"));
	stopped("exec", S(""), S("đã bị dừng"));
	stopped("thread", S(""), S("dừng"));
}

CASE(a_parser_that_touches_other_processes_is_stopped)
{
	stopped("ptrace", S(""), S("đã bị dừng"));
	stopped("kill", S(""), S("đã bị dừng"));
}

CASE(fonts_in_memory_files_and_threads_are_for_who_draws)
{
	struct err e = err_new(check_arena(), LANG_VI);
	str out;
	CHECK_INT(start("memory files", S(""), &e, &out), TD_OK);
	CHECK_INT(start("threads", S(""), &e, &out), TD_OK);
	CHECK_INT(start("scratch", S(""), &e, &out), TD_OK);
}

CASE(what_a_parser_that_was_taken_over_says_is_looked_at)
{
	static const struct {
		u64 n_out, n_faults_bytes;
		u32 rc, n_total, n_items, n_unsaid;
		u64 magic;
	} lies[] = {
	    {1, 0, 0, 0, 0, 0, 0x656e6f642d647474u},
	    {0, 0, 99, 0, 0, 0, 0x656e6f642d647474u},
	    {0, 0, 2, 5, 5, 0, 0x656e6f642d647474u},
	    {0, 0, 2, 0, 0, 0, 0x656e6f642d647474u},
	    {0, 0, 0, 0, 0, 0, 1},
	};
	stopped("lie", S("vài chữ"), S("dừng giữa chừng"));
	for (size_t i = 0; i < sizeof lies / sizeof *lies; i++)
		stopped("lie", (str){(const char *)&lies[i], sizeof lies[i]}, S("dừng giữa chừng"));
}

CASE(a_grid_that_is_none_is_refused)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	struct sheets in, back;
	CHECK_INT(sheets_from_csv(a, S("TT;Tên\n1;Nguyễn Văn A\n"), S("Bảng"), &e, &in), TD_OK);
	str packed = sheets_pack(a, &in);
	CHECK_INT(sheets_unpack(a, packed, &back), TD_OK);
	CHECK_STR(sheet_text(a, &back.at[0], 1, 1), "Nguyễn Văn A");
	for (size_t n = 0; n < packed.n; n++)
		CHECK_INT(sheets_unpack(a, str_upto(packed, n), &back), TD_CORRUPT);
	for (size_t at = 0; at < packed.n;
	     at++) { /* every byte wrong in turn: refused or a grid, never a crash */
		char *p = NEW_N(a, char, packed.n);
		memcpy(p, packed.p, packed.n);
		p[at] = (char)(p[at] ^ 0xff);
		td_rc rc = sheets_unpack(a, (str){p, packed.n}, &back);
		CHECK(rc == TD_OK || rc == TD_CORRUPT);
	}
}

CASE(uploads_are_read_apart)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	struct sheets in;
	CHECK_INT(sheets_from_upload(a, S("TT;Tên\n1;Trần Thị B\n"), S("Đơn vị"), &e, &in), TD_OK);
	CHECK_STR(sheet_addr(a, &in.at[0], 1, 1), "Đơn vị!B2");
	CHECK_STR(sheet_text(a, &in.at[0], 1, 1), "Trần Thị B");
	CHECK_INT(sheets_from_upload(a, S("PK\3\4 hỏng"), S("x"), &e, &in), TD_INVALID);
	CHECK_INT(e.n_total, 1);
	CHECK_INT(docx_check_upload(a, S("không phải"), value_map(a), &e), TD_INVALID);
	CHECK_INT(e.n_total, 2);
}
