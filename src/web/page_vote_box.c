/* The doors of a ballot box. Whoever comes is nobody: no session is looked for, no cookie set, nothing of the sender is
 * logged, and a ballot leaves nothing in the database but its own two records. */
#include "format/value.h"
#include "web/app.h"
#include "web/app_send.h"
#include "web/http.h"
#include "web/page_vote_check.h"
#include "web/views.h"

enum { CAST_ARENA = 256 << 20 };

static td_rc find(struct req *r, struct vote *v)
{
	return store_vote_by_uuid(r->tx, req_param(r, "uuid"), v);
}

static void give_json(struct req *r, const struct value *v)
{
	r->body = value_to_json(r->a, v, VALUE_CANONICAL);
	r->type = S("application/json; charset=utf-8");
}

static void put_text_or_null(struct arena *a, struct value *v, const char *key, str text)
{
	value_put(a, v, str_c(key), text.p ? value_text(a, text) : value_null(a));
}

td_rc page_vote_election(struct req *r)
{
	struct vote v;
	membership_list members = {0};
	str election = STR_NULL;
	td_rc rc = find(r, &v);
	if (rc == TD_OK)
		rc = act_vote_election(r->tx, &v, &election);
	if (rc == TD_OK)
		rc = store_membership_list(r->tx, v.year, &members);
	if (rc != TD_OK)
		return rc;
	const char *banner = vote_banner((u32)v.faults);
	struct value *out = value_map(r->a);
	value_put_text(r->a, out, "phase", str_c(vote_phase_code(v.phase)));
	put_text_or_null(r->a, out, "election", election);
	put_text_or_null(r->a, out, "fingerprint", election.p ? box_tracker(r->a, election) : STR_NULL);
	value_put_int(r->a, out, "n_units", (i64)members.n);
	put_text_or_null(r->a, out, "override", banner ? str_c(banner) : STR_NULL);
	give_json(r, out);
	return TD_OK;
}

/* ---- casting ---- */

struct casting {
	struct req *r;
	struct vote_casting c;
	struct arena *a; /* of the proofs */
};

static td_rc cast_load(struct tx *t, void *ctx)
{
	struct casting *k = ctx;
	return act_vote_cast_load(t, req_param(k->r, "uuid"), &k->c);
}

static void end_casting(void *p)
{
	arena_free(((struct casting *)p)->a);
}

/* The texts outlive the memory of the proofs. */
static td_rc cast_check(void *ctx)
{
	struct casting *k = ctx;
	struct err e = err_new(k->a, k->r->e->lang);
	struct group *g = group_new(k->a);
	td_rc rc = act_vote_cast_check(g, &e, &k->c);
	if (rc == TD_INVALID && e.items.n)
		return err_add(k->r->e, rc, S("ballot"), "%.*s", STRF(e.items.at[0].text));
	if (rc == TD_OK) {
		k->c.credential = arena_str(k->r->a, k->c.credential);
		k->c.tracker = arena_str(k->r->a, k->c.tracker);
	}
	return rc;
}

static td_rc cast_put(struct tx *t, void *ctx)
{
	struct casting *k = ctx;
	return act_vote_cast_put(t, &k->c);
}

static td_rc check_request(struct req *r)
{
	if (!page_vote_secure(r))
		return err_add(r->e, TD_CONFLICT, S("ballot"),
			       N_("Phiếu chỉ được gửi qua https: trang này đang mở không an toàn."));
	if (r->http->body.n == 0)
		return err_add(r->e, TD_INVALID, S("ballot"), N_("Không có lá phiếu nào được gửi."));
	return TD_OK;
}

td_rc page_vote_cast(struct req *r)
{
	struct casting *k = NEW(r->a, struct casting);
	struct actor nobody = {0};
	struct db *db = r->app->cfg.db;
	*k = (struct casting){.r = r, .c.ballot = r->http->body};
	arena_defer(r->a, end_casting, k); /* before there is anything to end */
	k->a = arena_new("ballot", CAST_ARENA);
	if (k->a == NULL)
		return TD_LIMIT;
	td_rc rc = check_request(r);
	if (rc == TD_OK)
		rc = db_read(db, r->a, r->e, &nobody, cast_load, k);
	if (rc == TD_OK)
		rc = arena_run(k->a, cast_check, k);
	if (rc != TD_OK)
		return rc;
	struct value *out = value_map(r->a);
	value_put_text(r->a, out, "tracker", k->c.tracker);
	give_json(r, out); /* made before: after the commit nothing may fail */
	return db_write(db, r->a, r->e, &nobody, cast_put, k);
}

/* ---- looking up ---- */

td_rc page_vote_track(struct req *r)
{
	struct vote v;
	str typed = req_query(r, S("ma"));
	bool found = false;
	td_rc rc = find(r, &v);
	if (rc == TD_OK && typed.n)
		rc = act_vote_tracked(r->tx, &v, typed, &found);
	if (rc != TD_OK)
		return rc;
	str accept = http_header(r->http, "accept");
	if (str_find(accept, S("text/html")) == accept.n) {
		struct value *out = value_map(r->a);
		value_put_bool(r->a, out, "found", found);
		give_json(r, out);
		return TD_OK;
	}
	struct vote_track_vm *vm = NEW(r->a, struct vote_track_vm);
	rc = page_begin(r, page_tr(r, N_("Tra mã theo dõi phiếu")), "");
	if (rc != TD_OK)
		return rc;
	*vm = (struct vote_track_vm){.uuid = v.uuid,
				     .question = v.question,
				     .typed = str_trim(typed),
				     .asked = str_trim(typed).n > 0,
				     .found = found,
				     .tag = page_vote_tag(r, v.phase)};
	vm->page = r->page;
	view_vote_track(&r->html, vm);
	return TD_OK;
}

td_rc page_vote_file(struct req *r)
{
	struct vote v;
	td_rc rc = find(r, &v);
	if (rc == TD_OK)
		rc = act_vote_bytes(r->tx, &v, &r->body);
	if (rc == TD_CONFLICT)
		r->status = 403; /* nobody has a right to it before the close */
	if (rc != TD_OK)
		return rc;
	r->type = S("application/x-tar");
	r->download = arena_fmt(r->a, "%.*s.bel", STRF(v.uuid));
	return TD_OK;
}

/* ---- the public verifier ---- */

enum { VERIFY_MIB = 16 };

struct verify_form {
	struct form_file file;
	str tracker;
};
static const struct field verify_fields[] = {
    FIELD(FILE, struct verify_form, file, N_("Tệp hòm phiếu"), .required = true, .max = VERIFY_MIB),
    FIELD(TEXT, struct verify_form, tracker, N_("Mã theo dõi phiếu"), .max = 60),
};
const struct form_def page_vote_verify_form = FORM(struct verify_form, verify_fields);

td_rc page_vote_verify(struct req *r)
{
	struct vote_verify_vm *vm = NEW(r->a, struct vote_verify_vm);
	td_rc rc = page_begin(r, page_tr(r, N_("Kiểm chứng hòm phiếu điện tử")), "kiem-phieu");
	if (rc != TD_OK)
		return rc;
	if (r->shown)
		*vm = *(const struct vote_verify_vm *)r->shown;
	else
		vm->tracker = form_show(r->form, S("tracker"), S(""));
	vm->page = r->page;
	view_vote_verify(&r->html, vm);
	return TD_OK;
}

/* Nothing is kept of the file. */
static td_rc nothing(struct tx *t, void *ctx)
{
	struct req *r = ctx;
	(void)t;
	r->location = S("/kiem-phieu");
	return TD_OK;
}

td_rc page_vote_verify_post(struct req *r)
{
	const struct verify_form *f = form_value(r->form);
	struct vote_verify_vm *vm = NEW(r->a, struct vote_verify_vm);
	str bytes = STR_NULL;
	vm->tracker = f->tracker;
	vm->tracked_asked = f->tracker.n > 0;
	td_rc rc = page_read_upload(r, &f->file, &bytes);
	if (rc == TD_OK)
		rc = page_vote_check(r, bytes, vm);
	r->shown = vm;
	return rc == TD_OK ? app_write_shown(r, nothing, r, page_vote_verify) : rc;
}
