#include "jobs/act_user.h"

#include "base/utf8.h"
#include "jobs/act_journal.h"
#include "store/store_org.h"

enum { LOGIN_MAX = 64, NAME_MAX_CHARS = 200, EMAIL_MAX = 254, PASSWORD_CHARS = 16, GROUP = 4, LETTERS = 32 };

/* ---- what may be typed ---- */

static bool is_login(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '.' ||
		      s.p[i] == '-'))
			return false;
	return s.n > 0 && s.n <= LOGIN_MAX;
}

/* One @ with something around it, a point behind, nothing that ends a header line. */
static bool is_email(str s)
{
	size_t at = str_find_byte(s, '@');
	str domain = str_from(s, at + 1);
	if (at == 0 || at >= s.n || s.n > EMAIL_MAX || str_find_byte(domain, '@') < domain.n)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if ((u8)s.p[i] <= ' ' || (u8)s.p[i] > '~' || s.p[i] == ',' || s.p[i] == ';' ||
		    s.p[i] == '<' || s.p[i] == '>')
			return false;
	size_t dot = str_find_byte(domain, '.');
	return dot > 0 && dot + 1 < domain.n;
}

td_rc act_person_check(struct err *e, const struct act_person *p, str at_login, str at_name, str at_email)
{
	td_rc rc = TD_OK;
	if (at_login.n && !is_login(p->login))
		rc = err_add(
		    e, TD_INVALID, at_login,
		    N_("Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch nối; dài từ 1 "
		       "đến %d ký tự."),
		    LOGIN_MAX);
	if (p->name.n == 0 || utf8_len(p->name) > NAME_MAX_CHARS)
		rc = err_add(e, TD_INVALID, at_name, N_("Họ và tên phải có từ 1 đến %d ký tự."),
			     NAME_MAX_CHARS);
	if (p->email.n && !is_email(p->email))
		rc = err_add(e, TD_INVALID, at_email,
			     N_("«%.*s» không phải địa chỉ thư điện tử; ví dụ van.a@tinh.gov.vn."),
			     STRF(p->email));
	return rc;
}

str act_password_new(struct arena *a, struct env *env)
{
	static const char letters[LETTERS + 1] = "abcdefghijkmnpqrstuvwxyz23456789";
	u8 bytes[PASSWORD_CHARS];
	struct sb b = sb_new(a, 2 * PASSWORD_CHARS);
	env->random(env, bytes, sizeof bytes);
	for (int i = 0; i < PASSWORD_CHARS; i++) {
		if (i && i % GROUP == 0)
			sb_byte(&b, '-');
		sb_byte(&b, letters[bytes[i] % LETTERS]);
	}
	return sb_str(&b);
}

/* ---- the journal ---- */

static td_rc put_hash(struct tx *t, struct value *v, const struct user *u, const char *key, str text)
{
	struct sha256 h;
	if (text.n == 0)
		return TD_OK;
	td_rc rc = hmac_sha256(u->secret.n ? u->secret : S("-"), text, &h);
	if (rc == TD_OK)
		value_put_text(t->a, v, key, hex_of(t->a, h.b, sizeof h.b));
	return rc;
}

/* The person's details as keyed hashes. */
static td_rc details(struct tx *t, const struct user *u, struct value **out)
{
	*out = value_map(t->a);
	td_rc rc = put_hash(t, *out, u, "login_hash", u->login);
	if (rc == TD_OK)
		rc = put_hash(t, *out, u, "name_hash", u->name);
	if (rc == TD_OK)
		rc = put_hash(t, *out, u, "title_hash", u->title);
	return rc == TD_OK ? put_hash(t, *out, u, "email_hash", u->email) : rc;
}

static td_rc note(struct tx *t, const char *action, user_id id, const struct value *before,
		  const struct value *after, str reason)
{
	return act_log(t, JOURNAL_SYSTEM, action, "user_account", id.v, before, after, reason);
}

/* ---- accounts ---- */

static td_rc get(struct tx *t, user_id id, struct user *u)
{
	td_rc rc = store_user_get(t, id, u);
	return rc == TD_NOT_FOUND ? err_add(t->e, rc, S(""), N_("Không có tài khoản này.")) : rc;
}

static str or_null(str s)
{
	return s.n ? s : STR_NULL;
}

td_rc act_user_add(struct tx *t, const struct act_person *p, str password_hash, bool must_change,
		   struct user *out)
{
	struct value *after;
	td_rc rc = act_person_check(t->e, p, S("login"), S("name"), S("email"));
	*out = (struct user){.login = p->login,
			     .name = p->name,
			     .title = or_null(p->title),
			     .email = or_null(p->email),
			     .password_hash = password_hash,
			     .must_change = must_change,
			     .lang = S("vi"),
			     .theme = S("auto")};
	if (rc == TD_OK)
		rc = store_user_add(t, out);
	if (rc == TD_OK)
		rc = details(t, out, &after);
	return rc == TD_OK ? note(t, "user.add", out->id, NULL, after, STR_NULL) : rc;
}

td_rc act_user_edit(struct tx *t, user_id id, i64 rev, const struct act_person *p)
{
	struct value *before, *after;
	struct user u;
	td_rc rc = act_person_check(t->e, p, S(""), S("name"), S("email"));
	if (rc == TD_OK)
		rc = get(t, id, &u);
	if (rc == TD_OK && u.blanked_at_ms.set)
		return err_add(t->e, TD_CONFLICT, S("name"), N_("Thông tin của người này đã được xóa."));
	if (rc == TD_OK && u.rev != rev)
		return err_add(
		    t->e, TD_STALE, S("name"),
		    N_("Tài khoản vừa được người khác sửa: %.*s, chức vụ «%.*s», thư «%.*s»; hãy xem lại "
		       "rồi lưu."),
		    STRF(u.name), STRF(u.title), STRF(u.email));
	if (rc == TD_OK)
		rc = details(t, &u, &before);
	if (rc != TD_OK)
		return rc;
	u.name = p->name;
	u.title = or_null(p->title);
	u.email = or_null(p->email);
	rc = store_user_save(t, &u);
	if (rc == TD_OK)
		rc = details(t, &u, &after);
	return rc == TD_OK ? note(t, "user.edit", id, before, after, STR_NULL) : rc;
}

td_rc act_user_password(struct tx *t, user_id id, str password_hash, bool must_change)
{
	struct user u;
	i64 n_ended;
	td_rc rc = get(t, id, &u);
	if (rc == TD_OK && u.blanked_at_ms.set)
		return err_add(t->e, TD_CONFLICT, S(""), N_("Thông tin của người này đã được xóa."));
	if (rc != TD_OK)
		return rc;
	u.password_hash = password_hash;
	u.must_change = must_change;
	rc = store_user_save(t, &u);
	if (rc == TD_OK)
		rc = store_user_unlock(t, id);
	if (rc == TD_OK)
		rc = store_session_end_all(t, id, (session_id){0}, &n_ended);
	return rc == TD_OK ? note(t, "user.password", id, NULL, NULL, STR_NULL) : rc;
}

/* Is there an administrator in force today beside this user or this grant? */
static td_rc others(struct tx *t, user_id user, grant_id grant, bool *out)
{
	str today = day_iso(t->a, day_of_ms(t->now_ms));
	grant_list list;
	*out = false;
	td_rc rc = store_admins(t, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++)
		*out |= list.at[i].user.v != user.v && list.at[i].id.v != grant.v &&
			authz_in_force(&list.at[i].right, today);
	return rc;
}

static td_rc keep_an_admin(struct tx *t, user_id user, grant_id grant)
{
	bool more;
	td_rc rc = others(t, user, grant, &more);
	if (rc == TD_OK && !more)
		return err_add(
		    t->e, TD_CONFLICT, S(""),
		    N_("Đây là quản trị viên duy nhất còn hoạt động; hãy giao vai trò quản trị cho người "
		       "khác trước."));
	return rc;
}

/* An account that administers nothing may always go. */
static td_rc keep_if_admin(struct tx *t, user_id id)
{
	grant_list list;
	bool is_admin = false;
	td_rc rc = store_grants_of(t, id, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++)
		is_admin |= list.at[i].right.role == AUTHZ_ADMIN;
	return rc == TD_OK && is_admin ? keep_an_admin(t, id, (grant_id){0}) : rc;
}

td_rc act_user_disable(struct tx *t, user_id id)
{
	struct user u;
	i64 n_ended;
	td_rc rc = get(t, id, &u);
	if (rc != TD_OK || u.disabled_at_ms.set)
		return rc;
	u.disabled_at_ms = OPT(t->now_ms);
	rc = keep_if_admin(t, id);
	if (rc == TD_OK)
		rc = store_user_save(t, &u);
	if (rc == TD_OK)
		rc = store_session_end_all(t, id, (session_id){0}, &n_ended);
	return rc == TD_OK ? note(t, "user.disable", id, NULL, NULL, STR_NULL) : rc;
}

td_rc act_user_enable(struct tx *t, user_id id)
{
	struct user u;
	td_rc rc = get(t, id, &u);
	if (rc == TD_OK && u.blanked_at_ms.set)
		return err_add(t->e, TD_CONFLICT, S(""), N_("Thông tin của người này đã được xóa."));
	if (rc != TD_OK || !u.disabled_at_ms.set)
		return rc;
	u.disabled_at_ms = OPT_NONE;
	rc = store_user_save(t, &u);
	return rc == TD_OK ? note(t, "user.enable", id, NULL, NULL, STR_NULL) : rc;
}

td_rc act_user_blank(struct tx *t, user_id id, i64 rev, str reason)
{
	struct user u;
	i64 n_ended;
	td_rc rc = get(t, id, &u);
	if (rc == TD_OK && u.blanked_at_ms.set)
		return TD_OK;
	if (rc == TD_OK && reason.n == 0)
		return err_add(t->e, TD_INVALID, S("reason"), N_("Hãy ghi lý do hoặc căn cứ xóa thông tin."));
	if (rc == TD_OK && u.rev != rev)
		return err_add(t->e, TD_STALE, S(""),
			       N_("Tài khoản vừa được người khác sửa; hãy xem lại rồi làm."));
	if (rc == TD_OK)
		rc = keep_if_admin(t, id);
	if (rc == TD_OK)
		rc = store_user_blank(t, &u);
	if (rc == TD_OK)
		rc = store_session_end_all(t, id, (session_id){0}, &n_ended);
	return rc == TD_OK ? note(t, "user.blank", id, NULL, NULL, reason) : rc;
}

/* ---- grants ---- */

/* The name of what a grant reaches; TD_INVALID: there is no such thing. */
static td_rc scope_name(struct tx *t, const struct authz_grant *g, str *out)
{
	struct unit unit;
	cluster_list clusters = {0};
	council_list councils = {0};
	td_rc rc = TD_OK;
	*out = g->scope == SCOPE_SYSTEM ? S("toàn hệ thống") : STR_NULL;
	if (g->scope == SCOPE_UNIT && (rc = store_unit_get(t, (unit_id){g->scope_id}, &unit)) == TD_OK)
		*out = unit.name;
	if (g->scope == SCOPE_CLUSTER && (rc = store_cluster_list(t, &clusters)) == TD_OK)
		for (size_t i = 0; i < clusters.n; i++)
			if (clusters.at[i].id.v == g->scope_id)
				*out = clusters.at[i].name;
	if (g->scope == SCOPE_COUNCIL && (rc = store_council_list(t, &councils)) == TD_OK)
		for (size_t i = 0; i < councils.n; i++)
			if (councils.at[i].id.v == g->scope_id)
				*out = councils.at[i].name;
	if ((rc == TD_OK && out->p == NULL) || rc == TD_NOT_FOUND)
		return err_add(t->e, TD_INVALID, S("scope"), N_("Không có đơn vị, cụm hoặc Hội đồng này."));
	return rc;
}

static td_rc check_days(struct tx *t, const struct authz_grant *g)
{
	struct day d;
	td_rc rc = TD_OK;
	if (g->from_on.p && day_parse_iso(g->from_on, &d) != TD_OK)
		rc =
		    err_add(t->e, TD_INVALID, S("from_on"), N_("Từ ngày phải là một ngày, ví dụ 01/3/2026."));
	if (g->to_on.p && day_parse_iso(g->to_on, &d) != TD_OK)
		rc = err_add(t->e, TD_INVALID, S("to_on"), N_("Đến ngày phải là một ngày, ví dụ 31/3/2026."));
	if (rc == TD_OK && g->from_on.p && g->to_on.p && str_cmp(g->from_on, g->to_on) > 0)
		rc = err_add(t->e, TD_INVALID, S("to_on"), N_("Đến ngày không thể trước từ ngày."));
	return rc;
}

static td_rc check_right(struct tx *t, const struct authz_grant *g)
{
	td_rc rc = check_days(t, g);
	if ((g->scope == SCOPE_SYSTEM) != (g->scope_id == 0))
		return err_add(t->e, TD_INVALID, S("scope"),
			       N_("Hãy chọn đơn vị, cụm hoặc Hội đồng của vai trò."));
	if (!authz_role_takes(g->role, g->scope))
		return err_add(t->e, TD_INVALID, S("scope"),
			       N_("Vai trò «%s» không giao được với phạm vi «%s»."),
			       i18n_tr(t->e->lang, authz_role_name(g->role)),
			       i18n_tr(t->e->lang, authz_scope_name(g->scope)));
	return rc;
}

static bool same_text(str a, str b)
{
	return a.n == b.n && (a.n == 0 || str_eq(a, b));
}

static str vi_day(struct tx *t, str iso)
{
	struct day d;
	return day_parse_iso(iso, &d) == TD_OK ? day_vi(t->a, d) : iso;
}

static struct value *told(struct tx *t, const struct authz_grant *g, str scope)
{
	struct value *v = value_map(t->a);
	value_put_text(t->a, v, "role", str_c(authz_role_name(g->role)));
	value_put_text(t->a, v, "scope", scope);
	if (g->from_on.p)
		value_put_text(t->a, v, "from", vi_day(t, g->from_on));
	if (g->to_on.p)
		value_put_text(t->a, v, "to", vi_day(t, g->to_on));
	return v;
}

static td_rc check_new(struct tx *t, user_id id, const struct authz_grant *g)
{
	grant_list list;
	td_rc rc = store_grants_of(t, id, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		const struct authz_grant *have = &list.at[i].right;
		if (have->role == g->role && have->scope == g->scope && have->scope_id == g->scope_id &&
		    same_text(have->from_on, g->from_on) && same_text(have->to_on, g->to_on))
			rc = err_add(t->e, TD_CONFLICT, S("scope"), N_("Người này đã có vai trò đó."));
	}
	return rc;
}

td_rc act_grant_add(struct tx *t, user_id id, const struct authz_grant *right)
{
	struct user u;
	struct grant g = {.user = id, .right = *right};
	str scope;
	td_rc rc = check_right(t, right);
	if (rc == TD_OK)
		rc = get(t, id, &u);
	if (rc == TD_OK && u.blanked_at_ms.set)
		return err_add(t->e, TD_CONFLICT, S(""), N_("Thông tin của người này đã được xóa."));
	if (rc == TD_OK)
		rc = scope_name(t, right, &scope);
	if (rc == TD_OK)
		rc = check_new(t, id, right);
	if (rc == TD_OK)
		rc = store_grant_add(t, &g);
	return rc == TD_OK ? note(t, "user.grant", id, NULL, told(t, right, scope), STR_NULL) : rc;
}

td_rc act_grant_revoke(struct tx *t, user_id id, grant_id grant)
{
	struct grant g;
	str scope;
	td_rc rc = store_grant_get(t, grant, &g);
	if (rc == TD_NOT_FOUND || (rc == TD_OK && g.user.v != id.v))
		return err_add(t->e, TD_NOT_FOUND, S(""), N_("Vai trò này đã được thu hồi."));
	if (rc == TD_OK && g.right.role == AUTHZ_ADMIN)
		rc = keep_an_admin(t, (user_id){0}, grant);
	if (rc == TD_OK)
		rc = scope_name(t, &g.right, &scope);
	if (rc == TD_OK)
		rc = store_grant_revoke(t, grant);
	return rc == TD_OK ? note(t, "user.revoke", id, told(t, &g.right, scope), NULL, STR_NULL) : rc;
}

/* ---- recovery ---- */

td_rc act_user_recover(struct tx *t, str login, str password_hash)
{
	struct user u;
	struct authz_grant admin = {.role = AUTHZ_ADMIN, .scope = SCOPE_SYSTEM};
	struct act_person p = {.login = login, .name = login};
	td_rc rc = store_user_by_login(t, login, &u);
	if (rc == TD_NOT_FOUND)
		rc = act_user_add(t, &p, password_hash, true, &u);
	else if (rc == TD_OK && u.disabled_at_ms.set)
		rc = act_user_enable(t, u.id);
	if (rc == TD_OK)
		rc = act_user_password(t, u.id, password_hash, true);
	if (rc != TD_OK)
		return rc;
	grant_list list;
	bool has = false;
	str today = day_iso(t->a, day_of_ms(t->now_ms));
	rc = store_grants_of(t, u.id, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++)
		has |= list.at[i].right.role == AUTHZ_ADMIN && authz_in_force(&list.at[i].right, today);
	if (rc == TD_OK && !has)
		rc = act_grant_add(t, u.id, &admin);
	return rc == TD_OK ? note(t, "user.recover", u.id, NULL, NULL, STR_NULL) : rc;
}
