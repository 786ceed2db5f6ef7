/* A write command beside a copy of the site: what came back from another machine is read while ours is written. */
#include "store/driver.h"
#include "store/maintain.h"
#include "store/migrate.h"
#include "store/q_raw.h"

enum { MEMORY = 512 << 20 };

struct beside {
	struct db *db;
	struct arena *far; /* of the write: it may run on another thread */
	struct err *far_e;
	struct arena *a;
	struct err *e;
	const struct actor *who;
	bool keep, done;
	maintain_both fn;
	void *ctx;
	const struct tx *from;
};

/* A stranger's file may call anything by any name. */
static td_rc plain_fn(struct tx *t, void *ctx)
{
	i64 n = 0;
	(void)ctx;
	t->conn->maintenance = true;
	td_rc rc = t->db->drv->number(t->conn, raw_sqlite_away_odd, &n);
	t->conn->maintenance = false;
	if (rc == TD_OK && n > 0)
		return err_add(t->e, TD_CONFLICT, S("db"),
			       N_("Tệp này có bảng hoặc thủ tục không do thidua tạo ra nên không nhận."));
	return rc;
}

static td_rc same_schema(struct db *from, struct arena *a, struct err *e)
{
	migration_list list;
	td_rc rc = migrate_list(from, a, e, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		if (list.at[i].state == MIGRATION_PENDING)
			rc = err_add(e, TD_CONFLICT, S("db"),
				     N_("Tệp của phiên bản cũ hơn máy chủ: xin chạy “thidua db migrate --db "
					"sqlite:TỆP” "
					"trên nó bằng chương trình của máy chủ trước."));
		else if (list.at[i].state != MIGRATION_APPLIED)
			rc = err_add(
			    e, TD_CONFLICT, S("db"),
			    N_("Tệp của phiên bản mới hơn máy chủ, hoặc không phải của thidua: xin nâng cấp "
			       "máy chủ rồi nhập lại."));
	}
	return rc;
}

static td_rc write_fn(struct tx *t, void *ctx)
{
	struct beside *b = ctx;
	struct tx from = *b->from;
	from.a = t->a; /* its owner waits; memory must be this thread's */
	from.e = t->e;
	b->done = false; /* this may be a rerun */
	td_rc rc = b->fn(t, &from, b->ctx);
	b->done = rc == TD_OK;
	return rc == TD_OK && !b->keep ? TD_CONFLICT : rc;
}

static td_rc read_fn(struct tx *from, void *ctx)
{
	struct beside *b = ctx;
	b->from = from;
	return db_write(b->db, b->far, b->far_e, b->who, write_fn, b);
}

static td_rc open_fn(struct db *from, void *ctx)
{
	struct beside *b = ctx;
	struct maintain_report report;
	td_rc rc = same_schema(from, b->a, b->e);
	if (rc == TD_OK)
		rc = db_read(from, b->a, b->e, b->who, plain_fn, NULL);
	if (rc == TD_OK)
		rc = maintain_check(from, b->a, b->e, &report);
	return rc == TD_OK ? db_read(from, b->a, b->e, b->who, read_fn, b) : rc;
}

static void free_far(void *ctx)
{
	struct beside *b = ctx;
	arena_free(b->far);
}

td_rc maintain_beside(struct db *db, struct arena *a, struct err *e, const struct actor *who, str path,
		      bool keep, maintain_both fn, void *ctx)
{
	struct beside *b = NEW(a, struct beside);
	struct err far_e;
	struct db_config cfg = {.url = arena_fmt(a, "sqlite:%.*s", STRF(path)), .mode = DB_INSPECT};
	*b = (struct beside){
	    .db = db, .a = a, .e = e, .who = who, .keep = keep, .fn = fn, .ctx = ctx, .far_e = &far_e};
	arena_defer(a, free_far, b);
	b->far = arena_new("merge", MEMORY);
	if (b->far == NULL)
		return TD_LIMIT;
	far_e = err_new(b->far, e->lang);
	far_e.max = e->max;
	td_rc rc = db_with(a, &cfg, db->env, e, open_fn, b);
	if (rc == TD_CONFLICT && b->done && !keep)
		return TD_OK;
	for (size_t i = 0; rc != TD_OK && i < far_e.items.n; i++)
		err_add(e, rc, far_e.items.at[i].where, "%.*s", STRF(far_e.items.at[i].text));
	e->n_unsaid += far_e.n_unsaid;
	return rc;
}
