/* Copies of a whole site, row by row through the schema's own tables: the same for both engines and between them. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "store/driver.h"
#include "store/maintain.h"
#include "store/migrate.h"
#include "store/q_away.h"
#include "store/q_raw.h"

enum { PAGE = 100 };

struct copy {
	const struct tx *from; /* a snapshot; used on the thread that runs the write */
	struct db *to;
	maintain_progress fn;
	void *ctx;
	i64 away; /* the copy is taken to a meeting by this row of year_away; 0: none */
	struct maintain_copied now;
};

/* Before the first key: no number is smaller, no key text is empty. */
static void first_key(const struct schema_table *s, struct db_value key[KEY_MAX + 1])
{
	for (int k = 0; k < s->n_key; k++)
		key[k] = s->dump.params[k] == 'i' ? db_i64(INT64_MIN) : db_text(S(""));
	key[s->n_key] = db_i64(PAGE);
}

/* The password of the mail server stays where it is: copies of a site lie about on disks and are sent around. Whoever
 * restores one sets it again. */
static bool is_secret(const struct schema_table *s, const struct db_value *v)
{
	return str_eq(str_c(s->name), S("setting")) && str_eq(v[s->key[0]].s, S("mail.password"));
}

static td_rc copy_row(struct tx *t, const struct schema_table *s, struct db_rows *r,
		      struct db_value v[COLS_MAX])
{
	for (int i = 0; i < s->n_cols; i++)
		v[i] = db_col(r, i);
	if (is_secret(s, v))
		return TD_OK;
	return db_exec(t, &s->load, v, NULL);
}

/* One page; key becomes the last row's. *n rows were there. */
static td_rc copy_page(struct tx *from, struct tx *t, const struct schema_table *s, struct db_value *key,
		       i64 *n)
{
	struct db_rows r;
	struct db_value v[COLS_MAX] = {{0}};
	td_rc rc = TD_OK;
	db_query(from, &r, &s->dump, key);
	while (rc == TD_OK && db_rows_next(&r))
		rc = copy_row(t, s, &r, v);
	*n = r.at;
	td_rc end = db_rows_end(&r);
	for (int k = 0; *n > 0 && k < s->n_key; k++)
		key[k] = v[s->key[k]];
	return rc != TD_OK ? rc : end;
}

static void tell(struct copy *c, i64 tables, i64 rows)
{
	c->now.n_tables += tables;
	c->now.n_rows += rows;
	if (c->fn)
		c->fn(c->ctx, &c->now);
}

static td_rc copy_table(struct tx *from, struct tx *t, const struct schema_table *s, struct copy *c)
{
	struct db_value key[KEY_MAX + 1];
	i64 n;
	td_rc rc;
	char keep[256]; /* a text key must outlive its page */
	first_key(s, key);
	do {
		struct arena_mark m = arena_mark(t->a);
		rc = copy_page(from, t, s, key, &n);
		for (int k = 0; k < s->n_key; k++) {
			if (key[k].kind == DB_TEXT && key[k].s.n <= sizeof keep)
				key[k].s.p = memcpy(keep, key[k].s.p, key[k].s.n);
		}
		if (rc == TD_OK)
			arena_release(t->a, m);
		tell(c, 0, n);
	} while (rc == TD_OK && n == PAGE);
	if (rc == TD_OK)
		tell(c, 1, 0);
	return rc;
}

static bool is_migrations(const struct schema_table *s)
{
	return str_eq(str_c(s->name), S("schema_migration"));
}

static td_rc must_be_empty(struct tx *t, const struct schema_table *s)
{
	struct db_value key[KEY_MAX + 1];
	struct db_rows r;
	first_key(s, key);
	db_query(t, &r, &s->dump, key);
	bool any = db_rows_next(&r);
	td_rc rc = db_rows_end(&r);
	if (rc == TD_OK && any)
		return err_add(t->e, TD_CONFLICT, S("db"),
			       N_("Cơ sở dữ liệu này đã có dữ liệu: chỉ khôi phục vào một cơ sở dữ liệu mới, "
				  "còn trống."));
	return rc;
}

/* Rows that a copy of a year makes have numbers of their own, also when it is itself copied. */
static td_rc number_rows(struct tx *t, i64 away)
{
	td_rc rc = away ? q_away_here(t, away, NULL) : TD_OK;
	if (rc != TD_OK || db_is_postgres(t->db))
		return rc;
	t->conn->maintenance = true;
	rc = t->db->drv->script(t->conn, raw_sqlite_away_numbers);
	t->conn->maintenance = false;
	return rc;
}

static td_rc copy_fn(struct tx *t, void *ctx)
{
	struct copy *c = ctx;
	struct tx from = *c->from;
	td_rc rc = TD_OK;
	from.a = t->a; /* its owner waits; memory must be this thread's */
	from.e = t->e;
	c->now = (struct maintain_copied){0}; /* this may be a rerun */
	for (u32 i = 0; rc == TD_OK && i < schema_n_tables; i++) {
		if (is_migrations(&schema_tables[i]))
			continue;
		c->now.all_tables++;
		rc = must_be_empty(t, &schema_tables[i]);
	}
	for (u32 i = 0; rc == TD_OK && i < schema_n_tables; i++) {
		const struct schema_table *s = &schema_tables[i];
		if (!is_migrations(s))
			rc = copy_table(&from, t, s, c);
		if (rc == TD_OK && s->sync_pg && db_is_postgres(t->db))
			rc = t->db->drv->script(t->conn, s->sync_pg);
	}
	return rc == TD_OK ? number_rows(t, c->away) : rc;
}

struct both {
	struct copy copy;
	struct arena *a;
	struct err *e;
};

static td_rc from_fn(struct tx *from, void *ctx)
{
	struct both *b = ctx;
	struct actor who = {0, S("sao lưu")};
	b->copy.from = from;
	return db_write(b->copy.to, b->a, b->e, &who, copy_fn, &b->copy);
}

/* Everything of from into the empty to. Each side has its own arena: they are used on different threads. */
static td_rc copy_all(struct db *from, struct db *to, struct arena *a, struct err *e, maintain_progress fn,
		      void *ctx, i64 away)
{
	struct actor who = {0, S("sao lưu")};
	struct both b = {.copy = {.to = to, .fn = fn, .ctx = ctx, .away = away},
			 .a = arena_new("copy", (size_t)256 << 20)};
	struct err far = err_new(b.a, e->lang);
	if (b.a == NULL)
		return TD_LIMIT;
	b.e = &far;
	td_rc rc = db_read(from, a, e, &who, from_fn, &b);
	if (rc != TD_OK && far.items.n > 0 && e->n_total == 0)
		err_add(e, rc, far.items.at[0].where, "%.*s", STRF(err_first(&far)));
	e->n_unsaid += far.n_unsaid;
	arena_free(b.a);
	return rc;
}

/* Backup --------------------------------------------------------------------------------------------------------- */

static td_rc sync_file(const char *path, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	return ok ? TD_OK : err_add(e, TD_IO, str_c(path), N_("Không ghi được bản sao lưu xuống ổ đĩa."));
}

enum { PARTS = 5 };

/* The names of what is written until the copy is whole. Known before anything is there: taking it away again needs no
 * memory. */
struct parts {
	const char *whole, *part, *beside[PARTS];
};

static struct parts parts_of(struct arena *a, str path)
{
	static const char *const tails[PARTS] = {"", "-wal", "-shm", "-journal", "-server"};
	struct parts p = {.whole = arena_str(a, path).p};
	for (size_t i = 0; i < PARTS; i++)
		p.beside[i] = arena_fmt(a, "%.*s.part%s", STRF(path), tails[i]).p;
	p.part = p.beside[0];
	return p;
}

static void remove_parts(const struct parts *p)
{
	for (size_t i = 0; i < PARTS; i++)
		unlink(p->beside[i]);
}

struct copying {
	struct db *db; /* the one that is open */
	struct arena *a;
	struct err *e;
	maintain_progress fn;
	void *ctx;
	i64 away;
};

static td_rc copy_to(struct db *to, void *p)
{
	struct copying *k = p;
	return copy_all(k->db, to, k->a, k->e, k->fn, k->ctx, k->away);
}

static td_rc write_copy(struct db *db, struct arena *a, struct err *e, str path, i64 away,
			maintain_progress fn, void *ctx)
{
	struct parts p = parts_of(a, path);
	struct db_config cfg = {
	    .url = arena_fmt(a, "sqlite:%s", p.part), .mode = DB_CREATE, .one_file = true};
	struct copying k = {db, a, e, fn, ctx, away};
	remove_parts(&p);
	td_rc rc = db_with(a, &cfg, db->env, e, copy_to, &k);
	if (rc == TD_OK)
		rc = sync_file(p.part, e);
	if (rc == TD_OK && rename(p.part, p.whole) != 0)
		rc = err_add(e, TD_IO, path,
			     N_("Không đặt được tên cho bản sao lưu: xin kiểm tra quyền ghi thư mục."));
	remove_parts(&p);
	return rc;
}

td_rc maintain_backup(struct db *db, struct arena *a, struct err *e, str path, maintain_progress fn,
		      void *ctx)
{
	return write_copy(db, a, e, path, 0, fn, ctx);
}

td_rc maintain_take_away(struct db *db, struct arena *a, struct err *e, str path, i64 away,
			 maintain_progress fn, void *ctx)
{
	return write_copy(db, a, e, path, away, fn, ctx);
}

/* Restore -------------------------------------------------------------------------------------------------------- */

static td_rc same_schema(struct db *from, struct arena *a, struct err *e)
{
	migration_list list;
	td_rc rc = migrate_list(from, a, e, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		if (list.at[i].state != MIGRATION_APPLIED)
			rc = err_add(e, TD_CONFLICT, S("db"),
				     N_("Bản sao lưu của phiên bản khác: xin chạy “thidua db migrate --db "
					"sqlite:TỆP” trên nó trước."));
	}
	return rc;
}

static td_rc copy_from(struct db *from, void *p)
{
	struct copying *k = p;
	td_rc rc = same_schema(from, k->a, k->e);
	return rc == TD_OK ? copy_all(from, k->db, k->a, k->e, k->fn, k->ctx, 0) : rc;
}

td_rc maintain_restore(struct db *db, struct arena *a, struct err *e, str path, maintain_progress fn,
		       void *ctx)
{
	struct db_config cfg = {.url = arena_fmt(a, "sqlite:%.*s", STRF(path)), .mode = DB_INSPECT};
	struct copying k = {db, a, e, fn, ctx, 0};
	return db_with(a, &cfg, db->env, e, copy_from, &k);
}
