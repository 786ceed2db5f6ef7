#include "store/store_user.h"

#include "base/vi.h"
#include "store/q_user.h"
#include "store/util.h"

/* Accounts ------------------------------------------------------------------------------------------------------- */

static struct user user_of(const struct q_user *r)
{
	return (struct user){
	    .id = {r->id},
	    .login = r->login,
	    .name = r->name,
	    .title = r->title,
	    .email = r->email,
	    .password_hash = r->password_hash,
	    .must_change = r->must_change != 0,
	    .disabled_at_ms = r->disabled_at,
	    .last_login_at_ms = r->last_login_at,
	    .n_failed = r->n_failed,
	    .locked_until_ms = r->locked_until,
	    .lang = r->lang,
	    .theme = r->theme,
	    .created_at_ms = r->created_at,
	    .rev = r->rev,
	};
}

static str or_default(str s, str other)
{
	return s.p ? s : other;
}

static struct q_user_values values_of(struct tx *t, const struct user *u)
{
	return (struct q_user_values){
	    .name = u->name,
	    .title = u->title,
	    .email = u->email,
	    .sort_key = vi_sortkey(t->a, u->name),
	    .name_key = vi_fold(t->a, u->name),
	    .password_hash = u->password_hash,
	    .must_change = u->must_change,
	    .lang = or_default(u->lang, S("vi")),
	    .theme = or_default(u->theme, S("auto")),
	};
}

td_rc store_user_add(struct tx *t, struct user *u)
{
	struct q_user_values values = values_of(t, u);
	struct q_user_add_row row;
	td_rc rc = q_user_add(t, u->login, &values, t->now_ms, &row);
	if (rc == TD_OK) {
		u->id.v = row.id;
		u->created_at_ms = t->now_ms;
		u->rev = 1;
	}
	return store_wrote(t, rc, DB_TAG_SYSTEM, N_("Đã có tài khoản với tên đăng nhập này."));
}

td_rc store_user_save(struct tx *t, struct user *u)
{
	struct q_user_values values = values_of(t, u);
	i64 n;
	td_rc rc = q_user_save(t, u->id.v, u->rev, &values, u->disabled_at_ms, &n);
	return store_saved(t, rc, n, &u->rev, DB_TAG_SYSTEM, NULL);
}

td_rc store_user_get(struct tx *t, user_id id, struct user *out)
{
	struct q_user row;
	td_rc rc = q_user_get(t, id.v, &row);
	if (rc == TD_OK)
		*out = user_of(&row);
	return rc;
}

td_rc store_user_by_login(struct tx *t, str login, struct user *out)
{
	struct q_user row;
	td_rc rc = q_user_by_login(t, login, &row);
	if (rc == TD_OK)
		*out = user_of(&row);
	return rc;
}

td_rc store_user_list(struct tx *t, user_list *out)
{
	struct db_rows r;
	struct q_user row;
	*out = (user_list){0};
	q_user_list(t, &r);
	while (q_user_list_next(&r, &row))
		VEC_PUSH(t->a, out) = user_of(&row);
	return db_rows_end(&r);
}

td_rc store_user_failed(struct tx *t, user_id id, i64 locked_until_ms)
{
	return q_user_failed(t, id.v, locked_until_ms, NULL);
}

td_rc store_user_signed_in(struct tx *t, user_id id)
{
	return q_user_signed_in(t, id.v, t->now_ms, NULL);
}

/* Grants --------------------------------------------------------------------------------------------------------- */

/* A role or scope that this program does not know grants nothing. */
static void grant_push(struct tx *t, const struct q_grant *r, grant_list *out)
{
	struct grant g = {
	    .id = {r->id},
	    .user = {r->user_id},
	    .right = {.scope_id = r->scope_id, .from_on = r->from_on, .to_on = r->to_on},
	    .granted_at_ms = r->granted_at,
	    .revoked_at_ms = r->revoked_at,
	};
	if (authz_role_parse(r->role, &g.right.role) == TD_OK &&
	    authz_scope_parse(r->scope_kind, &g.right.scope) == TD_OK)
		VEC_PUSH(t->a, out) = g;
}

td_rc store_grant_add(struct tx *t, struct grant *g)
{
	struct q_grant_add_row row;
	td_rc rc =
	    q_grant_add(t,
			&(struct q_grant_add_args){.user_id = g->user.v,
						   .role = str_c(authz_role_code(g->right.role)),
						   .scope_kind = str_c(authz_scope_code(g->right.scope)),
						   .scope_id = g->right.scope_id,
						   .from_on = g->right.from_on,
						   .to_on = g->right.to_on,
						   .granted_at = t->now_ms},
			&row);
	if (rc == TD_OK) {
		g->id.v = row.id;
		g->granted_at_ms = t->now_ms;
	}
	return store_wrote(t, rc, DB_TAG_SYSTEM, NULL);
}

td_rc store_grant_revoke(struct tx *t, grant_id id)
{
	i64 n;
	td_rc rc = q_grant_revoke(t, id.v, t->now_ms, &n);
	if (rc == TD_OK && n == 0)
		return TD_NOT_FOUND;
	return store_wrote(t, rc, DB_TAG_SYSTEM, NULL);
}

td_rc store_grants_of(struct tx *t, user_id id, grant_list *out)
{
	struct db_rows r;
	struct q_grant row;
	*out = (grant_list){0};
	q_grants_of(t, &r, id.v);
	while (q_grants_of_next(&r, &row))
		grant_push(t, &row, out);
	return db_rows_end(&r);
}

td_rc store_grants_in(struct tx *t, enum authz_scope scope, i64 scope_id, grant_list *out)
{
	struct db_rows r;
	struct q_grant row;
	*out = (grant_list){0};
	q_grants_in(t, &r, str_c(authz_scope_code(scope)), scope_id);
	while (q_grants_in_next(&r, &row))
		grant_push(t, &row, out);
	return db_rows_end(&r);
}
