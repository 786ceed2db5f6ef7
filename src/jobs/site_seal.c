#include "jobs/site_seal.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jobs/act_setting.h"

enum { PASSWORD_MAX = 1024, DAY_MS = 24 * 3600 * 1000, OTHERS = S_IWGRP | S_IXGRP | S_IRWXO };

td_rc site_seal_of(struct tx *t, struct site_seal *out)
{
	td_rc rc = setting_get(t, "seal.file", &out->file);
	return rc == TD_OK ? setting_get(t, "seal.password_file", &out->password_file) : rc;
}

/* ---- files of the server ---- */

struct opened {
	int fd;
};

static void close_it(void *p)
{
	struct opened *f = p;
	if (f->fd >= 0)
		close(f->fd);
}

static td_rc fit_to_read(int fd, size_t max, struct err *e, str path, size_t *n)
{
	struct stat s;
	if (fd < 0 && errno == ENOENT)
		return err_add(e, TD_INVALID, S("seal"), N_("Không có tệp «%.*s» trên máy chủ."), STRF(path));
	if (fd < 0)
		return err_add(e, TD_INVALID, S("seal"), N_("Máy chủ không được phép đọc tệp «%.*s»."),
			       STRF(path));
	if (fstat(fd, &s) != 0 || !S_ISREG(s.st_mode) || s.st_size < 0 || (size_t)s.st_size > max)
		return err_add(e, TD_INVALID, S("seal"), N_("«%.*s» không phải một tệp hoặc quá lớn."),
			       STRF(path));
	if (s.st_mode & OTHERS)
		return err_add(
		    e, TD_INVALID, S("seal"),
		    N_("Người khác trên máy chủ đọc hoặc sửa được tệp «%.*s»; hãy đặt quyền của tệp là 600 "
		       "hoặc 640."),
		    STRF(path));
	*n = (size_t)s.st_size;
	return TD_OK;
}

static td_rc read_file(struct arena *a, str path, size_t max, struct err *e, str *out)
{
	struct opened *f = NEW(a, struct opened);
	size_t n = 0, at = 0;
	const char *name = arena_fmt(a, "%.*s", STRF(path)).p;
	f->fd = -1;
	arena_defer(a, close_it, f);
	f->fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	td_rc rc = fit_to_read(f->fd, max, e, path, &n);
	if (rc != TD_OK)
		return rc;
	char *room = NEW_N(a, char, n + 1);
	while (at < n) {
		ssize_t got = read(f->fd, room + at, n - at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return err_add(e, TD_INVALID, S("seal"), N_("Máy chủ không đọc được tệp «%.*s»."),
				       STRF(path));
		at += (size_t)got;
	}
	*out = (str){room, n};
	return TD_OK;
}

td_rc site_seal_open(struct arena *a, const struct site_seal *s, struct err *e, struct seal_key **out)
{
	str bytes = S(""), password = S("");
	td_rc rc = read_file(a, s->file, SEAL_KEY_BYTES_MAX, e, &bytes);
	if (rc == TD_OK && s->password_file.n)
		rc = read_file(a, s->password_file, PASSWORD_MAX, e, &password);
	/* an editor puts an end of line behind it */
	password = str_upto(password, str_find_byte(password, '\n'));
	if (str_has_suffix(password, S("\r")))
		password = str_upto(password, password.n - 1);
	return rc == TD_OK ? seal_key_read(a, bytes, password, e, out) : rc;
}

td_rc site_seal_put(struct arena *a, const struct site_seal *s, i64 at_ms, str *pdf, str *why)
{
	struct err e = err_new(a, LANG_VI);
	struct seal_key *k;
	str with;
	*why = S("");
	if (s->file.n == 0 || pdf->n == 0)
		return TD_OK;
	td_rc rc = site_seal_open(a, s, &e, &k);
	if (rc == TD_OK)
		rc = seal_put(a, k, *pdf, at_ms, &e, &with);
	if (rc == TD_OK)
		*pdf = with;
	else if (e.n_total)
		*why = err_first(&e);
	return rc == TD_OK || (e.n_total && !e.n_unsaid) ? TD_OK : TD_LIMIT;
}

td_rc site_seal_look(struct arena *a, const struct site_seal *s, enum lang lang, i64 now_ms,
		     struct seal_state *out)
{
	struct err e = err_new(a, lang);
	struct seal_key *k = NULL;
	*out = (struct seal_state){.set = s->file.n > 0};
	if (!out->set)
		return TD_OK;
	td_rc rc = site_seal_open(a, s, &e, &k);
	if (rc == TD_OK) {
		out->about = *seal_key_about(k);
		out->days = (out->about.until_ms - now_ms) / DAY_MS;
		rc = seal_key_valid(k, now_ms, &e);
	}
	out->fit = rc == TD_OK;
	out->soon = out->fit && out->days < SEAL_WARN_DAYS;
	if (rc != TD_OK && (!e.n_total || e.n_unsaid))
		return TD_LIMIT;
	out->why = rc == TD_OK ? S("") : err_first(&e);
	return TD_OK;
}
