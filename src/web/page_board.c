#include "web/page_board.h"

#include "base/caltime.h"
#include "store/store_year.h"
#include "web/views.h"

enum { MAX_COLUMNS = 8, MAX_TODO = 8, HEAD_CHARS = 28, NAMED_COLUMNS = 4, BONUS_COLOUR = 8 };

/* What the model is made from. */
struct board {
	struct req *r;
	struct board_vm *vm;
	struct scored_year now, self;
	bool has_self;
	scorecard_list cards;
	enum season_state season;
	u32 group_nodes[MAX_COLUMNS];
	u32 n_groups;
};

str page_board_medal(u32 rank)
{
	return rank == 1 ? S("first") : rank == 2 ? S("second") : rank == 3 ? S("third") : S("");
}

static td_rc load(struct board *b)
{
	struct req *r = b->r;
	td_rc rc = page_steps(r, &b->vm->steps, &b->season);
	enum score_stage stage = page_stage(r, page_standing_stage(b->season));
	b->vm->stage_name = page_tr(r, score_stage_name(stage));
	b->vm->stage_code = str_c(score_stage_code(stage));
	if (rc == TD_OK)
		rc = store_scorecard_list(r->tx, r->year.id, &b->cards);
	if (rc != TD_OK || !r->year.scheme.set)
		return rc;
	rc = store_year_figures(r->tx, r->year.id, stage, &b->now);
	if (rc != TD_OK || stage == STAGE_SELF)
		return rc;
	rc = store_year_earlier(r->tx, &b->now, STAGE_SELF, &b->self);
	b->has_self = b->self.computed;
	return rc;
}

static enum scorecard_state card_of(const struct board *b, unit_id unit)
{
	for (size_t i = 0; i < b->cards.n; i++)
		if (b->cards.at[i].unit.v == unit.v && b->cards.at[i].stage == STAGE_SELF)
			return b->cards.at[i].state;
	return CARD_DRAFT;
}

/* The columns: groups and criteria right under the root that carry base points. */
static void choose_groups(struct board *b)
{
	const struct scheme *s = b->now.scheme;
	for (u32 k = s->nodes[0].first_child; k < s->n_nodes; k = s->nodes[k].subtree_end) {
		if (s->nodes[k].role != ROLE_BASE || s->nodes[k].max_c <= 0)
			continue;
		if (b->n_groups == MAX_COLUMNS - 1) {
			b->n_groups = 0;
			return;
		}
		b->group_nodes[b->n_groups++] = k;
	}
}

static void put_groups(struct board *b)
{
	struct arena *a = b->r->a;
	choose_groups(b);
	for (u32 g = 0; g < b->n_groups; g++) {
		const struct criterion *c = &b->now.scheme->nodes[b->group_nodes[g]];
		struct board_group one = {
		    .code = c->code, .name = c->name, .max_c = c->max_c, .colour = g + 1};
		one.head = b->n_groups <= NAMED_COLUMNS ? arena_fmt(a, "%.*s. %.*s", STRF(c->code),
								    STRF(svg_label(a, c->name, HEAD_CHARS)))
							: c->code;
		VEC_PUSH(a, &b->vm->groups) = one;
		one.name = arena_fmt(a, "%.*s. %.*s", STRF(c->code), STRF(svg_label(a, c->name, 48)));
		VEC_PUSH(a, &b->vm->legend) = one;
	}
	if (b->n_groups == 0)
		VEC_PUSH(a, &b->vm->legend) =
		    (struct board_group){.name = page_tr(b->r, N_("Điểm theo tiêu chí")), .colour = 1};
	VEC_PUSH(a, &b->vm->legend) =
	    (struct board_group){.name = page_tr(b->r, N_("Điểm thưởng")), .colour = BONUS_COLOUR};
}

static void put_row(struct board *b, u32 unit, unit_id own)
{
	const struct score_result *res = &b->now.result;
	const struct membership *m = &b->now.members.at[unit];
	struct board_row *row = &VEC_PUSH(b->r->a, &b->vm->rows);
	*row = (struct board_row){
	    .code = m->unit_code,
	    .name = m->unit_name,
	    .rank = res->rank[unit],
	    .rank_css = page_board_medal(res->rank[unit]),
	    .mine = own.v && m->unit.v == own.v,
	    .total_c = res->total_c[unit],
	    .bonus_c = res->nodes[0].bonus_c[unit],
	    .bar = res->total_c[unit] > 0 ? res->total_c[unit] : 0,
	    .has_diff = b->has_self,
	    .tag = page_card_tag(b->r, card_of(b, m->unit)),
	};
	if (b->has_self)
		row->diff_c = row->total_c - b->self.result.total_c[unit];
	if (res->excluded[unit])
		row->tag = page_tag(b->r, "bad", "stop", N_("Không xét suy tôn"));
	for (u32 g = 0; g < b->n_groups; g++) {
		u32 k = b->group_nodes[g];
		VEC_PUSH(b->r->a, &row->cells) =
		    (struct board_cell){b->now.scheme->nodes[k].code, res->nodes[k].points_c[unit]};
	}
}

static void put_rows(struct board *b)
{
	const struct score_result *res = &b->now.result;
	unit_id own = page_own_unit(b->r);
	struct board_vm *vm = b->vm;
	i64 sum = 0;
	for (u32 i = 0; i < res->n_units; i++) {
		put_row(b, res->order[i], own);
		i64 t = res->total_c[res->order[i]];
		sum += t;
		vm->best_c = i == 0 || t > vm->best_c ? t : vm->best_c;
		vm->lowest_c = i == 0 || t < vm->lowest_c ? t : vm->lowest_c;
	}
	if (res->n_units == 0)
		return;
	vm->has_points = true;
	vm->mean_c = (i64)div_round(sum, res->n_units, ROUND_HALF_UP);
	vm->bar_max = vm->best_c > b->now.scheme->max_c ? vm->best_c : b->now.scheme->max_c;
	vm->bar_max = vm->bar_max > 0 ? vm->bar_max : 1;
}

static void put_charts(struct board *b)
{
	struct arena *a = b->r->a;
	const struct score_result *res = &b->now.result;
	size_t parts = b->n_groups ? b->n_groups + 1 : 2;
	u8 *colours = NEW_N(a, u8, parts);
	struct svg_row *rows = NEW_N(a, struct svg_row, res->n_units);
	for (size_t p = 0; p + 1 < parts; p++)
		colours[p] = (u8)(p + 1);
	colours[parts - 1] = BONUS_COLOUR;
	for (u32 i = 0; i < res->n_units; i++) {
		u32 unit = res->order[i];
		i64 *at = NEW_N(a, i64, parts);
		at[0] = res->nodes[0].base_c[unit];
		for (u32 g = 0; g < b->n_groups; g++)
			at[g] = res->nodes[b->group_nodes[g]].base_c[unit];
		at[parts - 1] = res->nodes[0].bonus_c[unit];
		rows[i] = (struct svg_row){b->vm->rows.at[i].name, res->total_c[unit], at};
	}
	svg_stacked(a, SVG_WIDE, rows, res->n_units, colours, parts, b->vm->bar_max, &b->vm->chart);
	svg_stacked(a, SVG_NARROW, rows, res->n_units, colours, parts, b->vm->bar_max, &b->vm->narrow);
}

static void todo(struct board *b, u32 unit, const char *path, str text)
{
	const struct membership *m = &b->now.members.at[unit];
	if (b->vm->todo.n < MAX_TODO)
		VEC_PUSH(b->r->a, &b->vm->todo) = (struct board_todo){
		    req_path(b->r, "%.*s/%s/%.*s", STRF(b->vm->base), path, STRF(m->unit_code)), m->unit_name,
		    text};
}

/* The criterion where the unit's figure moved most since it scored itself, or 0. */
static u32 most_moved(const struct board *b, u32 unit, i64 *by_c)
{
	u32 found = 0;
	*by_c = 0;
	for (u32 k = 1; b->has_self && k < b->now.scheme->n_nodes; k++) {
		if (!criterion_is_leaf(&b->now.scheme->nodes[k]))
			continue;
		i64 d = b->now.result.nodes[k].points_c[unit] - b->self.result.nodes[k].points_c[unit];
		if ((d < 0 ? -d : d) > (*by_c < 0 ? -*by_c : *by_c))
			*by_c = d, found = k;
	}
	return found;
}

static void put_todo(struct board *b)
{
	struct req *r = b->r;
	for (u32 u = 0; u < b->now.result.n_units; u++) {
		enum scorecard_state card = card_of(b, b->now.members.at[u].unit);
		u32 n_empty = b->now.result.n_empty[u];
		i64 by = 0;
		u32 k = most_moved(b, u, &by);
		if (scorecard_editable(card) && b->season >= SEASON_SELF_SCORING)
			todo(b, u, "cham-diem", page_tr(r, N_("chưa nộp phiếu tự chấm")));
		else if (card == CARD_SUBMITTED)
			todo(b, u, "cham-diem", page_tr(r, N_("phiếu đã gửi, chờ thẩm tra")));
		if (n_empty && b->season >= SEASON_SELF_SCORING)
			todo(b, u, "cham-diem",
			     arena_fmt(r->a, req_tr(r, N_("còn %u tiêu chí trống")), n_empty));
		if (k && card != CARD_SEALED && card != CARD_PUBLISHED) {
			struct sb s = sb_new(r->a, 32);
			num_put_signed(&s, by);
			todo(b, u, "cham-diem",
			     arena_fmt(r->a, req_tr(r, N_("thẩm tra lệch %.*s điểm ở tiêu chí %.*s")),
				       STRF(sb_str(&s)), STRF(b->now.scheme->nodes[k].code)));
		}
	}
}

static void put_progress(struct board *b)
{
	struct board_vm *vm = b->vm;
	for (size_t i = 0; i < b->now.members.n; i++) {
		enum scorecard_state s = card_of(b, b->now.members.at[i].unit);
		vm->n_submitted += !scorecard_editable(s);
		vm->n_verified += s >= CARD_VERIFIED;
	}
	for (size_t i = 0; i < vm->steps.n; i++) {
		struct day due, today;
		if (!vm->steps.at[i].current)
			continue;
		vm->step_name = vm->steps.at[i].name;
		vm->due_on = vm->steps.at[i].due_on;
		if (day_parse_iso(vm->due_on, &due) != TD_OK || day_parse_iso(b->r->today, &today) != TD_OK)
			continue;
		vm->has_due = true;
		vm->days = day_number(due) - day_number(today);
		vm->overdue = vm->days < 0;
		vm->long_ago = vm->days < -365;
		vm->days = vm->overdue ? -vm->days : vm->days;
	}
	for (size_t i = 0; i < b->now.entries.n; i++)
		if (b->now.entries.at[i].entered_at_ms > vm->changed_at)
			vm->changed_at = b->now.entries.at[i].entered_at_ms;
}

static void put_figures(struct board *b)
{
	struct board_vm *vm = b->vm;
	if (!b->now.computed) {
		for (size_t i = 0; i < b->now.faults.items.n; i++)
			VEC_PUSH(b->r->a, &vm->faults) = b->now.faults.items.at[i];
		vm->empty_text = page_tr(b->r, N_("Số liệu đã nhập còn lỗi nên chưa tính được điểm."));
		return;
	}
	put_groups(b);
	put_rows(b);
	put_charts(b);
	put_todo(b);
}

td_rc page_board(struct req *r)
{
	struct board_vm *vm = NEW(r->a, struct board_vm);
	struct board *b = NEW(r->a, struct board);
	*b = (struct board){.r = r, .vm = vm};
	td_rc rc = page_begin(r, page_tr(r, N_("Bảng điểm")), "bang-diem");
	if (rc == TD_OK)
		rc = load(b);
	if (rc != TD_OK)
		return rc;
	vm->base = page_base(r);
	vm->cluster_name = r->year.cluster_name;
	vm->year = r->year.year;
	vm->n_units = (u32)b->now.members.n;
	vm->may_export = page_may(r, PERM_PAPER_GET);
	vm->may_paper = page_may(r, PERM_PAPER_MAKE);
	vm->may_import = page_may(r, PERM_DATA_IMPORT);
	vm->empty_text = page_tr(
	    r,
	    N_("Năm này chưa có bảng tiêu chí. Nạp bảng tiêu chí và điểm của các đơn vị để xem xếp hạng."));
	put_progress(b);
	if (r->year.scheme.set) {
		vm->scale_note = arena_fmt(r->a, req_tr(r, N_("Điểm chuẩn %.*s")),
					   STRF(num_short(r->a, b->now.scheme->max_c)));
		put_figures(b);
	}
	vm->page = r->page;
	view_board(&r->html, vm);
	return TD_OK;
}
