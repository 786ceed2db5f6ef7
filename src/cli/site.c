#include "cli/site.h"

#include "jobs/job.h"
#include "store/store_org.h"
#include "store/store_user.h"

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

static td_rc open_site(struct cli *c, const struct site_args *args, td_rc (*fn)(struct db *, void *),
		       void *ctx)
{
	if (args->db == NULL)
		return err_add(&c->e, TD_INVALID, S("--db"),
			       N_("Cho biết cơ sở dữ liệu: --db sqlite:TỆP hoặc biến THIDUA_DB."));
	struct db_config cfg = {.url = str_c(args->db), .mode = DB_USE};
	return db_with(c->a, &cfg, env_system(), &c->e, fn, ctx);
}

td_rc site_run(struct cli *c, const struct site_args *args, bool write, db_fn fn, void *ctx)
{
	struct visit v = {c, write, fn, ctx};
	/* what is said after a commit must not fail for want of memory: nobody would believe that it was done */
	if (write)
		sb_reserve(&c->out, SENTENCE_ROOM);
	return open_site(c, args, visit, &v);
}

struct errand {
	struct cli *c;
	db_fn ask, look;
	void *ctx;
};

static td_rc do_errand(struct db *db, void *p)
{
	const struct errand *n = p;
	struct cli *c = n->c;
	struct actor who = {0, S("dòng lệnh")};
	struct job_report done;
	td_rc rc = db_write(db, c->a, &c->e, &who, n->ask, n->ctx);
	if (rc == TD_OK)
		rc = job_pass(db, c->a, &c->e, JOB_MOST_SITE, NULL, &done);
	return rc == TD_OK ? db_read(db, c->a, &c->e, &who, n->look, n->ctx) : rc;
}

td_rc site_run_job(struct cli *c, const struct site_args *args, db_fn ask, db_fn look, void *ctx)
{
	struct errand n = {c, ask, look, ctx};
	return open_site(c, args, do_errand, &n);
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

td_rc site_actor(struct tx *t, const char *login)
{
	struct user u;
	if (login == NULL)
		return TD_OK;
	td_rc rc = store_user_by_login(t, str_c(login), &u);
	if (rc == TD_OK)
		t->actor = (struct actor){u.id.v, u.name};
	return rc == TD_NOT_FOUND ? err_add(t->e, rc, S("--by"), N_("Không có tài khoản «%s»."), login) : rc;
}
