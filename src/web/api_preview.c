/* Files that were sent and wait to be taken: what each would change, every fault by its cell, and what must be sent to take
 * it. */
#include "jobs/registration_book.h"
#include "web/api_read.h"
#include "web/page_form.h"
#include "web/page_history.h"
#include "web/page_import.h"
#include "web/page_setup.h"

static const struct api_member fault[] = {
    API(TEXT, struct err_item, where, "where"),
    API(TEXT, struct err_item, text, "text"),
};
static const struct api_def fault_def = API_DEF("FileFault", struct err_item, fault);

struct line {
	str where, unit, what, was, is;
};
static const struct api_member line[] = {
    API(TEXT, struct line, where, "where"), API(TEXT, struct line, unit, "unit"),
    API(TEXT, struct line, what, "what"),   API(TEXT, struct line, was, "was"),
    API(TEXT, struct line, is, "is"),
};
static const struct api_def line_def = API_DEF("FileLine", struct line, line);

struct preview {
	bool open;
	struct opt_i64 id;
	str file_name, digest;
	VEC(struct err_item) faults, notes;
	VEC(struct line) lines;
	i64 n_lines;
	struct opt_i64 n_same;
};
static const struct api_member preview[] = {
    API(BOOL, struct preview, open, "open", .label = N_("Có tệp đang chờ nhận")),
    API(OPT_INT, struct preview, id, "preview", .label = N_("Gửi lại ở preview khi nhận hoặc bỏ")),
    API(TEXT, struct preview, digest, "digest", .label = N_("Gửi lại ở digest khi nhận")),
    API(TEXT, struct preview, file_name, "file_name"),
    API_LIST(struct preview, faults, "faults", &fault_def),
    API_LIST(struct preview, notes, "notes", &fault_def),
    API_LIST(struct preview, lines, "lines", &line_def),
    API(INT, struct preview, n_lines, "count"),
    API(OPT_INT, struct preview, n_same, "same", .label = N_("Số giá trị trong tệp đã có sẵn, giống hệt")),
};
const struct api_def api_import_def = API_DEF("Preview", struct preview, preview);
const struct api_def api_card_file_def = API_DEF("Preview", struct preview, preview);
const struct api_def api_registration_file_def = API_DEF("Preview", struct preview, preview);
const struct api_def api_setup_file_def = API_DEF("Preview", struct preview, preview);
const struct api_def api_earlier_def = API_DEF("Preview", struct preview, preview);

/* The lines that ?offset= and ?limit= ask for, of those counted so far. */
static void put_line(struct req *r, struct preview *o, struct line x)
{
	i64 at = o->n_lines++ - api_number(r, "offset");
	if (at >= 0 && at < api_limit(r))
		VEC_PUSH(r->a, &o->lines) = x;
}

static void put_texts(struct req *r, struct preview *o, const struct err_item *faults, size_t n_faults,
		      const struct err_item *notes, size_t n_notes)
{
	for (size_t i = 0; i < n_faults; i++)
		VEC_PUSH(r->a, &o->faults) = faults[i];
	for (size_t i = 0; i < n_notes; i++)
		VEC_PUSH(r->a, &o->notes) = notes[i];
}

/* ---- scores, units and criteria of a year ---- */

static td_rc put_job(struct req *r, struct preview *o, td_rc rc, const struct import_preview *p,
		     const struct import_job *job)
{
	if (rc != TD_OK)
		return rc == TD_NOT_FOUND ? TD_OK : rc;
	o->open = true;
	o->id = OPT(p->id.v);
	o->file_name = p->file_name;
	o->n_same = OPT((i64)job->n_same);
	put_texts(r, o, job->faults.at, job->faults.n, job->notes.at, job->notes.n);
	for (size_t i = 0; i < job->changes.n; i++) {
		const struct import_change *c = &job->changes.at[i];
		put_line(r, o, (struct line){c->where, c->unit, c->criterion, c->was, c->is});
	}
	return TD_OK;
}

td_rc api_read_import(struct req *r, void *out)
{
	struct import_preview p;
	struct import_job *job = NEW(r->a, struct import_job);
	td_rc rc = page_import_open(r, &p, job);
	return put_job(r, out, rc, &p, job);
}

td_rc api_read_card_file(struct req *r, void *out)
{
	struct import_preview p;
	struct import_job *job = NEW(r->a, struct import_job);
	td_rc rc = page_form_open(r, &p, job);
	return put_job(r, out, rc, &p, job);
}

/* ---- a registration ---- */

td_rc api_read_registration_file(struct req *r, void *out)
{
	struct preview *o = out;
	struct import_preview p;
	struct registration_file *f = NEW(r->a, struct registration_file);
	td_rc rc = registration_file_open(r->tx, r->year.id, r->member.unit_code, r->user.id, &p, f);
	if (rc != TD_OK)
		return rc == TD_NOT_FOUND ? TD_OK : rc;
	o->open = true;
	o->id = OPT(p.id.v);
	o->file_name = p.file_name;
	o->n_same = OPT((i64)f->n_same);
	put_texts(r, o, f->faults.at, f->faults.n, NULL, 0);
	for (size_t i = 0; i < f->changes.n; i++) {
		const struct registration_change *c = &f->changes.at[i];
		put_line(r, o, (struct line){c->where, r->member.unit_code, c->what, c->was, c->is});
	}
	return TD_OK;
}

/* ---- the site ---- */

td_rc api_read_setup_file(struct req *r, void *out)
{
	struct preview *o = out;
	struct setup_plan *plan = NEW(r->a, struct setup_plan);
	td_rc rc = page_setup_open(r, plan);
	if (rc != TD_OK)
		return rc == TD_NOT_FOUND ? TD_OK : rc;
	o->open = true;
	o->file_name = plan->file_name;
	o->digest = plan->digest;
	put_texts(r, o, plan->faults.at, plan->faults.n, plan->notes.at, plan->notes.n);
	for (size_t i = 0; i < plan->lines.n; i++) {
		const struct setup_line *l = &plan->lines.at[i];
		put_line(r, o, (struct line){l->where, STR_NULL, l->what, STR_NULL, l->text});
	}
	return TD_OK;
}

td_rc api_read_earlier(struct req *r, void *out)
{
	struct preview *o = out;
	struct history_plan *plan = NEW(r->a, struct history_plan);
	struct cluster c;
	td_rc rc = page_history_open(r, &c, plan, &o->open);
	if (rc != TD_OK || !o->open)
		return rc;
	o->file_name = plan->wish.file_name;
	o->digest = plan->digest;
	put_texts(r, o, plan->faults.at, plan->faults.n, plan->notes.at, plan->notes.n);
	for (size_t i = 0; i < plan->lines.n; i++) {
		const struct history_line *l = &plan->lines.at[i];
		put_line(r, o, (struct line){l->where, l->unit, S(""), STR_NULL, l->text});
	}
	return TD_OK;
}
