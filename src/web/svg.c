#include "web/svg.h"

#include "base/utf8.h"

/* Sizes of the two forms in units of the viewBox. */
struct frame {
	i64 width, left, right, row, bar_y, text_y, label_y, foot;
	size_t label;
};

static const struct frame frames[] = {
    [SVG_WIDE] = {.width = 760,
		  .left = 252,
		  .right = 706,
		  .row = 26,
		  .bar_y = 6,
		  .text_y = 20,
		  .foot = 26,
		  .label = 37},
    [SVG_NARROW] = {.width = 340,
		    .left = 0,
		    .right = 286,
		    .row = 40,
		    .bar_y = 19,
		    .text_y = 31,
		    .label_y = 14,
		    .foot = 6,
		    .label = 44},
};

str svg_label(struct arena *a, str s, size_t n)
{
	if (utf8_len(s) <= n)
		return s;
	str rest = s;
	for (size_t i = 0; i + 1 < n; i++)
		(void)utf8_next(&rest);
	size_t whole = s.n - rest.n, words = whole;
	while (words > 0 && s.p[words] != ' ')
		words--;
	return arena_fmt(a, "%.*s…", (int)(words > whole / 2 ? words : whole), s.p);
}

static i64 scaled(i64 v, i64 max, i64 room)
{
	return v <= 0 ? 0 : (v * room + max / 2) / max;
}

/* 1, 2 or 5 × 10^k hundredths so that four to ten steps reach max. */
static i64 tick_step(i64 max_c)
{
	i64 step = 100;
	static const i64 grow[] = {2, 5, 10};
	for (size_t i = 0; max_c / step > 6; i++)
		step = step / (i % 3 == 0 ? 1 : grow[i % 3 - 1]) * grow[i % 3];
	return step;
}

static void put_bar(struct arena *a, const struct frame *f, const struct svg_row *row, size_t ix,
		    const u8 *colours, size_t n_parts, i64 max_c, struct svg_bar *bar)
{
	i64 top = (i64)ix * f->row, before = 0;
	bar->label = svg_label(a, row->name, f->label);
	bar->y = top + f->bar_y;
	bar->text_y = top + f->text_y;
	bar->label_y = top + f->label_y;
	bar->total_c = row->total_c;
	bar->end_x = f->left;
	for (size_t i = 0; i < n_parts; i++) {
		if (row->parts_c[i] <= 0)
			continue;
		i64 x = scaled(before, max_c, f->right - f->left);
		before += row->parts_c[i];
		i64 end = scaled(before, max_c, f->right - f->left);
		VEC_PUSH(a, &bar->parts) = (struct svg_part){f->left + x, end - x, colours[i]};
		bar->end_x = f->left + end;
	}
	bar->end_x += 6;
}

void svg_stacked(struct arena *a, enum svg_form form, const struct svg_row *rows, size_t n, const u8 *colours,
		 size_t n_parts, i64 max_c, struct svg_chart *out)
{
	const struct frame *f = &frames[form];
	*out = (struct svg_chart){
	    .width = f->width, .height = (i64)n * f->row + f->foot, .label_x = f->left - 8};
	out->grid_end = out->height - 20;
	out->axis_y = out->height - 6;
	if (n == 0 || max_c <= 0)
		return;
	i64 step = tick_step(max_c);
	for (i64 v = 0; v <= max_c; v += step)
		VEC_PUSH(a, &out->grid) =
		    (struct svg_tick){f->left + scaled(v, max_c, f->right - f->left), v};
	out->best_c = out->lowest_c = rows[0].total_c;
	out->best_name = out->lowest_name = rows[0].name;
	for (size_t i = 0; i < n; i++) {
		put_bar(a, f, &rows[i], i, colours, n_parts, max_c, &VEC_PUSH(a, &out->bars));
		if (rows[i].total_c > out->best_c)
			out->best_c = rows[i].total_c, out->best_name = rows[i].name;
		if (rows[i].total_c < out->lowest_c)
			out->lowest_c = rows[i].total_c, out->lowest_name = rows[i].name;
	}
}
