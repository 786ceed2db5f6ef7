#include "cli/site.h"

#include "store/store_org.h"

enum { SENTENCE_ROOM = 1024 };

struct visit {
	struct cli *c;
	bool write;
	db_fn fn;
	void *ctx;
};

static td_rc visit(struct db *db, void *p)
{
	const struct visit *v = p;
	struct cli *c = v->c;
	struct actor who = {0, S("dòng lệnh")};
	return v->write ? db_write(db, c->a, &c->e, &who, v->fn, v->ctx)
			: db_read(db, c->a, &c->e, &who, v->fn, v->ctx);
}

td_rc site_run(struct cli *c, const struct site_args *args, bool write, db_fn fn, void *ctx)
{
	struct visit v = {c, write, fn, ctx};
	if (args->db == NULL)
		return err_add(&c->e, TD_INVALID, S("--db"),
			       N_("Cho biết cơ sở dữ liệu: --db sqlite:TỆP hoặc biến THIDUA_DB."));
	struct db_config cfg = {.url = str_c(args->db), .mode = DB_USE};
	/* what is said after a commit must not fail for want of memory: nobody would believe that it was done */
	if (write)
		sb_reserve(&c->out, SENTENCE_ROOM);
	return db_with(c->a, &cfg, env_system(), &c->e, visit, &v);
}

td_rc site_year(struct tx *t, const struct site_args *args, cluster_year_id *out)
{
	struct cluster_year y;
	u64 year;
	if (str_u64(str_c(args->year), &year) != TD_OK || year > 9999)
		return err_add(t->e, TD_INVALID, str_c(args->year), N_("Năm là một số, ví dụ 2026."));
	td_rc rc = store_cluster_year_find(t, str_c(args->cluster), (i64)year, &y);
	if (rc == TD_NOT_FOUND)
		return err_add(t->e, rc, str_c(args->cluster), N_("Không có cụm, khối này trong năm %s."),
			       args->year);
	*out = y.id;
	return rc;
}
