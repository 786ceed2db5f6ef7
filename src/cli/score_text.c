#include "cli/score_text.h"

#include "base/num.h"
#include "cli/text_table.h"

struct view {
	struct sb *b;
	const struct scored *y;
	enum lang lang;
};

__attribute__((format_arg(2))) static const char *tr(const struct view *v, const char *text)
{
	return i18n_tr(v->lang, text);
}

static void put_head(const struct view *v)
{
	const struct score_table *t = &v->y->table;
	const struct scheme *s = &v->y->scheme;
	if (t->title.n)
		sb_fmt(v->b, "%.*s\n", STRF(t->title));
	if (t->cluster.n)
		sb_put(v->b, t->cluster);
	if (t->year)
		sb_fmt(v->b, "%s%s %lld", t->cluster.n ? ", " : "", tr(v, N_("năm")), (long long)t->year);
	if (t->cluster.n || t->year)
		sb_byte(v->b, '\n');
	sb_fmt(v->b, "%s %.*s", tr(v, N_("Bảng tiêu chí")), STRF(s->code));
	if (s->version.n)
		sb_fmt(v->b, ", %s %.*s", tr(v, N_("bản")), STRF(s->version));
	sb_fmt(v->b, "; %s %s\n\n", tr(v, N_("bước")), tr(v, score_stage_name(v->y->stage)));
}

/* The columns between name and total: every child of the root that gives points. */
static bool is_column(const struct scheme *s, u32 node)
{
	return s->nodes[node].parent == 0 && criterion_gives_points(&s->nodes[node]) &&
	       (s->nodes[node].max_c != 0 || s->nodes[node].role != ROLE_BASE);
}

static u32 next_top(const struct scheme *s, u32 node)
{
	return s->nodes[node].subtree_end;
}

static void add_columns(const struct view *v, struct text_table *t)
{
	const struct scheme *s = &v->y->scheme;
	text_table_col(t, str_c(tr(v, N_("Hạng"))), true);
	text_table_col(t, str_c(tr(v, N_("Mã"))), false);
	text_table_col(t, str_c(tr(v, N_("Đơn vị"))), false);
	for (u32 k = 1; k < s->n_nodes && !s->thresholds_only; k = next_top(s, k))
		if (is_column(s, k))
			text_table_col(t, s->nodes[k].code, true);
	if (!s->thresholds_only)
		text_table_col(t, str_c(tr(v, N_("Tổng"))), true);
	if (s->n_classes)
		text_table_col(t, str_c(tr(v, N_("Xếp loại"))), false);
}

static str points_of(struct arena *a, const struct scored *y, u32 node, u32 unit)
{
	enum score_note note = (enum score_note)y->res.nodes[node].note[unit];
	if (note == NOTE_EMPTY || note == NOTE_NA)
		return note == NOTE_NA ? S("K") : S("–");
	return num_c(a, y->res.nodes[node].points_c[unit]);
}

static void add_row(const struct view *v, struct text_table *t, u32 unit)
{
	const struct scored *y = v->y;
	const struct scheme *s = &y->scheme;
	str *cell = text_table_row(t);
	*cell++ = arena_fmt(t->a, "%u", y->res.rank[unit]);
	*cell++ = y->in.units[unit].code;
	*cell++ = y->in.units[unit].name;
	for (u32 k = 1; k < s->n_nodes && !s->thresholds_only; k = next_top(s, k))
		if (is_column(s, k))
			*cell++ = points_of(t->a, y, k, unit);
	if (!s->thresholds_only)
		*cell++ = num_c(t->a, y->res.total_c[unit]);
	if (s->n_classes && y->res.class_ix[unit] != NO_CLASS)
		*cell = s->classes[y->res.class_ix[unit]].label;
}

/* What the table cannot show of a unit that follows another in order (before: its index, or the unit's own). */
static void put_notes(const struct view *v, u32 before, u32 unit)
{
	const struct score_result *r = &v->y->res;
	const struct score_unit *units = v->y->in.units;
	if (r->tie_rule[unit])
		sb_fmt(v->b, tr(v, N_("%.*s xếp sau %.*s: %.*s\n")), STRF(units[unit].code),
		       STRF(units[before].code), STRF(v->y->scheme.ties[r->tie_rule[unit] - 1].text));
	else if (before != unit && r->rank[before] == r->rank[unit])
		sb_fmt(v->b, tr(v, N_("%.*s và %.*s đồng hạng: chưa có quy tắc nào phân định.\n")),
		       STRF(units[before].code), STRF(units[unit].code));
	if (r->excluded[unit])
		sb_fmt(v->b, tr(v, N_("%.*s: không xét suy tôn.\n")), STRF(units[unit].code));
	if (r->n_empty[unit])
		sb_fmt(v->b, tr(v, N_("%.*s: còn %u tiêu chí chưa có số liệu.\n")), STRF(units[unit].code),
		       r->n_empty[unit]);
}

static bool any_note(const struct scored *y, enum score_note note)
{
	for (u32 k = 1; k < y->scheme.n_nodes; k = next_top(&y->scheme, k))
		for (u32 i = 0; i < y->res.n_units && is_column(&y->scheme, k); i++)
			if (y->res.nodes[k].note[i] == note)
				return true;
	return false;
}

/* What the signs in place of points mean. */
static void put_marks(const struct view *v)
{
	if (v->y->scheme.thresholds_only)
		return;
	if (any_note(v->y, NOTE_EMPTY))
		sb_fmt(v->b, "–: %s\n", tr(v, N_("chưa có số liệu.")));
	if (any_note(v->y, NOTE_NA))
		sb_fmt(v->b, "K: %s\n", tr(v, N_("không áp dụng.")));
}

void score_text_ranking(struct sb *b, const struct scored *y, enum lang lang)
{
	const struct view v = {b, y, lang};
	struct text_table t = text_table_new(b->a);
	put_head(&v);
	add_columns(&v, &t);
	for (u32 i = 0; i < y->res.n_units; i++)
		add_row(&v, &t, y->res.order[i]);
	text_table_put(b, &t);
	size_t end = b->n;
	sb_byte(b, '\n');
	put_marks(&v);
	for (u32 i = 0; i < y->res.n_units; i++)
		put_notes(&v, y->res.order[i ? i - 1 : 0], y->res.order[i]);
	if (b->n == end + 1)
		b->n = end; /* no notes */
}

void score_text_explanation(struct sb *b, const struct explanation *x, enum lang lang)
{
	sb_fmt(b, "%.*s – %.*s\n%.*s\n", STRF(x->unit_code), STRF(x->unit_name), STRF(x->sentence));
	if (x->formula.n || x->steps.n)
		sb_byte(b, '\n');
	if (x->formula.n)
		sb_fmt(b, "%s %.*s\n", i18n_tr(lang, N_("Cách tính:")), STRF(x->formula));
	for (size_t i = 0; i < x->steps.n; i++) {
		const struct explain_step *s = &x->steps.at[i];
		sb_fmt(b, "  %.*s", STRF(s->name));
		if (s->text.n)
			sb_fmt(b, ": %.*s", STRF(s->text));
		else if (s->has_value)
			sb_fmt(b, ": %.*s", STRF(num_c(b->a, s->value_c)));
		sb_byte(b, '\n');
	}
	if (x->source.n)
		sb_fmt(b, "\n%s %.*s\n", i18n_tr(lang, N_("Nguồn:")), STRF(x->source));
}
