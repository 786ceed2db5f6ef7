#include "web/auth.h"

#include <semaphore.h>
#include <sodium.h>
#include <time.h>

#include "base/utf8.h"
#include "jobs/act_setting.h"
#include "jobs/act_token.h"
#include "store/journal.h"
#include "web/app.h"

enum {
	TOKEN_BYTES = 32,
	NONCE_BYTES = 16,
	HASH_AT_ONCE = 4,
	HASH_OPS = 2,
	HASH_MEMORY = 19 * 1024 * 1024,
	HASH_WAIT_S = 10,
	FREE_FAILURES = 5,
	FIRST_LOCK_MS = 30 * 1000,
	LAST_LOCK_MS = 15 * 60 * 1000,
	TOUCH_EVERY_MS = 60 * 1000,
	MINUTE_MS = 60 * 1000,
	PASSWORD_MIN = 10,
	PASSWORD_MAX = 200,
};

static sem_t hashing;
/* A hash that no password has, with our parameters, so that unknown names take as long as known ones. */
static const char nobody[] = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
			     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

td_rc auth_init(void)
{
	if (sodium_init() < 0 || sem_init(&hashing, 0, HASH_AT_ONCE) != 0)
		return TD_LIMIT;
	return TD_OK;
}

static bool hashing_begins(void)
{
	struct timespec until;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += HASH_WAIT_S;
	return sem_timedwait(&hashing, &until) == 0;
}

td_rc auth_hash(struct arena *a, str password, str *out)
{
	char text[crypto_pwhash_STRBYTES];
	if (!hashing_begins())
		return TD_BUSY;
	int failed = crypto_pwhash_str_alg(text, password.p, password.n, HASH_OPS, HASH_MEMORY,
					   crypto_pwhash_ALG_ARGON2ID13);
	sem_post(&hashing);
	if (failed)
		return TD_LIMIT;
	*out = arena_str(a, str_c(text));
	return TD_OK;
}

td_rc auth_verify(str hash, str password)
{
	char text[crypto_pwhash_STRBYTES] = {0};
	bool known = hash.p != NULL && hash.n < sizeof text;
	if (!hashing_begins())
		return TD_BUSY;
	memcpy(text, known ? hash.p : nobody, known ? hash.n : sizeof nobody);
	bool same = crypto_pwhash_str_verify(text, password.p, password.n) == 0;
	sem_post(&hashing);
	return known && same ? TD_OK : TD_DENIED;
}

struct again {
	user_id id;
	struct user *u;
};

static td_rc read_account(struct tx *t, void *ctx)
{
	const struct again *k = ctx;
	return store_user_get(t, k->id, k->u);
}

td_rc auth_again(struct req *r, str password, struct user *u)
{
	struct again k = {r->user.id, u};
	struct actor who = {r->user.id.v, r->user.name};
	td_rc rc = db_read(r->app->cfg.db, r->a, r->e, &who, read_account, &k);
	return rc == TD_OK ? auth_verify(u->password_hash, password) : rc;
}

td_rc auth_password_ok(struct err *e, str where, str login, str password)
{
	static const char *const worst[] = {"1234567890", "0123456789", "matkhau123", "password123",
					    "qwertyuiop", "123456789a", "a123456789", "0987654321",
					    "1111111111", "thidua2026"};
	if (utf8_len(password) < PASSWORD_MIN)
		return err_add(e, TD_INVALID, where, N_("Mật khẩu phải có ít nhất %d ký tự"), PASSWORD_MIN);
	if (utf8_len(password) > PASSWORD_MAX)
		return err_add(e, TD_INVALID, where, N_("Mật khẩu dài quá %d ký tự"), PASSWORD_MAX);
	if (str_find(password, login) < password.n && login.n > 3)
		return err_add(e, TD_INVALID, where, N_("Mật khẩu không được chứa tên đăng nhập"));
	for (size_t i = 0; i < sizeof worst / sizeof worst[0]; i++)
		if (str_eq(password, str_c(worst[i])))
			return err_add(e, TD_INVALID, where,
				       N_("Mật khẩu này quá dễ đoán; hãy chọn mật khẩu khác"));
	return TD_OK;
}

/* ---- tokens ---- */

static const char *cookie_name(const struct req *r)
{
	return r->app->cfg.tls ? "__Host-thidua" : "thidua";
}

str auth_token(const struct req *r)
{
	return req_cookie(r, cookie_name(r));
}

static const char *visitor_name(const struct req *r)
{
	return r->app->cfg.tls ? "__Host-thidua-visit" : "thidua-visit";
}

static str new_token(struct req *r)
{
	u8 bytes[TOKEN_BYTES];
	r->env->random(r->env, bytes, sizeof bytes);
	return base64url_of(r->a, bytes, sizeof bytes);
}

static td_rc csrf_mac(struct req *r, str nonce, struct sha256 *mac)
{
	return hmac_sha256(r->secret, nonce, mac);
}

td_rc auth_csrf_token(struct req *r, str *out)
{
	struct {
		u8 nonce[NONCE_BYTES], seed[PAGE_SEED_BYTES];
	} fresh;
	struct sha256 mac;
	r->env->random(r->env, &fresh, sizeof fresh);
	memcpy(r->page.seed, fresh.seed, sizeof fresh.seed);
	str nonce = base64url_of(r->a, fresh.nonce, sizeof fresh.nonce);
	td_rc rc = csrf_mac(r, nonce, &mac);
	str tail = base64url_of(r->a, mac.b, sizeof mac.b);
	struct sb b = sb_new(r->a, 256);
	sb_put(&b, nonce);
	sb_byte(&b, '.');
	sb_put(&b, tail);
	*out = sb_str(&b);
	return rc;
}

bool auth_csrf_ok(struct req *r, str token)
{
	size_t dot = str_find_byte(token, '.');
	struct sha256 mac;
	str sent;
	if (r->secret.n == 0 || dot >= token.n || csrf_mac(r, str_upto(token, dot), &mac) != TD_OK ||
	    base64url_parse(r->a, str_from(token, dot + 1), &sent) != TD_OK || sent.n != sizeof mac.b)
		return false;
	return bytes_same(sent.p, mac.b, sizeof mac.b);
}

/* ---- sessions ---- */

static i64 minutes(struct req *r, const char *key)
{
	i64 v;
	return setting_int(r->tx, key, &v) == TD_OK ? v : 0;
}

/* Visitors have a secret of their own, so that the form to sign in has a token too. */
static void load_visitor(struct req *r)
{
	str secret = req_cookie(r, visitor_name(r));
	r->visitor_is_new = secret.n == 0 || secret.n > 64;
	r->secret = r->visitor_is_new ? new_token(r) : secret;
}

void auth_keep_visitor(struct req *r)
{
	if (r->visitor_is_new)
		req_set_cookie(r, visitor_name(r), r->secret, -1);
}

static td_rc load_grants(struct req *r, user_id id)
{
	grant_list list = {0};
	td_rc rc = store_grants_of(r->tx, id, &list);
	r->user.grants = list.at;
	r->user.n_grants = list.n;
	return rc;
}

td_rc auth_load(struct req *r)
{
	struct session s;
	struct user u;
	struct sha256 hash;
	str token = auth_token(r);
	if (token.n == 0) {
		load_visitor(r);
		return TD_OK;
	}
	td_rc rc = sha256_of(token, &hash);
	if (rc == TD_OK)
		rc = store_session_find(r->tx, &hash, &s, &u);
	if (rc == TD_NOT_FOUND ||
	    (rc == TD_OK && (u.disabled_at_ms.set ||
			     s.seen_at_ms + minutes(r, "session.idle_minutes") * MINUTE_MS < r->now_ms))) {
		load_visitor(r);
		return TD_OK;
	}
	if (rc != TD_OK)
		return rc;
	r->secret = token;
	r->session_stale = r->now_ms - s.seen_at_ms > TOUCH_EVERY_MS;
	r->user = (struct req_user){.id = u.id,
				    .session = s.id,
				    .session_ends_ms = s.expires_at_ms,
				    .login = u.login,
				    .name = u.name,
				    .must_change = u.must_change};
	return load_grants(r, u.id);
}

/* Who must change his password cannot work through a program either. */
td_rc auth_load_token(struct req *r)
{
	struct token k;
	struct user u;
	u64 given;
	str head = http_header(r->http, "authorization"), scheme = S("Bearer ");
	if (!str_has_prefix(head, scheme))
		return TD_OK;
	td_rc rc = token_check(r->tx, str_trim(str_from(head, scheme.n)), &k);
	if (rc == TD_OK)
		rc = store_user_get(r->tx, k.user, &u);
	if (rc == TD_NOT_FOUND || (rc == TD_OK && u.must_change))
		return TD_OK;
	if (rc == TD_OK && token_scopes_parse(k.scopes, &given) != TD_OK)
		given = 0;
	if (rc != TD_OK)
		return rc;
	if (!k.last_used_at_ms.set || r->now_ms - k.last_used_at_ms.v > TOUCH_EVERY_MS)
		r->used_token = k.id.v;
	r->user = (struct req_user){.id = u.id,
				    .login = u.login,
				    .name = u.name,
				    .except = ~given,
				    .only_reads = (given & ~token_permissions(TOKEN_READ)) == 0};
	rc = load_grants(r, u.id);
	struct grant *cut = NEW_N(r->a, struct grant, r->user.n_grants + 1);
	for (size_t i = 0; i < r->user.n_grants; i++) {
		cut[i] = r->user.grants[i];
		cut[i].right.except = ~given;
	}
	r->user.grants = cut;
	return rc;
}

static td_rc note_use(struct tx *t, void *ctx)
{
	const struct req *r = ctx;
	return store_token_used(t, (token_id){r->used_token});
}

static td_rc touch(struct tx *t, void *ctx)
{
	const struct req *r = ctx;
	return store_session_touch(t, r->user.session);
}

void auth_touch(struct req *r)
{
	struct actor who = {r->user.id.v, r->user.name};
	struct err e = err_new(r->a, LANG_VI);
	if (r->used_token && db_write(r->app->cfg.db, r->a, &e, &who, note_use, r) != TD_OK)
		r->used_token = 0; /* its last use is then told by the next request */
	if (r->session_stale && db_write(r->app->cfg.db, r->a, &e, &who, touch, r) != TD_OK)
		r->session_stale =
		    false; /* a page is not lost because the disk is full: the session just ends sooner */
}

/* ---- signing in ---- */

struct attempt {
	struct req *r;
	str login;
	struct user user;
	bool known;
	struct session session;
	str token;
};

static td_rc find_account(struct tx *t, void *ctx)
{
	struct attempt *at = ctx;
	td_rc rc = store_user_by_login(t, at->login, &at->user);
	at->known = rc == TD_OK && !at->user.disabled_at_ms.set;
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

static td_rc note_failure(struct tx *t, void *ctx)
{
	struct attempt *at = ctx;
	i64 n = at->user.n_failed + 1, lock_ms = 0;
	if (n >= FREE_FAILURES) {
		i64 doublings = n - FREE_FAILURES;
		lock_ms = doublings > 5 ? LAST_LOCK_MS : (i64)FIRST_LOCK_MS << doublings;
		lock_ms = lock_ms > LAST_LOCK_MS ? LAST_LOCK_MS : lock_ms;
	}
	return store_user_failed(t, at->user.id, lock_ms ? t->now_ms + lock_ms : 0);
}

static td_rc open_session(struct tx *t, void *ctx)
{
	struct attempt *at = ctx;
	struct req *r = at->r;
	r->tx = t;
	at->token = new_token(r);
	at->session = (struct session){
	    .user = at->user.id,
	    .created_at_ms = t->now_ms,
	    .seen_at_ms = t->now_ms,
	    .expires_at_ms = t->now_ms + minutes(r, "session.max_minutes") * MINUTE_MS,
	    .address = r->address,
	    .agent = str_upto(http_header(r->http, "user-agent"), 200),
	};
	td_rc rc = sha256_of(at->token, &at->session.token_hash);
	if (rc == TD_OK)
		rc = store_session_add(t, &at->session);
	if (rc == TD_OK)
		rc = store_user_signed_in(t, at->user.id);
	if (rc == TD_OK)
		rc = journal_add(t, JOURNAL_SYSTEM, S("session.open"), S("user_account"), at->user.id.v,
				 STR_NULL, STR_NULL, STR_NULL);
	r->tx = NULL;
	return rc;
}

static td_rc refused(struct req *r)
{
	return err_add(r->e, TD_INVALID, S("login"), N_("Tên đăng nhập hoặc mật khẩu không đúng"));
}

static td_rc locked(struct req *r, i64 seconds)
{
	r->retry_after_s = seconds;
	return err_add(r->e, TD_INVALID, S("login"), N_("Đã nhập sai nhiều lần; hãy thử lại sau %lld giây"),
		       (long long)seconds);
}

static str lower_ascii(struct arena *a, str s)
{
	char *p = arena_alloc(a, s.n + 1);
	for (size_t i = 0; i < s.n; i++)
		p[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] | 0x20) : s.p[i];
	return (str){p, s.n};
}

static td_rc check_password(struct req *r, struct attempt *at, str password)
{
	struct db *db = r->app->cfg.db;
	struct actor who = {at->user.id.v, at->user.name};
	td_rc rc = auth_verify(at->known ? at->user.password_hash : STR_NULL, password);
	if (rc == TD_DENIED && at->known)
		rc = db_write(db, r->a, r->e, &who, note_failure, at) == TD_OK ? TD_DENIED : TD_DB;
	return rc == TD_DENIED ? refused(r) : rc;
}

td_rc auth_sign_in(struct req *r, str login, str password)
{
	struct db *db = r->app->cfg.db;
	struct attempt at = {.r = r, .login = lower_ascii(r->a, login)};
	struct actor who = {0};
	i64 wait_s;
	if (!ratelimit_take(r->app->sign_ins, r->address, r->now_ms, &wait_s))
		return locked(r, wait_s);
	td_rc rc = db_read(db, r->a, r->e, &who, find_account, &at);
	if (rc != TD_OK)
		return rc;
	if (at.known && at.user.locked_until_ms > r->now_ms)
		return locked(r, (at.user.locked_until_ms - r->now_ms) / 1000 + 1);
	rc = check_password(r, &at, password);
	if (rc != TD_OK)
		return rc;
	who = (struct actor){at.user.id.v, at.user.name};
	rc = db_write(db, r->a, r->e, &who, open_session, &at);
	if (rc == TD_OK)
		req_set_cookie(r, cookie_name(r), at.token, -1);
	return rc;
}

/* ---- the account ---- */

struct change {
	struct attempt at; /* first: open_session() takes it */
	str hash;
	i64 n_ended;
};

static td_rc save_password(struct tx *t, void *ctx)
{
	struct change *c = ctx;
	struct user *u = &c->at.user;
	td_rc rc = store_user_get(t, c->at.r->user.id, u);
	u->password_hash = c->hash;
	u->must_change = false;
	if (rc == TD_OK)
		rc = store_user_save(t, u);
	if (rc == TD_OK)
		rc = store_session_end_all(t, u->id, (session_id){0}, &c->n_ended);
	if (rc == TD_OK)
		rc = journal_add(t, JOURNAL_SYSTEM, S("user.password"), S("user_account"), u->id.v, STR_NULL,
				 STR_NULL, STR_NULL);
	return rc == TD_OK ? open_session(t, &c->at) : rc;
}

td_rc auth_change_password(struct req *r, str old_password, str new_password)
{
	struct db *db = r->app->cfg.db;
	struct actor who = {r->user.id.v, r->user.name};
	struct change c = {.at = {.r = r, .login = r->user.login}};
	td_rc rc = auth_password_ok(r->e, S("new_password"), r->user.login, new_password);
	if (rc == TD_OK)
		rc = db_read(db, r->a, r->e, &who, find_account, &c.at);
	if (rc == TD_OK)
		rc = auth_verify(c.at.user.password_hash, old_password);
	if (rc == TD_DENIED)
		return err_add(r->e, TD_INVALID, S("old_password"), N_("Mật khẩu hiện tại không đúng"));
	if (rc == TD_OK)
		rc = auth_hash(r->a, new_password, &c.hash);
	if (rc == TD_OK)
		rc = db_write(db, r->a, r->e, &who, save_password, &c);
	if (rc == TD_OK)
		req_set_cookie(r, cookie_name(r), c.at.token, -1);
	return rc;
}

td_rc auth_sign_out(struct req *r)
{
	td_rc rc = store_session_end(r->tx, r->user.id, r->user.session);
	if (rc == TD_NOT_FOUND)
		rc = TD_OK;
	req_set_cookie(r, cookie_name(r), S(""), 0);
	return rc;
}
