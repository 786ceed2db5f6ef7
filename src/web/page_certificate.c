#include "web/page_certificate.h"

#include "base/num.h"
#include "web/asset.h"
#include "web/views.h"

struct layout_form {
	str name;
	struct form_num rev, width, height, dx, dy;
	bool overlay, everywhere;
	struct form_points x, y, w, h, size, size_min;
	struct form_texts align, valign, colour, text, bold, italic, upper, qr, drop;
};
#define MM(m, label)  FIELD(KEYED_POINTS, struct layout_form, m, label)
#define YES(m, label) FIELD(KEYED_CHECK, struct layout_form, m, label)
static const struct field fields[] = {
    FIELD(TEXT, struct layout_form, name, N_("Tên mẫu"), .max = CERTIFICATE_NAME_MAX),
    FIELD(INT, struct layout_form, rev, N_("Phiên bản"), .required = true),
    FIELD(POINTS, struct layout_form, width, N_("Bề rộng tờ giấy")),
    FIELD(POINTS, struct layout_form, height, N_("Bề cao tờ giấy")),
    FIELD(POINTS, struct layout_form, dx, N_("Chỉnh ngang của máy in")),
    FIELD(POINTS, struct layout_form, dy, N_("Chỉnh dọc của máy in")),
    FIELD(CHECK, struct layout_form, overlay, N_("In trên phôi có sẵn")),
    FIELD(CHECK, struct layout_form, everywhere, N_("Dùng cho mọi cụm, khối")),
    MM(x, N_("Cách mép trái")),
    MM(y, N_("Cách mép trên")),
    MM(w, N_("Bề rộng")),
    MM(h, N_("Bề cao")),
    MM(size, N_("Cỡ chữ")),
    MM(size_min, N_("Cỡ nhỏ nhất")),
    FIELD(KEYED_TEXT, struct layout_form, align, N_("Căn ngang"), .max = 10),
    FIELD(KEYED_TEXT, struct layout_form, valign, N_("Căn dọc"), .max = 10),
    FIELD(KEYED_TEXT, struct layout_form, colour, N_("Màu"), .max = 7),
    FIELD(KEYED_TEXT, struct layout_form, text, N_("Chữ"), .max = CERTIFICATE_TEXT_MAX),
    YES(bold, N_("Đậm")),
    YES(italic, N_("Nghiêng")),
    YES(upper, N_("Chữ hoa")),
    YES(qr, N_("Mã QR")),
    YES(drop, N_("Bỏ ô này")),
};
const struct form_def page_certificate_form = FORM(struct layout_form, fields);

struct drop_form {
	struct form_num rev;
};
static const struct field drop_fields[] = {
    FIELD(INT, struct drop_form, rev, N_("Phiên bản"), .required = true),
};
const struct form_def page_certificate_drop_form = FORM(struct drop_form, drop_fields);

bool page_certificate_council(const struct req *r)
{
	struct authz_place all = r->place;
	all.cluster_id = 0; /* no grant of a cluster reaches it */
	all.n_members = 0;
	return page_may_at(r, PERM_YEAR_DECIDE, &all);
}

td_rc page_certificate_find(struct req *r, struct certificate_found *out)
{
	return certificate_find(r->tx, &r->year, req_param(r, "layout"), out);
}

static str mm(struct req *r, i64 c)
{
	return num_short(r->a, c);
}

static str base_of(struct req *r)
{
	return req_path(r, "%.*s/khen-thuong/mau-giay", STRF(page_base(r)));
}

/* ---- the list ---- */

static struct certificate_row row_of(struct req *r, const struct certificate_found *f)
{
	const struct certificate_layout *l = &f->layout;
	struct certificate_row x = {
	    .code = f->code,
	    .name = l->name,
	    .sheet = arena_fmt(r->a, "%.*s × %.*s mm", STRF(mm(r, l->w)), STRF(mm(r, l->h))),
	    .changed_by = f->saved.changed_by_name,
	    .changed_at = f->saved.changed_at_ms,
	    .n_boxes = (i64)l->boxes.n,
	    .shipped = f->shipped,
	    .overlay = l->overlay};
	if (f->shipped)
		x.whose = page_tr(r, N_("Có sẵn trong chương trình"));
	else if (f->saved.cluster.set)
		x.whose = page_tr(r, N_("Của cụm, khối này"));
	else
		x.whose = page_tr(r, N_("Của Hội đồng, dùng cho mọi cụm, khối"));
	return x;
}

td_rc page_certificates(struct req *r)
{
	struct certificates_vm *vm = NEW(r->a, struct certificates_vm);
	certificate_found_list all = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Mẫu giấy khen, bằng khen")), "khen-thuong");
	if (rc == TD_OK)
		rc = certificate_all(r->tx, &r->year, &all);
	if (rc != TD_OK)
		return rc;
	page_crumb(r, req_path(r, "%.*s/khen-thuong", STRF(page_base(r))), page_tr(r, N_("Sổ khen thưởng")));
	vm->base = page_base(r);
	for (size_t i = 0; i < all.n; i++)
		VEC_PUSH(r->a, &vm->rows) = row_of(r, &all.at[i]);
	vm->page = r->page;
	view_certificates(&r->html, vm);
	return TD_OK;
}

/* ---- one layout ---- */

/* A box as it is typed; of the form that was sent, or of the database. */
static struct certificate_box_row typed_box(struct req *r, const struct form *f, str key,
					    const struct certificate_box *b)
{
	struct arena *a = r->a;
	struct certificate_box_row x = {.key = key};
	bool sent = f != NULL;
#define SHOWN(m, saved) form_show_key(a, f, #m, key, saved)
#define CHECKED(m)      (sent ? form_typed(f, arena_fmt(a, #m "[%.*s]", STRF(key))).n > 0 : b->m)
	x.x = SHOWN(x, mm(r, b->x));
	x.y = SHOWN(y, mm(r, b->y));
	x.w = SHOWN(w, mm(r, b->w));
	x.h = SHOWN(h, mm(r, b->h));
	x.size = SHOWN(size, mm(r, b->size));
	x.size_min = SHOWN(size_min, mm(r, b->size_min));
	x.colour = SHOWN(colour, arena_fmt(a, "#%06x", b->colour));
	x.text = SHOWN(text, b->text);
	x.bold = CHECKED(bold);
	x.italic = CHECKED(italic);
	x.upper = CHECKED(upper);
	x.qr = CHECKED(qr);
	x.drop = sent && form_typed(f, arena_fmt(a, "drop[%.*s]", STRF(key))).n > 0;
	str align = SHOWN(align, str_c(certificate_align_code(b->align)));
	str valign = SHOWN(valign, str_c(certificate_valign_code(b->valign)));
#undef SHOWN
#undef CHECKED
	for (int i = 0; i < CERTIFICATE_ALIGN__N; i++) {
		str v = str_c(certificate_align_code((enum certificate_align)i));
		VEC_PUSH(a, &x.aligns) = (struct page_option){
		    v, page_tr(r, certificate_align_name((enum certificate_align)i)), str_eq(v, align)};
	}
	for (int i = 0; i < CERTIFICATE_VALIGN__N; i++) {
		str v = str_c(certificate_valign_code((enum certificate_valign)i));
		VEC_PUSH(a, &x.valigns) = (struct page_option){
		    v, page_tr(r, certificate_valign_name((enum certificate_valign)i)), str_eq(v, valign)};
	}
	x.css = arena_fmt(a, "sheet-text %.*s %.*s", STRF(align), STRF(valign));
	return x;
}

static i64 number(str typed)
{
	i64 c = 0;
	return num_parse_c(typed, &c) == TD_OK && c >= 0 && c <= 10 * (i64)CERTIFICATE_SIDE_MAX ? c : 0;
}

/* What the drawing needs of what was typed. */
static void draw_box(struct req *r, struct certificate_box_row *x)
{
	str values[CERTIFICATE_FIELD__N];
	struct certificate_box b = {.text = x->text, .upper = x->upper};
	for (int i = 0; i < CERTIFICATE_FIELD__N; i++)
		values[i] = str_c(certificate_field_example((enum certificate_field)i));
	x->left = number(x->x);
	x->top = number(x->y);
	x->wide = number(x->w);
	x->high = number(x->h);
	x->right = x->left + x->wide;
	x->bottom = x->top + x->high;
	x->font = number(x->size) * 3528 / 10000; /* a point is 0.3528 mm */
	x->shown = x->qr ? S("QR") : certificate_text(r->a, &b, values);
	x->weight = x->bold ? S("bold") : S("normal");
	x->style = x->italic ? S("italic") : S("normal");
	x->name = arena_fmt(r->a, req_tr(r, N_("Ô %lld: %.*s")), (long long)x->n,
			    STRF(x->qr       ? S("QR")
				 : x->text.n ? x->text
					     : S("–")));
}

/* "(40; 18) 217 × 9 mm, cỡ 15–12, «…»" */
static str told(struct req *r, const struct certificate_box *b)
{
	return arena_fmt(r->a, req_tr(r, N_("(%.*s; %.*s) %.*s × %.*s mm, cỡ %.*s đến %.*s, «%.*s»")),
			 STRF(mm(r, b->x)), STRF(mm(r, b->y)), STRF(mm(r, b->w)), STRF(mm(r, b->h)),
			 STRF(mm(r, b->size)), STRF(mm(r, b->size_min)), STRF(b->qr ? S("QR") : b->text));
}

static bool differs(const struct certificate_box_row *x, const struct certificate_box *b)
{
	return x->left != b->x || x->top != b->y || x->wide != b->w || x->high != b->h ||
	       number(x->size) != b->size || number(x->size_min) != b->size_min ||
	       !str_eq(x->text, b->text) || x->bold != b->bold || x->italic != b->italic ||
	       x->upper != b->upper || x->qr != b->qr;
}

/* Is there something to mend in the box? */
static bool has_fault(const struct req *r, str key)
{
	str end = arena_fmt(r->a, "[%.*s]", STRF(key));
	for (size_t i = 0; i < r->e->items.n; i++)
		if (str_has_suffix(r->e->items.at[i].where, end))
			return true;
	return false;
}

static void put_box(struct req *r, struct certificate_vm *vm, const struct form *f, str key,
		    const struct certificate_box *saved)
{
	static const struct certificate_box fresh = {
	    .x = 2000, .y = 2000, .w = 10000, .h = 1000, .size = 1400, .size_min = 900, .text = {"", 0}};
	struct certificate_box_row x = typed_box(r, f, key, saved ? saved : &fresh);
	x.n = (i64)vm->boxes.n + 1;
	x.is_new = saved == NULL && x.text.n == 0 && !x.qr;
	x.opens = has_fault(r, key);
	draw_box(r, &x);
	if (vm->stale && saved && differs(&x, saved))
		x.was = told(r, saved), x.opens = true;
	VEC_PUSH(r->a, &vm->boxes) = x;
}

/* The boxes, and an empty one to fill in. Of a form that was sent those that it has, in its order. */
static void put_boxes(struct req *r, struct certificate_vm *vm, const struct form *f,
		      const struct certificate_layout *l)
{
	i64 last = 0, n;
	if (f == NULL)
		for (size_t i = 0; i < l->boxes.n; i++)
			put_box(r, vm, NULL, arena_fmt(r->a, "%lld", (long long)++last), &l->boxes.at[i]);
	for (size_t i = 0; f && i < f->pairs.n && vm->boxes.n <= CERTIFICATE_BOXES_MAX; i++) {
		str name = f->pairs.at[i].name;
		if (!str_has_prefix(name, S("text[")) ||
		    str_i64(str_upto(str_from(name, 5), name.n - 6), &n) != TD_OK)
			continue;
		put_box(r, vm, f, arena_fmt(r->a, "%lld", (long long)n),
			n >= 1 && (size_t)n <= l->boxes.n ? &l->boxes.at[n - 1] : NULL);
		last = n > last ? n : last;
	}
	bool has_new = f && vm->boxes.n && vm->boxes.at[vm->boxes.n - 1].text.n == 0;
	if (vm->may_change && !has_new && vm->boxes.n < CERTIFICATE_BOXES_MAX)
		put_box(r, vm, NULL, arena_fmt(r->a, "%lld", (long long)last + 1), NULL);
}

static void put_fields(struct req *r, struct certificate_vm *vm)
{
	for (int i = 0; i < CERTIFICATE_FIELD__N; i++)
		VEC_PUSH(r->a, &vm->fields) = (struct certificate_field_row){
		    arena_fmt(r->a, "{{%s}}", certificate_field_name((enum certificate_field)i)),
		    str_c(certificate_field_example((enum certificate_field)i))};
}

static void put_sheet(struct req *r, struct certificate_vm *vm, const struct form *f,
		      const struct certificate_found *now)
{
	const struct certificate_layout *l = &now->layout;
	str copy = arena_fmt(r->a, req_tr(r, N_("%.*s (sửa)")), STRF(l->name));
	vm->name = form_show(f, S("name"), now->shipped ? copy : l->name);
	vm->width = form_show(f, S("width"), mm(r, l->w));
	vm->height = form_show(f, S("height"), mm(r, l->h));
	vm->dx = form_show(f, S("dx"), mm(r, l->dx));
	vm->dy = form_show(f, S("dy"), mm(r, l->dy));
	vm->overlay = f ? form_typed(f, S("overlay")).n > 0 : l->overlay;
	vm->everywhere = f ? form_typed(f, S("everywhere")).n > 0 : !now->shipped && !now->saved.cluster.set;
	vm->wide = number(vm->width);
	vm->high = number(vm->height);
}

td_rc page_certificate(struct req *r)
{
	struct certificate_vm *vm = NEW(r->a, struct certificate_vm);
	struct certificate_found now;
	const struct form *f = r->form && r->form->def == &page_certificate_form ? r->form : NULL;
	td_rc rc = page_certificate_find(r, &now);
	if (rc == TD_OK)
		rc = page_begin(r, arena_fmt(r->a, req_tr(r, N_("Mẫu: %.*s")), STRF(now.layout.name)),
				"khen-thuong");
	if (rc != TD_OK)
		return rc;
	page_crumb(r, req_path(r, "%.*s/khen-thuong", STRF(page_base(r))), page_tr(r, N_("Sổ khen thưởng")));
	page_crumb(r, base_of(r), page_tr(r, N_("Mẫu giấy khen, bằng khen")));
	*vm = (struct certificate_vm){.base = base_of(r),
				      .code = now.code,
				      .title = now.layout.name,
				      .script = asset_href("certificate.js"),
				      .rev = arena_fmt(r->a, "%lld", (long long)now.saved.rev),
				      .shipped = now.shipped,
				      .stale = r->refused == TD_STALE,
				      .may_council = page_certificate_council(r),
				      .has_picture = now.saved.picture.set,
				      .saved_overlay = now.layout.overlay,
				      .changed_by = now.saved.changed_by_name,
				      .changed_at = now.saved.changed_at_ms,
				      .was_name = now.layout.name};
	vm->may_change = now.shipped || now.saved.cluster.set || vm->may_council;
	put_sheet(r, vm, f, &now);
	put_boxes(r, vm, f, &now.layout);
	put_fields(r, vm);
	vm->page = r->page;
	view_certificate(&r->html, vm);
	return TD_OK;
}

/* ---- what was sent ---- */

static str sent_text(const struct form_texts *t, str key)
{
	for (size_t i = 0; i < t->list.n; i++)
		if (str_eq(t->list.at[i].key, key))
			return t->list.at[i].v;
	return S("");
}

static bool sent_check(const struct form_texts *t, str key)
{
	for (size_t i = 0; i < t->list.n; i++)
		if (str_eq(t->list.at[i].key, key))
			return true;
	return false;
}

static i64 sent_mm(const struct form_points *p, str key)
{
	for (size_t i = 0; i < p->list.n; i++)
		if (str_eq(p->list.at[i].key, key) && p->list.at[i].v.set)
			return p->list.at[i].v.v;
	return -1; /* the check says from where to where */
}

static void read_box(struct req *r, const struct layout_form *f, str key, i64 known,
		     struct certificate_layout *l)
{
	struct certificate_box b = {.text = str_trim(sent_text(&f->text, key)),
				    .x = sent_mm(&f->x, key),
				    .y = sent_mm(&f->y, key),
				    .w = sent_mm(&f->w, key),
				    .h = sent_mm(&f->h, key),
				    .size = sent_mm(&f->size, key),
				    .size_min = sent_mm(&f->size_min, key),
				    .bold = sent_check(&f->bold, key),
				    .italic = sent_check(&f->italic, key),
				    .upper = sent_check(&f->upper, key),
				    .qr = sent_check(&f->qr, key)};
	if (certificate_align_parse(sent_text(&f->align, key), &b.align) != TD_OK)
		b.align = CERTIFICATE_LEFT;
	if (certificate_valign_parse(sent_text(&f->valign, key), &b.valign) != TD_OK)
		b.valign = CERTIFICATE_TOP;
	if (certificate_colour_parse(sent_text(&f->colour, key), &b.colour) != TD_OK)
		b.colour = UINT32_MAX; /* the check says how it is written */
	if (str_i64(key, &b.row) != TD_OK || sent_check(&f->drop, key))
		return;
	/* the row below the others that nobody filled in */
	if (b.text.n || b.qr || b.row <= known)
		VEC_PUSH(r->a, &l->boxes) = b;
}

/* known: how many boxes the layout had; an empty row behind them is the one to fill in. */
static void read_layout(struct req *r, const struct layout_form *f, i64 known, struct certificate_layout *l)
{
	*l = (struct certificate_layout){.name = f->name,
					 .overlay = f->overlay,
					 .w = f->width.v,
					 .h = f->height.v,
					 .dx = f->dx.v,
					 .dy = f->dy.v};
	for (size_t i = 0; i < f->text.list.n; i++)
		read_box(r, f, f->text.list.at[i].key, known, l);
}

td_rc page_certificate_save(struct req *r)
{
	const struct layout_form *f = form_value(r->form);
	struct certificate_found now;
	struct certificate_layout l;
	i64 id;
	td_rc rc = page_certificate_find(r, &now);
	if (rc != TD_OK)
		return rc;
	read_layout(r, f, (i64)now.layout.boxes.n, &l);
	const struct certificate_change c = {.id = now.saved.id,
					     .rev = f->rev.v,
					     .everywhere = f->everywhere,
					     .may_council = page_certificate_council(r),
					     .layout = &l};
	rc = act_certificate_save(r->tx, r->year.id, &c, &id);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/%lld?luu=1", STRF(base_of(r)), (long long)id);
	return rc;
}

td_rc page_certificate_drop(struct req *r)
{
	const struct drop_form *f = form_value(r->form);
	struct certificate_found now;
	td_rc rc = page_certificate_find(r, &now);
	if (rc == TD_OK && now.shipped)
		rc = TD_NOT_FOUND;
	if (rc != TD_OK)
		return rc;
	const struct certificate_change c = {.id = now.saved.id,
					     .rev = f->rev.v,
					     .may_council = page_certificate_council(r),
					     .layout = &now.layout};
	r->location = req_path(r, "%.*s?luu=1", STRF(base_of(r)));
	return act_certificate_drop(r->tx, r->year.id, &c);
}
