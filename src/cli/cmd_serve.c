/* thidua serve: settings from the command line, the environment (THIDUA_DB, THIDUA_LISTEN) and a file, in this order. */
#include "base/log.h"
#include "cli/commands.h"
#include "web/server.h"

enum { MEMORY = 64 << 20, FILE_MAX = 64 * 1024, REQUESTS_PER_MINUTE = 1200, SIGN_INS_PER_MINUTE = 20 };

struct serve_args {
	const char *config, *db, *listen, *threads, *trace, *per_address, *connections, *rate, *sign_in_rate,
	    *proxy, *tls_cert, *tls_key, *temp_dir, *head_ms, *body_ms, *idle_ms, *response_ms;
	bool https, no_group, no_cache, pseudo; /* pseudo: of the tests, not in the help */
};

#define SETTINGS(s)                                                                               \
	{                                                                                         \
		{"--config", NULL, &(s)->config}, {"--db", NULL, &(s)->db},                       \
		    {"--listen", NULL, &(s)->listen}, {"--threads", NULL, &(s)->threads},         \
		    {"--trace", NULL, &(s)->trace}, {"--per-address", NULL, &(s)->per_address},   \
		    {"--connections", NULL, &(s)->connections}, {"--rate", NULL, &(s)->rate},     \
		    {"--sign-in-rate", NULL, &(s)->sign_in_rate}, {"--proxy", NULL, &(s)->proxy}, \
		    {"--tls-cert", NULL, &(s)->tls_cert}, {"--tls-key", NULL, &(s)->tls_key},     \
		    {"--temp-dir", NULL, &(s)->temp_dir}, {"--head-ms", NULL, &(s)->head_ms},     \
		    {"--body-ms", NULL, &(s)->body_ms}, {"--idle-ms", NULL, &(s)->idle_ms},       \
		    {"--response-ms", NULL, &(s)->response_ms}, {"--https", &(s)->https, NULL},   \
		    {"--no-group", &(s)->no_group, NULL}, {"--no-cache", &(s)->no_cache, NULL},   \
		    {"--pseudo", &(s)->pseudo, NULL}, {0},                                        \
	}

/* A line "name = value" of the file sets what the command line left open. */
static td_rc take_line(struct cli *c, const struct cli_option *options, str line, int n)
{
	size_t eq = str_find_byte(line, '=');
	str name = str_trim(str_upto(line, eq)), value = str_trim(str_from(line, eq + 1));
	if (line.n == 0 || line.p[0] == '#')
		return TD_OK;
	for (const struct cli_option *o = options; o->name; o++) {
		if (!str_eq(str_c(o->name + 2), name))
			continue;
		if (o->flag)
			*o->flag |= str_eq(value, S("yes"));
		else if (*o->value == NULL)
			*o->value = arena_str(c->a, value).p;
		return TD_OK;
	}
	return err_add(&c->e, TD_INVALID, arena_fmt(c->a, "dòng %d", n), N_("không có thiết đặt “%.*s”"),
		       STRF(name));
}

static td_rc read_config(struct cli *c, struct serve_args *s)
{
	const struct cli_option options[] = SETTINGS(s);
	str rest, line;
	if (s->config == NULL)
		return TD_OK;
	td_rc rc = cli_read(c, s->config, FILE_MAX, &rest);
	for (int n = 1; rc == TD_OK && str_split(&rest, '\n', &line); n++)
		rc = take_line(c, options, str_trim(line), n);
	c->file = NULL;
	return rc;
}

/* A whole number of a setting, or what stands when it is not given. */
static td_rc number(struct cli *c, const char *name, const char *text, u64 otherwise, u64 low, u64 high,
		    u64 *out)
{
	*out = otherwise;
	if (text == NULL)
		return TD_OK;
	if (str_u64(str_c(text), out) == TD_OK && *out >= low && *out <= high)
		return TD_OK;
	return err_add(&c->e, TD_INVALID, str_c(name), N_("phải là số nguyên từ %llu đến %llu"),
		       (unsigned long long)low, (unsigned long long)high);
}

static td_rc read_pem(struct cli *c, const char *path, const char **out)
{
	str text;
	*out = NULL;
	if (path == NULL)
		return TD_OK;
	td_rc rc = cli_read(c, path, FILE_MAX, &text);
	if (rc == TD_OK)
		*out = arena_str(c->a, text).p;
	c->file = NULL;
	return rc;
}

static bool traces(const char *list, const char *what)
{
	str all = str_c(list ? list : "");
	return str_find(all, str_c(what)) < all.n;
}

static td_rc set_numbers(struct cli *c, const struct serve_args *s, struct server_config *cfg)
{
	struct {
		const char *name, *text;
		u64 otherwise, low, high, v;
	} n[] = {
	    {"--threads", s->threads, 32, 1, 256, 0},
	    {"--connections", s->connections, 1000, 1, 100000, 0},
	    {"--per-address", s->per_address, s->proxy ? 100000 : 128, 1, 100000, 0},
	    {"--rate", s->rate, REQUESTS_PER_MINUTE, 0, 10000000, 0},
	    {"--sign-in-rate", s->sign_in_rate, SIGN_INS_PER_MINUTE, 0, 100000, 0},
	    {"--head-ms", s->head_ms, 10000, 10, 600000, 0},
	    {"--body-ms", s->body_ms, 30000, 10, 600000, 0},
	    {"--idle-ms", s->idle_ms, 30000, 10, 600000, 0},
	    {"--response-ms", s->response_ms, 60000, 10, 600000, 0},
	};
	td_rc rc = TD_OK;
	for (size_t i = 0; i < sizeof n / sizeof n[0]; i++)
		if (number(c, n[i].name, n[i].text, n[i].otherwise, n[i].low, n[i].high, &n[i].v) != TD_OK)
			rc = TD_INVALID;
	cfg->http.n_threads = (u32)n[0].v;
	cfg->http.max_connections = (u32)n[1].v;
	cfg->http.max_per_address = (u32)n[2].v;
	cfg->app.per_minute = (u32)n[3].v;
	cfg->app.sign_in_per_minute = (u32)n[4].v;
	cfg->http.head_ms = (i64)n[5].v;
	cfg->http.body_ms = (i64)n[6].v;
	cfg->http.idle_ms = (i64)n[7].v;
	cfg->http.response_ms = (i64)n[8].v;
	return rc;
}

static void tell_ready(void *ctx, int port)
{
	const struct server_config *cfg = ctx;
	str listen = str_c(cfg->http.listen);
	size_t colon = listen.n;
	while (colon > 0 && listen.p[colon - 1] != ':')
		colon--;
	const char *scheme = cfg->http.tls_cert ? "https" : "http";
	printf("%s://%.*s%d/\n", scheme, (int)colon, listen.p, port);
	fflush(stdout);
}

static td_rc serve(struct cli *c, void *args)
{
	struct serve_args *s = args;
	struct server_config cfg = {.ready = tell_ready, .ready_ctx = &cfg};
	td_rc rc = read_config(c, s);
	if (rc != TD_OK)
		return rc;
	cfg.db_url = s->db ? s->db : getenv("THIDUA_DB");
	cfg.http.listen = s->listen ? s->listen : getenv("THIDUA_LISTEN");
	cfg.http.listen = cfg.http.listen ? cfg.http.listen : "127.0.0.1:8080";
	cfg.http.env = env_system();
	cfg.http.temp_dir = s->temp_dir;
	cfg.no_group = s->no_group;
	cfg.app.tls = s->https || s->tls_cert != NULL;
	cfg.app.proxy = s->proxy;
	cfg.app.trace = traces(s->trace, "http");
	cfg.app.no_cache = s->no_cache;
	cfg.app.pseudo = s->pseudo;
	if (traces(s->trace, "sql"))
		log_set_level(LOG_DEBUG);
	if (cfg.db_url == NULL)
		rc = err_add(&c->e, TD_INVALID, S("--db"),
			     N_("cho biết cơ sở dữ liệu: --db sqlite:TỆP hoặc biến THIDUA_DB"));
	if (set_numbers(c, s, &cfg) != TD_OK)
		rc = TD_INVALID;
	if (rc == TD_OK)
		rc = read_pem(c, s->tls_cert, &cfg.http.tls_cert);
	if (rc == TD_OK)
		rc = read_pem(c, s->tls_key, &cfg.http.tls_key);
	return rc == TD_OK ? server_run(c->a, &cfg, &c->e) : rc;
}

int cmd_serve(int argc, char **argv)
{
	struct serve_args s = {0};
	const struct cli_option options[] = SETTINGS(&s);
	if (!cli_parse(argc, argv, options, 0, 0, NULL))
		return CLI_USAGE;
	return cli_run("serve", MEMORY, serve, &s);
}
