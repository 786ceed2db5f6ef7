#include "base/vi.h"
#include "jobs/setup_part.h"

enum { COL_NAME, COL_TITLE, COL_LOGIN, COL_EMAIL, COL_ROLE, COL_SCOPE, COL_FROM, COL_TO, N_COLS };
static const struct table_col cols[N_COLS] = {
    [COL_NAME] = {"Họ và tên", "ho va ten|ho ten", true},
    [COL_TITLE] = {"Chức vụ", "chuc vu", false},
    [COL_LOGIN] = {"Tên đăng nhập", "ten dang nhap|dang nhap|tai khoan", false},
    [COL_EMAIL] = {"Thư điện tử", "thu dien tu|email|e mail", false},
    [COL_ROLE] = {"Vai trò", "vai tro", true},
    [COL_SCOPE] = {"Phạm vi", "pham vi|don vi|don vi cum hoac hoi dong", false},
    [COL_FROM] = {"Từ ngày", "tu ngay", false},
    [COL_TO] = {"Đến ngày", "den ngay", false},
};

struct people {
	struct setup_input *k;
	struct table tb;
	user_list users;
	grant_place_list grants;
	cluster_list clusters;
	council_list councils;
	struct map logins; /* of the file → index + 1 as a pointer */
	struct map known;  /* login → struct user */
};

#define FAULT(p, row, col, ...) \
	err_add(&(p)->k->faults, TD_INVALID, table_addr((p)->k->t->a, &(p)->tb, row, col), __VA_ARGS__)

static td_rc load(struct people *p)
{
	struct tx *t = p->k->t;
	struct user_filter all = {.text = S(""), .limit = INT32_MAX};
	i64 n;
	td_rc rc = store_user_page(t, &all, &p->users, &n);
	if (rc == TD_OK)
		rc = store_grant_places_page(t, &all, &p->grants);
	if (rc == TD_OK)
		rc = store_cluster_list(t, &p->clusters);
	if (rc == TD_OK)
		rc = store_council_list(t, &p->councils);
	for (size_t i = 0; i < p->users.n; i++)
		map_set(&p->known, p->users.at[i].login, &p->users.at[i]);
	return rc;
}

/* ---- who ---- */

static bool same_name(struct arena *a, str x, str y)
{
	return str_eq(vi_fold(a, x), vi_fold(a, y));
}

/* A login made of the name; somebody else's gets a number behind it. */
static str make_login(struct people *p, str name)
{
	struct arena *a = p->k->t->a;
	str base = str_upto(org_code(a, name), 58), login = base;
	for (int i = 2; i < 1000; i++) {
		const struct user *u = map_get(&p->known, login);
		const size_t *mine = map_get(&p->logins, login);
		bool other = (u && !same_name(a, u->name, name)) ||
			     (mine && !same_name(a, p->k->out->people.at[*mine].person.name, name));
		if (!other)
			break;
		login = arena_fmt(a, "%.*s-%d", STRF(base), i);
	}
	return login;
}

/* The person of a row: one who stands above, who has an account, or a new one. */
static size_t read_person(struct people *p, u32 row, str name)
{
	struct setup_plan *out = p->k->out;
	struct arena *a = p->k->t->a;
	struct setup_person x = {.where = table_addr(a, &p->tb, row, COL_NAME),
				 .person = {.login = table_text(a, &p->tb, row, COL_LOGIN),
					    .name = name,
					    .title = table_text(a, &p->tb, row, COL_TITLE),
					    .email = table_text(a, &p->tb, row, COL_EMAIL)}};
	if (x.person.login.n == 0)
		x.person.login = make_login(p, name);
	const size_t *above = map_get(&p->logins, x.person.login);
	const struct user *u = map_get(&p->known, x.person.login);
	if (above) {
		if (!same_name(a, out->people.at[*above].person.name, name))
			FAULT(p, row, COL_LOGIN, N_("Tên đăng nhập «%.*s» đã ghi cho «%.*s» ở dòng trên."),
			      STRF(x.person.login), STRF(out->people.at[*above].person.name));
		return *above;
	}
	if (u && !same_name(a, u->name, name))
		FAULT(p, row, COL_LOGIN,
		      N_("Tên đăng nhập «%.*s» đã là của người khác (%.*s); hãy ghi tên khác."),
		      STRF(x.person.login), STRF(u->name));
	else if (u && u->disabled_at_ms.set)
		FAULT(p, row, COL_LOGIN, N_("Tài khoản «%.*s» đang bị khóa; hãy mở lại trước."),
		      STRF(x.person.login));
	else if (u)
		x.id = u->id;
	else if (act_person_check(&p->k->faults, &x.person, table_addr(a, &p->tb, row, COL_LOGIN),
				  table_addr(a, &p->tb, row, COL_NAME),
				  table_addr(a, &p->tb, row, COL_EMAIL)) == TD_OK)
		setup_line(p->k, x.where, N_("Tài khoản mới"),
			   arena_fmt(a, "%.*s (%.*s)", STRF(name), STRF(x.person.login)));
	size_t *at = NEW(a, size_t);
	*at = out->people.n;
	VEC_PUSH(a, &out->people) = x;
	map_set(&p->logins, x.person.login, at);
	return *at;
}

/* ---- role and scope ---- */

static bool find_unit(struct people *p, str text, struct setup_role *r)
{
	struct arena *a = p->k->t->a;
	for (size_t i = 0; i < p->k->out->units.n; i++) {
		const struct unit *u = &p->k->out->units.at[i].unit;
		if (str_eq(u->code, text) || same_name(a, u->name, text) ||
		    (u->short_name.n && same_name(a, u->short_name, text))) {
			r->unit = i + 1;
			r->right.scope_id = u->id.v;
			return true;
		}
	}
	const struct unit *known = act_unit_named(a, &p->k->names, text);
	if (known && p->k->out->kind == SETUP_CLUSTER)
		return false; /* not one of this cluster's */
	r->right.scope_id = known ? known->id.v : 0;
	return known != NULL;
}

static bool find_cluster(struct people *p, str text, struct setup_role *r)
{
	struct arena *a = p->k->t->a;
	const struct setup_plan *out = p->k->out;
	if (out->kind == SETUP_CLUSTER) {
		r->right.scope_id = out->cluster.id.v;
		return text.n == 0 || same_name(a, text, out->cluster.name) ||
		       str_eq(text, out->cluster.code);
	}
	for (size_t i = 0; i < p->clusters.n; i++)
		if (same_name(a, p->clusters.at[i].name, text) || str_eq(p->clusters.at[i].code, text)) {
			r->right.scope_id = p->clusters.at[i].id.v;
			return true;
		}
	return false;
}

static bool find_council(struct people *p, str text, struct setup_role *r)
{
	struct arena *a = p->k->t->a;
	const struct setup_plan *out = p->k->out;
	if (out->kind == SETUP_CLUSTER && (text.n == 0 || same_name(a, text, out->council.name))) {
		r->right.scope_id = out->council.id.v;
		return true;
	}
	for (size_t i = 0; i < p->councils.n; i++)
		if (same_name(a, p->councils.at[i].name, text) || str_eq(p->councils.at[i].code, text)) {
			r->right.scope_id = p->councils.at[i].id.v;
			return true;
		}
	return false;
}

/* The smallest scope in which the role can be held and that the words name. */
static bool find_scope(struct people *p, str text, struct setup_role *r)
{
	static bool (*const find[SCOPE__N])(struct people *, str, struct setup_role *) = {
	    [SCOPE_COUNCIL] = find_council, [SCOPE_CLUSTER] = find_cluster, [SCOPE_UNIT] = find_unit};
	static const enum authz_scope order[] = {SCOPE_UNIT, SCOPE_CLUSTER, SCOPE_COUNCIL};
	if (authz_role_takes(r->right.role, SCOPE_SYSTEM)) {
		r->right.scope = SCOPE_SYSTEM;
		return text.n == 0;
	}
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (authz_role_takes(r->right.role, order[i]) && find[order[i]](p, text, r)) {
			r->right.scope = order[i];
			return true;
		}
	return false;
}

static bool parse_role(struct arena *a, str text, enum authz_role *out)
{
	static const char *const words[AUTHZ_ROLE__N] = {
	    [AUTHZ_ADMIN] = "quản trị|quản trị hệ thống",
	    [AUTHZ_APPRAISER] = "chuyên viên|chuyên viên thẩm định|thẩm định",
	    [AUTHZ_COUNCIL] = "thành viên hội đồng",
	    [AUTHZ_HEAD] = "cụm trưởng|khối trưởng|trưởng",
	    [AUTHZ_DEPUTY] = "cụm phó|khối phó|phó",
	    [AUTHZ_SECRETARY] = "thư ký",
	    [AUTHZ_CHECKER] = "thẩm tra|người thẩm tra",
	    [AUTHZ_COUNTER] = "kiểm phiếu|ban kiểm phiếu",
	    [AUTHZ_EDITOR] = "biên tập|tin bài",
	    [AUTHZ_LEADER] = "thủ trưởng|thủ trưởng đơn vị|lãnh đạo",
	    [AUTHZ_OFFICER] = "cán bộ|cán bộ đơn vị|chuyên trách",
	    [AUTHZ_VIEWER] = "xem|người xem",
	};
	if (authz_role_parse(text, out) == TD_OK)
		return true;
	for (int i = 0; i < AUTHZ_ROLE__N; i++)
		if (same_name(a, text, str_c(authz_role_name((enum authz_role)i)))) {
			*out = (enum authz_role)i;
			return true;
		}
	int i = setup_word(a, text, words, AUTHZ_ROLE__N);
	*out = i < 0 ? AUTHZ_VIEWER : (enum authz_role)i;
	return i >= 0;
}

static td_rc read_days(struct people *p, u32 row, struct authz_grant *g)
{
	struct arena *a = p->k->t->a;
	struct day from, to;
	bool has_from, has_to;
	td_rc rc = table_day(a, &p->tb, row, COL_FROM, &p->k->faults, &has_from, &from);
	td_rc end = table_day(a, &p->tb, row, COL_TO, &p->k->faults, &has_to, &to);
	if (rc != TD_OK || end != TD_OK)
		return rc == TD_LIMIT ? rc : end == TD_LIMIT ? end : TD_OK;
	g->from_on = has_from ? day_iso(a, from) : STR_NULL;
	g->to_on = has_to ? day_iso(a, to) : STR_NULL;
	if (has_from && has_to && str_cmp(g->to_on, g->from_on) < 0)
		FAULT(p, row, COL_TO, N_("Ngày kết thúc không thể trước ngày bắt đầu."));
	return TD_OK;
}

static bool has_already(const struct people *p, const struct setup_role *r)
{
	user_id who = p->k->out->people.at[r->person].id;
	for (size_t i = 0; i < p->k->out->roles.n; i++) {
		const struct setup_role *x = &p->k->out->roles.at[i];
		if (x->person == r->person && x->right.role == r->right.role &&
		    x->right.scope == r->right.scope && x->right.scope_id == r->right.scope_id &&
		    x->unit == r->unit)
			return true;
	}
	for (size_t i = 0; who.v && i < p->grants.n; i++) {
		const struct grant *g = &p->grants.at[i].grant;
		if (g->user.v == who.v && g->right.role == r->right.role &&
		    g->right.scope == r->right.scope && g->right.scope_id == r->right.scope_id &&
		    (r->right.scope_id || r->right.scope == SCOPE_SYSTEM))
			return true;
	}
	return false;
}

static td_rc read_row(struct people *p, u32 row)
{
	struct setup_input *k = p->k;
	struct arena *a = k->t->a;
	str name = table_text(a, &p->tb, row, COL_NAME), word = table_text(a, &p->tb, row, COL_ROLE);
	str scope = table_text(a, &p->tb, row, COL_SCOPE);
	struct setup_role r = {.where = table_addr(a, &p->tb, row, COL_ROLE),
			       .person = read_person(p, row, name)};
	if (!parse_role(a, word, &r.right.role)) {
		FAULT(p, row, COL_ROLE, N_("Không có vai trò «%.*s»; hãy dùng tên vai trò của tệp mẫu."),
		      STRF(word));
		return TD_OK;
	}
	if (!find_scope(p, scope, &r)) {
		FAULT(p, row, COL_SCOPE,
		      N_("Vai trò «%s» không nhận phạm vi «%.*s»: hãy ghi tên đơn vị, cụm hoặc Hội đồng đã "
			 "có."),
		      i18n_tr(k->t->e->lang, authz_role_name(r.right.role)), STRF(scope));
		return TD_OK;
	}
	td_rc rc = read_days(p, row, &r.right);
	if (rc != TD_OK || has_already(p, &r))
		return rc;
	VEC_PUSH(a, &k->out->roles) = r;
	setup_line(k, r.where, N_("Vai trò"),
		   arena_fmt(a, "%.*s – %s%s%.*s", STRF(name),
			     i18n_tr(k->t->e->lang, authz_role_name(r.right.role)), scope.n ? ", " : "",
			     STRF(scope)));
	return TD_OK;
}

td_rc setup_read_people(struct setup_input *k, const struct sheets *in)
{
	struct people p = {.k = k, .logins = map_new(k->t->a), .known = map_new(k->t->a)};
	td_rc rc = table_find(k->t->a, in, cols, N_COLS, &k->faults, &p.tb);
	if (rc != TD_OK)
		return rc == TD_INVALID ? TD_OK : rc;
	rc = load(&p);
	for (u32 row = p.tb.body; rc == TD_OK && row < p.tb.s->n_rows; row++) {
		if (table_is_empty(k->t->a, &p.tb, N_COLS, row))
			continue;
		if (k->out->people.n == SETUP_PEOPLE_MAX)
			return err_add(&k->faults, TD_INVALID, table_addr(k->t->a, &p.tb, row, COL_NAME),
				       N_("Quá nhiều người (tối đa %d); hãy chia thành nhiều tệp."),
				       SETUP_PEOPLE_MAX);
		rc = read_row(&p, row);
	}
	return rc;
}
