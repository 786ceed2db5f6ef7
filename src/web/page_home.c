#include "web/page_home.h"

#include "store/store_scheme.h"
#include "store/store_score.h"
#include "web/page_next.h"
#include "web/views.h"

td_rc page_home_years(struct req *r, home_year_list *out)
{
	cluster_year_reach_list all = {0};
	td_rc rc = store_cluster_year_reach(r->tx, r->user.id, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		const struct cluster_year_reach *k = &all.at[i];
		struct home_year h = {
		    .y = k->y,
		    .place = {.kind = PLACE_YEAR,
			      .council_id = k->y.council.v,
			      .cluster_id = k->y.cluster.v,
			      .members = k->own,
			      .n_members = k->n_own,
			      .revealed = k->y.revealed_at_ms.set},
		    .n_members = k->n_members,
		    .head_name = k->head_name,
		};
		if (page_may_at(r, PERM_YEAR_SEE, &h.place))
			VEC_PUSH(r->a, out) = h;
	}
	return rc;
}

static str year_href(struct req *r, const struct cluster_year *y)
{
	return req_path(r, "/cum/%.*s/%lld", STRF(y->cluster_code), (long long)y->year);
}

static str step_name(struct req *r, str code)
{
	enum season_state s;
	return season_parse(code, &s) == TD_OK ? page_tr(r, season_name(s)) : S("");
}

static i64 year_of(str iso)
{
	i64 year = 0;
	return str_i64(str_upto(iso, 4), &year) == TD_OK ? year : 0;
}

static struct home_cluster cluster_row(struct req *r, const struct home_year *h)
{
	return (struct home_cluster){
	    .href = year_href(r, &h->y),
	    .name = h->y.cluster_name,
	    .step = step_name(r, h->y.step),
	    .council = h->y.council_name,
	    .head = h->head_name,
	    .head_title = h->y.head_title,
	    .year = h->y.year,
	    .n_units = h->n_members,
	};
}

td_rc page_home(struct req *r)
{
	struct home_vm *vm = NEW(r->a, struct home_vm);
	home_year_list years = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Các cụm, khối thi đua")), "cum");
	if (rc == TD_OK)
		rc = page_home_years(r, &years);
	for (size_t i = 0; rc == TD_OK && i < years.n; i++) {
		const struct cluster_year *y = &years.at[i].y;
		struct home_cluster *known = NULL;
		for (size_t k = 0; k < vm->clusters.n; k++)
			if (str_eq(vm->clusters.at[k].name, y->cluster_name))
				known = &vm->clusters.at[k];
		if (!known)
			VEC_PUSH(r->a, &vm->clusters) = cluster_row(r, &years.at[i]);
		else
			VEC_PUSH(r->a, &known->years) =
			    (struct page_link){year_href(r, y), arena_fmt(r->a, "%lld", (long long)y->year)};
	}
	if (rc != TD_OK)
		return rc;
	r->page.crumbs.n = 0;
	vm->page = r->page;
	view_home(&r->html, vm);
	return TD_OK;
}

/* A term that begins after the year: elected by this year's meeting for the next. */
static bool next_term(const struct req *r, const struct office_term *o)
{
	return year_of(o->from_on) > r->year.year;
}

static str office_title(struct req *r, const struct office_term *o)
{
	if (o->office == OFFICE_HEAD)
		return r->year.head_title;
	return o->office == OFFICE_DEPUTY ? r->year.deputy_title : page_tr(r, office_name(o->office));
}

/* The unit's offices this year: "Cụm trưởng, Thư ký". */
static str office_of(struct req *r, const office_term_list *offices, unit_id unit)
{
	struct sb b = sb_new(r->a, 1024);
	for (int kind = 0; kind < OFFICE__N; kind++)
		for (size_t i = 0; i < offices->n; i++) {
			const struct office_term *o = &offices->at[i];
			if (o->unit.v != unit.v || o->office != (enum office)kind || next_term(r, o))
				continue;
			if (b.n)
				SB_LIT(&b, ", ");
			sb_put(&b, office_title(r, o));
		}
	return sb_str(&b);
}

static td_rc put_members(struct req *r, struct overview_vm *vm, const office_term_list *offices)
{
	membership_list members = {0};
	scorecard_list cards = {0};
	unit_id own = page_own_unit(r);
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	if (rc == TD_OK)
		rc = store_scorecard_list(r->tx, r->year.id, &cards);
	bool all = page_may(r, PERM_BOARD_SEE);
	vm->shows_state = r->year.scheme.set && (all || own.v);
	for (size_t i = 0; rc == TD_OK && i < members.n; i++) {
		const struct membership *m = &members.at[i];
		struct home_member *row = &VEC_PUSH(r->a, &vm->members);
		*row = (struct home_member){.ordinal = m->ordinal,
					    .name = m->unit_name,
					    .office = office_of(r, offices, m->unit),
					    .mine = own.v == m->unit.v};
		if (!all && !row->mine)
			continue;
		enum scorecard_state s = CARD_DRAFT;
		for (size_t k = 0; k < cards.n; k++)
			if (cards.at[k].unit.v == m->unit.v && cards.at[k].stage == STAGE_SELF)
				s = cards.at[k].state;
		row->tag = page_card_tag(r, s);
		vm->own_sent |= row->mine && !scorecard_editable(s);
		row->href = req_path(r, "%.*s/cham-diem/%.*s", STRF(vm->base), STRF(m->unit_code));
	}
	return rc;
}

/* Head, deputies, secretary; then who was elected for the next year. */
static void put_offices(struct req *r, struct overview_vm *vm, const office_term_list *offices)
{
	for (int later = 0; later < 2; later++)
		for (int kind = 0; kind < OFFICE__N; kind++)
			for (size_t i = 0; i < offices->n; i++) {
				const struct office_term *o = &offices->at[i];
				if (o->office != (enum office)kind || next_term(r, o) != (later == 1))
					continue;
				str title = office_title(r, o);
				if (later)
					title = arena_fmt(r->a, req_tr(r, N_("%.*s từ %.*s")), STRF(title),
							  STRF(page_day(r->a, o->from_on)));
				VEC_PUSH(r->a, &vm->offices) =
				    (struct home_office){title, o->unit_name, o->person_name};
			}
}

static bool may_move(const struct req *r, const struct season_move *m)
{
	enum permission p;
	return authz_permission_parse(str_c(m->may), &p) == TD_OK && page_may(r, p);
}

static td_rc put_moves(struct req *r, struct overview_vm *vm)
{
	struct act_year y;
	struct season_move moves[SEASON_MOVES_MAX];
	td_rc rc = act_year_get(r->tx, r->year.id, &y);
	if (rc != TD_OK)
		return rc;
	size_t n = season_moves(y.off, y.season, moves);
	for (size_t i = 0; i < n; i++) {
		if (!may_move(r, &moves[i]))
			continue;
		str label = page_tr(r, moves[i].label);
		VEC_PUSH(r->a, &vm->moves) = (struct home_move){
		    .code = str_c(season_code(moves[i].to)),
		    .label = label,
		    .question = arena_fmt(r->a, req_tr(r, N_("%.*s? Các đơn vị sẽ thấy bước mới ngay.")),
					  STRF(label)),
		    .needs_reason = moves[i].needs_reason,
		    .first = i == 0 && !moves[i].needs_reason && !vm->next_href.n,
		};
	}
	return rc;
}

/* The one next step of who looks at the page. */
static td_rc put_next(struct req *r, struct overview_vm *vm, enum season_state now)
{
	static const struct {
		enum season_state at;
		enum permission may;
		const char *path, *text;
	} next[] = {
	    {SEASON_PREPARING, PERM_DATA_IMPORT, "nap", N_("Nạp bảng tiêu chí")},
	    {SEASON_CROSS_CHECKING, PERM_BOARD_SEE, "bang-diem", N_("Xem bảng điểm")},
	    {SEASON_VERIFYING, PERM_SCORE_VERIFY, "bang-diem", N_("Thẩm tra điểm")},
	    {SEASON_EXPLAINING, PERM_BOARD_SEE, "bang-diem", N_("Xem bảng điểm")},
	};
	unit_id own = page_own_unit(r);
	struct page_link link;
	td_rc rc = page_next_link(r, "", &link);
	if (rc != TD_OK)
		return rc;
	if (link.href.n) {
		bool moves = str_find(link.href, S("#season")) < link.href.n; /* its button is on this page */
		vm->next_href = moves ? S("") : link.href;
		vm->next_text = link.text;
		return TD_OK;
	}
	if (now == SEASON_SELF_SCORING && own.v) {
		for (size_t i = 0; i < vm->members.n; i++)
			if (vm->members.at[i].mine)
				vm->next_href = vm->members.at[i].href;
		vm->next_text = page_tr(r, vm->own_sent ? N_("Xem phiếu đã gửi") : N_("Tự chấm điểm"));
		return TD_OK;
	}
	for (size_t i = 0; i < sizeof next / sizeof *next; i++)
		if (next[i].at == now && page_may(r, next[i].may)) {
			vm->next_href = req_path(r, "%.*s/%s", STRF(vm->base), next[i].path);
			vm->next_text = page_tr(r, next[i].text);
		}
	if (!vm->next_href.n && page_may(r, PERM_BOARD_SEE)) {
		vm->next_href = req_path(r, "%.*s/xep-hang", STRF(vm->base));
		vm->next_text = page_tr(r, N_("Xem xếp hạng"));
	}
	return TD_OK;
}

static td_rc put_years(struct req *r, struct overview_vm *vm)
{
	home_year_list years = {0};
	td_rc rc = page_home_years(r, &years);
	for (size_t i = 0; i < years.n; i++)
		if (str_eq(years.at[i].y.cluster_code, r->year.cluster_code) &&
		    years.at[i].y.year != r->year.year)
			VEC_PUSH(r->a, &vm->years) = (struct page_link){
			    year_href(r, &years.at[i].y),
			    arena_fmt(r->a, req_tr(r, N_("Năm %lld")), (long long)years.at[i].y.year)};
	return rc;
}

static td_rc put_scheme(struct req *r, struct overview_vm *vm)
{
	struct scheme_row row;
	if (!r->year.scheme.set)
		return TD_OK;
	td_rc rc = store_scheme_get(r->tx, (scheme_id){r->year.scheme.v}, &row);
	vm->scheme_title = rc == TD_OK ? row.title : S("");
	return rc;
}

td_rc page_overview(struct req *r)
{
	struct overview_vm *vm = NEW(r->a, struct overview_vm);
	office_term_list offices = {0};
	enum season_state now = SEASON_PREPARING;
	td_rc rc = page_begin(r, page_tr(r, N_("Tổng quan")), "");
	*vm = (struct overview_vm){.base = page_base(r),
				   .cluster_name = r->year.cluster_name,
				   .council_name = r->year.council_name,
				   .theme = r->year.theme,
				   .origin = r->year.origin,
				   .year = r->year.year,
				   .rev = r->year.rev,
				   .step_name = step_name(r, r->year.step),
				   .reason = form_show(r->form, S("reason"), S("")),
				   .may_manage = page_may(r, PERM_YEAR_MANAGE)};
	if (rc == TD_OK)
		rc = page_steps(r, &vm->steps, &now);
	if (rc == TD_OK)
		rc = store_office_list(r->tx, r->year.id, &offices);
	put_offices(r, vm, &offices);
	if (rc == TD_OK)
		rc = put_members(r, vm, &offices);
	if (rc == TD_OK)
		rc = put_next(r, vm, now);
	if (rc == TD_OK)
		rc = put_moves(r, vm);
	if (rc == TD_OK)
		rc = put_years(r, vm);
	if (rc == TD_OK)
		rc = put_scheme(r, vm);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_overview(&r->html, vm);
	return TD_OK;
}
