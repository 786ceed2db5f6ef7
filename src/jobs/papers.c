#include "jobs/papers.h"

#include "base/embed.h"
#include "base/utf8.h"
#include "jobs/act_journal.h"
#include "jobs/paper_code.h"
#include "jobs/papers_part.h"
#include "office/docx.h"
#include "store/store_template.h"

struct embed_set embed_papers(void);

enum { TITLE_MAX = 480 };

static const char media_type[] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

str papers_default_template(enum paper_kind k)
{
	struct embed_set set = embed_papers();
	for (size_t i = 0; i < set.n; i++) {
		str name = set.at[i].name, stem = str_c(papers_info(k)->stem);
		if (str_has_prefix(name, stem) && str_eq(str_from(name, stem.n), S(".docx")))
			return set.at[i].bytes;
	}
	return S(""); /* not in a build that passes its tests */
}

td_rc papers_check_template(struct arena *a, enum paper_kind k, str docx, struct err *e)
{
	return docx_check_upload(a, docx, papers_sample(a, k), e);
}

/* ---- what is read ---- */

struct papers_reader {
	struct tx *t;
	cluster_year_id year;
	struct paper_facts *facts[BASIS__N]; /* NULL: not read yet */
	td_rc rc[BASIS__N];
	struct paper_facts base; /* year, members and offices, once they were read */
	bool base_read;
};

struct papers_reader *papers_reader_new(struct tx *t, cluster_year_id year)
{
	struct papers_reader *r = NEW(t->a, struct papers_reader);
	r->t = t;
	r->year = year;
	return r;
}

/* What another basis read of the meeting and the polls is not read again. */
static void share_meeting(struct papers_reader *r, enum paper_basis to)
{
	for (int b = 0; b < BASIS__N; b++) {
		const struct paper_facts *from = r->facts[b];
		if (b == (int)to || from == NULL || !from->meeting_read)
			continue;
		r->facts[to]->meeting_read = true;
		r->facts[to]->met = from->met;
		r->facts[to]->meeting = from->meeting;
		r->facts[to]->attendance = from->attendance;
		r->facts[to]->live = from->live;
		r->facts[to]->board = from->board;
		r->facts[to]->polls = from->polls;
		return;
	}
}

static td_rc facts_of(struct papers_reader *r, enum paper_basis b, const struct paper_facts **out)
{
	if (r->facts[b] == NULL) {
		r->facts[b] = NEW(r->t->a, struct paper_facts);
		if (r->base_read) {
			r->facts[b]->sy.year = r->base.sy.year;
			r->facts[b]->sy.members = r->base.sy.members;
			r->facts[b]->offices = r->base.offices;
		}
		share_meeting(r, b);
		r->rc[b] = papers_basis_facts(r->t, b, r->year, r->facts[b]);
	}
	if (r->rc[b] == TD_OK && b == BASIS_YEAR && !r->base_read) {
		r->base = *r->facts[b];
		r->base_read = true;
	}
	*out = r->facts[b];
	return r->rc[b];
}

td_rc papers_subjects(struct papers_reader *r, enum paper_kind k, paper_subject_list *out)
{
	const struct paper_facts *f;
	*out = (paper_subject_list){0};
	if (paper_kind_of(k) == PAPER_OF_YEAR) {
		VEC_PUSH(r->t->a, out) = (struct paper_subject){S(""), S(""), STR_NULL};
		return TD_OK;
	}
	/* whose scores these are is known without the scores, which poll it is without its result */
	static const enum paper_basis light[PAPER_OF__N] = {
	    [PAPER_OF_UNIT] = BASIS_YEAR, [PAPER_OF_POLL] = BASIS_POLLS, [PAPER_OF_BALLOT] = BASIS_POLLS};
	enum paper_basis basis = light[paper_kind_of(k)] ? light[paper_kind_of(k)] : papers_info(k)->basis;
	td_rc rc = facts_of(r, basis, &f);
	if (rc == TD_OK)
		papers_list_subjects(r->t->a, k, f, out);
	return rc;
}

static bool find_subject(const paper_subject_list *all, str subject, struct paper_subject *out)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->at[i].subject, subject)) {
			*out = all->at[i];
			return true;
		}
	return false;
}

/* Says which there are, as many as a person reads. */
static td_rc no_such(struct tx *t, enum paper_kind k, str subject, const paper_subject_list *all)
{
	enum { SAID = 12 };
	struct sb b = sb_new(t->a, 4096);
	if (all->n == 0)
		return err_add(t->e, TD_NOT_FOUND, S("subject"), N_("Năm này chưa có %s nào."),
			       paper_kind_name(k));
	for (size_t i = 0; i < all->n && i < SAID; i++)
		sb_fmt(&b, "%s%.*s (%.*s)", i ? ", " : "", STRF(all->at[i].subject), STRF(all->at[i].name));
	if (all->n > SAID)
		SB_LIT(&b, "…");
	return err_add(t->e, TD_NOT_FOUND, S("subject"),
		       N_("Năm này không có %s cho «%.*s». Chọn một trong: %.*s"), paper_kind_name(k),
		       STRF(subject), STRF(sb_str(&b)));
}

/* The facts of the kind, with whom this paper is of; after a correction also what a paper of the ranking stands in place
 * of. */
static td_rc read_facts(struct papers_reader *r, enum paper_kind k, str subject, struct paper_facts *f)
{
	const struct paper_facts *shared;
	paper_subject_list all = {0};
	td_rc rc = facts_of(r, papers_info(k)->basis, &shared);
	if (rc == TD_OK)
		rc = papers_subjects(r, k, &all);
	if (rc != TD_OK)
		return rc;
	*f = *shared;
	if (!find_subject(&all, subject, &f->of))
		return no_such(r->t, k, subject, &all);
	if (papers_info(k)->basis == BASIS_RANKING && f->frozen && f->ranking.version > 1)
		rc = store_paper_before(r->t, r->year, str_c(paper_kind_code(k)), f->ranking.version,
					&f->replaces);
	if (rc == TD_NOT_FOUND)
		rc = TD_OK;
	if (rc == TD_OK && k == PAPER_MINUTES)
		rc = journal_of_meeting(r->t, r->year.v, &f->line);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

static td_rc read_data(struct papers_reader *r, enum paper_kind k, str subject, struct value **out)
{
	struct paper_facts *f = NEW(r->t->a, struct paper_facts);
	td_rc rc = read_facts(r, k, subject, f);
	if (rc == TD_OK)
		*out = papers_tree(r->t->a, k, f);
	return rc;
}

td_rc papers_data(struct tx *t, enum paper_kind k, cluster_year_id year, str subject, struct value **out)
{
	return read_data(papers_reader_new(t, year), k, subject, out);
}

/* "bien-ban-10-2026.docx" */
static str papers_file_name(struct arena *a, enum paper_kind k, const struct paper_facts *f)
{
	return arena_fmt(a, "%s%s%.*s-%.*s-%lld.docx", papers_info(k)->stem, f->of.subject.n ? "-" : "",
			 STRF(f->of.subject), STRF(f->sy.year.cluster_code), (long long)f->sy.year.year);
}

static str papers_title(struct arena *a, enum paper_kind k, const struct paper_facts *f)
{
	str name = str_c(paper_kind_name(k));
	if (!f->of.name.n)
		return name;
	return utf8_upto(arena_fmt(a, "%.*s – %.*s%s%.*s", STRF(name), STRF(f->of.name),
				   f->of.more.n ? ", " : "", STRF(f->of.more)),
			 TITLE_MAX);
}

/* The cluster's own template, else the shipped one. */
static td_rc find_template(struct tx *t, enum paper_kind k, cluster_id cluster, str *bytes,
			   struct opt_i64 *used)
{
	struct paper_template own;
	td_rc rc = store_template_current(t, cluster, str_c(paper_kind_code(k)), &own);
	*used = OPT_NONE;
	if (rc == TD_NOT_FOUND) {
		*bytes = papers_default_template(k);
		return TD_OK;
	}
	if (rc != TD_OK)
		return rc;
	*used = OPT(own.id.v);
	return store_file_read(t, own.file, bytes);
}

static td_rc hash_data(struct arena *a, const struct value *data, struct sha256 *out)
{
	return sha256_of(value_to_json(a, data, VALUE_CANONICAL), out);
}

/* Of the data's and the template's hash: equal for equal papers. */
static td_rc hash_sources(struct arena *a, const struct sha256 *data, str template_bytes, struct sha256 *out)
{
	struct sha256 h;
	td_rc rc = sha256_of(template_bytes, &h);
	if (rc != TD_OK)
		return rc;
	return sha256_of(arena_fmt(a, "%.*s\n%.*s", STRF(hex_of(a, h.b, sizeof h.b)),
				   STRF(hex_of(a, data->b, sizeof data->b))),
			 out);
}

static td_rc fill(struct tx *t, enum paper_kind k, const struct paper_facts *f, struct paper_file *out)
{
	const struct cluster_year *y = &f->sy.year;
	struct value *data = papers_tree(t->a, k, f);
	str docx = STR_NULL;
	td_rc rc = find_template(t, k, y->cluster, &docx, &out->template_used);
	if (rc == TD_OK)
		rc = hash_data(t->a, data, &out->data_hash);
	if (rc == TD_OK)
		rc = hash_sources(t->a, &out->data_hash, docx, &out->sources_hash);
	if (rc == TD_OK)
		rc = paper_code_put(t, y->id, str_c(paper_kind_code(k)), f->of.subject, &out->sources_hash,
				    data, &out->check_code);
	if (rc == TD_OK)
		rc = out->template_used.set ? docx_fill_upload(t->a, docx, data, t->e, &out->bytes)
					    : docx_fill(t->a, docx, data, t->e, &out->bytes);
	/* the PDF of the same paper is made from out->bytes, outside this transaction: see make() of job_papers.c */
	out->file_name = papers_file_name(t->a, k, f);
	out->title = papers_title(t->a, k, f);
	out->ranking = f->frozen ? OPT(f->ranking.id.v) : OPT_NONE;
	return rc;
}

td_rc papers_try(struct tx *t, enum paper_kind k, cluster_id cluster, struct paper_file *out)
{
	const struct value *data = papers_sample(t->a, k);
	str docx = STR_NULL;
	td_rc rc = find_template(t, k, cluster, &docx, &out->template_used);
	out->file_name = arena_fmt(t->a, "%s-vi-du.docx", papers_info(k)->stem);
	if (rc == TD_OK)
		rc = out->template_used.set ? docx_fill_upload(t->a, docx, data, t->e, &out->bytes)
					    : docx_fill(t->a, docx, data, t->e, &out->bytes);
	return rc;
}

td_rc papers_fill(struct tx *t, enum paper_kind k, cluster_year_id year, str subject, struct paper_file *out)
{
	struct paper_facts *f = NEW(t->a, struct paper_facts);
	td_rc rc = read_facts(papers_reader_new(t, year), k, subject, f);
	*out = (struct paper_file){0};
	if (rc == TD_OK)
		rc = db_generation(t, year.v, &out->generation);
	return rc == TD_OK ? fill(t, k, f, out) : rc;
}

static td_rc log_made(struct tx *t, const struct paper *p, const struct paper_file *file)
{
	struct value *after = value_map(t->a);
	struct sha256 hash;
	td_rc rc = sha256_of(file->bytes, &hash);
	if (rc != TD_OK)
		return rc;
	value_put_text(t->a, after, "title", p->title);
	value_put_text(t->a, after, "kind", p->kind);
	value_put_text(t->a, after, "file", p->file_name);
	value_put_text(t->a, after, "sources_sha256",
		       hex_of(t->a, file->sources_hash.b, sizeof file->sources_hash.b));
	value_put_text(t->a, after, "sha256", hex_of(t->a, hash.b, SHA256_LEN));
	return act_log(t, p->year.v, "paper.make", "paper", p->id.v, NULL, after, STR_NULL);
}

/* Beside the Word file; a standing paper that had none gets it now. */
static td_rc keep_pdf(struct tx *t, const struct paper_pdf *pdf, struct paper *p)
{
	file_id id;
	td_rc rc = TD_OK;
	if (pdf->bytes.n == 0 && pdf->notes.n == 0)
		return TD_OK;
	p->pdf_notes = pdf->notes.n ? pdf->notes : STR_NULL;
	if (pdf->bytes.n) {
		rc = store_file_put(t, pdf->bytes, S("application/pdf"), &id);
		p->pdf = OPT(id.v);
		p->pdf_pages = pdf->pages > 0 ? OPT(pdf->pages) : OPT_NONE;
		p->pdf_maker = pdf->maker;
	}
	return rc == TD_OK ? store_paper_pdf(t, p) : rc;
}

td_rc papers_keep(struct tx *t, enum paper_kind k, cluster_year_id year, str subject,
		  const struct paper_file *file, struct paper *out, bool *made)
{
	struct paper before;
	file_id id;
	td_rc rc = store_paper_standing(t, year, str_c(paper_kind_code(k)), subject, &before);
	if (rc == TD_NOT_FOUND)
		before = (struct paper){0};
	if (rc == TD_OK || rc == TD_NOT_FOUND)
		rc = store_file_put(t, file->bytes, str_c(media_type), &id);
	if (rc != TD_OK)
		return rc;
	*made = before.id.v == 0 || before.file.v != id.v;
	if (!*made) {
		*out = before;
		rc = store_paper_seen(t, out, file->generation, &file->data_hash);
		return rc == TD_OK && !before.pdf.set ? keep_pdf(t, &file->pdf, out) : rc;
	}
	*out = (struct paper){.year = year,
			      .kind = str_c(paper_kind_code(k)),
			      .subject = subject,
			      .title = file->title,
			      .file = id,
			      .file_name = file->file_name,
			      .template_used = file->template_used,
			      .ranking = file->ranking,
			      .hashed = true,
			      .data_hash = file->data_hash,
			      .check_code = file->check_code,
			      .generation = file->generation};
	rc = store_paper_add(t, out, before.id);
	if (rc == TD_OK)
		rc = keep_pdf(t, &file->pdf, out);
	return rc == TD_OK ? log_made(t, out, file) : rc;
}

td_rc papers_make(struct tx *t, enum paper_kind k, cluster_year_id year, str subject, struct paper *out)
{
	struct paper_file file;
	bool made;
	td_rc rc = paper_code_prepare(t);
	if (rc == TD_OK)
		rc = papers_fill(t, k, year, subject, &file);
	return rc == TD_OK ? papers_keep(t, k, year, subject, &file, out, &made) : rc;
}

/* ---- have the data changed since? ---- */

static td_rc changed_since(struct papers_reader *r, const struct paper *p, bool *changed)
{
	struct tx *t = r->t;
	struct value *data = NULL;
	struct sha256 now;
	struct err ignored = err_new(t->a, LANG_VI), *own = t->e;
	enum paper_kind k;
	if (paper_kind_parse(p->kind, &k) != TD_OK)
		return TD_OK;
	t->e = &ignored;
	td_rc rc = read_data(r, k, p->subject, &data);
	t->e = own;
	if (rc == TD_CONFLICT || rc == TD_NOT_FOUND) { /* it could not even be made now */
		*changed = true;
		return TD_OK;
	}
	if (rc == TD_OK)
		rc = hash_data(t->a, data, &now);
	if (rc == TD_OK)
		*changed = memcmp(now.b, p->data_hash.b, sizeof now.b) != 0;
	return rc;
}

td_rc papers_changed(struct papers_reader *r, const paper_list *papers, bool *changed)
{
	i64 generation;
	td_rc rc = db_generation(r->t, r->year.v, &generation);
	for (size_t i = 0; rc == TD_OK && i < papers->n; i++) {
		const struct paper *p = &papers->at[i];
		changed[i] = false;
		if (!p->replaced_by.set && p->hashed && p->generation != generation)
			rc = changed_since(r, p, &changed[i]);
	}
	return rc;
}
