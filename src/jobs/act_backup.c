#include "jobs/act_backup.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/caltime.h"
#include "base/log.h"
#include "jobs/act_journal.h"
#include "store/maintain.h"

enum { HASH_BLOCK = 64 * 1024 };

/* A folder that only this process may enter: SQLite has files beside the one it makes. */
struct workplace {
	char *folder;
	const char *file;
	bool made;
	int fd;
};

static void leave(struct workplace *w)
{
	if (!w->made)
		return;
	unlink(w->file);
	rmdir(w->folder);
	w->made = false;
}

static void end(void *arg)
{
	struct workplace *w = arg;
	leave(w);
	if (w->fd >= 0)
		close(w->fd);
}

static struct workplace *enter(struct arena *a, const char *dir)
{
	struct workplace *w = NEW(a, struct workplace);
	str folder = arena_fmt(a, "%s/thidua-sao-luu-XXXXXX", dir);
	w->folder = memcpy(arena_alloc(a, folder.n + 1), folder.p, folder.n + 1);
	w->file = w->folder;
	w->fd = -1;
	arena_defer(a, end, w);
	w->made = mkdtemp(w->folder) != NULL;
	w->file = arena_fmt(a, "%s/sao-luu.db", w->folder).p;
	return w;
}

i64 backup_read(const struct backup *b, i64 pos, char *p, size_t n)
{
	return pread(b->fd, p, n, (off_t)pos);
}

/* Size and hash as they stand on the disk. */
static td_rc measure(struct arena *a, struct backup *b)
{
	struct stat st;
	struct sha256_ctx *hash = sha256_new(a);
	char *block = arena_alloc(a, HASH_BLOCK);
	i64 at = 0, n = 0;
	if (fstat(b->fd, &st) != 0 || st.st_size <= 0)
		return TD_IO;
	b->size = st.st_size;
	for (; at < b->size && (n = backup_read(b, at, block, HASH_BLOCK)) > 0; at += n)
		sha256_add(hash, (str){block, (size_t)n});
	return at == b->size ? sha256_done(hash, &b->hash) : TD_IO;
}

static void note(void *ctx, const struct maintain_copied *now)
{
	struct backup *b = ctx;
	b->n_tables = now->n_tables;
	b->n_rows = now->n_rows;
}

static str name_of(struct arena *a, i64 now_ms)
{
	const char *s = ms_vi(a, now_ms).p; /* 22/11/2026 14:05 */
	return arena_fmt(a, "thidua-%.4s%.2s%.2s-%.2s%.2s.db", s + 6, s + 3, s, s + 11, s + 14);
}

/* What the store says of files is about the site's own; here it is about the copy. */
static td_rc say(struct err *e, td_rc rc, const struct err *inner, const char *dir)
{
	e->n_unsaid += inner->n_unsaid;
	if (rc == TD_IO) {
		log_warn("no copy of the site in %s: %.*s", dir, STRF(err_first(inner)));
		return err_add(
		    e, TD_CONFLICT, STR_NULL,
		    N_("Chưa lập được bản sao lưu: thư mục tạm %s đã đầy hoặc không ghi được. Xin dọn chỗ "
		       "rồi thử lại; dữ liệu của trang vẫn nguyên."),
		    dir);
	}
	if (rc != TD_OK && inner->items.n > 0)
		err_add(e, rc, STR_NULL, "%.*s", STRF(err_first(inner)));
	return rc;
}

td_rc backup_make(struct db *db, struct arena *a, struct err *e, const char *dir, i64 now_ms, i64 away,
		  struct backup *out)
{
	struct err inner = err_new(a, e->lang);
	struct workplace *w = enter(a, dir);
	*out = (struct backup){.fd = -1, .name = name_of(a, now_ms)};
	td_rc rc = TD_IO;
	if (w->made)
		rc = away ? maintain_take_away(db, a, &inner, str_c(w->file), away, note, out)
			  : maintain_backup(db, a, &inner, str_c(w->file), note, out);
	if (rc == TD_OK)
		out->fd = w->fd = open(w->file, O_RDONLY | O_CLOEXEC);
	if (rc == TD_OK && out->fd < 0)
		rc = TD_IO;
	leave(w);
	if (rc == TD_OK)
		rc = measure(a, out);
	return say(e, rc, &inner, dir);
}

/* ---- the journal ---- */

static const char take[] = "backup.take";

td_rc act_backup_take(struct tx *t, const struct backup *b)
{
	struct value *v = value_map(t->a);
	value_put_text(t->a, v, "name", b->name);
	value_put_int(t->a, v, "size", b->size);
	value_put_int(t->a, v, "rows", b->n_rows);
	value_put_text(t->a, v, "sha256", hex_of(t->a, b->hash.b, SHA256_LEN));
	return act_log(t, JOURNAL_SYSTEM, take, "site", 0, NULL, v, STR_NULL);
}

static str text_of(const struct value *v, str key)
{
	const struct value *x = value_get(v, key);
	return x && x->kind == VALUE_TEXT ? x->text : S("");
}

static i64 number_of(const struct value *v, str key)
{
	const struct value *x = value_get(v, key);
	return x && x->kind == VALUE_INT ? x->i : 0;
}

static struct backup_taken taken_of(struct tx *t, const struct journal_entry *j)
{
	const struct value *v = act_journal_after(t->a, j);
	return (struct backup_taken){
	    .at_ms = j->at_ms,
	    .size = number_of(v, S("size")),
	    .n_rows = number_of(v, S("rows")),
	    .who = j->actor_name,
	    .name = text_of(v, S("name")),
	    .hash = text_of(v, S("sha256")),
	};
}

td_rc backup_list(struct tx *t, i64 n, backup_taken_list *out)
{
	journal_list lines = {0};
	td_rc rc = journal_of_action(t, JOURNAL_SYSTEM, str_c(take), n, &lines);
	*out = (backup_taken_list){0};
	for (size_t i = 0; rc == TD_OK && i < lines.n; i++)
		VEC_PUSH(t->a, out) = taken_of(t, &lines.at[i]);
	return rc;
}
