#include "jobs/act_token.h"

#include "base/utf8.h"
#include "jobs/act_journal.h"

#define PREFIX "td_"

enum { TOKEN_BYTES = 32, NAME_MAX_CHARS = 100 };
static const i64 day_ms = 86400000;

static td_rc note(struct tx *t, const char *action, const struct token *k)
{
	struct value *v = value_map(t->a);
	value_put_text(t->a, v, "name", k->name);
	value_put_text(t->a, v, "scopes", k->scopes);
	return act_log(t, JOURNAL_SYSTEM, action, "user_account", k->user.v, NULL, v, STR_NULL);
}

td_rc act_token_add(struct tx *t, user_id user, str name, str scopes, i64 days, struct token *out, str *text)
{
	u8 bytes[TOKEN_BYTES];
	struct sha256 hash;
	u64 permissions;
	td_rc rc = TD_OK;
	if (name.n == 0 || utf8_len(name) > NAME_MAX_CHARS)
		rc = err_add(t->e, TD_INVALID, S("name"), N_("Tên mã phải có từ 1 đến %d ký tự."),
			     NAME_MAX_CHARS);
	if (token_scopes_parse(scopes, &permissions) != TD_OK)
		rc = err_add(t->e, TD_INVALID, S("scopes"), N_("Hãy chọn ít nhất một việc mà mã được làm."));
	if (days < 1 || days > TOKEN_DAYS_MAX)
		rc =
		    err_add(t->e, TD_INVALID, S("days"), N_("Số ngày hiệu lực từ 1 đến %d."), TOKEN_DAYS_MAX);
	if (rc != TD_OK)
		return rc;
	t->env->random(t->env, bytes, sizeof bytes);
	*text = arena_fmt(t->a, PREFIX "%.*s", STRF(base64url_of(t->a, bytes, sizeof bytes)));
	*out = (struct token){
	    .user = user, .name = name, .scopes = scopes, .expires_at_ms = t->now_ms + days * day_ms};
	rc = sha256_of(*text, &hash);
	if (rc == TD_OK)
		rc = store_token_add(t, out, &hash);
	return rc == TD_OK ? note(t, "token.add", out) : rc;
}

td_rc act_token_revoke(struct tx *t, user_id owner, token_id id)
{
	struct token k;
	td_rc rc = store_token_get(t, id, &k);
	if (rc == TD_OK && owner.v && k.user.v != owner.v)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_token_revoke(t, id);
	if (rc == TD_NOT_FOUND)
		return err_add(t->e, rc, S(""), N_("Không có mã này, hoặc mã đã bị thu hồi."));
	return rc == TD_OK ? note(t, "token.revoke", &k) : rc;
}

td_rc token_check(struct tx *t, str text, struct token *out)
{
	struct sha256 hash;
	if (!str_has_prefix(text, S(PREFIX)))
		return TD_NOT_FOUND;
	td_rc rc = sha256_of(text, &hash);
	return rc == TD_OK ? store_token_find(t, &hash, out) : rc;
}
