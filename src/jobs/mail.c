#include "jobs/mail.h"

#include <curl/curl.h>
#include <pthread.h>

#include "base/log.h"
#include "store/store_user.h"

enum {
	TIMEOUT_MS = 60 * 1000,
	CONNECT_MS = 20 * 1000,
	LEASE_MS = 5 * 60 * 1000, /* longer than any mail may take */
	WHY_MAX = 300,
	PASS_MOST = 50,
	MEMORY = 4 << 20,
	EVERY_S = 30,
};

/* ---- settings ---- */

static td_rc setting(struct tx *t, const char *key, str *out)
{
	td_rc rc = store_setting_get(t, str_c(key), out);
	if (rc == TD_NOT_FOUND)
		*out = S("");
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

/* An address that can stand in an envelope: no blanks, brackets or line ends, one @ with something around it. */
static bool is_address(str s)
{
	size_t at = str_find_byte(s, '@');
	for (size_t i = 0; i < s.n; i++)
		if ((u8)s.p[i] <= 0x20 || (u8)s.p[i] >= 0x7f || s.p[i] == '<' || s.p[i] == '>' ||
		    s.p[i] == ',')
			return false;
	return at > 0 && at + 1 < s.n && str_find_byte(str_from(s, at + 1), '@') == s.n - at - 1;
}

static bool is_host(str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			    c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
		if (!fine)
			return false;
	}
	return s.n > 0 && s.n < 254;
}

td_rc mail_config_load(struct tx *t, struct mail_config *out)
{
	str port = S(""), tls = S("");
	*out = (struct mail_config){.tls = MAIL_TLS_START, .timeout_ms = TIMEOUT_MS};
	td_rc rc = setting(t, "mail.host", &out->host);
	if (rc == TD_OK && !out->host.n)
		return TD_NOT_FOUND;
	rc = rc == TD_OK ? setting(t, "mail.port", &port) : rc;
	rc = rc == TD_OK ? setting(t, "mail.tls", &tls) : rc;
	rc = rc == TD_OK ? setting(t, "mail.user", &out->user) : rc;
	rc = rc == TD_OK ? setting(t, "mail.password", &out->password) : rc;
	rc = rc == TD_OK ? setting(t, "mail.from", &out->from) : rc;
	if (rc != TD_OK)
		return rc;
	if (str_eq(tls, S("none")))
		out->tls = MAIL_TLS_NONE;
	else if (str_eq(tls, S("tls")))
		out->tls = MAIL_TLS_ALWAYS;
	out->port = out->tls == MAIL_TLS_ALWAYS ? 465 : out->tls == MAIL_TLS_START ? 587 : 25;
	if (!is_host(out->host))
		return err_add(t->e, TD_INVALID, S("mail.host"),
			       N_("Máy chủ thư phải là tên miền hoặc địa chỉ IP."));
	if (port.n && (str_i64(port, &out->port) != TD_OK || out->port < 1 || out->port > 65535))
		return err_add(t->e, TD_INVALID, S("mail.port"), N_("Cổng là số từ 1 đến 65535."));
	if (!is_address(out->from))
		return err_add(t->e, TD_INVALID, S("mail.from"),
			       N_("Địa chỉ người gửi không đúng dạng ten@co-quan.vn."));
	return TD_OK;
}

/* ---- one mail ---- */

struct upload {
	str text;
};

static size_t give(char *to, size_t size, size_t n, void *ctx)
{
	struct upload *u = ctx;
	size_t room = size * n, some = u->text.n < room ? u->text.n : room;
	memcpy(to, u->text.p, some);
	u->text = str_from(u->text, some);
	return some;
}

/* Once in the process, when the first mail is sent: a site without mail does not pay for it. */
static pthread_once_t curl_once = PTHREAD_ONCE_INIT;
static bool curl_works;

static void start_curl(void)
{
	curl_works = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

static void set_up(CURL *c, struct arena *a, const struct mail_config *cfg, struct curl_slist *to,
		   struct upload *u, char *why)
{
	str url = arena_fmt(a, "%s://%.*s:%lld", cfg->tls == MAIL_TLS_ALWAYS ? "smtps" : "smtp",
			    STRF(cfg->host), (long long)cfg->port);
	curl_easy_setopt(c, CURLOPT_URL, url.p);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(c, CURLOPT_USE_SSL,
			 (long)(cfg->tls == MAIL_TLS_NONE ? CURLUSESSL_NONE : CURLUSESSL_ALL));
	if (cfg->user.n) {
		curl_easy_setopt(c, CURLOPT_USERNAME, arena_str(a, cfg->user).p);
		curl_easy_setopt(c, CURLOPT_PASSWORD, arena_str(a, cfg->password).p);
	}
	curl_easy_setopt(c, CURLOPT_MAIL_FROM, arena_fmt(a, "<%.*s>", STRF(cfg->from)).p);
	curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(c, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(c, CURLOPT_READDATA, u);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L); /* threads */
	curl_easy_setopt(c, CURLOPT_PROXY, "");
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS,
			 (long)(cfg->timeout_ms < CONNECT_MS ? cfg->timeout_ms : CONNECT_MS));
	curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)cfg->timeout_ms);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, why);
}

td_rc mail_send(struct arena *a, const struct mail_config *cfg, const struct mail *m, str *why)
{
	char *said = arena_alloc(a, CURL_ERROR_SIZE);
	struct upload u = {mail_message(a, cfg, m)};
	str to = arena_fmt(a, "<%.*s>", STRF(m->to_address));
	long code = 0;
	*why = S("");
	if (!is_address(m->to_address)) {
		*why = S("địa chỉ nhận không đúng dạng");
		return TD_INVALID;
	}
	pthread_once(&curl_once, start_curl);
	CURL *c = curl_works ? curl_easy_init() : NULL;
	struct curl_slist *list = c ? curl_slist_append(NULL, to.p) : NULL;
	CURLcode done = CURLE_OUT_OF_MEMORY;
	if (list) {
		set_up(c, a, cfg, list, &u, said);
		done = curl_easy_perform(c);
		curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &code);
	}
	curl_slist_free_all(list);
	curl_easy_cleanup(c);
	if (done == CURLE_OK)
		return TD_OK;
	const char *words = said[0] ? said : curl_easy_strerror(done);
	*why = arena_fmt(a, "%.*s (%d, %ld)", WHY_MAX, words, (int)done, code);
	/* 5xx is the server's last word about this message, unless it is about who we are */
	bool about_us = done == CURLE_LOGIN_DENIED || code == 530 || code == 535 || code == 538;
	return code >= 500 && code < 600 && !about_us ? TD_INVALID : TD_IO;
}

/* ---- the outbox ---- */

struct passing {
	struct mail_config cfg;
	struct mail m;
};

static td_rc load_config(struct tx *t, void *ctx)
{
	struct passing *p = ctx;
	return mail_config_load(t, &p->cfg);
}

static td_rc take(struct tx *t, void *ctx)
{
	struct passing *p = ctx;
	return store_mail_take(t, LEASE_MS, &p->m);
}

static td_rc done(struct tx *t, void *ctx)
{
	struct passing *p = ctx;
	static const i64 wait_min[MAIL_TRIES] = {1, 5, 15, 60, 240, 720, 1440, 1440};
	i64 n = p->m.tries < MAIL_TRIES ? p->m.tries : MAIL_TRIES;
	if (p->m.state == MAIL_WAITING)
		p->m.due_at_ms = t->now_ms + wait_min[n > 0 ? n - 1 : 0] * 60000;
	return store_mail_done(t, &p->m);
}

static td_rc one_mail(struct db *db, struct arena *a, struct err *e, struct passing *p,
		      struct mail_report *out)
{
	struct actor who = {0, S("gửi thư")};
	str why = S("");
	td_rc rc = db_write(db, a, e, &who, take, p);
	if (rc != TD_OK)
		return rc;
	rc = mail_send(a, &p->cfg, &p->m, &why);
	p->m.state = rc == TD_OK                                    ? MAIL_SENT
		     : rc == TD_INVALID || p->m.tries >= MAIL_TRIES ? MAIL_FAILED
								    : MAIL_WAITING;
	p->m.last_error = why.n ? why : STR_NULL;
	out->n_sent += p->m.state == MAIL_SENT;
	out->n_failed += p->m.state == MAIL_FAILED;
	out->n_waiting += p->m.state == MAIL_WAITING;
	return db_write(db, a, e, &who, done, p);
}

td_rc mail_pass(struct db *db, struct arena *a, struct err *e, i64 most, struct mail_report *out)
{
	struct actor who = {0, S("gửi thư")};
	struct passing p = {0};
	*out = (struct mail_report){0};
	td_rc rc = db_read(db, a, e, &who, load_config, &p);
	for (i64 i = 0; rc == TD_OK && i < most; i++) {
		struct arena_mark mark = arena_mark(a);
		rc = one_mail(db, a, e, &p, out);
		if (rc == TD_OK)
			arena_release(a, mark);
	}
	return rc == TD_NOT_FOUND && p.cfg.host.n ? TD_OK : rc;
}

/* ---- the thread ---- */

struct pass {
	struct db *db;
	struct arena *a;
	struct mail_report n;
};

static td_rc run_pass(void *ctx)
{
	struct pass *p = ctx;
	struct err e = err_new(p->a, LANG_VI);
	return mail_pass(p->db, p->a, &e, PASS_MOST, &p->n);
}

static void pass(struct background *b, void *ctx)
{
	(void)b;
	struct pass p = {.db = ctx, .a = arena_new("mail", MEMORY)};
	td_rc rc = p.a ? arena_run(p.a, run_pass, &p) : TD_LIMIT;
	if (rc != TD_OK && rc != TD_NOT_FOUND)
		log_warn("mails wait for now: %s", rc_name(rc));
	if (p.n.n_sent + p.n.n_failed + p.n.n_waiting > 0)
		log_info("mails: %lld sent, %lld to be tried again, %lld given up", (long long)p.n.n_sent,
			 (long long)p.n.n_waiting, (long long)p.n.n_failed);
	arena_free(p.a);
}

td_rc mail_sender_start(struct arena *a, struct db *db, struct background **out)
{
	return background_start(a, EVERY_S, pass, db, out);
}
