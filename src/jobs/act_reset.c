#include "jobs/act_reset.h"

#include "base/hash.h"
#include "jobs/act_journal.h"
#include "jobs/act_setting.h"
#include "store/store_outbox.h"
#include "store/store_reset.h"

enum { TOKEN_BYTES = 32, HOUR_MS = 3600 * 1000, MINUTE_MS = 60 * 1000 };

td_rc reset_ready(struct tx *t, bool *out)
{
	str host = STR_NULL, from = STR_NULL, site = STR_NULL;
	td_rc rc = setting_get(t, "mail.host", &host);
	if (rc == TD_OK)
		rc = setting_get(t, "mail.from", &from);
	if (rc == TD_OK)
		rc = setting_get(t, "site.url", &site);
	*out = rc == TD_OK && host.n && from.n && site.n;
	return rc;
}

static str lower(struct arena *a, str s)
{
	char *p = arena_alloc(a, s.n + 1);
	for (size_t i = 0; i < s.n; i++)
		p[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]);
	return (str){p, s.n};
}

/* The one account that is meant; id 0: none, or not one alone. */
static td_rc find_user(struct tx *t, str words, struct user *u)
{
	user_list list = {0};
	*u = (struct user){0};
	td_rc rc = store_user_by_login(t, lower(t->a, words), u);
	if (rc == TD_NOT_FOUND) {
		*u = (struct user){0};
		rc = words.n ? store_user_by_email(t, words, &list) : TD_OK;
		if (rc == TD_OK && list.n == 1)
			*u = list.at[0];
	}
	if (u->disabled_at_ms.set || u->blanked_at_ms.set || u->email.n == 0)
		*u = (struct user){0};
	return rc;
}

static td_rc write_letter(struct tx *t, const struct user *u, str token, i64 minutes)
{
	str site = STR_NULL;
	td_rc rc = setting_get(t, "site.url", &site);
	while (site.n && site.p[site.n - 1] == '/')
		site.n--;
	struct mail m = {
	    .to_address = u->email,
	    .subject = S("Đặt lại mật khẩu"),
	    .body = arena_fmt(t->a,
			      "Kính gửi %.*s,\n\nCó người đề nghị đặt lại mật khẩu của tài khoản «%.*s». Nếu "
			      "là bạn, hãy mở liên kết sau "
			      "trong vòng %lld phút:\n\n%.*s/dat-lai-mat-khau/%.*s\n\nLiên kết chỉ dùng được "
			      "một lần. Nếu không phải "
			      "bạn, hãy bỏ qua thư này: mật khẩu đang dùng không thay đổi.\n",
			      STRF(u->name), STRF(u->login), (long long)minutes, STRF(site), STRF(token)),
	};
	return rc == TD_OK ? store_mail_add(t, &m) : rc;
}

static td_rc send_link(struct tx *t, const struct user *u)
{
	u8 bytes[TOKEN_BYTES];
	struct sha256 hash;
	i64 n = 0, minutes = 0;
	td_rc rc = store_reset_recent(t, u->id, t->now_ms - HOUR_MS, &n);
	if (rc != TD_OK || n >= RESET_PER_HOUR)
		return rc;
	t->env->random(t->env, bytes, sizeof bytes);
	str token = base64url_of(t->a, bytes, sizeof bytes);
	rc = sha256_of(token, &hash);
	if (rc == TD_OK)
		rc = setting_int(t, "account.reset_minutes", &minutes);
	if (rc == TD_OK)
		rc = store_reset_add(t, u->id, &hash, t->now_ms + minutes * MINUTE_MS);
	return rc == TD_OK ? write_letter(t, u, token, minutes) : rc;
}

td_rc act_reset_ask(struct tx *t, str login_or_mail)
{
	struct user u;
	td_rc rc = find_user(t, str_trim(login_or_mail), &u);
	if (rc == TD_OK && u.id.v)
		rc = send_link(t, &u);
	return rc == TD_OK ? act_log(t, JOURNAL_SYSTEM, "user.reset_ask", "user_account", u.id.v, NULL, NULL,
				     STR_NULL)
			   : rc;
}

static td_rc find(struct tx *t, str token, struct user *u)
{
	struct sha256 hash;
	user_id id;
	td_rc rc = sha256_of(token, &hash);
	if (rc == TD_OK)
		rc = store_reset_find(t, &hash, &id);
	if (rc == TD_OK)
		rc = store_user_get(t, id, u);
	return rc == TD_OK && (u->disabled_at_ms.set || u->blanked_at_ms.set) ? TD_NOT_FOUND : rc;
}

td_rc reset_find(struct tx *t, str token, user_id *out, str *login)
{
	struct user u;
	td_rc rc = find(t, token, &u);
	if (rc == TD_OK)
		*out = u.id, *login = u.login;
	return rc;
}

td_rc act_reset_set(struct tx *t, str token, str password_hash)
{
	struct user u;
	i64 n_ended;
	td_rc rc = find(t, token, &u);
	if (rc != TD_OK)
		return rc;
	u.password_hash = password_hash;
	u.must_change = false;
	t->actor = (struct actor){u.id.v, u.name}; /* who holds the link is the person */
	rc = store_user_save(t, &u);
	if (rc == TD_OK)
		rc = store_reset_use(t, u.id);
	if (rc == TD_OK)
		rc = store_user_unlock(t, u.id);
	if (rc == TD_OK)
		rc = store_session_end_all(t, u.id, (session_id){0}, &n_ended);
	return rc == TD_OK
		   ? act_log(t, JOURNAL_SYSTEM, "user.reset", "user_account", u.id.v, NULL, NULL, STR_NULL)
		   : rc;
}
