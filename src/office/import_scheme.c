#include "base/num.h"
#include "base/vi.h"
#include "format/scheme_json.h"
#include "office/import_part.h"

/* A scheme being made of the lines of the tree. */
struct maker {
	struct arena *a;
	const struct import_head *h;
	struct import_lines lines;
	i64 *max_c;   /* of each line, 0 where the row shows none */
	u32 *node_of; /* of each line; 0: it became a level of the line above */
	struct import_plan *p;
	struct err *e;
	bool bad;
};

#define FAULT(m, ...) ((m)->bad = true, (void)err_add((m)->e, TD_INVALID, __VA_ARGS__))

static bool fits(struct arena *a, const struct import_head *h, void *ctx)
{
	(void)a;
	(void)ctx;
	return h->col[COL_NAME] != NO_COL && h->col[COL_MAX] != NO_COL;
}

static bool has_figure(struct arena *a, const struct import_head *h, u32 row)
{
	return !sheet_covered(h->s, row, h->col[COL_MAX]) && import_text(a, h, row, COL_MAX).n > 0;
}

static str addr(struct maker *m, const struct import_line *l)
{
	return import_addr(m->a, m->h, l->row, COL_MAX);
}

static struct criterion *node_of(struct maker *m, i32 line)
{
	return &m->p->scheme.nodes[line < 0 ? 0 : m->node_of[line]];
}

/* What the row's own words make of it; otherwise what its group is. */
static enum criterion_role role_of(struct maker *m, const struct import_line *l)
{
	static const str bonus[] = {
	    {"diem thuong", 11}, {"diem cong", 9}, {"thuong diem", 11}, {"cong diem", 9}};
	static const str penalty[] = {{"diem tru", 8}, {"tru diem", 8}};
	str f = vi_fold(m->a, l->name);
	for (size_t i = 0; i < sizeof bonus / sizeof *bonus; i++)
		if (str_has_prefix(f, bonus[i]))
			return ROLE_BONUS;
	for (size_t i = 0; i < sizeof penalty / sizeof *penalty; i++)
		if (str_has_prefix(f, penalty[i]))
			return ROLE_PENALTY;
	return node_of(m, l->parent)->role;
}

static void read_maxima(struct maker *m)
{
	m->max_c = NEW_N(m->a, i64, m->lines.at.n);
	for (size_t i = 0; i < m->lines.at.n; i++) {
		const struct import_line *l = &m->lines.at.at[i];
		bool set = true;
		if (!l->is_group &&
		    import_num(m->a, m->h, l->row, COL_MAX, m->e, &set, &m->max_c[i]) != TD_OK)
			m->bad = true;
		else if (!set && l->n_children == 0)
			FAULT(m, addr(m, l), "Thiếu điểm chuẩn của tiêu chí «%.*s».", STRF(l->code));
	}
}

/* A criterion whose rows below are the ways to score it ("đúng hạn 2 điểm", "chậm 1 ngày 1,5 điểm"): without codes of
 * their own, and the best of them is the full mark. */
static bool has_levels(const struct maker *m, u32 line)
{
	const struct import_line *l = &m->lines.at.at[line];
	i64 best = -1, sum = 0;
	if (l->n_children < 2 || l->n_children > SCHEME_MAX_LEVELS || l->is_group || m->max_c[line] == 0)
		return false;
	for (u32 k = line + 1; k <= line + l->n_children; k++) {
		const struct import_line *c = &m->lines.at.at[k];
		if (c->parent != (i32)line || c->n_children || c->coded || m->max_c[k] < 0)
			return false;
		best = m->max_c[k] > best ? m->max_c[k] : best;
		sum += m->max_c[k];
	}
	return best == m->max_c[line] && sum != best;
}

static void put_levels(struct maker *m, u32 line, struct criterion *c)
{
	c->n_levels = m->lines.at.at[line].n_children;
	struct scheme_level *levels = NEW_N(m->a, struct scheme_level, c->n_levels);
	for (u32 k = 0; k < c->n_levels; k++)
		levels[k] = (struct scheme_level){.label = m->lines.at.at[line + 1 + k].name,
						  .points_c = m->max_c[line + 1 + k]};
	c->kind = CRIT_LEVEL;
	c->levels = levels;
}

static str note_of(struct maker *m, const struct import_line *l)
{
	str note = import_text(m->a, m->h, l->row, COL_NOTE);
	if (note.n && l->notes.n)
		return arena_fmt(m->a, "%.*s\n%.*s", STRF(note), STRF(l->notes));
	return note.n ? note : l->notes;
}

static void make_node(struct maker *m, u32 line)
{
	struct scheme *s = &m->p->scheme;
	const struct import_line *l = &m->lines.at.at[line];
	struct criterion *c = &s->nodes[s->n_nodes];
	m->node_of[line] = s->n_nodes++;
	c->parent = l->parent < 0 ? 0 : m->node_of[l->parent];
	c->kind = l->n_children ? CRIT_GROUP : CRIT_MANUAL;
	c->role = role_of(m, l);
	c->code = l->code;
	c->name = l->name;
	c->note = note_of(m, l);
	c->unit = l->n_children ? S("") : import_text(m->a, m->h, l->row, COL_MEASURE);
	c->owner = import_text(m->a, m->h, l->row, COL_OWNER);
	c->max_c = m->max_c[line] < 0 ? -m->max_c[line] : m->max_c[line];
	if (m->max_c[line] < 0 && c->role != ROLE_PENALTY)
		FAULT(m, addr(m, l),
		      "Điểm chuẩn %s là số âm: ghi số dương, hoặc đặt tiêu chí vào nhóm «Điểm trừ».",
		      num_short(m->a, m->max_c[line]).p);
	if (has_levels(m, line))
		put_levels(m, line, c);
}

static void make_nodes(struct maker *m)
{
	struct scheme *s = &m->p->scheme;
	s->nodes = NEW_N(m->a, struct criterion, m->lines.at.n + 1);
	s->nodes[s->n_nodes++] =
	    (struct criterion){.kind = CRIT_GROUP, .code = S(SCHEME_ROOT_CODE), .name = S(SCHEME_ROOT_NAME)};
	m->node_of = NEW_N(m->a, u32, m->lines.at.n);
	for (u32 i = 0; i < m->lines.at.n; i++) {
		make_node(m, i);
		if (node_of(m, (i32)i)->kind == CRIT_LEVEL)
			i += m->lines.at.at[i].n_children;
	}
}

/* Of the children with the group's own role; −1 is the top. */
static i64 sum_of_children(struct maker *m, i32 line)
{
	i64 sum = 0;
	const struct criterion *group = node_of(m, line);
	for (size_t i = 0; i < m->lines.at.n; i++) {
		const struct criterion *c = node_of(m, (i32)i);
		if (m->lines.at.at[i].parent == line && m->node_of[i] && c->role == group->role &&
		    num_add(sum, c->max_c, &sum) != TD_OK)
			return 0;
	}
	return sum;
}

/* A group without a figure gets the sum of its rows, another one must agree with it; for bonus and penalty a smaller
 * figure is a cap. */
static void sum_group(struct maker *m, u32 line)
{
	struct criterion *c = node_of(m, (i32)line);
	i64 sum = sum_of_children(m, (i32)line);
	if (c->max_c == 0)
		c->max_c = sum;
	if (sum == c->max_c)
		return;
	if (c->role == ROLE_BONUS && sum > c->max_c) {
		c->has_bonus_cap = true;
		c->bonus_cap_c = c->max_c;
	} else if (c->role == ROLE_PENALTY && sum > c->max_c) {
		c->has_penalty_cap = true;
		c->penalty_cap_c = c->max_c;
	} else {
		FAULT(m, addr(m, &m->lines.at.at[line]),
		      "Điểm chuẩn %s của nhóm «%.*s» khác tổng các mục con là %s.",
		      num_short(m->a, c->max_c).p, STRF(c->code), num_short(m->a, sum).p);
	}
}

static void sum_groups(struct maker *m)
{
	for (u32 i = (u32)m->lines.at.n; i-- > 0;)
		if (m->node_of[i] && node_of(m, (i32)i)->kind == CRIT_GROUP)
			sum_group(m, i);
	m->p->scheme.nodes[0].max_c = m->p->scheme.max_c = sum_of_children(m, -1);
}

static void check_totals(struct maker *m)
{
	bool set;
	i64 v;
	for (size_t i = 0; i < m->lines.totals.n; i++) {
		u32 row = m->lines.totals.at[i];
		if (import_num(m->a, m->h, row, COL_MAX, m->e, &set, &v) != TD_OK)
			m->bad = true;
		else if (set && i == 0 && v != m->p->scheme.max_c)
			FAULT(m, import_addr(m->a, m->h, row, COL_MAX),
			      "Tổng điểm chuẩn ghi %s nhưng cộng các mục được %s.", num_short(m->a, v).p,
			      num_short(m->a, m->p->scheme.max_c).p);
	}
}

/* Faults that scheme_check() finds name criteria; the reader of a sheet wants cells. Of two rows with one code the later
 * is the fault. */
static void to_cells(struct maker *m, size_t from)
{
	for (size_t i = from; i < m->e->items.n; i++) {
		struct err_item *item = &m->e->items.at[i];
		size_t k = m->lines.at.n;
		while (k > 0 && !str_eq(item->where, m->lines.at.at[k - 1].code))
			k--;
		if (k > 0)
			item->where = addr(m, &m->lines.at.at[k - 1]);
	}
}

static void name_scheme(struct maker *m)
{
	struct scheme *s = &m->p->scheme;
	m->p->sheet = m->h->s->name;
	m->p->title = import_title(m->a, m->h);
	s->title = m->p->title.n ? m->p->title : m->h->s->name;
	str code = arena_str(m->a, vi_fold(m->a, m->h->s->name));
	for (size_t i = 0; i < code.n; i++)
		if (code.p[i] == ' ')
			((char *)(uintptr_t)code.p)[i] = '-';
	s->code = code.n ? code : S("bang-tieu-chi");
	s->version = S("1");
	s->sealable = true;
	s->round_step_c = s->total_step_c = 1;
}

static void remark(struct maker *m)
{
	const struct scheme *s = &m->p->scheme;
	for (u32 i = 1; i < s->n_nodes; i++) {
		if (s->nodes[i].role != ROLE_BONUS)
			continue;
		import_note(
		    m->a, m->p, s->nodes[i].code,
		    "Bảng có điểm thưởng: tổng điểm không vượt %s cho đến khi bảng tiêu chí cho phép vượt.",
		    num_short(m->a, s->max_c).p);
		break;
	}
	if (m->h->col[COL_TARGET] != NO_COL)
		import_note(m->a, m->p, import_addr(m->a, m->h, m->h->top, COL_TARGET),
			    "Cột chỉ tiêu không được nạp cùng bảng tiêu chí: chỉ tiêu nạp theo từng đơn vị.");
}

static td_rc make(struct maker *m)
{
	struct scheme *s = &m->p->scheme;
	name_scheme(m);
	if (m->lines.at.n == 0)
		return err_add(m->e, TD_INVALID, import_addr(m->a, m->h, m->h->top, COL_NAME),
			       "Dưới dòng tiêu đề không có tiêu chí nào.");
	read_maxima(m);
	make_nodes(m);
	if (m->bad)
		return TD_INVALID;
	sum_groups(m);
	check_totals(m);
	if (m->bad)
		return TD_INVALID;
	remark(m);
	size_t from = m->e->items.n;
	td_rc rc = scheme_check(s, m->e);
	to_cells(m, from);
	return rc;
}

td_rc import_scheme(struct arena *a, const struct sheets *in, struct err *e, struct import_plan *out)
{
	struct import_head h;
	*out = (struct import_plan){.shape = IMPORT_SCHEME};
	if (!import_find(a, in, fits, NULL, &h))
		return err_add(e, TD_INVALID, in->n ? in->at[0].name : S(""),
			       "Không tìm thấy bảng tiêu chí: cần một dòng tiêu đề có cột «Nội dung» (hoặc "
			       "«Tiêu chí») và cột "
			       "«Điểm chuẩn» (hoặc «Điểm tối đa»).");
	struct maker m = {.a = a, .h = &h, .p = out, .e = e};
	td_rc rc = import_tree(a, &h, has_figure, e, &m.lines);
	return rc == TD_OK ? make(&m) : rc;
}
