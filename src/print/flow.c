/* Pages: strips one below the other until the page is full; then back to the last place where a page may end. */
#include "print/doc.h"

#define SLACK 0.05 /* points: what adding up rounds */

struct flow {
	struct doc *d;
	double y, top, bottom;
	u32 at;        /* the strip to be placed next */
	u32 page_from; /* the first strip of the page */
	u32 *from;     /* of the split row at `at`: strips of each cell that earlier pages have; NULL: none */
};

static struct page *page(const struct flow *f)
{
	return &f->d->pages.at[f->d->pages.n - 1];
}

static void put(struct flow *f, const struct strip *s, double gap, double height)
{
	VEC_PUSH(f->d->a, &page(f)->at) = (struct placed){.strip = s, .y = f->y + gap, .height = height};
	f->y += gap + height;
}

/* Rows of the head above a row that goes on from the page before. */
static void put_head(struct flow *f, const struct strip *s)
{
	const struct strip *all = f->d->body.at.at;
	const struct table *t = s->row ? s->row->table : NULL;
	if (t == NULL || t->n_head == 0 || s->row->ix < t->n_head || t->head > (f->bottom - f->top) / 2)
		return;
	for (u32 i = 0; i < t->n_head; i++) {
		const struct strip *head = s - s->row->ix + i;
		if (head < all)
			return;
		put(f, head, 0, head->height);
		page(f)->at.at[page(f)->at.n - 1].copy = true;
	}
}

static void new_page(struct flow *f)
{
	struct doc *d = f->d;
	const struct strip *s = f->at < d->body.at.n ? &d->body.at.at[f->at] : NULL;
	const u32 section = s ? s->section : 0;
	static const struct page none = {.section = UINT32_MAX};
	const struct page *before = &none;
	if (d->pages.n)
		before = page(f);
	const bool first = before->section != section;
	const i64 start = d->sections.at[section].first_number;
	struct page made = {.section = section, .first = first, .number = before->number + 1};
	if (first && start >= 0)
		made.number = start;
	VEC_PUSH(d->a, &d->pages) = made;
	section_room(d, page(f), &f->top, &f->bottom);
	f->y = f->top;
	f->page_from = f->at;
	if (s)
		put_head(f, s);
}

/* ---- rows that are split ---- */

/* How many strips of a cell fit into the height, from `from` on; back to a place where a page may end. */
static u32 fit_cell(const struct column *c, u32 from, double room)
{
	double h = 0;
	u32 n = from, best = from;
	for (; n < c->at.n; n++) {
		h += c->at.at[n].height + (n == from && from ? 0 : c->at.at[n].gap);
		if (h > room + SLACK)
			break;
		if (n + 1 == c->at.n || !c->at.at[n].glued)
			best = n + 1;
	}
	return best;
}

/* Places what fits of a row; false when nothing does. */
static bool split_row(struct flow *f, const struct strip *s, double gap)
{
	const struct row *r = s->row;
	const u32 n = (u32)r->cells.n;
	const double room = f->bottom - f->y - gap;
	u32 *from = NEW_N(f->d->a, u32, n + 1), *to = NEW_N(f->d->a, u32, n + 1);
	double high = 0;
	bool any = false, rest = false, stuck = false;
	for (u32 i = 0; i < n; i++) {
		const struct cell *c = &r->cells.at[i];
		from[i] = f->from ? f->from[i] : 0;
		to[i] = fit_cell(&c->content, from[i], room - r->edge - c->top - c->bottom);
		const double h = blocks_height(&c->content, from[i], to[i]) + r->edge + c->top + c->bottom;
		high = h > high ? h : high;
		any = any || to[i] > from[i];
		stuck = stuck || (to[i] == from[i] && to[i] < c->content.at.n && from[i] == 0);
		rest = rest || to[i] < c->content.at.n;
	}
	if (!any || (stuck && rest && page(f)->at.n))
		return false;
	if (rest && high < room)
		high = high < r->least && r->least <= room ? r->least : high;
	put(f, s, gap, high);
	struct placed *piece = &page(f)->at.at[page(f)->at.n - 1];
	piece->from = from;
	piece->to = to;
	f->from = rest ? to : NULL;
	return true;
}

/* ---- filling ---- */

/* Takes back what stands behind the last place where the page may end before strip `at`. False: there is none. */
static bool back_up(struct flow *f)
{
	const struct strip *all = f->d->body.at.at;
	u32 b = f->at;
	while (b > f->page_from && all[b - 1].glued)
		b--;
	if (b <= f->page_from)
		return false;
	struct page *p = page(f);
	while (p->at.n && !p->at.at[p->at.n - 1].copy && p->at.at[p->at.n - 1].strip >= &all[b])
		p->at.n--;
	f->at = b;
	return true;
}

static bool begins_page(const struct flow *f, const struct strip *s)
{
	const struct page *p = page(f);
	if (s->section != p->section && !f->d->sections.at[s->section].continues)
		return true;
	return s->new_page && f->at > f->page_from;
}

/* A row as high as a page or more is split even where it should not be. */
static bool splits(const struct flow *f, const struct strip *s)
{
	return s->row && (!s->row->whole ||
			  (f->at == f->page_from && s->height > f->bottom - f->top && !s->row->exact));
}

/* What of a strip may hang over the end of the page: the white that its line spacing puts below the letters. */
static double spare(const struct strip *s)
{
	return s->para && s->bottom <= 0 ? s->para->lines.at[s->line].spare : 0;
}

static void step(struct flow *f)
{
	const struct strip *s = &f->d->body.at.at[f->at];
	const bool empty = f->at == f->page_from;
	const double gap = f->from || (empty && f->at && !s->new_page) ? 0 : s->gap;
	if (f->from == NULL && f->y + gap + s->height - spare(s) <= f->bottom + SLACK) {
		put(f, s, gap, s->height);
		f->at++;
		return;
	}
	if ((f->from || splits(f, s)) && split_row(f, s, gap)) {
		if (f->from == NULL)
			f->at++;
		else
			new_page(f);
		return;
	}
	if (f->at > f->page_from) {
		back_up(f);
		new_page(f);
		return;
	}
	notes_add(&f->d->notes, NOTE_TALL, "Thân văn bản", (u32)f->d->pages.n);
	put(f, s, gap, f->bottom - f->y);
	f->from = NULL;
	f->at++;
}

td_rc flow_pages(struct doc *d)
{
	struct flow f = {.d = d};
	new_page(&f);
	while (f.at < d->body.at.n) {
		if (d->pages.n > PRINT_MAX_PAGES)
			return err_add(
			    d->e, TD_INVALID, S(""),
			    "Văn bản dài hơn %d trang: không tạo được PDF. Hãy chia thành nhiều văn bản.",
			    PRINT_MAX_PAGES);
		if (f.from == NULL && begins_page(&f, &d->body.at.at[f.at]))
			new_page(&f);
		else
			step(&f);
	}
	return TD_OK;
}
