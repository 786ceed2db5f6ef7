#include "web/page_change.h"

#include "jobs/act_lineage.h"
#include "jobs/act_org.h"
#include "store/store_lineage.h"
#include "store/store_scheme.h"
#include "web/views.h"

str page_change_text(struct req *r, const struct unit_change *c)
{
	struct sb b = sb_new(r->a, 16 * 1024);
	for (int after = 0; after < 2; after++) {
		bool first = true;
		if (after)
			SB_LIT(&b, " → ");
		for (size_t p = 0; p < c->parts.n; p++) {
			const struct unit_change_part *x = &c->parts.at[p];
			if (x->after != (after == 1))
				continue;
			if (!first)
				SB_LIT(&b, ", ");
			first = false;
			sb_put(&b, x->name);
			if (c->kind == CHANGE_TRANSFER && x->cluster_name.n)
				sb_fmt(&b, " (%.*s)", STRF(x->cluster_name));
			if ((c->kind == CHANGE_MERGE && !after && x->continues) ||
			    (c->kind == CHANGE_SPLIT && after && x->continues))
				sb_fmt(&b, " (%s)", req_tr(r, N_("kế thừa thành tích")));
		}
	}
	return sb_str(&b);
}

struct change_form {
	str kind, decision, before, after, continues, cluster, note;
	struct form_day effective_on;
};
static const struct field change_fields[] = {
    FIELD(CODE, struct change_form, kind, N_("Loại thay đổi"), .required = true, .max = 20),
    FIELD(DAY, struct change_form, effective_on, N_("Từ ngày"), .required = true),
    FIELD(TEXT, struct change_form, decision, N_("Theo quyết định"), .required = true, .max = 200),
    FIELD(AREA, struct change_form, before, N_("Trước khi thay đổi"), .max = 8000),
    FIELD(AREA, struct change_form, after, N_("Sau khi thay đổi"), .max = 8000),
    FIELD(AREA, struct change_form, continues, N_("Kế thừa thành tích"), .max = 8000),
    FIELD(TEXT, struct change_form, cluster, N_("Chuyển đến cụm, khối"), .max = 60),
    FIELD(TEXT, struct change_form, note, N_("Ghi chú"), .max = 500),
};
const struct form_def page_change_form = FORM(struct change_form, change_fields);

static td_rc put_choices(struct req *r, struct change_vm *vm)
{
	cluster_list clusters = {0};
	str kind = form_show(r->form, S("kind"), S("rename")), to = form_show(r->form, S("cluster"), S(""));
	td_rc rc = store_cluster_list(r->tx, &clusters);
	for (int i = 0; i < CHANGE__N; i++) {
		str code = str_c(unit_change_code((enum unit_change_kind)i));
		VEC_PUSH(r->a, &vm->kinds) = (struct page_option){
		    code, page_tr(r, unit_change_name((enum unit_change_kind)i)), str_eq(code, kind)};
	}
	for (size_t i = 0; i < clusters.n; i++)
		if (page_org_may(r, clusters.at[i].council, clusters.at[i].id))
			VEC_PUSH(r->a, &vm->clusters) = (struct page_option){
			    clusters.at[i].code, clusters.at[i].name, str_eq(clusters.at[i].code, to)};
	return rc;
}

td_rc page_changes(struct req *r)
{
	struct change_vm *vm = NEW(r->a, struct change_vm);
	unit_change_list all = {0};
	const struct form *f = r->form;
	td_rc rc = page_begin(r, page_tr(r, N_("Thay đổi của các đơn vị")), "to-chuc");
	if (rc == TD_OK)
		rc = store_unit_change_list(r->tx, &all);
	if (rc == TD_OK)
		rc = put_choices(r, vm);
	if (rc != TD_OK)
		return rc;
	page_crumb(r, S("/to-chuc/don-vi"), page_tr(r, N_("Danh mục đơn vị")));
	vm->effective_on = form_show(f, S("effective_on"), S(""));
	vm->decision = form_show(f, S("decision"), S(""));
	vm->before = form_show(f, S("before"), req_query(r, S("dv")));
	vm->after = form_show(f, S("after"), S(""));
	vm->continues = form_show(f, S("continues"), S(""));
	vm->note = form_show(f, S("note"), S(""));
	for (size_t i = all.n; i-- > 0;)
		VEC_PUSH(r->a, &vm->events) = (struct unit_event){
		    page_tr(r, unit_change_name(all.at[i].kind)), page_day(r->a, all.at[i].effective_on),
		    all.at[i].decision, page_change_text(r, &all.at[i]), all.at[i].note};
	vm->page = r->page;
	view_changes(&r->html, vm);
	return TD_OK;
}

td_rc page_change_post(struct req *r)
{
	const struct change_form *f = form_value(r->form);
	struct unit_change made;
	struct act_change c = {.effective_on = day_iso(r->a, f->effective_on.v),
			       .decision = f->decision,
			       .note = f->note,
			       .before = f->before,
			       .after = f->after,
			       .continues = f->continues};
	if (unit_change_parse(f->kind, &c.kind) != TD_OK)
		return err_add(r->e, TD_INVALID, S("kind"), N_("Loại: hãy chọn trong danh sách."));
	td_rc rc = TD_OK;
	if (c.kind == CHANGE_TRANSFER && f->cluster.n)
		rc = store_cluster_by_code(r->tx, f->cluster, &c.cluster);
	if (rc == TD_OK && c.cluster.id.v && !page_org_may(r, c.cluster.council, c.cluster.id))
		return TD_DENIED;
	if (rc == TD_OK)
		rc = act_unit_change(r->tx, &c, &made);
	if (rc == TD_OK)
		r->location = S("/to-chuc/thay-doi?luu=1");
	return rc;
}

/* ---- the next year ---- */

struct next_form {
	str theme;
};
static const struct field next_fields[] = {
    FIELD(TEXT, struct next_form, theme, N_("Chủ đề"), .max = 300),
};
const struct form_def page_year_next_form = FORM(struct next_form, next_fields);

static bool may_open(const struct req *r)
{
	return page_may(r, PERM_ORG_MANAGE) || page_may(r, PERM_YEAR_CLOSE);
}

static str office_title(const struct req *r, enum office o)
{
	if (o == OFFICE_HEAD)
		return r->year.head_title;
	return o == OFFICE_DEPUTY ? r->year.deputy_title : page_tr(r, office_name(o));
}

static td_rc put_copied(struct req *r, struct year_next_vm *vm)
{
	membership_list members = {0};
	season_step_list plan = {0};
	office_term_list offices = {0};
	str first = arena_fmt(r->a, "%lld-01-01", (long long)vm->next);
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	if (rc == TD_OK)
		rc = store_season_step_list(r->tx, r->year.id, &plan);
	if (rc == TD_OK)
		rc = store_office_list(r->tx, r->year.id, &offices);
	vm->n_members = (i64)members.n;
	for (size_t i = 0; i < plan.n; i++)
		vm->n_steps += plan.at[i].due_on.n > 0;
	for (size_t i = 0; i < offices.n; i++)
		if (str_cmp(offices.at[i].from_on, first) >= 0)
			VEC_PUSH(r->a, &vm->elected) =
			    (struct unit_member){.cluster = office_title(r, offices.at[i].office),
						 .note = offices.at[i].unit_name};
	struct scheme_row row;
	if (rc == TD_OK && r->year.scheme.set) {
		rc = store_scheme_get(r->tx, (scheme_id){r->year.scheme.v}, &row);
		vm->scheme_title = rc == TD_OK ? row.title : S("");
	}
	return rc;
}

td_rc page_year_next(struct req *r)
{
	struct year_next_vm *vm = NEW(r->a, struct year_next_vm);
	struct cluster_year there;
	if (!may_open(r))
		return TD_DENIED;
	td_rc rc = page_begin(r, page_tr(r, N_("Mở năm sau")), "thanh-vien");
	*vm = (struct year_next_vm){.base = page_base(r),
				    .cluster_name = r->year.cluster_name,
				    .theme = form_show(r->form, S("theme"), S("")),
				    .year = r->year.year,
				    .next = r->year.year + 1};
	if (rc == TD_OK)
		rc = put_copied(r, vm);
	if (rc != TD_OK)
		return rc;
	rc = store_cluster_year_find(r->tx, r->year.cluster_code, vm->next, &there);
	vm->exists = rc == TD_OK;
	if (rc != TD_OK && rc != TD_NOT_FOUND)
		return rc;
	vm->page = r->page;
	view_year_next(&r->html, vm);
	return TD_OK;
}

td_rc page_year_next_post(struct req *r)
{
	const struct next_form *f = form_value(r->form);
	struct cluster_year made;
	if (!may_open(r))
		return TD_DENIED;
	td_rc rc = act_year_next(r->tx, r->year.id, f->theme, &made);
	if (rc == TD_OK)
		r->location = req_path(r, "/cum/%.*s/%lld/thanh-vien?luu=1", STRF(made.cluster_code),
				       (long long)made.year);
	return rc;
}
