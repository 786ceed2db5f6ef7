/* thidua mail list | run | test, and thidua remind: what the server does by itself, by hand. */
#include <stdlib.h>

#include "base/caltime.h"

#include "cli/commands.h"
#include "cli/site.h"
#include "cli/text_table.h"
#include "jobs/mail.h"
#include "jobs/remind.h"

enum { MEMORY = 64 << 20, LISTED = 50, SENT_MOST = 1000 };

struct mail_args {
	struct site_args site;
	const char *verb, *to;
	struct cli *c;
};

static td_rc list(struct tx *t, void *ctx)
{
	static const char *const heads[] = {"Số", "Lúc", "Đến", "Trạng thái", "Tiêu đề", "Lỗi"};
	struct mail_args *p = ctx;
	mail_list mails = {0};
	struct text_table table = text_table_new(t->a);
	td_rc rc = store_mail_list(t, LISTED, &mails);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		text_table_col(&table, str_c(heads[i]), i == 0);
	for (size_t i = 0; rc == TD_OK && i < mails.n; i++) {
		const struct mail *m = &mails.at[i];
		str *row = text_table_row(&table);
		row[0] = arena_fmt(t->a, "%lld", (long long)m->id);
		row[1] = ms_vi(t->a, m->created_at_ms);
		row[2] = m->to_address;
		row[3] = str_c(i18n_tr(t->e->lang, mail_state_name(m->state)));
		row[4] = m->subject;
		row[5] = m->last_error;
	}
	if (rc == TD_OK)
		text_table_put(&p->c->out, &table);
	return rc;
}

/* One mail to somebody at once, without the outbox: are the settings right? */
static td_rc test(struct tx *t, void *ctx)
{
	struct mail_args *p = ctx;
	struct mail_config cfg = {0};
	struct mail m = {.id = 0,
			 .to_address = str_c(p->to),
			 .subject = S("Thư thử của hệ thống thi đua"),
			 .body = S("Nếu bạn đọc được thư này, máy chủ thư đã được đặt đúng.\n"),
			 .created_at_ms = t->now_ms};
	str why = STR_NULL;
	td_rc rc = mail_config_load(t, &cfg);
	if (rc == TD_NOT_FOUND)
		return err_add(t->e, rc, S("mail.host"), N_("Chưa đặt máy chủ thư; xem trang Thiết đặt."));
	if (rc == TD_OK)
		rc = mail_send(t->a, &cfg, &m, &why);
	if (rc == TD_IO || (rc == TD_INVALID && t->e->n_total == 0))
		return err_add(t->e, rc, str_c(p->to), N_("Không gửi được: %.*s"), STRF(why));
	return rc;
}

static td_rc send_all(struct db *db, void *ctx)
{
	struct mail_args *p = ctx;
	struct mail_report n;
	td_rc rc = mail_pass(db, p->c->a, &p->c->e, SENT_MOST, &n);
	if (rc == TD_NOT_FOUND)
		return err_add(&p->c->e, rc, S("mail.host"),
			       N_("Chưa đặt máy chủ thư; xem trang Thiết đặt."));
	if (rc == TD_OK)
		sb_fmt(&p->c->out, "%lld %lld %lld\n", (long long)n.n_sent, (long long)n.n_waiting,
		       (long long)n.n_failed);
	return rc;
}

static td_rc remind_all(struct db *db, void *ctx)
{
	struct mail_args *p = ctx;
	struct remind_report n;
	td_rc rc = remind_pass(db, p->c->a, &p->c->e, &n);
	if (rc == TD_OK)
		sb_fmt(&p->c->out, "%lld\n", (long long)n.n_notices);
	return rc;
}

static td_rc with_db(struct mail_args *p, td_rc (*fn)(struct db *db, void *ctx))
{
	struct db_config cfg = {.url = str_c(p->site.db ? p->site.db : ""), .mode = DB_USE};
	return db_with(p->c->a, &cfg, env_system(), &p->c->e, fn, p);
}

static td_rc run(struct cli *c, void *args)
{
	struct mail_args *p = args;
	p->c = c;
	if (strcmp(p->verb, "remind") == 0)
		return with_db(p, remind_all);
	if (strcmp(p->verb, "run") == 0)
		return with_db(p, send_all);
	return site_run(c, &p->site, false, strcmp(p->verb, "list") == 0 ? list : test, p);
}

int cmd_mail(int argc, char **argv)
{
	struct mail_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {{"--db", NULL, &p.site.db}, {0}};
	const char *pos[2];
	if (!cli_parse(argc, argv, options, 1, 2, pos))
		return CLI_USAGE;
	p.verb = pos[0];
	p.to = pos[1];
	bool tests = strcmp(p.verb, "test") == 0;
	if ((!tests && strcmp(p.verb, "list") != 0 && strcmp(p.verb, "run") != 0) || tests != (p.to != NULL))
		return cli_misuse(argv[0], i18n_tr(cli_lang(), N_("cần: list, run hoặc test ĐỊA_CHỈ")));
	return cli_run(argv[0], MEMORY, run, &p);
}

int cmd_remind(int argc, char **argv)
{
	struct mail_args p = {.site.db = getenv("THIDUA_DB"), .verb = "remind"};
	const struct cli_option options[] = {{"--db", NULL, &p.site.db}, {0}};
	if (!cli_parse(argc, argv, options, 0, 0, NULL))
		return CLI_USAGE;
	return cli_run(argv[0], MEMORY, run, &p);
}
