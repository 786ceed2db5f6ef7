/* The pages of trustees and of who draws the codes. Rights depend on the vote: its own people only. */
#include "format/value.h"
#include "web/app.h"
#include "web/asset.h"
#include "web/http.h"
#include "web/page_booth.h"
#include "web/page_vote.h"
#include "web/views.h"

enum { KEY_MAX = 4000, FACTORS_MAX = 600000, CODES_MAX = 300000 };

struct key_form {
	str public_key;
};
static const struct field key_fields[] = {
    FIELD(TEXT, struct key_form, public_key, N_("Khóa công khai"), .required = true, .max = KEY_MAX),
};
const struct form_def page_vote_key_form = FORM(struct key_form, key_fields);

struct factors_form {
	str partial;
};
static const struct field factors_fields[] = {
    FIELD(TEXT, struct factors_form, partial, N_("Phần mở khóa"), .required = true, .max = FACTORS_MAX),
};
const struct form_def page_vote_factors_form = FORM(struct factors_form, factors_fields);

struct codes_form {
	str public_creds;
};
static const struct field codes_fields[] = {
    FIELD(TEXT, struct codes_form, public_creds, N_("Danh sách công khai"), .required = true,
	  .max = CODES_MAX),
};
const struct form_def page_vote_codes_form = FORM(struct codes_form, codes_fields);

static str uuid_of(struct req *r)
{
	return req_param(r, "uuid");
}

/* In a read nobody acts: who asks is the account of the session. */
static td_rc trustee(struct req *r, struct vote *v, struct vote_trustee *own)
{
	vote_trustee_list all;
	r->tx->actor.user_id = r->user.id.v;
	return act_vote_trustee(r->tx, uuid_of(r), v, &all, own);
}

static void put_vote(struct req *r, const struct vote *v, struct vote_person_vm *vm)
{
	const char *banner = vote_banner((u32)v->faults);
	vm->uuid = v->uuid;
	vm->question = v->question;
	vm->phase = str_c(vote_phase_code(v->phase));
	vm->tag = page_vote_tag(r, v->phase);
	vm->banner = banner ? page_tr(r, banner) : S("");
	vm->n_codes = v->n_codes;
	vm->booth = arena_fmt(r->a, "%.*s/bo-phieu/%.*s", STRF(page_site(r)), STRF(v->uuid));
}

td_rc page_vote_trustee(struct req *r)
{
	struct vote_person_vm *vm = NEW(r->a, struct vote_person_vm);
	struct vote v;
	struct vote_trustee own;
	td_rc rc = page_begin(r, page_tr(r, N_("Giữ khóa hòm phiếu")), "viec");
	if (rc == TD_OK)
		rc = trustee(r, &v, &own);
	if (rc != TD_OK)
		return rc;
	put_vote(r, &v, vm);
	vm->index = own.ordinal;
	vm->own_name = own.person;
	vm->own_unit = own.unit_name;
	vm->key_sent = own.public_key.p != NULL;
	vm->key_due = v.phase == VOTE_KEYS && !vm->key_sent;
	vm->factors_sent = own.decrypted;
	vm->factors_due = v.phase == VOTE_DECRYPTING && !own.decrypted;
	vm->typed = form_show(r->form, S("public_key"), form_show(r->form, S("partial"), S("")));
	vm->script = asset_href("vote_keeper.js");
	vm->page = r->page;
	view_vote_trustee(&r->html, vm);
	return TD_OK;
}

static void put_text_or_null(struct arena *a, struct value *v, const char *key, str text)
{
	if (text.p)
		value_put_text(a, v, key, text);
	else
		value_put(a, v, str_c(key), value_null(a));
}

td_rc page_vote_task(struct req *r)
{
	struct vote v;
	struct vote_trustee own;
	struct vote_file f;
	td_rc rc = trustee(r, &v, &own);
	if (rc == TD_OK)
		rc = act_vote_file(r->tx, &v, &f);
	if (rc != TD_OK)
		return rc;
	struct value *out = value_map(r->a);
	bool closed = v.phase == VOTE_CLOSED || v.phase == VOTE_DECRYPTING || v.phase == VOTE_RESULT;
	value_put_text(r->a, out, "phase", str_c(vote_phase_code(v.phase)));
	value_put_int(r->a, out, "index", own.ordinal);
	value_put_bool(r->a, out, "sent_key", own.public_key.p != NULL);
	value_put_bool(r->a, out, "sent_partial", own.decrypted);
	put_text_or_null(r->a, out, "election", f.election);
	put_text_or_null(r->a, out, "archive",
			 closed ? arena_fmt(r->a, "/bo-phieu/%.*s/hom-phieu.bel", STRF(v.uuid)) : STR_NULL);
	put_text_or_null(r->a, out, "encrypted_tally", f.tally);
	put_text_or_null(r->a, out, "last_event", closed ? f.head : STR_NULL);
	r->body = value_to_json(r->a, out, VALUE_PRETTY);
	r->type = S("application/json; charset=utf-8");
	return TD_OK;
}

td_rc page_vote_key(struct req *r)
{
	const struct key_form *f = form_value(r->form);
	str to = req_path(r, "/giu-khoa/%.*s?luu=1", STRF(uuid_of(r)));
	td_rc rc = act_vote_key(r->tx, uuid_of(r), f->public_key);
	if (rc == TD_OK)
		r->location = to;
	return rc;
}

td_rc page_vote_factors(struct req *r)
{
	const struct factors_form *f = form_value(r->form);
	str to = req_path(r, "/giu-khoa/%.*s?luu=1", STRF(uuid_of(r)));
	td_rc rc = act_vote_factors(r->tx, uuid_of(r), f->partial);
	if (rc == TD_OK)
		r->location = to;
	return rc;
}

td_rc page_vote_officer(struct req *r)
{
	struct vote_person_vm *vm = NEW(r->a, struct vote_person_vm);
	struct vote v;
	str election = STR_NULL;
	r->tx->actor.user_id = r->user.id.v;
	td_rc rc = page_begin(r, page_tr(r, N_("Phát mã phiếu")), "viec");
	if (rc == TD_OK)
		rc = act_vote_officer(r->tx, uuid_of(r), &v);
	if (rc == TD_OK)
		rc = act_vote_election(r->tx, &v, &election);
	if (rc != TD_OK)
		return rc;
	put_vote(r, &v, vm);
	vm->own_name = v.officer_name;
	vm->own_unit = v.officer_unit_name;
	vm->codes_sent = election.p != NULL;
	vm->codes_due = v.phase == VOTE_CREDENTIALS && !vm->codes_sent;
	vm->typed = form_show(r->form, S("public_creds"), S(""));
	vm->script = asset_href("vote_officer.js");
	vm->booth_hash = booth_hash();
	vm->page = r->page;
	view_vote_officer(&r->html, vm);
	return TD_OK;
}

td_rc page_vote_codes(struct req *r)
{
	const struct codes_form *f = form_value(r->form);
	str to = req_path(r, "/ma-phieu/%.*s?luu=1", STRF(uuid_of(r)));
	td_rc rc = act_vote_credentials(r->tx, uuid_of(r), f->public_creds);
	if (rc == TD_OK)
		r->location = to;
	return rc;
}
