/* The register of activities, its sums and its workbook. */
#include "web/page_activity.h"

#include "base/caltime.h"
#include "base/vi.h"
#include "office/book.h"
#include "web/views.h"

static bool visible(const struct activity_view *v, const struct activity *x)
{
	return v->all || !x->unit.set || x->unit.v == v->own.v;
}

static void keep_visible(struct req *r, struct activity_view *v)
{
	activity_list all = v->activities;
	activity_part_list parts = v->parts;
	v->activities = (activity_list){0};
	v->parts = (activity_part_list){0};
	for (size_t i = 0; i < all.n; i++) {
		if (!visible(v, &all.at[i]))
			continue;
		VEC_PUSH(r->a, &v->activities) = all.at[i];
		for (size_t k = 0; k < parts.n; k++)
			if (parts.at[k].activity == all.at[i].id &&
			    (v->all || parts.at[k].unit.v == v->own.v))
				VEC_PUSH(r->a, &v->parts) = parts.at[k];
	}
}

td_rc page_activity_view(struct req *r, struct activity_view *v)
{
	*v = (struct activity_view){.all = page_may(r, PERM_BOARD_SEE), .own = page_own_unit(r)};
	td_rc rc = store_membership_list(r->tx, r->year.id, &v->members);
	if (rc == TD_OK)
		rc = monitor_kinds(r->tx, r->year.cluster, &v->kinds);
	if (rc == TD_OK)
		rc = store_activity_list(r->tx, r->year.id, &v->activities);
	if (rc == TD_OK)
		rc = store_activity_parts(r->tx, r->year.id, &v->parts);
	if (rc == TD_OK)
		rc = store_participation_list(r->tx, r->year.id, &v->joined);
	if (rc == TD_OK)
		keep_visible(r, v);
	return rc;
}

/* ---- the page ---- */

static struct activity_row row_of(struct req *r, const struct activity_view *v, const struct activity *x)
{
	struct activity_row row = {
	    .href = req_path(r, "%.*s/hoat-dong/xem/%lld", STRF(page_base(r)), (long long)x->id),
	    .title = x->title,
	    .kind = monitor_kind_name(&v->kinds, x->kind),
	    .who = x->unit.set ? x->unit_name : page_tr(r, N_("Hoạt động chung")),
	    .held_on = x->held_on};
	for (size_t i = 0; i < v->parts.n; i++)
		if (v->parts.at[i].activity == x->id) {
			row.n_units++;
			row.n_people += v->parts.at[i].n_people;
			row.amount_dong += v->parts.at[i].amount_dong;
		}
	return row;
}

static str rate_text(struct req *r, i64 joined, i64 all)
{
	struct opt_i64 rate = activity_rate(joined, all);
	return rate.set ? arena_fmt(r->a, "%.*s %%", STRF(num_short(r->a, rate.v))) : S("–");
}

static const struct participation *joined_of(const struct activity_view *v, unit_id unit)
{
	for (size_t i = 0; i < v->joined.n; i++)
		if (v->joined.at[i].unit.v == unit.v)
			return &v->joined.at[i];
	return NULL;
}

static td_rc put_totals(struct req *r, struct activities_vm *vm, const struct activity_view *v)
{
	struct activity_sum whole = {0};
	struct participation all = {0};
	td_rc rc = TD_OK;
	for (size_t m = 0; rc == TD_OK && m < v->members.n; m++) {
		const struct membership *u = &v->members.at[m];
		const struct participation *j = joined_of(v, u->unit);
		struct activity_sum s = {0};
		if (!v->all && u->unit.v != v->own.v)
			continue;
		for (size_t i = 0; rc == TD_OK && i < v->parts.n; i++)
			if (v->parts.at[i].unit.v == u->unit.v)
				rc =
				    activity_sum_add(&s, v->parts.at[i].n_people, v->parts.at[i].amount_dong);
		if (rc == TD_OK)
			rc = activity_sum_add(&whole, s.n_people, s.amount_dong);
		struct activity_total *row = &VEC_PUSH(r->a, &vm->totals);
		*row = (struct activity_total){.code = u->unit_code,
					       .name = u->unit_name,
					       .n = s.n,
					       .n_people = s.n_people,
					       .amount_dong = s.amount_dong,
					       .collectives = S("–"),
					       .people = S("–")};
		if (j == NULL)
			continue;
		row->collectives = rate_text(r, j->n_collectives_joined, j->n_collectives);
		row->people = rate_text(r, j->n_people_joined, j->n_people);
		row->full = j->n_people_joined == j->n_people && j->n_collectives_joined == j->n_collectives;
		all.n_collectives += j->n_collectives;
		all.n_collectives_joined += j->n_collectives_joined;
		all.n_people += j->n_people;
		all.n_people_joined += j->n_people_joined;
	}
	vm->sum =
	    (struct activity_total){.n = (i64)v->activities.n,
				    .n_people = whole.n_people,
				    .amount_dong = whole.amount_dong,
				    .collectives = rate_text(r, all.n_collectives_joined, all.n_collectives),
				    .people = rate_text(r, all.n_people_joined, all.n_people)};
	return rc;
}

static bool wanted(struct arena *a, const struct activity *x, str kind, str key)
{
	if (kind.n && !str_eq(kind, x->kind))
		return false;
	str where =
	    vi_fold(a, arena_fmt(a, "%.*s %.*s %.*s", STRF(x->title), STRF(x->unit_name), STRF(x->place)));
	return !key.n || str_find(where, key) < where.n;
}

static td_rc load(struct req *r, struct activities_vm *vm)
{
	struct activity_view v;
	str kind = req_query(r, S("loai")), key;
	td_rc rc = page_activity_view(r, &v);
	if (rc != TD_OK)
		return rc;
	*vm = (struct activities_vm){.base = page_base(r),
				     .year = r->year.year,
				     .all = v.all,
				     .may_common = page_may(r, PERM_YEAR_MANAGE),
				     .q = req_query(r, S("q"))};
	key = vi_fold(r->a, vm->q);
	vm->filtered = kind.n || key.n;
	VEC_PUSH(r->a, &vm->kinds) = (struct page_option){S(""), page_tr(r, N_("Mọi loại")), !kind.n};
	for (size_t i = 0; i < v.kinds.n; i++)
		VEC_PUSH(r->a, &vm->kinds) = (struct page_option){v.kinds.at[i].code, v.kinds.at[i].name,
								  str_eq(v.kinds.at[i].code, kind)};
	for (size_t m = 0; m < v.members.n; m++)
		if (v.own.v && v.members.at[m].unit.v == v.own.v)
			vm->own_href = req_path(r, "%.*s/hoat-dong/%.*s", STRF(vm->base),
						STRF(v.members.at[m].unit_code));
	for (size_t i = 0; i < v.activities.n; i++)
		if (wanted(r->a, &v.activities.at[i], kind, key))
			VEC_PUSH(r->a, &vm->rows) = row_of(r, &v, &v.activities.at[i]);
	return put_totals(r, vm, &v);
}

td_rc page_activities(struct req *r)
{
	struct activities_vm *vm = NEW(r->a, struct activities_vm);
	td_rc rc = page_begin(r, page_tr(r, N_("Hoạt động")), "hoat-dong");
	if (rc == TD_OK)
		rc = load(r, vm);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_activities(&r->html, vm);
	return TD_OK;
}

/* ---- the workbook ---- */

static void sheet_head(struct book *b, struct book_sheet *s, const struct req *r, str title,
		       const struct book_col *cols, size_t n)
{
	s->landscape = true;
	book_title(b, s, title);
	book_title(b, s,
		   arena_fmt(b->a, "%.*s, năm %lld", STRF(r->year.cluster_name), (long long)r->year.year));
	for (size_t i = 0; i < n; i++)
		book_col(b, s, cols[i]);
}

static void put_register(struct book *b, const struct req *r, const struct activities_vm *vm)
{
	static const struct book_col cols[] = {
	    {.title = S("STT"), .width = 5, .align = BOOK_CENTRE},
	    {.title = S("Ngày"), .width = 11},
	    {.title = S("Hoạt động"), .width = 44},
	    {.title = S("Loại"), .width = 24},
	    {.title = S("Đơn vị tổ chức"), .width = 30},
	    {.title = S("Số đơn vị"), .width = 8},
	    {.title = S("Số người"), .width = 10},
	    {.title = S("Số tiền (đồng)"), .width = 18},
	};
	struct book_sheet *s = book_sheet(b, S("Hoạt động"));
	sheet_head(b, s, r, S("SỔ THEO DÕI HOẠT ĐỘNG"), cols, sizeof cols / sizeof *cols);
	for (size_t i = 0; i < vm->rows.n; i++) {
		const struct activity_row *x = &vm->rows.at[i];
		struct book_cell *c = book_row(b, s, BOOK_PLAIN)->cells;
		c[0] = book_int((i64)i + 1);
		c[1] = book_text(page_day(b->a, x->held_on));
		c[2] = book_text(x->title);
		c[3] = book_text(x->kind);
		c[4] = book_text(x->who);
		c[5] = book_int((i64)x->n_units);
		c[6] = book_int(x->n_people);
		c[7] = book_int(x->amount_dong);
	}
}

static void put_sums(struct book *b, const struct req *r, const struct activities_vm *vm)
{
	static const struct book_col cols[] = {
	    {.title = S("Đơn vị"), .width = 44},
	    {.title = S("Số hoạt động"), .width = 12},
	    {.title = S("Số người"), .width = 10},
	    {.title = S("Số tiền (đồng)"), .width = 18},
	    {.title = S("Tập thể hưởng ứng"), .width = 14, .align = BOOK_RIGHT},
	    {.title = S("Cá nhân hưởng ứng"), .width = 14, .align = BOOK_RIGHT},
	};
	struct book_sheet *s = book_sheet(b, S("Tổng hợp"));
	sheet_head(b, s, r, S("TỔNG HỢP HOẠT ĐỘNG THEO ĐƠN VỊ"), cols, sizeof cols / sizeof *cols);
	for (size_t i = 0; i <= vm->totals.n; i++) {
		bool last = i == vm->totals.n;
		const struct activity_total *x = last ? &vm->sum : &vm->totals.at[i];
		struct book_cell *c = book_row(b, s, last ? BOOK_TOTAL : BOOK_PLAIN)->cells;
		c[0] = book_text(last ? S("Cộng") : x->name);
		c[1] = book_int(x->n);
		c[2] = book_int(x->n_people);
		c[3] = book_int(x->amount_dong);
		c[4] = book_text(x->collectives);
		c[5] = book_text(x->people);
	}
}

static td_rc put_exemplars(struct req *r, struct book *b, const struct activities_vm *vm)
{
	static const struct book_col cols[] = {
	    {.title = S("Đơn vị"), .width = 36},
	    {.title = S("Điển hình"), .width = 26},
	    {.title = S("Chức vụ"), .width = 20},
	    {.title = S("Thành tích"), .width = 60},
	    {.title = S("Cụm chọn"), .width = 10, .align = BOOK_CENTRE},
	};
	exemplar_list list = {0};
	struct book_sheet *s = book_sheet(b, S("Điển hình"));
	td_rc rc = TD_OK;
	unit_id only = page_own_unit(r);
	if (vm->all)
		only = (unit_id){0};
	sheet_head(b, s, r, S("ĐIỂN HÌNH TIÊN TIẾN"), cols, sizeof cols / sizeof *cols);
	if (vm->all || only.v)
		rc = store_exemplar_list(r->tx, r->year.id, only, &list);
	for (size_t i = 0; i < list.n; i++) {
		struct book_cell *c = book_row(b, s, BOOK_PLAIN)->cells;
		c[0] = book_text(list.at[i].unit_name);
		c[1] = book_text(list.at[i].name);
		c[2] = book_text(list.at[i].collective ? S("Tập thể") : list.at[i].title);
		c[3] = book_text(list.at[i].merit);
		c[4] = book_text(list.at[i].chosen ? S("x") : S(""));
	}
	return rc;
}

td_rc page_activities_xlsx(struct req *r)
{
	struct activities_vm *vm = NEW(r->a, struct activities_vm);
	struct book *b = book_new(r->a, S("Hoạt động"));
	td_rc rc = load(r, vm);
	if (rc != TD_OK)
		return rc;
	put_register(b, r, vm);
	put_sums(b, r, vm);
	rc = put_exemplars(r, b, vm);
	if (rc == TD_OK)
		rc = book_xlsx(b, r->e, &r->body);
	r->type = S("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
	r->download =
	    req_path(r, "hoat-dong-%.*s-%lld.xlsx", STRF(r->year.cluster_code), (long long)r->year.year);
	return rc;
}
