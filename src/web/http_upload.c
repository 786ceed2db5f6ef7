#include "web/http_upload.h"

#include <fcntl.h>
#include <unistd.h>

enum { MAX_PARTS = 1000, POST_BUFFER = 8 * 1024 };

struct upload {
	struct arena *a;
	struct MHD_PostProcessor *post;
	struct http_plan plan;
	const char *temp_dir;
	struct form form;
	struct form_file *file; /* the part that is coming, if it is a file */
	struct sb text;         /* else its text */
	str name;
	size_t n_text;
	i64 n_file;
	td_rc rc;
};

static void drop_post(void *arg)
{
	struct upload *u = arg;
	if (u->post)
		MHD_destroy_post_processor(u->post);
}

static void close_file(void *arg)
{
	const struct form_file *f = arg;
	if (f->fd >= 0)
		close(f->fd);
}

/* The last part of a path as browsers of any system send it, without control characters. */
static str file_name(struct arena *a, const char *sent)
{
	str s = str_c(sent);
	for (size_t i = s.n; i > 0; i--) {
		if (s.p[i - 1] == '/' || s.p[i - 1] == '\\') {
			s = str_from(s, i);
			break;
		}
	}
	char *p = arena_alloc(a, s.n + 1);
	for (size_t i = 0; i < s.n; i++)
		p[i] = (u8)s.p[i] < 0x20 || s.p[i] == 0x7f ? '_' : s.p[i];
	return (str){p, s.n};
}

static td_rc begin_part(struct upload *u, const char *name, const char *filename, const char *type)
{
	if (u->form.pairs.n >= MAX_PARTS)
		return TD_LIMIT;
	u->name = arena_str(u->a, str_c(name));
	u->file = NULL;
	if (filename == NULL) {
		u->text = sb_new(u->a, u->plan.max_bytes + 1);
		return TD_OK;
	}
	struct form_file *f = NEW(u->a, struct form_file);
	f->fd = -1;
	arena_defer(u->a, close_file, f);
	f->name = file_name(u->a, filename);
	f->type = type ? arena_str(u->a, str_c(type)) : S("application/octet-stream");
	f->fd = open(u->temp_dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (f->fd < 0)
		return TD_IO;
	f->set = *filename != '\0';
	u->file = f;
	return TD_OK;
}

static void end_part(struct upload *u)
{
	if (u->name.p == NULL)
		return;
	VEC_PUSH(u->a, &u->form.pairs) =
	    (struct form_pair){u->name, u->file ? u->file->name : sb_str(&u->text), u->file};
	u->name = STR_NULL;
}

static td_rc write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t w = write(fd, p, n);
		if (w <= 0)
			return TD_IO;
		p += w;
		n -= (size_t)w;
	}
	return TD_OK;
}

static td_rc add_bytes(struct upload *u, const char *p, size_t n)
{
	if (u->file == NULL) {
		u->n_text += n;
		if (u->n_text > u->plan.max_bytes)
			return TD_LIMIT;
		sb_put(&u->text, (str){p, n});
		return TD_OK;
	}
	u->n_file += (i64)n;
	if (u->n_file > u->plan.max_file)
		return TD_LIMIT;
	u->file->size += (i64)n;
	return write_all(u->file->fd, p, n);
}

struct piece {
	struct upload *u;
	const char *name, *filename, *type, *p;
	uint64_t off;
	size_t n;
};

static td_rc take_piece(void *ctx)
{
	struct piece *c = ctx;
	td_rc rc = TD_OK;
	if (c->off == 0) {
		end_part(c->u);
		rc = begin_part(c->u, c->name, c->filename, c->type);
	}
	if (rc == TD_OK && c->n > 0)
		rc = add_bytes(c->u, c->p, c->n);
	return rc;
}

/* Its own boundary: an allocation must not unwind through the library. */
static enum MHD_Result on_piece(void *cls, enum MHD_ValueKind kind, const char *name, const char *filename,
				const char *type, const char *coding, const char *p, uint64_t off, size_t n)
{
	struct upload *u = cls;
	struct piece c = {u, name ? name : "", filename, type, p, off, n};
	(void)kind;
	(void)coding;
	if (u->rc == TD_OK)
		u->rc = arena_run(u->a, take_piece, &c);
	return u->rc == TD_OK ? MHD_YES : MHD_NO;
}

struct upload *upload_new(struct arena *a, struct MHD_Connection *c, const struct http_plan *plan,
			  const char *temp_dir)
{
	struct upload *u = NEW(a, struct upload);
	u->a = a;
	u->plan = *plan;
	u->temp_dir = temp_dir ? temp_dir : "/tmp";
	arena_defer(a, drop_post, u);
	u->post = MHD_create_post_processor(c, POST_BUFFER, on_piece, u);
	return u->post ? u : NULL;
}

void upload_feed(struct upload *u, const char *p, size_t n)
{
	if (u->rc == TD_OK && MHD_post_process(u->post, p, n) != MHD_YES && u->rc == TD_OK)
		u->rc = TD_INVALID;
}

td_rc upload_end(struct upload *u, struct form **parts)
{
	struct MHD_PostProcessor *post = u->post;
	u->post = NULL;
	if (MHD_destroy_post_processor(post) != MHD_YES && u->rc == TD_OK)
		u->rc = TD_INVALID;
	if (u->rc != TD_OK)
		return u->rc;
	end_part(u);
	for (size_t i = 0; i < u->form.pairs.n; i++) {
		const struct form_file *f = u->form.pairs.at[i].file;
		if (f != NULL && lseek(f->fd, 0, SEEK_SET) != 0)
			return TD_IO;
	}
	*parts = &u->form;
	return TD_OK;
}
