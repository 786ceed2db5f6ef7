#include "web/page_certificate_print.h"

#include "base/log.h"
#include "store/store_file.h"
#include "web/app.h"
#include "web/page_certificate.h"
#include "web/views.h"

struct print_form_sent {
	str decision, layout;
	struct form_texts award;
};
static const struct field fields[] = {
    FIELD(TEXT, struct print_form_sent, decision, N_("Quyết định"), .max = 100),
    FIELD(TEXT, struct print_form_sent, layout, N_("Mẫu"), .max = 60),
    FIELD(KEYED_CHECK, struct print_form_sent, award, N_("Khen thưởng")),
};
const struct form_def page_certificate_print_form = FORM(struct print_form_sent, fields);

static str here(struct req *r)
{
	return req_path(r, "%.*s/khen-thuong/in", STRF(page_base(r)));
}

static void crumbs(struct req *r)
{
	page_crumb(r, req_path(r, "%.*s/khen-thuong", STRF(page_base(r))), page_tr(r, N_("Sổ khen thưởng")));
}

/* ---- what to print ---- */

static void put_award(struct req *r, struct certificate_print_vm *vm, const struct award *w)
{
	str key = arena_fmt(r->a, "%lld", (long long)w->id);
	str chosen = form_show(r->form, S("decision"), S(""));
	bool known = false;
	for (size_t i = 0; i < vm->decisions.n; i++)
		known |= str_eq(vm->decisions.at[i].value, w->decision);
	if (!known)
		VEC_PUSH(r->a, &vm->decisions) = (struct page_option){
		    w->decision,
		    arena_fmt(r->a, "%.*s, %.*s", STRF(w->decision), STRF(page_day(r->a, w->decided_on))),
		    str_eq(chosen, w->decision)};
	VEC_PUSH(r->a, &vm->awards) = (struct print_choice){
	    .id = w->id,
	    .key = key,
	    .name = w->name,
	    .about = arena_fmt(r->a, "%.*s, %.*s", STRF(w->award_name), STRF(w->decision)),
	    .checked = r->form && form_typed(r->form, arena_fmt(r->a, "award[%.*s]", STRF(key))).n > 0};
}

static struct print_run_row run_row(struct req *r, const struct certificate_run *n)
{
	struct print_run_row x = {.id = n->id,
				  .n_awards = n->n_awards,
				  .at = n->made_at_ms,
				  .title = n->title,
				  .layout = n->layout_name,
				  .who = n->made_by_name};
	x.tag = n->n_done >= n->n_pieces ? page_tag(r, "ok", "check", N_("Đã in xong"))
					 : page_tag(r, "info", "clock", N_("Chưa xong"));
	return x;
}

static td_rc put_choices(struct req *r, struct certificate_print_vm *vm)
{
	certificate_found_list layouts = {0};
	certificate_run_list runs = {0};
	award_list_of all = {0};
	str chosen = form_show(r->form, S("layout"), S(""));
	td_rc rc = certificate_all(r->tx, &r->year, &layouts);
	if (rc == TD_OK)
		rc = store_award_list(r->tx, r->year.cluster, &all);
	if (rc == TD_OK)
		rc = store_certificate_run_list(r->tx, r->year.id, &runs);
	for (size_t i = 0; i < layouts.n; i++)
		VEC_PUSH(r->a, &vm->layouts) = (struct page_option){
		    layouts.at[i].code, layouts.at[i].layout.name, str_eq(chosen, layouts.at[i].code)};
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].year.v == r->year.id.v && all.at[i].revoked_on.n == 0)
			put_award(r, vm, &all.at[i]);
	for (size_t i = 0; i < runs.n; i++)
		VEC_PUSH(r->a, &vm->runs) = run_row(r, &runs.at[i]);
	return rc;
}

td_rc page_certificate_print(struct req *r)
{
	struct certificate_print_vm *vm = NEW(r->a, struct certificate_print_vm);
	td_rc rc = page_begin(r, page_tr(r, N_("In giấy khen, bằng khen")), "khen-thuong");
	if (rc == TD_OK)
		rc = put_choices(r, vm);
	if (rc != TD_OK)
		return rc;
	crumbs(r);
	vm->base = page_base(r);
	vm->page = r->page;
	view_certificate_print(&r->html, vm);
	return TD_OK;
}

td_rc page_certificate_print_post(struct req *r)
{
	const struct print_form_sent *f = form_value(r->form);
	struct certificates_wish w = {.layout = f->layout, .decision = f->decision};
	struct certificate_run n;
	for (size_t i = 0; i < f->award.list.n; i++) {
		i64 id;
		if (str_i64(f->award.list.at[i].key, &id) == TD_OK)
			VEC_PUSH(r->a, &w.ids) = id;
	}
	td_rc rc = certificates_ask(r->tx, r->year.id, &w, &n);
	if (rc != TD_OK)
		return rc;
	r->asked_job = true;
	r->location = req_path(r, "%.*s/%lld", STRF(here(r)), (long long)n.id);
	return TD_OK;
}

/* ---- one run ---- */

td_rc page_certificate_run_find(struct req *r, struct certificate_run *n, struct job *j,
				certificate_piece_list *pieces)
{
	i64 id;
	if (str_i64(req_param(r, "run"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_certificate_run_get(r->tx, id, n);
	if (rc == TD_OK && n->year.v != r->year.id.v)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_job_get(r->tx, n->job, j);
	return rc == TD_OK ? store_certificate_piece_list(r->tx, id, pieces) : rc;
}

/* The first sentence why a piece is not there. */
static str fault_of(struct req *r, const struct job *j)
{
	const struct value *results = job_results(r->a, j);
	for (size_t i = 0; i < results->items.n; i++) {
		const struct value *e = value_get(results->items.at[i].value, S("error"));
		if (e && e->kind == VALUE_TEXT)
			return e->text;
	}
	return j->error;
}

td_rc page_certificate_run(struct req *r)
{
	struct certificate_run_vm *vm = NEW(r->a, struct certificate_run_vm);
	certificate_piece_list pieces = {0};
	certificate_loose loose = {0};
	struct certificate_run n;
	struct job j;
	td_rc rc = page_certificate_run_find(r, &n, &j, &pieces);
	if (rc == TD_OK)
		rc = page_begin(r, page_tr(r, N_("Giấy khen đã in")), "khen-thuong");
	if (rc != TD_OK)
		return rc;
	crumbs(r);
	page_crumb(r, here(r), page_tr(r, N_("In giấy khen, bằng khen")));
	vm->base = here(r);
	vm->run = run_row(r, &n);
	vm->n_done = (i64)pieces.n;
	vm->n_pieces = n.n_pieces;
	vm->done = vm->n_done == n.n_pieces;
	vm->open = !vm->done && (j.state == JOB_QUEUED || j.state == JOB_RUNNING);
	if (!vm->done && !vm->open)
		vm->error = fault_of(r, &j);
	certificates_loose(r->a, &pieces, &loose);
	for (size_t i = 0; i < loose.n; i++)
		VEC_PUSH(r->a, &vm->loose) = (struct loose_row){loose.at[i]};
	vm->page = r->page;
	view_certificate_run(&r->html, vm);
	return TD_OK;
}

/* ---- its file, piece by piece ---- */

struct outgoing {
	struct http_stream stream;
	struct db *db;
	certificate_piece_list pieces;
	str tail;
	struct arena *chunk_arena;
	str chunk;
	size_t piece; /* that the chunk is of */
	i64 ordinal;  /* of the chunk, −1: none yet */
};

static td_rc read_chunk(struct tx *t, void *ctx)
{
	struct outgoing *o = ctx;
	return store_file_chunk(t, o->pieces.at[o->piece].file, o->ordinal, &o->chunk);
}

static bool load(struct outgoing *o, size_t piece, i64 ordinal)
{
	struct actor nobody = {0};
	if (o->piece == piece && o->ordinal == ordinal)
		return true;
	arena_reset(o->chunk_arena);
	struct err e = err_new(o->chunk_arena, LANG_VI);
	o->piece = piece;
	o->ordinal = ordinal;
	td_rc rc = db_read(o->db, o->chunk_arena, &e, &nobody, read_chunk, o);
	if (rc != TD_OK)
		log_warn("a piece of certificates cannot be sent: %d", (int)rc);
	return rc == TD_OK;
}

static i64 read_out(void *ctx, i64 pos, char *p, size_t n)
{
	struct outgoing *o = ctx;
	str rest;
	size_t i = 0;
	while (i < o->pieces.n && pos >= o->pieces.at[i].size)
		pos -= o->pieces.at[i++].size;
	if (i == o->pieces.n)
		rest = str_from(o->tail, (size_t)pos);
	else if (!load(o, i, pos / FILE_CHUNK))
		return -1;
	else
		rest = str_from(o->chunk, (size_t)(pos % FILE_CHUNK));
	size_t take = rest.n < n ? rest.n : n;
	memcpy(p, rest.p, take);
	return (i64)take;
}

static void free_chunk(void *ctx)
{
	struct outgoing *o = ctx;
	arena_free(o->chunk_arena);
}

td_rc page_certificate_file(struct req *r)
{
	struct outgoing *o = NEW(r->a, struct outgoing);
	struct certificate_run n;
	struct job j;
	td_rc rc = page_certificate_run_find(r, &n, &j, &o->pieces);
	if (rc == TD_OK && (i64)o->pieces.n != n.n_pieces)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = certificates_tail(r->a, &o->pieces, &o->tail);
	if (rc != TD_OK)
		return rc;
	o->db = r->app->cfg.db;
	o->ordinal = -1;
	arena_defer(r->a, free_chunk, o);
	o->chunk_arena = arena_new("file chunk", 4 * FILE_CHUNK);
	if (!o->chunk_arena)
		return TD_LIMIT;
	o->stream = (struct http_stream){(i64)o->tail.n, read_out, o};
	for (size_t i = 0; i < o->pieces.n; i++)
		o->stream.size += o->pieces.at[i].size;
	r->stream = &o->stream;
	r->type = S("application/zip");
	r->download = certificates_zip_name(r->a, &n);
	return TD_OK;
}

/* ---- tried out ---- */

/* Of the register the award with the longest name; NULL: there is none yet. */
static td_rc longest(struct req *r, const struct award **out)
{
	award_list_of *all = NEW(r->a, award_list_of);
	td_rc rc = store_award_list(r->tx, r->year.cluster, all);
	*out = NULL;
	for (size_t i = 0; rc == TD_OK && i < all->n; i++)
		if (*out == NULL || all->at[i].name.n > (*out)->name.n)
			*out = &all->at[i];
	return rc;
}

td_rc page_certificate_try(struct req *r)
{
	struct certificate_found f;
	const struct award *w = NULL;
	certificate_loose loose = {0};
	str data = req_param(r, "data");
	td_rc rc = page_certificate_find(r, &f);
	if (rc == TD_OK && str_eq(data, S("ten-dai.pdf")))
		rc = longest(r, &w);
	else if (rc == TD_OK && !str_eq(data, S("vi-du.pdf")))
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = certificates_try(r->tx, &f, w, &r->body, &loose);
	if (rc != TD_OK)
		return rc == TD_IO ? TD_CONFLICT : rc;
	r->type = S("application/pdf");
	r->in_place = true;
	r->download = S("in-thu.pdf");
	return TD_OK;
}

td_rc page_certificate_picture(struct req *r)
{
	struct certificate_found f;
	struct file_row file;
	td_rc rc = page_certificate_find(r, &f);
	if (rc == TD_OK && !f.saved.picture.set)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_file_get(r->tx, (file_id){f.saved.picture.v}, &file);
	if (rc != TD_OK)
		return rc;
	r->in_place = true;
	return page_send_file(r, file.id,
			      str_eq(file.media_type, S("image/png")) ? S("phoi.png") : S("phoi.jpg"));
}
