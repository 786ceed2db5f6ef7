#include "web/server.h"

#include <pthread.h>
#include <signal.h>

#include "base/caltime.h"
#include "base/log.h"
#include "jobs/job.h"
#include "jobs/mail.h"
#include "jobs/remind.h"
#include "store/maintain.h"
#include "web/auth.h"

enum {
	DRAIN_MS = 10 * 1000,
	LOOK_EVERY_S = 600,
	PURGE_EVERY_MS = 24 * 3600 * 1000,
	PURGE_MEMORY = 1 << 20,
	REMIND_MEMORY = 64 << 20,
	REMIND_FROM_MS = 7 * 3600 * 1000, /* of the day: nobody is reminded at night */
};

/* Signals are taken by wait_for() below; every thread that starts later inherits the mask. */
static sigset_t stop_signals(void)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	return set;
}

/* What fails is tried again tomorrow: nobody waits for it. */
static void purge(struct db *db)
{
	struct arena *a = arena_new("purge", PURGE_MEMORY);
	struct err e = err_new(a, LANG_VI);
	struct maintain_purged n;
	td_rc rc = a ? maintain_purge(db, a, &e, &n) : TD_LIMIT;
	if (rc != TD_OK)
		log_warn("old sessions, keys and previews stay for now: %s", rc_name(rc));
	else if (n.n_sessions + n.n_requests + n.n_previews > 0)
		log_info("purged %lld sessions, %lld keys, %lld previews", (long long)n.n_sessions,
			 (long long)n.n_requests, (long long)n.n_previews);
	arena_free(a);
}

struct reminding {
	struct db *db;
	struct arena *a;
	struct remind_report n;
};

static td_rc run_reminders(void *ctx)
{
	struct reminding *k = ctx;
	struct err e = err_new(k->a, LANG_VI);
	return remind_pass(k->db, k->a, &e, &k->n);
}

static void remind(struct db *db)
{
	struct reminding k = {.db = db, .a = arena_new("remind", REMIND_MEMORY)};
	td_rc rc = k.a ? arena_run(k.a, run_reminders, &k) : TD_LIMIT;
	if (rc != TD_OK)
		log_warn("reminders of today are not all made: %s", rc_name(rc));
	else if (k.n.n_notices > 0)
		log_info("reminded: %lld notices", (long long)k.n.n_notices);
	arena_free(k.a);
}

/* What the server does beside answering, until it is told to stop. Reminders are made once a day; what failed is made up
 * for the next time. */
static void wait_for(const sigset_t *stop, struct db *db, struct env *env)
{
	const struct timespec while_ = {.tv_sec = LOOK_EVERY_S};
	i64 purged_at = 0, reminded_on = 0;
	do {
		i64 now = env->now_ms(env), day = day_number(day_of_ms(now));
		if (now - purged_at >= PURGE_EVERY_MS) {
			purge(db);
			purged_at = now;
		}
		if (day != reminded_on && now - day_start_ms(day_of_ms(now)) >= REMIND_FROM_MS) {
			remind(db);
			reminded_on = day;
		}
	} while (sigtimedwait(stop, NULL, &while_) < 0);
}

struct serving {
	struct arena *a;
	const struct server_config *cfg;
	sigset_t stop;
	struct err *e;
};

/* The threads beside the answering. Their memory may be wanting: that ends neither the server nor this function by a jump
 * over what is already running. */
struct beside {
	struct arena *a;
	struct db *db;
	struct background *jobs, *mails;
};

static td_rc start_jobs(void *ctx)
{
	struct beside *k = ctx;
	return job_runner_start(k->a, k->db, &k->jobs);
}

static td_rc start_mails(void *ctx)
{
	struct beside *k = ctx;
	return mail_sender_start(k->a, k->db, &k->mails);
}

static td_rc serve(struct db *db, void *ctx)
{
	const struct serving *k = ctx;
	const struct server_config *cfg = k->cfg;
	struct app_config app_cfg = cfg->app;
	struct app *app;
	struct http_server *http;
	struct beside beside = {k->a, db, NULL, NULL};
	app_cfg.db = db;
	app_cfg.env = cfg->http.env;
	app_cfg.routes = routes;
	app_cfg.n_routes = routes_n();
	app_cfg.temp_dir = cfg->http.temp_dir;
	td_rc rc = app_new(k->a, &app_cfg, k->e, &app);
	if (rc != TD_OK)
		return rc;
	struct http_handler handler = app_handler(app);
	rc = http_start(&cfg->http, &handler, k->e, &http);
	if (rc != TD_OK)
		return rc; /* no page was kept yet */
	if (cfg->ready)
		cfg->ready(cfg->ready_ctx, http_port(http));
	if (arena_run(k->a, start_jobs, &beside) != TD_OK)
		log_warn("papers wait until the next start");
	app_set_runner(app, beside.jobs);
	if (arena_run(k->a, start_mails, &beside) != TD_OK)
		log_warn("mails wait until the next start");
	wait_for(&k->stop, db, cfg->http.env);
	log_info("stopping");
	http_stop(http, DRAIN_MS);
	background_stop(beside.mails);
	background_stop(beside.jobs);
	app_end(app);
	return TD_OK;
}

td_rc server_run(struct arena *a, const struct server_config *cfg, struct err *e)
{
	struct serving k = {a, cfg, stop_signals(), e};
	struct db_config db_cfg = {.url = str_c(cfg->db_url), .mode = DB_CREATE, .no_group = cfg->no_group};
	td_rc rc = auth_init();
	return rc == TD_OK ? db_with(a, &db_cfg, cfg->http.env, e, serve, &k) : rc;
}
