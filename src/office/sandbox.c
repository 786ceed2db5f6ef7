#include "office/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- limits ---- */

static bool limit(int what, rlim_t n)
{
	return setrlimit((__rlimit_resource_t)what, &(struct rlimit){n, n}) == 0;
}

/* No bound on processes where threads are needed: the kernel counts those of the whole user, the server's too. */
static bool limits(const struct sandbox *box)
{
	bool ok = limit(RLIMIT_CPU, box->seconds) && limit(RLIMIT_FSIZE, (rlim_t)box->file_mb << 20) &&
		  limit(RLIMIT_NOFILE, box->files == SANDBOX_CLOSED ? 8 : 64) && limit(RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__ /* its shadow is terabytes of address space; worker.c bounds it by mmap_limit_mb */
	ok = ok && limit(RLIMIT_AS, (rlim_t)box->memory_mb << 20);
#endif
	return ok && (box->files == SANDBOX_MEMORY_FILES || limit(RLIMIT_NPROC, 0));
}

/* ---- files: Landlock ---- */

/* All there is since the first Landlock (Linux 5.13). */
#define FS_ALL ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1)
#define FS_SCRATCH                                                                                    \
	(LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | \
	 LANDLOCK_ACCESS_FS_REMOVE_FILE)

/* Files of the disk cannot be opened whatever the filter below lets through; memory files can (Landlock knows no place
 * for them). A kernel without Landlock is no fault: the filter stands alone then. */
static void close_disk(enum sandbox_files files)
{
	struct landlock_ruleset_attr all = {.handled_access_fs = FS_ALL};
	int set = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
	if (set < 0)
		return;
	int tmp = files == SANDBOX_SCRATCH ? open("/tmp", O_PATH | O_CLOEXEC) : -1;
	if (tmp >= 0) {
		struct landlock_path_beneath_attr rule = {.allowed_access = FS_SCRATCH, .parent_fd = tmp};
		syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
		close(tmp);
	}
	syscall(SYS_landlock_restrict_self, set, 0);
	close(set);
}

/* ---- system calls ---- */

#if defined(__x86_64__)
#define ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
#else
#error "the numbers of system calls differ by processor: name this one's audit architecture"
#endif

/* What every task may do: memory, its open files, the clock, ending itself. */
static const u16 allowed[] = {
    SYS_read,
    SYS_write,
    SYS_readv,
    SYS_writev,
    SYS_pread64,
    SYS_pwrite64,
    SYS_lseek,
    SYS_close,
    SYS_fcntl,
    SYS_fstat,
    SYS_newfstatat,
    SYS_statx,
    SYS_faccessat,
    SYS_ftruncate,
    SYS_mmap,
    SYS_munmap,
    SYS_mremap,
    SYS_mprotect,
    SYS_madvise,
    SYS_brk,
    SYS_futex,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    SYS_getrandom,
    SYS_clock_gettime,
    SYS_clock_getres,
    SYS_gettimeofday,
    SYS_getpid,
    SYS_gettid,
    SYS_sched_yield,
    SYS_sched_getaffinity,
    SYS_sysinfo,
    SYS_uname,
    SYS_restart_syscall,
    SYS_exit,
    SYS_exit_group,
#ifdef SYS_time
    SYS_time,
#endif
};

/* And where files of memory or of /tmp are opened by name; a thread takes its own first steps. */
static const u16 allowed_files[] = {
    SYS_getdents64, SYS_readlinkat,   SYS_fstatfs,         SYS_statfs,   SYS_unlinkat,
    SYS_getuid,     SYS_geteuid,      SYS_getgid,          SYS_getegid,  SYS_umask,
    SYS_dup,        SYS_memfd_create, SYS_set_robust_list, SYS_rseq,     SYS_prlimit64,
    SYS_getcwd,
#ifdef __x86_64__
    SYS_stat,       SYS_lstat,        SYS_access,          SYS_readlink, SYS_unlink,
#endif
};

/* Nobody who reads a spreadsheet comes here by mistake. */
static const u16 deadly[] = {
    SYS_execve,
    SYS_execveat,
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_listen,
    SYS_accept4,
    SYS_sendto,
    SYS_sendmsg,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_kill,
    SYS_tkill,
    SYS_pidfd_send_signal,
    SYS_mount,
    SYS_unshare,
    SYS_setns,
    SYS_chroot,
    SYS_pivot_root,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_io_uring_setup,
    SYS_userfaultfd,
    SYS_keyctl,
    SYS_add_key,
    SYS_init_module,
    SYS_finit_module,
    SYS_renameat2,
    SYS_linkat,
    SYS_symlinkat,
    SYS_mkdirat,
    SYS_fchmodat,
    SYS_fchownat,
    SYS_truncate,
    SYS_setuid,
    SYS_openat2,
#ifdef __x86_64__
    SYS_fork,
    SYS_vfork,
    SYS_creat,
    SYS_rename,
    SYS_link,
    SYS_symlink,
    SYS_mkdir,
    SYS_chmod,
    SYS_chown,
#endif
};

enum { CODE_MAX = 400, WRITING = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND };

struct code {
	struct sock_filter at[CODE_MAX];
	u16 n;
};

static void put(struct code *c, struct sock_filter f)
{
	c->at[c->n++] = f;
}

#define STMT(op, k)          (struct sock_filter) BPF_STMT((op), (u32)(k))
#define JUMP(op, k, yes, no) (struct sock_filter) BPF_JUMP((op), (u32)(k), (yes), (no))
#define REFUSE               (SECCOMP_RET_ERRNO | EPERM)
#define FIELD(name)          STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, name))
#define ARG(i)               STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[i]))

static void put_list(struct code *c, const u16 *list, size_t n, u32 action)
{
	for (size_t i = 0; i < n; i++) {
		put(c, JUMP(BPF_JMP | BPF_JEQ | BPF_K, list[i], 0, 1));
		put(c, STMT(BPF_RET | BPF_K, action));
	}
}

/* Call nr: its argument arg with any of the bits gives `with`, without them `without`. */
static void put_bits(struct code *c, u32 nr, u32 arg, u32 bits, u32 with, u32 without)
{
	put(c, JUMP(BPF_JMP | BPF_JEQ | BPF_K, nr, 0, 4));
	put(c, ARG(arg));
	put(c, JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1));
	put(c, STMT(BPF_RET | BPF_K, with));
	put(c, STMT(BPF_RET | BPF_K, without));
}

/* Opening. A closed task gets a plain refusal when it wants to read – libraries look for files of their own and go on
 * without – and dies when it wants to write. */
static void put_opens(struct code *c, enum sandbox_files files)
{
	const u32 reading = files == SANDBOX_CLOSED ? REFUSE : SECCOMP_RET_ALLOW;
	const u32 writing = files == SANDBOX_SCRATCH ? SECCOMP_RET_ALLOW : SECCOMP_RET_KILL_PROCESS;
	put_bits(c, SYS_openat, 2, WRITING, writing, reading);
#ifdef __x86_64__
	put_bits(c, SYS_open, 1, WRITING, writing, reading);
#endif
}

/* clone3() keeps its flags in memory, which a filter cannot see: it is not there, and libc takes clone(). */
static void put_threads(struct code *c, enum sandbox_files files)
{
	const u32 thread = files == SANDBOX_MEMORY_FILES ? SECCOMP_RET_ALLOW : REFUSE;
	put_list(c, (const u16[]){SYS_clone3}, 1, SECCOMP_RET_ERRNO | ENOSYS);
	put_bits(c, SYS_clone, 0, CLONE_THREAD, thread, SECCOMP_RET_KILL_PROCESS);
}

/* abort() sends itself a signal; nobody else gets one. */
static void put_tgkill(struct code *c)
{
	put(c, JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_tgkill, 0, 4));
	put(c, ARG(0));
	put(c, JUMP(BPF_JMP | BPF_JEQ | BPF_K, getpid(), 0, 1));
	put(c, STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
	put(c, STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
}

static bool filter(enum sandbox_files files)
{
	struct code c = {.n = 0};
	put(&c, FIELD(arch));
	put(&c, JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0));
	put(&c, STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
	put(&c, FIELD(nr));
	put_list(&c, allowed, sizeof allowed / sizeof *allowed, SECCOMP_RET_ALLOW);
	if (files != SANDBOX_CLOSED)
		put_list(&c, allowed_files, sizeof allowed_files / sizeof *allowed_files, SECCOMP_RET_ALLOW);
	put_list(&c, deadly, sizeof deadly / sizeof *deadly, SECCOMP_RET_KILL_PROCESS);
	put_opens(&c, files);
	put_threads(&c, files);
	put_tgkill(&c);
	put(&c, STMT(BPF_RET | BPF_K, REFUSE));
	struct sock_fprog prog = {c.n, c.at};
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &prog) == 0;
}

bool sandbox_enter(const struct sandbox *box)
{
	close_range(3, ~0U, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !limits(box))
		return false;
	close_disk(box->files);
	return filter(box->files);
}
