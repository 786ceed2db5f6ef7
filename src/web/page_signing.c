#include "web/page_signing.h"

#include "format/value.h"
#include "jobs/act_setting.h"
#include "jobs/papers.h"
#include "web/app.h"
#include "web/page_calendar.h"
#include "web/page_trust.h"
#include "web/views.h"

/* ---- the page ---- */

/* {part} of the address: a pact; {paper}: a paper; else {id} of a document. */
static bool for_pact(const struct req *r)
{
	return req_param(r, "part").n > 0;
}

static bool for_paper(const struct req *r)
{
	return req_param(r, "paper").n > 0;
}

static td_rc paper_of(struct req *r, struct tx *t, struct paper *p)
{
	i64 id;
	if (str_i64(req_param(r, "paper"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_paper_get(t, (paper_id){id}, p);
	return rc == TD_OK && p->year.v != r->year.id.v ? TD_NOT_FOUND : rc;
}

static td_rc document_of(struct req *r, struct tx *t, struct evidence *v)
{
	i64 id;
	if (str_i64(req_param(r, "id"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_evidence_get(t, (evidence_id){id}, v);
	return rc == TD_OK && v->unit.v != r->member.unit.v ? TD_NOT_FOUND : rc;
}

static td_rc find(struct req *r, struct tx *t, struct signing_request *out)
{
	enum pact_part part;
	struct evidence v;
	struct paper p;
	if (for_pact(r))
		return pact_part_parse(req_param(r, "part"), &part) != TD_OK
			   ? TD_NOT_FOUND
			   : store_signing_of(t, SIGNING_PACT, r->member.unit.v, req_param(r, "part"),
					      r->year.id, out);
	if (for_paper(r)) {
		td_rc rc = paper_of(r, t, &p);
		return rc == TD_OK ? store_signing_of(t, SIGNING_PAPER, p.id.v, STR_NULL, r->year.id, out)
				   : rc;
	}
	td_rc rc = document_of(r, t, &v);
	return rc == TD_OK ? store_signing_of(t, SIGNING_EVIDENCE, v.id.v, STR_NULL, r->year.id, out) : rc;
}

td_rc page_signing_now(struct req *r, struct signing_request *out)
{
	return find(r, r->tx, out);
}

static td_rc put_paper(struct req *r, struct signing_vm *vm)
{
	struct paper p;
	struct paper_signed s;
	verdict_list rows = {0};
	signature_list kept;
	td_rc rc = paper_of(r, r->tx, &p);
	if (rc != TD_OK)
		return rc;
	vm->back = req_path(r, "%.*s/van-ban", STRF(page_base(r)));
	vm->here = req_path(r, "%.*s/%lld/ky-so", STRF(vm->back), (long long)p.id.v);
	vm->back_text = page_tr(r, N_("Về văn bản, biểu mẫu"));
	vm->title = p.title;
	rc = store_paper_signed_last(r->tx, p.id, &s);
	vm->may_make = req_may(r, PERM_PAPER_MAKE) && (p.pdf.set || rc == TD_OK) && !p.replaced_by.set;
	if (rc != TD_OK)
		return rc == TD_NOT_FOUND ? TD_OK : rc;
	VEC_PUSH(r->a, &rows) = s.row;
	rc = signature_read(r->tx, &rows, &kept);
	if (rc == TD_OK)
		page_sign_put(r, &kept.at[0], &vm->sign);
	return rc;
}

static td_rc put_subject(struct req *r, struct signing_vm *vm)
{
	struct evidence v;
	enum pact_part part;
	if (for_paper(r))
		return put_paper(r, vm);
	if (for_pact(r)) {
		if (pact_part_parse(req_param(r, "part"), &part) != TD_OK)
			return TD_NOT_FOUND;
		vm->back = req_path(r, "%.*s/giao-uoc/%.*s", STRF(page_base(r)), STRF(r->member.unit_code));
		vm->here = req_path(r, "%.*s/ky-so/%s", STRF(vm->back), pact_part_code(part));
		vm->back_text = page_tr(r, N_("Về giao ước của đơn vị"));
		vm->title = page_tr(r, pact_part_name(part));
		vm->may_make = req_may(r, PERM_UNIT_FILL);
		return TD_OK;
	}
	td_rc rc = document_of(r, r->tx, &v);
	if (rc != TD_OK)
		return rc;
	str store = req_path(r, "%.*s/minh-chung/%.*s", STRF(page_base(r)), STRF(r->member.unit_code));
	vm->back = req_path(r, "%.*s/van-ban/%lld", STRF(store), (long long)v.id.v);
	vm->here = req_path(r, "%.*s/ky-so/%lld", STRF(store), (long long)v.id.v);
	vm->back_text = page_tr(r, N_("Về văn bản"));
	vm->title = v.title;
	vm->may_make = req_may(r, PERM_SCORE_SELF) && v.file.set && !v.withdrawn_at_ms.set;
	return TD_OK;
}

static struct page_tag state_tag(const struct req *r, enum signing_state s)
{
	static const struct {
		const char *css, *icon;
	} look[SIGNING_STATE__N] = {
	    {"info", "clock"}, {"info", "download"}, {"ok", "check"}, {"warn", "warn"}, {"", "clock"}};
	return page_tag(r, look[s].css, look[s].icon, signing_state_name(s));
}

static void put_state(struct req *r, const struct signing_request *s, struct signing_vm *vm)
{
	enum signing_state now = signing_state_of(s, r->now_ms);
	vm->has = true;
	vm->tag = state_tag(r, now);
	vm->waits = now != SIGNING_RECEIVED && now != SIGNING_EXPIRED;
	vm->received = now == SIGNING_RECEIVED;
	vm->file_name = s->file_name;
	vm->who = s->made_by_name;
	vm->expires_at = s->expires_at_ms;
	vm->refusal = vm->received ? STR_NULL : s->refusal;
}

static td_rc show(struct req *r)
{
	struct signing_vm *vm = NEW(r->a, struct signing_vm);
	const struct signing_made *made = r->shown;
	struct signing_request s;
	td_rc rc = page_begin(r, page_tr(r, N_("Ký số bằng phần mềm trên máy")),
			      for_pact(r)    ? "giao-uoc"
			      : for_paper(r) ? "van-ban"
					     : "minh-chung");
	if (rc == TD_OK)
		rc = put_subject(r, vm);
	if (rc == TD_OK)
		rc = setting_int(r->tx, "sign.minutes", &vm->minutes);
	if (rc == TD_OK)
		rc = page_signing_now(r, &s);
	if (rc == TD_OK)
		put_state(r, &s, vm);
	else if (rc != TD_NOT_FOUND || !vm->here.n)
		return rc;
	if (made) {
		vm->fresh = true;
		vm->fetch_url = arena_fmt(r->a, "%.*s/ky-so/tai/%.*s", STRF(page_site(r)), STRF(made->fetch));
		vm->send_url = arena_fmt(r->a, "%.*s/ky-so/nhan/%.*s", STRF(page_site(r)), STRF(made->send));
	}
	vm->lede = for_paper(r) ? r->year.cluster_name : r->member.unit_name;
	page_crumb(r, vm->back, for_paper(r) ? page_tr(r, N_("Văn bản, biểu mẫu")) : vm->title);
	r->page.path = vm->here; /* where another language leads back to */
	vm->page = r->page;
	view_signing(&r->html, vm);
	return TD_OK;
}

td_rc page_signing_evidence(struct req *r)
{
	return show(r);
}

td_rc page_signing_pact(struct req *r)
{
	return show(r);
}

td_rc page_signing_paper(struct req *r)
{
	return show(r);
}

/* ---- making ---- */

struct maker {
	struct req *r;
	struct signing_draft draft;
	struct signing_made made;
};

static str place_of(struct req *r)
{
	return for_pact(r) ? req_path(r, "%.*s/giao-uoc/%.*s/ky-so/%.*s", STRF(page_base(r)),
				      STRF(r->member.unit_code), STRF(req_param(r, "part")))
			   : req_path(r, "%.*s/minh-chung/%.*s/ky-so/%.*s", STRF(page_base(r)),
				      STRF(r->member.unit_code), STRF(req_param(r, "id")));
}

/* What a program is told: both addresses. */
static void tell(struct req *r, const struct signing_made *m)
{
	r->once = arena_fmt(r->a, "%.*s/ky-so/tai/%.*s %.*s/ky-so/nhan/%.*s", STRF(page_site(r)),
			    STRF(m->fetch), STRF(page_site(r)), STRF(m->send));
}

static td_rc make_evidence(struct tx *t, void *ctx)
{
	struct maker *m = ctx;
	struct evidence v;
	m->r->location = place_of(m->r);
	td_rc rc = document_of(m->r, t, &v);
	if (rc == TD_OK)
		rc = act_signing_evidence(t, m->r->year.id, v.unit, v.id, &m->made);
	if (rc == TD_OK)
		tell(m->r, &m->made);
	return rc;
}

td_rc page_signing_evidence_post(struct req *r)
{
	struct maker *m = NEW(r->a, struct maker);
	m->r = r;
	r->shown = &m->made;
	td_rc rc = app_write_shown(r, make_evidence, m, show);
	if (rc != TD_OK)
		r->shown = NULL;
	return rc;
}

static td_rc make_paper(struct tx *t, void *ctx)
{
	struct maker *m = ctx;
	struct paper p;
	m->r->location =
	    req_path(m->r, "%.*s/van-ban/%.*s/ky-so", STRF(page_base(m->r)), STRF(req_param(m->r, "paper")));
	td_rc rc = paper_of(m->r, t, &p);
	if (rc == TD_OK)
		rc = act_signing_paper(t, m->r->year.id, p.id, &m->made);
	if (rc == TD_OK)
		tell(m->r, &m->made);
	return rc;
}

td_rc page_signing_paper_post(struct req *r)
{
	struct maker *m = NEW(r->a, struct maker);
	m->r = r;
	r->shown = &m->made;
	td_rc rc = app_write_shown(r, make_paper, m, show);
	if (rc != TD_OK)
		r->shown = NULL;
	return rc;
}

static td_rc draft(struct tx *t, void *ctx)
{
	struct maker *m = ctx;
	return signing_draft(t, m->r->year.id, m->r->member.unit, &m->draft);
}

static td_rc make_pact(struct tx *t, void *ctx)
{
	struct maker *m = ctx;
	m->r->location = place_of(m->r);
	td_rc rc = act_signing_pact(t, m->r->year.id, m->r->member.unit, &m->draft, &m->made);
	if (rc == TD_OK)
		tell(m->r, &m->made);
	return rc;
}

/* The paper is drawn outside of any transaction. */
td_rc page_signing_pact_post(struct req *r)
{
	struct maker *m = NEW(r->a, struct maker);
	struct actor who = {r->user.id.v, r->user.name};
	m->r = r;
	if (!req_may(r, PERM_UNIT_FILL))
		return TD_DENIED;
	if (pact_part_parse(req_param(r, "part"), &m->draft.part) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = db_read(r->app->cfg.db, r->a, r->e, &who, draft, m);
	if (rc == TD_OK)
		rc = papers_pdf_of(r->a, m->draft.docx, r->e, &m->draft.pdf);
	r->shown = &m->made;
	if (rc == TD_OK)
		rc = app_write_shown(r, make_pact, m, show);
	if (rc != TD_OK)
		r->shown = NULL;
	return rc;
}

/* ---- the addresses ---- */

td_rc page_signing_fetch(struct req *r)
{
	struct signing_request *s = NEW(r->a, struct signing_request);
	td_rc rc = signing_pass(r->tx, req_param(r, "token"), false, s);
	if (rc == TD_OK && str_eq(r->http->method, S("GET")))
		r->fetched = s;
	return rc == TD_OK ? page_send_file(r, s->file, s->file_name) : rc;
}

/* What comes back from a program. */
struct coming {
	struct req *r;
	struct signing_request asked;
	struct file_source file;
	struct form_file copy;
	struct signature_seen seen;
	str said; /* of the answer */
};

static td_rc look(struct tx *t, void *ctx)
{
	struct coming *k = ctx;
	i64 mib = 0;
	td_rc rc = signing_pass(t, req_param(k->r, "token"), true, &k->asked);
	if (rc == TD_OK)
		rc = setting_int(t, "upload.max_mib", &mib);
	if (rc == TD_OK && k->file.size > mib << 20)
		return err_add(t->e, TD_CONFLICT, S("file"),
			       N_("Tệp lớn hơn %lld MB: xin nén hoặc chia nhỏ."), (long long)mib);
	return rc == TD_OK ? signing_continues(t, &k->asked, &k->file) : rc;
}

static td_rc take(struct tx *t, void *ctx)
{
	struct coming *k = ctx;
	return act_signing_receive(t, &k->asked, &k->file, &k->seen);
}

static td_rc refuse(struct tx *t, void *ctx)
{
	struct coming *k = ctx;
	return act_signing_refuse(t, &k->asked, k->said);
}

/* In the words that signing programs of the Government Cipher Committee expect. */
static td_rc answer(struct req *r)
{
	const struct coming *k = r->shown;
	struct value *v = value_map(r->a);
	value_put_bool(r->a, v, "Status", k->said.n == 0);
	value_put_text(r->a, v, "Message", k->said.n ? k->said : page_tr(r, N_("Đã nhận bản ký.")));
	value_put_text(r->a, v, "FileName", k->asked.file_name);
	value_put_text(r->a, v, "FileServer", S(""));
	r->type = S("application/json");
	r->body = value_to_json(r->a, v, VALUE_CANONICAL);
	r->status = k->said.n ? 422 : 200;
	return TD_OK;
}

static const struct form_file *sent_file(const struct req *r)
{
	for (size_t i = 0; i < r->form->pairs.n; i++) {
		const struct form_file *f = r->form->pairs.at[i].file;
		if (f && f->set && f->size > 0)
			return f;
	}
	return NULL;
}

static td_rc judge(struct coming *k)
{
	struct req *r = k->r;
	struct actor who = {0};
	td_rc rc = db_read(r->app->cfg.db, r->a, r->e, &who, look, k);
	r->user = (struct req_user){.id = {k->asked.made_by}, .name = k->asked.made_by_name};
	if (rc == TD_OK)
		rc = page_look(r, &k->copy, &k->seen);
	return rc == TD_OK ? signing_judge(r->e, &k->seen) : rc;
}

td_rc page_signing_send(struct req *r)
{
	struct coming *k = NEW(r->a, struct coming);
	const struct form_file *f = sent_file(r);
	if (f == NULL) {
		r->status = 400;
		return TD_INVALID;
	}
	k->r = r;
	k->copy = *f;
	k->file = page_upload_source(&k->copy);
	r->shown = k;
	td_rc rc = judge(k);
	if (rc == TD_OK)
		rc = app_write_shown(r, take, k, answer);
	if (rc != TD_CONFLICT && rc != TD_INVALID && rc != TD_STALE)
		return rc;
	k->said = r->e->items.n ? err_first(r->e) : page_tr(r, N_("Văn bản đã đổi trong lúc ký."));
	return app_write_shown(r, refuse, k, answer);
}
