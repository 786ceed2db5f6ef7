#include "store/sqlite.h"

enum { READ_CONNS_MIN = 4 };

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "store/q_raw.h"

static const char *const fixed_sql[FIXED__N] = {
    [FIXED_BEGIN_READ] = raw_sqlite_begin_read,   [FIXED_BEGIN_WRITE] = raw_sqlite_begin_write,
    [FIXED_COMMIT] = raw_sqlite_commit,           [FIXED_ROLLBACK] = raw_sqlite_rollback,
    [FIXED_SAVEPOINT] = raw_sqlite_savepoint,     [FIXED_RELEASE] = raw_sqlite_release,
    [FIXED_ROLLBACK_TO] = raw_sqlite_rollback_to,
};

static struct sqlite_conn *conn_of(struct db_conn *c)
{
	return (struct sqlite_conn *)c;
}

/* Failures ------------------------------------------------------------------------------------------------------- */

td_rc sqlite_rc(int code, const char **why)
{
	*why = NULL;
	switch (code & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return TD_OK;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return TD_BUSY;
	case SQLITE_NOMEM:
		return TD_LIMIT;
	case SQLITE_TOOBIG:
		*why = N_("Dữ liệu gửi lên quá lớn.");
		return TD_LIMIT;
	case SQLITE_FULL:
		*why = N_("Ổ đĩa chứa cơ sở dữ liệu đã đầy: chưa lưu được gì. Xin dọn ổ đĩa rồi thử lại.");
		return TD_IO;
	case SQLITE_READONLY:
	case SQLITE_PERM:
		*why = N_("Tệp cơ sở dữ liệu chỉ cho đọc: xin cấp quyền ghi cho tệp và thư mục chứa nó.");
		return TD_IO;
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
		return (code == SQLITE_IOERR_NOMEM) ? TD_LIMIT : TD_IO;
	case SQLITE_NOTADB:
		*why = N_("Tệp này không phải cơ sở dữ liệu của thidua.");
		return TD_CORRUPT;
	case SQLITE_CORRUPT:
		return TD_CORRUPT;
	case SQLITE_CONSTRAINT:
		return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ? TD_CONFLICT
												: TD_DB;
	default:
		return TD_DB;
	}
}

td_rc sqlite_fail(struct sqlite_conn *c, int code)
{
	const char *why;
	td_rc rc = sqlite_rc(code, &why);
	if (rc != TD_CONFLICT && rc != TD_BUSY)
		log_error("sqlite: %s (%d)", c->h ? sqlite3_errmsg(c->h) : "out of memory", code);
	return conn_fail(&c->base, rc, why);
}

/* Connections ---------------------------------------------------------------------------------------------------- */

/* The second wall beside the triggers: the journal and meetings only grow, and only migrations change the schema. */
static int authorize(void *p, int action, const char *a, const char *b, const char *where,
		     const char *trigger)
{
	const struct sqlite_conn *c = p;
	(void)b;
	(void)where;
	(void)trigger;
	if (c->base.maintenance)
		return SQLITE_OK;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_INSERT:
	case SQLITE_FUNCTION:
	case SQLITE_RECURSIVE:
	case SQLITE_TRANSACTION:
	case SQLITE_SAVEPOINT:
		return SQLITE_OK;
	case SQLITE_UPDATE:
	case SQLITE_DELETE:
		return strcmp(a, "journal") == 0 || strcmp(a, "meeting_event") == 0 ||
			       strcmp(a, "schema_migration") == 0
			   ? SQLITE_DENY
			   : SQLITE_OK;
	default: /* DDL, ATTACH, PRAGMA, ANALYZE … */
		return SQLITE_DENY;
	}
}

static int set_up(struct sqlite_conn *c, bool writer)
{
	enum db_mode mode = c->base.db->cfg.mode;
	int code = sqlite3_db_config(c->h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_exec(c->h, raw_sqlite_set_up, NULL, NULL, NULL);
	if (code == SQLITE_OK && writer)
		code = sqlite3_exec(c->h, raw_sqlite_set_up_writer, NULL, NULL, NULL);
	if (code == SQLITE_OK && !writer && mode != DB_INSPECT)
		code = sqlite3_exec(c->h, raw_sqlite_set_up_reader, NULL, NULL, NULL);
	for (int i = 0; code == SQLITE_OK && i < FIXED__N; i++)
		code =
		    sqlite3_prepare_v3(c->h, fixed_sql[i], -1, SQLITE_PREPARE_PERSISTENT, &c->fixed[i], NULL);
	if (code == SQLITE_OK)
		code = sqlite3_set_authorizer(c->h, authorize, c);
	return code;
}

td_rc sqlite_conn_open(struct db *db, bool writer, struct sqlite_conn **out, const char **why)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	struct sqlite_conn *c = calloc(1, sizeof *c);
	*out = NULL;
	if (c == NULL || (c->stmts = calloc(stmt_n, sizeof(sqlite3_stmt *))) == NULL) {
		free(c);
		return TD_LIMIT;
	}
	c->base.db = db;
	flags |= db->cfg.mode == DB_INSPECT ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
	if (db->cfg.mode == DB_CREATE && writer)
		flags |= SQLITE_OPEN_CREATE;
	int code = sqlite3_open_v2(db->place, &c->h, flags, db->cfg.vfs);
	if (code == SQLITE_OK)
		code = set_up(c, writer);
	if (code == SQLITE_OK && writer && sqlite3_db_readonly(c->h, "main") == 1)
		code = SQLITE_READONLY;
	if (code == SQLITE_OK) {
		*out = c;
		return TD_OK;
	}
	log_error("sqlite: open: %s (%d)", c->h ? sqlite3_errmsg(c->h) : "out of memory", code);
	td_rc rc = sqlite_rc(code, why);
	sqlite_conn_close(c);
	return rc;
}

void sqlite_conn_close(struct sqlite_conn *c)
{
	if (c == NULL)
		return;
	for (u32 i = 0; i < stmt_n; i++)
		sqlite3_finalize(c->stmts[i]);
	for (int i = 0; i < FIXED__N; i++)
		sqlite3_finalize(c->fixed[i]);
	sqlite3_close(c->h);
	free(c->stmts);
	free(c);
}

static td_rc connect_reader(struct db *db, struct db_conn **out, const char **why)
{
	struct sqlite_conn *c;
	td_rc rc = sqlite_conn_open(db, false, &c, why);
	*out = rc == TD_OK ? &c->base : NULL;
	return rc;
}

static void disconnect(struct db_conn *c)
{
	sqlite_conn_close(conn_of(c));
}

/* Transactions --------------------------------------------------------------------------------------------------- */

td_rc sqlite_fixed(struct sqlite_conn *c, enum fixed f)
{
	int code = sqlite3_step(c->fixed[f]);
	sqlite3_reset(c->fixed[f]);
	return code == SQLITE_DONE ? TD_OK : sqlite_fail(c, code);
}

static td_rc commit(struct db_conn *base)
{
	return sqlite_fixed(conn_of(base), FIXED_COMMIT);
}

void sqlite_reset_open(struct sqlite_conn *c)
{
	while (c->extra) {
		struct sqlite_extra_stmt *p = c->extra;
		c->extra = p->next;
		sqlite3_finalize(p->h);
		p->c = NULL;
	}
	sqlite3_stmt *next, *s = c->n_open ? sqlite3_next_stmt(c->h, NULL) : NULL;
	for (; s; s = next) {
		next = sqlite3_next_stmt(c->h, s);
		if (sqlite3_stmt_busy(s))
			sqlite3_reset(s);
	}
	c->n_open = 0;
}

static void rollback(struct db_conn *base)
{
	struct sqlite_conn *c = conn_of(base);
	sqlite_reset_open(c);
	if (sqlite3_get_autocommit(c->h))
		return;
	sqlite3_step(c->fixed[FIXED_ROLLBACK]);
	sqlite3_reset(c->fixed[FIXED_ROLLBACK]);
	base->broken = !sqlite3_get_autocommit(c->h);
}

/* A rollback that found no memory (every allocation failing) is made up for before the next command. */
static td_rc begin(struct db_conn *base, enum tx_kind kind)
{
	struct sqlite_conn *c = conn_of(base);
	base->failed = TD_OK;
	base->why = NULL;
	if (!sqlite3_get_autocommit(c->h))
		rollback(base);
	return sqlite_fixed(c, kind == TX_READ ? FIXED_BEGIN_READ : FIXED_BEGIN_WRITE);
}

static td_rc script(struct db_conn *base, const char *sql)
{
	struct sqlite_conn *c = conn_of(base);
	int code = sqlite3_exec(c->h, sql, NULL, NULL, NULL);
	return code == SQLITE_OK ? TD_OK : sqlite_fail(c, code);
}

static td_rc number(struct db_conn *base, const char *sql, i64 *out)
{
	struct sqlite_conn *c = conn_of(base);
	sqlite3_stmt *s = NULL;
	int code = sqlite3_prepare_v2(c->h, sql, -1, &s, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(s);
	if (code == SQLITE_ROW)
		*out = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return code == SQLITE_ROW ? TD_OK : sqlite_fail(c, code == SQLITE_DONE ? SQLITE_MISMATCH : code);
}

/* Statements ----------------------------------------------------------------------------------------------------- */

static int prepare_into(struct sqlite_conn *c, const struct stmt *s, sqlite3_stmt **out)
{
	return sqlite3_prepare_v3(c->h, s->sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);
}

static td_rc prepare(struct db_conn *base, const struct stmt *s)
{
	sqlite3_stmt *h = NULL;
	int code = prepare_into(conn_of(base), s, &h);
	sqlite3_finalize(h);
	return code == SQLITE_OK ? TD_OK : sqlite_fail(conn_of(base), code);
}

/* The arena ends, or is released to a mark, before the command does. */
static void extra_end(void *v)
{
	struct sqlite_extra_stmt *p = v, **at;
	if (p->c == NULL)
		return;
	for (at = &p->c->extra; *at != p; at = &(*at)->next)
		;
	*at = p->next;
	sqlite3_finalize(p->h);
}

static sqlite3_stmt **extra_new(struct sqlite_conn *c, struct arena *a)
{
	struct sqlite_extra_stmt *p = NEW(a, struct sqlite_extra_stmt);
	arena_defer(a, extra_end, p);
	*p = (struct sqlite_extra_stmt){.c = c, .next = c->extra};
	c->extra = p;
	return &p->h;
}

/* The connection's own statement, or an extra one when it has none or it is running already. */
static int acquire(struct sqlite_conn *c, struct db_rows *r, sqlite3_stmt **out)
{
	sqlite3_stmt **slot = r->stmt->id == STMT_UNCACHED ? NULL : &c->stmts[r->stmt->id];
	int code = SQLITE_OK;
	if (slot && *slot == NULL)
		code = prepare_into(c, r->stmt, slot);
	if (code == SQLITE_OK && (slot == NULL || sqlite3_stmt_busy(*slot))) {
		slot = extra_new(c, r->t->a);
		code = prepare_into(c, r->stmt, slot);
	}
	*out = slot ? *slot : NULL;
	return code;
}

static int bind(sqlite3_stmt *h, int i, const struct db_value *v)
{
	switch (v->kind) {
	case DB_I64:
		return sqlite3_bind_int64(h, i, v->i);
	case DB_TEXT:
		return sqlite3_bind_text64(h, i, v->s.p, v->s.n, SQLITE_STATIC, SQLITE_UTF8);
	case DB_BLOB:
		return sqlite3_bind_blob64(h, i, v->s.n ? v->s.p : "", v->s.n, SQLITE_STATIC);
	case DB_NULL:
	default:
		return sqlite3_bind_null(h, i);
	}
}

static td_rc start(struct db_rows *r, const struct db_value *v)
{
	struct sqlite_conn *c = conn_of(r->t->conn);
	sqlite3_stmt *h;
	int code = acquire(c, r, &h);
	for (int i = 0; code == SQLITE_OK && r->stmt->params[i]; i++)
		code = bind(h, i + 1, &v[i]);
	if (code != SQLITE_OK)
		return sqlite_fail(c, code);
	r->handle = h;
	c->n_open++;
	return TD_OK;
}

static bool next(struct db_rows *r)
{
	int code = sqlite3_step(r->handle);
	if (code == SQLITE_ROW)
		return true;
	if (code != SQLITE_DONE)
		r->rc = sqlite_fail(conn_of(r->t->conn), code);
	return false;
}

static void end(struct db_rows *r)
{
	struct sqlite_conn *c = conn_of(r->t->conn);
	if (r->stmt->writes)
		r->n_changed = sqlite3_changes64(c->h);
	sqlite3_reset(r->handle);
	sqlite3_clear_bindings(r->handle);
	c->n_open--;
}

static struct db_value col(struct db_rows *r, int i)
{
	sqlite3_stmt *h = r->handle;
	int type = sqlite3_column_type(h, i);
	if (type == SQLITE_NULL)
		return (struct db_value){.kind = DB_NULL};
	if (type == SQLITE_INTEGER)
		return db_i64(sqlite3_column_int64(h, i));
	bool text = type == SQLITE_TEXT;
	const char *p = text ? (const char *)sqlite3_column_text(h, i) : sqlite3_column_blob(h, i);
	size_t n = (size_t)sqlite3_column_bytes(h, i);
	if (p == NULL && n > 0)
		arena_fail(r->t->a); /* SQLite had no memory for it */
	str s = arena_str(r->t->a, (str){p ? p : "", n});
	return text ? db_text(s) : db_blob(s);
}

static i64 num(struct db_rows *r, int i)
{
	return sqlite3_column_int64(r->handle, i);
}

/* Opening -------------------------------------------------------------------------------------------------------- */

static void close_db(struct db *db)
{
	struct sqlite_engine *g = db->engine;
	sqlite_writer_stop(db);
	if (g->writer && db->cfg.one_file) {
		g->writer->base.maintenance = true;
		(void)!script(&g->writer->base, raw_sqlite_one_file);
	}
	sqlite_conn_close(g->writer);
	if (g->lock_fd >= 0)
		close(g->lock_fd);
	pthread_cond_destroy(&g->filled);
	pthread_mutex_destroy(&g->lock);
	free(g);
}

static td_rc open_file(struct db *db, struct err *e)
{
	struct sqlite_engine *g = db->engine;
	const char *why = NULL;
	td_rc rc = sqlite_file_check(db, e, &g->lock_fd);
	if (rc != TD_OK)
		return rc;
	struct db_conn *c = NULL;
	if (db->cfg.mode == DB_INSPECT)
		rc = conn_take(db, &c, &why);
	else
		rc = sqlite_conn_open(db, true, &g->writer, &why);
	if (rc != TD_OK)
		return err_add(e, rc, S("db"), i18n_tr(e->lang, N_("Không mở được %s: %s")), db->place,
			       why ? why : sqlite3_errstr(SQLITE_CANTOPEN));
	if (c) {
		conn_give(c);
		return TD_OK;
	}
	return schema_settle(db, &g->writer->base, e);
}

/* Its statistics of memory take a lock at every allocation, and nothing reads them. */
static void quiet_memory(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* Reads wait for nothing but the processor: more of them at a time only cool the caches of pages. */
static u32 read_conns(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	return cores > READ_CONNS_MIN / 2 ? 2 * (u32)cores : READ_CONNS_MIN;
}

static td_rc open_db(struct db *db, struct err *e)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, quiet_memory);
	db->max_conns = db->cfg.n_conns ? db->cfg.n_conns : read_conns();
	struct sqlite_engine *g = calloc(1, sizeof *g);
	if (g == NULL)
		return err_add(e, TD_LIMIT, S("db"), N_("Không đủ bộ nhớ để mở cơ sở dữ liệu."));
	g->lock_fd = -1;
	g->last = &g->first;
	pthread_mutex_init(&g->lock, NULL);
	pthread_cond_init(&g->filled, NULL);
	db->engine = g;
	snprintf(db->engine_name, sizeof db->engine_name, "SQLite %s", sqlite3_libversion());
	td_rc rc = open_file(db, e);
	if (rc == TD_OK && db->cfg.mode != DB_INSPECT)
		rc = sqlite_writer_start(db);
	if (rc != TD_OK)
		close_db(db);
	return rc;
}

const struct driver driver_sqlite = {
    .open = open_db,
    .close = close_db,
    .connect = connect_reader,
    .disconnect = disconnect,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .write = sqlite_write,
    .script = script,
    .number = number,
    .start = start,
    .next = next,
    .end = end,
    .col = col,
    .num = num,
    .prepare = prepare,
};
