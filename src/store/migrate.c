#include "store/migrate.h"

#include "store/driver.h"
#include "store/q_db.h"
#include "store/q_raw.h"

static const char *engine_sql(const struct db *db, const char *sqlite, const char *pg)
{
	return db_is_postgres(db) ? pg : sqlite;
}

static td_rc has_migrations(struct db_conn *c, i64 *n)
{
	return c->db->drv->number(c, engine_sql(c->db, raw_sqlite_has_migrations, raw_pg_has_migrations), n);
}

static struct tx tx_on(struct db_conn *c, struct arena *a, struct err *e, bool writes)
{
	struct env *env = c->db->env;
	return (struct tx){
	    .a = a, .e = e, .env = env, .now_ms = env->now_ms(env), .db = c->db, .conn = c, .writes = writes};
}

static const struct schema_migration *ours(i64 version)
{
	return version >= 0 && version < schema_n_migrations ? &schema_migrations[version] : NULL;
}

static enum migration_state state_of(i64 version, str hash)
{
	const struct schema_migration *m = ours(version);
	if (m == NULL)
		return MIGRATION_NEWER;
	return str_eq(hash, str_c(m->hash)) ? MIGRATION_APPLIED : MIGRATION_CHANGED;
}

/* Reads what is applied and adds what is pending. Inside a transaction and an arena boundary. */
static td_rc read_list(struct tx *t, migration_list *out)
{
	i64 n = 0, next = 0;
	td_rc rc = has_migrations(t->conn, &n);
	*out = (migration_list){0};
	if (rc == TD_OK && n > 0) {
		struct db_rows r;
		struct q_migration_list_row row;
		q_migration_list(t, &r);
		while (q_migration_list_next(&r, &row)) {
			VEC_PUSH(t->a, out) = (struct migration_row){
			    row.version, row.name, state_of(row.version, row.hash), row.applied_at};
			next = row.version + 1;
		}
		rc = db_rows_end(&r);
	}
	for (; rc == TD_OK && ours(next) != NULL; next++)
		VEC_PUSH(t->a, out) =
		    (struct migration_row){next, str_c(ours(next)->name), MIGRATION_PENDING, 0};
	return rc;
}

struct list_ctx {
	struct tx t;
	migration_list list;
	i64 version; /* to apply */
};

static td_rc list_fn(void *p)
{
	struct list_ctx *x = p;
	return read_list(&x->t, &x->list);
}

static td_rc list_on(struct db_conn *c, struct arena *a, struct err *e, migration_list *out)
{
	struct list_ctx x = {.t = tx_on(c, a, e, false)};
	const struct driver *drv = c->db->drv;
	td_rc rc = drv->begin(c, TX_READ);
	c->maintenance = true;
	if (rc == TD_OK)
		rc = arena_run(a, list_fn, &x);
	drv->rollback(c);
	c->maintenance = false;
	*out = x.list;
	return rc;
}

td_rc migrate_list(struct db *db, struct arena *a, struct err *e, migration_list *out)
{
	struct db_conn *c;
	const char *why = NULL;
	*out = (migration_list){0};
	td_rc rc = conn_take(db, &c, &why);
	if (rc != TD_OK)
		return err_add(e, rc, S("db"), N_("Không kết nối được với cơ sở dữ liệu %s."), db->place);
	rc = list_on(c, a, e, out);
	conn_give(c);
	return rc;
}

const char *migration_state_name(enum migration_state s)
{
	static const char *const names[MIGRATION__N] = {
	    N_("đã áp dụng"), N_("chưa áp dụng"), N_("khác với chương trình"), N_("của phiên bản mới hơn")};
	return names[s];
}

/* Applying ------------------------------------------------------------------------------------------------------- */

static td_rc apply_fn(void *p)
{
	struct list_ctx *x = p;
	struct tx *t = &x->t;
	const struct schema_migration *m = ours(x->version);
	td_rc rc = read_list(t, &x->list); /* another process may have been faster */
	for (size_t i = 0; rc == TD_OK && i < x->list.n; i++) {
		if (x->list.at[i].version == x->version && x->list.at[i].state == MIGRATION_APPLIED)
			return TD_OK;
	}
	if (rc == TD_OK)
		rc = t->db->drv->script(t->conn, engine_sql(t->db, m->sqlite, m->pg));
	if (rc == TD_OK)
		rc = q_migration_add(t, m->version, str_c(m->name), str_c(m->hash), t->now_ms, NULL);
	return rc;
}

static td_rc apply(struct db_conn *c, struct arena *a, struct err *e, i64 version)
{
	const struct driver *drv = c->db->drv;
	struct list_ctx x = {.t = tx_on(c, a, e, true), .version = version};
	c->maintenance = true;
	td_rc rc = drv->begin(c, TX_MIGRATE);
	if (rc == TD_OK)
		rc = arena_run(a, apply_fn, &x);
	if (rc == TD_OK)
		rc = drv->commit(c);
	if (rc != TD_OK)
		drv->rollback(c);
	c->maintenance = false;
	return rc;
}

/* An old or empty schema in a mode that does not migrate, somebody else's tables, or a later one. */
static td_rc refuse(struct db *db, struct err *e, const migration_list *list, i64 n_tables)
{
	bool create = db->cfg.mode == DB_CREATE;
	const struct migration_row *last = list->n ? &list->at[list->n - 1] : NULL;
	if (list->n && list->at[0].state == MIGRATION_PENDING && n_tables > 0)
		return err_add(e, TD_CONFLICT, S("db"), N_("%s không phải cơ sở dữ liệu của thidua."),
			       db->place);
	for (size_t i = 0; i < list->n; i++) {
		if (list->at[i].state == MIGRATION_NEWER)
			return err_add(
			    e, TD_CONFLICT, S("db"),
			    N_("%s do phiên bản thidua mới hơn tạo ra: xin cài phiên bản mới rồi chạy lại."),
			    db->place);
		if (list->at[i].state == MIGRATION_CHANGED)
			return err_add(e, TD_CONFLICT, S("db"),
				       N_("Lược đồ số %lld của %s khác với chương trình này: xin dùng đúng "
					  "bản đã tạo ra nó."),
				       (long long)list->at[i].version, db->place);
	}
	if (!create && last && last->state == MIGRATION_PENDING)
		return err_add(e, TD_NOT_FOUND, S("db"),
			       N_("%s chưa được tạo hoặc chưa nâng cấp: xin chạy “thidua db migrate”."),
			       db->place);
	return TD_OK;
}

static td_rc settle(struct db *db, struct db_conn *c, struct arena *a, struct err *e)
{
	migration_list list;
	i64 n_tables = 0;
	td_rc rc = list_on(c, a, e, &list);
	c->maintenance = true;
	if (rc == TD_OK)
		rc = db->drv->number(c, engine_sql(db, raw_sqlite_n_tables, raw_pg_n_tables), &n_tables);
	c->maintenance = false;
	if (rc == TD_OK)
		rc = refuse(db, e, &list, n_tables);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		if (list.at[i].state == MIGRATION_PENDING)
			rc = apply(c, a, e, list.at[i].version);
	}
	return rc;
}

td_rc schema_settle(struct db *db, struct db_conn *c, struct err *e)
{
	struct arena *a = arena_new("migrate", 8 << 20);
	size_t n_said = e->n_total;
	if (a == NULL)
		return TD_LIMIT;
	td_rc rc = settle(db, c, a, e);
	if (rc != TD_OK && e->n_total == n_said)
		err_add(
		    e, rc, S("db"), N_("Không mở được %s: %s"), db->place,
		    i18n_tr(e->lang, c->why ? c->why : N_("lược đồ không đọc hoặc không nâng cấp được.")));
	arena_free(a);
	return rc;
}
