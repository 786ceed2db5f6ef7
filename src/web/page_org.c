#include "web/page_org.h"

#include "jobs/act_org.h"
#include "web/views.h"

static bool gives(const struct req *r, const struct authz_grant *g)
{
	return authz_in_force(g, r->today) && authz_right(g->role, PERM_ORG_MANAGE) == RIGHT_YES;
}

bool page_org_may_all(const struct req *r)
{
	for (size_t i = 0; i < r->user.n_grants; i++)
		if (gives(r, &r->user.grants[i].right) && r->user.grants[i].right.scope == SCOPE_SYSTEM)
			return true;
	return false;
}

bool page_org_may(const struct req *r, council_id council, cluster_id cluster)
{
	for (size_t i = 0; i < r->user.n_grants; i++) {
		const struct authz_grant *g = &r->user.grants[i].right;
		if (!gives(r, g))
			continue;
		if (g->scope == SCOPE_SYSTEM || (council.v == 0 && cluster.v == 0) ||
		    (g->scope == SCOPE_COUNCIL && g->scope_id == council.v) ||
		    (g->scope == SCOPE_CLUSTER && cluster.v && g->scope_id == cluster.v))
			return true;
	}
	return false;
}

static td_rc begin(struct req *r, const char *title)
{
	td_rc rc = page_begin(r, page_tr(r, title), "to-chuc");
	if (rc == TD_OK)
		page_crumb(r, S("/to-chuc"), page_tr(r, N_("Tổ chức")));
	return rc;
}

/* ---- the whole ---- */

static void put_clusters(struct req *r, struct org_council *c, council_id council,
			 const cluster_list *clusters, const cluster_year_list *years)
{
	for (size_t i = 0; i < clusters->n; i++) {
		const struct cluster *k = &clusters->at[i];
		if (k->council.v != council.v || !page_org_may(r, council, k->id))
			continue;
		struct org_cluster *row = &VEC_PUSH(r->a, &c->clusters);
		*row = (struct org_cluster){
		    .code = k->code, .name = k->name, .kind = page_tr(r, cluster_kind_name(k->kind))};
		for (size_t y = 0; y < years->n; y++)
			if (years->at[y].cluster.v == k->id.v)
				VEC_PUSH(r->a, &row->years) =
				    (struct page_link){req_path(r, "/cum/%.*s/%lld", STRF(k->code),
								(long long)years->at[y].year),
						       arena_fmt(r->a, "%lld", (long long)years->at[y].year)};
	}
}

static str level_name(struct req *r, str code)
{
	enum council_level l;
	return council_level_parse(code, &l) == TD_OK ? page_tr(r, council_level_name(l)) : S("");
}

td_rc page_org(struct req *r)
{
	struct org_vm *vm = NEW(r->a, struct org_vm);
	council_list councils = {0};
	cluster_list clusters = {0};
	cluster_year_list years = {0};
	unit_list none;
	td_rc rc = page_begin(r, page_tr(r, N_("Tổ chức")), "to-chuc");
	if (rc == TD_OK)
		rc = store_council_list(r->tx, &councils);
	if (rc == TD_OK)
		rc = store_cluster_list(r->tx, &clusters);
	if (rc == TD_OK)
		rc = store_cluster_year_list(r->tx, &years);
	if (rc == TD_OK)
		rc = store_unit_search(r->tx, S(""), 0, 0, &none, &vm->n_units);
	for (size_t i = 0; rc == TD_OK && i < councils.n; i++) {
		const struct council *k = &councils.at[i];
		struct org_council c = {.code = k->code,
					.name = k->name,
					.level = level_name(r, k->level),
					.may_add = page_org_may(r, k->id, (cluster_id){0})};
		put_clusters(r, &c, k->id, &clusters, &years);
		if (c.may_add || c.clusters.n)
			VEC_PUSH(r->a, &vm->councils) = c;
	}
	if (rc != TD_OK)
		return rc;
	vm->may_council = page_org_may_all(r);
	vm->page = r->page;
	view_org(&r->html, vm);
	return TD_OK;
}

/* ---- a council ---- */

struct council_form {
	str name, code, level;
	struct form_num rev;
};
static const struct field council_fields[] = {
    FIELD(TEXT, struct council_form, name, N_("Tên"), .max = 300),
    FIELD(TEXT, struct council_form, code, N_("Mã"), .max = 60),
    FIELD(CODE, struct council_form, level, N_("Cấp"), .max = 20),
    FIELD(INT, struct council_form, rev, N_("Phiên bản")),
};
const struct form_def page_org_council_form = FORM(struct council_form, council_fields);

static bool is_new(const struct req *r)
{
	return str_eq(req_param(r, "code"), S("moi"));
}

td_rc page_org_council_find(struct req *r, struct council *c)
{
	*c = (struct council){.level = S("province")};
	if (!page_org_may_all(r))
		return TD_DENIED;
	return is_new(r) ? TD_OK : store_council_by_code(r->tx, req_param(r, "code"), c);
}

td_rc page_org_council(struct req *r)
{
	struct org_council_vm *vm = NEW(r->a, struct org_council_vm);
	struct council c;
	td_rc rc = page_org_council_find(r, &c);
	if (rc == TD_OK)
		rc = begin(r, is_new(r) ? N_("Thêm hội đồng") : N_("Sửa hội đồng"));
	if (rc != TD_OK)
		return rc;
	str level = form_show(r->form, S("level"), c.level);
	*vm = (struct org_council_vm){.code = form_show(r->form, S("code"), c.code),
				      .name = form_show(r->form, S("name"), c.name),
				      .rev = c.rev,
				      .is_new = is_new(r)};
	for (int i = 0; i < COUNCIL__N; i++) {
		str code = str_c(council_level_code((enum council_level)i));
		VEC_PUSH(r->a, &vm->levels) =
		    (struct page_option){code, level_name(r, code), str_eq(code, level)};
	}
	vm->page = r->page;
	view_org_council(&r->html, vm);
	return TD_OK;
}

static td_rc stale(struct req *r, str shown)
{
	return err_add(r->e, TD_STALE, S("name"),
		       N_("Người khác vừa sửa thông tin này; đang lưu là «%.*s». Hãy xem lại rồi lưu."),
		       STRF(shown));
}

td_rc page_org_council_post(struct req *r)
{
	const struct council_form *f = form_value(r->form);
	struct council c;
	td_rc rc = page_org_council_find(r, &c);
	if (rc != TD_OK)
		return rc;
	str was = c.name;
	if (c.id.v)
		c.rev = f->rev.v;
	else
		c.code = f->code;
	c.name = f->name;
	c.level = f->level;
	rc = act_council_save(r->tx, &c);
	if (rc == TD_STALE)
		return stale(r, was);
	if (rc == TD_OK)
		r->location = S("/to-chuc?luu=1");
	return rc;
}

/* ---- a cluster ---- */

struct cluster_form {
	str council, kind, name, code, head_title, deputy_title;
	struct form_num rev;
};
static const struct field cluster_fields[] = {
    FIELD(TEXT, struct cluster_form, council, N_("Hội đồng"), .max = 60),
    FIELD(CODE, struct cluster_form, kind, N_("Loại"), .max = 20),
    FIELD(TEXT, struct cluster_form, name, N_("Tên"), .max = 300),
    FIELD(TEXT, struct cluster_form, code, N_("Mã"), .max = 60),
    FIELD(TEXT, struct cluster_form, head_title, N_("Chức danh trưởng"), .max = 100),
    FIELD(TEXT, struct cluster_form, deputy_title, N_("Chức danh phó"), .max = 100),
    FIELD(INT, struct cluster_form, rev, N_("Phiên bản")),
};
const struct form_def page_org_cluster_form = FORM(struct cluster_form, cluster_fields);

td_rc page_org_find(struct req *r, struct cluster *out)
{
	*out = (struct cluster){0};
	if (is_new(r))
		return TD_OK;
	td_rc rc = store_cluster_by_code(r->tx, req_param(r, "code"), out);
	if (rc == TD_OK && !page_org_may(r, out->council, out->id))
		rc = TD_DENIED;
	return rc;
}

static td_rc put_councils(struct req *r, struct org_cluster_vm *vm, const struct cluster *c)
{
	council_list councils = {0};
	str chosen = form_show(r->form, S("council"), req_query(r, S("hd")));
	td_rc rc = store_council_list(r->tx, &councils);
	for (size_t i = 0; rc == TD_OK && i < councils.n; i++) {
		const struct council *k = &councils.at[i];
		bool mine = k->id.v == c->council.v;
		if (mine || page_org_may(r, k->id, (cluster_id){0}))
			VEC_PUSH(r->a, &vm->councils) =
			    (struct page_option){k->code, k->name, chosen.n ? str_eq(k->code, chosen) : mine};
	}
	return rc;
}

td_rc page_org_cluster(struct req *r)
{
	struct org_cluster_vm *vm = NEW(r->a, struct org_cluster_vm);
	struct cluster c;
	cluster_year_list years = {0};
	const struct form *f = r->form;
	td_rc rc = page_org_find(r, &c);
	if (rc == TD_OK)
		rc = begin(r, is_new(r) ? N_("Thành lập cụm, khối") : N_("Thông tin cụm, khối"));
	if (rc == TD_OK)
		rc = put_councils(r, vm, &c);
	if (rc == TD_OK && c.id.v)
		rc = store_cluster_year_list(r->tx, &years);
	if (rc != TD_OK)
		return rc;
	str kind = form_show(f, S("kind"), str_c(cluster_kind_code(c.kind)));
	for (int i = 0; i < CLUSTER__N; i++) {
		str code = str_c(cluster_kind_code((enum cluster_kind)i));
		VEC_PUSH(r->a, &vm->kinds) = (struct page_option){
		    code, page_tr(r, cluster_kind_name((enum cluster_kind)i)), str_eq(code, kind)};
	}
	for (size_t i = 0; i < years.n; i++)
		if (years.at[i].cluster.v == c.id.v)
			VEC_PUSH(r->a, &vm->years) = (struct page_link){
			    req_path(r, "/cum/%.*s/%lld", STRF(c.code), (long long)years.at[i].year),
			    arena_fmt(r->a, req_tr(r, N_("Năm %lld")), (long long)years.at[i].year)};
	vm->is_new = is_new(r);
	vm->rev = c.rev;
	vm->old_code = c.code;
	vm->code = form_show(f, S("code"), c.code);
	vm->name = form_show(f, S("name"), c.name);
	vm->head_title = form_show(f, S("head_title"), c.head_title);
	vm->deputy_title = form_show(f, S("deputy_title"), c.deputy_title);
	vm->page = r->page;
	view_org_cluster(&r->html, vm);
	return TD_OK;
}

td_rc page_org_cluster_post(struct req *r)
{
	const struct cluster_form *f = form_value(r->form);
	struct cluster c;
	struct council k = {0};
	td_rc rc = page_org_find(r, &c);
	if (rc == TD_OK && f->council.n)
		rc = store_council_by_code(r->tx, f->council, &k);
	if (rc != TD_OK)
		return rc;
	if (c.id.v == 0)
		c.council = k.id;
	if (c.council.v && !page_org_may(r, c.council, c.id))
		return TD_DENIED;
	str was = c.name;
	if (cluster_kind_parse(f->kind, &c.kind) != TD_OK)
		err_add(r->e, TD_INVALID, S("kind"), N_("Loại: hãy chọn trong danh sách."));
	bool added = c.id.v == 0;
	c.rev = f->rev.v;
	c.name = f->name;
	c.code = f->code;
	c.head_title = f->head_title;
	c.deputy_title = f->deputy_title;
	rc = act_cluster_save(r->tx, &c);
	if (rc == TD_STALE)
		return stale(r, was);
	if (rc == TD_OK && r->e->n_total)
		return TD_INVALID;
	if (rc == TD_OK)
		r->location = added ? req_path(r, "/to-chuc/cum/%.*s/nam-moi", STRF(c.code))
				    : req_path(r, "/to-chuc/cum/%.*s?luu=1", STRF(c.code));
	return rc;
}

/* ---- a year ---- */

struct found_form {
	struct form_num year;
	str theme, members;
	bool create;
	struct form_texts steps;
};
static const struct field found_fields[] = {
    FIELD(INT, struct found_form, year, N_("Năm"), .required = true, .low = 1948, .high = 2999),
    FIELD(TEXT, struct found_form, theme, N_("Chủ đề"), .max = 300),
    FIELD(AREA, struct found_form, members, N_("Đơn vị thành viên"), .max = 40000),
    FIELD(CHECK, struct found_form, create, N_("Tạo đơn vị mới")),
    FIELD(KEYED_CHECK, struct found_form, steps, N_("Các bước")),
};
const struct form_def page_org_found_form = FORM(struct found_form, found_fields);

void page_org_steps(struct req *r, const struct form *f, season_set off, org_step_list *out)
{
	for (int i = 0; i < SEASON__N; i++) {
		enum season_state s = (enum season_state)i;
		if (!(SEASON_OPTIONAL & SEASON_BIT(s)))
			continue;
		str code = str_c(season_code(s));
		bool ticked = f && form_show_key(r->a, f, "steps", code, S("")).n;
		VEC_PUSH(r->a, out) =
		    (struct org_step){code, page_tr(r, season_name(s)), f ? ticked : !(off & SEASON_BIT(s))};
	}
}

season_set page_org_off(const struct form_texts *steps)
{
	season_set off = SEASON_OPTIONAL;
	for (size_t i = 0; i < steps->list.n; i++) {
		enum season_state s;
		if (season_parse(steps->list.at[i].key, &s) == TD_OK)
			off &= ~SEASON_BIT(s);
	}
	return off;
}

td_rc page_org_found(struct req *r)
{
	struct org_found_vm *vm = NEW(r->a, struct org_found_vm);
	struct cluster c;
	td_rc rc = page_org_find(r, &c);
	if (rc == TD_OK && is_new(r))
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = begin(r, N_("Mở năm thi đua"));
	if (rc != TD_OK)
		return rc;
	page_crumb(r, req_path(r, "/to-chuc/cum/%.*s", STRF(c.code)), c.name);
	*vm = (struct org_found_vm){.cluster_code = c.code,
				    .cluster_name = c.name,
				    .year = form_show(r->form, S("year"), str_upto(r->today, 4)),
				    .theme = form_show(r->form, S("theme"), S("")),
				    .members = form_show(r->form, S("members"), S("")),
				    .create = r->form ? form_show(r->form, S("create"), S("")).n > 0 : true};
	page_org_steps(r, r->form, 0, &vm->steps);
	vm->page = r->page;
	view_org_found(&r->html, vm);
	return TD_OK;
}

td_rc page_org_found_post(struct req *r)
{
	const struct found_form *f = form_value(r->form);
	struct act_founding founding = {.year = f->year.v, .theme = f->theme, .off = page_org_off(&f->steps)};
	struct cluster c;
	struct cluster_year y;
	td_rc rc = page_org_find(r, &c);
	if (rc == TD_OK && is_new(r))
		rc = TD_NOT_FOUND;
	founding.cluster = c.id;
	if (rc == TD_OK)
		rc = act_units_read(r->tx, S("members"), f->members, f->create, &founding.members);
	if (rc == TD_OK)
		rc = act_year_found(r->tx, &founding, &y);
	if (rc == TD_OK)
		r->location =
		    req_path(r, "/cum/%.*s/%lld/thanh-vien?luu=1", STRF(c.code), (long long)f->year.v);
	return rc;
}
