/* Certificates in bulk, one file each: 1,500 beside 100, on pre-printed forms and with a picture of the sheet behind, in two
 * processes at once. Processor time, and the files a minute that two cores make of it (wanted: 1,500); the clock beside
 * it; the peak of memory of the processes and of those they start, which must not grow with the number. */
#include <fcntl.h>
#include <ftw.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "office/print.h"
#include "office/qr.h"
#include "tests/lib/check.h"

enum { FEW = 100, MANY = 1500, CORES = 2 };

struct run {
	struct arena *a;
	const char *dir;
	str picture;
	u32 from, to;
};

static struct print_box box(struct arena *a, i32 y, i32 h, u16 size, const char *text, u32 ix)
{
	return (struct print_box){.x = 3000,
				  .y = y,
				  .w = 23700,
				  .h = h,
				  .size = size,
				  .size_min = 16,
				  .align = PRINT_CENTRE,
				  .valign = PRINT_MIDDLE,
				  .bold = size > 40,
				  .rgb = size > 40 ? 0xc00010 : 0,
				  .text = arena_fmt(a, "%s %u", text, ix)};
}

/* What a certificate of merit has on it: title, name, achievement, number and day, signer, a check address. */
static struct print_sheet sheet(struct arena *a, u32 ix)
{
	struct print_box *b = NEW_N(a, struct print_box, 8);
	size_t n = 0;
	b[n++] = box(a, 2000, 1000, 28, "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TỈNH", ix);
	b[n++] = box(a, 4000, 2000, 72, "GIẤY KHEN", ix);
	b[n++] = box(a, 6500, 1000, 30, "Tặng", ix);
	b[n++] = box(a, 8000, 1800, 60, "Tập thể Phòng Tổng hợp và Quản lý dữ liệu đơn vị số", ix);
	b[n++] = box(
	    a, 10500, 3000, 32,
	    "Đã hoàn thành xuất sắc nhiệm vụ, dẫn đầu phong trào thi đua của Cụm thi đua trong năm, có nhiều "
	    "sáng kiến được công nhận và nhân rộng, vào sổ vàng số",
	    ix);
	b[n++] = box(a, 14000, 800, 26, "Theo Quyết định số ……/QĐ-HĐ ngày 31 tháng 12 năm 2019, số", ix);
	b[n++] = box(a, 18000, 1000, 30, "Nguyễn Văn A", ix);
	b[n] = box(a, 17000, 2500, 20, "https://thidua.example.vn/kt/7QK4-M2XA-93FA?", ix);
	b[n].x = 2000;
	b[n].w = 2500;
	b[n++].qr = true;
	return (struct print_sheet){b, n, S("Giấy khen")};
}

static bool keep(const struct run *r, u32 ix, str bytes)
{
	int fd =
	    open(arena_fmt(r->a, "%s/%u.pdf", r->dir, ix).p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	const bool ok = fd >= 0 && write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n;
	if (fd >= 0)
		close(fd);
	return ok;
}

static td_rc piece(void *ctx)
{
	struct run *r = ctx;
	struct err e = err_new(r->a, LANG_VI);
	struct print_form form = {.w = 29700, .h = 21000, .picture = r->picture};
	struct print_sheet sheets[PRINT_SHEETS_AT_ONCE];
	struct print_drawn out[PRINT_SHEETS_AT_ONCE];
	const u32 n = r->to - r->from < PRINT_SHEETS_AT_ONCE ? r->to - r->from : PRINT_SHEETS_AT_ONCE;
	for (u32 i = 0; i < n; i++)
		sheets[i] = sheet(r->a, r->from + i);
	td_rc rc = print_certificates(r->a, &form, sheets, n, &e, out);
	for (u32 i = 0; rc == TD_OK && i < n; i++)
		if (out[i].problems.n || !keep(r, r->from + i, out[i].bytes))
			rc = TD_IO;
	r->from += n;
	return rc;
}

static _Noreturn void print_all(struct run r)
{
	r.a = arena_new("certificates", 256 << 20);
	td_rc rc = r.a ? TD_OK : TD_LIMIT;
	while (rc == TD_OK && r.from < r.to) {
		rc = arena_run(r.a, piece, &r);
		arena_reset(r.a);
	}
	_exit(rc != TD_OK);
}

struct cost {
	double cpu, wall; /* ms, of them all */
	long peak;        /* KiB, of the largest process */
};

static double clock_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static struct cost measure(const char *dir, str picture, u32 n)
{
	struct cost c = {.wall = clock_ms()};
	for (u32 i = 0; i < CORES; i++)
		if (fork() == 0)
			print_all((struct run){NULL, dir, picture, n * i / CORES, n * (i + 1) / CORES});
	for (u32 i = 0; i < CORES; i++) {
		struct rusage u;
		int status = -1;
		CHECK(wait4(-1, &status, 0, &u) > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0);
		c.cpu += (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 +
			 (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
		c.peak = u.ru_maxrss > c.peak ? u.ru_maxrss : c.peak;
	}
	c.wall = clock_ms() - c.wall;
	return c;
}

static void report(const char *what, const char *dir, str picture)
{
	const struct cost few = measure(dir, picture, FEW), many = measure(dir, picture, MANY);
	const double each = many.cpu / MANY;
	printf("%-34s %6.1f ms CPU each, %6.0f a minute on two cores (by the clock %6.0f; wanted: %d)   "
	       "peak %ld MB, of %d %ld MB: %.2f x\n",
	       what, each, 60000 * CORES / each, 60000 * MANY / many.wall, MANY, many.peak >> 10, FEW,
	       few.peak >> 10, (double)many.peak / (double)few.peak);
}

static int drop(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	(void)st, (void)kind, (void)where;
	return remove(path);
}

/* A picture of a sheet as JPEG: poppler draws one. */
static str jpeg(struct arena *a, const char *dir)
{
	char *path = (char *)(uintptr_t)arena_fmt(a, "%s/0", dir).p,
	     *pdf = (char *)(uintptr_t)arena_fmt(a, "%s/0.pdf", dir).p;
	char *argv[] = {(char[]){"pdftoppm"},
			(char[]){"-r"},
			(char[]){"200"},
			(char[]){"-jpeg"},
			(char[]){"-singlefile"},
			pdf,
			path,
			NULL};
	struct sb out = sb_new(a, PRINT_MAX_PICTURE);
	int status = -1;
	pid_t pid;
	CHECK(posix_spawnp(&pid, argv[0], NULL, NULL, argv, environ) == 0 &&
	      waitpid(pid, &status, 0) == pid && status == 0);
	int fd = open(arena_fmt(a, "%s.jpg", path).p, O_RDONLY | O_CLOEXEC);
	for (ssize_t n = 1; fd >= 0 && n > 0;) {
		n = read(fd, sb_reserve(&out, 65536), 65536);
		sb_grew(&out, n > 0 ? (size_t)n : 0);
	}
	if (fd >= 0)
		close(fd);
	return sb_str(&out);
}

CASE(certificates_in_bulk)
{
	struct arena *a = check_arena();
	char dir[] = "/tmp/thidua-certificates-XXXXXX";
	CHECK(mkdtemp(dir) != NULL);
	measure(dir, STR_NULL, CORES);
	str picture = jpeg(a, dir);
	report("certificates on pre-printed forms", dir, STR_NULL);
	report(arena_fmt(a, "with a picture (JPEG, %zu kB)", picture.n / 1000).p, dir, picture);
	nftw(dir, drop, 16, FTW_DEPTH | FTW_PHYS);
}
