#include "web/page_item.h"

#include "base/num.h"

static bool is_whole(const struct criterion *c)
{
	return c->kind == CRIT_BOOL || c->kind == CRIT_KNOCKOUT || (c->kind == CRIT_LEVEL && !c->by_value);
}

static str typed(struct arena *a, const struct criterion *c, struct opt_i64 v)
{
	if (!v.set)
		return S("");
	return is_whole(c) ? arena_fmt(a, "%lld", (long long)v.v) : num_short(a, v.v);
}

static void put_option(const struct req *r, struct page_item *it, i64 value, str text)
{
	str v = arena_fmt(r->a, "%lld", (long long)value);
	VEC_PUSH(r->a, &it->options) = (struct page_option){v, text, str_eq(v, it->a)};
}

static void put_options(const struct req *r, const struct criterion *c, struct page_item *it)
{
	if (c->kind == CRIT_BOOL) {
		put_option(r, it, 1, page_tr(r, N_("Đạt")));
		put_option(r, it, 0, page_tr(r, N_("Không đạt")));
	} else if (c->kind == CRIT_KNOCKOUT) {
		put_option(r, it, 0, page_tr(r, N_("Không vi phạm")));
		put_option(r, it, 1, page_tr(r, N_("Có vi phạm")));
	} else if (is_whole(c)) {
		for (u32 i = 0; i < c->n_levels; i++)
			put_option(r, it, i + 1,
				   arena_fmt(r->a, "%.*s – %.*s", STRF(c->levels[i].label),
					     STRF(num_short(r->a, c->levels[i].points_c))));
	}
}

static void put_labels(const struct req *r, const struct criterion *c, struct page_item *it)
{
	bool percent = c->kind == CRIT_DEDUCT && c->per == DEDUCT_PERCENT;
	const char *a = c->kind == CRIT_MANUAL               ? N_("Điểm")
			: c->kind == CRIT_COUNT              ? N_("Số lượng")
			: c->kind == CRIT_BONUS_PENALTY      ? N_("Số lần được cộng")
			: c->kind == CRIT_DEDUCT && !percent ? N_("Số lần vi phạm")
							     : N_("Kết quả");
	it->label_a = page_tr(r, a);
	if (c->unit.n && c->kind != CRIT_MANUAL)
		it->label_a = arena_fmt(r->a, "%.*s (%.*s)", STRF(it->label_a), STRF(c->unit));
	if (criterion_uses_b(c))
		it->label_b =
		    page_tr(r, c->kind == CRIT_BONUS_PENALTY ? N_("Số lần bị trừ") : N_("Chỉ tiêu"));
}

void page_item_put(const struct req *r, const struct criterion *c, str key, struct page_value v,
		   struct page_item *out)
{
	bool set = v.state == CELL_SET;
	*out = (struct page_item){.key = key};
	out->a = form_show_key(r->a, r->form, "score", key, set ? typed(r->a, c, v.a_c) : S(""));
	out->b =
	    form_show_key(r->a, r->form, "second", key, set && v.b_c.set ? num_short(r->a, v.b_c.v) : S(""));
	put_labels(r, c, out);
	put_options(r, c, out);
}

str page_item_text(const struct req *r, const struct criterion *c, struct page_value v)
{
	if (v.state == CELL_NA)
		return page_tr(r, N_("không áp dụng"));
	if (v.state == CELL_EMPTY || !v.a_c.set)
		return S("–");
	if (c->kind == CRIT_BOOL)
		return page_tr(r, v.a_c.v ? N_("Đạt") : N_("Không đạt"));
	if (c->kind == CRIT_KNOCKOUT)
		return page_tr(r, v.a_c.v ? N_("Có vi phạm") : N_("Không vi phạm"));
	if (is_whole(c) && v.a_c.v >= 1 && v.a_c.v <= c->n_levels)
		return c->levels[v.a_c.v - 1].label;
	str a = num_short(r->a, v.a_c.v);
	return v.b_c.set && criterion_uses_b(c)
		   ? arena_fmt(r->a, "%.*s / %.*s", STRF(a), STRF(num_short(r->a, v.b_c.v)))
		   : a;
}

str page_item_sent(const struct form_texts *t, str key)
{
	for (size_t i = 0; i < t->list.n; i++)
		if (str_eq(t->list.at[i].key, key))
			return str_trim(t->list.at[i].v);
	return STR_NULL;
}

static td_rc read_number(struct err *e, const struct criterion *c, str text, struct opt_i64 *out)
{
	i64 v = 0;
	*out = OPT_NONE;
	if (!text.n)
		return TD_OK;
	td_rc rc = is_whole(c) ? str_i64(text, &v) : num_parse_c(text, &v);
	if (rc != TD_OK)
		return err_add(e, TD_INVALID, c->code, "%s", num_parse_why(text));
	*out = OPT(v);
	return TD_OK;
}

td_rc page_item_read(struct err *e, const struct criterion *c, str a, str b, struct act_cell *cell)
{
	td_rc rc = read_number(e, c, a, &cell->a_c);
	if (rc == TD_OK && criterion_uses_b(c))
		rc = read_number(e, c, b, &cell->b_c);
	cell->state = cell->a_c.set ? CELL_SET : CELL_EMPTY;
	if (cell->state == CELL_EMPTY)
		cell->b_c = OPT_NONE;
	return rc;
}

struct page_file page_item_file(struct req *r, const struct page_proof *p, const struct evidence *v, str text)
{
	struct page_file f = {
	    .href = v->file.set ? req_path(r, "%.*s/%lld", STRF(p->files), (long long)v->id.v) : S(""),
	    .text = text};
	if (v->file.set)
		page_mark_put(r, &v->mark, v->file_name, p->due_on,
			      req_path(r, "%.*s/%lld#chu-ky", STRF(p->papers), (long long)v->id.v), &f.mark);
	return f;
}

void page_item_files(struct req *r, const struct page_proof *p, criterion_id c, page_file_list *out)
{
	for (size_t i = 0; i < p->links->n; i++) {
		const struct evidence_link *l = &p->links->at[i];
		if (l->criterion.v != c.v)
			continue;
		for (size_t d = 0; d < p->docs->n; d++) {
			const struct evidence *v = &p->docs->at[d];
			if (v->id.v != l->evidence.v)
				continue;
			str name = v->doc_number.n ? v->doc_number : v->title;
			VEC_PUSH(r->a, out) = page_item_file(
			    r, p, v,
			    l->page.n ? arena_fmt(r->a, "%.*s (%.*s)", STRF(name), STRF(l->page)) : name);
		}
	}
}

td_rc page_proof_due(struct req *r, str *out)
{
	season_step_list plan = {0};
	td_rc rc = store_season_step_list(r->tx, r->year.id, &plan);
	*out = STR_NULL;
	for (size_t i = 0; rc == TD_OK && i < plan.n; i++)
		if (str_eq(plan.at[i].step, str_c(season_code(SEASON_SELF_SCORING))))
			*out = plan.at[i].due_on;
	return rc;
}
