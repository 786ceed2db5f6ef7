/* Files of the command line. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"

static td_rc io_fault(struct cli *c, int error)
{
	switch (error) {
	case ENOENT:
		return err_add(&c->e, TD_IO, STR_NULL, N_("không có tệp này"));
	case EACCES:
	case EPERM:
		return err_add(&c->e, TD_IO, STR_NULL, N_("không được quyền đọc hoặc ghi"));
	case EISDIR:
		return err_add(&c->e, TD_IO, STR_NULL, N_("là thư mục, không phải tệp"));
	case ENOSPC:
	case EDQUOT:
		return err_add(&c->e, TD_IO, STR_NULL, N_("đĩa đầy"));
	case EROFS:
		return err_add(&c->e, TD_IO, STR_NULL, N_("đĩa chỉ cho đọc"));
	default:
		return err_add(&c->e, TD_IO, STR_NULL, "%s", strerror(error));
	}
}

#define READ_STEP ((size_t)64 * 1024)

struct reading {
	struct cli *c;
	int fd;
	size_t max;
	str *out;
};

static td_rc read_all(void *ctx)
{
	const struct reading *r = ctx;
	struct cli *c = r->c;
	struct sb b = sb_new(c->a, r->max + READ_STEP);
	for (;;) {
		ssize_t n = read(r->fd, sb_reserve(&b, READ_STEP), READ_STEP);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return io_fault(c, errno);
		if (n == 0)
			break;
		sb_grew(&b, (size_t)n);
		if (b.n > r->max)
			return err_add(&c->e, TD_INVALID, STR_NULL, N_("tệp lớn hơn %zu MiB"), r->max >> 20);
	}
	*r->out = sb_str(&b);
	return TD_OK;
}

td_rc cli_read(struct cli *c, const char *path, size_t max, str *out)
{
	bool standard = strcmp(path, "-") == 0;
	c->file = standard ? i18n_tr(c->e.lang, N_("đầu vào chuẩn")) : path;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return io_fault(c, errno);
	struct reading r = {c, fd, max, out};
	td_rc rc = arena_run(c->a, read_all, &r); /* without memory the file is closed all the same */
	if (!standard)
		close(fd);
	return rc;
}

static int write_all(int fd, str bytes)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		bytes = str_from(bytes, (size_t)n);
	}
	return 0;
}

static int write_file(const char *path, str bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		return errno;
	int error = write_all(fd, bytes);
	if (error == 0 && fsync(fd) != 0)
		error = errno;
	if (close(fd) != 0 && error == 0)
		error = errno;
	return error;
}

td_rc cli_write(struct cli *c, const char *path, str bytes)
{
	str beside = arena_fmt(c->a, "%s.%ld.part", path, (long)getpid());
	c->file = path;
	int error = write_file(beside.p, bytes);
	if (error == 0 && rename(beside.p, path) != 0)
		error = errno;
	if (error == 0)
		return TD_OK;
	unlink(beside.p);
	if (error == ENOENT)
		return err_add(&c->e, TD_IO, STR_NULL, N_("không có thư mục này để ghi tệp vào"));
	return io_fault(c, error);
}

td_rc cli_put(struct cli *c, str bytes)
{
	int error = write_all(STDOUT_FILENO, bytes);
	if (error == 0)
		return TD_OK;
	c->file = i18n_tr(c->e.lang, N_("đầu ra chuẩn"));
	return io_fault(c, error);
}
