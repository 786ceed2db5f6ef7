#include "jobs/job_certificates.h"

#include "base/caltime.h"
#include "base/num.h"
#include "base/vi.h"
#include "domain/check_code.h"
#include "jobs/act_journal.h"
#include "jobs/act_setting.h"
#include "jobs/site_seal.h"
#include "office/print.h"
#include "office/zip_pieces.h"
#include "store/store_file.h"

enum { PIECE_MAX = 60 << 20, PER_STEP = PRINT_SHEETS_AT_ONCE };

/* ---- one certificate ---- */

static str known(str s)
{
	return s.n ? s : S("");
}

static void put_values(struct arena *a, const struct award *w, str site, str v[CERTIFICATE_FIELD__N])
{
	bool person = w->holder == HOLDER_PERSON;
	str code = check_code_print(a, w->code);
	struct day d;
	bool decided = day_parse_iso(w->decided_on, &d) == TD_OK;
	v[CERTIFICATE_NAME] = w->name;
	v[CERTIFICATE_POSITION] = known(w->position);
	v[CERTIFICATE_UNIT] = known(w->unit_name);
	v[CERTIFICATE_OF] = person && w->position.n && w->unit_name.n
				? arena_fmt(a, "%.*s, %.*s", STRF(w->position), STRF(w->unit_name))
			    : person ? known(w->position.n ? w->position : w->unit_name)
				     : S("");
	v[CERTIFICATE_MERIT] = known(w->merit);
	v[CERTIFICATE_AWARD] = w->award_name;
	v[CERTIFICATE_YEAR] = arena_fmt(a, "%lld", (long long)w->of_year);
	v[CERTIFICATE_CLUSTER] = known(w->cluster_name);
	v[CERTIFICATE_DECISION] = w->decision;
	v[CERTIFICATE_DAY] = decided ? day_long(a, d) : w->decided_on;
	v[CERTIFICATE_DAY_SHORT] = decided ? day_vi(a, d) : w->decided_on;
	v[CERTIFICATE_DECIDER] = w->decided_by;
	v[CERTIFICATE_SIGNER] = known(w->signer);
	v[CERTIFICATE_ORDINAL] = arena_fmt(a, "%lld", (long long)w->ordinal);
	v[CERTIFICATE_CODE] = code;
	/* without the site's address the QR code holds the code alone, to be typed at /kt */
	v[CERTIFICATE_ADDRESS] = site.n ? arena_fmt(a, "%.*s/kt/%.*s", STRF(site), STRF(code)) : code;
}

static void put_example(str v[CERTIFICATE_FIELD__N])
{
	for (int i = 0; i < CERTIFICATE_FIELD__N; i++)
		v[i] = str_c(certificate_field_example((enum certificate_field)i));
}

static struct print_sheet sheet_of(struct arena *a, const struct certificate_layout *l,
				   const str v[CERTIFICATE_FIELD__N])
{
	struct print_box *boxes = NEW_N(a, struct print_box, l->boxes.n);
	for (size_t i = 0; i < l->boxes.n; i++) {
		const struct certificate_box *b = &l->boxes.at[i];
		boxes[i] =
		    (struct print_box){.x = (i32)(b->x + l->dx),
				       .y = (i32)(b->y + l->dy),
				       .w = (i32)b->w,
				       .h = (i32)b->h,
				       .size = (u16)((b->qr ? CERTIFICATE_SIZE_MIN : b->size) / 50),
				       .size_min = (u16)((b->qr ? CERTIFICATE_SIZE_MIN : b->size_min) / 50),
				       .align = (enum print_align)b->align,
				       .valign = (enum print_valign)b->valign,
				       .bold = b->bold,
				       .italic = b->italic,
				       .rgb = b->colour,
				       .qr = b->qr,
				       .text = b->qr ? v[CERTIFICATE_ADDRESS] : certificate_text(a, b, v)};
	}
	return (struct print_sheet){
	    boxes, l->boxes.n,
	    arena_fmt(a, "%.*s – %.*s", STRF(v[CERTIFICATE_AWARD]), STRF(v[CERTIFICATE_NAME]))};
}

static td_rc form_of(struct tx *t, const struct certificate_found *f, str made_on, struct print_form *out)
{
	*out = (struct print_form){.w = (i32)f->layout.w,
				   .h = (i32)f->layout.h,
				   .made_at = arena_fmt(t->a, "%.*sT00:00:00Z", STRF(made_on))};
	if (f->layout.overlay || !f->saved.picture.set)
		return TD_OK;
	return store_file_read(t, (file_id){f->saved.picture.v}, &out->picture);
}

/* Sentences of what did not fit. */
static void put_loose(struct arena *a, const struct certificate_layout *l, str who,
		      const struct print_drawn *d, certificate_loose *out)
{
	for (size_t i = 0; i < d->problems.n; i++) {
		const struct print_problem *p = &d->problems.at[i];
		if (p->box >= l->boxes.n)
			continue;
		const struct certificate_box *b = &l->boxes.at[p->box];
		str box = b->qr ? S("mã QR") : b->text;
		if (p->trouble & PRINT_TIGHT)
			VEC_PUSH(a, out) =
			    arena_fmt(a, "%.*s: ô «%.*s» không vừa, cả ở cỡ nhỏ nhất", STRF(who), STRF(box));
		if (p->trouble & PRINT_LETTERS)
			VEC_PUSH(a, out) =
			    arena_fmt(a, "%.*s: ô «%.*s» có chữ mà phông không có", STRF(who), STRF(box));
	}
}

static td_rc site_url(struct tx *t, str *out)
{
	*out = S("");
	td_rc rc = setting_get(t, "site.url", out);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc certificates_try(struct tx *t, const struct certificate_found *f, const struct award *w, str *pdf,
		       certificate_loose *loose)
{
	str v[CERTIFICATE_FIELD__N], site;
	struct print_form form;
	struct print_drawn drawn = {0};
	td_rc rc = site_url(t, &site);
	if (rc == TD_OK)
		rc = form_of(t, f, w ? w->decided_on : S("2026-01-01"), &form);
	if (rc != TD_OK)
		return rc;
	put_example(v);
	if (w)
		put_values(t->a, w, site, v);
	struct print_sheet sheet = sheet_of(t->a, &f->layout, v);
	rc = print_certificates(t->a, &form, &sheet, 1, t->e, &drawn);
	*pdf = drawn.bytes;
	if (rc == TD_OK)
		put_loose(t->a, &f->layout, v[CERTIFICATE_NAME], &drawn, loose);
	return rc;
}

/* ---- a step: as many as are drawn at once ---- */

struct making {
	struct certificate_run run;
	struct certificate_found layout;
	struct print_form form;
	i64 ordinal;
	VEC(struct print_sheet) sheets;
	VEC(str) names, holders;
	struct zip_piece piece;
	certificate_loose loose;
	struct site_seal seal;
	i64 at_ms;
};

static i64 int_of(const struct value *v, str key)
{
	const struct value *x = value_get(v, key);
	return x && x->kind == VALUE_INT ? x->i : 0;
}

static const struct award *award_of(const award_list_of *all, i64 id)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].id == id)
			return &all->at[i];
	return NULL;
}

static td_rc take_award(struct tx *t, struct making *m, const struct award *w, str site)
{
	str v[CERTIFICATE_FIELD__N];
	if (w == NULL || w->revoked_on.n)
		return err_add(t->e, TD_CONFLICT, S("award"),
			       N_("Sổ khen thưởng vừa thay đổi trong khi in; hãy in lại."));
	put_values(t->a, w, site, v);
	VEC_PUSH(t->a, &m->sheets) = sheet_of(t->a, &m->layout.layout, v);
	/* the award's number tells apart who has the same name and place in two decisions */
	VEC_PUSH(t->a, &m->names) = arena_fmt(
	    t->a, "%.*s_%lld.pdf", STRF(certificate_file_name(t->a, w->ordinal, w->name)), (long long)w->id);
	VEC_PUSH(t->a, &m->holders) =
	    arena_fmt(t->a, "Số sổ vàng %lld, %.*s", (long long)w->ordinal, STRF(w->name));
	if (m->sheets.n == 1)
		return form_of(t, &m->layout, w->decided_on, &m->form);
	return TD_OK;
}

static td_rc read(struct tx *t, struct job_step *s)
{
	struct making *m = s->made = NEW(t->a, struct making);
	const struct value *ids = value_get(s->ask, S("awards")), *code = value_get(s->ask, S("layout"));
	struct cluster_year y;
	award_list_of all = {0};
	str site;
	if (ids == NULL || ids->kind != VALUE_LIST || code == NULL || code->kind != VALUE_TEXT)
		return TD_NOT_FOUND;
	m->ordinal = int_of(s->ask, S("piece"));
	td_rc rc = store_certificate_run_of_job(t, s->job->id, &m->run);
	if (rc == TD_OK)
		rc = store_cluster_year_get(t, m->run.year, &y);
	if (rc == TD_OK)
		rc = certificate_find(t, &y, code->text, &m->layout);
	if (rc == TD_OK && m->layout.saved.rev != int_of(s->ask, S("rev")))
		rc =
		    err_add(t->e, TD_CONFLICT, S("layout"), N_("Mẫu vừa được sửa trong khi in; hãy in lại."));
	m->at_ms = t->now_ms;
	if (rc == TD_OK)
		rc = site_seal_of(t, &m->seal);
	if (rc == TD_OK)
		rc = site_url(t, &site);
	if (rc == TD_OK)
		rc = store_award_list(t, y.cluster, &all);
	for (size_t i = 0; rc == TD_OK && i < ids->items.n; i++)
		rc = take_award(t, m, award_of(&all, ids->items.at[i].value->i), site);
	return rc;
}

/* A key that cannot be used is told once a step, and the certificates are there without the seal. */
static td_rc seal_all(struct job_step *s, struct print_drawn *drawn)
{
	struct making *m = s->made;
	struct err e = err_new(s->a, LANG_VI);
	struct seal_key *k;
	if (m->seal.file.n == 0)
		return TD_OK;
	td_rc rc = site_seal_open(s->a, &m->seal, &e, &k);
	for (size_t i = 0; rc == TD_OK && i < m->sheets.n; i++)
		rc = seal_put(s->a, k, drawn[i].bytes, m->at_ms, &e, &drawn[i].bytes);
	if (rc == TD_OK)
		return rc;
	if (!e.n_total || e.n_unsaid)
		return TD_LIMIT;
	VEC_PUSH(s->a, &m->loose) = arena_fmt(s->a, "Chưa có dấu số của hệ thống: %.*s", STRF(err_first(&e)));
	return TD_OK;
}

static td_rc make(struct job_step *s)
{
	struct making *m = s->made;
	struct print_drawn *drawn = NEW_N(s->a, struct print_drawn, m->sheets.n);
	td_rc rc = print_certificates(s->a, &m->form, m->sheets.at, m->sheets.n, s->e, drawn);
	if (rc == TD_OK)
		rc = seal_all(s, drawn);
	if (rc != TD_OK)
		return rc;
	m->piece = zip_piece_new(s->a, PIECE_MAX);
	for (size_t i = 0; i < m->sheets.n; i++) {
		zip_piece_add(&m->piece, m->names.at[i], drawn[i].bytes);
		put_loose(s->a, &m->layout.layout, m->holders.at[i], &drawn[i], &m->loose);
	}
	return TD_OK;
}

static td_rc keep(struct tx *t, struct job_step *s, struct value *result)
{
	struct making *m = s->made;
	struct value *loose = value_list(t->a);
	str bytes = sb_str(&m->piece.bytes);
	for (size_t i = 0; i < m->loose.n; i++)
		value_add(t->a, loose, value_text(t->a, m->loose.at[i]));
	struct certificate_piece p = {.run = m->run.id,
				      .ordinal = m->ordinal,
				      .size = (i64)bytes.n,
				      .directory = sb_str(&m->piece.directory),
				      .n_files = (i64)m->sheets.n,
				      .loose_json = value_to_json(t->a, loose, VALUE_CANONICAL)};
	td_rc rc = store_file_put(t, bytes, S("application/octet-stream"), &p.file);
	if (rc == TD_OK)
		rc = store_certificate_piece_add(t, &p, m->run.year);
	value_put_int(t->a, result, "files", p.n_files);
	return rc;
}

const struct job_kind job_certificates = {"certificates", N_("In giấy khen, bằng khen"), read, make, keep};

/* ---- asking ---- */

struct asking {
	struct tx *t;
	struct cluster_year y;
	struct certificate_found layout;
	award_list_of chosen;
};

static bool wished(const struct certificates_wish *w, const struct award *a)
{
	if (w->decision.n)
		return str_eq(w->decision, a->decision);
	for (size_t i = 0; i < w->ids.n; i++)
		if (w->ids.at[i] == a->id)
			return true;
	return false;
}

static td_rc choose(struct asking *k, const struct certificates_wish *w)
{
	struct tx *t = k->t;
	award_list_of all = {0};
	td_rc rc = certificate_find(t, &k->y, w->layout, &k->layout);
	if (rc == TD_NOT_FOUND)
		rc = err_add(t->e, TD_INVALID, S("layout"), N_("Chọn một mẫu giấy khen."));
	if (rc == TD_OK)
		rc = store_award_list(t, k->y.cluster, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (all.at[i].year.v == k->y.id.v && all.at[i].revoked_on.n == 0 && wished(w, &all.at[i]))
			VEC_PUSH(t->a, &k->chosen) = all.at[i];
	if (rc == TD_OK && (k->chosen.n == 0 || k->chosen.n > CERTIFICATES_MAX))
		rc = err_add(t->e, TD_INVALID, S("decision"),
			     N_("Chọn quyết định hoặc đánh dấu khen thưởng còn giá trị để in, từ 1 đến %d."),
			     CERTIFICATES_MAX);
	return rc;
}

/* Of everything that a certificate shows. */
static td_rc hash_of(struct asking *k, struct sha256 *out)
{
	struct arena *a = k->t->a;
	struct sha256_ctx *c = sha256_new(a);
	struct file_row picture;
	str v[CERTIFICATE_FIELD__N], site;
	td_rc rc = site_url(k->t, &site);
	sha256_add(c, value_to_json(a, certificate_to_value(a, &k->layout.layout), VALUE_CANONICAL));
	if (rc == TD_OK && k->layout.saved.picture.set && !k->layout.layout.overlay) {
		rc = store_file_get(k->t, (file_id){k->layout.saved.picture.v}, &picture);
		if (rc == TD_OK)
			sha256_add(c, (str){(const char *)picture.hash.b, SHA256_LEN});
	}
	for (size_t i = 0; rc == TD_OK && i < k->chosen.n; i++) {
		put_values(a, &k->chosen.at[i], site, v);
		for (int f = 0; f < CERTIFICATE_FIELD__N; f++)
			sha256_add(c, arena_fmt(a, "%zu:%.*s", v[f].n, STRF(v[f])));
	}
	td_rc done = sha256_done(c, out);
	return rc == TD_OK ? done : rc;
}

static const struct value *steps_of(struct asking *k)
{
	struct arena *a = k->t->a;
	struct value *asks = value_list(a), *ids = NULL;
	for (size_t i = 0; i < k->chosen.n; i++) {
		if (i % PER_STEP == 0) {
			struct value *v = value_add(a, asks, value_map(a));
			value_put_text(a, v, "layout", k->layout.code);
			value_put_int(a, v, "rev", k->layout.saved.rev);
			value_put_int(a, v, "piece", (i64)(i / PER_STEP));
			ids = value_put(a, v, S("awards"), value_list(a));
		}
		value_add(a, ids, value_int(a, k->chosen.at[i].id));
	}
	return asks;
}

static td_rc log_run(struct tx *t, const struct certificate_run *n)
{
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "name", n->layout_name);
	value_put_text(t->a, after, "title", n->title);
	value_put_text(t->a, after, "n", arena_fmt(t->a, "%lld", (long long)n->n_awards));
	return act_log(t, n->year.v, "certificate.print", "certificate_run", n->id, NULL, after, STR_NULL);
}

td_rc certificates_ask(struct tx *t, cluster_year_id year, const struct certificates_wish *w,
		       struct certificate_run *out)
{
	struct asking k = {.t = t};
	struct sha256 hash;
	struct job job;
	td_rc rc = store_cluster_year_get(t, year, &k.y);
	if (rc == TD_OK)
		rc = choose(&k, w);
	if (rc == TD_OK)
		rc = hash_of(&k, &hash);
	if (rc != TD_OK)
		return rc;
	rc = store_certificate_run_same(t, year, &hash, out);
	if (rc != TD_NOT_FOUND)
		return rc;
	const struct value *steps = steps_of(&k);
	str ask = arena_fmt(t->a, "certificates %lld %.*s", (long long)year.v,
			    STRF(hex_of(t->a, hash.b, sizeof hash.b)));
	rc = job_queue(t, &job_certificates, OPT(year.v), ask, steps, &job);
	if (rc == TD_OK)
		rc = store_certificate_run_of_job(t, job.id, out);
	if (rc != TD_NOT_FOUND)
		return rc; /* it waits already */
	*out = (struct certificate_run){
	    .year = year,
	    .job = job.id,
	    .layout_name = k.layout.layout.name,
	    .title = w->decision.n ? w->decision : arena_fmt(t->a, "%zu khen thưởng", k.chosen.n),
	    .n_awards = (i64)k.chosen.n,
	    .n_pieces = (i64)steps->items.n,
	    .data_hash = hash};
	rc = store_certificate_run_add(t, out);
	return rc == TD_OK ? log_run(t, out) : rc;
}

/* ---- what was made ---- */

void certificates_loose(struct arena *a, const certificate_piece_list *pieces, certificate_loose *out)
{
	struct err ignored = err_new(a, LANG_VI);
	const struct value *v;
	for (size_t i = 0; i < pieces->n; i++) {
		td_rc rc = value_from_json(a, pieces->at[i].loose_json, &ignored, &v);
		if (rc == TD_LIMIT)
			arena_fail(a); /* no sentence would say that everything fits */
		for (size_t k = 0; rc == TD_OK && v->kind == VALUE_LIST && k < v->items.n; k++)
			VEC_PUSH(a, out) = v->items.at[k].value->text;
	}
}

td_rc certificates_tail(struct arena *a, const certificate_piece_list *pieces, str *out)
{
	struct zip_piece_told *told = NEW_N(a, struct zip_piece_told, pieces->n);
	for (size_t i = 0; i < pieces->n; i++)
		told[i] = (struct zip_piece_told){pieces->at[i].directory, pieces->at[i].size,
						  pieces->at[i].n_files};
	return zip_pieces_tail(a, told, pieces->n, out);
}

td_rc certificates_zip(struct tx *t, const struct certificate_run *n, str *out)
{
	certificate_piece_list pieces = {0};
	struct sb b = sb_new(t->a, (size_t)1 << 30);
	str bytes;
	td_rc rc = store_certificate_piece_list(t, n->id, &pieces);
	if (rc == TD_OK && (i64)pieces.n != n->n_pieces)
		rc = TD_CONFLICT;
	for (size_t i = 0; rc == TD_OK && i < pieces.n; i++) {
		rc = store_file_read(t, pieces.at[i].file, &bytes);
		if (rc == TD_OK)
			sb_put(&b, bytes);
	}
	if (rc == TD_OK)
		rc = certificates_tail(t->a, &pieces, &bytes);
	if (rc == TD_OK)
		sb_put(&b, bytes);
	*out = sb_str(&b);
	return rc;
}

str certificates_zip_name(struct arena *a, const struct certificate_run *n)
{
	struct sb b = sb_new(a, 200);
	str folded = str_upto(vi_fold(a, n->title), 60);
	SB_LIT(&b, "giay-khen_");
	for (size_t i = 0; i < folded.n; i++)
		sb_byte(&b, folded.p[i] == ' ' ? '-' : folded.p[i]);
	SB_LIT(&b, ".zip");
	return sb_str(&b);
}
