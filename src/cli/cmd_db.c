/* thidua db: state of the database, migrations, checks, copies. */
#include <stdio.h>
#include <unistd.h>

#include "base/caltime.h"
#include "cli/commands.h"
#include "cli/site.h"
#include "cli/text_table.h"
#include "store/maintain.h"
#include "store/migrate.h"

struct db_args {
	const char *db, *verb, *file;
};

static const char *tr(const struct cli *c, const char *vi)
{
	return i18n_tr(c->e.lang, vi);
}

/* status --------------------------------------------------------------------------------------------------------- */

static td_rc status(struct cli *c, struct db *db)
{
	migration_list list;
	struct db_stats stats;
	struct text_table t = text_table_new(c->a);
	td_rc rc = migrate_list(db, c->a, &c->e, &list);
	db_stats(db, &stats);
	sb_fmt(&c->out, "%s: %s\n", tr(c, N_("Cơ sở dữ liệu")), stats.engine);
	text_table_col(&t, str_c(tr(c, N_("Số"))), true);
	text_table_col(&t, str_c(tr(c, N_("Lược đồ"))), false);
	text_table_col(&t, str_c(tr(c, N_("Trạng thái"))), false);
	text_table_col(&t, str_c(tr(c, N_("Lúc"))), false);
	for (size_t i = 0; i < list.n; i++) {
		const struct migration_row *m = &list.at[i];
		str *row = text_table_row(&t);
		row[0] = arena_fmt(c->a, "%lld", (long long)m->version);
		row[1] = m->name;
		row[2] = str_c(tr(c, migration_state_name(m->state)));
		row[3] = m->applied_at_ms ? ms_vi(c->a, m->applied_at_ms) : S("");
	}
	text_table_put(&c->out, &t);
	return rc;
}

/* check ---------------------------------------------------------------------------------------------------------- */

static td_rc check(struct cli *c, struct db *db)
{
	struct maintain_report r;
	td_rc rc = maintain_check(db, c->a, &c->e, &r);
	if (rc == TD_OK)
		sb_fmt(&c->out, "%s: %lld %s (%lld), %lld %s, %lld %s\n", tr(c, N_("Nguyên vẹn")),
		       (long long)r.n_entries, tr(c, N_("dòng nhật ký")), (long long)r.n_chains,
		       (long long)r.n_files, tr(c, N_("tệp")), (long long)r.n_schemes,
		       tr(c, N_("bảng tiêu chí")));
	return rc;
}

/* backup, restore: room for what will be said is taken first, so that nothing fails once it is done ----------------------------- */

struct told {
	enum lang lang;
	struct maintain_copied now;
};

static void tell(void *ctx, const struct maintain_copied *now)
{
	struct told *told = ctx;
	told->now = *now;
	if (!isatty(STDERR_FILENO))
		return;
	fputs("\r\033[K", stderr);
	fprintf(stderr, i18n_tr(told->lang, N_("bảng %lld/%lld, %lld dòng")), (long long)now->n_tables,
		(long long)now->all_tables, (long long)now->n_rows);
}

static void tell_end(void)
{
	if (isatty(STDERR_FILENO))
		fputs("\r\033[K", stderr);
}

static void room_to_tell(struct cli *c, const char *text, const char *file)
{
	enum { NUMBERS = 64 };
	sb_reserve(&c->out, strlen(text) + strlen(file) + NUMBERS);
}

static td_rc backup(struct cli *c, struct db *db, const char *file)
{
	struct told told = {.lang = c->e.lang};
	room_to_tell(c, i18n_tr(told.lang, N_("Đã sao lưu vào %s: %lld bảng, %lld dòng\n")), file);
	td_rc rc = maintain_backup(db, c->a, &c->e, str_c(file), tell, &told);
	tell_end();
	if (rc == TD_OK)
		sb_fmt(&c->out, i18n_tr(told.lang, N_("Đã sao lưu vào %s: %lld bảng, %lld dòng\n")), file,
		       (long long)told.now.n_tables, (long long)told.now.n_rows);
	return rc;
}

static td_rc restore(struct cli *c, struct db *db, const char *file)
{
	struct told told = {.lang = c->e.lang};
	room_to_tell(c, i18n_tr(told.lang, N_("Đã khôi phục từ %s: %lld bảng, %lld dòng\n")), file);
	td_rc rc = maintain_restore(db, c->a, &c->e, str_c(file), tell, &told);
	tell_end();
	if (rc == TD_OK)
		sb_fmt(&c->out, i18n_tr(told.lang, N_("Đã khôi phục từ %s: %lld bảng, %lld dòng\n")), file,
		       (long long)told.now.n_tables, (long long)told.now.n_rows);
	return rc;
}

/* The command ---------------------------------------------------------------------------------------------------- */

enum verb { VERB_STATUS, VERB_MIGRATE, VERB_CHECK, VERB_BACKUP, VERB_RESTORE, VERB__N };

static const struct {
	const char *name;
	enum db_mode mode;
	bool file;
} verbs[VERB__N] = {
    [VERB_STATUS] = {"status", DB_INSPECT, false}, [VERB_MIGRATE] = {"migrate", DB_CREATE, false},
    [VERB_CHECK] = {"check", DB_INSPECT, false},   [VERB_BACKUP] = {"backup", DB_INSPECT, true},
    [VERB_RESTORE] = {"restore", DB_CREATE, true},
};

static int verb_of(const char *name)
{
	int v = 0;
	while (v < VERB__N && strcmp(verbs[v].name, name) != 0)
		v++;
	return v;
}

struct job {
	struct cli *c;
	const struct db_args *args;
	int verb;
};

static td_rc do_verb(struct db *db, void *ctx)
{
	const struct job *k = ctx;
	if (k->verb == VERB_STATUS || k->verb == VERB_MIGRATE)
		return status(k->c, db);
	if (k->verb == VERB_CHECK)
		return check(k->c, db);
	return k->verb == VERB_BACKUP ? backup(k->c, db, k->args->file) : restore(k->c, db, k->args->file);
}

static td_rc run(struct cli *c, void *ctx)
{
	struct job k = {c, ctx, verb_of(((const struct db_args *)ctx)->verb)};
	struct db_config cfg = {.url = str_c(k.args->db), .mode = verbs[k.verb].mode};
	return db_with(c->a, &cfg, env_system(), &c->e, do_verb, &k);
}

int cmd_db(int argc, char **argv)
{
	struct db_args p = {.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {{"--db", NULL, &p.db}, {0}};
	const char *pos[2];
	if (!cli_parse(argc, argv, options, 1, 2, pos))
		return CLI_USAGE;
	p.verb = pos[0];
	p.file = pos[1];
	int verb = verb_of(p.verb);
	if (verb == VERB__N)
		return cli_misuse(
		    argv[0], i18n_tr(cli_lang(), N_("chọn status, migrate, check, backup hoặc restore")));
	if (verbs[verb].file != (p.file != NULL))
		return cli_misuse(argv[0],
				  i18n_tr(cli_lang(), verbs[verb].file ? N_("cho biết tên tệp sao lưu")
								       : N_("lệnh này không có tên tệp")));
	if (p.db == NULL)
		return cli_misuse(
		    argv[0],
		    i18n_tr(cli_lang(), N_("cho biết cơ sở dữ liệu: --db sqlite:TỆP hoặc biến THIDUA_DB")));
	return cli_run("db", (size_t)256 << 20, run, &p);
}
