#include "store/driver.h"

#include <stdlib.h>

#include "store/q_db.h"
#include "store/store_away.h"

td_rc conn_fail(struct db_conn *c, td_rc rc, const char *why)
{
	if (c->failed == TD_OK) {
		c->failed = rc;
		c->why = why;
	}
	return rc;
}

/* Statements ----------------------------------------------------------------------------------------------------- */

void db_query(struct tx *t, struct db_rows *r, const struct stmt *s, const struct db_value *v)
{
	*r = (struct db_rows){.t = t, .stmt = s, .rc = t->conn->failed};
	if (r->rc == TD_OK && s->writes && !t->writes)
		r->rc = conn_fail(t->conn, TD_DENIED, N_("Trang chỉ đọc không được ghi vào cơ sở dữ liệu."));
	if (r->rc == TD_OK) {
		atomic_fetch_add_explicit(&t->db->n_statements, 1, memory_order_relaxed);
		r->rc = t->db->drv->start(r, v);
	}
	r->open = r->rc == TD_OK;
}

bool db_rows_next(struct db_rows *r)
{
	if (!r->open || !r->t->db->drv->next(r))
		return false;
	r->at++;
	return true;
}

struct db_value db_col(struct db_rows *r, int i)
{
	return r->t->db->drv->col(r, i);
}

i64 db_col_i64(struct db_rows *r, int i)
{
	return r->t->db->drv->num(r, i);
}

struct opt_i64 db_col_opt(struct db_rows *r, int i)
{
	struct db_value v = r->t->db->drv->col(r, i);
	return v.kind == DB_NULL ? OPT_NONE : OPT(v.i);
}

str db_col_str(struct db_rows *r, int i)
{
	return r->t->db->drv->col(r, i).s;
}

td_rc db_rows_end(struct db_rows *r)
{
	if (r->open) {
		r->open = false;
		r->t->db->drv->end(r);
	}
	return r->rc;
}

td_rc db_rows_one(struct db_rows *r)
{
	bool found = r->at == 1;
	if (found && db_rows_next(r))
		r->rc = conn_fail(r->t->conn, TD_DB, NULL); /* a statement declared :one gave two rows */
	td_rc rc = db_rows_end(r);
	return rc != TD_OK ? rc : found ? TD_OK : TD_NOT_FOUND;
}

td_rc db_exec(struct tx *t, const struct stmt *s, const struct db_value *v, i64 *n_changed)
{
	struct db_rows r;
	db_query(t, &r, s, v);
	while (db_rows_next(&r))
		;
	td_rc rc = db_rows_end(&r);
	if (n_changed)
		*n_changed = r.n_changed;
	return rc;
}

/* Connections ---------------------------------------------------------------------------------------------------- */

td_rc conn_take(struct db *db, struct db_conn **out, const char **why)
{
	pthread_mutex_lock(&db->lock);
	while (db->idle == NULL && db->n_conns >= db->max_conns)
		pthread_cond_wait(&db->freed, &db->lock);
	*out = db->idle;
	if (*out)
		db->idle = (*out)->next;
	else
		db->n_conns++;
	pthread_mutex_unlock(&db->lock);
	if (*out)
		return TD_OK;
	td_rc rc = db->drv->connect(db, out, why);
	if (rc == TD_OK)
		return TD_OK;
	pthread_mutex_lock(&db->lock);
	db->n_conns--;
	pthread_cond_signal(&db->freed);
	pthread_mutex_unlock(&db->lock);
	return rc;
}

void conn_give(struct db_conn *c)
{
	struct db *db = c->db;
	bool broken = c->broken;
	if (broken)
		db->drv->disconnect(c);
	pthread_mutex_lock(&db->lock);
	if (broken) {
		db->n_conns--;
	} else {
		c->next = db->idle;
		db->idle = c;
	}
	pthread_cond_signal(&db->freed);
	pthread_mutex_unlock(&db->lock);
}

/* Transactions --------------------------------------------------------------------------------------------------- */

static const char *sentence(td_rc rc)
{
	switch (rc) {
	case TD_BUSY:
		return N_("Cơ sở dữ liệu đang bận, xin thử lại sau ít giây.");
	case TD_UNCERTAIN:
		return N_("Mất kết nối với cơ sở dữ liệu đúng lúc đang lưu: xin mở lại trang để xem đã lưu "
			  "hay chưa.");
	case TD_LIMIT:
		return N_("Yêu cầu cần nhiều bộ nhớ hơn mức cho phép.");
	case TD_IO:
		return N_("Không đọc, ghi được cơ sở dữ liệu. Dữ liệu chưa thay đổi; xin báo quản trị viên.");
	case TD_CORRUPT:
		return N_("Cơ sở dữ liệu bị hỏng; xin báo quản trị viên chạy “thidua db check”.");
	default:
		return N_("Cơ sở dữ liệu báo lỗi. Dữ liệu chưa thay đổi; xin báo quản trị viên.");
	}
}

/* Adds the sentence of a failure that fn did not explain. */
static td_rc say(struct err *e, td_rc rc, const char *why)
{
	return err_add(e, rc, STR_NULL, "%s", i18n_tr(e->lang, why ? why : sentence(rc)));
}

static td_rc run_fn(void *p)
{
	struct command *cmd = p;
	return cmd->fn(&cmd->tx, cmd->ctx);
}

td_rc command_run(struct command *cmd, struct db_conn *c)
{
	c->failed = TD_OK;
	c->why = NULL;
	c->rerun = false;
	cmd->tx.conn = c;
	td_rc rc = arena_run(cmd->tx.a, run_fn, cmd);
	if (c->failed == TD_OK)
		return rc;
	if (rc == TD_OK || rc == c->failed)
		cmd->why = c->why ? c->why : sentence(c->failed);
	return rc == TD_OK ? c->failed : rc;
}

static struct command command_new(struct db *db, struct arena *a, struct err *e, const struct actor *who,
				  db_fn fn, void *ctx)
{
	return (struct command){
	    .tx =
		{.a = a, .e = e, .env = db->env, .now_ms = db->env->now_ms(db->env), .actor = *who, .db = db},
	    .fn = fn,
	    .ctx = ctx,
	};
}

/* What fn refused it has explained itself; faults and what happened outside fn have cmd->why. */
static td_rc finish(struct command *cmd, size_t n_said)
{
	bool expected = cmd->rc == TD_OK || cmd->rc == TD_NOT_FOUND || cmd->rc == TD_DENIED ||
			cmd->rc == TD_INVALID || cmd->rc == TD_CONFLICT || cmd->rc == TD_STALE;
	if (cmd->tx.e->n_total > n_said || (expected && cmd->why == NULL))
		return cmd->rc;
	if (expected && cmd->rc == TD_CONFLICT)
		return cmd->rc;
	return say(cmd->tx.e, cmd->rc, cmd->why);
}

/* A connection with an open snapshot. Idle ones that the server closed in the meantime are passed over. */
static td_rc begin_read(struct db *db, struct db_conn **c, const char **why)
{
	bool stale;
	td_rc rc;
	u32 tries = 0;
	do {
		rc = conn_take(db, c, why);
		if (rc != TD_OK)
			return rc;
		rc = db->drv->begin(*c, TX_READ);
		if (rc == TD_OK)
			return rc;
		*why = (*c)->why;
		stale = (*c)->broken;
		conn_give(*c);
	} while (stale && ++tries <= db->max_conns);
	return rc;
}

td_rc db_read(struct db *db, struct arena *a, struct err *e, const struct actor *who, db_fn fn, void *ctx)
{
	struct command cmd = command_new(db, a, e, who, fn, ctx);
	struct db_conn *c;
	size_t n_said = e->n_total;
	atomic_fetch_add_explicit(&db->n_reads, 1, memory_order_relaxed);
	cmd.rc = begin_read(db, &c, &cmd.why);
	if (cmd.rc == TD_OK) {
		cmd.rc = command_run(&cmd, c);
		db->drv->rollback(c);
		conn_give(c);
	}
	return finish(&cmd, n_said);
}

td_rc db_write(struct db *db, struct arena *a, struct err *e, const struct actor *who, db_fn fn, void *ctx)
{
	struct command cmd = command_new(db, a, e, who, fn, ctx);
	size_t n_said = e->n_total;
	cmd.tx.writes = true;
	atomic_fetch_add_explicit(&db->n_writes, 1, memory_order_relaxed);
	db->drv->write(db, &cmd);
	if (cmd.rc != TD_OK)
		atomic_fetch_add_explicit(&db->n_refused, 1, memory_order_relaxed);
	return finish(&cmd, n_said);
}

/* Generations ---------------------------------------------------------------------------------------------------- */

td_rc db_generation(struct tx *t, i64 tag, i64 *gen)
{
	struct q_generation_get_row row;
	td_rc rc = q_generation_get(t, tag, &row);
	*gen = rc == TD_OK ? row.gen : 0;
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc db_bump(struct tx *t, i64 tag)
{
	i64 n = 0;
	td_rc rc = q_generation_bump(t, tag, &n);
	return rc == TD_OK && n == 0 ? store_away_refuse(t, tag) : rc;
}

/* Opening and closing -------------------------------------------------------------------------------------------- */

static const char *copy_z(str s)
{
	char *p = s.p ? malloc(s.n + 1) : NULL;
	if (p) {
		memcpy(p, s.p, s.n);
		p[s.n] = '\0';
	}
	return p;
}

static const struct driver *driver_of(str url, str *place)
{
	*place = url;
	if (str_has_prefix(url, S("sqlite:"))) {
		*place = str_from(url, strlen("sqlite:"));
		return place->n ? &driver_sqlite : NULL;
	}
	if (str_has_prefix(url, S("postgresql://")) || str_has_prefix(url, S("postgres://")))
		return &driver_pg;
	return NULL;
}

static void db_free(struct db *db)
{
	pthread_cond_destroy(&db->freed);
	pthread_mutex_destroy(&db->rerun_lane);
	pthread_mutex_destroy(&db->lock);
	free((char *)db->place);
	free((char *)db->cfg.vfs);
	free((char *)db->cfg.schema);
	free(db);
}

td_rc db_open(const struct db_config *cfg, struct env *env, struct err *e, struct db **out)
{
	str place;
	const struct driver *drv = driver_of(cfg->url, &place);
	*out = NULL;
	if (drv == NULL)
		return err_add(
		    e, TD_INVALID, S("db"),
		    N_("Địa chỉ cơ sở dữ liệu phải có dạng sqlite:ĐƯỜNG-DẪN hoặc postgresql://MÁY/TÊN."));
	struct db *db = calloc(1, sizeof *db);
	if (db == NULL)
		return say(e, TD_LIMIT, NULL);
	*db = (struct db){.drv = drv, .env = env, .cfg = *cfg, .max_conns = 1};
	pthread_mutex_init(&db->lock, NULL);
	pthread_mutex_init(&db->rerun_lane, NULL);
	pthread_cond_init(&db->freed, NULL);
	db->place = copy_z(place);
	db->cfg.vfs = copy_z(str_c(cfg->vfs));
	db->cfg.schema = copy_z(str_c(cfg->schema));
	db->cfg.url = STR_NULL;
	td_rc rc = db->place ? drv->open(db, e) : say(e, TD_LIMIT, NULL);
	if (rc != TD_OK)
		db_free(db);
	else
		*out = db;
	return rc;
}

void db_close(struct db *db)
{
	if (db == NULL)
		return;
	while (db->idle) {
		struct db_conn *c = db->idle;
		db->idle = c->next;
		db->drv->disconnect(c);
	}
	db->drv->close(db);
	db_free(db);
}

bool db_is_postgres(const struct db *db)
{
	return db->drv == &driver_pg;
}

void db_stats(struct db *db, struct db_stats *out)
{
	*out = (struct db_stats){
	    .engine = db->engine_name,
	    .n_reads = atomic_load(&db->n_reads),
	    .n_writes = atomic_load(&db->n_writes),
	    .n_commits = atomic_load(&db->n_commits),
	    .n_reruns = atomic_load(&db->n_reruns),
	    .n_statements = atomic_load(&db->n_statements),
	    .n_refused = atomic_load(&db->n_refused),
	    .max_group = atomic_load(&db->max_group),
	    .n_conns = db->n_conns,
	};
}

struct visit {
	const struct db_config *cfg;
	struct env *env;
	struct err *e;
	struct db *db;
	td_rc (*fn)(struct db *db, void *ctx);
	void *ctx;
};

static td_rc visit(void *p)
{
	struct visit *v = p;
	td_rc rc = db_open(v->cfg, v->env, v->e, &v->db);
	return rc == TD_OK ? v->fn(v->db, v->ctx) : rc;
}

td_rc db_with(struct arena *a, const struct db_config *cfg, struct env *env, struct err *e,
	      td_rc (*fn)(struct db *db, void *ctx), void *ctx)
{
	struct visit v = {cfg, env, e, NULL, fn, ctx};
	td_rc rc = arena_run(a, visit, &v);
	db_close(v.db);
	return rc;
}
