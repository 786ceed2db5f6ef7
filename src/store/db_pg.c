#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/log.h"
#include "store/driver.h"
#include "store/q_raw.h"

enum { OID_BYTEA = 17, OID_INT8 = 20, OID_TEXT = 25 };
enum { PARAMS_MAX = 32, RERUNS_MAX = 24, BINARY = 1 };

struct pg_conn {
	struct db_conn base;
	PGconn *h;
	bool *prepared; /* by stmt.id */
};

static struct pg_conn *conn_of(struct db_conn *c)
{
	return (struct pg_conn *)c;
}

/* Failures ------------------------------------------------------------------------------------------------------- */

static bool state_is(const char *state, const char *prefix)
{
	return strncmp(state, prefix, strlen(prefix)) == 0;
}

static td_rc rc_of_state(const char *state, const char **why)
{
	if (state_is(state, "23505"))
		return TD_CONFLICT;
	if (state_is(state, "40001") || state_is(state, "40P01") || state_is(state, "57014") ||
	    state_is(state, "55P03"))
		return TD_BUSY;
	if (state_is(state, "53100")) {
		*why = N_("Ổ đĩa của máy chủ PostgreSQL đã đầy: chưa lưu được gì.");
		return TD_IO;
	}
	if (state_is(state, "25006")) {
		*why = N_("Máy chủ PostgreSQL này chỉ cho đọc: xin nối tới máy chủ chính.");
		return TD_IO;
	}
	if (state_is(state, "53"))
		return TD_BUSY;
	if (state_is(state, "XX001") || state_is(state, "XX002"))
		return TD_CORRUPT;
	return TD_DB;
}

/* Marks the transaction as failed by this result (NULL: the connection's state says it). */
static td_rc pg_fail(struct pg_conn *c, const PGresult *res)
{
	const char *state = res ? PQresultErrorField(res, PG_DIAG_SQLSTATE) : NULL;
	const char *why = NULL;
	td_rc rc = state ? rc_of_state(state, &why) : TD_IO;
	if (PQstatus(c->h) == CONNECTION_BAD) {
		c->base.broken = true;
		rc = TD_IO;
		why = N_("Mất kết nối với máy chủ PostgreSQL. Dữ liệu chưa thay đổi; xin thử lại.");
	}
	c->base.rerun = rc == TD_BUSY && state && state_is(state, "40");
	if (rc != TD_BUSY && rc != TD_CONFLICT)
		log_error("postgresql: %s", PQerrorMessage(c->h));
	return conn_fail(&c->base, rc, why);
}

static bool fine(const PGresult *res)
{
	ExecStatusType s = PQresultStatus(res);
	return s == PGRES_TUPLES_OK || s == PGRES_COMMAND_OK;
}

/* Connections ---------------------------------------------------------------------------------------------------- */

static void quiet(void *arg, const char *message)
{
	(void)arg;
	log_debug("postgresql: %s", message);
}

static void disconnect(struct db_conn *base)
{
	struct pg_conn *c = conn_of(base);
	PQfinish(c->h);
	free(c->prepared);
	free(c);
}

static PGconn *dial(struct db *db)
{
	char options[128] = "";
	if (db->cfg.schema)
		snprintf(options, sizeof options, "-c search_path=%s", db->cfg.schema);
	const char *keys[] = {"dbname", "options", "application_name", "connect_timeout", NULL};
	const char *values[] = {db->place, options, db->cfg.schema ? db->cfg.schema : "thidua", "10", NULL};
	return PQconnectdbParams(keys, values, 1);
}

static td_rc script(struct db_conn *base, const char *sql)
{
	struct pg_conn *c = conn_of(base);
	PGresult *res = PQexec(c->h, sql);
	td_rc rc = fine(res) ? TD_OK : pg_fail(c, res);
	PQclear(res);
	return rc;
}

static td_rc connect_pg(struct db *db, struct db_conn **out, const char **why)
{
	struct pg_conn *c = calloc(1, sizeof *c);
	*out = NULL;
	if (c == NULL || (c->prepared = calloc(stmt_n, sizeof *c->prepared)) == NULL) {
		free(c);
		return TD_LIMIT;
	}
	c->base.db = db;
	c->h = dial(db);
	td_rc rc = PQstatus(c->h) == CONNECTION_OK ? TD_OK : TD_IO;
	if (rc == TD_OK) {
		PQsetNoticeProcessor(c->h, quiet, NULL);
		rc = script(&c->base, raw_pg_set_up);
	}
	if (rc == TD_OK) {
		*out = &c->base;
		return TD_OK;
	}
	log_error("postgresql: %s", PQerrorMessage(c->h));
	*why = N_("Không kết nối được với máy chủ PostgreSQL: xin kiểm tra địa chỉ, tài khoản và máy chủ.");
	disconnect(&c->base);
	return rc;
}

/* Transactions --------------------------------------------------------------------------------------------------- */

static td_rc begin(struct db_conn *base, enum tx_kind kind)
{
	static const char *const sql[] = {[TX_READ] = raw_pg_begin_read,
					  [TX_WRITE] = raw_pg_begin_write,
					  [TX_MIGRATE] = raw_pg_begin_migrate};
	base->failed = TD_OK;
	base->why = NULL;
	base->rerun = false;
	return script(base, sql[kind]);
}

/* When the connection dies here nobody knows whether the server committed. */
static td_rc commit(struct db_conn *base)
{
	struct pg_conn *c = conn_of(base);
	td_rc rc = script(base, raw_pg_commit);
	if (rc == TD_OK || !c->base.broken)
		return rc;
	base->why = NULL;
	return base->failed = TD_UNCERTAIN;
}

static void rollback(struct db_conn *base)
{
	struct pg_conn *c = conn_of(base);
	if (!base->broken && PQtransactionStatus(c->h) != PQTRANS_IDLE)
		PQclear(PQexec(c->h, raw_pg_rollback));
	if (PQtransactionStatus(c->h) != PQTRANS_IDLE)
		base->broken = true;
}

static td_rc number(struct db_conn *base, const char *sql, i64 *out)
{
	struct pg_conn *c = conn_of(base);
	PGresult *res = PQexec(c->h, sql);
	td_rc rc = fine(res) && PQntuples(res) > 0 ? TD_OK : pg_fail(c, res);
	if (rc == TD_OK && str_i64(str_c(PQgetvalue(res, 0, 0)), out) != TD_OK)
		rc = TD_DB;
	PQclear(res);
	return rc;
}

/* Statements ----------------------------------------------------------------------------------------------------- */

static Oid oid_of(char kind)
{
	return kind == 'i' || kind == 'I' ? OID_INT8 : kind == 't' || kind == 'T' ? OID_TEXT : OID_BYTEA;
}

struct params {
	Oid types[PARAMS_MAX];
	const char *values[PARAMS_MAX];
	int lengths[PARAMS_MAX], formats[PARAMS_MAX];
	u64 numbers[PARAMS_MAX];
	int n;
};

static void put(struct params *p, int i, const struct db_value *v)
{
	p->formats[i] = BINARY;
	if (v->kind == DB_I64) {
		p->numbers[i] = __builtin_bswap64((u64)v->i); /* network order */
		p->values[i] = (const char *)&p->numbers[i];
		p->lengths[i] = sizeof p->numbers[i];
	} else if (v->kind != DB_NULL) {
		p->values[i] = v->s.n ? v->s.p : "";
		p->lengths[i] = (int)v->s.n;
	}
}

static td_rc prepare(struct db_conn *base, const struct stmt *s)
{
	struct pg_conn *c = conn_of(base);
	Oid types[PARAMS_MAX];
	int n = 0;
	if (s->id != STMT_UNCACHED && c->prepared[s->id])
		return TD_OK;
	for (; s->params[n]; n++)
		types[n] = oid_of(s->params[n]);
	PGresult *res = PQprepare(c->h, s->name, s->sql_pg, n, types);
	td_rc rc = fine(res) ? TD_OK : pg_fail(c, res);
	PQclear(res);
	if (rc == TD_OK && s->id != STMT_UNCACHED)
		c->prepared[s->id] = true;
	return rc;
}

static void clear(void *p)
{
	PQclear(*(PGresult **)p);
}

static PGresult *run(struct pg_conn *c, const struct stmt *s, const struct params *p)
{
	if (s->id == STMT_UNCACHED)
		return PQexecParams(c->h, s->sql_pg, p->n, p->types, p->values, p->lengths, p->formats,
				    BINARY);
	return PQexecPrepared(c->h, s->name, p->n, p->values, p->lengths, p->formats, BINARY);
}

/* The result lives as long as the arena: texts are not copied. */
static td_rc start(struct db_rows *r, const struct db_value *v)
{
	struct pg_conn *c = conn_of(r->t->conn);
	struct params p = {.n = 0};
	PGresult **slot = NEW(r->t->a, PGresult *);
	arena_defer(r->t->a, clear, slot);
	for (; r->stmt->params[p.n]; p.n++) {
		p.types[p.n] = oid_of(r->stmt->params[p.n]);
		put(&p, p.n, &v[p.n]);
	}
	td_rc rc = r->stmt->id == STMT_UNCACHED ? TD_OK : prepare(&c->base, r->stmt);
	if (rc != TD_OK)
		return rc;
	*slot = run(c, r->stmt, &p);
	if (!fine(*slot))
		return pg_fail(c, *slot);
	r->handle = *slot;
	return TD_OK;
}

static bool next(struct db_rows *r)
{
	return r->at < PQntuples(r->handle);
}

static void end(struct db_rows *r)
{
	i64 n = 0;
	if (str_i64(str_c(PQcmdTuples(r->handle)), &n) == TD_OK && r->stmt->writes)
		r->n_changed = n;
}

static i64 number_of(const u8 *p, int len)
{
	u64 v = p[0] & 0x80 ? ~(u64)0 : 0;
	for (int i = 0; i < len; i++)
		v = v << 8 | p[i];
	return (i64)v;
}

static i64 num(struct db_rows *r, int i)
{
	const PGresult *res = r->handle;
	int row = (int)r->at - 1, len = PQgetlength(res, row, i);
	return len > 0 && len <= 8 ? number_of((const u8 *)PQgetvalue(res, row, i), len) : 0;
}

static struct db_value col(struct db_rows *r, int i)
{
	const PGresult *res = r->handle;
	int row = (int)r->at - 1, len = PQgetlength(res, row, i);
	const char *p = PQgetvalue(res, row, i);
	if (PQgetisnull(res, row, i))
		return (struct db_value){.kind = DB_NULL};
	char kind = r->stmt->cols[i];
	if (kind == 'i' || kind == 'I')
		return db_i64(num(r, i));
	str s = {p, (size_t)len};
	return kind == 't' || kind == 'T' ? db_text(s) : db_blob(s);
}

/* Writing -------------------------------------------------------------------------------------------------------- */

static void pause_before_rerun(struct db *db, u32 attempt)
{
	u16 r;
	db->env->random(db->env, &r, sizeof r);
	long most = attempt < 5 ? 1000000L << attempt : 32000000L;
	nanosleep(&(struct timespec){0, most / 4 + (long)r * (most / 65536)}, NULL);
}

/* One try. True: it is settled; false: run it again. */
static bool attempt(struct db *db, struct command *cmd)
{
	struct db_conn *c;
	cmd->why = NULL;
	cmd->rc = conn_take(db, &c, &cmd->why);
	if (cmd->rc != TD_OK)
		return true;
	cmd->rc = begin(c, TX_WRITE);
	if (cmd->rc != TD_OK) { /* an idle connection that the server closed: take a new one */
		cmd->why = c->why;
		bool stale = c->broken;
		conn_give(c);
		return !stale;
	}
	cmd->rc = command_run(cmd, c);
	if (cmd->rc == TD_OK) {
		cmd->rc = commit(c);
		cmd->why = c->why;
	}
	bool rerun = cmd->rc != TD_OK && c->rerun;
	if (cmd->rc == TD_OK)
		atomic_fetch_add(&db->n_commits, 1);
	else
		rollback(c);
	conn_give(c);
	return !rerun;
}

/* Reruns of this process go one after the other: what lost against many neighbours then meets only newcomers, each of
 * which loses at most once before it waits here too. */
static void rerun(struct db *db, struct command *cmd)
{
	struct err *e = cmd->tx.e;
	u32 i = 0;
	do {
		atomic_fetch_add(&db->n_reruns, 1);
		pause_before_rerun(db, i);
		e->items.n = cmd->n_items;
		e->n_total = cmd->n_said;
	} while (!attempt(db, cmd) && ++i < RERUNS_MAX);
	if (i == RERUNS_MAX && cmd->rc != TD_IO)
		cmd->rc = TD_BUSY;
}

static void write_pg(struct db *db, struct command *cmd)
{
	cmd->n_items = cmd->tx.e->items.n;
	cmd->n_said = cmd->tx.e->n_total;
	if (attempt(db, cmd))
		return;
	pthread_mutex_lock(&db->rerun_lane);
	rerun(db, cmd);
	pthread_mutex_unlock(&db->rerun_lane);
}

/* Opening -------------------------------------------------------------------------------------------------------- */

static td_rc open_db(struct db *db, struct err *e)
{
	struct db_conn *c;
	const char *why = NULL;
	db->max_conns = db->cfg.n_conns ? db->cfg.n_conns : 8;
	td_rc rc = conn_take(db, &c, &why);
	if (rc != TD_OK)
		return err_add(e, rc, S("db"), "%s",
			       i18n_tr(e->lang, why ? why : N_("Không kết nối được với PostgreSQL.")));
	int v = PQserverVersion(conn_of(c)->h);
	snprintf(db->engine_name, sizeof db->engine_name, "PostgreSQL %d.%d", v / 10000, v % 10000);
	if (db->cfg.mode != DB_INSPECT)
		rc = schema_settle(db, c, e);
	if (rc == TD_OK) {
		conn_give(c);
	} else {
		disconnect(c);
		db->n_conns--;
	}
	return rc;
}

static void close_db(struct db *db)
{
	(void)db;
}

const struct driver driver_pg = {
    .open = open_db,
    .close = close_db,
    .connect = connect_pg,
    .disconnect = disconnect,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .write = write_pg,
    .script = script,
    .number = number,
    .start = start,
    .next = next,
    .end = end,
    .col = col,
    .num = num,
    .prepare = prepare,
};
