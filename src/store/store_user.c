#include "store/store_user.h"

#include "base/vi.h"
#include "store/q_user.h"
#include "store/util.h"

enum { SECRET_BYTES = 16 };

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
	    .secret = r->secret,
	    .blanked_at_ms = r->blanked_at,
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
	u8 secret[SECRET_BYTES];
	t->env->random(t->env, secret, sizeof secret);
	u->secret = base64url_of(t->a, secret, sizeof secret);
	td_rc rc = q_user_add(t, u->login, &values, t->now_ms, u->secret, &row);
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

td_rc store_user_blank(struct tx *t, struct user *u)
{
	i64 n;
	u->login = arena_fmt(t->a, "nguoi-%lld", (long long)u->id.v);
	u->name = arena_fmt(t->a, "Người dùng số %lld (đã xóa thông tin)", (long long)u->id.v);
	td_rc rc = q_user_blank(t,
				&(struct q_user_blank_args){.id = u->id.v,
							    .rev = u->rev,
							    .login = u->login,
							    .name = u->name,
							    .sort_key = vi_sortkey(t->a, u->name),
							    .name_key = vi_fold(t->a, u->name),
							    .at = t->now_ms},
				&n);
	u->secret = u->title = u->email = u->password_hash = STR_NULL;
	u->disabled_at_ms = u->blanked_at_ms = OPT(t->now_ms);
	return store_saved(t, rc, n, &u->rev, DB_TAG_SYSTEM, NULL);
}

/* What LIKE takes literally, with anything around it. */
static str pattern(struct arena *a, str s)
{
	struct sb b = sb_new(a, s.n + 3);
	sb_byte(&b, '%');
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '%' && s.p[i] != '_' && s.p[i] != '\\')
			sb_byte(&b, s.p[i]);
	if (b.n > 1)
		sb_byte(&b, '%');
	return sb_str(&b);
}

static str lower(struct arena *a, str s)
{
	char *p = arena_alloc(a, s.n + 1);
	for (size_t i = 0; i < s.n; i++)
		p[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] | 0x20) : s.p[i];
	return (str){p, s.n};
}

td_rc store_user_page(struct tx *t, const struct user_filter *f, user_list *out, i64 *n_all)
{
	struct db_rows r;
	struct q_user row;
	struct q_user_count_row count;
	str folded = pattern(t->a, vi_fold(t->a, f->text)), typed = pattern(t->a, lower(t->a, f->text));
	*out = (user_list){0};
	td_rc rc = q_user_count(t, folded, typed, f->state, &count);
	if (rc != TD_OK)
		return rc;
	*n_all = count.n;
	q_user_page(t, &r, folded, typed, f->state, f->limit, f->offset);
	while (q_user_page_next(&r, &row))
		VEC_PUSH(t->a, out) = user_of(&row);
	return db_rows_end(&r);
}

td_rc store_user_by_email(struct tx *t, str email, user_list *out)
{
	struct db_rows r;
	struct q_user row;
	*out = (user_list){0};
	q_user_by_email(t, &r, lower(t->a, email));
	while (q_user_by_email_next(&r, &row))
		VEC_PUSH(t->a, out) = user_of(&row);
	return db_rows_end(&r);
}

td_rc store_user_of_entries(struct tx *t, i64 first, i64 last, user_list *out)
{
	struct db_rows r;
	struct q_user_of_entries_row row;
	*out = (user_list){0};
	q_user_of_entries(t, &r, first, last);
	while (q_user_of_entries_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct user){
		    .id = {row.id}, .name = row.name, .login = row.login, .blanked_at_ms = row.blanked_at};
	return db_rows_end(&r);
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

td_rc store_user_failed(struct tx *t, user_id id, i64 locked_until_ms)
{
	return q_user_failed(t, id.v, locked_until_ms, NULL);
}

td_rc store_user_unlock(struct tx *t, user_id id)
{
	return q_user_unlock(t, id.v, NULL);
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

td_rc store_grant_get(struct tx *t, grant_id id, struct grant *out)
{
	struct q_grant row;
	grant_list one = {0};
	td_rc rc = q_grant_get(t, id.v, &row);
	if (rc == TD_OK)
		grant_push(t, &row, &one);
	if (rc == TD_OK && one.n == 0)
		return TD_NOT_FOUND;
	if (rc == TD_OK)
		*out = one.at[0];
	return rc;
}

td_rc store_admins(struct tx *t, grant_list *out)
{
	struct db_rows r;
	struct q_grant row;
	*out = (grant_list){0};
	q_admins(t, &r);
	while (q_admins_next(&r, &row))
		grant_push(t, &row, out);
	return db_rows_end(&r);
}

static void place_push(struct tx *t, const struct q_place *r, grant_place_list *out)
{
	struct q_grant g = {.id = r->id,
			    .user_id = r->user_id,
			    .role = r->role,
			    .scope_kind = r->scope_kind,
			    .scope_id = r->scope_id,
			    .from_on = r->from_on,
			    .to_on = r->to_on};
	grant_list one = {0};
	grant_push(t, &g, &one);
	if (one.n)
		VEC_PUSH(t->a, out) = (struct grant_place){one.at[0], r->code, r->name};
}

td_rc store_grant_places(struct tx *t, user_id id, grant_place_list *out)
{
	struct db_rows r;
	struct q_place row;
	*out = (grant_place_list){0};
	q_grant_places(t, &r, id.v);
	while (q_grant_places_next(&r, &row))
		place_push(t, &row, out);
	return db_rows_end(&r);
}

td_rc store_grant_places_page(struct tx *t, const struct user_filter *f, grant_place_list *out)
{
	struct db_rows r;
	struct q_place row;
	*out = (grant_place_list){0};
	q_grant_places_page(t, &r, pattern(t->a, vi_fold(t->a, f->text)), pattern(t->a, lower(t->a, f->text)),
			    f->state, f->limit, f->offset);
	while (q_grant_places_page_next(&r, &row))
		place_push(t, &row, out);
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
